from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

PROGRAM = [sys.executable, "-c", "from api.cli import main; main()"]
_LINK = re.compile(r"http://127\.0\.0\.1:(\d+)/sign-in#(\S+)")
STOPS_WITHIN_SECONDS = 5.0


def _run(
    *arguments: str, home: Path, code: int = 0, **environ: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*PROGRAM, *arguments],
        cwd=ROOT,
        env={**os.environ, "TRUYVET_HOME": str(home), **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
    return done


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with a small sample, loaded and detected."""
    folder = tmp_path_factory.mktemp("commands")
    home = folder / "home"
    _run("sample", "--reports", "200", "--seed", "5", "--out", str(folder / "sample"), home=home)
    _run("ingest", str(folder / "sample"), home=home)
    _run("detect", home=home)
    return home


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("words", [("rings",), ("export", "--what", "graph"), ("status", "--json")])
def test_results_that_find_no_room_are_told(home: Path, words: tuple[str, ...]) -> None:
    """Whether the disk fills while they are written or at the end."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, *words], cwd=ROOT, env={**os.environ, "TRUYVET_HOME": str(home)},
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip

    assert done.returncode == 2
    assert "đầu ra chuẩn" in done.stderr
    assert "standard output" in done.stderr
    assert "Traceback" not in done.stderr


def test_who_reads_no_further_gets_no_message(home: Path) -> None:
    """`truyvet export --what graph | head -1`: ended as other programs are."""
    with subprocess.Popen(
        [*PROGRAM, "export", "--what", "graph"], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env={**os.environ, "TRUYVET_HOME": str(home)},
    ) as running:  # fmt: skip
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        said = running.stderr.read()

    assert running.returncode == 141
    assert said == b""


def test_an_error_can_not_steer_a_terminal(home: Path) -> None:
    """What it quotes is cut, and shown as what it is."""
    done = _run("ring", "R-\x1b[31m" + "X" * 100_000, home=home, code=3)

    assert "\x1b" not in done.stderr
    assert "R-\ufffd[31mXXX" in done.stderr
    assert len(done.stderr) < 10_000


def test_a_wrong_call_is_told_in_both_languages(home: Path) -> None:
    """What exactly is wrong stands in English, as the library has it."""
    done = _run("rings", "--nothing", home=home, code=2)

    assert "--help" in done.stderr.splitlines()[0]
    assert "lệnh gõ chưa đúng" in done.stderr
    assert "No such option" in done.stderr


def test_rings_lists_objects_with_ids(home: Path) -> None:
    """As the contract with other programs says."""
    rings = json.loads(_run("rings", "--json", home=home).stdout)
    text = _run("rings", "--limit", "2", home=home).stdout

    assert len(rings) > 2
    assert "--offset 2, --limit, --json" in text
    assert all(ring["id"].startswith("R-") and not ring["single_report"] for ring in rings)
    assert rings[0]["id"] in text
    assert len(text.splitlines()) == 4, "a header, two rings, and that there are more"
    everything = json.loads(_run("rings", "--json", "--all", home=home).stdout)
    assert len(everything) > len(rings)


def test_ring_shows_one(home: Path) -> None:
    """As text and as JSON; an unknown one is exit code 3 with what to do, in both languages."""
    ring_id = json.loads(_run("rings", "--json", home=home).stdout)[0]["id"]
    ring = json.loads(_run("ring", ring_id, "--json", home=home).stdout)
    unknown = _run("ring", "R-NONE", home=home, code=3)

    assert ring["id"] == ring_id
    assert {"unit", "caption", "keys", "strength", "report_count"} == set(ring["members"][0])
    assert ring_id in _run("ring", ring_id, home=home).stdout
    assert unknown.stdout == ""
    assert "truyvet rings" in unknown.stderr
    assert len(unknown.stderr.splitlines()) == 2


def test_status_says_which_store_and_what_it_holds(home: Path) -> None:
    """As text and as JSON."""
    status = json.loads(_run("status", "--json", home=home).stdout)

    assert status["reports"] == 200
    assert status["store"].startswith("sqlite:")
    assert (status["kind"], status["problems"]) == ("sqlite", [])
    assert status["schema"]["applied"] == status["schema"]["wanted"]
    assert "200" in _run("status", home=home).stdout


def test_status_says_what_is_wrong(tmp_path: Path) -> None:
    """With exit code 1: the store works, but somebody has to look at it."""
    _run("status", home=tmp_path)
    (tmp_path / "graph.sqlite").chmod(0o644)
    status = json.loads(_run("status", "--json", home=tmp_path, code=1).stdout)
    text = _run("status", home=tmp_path, code=1)

    assert [set(problem) for problem in status["problems"]] == [{"vi", "en"}]
    assert status["problems"][0]["vi"] in text.stdout
    assert status["problems"][0]["en"] in text.stdout
    assert text.stderr == ""


@pytest.mark.parametrize(
    ("store", "code", "named"),
    [
        ("sqlite:///{}/bad.sqlite", 4, "sqlite:///{}/bad.sqlite"),
        ("neo4j://lan:bimat@127.0.0.1:1", 4, "neo4j://127.0.0.1:1"),
        ("mysql://lan:bimat@db", 2, None),
    ],
)
def test_status_of_a_store_that_can_not_be_used(
    tmp_path: Path, store: str, code: int, named: str | None
) -> None:
    """Which one and why, also in JSON, with the code that any command ends with."""
    (tmp_path / "bad.sqlite").write_bytes(b"no database " * 1000)
    address = store.format(tmp_path)
    done = _run("status", "--json", home=tmp_path, code=code, TRUYVET_STORE=address)
    status = json.loads(done.stdout)

    assert status["store"] == (named and named.format(tmp_path))
    assert set(status["problem"]) == {"vi", "en"}
    assert status["problem"]["en"] in done.stderr
    assert len(done.stderr.splitlines()) == 2, "nothing but the error, in two languages"
    assert "bimat" not in done.stdout + done.stderr
    assert _run("status", home=tmp_path, code=code, TRUYVET_STORE=address).stdout == ""


def test_detect_prints_its_run(home: Path) -> None:
    """The same facts give the same rings."""
    before = json.loads(_run("rings", "--json", home=home).stdout)
    run = json.loads(_run("detect", "--json", home=home).stdout)
    after = json.loads(_run("rings", "--json", home=home).stdout)

    assert run["method"] == "map-equation"
    assert {"truyvet", "python"} <= set(run["versions"])
    assert [ring["id"] for ring in after] == [ring["id"] for ring in before]


def test_export_writes_to_a_file_or_standard_output(home: Path, tmp_path: Path) -> None:
    """The same bytes."""
    out = tmp_path / "rings.csv"
    _run("export", "--what", "rings", "--out", str(out), home=home)
    text = _run("export", "--what", "rings", home=home).stdout
    assert text == _run("export", "--what", "rings", "--out", "-", home=home).stdout
    rows = _run("export", "--what", "graph", "--format", "jsonl", home=home).stdout.splitlines()

    assert out.read_text(encoding="utf-8") == text
    assert text.startswith("ring_id,key,kind,value,strength,report_count\n")
    assert all(json.loads(row)["report_id"] for row in rows)


def test_export_for_neo4j_says_what_to_do_next(home: Path, tmp_path: Path) -> None:
    """A folder is written once; the commands can be copied from the terminal."""
    folder = tmp_path / "một hai"
    arguments = ("export", "--what", "neo4j-import", "--out", str(folder))
    said = _run(*arguments, home=home).stdout

    assert (folder / "import.args").is_file()
    assert f" --chdir='{folder}' \\\n    neo4j-admin database import full neo4j " in said
    assert " --overwrite-destination @import.args\n" in said
    assert "texts.sqlite" in said, "what was received is not in the files"
    assert "not empty" in _run(*arguments, home=home, code=2).stderr
    assert "--out FOLDER" in _run(*arguments[:3], home=home, code=2).stderr
    for more in (("--format", "jsonl"), ("--include-private",)):
        assert "all personal data" in _run(*arguments, *more, home=home, code=2).stderr
    assert "--out FOLDER" in _run(*arguments[:3], "--out", "-", home=home, code=2).stderr


def test_migrate_on_a_new_store_says_the_schema_is_new(home: Path, tmp_path: Path) -> None:
    """What was applied, else that nothing was."""
    assert "up to date" in _run("migrate", home=home).stdout
    assert "applied: graph: m001" in _run("migrate", home=tmp_path / "new").stdout


def test_before_the_first_detection_rings_say_what_to_do(tmp_path: Path) -> None:
    """Exit code 3, and the command's name."""
    assert "truyvet detect" in _run("rings", home=tmp_path, code=3).stderr


def test_wrong_settings_are_said(tmp_path: Path) -> None:
    """Exit code 2 for a wrong value, 4 for a store that can't be used."""
    wrong = _run("status", home=tmp_path, code=2, TRUYVET_PORT="x")
    assert "TRUYVET_PORT" in wrong.stderr
    (tmp_path / "bad.sqlite").write_bytes(b"no database " * 1000)
    broken = _run("status", home=tmp_path, code=4, TRUYVET_STORE=f"sqlite:///{tmp_path}/bad.sqlite")
    assert "Traceback" not in broken.stderr


def test_unknown_words_are_usage_errors(tmp_path: Path) -> None:
    """With exit code 2 and without a trace."""
    for arguments in [("nonsense",), ("export", "--what", "all"), ("serve", "--port", "70000")]:
        assert "Traceback" not in _run(*arguments, home=tmp_path, code=2).stderr


def test_demo_ends_with_the_rings_and_reuses_what_is_there(tmp_path: Path) -> None:
    """Twice, without serving; its store is apart from the real one."""
    first = _run("demo", "--no-serve", home=tmp_path).stdout
    second = _run("demo", "--no-serve", home=tmp_path).stdout

    assert "R-" in first
    assert "reusing the sample" in second
    assert first.splitlines()[-1] == second.splitlines()[-1]
    assert (tmp_path / "demo" / "graph.sqlite").exists()
    assert not (tmp_path / "graph.sqlite").exists()


@contextmanager
def _serving(home: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    server = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0"],
        cwd=ROOT,
        env={**os.environ, "TRUYVET_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    killer = threading.Timer(60, server.kill)
    killer.start()
    try:
        assert server.stdout is not None
        found = next(match for line in server.stdout if (match := _LINK.search(line)))
        yield server, found[1], found[2]
    finally:
        killer.cancel()
        server.kill()
        server.communicate()


def _ask(port: str, path: str, cookie: str = "", body: Any = None) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"X-Truyvet": "1", "Content-Type": "application/json", "Cookie": cookie},
    )
    return urllib.request.urlopen(request, timeout=30)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_server_signs_in_answers_and_stops(home: Path, how: signal.Signals) -> None:
    """The printed link's token opens it; a signal ends it at once, cleanly, without a trace."""
    with _serving(home) as (server, port, token):
        with _ask(port, "/api/v1/session", body={"token": token}) as answer:
            cookie = str(answer.headers["Set-Cookie"]).split(";")[0]
        with _ask(port, "/api/v1/search", cookie, {"text": "09"}) as answer:
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError, match="401"):
            _ask(port, "/api/v1/status")
        started = time.monotonic()
        server.send_signal(how)
        out, err = server.communicate(timeout=30)

    assert time.monotonic() - started < STOPS_WITHIN_SECONDS
    assert server.returncode == 0, err
    assert cookie.startswith(f"truyvet_session_{port}=")
    assert "Traceback" not in err
    assert "POST /api/v1/search 200" in err
    assert token not in out + err


def test_a_taken_port_is_exit_code_6(home: Path) -> None:
    """With the command for another port."""
    with _serving(home) as (_, port, _token):
        assert "--port 8001" in _run("serve", "--port", port, home=home, code=6).stderr

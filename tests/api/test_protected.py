"""Nobody who is protected is named by a title, an old picture, a ring's keys or a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from api.cli import truyvet
from api.settings import read_settings
from api.wiring import open_services
from graph.model import DecisionKind, Member, Report, Ring, Role
from tests.api.case import JUDGED_VICTIM, VICTIM, load_case
from tests.api.client import TestClient
from tests.api.conftest import World, build_world
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_PHONE,
    PHONE,
    ZALO,
    judge,
    load,
    make_list,
    make_report,
    revoke,
)

TITLE = "Chị A, số 0909.999-901, mất tiền vào 0912 345 678"
SHOWN = "Chị A, số ••••.•••-•01, mất tiền vào 0912 345 678"


def _told(report_id: str) -> Report:
    return make_report(report_id, PHONE, DOMAIN, (VICTIM, Role.VICTIM), title=TITLE)


def _open(client: TestClient, **asked: Any) -> Any:
    answer = client.post("/api/v1/views", json=asked)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_title_does_not_tell_the_number_of_who_was_robbed(world: World) -> None:
    """However it is spelled there; the suspect's stays."""
    load(world.services.store, _told("t:1"))
    answer = world.person().post("/api/v1/reports", json={"ids": ["t:1"]})

    assert answer.json()["reports"][0]["title"] == SHOWN


def test_a_title_is_whole_for_who_may_see_it(open_eyed_world: World) -> None:
    """With see-protected nothing is dotted out."""
    load(open_eyed_world.services.store, _told("t:1"))
    answer = open_eyed_world.person().post("/api/v1/reports", json={"ids": ["t:1"]})

    assert answer.json()["reports"][0]["title"] == TITLE


def test_a_rings_page_masks_titles(world: World) -> None:
    """The list of its reports is read by everybody."""
    store = world.services.store
    load(store, _told("t:1"))
    ring = Ring("R-T", (Member(PHONE, (PHONE,), 1.0, 1), Member(DOMAIN, (DOMAIN,), 1.0, 1)),
                ("t:1",))  # fmt: skip
    run = replace(store.current_run(), id="run-t", ring_count=1)
    store.write_run(run, [ring], [])
    store.make_current(run.id)
    page = world.person().get("/rings/R-T").text

    assert SHOWN in page
    assert "999-901" not in page


def test_a_list_in_a_picture_is_called_by_its_masked_title(world: World) -> None:
    """In a new picture, and in an old one once somebody was judged a victim."""
    store = world.services.store
    title = "Danh sách có 0912.345.678"
    load(store, replace(make_list("t:list", PHONE, ACCOUNT, at="2019-09-01"), title=title))
    client = world.person()
    view = _open(client, keys=[PHONE, ACCOUNT])
    judge(store, DecisionKind.VICTIM, PHONE)
    later = client.get(f"/api/v1/views/{view['id']}")

    assert title in [node["caption"] for node in view["nodes"]]
    assert "Danh sách có ••••.•••.•78" in [node["caption"] for node in later.json()["nodes"]]
    assert "345.678" not in later.text
    assert "345.678" not in json.dumps(_open(client, keys=[PHONE, ACCOUNT]), ensure_ascii=False)


def test_an_old_picture_does_not_remember_who_was_erased(world: World) -> None:
    """An erasure reaches what the pictures show."""
    store, client = world.services.store, world.person()
    load(store, make_report("t:1", PHONE, "social_handle:telegram:xoabo"))
    view = _open(client, keys=[PHONE, "social_handle:telegram:xoabo"])
    judge(store, DecisionKind.ERASE, "t:1")

    assert "xoabo" in json.dumps(view)
    for path in [f"/api/v1/views/{view['id']}", f"/views/{view['id']}"]:
        assert "xoabo" not in client.get(path).text


def test_an_old_picture_masks_who_is_left_a_victim_only(world: World) -> None:
    """Where the report that made a suspect of somebody was rejected."""
    store, client = world.services.store, world.person()
    load(store, make_report("t:1", PHONE, VICTIM))
    view = _open(client, keys=[PHONE, VICTIM])
    judge(store, DecisionKind.REJECTED, "t:1")

    assert VICTIM in json.dumps(view)
    assert VICTIM not in client.get(f"/api/v1/views/{view['id']}").text


def test_who_was_a_victim_by_mistake_has_a_name_again(world: World) -> None:
    """Also in pictures that were made meanwhile."""
    store, client = world.services.store, world.person()
    view = _open(client, keys=[PHONE, DOMAIN])
    judgement = judge(store, DecisionKind.VICTIM, PHONE)
    node = next(each for each in view["nodes"] if each["key"] == DOMAIN)
    grown = client.post(f"/api/v1/views/{view['id']}/expand", json={"node": node["id"]})
    child = f"/api/v1/views/{grown.json()['view']}"
    hidden = client.get(child).text
    revoke(store, judgement)
    again = client.get(child).json()["nodes"]

    assert PHONE not in hidden
    assert "•••• ••• •78" in hidden
    assert (PHONE, "0912 345 678") in [(each["key"], each["caption"]) for each in again]


def test_a_members_key_that_is_a_victims_now_is_left_out(world: World) -> None:
    """A unit of the run may have fallen apart since."""
    store = world.services.store
    ring = Ring("R-T", (Member(OTHER_PHONE, (OTHER_PHONE, JUDGED_VICTIM), 1.0, 1),), ("s:5",))
    run = replace(store.current_run(), id="run-t", ring_count=1)
    store.write_run(run, [ring], [])
    store.make_current(run.id)
    client = world.person()

    assert client.get("/api/v1/rings/R-T").json()["members"][0]["keys"] == [OTHER_PHONE]
    assert "999 902" not in client.get("/rings/R-T").text


@pytest.fixture
def home(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with the case, which the commands work on."""
    home = tmp_path / "home"
    built = build_world(home, address)
    load_case(built.services)
    judge(built.services.store, DecisionKind.VICTIM, PHONE, now=datetime(2020, 1, 3, tzinfo=UTC))
    built.services.close()
    monkeypatch.setenv("TRUYVET_HOME", str(home))
    monkeypatch.setenv("TRUYVET_STORE", address)
    return home


def _printed(*arguments: str) -> str:
    done = CliRunner().invoke(truyvet, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.usefixtures("home")
def test_the_terminal_masks_who_was_judged_a_victim_since() -> None:
    """`rings` and `ring`, for people and as JSON."""
    rings = json.loads(_printed("rings", "--json", "--all"))
    texts = [_printed("rings", "--all")]
    for ring in rings:
        texts += [_printed("ring", ring["id"]), _printed("ring", ring["id"], "--json")]
    members = [member for text in texts[2::2] for member in json.loads(text)["members"]]

    for name in ["0912 345 678", PHONE, ZALO, JUDGED_VICTIM, "0909 999 902"]:
        assert name not in "".join([json.dumps(rings), *texts])
    assert {(m["unit"], tuple(m["keys"])) for m in members if "•" in m["caption"]} == {(None, ())}
    assert any("•••• ••• •02" in text for text in texts[1::2])


@pytest.mark.usefixtures("home")
def test_the_terminal_shows_them_where_the_setting_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the pages do."""
    monkeypatch.setenv("TRUYVET_SHOW_PROTECTED", "1")
    with open_services(read_settings()) as services:
        ring_id = services.store.rings_of([JUDGED_VICTIM])[JUDGED_VICTIM]

    assert "0909 999 902" in _printed("ring", ring_id)

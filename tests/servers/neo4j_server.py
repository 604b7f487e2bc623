"""A real Neo4j server for tests and benchmarks: a process and a home folder of its own."""

from __future__ import annotations

import os
import random
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.closing import Closing

_POM = Path(__file__).with_name("pom.xml")
_START_SECONDS = 60
_PAUSE_SECONDS = 0.1
_STOP_SECONDS = 30
_LOG_LINES = 30
_CONFIGURATION = (
    "server.http.enabled=false",
    "dbms.usage_report.enabled=false",
    "server.memory.pagecache.size=128m",
    "db.tx_log.preallocate=false",
    "db.tx_log.rotation.size=16m",
    "db.tx_log.rotation.retention_policy=keep_none",
    # It would wait ten seconds for nobody before it ends.
    "internal.server.bolt.thread_pool_shutdown_wait_time=0s",
)
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_JAVA = ("java", *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED))
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java options that start it in half the time (5 s of 11) and take a third off its memory."""
# Is told which process runs, by lines of its input, whose end is the end of whoever started it,
# however that came. A signal on a parent's death would be no good: it comes as soon as the thread
# ends that started the server.
_WATCH = """
pid=
while read -r line; do pid=$line; done
if [ -n "$pid" ]; then kill -KILL "$pid"; sleep 1; fi
rm -rf "$1"
"""


class ServerMissingError(Exception):
    """There is no Java or no copy of the server; says what to do."""


class ServerFailedError(Exception):
    """The server ended or did not answer in time; says what it wrote last."""


def packages_folder() -> Path:
    """Return where `make neo4j` puts the server's packages."""
    version = re.search(r"<neo4j.version>([\d.]+)<", _POM.read_text(encoding="utf-8"))
    assert version, f"{_POM} names no version"
    return Path(sys.prefix) / f"neo4j-{version[1]}"


def check_installed() -> None:
    """Check that a server can be started here.

    Raises:
        ServerMissingError: it can't.
    """
    way_out = "or TRUYVET_TEST_NEO4J=neo4j://user:password@host:7687, or TRUYVET_SKIP=neo4j"
    if not shutil.which("java"):
        raise ServerMissingError(f"Java is missing: make neo4j installs it, {way_out}")
    if not (packages_folder() / ".complete").is_file():
        raise ServerMissingError(
            f"{packages_folder()} is missing or half a copy: make neo4j brings it, {way_out}"
        )


class Neo4jServer(Closing):
    """A server on a free port of this machine, with a home that goes away when it is closed.

    Args:
        heap: memory for Java's objects, as Java's `-Xmx` takes it.
        configuration: lines added to neo4j.conf, such as `server.databases.read_only=neo4j`.
        java_options: QUICK for tests; none for benchmarks, where the compiler shall do its best.
    """

    def __init__(
        self,
        heap: str = "512m",
        configuration: Sequence[str] = (),
        java_options: Sequence[str] = QUICK,
    ) -> None:
        """Make the home and choose port and password; nothing runs yet."""
        check_installed()
        self.home = Path(tempfile.mkdtemp(prefix="truyvet-neo4j-"))
        self.java_options = (f"-Xms{heap}", f"-Xmx{heap}", *java_options)
        self.port = _free_port()
        self.password = secrets.token_hex(8)
        self._process: subprocess.Popen[bytes] | None = None
        # In a session of its own, as the server: Ctrl-C is for the tests, which then end both.
        self._watch = subprocess.Popen(
            ["sh", "-c", _WATCH, "watch", str(self.home)],
            stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.configure(*configuration)

    @property
    def address(self) -> str:
        """Return it as `TRUYVET_STORE` takes it, with user and password."""
        return f"neo4j://neo4j:{self.password}@127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Return the id of the running process."""
        assert self._process, "the server does not run"
        return self._process.pid

    def configure(self, *lines: str) -> None:
        """Write neo4j.conf: what all servers have, and these lines; read at the next start.

        Args:
            lines: `setting=value`; later ones count.
        """
        folder = self.home / "conf"
        folder.mkdir(exist_ok=True)
        own = (f"server.bolt.listen_address=127.0.0.1:{self.port}", *_CONFIGURATION)
        settings = dict(line.split("=", 1) for line in (*own, *lines))
        text = "".join(f"{name}={value}\n" for name, value in settings.items())
        (folder / "neo4j.conf").write_text(text, encoding="utf-8")

    def start(self) -> None:
        """Start it and wait until it answers queries.

        Raises:
            ServerFailedError: it ended, or took longer than a minute.
        """
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start it without waiting."""
        assert self._process is None, "the server runs already"
        if not (self.home / "data" / "dbms").exists():
            self.administer("dbms", "set-initial-password", self.password)
        command = [
            *_JAVA, *self.java_options, "-cp", f"{packages_folder()}/*",
            "org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}",
            f"--config-dir={self.home / 'conf'}",
        ]  # fmt: skip
        with self._console.open("ab") as console:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=console, stderr=console,
                start_new_session=True,
            )  # fmt: skip
        self._tell_watch(str(self.pid))

    def wait(self) -> None:
        """Wait until it answers queries.

        Raises:
            ServerFailedError: it ended, or took longer than a minute.
        """
        deadline = time.monotonic() + _START_SECONDS
        while not (_listens(self.port) and self.answers()):
            if self._process is None or self._process.poll() is not None:
                raise ServerFailedError(f"the server has ended:\n{self.log()}")
            if time.monotonic() > deadline:
                raise ServerFailedError(f"no answer in {_START_SECONDS} s:\n{self.log()}")
            time.sleep(_PAUSE_SECONDS)

    def answers(self) -> bool:
        """Say whether it answers a query at once."""
        try:
            with GraphDatabase.driver(
                f"bolt://127.0.0.1:{self.port}", auth=("neo4j", self.password),
                connection_timeout=2, max_transaction_retry_time=0,
            ) as driver:  # fmt: skip
                driver.execute_query("RETURN 1")
        except (DriverError, Neo4jError):
            return False
        return True

    def log(self) -> str:
        """Return the last lines that it wrote."""
        files = [self.home / "logs" / "neo4j.log", self._console]
        texts = [file.read_text("utf-8", "replace") for file in files if file.exists()]
        return "\n".join("\n".join(texts).splitlines()[-_LOG_LINES:])

    def administer(self, *arguments: str, folder: Path | None = None) -> str:
        """Run `neo4j-admin` with these arguments; the server must not run.

        Args:
            arguments: such as `dbms set-initial-password PASSWORD`.
            folder: where; default: its home.

        Returns:
            What it wrote.

        Raises:
            ServerFailedError: it failed, or took longer than a minute.
        """
        home = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        what = " ".join(arguments[:2])
        try:
            done = subprocess.run(
                [
                    *_JAVA, *QUICK, "-cp", f"{packages_folder()}/*",
                    "org.neo4j.server.startup.Neo4jAdminCommand", *arguments,
                ],
                cwd=folder or self.home, env={**os.environ, **home}, stdin=subprocess.DEVNULL,
                capture_output=True, text=True, check=False, timeout=_START_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired as exc:
            raise ServerFailedError(f"{what}: not done in {_START_SECONDS} s") from exc
        if done.returncode:
            raise ServerFailedError(f"{what}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def stop(self) -> None:
        """Let it write everything and end, as an administrator would; takes seconds."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Kill it and start it again, on the same home and port."""
        self.kill()
        self.start()

    def close(self) -> None:
        """Kill it and remove its home."""
        self.kill()
        self._watch.communicate()

    @property
    def _console(self) -> Path:
        return self.home / "console.log"

    def _tell_watch(self, pid: str) -> None:
        assert self._watch.stdin
        self._watch.stdin.write(f"{pid}\n".encode())
        self._watch.stdin.flush()

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(how)
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            # Its number may be another process's from now on.
            self._tell_watch("")


def _free_port() -> int:
    """Return a port that stays free while the server is down.

    One of the system's own choice would come from the range that it gives to whoever connects:
    a client that tries again and again would in the end be connected to itself.
    """
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as trial:
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        trial.settimeout(2)
        return trial.connect_ex(("127.0.0.1", port)) == 0

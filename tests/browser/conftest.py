"""A real server over a small store, a real browser, and a page that forgives nothing.

Any console error or warning, page error, policy violation or request to another origin fails
the test that met it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    StorageState,
    sync_playwright,
)

from api.settings import Settings
from tests.browser.world import build_world
from tests.servers.neo4j_server import Neo4jServer

_LINK = re.compile(r"http://[\w.:\[\]]+/sign-in#\S+")
_START_SECONDS = 60
_WATCH_POLICY = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@dataclass
class Server:
    """A running server and what it has printed.

    Attributes:
        process: the program.
        lines: of its output.
    """

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Collect the output, so that the program never waits for a reader."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)

    def links(self) -> list[str]:
        """Return the sign-in links printed so far."""
        return _LINK.findall("".join(self.lines))

    def link(self, count: int = 1) -> str:
        """Return the last of so many sign-in links; wait until it is printed."""
        deadline = time.monotonic() + _START_SECONDS
        while len(self.links()) < count:
            printed = "".join(self.lines)
            assert self.process.poll() is None, f"the server has ended:\n{printed}"
            assert time.monotonic() < deadline, f"no sign-in link was printed:\n{printed}"
            time.sleep(0.05)
        return self.links()[count - 1]

    @property
    def origin(self) -> str:
        """Return where it answers."""
        return self.link().split("/sign-in")[0]


@pytest.fixture(
    scope="session",
    params=(pytest.param("sqlite"), pytest.param("neo4j", marks=pytest.mark.own_neo4j)),
)
def settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """Return an installation with a small detected store of each kind in turn."""
    home = tmp_path_factory.mktemp("home")
    if request.param == "sqlite":
        yield _installed(home, f"sqlite:///{home / 'graph.sqlite'}")
        return
    # One of its own: other tests wipe the one that they share.
    with Neo4jServer() as started:
        started.start()
        yield _installed(home, started.address)


def _installed(home: Path, store: str) -> Settings:
    settings = Settings(home=home, store=store)
    build_world(settings)
    return settings


@pytest.fixture(scope="session")
def server(settings: Settings) -> Iterator[Server]:
    """Start `truyvet serve` on a free port; stop it at the end."""
    program = Path(sys.executable).with_name("truyvet")
    environ = {name: value for name, value in os.environ.items() if "TRUYVET" not in name}
    environ |= {
        "TRUYVET_HOME": str(settings.home),
        "TRUYVET_STORE": settings.store,
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        [program, "serve", "--port", "0"],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        running = Server(process)
        reader = threading.Thread(target=running.listen, daemon=True)
        reader.start()
        try:
            running.link()
            yield running
        finally:
            process.terminate()
            process.wait(timeout=20)
            reader.join(timeout=5)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    program = shutil.which("chromium")
    assert program, "Chromium is missing: make test installs it, or TRUYVET_SKIP=browser"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program)
        yield started
        started.close()


@dataclass
class Guard:
    """What went wrong on a page, and what a test expects to go wrong.

    Attributes:
        origin: of the server.
        faults: what happened.
        expected: parts of messages that the test brings about on purpose.
    """

    origin: str
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Take note of everything from now on."""
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("request", self._on_request)
        page.add_init_script(_WATCH_POLICY)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console {message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith(f"{self.origin}/"):
            self.faults.append(f"request to another origin: {request.url}")

    def unexpected(self) -> list[str]:
        """Return the faults that the test didn't expect."""
        return [f for f in self.faults if not any(part in f for part in self.expected)]


NewPage = Callable[..., Page]


@pytest.fixture
def guard(server: Server) -> Iterator[Guard]:
    """Fail the test for whatever went wrong on its pages."""
    watching = Guard(server.origin)
    yield watching
    assert watching.unexpected() == []


@pytest.fixture
def new_page(browser: Browser, server: Server, guard: Guard) -> Iterator[NewPage]:
    """Return what opens guarded pages, each in a browser of its own without a session."""
    contexts: list[BrowserContext] = []

    def open_page(state: StorageState | None = None, **options: object) -> Page:
        wanted = {"viewport": {"width": 1280, "height": 800}, **options}
        context = browser.new_context(base_url=server.origin, storage_state=state, **wanted)  # type: ignore[arg-type]  # a plain dict stands for keywords of many types
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        guard.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Sign in once through the printed link; return the browser that holds the session."""
    context = browser.new_context(base_url=server.origin, viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(server.link())
    page.wait_for_url(f"{server.origin}/")
    page.close()
    yield context
    context.close()


@pytest.fixture
def session_state(signed_in: BrowserContext) -> StorageState:
    """Return the session's cookie, for a browser of another size."""
    return signed_in.storage_state()


@pytest.fixture
def page(signed_in: BrowserContext, guard: Guard) -> Iterator[Page]:
    """Return a guarded page that is signed in, in the default language."""
    signed_in.clear_cookies(name="truyvet_lang")
    opened = signed_in.new_page()
    guard.watch(opened)
    yield opened
    opened.close()

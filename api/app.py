"""The web application, put together: middleware, errors, static files, pages, /api/v1."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.staticfiles import StaticFiles

from api.door import Door
from api.language import Catalogue, read_catalogues
from api.middleware.accesslog import AccessLogMiddleware
from api.middleware.failsafe import FailsafeMiddleware
from api.middleware.gate import GateMiddleware, hosts_of
from api.middleware.sessions import SessionMiddleware
from api.middleware.shield import ShieldMiddleware
from api.openapi import describing
from api.pages import network, start
from api.pages import rings as ring_pages
from api.pages.assets import kept_address
from api.pages.environment import STATIC, Pages
from api.problems import answer_errors
from api.routes import export, reports, rings, search, session, status, units, views
from api.settings import Settings
from api.signin import SignIn
from api.wiring import Services
from graph.errors import Language

NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""Nothing leaves this machine: by default an environment variable would send requests out."""


def create_app(
    settings: Settings,
    services: Services,
    sign_in: SignIn,
    catalogues: Mapping[Language, Catalogue] | None = None,
) -> FastAPI:
    """Return the application of an installation.

    Args:
        settings: with the true port.
        services: what the routes work with; closed by the caller.
        sign_in: knows tokens and sessions.
        catalogues: texts by language; default: those of api/locale.
    """
    # FastAPI's own pages of documentation load scripts from other servers.
    app = FastAPI(
        title="TruyVết",
        version=version("truyvet"),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=NO_TELEMETRY,
    )
    texts = read_catalogues() if catalogues is None else catalogues
    kept = kept_address(STATIC)
    pages = Pages(texts, settings.language, kept)
    app.state.door = Door(services, settings, sign_in, texts, pages)
    _protect(app, settings, sign_in)
    answer_errors(app)
    for address in (kept, "/static"):
        app.mount(address, StaticFiles(directory=STATIC))
    for page in (start, ring_pages, network):
        app.include_router(page.router)
    for noun in (session, search, rings, status, units, reports, views, export):
        app.include_router(noun.router)
    app.include_router(describing(app))
    return app


def _protect(app: FastAPI, settings: Settings, sign_in: SignIn) -> None:
    """Add what every request passes; the last one added is the outermost."""
    app.add_middleware(SessionMiddleware, settings=settings, sign_in=sign_in)
    opened = settings.url.partition("://")[2]
    more = (*settings.hosts, opened) if opened else settings.hosts
    hosts = hosts_of(settings.host, settings.port, more)
    app.add_middleware(GateMiddleware, hosts=hosts)
    app.add_middleware(FailsafeMiddleware)
    app.add_middleware(ShieldMiddleware)
    app.add_middleware(AccessLogMiddleware)

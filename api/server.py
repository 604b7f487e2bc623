"""Serves the application on this machine: listens, prints the sign-in link, stops cleanly."""

from __future__ import annotations

import ipaddress
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from urllib.parse import urlsplit

import click
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.errors import PortTakenError
from api.logs import log_to_stderr
from api.settings import Settings
from api.signin import SignIn
from api.wiring import open_services

BACKLOG = 128
STOP_SECONDS = 1
"""What requests under way may still take once the server is asked to stop."""

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - to name what to open instead


def serve(settings: Settings) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Args:
        settings: say where; port 0 lets the system choose.

    Raises:
        PortTakenError: the server can't listen there.
        StoreError: a store can't be used.
    """
    listener = listen(settings.host, settings.port)
    with listener:
        # Port 0 is known only now; Host header and cookie depend on the true one.
        there = settings.listening_on(None, listener.getsockname()[1])
        sign_in = SignIn(announce=lambda token: print_link(there, token))
        with open_services(there) as services:
            app = create_app(there, services, sign_in)
            log_to_stderr()
            if not is_private(there, listener.getsockname()[0]):
                warn_of_network()
            print_link(there, sign_in.issue())
            run(app, listener)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Args:
        host: name or number of an interface.
        port: 0 lets the system choose.

    Raises:
        PortTakenError: taken, not allowed, or no interface of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise PortTakenError(host, port) from error
    try:
        if sys.platform != "win32":
            # Else a port stays taken for a minute after the server stopped.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise PortTakenError(host, port) from error
    return listener


def is_local(address: str) -> bool:
    """Say whether only this machine reaches an address.

    >>> is_local("127.0.0.1"), is_local("::1"), is_local("0.0.0.0")
    (True, True, False)
    """
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def is_private(settings: Settings, address: str) -> bool:
    """Say whether nobody else can read what passes between a browser and the server.

    A container listens on its own network, and is published where the settings say.

    Args:
        settings: may say where browsers open it.
        address: where the server listens.
    """
    opened = urlsplit(settings.url)
    if not opened.hostname:
        return is_local(address)
    return opened.scheme == "https" or is_local(_numeric(opened.hostname))


def _numeric(host: str) -> str:
    # Any other name may be anybody's: it is not looked up, and counts as far away.
    if host == "localhost":
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - nothing listens there


def warn_of_network() -> None:
    """Say in the terminal that others can reach the server, and that nothing is encrypted."""
    click.echo("Cảnh báo: các máy khác trong mạng cũng gọi tới được máy chủ này, và dữ liệu đi "
               "không mã hóa. Hãy đặt sau một proxy HTTPS, hoặc bỏ --host.\n"
               "Warning: other machines reach this server too, and nothing is encrypted. Put it "
               "behind an HTTPS proxy, or leave out --host.", err=True)  # fmt: skip


def link_of(settings: Settings, token: str) -> str:
    """Return the link that signs in; what follows # never reaches a log.

    Args:
        settings: with the true port.
        token: good for one sign-in.
    """
    host = _EVERYWHERE.get(settings.host, settings.host)
    name = f"[{host}]" if ":" in host else host
    return f"{settings.url or f'http://{name}:{settings.port}'}/sign-in#{token}"


def print_link(settings: Settings, token: str) -> None:
    """Print a sign-in link in the terminal of the server."""
    click.echo(f"Mở liên kết này để đăng nhập / open this link to sign in:\n"
               f"  {link_of(settings, token)}")  # fmt: skip


def run(app: FastAPI, listener: socket.socket) -> None:
    """Answer requests until the process is asked to stop."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = uvicorn.Server(config)
    with _stopping(server):
        server.run(sockets=[listener])


@contextmanager
def _stopping(server: uvicorn.Server) -> Iterator[None]:
    """Let a signal stop the server only: uvicorn raises it again once it has stopped."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

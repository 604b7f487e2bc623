"""Stand between a store and its server, and cut the wire at the worst moment."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Literal

# A chunk of two bytes that is the message COMMIT, and the end of the message.
_COMMIT = b"\x00\x02\xb0\x12\x00\x00"
_SECONDS = 30.0
When = Literal["before", "after"]


class Wire:
    """Passes bytes on between clients and a server.

    Args:
        port: of the server.
    """

    def __init__(self, port: int) -> None:
        """Listen on a port of this machine's choice."""
        self._server_port = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._when: When | None = None
        self._stay = False
        self._lock = threading.Lock()
        self.is_open = True
        self.cuts = 0

    @property
    def port(self) -> int:
        """Return where clients connect."""
        return int(self._listening.getsockname()[1])

    def cut(self, when: When, *, stay: bool = False) -> None:
        """Cut the wire at the next commit, once.

        Args:
            when: before the server hears of it, or after it has answered, which nobody hears.
            stay: nobody gets through afterwards, until `is_open` is set.
        """
        self._when, self._stay = when, stay

    def run(self) -> None:
        """Take clients until the wire is closed."""
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                if not self.is_open:
                    client.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self._server_port), _SECONDS)
                for one, other, hears in ((client, server, True), (server, client, False)):
                    threading.Thread(
                        target=self._pass_on, args=(one, other, hears), daemon=True
                    ).start()

    def close(self) -> None:
        """Take nobody any more."""
        # A thread that waits in accept would not notice that the socket is closed.
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _pass_on(self, one: socket.socket, other: socket.socket, hears: bool) -> None:  # noqa: FBT001 - of a thread
        with contextlib.suppress(OSError):
            while some := one.recv(65_536):
                if hears and _COMMIT in some and (when := self._take_cut()):
                    self._cut(one, other, some, when)
                    return
                other.sendall(some)
        _hang_up(one)
        _hang_up(other)

    def _take_cut(self) -> When | None:
        with self._lock:
            when, self._when = self._when, None
            if when:
                self.cuts += 1
                self.is_open = not self._stay
            return when

    @staticmethod
    def _cut(client: socket.socket, server: socket.socket, some: bytes, when: When) -> None:
        # Before anything can come back: the other thread finds nobody to pass it on to.
        _hang_up(client)
        if when == "after":
            server.sendall(some)
        else:
            _hang_up(server)


def _hang_up(end: socket.socket) -> None:
    # Closing alone would send nothing while another thread waits for what comes.
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextlib.contextmanager
def wire_to(port: int) -> Iterator[Wire]:
    """Run a wire to a server."""
    wire = Wire(port)
    thread = threading.Thread(target=wire.run, daemon=True)
    thread.start()
    try:
        yield wire
    finally:
        wire.close()
        thread.join(10)

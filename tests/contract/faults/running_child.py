"""A process of its own that tells what it has done, and can be killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, Pipe
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess


@contextmanager
def running_child(
    processes: ForkServerContext, target: Callable[..., None], *args: object
) -> Iterator[tuple[BaseProcess, Connection]]:
    """Run a child; it is dead afterwards.

    Args:
        processes: how children are started.
        target: what runs there; its first argument is where it tells.
        args: the others.

    Yields:
        The process, and where what it tells arrives.
    """
    receiving, sending = Pipe(duplex=False)
    child = processes.Process(target=target, args=(sending, *args))
    child.start()
    sending.close()
    try:
        yield child, receiving
    finally:
        child.kill()
        child.join(30)
        receiving.close()

"""What a `with` block closes at its end: one piece for everything that has a `close`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Closing(ABC):
    """Something that is closed once it is no longer needed; use it in a `with` block."""

    __slots__ = ()

    @abstractmethod
    def close(self) -> None:
        """Release what is held. Closing twice is no error."""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close, whatever happened inside."""
        self.close()

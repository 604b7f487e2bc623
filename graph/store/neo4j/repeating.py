"""Do work again where the server went away meanwhile; tell what else went wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from graph.store.neo4j.fault_texts import unavailable
from graph.store.neo4j.faults import is_ended, is_passing, raise_translated, surrogate

_T = TypeVar("_T")
_PAUSE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Times:
    """How long work may take.

    Attributes:
        limit: seconds after which the server stops one attempt.
        patience: seconds that it waits for a server that went away.
        question: whether a person waits for it: then it is told as a question that took too long.
    """

    limit: float
    patience: float
    question: bool = False


def run_again(run: Callable[[], _T], address: str, times: Times) -> _T:
    """Run work; where the server is away, again until patience ends.

    Args:
        run: the work, with a time limit of `times.limit`.
        address: of the store, without credentials.
        times: see there.

    Raises:
        StoreError, InvalidInputError, QueryTooLongError: as graph.store.neo4j.faults has them.
    """
    unsure, deadline = False, 0.0
    while True:
        begun = time.monotonic()
        try:
            return run()
        except UnicodeEncodeError as error:
            raise surrogate() from error
        except (LookupError, ValueError, TypeError, OverflowError) as error:
            raise unavailable(address, "damaged") from error
        except (DriverError, Neo4jError) as error:
            now = time.monotonic()
            # From now on: what ran for hours may wait as long as what has just begun.
            deadline = deadline or now + times.patience
            unsure |= isinstance(error, IncompleteCommit)
            # Whose time ends while it waits for a lock is told what an ended one is told.
            late = is_ended(error) and now - begun >= times.limit
            if late or not is_passing(error) or now > deadline:
                seconds = times.limit if times.question else None
                raise_translated(address, error, seconds, unsure=unsure, late=late)
        time.sleep(_PAUSE_SECONDS)

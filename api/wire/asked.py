"""The bodies of requests, each field with its bound; unknown fields are refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from casework.drawing import FIRST_NEIGHBOURS, Filters
from graph.identifiers import registry
from graph.model import JOINING_ROLES, Role
from viz.picture import DRAW_LIMIT

MOST_NEIGHBOURS = 500
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def _in_utc(moment: datetime) -> datetime:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError("out of range")
    return moment.astimezone(UTC)


def _known_kind(kind: str) -> str:
    if kind not in registry.KINDS:
        raise ValueError("unknown kind")
    return kind


Key = Annotated[str, StringConstraints(min_length=1, max_length=65_536)]
"""`kind:value` of an identifier; links carry whatever their makers put into them."""

Typed = Annotated[str, StringConstraints(max_length=500)]
"""What a person types."""

ReportId = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
NodeId = Annotated[str, StringConstraints(min_length=1, max_length=100)]
RingId = Annotated[str, StringConstraints(min_length=1, max_length=100)]
KindName = Annotated[str, StringConstraints(max_length=40), AfterValidator(_known_kind)]
Time = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Place = tuple[float, float]


class Asked(BaseModel):
    """The root of all bodies."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Token(Asked):
    """A sign-in link's token."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class SearchText(Asked):
    """What somebody types."""

    text: Typed
    limit: Annotated[int, Field(ge=1, le=50)] = 20


class LookupTexts(Asked):
    """Many identifiers as somebody wrote them."""

    texts: Annotated[list[Typed], Field(max_length=1000)]


class Filtered(Asked):
    """Which neighbours are wanted; what is left out is not limited."""

    limit: Annotated[int, Field(ge=0, le=MOST_NEIGHBOURS)] = FIRST_NEIGHBOURS
    kinds: Annotated[list[KindName], Field(max_length=50)] | None = None
    roles: Annotated[list[Role], Field(max_length=10)] | None = None
    since: Time | None = None
    until: Time | None = None

    def filters(self) -> Filters:
        """Return them as the use cases take them."""
        return Filters(
            limit=self.limit,
            kinds=None if self.kinds is None else frozenset(self.kinds),
            roles=JOINING_ROLES if self.roles is None else frozenset(self.roles),
            since=self.since,
            until=self.until,
        )


class ExpandKey(Filtered):
    """An identifier whose neighbours are wanted."""

    key: Key
    exclude: Annotated[list[Key], Field(max_length=DRAW_LIMIT)] = []


class PathEnds(Asked):
    """Two identifiers."""

    source: Key
    target: Key


class Keys(Asked):
    """Several identifiers."""

    keys: Annotated[list[Key], Field(max_length=1000)]


class ReportIds(Asked):
    """Several reports."""

    ids: Annotated[list[ReportId], Field(max_length=100)]


class TextOf(Asked):
    """Whose text is wanted, and what for; both are logged."""

    id: ReportId
    purpose: Annotated[str, StringConstraints(min_length=3, max_length=200, strip_whitespace=True)]
    case: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = None


class OpenView(Filtered):
    """What to draw: exactly one of key, keys, ring and path."""

    key: Key | None = None
    keys: Annotated[list[Key], Field(min_length=1, max_length=DRAW_LIMIT)] | None = None
    ring: RingId | None = None
    path: PathEnds | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [self.key, self.keys, self.ring, self.path]
        if sum(value is not None for value in given) != 1:
            raise ValueError("exactly one of key, keys, ring and path")
        return self


class Arranged(Asked):
    """Where nodes are on the screen; `keep` names those that are still there."""

    places: Annotated[dict[NodeId, Place], Field(max_length=2 * DRAW_LIMIT)] = {}
    keep: Annotated[list[NodeId], Field(max_length=2 * DRAW_LIMIT)] | None = None


class ExpandNode(Filtered, Arranged):
    """A node whose neighbours are wanted."""

    node: NodeId

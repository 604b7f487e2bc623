"""Random histories of a store: batches, judgements, revocations; and random questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import strategies as st

from graph.expand import ExpandQuery
from graph.model import JOINING_ROLES, Decision, DecisionKind, LinkType, Report, Role
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    OTHER_URL,
    PHONE,
    SHORT_URL,
    SHORTENER,
    THIRD_ACCOUNT,
    URL,
    ZALO,
    Stated,
    make_report,
    make_source,
    numbered_account,
)

OTHER_ZALO = "social_handle:zalo:+84987654321"
MARKED = "social_handle:tiktok:nguyễn.đức"
KEYS = (
    PHONE, ZALO, OTHER_PHONE, OTHER_ZALO, ACCOUNT, OTHER_ACCOUNT, THIRD_ACCOUNT, DOMAIN, URL,
    OTHER_URL, SHORTENER, SHORT_URL, MARKED,
)  # fmt: skip
_OFTEN = st.sampled_from((*KEYS, *(PHONE, ACCOUNT, DOMAIN) * 4))
JUDGED = (PHONE, OTHER_PHONE, ACCOUNT, OTHER_ACCOUNT, THIRD_ACCOUNT, DOMAIN, MARKED)
REPORT_IDS = tuple(f"{stream}:{number}" for stream in "st" for number in range(4))
JUDGED_IDS = ("s:0", "s:1", "t:0")
SOURCES = (make_source("a.csv"), make_source("b.csv"), make_source("c.csv"))
DAYS = (None, "2018", "2019-01-01", "2019-02", "2019-02-01T10:00:00", "2019-03-01")
LINKS: tuple[Stated, ...] = (
    (ZALO, LinkType.KEYED_BY, PHONE),
    (OTHER_ZALO, LinkType.KEYED_BY, OTHER_PHONE),
    (URL, LinkType.HOSTED_ON, DOMAIN),
    (OTHER_URL, LinkType.HOSTED_ON, DOMAIN),
    (SHORT_URL, LinkType.HOSTED_ON, SHORTENER),
    (ACCOUNT, LinkType.TRANSFERRED_TO, OTHER_ACCOUNT, 5_000_000),
    (OTHER_ACCOUNT, LinkType.TRANSFERRED_TO, ACCOUNT),
    (DOMAIN, LinkType.RESOLVES_TO, THIRD_ACCOUNT),
)
TEXTS = (
    "0912", "+849", "84", "9", "zalo", "nguyen", "DUC", "a.vn", "vn/", "bit", "970436:",
    "0123456789", "123", "vietcombank 0", "%", "qua", "",
)  # fmt: skip


@dataclass(frozen=True)
class Batch:
    """Reports that one source brings."""

    source: int
    reports: tuple[Report, ...]


@dataclass(frozen=True)
class Revocation:
    """A place in the list of all decisions made so far, counted round."""

    number: int


@dataclass(frozen=True)
class Questions:
    """What a person looks at when all has happened; a path's start is a place among all keys."""

    query: ExpandQuery
    units: tuple[str, ...]
    start: int
    text: str
    limit: int


Operation = Batch | Decision | Revocation


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report of few identifiers, now and then a list."""
    named = draw(
        st.lists(
            st.tuples(_OFTEN, st.sampled_from((*Role, *[Role.SUSPECT] * 4))),
            max_size=5,
            unique=True,
        )
    )
    filling = draw(st.sampled_from((0, 0, 0, 0, 0, 0, 0, 49, 50)))
    return make_report(
        draw(st.sampled_from(REPORT_IDS)),
        *named,
        *[numbered_account(number) for number in range(filling)],
        at=draw(st.sampled_from(DAYS)),
        loss=draw(st.sampled_from((0, 7, 163_000_000_000))),
        links=draw(st.lists(st.sampled_from(LINKS), max_size=2)),
    )


@st.composite
def batches(draw: st.DrawFn, at_least: int = 0) -> Batch:
    """Draw a batch of a few reports."""
    brought = draw(st.lists(reports(), min_size=at_least, max_size=6))
    return Batch(draw(st.integers(0, len(SOURCES) - 1)), tuple(brought))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Draw a judgement; what it is about may be unknown, and it may contradict others."""
    kind = draw(st.sampled_from([kind for kind in DecisionKind if kind is not DecisionKind.ERASE]))
    other: str | None = None
    if kind in {DecisionKind.SAME_AS, DecisionKind.NOT_SAME_AS}:
        subject, other = draw(
            st.lists(st.sampled_from(JUDGED), min_size=2, max_size=2, unique=True)
        )
    elif kind is DecisionKind.DUPLICATE_OF:
        subject, other = draw(
            st.lists(st.sampled_from(JUDGED_IDS), min_size=2, max_size=2, unique=True)
        )
    elif kind is DecisionKind.REJECTED:
        subject = draw(st.sampled_from(JUDGED_IDS))
    elif kind is DecisionKind.WITHDRAW:
        subject = SOURCES[draw(st.integers(0, len(SOURCES) - 1))].sha256
    else:
        subject = draw(st.sampled_from((*JUDGED, *(PHONE, ACCOUNT, DOMAIN) * 3)))
    return Decision(kind, subject, "lan", "đã xác minh", other)


revocations = st.builds(Revocation, st.integers(0, 20))

_later_on = st.lists(
    st.one_of(batches(), decisions(), decisions(), decisions(), revocations), max_size=11
)
histories: st.SearchStrategy[Sequence[Operation]] = st.builds(
    lambda first, second, rest: [first, second, *rest], batches(4), batches(2), _later_on
)

_TIMES = st.sampled_from(
    (None, None, datetime(2018, 6, 1, tzinfo=UTC), datetime(2019, 2, 1, tzinfo=UTC),
     datetime(2019, 2, 1, 10, tzinfo=UTC))
)  # fmt: skip

queries = st.builds(
    ExpandQuery,
    key=_OFTEN,
    limit=st.sampled_from((0, 1, 2, 3, 50, 100)),
    kinds=st.sampled_from(
        (None, None, frozenset({"phone"}), frozenset({"domain", "bank_account"}))
    ),
    roles=st.sampled_from(
        (JOINING_ROLES, frozenset(Role), frozenset({Role.VICTIM, Role.DISPLAYED}))
    ),
    since=_TIMES,
    until=_TIMES,
    exclude=st.frozensets(st.sampled_from(KEYS), max_size=2),
    cap=st.sampled_from((1, 2, 3, 2000)),
)

questions = st.builds(
    Questions,
    query=queries,
    units=st.lists(_OFTEN, min_size=1, max_size=6, unique=True).map(tuple),
    start=st.integers(0, 99),
    text=st.sampled_from(TEXTS),
    limit=st.sampled_from((1, 3, 20, 200)),
)

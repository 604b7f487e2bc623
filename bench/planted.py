"""Planted rings: reports and identifiers of which the truth is known.

Two families of generators, kept exactly as they were when the methods were first compared, so
that the same seed gives the same arrays: `make_dense` (rings whose members meet again and
again, with hubs, shared identifiers and noise) and `make_shaped` (stars, chains, and a mix of
both with dense rings).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

HUB = -1
"""The label of an identifier that belongs to no ring and links many."""
BACKGROUND = -2
"""The label of an identifier of one stray report."""

SIZES = np.array([2, 3, 4, 5, 6])
SIZE_SHARES = np.array([0.35, 0.30, 0.20, 0.10, 0.05])
DENSE_HUB_SHARES = (0.10, 0.05, 0.03, 0.02, 0.01)
SHAPED_HUB_SHARES = (0.05, 0.02, 0.01)


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """Mentions with the truth. Shapes: M mentions, N identifiers.

    Attributes:
        report, identifier: M, sorted by (report, identifier), distinct.
        label: N, the ring (0, 1, …), HUB or BACKGROUND.
    """

    report: Ints
    identifier: Ints
    label: Ints


@dataclass(slots=True)
class _Mentions:
    """Mentions as they are added."""

    reports: list[Ints] = field(default_factory=list)
    identifiers: list[Ints] = field(default_factory=list)

    def add(self, reports: Ints, identifiers: Ints | int) -> None:
        self.reports.append(reports)
        self.identifiers.append(np.broadcast_to(np.asarray(identifiers), reports.shape))


def make_dense(links: int, *, noise: float = 0.03, hubs: bool = True, seed: int = 1) -> Planted:
    """Make dense rings of 3-300 identifiers (power law, exponent 2), one report per member.

    Args:
        links: mentions wanted, about.
        noise: share of reports that also name an identifier of a random ring.
        hubs: whether there are identifiers in 1-10 % of all reports, and a money mule.
        seed: of the random numbers.
    """
    rng = np.random.default_rng(seed)
    ring_count = max(20, int(links / (14.0 * 3.15)))
    size = np.floor((1 / 3 + rng.random(ring_count) * (1 / 301 - 1 / 3)) ** -1.0)
    size = size.astype(np.int64).clip(3, 300)
    mentions = _Mentions()
    ring, own_count = _dense_reports(rng, size, mentions)
    label = [np.repeat(np.arange(ring_count), size)]
    noisy = np.flatnonzero(rng.random(len(ring)) < noise)
    mentions.add(noisy, rng.integers(0, own_count, len(noisy)))
    stray_reports, stray = _stray_reports(rng, len(ring), own_count, mentions)
    label.append(np.full(stray, BACKGROUND))
    next_id = own_count + stray
    shared = _shared_identifiers(rng, ring, ring_count, next_id, mentions)
    label.append(np.full(shared, HUB))
    next_id += shared
    if hubs:
        added = _dense_hubs(rng, ring, ring_count, stray_reports, next_id, mentions)
        label.append(np.full(added, HUB))
        next_id += added
    report_count = len(ring) + stray_reports
    report, identifier = _distinct(mentions, next_id)
    return _shuffle_dense(rng, report, identifier, np.concatenate(label), report_count)


def _dense_reports(rng: np.random.Generator, size: Ints, mentions: _Mentions) -> tuple[Ints, int]:
    """Add the rings' reports; return the ring of each report and the count of identifiers."""
    offset = np.concatenate([[0], np.cumsum(size)])
    ring = np.repeat(np.arange(len(size)), np.maximum(2, rng.poisson(1.0 * size)))
    wide = rng.choice(SIZES, size=len(ring), p=SIZE_SHARES)
    report = np.repeat(np.arange(len(ring)), wide)
    index = np.floor(size[ring][report] * rng.random(len(report)) ** 2.0).astype(np.int64)
    second = np.concatenate([[0], np.cumsum(wide)[:-1]]) + 1
    own = size[ring]
    # The second identifier always differs from the first: every report names two at least.
    step = 1 + np.floor((own - 1) * rng.random(len(ring))).astype(np.int64)
    index[second] = (index[second - 1] + step) % own
    mentions.add(report, offset[ring[report]] + index)
    return ring, int(offset[-1])


def _stray_reports(
    rng: np.random.Generator, report_count: int, first_id: int, mentions: _Mentions
) -> tuple[int, int]:
    """Add reports of 2-3 identifiers of their own; return how many of both."""
    count = int(0.10 * report_count)
    report = report_count + np.repeat(np.arange(count), rng.choice([2, 3], size=count))
    mentions.add(report, first_id + np.arange(len(report)))
    return count, len(report)


def _shared_identifiers(
    rng: np.random.Generator, ring: Ints, ring_count: int, first_id: int, mentions: _Mentions
) -> int:
    """Add identifiers that 2-10 rings share, each in a fifth of their reports."""
    count = int(0.02 * ring_count)
    touched = rng.integers(2, 11, count)
    bounds = np.searchsorted(ring, np.arange(ring_count + 1))
    for number in range(count):
        for chosen in rng.integers(0, ring_count, touched[number]).tolist():
            reports = np.arange(int(bounds[chosen]), int(bounds[chosen + 1]))
            some = reports[rng.random(len(reports)) < 0.2]
            mentions.add(some if len(some) else reports[:1], first_id + number)
    return count


def _dense_hubs(
    rng: np.random.Generator, ring: Ints, ring_count: int, stray: int, first_id: int,
    mentions: _Mentions,
) -> int:  # fmt: skip
    """Add the hubs and a money mule (in 40 % of the reports of 5 % of the rings)."""
    for number, share in enumerate(DENSE_HUB_SHARES):
        named = np.flatnonzero(rng.random(len(ring) + stray) < share)
        mentions.add(named, first_id + number)
    chosen = rng.random(ring_count) < 0.05
    named = np.flatnonzero(chosen[ring] & (rng.random(len(ring)) < 0.4))
    mentions.add(named, first_id + len(DENSE_HUB_SHARES))
    return len(DENSE_HUB_SHARES) + 1


def _distinct(mentions: _Mentions, id_count: int) -> tuple[Ints, Ints]:
    report = np.concatenate(mentions.reports).astype(np.int64)
    code = np.unique(report * id_count + np.concatenate(mentions.identifiers))
    return code // id_count, code % id_count


def _shuffle_dense(
    rng: np.random.Generator, report: Ints, identifier: Ints, label: Ints, report_count: int
) -> Planted:
    """Give everything a random number, so that order leaks nothing; drop what is unnamed."""
    used = np.unique(identifier)
    place = rng.permutation(len(used))
    reports = rng.permutation(report_count)
    return _renumbered(report, identifier, label, used, place, reports)


def _renumbered(
    report: Ints, identifier: Ints, label: Ints, used: Ints, place: Ints, reports: Ints
) -> Planted:
    number = np.full(len(label), -1)
    number[used] = place
    shuffled = np.empty(len(used), np.int64)
    shuffled[place] = label[used]
    report, identifier = reports[report], number[identifier]
    order = np.argsort(report * len(used) + identifier)
    return Planted(report[order], identifier[order], shuffled)


Shape = Literal["star", "chain", "dense"]
SHAPES: dict[str, tuple[Shape, ...]] = {
    "star": ("star",),
    "chain": ("chain",),
    "mix": ("star", "chain", "dense"),
}


@dataclass(slots=True)
class _Builder:
    """Reports and identifiers as they are made, one by one."""

    rng: np.random.Generator
    reports: list[int] = field(default_factory=list)
    identifiers: list[int] = field(default_factory=list)
    label: list[int] = field(default_factory=list)
    report_count: int = 0

    def new(self, label: int) -> int:
        """Make an identifier."""
        self.label.append(label)
        return len(self.label) - 1

    def write(self, named: set[int]) -> None:
        """Make a report."""
        self.reports += [self.report_count] * len(named)
        self.identifiers += named
        self.report_count += 1

    def star(self, ring: int, reports: int) -> None:
        """Make a ring around one or two anchors, its other identifiers seldom used again."""
        rng = self.rng
        anchors = [self.new(ring) for _ in range(1 if rng.random() < 0.6 else 2)]
        pool: list[int] = []
        for number in range(reports):
            named = {anchors[rng.integers(len(anchors))]}
            if len(anchors) > 1 and (number == 0 or rng.random() < 0.2):
                named = set(anchors)
            for _ in range(rng.integers(1, 4)):
                if pool and rng.random() < 0.25:
                    named.add(pool[rng.integers(len(pool))])
                else:
                    pool.append(self.new(ring))
                    named.add(pool[-1])
            self.write(named)

    def chain(self, ring: int, reports: int) -> None:
        """Make a ring whose reports each pass one identifier on to the next."""
        rng = self.rng
        previous = [self.new(ring)]
        for _ in range(min(reports, 60)):
            named = {previous[rng.integers(len(previous))]}
            previous = [self.new(ring) for _ in range(rng.integers(1, 3))]
            self.write(named | set(previous))

    def dense(self, ring: int, members: int) -> None:
        """Make a ring whose members meet again and again."""
        rng = self.rng
        own = [self.new(ring) for _ in range(members)]
        for _ in range(max(2, members)):
            count = rng.integers(2, 6)
            named = {own[int(members * rng.random() ** 2)] for _ in range(count)}
            if len(named) < 2:
                named.add(own[rng.integers(members)])
            self.write(named)


def make_shaped(kind: str, links: int, *, noise: float = 0.03, seed: int = 1) -> Planted:
    """Make rings of one shape, or of three, of 3-400 reports (power law, exponent 2).

    Args:
        kind: a name of SHAPES.
        links: mentions wanted, about.
        noise: share of reports that also name an identifier of a random ring.
        seed: of the random numbers.
    """
    builder = _Builder(np.random.default_rng(seed))
    rng, shapes, ring = builder.rng, SHAPES[kind], 0
    while len(builder.reports) < links * 0.92:
        size = int((1 / 3 + rng.random() * (1 / 401 - 1 / 3)) ** -1)
        make = getattr(builder, shapes[rng.integers(len(shapes))])
        make(ring, size)
        ring += 1
    _disturb(builder, noise)
    label = np.asarray(builder.label)
    code = np.unique(np.asarray(builder.reports) * len(label) + np.asarray(builder.identifiers))
    report, identifier = code // len(label), code % len(label)
    used = np.unique(identifier)
    place = rng.permutation(len(used))
    return _renumbered(
        report, identifier, label, used, place, rng.permutation(int(report.max()) + 1)
    )


def _disturb(builder: _Builder, noise: float) -> None:
    """Add noise, stray reports (a tenth) and hubs."""
    rng, own_reports, own_ids = builder.rng, builder.report_count, len(builder.label)
    noisy = np.flatnonzero(rng.random(own_reports) < noise)
    builder.reports += noisy.tolist()
    builder.identifiers += rng.integers(0, own_ids, len(noisy)).tolist()
    for _ in range(int(0.10 * own_reports)):
        builder.write({builder.new(BACKGROUND) for _ in range(rng.integers(2, 4))})
    for share in SHAPED_HUB_SHARES:
        hub = builder.new(HUB)
        named = np.flatnonzero(rng.random(builder.report_count) < share)
        builder.reports += named.tolist()
        builder.identifiers += [hub] * len(named)

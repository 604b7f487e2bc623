"""Which report names which identifiers: planted rings, brokers, hubs, bystanders.

Rings are dense (members reported together at random), stars (one or two anchors and many
short-lived identifiers) or chains (each report hands over to new identifiers), after the
shapes that real crews show. A plan is streamed: a few hundred rings are under way at once
and memory does not grow with the number of reports.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.sample.invented import Invented, Inventor

RING_SHARE = 0.8
NOISE_SHARE = 0.02
BROKER_SHARE = 0.05
HUB_SHARE = 0.06
ACTIVE_RINGS = 200
_MIN_RING, _MAX_RING = 4, 60
_RECENT = 500


@dataclass(frozen=True, slots=True)
class Planned:
    """What one report will say.

    Attributes:
        ring: name of the planted ring, empty for bystanders.
        shape: of that ring: dense, star or chain; empty for bystanders.
        suspects: the identifiers that it accuses.
        hub: a benign hub that it mentions besides, or None.
        position: of the report in its ring's life, 0-1.
    """

    ring: str
    shape: str
    suspects: tuple[Invented, ...]
    hub: Invented | None
    position: float


@dataclass(frozen=True, slots=True)
class Truth:
    """One line of the truth: an identifier and where it belongs."""

    key: str
    ring: str
    part: str


@dataclass(slots=True)
class _Ring:
    name: str
    shape: str
    reports: list[list[Invented]]
    told: int = 0


@dataclass(slots=True)
class _Broker:
    """An account that several rings share, for as many rings as are left to it.

    `only_ring` is its ring while it has one, empty as soon as it has more.
    """

    account: Invented
    left: int
    only_ring: str | None = None


def _deal_shapes(rng: random.Random) -> Iterator[str]:
    """Yield the shapes of rings: all three among the first three, half of all dense."""
    deck = ["dense", "star", "chain"]
    while True:
        rng.shuffle(deck)
        yield from deck
        deck = ["dense", "dense", "star", "chain"]


@dataclass(slots=True)
class Planner:
    """Streams the plan of a sample.

    Args:
        rng: the only source of chance.
        inventor: of all identifiers.
        report_count: how many reports to plan, exactly.
        tell: gets every line of the truth as soon as it is known.
    """

    rng: random.Random
    inventor: Inventor
    report_count: int
    tell: Callable[[Truth], None]
    ring_count: int = 0
    _recent: list[Invented] = field(default_factory=list)
    _broker: _Broker | None = None
    _told_hubs: set[str] = field(default_factory=set)

    def plan(self) -> Iterator[Planned]:
        """Yield the reports in the order in which they will be told."""
        hubs = self._make_hubs()
        active: list[_Ring] = []
        ring_budget = int(self.report_count * RING_SHARE)
        bystanders = self.report_count - ring_budget
        shapes = _deal_shapes(self.rng)
        while ring_budget or active or bystanders:
            while ring_budget and len(active) < ACTIVE_RINGS:
                ring = self._make_ring(ring_budget, next(shapes))
                ring_budget -= len(ring.reports)
                active.append(ring)
                if not ring_budget:
                    self._release_broker()
            due = sum(len(ring.reports) - ring.told for ring in active) + ring_budget
            if self.rng.random() * (due + bystanders) < bystanders:
                bystanders -= 1
                yield self._bystander(hubs)
            else:
                yield self._next_of(active, hubs)

    def _make_hubs(self) -> list[Invented]:
        hotline = f"1900{self.rng.randrange(10**4):04}"
        page = f"tintucgialap{self.rng.randrange(10**4):04}"
        return [
            Invented(f"hotline:{hotline}", "hotline", hotline, f"tổng đài {hotline}"),
            Invented(
                f"social_handle:facebook:{page}",
                "social_handle",
                f"facebook:{page}",
                f"trang facebook.com/{page}",
            ),
            Invented("domain:bit.ly", "domain", "bit.ly", "đường dẫn rút gọn bit.ly"),
        ]

    def _make_ring(self, budget: int, shape: str) -> _Ring:
        # Of a small sample no ring takes all: every shape is to have its own.
        largest = min(_MAX_RING, max(_MIN_RING, budget // 4))
        size = min(int(_MIN_RING / (1 - self.rng.random()) ** 0.8), largest)
        if budget - size < _MIN_RING:
            size = budget
        self.ring_count += 1
        make = {"dense": self._dense, "star": self._star, "chain": self._chain}[shape]
        ring = _Ring(f"ring-{self.ring_count:06}", shape, make(size))
        members = {member.key: member for report in ring.reports for member in report}
        for key in members:
            self.tell(Truth(key, ring.name, "member"))
        self._share_broker(ring)
        self._remember(list(members.values()))
        return ring

    def _dense(self, size: int) -> list[list[Invented]]:
        pool = [self.inventor.any() for _ in range(max(3, size * 2 // 3))]
        return [self._pick(pool, self.rng.choice((2, 3, 3, 4))) for _ in range(size)]

    def _pick(self, pool: list[Invented], count: int) -> list[Invented]:
        # Squaring favours the first members: every crew has its main accounts.
        chosen = {int(len(pool) * self.rng.random() ** 2) for _ in range(count)}
        while len(chosen) < 2:  # a pair is the least that links
            chosen.add(self.rng.randrange(len(pool)))
        return [pool[i] for i in sorted(chosen)]

    def _star(self, size: int) -> list[list[Invented]]:
        anchors = [self.inventor.account()]
        if self.rng.random() < 0.4:  # a share
            anchors.append(self.inventor.phone())
        reports = []
        for number in range(size):
            both = number == 0 or self.rng.random() < 0.2  # a share
            centre = anchors if both else [self.rng.choice(anchors)]
            reports.append([*centre, *(self.inventor.any() for _ in range(self.rng.randint(1, 2)))])
        return reports

    def _chain(self, size: int) -> list[list[Invented]]:
        reports = []
        carried = self.inventor.any()
        for _ in range(size):
            fresh = [self.inventor.any() for _ in range(self.rng.randint(1, 2))]
            reports.append([carried, *fresh])
            carried = self.rng.choice(fresh)
        return reports

    def _share_broker(self, ring: _Ring) -> None:
        if self._broker is None and self.rng.random() < BROKER_SHARE:
            self._broker = _Broker(self.inventor.account(), self.rng.randint(2, 4))
        broker = self._broker
        if broker is None:
            return
        for report in ring.reports[:: max(1, len(ring.reports) // 3)]:
            report.append(broker.account)
        if broker.only_ring is None:
            broker.only_ring = ring.name
        elif broker.only_ring:  # shared from now on; before, it was just a member
            self.tell(Truth(broker.account.key, "", "broker"))
            broker.only_ring = ""
        broker.left -= 1
        if not broker.left:
            self._broker = None

    def _release_broker(self) -> None:
        """Tell an account that found no second ring for what it is: a member of its one."""
        if self._broker is not None and self._broker.only_ring:
            self.tell(Truth(self._broker.account.key, self._broker.only_ring, "member"))
        self._broker = None

    def _remember(self, members: list[Invented]) -> None:
        self._recent = (self._recent + members)[-_RECENT:]

    def _next_of(self, active: list[_Ring], hubs: list[Invented]) -> Planned:
        slot = self.rng.randrange(len(active))
        ring = active[slot]
        suspects = list(ring.reports[ring.told])
        ring.told += 1
        if ring.told == len(ring.reports):
            active[slot] = active[-1]
            active.pop()
        if self.rng.random() < NOISE_SHARE:
            stranger = self.rng.choice(self._recent)
            if stranger not in suspects:
                suspects.append(stranger)
        position = ring.told / len(ring.reports)
        return Planned(ring.name, ring.shape, tuple(suspects), self._hub(hubs), position)

    def _bystander(self, hubs: list[Invented]) -> Planned:
        suspects = tuple(self.inventor.any() for _ in range(self.rng.randint(1, 3)))
        for suspect in suspects:
            self.tell(Truth(suspect.key, "", "alone"))
        return Planned("", "", suspects, self._hub(hubs), self.rng.random())

    def _hub(self, hubs: list[Invented]) -> Invented | None:
        if self.rng.random() >= HUB_SHARE:
            return None
        hub = self.rng.choice(hubs)
        if hub.key not in self._told_hubs:
            self._told_hubs.add(hub.key)
            self.tell(Truth(hub.key, "", "hub"))
        return hub

"""Detection: from all facts to a run and its rings. Read this first."""

from __future__ import annotations

import hashlib
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version as version_of

from graph.errors import InvalidInputError
from graph.model import LIST_THRESHOLD, Broker, Ring, Run
from graph.rings import cells, louvain
from graph.rings.build import build_rings
from graph.rings.evidence import LIST_PAIR_BOUND, EvidenceGraph, build_evidence
from graph.rings.joining import Joining, find_joining
from graph.rings.measures import modularity
from graph.store.answers import Facts, Int64

Parameters = dict[str, str | int | float | bool]


@dataclass(frozen=True, slots=True)
class Method:
    """A way to find communities.

    Attributes:
        partition: which units each report joins, evidence -> the community of each node of
            the evidence graph, lists among them; each community connected; the same for the
            same input.
        parameters: what it was set to, for the run.
        library: the distribution that does the work, for the run's versions.
    """

    partition: Callable[[Joining, EvidenceGraph], Int64]
    parameters: Parameters
    library: str


METHODS: dict[str, Method] = {
    "louvain": Method(
        louvain.find_communities,
        {"resolution": louvain.RESOLUTION, "seed": louvain.SEED},
        "python-louvain",
    ),
    "map-equation": Method(
        cells.find_cells,
        {
            "seed": cells.SEED,
            "max_iterations": cells.MAX_ITERATIONS,
            "min_reports_to_split": cells.MIN_REPORTS_TO_SPLIT,
        },
        "networkit",
    ),
}
"""By name, as `truyvet detect --method` takes it."""

DEFAULT_METHOD = "map-equation"


@dataclass(frozen=True, slots=True)
class Detection:
    """What a detection found.

    Attributes:
        run: with parameters and versions.
        rings: most reports first, then by id.
        brokers: sorted by (key, ring id).
    """

    run: Run
    rings: list[Ring]
    brokers: list[Broker] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The steps of a detection: pairs, evidence, labels, rings."""

    joining: Joining
    graph: EvidenceGraph
    labels: Int64
    rings: list[Ring]


def detect(facts: Facts, *, method: str = DEFAULT_METHOD, now: datetime, version: str) -> Detection:
    """Find the rings in all facts.

    The same facts give the same rings, whatever the order of their mentions, the number of
    threads or the hash seed.

    Args:
        facts: of a store, decisions applied.
        method: a name of METHODS.
        now: when it started, aware.
        version: of this program.

    Raises:
        InvalidInputError: there is no such method.
    """
    began = time.perf_counter()
    found = find_rings(facts, method)
    elapsed = timedelta(seconds=time.perf_counter() - began)
    chosen = METHODS[method]
    run = Run(
        id=_run_id(now, method, found.rings),
        method=method,
        parameters={
            **chosen.parameters,
            "list_threshold": LIST_THRESHOLD,
            "list_pair_bound": LIST_PAIR_BOUND,
        },
        versions=_versions(version, chosen.library),
        started_at=now,
        finished_at=now + elapsed,
        report_count=len(facts.report_ids),
        mention_count=len(facts.mention_report),
        unit_count=found.joining.node_count,
        ring_count=len(found.rings),
        modularity=round(modularity(found.graph, found.labels), 9),
    )
    return Detection(run, found.rings)


def find_rings(facts: Facts, method: str) -> Found:
    """Find the rings, and keep the steps that led to them.

    Args:
        facts: of a store, decisions applied.
        method: a name of METHODS.

    Raises:
        InvalidInputError: there is no such method.
    """
    if method not in METHODS:
        names = ", ".join(sorted(METHODS))
        raise InvalidInputError(
            what_vi=f"Không có phương pháp {method[:50]!r}. Hãy chọn một trong: {names}.",
            what_en=f"There is no method {method[:50]!r}. Choose one of: {names}.",
        )
    joining = find_joining(facts)
    graph = build_evidence(joining)
    labels = METHODS[method].partition(joining, graph)
    return Found(joining, graph, labels, build_rings(facts, joining, graph, labels))


def _run_id(now: datetime, method: str, rings: list[Ring]) -> str:
    """Return such as `run-20261124-101500-3f2a`: when, and four digits over what was found."""
    told = "\0".join((now.isoformat(), method, *(ring.id for ring in rings)))
    return (
        f"run-{now.astimezone(UTC):%Y%m%d-%H%M%S}-{hashlib.sha256(told.encode()).hexdigest()[:4]}"
    )


def _versions(version: str, library: str) -> dict[str, str]:
    libraries = {name: version_of(name) for name in (library, "numpy", "scipy")}
    return {"truyvet": version, "python": platform.python_version(), **libraries}

"""Detection as a whole: rings, their content, and that they are the same everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from bench.planted import Planted, make_dense, make_shaped
from bench.rings import run_method
from graph.errors import InvalidInputError
from graph.model import Ring, Role
from graph.rings.build import ring_id
from graph.rings.detect import METHODS, Detection, detect, find_rings
from graph.rings.louvain import best_partition, modularity, to_networkx
from graph.rings.measures import modularity as own_modularity
from graph.store.answers import Facts
from tests.unit.graph.rings.facts_factory import Row, edge_facts, make_facts

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
ROOT = Path(__file__).parents[4]
EVERY_METHOD = pytest.mark.parametrize("method", sorted(METHODS))


def _detect(facts: Facts, method: str = "map-equation") -> Detection:
    return detect(facts, method=method, now=NOW, version="0.1.0")


def _keys(ring: Ring) -> set[str]:
    return {key for member in ring.members for key in member.keys}


def _planted_facts(planted: Planted) -> Facts:
    pairs = zip(planted.report.tolist(), planted.identifier.tolist(), strict=True)
    return make_facts((f"r:{report:06}", f"phone:{number:06}") for report, number in pairs)


@EVERY_METHOD
def test_nothing_loaded_gives_no_rings(method: str) -> None:
    """An empty store is no error."""
    found = _detect(make_facts([]), method)

    assert (found.rings, found.brokers, found.run.modularity) == ([], [], 0.0)


@EVERY_METHOD
def test_one_report_is_a_ring_of_a_single_report(method: str) -> None:
    """Its identifiers occur nowhere else: each with strength 1, flagged."""
    [ring] = _detect(make_facts([("r1", "phone:1"), ("r1", "domain:a.vn")]), method).rings

    assert ring.single_report
    assert [(m.unit, m.strength, m.report_count) for m in ring.members] == [
        ("domain:a.vn", 1.0, 1), ("phone:1", 1.0, 1),
    ]  # fmt: skip
    assert ring.report_ids == ("r1",)


@EVERY_METHOD
def test_one_identifier_alone_is_no_ring(method: str) -> None:
    """However many reports mention it; nor are two keys of one unit."""
    rows = [("r1", "phone:1"), ("r2", "phone:1"), ("r3", "phone:2"), ("r3", "social_handle:2")]

    assert _detect(make_facts(rows, units={"social_handle:2": "phone:2"}), method).rings == []


def test_two_reports_that_share_an_identifier_are_one_ring() -> None:
    """It rests on both, and tells when, how much and of which kinds."""
    rows = [("r1", "phone:1"), ("r1", "domain:a.vn"), ("r2", "domain:a.vn"),
            ("r2", "bank_account:?:1"), ("r3", "phone:9"), ("r4", "domain:a.vn")]  # fmt: skip
    moments = {"r1": 1_700_000_000, "r2": 1_600_000_000}
    facts = make_facts(rows, moments=moments, losses={"r1": 5_000_000, "r2": 7, "r3": 1})
    [ring] = _detect(facts).rings

    assert not ring.single_report
    assert ring.report_ids == ("r1", "r2", "r4")
    assert ring.kinds == {"bank_account": 1, "domain": 1, "phone": 1}
    assert ring.loss_vnd == 5_000_007
    assert ring.first_at == datetime.fromtimestamp(1_600_000_000, UTC)
    assert ring.last_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert {m.unit: m.report_count for m in ring.members} == {
        "bank_account:?:1": 1, "domain:a.vn": 3, "phone:1": 1,
    }  # fmt: skip


def test_members_list_the_keys_of_their_unit_representative_first() -> None:
    """Also one that only a link names; but not one that is named as a victim's alone."""
    rows: list[Row] = [("r1", "social_handle:zalo:1"), ("r1", "domain:a.vn"), ("r2", "phone:1"),
                       ("r2", "domain:b.vn"),
                       ("r3", "social_handle:viber:1", Role.VICTIM)]  # fmt: skip
    units = {"social_handle:zalo:1": "phone:1", "social_handle:viber:1": "phone:1",
             "crypto_wallet:eth:1": "phone:1"}  # fmt: skip
    [ring] = _detect(make_facts(rows, units=units)).rings

    assert {m.unit: m.keys for m in ring.members} == {
        "domain:a.vn": ("domain:a.vn",),
        "domain:b.vn": ("domain:b.vn",),
        "phone:1": ("phone:1", "crypto_wallet:eth:1", "social_handle:zalo:1"),
    }
    assert ring.kinds == {"crypto_wallet": 1, "domain": 2, "phone": 1, "social_handle": 1}


def test_a_ring_tied_by_one_report_alone_says_so() -> None:
    """Other reports name its units, but none names two."""
    rows = [("r1", "phone:1"), ("r1", "phone:2"), ("r2", "phone:1"), ("r3", "phone:2")]
    [ring] = _detect(make_facts(rows)).rings

    assert ring.single_report
    assert ring.report_ids == ("r1", "r2", "r3")


def test_a_bulletin_is_one_flagged_ring_with_all_that_stands_in_it_alone() -> None:
    """Three thousand identifiers, one of which another report knows."""
    rows = [("l", f"domain:{n:04}.vn") for n in range(3_000)] + [("r1", "domain:0007.vn")]
    [ring] = _detect(make_facts(rows)).rings

    assert (len(ring.members), ring.single_report) == (3_000, True)


def test_a_report_belongs_to_the_ring_with_most_of_its_units() -> None:
    """Ties go to the ring with the smallest key."""
    cliques = [[f"phone:{side}{n}" for n in range(5)] for side in "ab"]
    rows = [(f"c{side}{n}", key) for side, keys in enumerate(cliques)
            for n, pair in enumerate(combinations(keys, 2)) for key in pair]  # fmt: skip
    rows += [("x-most", key) for key in ("phone:a0", "phone:b0", "phone:b1")]
    rows += [("x-tie", key) for key in ("phone:a0", "phone:b0")]
    rings = {min(_keys(ring)): ring for ring in _detect(make_facts(rows)).rings}

    assert sorted(rings) == ["phone:a0", "phone:b0"]
    assert "x-tie" in rings["phone:a0"].report_ids
    assert "x-most" in rings["phone:b0"].report_ids
    strengths = {m.unit: m.strength for m in rings["phone:b0"].members}
    assert strengths["phone:b4"] == 1.0
    assert strengths["phone:b1"] == round(4.5 / 5, 9)
    assert [m.strength for m in rings["phone:b0"].members] == sorted(strengths.values())[::-1]


def test_victims_and_ignored_identifiers_never_join_reports() -> None:
    """Ten frauds against one victim are ten rings."""
    rows: list[Row] = []
    for number in range(10):
        rows += [(f"r{number}", f"phone:{number}"), (f"r{number}", f"domain:{number}.vn"),
                 (f"r{number}", "phone:victim", Role.VICTIM),
                 (f"r{number}", "domain:zalo.me")]  # fmt: skip
    found = _detect(make_facts(rows, out=["domain:zalo.me"]))

    assert [len(ring.members) for ring in found.rings] == [2] * 10
    assert not {"phone:victim", "domain:zalo.me"} & set().union(*map(_keys, found.rings))


@EVERY_METHOD
def test_the_karate_club_falls_into_its_known_communities(method: str) -> None:
    """Four communities, and the two leaders are apart."""
    found = _detect(edge_facts(nx.karate_club_graph().edges()), method)
    home = {member.unit: ring.id for ring in found.rings for member in ring.members}

    assert len(found.rings) == 4
    assert home["phone:00000000"] != home["phone:00000033"]
    assert found.run.modularity == pytest.approx(0.417, abs=0.004)


def test_both_modularities_equal_networkxs() -> None:
    """At resolution 1, where python-louvain and networkx mean the same."""
    found = find_rings(_planted_facts(make_shaped("mix", 2_000)), "louvain")
    graph = to_networkx(found.graph)
    partition = best_partition(graph)
    groups: dict[int, set[int]] = {}
    for node, number in partition.items():
        groups.setdefault(number, set()).add(node)
    expected = nx.community.modularity(graph, groups.values())
    labels = np.array([partition.get(n, -1 - n) for n in range(found.graph.total_count)])

    assert modularity(partition, graph) == pytest.approx(expected, abs=1e-12)
    assert own_modularity(found.graph, labels) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("family", "method", "floor"),
    [
        ("dense", "map-equation", 0.86), ("star", "map-equation", 0.83),
        ("chain", "map-equation", 0.29), ("mix", "map-equation", 0.78),
        ("dense", "louvain", 0.58), ("star", "louvain", 0.75),
        ("chain", "louvain", 0.36), ("mix", "louvain", 0.60),
    ],
)  # fmt: skip
def test_planted_rings_are_found(family: str, method: str, floor: float) -> None:
    """Pairwise F1 on 10,000 mentions with noise, against its floor.

    Floors against regression: about .03 under the lowest of seeds 1-5 when they were set.
    """
    if family == "dense":
        planted = make_dense(10_000)
    else:
        planted = make_shaped(family, 10_000, noise=0.01 if family == "chain" else 0.03)

    assert run_method(planted, method)[0].f1 >= floor


@EVERY_METHOD
def test_no_ring_is_disconnected(method: str) -> None:
    """Within each ring, every unit reaches every other through the ring's own evidence."""
    found = find_rings(_planted_facts(make_shaped("mix", 4_000)), method)
    graph = to_networkx(found.graph)

    for label in np.unique(found.labels):
        nodes = np.flatnonzero(found.labels == label).tolist()
        assert len(nodes) == 1 or nx.is_connected(graph.subgraph(nodes))


@EVERY_METHOD
def test_the_order_of_mentions_makes_no_difference(method: str) -> None:
    """Shuffled mentions give equal rings: members, strengths, reports, ids."""
    facts = _planted_facts(make_shaped("mix", 4_000))
    order = np.random.default_rng(5).permutation(len(facts.mention_report))
    shuffled = replace(
        facts,
        mention_report=facts.mention_report[order],
        mention_identifier=facts.mention_identifier[order],
        mention_roles=facts.mention_roles[order],
    )

    assert _detect(shuffled, method).rings == _detect(facts, method).rings


def test_a_component_is_judged_by_itself() -> None:
    """More data elsewhere changes no ring of a component that it doesn't touch."""
    planted = make_shaped("star", 3_000)
    alone = [("z" + str(r), f"z:{n}") for r in range(30) for n in (r, r + 1, 100 + r // 6)]
    rows = [
        (f"r{r}", f"phone:{n}") for r, n in zip(planted.report, planted.identifier, strict=True)
    ]
    small = _detect(make_facts(alone)).rings
    large = _detect(make_facts(alone + rows)).rings

    assert [ring for ring in large if min(_keys(ring)).startswith("z:")] == small


_PRINT_RINGS = """
import sys, hashlib, networkit
networkit.setNumberOfThreads(int(sys.argv[2]))
from tests.unit.graph.rings.test_detect import rings_digest
print(rings_digest(sys.argv[1]))
"""


def rings_digest(method: str) -> str:
    """Return a digest of all rings of a planted family."""
    rings = _detect(_planted_facts(make_shaped("mix", 4_000)), method).rings
    return hashlib.sha256(repr(rings).encode()).hexdigest()


@EVERY_METHOD
def test_hash_seeds_and_threads_make_no_difference(method: str) -> None:
    """Other processes with other hash seeds and thread counts find the same, byte by byte."""
    digests = {
        subprocess.run(
            [sys.executable, "-c", _PRINT_RINGS, method, threads],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, check=True, cwd=ROOT, timeout=120,
        ).stdout.strip()
        for seed, threads in (("1", "1"), ("20261124", "2"))
    }  # fmt: skip

    assert digests == {rings_digest(method)}


def test_the_run_says_what_is_needed_to_repeat_it() -> None:
    """Method, parameters, versions, counts."""
    run = _detect(make_facts([("r1", "phone:1"), ("r1", "domain:a.vn")]), "louvain").run

    assert run.id.startswith("run-20261124-101500-")
    assert run.parameters["resolution"] == 1.0
    assert {"truyvet", "python", "python-louvain"} <= set(run.versions)
    assert (run.report_count, run.mention_count, run.unit_count, run.ring_count) == (1, 2, 2, 1)
    assert run.finished_at >= run.started_at == NOW


def test_an_unknown_method_is_refused_in_both_languages() -> None:
    """The message names those that there are."""
    with pytest.raises(InvalidInputError) as caught:
        _detect(make_facts([]), "magic")

    assert "louvain, map-equation" in caught.value.message("vi")
    assert "louvain, map-equation" in caught.value.message("en")


def test_ring_ids_follow_from_their_content() -> None:
    """Any order, the same id; other keys, another id."""
    assert ring_id(["b:2", "a:1"]) == ring_id(["a:1", "b:2"])
    assert ring_id(["a:1", "b:2"]) != ring_id(["a:1", "b:3"])
    assert len(ring_id(["a:1"])) == 12


def test_of_equally_strong_members_those_in_most_reports_come_first() -> None:
    """The number that everybody names leads the ring, not the first by alphabet."""
    rows: list[Row] = []
    for number in range(4):
        rows += [(f"r{number}", "phone:1"), (f"r{number}", f"bank_account:970436:10000000{number}")]
    [ring] = _detect(make_facts(rows)).rings

    assert next(member.unit for member in ring.members) == "phone:1"
    assert {member.strength for member in ring.members} == {1.0}

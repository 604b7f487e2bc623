"""The evidence graph: weights, what is left out, and lists."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from graph.model import Role
from graph.rings.evidence import EvidenceGraph, build_evidence
from graph.rings.joining import find_joining
from graph.store.answers import Facts
from tests.unit.graph.rings.facts_factory import Row, make_facts


def _edges(facts: Facts, bound: int = 100) -> dict[tuple[str, str], float]:
    """Return the weight of each edge by key; a list node is called by its report."""
    joining = find_joining(facts)
    graph = build_evidence(joining, list_pair_bound=bound)
    names = [facts.keys[number] for number in joining.unit]
    names += [facts.report_ids[number] for number in graph.list_report]
    return {
        (names[u], names[v]): weight
        for u, v, weight in zip(graph.u, graph.v, graph.weight, strict=True)
    }


def _list_rows(report: str, count: int) -> list[Row]:
    return [(report, f"domain:{number:05}.vn") for number in range(count)]


def test_each_report_adds_one_over_k_minus_one_to_each_pair() -> None:
    """Newman's weighting, summed over reports."""
    rows = [("r1", "a:1"), ("r1", "a:2"), ("r1", "a:3"), ("r2", "a:1"), ("r2", "a:2")]

    assert _edges(make_facts(rows)) == {
        ("a:1", "a:2"): 1.5, ("a:1", "a:3"): 0.5, ("a:2", "a:3"): 0.5,
    }  # fmt: skip


def test_pairs_of_two_one_report_units_are_left_out() -> None:
    """Of a report with one known unit, only the pairs with that one remain."""
    rows = [("r1", "a:1"), ("r1", "a:2"), ("r1", "a:3"), ("r2", "a:1")]

    assert _edges(make_facts(rows)) == {("a:1", "a:2"): 0.5, ("a:1", "a:3"): 0.5}


@pytest.mark.parametrize("role", [Role.VICTIM, Role.REPORTER, Role.IMPERSONATED, Role.DISPLAYED])
def test_innocent_and_displayed_roles_never_join(role: Role) -> None:
    """Two reports that share such an identifier have no evidence in common."""
    rows: list[Row] = [("r1", "a:1"), ("r1", "a:9", role), ("r2", "a:2"), ("r2", "a:9", role)]

    assert _edges(make_facts(rows)) == {}


def test_a_unit_with_a_joining_role_beside_another_joins() -> None:
    """One joining mention is enough, whatever else the report says of it."""
    rows: list[Row] = [("r1", "a:1"), ("r1", "a:9", Role.SUSPECT), ("r1", "a:9", Role.DISPLAYED),
                       ("r2", "a:9")]  # fmt: skip

    assert _edges(make_facts(rows)) == {("a:1", "a:9"): 1.0}


def test_what_is_ignored_a_victim_or_shared_never_joins() -> None:
    """Neither by itself nor through another key of its unit."""
    rows = [("r1", "a:1"), ("r1", "a:9"), ("r2", "a:2"), ("r2", "b:9"), ("r3", "a:9")]
    facts = make_facts(rows, units={"b:9": "a:9"}, out=["a:9"])

    assert _edges(facts) == {}


def test_keys_of_one_unit_count_once() -> None:
    """A phone and its handle in one report are no pair, and in two reports they join them."""
    rows = [("r1", "a:1"), ("r1", "a:9"), ("r1", "b:9"), ("r2", "a:2"), ("r2", "b:9")]
    facts = make_facts(rows, units={"b:9": "a:9"})

    assert _edges(facts) == {("a:1", "a:9"): 1.0, ("a:2", "a:9"): 1.0}


def test_units_of_a_list_that_occur_elsewhere_are_paired() -> None:
    """Others hang on the list with the weight that their pairs would have had."""
    rows = [*_list_rows("l", 61), ("r1", "domain:00000.vn"), ("r2", "domain:00001.vn")]
    edges = _edges(make_facts(rows))

    assert edges[("domain:00000.vn", "domain:00001.vn")] == pytest.approx(1 / 60)
    assert edges[("domain:00007.vn", "l")] == pytest.approx(2 / 60)
    assert edges[("domain:00000.vn", "l")] == pytest.approx(59 / 60)
    assert len(edges) == 62


def test_above_the_bound_a_list_is_a_star() -> None:
    """Then each known unit hangs on the list with the whole weight 1."""
    rows = [*_list_rows("l", 61), ("r1", "domain:00000.vn"), ("r2", "domain:00001.vn")]
    edges = _edges(make_facts(rows), bound=1)

    assert ("domain:00000.vn", "domain:00001.vn") not in edges
    assert edges[("domain:00000.vn", "l")] == pytest.approx(1.0)
    assert len(edges) == 61


def test_a_list_of_which_nothing_is_known_elsewhere_is_no_evidence() -> None:
    """It is a ring of one report, not a star."""
    assert _edges(make_facts(_list_rows("l", 300))) == {}


@pytest.mark.parametrize("count", [3_000, 10_000])
def test_a_bulletin_grows_in_line_with_its_length(count: int) -> None:
    """Half of its identifiers are known elsewhere, and it still has one edge each."""
    rows = _list_rows("l", count)
    rows += [(f"r{number}", f"domain:{number:05}.vn") for number in range(count // 2)]

    assert len(_edges(make_facts(rows))) == count


def test_weights_are_exact_whatever_the_order() -> None:
    """Shuffled mentions give the same arrays, bit by bit."""
    rng = np.random.default_rng(3)
    rows = [(f"r{r:03}", f"a:{i:02}") for r in range(200) for i in rng.integers(0, 60, 4)]
    facts = make_facts(rows)
    order = rng.permutation(len(facts.mention_report))
    shuffled = replace(
        facts,
        mention_report=facts.mention_report[order],
        mention_identifier=facts.mention_identifier[order],
        mention_roles=facts.mention_roles[order],
    )
    graphs: list[EvidenceGraph] = [build_evidence(find_joining(f)) for f in (facts, shuffled)]

    for name in ("u", "v", "weight"):
        assert np.array_equal(getattr(graphs[0], name), getattr(graphs[1], name))
    assert np.array_equal(graphs[0].weight, np.round(graphs[0].weight, 9))


def test_one_report_pairs_can_be_kept() -> None:
    """On demand, ordinary reports have all their pairs."""
    joining = find_joining(make_facts([("r1", "a:1"), ("r1", "a:2"), ("r1", "a:3")]))

    assert len(build_evidence(joining).u) == 0
    assert len(build_evidence(joining, one_report_pairs=True).u) == 3

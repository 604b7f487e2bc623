"""Pictures as judgements stand today: whoever is a victim by now, or was erased, is masked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from casework.masking import hidden_in, shown_caption, shown_title
from casework.views import ViewState
from graph.expand import Standing, Unit
from graph.store.port import GraphStore
from viz.caption import masked, visible
from viz.picture import NodeRole, Picture, PictureNode


def as_judged(store: GraphStore, state: ViewState) -> ViewState:
    """Return a state with today's standings: who was judged a victim since is masked.

    So is whom the store knows no more: what was erased must not live on in pictures. Who was
    masked when the state was saved, and need not be by now, has a name again.

    Args:
        store: knows the judgements in force.
        state: as it was saved.
    """
    shown = {state.units[node.id] for node in state.picture.nodes if node.id in state.units}
    units = {key: unit for unit in store.get_units(sorted(shown)) for key in unit.keys}
    lists = {report_id: node_id for node_id, report_id in state.lists.items()}
    captions = {lists[report]: text for report, text in list_captions(store, lists).items()}
    nodes: list[PictureNode] = []
    for node in state.picture.nodes:
        if node.role is NodeRole.LIST:
            nodes.append(_titled(node, captions))
        elif node.role is NodeRole.UNIT and node.id in state.units:
            key = state.units[node.id]
            nodes.append(_judged(node, key, units.get(key)))
        else:
            nodes.append(node)
    return replace(state, picture=Picture(tuple(nodes), state.picture.edges))


def _judged(node: PictureNode, key: str, unit: Unit | None) -> PictureNode:
    if unit is None or unit.standing is Standing.VICTIM:
        label = node.label if node.key is None else masked(node.label)
        standing = node.standing if unit is None else unit.standing
        return replace(node, standing=standing, label=label, key=None)
    label = shown_caption(key, hide=False) if node.key is None else node.label
    # Without a joining mention left, its roles decide whether it is shown.
    degree = node.degree if unit.degree else 0
    return replace(node, standing=unit.standing, label=label, key=node.key or key, degree=degree)


def _titled(node: PictureNode, captions: Mapping[str, str]) -> PictureNode:
    caption = captions.get(node.id)
    return replace(node, label=masked(node.label) if caption is None else visible(caption))


def list_captions(store: GraphStore, lists: Iterable[str]) -> dict[str, str]:
    """Return what lists are called, by report id, without naming who is protected.

    Args:
        store: knows the reports.
        lists: ids of reports; unknown ones are left out.
    """
    reports = store.get_reports(sorted(lists))
    hidden = hidden_in(store, (report for report in reports if report.title))
    return {report.id: shown_title(report, hidden) or report.stream for report in reports}

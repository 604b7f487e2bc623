"""What the side panel of the network page tells of a node or a line."""

from __future__ import annotations

from collections.abc import Sequence

from api.sight import Sight
from api.wire.reports import reports_to_answers
from api.wire.views import EdgeAnswer, NodeAnswer, SomeReportsAnswer
from casework.views import NodeNotFoundError, ViewState
from graph.expand import ExpandQuery
from graph.model import Report
from viz.picture import EdgeKind, NodeRole, PictureEdge, PictureNode

REPORTS_SHOWN = 20
"""Reports that the panel shows, the newest."""


def describe_node(sight: Sight, state: ViewState, node_id: str) -> NodeAnswer:
    """Return the facts of a node: of a unit the store's, of a list those of its report.

    Raises:
        NodeNotFoundError: the picture has no such unit or list.
        IdentifierNotFoundError: the store has it no more.
    """
    node = next((node for node in state.picture.nodes if node.id == node_id), None)
    if node is not None and node.role is NodeRole.LIST and node_id in state.lists:
        return _list(sight, node, state.lists[node_id])
    if node is None or node.role is not NodeRole.UNIT:
        raise NodeNotFoundError(node_id)
    return _unit(sight, state, node)


def _unit(sight: Sight, state: ViewState, node: PictureNode) -> NodeAnswer:
    unit = sight.store.get_unit(state.key_of(node.id))
    hidden = sight.protected([unit.key])
    drawn = [state.units[n.id] for n in state.picture.nodes if n.id in state.units]
    expansion = sight.store.expand(ExpandQuery(unit.key, limit=0, exclude=frozenset(drawn)))
    return NodeAnswer(
        id=node.id,
        kind=unit.kind,
        role=node.role.value,
        caption=sight.caption(unit.key, hidden),
        keys=[] if hidden else list(unit.keys),
        standing=unit.standing.value,
        degree=unit.degree,
        first=unit.first_at,
        last=unit.last_at,
        confirmed=unit.confirmed,
        ring=sight.store.rings_of([unit.key]).get(unit.key),
        hidden_by_kind=expansion.hidden_by_kind,
        exact=expansion.exact,
        reports=_some_reports(sight, [unit.key]),
    )


def _list(sight: Sight, node: PictureNode, report_id: str) -> NodeAnswer:
    shown = reports_to_answers(sight, sight.store.get_reports([report_id]))
    return NodeAnswer(
        id=node.id,
        kind=node.kind,
        role=node.role.value,
        caption=node.label,
        keys=[],
        standing=node.standing.value,
        degree=node.degree,
        first=None,
        last=None,
        confirmed=node.confirmed,
        ring=None,
        hidden_by_kind={},
        exact=True,
        reports=SomeReportsAnswer(total=len(shown), shown=shown),
    )


def _some_reports(sight: Sight, keys: Sequence[str]) -> SomeReportsAnswer:
    total, ids = sight.store.reports_of(keys, limit=REPORTS_SHOWN)
    return SomeReportsAnswer(
        total=total, shown=reports_to_answers(sight, sight.store.get_reports(ids))
    )


def describe_edge(sight: Sight, state: ViewState, edge_id: str) -> EdgeAnswer:
    """Return the reports behind a line: those that mention both ends, or state the link.

    Raises:
        NodeNotFoundError: the picture has no such line, or it stands for what is left out.
    """
    edge = next((edge for edge in state.picture.edges if edge.id == edge_id), None)
    if edge is None or edge.kind is EdgeKind.MORE:
        raise NodeNotFoundError(edge_id)
    labels = {node.id: node.label for node in state.picture.nodes}
    total, reports = _behind(sight, state, edge)
    return EdgeAnswer(
        source=labels[edge.source],
        target=labels[edge.target],
        kind=edge.kind.value,
        report_count=edge.weight,
        total=total,
        reports=reports_to_answers(sight, reports),
    )


def _behind(sight: Sight, state: ViewState, edge: PictureEdge) -> tuple[int, list[Report]]:
    if edge.kind is EdgeKind.LIST:
        reports = sight.store.get_reports([state.lists[edge.source]])
        return len(reports), reports
    ends = (state.key_of(edge.source), state.key_of(edge.target))
    if edge.kind is EdgeKind.STATED:
        total, ids = sight.store.reports_stating(*ends, edge.label, limit=REPORTS_SHOWN)
    else:
        total, ids = sight.store.reports_of(ends, limit=REPORTS_SHOWN)
    return total, sight.store.get_reports(ids)

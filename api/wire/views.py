"""Pictures as answers: what the network page draws, and what its side panel tells."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from api.wire.reports import ReportAnswer
from api.wire.sound import Answer, SoundText
from casework.drawing import Grown
from casework.views import ViewState
from graph.errors import Language
from viz.page import growth_data, network_data


class ViewAnswer(Answer):
    """A saved state of a picture, in vis-network's form: see viz.page."""

    id: str
    parent: str | None
    action: str
    made_at: datetime | None
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]
    looks: dict[str, dict[str, str | bool]]


class GrowthSummaryAnswer(Answer):
    """What the store said of the node that was expanded."""

    matching_reports: int
    hidden_reports: int
    hidden_by_kind: dict[str, int]
    exact: bool


class GrowthAnswer(Answer):
    """What expanding adds to the picture, and the id of the state that has it."""

    view: str
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    updates: list[dict[str, Any]]
    summary: GrowthSummaryAnswer


class ArrangedAnswer(Answer):
    """The id of the state that was saved."""

    view: str


class SomeReportsAnswer(Answer):
    """The newest of so many reports."""

    total: int
    shown: list[ReportAnswer]


class NodeAnswer(Answer):
    """The facts of a node, for the side panel."""

    id: str
    kind: str
    role: str
    caption: SoundText
    keys: list[SoundText]
    standing: str
    degree: int
    first: datetime | None
    last: datetime | None
    confirmed: bool
    ring: str | None
    hidden_by_kind: dict[str, int]
    exact: bool
    reports: SomeReportsAnswer


class EdgeAnswer(Answer):
    """The reports behind a line."""

    source: SoundText
    target: SoundText
    kind: str
    report_count: int
    total: int
    reports: list[ReportAnswer]


def view_to_answer(state: ViewState, language: Language) -> ViewAnswer:
    """Return a state as the network page draws it.

    Args:
        state: with its id.
        language: of the names of kinds and links.
    """
    return ViewAnswer(
        id=state.id,
        parent=state.parent,
        action=state.action,
        made_at=state.made_at,
        **network_data(state.picture, language),
    )


def grown_to_answer(grown: Grown, view_id: str, language: Language) -> GrowthAnswer:
    """Return what expanding added.

    Args:
        grown: the growth and the store's answer.
        view_id: of the state that has it.
        language: of the names of links.
    """
    expansion = grown.expansion
    return GrowthAnswer(
        view=view_id,
        summary=GrowthSummaryAnswer(
            matching_reports=expansion.matching_report_count,
            hidden_reports=expansion.hidden_report_count,
            hidden_by_kind=expansion.hidden_by_kind,
            exact=expansion.exact,
        ),
        **growth_data(grown.growth, language),
    )

"""Pictures of networks: opened, expanded and arranged; every change is a new saved state."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter

from api.address import API
from api.door import InLanguage, WithServices
from api.errors import PathNotFoundError
from api.panel import describe_edge, describe_node
from api.permissions import Drawer
from api.sight import Sight, WithSight
from api.wire.asked import Arranged, ExpandNode, OpenView
from api.wire.views import (
    ArrangedAnswer,
    EdgeAnswer,
    GrowthAnswer,
    NodeAnswer,
    ViewAnswer,
    grown_to_answer,
    view_to_answer,
)
from api.wiring import Services
from casework.arranging import keeping, moved
from casework.drawing import expand_node, open_path, open_ring, open_unit, open_units
from casework.judged import as_judged
from casework.masking import with_masks
from casework.views import ViewState
from graph.store.port import GraphStore

router = APIRouter(prefix=f"{API}/views", tags=["views"])


@router.post("", status_code=201)
def open_view(
    asked: OpenView,
    services: WithServices,
    sight: WithSight,
    language: InLanguage,
    _person: Drawer,
) -> ViewAnswer:
    """Draw an identifier with its neighbours, several identifiers, a ring or a path."""
    state = _masked(services.store, _drawn(services.store, sight, asked))
    state = services.views.add(state)
    return view_to_answer(state, language)


def _drawn(store: GraphStore, sight: Sight, asked: OpenView) -> ViewState:
    if asked.ring is not None:
        return open_ring(store, store.get_ring(asked.ring))
    if asked.path is not None:
        path = store.path(asked.path.source, asked.path.target)
        if path is None:
            raise PathNotFoundError
        return open_path(store, path)
    if asked.key is None:
        return open_units(store, asked.keys or [])
    filters = asked.filters()
    sight.check_roles(filters.roles)
    return open_unit(store, asked.key, filters)


@router.get("/{view_id}")
def get_view(
    view_id: str, services: WithServices, language: InLanguage, _person: Drawer
) -> ViewAnswer:
    """Return a saved state as it was, with today's judgements."""
    return view_to_answer(find_view(services, view_id), language)


def find_view(services: Services, view_id: str) -> ViewState:
    """Return a saved state as it was, with today's judgements.

    Raises:
        ViewNotFoundError: there is none with this id.
    """
    return _masked(services.store, as_judged(services.store, services.views.get(view_id)))


def _masked(store: GraphStore, state: ViewState) -> ViewState:
    return replace(state, picture=with_masks(store, state.picture))


@router.post("/{view_id}/expand")
def expand(  # one argument per part of the door
    view_id: str,
    asked: ExpandNode,
    services: WithServices,
    sight: WithSight,
    language: InLanguage,
    _person: Drawer,
) -> GrowthAnswer:
    """Add a node's neighbours; nothing that is in the picture moves."""
    filters = asked.filters()
    sight.check_roles(filters.roles)
    state = _kept(find_view(services, view_id), asked)
    grown = expand_node(services.store, state, asked.node, filters, asked.places)
    saved = services.views.add(grown.state)
    return grown_to_answer(grown, saved.id, language)


@router.post("/{view_id}/arrange")
def arrange(
    view_id: str, asked: Arranged, services: WithServices, _person: Drawer
) -> ArrangedAnswer:
    """Save where nodes are now, and which are still in the picture."""
    before = services.views.get(view_id)
    state = moved(_kept(before, asked), asked.places)
    saved = services.views.add(replace(state, parent=before.id, action="arrange"))
    return ArrangedAnswer(view=saved.id)


def _kept(state: ViewState, asked: Arranged) -> ViewState:
    return state if asked.keep is None else keeping(state, frozenset(asked.keep))


@router.get("/{view_id}/nodes/{node_id}")
def get_node(
    view_id: str, node_id: str, services: WithServices, sight: WithSight, _person: Drawer
) -> NodeAnswer:
    """Return the facts of a node and the newest reports that mention it."""
    return describe_node(sight, find_view(services, view_id), node_id)


@router.get("/{view_id}/edges/{edge_id}")
def get_edge(
    view_id: str, edge_id: str, services: WithServices, sight: WithSight, _person: Drawer
) -> EdgeAnswer:
    """Return the newest reports behind a line."""
    return describe_edge(sight, find_view(services, view_id), edge_id)

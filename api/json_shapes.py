"""How values look as JSON on the command line and in the API's plain answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from casework.masking import shown_caption
from graph.model import Member, Ring, Run
from graph.store.answers import Counts, RingSummary, StoreState
from ingest.text.extract import Found

Json = dict[str, Any]


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def ring_summary_to_json(ring: RingSummary) -> Json:
    """Return a ring without its members."""
    return {
        "id": ring.id,
        "run_id": ring.run_id,
        "units": ring.unit_count,
        "reports": ring.report_count,
        "kinds": ring.kinds,
        "first": _time(ring.first_at),
        "last": _time(ring.last_at),
        "loss_vnd": ring.loss_vnd,
        "single_report": ring.single_report,
        "top_keys": list(ring.top_keys),
    }


def ring_to_json(ring: Ring, hidden: Collection[str] = ()) -> Json:
    """Return a ring with members and report ids.

    Args:
        ring: to tell of.
        hidden: keys of who is protected: their members have no keys and a masked caption.
    """
    return {
        "id": ring.id,
        "members": [_member(member, hidden) for member in ring.members],
        "reports": list(ring.report_ids),
        "kinds": ring.kinds,
        "first": _time(ring.first_at),
        "last": _time(ring.last_at),
        "loss_vnd": ring.loss_vnd,
        "single_report": ring.single_report,
    }


def _member(member: Member, hidden: Collection[str]) -> Json:
    masked = member.unit in hidden
    return {
        "unit": None if masked else member.unit,
        "caption": shown_caption(member.unit, hide=masked),
        "keys": [] if masked else [key for key in member.keys if key not in hidden],
        "strength": member.strength,
        "report_count": member.report_count,
    }


def run_to_json(run: Run) -> Json:
    """Return a run with its parameters and versions."""
    return {
        "id": run.id,
        "method": run.method,
        "parameters": run.parameters,
        "versions": run.versions,
        "started": _time(run.started_at),
        "finished": _time(run.finished_at),
        "reports": run.report_count,
        "mentions": run.mention_count,
        "units": run.unit_count,
        "rings": run.ring_count,
        "modularity": run.modularity,
    }


def state_to_json(state: StoreState) -> Json:
    """Return what a store is, and what is wrong with it."""
    return {
        "kind": state.kind,
        "version": state.version,
        "schema": {"applied": state.schema, "wanted": state.wanted},
        "read_only": state.read_only,
        "problems": [{"vi": vi, "en": en} for vi, en in state.problems],
    }


def counts_to_json(counts: Counts) -> Json:
    """Return what a store holds."""
    return {
        "sources": counts.sources,
        "reports": counts.reports,
        "versions": counts.versions,
        "mentions": counts.mentions,
        "links": counts.links,
        "decisions": counts.decisions,
        "runs": counts.runs,
        "identifiers": counts.identifiers_by_kind,
    }


def found_to_json(found: Found) -> Json:
    """Return an identifier that was read from a text."""
    return {
        "kind": found.identifier.kind,
        "key": found.identifier.key,
        "value": found.identifier.value,
        "raw": found.raw,
        "start": found.start,
        "end": found.end,
        "role": found.role.value,
        "confidence": found.confidence,
        "why": list(found.why),
        "alternatives": [
            {"kind": other.kind, "key": other.key, "value": other.value}
            for other in found.alternatives
        ],
        "tie": None if found.tie is None else {
            "type": found.tie.type.value, "key": found.tie.target.key,
        },
    }  # fmt: skip

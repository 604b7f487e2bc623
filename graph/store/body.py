"""A report as bytes and back, without loss: compact JSON, one list per mention and link."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from graph.errors import InvalidInputError
from graph.model import (
    Identifier,
    Link,
    LinkType,
    Mention,
    Moment,
    Precision,
    Report,
    Role,
    Span,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST = 2**63 - 1
_SECOND = timedelta(seconds=1)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Return microseconds since 1970 UTC, exactly."""
    return _since_epoch(moment) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the aware time in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def from_seconds(seconds: int) -> datetime:
    """Return the aware time in UTC."""
    return _EPOCH + timedelta(seconds=seconds)


def to_seconds(moment: datetime) -> int:
    """Return whole seconds since 1970 UTC."""
    return _since_epoch(moment) // _SECOND


def _since_epoch(moment: datetime) -> timedelta:
    try:
        return moment - _EPOCH
    except TypeError as error:
        raise InvalidInputError(
            what_vi=f"Thời điểm {moment} thiếu múi giờ.",
            what_en=f"The time {moment} has no zone.",
        ) from error


def whole(number: int) -> int:
    """Return a limit, an offset or a cap as a store takes it: 0 to the largest of 64 bits."""
    return min(max(number, 0), LARGEST)


def _moment_out(moment: Moment | None) -> list[Any] | None:
    return [to_micros(moment.at), moment.precision.value] if moment else None


def _moment_in(value: list[Any] | None) -> Moment | None:
    return Moment(from_micros(value[0]), Precision(value[1])) if value else None


def dump_report(report: Report) -> bytes:
    """Return all that the report says; id, version and times of recording are kept apart."""
    return _dump(
        {
            "stream": report.stream,
            "locator": report.locator,
            "occurred": _moment_out(report.occurred),
            "reported": _moment_out(report.reported),
            "forms": report.forms,
            "loss": report.loss_vnd,
            "unit": report.police_unit,
            "title": report.title,
            "mentions": [
                (
                    mention.identifier.kind,
                    mention.identifier.value,
                    mention.role.value,
                    mention.extractor,
                    mention.confidence,
                    [(span.raw, span.column, span.start, span.end) for span in mention.spans],
                )
                for mention in report.mentions
            ],
            "links": [
                (
                    link.source.key,
                    link.target.key,
                    link.type.value,
                    link.amount_vnd,
                    link.amount,
                    _moment_out(link.at),
                    link.raw,
                )
                for link in report.links
            ],
        }
    )


def _dump(value: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        # Half a character, as escapes can spell it.
        return json.dumps(value).encode()


def _load(body: bytes) -> dict[str, Any]:
    try:
        value: dict[str, Any] = orjson.loads(body)
    except orjson.JSONDecodeError:
        value = json.loads(body)
    return value


def _identifier(key: str) -> Identifier:
    kind, _, value = key.partition(":")
    return Identifier(kind, value)


def load_report(
    report_id: str, version: int, content_hash: str, recorded_at: int, body: bytes
) -> Report:
    """Return the report that `dump_report` wrote.

    Args:
        report_id, version, content_hash: as stored beside the body.
        recorded_at: microseconds since 1970 UTC.
        body: the bytes.
    """
    says = _load(body)
    return Report(
        id=report_id,
        stream=says["stream"],
        locator=says["locator"],
        content_hash=content_hash,
        mentions=tuple(
            Mention(
                Identifier(kind, value),
                Role(role),
                tuple(Span(*span) for span in spans),
                extractor,
                confidence,
            )
            for kind, value, role, extractor, confidence, spans in says["mentions"]
        ),
        links=tuple(
            Link(
                _identifier(source),
                _identifier(target),
                LinkType(type_),
                amount_vnd,
                amount,
                _moment_in(at),
                raw,
            )
            for source, target, type_, amount_vnd, amount, at, raw in says["links"]
        ),
        occurred=_moment_in(says["occurred"]),
        reported=_moment_in(says["reported"]),
        forms=tuple(says["forms"]),
        loss_vnd=says["loss"],
        police_unit=says["unit"],
        title=says["title"],
        recorded_at=from_micros(recorded_at),
        version=version,
    )

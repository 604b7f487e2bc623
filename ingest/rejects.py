"""What could not be loaded, why, and how to mend it: values, never exceptions."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from ingest.reject_texts import REASON_TEXTS, ReasonText
from ingest.visible import VALUE_LIMIT, show

__all__ = ["REASON_TEXTS", "Reason", "Reject", "reject_cell", "reject_file", "reject_row"]


class Reason(enum.StrEnum):
    """Why a row or a cell was not loaded; texts stand in `REASON_TEXTS`."""

    INVALID_IDENTIFIER = "invalid_identifier"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_ROLE = "unknown_role"
    UNKNOWN_FORM = "unknown_form"
    BAD_DATE = "bad_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    BAD_AMOUNT = "bad_amount"
    BAD_LINK = "bad_link"
    EXCEL_DAMAGE = "excel_damage"
    NO_IDENTIFIER = "no_identifier"
    MISSING_ID = "missing_id"
    REPEATED_ID = "repeated_id"
    ROW_SHAPE = "row_shape"
    ENCODING = "encoding"
    NUL_BYTE = "nul_byte"
    TOO_LONG = "too_long"
    TOO_MANY_COLUMNS = "too_many_columns"
    UNPARSABLE = "unparsable"
    UNREADABLE_FILE = "unreadable_file"
    UNSUPPORTED_FILE = "unsupported_file"
    EMPTY_FILE = "empty_file"


@dataclass(frozen=True, slots=True)
class Reject:
    """One thing that was not loaded.

    Attributes:
        source: the file's name as given.
        row: where in it, such as `row 17` or `line 3`; empty for the whole file.
        column: of the row; empty for the whole row.
        value: as received, cut to 500 characters.
        reason: why.
        detail_vi, detail_en: what exactly is wrong with this value.
        mend_vi, mend_en: what to do next.
        whole: the row (or file) is lost; False where only the cell is.
        of_file: the file is lost, or all of it that follows the place.
    """

    source: str
    row: str
    column: str
    value: str
    reason: Reason
    detail_vi: str
    detail_en: str
    mend_vi: str
    mend_en: str
    whole: bool
    of_file: bool = False


Pair = tuple[str, str]
"""A text in Vietnamese and in English."""


def reject_cell(
    source: str,
    row: str,
    column: str,
    value: str,
    reason: Reason,
    *,
    detail: Pair | None = None,
    mend: Pair | None = None,
) -> Reject:
    """Return the reject of one cell; the rest of its row is kept.

    Args:
        source: the file's name as given.
        row: the row's locator.
        column: of the row.
        value: as received; cut to 500 characters, hidden characters made visible.
        reason: why.
        detail: what exactly is wrong, in both languages; the reason's own text by default.
        mend: what to do next, in both languages; the reason's own text by default.
    """
    return _reject((source, row, column), value, reason, (detail, mend), whole=False)


def reject_row(
    source: str,
    row: str,
    reason: Reason,
    *,
    value: str = "",
    column: str = "",
    detail: Pair | None = None,
    mend: Pair | None = None,
) -> Reject:
    """Return the reject of a whole row; column names the cell at fault, where one is.

    Args:
        source, row, column, value, reason, detail, mend: as `reject_cell`.
    """
    return _reject((source, row, column), value, reason, (detail, mend), whole=True)


def reject_file(
    source: str,
    reason: Reason,
    *,
    row: str = "",
    value: str = "",
    detail: Pair | None = None,
    mend: Pair | None = None,
) -> Reject:
    """Return the reject of a whole file, or of all that follows a place in it.

    Args:
        row: the place, such as `line 12, column 4`; empty for the whole file.
        source, value, reason, detail, mend: as `reject_cell`.
    """
    found = _reject((source, row, ""), value, reason, (detail, mend), whole=True)
    return replace(found, of_file=True)


def _reject(
    place: tuple[str, str, str],
    value: str,
    reason: Reason,
    texts: tuple[Pair | None, Pair | None],
    *,
    whole: bool,
) -> Reject:
    source, row, column = place
    default: ReasonText = REASON_TEXTS[reason.value]
    detail_vi, detail_en = texts[0] or default.detail
    mend_vi, mend_en = texts[1] or default.mend
    return Reject(
        source=show(source),
        row=row,
        column=show(column),
        value=show(value, VALUE_LIMIT),
        reason=reason,
        detail_vi=detail_vi,
        detail_en=detail_en,
        mend_vi=mend_vi,
        mend_en=mend_en,
        whole=whole,
    )

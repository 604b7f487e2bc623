"""What commands print for people: short tables, Vietnamese and English side by side."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from datetime import datetime

from casework.masking import shown_caption
from graph.identifiers import registry
from graph.model import VIETNAM, Ring
from graph.store.answers import Counts, RingSummary, StoreState, Told
from ingest.job import Summary
from ingest.text.extract import Found

_TOP_REASONS = 8
_MEMBERS_SHOWN = 30


def visible(text: str) -> str:
    """Return a text that can't steer a terminal: control and bidi characters become U+FFFD.

    >>> visible("a" + chr(0x202E) + "b") == "a" + chr(0xFFFD) + "b"
    True
    """
    return "".join(chr(0xFFFD) if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text)


def caption(key: str) -> str:
    """Return a key's caption, fit for a terminal."""
    return visible(registry.caption(registry.from_key(key)))


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under a header, in columns padded with blanks."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [header, *rows]
    ]
    return "\n".join(lines)


def _day(moment: datetime | None) -> str:
    return moment.astimezone(VIETNAM).date().isoformat() if moment else "-"


def _counted(kinds: dict[str, int]) -> str:
    return ", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items()))


def describe_ingest(summary: Summary) -> str:
    """Return what an ingest did: a line per file, then the sums.

    Of a dry run, the mappings follow, and all else is a comment: what is printed can be saved
    as a mapping file.
    """
    told = _describe_load(summary)
    if not summary.dry_run:
        return told
    comment = "\n".join(f"# {line}" for line in told.splitlines())
    mappings = [file.mapping for file in summary.files if file.mapping]
    return "\n".join([comment, "---\n".join(mappings).rstrip()]).rstrip()


def _describe_load(summary: Summary) -> str:
    files = [
        [
            visible(file.name),
            visible(file.stream),
            file.profile,
            f"{file.rows:,}",
            f"{file.reports.new:,}",
            f"{file.reports.known:,}",
            f"{file.reports.superseded:,}",
            f"{file.reject_count:,}",
        ]
        for file in summary.files
    ]
    head = [
        "tệp/file",
        "luồng/stream",
        "đọc như/read as",
        "dòng/rows",
        "mới/new",
        "đã biết/known",
        "thay thế/superseded",
        "từ chối/rejects",
    ]
    lines = [table(head, files)] if files else []
    reports = summary.reports
    kinds = _counted(summary.mentions_by_kind)
    lines.append(
        f"Báo cáo/reports: {reports.new:,} mới/new, {reports.known:,} đã biết/known, "
        f"{reports.superseded:,} thay thế/superseded. "
        f"Lượt nhắc/mentions: {sum(summary.mentions_by_kind.values()):,}"
        f"{f' ({kinds})' if kinds else ''}. Liên kết/links: {summary.links:,}."
    )
    if summary.reject_count:
        lines.append(_describe_rejects(summary))
    return "\n".join(lines)


def _describe_rejects(summary: Summary) -> str:
    top = sorted(summary.rejects_by_reason.items(), key=lambda item: (-item[1], item[0]))
    return (
        f"Bị từ chối/rejects: {summary.reject_count:,} "
        f"({', '.join(f'{reason} {count:,}' for reason, count in top[:_TOP_REASONS])}); "
        f"chi tiết và cách sửa/details and how to mend: {summary.rejects_file}"
    )


def describe_found(found: Sequence[Found]) -> str:
    """Return the identifiers of a text as a table; says so where there are none."""
    if not found:
        return "Không thấy định danh nào. / No identifiers were found."
    head = ["loại/kind", "giá trị/value", "trong văn bản/as written", "vai trò/role",
            "chắc/sure", "vì/why", "cách đọc khác/other readings"]  # fmt: skip
    rows = [
        [
            each.identifier.kind,
            visible(each.identifier.value),
            visible(each.raw),
            each.role.value,
            f"{each.confidence:.2f}",
            " ".join(each.why),
            " ".join(visible(other.key) for other in each.alternatives),
        ]
        for each in found
    ]
    return table(head, rows)


def describe_rings(rings: Sequence[RingSummary], offset: int = 0) -> str:
    """Return the rings as a table; says so where there are none, or none from a place on.

    Args:
        rings: in order.
        offset: how many rings were passed over.
    """
    if not rings and offset:
        return (
            f"Không còn nhóm nào sau {offset:,} nhóm đầu; xem từ đầu bằng: truyvet rings. / "
            f"No rings beyond the first {offset:,}; list them from the start: truyvet rings."
        )
    if not rings:
        return (
            "Không tìm thấy nhóm nào có liên kết chéo. / No rings: no cross-links were found. "
            "That is a valid answer."
        )
    head = [
        "nhóm/ring",
        "đơn vị/units",
        "báo cáo/reports",
        "từ/first",
        "đến/last",
        "thiệt hại/loss (VND)",
        "mạnh nhất/strongest",
    ]
    rows = [
        [
            ring.id,
            f"{ring.unit_count:,}",
            f"{ring.report_count:,}",
            _day(ring.first_at),
            _day(ring.last_at),
            f"{ring.loss_vnd:,}",
            ", ".join(caption(key) for key in ring.top_keys[:2]),
        ]
        for ring in rings
    ]
    return table(head, rows)


def describe_ring(ring: Ring, hidden: Collection[str] = ()) -> str:
    """Return one ring: its facts, then its strongest members.

    Args:
        ring: to tell of.
        hidden: keys of who is protected: masked.
    """
    facts = (
        f"{ring.id}: {len(ring.members):,} đơn vị/units ({_counted(ring.kinds)}), "
        f"{len(ring.report_ids):,} báo cáo/reports, {_day(ring.first_at)} – {_day(ring.last_at)}, "
        f"thiệt hại/loss {ring.loss_vnd:,} VND"
    )
    if ring.single_report:
        facts += "\nDựa trên một báo cáo duy nhất / rests on one report alone."
    rows = [
        [
            visible(shown_caption(member.unit, hide=member.unit in hidden)),
            f"{member.strength:.2f}",
            f"{member.report_count:,}",
            " ".join(visible(key) for key in member.keys[:4] if not {member.unit, key} & {*hidden}),
        ]
        for member in ring.members[:_MEMBERS_SHOWN]
    ]
    lines = [
        facts,
        table(["thành viên/member", "độ gắn/strength", "báo cáo/reports", "khóa/keys"], rows),
    ]
    if len(ring.members) > _MEMBERS_SHOWN:
        lines.append(f"… và {len(ring.members) - _MEMBERS_SHOWN:,} nữa/more: --json")
    return "\n".join(lines)


def describe_status(address: str, state: StoreState, counts: Counts) -> str:
    """Return which store it is, what it holds, and what is wrong with it."""
    return "\n".join(
        [
            _describe_store(address, state),
            _describe_counts(counts),
            *(_describe_problem(problem) for problem in state.problems),
        ]
    )


def _describe_store(address: str, state: StoreState) -> str:
    writable = "; chỉ đọc/read-only" if state.read_only else ""
    return (
        f"Kho/store: {visible(address)}\n"
        f"Loại/kind: {state.kind} {visible(state.version)}. "
        f"Lược đồ/schema: {state.schema}/{state.wanted}{writable}.\n"
        f"Tình trạng/state: "
        + (f"{len(state.problems)} vấn đề/problems" if state.problems else "tốt/good")
    )


def _describe_problem(problem: Told) -> str:
    # A statement to be pasted has its own end.
    ends = (text if text.endswith(";") else f"{text}." for text in map(visible, problem))
    return "\n".join(f"! {text}" for text in ends)


def _describe_counts(counts: Counts) -> str:
    return (
        f"Nguồn/sources: {counts.sources:,}. Báo cáo/reports: {counts.reports:,} "
        f"({counts.versions:,} phiên bản/versions). Lượt nhắc/mentions: {counts.mentions:,}. "
        f"Liên kết/links: {counts.links:,}. Quyết định/decisions: {counts.decisions:,}. "
        f"Lần dò/runs: {counts.runs:,}.\n"
        f"Định danh/identifiers: {_counted(counts.identifiers_by_kind) or '-'}"
    )

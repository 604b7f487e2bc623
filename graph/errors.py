"""The errors that a user can meet, each with its text in Vietnamese and English.

    TruyvetError
    |- InvalidInputError
    |  |- InvalidIdentifierError   InvalidMappingError   UnreadableSourceError
    |  |- InvalidDecisionError
    |- NotFoundError
    |  |- IdentifierNotFoundError  ReportNotFoundError   RingNotFoundError   NoRunError
    |  |- RunNotFoundError         SourceNotBegunError
    |- StoreError
    |  |- StoreUnavailableError    SchemaOutdatedError   SchemaTooNewError   StoreFullError
    `- LimitError
       |- TooLargeToDrawError      PathTooWideError      QueryTooLongError

An error carries typed attributes and no HTTP status; the doors map classes to statuses
and exit codes in one table. `vi` and `en` are templates over the attributes: what
happened, to which thing, and what to do next.
"""

from __future__ import annotations

from typing import ClassVar, Literal

Language = Literal["vi", "en"]


class TruyvetError(Exception):
    """The root of every error that this project raises on purpose. Never raised itself."""

    vi: ClassVar[str] = "Có lỗi."
    en: ClassVar[str] = "Something went wrong."

    def __init__(self, **attributes: object) -> None:
        """Keep the attributes that the two templates name."""
        super().__init__()
        self.attributes = attributes

    def message(self, language: Language) -> str:
        """Return the text in one language.

        Args:
            language: `vi` or `en`.
        """
        return (self.vi if language == "vi" else self.en).format_map(self.attributes)

    def __str__(self) -> str:
        """Return the English text."""
        return self.message("en")


class InvalidInputError(TruyvetError):
    """What the caller gave can't be used."""

    vi = "{what_vi}"
    en = "{what_en}"


class InvalidIdentifierError(InvalidInputError):
    """A raw text is not an identifier of the kind that was asked for.

    Attributes: kind, raw, reason (a code of `graph.identifiers.reasons`).
    """

    vi = "{raw!r} không phải là {kind} hợp lệ: {reason_vi}."
    en = "{raw!r} is not a valid {kind}: {reason_en}."

    def __init__(self, kind: str, raw: str, reason: str, reason_vi: str, reason_en: str) -> None:
        """Keep the kind, the raw text (cut to 200 characters) and the reason."""
        super().__init__(
            kind=kind, raw=raw[:200], reason=reason, reason_vi=reason_vi, reason_en=reason_en
        )
        self.kind, self.raw, self.reason = kind, raw, reason


class InvalidMappingError(InvalidInputError):
    """A mapping file can't be used. Attributes: file, line (1-based), key, problems."""

    vi = "Tệp ánh xạ {file}, dòng {line}{at_vi}: {problem_vi}"
    en = "Mapping file {file}, line {line}{at_en}: {problem_en}"

    def __init__(self, file: str, line: int, key: str, problem_vi: str, problem_en: str) -> None:
        """Keep where the mapping is wrong and why."""
        super().__init__(
            file=file, line=line, key=key, problem_vi=problem_vi, problem_en=problem_en,
            at_vi=f", khóa {key!r}" if key else "", at_en=f", key {key!r}" if key else "",
        )  # fmt: skip
        self.file, self.line, self.key = file, line, key


class UnreadableSourceError(InvalidInputError):
    """A source can't be read. Attributes: path, locator (a line, or a place in a document)."""

    vi = "Không đọc được {path}{at}: {problem_vi}"
    en = "Cannot read {path}{at}: {problem_en}"

    def __init__(self, path: str, locator: str, problem_vi: str, problem_en: str) -> None:
        """Keep which source, where in it, and why."""
        super().__init__(
            path=path, locator=locator, problem_vi=problem_vi, problem_en=problem_en,
            at=f" ({locator})" if locator else "",
        )  # fmt: skip
        self.path, self.locator = path, locator


class InvalidDecisionError(InvalidInputError):
    """A decision contradicts others, or names what it may not. Attributes: chain (keys)."""

    vi = "Không thể ghi quyết định: {problem_vi}"
    en = "The decision cannot be recorded: {problem_en}"

    def __init__(self, problem_vi: str, problem_en: str, chain: tuple[str, ...] = ()) -> None:
        """Keep the reason and the chain of identifiers that contradicts the decision."""
        super().__init__(problem_vi=problem_vi, problem_en=problem_en)
        self.chain = chain


class NotFoundError(TruyvetError):
    """What was asked for is not in the store."""


class IdentifierNotFoundError(NotFoundError):
    """No report mentions this identifier. Attribute: key."""

    vi = "Không có báo cáo nào nhắc đến {key}. Hãy kiểm tra lại cách viết hoặc nạp thêm dữ liệu."
    en = "No report mentions {key}. Check how it is written, or load more data."

    def __init__(self, key: str) -> None:
        """Keep the key that was looked for."""
        super().__init__(key=key)
        self.key = key


class ReportNotFoundError(NotFoundError):
    """There is no report with this id. Attribute: report_id."""

    vi = "Không có báo cáo {report_id}."
    en = "There is no report {report_id}."

    def __init__(self, report_id: str) -> None:
        """Keep the id that was looked for."""
        super().__init__(report_id=report_id)
        self.report_id = report_id


class RingNotFoundError(NotFoundError):
    """The current run has no ring with this id. Attribute: ring_id."""

    vi = "Không có nhóm {ring_id} trong lần chạy hiện hành. Xem danh sách: truyvet rings"
    en = "The current run has no ring {ring_id}. See the list: truyvet rings"

    def __init__(self, ring_id: str) -> None:
        """Keep the id that was looked for."""
        super().__init__(ring_id=ring_id)
        self.ring_id = ring_id


class NoRunError(NotFoundError):
    """No detection has been run yet."""

    vi = "Chưa có lần dò tìm nào. Hãy chạy: truyvet detect"
    en = "No detection has been run yet. Run: truyvet detect"


class RunNotFoundError(NotFoundError):
    """There is no written run with this id. Attribute: run_id."""

    vi = "Không có lần chạy {run_id}."
    en = "There is no run {run_id}."

    def __init__(self, run_id: str) -> None:
        """Keep the id that was looked for."""
        super().__init__(run_id=run_id)
        self.run_id = run_id


class SourceNotBegunError(NotFoundError):
    """Reports were added for a source that was never begun. Attribute: sha256."""

    vi = "Nguồn {sha256} chưa được khai báo. Hãy nạp lại tệp từ đầu."
    en = "The source {sha256} was never begun. Load the file again from its start."

    def __init__(self, sha256: str) -> None:
        """Keep the source's hash."""
        super().__init__(sha256=sha256)
        self.sha256 = sha256


class StoreError(TruyvetError):
    """The store can't do what it was asked."""


class StoreUnavailableError(StoreError):
    """The store can't be opened, is locked or is damaged. Attribute: address, no credentials."""

    vi = "Không dùng được kho dữ liệu {address}: {problem_vi}"
    en = "The store {address} cannot be used: {problem_en}"

    def __init__(self, address: str, problem_vi: str, problem_en: str) -> None:
        """Keep the address (without credentials) and the reason."""
        super().__init__(address=address, problem_vi=problem_vi, problem_en=problem_en)
        self.address = address


class StoreFullError(StoreUnavailableError):
    """The disk that holds the store is full; what was acknowledged before is kept."""


class SchemaOutdatedError(StoreError):
    """The store has an older schema. Attributes: found, wanted."""

    vi = (
        "Kho dữ liệu {address} có lược đồ phiên bản {found}, chương trình cần {wanted}. "
        "Hãy sao lưu rồi chạy: truyvet migrate"
    )
    en = (
        "The store {address} has schema version {found}, this program needs {wanted}. "
        "Back it up, then run: truyvet migrate"
    )

    def __init__(self, address: str, found: int, wanted: int) -> None:
        """Keep both versions."""
        super().__init__(address=address, found=found, wanted=wanted)
        self.found, self.wanted = found, wanted


class SchemaTooNewError(SchemaOutdatedError):
    """The store was written by a newer program."""

    vi = (
        "Kho dữ liệu {address} có lược đồ phiên bản {found}, mới hơn chương trình này ({wanted}). "
        "Hãy cài phiên bản mới của TruyVết."
    )
    en = (
        "The store {address} has schema version {found}, newer than this program's {wanted}. "
        "Install a newer TruyVết."
    )


class LimitError(TruyvetError):
    """What was asked for is larger than what can be answered."""


class TooLargeToDrawError(LimitError):
    """A picture would have too many nodes. Attributes: node_count, limit."""

    vi = "Hình có {node_count} nút, giới hạn là {limit}. Hãy lọc theo loại, vai trò hoặc thời gian."
    en = "The picture has {node_count} nodes, the limit is {limit}. Filter by kind, role or time."

    def __init__(self, node_count: int, limit: int) -> None:
        """Keep both counts."""
        super().__init__(node_count=node_count, limit=limit)
        self.node_count, self.limit = node_count, limit


class PathTooWideError(LimitError):
    """A path was looked for through more reports than may be read. Attribute: limit."""

    vi = (
        "Hai định danh có quá nhiều báo cáo: đã dừng sau {limit} báo cáo mà chưa thấy đường nối; "
        "có thể vẫn có. Hãy tìm từ một định danh ít báo cáo hơn, hoặc với ít bước hơn."
    )
    en = (
        "The two are in too many reports: the search ended at {limit} reports without a path, "
        "and there may be one. Start from an identifier in fewer reports, or ask for fewer steps."
    )

    def __init__(self, limit: int) -> None:
        """Keep the limit."""
        super().__init__(limit=limit)
        self.limit = limit


class QueryTooLongError(LimitError):
    """A question took longer than it may. Attribute: seconds."""

    vi = (
        "Câu hỏi cần hơn {seconds} giây nên đã dừng. "
        "Hãy hỏi hẹp hơn: ít định danh, loại, vai trò hoặc thời gian hơn."
    )
    en = (
        "The question took more than {seconds} seconds and was stopped. "
        "Ask for less: fewer identifiers, kinds, roles or days."
    )

    def __init__(self, seconds: float) -> None:
        """Keep the limit."""
        super().__init__(seconds=seconds)
        self.seconds = seconds

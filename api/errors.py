"""The errors of the doors, and one table from every error to its status and exit code.

TruyvetError
|- InvalidInputError   InvalidSettingError   InvalidRequestError
|- NotFoundError       PageNotFoundError   PathNotFoundError
|- AccessError         NotSignedInError   NotAllowedError   ForeignRequestError
|- PortTakenError      ListChangedError   TooLargeRequestError   TooManyRequestsError
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import (
    IdentifierNotFoundError,
    InvalidDecisionError,
    InvalidIdentifierError,
    InvalidInputError,
    InvalidMappingError,
    LimitError,
    NoRunError,
    NotFoundError,
    ReportNotFoundError,
    RingNotFoundError,
    SchemaOutdatedError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
    TooLargeToDrawError,
    TruyvetError,
    UnreadableSourceError,
)


class InvalidSettingError(InvalidInputError):
    """An environment variable has a value that can't be used. Attributes: name, value, allowed."""

    vi = "Biến môi trường {name} có giá trị {value!r} không dùng được. Giá trị cho phép: {allowed}."
    en = "The environment variable {name} has the value {value!r}. Allowed: {allowed}."

    def __init__(self, name: str, value: str, allowed: str) -> None:
        """Keep which variable, its value (cut to 100 characters) and what is allowed."""
        super().__init__(name=name, value=value[:100], allowed=allowed)
        self.name = name


class InvalidRequestError(InvalidInputError):
    """A request does not have the shape that is asked for. Attributes: vi and en text."""

    def __init__(self, what_vi: str, what_en: str) -> None:
        """Keep what is wrong."""
        super().__init__(what_vi=what_vi, what_en=what_en)


class PageNotFoundError(NotFoundError):
    """There is nothing at this address."""

    vi = "Không có trang này. Hãy quay lại trang tìm kiếm."
    en = "There is no such page. Go back to the search page."


class PathNotFoundError(NotFoundError):
    """Nothing connects two identifiers."""

    vi = "Không có đường nào nối hai định danh này qua tối đa 6 báo cáo."
    en = "Nothing connects these two identifiers through at most 6 reports."


class MethodNotAllowedError(TruyvetError):
    """The address exists, but not for this method."""

    vi = "Địa chỉ này không nhận phương thức đó."
    en = "This address does not take that method."


class AccessError(TruyvetError):
    """The caller may not do this."""


class NotSignedInError(AccessError):
    """No session, or one that has ended."""

    vi = "Bạn chưa đăng nhập hoặc phiên đã hết hạn. Hãy mở liên kết đăng nhập mới."
    en = "You are not signed in, or the session has ended. Open a new sign-in link."


class InvalidTokenError(AccessError):
    """A sign-in token is unknown, used or too old."""

    vi = "Liên kết đăng nhập này không đúng, đã dùng rồi hoặc đã hết hạn."
    en = "This sign-in link is wrong, was used already or has expired."


class NotAllowedError(AccessError):
    """The session lacks a permission. Attribute: permission."""

    vi = "Bạn không có quyền {permission}."
    en = "You lack the permission {permission}."

    def __init__(self, permission: str) -> None:
        """Keep which permission is missing."""
        super().__init__(permission=permission)
        self.permission = permission


class ForeignRequestError(AccessError):
    """A request came from another site, or is addressed to another host. Attribute: part."""

    vi = "Yêu cầu bị từ chối: {part} không thuộc máy chủ này."
    en = "Refused: {part} is not this server's."

    def __init__(self, part: str) -> None:
        """Keep which header gives it away."""
        super().__init__(part=part)
        self.part = part


class PortTakenError(TruyvetError):
    """The server can't listen there. Attributes: host, port."""

    vi = (
        "Không mở được {host}:{port}: cổng đang được dùng hoặc không được phép, hoặc {host} không "
        "phải của máy này. Hãy chọn cổng khác, ví dụ truyvet serve --port 8001, hoặc --host khác."
    )
    en = (
        "Cannot listen on {host}:{port}: the port is taken or not allowed, or {host} is not this "
        "machine's. Choose another port, such as truyvet serve --port 8001, or another --host."
    )

    def __init__(self, host: str, port: int) -> None:
        """Keep where it tried to listen."""
        super().__init__(host=host, port=port)
        self.host, self.port = host, port


class ListChangedError(TruyvetError):
    """A cursor belongs to a list that is no longer the current one."""

    vi = "Danh sách đã thay đổi sau lần dò tìm mới. Hãy tải lại từ đầu."
    en = "The list has changed since a newer detection. Load it from the start."


class TooLargeRequestError(TruyvetError):
    """A request's body is too large. Attribute: limit_bytes."""

    vi = "Yêu cầu quá lớn; giới hạn là {limit_bytes} byte."
    en = "The request is too large; the limit is {limit_bytes} bytes."

    def __init__(self, limit_bytes: int) -> None:
        """Keep the limit."""
        super().__init__(limit_bytes=limit_bytes)
        self.limit_bytes = limit_bytes


class TooManyRequestsError(TruyvetError):
    """Something was asked for too often. Attribute: wait_seconds."""

    vi = "Quá nhiều yêu cầu. Hãy đợi {wait_seconds} giây rồi thử lại."
    en = "Too many requests. Wait {wait_seconds} seconds, then try again."

    def __init__(self, wait_seconds: int) -> None:
        """Keep how long to wait."""
        super().__init__(wait_seconds=wait_seconds)
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an error looks at the doors.

    Attributes:
        status: HTTP status.
        exit_code: of the command line.
        type: last part of the problem's type URI.
        vi, en: its title.
    """

    status: int
    exit_code: int
    type: str
    vi: str
    en: str


TABLE: dict[type[TruyvetError], Outcome] = {
    TruyvetError: Outcome(500, 1, "error", "Có lỗi", "Error"),
    InvalidInputError: Outcome(422, 2, "invalid-input", "Dữ liệu không hợp lệ", "Invalid input"),
    InvalidIdentifierError: Outcome(
        422, 2, "invalid-identifier", "Định danh không hợp lệ", "Invalid identifier"
    ),
    InvalidMappingError: Outcome(
        422, 2, "invalid-mapping", "Tệp ánh xạ không hợp lệ", "Invalid mapping"
    ),
    UnreadableSourceError: Outcome(
        422, 2, "unreadable-source", "Không đọc được nguồn", "Unreadable source"
    ),
    InvalidDecisionError: Outcome(
        409, 2, "invalid-decision", "Quyết định mâu thuẫn", "Contradictory decision"
    ),
    InvalidSettingError: Outcome(500, 2, "invalid-setting", "Cấu hình sai", "Invalid setting"),
    NotFoundError: Outcome(404, 3, "not-found", "Không tìm thấy", "Not found"),
    IdentifierNotFoundError: Outcome(
        404, 3, "identifier-not-found", "Không tìm thấy định danh", "Identifier not found"
    ),
    ReportNotFoundError: Outcome(
        404, 3, "report-not-found", "Không tìm thấy báo cáo", "Report not found"
    ),
    RingNotFoundError: Outcome(404, 3, "ring-not-found", "Không tìm thấy nhóm", "Ring not found"),
    NoRunError: Outcome(404, 3, "no-run", "Chưa dò tìm nhóm", "No detection yet"),
    PageNotFoundError: Outcome(404, 3, "page-not-found", "Không có trang này", "No such page"),
    PathNotFoundError: Outcome(404, 3, "path-not-found", "Không có đường nối", "No path"),
    MethodNotAllowedError: Outcome(
        405, 2, "method-not-allowed", "Phương thức không được phép", "Method not allowed"
    ),
    AccessError: Outcome(403, 7, "forbidden", "Không được phép", "Forbidden"),
    NotSignedInError: Outcome(401, 7, "not-signed-in", "Chưa đăng nhập", "Not signed in"),
    InvalidTokenError: Outcome(
        401, 7, "invalid-token", "Liên kết đăng nhập không dùng được", "Sign-in link not usable"
    ),
    ForeignRequestError: Outcome(
        403, 7, "foreign-request", "Yêu cầu từ nơi khác", "Foreign request"
    ),
    StoreError: Outcome(500, 4, "store-error", "Lỗi kho dữ liệu", "Store error"),
    StoreUnavailableError: Outcome(
        503, 4, "store-unavailable", "Kho dữ liệu không sẵn sàng", "Store unavailable"
    ),
    StoreFullError: Outcome(507, 4, "store-full", "Đĩa đầy", "Disk full"),
    SchemaOutdatedError: Outcome(
        503, 4, "schema-outdated", "Lược đồ không đúng phiên bản", "Wrong schema version"
    ),
    LimitError: Outcome(422, 5, "limit", "Quá lớn", "Too large"),
    TooLargeToDrawError: Outcome(
        422, 5, "too-large-to-draw", "Hình quá lớn để vẽ", "Too large to draw"
    ),
    PortTakenError: Outcome(500, 6, "port-taken", "Cổng đang được dùng", "Port taken"),
    ListChangedError: Outcome(409, 1, "list-changed", "Danh sách đã thay đổi", "List changed"),
    TooLargeRequestError: Outcome(
        413, 5, "request-too-large", "Yêu cầu quá lớn", "Request too large"
    ),
    TooManyRequestsError: Outcome(
        429, 5, "too-many-requests", "Quá nhiều yêu cầu", "Too many requests"
    ),
}
"""By class; an error has the row of its nearest ancestor."""


def outcome_of(error: TruyvetError) -> Outcome:
    """Return the row of an error's class or its nearest ancestor."""
    return next(TABLE[cls] for cls in type(error).__mro__ if cls in TABLE)


def exit_code(error: TruyvetError) -> int:
    """Return the command line's exit code for an error.

    1 other, 2 invalid input, 3 not found, 4 store, 5 limit, 6 port taken, 7 access.
    """
    return outcome_of(error).exit_code

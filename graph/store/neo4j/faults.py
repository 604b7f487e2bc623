"""What a driver's error means to a user: one of our own errors, with what to do next."""

from __future__ import annotations

from typing import NoReturn

from neo4j.exceptions import (
    AuthError,
    CertificateConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    UnsupportedServerProduct,
)

from graph.errors import (
    InvalidInputError,
    QueryTooLongError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
)

_TEXTS: dict[str, tuple[str, str]] = {
    "down": (
        "không kết nối được máy chủ Neo4j; hãy kiểm tra máy chủ đã chạy chưa, địa chỉ và cổng "
        "(7687, không phải 7474), và có phải chương trình khác đang ở cổng đó không",
        "the Neo4j server can't be reached; check that it runs, the address and port (7687, "
        "not 7474), and that no other program answers there",
    ),
    "unsure": (
        "mất kết nối giữa lúc ghi nên không biết lần ghi cuối đã xong hay chưa. Hãy nạp lại tệp "
        "(không gì bị ghi hai lần); với quyết định, hãy xem lại danh sách trước khi ghi lại",
        "the connection broke while something was written, which may be stored or not. Load "
        "files again (nothing is stored twice); look a decision up before it is given again",
    ),
    "password": (
        "sai tên hoặc mật khẩu; hãy kiểm tra TRUYVET_NEO4J_USER và TRUYVET_NEO4J_PASSWORD (hoặc "
        "TRUYVET_NEO4J_PASSWORD_FILE) có đặt và đúng không, và tên trong TRUYVET_STORE nếu có",
        "wrong user or password; check that TRUYVET_NEO4J_USER and TRUYVET_NEO4J_PASSWORD (or "
        "TRUYVET_NEO4J_PASSWORD_FILE) are set and right, and the user in TRUYVET_STORE if any",
    ),
    "change": (
        "mật khẩu ban đầu của Neo4j phải được đổi trước: ALTER CURRENT USER SET PASSWORD …",
        "Neo4j's initial password has to be changed first: ALTER CURRENT USER SET PASSWORD …",
    ),
    "tries": (
        "đã thử sai mật khẩu quá nhiều lần; hãy đợi một lát rồi thử lại với mật khẩu đúng",
        "too many wrong passwords; wait a little, then try again with the right one",
    ),
    "database": (
        "máy chủ không có cơ sở dữ liệu này hoặc nó đang dừng; hãy kiểm tra tên sau dấu / của "
        "địa chỉ",
        "the server has no such database, or it is stopped; check the name after the address's /",
    ),
    "product": (
        "máy chủ không phải Neo4j 5.26 trở lên; hãy dùng neo4j:5.26-community và "
        "kiểm tra cổng (7687, không phải 7474)",
        "the server is not Neo4j 5.26 or newer; use neo4j:5.26-community, and "
        "check the port (7687, not 7474)",
    ),
    "certificate": (
        "chứng chỉ TLS của máy chủ không được tin cậy; hãy kiểm tra TRUYVET_NEO4J_CA và lược đồ "
        "địa chỉ (neo4j+s, neo4j+ssc)",
        "the server's TLS certificate is not trusted; check TRUYVET_NEO4J_CA and the address's "
        "scheme (neo4j+s, neo4j+ssc)",
    ),
    "tls": (
        "kết nối TLS tới máy chủ Neo4j không thành; hãy kiểm tra máy chủ đã chạy chưa, cổng, và "
        "máy chủ có dùng TLS như lược đồ địa chỉ (neo4j+s, neo4j+ssc) nói không",
        "a TLS connection to the Neo4j server failed; check that it runs, the port, and that it "
        "speaks TLS as the address's scheme says (neo4j+s, neo4j+ssc)",
    ),
    "read-only": (
        "cơ sở dữ liệu chỉ cho đọc; hãy kiểm tra cấu hình "
        "server.databases.default_to_read_only của máy chủ",
        "the database is read-only; check the server's setting "
        "server.databases.default_to_read_only",
    ),
    "full": (
        "đĩa của máy chủ Neo4j đầy; những lô đã xác nhận vẫn còn. Hãy giải phóng chỗ, khởi động "
        "lại máy chủ rồi chạy lại lệnh",
        "the Neo4j server's disk is full; batches acknowledged before are kept. Free room, "
        "restart the server and run again",
    ),
    "stopped": (
        "cơ sở dữ liệu đã dừng sau một lỗi nặng, thường vì đĩa của máy chủ đầy; những lô đã xác "
        "nhận vẫn còn. Hãy giải phóng chỗ, khởi động lại máy chủ rồi chạy lại lệnh",
        "the database has stopped after a grave error, mostly since the server's disk is full; "
        "batches acknowledged before are kept. Free room, restart the server and run again",
    ),
    "memory": (
        "máy chủ Neo4j thiếu bộ nhớ cho thao tác này, không có gì bị ghi dở; hãy tăng "
        "server.memory.heap.max_size, hoặc db.memory.transaction.max và "
        "dbms.memory.transaction.total.max nếu có đặt",
        "the Neo4j server has too little memory for this, nothing was half-written; raise "
        "server.memory.heap.max_size, or db.memory.transaction.max and "
        "dbms.memory.transaction.total.max where they are set",
    ),
    "ended": (
        "máy chủ Neo4j đã ngắt thao tác này (máy chủ đang tắt, hoặc người quản trị ngắt), không có "
        "gì bị ghi dở; hãy thử lại",
        "the Neo4j server has ended this (it is stopping, or an administrator ended it), nothing "
        "was half-written; try again",
    ),
    "slow": (
        "máy chủ Neo4j không trả lời kịp, không có gì bị ghi dở; hãy thử lại khi máy rảnh hơn",
        "the Neo4j server did not answer in time, nothing was half-written; try again when it is "
        "less busy",
    ),
    "let-go": (
        "máy chủ Neo4j đã khởi động lại, hoặc việc đọc mất hơn 4 giờ, nên những gì đã đọc có thể "
        "không cùng một thời điểm và bị bỏ; hãy làm lại",
        "the Neo4j server was restarted, or reading took more than 4 hours, so that what was read "
        "may be of different moments and is dropped; do it again",
    ),
    "late": (
        "kết quả dò mất hơn một ngày để ghi nên chương trình khác đã dọn đi; hãy dò lại",
        "what detection found took more than a day to be written, so that another program has "
        "removed it; detect again",
    ),
    "damaged": (
        "dữ liệu trên máy chủ không như chương trình này đã ghi; hãy phục hồi từ bản sao lưu",
        "what the server holds is not what this program wrote; restore it from a backup",
    ),
    "foreign": (
        "cơ sở dữ liệu đã có dữ liệu của chương trình khác; hãy dùng một cơ sở dữ liệu trống",
        "the database holds another program's data; use an empty one",
    ),
    "other-schema": (
        "sổ ghi lược đồ không phải của phiên bản nào mà chương trình này biết; hãy dùng đúng phiên "
        "bản TruyVết đã tạo kho, hoặc phục hồi kho từ bản sao lưu",
        "the ledger of its schema is of no version that this program knows; use the version of "
        "TruyVết that made the store, or restore it from a backup",
    ),
    "closed": ("kho đã đóng", "it is closed"),
    "other": ("Neo4j báo lỗi {detail}", "Neo4j reports {detail}"),
}

# By the beginning of the server's code; the first that fits.
_CODES = (
    ("Neo.ClientError.Security.CredentialsExpired", "change"),
    ("Neo.ClientError.Security.AuthenticationRateLimit", "tries"),
    ("Neo.ClientError.Security.Unauthorized", "password"),
    ("Neo.ClientError.Database.DatabaseNotFound", "database"),
    ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "read-only"),
    ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "read-only"),
    ("Neo.ClientError.Statement.AccessMode", "read-only"),
    ("Neo.TransientError.Database.DatabaseUnavailable", "down"),
    ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "memory"),
    ("Neo.TransientError.General.OutOfMemoryError", "memory"),
    ("Neo.TransientError.General.TransactionOutOfMemoryError", "memory"),
    ("Neo.ClientError.Transaction.LockClientStopped", "ended"),
    ("Neo.ClientError.Transaction.Terminated", "ended"),
    ("Neo.DatabaseError.Transaction.TransactionLogError", "full"),
    ("Neo.DatabaseError.Transaction.TransactionStartFailed", "stopped"),
    ("Neo.ClientError.Transaction.TransactionTimedOut", "slow"),
    ("Neo.ClientError.Transaction.LockAcquisitionTimeout", "slow"),
)
_FULL = ("no space left", "disk full", "not enough space", "disk quota")
_NO_TLS = ("sslerror", "ssleoferror")
_NO_BOLT = "looks like http"
_NOT_WORTH_REPEATING = frozenset(
    {"read-only", "memory", "full", "slow", "password", "product", "certificate"}
)


def text_of(reason: str) -> tuple[str, str]:
    """Return what a reason means, in Vietnamese and English."""
    return _TEXTS[reason]


def unavailable(address: str, reason: str) -> StoreUnavailableError:
    """Return the error of a store that can't be used for one of the reasons."""
    kind = StoreFullError if reason == "full" else StoreUnavailableError
    return kind(address, *_TEXTS[reason])


def is_passing(error: DriverError | Neo4jError) -> bool:
    """Say whether the same may succeed a little later, such as after the server's restart.

    A commit whose answer was lost counts too: a mark tells the next attempt whether it was done.
    """
    away = isinstance(error, (ServiceUnavailable, SessionExpired)) or error.is_retryable()
    reason = _reason(error)
    # A server that stops ends what runs, and the driver takes that for an administrator's wish.
    return reason == "ended" or (away and reason not in _NOT_WORTH_REPEATING)


def is_behind(error: Neo4jError) -> bool:
    """Say whether the database never came to the state that the driver has seen."""
    return error.code == "Neo.TransientError.Transaction.BookmarkTimeout"


def is_read_only(error: Neo4jError) -> bool:
    """Say whether the server refuses every write."""
    return _reason(error) == "read-only"


def raise_translated(
    address: str,
    error: DriverError | Neo4jError,
    seconds: float | None = None,
    *,
    unsure: bool = False,
) -> NoReturn:
    """Raise the error of ours that a driver's error means.

    Args:
        address: without credentials.
        error: as caught.
        seconds: the time that the question had, where one was asked.
        unsure: a commit's answer was lost, and nobody could say since whether it was done.

    Raises:
        QueryTooLongError: a question took longer than it may.
        StoreFullError: the server's disk is full.
        InvalidInputError: a text that can't be stored.
        StoreUnavailableError: everything else.
    """
    reason = _reason(error)
    if reason == "slow" and seconds is not None:
        raise QueryTooLongError(seconds) from error
    if unsure:
        raise unavailable(address, "unsure") from error
    if reason == "other":
        raise _other(address, error) from error
    raise unavailable(address, reason) from error


def _other(address: str, error: DriverError | Neo4jError) -> StoreError:
    said = (error.message if isinstance(error, Neo4jError) else None) or str(error)
    name = (error.code if isinstance(error, Neo4jError) else None) or type(error).__name__
    detail = " ".join(f"{name}: {said}".split())[:300]
    vi, en = (text.format(detail=detail) for text in _TEXTS["other"])
    return StoreUnavailableError(address, vi, en)


def _reason(error: DriverError | Neo4jError) -> str:
    said = " ".join(_said(error)).casefold()
    if any(word in said for word in _FULL):
        return "full"
    if isinstance(error, Neo4jError):
        code = error.code or ""
        found = next((reason for start, reason in _CODES if code.startswith(start)), None)
        return found or ("password" if isinstance(error, AuthError) else "other")
    if isinstance(error, UnsupportedServerProduct) or _NO_BOLT in said:
        return "product"
    if isinstance(error, CertificateConfigurationError) or "certificate" in said:
        return "certificate"
    if any(word in said for word in _NO_TLS):
        return "tls"
    return "down" if error.is_retryable() or "connect" in said else "other"


def _said(error: BaseException) -> list[str]:
    """Return the texts of an error and of what led to it."""
    found: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < 10:
        found.append(str(cause))
        cause = cause.__cause__ or cause.__context__
    return found


def surrogate() -> InvalidInputError:
    """Return the error of a text that no UTF-8 can hold."""
    return InvalidInputError(
        what_vi="Chữ có nửa ký tự (surrogate) nên không thể lưu hay tìm; hãy sửa mã hóa.",
        what_en="A text has half a character (a surrogate) and can't be stored or looked up; "
        "mend its encoding.",
    )


_INDEXED = 8_100
"""Bytes of a text that the server's indexes take."""


def require_short(name: str) -> str:
    """Return a key or an id, if it is short enough to be found again.

    Raises:
        InvalidInputError: it is longer than the server's indexes take.
    """
    if len(name) * 4 > _INDEXED and len(name.encode("utf-8", "replace")) > _INDEXED:
        raise InvalidInputError(
            what_vi=f"Mã hoặc định danh quá dài ({len(name):,} ký tự): {name[:80]!r}….",
            what_en=f"An id or identifier is too long ({len(name):,} characters): {name[:80]!r}….",
        )
    return name

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
    StoreUnavailableError,
)
from graph.store.neo4j.fault_texts import text_of, unavailable

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
_MADE_MEANWHILE = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"
_NO_BOLT = "looks like http"
_NOT_WORTH_REPEATING = frozenset(
    {"read-only", "memory", "full", "slow", "password", "product", "certificate"}
)


def is_passing(error: DriverError | Neo4jError) -> bool:
    """Say whether the same may succeed a little later, such as after the server's restart.

    A commit whose answer was lost counts too: a mark tells the next attempt whether it was done.
    So does a schema that another program makes at the same time: `IF NOT EXISTS` looks first.
    """
    if isinstance(error, Neo4jError) and error.code == _MADE_MEANWHILE:
        return True
    away = isinstance(error, (ServiceUnavailable, SessionExpired)) or error.is_retryable()
    reason = _reason(error)
    # A server that stops ends what runs, and the driver takes that for an administrator's wish.
    return reason == "ended" or (away and reason not in _NOT_WORTH_REPEATING)


def is_behind(error: Neo4jError) -> bool:
    """Say whether the database never came to the state that the driver has seen."""
    return error.code == "Neo.TransientError.Transaction.BookmarkTimeout"


def is_ended(error: DriverError | Neo4jError) -> bool:
    """Say whether the server ended it: a stop, an administrator, a time that ran out in a queue."""
    return _reason(error) == "ended"


def is_read_only(error: Neo4jError) -> bool:
    """Say whether the server refuses every write."""
    return _reason(error) == "read-only"


def raise_translated(
    address: str,
    error: DriverError | Neo4jError,
    seconds: float | None = None,
    *,
    unsure: bool = False,
    late: bool = False,
) -> NoReturn:
    """Raise the error of ours that a driver's error means.

    Args:
        address: without credentials.
        error: as caught.
        seconds: the time that the question had, where one was asked.
        unsure: a commit's answer was lost, and nobody could say since whether it was done.
        late: its time ended.

    Raises:
        QueryTooLongError: a question took longer than it may.
        StoreFullError: the server's disk is full.
        InvalidInputError: a text that can't be stored.
        StoreUnavailableError: everything else.
    """
    reason = "slow" if late else _reason(error)
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
    vi, en = (text.format(detail=detail) for text in text_of("other"))
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

"""Errors as answers: RFC 9457 problem+json in the API, a friendly page elsewhere."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.door import door_of, language_at
from api.errors import (
    InvalidRequestError,
    MethodNotAllowedError,
    NotSignedInError,
    Outcome,
    PageNotFoundError,
    TooLargeRequestError,
    TooManyRequestsError,
    outcome_of,
)
from api.wire.sound import sound
from graph.errors import (
    Language,
    SchemaOutdatedError,
    StoreFullError,
    StoreUnavailableError,
    TruyvetError,
)

PROBLEM_TYPE = "urn:truyvet:problem:"
_LOG = logging.getLogger("truyvet.error")
_HIDDEN: dict[Language, str] = {
    "vi": "Máy chủ gặp lỗi. Nguyên nhân nằm trong nhật ký của máy chủ, dưới mã yêu cầu này.",
    "en": "The server met an error. Its log has the reason under this request id.",
}
_WHAT_TO_DO: dict[type[TruyvetError], dict[Language, str]] = {
    StoreFullError: {
        "vi": "Ổ đĩa đã đầy nên không lưu được. Hãy giải phóng chỗ trống rồi thử lại; những gì đã "
        "lưu trước đó vẫn còn.",
        "en": "The disk is full, so nothing can be saved. Free some room and try again; what was "
        "saved before is kept.",
    },
    StoreUnavailableError: {
        "vi": "Hiện không dùng được kho dữ liệu: máy chủ Neo4j có thể đang tắt hay khởi động lại; "
        "nếu kho là tệp, chương trình khác có thể đang giữ nó (chẳng hạn đang nạp tệp), hoặc tệp "
        "đã bị chuyển đi hay bị hỏng. Hãy đợi một phút rồi tải lại trang. Nếu vẫn vậy, nguyên "
        "nhân nằm trong nhật ký của TruyVết, dưới mã yêu cầu này.",
        "en": "The store cannot be used now: a Neo4j server may be stopped or restarting; a file "
        "may be held by another program (such as one that loads files), or was moved or damaged. "
        "Wait a minute and load the page again. If it stays so, TruyVết's log has the reason "
        "under this request id.",
    },
    SchemaOutdatedError: {
        "vi": "Kho dữ liệu thuộc phiên bản khác của chương trình. Hãy sao lưu kho, chạy "
        "truyvet migrate rồi khởi động lại máy chủ.",
        "en": "The store belongs to another version of the program. Back it up, run "
        "truyvet migrate and start the server again.",
    },
}
"""What a person can do about it, without addresses and causes."""

_MOST_FLAWS = 5


def request_id_of(request: Request) -> str:
    """Return the id that this request has in the logs."""
    return str(request.scope.get("truyvet.request_id", ""))


def detail_of(error: TruyvetError, status: int, language: Language) -> str:
    """Return what a person may read of an error: nothing of the inside from 500 up."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        known = (_WHAT_TO_DO[cls] for cls in type(error).__mro__ if cls in _WHAT_TO_DO)
        return next(known, _HIDDEN)[language]
    return sound(error.message(language))


def error_response(request: Request, error: TruyvetError) -> Response:
    """Return an error as its caller reads it.

    Args:
        request: decides the form (API or page) and the language.
        error: with a row in `api.errors.TABLE`.
    """
    outcome = outcome_of(error)
    language = language_at(request)
    detail = detail_of(error, outcome.status, language)
    if outcome.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOG.error("request %s: %s", request_id_of(request), type(error).__name__, exc_info=error)
    if request.url.path.startswith("/api/"):
        response = _problem(request, outcome, detail, language)
    else:
        response = _page(request, error, outcome, detail)
    if isinstance(error, TooManyRequestsError):
        response.headers["Retry-After"] = str(error.wait_seconds)
    return response


def _problem(request: Request, outcome: Outcome, detail: str, language: Language) -> Response:
    return JSONResponse(
        {
            "type": PROBLEM_TYPE + outcome.type,
            "title": outcome.vi if language == "vi" else outcome.en,
            "status": outcome.status,
            "detail": detail,
            "request_id": request_id_of(request),
        },
        status_code=outcome.status,
        media_type="application/problem+json",
        headers={"Content-Language": language},
    )


def _page(request: Request, error: TruyvetError, outcome: Outcome, detail: str) -> Response:
    pages = door_of(request).pages
    if isinstance(error, NotSignedInError):
        return pages.page(request, "unsigned.html", status=outcome.status)
    title = outcome.vi if language_at(request) == "vi" else outcome.en
    return pages.page(
        request,
        "error.html",
        status=outcome.status,
        heading=title,
        detail=detail,
        request_id=request_id_of(request),
    )


def describe_flaws(error: RequestValidationError) -> InvalidRequestError:
    """Return what is wrong with a request's shape; its values are never repeated."""
    flaws = error.errors()[:_MOST_FLAWS]
    places = "; ".join(
        f"{'.'.join(str(part) for part in flaw['loc'])[:100]}: {flaw['type']}" for flaw in flaws
    )
    return InvalidRequestError(
        f"Yêu cầu sai dạng ({places}). Xem /api/v1.",
        f"The request does not have the right shape ({places}). See /api/v1.",
    )


def from_http(error: HTTPException) -> TruyvetError:
    """Return the error of ours that a framework's error means."""
    if error.status_code == HTTPStatus.NOT_FOUND:
        return PageNotFoundError()
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return MethodNotAllowedError()
    if isinstance(error.__cause__, TooLargeRequestError):
        return error.__cause__
    if error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return InvalidRequestError(
            "Không đọc được yêu cầu: phần thân phải là JSON hợp lệ.",
            "The request cannot be read: its body must be valid JSON.",
        )
    return TruyvetError()


def answer_errors(app: FastAPI) -> None:
    """Let an application answer every error in our form."""

    @app.exception_handler(TruyvetError)
    async def on_error(request: Request, error: TruyvetError) -> Response:
        return error_response(request, error)

    @app.exception_handler(RequestValidationError)
    async def on_flaw(request: Request, error: RequestValidationError) -> Response:
        return error_response(request, describe_flaws(error))

    @app.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> Response:
        response = error_response(request, from_http(error))
        if error.headers and "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
        return response

"""Downloads for other tools."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from api.address import API
from api.door import AtDoor
from api.permissions import Reader
from casework.exports import What, export

router = APIRouter(prefix=API, tags=["export"])

_CHUNK_BYTES = 256 * 1024
_MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}, "application/x-ndjson": {}}}},
)
def download(
    door: AtDoor,
    _person: Reader,
    what: Annotated[What, Query()],
    form: Annotated[Literal["csv", "jsonl"], Query(alias="format")] = "csv",
) -> StreamingResponse:
    """Download rings, brokers or the graph, without victims and reporters.

    All of it is written before the first byte leaves, so that an error is an answer and never
    half a file.
    """
    # Closed by what sends it; deleted by the system as soon as it is closed.
    file = tempfile.TemporaryFile(dir=door.settings.home)  # noqa: SIM115
    try:
        export(door.services.store, what=what, format=form, out=file)
    except BaseException:
        file.close()
        raise
    return StreamingResponse(
        _sent(file),
        media_type=_MEDIA_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="truyvet-{what}.{form}"'},
    )


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk

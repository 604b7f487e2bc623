"""What the store holds."""

from __future__ import annotations

from fastapi import APIRouter

from api.address import API
from api.door import WithServices
from api.json_shapes import counts_to_json
from api.permissions import Reader
from api.wire.rings import CountsAnswer

router = APIRouter(prefix=API, tags=["status"])


@router.get("/status")
def get_status(services: WithServices, _person: Reader) -> CountsAnswer:
    """Count what the store holds."""
    return CountsAnswer.model_validate(counts_to_json(services.store.counts()))

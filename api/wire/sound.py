"""Text that can be sent: half a character of UTF-16 would break every encoder."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

_HALF = re.compile("[\ud800-\udfff]")


def sound(text: str) -> str:
    r"""Return a text with every lone surrogate as U+FFFD.

    >>> sound("a\ud800b") == "a\ufffdb"
    True
    """
    return _HALF.sub("\ufffd", text)


def _sound(value: object) -> object:
    return sound(value) if isinstance(value, str) else value


SoundText = Annotated[str, BeforeValidator(_sound)]
"""A text from outside, as answers carry it."""


class Answer(BaseModel):
    """The root of all answers: exactly these fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

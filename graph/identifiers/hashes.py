"""Certificates and files, known by a hash: `sha1:hex`, `sha256:hex`, `md5:hex`."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.text_guard import clean

_BY_LENGTH = {32: "md5", 40: "sha1", 64: "sha256"}
_HEX = re.compile(r"^[0-9a-f]+$")


def _parser(kind: str) -> Callable[[str], str]:
    def parse(raw: str) -> str:
        """Return `algorithm:hex`."""
        text = clean(kind, raw).lower()
        named, mark, rest = text.rpartition(":")
        named = named.replace("-", "")
        bare = rest if mark and named in _BY_LENGTH.values() else text
        digits = re.sub(r"[: ]", "", bare)
        algorithm = _BY_LENGTH.get(len(digits))
        if (
            not algorithm
            or not _HEX.match(digits)
            or (bare is rest and named != algorithm and mark)
        ):
            raise refuse(kind, raw, "not_a_hash")
        return f"{algorithm}:{digits}"

    return parse


def caption(value: str) -> str:
    """Return the algorithm and the first digits."""
    algorithm, _, digits = value.partition(":")
    return f"{algorithm} {digits[:12]}…"


def terms(value: str) -> tuple[str, ...]:
    """Return the digits, and with the algorithm."""
    return (value, value.partition(":")[2])


CERTIFICATE = Kind("certificate", "Certificate", _parser("certificate"), caption, terms)
FILE_HASH = Kind("file_hash", "FileHash", _parser("file_hash"), caption, terms)

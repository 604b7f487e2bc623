"""Certificates and files, known by a hash: `sha1:hex`, `sha256:hex`, `md5:hex`."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.text_guard import clean

_BY_LENGTH = {32: "md5", 40: "sha1", 64: "sha256"}
_HEX = re.compile(r"^[0-9a-f]+$")
_PUBLIC_KEYS = frozenset(
    {
        "sha256:a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc",
        "sha1:61ed377e85d386a8dfee6b864bd85b0bfaa5af81",
        "md5:e89b158e4bcf988ebd09eb83f5378e87",
        "sha256:c8a2e9bccf597c2fb6dc66bee293fc13f2fc47ec77bc6b2b0d52c11f51192ab8",
        "sha1:27196e386b875e76adf700e7ea84e4c6eee33dfa",
        "sha1:5b368cff2da2686996bc95eac190eaa4f5630fe5",
    }
)
"""Certificates whose private keys Android's source code hands to everybody: testkey, platform,
shared. Whoever signs with them has nothing in common."""


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


def _certificate_joins(value: str) -> bool:
    return value not in _PUBLIC_KEYS


CERTIFICATE = Kind(
    "certificate", "Certificate", _parser("certificate"), caption, terms, joins=_certificate_joins
)
FILE_HASH = Kind("file_hash", "FileHash", _parser("file_hash"), caption, terms)

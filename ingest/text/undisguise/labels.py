"""Names of platforms that are written so that no filter sees them: `Z.a.l.o`, `t3le`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.mapped import Edit, Mapped

_S = r"[ .\-_*/|~'’•]{0,2}"
_O = "(?:[o@]{1,2}|[o@]?0(?![0-9]))"
_L = "[l1i|!£]"
_A = "[a4@ª∆λ]"
_E = "[e3€∑σε]"
# What stands between a name and its number or handle: `Z.a.l.o của em: 09…`.
_NEXT = (
    r"(?=[^a-z0-9@]{0,4}"
    r"(?:(?:so|sdt|la|cua|em|chi|anh|minh|phu|no|ne|nay|shop|chinh)[^a-z0-9@]{1,3}){0,3}"
    r"[+(@]?[0-9@(])"
)
_NEXT_NAME = (
    r"(?=[^a-z0-9]{0,4}(?:(?:la|id|nick|cua|em|chi|anh)[^a-z0-9]{1,3}){0,2}"
    r"(?:@|[a-z][a-z0-9._]{0,40}[0-9_]))"
)
_FORMS: tuple[tuple[str, str], ...] = (
    ("zalo", rf"(?:z{_S}{_A}{_S}{_L}{_S}{_O}|z4lo|zl|z/l)(?![a-z])"),
    (
        "zalo",
        rf"(?:(?:dz?|gi|j|2|7){_S}{_A}{_S}{_L}{{1,2}}{_S}{_O}|ia ?l{_S}{_O})(?![a-z]){_NEXT}",
    ),
    ("zalo", rf"(?:z(?:a|á|e)p? ?l(?:o|ao)o*|zet lo|z[ .]?l)(?![a-z]){_NEXT}"),
    ("telegram", r"(?:te ?le ?(?:go ?)?gram|telegam|teleg|tlg|tlgr)(?![a-z])"),
    ("viber", rf"(?:vai ?(?:bo|be)r?|vibo|viper)(?![a-z]){_NEXT}"),
    ("facebook", rf"(?:phay|fay) ?(?:buc|buk|book)?(?![a-z]){_NEXT_NAME}"),
    ("telegram", rf"t{_S}{_E}{_S}{_L}{_S}{_E}{_S}(?:g{_S}r{_S}{_A}{_S}m|gam|gr)(?![a-z])"),
    ("tele", rf"t{_S}{_E}{_S}{_L}{_S}{_E}(?![a-z])(?:{_NEXT}|{_NEXT_NAME})"),
    ("viber", rf"v{_S}[i1!|]{_S}b{_S}{_E}{_S}r(?![a-z])"),
    ("facebook", rf"f{_S}{_A}{_S}c{_S}{_E}{_S}b{_S}{_O}{_S}{_O}{_S}k(?![a-z])"),
    ("fb", rf"f{_S}b(?![a-z])(?:{_NEXT_NAME})"),
    ("whatsapp", rf"w{_S}h{_S}{_A}{_S}t{_S}s?{_S}{_A}{_S}p{_S}p(?![a-z])"),
    ("tiktok", rf"t{_S}i{_S}k{_S}t{_S}{_O}{_S}k(?![a-z])"),
    ("sdt", r"(?:s[ ._\-/|]?[dđ][ ._\-/|]?t|[dđ][._\-/|]t)(?![a-z])"),
    ("stk", r"s[._\-/|]t[._\-/|]k(?![a-z])"),
)
_ANY = re.compile(
    "(?<![a-z0-9@])(?:"
    + "|".join(f"(?P<f{i}>{pattern})" for i, (_, pattern) in enumerate(_FORMS))
    + ")"
)
_HINT = re.compile(
    r"te ?le|tlg|vai ?b|vib|vip|phay|fay|gial|jal|z[ae]p? ?l|ze|[27]a|t[€∑σ]|zl|z/l|z4|ia ?l"
    r"|[zdvtfw][ .\-_*/|~'’•]{0,2}[a4@1!|ie3h]|s[ ._\-/|]?d|d[._\-/|]t|s[._\-/|]t"
)
_PLAIN = frozenset({
    "zalo", "zl", "telegram", "tele", "viber", "facebook", "fb", "whatsapp", "tiktok", "sdt", "stk",
})  # fmt: skip


def read_labels(norm: Mapped) -> Mapped:
    """Return a text with disguised names of platforms as they are."""
    if not _HINT.search(norm.folded):
        return norm
    return norm.edited(_edits(norm), "disguised-label")


def _edits(norm: Mapped) -> Iterator[Edit]:
    for found in _ANY.finditer(norm.folded):
        if found[0] not in _PLAIN and found[0]:
            name, _ = _FORMS[int((found.lastgroup or "f0")[1:])]
            yield Edit(found.start(), found.end(), name)

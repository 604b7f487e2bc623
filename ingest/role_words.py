"""Words for roles, as tables and column headers have them, Vietnamese and English."""

from __future__ import annotations

from graph.identifiers.folding import fold
from graph.model import Role

ROLE_WORDS: dict[str, Role] = {
    "suspect": Role.SUSPECT, "scammer": Role.SUSPECT, "scam": Role.SUSPECT, "fraud": Role.SUSPECT,
    "fraudster": Role.SUSPECT, "offender": Role.SUSPECT, "perpetrator": Role.SUSPECT,
    "nghi van": Role.SUSPECT, "nghi pham": Role.SUSPECT, "nghi ngo": Role.SUSPECT,
    "doi tuong": Role.SUSPECT, "lua dao": Role.SUSPECT, "ke gian": Role.SUSPECT,
    "ke lua dao": Role.SUSPECT, "bi to cao": Role.SUSPECT, "bi to giac": Role.SUSPECT,
    "bi phan anh": Role.SUSPECT, "gia mao": Role.SUSPECT, "malicious": Role.SUSPECT,
    "dong pham": Role.SUSPECT, "accomplice": Role.SUSPECT, "mule": Role.SUSPECT,
    "displayed": Role.DISPLAYED, "hien thi": Role.DISPLAYED, "so hien thi": Role.DISPLAYED,
    "caller id": Role.DISPLAYED, "brandname": Role.DISPLAYED, "sender id": Role.DISPLAYED,
    "impersonated": Role.IMPERSONATED, "bi gia mao": Role.IMPERSONATED,
    "bi mao danh": Role.IMPERSONATED, "bi gia danh": Role.IMPERSONATED,
    "mao danh": Role.IMPERSONATED, "gia danh": Role.IMPERSONATED,
    "thuong hieu": Role.IMPERSONATED, "brand": Role.IMPERSONATED,
    "victim": Role.VICTIM, "nan nhan": Role.VICTIM, "bi hai": Role.VICTIM,
    "nguoi bi hai": Role.VICTIM, "bi lua": Role.VICTIM, "nguoi bi lua": Role.VICTIM,
    "reporter": Role.REPORTER, "complainant": Role.REPORTER, "informant": Role.REPORTER,
    "nguoi trinh bao": Role.REPORTER, "trinh bao": Role.REPORTER, "nguoi bao": Role.REPORTER,
    "nguoi bao tin": Role.REPORTER, "bao tin": Role.REPORTER, "nguoi to giac": Role.REPORTER,
    "nguoi to cao": Role.REPORTER, "nguoi phan anh": Role.REPORTER, "nguoi gui": Role.REPORTER,
    "nguoi khai": Role.REPORTER, "nguoi lam don": Role.REPORTER, "cong dan": Role.REPORTER,
    "reported by": Role.REPORTER, "submitted by": Role.REPORTER, "submitter": Role.REPORTER,
    "applicant": Role.REPORTER, "nguoi nop": Role.REPORTER, "nguoi nop don": Role.REPORTER,
    "nguoi cung cap": Role.REPORTER, "witness": Role.REPORTER, "nhan chung": Role.REPORTER,
    "nguoi lam chung": Role.REPORTER, "khach hang": Role.VICTIM, "customer": Role.VICTIM,
    "client": Role.VICTIM, "buyer": Role.VICTIM, "nguoi mua": Role.VICTIM,
    "nguoi than": Role.VICTIM, "gia dinh": Role.VICTIM, "phu huynh": Role.VICTIM,
    "parent": Role.VICTIM, "relative": Role.VICTIM, "family": Role.VICTIM,
    "unclear": Role.UNCLEAR, "khong ro": Role.UNCLEAR, "chua ro": Role.UNCLEAR,
    "unknown": Role.UNCLEAR, "lien quan": Role.UNCLEAR,
}  # fmt: skip
"""By folded word. `giả mạo` is a fake thing (suspect), `bị giả mạo` the one it imitates;
who stands by a victim is as innocent."""


def find_role(word: str) -> Role | None:
    """Return the role that a word names, or None.

    >>> find_role("Nạn nhân"), find_role("reporter"), find_role("thợ điện")
    (<Role.VICTIM: 'victim'>, <Role.REPORTER: 'reporter'>, None)
    """
    return ROLE_WORDS.get(" ".join(fold(word).replace("_", " ").split()))

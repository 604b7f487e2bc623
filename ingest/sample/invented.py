"""Invented identifiers: a canonical key, and how people write it. Nothing here is real.

Domains and handles carry `gialap` (Vietnamese for synthetic), so that none of them names a
real site or person; numbers are drawn at random.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

_MOBILE_PREFIXES = (
    "032", "033", "034", "035", "036", "037", "038", "039", "070", "076", "077", "078", "079",
    "081", "082", "083", "084", "085", "056", "058", "086", "088", "089", "090", "091", "093",
    "094", "096", "097", "098",
)  # fmt: skip
_BANKS = (
    ("970436", "Vietcombank"), ("970422", "MB Bank"), ("970407", "Techcombank"),
    ("970418", "BIDV"), ("970405", "Agribank"), ("970415", "VietinBank"), ("970416", "ACB"),
    ("970423", "TPBank"), ("970432", "VPBank"), ("970403", "Sacombank"),
)  # fmt: skip
_WORDS = (
    "vaynhanh", "dautu", "hotro", "khuyenmai", "trungthuong", "vieclam", "shopsale", "tietkiem",
    "chungkhoan", "dichvucong", "giaohang", "hoantien", "combotour", "tuyendung", "quatang",
)  # fmt: skip
_SUFFIXES = ("top", "vip", "xyz", "online", "site", "cc", "info", "com")


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented identifier.

    Attributes:
        key: canonical, as the truth file names it.
        kind: as the registry names it.
        value: how a table holds it.
        bank: name of the bank of an account, else empty.
        phrase: how a narrative mentions it, with the context that a reader needs.
    """

    key: str
    kind: str
    value: str
    phrase: str
    bank: str = ""


def _written_phone(rng: random.Random, national: str) -> str:
    style = rng.randrange(5)
    if style == 0:
        return f"{national[:4]}.{national[4:7]}.{national[7:]}"
    if style == 1:
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    if style == 2:  # a style number
        return f"+84{national[1:]}"
    return national


def _national(rng: random.Random) -> str:
    return rng.choice(_MOBILE_PREFIXES) + f"{rng.randrange(10**7):07}"


def invent_phone(rng: random.Random) -> Invented:
    """Return a mobile number."""
    national = _national(rng)
    written = _written_phone(rng, national)
    return Invented(f"phone:+84{national[1:]}", "phone", written, f"số điện thoại {written}")


def invent_account(rng: random.Random) -> Invented:
    """Return an account at a bank."""
    code, bank = rng.choice(_BANKS)
    number = f"{rng.randrange(1, 10)}{rng.randrange(10**11):011}"[: rng.choice((10, 12))]
    return Invented(
        f"bank_account:{code}:{number}",
        "bank_account",
        number,
        f"STK {number} ngân hàng {bank}",
        bank,
    )


def invent_handle(rng: random.Random) -> Invented:
    """Return a Zalo, Telegram or Facebook handle."""
    platform = rng.choice(("zalo", "telegram", "facebook"))
    if platform == "zalo":
        national = _national(rng)
        value = f"+84{national[1:]}"
        return Invented(
            f"social_handle:zalo:{value}", "social_handle", f"zalo:{value}", f"Zalo {national}"
        )
    name = f"{rng.choice(_WORDS)}gialap{rng.randrange(10**6):06}"
    phrase = f"Telegram @{name}" if platform == "telegram" else f"trang facebook.com/{name}"
    return Invented(
        f"social_handle:{platform}:{name}", "social_handle", f"{platform}:{name}", phrase
    )


def invent_domain(rng: random.Random) -> Invented:
    """Return a domain; narratives write some of them defanged."""
    host = f"{rng.choice(_WORDS)}-gialap{rng.randrange(10**6):06}.{rng.choice(_SUFFIXES)}"
    written = host.replace(".", "[.]") if rng.random() < 0.2 else host  # a share
    return Invented(f"domain:{host}", "domain", host, f"trang web {written}")


_MAKERS = (invent_phone, invent_account, invent_handle, invent_domain)
_WEIGHTS = (35, 30, 20, 15)


def invent(rng: random.Random) -> Invented:
    """Return an identifier of a random kind, in the shares that reports show."""
    return rng.choices(_MAKERS, _WEIGHTS)[0](rng)

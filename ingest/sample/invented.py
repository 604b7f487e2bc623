"""Invented identifiers: a canonical key, and how people write it. Nothing here is real.

Domains and handles carry `gialap` (Vietnamese for synthetic), so that none of them names a
real site or person; numbers look random, and each is drawn once.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from math import gcd

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


_NUMBERS = 10**7
"""Numbers behind a prefix or a name."""

_ACCOUNTS = 9 * 10**9
"""Numbers of ten digits whose first is no 0."""


@dataclass(slots=True)
class _Drawn:
    """Numbers below a size in an order that looks random, none of them twice.

    Stepping by a number that has no divisor in common with the size visits every number
    before the first one again: what was drawn need not be remembered.
    """

    size: int
    at: int
    step: int

    def next(self) -> int:
        self.at = (self.at + self.step) % self.size
        return self.at


def _begin(rng: random.Random, size: int) -> _Drawn:
    step = rng.randrange(size // 3, size) | 1
    while gcd(step, size) != 1:
        step += 2
    return _Drawn(size, rng.randrange(size), step)


class Inventor:
    """Invents identifiers, each only once: whoever shares one was planned to.

    Args:
        rng: the only source of chance.
    """

    def __init__(self, rng: random.Random) -> None:
        """Choose where each kind of number begins."""
        self._rng = rng
        self._phones = _begin(rng, len(_MOBILE_PREFIXES) * _NUMBERS)
        self._accounts = _begin(rng, _ACCOUNTS)
        self._names = _begin(rng, _NUMBERS)

    def any(self) -> Invented:
        """Return an identifier of a random kind, in the shares that reports show."""
        makers = (self.phone, self.account, self.handle, self.domain)
        return self._rng.choices(makers, _WEIGHTS)[0]()

    def phone(self) -> Invented:
        """Return a mobile number."""
        national = self._national()
        written = self._written(national)
        return Invented(f"phone:+84{national[1:]}", "phone", written, f"số điện thoại {written}")

    def account(self) -> Invented:
        """Return an account at a bank."""
        code, bank = self._rng.choice(_BANKS)
        number = str(10**9 + self._accounts.next())
        if self._rng.random() < 0.5:  # a share has twelve digits
            number += f"{self._rng.randrange(100):02}"
        phrase = f"STK {number} ngân hàng {bank}"
        return Invented(f"bank_account:{code}:{number}", "bank_account", number, phrase, bank)

    def handle(self) -> Invented:
        """Return a Zalo, Telegram or Facebook handle."""
        platform = self._rng.choice(("zalo", "telegram", "facebook"))
        if platform == "zalo":
            national = self._national()
            value = f"zalo:+84{national[1:]}"
            return Invented(f"social_handle:{value}", "social_handle", value, f"Zalo {national}")
        name = self._name("")
        phrase = f"Telegram @{name}" if platform == "telegram" else f"trang facebook.com/{name}"
        value = f"{platform}:{name}"
        return Invented(f"social_handle:{value}", "social_handle", value, phrase)

    def domain(self) -> Invented:
        """Return a domain; narratives write some of them defanged."""
        host = f"{self._name('-')}.{self._rng.choice(_SUFFIXES)}"
        written = host.replace(".", "[.]") if self._rng.random() < 0.2 else host  # a share
        return Invented(f"domain:{host}", "domain", host, f"trang web {written}")

    def _name(self, mark: str) -> str:
        return f"{self._rng.choice(_WORDS)}{mark}gialap{self._names.next():07}"

    def _national(self) -> str:
        prefix, number = divmod(self._phones.next(), _NUMBERS)
        return f"{_MOBILE_PREFIXES[prefix]}{number:07}"

    def _written(self, national: str) -> str:
        style = self._rng.randrange(5)
        if style == 0:
            return f"{national[:4]}.{national[4:7]}.{national[7:]}"
        if style == 1:
            return f"{national[:4]} {national[4:7]} {national[7:]}"
        return f"+84{national[1:]}" if style == 2 else national  # a style


_WEIGHTS = (35, 30, 20, 15)

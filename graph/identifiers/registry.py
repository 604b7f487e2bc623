"""The registry of kinds: everything that the rest of the system asks of an identifier.

A new kind is a new module and a line in KINDS.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from graph.errors import InvalidIdentifierError
from graph.identifiers import (
    app,
    bank_account,
    crypto_wallet,
    domain,
    email,
    hashes,
    hotline,
    ip_address,
    phone,
    short_code,
    social_handle,
    url,
)
from graph.identifiers.folding import fold
from graph.identifiers.kind import Kind, Tie
from graph.identifiers.reasons import refuse
from graph.identifiers.tables import sharing
from graph.identifiers.text_guard import MAX_LENGTH
from graph.model import Identifier

KINDS: Mapping[str, Kind] = MappingProxyType({
    kind.name: kind
    for kind in (
        phone.KIND, domain.KIND, bank_account.KIND, social_handle.KIND, crypto_wallet.KIND,
        email.KIND, app.KIND, url.KIND, hotline.KIND, short_code.KIND, ip_address.KIND,
        hashes.CERTIFICATE, hashes.FILE_HASH,
    )
})  # fmt: skip
"""By name; the order is the one in which a unit's representative is chosen."""

_ORDER = {name: i for i, name in enumerate(KINDS)}

_ALIASES: dict[str, str] = {
    "sdt": "phone", "so dien thoai": "phone", "dien thoai": "phone", "dt": "phone",
    "so dt": "phone", "phone number": "phone", "tel": "phone", "telephone": "phone",
    "mobile": "phone", "di dong": "phone", "so may": "phone", "msisdn": "phone",
    "tong dai": "hotline", "dau so": "short_code", "sms code": "short_code",
    "stk": "bank_account", "so tk": "bank_account", "so tai khoan": "bank_account",
    "tai khoan ngan hang": "bank_account", "tai khoan": "bank_account", "tk": "bank_account",
    "account": "bank_account", "account number": "bank_account", "bank": "bank_account",
    "iban": "bank_account", "mang xa hoi": "social_handle", "handle": "social_handle",
    "social": "social_handle", "nick": "social_handle", "mxh": "social_handle",
    "tai khoan mang xa hoi": "social_handle", "username": "social_handle",
    "ten mien": "domain", "host": "domain", "hostname": "domain", "fqdn": "domain",
    "domain name": "domain", "website": "url", "web": "url", "trang web": "url", "link": "url",
    "duong dan": "url", "lien ket": "url", "uri": "url", "duong link": "url",
    "mail": "email", "thu dien tu": "email", "e-mail": "email", "hop thu": "email",
    "wallet": "crypto_wallet", "vi": "crypto_wallet", "vi dien tu tien ao": "crypto_wallet",
    "dia chi vi": "crypto_wallet", "crypto": "crypto_wallet", "wallet address": "crypto_wallet",
    "crypto address": "crypto_wallet", "ung dung": "app", "package": "app", "apk": "app",
    "package name": "app", "ip": "ip_address", "ipv4": "ip_address", "ipv6": "ip_address",
    "dia chi ip": "ip_address", "cert": "certificate", "sha256": "file_hash", "sha1": "file_hash",
    "md5": "file_hash", "hash": "file_hash", "filehash": "file_hash", "ma bam": "file_hash",
}  # fmt: skip


_MAX_WORD = 100
"""Characters; no kind has a longer name, and what is remembered stays small."""


def find_kind(word: str) -> str | None:
    """Return the kind that a word names (also `sđt`, `STK`, `telegram`, `btc`), or None.

    >>> find_kind("Số điện thoại"), find_kind("Telegram"), find_kind("price")
    ('phone', 'social_handle', None)
    """
    return _find_kind(word) if len(word) <= _MAX_WORD else None


@lru_cache(maxsize=4096)
def _find_kind(word: str) -> str | None:
    folded = " ".join(fold(word).replace("_", " ").split())
    name = folded.replace(" ", "_")
    if name in KINDS:
        return name
    if folded in social_handle.PLATFORMS:
        return "social_handle"
    if folded in crypto_wallet.CHAINS:
        return "crypto_wallet"
    return _ALIASES.get(folded)


def parse(kind: str, raw: str) -> Identifier:
    """Read a raw text as an identifier of a kind.

    Args:
        kind: a name of KINDS or a word that find_kind knows; a platform's or chain's name
            also says which.
        raw: as received, or canonical.

    Returns:
        The identifier; a hotline or short code given as a phone is what it is, and so are a link
        or an address given as a domain, and the link of a post given as a handle.

    Raises:
        InvalidIdentifierError: it is none.
    """
    found = _parse(kind, raw)
    if len(found.value) > MAX_LENGTH:
        # Encoding makes some links longer than they were.
        raise refuse(found.kind, raw, "too_long")
    return found


@lru_cache(maxsize=131_072)
def _parse(kind: str, raw: str) -> Identifier:
    name = kind if kind in KINDS else find_kind(kind)
    if name is None:
        raise refuse(kind[:100], raw, "unknown_kind")
    if kind != name:
        specific = _parse_specific(kind, raw)
        if specific:
            return specific
    try:
        return Identifier(name, KINDS[name].parse(raw))
    except InvalidIdentifierError as error:
        found = _find_near(name, raw) if error.reason.startswith("not_") else None
        if found is None:
            raise
        return found


def _find_near(name: str, raw: str) -> Identifier | None:
    if name == "social_handle":
        # A post, a share or a short link is no handle, but what it is: a link on a platform.
        link = _try("url", raw) if "/" in raw else None
        return link if link and sharing(url.host_of(link.value)) else None
    return next(filter(None, (_try(other, raw) for other in _NEAR.get(name, ()))), None)


_NEAR = {
    "phone": ("hotline", "short_code"),
    "hotline": ("phone",),
    "domain": ("ip_address", "url"),
}


def _parse_specific(kind: str, raw: str) -> Identifier | None:
    word = fold(kind)
    if word in social_handle.PLATFORMS:
        name = _without_prefix(raw, word, social_handle.PLATFORMS)
        return Identifier("social_handle", social_handle.parse_on(word, name, raw))
    if word in crypto_wallet.CHAINS:
        address = _without_prefix(raw, word, crypto_wallet.CHAINS)
        return Identifier("crypto_wallet", crypto_wallet.parse_on(word, address, raw))
    return None


def _without_prefix(raw: str, word: str, names: Mapping[str, str]) -> str:
    """Return what follows `telegram:` where the kind's word says Telegram too, by any name."""
    head, mark, rest = raw.partition(":")
    return rest if mark and names.get(fold(head)) == names[word] else raw


def _try(kind: str, raw: str) -> Identifier | None:
    try:
        return Identifier(kind, KINDS[kind].parse(raw))
    except InvalidIdentifierError:
        return None


def parse_account(account: str, bank: str | None) -> Identifier:
    """Read an account whose bank stands in a field of its own: see bank_account.parse_at."""
    return Identifier("bank_account", bank_account.parse_at(account, bank))


def from_key(key: str) -> Identifier:
    """Return the identifier of a canonical key, unchecked but for its kind.

    Raises:
        InvalidIdentifierError: no `kind:value` of a known kind.
    """
    kind, _, value = key.partition(":")
    if kind not in KINDS or not value:
        raise refuse("key", key, "unknown_kind")
    return Identifier(kind, value)


def caption(identifier: Identifier) -> str:
    """Return a short text for people."""
    return KINDS[identifier.kind].caption(identifier.value)


def terms(identifier: Identifier) -> tuple[str, ...]:
    """Return what people type to find it."""
    return KINDS[identifier.kind].terms(identifier.value)


def tie(identifier: Identifier) -> Tie | None:
    """Return what it hangs on by its form alone."""
    return KINDS[identifier.kind].tie(identifier.value)


def joins(identifier: Identifier) -> bool:
    """Say whether it may ever join two reports."""
    return KINDS[identifier.kind].joins(identifier.value)


def order(identifier: Identifier) -> tuple[int, str]:
    """Return the sort key by which a unit's representative is the smallest."""
    return _ORDER[identifier.kind], identifier.key


def representative(identifiers: Iterable[Identifier]) -> Identifier:
    """Return the identifier that a unit is named by."""
    return min(identifiers, key=order)


def readings(raw: str) -> tuple[Identifier, ...]:
    """Return what a typed text may be, most specific kind first; never raises."""
    kind, mark, _ = raw.partition(":")
    if mark and kind in KINDS:
        found = _try(kind, raw[len(kind) + 1 :])
        return (found,) if found else ()
    order_tried = ("crypto_wallet", "email", "social_handle", "ip_address", "phone", "hotline",
                   "short_code", "bank_account", "domain", "url")  # fmt: skip
    found_all = [_try(kind, raw) for kind in order_tried]
    return tuple(dict.fromkeys(found for found in found_all if found))

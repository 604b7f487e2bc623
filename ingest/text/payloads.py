"""What carries its own sign: wallets, VietQR texts, `BIN:account`, addresses of machines."""

from __future__ import annotations

import binascii
import re

from graph.identifiers.bank_account import UNKNOWN_BANK
from graph.identifiers.tables import banks
from ingest.text.host_words import COMMON_SUFFIXES, says_app
from ingest.text.scan import Hit, Scan, find_identifier

_WALLET = re.compile(
    r"(?<![0-9A-Za-z])(?:0x[0-9a-fA-F]{40}|bc1[0-9a-z]{8,87}|BC1[0-9A-Z]{8,87}"
    r"|[13T][1-9A-HJ-NP-Za-km-z]{25,34})(?![0-9A-Za-z])"
)
_VIETQR = re.compile(r"(?<![0-9A-Za-z])000201[0-9]{2}")
_NAPAS = "A000000727"
_MAX_VIETQR, _SHORTEST_VIETQR = 512, 40
_BIN_ACCOUNT = re.compile(r"(?<![0-9A-Za-z:.])([0-9]{6}): ?([0-9A-Z]{4,19})(?![0-9A-Za-z:])")
_VIRTUAL_BANK = "970454"
_VIRTUAL = re.compile(r"(?<![0-9A-Za-z])99(?:MM|ZP)[0-9A-Z]{6,22}(?![0-9A-Za-z])")
_IPV4 = re.compile(
    r"[0-9](?<![\w.@/=-][0-9])[0-9]{0,2}(?:\.[0-9]{1,3}){3}(?::[0-9]{1,5})?(?![\w/%]|[.,-][0-9])"
)
_LIKE_AMOUNT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){3}")
_LIKE_ADDRESS = re.compile(r"[0-9]{2,3}\.(?:[0-9]+\.)*[0-9]{2}")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{1,4}:{1,2}){3,7}[0-9A-Fa-f]{1,4}(?![\w:.])")
_SAYS_ADDRESS = re.compile(
    r"\b(?:ip|ipv4|ipv6|may chu|server|host|vps|proxy)"
    r"(?: (?:la|cua may chu|address|nay))?[ :=(]{1,3}\Z"
)
_SPEAKS_OF_ADDRESSES = re.compile(
    r"\b(?:dia chi ip|ip|ipv4|c2|c&c|may chu|server|vps|dns|proxy|botnet|tuong lua|firewall)\b"
)
_SAYS_VERSION = re.compile(
    r"\b(?:ty le|ti le|dieu|khoan|muc|phu luc|phien ban|ban|version|ver|v|android|ios|cap nhat)"
    r"[ :]{0,2}\Z"
)
_MIN_WALLET = 14
"""Characters of the shortest address, a segwit program of two bytes."""
_SAYS_PACKAGE = re.compile("goi|package|cai dat|ung dung")
_PACKAGE = re.compile(
    r"(?<![\w.@/=?&-])(?:com|vn|org|net|io)(?:\.[A-Za-z]\w{1,40}){1,6}(?![\w@/-])", re.A
)


def read_payloads(scan: Scan) -> None:
    """Read what needs no word beside it, or hardly one."""
    text = scan.norm.text
    if any(len(word) >= _MIN_WALLET for word in text.split()):
        for found in _WALLET.finditer(text):
            _add(scan, *found.span(), "crypto_wallet", found[0], 0.95, "checksum")
    if "000201" in text:
        _read_vietqr(scan)
    if "99MM" in text or "99ZP" in text:
        _read_virtual_accounts(scan)
    if ":" in text:
        _read_bin_accounts(scan)
        for found in _IPV6.finditer(text):
            _add(scan, *found.span(), "ip_address", found[0], 0.8, "form")
    if "." in text:
        _read_ipv4(scan)
        _read_packages(scan)


def _add(
    scan: Scan, start: int, end: int, kind: str, raw: str, confidence: float, why: str
) -> None:
    identifier = find_identifier(kind, raw) if scan.is_free(start, end) else None
    if identifier and identifier.kind == kind:
        scan.add(Hit(start, end, identifier, confidence, why=(why,)))


def _read_virtual_accounts(scan: Scan) -> None:
    """Read what stands behind MoMo's and ZaloPay's QR codes; the form alone tells the bank."""
    for found in _VIRTUAL.finditer(scan.norm.text):
        _add(scan, *found.span(), "bank_account", f"{_VIRTUAL_BANK}:{found[0]}", 0.9, "form")


def _read_bin_accounts(scan: Scan) -> None:
    for found in _BIN_ACCOUNT.finditer(scan.norm.text):
        if found[1] in banks():
            _add(scan, *found.span(), "bank_account", f"{found[1]}:{found[2]}", 0.95, "bin")


def _read_ipv4(scan: Scan) -> None:
    folded = scan.norm.folded
    spoken = _SPEAKS_OF_ADDRESSES.search(folded) is not None
    for found in _IPV4.finditer(scan.norm.text):
        start = found.start()
        said = _SAYS_ADDRESS.search(folded, max(0, start - 24), start) or (
            spoken and not _SAYS_VERSION.search(folded, max(0, start - 16), start)
        )
        odd = _LIKE_AMOUNT.fullmatch(found[0]) or not _LIKE_ADDRESS.search(found[0])
        refanged = "refanged" in scan.norm.undone_in(*scan.norm.span(*found.span()))
        if said or refanged or not (odd or _SAYS_VERSION.search(folded, max(0, start - 16), start)):
            _add(scan, *found.span(), "ip_address", found[0], 0.9 if said else 0.7, "form")


def _read_packages(scan: Scan) -> None:
    if (
        "app" not in scan.norm.folded
        and "apk" not in scan.norm.folded
        and not _SAYS_PACKAGE.search(scan.norm.folded)
    ):
        return
    for found in _PACKAGE.finditer(scan.norm.text):
        last = found[0].rpartition(".")[2].lower()
        dots = found[0].count(".")
        plain = last not in COMMON_SUFFIXES or (dots > 2 and found[0].startswith("com."))
        if says_app(scan.norm, found.start()) or (plain and dots > 1):
            _add(scan, *found.span(), "app", found[0], 0.8, "package")


def _read_vietqr(scan: Scan) -> None:
    end = 0
    for found in _VIETQR.finditer(scan.norm.text):
        if found.start() < end:
            continue
        payload = scan.norm.text[found.start() : found.start() + _MAX_VIETQR]
        # Lengths count characters or bytes: the checksum tells, where it holds for one of them.
        readings = [_fields(payload), _fields_by_bytes(payload)]
        fields, size = next((r for r in readings if _checks(payload[: r[1]])), readings[0])
        account = _account(fields.get("38", "")) if fields.get("63") else None
        if account:
            end = found.start() + size
            sure = _checks(payload[:size])
            why = "vietqr" if sure else "vietqr-wrong-checksum"
            _add(scan, found.start(), end, "bank_account", account, 0.95 if sure else 0.6, why)


def _fields_by_bytes(payload: str) -> tuple[dict[str, str], int]:
    """Return the fields of a TLV text whose lengths count the bytes of UTF-8."""
    if payload.isascii():
        return {}, 0
    data = payload.encode("utf-8", "replace").decode("latin-1")
    fields, size = _fields(data)
    whole = {tag: _from_bytes(value) for tag, value in fields.items()}
    return whole, len(_from_bytes(data[:size]))


def _from_bytes(text: str) -> str:
    return text.encode("latin-1").decode("utf-8", "replace")


def _fields(payload: str) -> tuple[dict[str, str], int]:
    """Return the fields of a TLV text up to its checksum, and how long it is.

    Source: EMVCo QR Code Specification for Payment Systems, merchant-presented mode.
    """
    fields: dict[str, str] = {}
    at = 0
    while (
        at + 4 <= len(payload) and payload[at : at + 4].isascii() and payload[at : at + 4].isdigit()
    ):
        tag, size = payload[at : at + 2], int(payload[at + 2 : at + 4])
        value = payload[at + 4 : at + 4 + size]
        if len(value) != size or tag in fields:
            break
        fields[tag] = value
        at += 4 + size
        if tag == "63":  # the checksum ends it
            break
    return fields, at


def _account(merchant: str) -> str | None:
    outer, _ = _fields(merchant)
    if outer.get("00") != _NAPAS:
        return None
    inner, _ = _fields(outer.get("01", ""))
    bank, account = inner.get("00", ""), inner.get("01", "")
    return f"{bank if bank in banks() else UNKNOWN_BANK}:{account}" if account else None


def _checks(payload: str) -> bool:
    """Say whether the checksum holds (CRC-16/CCITT-FALSE over all before it)."""
    if len(payload) < _SHORTEST_VIETQR:
        return False
    crc = binascii.crc_hqx(payload[:-4].encode("utf-8", "replace"), 0xFFFF)
    return payload[-4:].upper() == f"{crc:04X}"

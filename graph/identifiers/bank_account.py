"""Bank accounts: a bank's BIN and the account's number or alias.

`?` stands for an unknown bank, `x-NAME` for a closed system's own accounts. The length of a
number proves nothing (VietQR allows up to 19 letters and digits), so it is not checked.
"""

from __future__ import annotations

import re

from graph.errors import InvalidIdentifierError
from graph.identifiers import phone
from graph.identifiers.kind import Kind, Tie
from graph.identifiers.reasons import refuse
from graph.identifiers.tables import bank_names, banks, squeeze
from graph.identifiers.text_guard import clean, refuse_damaged_number
from graph.model import Identifier, LinkType

UNKNOWN_BANK = "?"
WALLET_BINS = frozenset({"971005", "971011", "971025"})
"""E-money whose accounts are phones: Viettel Money, VNPT Money, MoMo."""
_MIN_JOINING_DIGITS = 9
_KEY = re.compile(r"^(\?|[0-9]{6}|x-[a-z0-9][a-z0-9-]{0,30}):(.+)$")
_ACCOUNT = re.compile(r"^[0-9A-Z]{3,30}$")
_NUMBER = re.compile(r"^(?:[0-9A-Z]{0,4}[0-9]{5,}[0-9A-Z]{0,4}|99(?:MM|ZP)[0-9A-Z]{4,})$")
_OWN_SYSTEM = re.compile(r"^[0-9A-Za-z._-]{1,64}$")
_VIRTUAL = re.compile(r"^970454:99(?:MM|ZP)")
_SEPARATORS = str.maketrans("", "", " .-'\u00a0")
# A number with words on one side: `VCB 0123456789`, `0123 456 789 (Vietcombank)`.
_BESIDE = re.compile(
    r"^(?:(?P<before>[^\d:]*[^\d:\s(-])[\s(–/-]+)?(?P<account>\d[\d .-]*\d)"
    r"(?:[\s)(,–/-]+(?P<after>[^\d:\s)(–/-][^\d:]*))?$",
    re.A,
)
_MAX_BESIDE = 120
_FULL_NAME = re.compile(r"^(?:(?:nganhang|nh)?(?:thuongmaicophan|tmcp)?)(.+?)(?:vietnam|vn)?$")


def parse(raw: str) -> str:
    """Return `BIN:account`; without a bank `?:account`.

    Raises:
        InvalidIdentifierError: not an account.

    >>> parse("970436:0123456789"), parse("0123.456.789"), parse("VCB 0123456789")
    ('970436:0123456789', '?:0123456789', '970436:0123456789')
    """
    text = clean("bank_account", raw)
    found = _KEY.match(text)
    if found and found.group(1).startswith("x-"):
        return _own_system(raw, found.group(1), found.group(2))
    if found:
        return _at(raw, found.group(1), found.group(2))
    bank, _, account = text.rpartition(":")
    if not bank:
        bank, account = _split_beside(text)
    return _at(raw, find_bank(raw, bank) if bank else UNKNOWN_BANK, account)


def _split_beside(text: str) -> tuple[str, str]:
    """Return a bank's name that stands beside the number, and the number."""
    found = _BESIDE.match(text) if len(text) <= _MAX_BESIDE else None
    for side in (found["before"], found["after"]) if found else ():
        if side and any(word in bank_names() for word in _words(side)):
            return side, found["account"] if found else text
    return "", text


def parse_at(account: str, bank: str | None) -> str:
    """Return `BIN:account` of an account whose bank stands beside it.

    Args:
        account: as written.
        bank: a BIN, a code, a name or an alias; blank or unknown gives `?`.

    Raises:
        InvalidIdentifierError: not an account, or a bank's name that fits several banks.
    """
    text = clean("bank_account", account)
    if _KEY.match(text) or not bank or not bank.strip():
        return parse(account)
    return _at(account, find_bank(account, bank), text)


def find_bank(raw: str, name: str) -> str:
    """Return the BIN that a name means, `?` where it means none that we know.

    Raises:
        InvalidIdentifierError: the name fits several banks (BVB).
    """
    if name in banks():
        return name
    for word in _words(name):
        found = bank_names().get(word)
        if found and len(found) > 1:
            raise refuse("bank_account", f"{raw} {name}", "ambiguous_bank")
        if found:
            return next(iter(found))
    return UNKNOWN_BANK


def _words(name: str) -> tuple[str, ...]:
    """Return what a bank may be called in the table: as written, and without its legal form."""
    squeezed = squeeze(name)
    short = squeezed.removeprefix("nganhang")
    full = _FULL_NAME.match(squeezed)
    return (squeezed, short, squeezed.removeprefix("nh"), full[1] if full else squeezed)


def _at(raw: str, bank: str, written: str) -> str:
    refuse_damaged_number("bank_account", raw, written.strip())
    account = written.translate(_SEPARATORS).upper()
    if bank in WALLET_BINS:
        account = account.removeprefix("+")  # of an international number
    # Without a bank an alias of letters alone could be any word.
    if not _ACCOUNT.match(account) or (bank == UNKNOWN_BANK and not _NUMBER.match(account)):
        raise refuse("bank_account", raw, "not_an_account")
    return f"{bank}:{_national(account) if bank in WALLET_BINS else account}"


def _national(account: str) -> str:
    """Return a wallet's account as its phone is written nationally, however it was."""
    number = _phone(account)
    return f"0{number.removeprefix('+84')}" if number and number.startswith("+84") else account


def _phone(account: str) -> str | None:
    try:
        return phone.parse(account)
    except InvalidIdentifierError:
        return None


def _own_system(raw: str, system: str, account: str) -> str:
    if not _OWN_SYSTEM.match(account):
        raise refuse("bank_account", raw, "not_an_account")
    return f"{system}:{account}"


def caption(value: str) -> str:
    """Return account and bank, and that an account is virtual."""
    bank, _, account = value.partition(":")
    known = banks().get(bank)
    mark = " (QR)" if is_virtual(value) else ""
    return f"{account} {known.name if known else bank}{mark}"


def is_virtual(value: str) -> bool:
    """Say whether an account is one of the virtual ones behind MoMo's and ZaloPay's QR codes.

    >>> is_virtual("970454:99MM24123"), is_virtual("970454:0123456789")
    (True, False)
    """
    return _VIRTUAL.match(value) is not None


def terms(value: str) -> tuple[str, ...]:
    """Return the value, the account alone, and account and bank's name both ways round."""
    bank, _, account = value.partition(":")
    known = banks().get(bank)
    if known:
        return (value, account, f"{known.name} {account}")
    return (value, account)


def tie(value: str) -> Tie | None:
    """Return the phone that an e-money account is keyed by."""
    bank, _, account = value.partition(":")
    if bank not in WALLET_BINS:
        return None
    number = _phone(account)
    return Tie(LinkType.KEYED_BY, Identifier("phone", number)) if number else None


def joins(value: str) -> bool:
    """Say whether the account may join reports: not with under 9 digits at an unknown bank."""
    bank, _, account = value.partition(":")
    return bank != UNKNOWN_BANK or sum(c.isdigit() for c in account) >= _MIN_JOINING_DIGITS


KIND = Kind("bank_account", "BankAccount", parse, caption, terms, tie, joins)

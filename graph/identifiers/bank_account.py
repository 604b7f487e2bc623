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
_NUMBER = re.compile(r"^[0-9A-Z]{0,4}[0-9]{5,}[0-9A-Z]{0,4}$")
_OWN_SYSTEM = re.compile(r"^[0-9A-Za-z._-]{1,64}$")
_SEPARATORS = str.maketrans("", "", " .-\u00a0")


def parse(raw: str) -> str:
    """Return `BIN:account`; without a bank `?:account`.

    Raises:
        InvalidIdentifierError: not an account.

    >>> parse("970436:0123456789"), parse("0123.456.789")
    ('970436:0123456789', '?:0123456789')
    """
    text = clean("bank_account", raw)
    found = _KEY.match(text)
    if found and found.group(1).startswith("x-"):
        return _own_system(raw, found.group(1), found.group(2))
    if found:
        return _at(raw, found.group(1), found.group(2))
    bank, _, account = text.rpartition(":")
    return _at(raw, find_bank(raw, bank) if bank else UNKNOWN_BANK, account)


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
        InvalidIdentifierError: the name fits several banks (BVB, SCB, ...).
    """
    if name in banks():
        return name
    squeezed = squeeze(name)
    for word in (squeezed, squeezed.removeprefix("nganhang"), squeezed.removeprefix("nh")):
        found = bank_names().get(word)
        if found and len(found) > 1:
            raise refuse("bank_account", f"{raw} {name}", "ambiguous_bank")
        if found:
            return next(iter(found))
    return UNKNOWN_BANK


def _at(raw: str, bank: str, written: str) -> str:
    refuse_damaged_number("bank_account", raw, written.strip())
    account = written.translate(_SEPARATORS).upper()
    # Without a bank an alias of letters alone could be any word.
    if not _ACCOUNT.match(account) or (bank == UNKNOWN_BANK and not _NUMBER.match(account)):
        raise refuse("bank_account", raw, "not_an_account")
    return f"{bank}:{account}"


def _own_system(raw: str, system: str, account: str) -> str:
    if not _OWN_SYSTEM.match(account):
        raise refuse("bank_account", raw, "not_an_account")
    return f"{system}:{account}"


def caption(value: str) -> str:
    """Return account and bank."""
    bank, _, account = value.partition(":")
    known = banks().get(bank)
    return f"{account} {known.name if known else bank}"


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
    try:
        number = phone.parse(account)
    except InvalidIdentifierError:
        return None
    return Tie(LinkType.KEYED_BY, Identifier("phone", number))


def joins(value: str) -> bool:
    """Say whether the account may join reports: not with under 9 digits at an unknown bank."""
    bank, _, account = value.partition(":")
    return bank != UNKNOWN_BANK or sum(c.isdigit() for c in account) >= _MIN_JOINING_DIGITS


KIND = Kind("bank_account", "BankAccount", parse, caption, terms, tie, joins)

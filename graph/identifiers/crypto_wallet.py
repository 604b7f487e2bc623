"""Wallets on a chain: `chain:address`; Bitcoin, Ethereum and TRON are checked, others as given.

A Substrate address says itself which network it is for: that counts, not what was said.
"""

from __future__ import annotations

import re

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.text_guard import clean
from graph.identifiers.wallet_checks import (
    base58check_version,
    is_ethereum,
    is_segwit,
    ss58_network,
)

CHAINS: dict[str, str] = {
    "btc": "btc", "bitcoin": "btc", "xbt": "btc", "eth": "eth", "ethereum": "eth", "erc20": "eth",
    "tron": "tron", "trx": "tron", "trc20": "tron", "ltc": "ltc", "litecoin": "ltc", "bch": "bch",
    "xmr": "xmr", "monero": "xmr", "dot": "dot", "polkadot": "dot", "ksm": "ksm", "sol": "sol",
    "solana": "sol", "xrp": "xrp", "doge": "doge", "dash": "dash", "zec": "zec", "bnb": "bnb",
    "ada": "ada", "ton": "ton", "etc": "etc", "bsv": "bsv", "btg": "btg", "xlm": "xlm",
    "eos": "eos",
}  # fmt: skip
_EVM = frozenset({"eth", "etc", "bnb"})
_GENERAL = re.compile(r"^[0-9A-Za-z_:.-]{20,128}$")
_NETWORKS = {0: "dot", 2: "ksm", 5: "astr", 7: "edg", 8: "kar", 10: "aca", 36: "cfg"}
"""Networks of SS58 addresses; 42 is of no chain, and others are left as given."""

_SUBSTRATE = frozenset(_NETWORKS.values())
_TRON_VERSION = 0x41
_BITCOIN_VERSIONS = frozenset({0x00, 0x05})


def parse(raw: str) -> str:
    """Return `chain:address`; the chain of Bitcoin, Ethereum and TRON is told by the address.

    Raises:
        InvalidIdentifierError: no wallet, or a wrong checksum.

    >>> parse("eth:0xD0cC2B24980CBCCA47EF755Da88B220a82291407")
    'eth:0xd0cc2b24980cbcca47ef755da88b220a82291407'
    """
    text = clean("crypto_wallet", raw)
    named, mark, address = text.partition(":")
    chain = CHAINS.get(named.strip().lower()) if mark else None
    if chain:
        return parse_on(chain, address, raw)
    for guess in ("btc", "eth", "tron"):
        if _checked(guess, text):
            return f"{guess}:{_folded(guess, text)}"
    raise refuse("crypto_wallet", raw, "not_a_wallet")


def parse_on(chain: str, address: str, raw: str | None = None) -> str:
    """Return `chain:address` of an address whose chain is known.

    Args:
        chain: a name or ticker; unknown tickers of 2 to 10 letters are kept.
        address: as written.
        raw: for the error.

    Raises:
        InvalidIdentifierError: no address, or a wrong checksum.
    """
    known = CHAINS.get(chain.strip().lower(), chain.strip().lower())
    text = clean("crypto_wallet", address)
    if not re.match(r"^[a-z0-9]{2,10}$", known) or not _GENERAL.match(text):
        raise refuse("crypto_wallet", raw or address, "not_a_wallet")
    if known in {"btc", "eth", "tron"} and not _checked(known, text):
        raise refuse("crypto_wallet", raw or address, "bad_checksum")
    if known in _SUBSTRATE:
        network = ss58_network(text)
        known = known if network is None else _NETWORKS.get(network, known)
    return f"{known}:{_folded(known, text)}"


def _checked(chain: str, address: str) -> bool:
    if chain == "btc":
        return is_segwit(address, "bc") or base58check_version(address) in _BITCOIN_VERSIONS
    if chain == "eth":
        return is_ethereum(address)
    return base58check_version(address) == _TRON_VERSION


def _folded(chain: str, address: str) -> str:
    bech32 = chain in {"btc", "ltc"} and address.lower().startswith(("bc1", "ltc1"))
    return address.lower() if bech32 or chain in _EVM else address


def caption(value: str) -> str:
    """Return chain and address, its middle left out."""
    chain, _, address = value.partition(":")
    short = address if len(address) <= 16 else f"{address[:8]}…{address[-6:]}"  # a width
    return f"{chain.upper()} {short}"


def terms(value: str) -> tuple[str, ...]:
    """Return the address, and with its chain."""
    return (value, value.partition(":")[2])


KIND = Kind("crypto_wallet", "CryptoWallet", parse, caption, terms)

"""Checks of wallet addresses: base58check, Bech32 and Bech32m, EIP-55, SS58."""

from __future__ import annotations

import hashlib
import re

import base58
from Crypto.Hash import keccak

_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32, _BECH32M = 1, 0x2BC830A3
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_SS58_LENGTHS = range(46, 52)
"""Characters of an address with a key of 32 bytes; longer text is not worth decoding."""

_ETHEREUM = re.compile(r"^0x[0-9a-fA-F]{40}$")


def base58check_version(address: str) -> int | None:
    """Return the version byte of a base58check address of 20 bytes, or None.

    Source: Bitcoin's Base58Check encoding.
    """
    try:
        payload = base58.b58decode_check(address)
    except ValueError:
        return None
    return payload[0] if len(payload) == 21 else None  # version and HASH160


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate(_GENERATORS):
            check ^= generator if (top >> i) & 1 else 0
    return check


def is_segwit(address: str, prefix: str) -> bool:
    """Say whether an address is valid Bech32 (version 0) or Bech32m (versions 1-16).

    Source: BIP-173, BIP-350.
    """
    if address not in {address.lower(), address.upper()} or len(address) > 90:  # BIP-173
        return False
    low = address.lower()
    head, one, data = low.rpartition("1")
    if (
        head != prefix or not one or len(data) < 8 or any(c not in _CHARSET for c in data)
    ):  # BIP-173
        return False
    values = [_CHARSET.index(c) for c in data]
    expanded = [ord(c) >> 5 for c in head] + [0] + [ord(c) & 31 for c in head]
    wanted = _BECH32 if values[0] == 0 else _BECH32M
    size_bytes = (len(values) - 7) * 5 // 8
    fits = size_bytes in {20, 32} if values[0] == 0 else 2 <= size_bytes <= 40  # BIP-141
    return values[0] <= 16 and fits and _polymod(expanded + values) == wanted  # BIP-141


def is_ethereum(address: str) -> bool:
    """Say whether an address is Ethereum's; one in mixed case must have its checksum.

    Source: EIP-55.
    """
    if not _ETHEREUM.match(address):
        return False
    digits = address[2:]
    if digits in {digits.lower(), digits.upper()}:
        return True
    digest = keccak.new(digest_bits=256, data=digits.lower().encode()).hexdigest()
    return all(
        c == (c.upper() if int(digest[i], 16) >= 8 else c.lower())  # EIP-55
        for i, c in enumerate(digits)
    )


def ss58_network(address: str) -> int | None:
    """Return the network that an address of a Substrate chain is for, or None.

    Source: Substrate's SS58 format: base58 of network (1 or 2 bytes), public key of 32 bytes and
    the first two bytes of BLAKE2b-512 over `SS58PRE`, network and key.
    """
    if len(address) not in _SS58_LENGTHS:
        return None
    try:
        raw = base58.b58decode(address)
    except ValueError:
        return None
    wide = len(raw) > 0 and raw[0] & 0x40  # SS58: a network in two bytes
    if len(raw) != (36 if wide else 35) or raw[0] > 0x7F:  # SS58: network, key, checksum
        return None
    if hashlib.blake2b(b"SS58PRE" + raw[:-2]).digest()[:2] != raw[-2:]:
        return None
    if not wide:
        return raw[0]
    return (raw[0] & 0x3F) << 2 | raw[1] >> 6 | (raw[1] & 0x3F) << 8  # SS58

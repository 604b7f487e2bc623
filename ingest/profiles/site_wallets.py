"""JSON that maps a site, or a case's name, to the wallets seen there."""

from __future__ import annotations

from itertools import islice

from graph.errors import InvalidIdentifierError
from graph.identifiers import registry
from graph.identifiers.wallet_checks import ss58_network
from graph.model import Role
from ingest.look import Look
from ingest.mapping import IdentifierColumn, Mapping, Otherwise
from ingest.sources.flatten import NAME as SITE
from ingest.sources.flatten import VALUES as WALLETS
from ingest.sources.options import Format

NAME = "site-wallets"

_SAMPLE = 500
_MOST = 0.8


def recognise(look: Look) -> Mapping | None:
    """Return the mapping of a list of sites with wallets, or None where the source is none.

    Site and wallets are suspects of one report, whose identity is the site: wallets that are
    added to it tomorrow make a new version. A name that is no site is the report's title.
    """
    if look.format not in {Format.JSON, Format.YAML}:
        return None
    if not set(look.columns) <= {SITE, WALLETS} or WALLETS not in look.columns:
        return None
    chain = _find_chain(list(islice(look.values(WALLETS), _SAMPLE)))
    if chain is None:
        return None
    return Mapping(
        columns=(
            IdentifierColumn(SITE, kind="domain", role=Role.SUSPECT, otherwise=Otherwise.TITLE),
            IdentifierColumn(WALLETS, kind=chain, role=Role.SUSPECT),
        ),
        identity=(SITE,),
        role=Role.SUSPECT,
    )


def _find_chain(addresses: list[str]) -> str | None:
    """Return the kind that most addresses are of, or None."""
    if not addresses:
        return None
    if sum(map(_is_checked_wallet, addresses)) >= _MOST * len(addresses):
        return "crypto_wallet"
    return "dot" if sum(map(is_substrate, addresses)) >= _MOST * len(addresses) else None


def _is_checked_wallet(address: str) -> bool:
    try:
        registry.parse("crypto_wallet", address)
    except InvalidIdentifierError:
        return False
    return True


def is_substrate(address: str) -> bool:
    """Say whether a text is an address of Polkadot or another Substrate chain."""
    return ss58_network(address.strip()) is not None

"""GraphSense tag packs: YAML lists of addresses with labels; header values hold for each tag."""

from __future__ import annotations

from graph.identifiers.folding import fold
from graph.model import Role
from ingest.look import Look
from ingest.mapping import Column, DateColumn, IdentifierColumn, Mapping, Otherwise
from ingest.sources.options import Format, ReadOptions

NAME = "tag-pack"

_TAG_COLUMNS = frozenset({
    "currency", "network", "label", "source", "abuse", "category", "confidence", "actor",
    "is_cluster_definer", "concepts",
})  # fmt: skip
_ABUSES = (
    "scam", "phishing", "ponzi_scheme", "investment_fraud", "service_hack", "ransomware",
    "sextortion", "blackmail", "terrorism", "dark_web", "darknet_crime", "money_laundering",
    "fraud", "malware", "extortion", "hack", "theft", "giveaway_scam", "romance_scam", "rug_pull",
)  # fmt: skip


def recognise(look: Look) -> Mapping | None:
    """Return the mapping of a tag pack, or None where the source is none.

    A tag with an `abuse` makes its address and the site in its label suspects; one without
    says whose address it is (an exchange's, say) and leaves the role unclear. A label that is
    no site is the report's title. A pack keeps its tags' identity when its header changes.
    """
    first = look.rows[0] if look.rows else None
    if look.format is not Format.YAML or first is None or not first.locator.startswith("tags["):
        return None
    if "address" not in first.cells or not _TAG_COLUMNS.intersection(first.cells):
        return None
    words = {fold(word) for word in (*_ABUSES, *look.values("abuse"))}
    columns: tuple[Column, ...] = (
        IdentifierColumn("address", kind_column="currency", role_column="abuse"),
        IdentifierColumn("label", kind="domain", role_column="abuse", otherwise=Otherwise.TITLE),
        DateColumn("lastmod"),
    )
    return Mapping(
        columns=columns,
        identity=("address", "currency", "label"),
        words=tuple(sorted((word, Role.SUSPECT.value) for word in words)),
        read=ReadOptions(records="tags", inherit=True),
    )

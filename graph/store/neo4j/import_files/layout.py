"""The files' columns: docs/neo4j.md draws the model, graph.store.neo4j.schema names it."""

from __future__ import annotations

from graph.model import LinkType
from graph.store.neo4j.import_files.tables import Table
from graph.store.neo4j.schema import LABELS, LINKS

STORE = Table(
    "store", "Store",
    (":ID(Store)", "name", "writes:long", "reports:long", "identifiers:long", "sources:long",
     "decisions:long", "runs:long"),
)  # fmt: skip
SOURCES = Table(
    "sources", "Source",
    (":ID(Source)", "num:long", "sha256", "fingerprint", "name", "size_bytes:long", "stream",
     "recorded_at:long", "complete:boolean", "report_count:long"),
)  # fmt: skip
_IDENTIFIER = (
    ":ID(Identifier)", "num:long", "key", "kind", "value", "unit:long", "joins:boolean",
    "degree:long", "united:long", "state:long", "confirmed:boolean", "terms",
)  # fmt: skip
IDENTIFIERS = {
    kind: Table(f"identifiers-{kind}", f"Identifier:{label}", _IDENTIFIER)
    for kind, label in LABELS.items()
}
PART_OF = Table("part_of", "PART_OF", (":START_ID(Identifier)", ":END_ID(Identifier)"))
REPORTS = Table(
    "reports", "Report",
    (":ID(Report)", "num:long", "id", "version:long", "content_hash", "recorded_at:long",
     "moment:long", "loss_vnd:long", "list_size:long", "in_force:boolean", "copy_of:long",
     "erased:boolean", "body", "stream", "title", "forms:long[]", "police_unit", "at:datetime"),
)  # fmt: skip
VERSIONS = Table(
    "versions", "Version",
    (":ID(Version)", "version:long", "recorded_at:long", "content_hash", "body"),
)  # fmt: skip
VERSION_OF = Table("version_of", "VERSION_OF", (":START_ID(Version)", ":END_ID(Report)"))
SEEN_IN = Table("seen_in", "SEEN_IN", (":START_ID(Report)", ":END_ID(Source)", "locator"))
MENTIONS = Table(
    "mentions", "MENTIONS",
    (":START_ID(Report)", ":END_ID(Identifier)", "identifier:long", "moment:long", "report:long",
     "role", "raws:string[]", "places:string[]", "extractor", "confidence:double"),
)  # fmt: skip
LINK_TABLES: dict[LinkType, Table] = {
    type_: Table(
        name.lower(), name,
        (":START_ID(Identifier)", ":END_ID(Identifier)", "report:long", "ordinal:long",
         "amount_vnd:long", "moment:long", "amount", "raw"),
    )
    for type_, name in LINKS.items()
}  # fmt: skip
DECISIONS = Table(
    "decisions", "Decision",
    (":ID(Decision)", "num:long", "kind", "subject", "other", "who", "why", "decided_at:long",
     "revoked_at:long", "revoked_by", "revoked_why"),
)  # fmt: skip
ABOUT = {
    space: Table(f"about-{space.lower()}", "ABOUT", (":START_ID(Decision)", f":END_ID({space})"))
    for space in ("Identifier", "Report", "Source", "Ring")
}
TOMBSTONES = Table("tombstones", "Tombstone", (":ID(Tombstone)", "hash", "mention_count:long"))
LEFT = Table("left", "LEFT", (":START_ID(Decision)", ":END_ID(Tombstone)"))
RUNS = Table(
    "runs", "Run",
    (":ID(Run)", "num:long", "id", "method", "started_at:datetime", "finished_at:datetime",
     "ring_count:long", "body"),
)  # fmt: skip
CURRENT = Table("current", "CURRENT", (":START_ID(Store)", ":END_ID(Run)"))
RINGS = Table(
    "rings", "Ring",
    (":ID(Ring)", "run:long", "id", "report_count:long", "unit_count:long",
     "single_report:boolean", "loss_vnd:long", "first_at:datetime", "last_at:datetime", "summary",
     "report_ids:string[]"),
)  # fmt: skip
FOUND = Table("found", "FOUND", (":START_ID(Run)", ":END_ID(Ring)"))
MEMBER_OF = Table(
    "member_of", "MEMBER_OF",
    (":START_ID(Identifier)", ":END_ID(Ring)", "ordinal:long", "keys:string[]",
     "strength:double", "report_count:long"),
)  # fmt: skip
BROKER_OF = Table(
    "broker_of", "BROKER_OF", (":START_ID(Identifier)", ":END_ID(Ring)", "reports_in_ring:long")
)

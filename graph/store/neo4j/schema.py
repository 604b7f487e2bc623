"""The schema, as ordered migrations: constraints and indexes; docs/neo4j.md draws the model.

Every node that the program itself finds by number has `num`, since Neo4j's own ids are not kept
when a store is copied. Of a MENTIONS relationship, `identifier`, `moment` and `report` repeat
what stands at its ends: their index gives the newest reports of a hub in order, without reading
the others (8 ms for 2,000 of 300,000; sorting them took 270 ms).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import LiteralString

from graph.model import LinkType

LABELS: MappingProxyType[str, LiteralString] = MappingProxyType({
    "phone": "Phone", "domain": "Domain", "bank_account": "BankAccount",
    "social_handle": "SocialHandle", "crypto_wallet": "CryptoWallet", "email": "Email",
    "app": "App", "url": "Url", "hotline": "Hotline", "short_code": "ShortCode",
    "ip_address": "IpAddress", "certificate": "Certificate", "file_hash": "FileHash",
})  # fmt: skip
"""The second label of an :Identifier, by its kind."""

LINKS: MappingProxyType[LinkType, LiteralString] = MappingProxyType({
    LinkType.TRANSFERRED_TO: "TRANSFERRED_TO", LinkType.KEYED_BY: "KEYED_BY",
    LinkType.HOSTED_ON: "HOSTED_ON", LinkType.SIGNED_BY: "SIGNED_BY",
    LinkType.CONTACTS: "CONTACTS", LinkType.RESOLVES_TO: "RESOLVES_TO",
    LinkType.VARIANT_OF: "VARIANT_OF",
})  # fmt: skip
"""The relationship type of a stated link."""

Statements = tuple[LiteralString, ...]

_INITIAL: Statements = (
    "CREATE CONSTRAINT store_name IF NOT EXISTS FOR (n:Store) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT migration_name IF NOT EXISTS FOR (n:Migration) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT report_id IF NOT EXISTS FOR (n:Report) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT report_num IF NOT EXISTS FOR (n:Report) REQUIRE n.num IS UNIQUE",
    "CREATE CONSTRAINT identifier_key IF NOT EXISTS FOR (n:Identifier) REQUIRE n.key IS UNIQUE",
    "CREATE CONSTRAINT identifier_num IF NOT EXISTS FOR (n:Identifier) REQUIRE n.num IS UNIQUE",
    "CREATE CONSTRAINT source_num IF NOT EXISTS FOR (n:Source) REQUIRE n.num IS UNIQUE",
    """CREATE CONSTRAINT source_reading IF NOT EXISTS FOR (n:Source)
       REQUIRE (n.sha256, n.fingerprint) IS UNIQUE""",
    "CREATE CONSTRAINT decision_num IF NOT EXISTS FOR (n:Decision) REQUIRE n.num IS UNIQUE",
    "CREATE CONSTRAINT run_id IF NOT EXISTS FOR (n:Run) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT ring_id IF NOT EXISTS FOR (n:Ring) REQUIRE (n.run, n.id) IS UNIQUE",
    "CREATE INDEX identifier_unit IF NOT EXISTS FOR (n:Identifier) ON (n.unit)",
    "CREATE TEXT INDEX identifier_terms IF NOT EXISTS FOR (n:Identifier) ON (n.terms)",
    "CREATE INDEX report_host IF NOT EXISTS FOR (n:Report) ON (n.copy_of)",
    "CREATE INDEX decision_subject IF NOT EXISTS FOR (n:Decision) ON (n.subject)",
    "CREATE INDEX decision_other IF NOT EXISTS FOR (n:Decision) ON (n.other)",
    "CREATE INDEX decision_kind IF NOT EXISTS FOR (n:Decision) ON (n.kind)",
    "CREATE INDEX tombstone_hash IF NOT EXISTS FOR (n:Tombstone) ON (n.hash)",
    """CREATE INDEX mentions_newest IF NOT EXISTS FOR ()-[m:MENTIONS]-()
       ON (m.identifier, m.moment, m.report)""",
    "CREATE INDEX transferred_to_report IF NOT EXISTS FOR ()-[l:TRANSFERRED_TO]-() ON (l.report)",
    "CREATE INDEX keyed_by_report IF NOT EXISTS FOR ()-[l:KEYED_BY]-() ON (l.report)",
    "CREATE INDEX hosted_on_report IF NOT EXISTS FOR ()-[l:HOSTED_ON]-() ON (l.report)",
    "CREATE INDEX signed_by_report IF NOT EXISTS FOR ()-[l:SIGNED_BY]-() ON (l.report)",
    "CREATE INDEX contacts_report IF NOT EXISTS FOR ()-[l:CONTACTS]-() ON (l.report)",
    "CREATE INDEX resolves_to_report IF NOT EXISTS FOR ()-[l:RESOLVES_TO]-() ON (l.report)",
    "CREATE INDEX variant_of_report IF NOT EXISTS FOR ()-[l:VARIANT_OF]-() ON (l.report)",
)

MIGRATIONS: tuple[tuple[str, Statements], ...] = (("m001_initial", _INITIAL),)
"""Name and statements, in order; a released one is never changed. Each may be repeated."""

"""A store of which every query of docs/neo4j.md has something to tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.model import Broker, DecisionKind, LinkType, Role
from graph.rings.detect import detect
from graph.store.port import GraphStore
from graph.store.texts import open_texts
from ingest.job import ingest
from ingest.sample.write import write_sample
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    PHONE,
    THIRD_ACCOUNT,
    URL,
    ZALO,
    judge,
    load,
    make_report,
    make_source,
    revoke,
)

NOW = datetime(2026, 11, 24, tzinfo=UTC)
WALLET = "bank_account:971025:0912345678"
IP, APP = "ip_address:203.0.113.7", "app:android:com.example.vay"
SAMPLE_REPORTS = 300
APART = ("bank_account:970436:0000000113", "bank_account:970436:0000000114")
"""Tied by the handle of an ignored phone alone."""
NEWER = ("bank_account:970436:0000000111", "bank_account:970436:0000000112")


def load_case(store: GraphStore, folder: Path) -> None:
    """Load a sample and a few reports of our own, with two runs and judgements.

    Args:
        store: new and empty.
        folder: for the sample's files.
    """
    write_sample(folder / "mau", reports=SAMPLE_REPORTS, seed=2026)
    with open_texts(folder / "texts.sqlite") as texts:
        ingest(
            (str(folder / "mau"),), store=store, texts=texts,
            rejects_path=folder / "rejects.jsonl", now=NOW,
        )  # fmt: skip
    _load_own(store)
    _load_apart(store)
    _publish(store, NOW)
    _load_more(store)
    _publish(store, NOW + timedelta(hours=1))
    judge(store, DecisionKind.CONFIRMED, PHONE, now=NOW)
    judge(store, DecisionKind.DUPLICATE_OF, "tam:2", "tam:1", now=NOW)
    revoke(store, judge(store, DecisionKind.IGNORE, DOMAIN, now=NOW), now=NOW)


def _load_own(store: GraphStore) -> None:
    moved = LinkType.TRANSFERRED_TO
    load(
        store,
        make_report(
            "tam:1", PHONE, ACCOUNT, URL, at="2026-10-05", loss=5_000_000,
            links=[(OTHER_ACCOUNT, moved, ACCOUNT, 5_000_000), (URL, LinkType.HOSTED_ON, DOMAIN)],
        ),
        make_report("tam:2", PHONE, ACCOUNT, (OTHER_PHONE, Role.VICTIM), at="2026-10-06"),
        make_report(
            "tam:3", ZALO, DOMAIN, WALLET, at="2026-10-21",
            links=[(ZALO, LinkType.KEYED_BY, PHONE), (WALLET, LinkType.KEYED_BY, PHONE)],
        ),
        make_report(
            "tam:4", ACCOUNT, THIRD_ACCOUNT, at="2026-10-22",
            links=[(ACCOUNT, moved, THIRD_ACCOUNT, 4_000_000)],
        ),
        source=make_source("tam.csv", stream="tam"),
        now=NOW,
    )  # fmt: skip
    load(
        store,
        make_report(
            "mang:1", DOMAIN, APP, PHONE,
            links=[(DOMAIN, LinkType.RESOLVES_TO, IP), (APP, LinkType.CONTACTS, DOMAIN)],
        ),
        source=make_source("mang.csv", stream="mang"),
        now=NOW,
    )  # fmt: skip


def _load_apart(store: GraphStore) -> None:
    number = "+84977000001"
    phone, handle = f"phone:{number}", f"social_handle:zalo:{number}"
    load(
        store,
        make_report("rieng:1", APART[0], handle, links=[(handle, LinkType.KEYED_BY, phone)]),
        make_report("rieng:2", APART[1], handle),
        source=make_source("rieng.csv", stream="rieng"),
        now=NOW,
    )
    judge(store, DecisionKind.IGNORE, phone, now=NOW)


def _load_more(store: GraphStore) -> None:
    """Load what came after the first run: another version, and a ring that grows."""
    load(
        store,
        make_report("tam:1", PHONE, ACCOUNT, URL, at="2026-10-05", loss=6_000_000),
        *(make_report(f"tam:{n}", *NEWER, ACCOUNT, at=f"2026-10-{n:02}") for n in (25, 26)),
        source=make_source("tam-2.csv", stream="tam"),
        now=NOW + timedelta(hours=1),
    )


def _publish(store: GraphStore, at: datetime) -> None:
    found = detect(store.facts(), now=at, version="test")
    # A small sample has no brokers of its own.
    rings = [ring for ring in found.rings if not ring.single_report][:3]
    brokers = [Broker(rings[0].members[0].unit, ring.id, 1) for ring in rings]
    store.write_run(found.run, found.rings, brokers)
    store.make_current(found.run.id)

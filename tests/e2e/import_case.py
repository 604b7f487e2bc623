"""A store with one of everything that can be in it, and with texts that are hard to write down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.model import Broker, DecisionKind, LinkType, Report, Role, Span
from graph.store.port import GraphStore
from tests.contract.case import KEYS, OTHER_SOURCE, SOURCE, load_case
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    OTHER_URL,
    PHONE,
    SHORT_URL,
    SHORTENER,
    THIRD_ACCOUNT,
    URL,
    ZALO,
    judge,
    later,
    load,
    make_report,
    make_source,
    numbered_account,
    revoke,
)
from tests.contract.runs import OTHER_RING, RING, introduce, make_ring, make_run

VERSIONS = make_source("v.csv", stream="v")
VERSIONS_AGAIN = make_source("v.csv", stream="v", fingerprint="f2")
STRANGE = replace(make_source("h.csv", stream="h"), name='tên "lạ",\n.csv')
AFTER = make_source("after.csv", stream="u")
SOURCES = (SOURCE, OTHER_SOURCE, make_source("roll.csv", stream="roll"), STRANGE, VERSIONS, AFTER)
"""With a time of their own, or else each store would give them its own."""
SECRET = "phone:+84933000111"
"""Is erased."""
FAR_SECRET = "email:bimat@khong-ai-biet.vn"
"""Only an erased report names it."""
HOSTILE = (
    'dấu "nháy", phẩy; \t tab', "dòng\nmới\r\nnữa\r", "\\", '"', '""', ",", " đầu và cuối ",
    "a\x1fb", "\x00", "\ufeff", "\uffff", "\U0001f600", "=1+1", "null", "half \ud83d", "\u2028",
)  # fmt: skip
MOVED, KEYED, HOSTED = LinkType.TRANSFERRED_TO, LinkType.KEYED_BY, LinkType.HOSTED_ON


def load_everything(store: GraphStore) -> None:
    """Load it: the same calls lead to the same store."""
    for source in SOURCES:
        store.begin_source(replace(source, recorded_at=later(-1)))
    load_case(store)
    _load_hostile(store)
    _load_versions(store)
    _write_runs(store)
    _judge(store)
    load(
        store,
        make_report("u:after", SECRET, PHONE, title="0933000111"),
        source=AFTER,
        now=later(5),
    )


def hostile_reports() -> list[Report]:
    """Return reports whose every free text is hostile."""
    plain = [make_report(f"h:{number}", PHONE, f"email:m{number}@a.vn") for number in range(30)]
    reports = [
        replace(
            report,
            title=text,
            police_unit=text,
            # SQLite keeps no half character outside of bodies.
            locator=text.replace("\ud83d", ""),
            mentions=tuple(
                replace(mention, extractor=text, spans=(Span(text, text, 1, 2), Span("x", "y")))
                for mention in report.mentions
            ),
        )
        for report, text in zip(plain, HOSTILE, strict=False)
    ]
    blank, bare, empty = plain[-3:]
    spans = [(Span("", ""),), (), (Span("", ""), Span("", "", 3))]
    return [
        *reports,
        *(
            replace(report, mentions=tuple(replace(m, spans=some) for m in report.mentions))
            for report, some in zip((blank, bare, empty), spans, strict=True)
        ),
        make_report("h:title", PHONE, title="", police_unit="", forms=(1, 24), at="2019"),
        make_report('h:"id",\n', 'url:a.vn/"x",y'),
        make_report("h:largest", PHONE, loss=2**63 - 1, at="9999-12-31T23:59:59"),
        make_report("h:first", PHONE, loss=-5, at="0001-01-01"),
    ]


def _load_hostile(store: GraphStore) -> None:
    load(store, *hostile_reports(), source=STRANGE, now=later(2))
    store.complete_source(STRANGE.sha256, STRANGE.fingerprint, 24)
    linked = make_report(
        "h:links", at="2019-05-05",
        links=[(OTHER_ACCOUNT, MOVED, THIRD_ACCOUNT, 70), (OTHER_ACCOUNT, MOVED, THIRD_ACCOUNT),
               (URL, HOSTED, DOMAIN), (OTHER_URL, HOSTED, DOMAIN), (SHORT_URL, HOSTED, SHORTENER)],
    )  # fmt: skip
    said = [replace(link, raw=text, amount=text) for link, text in zip(linked.links, HOSTILE)]  # noqa: B905 - some texts
    both = make_report("h:roles", PHONE, (PHONE, Role.VICTIM), (ACCOUNT, Role.DISPLAYED))
    load(store, replace(linked, links=tuple(said)), both, source=STRANGE, now=later(2))


def _load_versions(store: GraphStore) -> None:
    first = make_report("v:1", PHONE, OTHER_ACCOUNT, FAR_SECRET, at="2019-03-03", title="một")
    load(store, first, make_report("v:2", FAR_SECRET, PHONE), source=VERSIONS, now=later(2.5))
    for number in range(3):
        newer = make_report("v:1", PHONE, numbered_account(50 + number), loss=number, title="hai")
        load(store, newer, source=VERSIONS, now=later(3 + number / 10))
    load(store, make_report("v:3", SECRET, PHONE, title="+84933000111"), source=VERSIONS)
    load(store, make_report("v:3", SECRET, ACCOUNT), source=VERSIONS, now=later(3.5))
    store.begin_source(replace(VERSIONS_AGAIN, recorded_at=later(3.55)))
    more = (make_report("v:4", PHONE, DOMAIN), make_report("v:1", PHONE))
    load(store, *more, source=VERSIONS_AGAIN, now=later(3.55))


def _write_runs(store: GraphStore) -> None:
    more = make_ring("R3", ACCOUNT, SECRET, reports=0, single=True)
    brokers = (Broker(PHONE, "R1", 2), Broker(PHONE, "R3", 1))
    introduce(store, RING, OTHER_RING, more, brokers=brokers)
    judge(store, DecisionKind.CONFIRMED, "R1", now=later(3.6))
    store.write_run(make_run("run-2", days=1, ring_count=3), (RING, OTHER_RING, more), brokers)
    store.write_run(make_run("run-3", days=2), (RING,), brokers[:1])
    store.make_current("run-2")
    store.write_run(make_run("run-2", days=1, ring_count=2), (RING, more), brokers)


def _judge(store: GraphStore) -> None:
    at = later(4)
    for kind, subject, other in (
        (DecisionKind.IGNORE, OTHER_PHONE, None),
        (DecisionKind.VICTIM, numbered_account(1), None),
        (DecisionKind.SAME_AS, ACCOUNT, OTHER_ACCOUNT),
        (DecisionKind.NOT_SAME_AS, ACCOUNT, THIRD_ACCOUNT),
        (DecisionKind.CONFIRMED, PHONE, None),
        (DecisionKind.DUPLICATE_OF, "t:1", "s:1"),
        (DecisionKind.DUPLICATE_OF, "h:1", "s:1"),
        (DecisionKind.REJECTED, "h:3", None),
        (DecisionKind.WITHDRAW, VERSIONS.sha256, None),
        (DecisionKind.ERASE, "v:2", None),
        (DecisionKind.ERASE, SECRET, None),
    ):
        judge(store, kind, subject, other, now=at)
    revoke(store, judge(store, DecisionKind.IGNORE, ZALO, now=at))
    revoke(store, judge(store, DecisionKind.SAME_AS, ZALO, DOMAIN, now=at))


def questions() -> list[Callable[[GraphStore], object]]:
    """Return what tells whether two stores answer alike, beside all of the case."""
    return [
        lambda store: [store.get_unit(key) for key in KEYS],
        lambda store: store.search("m1"),
        lambda store: store.search("0912"),
        lambda store: store.decisions(),
        lambda store: store.runs(),
        lambda store: store.rings(include_single=True),
        lambda store: [store.get_ring(ring.id) for ring in store.rings()],
        lambda store: store.brokers(),
        lambda store: store.sources(),
        lambda store: [store.sightings(report_id) for report_id in store.report_ids()],
        lambda store: store.get_reports(list(store.report_ids())),
        lambda store: store.get_report("v:1", later(2.9)),
        lambda store: [column.tolist() for column in (store.facts().unit, store.facts().moment)],
    ]

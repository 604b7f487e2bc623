"""A small case: two rings, a list, a victim, a reporter, a stated link, hostile texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from api.wiring import Services
from graph.model import DecisionKind, Identifier, LinkType, Mention, Report, Role, Span
from graph.rings.detect import detect
from graph.store.texts import StoredText
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    PHONE,
    THIRD_ACCOUNT,
    ZALO,
    judge,
    load,
    make_list,
    make_report,
    make_source,
)

VICTIM = "phone:+84909999901"
JUDGED_VICTIM = "phone:+84909999902"
REPORTER = "phone:+84909999903"
HOSTILE = "<img src=x onerror=alert(1)>\u202ejavascript:alert(1)"
HALF = "nửa \ud800 chữ"
TIE = (ZALO, LinkType.KEYED_BY, PHONE)
HOSTILE_HANDLE = "social_handle:telegram:<script>alert(1)</script>"
BAD_SOURCE = make_source('"><script>alert(2)</script>.csv')


def load_case(services: Services) -> None:
    """Load the case, judge, and detect."""
    store = services.store
    reports = [
        make_report("s:1", PHONE, ACCOUNT, (VICTIM, Role.VICTIM), at="2019-01-01", loss=5_000_000),
        make_report("s:2", PHONE, ACCOUNT, DOMAIN, at="2019-02-01"),
        make_report("s:3", PHONE, DOMAIN, at="2019-03-01", links=[TIE]),
        make_report("s:4", ACCOUNT, DOMAIN, (REPORTER, Role.REPORTER), at="2019-04-01"),
        make_report("s:5", OTHER_PHONE, OTHER_ACCOUNT, JUDGED_VICTIM, at="2019-05-01"),
        make_report("s:6", OTHER_PHONE, OTHER_ACCOUNT, JUDGED_VICTIM, THIRD_ACCOUNT, at="2019-06"),
        make_report("s:7", OTHER_PHONE, THIRD_ACCOUNT, at="2019", forms=(3, 7)),
        make_report(
            "s:8", OTHER_ACCOUNT, PHONE,
            links=[(VICTIM, LinkType.TRANSFERRED_TO, OTHER_ACCOUNT, 9_000_000)],
        ),
        make_list("s:list", PHONE, ACCOUNT, at="2019-07-01"),
        hostile_report(),
    ]  # fmt: skip
    load(store, *reports, source=BAD_SOURCE)
    services.texts.put(
        [StoredText("s:1", reports[0].content_hash, "nội dung", f"Gọi 0909999901. {HALF}")]
    )
    now = datetime(2020, 1, 2, tzinfo=UTC)
    detection = detect(store.facts(), now=now, version="0")
    store.write_run(detection.run, detection.rings, detection.brokers)
    store.make_current(detection.run.id)
    judge(store, DecisionKind.VICTIM, JUDGED_VICTIM)


def hostile_report() -> Report:
    """Return a report whose every text is an attack."""
    report = make_report("s:bad", PHONE, at="2019-08-01", title=HOSTILE, police_unit=HOSTILE)
    identifier = Identifier("social_handle", HOSTILE_HANDLE.partition(":")[2])
    mention = Mention(identifier, Role.SUSPECT, (Span(HOSTILE, HOSTILE),))
    return replace(report, locator=HOSTILE, mentions=(*report.mentions, mention))

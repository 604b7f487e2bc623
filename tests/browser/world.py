"""A small detected store: a ring, a hub with many neighbours, a list, a transfer, hostile texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from api.commands.detect import run_detection
from api.settings import Settings
from api.wiring import open_services
from graph.model import (
    Identifier,
    Link,
    LinkType,
    Mention,
    Moment,
    Precision,
    Report,
    Role,
    Source,
    Span,
)
from graph.store.texts import StoredText

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HUB = Identifier("phone", "+84912000000")
HUB_TEXT = "0912 000 000"
BULK = 70
"""Neighbours of the hub: more than one expansion shows."""

ACCOUNT, OTHER_ACCOUNT = (Identifier("bank_account", f"970436:001100000{n}") for n in (1, 2))
VICTIM = Identifier("phone", "+84987654321")
VICTIM_TEXT = "0987 654 321"
SHARED_WEB = Identifier("domain", "secure-vcb-login.example.com")
HOSTILE_HUB = Identifier("phone", "+84912999999")
HOSTILE_HUB_TEXT = "0912 999 999"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "abc\u202egnp.exe",
    "</script><script>alert(1)</script>",
    "w" * 1_900,
)
TOLD = "Tôi đã chuyển 25 triệu đồng.\n<b onclick=alert(1)>Họ gửi</b> abc\u202egnp.exe"
"""The text of the report on the transfer, as received."""


def phone(number: int) -> Identifier:
    """Return the n-th suspect phone."""
    return Identifier("phone", f"+84913{number:06d}")


def _mention(identifier: Identifier, role: Role = Role.SUSPECT, raw: str = "") -> Mention:
    return Mention(identifier, role, (Span(raw or identifier.value, "noi_dung"),))


def _hash(number: str) -> str:
    return hashlib.sha256(number.encode()).hexdigest()


def _report(
    number: str, mentions: Sequence[Mention], day: int, links: Sequence[Link] = (), title: str = ""
) -> Report:
    return Report(
        id=f"thu:{number}",
        stream="thu",
        locator=f"row {number}",
        content_hash=_hash(number),
        mentions=tuple(mentions),
        links=tuple(links),
        reported=Moment(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day), Precision.DAY),
        loss_vnd=1_000_000 * (day + 1),
        police_unit="PA05",
        title=title or None,
    )


def reports() -> Iterator[Report]:
    """Yield everything that the store is told."""
    for i in range(8):  # a ring: phones that share two accounts and a page
        mentions = [_mention(phone(i)), _mention(phone((i + 1) % 8)), _mention(SHARED_WEB)]
        mentions.append(_mention(ACCOUNT if i % 2 else OTHER_ACCOUNT))
        yield _report(f"ring-{i}", mentions, i, title="Giả danh ngân hàng")
    for i in range(BULK):
        mentions = [_mention(HUB), _mention(phone(100 + i))]
        if i % 10 == 0:
            mentions.append(_mention(phone(300 + i)))
        yield _report(f"hub-{i}", mentions, 20 + i)
    yield _report("join", [_mention(HUB), _mention(phone(0))], 100)
    transfer = Link(ACCOUNT, OTHER_ACCOUNT, LinkType.TRANSFERRED_TO, amount_vnd=25_000_000)
    both = [_mention(ACCOUNT), _mention(OTHER_ACCOUNT), _mention(VICTIM, Role.VICTIM)]
    yield _report("transfer", both, 110, [transfer])
    yield _report("list", [_mention(phone(n)) for n in (*range(6), *range(500, 560))], 120)
    for i, text in enumerate(HOSTILE):
        handle = Identifier("social_handle", f"telegram:{text}")
        mentions = [_mention(HOSTILE_HUB, raw=text), _mention(handle, raw=text)]
        yield _report(f"hostile-{i}", mentions, 130 + i, title=text[:200])


def build_world(settings: Settings) -> None:
    """Write the reports to an installation and detect."""
    source = Source("ab" * 32, "thu_2026.csv", 1, "thu", "test")
    with open_services(settings) as services:
        services.store.begin_source(source)
        services.store.add_reports(source.sha256, list(reports()), NOW)
        services.store.complete_source(source.sha256, source.fingerprint, 1)
        told = StoredText("thu:transfer", _hash("transfer"), "noi_dung", TOLD)
        services.texts.put([told])
        run_detection(services.store, "map-equation")

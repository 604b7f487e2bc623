"""Files that are known by their shape are read without a mapping."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model import Report
from ingest.look import look_at
from ingest.profiles.known import find_profile
from ingest.profiles.site_wallets import is_substrate
from tests.unit.ingest.job.loading import Loader, keys_of, open_loader
from tests.unit.ingest.sources.reading import opened

KSM = "HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F"
DOT = "155dDX3rWoNsY4aiJFbsu6wLB91c2J2Ws5BgMfJKyM1eGnkS"
ETH = "0xD0cC2B24980CBCCA47EF755Da88B220a82291407"
BTC = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"
PACK = f"""
title: A pack
lastmod: 2021-11-12
abuse: scam
currency: ETH
tags:
- address: '{ETH}'
  label: evil.com
- address: {BTC}
  currency: BTC
  label: A scheme
  abuse: something_new
"""


@pytest.fixture
def loader(tmp_path: Path) -> Iterator[Loader]:
    """Open stores in memory."""
    with open_loader(tmp_path) as opened_loader:
        yield opened_loader


def _load(loader: Loader, name: str, content: str) -> tuple[str, list[Report]]:
    summary = loader.load(loader.write(name, content))
    assert summary.reject_count == 0, loader.rejects()
    return summary.files[0].profile, loader.reports()


@pytest.mark.parametrize(
    ("name", "content", "profile"),
    [
        ("a.csv", "report_id,kind,value\n1,phone,0912345678\n", "long-table"),
        ("a.csv", "Mã báo cáo;Loại;Giá trị;Vai trò\n1;sđt;0912345678;nghi vấn\n", "long-table"),
        ("a.csv", "type,indicator\ndomain,a.com\n", "indicators"),
        ("a.yaml", PACK, "tag-pack"),
        ("a.json", json.dumps({"a.com": [DOT]}), "site-wallets"),
        ("a.txt", "một tin nhắn", "text"),
        ("a.md", "# x\n\n| a | b |\n|---|:---|\n| c | d |\n", "markdown-table"),
        ("a.md", "# x\n\nmột tin nhắn\n", "text"),
        ("a.csv", "kind,value\nphone,0912345678\n", None),
        ("a.yaml", "- a: 1\n", None),
        ("a.json", json.dumps({"a.com": ["x", "y"]}), None),
        ("a.json", json.dumps([{"address": BTC, "label": "x"}]), None),
    ],
)
def test_shapes_are_recognised(name: str, content: str, profile: str | None) -> None:
    """Each by its own marks, and nothing else by them."""
    with opened(content, name) as source:
        found = find_profile(look_at(source))

    assert (found.name if found else None) == profile


def test_a_long_table_takes_values_as_written_and_canonical(loader: Loader) -> None:
    """One report of all rows with its id; roles by row; a blank role is unclear."""
    _, reports = _load(
        loader,
        "bang.csv",
        "report_id,kind,value,role,date,note\n"
        "R1,phone,0912 345 678,suspect,2026-11-24,x\n"
        "R2,telegram,ten_khac,,2026-11-24,x\n"
        "R1,social_handle,telegram:some_name,,2026-11-23,x\n"
        "R1,bank_account,970436:0123456789,nạn nhân,,x\n",
    )

    assert [report.id for report in reports] == ["bang:R1", "bang:R2"]
    assert keys_of(reports[0]) == [
        ("bank_account:970436:0123456789", "victim"),
        ("phone:+84912345678", "suspect"),
        ("social_handle:telegram:some_name", "unclear"),
    ]
    assert reports[0].reported is not None
    assert reports[0].reported.at.isoformat() == "2026-11-22T17:00:00+00:00"
    assert keys_of(reports[1]) == [("social_handle:telegram:ten_khac", "unclear")]


def test_indicators_are_suspects_of_the_kind_that_their_row_names(loader: Loader) -> None:
    """Defanged, and with the types that other tools write."""
    profile, reports = _load(
        loader,
        "iocs.csv",
        "type,indicator,classification,detected_date\n"
        "domain,evil[.]com,phishing,2024-09-14\n"
        "ipv4-addr,203[.]0[.]113[.]7,malicious,2024-09-14\n"
        "url,hxxps://evil[.]com/x,phishing,2024-09-15\n",
    )

    assert profile == "indicators"
    assert sorted(key for report in reports for key, role in keys_of(report)) == [
        "domain:evil.com", "ip_address:203.0.113.7", "url:evil.com/x",
    ]  # fmt: skip
    assert {role for report in reports for _, role in keys_of(report)} == {"suspect"}
    assert all(report.reported for report in reports)


def test_an_unknown_type_is_a_reject_of_its_row(loader: Loader) -> None:
    """The others are loaded."""
    path = loader.write("iocs.csv", "type,indicator\nspell,abracadabra\ndomain,evil.com\n")

    summary = loader.load(path)

    assert (summary.reports.new, summary.exit_code()) == (1, 1)
    [reject] = loader.rejects()
    assert (reject["row"], reject["reason"], reject["whole"]) == ("row 1", "unknown_kind", True)


def test_a_changed_remark_of_an_indicator_is_a_new_version(loader: Loader) -> None:
    """Type and indicator are its identity."""
    rows = "type,indicator,detected_date\ndomain,evil.com,2024-09-14\n"
    loader.load(loader.write("iocs-2024-09-14.csv", rows))

    changed = loader.write("iocs-2024-09-15.csv", rows.replace("09-14", "09-13"))

    assert loader.load(changed).reports.to_json() == {"new": 0, "known": 0, "superseded": 1}


def test_tags_inherit_their_header_and_may_say_otherwise(loader: Loader) -> None:
    """Currency and abuse hold for each tag; a label that is no site is the title."""
    profile, reports = _load(loader, "pack.yaml", PACK)

    assert profile == "tag-pack"
    by_title = {report.title: keys_of(report) for report in reports}
    assert by_title == {
        None: [(f"crypto_wallet:eth:{ETH.lower()}", "suspect"), ("domain:evil.com", "suspect")],
        "A scheme": [(f"crypto_wallet:btc:{BTC}", "suspect")],
    }
    assert all(report.reported for report in reports)


def test_a_tag_that_accuses_nobody_leaves_the_role_unclear(loader: Loader) -> None:
    """The wallets of a hacked exchange are not a suspect's."""
    pack = f"title: x\ncurrency: BTC\ntags:\n- address: {BTC}\n  label: An exchange\n"

    _, reports = _load(loader, "pack.yaml", pack)

    assert keys_of(reports[0]) == [(f"crypto_wallet:btc:{BTC}", "unclear")]


def test_sites_and_their_wallets_are_suspects_of_one_report(loader: Loader) -> None:
    """A name that is no site is the title; a wallet more tomorrow is a new version."""
    names = {"evil.com": [DOT], "A hacker": [DOT]}
    profile, reports = _load(loader, "sites.json", json.dumps(names))

    assert profile == "site-wallets"
    assert {report.title: keys_of(report) for report in reports} == {
        None: [(f"crypto_wallet:dot:{DOT}", "suspect"), ("domain:evil.com", "suspect")],
        "A hacker": [(f"crypto_wallet:dot:{DOT}", "suspect")],
    }


@pytest.mark.parametrize("text", [DOT[:-1] + "T", "evil.com", "", "0OIl", ETH, BTC, DOT + "é"])
def test_a_wrong_checksum_is_no_address(text: str) -> None:
    """Only addresses that their chain would take count."""
    assert is_substrate(DOT)
    assert not is_substrate(text)


def test_messages_of_plain_text_are_reports(loader: Loader) -> None:
    """Separated by lines of dashes; their text is kept."""
    profile, reports = _load(loader, "tin.txt", "một\n---\nhai\nvẫn hai\n")

    assert profile == "text"
    texts = [loader.texts.read(r.id, who="test", purpose="test")[0].text for r in reports]
    assert sorted(texts) == ["hai\nvẫn hai", "một"]


SITES = """\
# Scam sites

Report them to [the registrar](https://registrar.example/abuse).

| Website URL | Hoster | Domain Registrar | Alleged Violations | Impersonations |
|---|---|---|---|---|
| [a.com](https://www.evil-a.com/x) | ? | [R](https://registrar.example/abuse) | \
forwards to [a number](https://wa.me/84912345678) and to [b](https://evil-b.com) | \
[Bank](https://bank.example.com) |
| [b](https://evil-b.com) <br> [c](https://evil-c.com) | [H](https://host.example/) | \
[R](https://registrar.example/abuse) | scam, Telegram number +84912345679 | - |
"""


def test_a_markdown_table_is_read_by_its_columns(loader: Loader) -> None:
    """Sites and contacts are suspects, who is imitated is not, and no registrar joins rows."""
    profile, reports = _load(loader, "sites.md", SITES)

    assert profile == "markdown-table"
    found = {report.locator: keys_of(report) for report in reports}
    assert found == {
        "line 1": [],
        "line 3": [("url:registrar.example/abuse", "unclear")],
        "line 7": [
            ("social_handle:whatsapp:+84912345678", "suspect"),
            ("url:bank.example.com", "impersonated"),
            ("url:evil-b.com", "suspect"),
            ("url:www.evil-a.com/x", "suspect"),
        ],
        "line 8": [
            ("phone:+84912345679", "suspect"), ("url:evil-b.com", "suspect"),
            ("url:evil-c.com", "suspect"),
        ],
    }  # fmt: skip


def test_a_markdown_table_that_says_nothing_is_lines_of_text(loader: Loader) -> None:
    """Each for itself, as the rows of such a table have nothing in common."""
    _, reports = _load(loader, "a.md", "| x | y |\n|---|---|\n| p | 0912345678 |\n| q | r |\n")

    assert sorted(len(report.mentions) for report in reports) == [0, 0, 0, 1]


def test_a_markdown_mapping_reads_back_the_same(loader: Loader) -> None:
    """What the dry run prints can be saved."""
    path = loader.write("sites.md", SITES)
    dry = loader.load(path, dry_run=True)
    loader.load(path)

    again = loader.load(path, mapping=dry.files[0].mapping, stream="sites")

    assert again.reports.to_json() == {"new": 0, "known": 4, "superseded": 0}


def test_a_wallet_of_another_network_is_kept_on_its_own_chain(loader: Loader) -> None:
    """The address says which it is."""
    _, reports = _load(loader, "sites.json", json.dumps({"evil.com": [DOT, DOT, KSM]}))

    assert keys_of(reports[0])[:2] == [
        (f"crypto_wallet:dot:{DOT}", "suspect"), (f"crypto_wallet:ksm:{KSM}", "suspect"),
    ]  # fmt: skip

"""Real feeds load without a mapping, and every row of them is accounted for."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.model import LinkType
from tests.conftest import ROOT, real_data_folder
from tests.unit.ingest.job.loading import Loader, keys_of, open_loader

pytestmark = pytest.mark.real_data

AMLSIM = ROOT / "docs" / "mappings" / "amlsim.yaml"
AMLSIM_TRANSFERS = 120_558
_COUNTED = (".csv", ".yaml", ".json")


def _raw_files() -> list[Path]:
    raw = real_data_folder() / "raw"
    return sorted(path for path in raw.rglob("*") if path.suffix in _COUNTED)


@pytest.fixture
def loader(tmp_path: Path) -> Iterator[Loader]:
    """Open stores in memory."""
    with open_loader(tmp_path) as opened:
        yield opened


def _count_records(path: Path) -> int:
    """Count with readers that are not ours."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".csv":
        return sum(1 for record in csv.reader(text.splitlines()) if any(record)) - 1
    document: Any = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    return len(document["tags"]) if "tags" in document else len(document)


def test_the_real_feeds_are_all_there(real_data: Path) -> None:
    """A folder that lost its files would make the tests below pass for nothing."""
    suffixes = [path.suffix for path in _raw_files()]

    assert {suffix: suffixes.count(suffix) for suffix in _COUNTED} == {
        ".csv": 5, ".yaml": 5, ".json": 1,
    }  # fmt: skip
    assert (real_data / "amlsim20k" / "transactions.csv").is_file()


@pytest.mark.parametrize("path", _raw_files(), ids=lambda path: path.name)
def test_every_row_of_a_real_file_is_a_report_or_a_reject(loader: Loader, path: Path) -> None:
    """By a profile, without a mapping; the count is made by another reader."""
    [file] = loader.load(path).files

    expected = _count_records(path)
    assert file.profile in {"indicators", "tag-pack", "site-wallets"}
    assert (file.rows, file.reports.new + file.rejected_rows) == (expected, expected)
    assert file.reports.new >= 0.99 * expected
    mentioned = [report for report in loader.reports() if report.mentions]
    assert len(mentioned) == file.reports.new


def test_the_whole_folder_loads_at_once_and_adds_nothing_again(
    loader: Loader, real_data: Path
) -> None:
    """Also the Markdown file beside the tables."""
    first = loader.load(real_data / "raw")
    before = loader.store.counts()
    again = loader.load(real_data / "raw")

    assert first.reports.new == sum(file.reports.new for file in first.files)
    assert (again.reports.new, again.reports.superseded) == (0, 0)
    assert again.reports.known == first.reports.new
    assert loader.store.counts() == before
    assert first.mentions_by_kind["domain"] > 9000
    assert first.mentions_by_kind["crypto_wallet"] > 4000


def test_indicators_are_refanged_suspects(loader: Loader, real_data: Path) -> None:
    """One domain as its canonical key; the first file begins with a byte order mark."""
    loader.load(real_data / "raw" / "infoblox_csv" / "olympics_20240729_iocs.csv")

    found = {key: role for report in loader.reports() for key, role in keys_of(report)}
    assert found["domain:ticketsparis24.com"] == "suspect"
    assert len(found) == 9


def test_a_site_and_its_wallet_meet_in_one_report(loader: Loader, real_data: Path) -> None:
    """Tag packs name the site in the label."""
    folder = real_data / "raw" / "graphsense_tagpack_yaml"
    loader.load(folder / "etherscamdb_tagpack.yaml")

    wallet = "crypto_wallet:eth:0xd0cc2b24980cbcca47ef755da88b220a82291407"
    [report] = [r for r in loader.reports() if (wallet, "suspect") in keys_of(r)]
    assert keys_of(report) == [(wallet, "suspect"), ("domain:myelherwallel.com", "suspect")]


@pytest.mark.slow
def test_simulated_transfers_load_as_links(loader: Loader, real_data: Path) -> None:
    """With the mapping that the repository keeps: each row one link, its amount and its day."""
    mapping = AMLSIM.read_text(encoding="utf-8")

    summary = loader.load(real_data / "amlsim20k", mapping=mapping)

    profiles = {Path(file.name).name: file.profile for file in summary.files}
    assert profiles == {"nodes.csv": "ignored", "transactions.csv": "test.yaml"}
    assert (summary.links, summary.reports.new) == (AMLSIM_TRANSFERS, AMLSIM_TRANSFERS)
    assert (summary.reject_count, summary.exit_code()) == (0, 0)
    counts = loader.store.counts()
    assert (counts.links, counts.mentions) == (AMLSIM_TRANSFERS, 0)
    facts = loader.store.facts()
    assert set(facts.link_type) == {LinkType.TRANSFERRED_TO.value}
    with (real_data / "amlsim20k" / "transactions.csv").open(encoding="utf-8") as file:
        ends = {
            row[end] for row in csv.DictReader(file) for end in ("sourceNodeId", "targetNodeId")
        }
    assert counts.identifiers_by_kind == {"bank_account": len(ends)}


def test_no_row_of_a_real_markdown_table_is_joined_by_whom_it_was_reported_to(
    loader: Loader, real_data: Path
) -> None:
    """Sites and contacts are suspects, brands are imitated, registrars and hosters nothing."""
    [file] = loader.load(real_data / "raw" / "investment_scams_exposed.md").files

    reports = loader.reports()
    suspects = {key for report in reports for key, role in keys_of(report) if role == "suspect"}
    joining = [key for r in reports for key, role in keys_of(r) if role in {"suspect", "unclear"}]
    assert file.profile == "markdown-table"
    assert {"url:tunework.world", "phone:+33745348532",
            "social_handle:whatsapp:+447562167485"} <= suspects  # fmt: skip
    shared = sorted({key for key in joining if joining.count(key) > 1})
    companies = ("cloudflare", "namesilo", "namecheap", "godaddy", "alibaba", "gname", "dynadot",
                 "registry", "registrar", "webnic", "ultahost", "whois", "privacy")  # fmt: skip
    assert not [key for key in shared if any(name in key for name in companies)]
    assert not [key for key in suspects if any(name in key for name in companies)]
    assert not suspects & {"url:www.tagesschau.de/", "url:www.spiegel.de/", "url:www.bild.de/"}


def test_wallets_of_other_networks_are_told_by_their_address(
    loader: Loader, real_data: Path
) -> None:
    """A list of Polkadot sites holds a few of Kusama."""
    loader.load(real_data / "raw" / "polkadot_phishing_address.json")

    keys = {key for report in loader.reports() for key, _ in keys_of(report)}
    chains = [key.split(":")[1] for key in keys if key.startswith("crypto_wallet:")]
    assert {chain: chains.count(chain) > 0 for chain in set(chains)} == {"dot": True, "ksm": True}

"""Facts come in once, whole batches at a time, and a changed report is a new version."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import ReportNotFoundError, SourceNotBegunError
from graph.model import LinkType, Role
from graph.store.answers import BatchResult
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    NOW,
    PHONE,
    URL,
    ZALO,
    later,
    load,
    make_report,
    make_source,
)
from tests.contract.stores import Place

FIRST = make_report("s:1", PHONE, (ACCOUNT, Role.VICTIM), at="2019-11-01", loss=5_000_000)
SECOND = make_report("s:2", PHONE, DOMAIN, URL, links=[(URL, LinkType.HOSTED_ON, DOMAIN)])


def test_a_batch_says_what_is_new(store: GraphStore) -> None:
    """Reports, mentions by kind, links and ids are those of the batch."""
    assert load(store, FIRST, SECOND) == BatchResult(
        new=2,
        mentions_by_kind={"phone": 2, "bank_account": 1, "domain": 1, "url": 1},
        links=1,
        new_report_ids=("s:1", "s:2"),
    )


def test_adding_again_changes_nothing(store: GraphStore) -> None:
    """The same reports are known, and every count stays."""
    load(store, FIRST, SECOND)
    before = store.counts()

    assert load(store, FIRST, SECOND, now=later(1)) == BatchResult(known=2)
    assert store.counts() == before
    assert store.get_report("s:1").recorded_at == NOW


def test_an_empty_batch_changes_nothing(store: GraphStore) -> None:
    """Adding no reports is no error."""
    assert load(store) == BatchResult()
    assert store.counts().reports == 0


def test_other_content_is_a_new_version(store: GraphStore) -> None:
    """It is counted as superseding, with its own mentions and links."""
    load(store, FIRST)
    changed = make_report("s:1", ZALO, links=[(ZALO, LinkType.KEYED_BY, PHONE)])

    assert load(store, changed, now=later(1)) == BatchResult(
        superseded=1, mentions_by_kind={"social_handle": 1}, links=1, new_report_ids=("s:1",)
    )
    assert store.get_report("s:1") == replace(changed, recorded_at=later(1), version=2)
    assert (store.counts().reports, store.counts().versions) == (1, 2)


def test_a_new_version_replaces_what_the_old_one_said(store: GraphStore) -> None:
    """Degrees, neighbours and ties are those of the newest version."""
    load(store, make_report("s:1", PHONE, ZALO, links=[(ZALO, LinkType.KEYED_BY, PHONE)]))
    load(store, make_report("s:2", PHONE, ZALO))
    load(store, make_report("s:1", PHONE, ACCOUNT), now=later(1))

    assert store.get_unit(PHONE).keys == (PHONE,)
    assert store.get_unit(PHONE).degree == 2
    assert store.get_unit(ZALO).degree == 1
    assert store.get_unit(ACCOUNT).degree == 1


def test_going_back_to_old_content_is_a_third_version(store: GraphStore) -> None:
    """Only the newest version's hash is compared."""
    load(store, FIRST)
    load(store, replace(FIRST, content_hash="b" * 64), now=later(1))

    assert load(store, FIRST, now=later(2)).superseded == 1
    assert store.get_report("s:1").version == 3
    assert store.get_report("s:1").recorded_at == later(2)


def test_two_reports_of_one_id_are_taken_in_order(store: GraphStore) -> None:
    """Within one batch the second is a new version of the first, or known."""
    changed = make_report("s:1", ACCOUNT)

    result = load(store, FIRST, FIRST, changed)

    assert (result.new, result.known, result.superseded) == (1, 1, 1)
    assert result.mentions_by_kind == {"phone": 1, "bank_account": 2}
    assert result.new_report_ids == ("s:1", "s:1")
    assert store.get_report("s:1") == replace(changed, recorded_at=NOW, version=2)
    assert store.get_unit(PHONE).degree == 0


def test_new_ids_come_in_the_order_of_the_batch(store: GraphStore) -> None:
    """New and superseding reports as they stood in it, for who watches them."""
    load(store, make_report("s:2", PHONE))
    batch = [make_report(f"s:{number}", ACCOUNT, PHONE) for number in (3, 2, 1)]

    assert load(store, *batch, now=later(1)).new_report_ids == ("s:3", "s:2", "s:1")


def test_every_version_of_one_batch_is_kept(store: GraphStore) -> None:
    """Also the middle one of three: what only it names is known, with degree 0."""
    versions = [make_report("s:1", *named) for named in ((DOMAIN,), (PHONE,), (ACCOUNT,))]
    load(store, *versions)

    assert store.counts().versions == 3
    assert [store.get_unit(key).degree for key in (DOMAIN, PHONE, ACCOUNT)] == [0, 0, 1]
    assert [hit.identifier.key for hit in store.search("0912345678")] == [PHONE]


def test_a_batch_that_fails_leaves_nothing(store: GraphStore) -> None:
    """The reports before the one that can't be kept are not there either."""
    load(store, FIRST)
    broken = replace(SECOND, id="s:3", mentions=(None,))  # type: ignore[arg-type]

    with pytest.raises((AttributeError, TypeError)):
        load(store, SECOND, broken, now=later(1))

    assert [r.id for r in store.get_reports(["s:1", "s:2", "s:3"])] == ["s:1"]
    assert store.counts().reports == 1
    assert load(store, SECOND).new == 1


def test_a_report_without_mentions_is_kept(store: GraphStore) -> None:
    """A complaint that names nobody is still a report."""
    empty = make_report("s:1", at="2019-11-01", loss=7)
    load(store, empty)

    assert store.get_report("s:1") == replace(empty, recorded_at=NOW, version=1)
    assert store.counts().reports == 1


def test_an_identifier_in_two_roles_is_one_report(store: GraphStore) -> None:
    """Both mentions are kept; degree counts the report once."""
    both = make_report("s:1", (PHONE, Role.SUSPECT), (PHONE, Role.DISPLAYED), ACCOUNT)

    assert load(store, both).mentions_by_kind == {"phone": 2, "bank_account": 1}
    assert store.get_unit(PHONE).degree == 1
    assert store.get_report("s:1").mentions == both.mentions
    assert store.counts().mentions == 3


def test_a_source_is_found_once_it_was_begun(store: GraphStore) -> None:
    """It is incomplete until it is completed, and known by bytes and reading together."""
    source = make_source()
    assert store.find_source(source.sha256, "f1") is None

    store.begin_source(source)
    begun = store.find_source(source.sha256, "f1")
    assert begun is not None
    assert (begun.name, begun.size_bytes, begun.stream, begun.complete) == (
        "feed.csv", 1234, "s", False,
    )  # fmt: skip
    assert begun.recorded_at is not None
    assert begun.recorded_at.tzinfo is not None

    store.complete_source(source.sha256, "f1", 17)
    complete = store.find_source(source.sha256, "f1")
    assert complete == replace(begun, complete=True, report_count=17)
    assert store.find_source(source.sha256, "another mapping") is None
    assert store.find_source("0" * 64, "f1") is None


def test_another_reading_of_the_same_bytes_is_the_one_that_counts(store: GraphStore) -> None:
    """The former one is incomplete from then on, but not the same bytes in another stream."""
    readings = [make_source(), replace(make_source(), fingerprint="f2"),
                replace(make_source(), fingerprint="f3", stream="other")]  # fmt: skip
    for source in readings:
        store.begin_source(source)
        store.complete_source(source.sha256, source.fingerprint, 1)

    assert [source.complete for source in store.sources()] == [False, True, True]


def test_beginning_a_source_again_is_no_error(store: GraphStore) -> None:
    """It stays one source."""
    store.begin_source(make_source())
    store.begin_source(make_source())

    assert [source.name for source in store.sources()] == ["feed.csv"]
    assert store.counts().sources == 1


def test_facts_survive_closing(place: Place) -> None:
    """What one opening added, the next one reads."""
    first = place.open()
    load(first, FIRST, SECOND)
    first.close()

    second = place.open()
    assert second.get_report("s:1") == replace(FIRST, recorded_at=NOW, version=1)
    assert load(second, FIRST, SECOND).known == 2
    second.close()


def test_an_unknown_report_is_not_found(store: GraphStore) -> None:
    """Whatever its id looks like."""
    for report_id in ("", "s:9", "s:1' OR '1'='1", "%", "\x00"):
        with pytest.raises(ReportNotFoundError):
            store.get_report(report_id)


def test_reports_of_a_source_that_was_never_begun_are_refused(store: GraphStore) -> None:
    """With its hash; nothing is kept."""
    with pytest.raises(SourceNotBegunError) as caught:
        store.add_reports("c" * 64, [make_report("s:1", PHONE)], NOW)

    assert "c" * 64 in caught.value.message("vi")
    assert store.counts().reports == 0

"""People find an identifier by what they type, as they type it, and hostile text finds nothing."""

from __future__ import annotations

import pytest

from graph.model import DecisionKind, LinkType, Role
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    OTHER_PHONE,
    PHONE,
    ZALO,
    judge,
    load,
    make_report,
    numbered_account,
)

HOSTILE = [
    "%", "_", "%%%", "___", "0%5", "0_1", "'", "''", '"', '""', '"""', "*", "0*", "***", "-", "^",
    "091 OR 098", "091 AND 098", "NOT 091", "NEAR(091 098)", "term:091", "(", ")", "{a b}: c",
    "\\", "\\\\", "/.*/", "[0-9]", "0?1", "\x00", "0\x00", "091\x00234", "\ud83d",
    "\ud83d\ud83d\ud83d", "😀", "😀😀😀", "\u202e", "'; DROP TABLE report; --", "091'--", "$key",
    "{key}", "x" * 10_000, "0" * 10_000, '"' * 10_000,
]  # fmt: skip


def found(store: GraphStore, text: str, limit: int = 20) -> list[str]:
    """Return the keys that a text finds."""
    return [hit.identifier.key for hit in store.search(text, limit)]


@pytest.mark.parametrize(
    "text", ["+84912345678", "0912345678", "84912345678", "0912", "+8491", "0", "  0912  "]
)
def test_a_phone_is_found_by_each_of_its_forms(store: GraphStore, text: str) -> None:
    """International and national, whole or begun, with blanks around."""
    load(store, make_report("s:1", PHONE, ACCOUNT))

    assert PHONE in found(store, text)


def test_a_hit_names_the_identifier_and_its_unit(store: GraphStore) -> None:
    """The caption is for people; unit and degree are those of what linking counts."""
    load(
        store,
        make_report("s:1", ZALO, links=[(ZALO, LinkType.KEYED_BY, PHONE)]),
        make_report("s:2", PHONE),
    )

    hits = {hit.identifier.key: hit for hit in store.search("0912345678")}
    assert set(hits) == {PHONE, ZALO}
    assert (hits[PHONE].caption, hits[PHONE].unit, hits[PHONE].degree) == (
        "0912 345 678", PHONE, 2,
    )  # fmt: skip
    assert (hits[ZALO].caption, hits[ZALO].unit, hits[ZALO].degree) == (
        "Zalo 0912 345 678", PHONE, 2,
    )  # fmt: skip


def test_an_account_is_found_by_its_number_and_its_bank(store: GraphStore) -> None:
    """The number alone, with the BIN, and behind the bank's name."""
    load(store, make_report("s:1", ACCOUNT))

    assert found(store, "0123456789") == [ACCOUNT]
    assert found(store, "970436:0123") == [ACCOUNT]
    assert found(store, "vietcombank 01234") == [ACCOUNT]


def test_terms_that_begin_with_the_text_come_before_those_that_contain_it(
    store: GraphStore,
) -> None:
    """However many reports the others have; each identifier comes once."""
    begins, contains = "email:vay.nhanh@a.vn", "email:app.vay@a.vn"
    load(store, make_report("s:1", begins, contains), make_report("s:2", contains))

    assert found(store, "vay") == [begins, contains]
    assert found(store, "a.vn") == [contains, begins]


def test_fewer_than_three_characters_find_beginnings_only(store: GraphStore) -> None:
    """Two characters are in almost everything."""
    load(store, make_report("s:1", "email:vay@a.vn", "email:app.vay@b.vn"))

    assert found(store, "va") == ["email:vay@a.vn"]
    assert found(store, "ay") == []
    assert found(store, "vay") == ["email:vay@a.vn", "email:app.vay@b.vn"]


@pytest.mark.parametrize("text", ["nguyễn", "NGUYEN", "Nguyê\u0303n", "nguyen", "ＮＧＵＹＥＮ"])
def test_diacritics_and_case_make_no_difference(store: GraphStore, text: str) -> None:
    """On either side: as typed, as stored, composed or not."""
    plain, marked = "social_handle:tiktok:nguyenvana", "social_handle:tiktok:nguyễn.đức"
    load(store, make_report("s:1", plain, marked))

    assert found(store, text) == sorted([plain, marked])
    assert found(store, "duc") == [marked]
    assert found(store, "ĐỨC") == [marked]


def test_within_a_group_the_most_reported_comes_first(store: GraphStore) -> None:
    """Degree, highest first, then key."""
    keys = [f"domain:vay{letter}.vn" for letter in "abcd"]
    load(store, make_report("s:1", *keys), make_report("s:2", keys[2]))

    assert found(store, "vay") == [keys[2], keys[0], keys[1], keys[3]]
    assert found(store, "ay") == []
    assert found(store, ".vn") == [keys[2], keys[0], keys[1], keys[3]]


def test_no_more_than_the_limit_is_returned(store: GraphStore) -> None:
    """The best ones; beginnings fill the limit before what contains the text."""
    keys = [f"domain:vay{number:02}.vn" for number in range(30)]
    load(store, make_report("s:1", *keys, "domain:a-vay.vn"))

    assert found(store, "vay", 5) == keys[:5]
    assert found(store, "vay") == keys[:20]
    assert found(store, "vay", 31) == [*keys, "domain:a-vay.vn"]


def test_more_than_five_hundred_matches_are_cut_not_refused(store: GraphStore) -> None:
    """Any five hundred of them are ranked."""
    accounts = [numbered_account(number) for number in range(700)]
    load(store, make_report("s:1", *accounts))

    hits = found(store, "970436:7", 700)
    assert 400 <= len(set(hits)) == len(hits) <= 700
    assert set(hits) <= set(accounts)
    assert len(found(store, "00000", 700)) >= 400


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u0301"])
def test_an_empty_text_finds_nothing(store: GraphStore, text: str) -> None:
    """Nor does one that folding leaves empty."""
    load(store, make_report("s:1", PHONE, ACCOUNT))

    assert store.search(text) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_find_nothing_and_break_nothing(store: GraphStore, text: str) -> None:
    """No character is an operator or a wildcard; what is not there is not found."""
    load(store, make_report("s:1", PHONE, ACCOUNT, OTHER_PHONE))

    assert store.search(text) == []
    assert found(store, "0912345678") == [PHONE]


@pytest.mark.parametrize(
    "value", ["a%b.vn", "a_b.vn", "a'b.vn", 'a"b.vn', "a*b.vn", "a\\b.vn", "a[b].vn", "a(b).vn"]
)
def test_hostile_characters_are_found_literally(store: GraphStore, value: str) -> None:
    """An identifier that has one is found by it, and no other is."""
    key = f"url:{value}/x"
    load(store, make_report("s:1", key, "url:aXb.vn/x", "url:ab.vn/x"))

    assert found(store, value) == [key]
    assert found(store, value[:2]) == [key]
    assert found(store, value[1:5]) == [key]


def test_search_counts_joining_reports_only(store: GraphStore) -> None:
    """A phone that was only ever a victim's is found, with degree 0."""
    load(store, make_report("s:1", (PHONE, Role.VICTIM)))

    assert [(hit.unit, hit.degree) for hit in store.search("0912345678")] == [(PHONE, 0)]


def test_search_follows_a_judgement(store: GraphStore) -> None:
    """What was judged the same is shown with its unit."""
    load(store, make_report("s:1", PHONE, OTHER_PHONE))
    judge(store, DecisionKind.SAME_AS, OTHER_PHONE, PHONE)

    assert [hit.unit for hit in store.search("0987654321")] == [PHONE]

"""The labelled texts: their form, their scorer, and that the sets are what they are said to be."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.extraction.checking import slips
from bench.extraction.reading import FORMS, LABELLED, LabelError, read_folder, read_texts
from bench.extraction.scoring import Counts, Read, compare, score
from graph.model import Role

SET_WITH, SET_WITHOUT, ITEMS_PER_FORM = 500, 300, 10
TEXT = """### t-1 @post #hidden #two-readings
Né ⟪09\\u{200B}12345678⟫〔social_handle:zalo:+84912345678 suspect | phone:+84912345678〕 ra,
nó đưa ⟪0123456789⟫〔bank_account:?:0123456789 suspect〕 và ⟪09xx⟫〔?〕.

### t-2 @sms
Đơn 123.
"""


def test_a_text_is_read_with_its_marks_taken_out() -> None:
    """Places are code points of the text as the engine gets it; escapes are what they stand for."""
    first, second = read_texts(TEXT)
    zalo, account, cut = first.items

    assert first.text == "Né 09\u200b12345678 ra,\nnó đưa 0123456789 và 09xx."
    assert first.text[zalo.start : zalo.end] == "09\u200b12345678"
    assert (zalo.kind, zalo.value, zalo.role) == (
        "social_handle",
        "zalo:+84912345678",
        Role.SUSPECT,
    )
    assert zalo.alternatives == ("phone:+84912345678",)
    assert (account.kind, account.value) == ("bank_account", "?:0123456789")
    assert cut.is_optional
    assert first.forms == {"hidden", "two-readings"}
    assert first.writer == "post"
    assert (second.text, second.items) == ("Đơn 123.", ())


def test_a_decomposed_text_is_decomposed_as_it_is_read() -> None:
    """An editor may have composed it."""
    [text] = read_texts("### t-1 @post #nfd\nSố ⟪0912345678⟫〔phone:+84912345678 suspect〕")
    [item] = text.items

    assert text.text.startswith("So\u0302\u0301 ")
    assert text.text[item.start : item.end] == "0912345678"


@pytest.mark.parametrize(
    "written",
    ["no header", "### t-1 @post #unknown\nx", "### t-1\n⟪a⟫", "### t-1\n⟪a⟫〔phone〕", "### t-1\n",
     "### t-1\n⟪a⟫〔phone:+84912345678 chief〕", "### t-1\n⟪a⟫〔a:b suspect | c〕"],
)  # fmt: skip
def test_a_slip_in_the_form_is_refused(written: str) -> None:
    """Nothing is scored by half a label."""
    with pytest.raises(LabelError):
        list(read_texts(written))


def test_what_is_read_is_paired_with_what_is_marked_once() -> None:
    """By kind, value and place; what overlaps an optional item counts neither way."""
    text = next(read_texts(TEXT))
    zalo, account, cut = text.items
    right = Read(zalo.start, zalo.end, zalo.kind, zalo.value)
    longer = Read(account.start - 1, account.end, account.kind, account.value)
    found = compare(
        text,
        [right, right, longer, Read(cut.start, cut.end, "phone", "+84912345678"),
         Read(0, 2, "phone", "+84912345678")],
    )  # fmt: skip

    assert found.pairs == [(zalo, right), (account, longer)]
    assert found.missed == []
    assert found.invented == [Read(0, 2, "phone", "+84912345678"), right]


def test_the_scores_are_those_of_the_pairs() -> None:
    """Value and span apart; a text without identifiers gives an alarm at most once."""

    def read(text: str) -> list[Read]:
        at = text.find("0123456789")
        if at < 0:
            return [Read(4, 7, "phone", "123"), Read(0, 3, "phone", "1")]
        return [Read(at, at + 9, "bank_account", "?:0123456789", "suspect")]

    found = score(list(read_texts(TEXT)), read)

    assert found.values["bank_account"] == Counts(found=1)
    assert found.spans["bank_account"] == Counts(missed=1, invented=1)
    assert found.values["social_handle"] == Counts(missed=1)
    assert (found.overall.precision, found.overall.recall) == (1 / 3, 1 / 2)
    assert found.overall.f1 == pytest.approx(0.4)
    assert (found.texts_without, found.alarms, found.roles_right, found.roles) == (1, 1, 1, 1)
    only = score(list(read_texts(TEXT)), read, kinds=frozenset({"bank_account"}))
    assert only.overall == Counts(found=1)


@pytest.mark.parametrize("half", ["development", "frozen"])
def test_a_half_is_as_large_as_it_is_said_to_be(half: str) -> None:
    """Texts with and without identifiers, ten items of each hard form, and no slip in a key."""
    texts = read_folder(LABELLED / half)
    forms = Counter(form for text in texts for form in text.forms for _ in text.items)

    assert sum(bool(text.items) for text in texts) >= SET_WITH
    assert sum(not text.items for text in texts) >= SET_WITHOUT
    assert {form for form in FORMS if forms[form] < ITEMS_PER_FORM} == set()
    assert [slip for text in texts for slip in slips(text)] == []


def test_the_halves_name_no_number_of_one_another() -> None:
    """What is scored is not what was learned from; official lines and sites may recur."""
    halves = [
        {
            (item.kind, item.value)
            for text in read_folder(LABELLED / half)
            for item in text.items
            if item.kind in {"phone", "bank_account", "social_handle", "crypto_wallet", "url"}
            and not item.value.endswith(".gov.vn")
        }
        for half in ("development", "frozen")
    ]

    assert halves[0] & halves[1] == set()

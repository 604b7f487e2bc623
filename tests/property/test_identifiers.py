"""Parsers under any input: one error and no other, and canonical values that stay as they are."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import InvalidIdentifierError
from graph.identifiers import registry
from graph.identifiers.folding import fold

SEEDS = (
    "+84912345678", "0912.345.678", "01203456789", "0692345678", "19001234", "9029", "4.48E+11",
    "970436:0123456789", "VCB 0123456789", "?:0123456789", "x-amlsim:C1", "971025:0912345678",
    "99MM24123A", "telegram:some_name", "https://t.me/+AbCdEf12", "zalo:0912345678",
    "facebook.com/profile.php?id=1000123456", "tg://resolve?domain=abcd1",
    "viber://chat?number=849",
    "https://Evil.com:8080/A?b=C#d", "hxxps://evil[.]com", "http://a.com\\@b.com/",
    "xn--bcher-kva.de",
    "ví-dụ.com", "İstanbul.com", "a[@]b(dot)com", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "android:com.example.app", "ios:123456789",
    "market://details?id=com.a", "192.0.2.1:80", "[2001:db8::1]", "::ffff:1.2.3.4",
    "sha1:" + "a1" * 20,
    "AB:" * 19 + "AB", "javascript:alert(1)", "<img src=x onerror=alert(1)>",
)  # fmt: skip
KINDS = (*registry.KINDS, "telegram", "zalo", "bitcoin", "eth", "STK", "nonsense")
hostile = st.characters(codec=None)
noise = st.one_of(
    st.text(hostile, max_size=3),
    st.sampled_from(["\u202e", "\x00", "\ud800", "\u00ad", "[.]", "[[.]]", "%00", "://", "@", "İ",
                     "ß", "ﬀ", "٣", "\u0301", ".", ":", "/", "?", "#", "\\", "'", " "]),
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return an identifier with pieces cut out, doubled or put in."""
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        to = draw(st.integers(at, min(len(text), at + 6)))
        text = text[:at] + draw(noise) + draw(st.sampled_from([text[at:to] * 2, ""])) + text[to:]
    return text


texts = st.one_of(mutated(), st.text(hostile, max_size=80), st.text(string.printable, max_size=80))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=400, deadline=None)
@given(raw=texts)
def test_any_text_is_an_identifier_or_refused_and_canonical_values_are_stable(
    kind: str, raw: str
) -> None:
    """Nothing but InvalidIdentifierError is raised, and parsing twice changes nothing."""
    try:
        found = registry.parse(kind, raw)
    except InvalidIdentifierError:
        return

    assert registry.parse(found.kind, found.value) == found
    assert found.value
    assert found.value == found.value.strip()
    assert found.value.isprintable()


@settings(max_examples=400, deadline=None)
@given(raw=texts)
@example("phone:")
@example("bank_account:BVB:123456789")
def test_what_a_parser_gives_can_be_shown_searched_and_tied(raw: str) -> None:
    """Caption, terms, tie and joins answer for every canonical value; a tie's end is canonical."""
    for found in registry.readings(raw):
        assert registry.caption(found)
        assert registry.terms(found)[0] == found.value
        assert registry.from_key(found.key) == found
        registry.joins(found)
        tie = registry.tie(found)
        if tie is not None:
            assert registry.parse(tie.target.kind, tie.target.value) == tie.target


@settings(max_examples=300, deadline=None)
@given(national=st.from_regex(r"0(?:3[2-9]|5[2689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}", fullmatch=True),
       gap=st.sampled_from(["", " ", ".", "-", "\u00a0"]),
       lead=st.sampled_from(["0", "+84", "84", "0084", "(+84)", ""]))  # fmt: skip
def test_all_spellings_of_a_mobile_meet_in_one_number(national: str, gap: str, lead: str) -> None:
    """Prefix and separators never make two numbers of one."""
    if len(set(national)) > 2:  # runs of one digit are placeholders
        written = f"{lead}{national[1:4]}{gap}{national[4:7]}{gap}{national[7:]}"

        assert registry.parse("phone", written).value == "+84" + national[1:]


@settings(max_examples=300, deadline=None)
@given(st.text(hostile, max_size=60))
def test_folding_is_stable_and_never_fails(text: str) -> None:
    """A folded text folds to itself, in lower case and without doubled blanks."""
    folded = fold(text)

    assert fold(folded) == folded
    assert "  " not in folded

"""What people write to evade filters, or by ear, is read as what they mean."""

from __future__ import annotations

import pytest

from ingest.text.extract import extract
from ingest.text.normalise import normalise

READ = (
    ("0️⃣9️⃣1️⃣2️⃣ ❾❹⓿ ٠٩ ₀₉ 𝟘𝟟", "0912 940 09 09 07"),
    ("O9l2 345 678, gọi O 968 l57 42O", "0912 345 678, gọi 0 968 157 420"),
    ("nhan o 8821 6699 4035 shb, xe lO triệu", "nhan o 8821 6699 4035 shb, xe lO triệu"),
    ("số không chín một hai, ba bốn năm, sáu bảy tám.", "số 0912345678."),
    ("ba số tám không chín một hai sáu bảy", "888091267"),
    ("khong chin bay, tam muoi mot, ba bay, sau hai bon", "0978137624"),
    ("sau hai năm ba người", "sau hai năm ba người"),
    ("Z.a.l.o 09, Te|egram @a_b, zaIo 09, v1ber 09", "zalo 09, telegram @a_b, zalo 09, viber 09"),
    ("đã lo xong, tê liệt", "đã lo xong, tê liệt"),
    ("https://i -bank .com/x", "https://i-bank.com/x"),
    ("t . me / ten_nao", "t.me/ten_nao"),
    ("mua xong rồi . vip quá", "mua xong rồi . vip quá"),
    ("abc-vn chấm com, a dot b", "abc-vn.com, a dot b"),
    ("ten a còng gmail chấm com", "ten@gmail.com"),
    ("2 chấm 5 top", "2 chấm 5 top"),
)


@pytest.mark.parametrize(("text", "read"), READ)
def test_a_disguise_is_undone_and_nothing_else(text: str, read: str) -> None:
    """Words and amounts that look like one stay as they are."""
    assert normalise(text).text == read


@pytest.mark.parametrize("text", [text for text, _ in READ])
def test_every_character_leads_back_to_where_it_stood(text: str) -> None:
    """In order, also where a word became a digit and a blank went."""
    norm = normalise(text)
    places = [norm.span(i, i + 1) for i in range(len(norm.text))]

    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Zal0 O9l2345678", ("platform:zalo", "undone:letters-for-digits")),
        ("đt không chín một hai ba bốn năm sáu bảy tám", ("word:dt", "undone:spelled-out")),
        ("STK 19036789012 techcom", ("word:stk", "bank:970407")),
        ("chuyển 2tr vào 19036789012", ("paid-into",)),
        ("0912345678", ("form",)),
        ("hxxps://evil[.]com/a", ("scheme", "undone:refanged")),
    ],
)
def test_an_item_tells_what_told_it(text: str, why: tuple[str, ...]) -> None:
    """The rule, the word beside it, and what was undone."""
    [found] = extract(text)

    assert found.why == why

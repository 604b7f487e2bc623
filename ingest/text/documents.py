"""Papers and things that have numbers of their own: `giấy hẹn số 0982…`, `lệnh rút 0903…`."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[a-z]+")
_BREAK = re.compile(r'[.,;:!?()\n"0-9]')
_WINDOW = 48
_NOUNS = frozenset({
    "giay", "phieu", "ticket", "lenh", "voucher", "coupon", "seri", "imei", "booking", "invoice",
    "serial", "barcode", "pnr", "otp", "cccd", "cmnd", "mst", "bhyt", "bhxh",
})  # fmt: skip
_PAIRS = frozenset({
    "hop dong", "cong to", "yeu cau", "quyet dinh", "thong bao", "hoa don", "bien lai", "van don",
    "don hang", "bien ban", "cong van", "to khai", "ho so", "dang ky", "chung nhan", "chung chi",
    "bao hanh", "bao hiem", "buu pham", "buu kien", "kien hang", "dong ho", "xac nhan", "dat san",
})  # fmt: skip
_MARKED = frozenset(
    {"đơn", "thẻ", "mã", "vé", "tờ", "sổ", "lô", "tủ", "kỳ", "thửa", "ghế", "số thẻ"}
)
"""Words that are others without their diacritics."""
_STOPS = frozenset({
    "goi", "lien", "lh", "alo", "sdt", "zalo", "hotline", "phone", "nhan", "tai", "khoan", "stk",
    "tk", "dt", "may", "sim", "tong", "dai", "qua", "gui", "ve", "vao", "toi", "den", "cua", "voi",
    "cho", "tu",
})  # fmt: skip
_FAR, _NEAR = 5, 2


def names_document(folded: str, floor: int, at: int, text: str) -> bool:
    """Say whether the words right before a number name a paper or thing that it is the number of.

    Args:
        folded: the text without diacritics and case.
        floor: where what is read before ends.
        at: where the number begins.
        text: the text itself.
    """
    low = max(floor, at - _WINDOW)
    window = folded[low:at]
    cut = max((broken.start() for broken in _BREAK.finditer(window)), default=-1)
    tokens = [(m[0], low + m.start()) for m in _WORDS.finditer(window, cut + 1)]
    if not tokens or folded[tokens[-1][1] + len(tokens[-1][0]) : at].strip(" :"):
        return False
    numbered = tokens[-1][0] == "so"
    reach = tokens[-_FAR - 1 :] if numbered else tokens[-_NEAR:]
    if numbered:
        reach = reach[:-1]
    return _has_noun(reach, text)


def _has_noun(tokens: list[tuple[str, int]], text: str) -> bool:
    for place in range(len(tokens) - 1, -1, -1):
        word, start = tokens[place]
        if word in _STOPS:
            return False
        if word in _NOUNS or text[start : start + len(word)].lower() in _MARKED:
            return True
        if place and f"{tokens[place - 1][0]} {word}" in _PAIRS:
            return True
    return False

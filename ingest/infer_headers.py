"""What a column's header says that it holds, English or Vietnamese."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.identifiers import registry
from graph.identifiers.crypto_wallet import CHAINS
from graph.identifiers.folding import fold
from graph.identifiers.social_handle import PLATFORMS
from graph.model import Role
from ingest.mapping import DateField
from ingest.role_words import find_role


class Meaning(enum.Enum):
    """What a header names."""

    IDENTIFIER = enum.auto()
    BANK = enum.auto()
    PLATFORM = enum.auto()
    ROLE = enum.auto()
    ID = enum.auto()
    DATE = enum.auto()
    LOSS = enum.auto()
    FORM = enum.auto()
    POLICE_UNIT = enum.auto()
    TITLE = enum.auto()
    TEXT = enum.auto()


@dataclass(frozen=True, slots=True)
class Guess:
    """What a header says.

    Attributes:
        meaning: of the column.
        kind: of its identifiers, a name of the registry or a word that it knows.
        role: that the header names.
        field: which time.
    """

    meaning: Meaning
    kind: str | None = None
    role: Role | None = None
    field: DateField = DateField.REPORTED


_MARKS = re.compile(r"[^\w\s]|_")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WHOLE: dict[str, Meaning] = {
    **dict.fromkeys(
        ("id", "report id", "ma", "ma tin", "ma tin bao", "ma bao cao", "ma don", "ma ho so",
         "ma vu", "ma vu viec", "so tin", "so don", "case id", "ticket", "ticket id", "uuid",
         "message id", "complaint id", "report number", "so thu ly"), Meaning.ID),
    **dict.fromkeys(("vai tro", "role"), Meaning.ROLE),
    **dict.fromkeys(
        ("ngan hang", "ten ngan hang", "bank", "bank name", "bank code", "bin", "ma ngan hang",
         "nh"), Meaning.BANK),
    **dict.fromkeys(
        ("nen tang", "platform", "mang", "chain", "network", "blockchain", "mang luoi",
         "loai tien", "currency", "kenh", "channel", "ung dung mang xa hoi"), Meaning.PLATFORM),
    **dict.fromkeys(
        ("hinh thuc", "hinh thuc lua dao", "form", "loai lua dao", "thu doan", "phuong thuc",
         "scam type", "fraud type", "loai hinh", "loai hinh lua dao"), Meaning.FORM),
    **dict.fromkeys(
        ("don vi", "don vi tiep nhan", "co quan", "co quan tiep nhan", "police unit", "unit",
         "don vi thu ly", "cong an"), Meaning.POLICE_UNIT),
    **dict.fromkeys(("tieu de", "title", "subject", "label", "nhan"), Meaning.TITLE),
    **dict.fromkeys(
        ("noi dung", "mo ta", "text", "message", "content", "description", "narrative",
         "tin nhan", "dien bien", "tom tat", "ghi chu", "note", "notes", "body", "chi tiet",
         "details", "comment", "comments", "noi dung trinh bao", "noi dung vu viec",
         "noi dung tin bao", "noi dung tin nhan", "nguyen van", "remark", "remarks", "story",
         "noi dung phan anh", "noi dung to giac", "bai viet", "post"), Meaning.TEXT),
    **dict.fromkeys(("thiet hai", "so tien", "loss", "damage", "thiet hai vnd"), Meaning.LOSS),
}  # fmt: skip
_BANKS = ("ngan hang", "ten ngan hang", "ma ngan hang", "bank name", "bank code")
_LOSS = ("thiet hai", "bi mat", "chiem doat", "tien mat", "loss", "lost", "tien lua")
_DATE = ("ngay", "thoi gian", "thoi diem", "date", "time", "timestamp", "datetime", "luc")
_DATE_ENDS = (" at", " on")
_OCCURRED = ("xay ra", "su viec", "bi lua", "vu viec", "occurred", "incident", "event",
             "giao dich", "chuyen tien", "transaction", "happened")  # fmt: skip
_OTHER_DATES = ("sinh", "birth", "dob", "cap", "het han", "expiry", "expires", "thanh lap")
_UNITS = ("don vi ", "co quan ", "cong an ")
_OTHER_BANK = ("chu tai khoan", "chu tk", "ten tai khoan", "account name", "account holder",
               "holder")  # fmt: skip


def read_header(header: str) -> Guess | None:
    """Return what a header says, or None.

    >>> read_header("SĐT người trình báo").role
    <Role.REPORTER: 'reporter'>
    >>> read_header("suspect_account").kind
    'account'
    """
    words = _words(header)
    text = " ".join(words)
    whole = _WHOLE.get(text)
    if whole is not None:
        return Guess(whole)
    if _has(text, _OTHER_BANK):
        return None
    if text.startswith(_UNITS):
        return Guess(Meaning.POLICE_UNIT)
    if _is_date(text):
        return _date(text)
    if _has(text, _LOSS):
        return Guess(Meaning.LOSS)
    return _identifier(words) or _beside(words)


def _words(header: str) -> list[str]:
    spaced = _MARKS.sub(" ", _CAMEL.sub(" ", header))
    return fold(spaced).split()[:12]  # a longer header is a sentence


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    padded = f" {text} "
    return any(f" {phrase} " in padded for phrase in phrases)


def _is_date(text: str) -> bool:
    return _has(text, _DATE) or text.endswith(_DATE_ENDS)


def _date(text: str) -> Guess | None:
    if _has(text, _OTHER_DATES):
        return None
    field = DateField.OCCURRED if _has(text, _OCCURRED) else DateField.REPORTED
    return Guess(Meaning.DATE, field=field)


def _identifier(words: list[str]) -> Guess | None:
    place = _place_of_kind(words)
    if place is None:
        return None
    kind = " ".join(words[slice(*place)])
    role = _role([*words[: place[0]], *words[place[1] :]])
    if kind == "bank":
        return Guess(Meaning.BANK, role=role)
    return Guess(Meaning.IDENTIFIER, kind=kind, role=role)


def _place_of_kind(words: list[str]) -> tuple[int, int] | None:
    """Return where the kind is named; a platform or chain says more than `account` or `wallet`."""
    place = _longest(words, registry.find_kind)
    if place is None:
        return None
    wallet = registry.find_kind(" ".join(words[slice(*place)])) == "crypto_wallet"
    for at, word in enumerate(words):
        if word in PLATFORMS or (wallet and word in CHAINS):
            return at, at + 1
    return place


def _role(words: list[str]) -> Role | None:
    place = _longest(words, find_role)
    return find_role(" ".join(words[slice(*place)])) if place else None


def _beside(words: list[str]) -> Guess | None:
    """Return the bank of a role: `ngân hàng nghi vấn`."""
    place = _longest(words, lambda text: text in _BANKS)
    if place is None:
        return None
    return Guess(Meaning.BANK, role=_role([*words[: place[0]], *words[place[1] :]]))


def _longest(words: list[str], find: Callable[[str], object]) -> tuple[int, int] | None:
    """Return the place of the longest run of words that means something; the first of equals."""
    return next(
        (place for place in _runs(len(words)) if find(" ".join(words[slice(*place)]))), None
    )


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for length in range(count, 0, -1):
        for start in range(count - length + 1):
            yield start, start + length

"""What a column's header says that it holds, English or Vietnamese."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from graph.identifiers import registry
from graph.identifiers.crypto_wallet import CHAINS
from graph.identifiers.folding import fold
from graph.identifiers.social_handle import PLATFORMS
from graph.model import Role
from ingest.infer_roles import (
    has_words,
    is_aside,
    is_host_company,
    longest_run,
    role_in,
    transfer_role,
)
from ingest.mapping import DateField


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
    ASIDE = enum.auto()


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


_MAX_HEADER = 300
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
         "noi dung phan anh", "noi dung to giac", "bai viet", "post", "violations",
         "alleged violations", "allegations", "hanh vi", "hanh vi vi pham"), Meaning.TEXT),
    **dict.fromkeys(("thiet hai", "so tien", "loss", "damage", "thiet hai vnd"), Meaning.LOSS),
}  # fmt: skip
_BANKS = ("nh", "ngan hang", "ten ngan hang", "ma ngan hang", "bank name", "bank code")
_ROLES = ("role", "vai tro")
_LOSS = ("thiet hai", "bi mat", "chiem doat", "tien mat", "loss", "lost", "tien lua")
_DATE = ("ngay", "thoi gian", "thoi diem", "date", "time", "timestamp", "datetime", "luc")
_DATE_ENDS = (" at", " on")
_OCCURRED = ("xay ra", "su viec", "bi lua", "vu viec", "occurred", "incident", "event",
             "giao dich", "chuyen tien", "transaction", "happened")  # fmt: skip
_OTHER_DATES = ("sinh", "birth", "dob", "cap", "het han", "expiry", "expires", "thanh lap")
_UNITS = ("don vi ", "co quan ", "cong an ")
_OTHER_BANK = ("chu tai khoan", "chu tk", "ten tai khoan", "account name", "account holder",
               "holder")  # fmt: skip
_IMITATED = ("impersonations", "impersonates", "brand infringements")


def read_header(header: str) -> Guess | None:
    """Return what a header says, or None.

    >>> read_header("SĐT người trình báo").role
    <Role.REPORTER: 'reporter'>
    >>> read_header("suspect_account").kind
    'account'
    """
    text = fold_header(header)
    words = text.split()
    whole = _WHOLE.get(text)
    if whole is not None:
        return Guess(whole)
    if has_words(text, _OTHER_BANK):
        return None
    if _is_date(text) and not text.startswith(_UNITS):
        return _date(text)
    return _other(text) or _identifier(words) or _beside(words)


def _other(text: str) -> Guess | None:
    """Return what a header says that names no identifier of the matter."""
    if has_words(text, _IMITATED):
        return Guess(Meaning.TEXT, role=Role.IMPERSONATED)
    if text.startswith(_UNITS):
        return Guess(Meaning.POLICE_UNIT)
    if has_words(text, _LOSS):
        return Guess(Meaning.LOSS)
    return Guess(Meaning.ASIDE) if is_aside(text) else None


def fold_header(header: str) -> str:
    """Return a header's words in small letters without marks."""
    spaced = _MARKS.sub(" ", _CAMEL.sub(" ", header[:_MAX_HEADER]))
    return " ".join(fold(spaced).split()[:12])  # a longer header is a sentence


def names_host_company(header: str) -> bool:
    """Say whether a header is about who hosts or registers a site."""
    return is_host_company(fold_header(header))


def _is_date(text: str) -> bool:
    return has_words(text, _DATE) or text.endswith(_DATE_ENDS)


def _date(text: str) -> Guess | None:
    if has_words(text, _OTHER_DATES):
        return None
    field = DateField.OCCURRED if has_words(text, _OCCURRED) else DateField.REPORTED
    return Guess(Meaning.DATE, field=field)


def _identifier(words: list[str]) -> Guess | None:
    place = _place_of_kind(words)
    if place is None:
        return None
    kind = " ".join(words[slice(*place)])
    if has_words(" ".join(words), _ROLES):
        return Guess(Meaning.ROLE, kind=kind)
    role = role_in([*words[: place[0]], *words[place[1] :]])
    if role is None and registry.find_kind(kind) == "bank_account":
        role = transfer_role([*words[: place[0]], *words[place[1] :]])
    meaning = Meaning.BANK if kind == "bank" else Meaning.IDENTIFIER
    return Guess(meaning, kind=kind if meaning is Meaning.IDENTIFIER else None, role=role)


def _place_of_kind(words: list[str]) -> tuple[int, int] | None:
    """Return where the kind is named; a platform or chain says more than `account` or `wallet`."""
    place = longest_run(words, registry.find_kind)
    if place is None:
        return None
    wallet = registry.find_kind(" ".join(words[slice(*place)])) == "crypto_wallet"
    for at, word in enumerate(words):
        if word in PLATFORMS or (wallet and word in CHAINS):
            return at, at + 1
    return place


def _beside(words: list[str]) -> Guess | None:
    """Return the bank of a role: `ngân hàng nghi vấn`."""
    place = longest_run(words, lambda text: text in _BANKS)
    if place is None:
        return None
    rest = [*words[: place[0]], *words[place[1] :]]
    return Guess(Meaning.BANK, role=role_in(rest) or transfer_role(rest))

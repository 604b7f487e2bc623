"""Whose a column of identifiers is: told by its header, or by the columns before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graph.model import Role
from ingest.role_words import find_role

_RECEIVERS = ("nhan", "nguoi nhan", "nhan tien", "thu huong", "nguoi thu huong", "dich", "den",
              "receiver", "receiving", "recipient", "beneficiary", "payee", "to", "destination",
              "dest")  # fmt: skip
_SENDERS = ("chuyen", "nguoi chuyen", "chuyen tien", "chuyen di", "gui", "nguoi gui", "nguon",
            "from", "sender", "sending", "payer", "remitter", "source", "originator")  # fmt: skip
_HOSTS = ("registrar", "hoster", "hosting", "hosting provider", "nameserver", "nameservers",
          "name server", "dns server", "dns provider", "dns middleman", "whois", "isp",
          "nha dang ky", "nha dang ky ten mien", "nha cung cap dich vu",
          "nha cung cap ten mien", "nha cung cap hosting", "may chu ten mien")  # fmt: skip
_PAPERS = ("evidence", "proof", "screenshot", "screenshots", "archive", "archived", "reference",
           "references", "abuse", "report link", "report url", "article", "bang chung", "chung cu",
           "anh chup", "hinh anh", "link anh", "url anh", "luu tru", "tham khao", "tham chieu",
           "link bao", "link bao cao")  # fmt: skip
_OFFICE = ("can bo", "dieu tra vien", "officer", "handler", "staff", "assigned to", "assignee",
           "investigator", "police", "canh sat", "cong an", "co quan", "don vi",
           "nguoi tiep nhan")  # fmt: skip
_ORIGIN = ("source", "nguon", "nguon tin")
_LINKS = ("link", "url", "lien ket", "duong dan", "duong link", "website", "web", "uri")
_NAMES = ("ho ten", "ho va ten", "name", "full name", "fullname", "ten day du")
_CONTACT = ("lien he", "contact", "lien lac", "nguoi lien he")


def has_words(text: str, phrases: Sequence[str]) -> bool:
    """Say whether one of the phrases stands in a text as whole words; both are folded."""
    padded = f" {text} "
    return any(f" {phrase} " in padded for phrase in phrases)


def is_host_company(text: str) -> bool:
    """Say whether a folded header is about who hosts or registers a site."""
    return has_words(text, _HOSTS)


def is_aside(text: str) -> bool:
    """Say whether a folded header names what stands beside the matter: no identifier of it.

    Who hosts or registers, who works on it, evidence, and where it was read. What all rows
    have in common there would join them all.
    """
    if is_host_company(text) or has_words(text, _PAPERS) or text in _ORIGIN:
        return True
    if has_words(text, _ORIGIN) and has_words(text, _LINKS):
        return True
    return has_words(text, _OFFICE) and role_in(text.split()) is None


def is_name(text: str) -> bool:
    """Say whether a folded header is a person's name, whoever they are."""
    return text in _NAMES


def is_contact(text: str) -> bool:
    """Say whether a folded header is how to reach somebody."""
    return has_words(text, _CONTACT)


def role_in(words: list[str]) -> Role | None:
    """Return the role that the words of a header name, the longest run first."""
    place = longest_run(words, find_role)
    return find_role(" ".join(words[slice(*place)])) if place else None


def transfer_role(words: list[str]) -> Role | None:
    """Return whose account it is by the way the money went: `STK nhận`, `from account`.

    In what people report, who sent is the victim and who received the suspect.
    """
    text = " ".join(words)
    if has_words(text, _RECEIVERS):
        return Role.SUSPECT
    return Role.VICTIM if has_words(text, _SENDERS) else None


def longest_run(words: list[str], find: Callable[[str], object]) -> tuple[int, int] | None:
    """Return the place of the longest run of words that means something; the first of equals."""
    return next(
        (place for place in _runs(len(words)) if find(" ".join(words[slice(*place)]))), None
    )


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for length in range(count, 0, -1):
        for start in range(count - length + 1):
            yield start, start + length

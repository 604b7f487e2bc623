"""The form of a text that extraction reads: composed, its disguises undone."""

from __future__ import annotations

from ingest.text.characters import composed, needs_composing
from ingest.text.mapped import Mapped
from ingest.text.undisguise.fangs import refang
from ingest.text.undisguise.hosts import join_hosts
from ingest.text.undisguise.labels import read_labels
from ingest.text.undisguise.letters import read_letters
from ingest.text.undisguise.spelled import read_spelled


def normalise(text: str) -> Mapped:
    """Return a text in the form that extraction reads; any text has one.

    >>> normalise("Số ０９１２ là evil[.]com").text
    'Số 0912 là evil.com'
    """
    norm = Mapped(*_composed(text)) if needs_composing(text) else Mapped(text)
    for step in (refang, join_hosts, read_spelled, read_letters, read_labels):
        norm = step(norm)
    return norm


def _composed(text: str) -> tuple[str, str, list[int], list[int]]:
    new, starts, ends = composed(text)
    return new, "", starts, ends

"""Exports: rings, brokers or the whole graph as CSV or JSONL, for other tools.

What is written: see `casework.exports_rings` and `casework.exports_graph`; how: see
`casework.exports_files`. The same store gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Literal

from casework.exports_files import Format, Table, open_output, write_table
from casework.exports_graph import GRAPH_COLUMNS, graph_rows
from casework.exports_rings import BROKER_COLUMNS, RING_COLUMNS, broker_rows, ring_rows
from graph.errors import InvalidInputError
from graph.store.port import GraphStore

What = Literal["rings", "brokers", "graph"]


def export(
    store: GraphStore,
    *,
    what: str,
    format: str,  # noqa: A002 - the word of the command line
    out: Path | BinaryIO,
    include_private: bool = False,
    for_spreadsheet: bool = False,
) -> None:
    """Write what a store holds.

    Args:
        store: to read.
        what: `rings`, `brokers` or `graph`.
        format: `csv` or `jsonl`.
        out: an open binary file, or a path: it is replaced as a whole, once all is written.
        include_private: in the graph also victims' and reporters' identifiers.
        for_spreadsheet: CSV that is opened by hand: see exports_files.

    Raises:
        InvalidInputError: an unknown word, or the path can't be written.
        NoRunError: rings or brokers are asked for before the first detection.
        StoreUnavailableError: another run became current meanwhile.
    """
    table = _table(store, what, include_private=include_private)
    form = _format(format)
    with open_output(out) as file:
        write_table(table, file, form, for_spreadsheet=for_spreadsheet)


def write_rings(
    store: GraphStore,
    file: Path | BinaryIO,
    format: Format,  # noqa: A002
) -> None:
    """Write the current run's rings, one row per identifier: see export."""
    export(store, what="rings", format=format, out=file)


def write_brokers(
    store: GraphStore,
    file: Path | BinaryIO,
    format: Format,  # noqa: A002
) -> None:
    """Write the current run's brokers, one row per ring that each touches: see export."""
    export(store, what="brokers", format=format, out=file)


def write_graph(
    store: GraphStore,
    file: Path | BinaryIO,
    format: Format,  # noqa: A002
    *,
    include_private: bool = False,
) -> None:
    """Write all mentions and links in force: see export."""
    export(store, what="graph", format=format, out=file, include_private=include_private)


def _table(store: GraphStore, what: str, *, include_private: bool) -> Table:
    if what == "rings":
        return Table(RING_COLUMNS, ring_rows(store))
    if what == "brokers":
        return Table(BROKER_COLUMNS, broker_rows(store))
    if what == "graph":
        return Table(GRAPH_COLUMNS, graph_rows(store, include_private=include_private))
    raise InvalidInputError(
        what_vi=f"Không xuất được {what[:50]!r}. Hãy chọn rings, brokers hoặc graph.",
        what_en=f"Cannot export {what[:50]!r}. Choose rings, brokers or graph.",
    )


def _format(word: str) -> Format:
    if word == "csv":
        return "csv"
    if word == "jsonl":
        return "jsonl"
    raise InvalidInputError(
        what_vi=f"Không có định dạng {word[:50]!r}. Hãy chọn csv hoặc jsonl.",
        what_en=f"There is no format {word[:50]!r}. Choose csv or jsonl.",
    )

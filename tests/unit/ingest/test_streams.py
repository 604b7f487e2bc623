"""Streams: tomorrow's export under another date is the same stream."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.streams import MAX_STREAM_LENGTH, stream_of_name, stream_problem


@pytest.mark.parametrize(
    ("path", "stream"),
    [
        ("in/tin-bao-2026-11-23.csv", "tin-bao"), ("tin-bao-2026-11-24.csv", "tin-bao"),
        ("tin-bao_20261123.csv", "tin-bao"), ("bao_cao_23.11.2026.csv", "bao_cao"),
        ("bao cao 23-11-2026 (1).csv", "bao cao (1)"), ("20261123-tin-bao.jsonl", "tin-bao"),
        ("tin-bao-2026-11.csv", "tin-bao"), ("tin-bao-11-2026.csv", "tin-bao"),
        ("tin-bao-2026.csv", "tin-bao"), ("report_20240917_iocs.csv", "report_iocs"),
        ("tin-bao-20261123T1405.csv", "tin-bao"), ("tin-bao-2026-11-23 14.05.30.csv", "tin-bao"),
        ("bank/2026-11-23.csv", "bank"), ("2026-11-23.csv", "nguon"), ("-", "stdin"),
        ("tin-bao.csv.gz", "tin-bao"), ("tin.bao.yaml", "tin.bao"), ("TIN.CSV", "TIN"),
        ("số 0912345678.csv", "số 0912345678"), ("a:b.csv", "a-b"), ("a\u202eb.csv", "a-b"),
        ("", "nguon"), ("/", "nguon"), (".csv", "nguon"), ("CVE-20241.csv", "CVE-20241"),
    ],
)  # fmt: skip
def test_a_files_stream_is_its_name_without_extension_and_date(path: str, stream: str) -> None:
    """Dates in the usual forms go; other numbers stay; a mere date takes the folder's name."""
    assert stream_of_name(path) == stream


@pytest.mark.parametrize("stream", ["a", "Tin báo PA05", "x" * MAX_STREAM_LENGTH, "2026"])
def test_ordinary_names_are_fit(stream: str) -> None:
    """Letters, blanks within and digits."""
    assert stream_problem(stream) is None


@pytest.mark.parametrize(
    "stream", ["", " ", " a", "a ", "x" * 101, "a:b", "a\nb", "a\u202eb", "a\ud800", "\x00"]
)
def test_unfit_names_are_explained_in_both_languages(stream: str) -> None:
    """Colons would break report ids; hidden characters would spoof names."""
    problem = stream_problem(stream)

    assert problem is not None
    assert problem[0] != problem[1]


@given(st.text(st.characters(codec=None), max_size=150))
def test_every_file_has_a_fit_stream(path: str) -> None:
    """Whatever a file is called, its stream can be used."""
    assert stream_problem(stream_of_name(path)) is None

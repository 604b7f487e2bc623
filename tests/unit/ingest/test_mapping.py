"""Mapping files: read exactly, refused with line and key, written so that they read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidMappingError
from graph.identifiers import registry
from graph.identifiers.folding import fold
from graph.model import LinkType, Role
from ingest import mapping as mapping_module
from ingest.mapping import (
    Column,
    DateColumn,
    DateField,
    IdentifierColumn,
    LinkRule,
    LossColumn,
    Mapping,
    MappingBook,
    Otherwise,
    PlainColumn,
    Shape,
    Use,
)
from ingest.mapping_file import parse_mapping, read_mapping
from ingest.mapping_nodes import MAX_MAPPING_CHARACTERS
from ingest.mapping_write import to_yaml
from ingest.sources.options import ReadOptions
from ingest.values_dates import Order


def _one(text: str) -> Mapping:
    (mapping,) = parse_mapping(text, "m.yaml").mappings
    return mapping


def _documented_example() -> str:
    lines = (mapping_module.__doc__ or "").split("\n")
    return "\n".join(line[4:] for line in lines if line.startswith("    "))


def test_the_documented_example_is_read_as_documented() -> None:
    """The module's docstring is a mapping, and each of its lines means what it says."""
    mapping = _one(_documented_example())
    columns = {column.column: column for column in mapping.columns}

    assert mapping.stream == "tin-bao-pa05"
    assert mapping.files == ("tin-bao-*.csv",)
    assert mapping.id_column == "mã tin"
    assert mapping.words == (("ke gian", "suspect"),)
    assert mapping.read == ReadOptions(encoding="utf-8", delimiter=";")
    assert columns["sđt nghi vấn"] == IdentifierColumn(
        "sđt nghi vấn", kind="phone", role=Role.SUSPECT, many=True, separator=";"
    )
    assert columns["nhãn"] == IdentifierColumn("nhãn", kind="domain", otherwise=Otherwise.TITLE)
    assert columns["ngày trình báo"] == DateColumn("ngày trình báo", order=Order.DAY_MONTH)
    assert columns["ngày xảy ra"] == DateColumn("ngày xảy ra", DateField.OCCURRED)
    assert columns["thiệt hại"] == LossColumn("thiệt hại")
    assert columns["ghi chú"] == PlainColumn("ghi chú", Use.IGNORE)
    assert mapping.links == (
        LinkRule(
            LinkType.TRANSFERRED_TO,
            IdentifierColumn("từ", kind="bank_account", system="amlsim"),
            IdentifierColumn("đến", kind="bank_account", bank="Vietcombank"),
            "số tiền",
            "USD",
            DateColumn("lúc", order=Order.DAY_MONTH),
        ),
    )


def test_columns_that_are_read_are_named_once_each() -> None:
    """Ids, helper columns and links count; ignored columns do not."""
    names = _one(_documented_example()).named_columns()

    assert len(names) == len(set(names))
    assert {"mã tin", "ngân hàng", "mạng", "vai trò", "từ", "đến", "số tiền", "lúc"} <= set(names)
    assert "ghi chú" not in names


@pytest.mark.parametrize(
    ("word", "column"),
    [
        ("phone", IdentifierColumn("x", kind="phone")),
        ("telegram", IdentifierColumn("x", kind="telegram")),
        ("btc", IdentifierColumn("x", kind="btc")),
        ("sđt", IdentifierColumn("x", kind="sđt")),
        ("form", PlainColumn("x", Use.FORM)),
        ("text", PlainColumn("x", Use.TEXT)),
        ("reported", DateColumn("x", DateField.REPORTED)),
        ("occurred", DateColumn("x", DateField.OCCURRED)),
        ("loss", LossColumn("x")),
        ("{loss: USD}", LossColumn("x", "USD")),
        ("{text: true, role: victim}", PlainColumn("x", Use.TEXT, Role.VICTIM)),
        ("{date: occurred, start: 2017-01-01}",
         DateColumn("x", DateField.OCCURRED, start=date(2017, 1, 1))),
        ("{kind: phone, separator: '/'}",
         IdentifierColumn("x", kind="phone", many=True, separator="/")),
    ],
)  # fmt: skip
def test_a_column_may_be_one_word_or_a_few_keys(word: str, column: Column) -> None:
    """Short forms and long forms give the same values."""
    mapping = _one(f"version: 1\ncolumns:\n  x: {word}\n  y: phone\n")

    assert mapping.columns[0] == column


HEAD = "version: 1\ncolumns: {sđt: phone}\n"


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("", 1, ""),
        ("# only a comment\n", 1, ""),
        ("- a\n", 1, ""),
        ("just text\n", 1, ""),
        ("columns: {a: phone}\n", 1, "version"),
        ("version: 2\ncolumns: {a: phone}\n", 1, "version"),
        ("version: 1\n", 1, "columns"),
        ("version: 1\ncolumns:\n  a: title\n", 3, "columns"),
        ("version: 1\ncolumns:\n  a: phnoe\n", 3, "a"),
        ("version: 1\ncolumns:\n  a: phone\n  a: domain\n", 4, "a"),
        ("version: 1\ncolumns:\n  a: {knd: phone}\n", 3, "knd"),
        ("version: 1\ncolumns:\n  a: {kind: phnoe}\n", 3, "kind"),
        ("version: 1\ncolumns:\n  a: {role: suspect}\n", 3, "a"),
        ("version: 1\ncolumns:\n  a:\n    kind: phone\n    role: boss\n", 5, "role"),
        ("version: 1\ncolumns:\n  a: {kind: phone, date: reported}\n", 3, "kind"),
        ("version: 1\ncolumns:\n  a: {date: reported, loss: VND}\n", 3, "a"),
        ("version: 1\ncolumns:\n  a: {date: yesterday}\n", 3, "date"),
        ("version: 1\ncolumns:\n  a: {date: reported, order: year-first}\n", 3, "order"),
        ("version: 1\ncolumns:\n  a: {date: reported, start: 2017-13-01}\n", 3, "start"),
        ("version: 1\ncolumns:\n  a: {loss: dong}\n", 3, "loss"),
        ("version: 1\ncolumns:\n  a: {text: false}\n", 3, "text"),
        ("version: 1\ncolumns:\n  a: {text: maybe}\n", 3, "text"),
        ("version: 1\ncolumns:\n  a: [phone]\n", 3, "a"),
        ("version: 1\ncolumns:\n  a: {kind: [phone]}\n", 3, "kind"),
        ("version: 1\ncolumns:\n  a: {kind: phone, many: 2}\n", 3, "many"),
        ("version: 1\ncolumns:\n  a: {kind: phone, separator: ''}\n", 3, "separator"),
        ("version: 1\ncolumns:\n  a: {kind: phone, otherwise: drop}\n", 3, "otherwise"),
        ("version: 1\ncolumns:\n  a: {kind: bank_account, system: A B}\n", 3, "system"),
        ("version: 1\ncolumns:\n  a: {kind: bank_account, system: a, bank: b}\n", 3, "system"),
        ("version: 1\ncolumns: [a]\n", 2, "columns"),
        (HEAD + "colums: {}\n", 3, "colums"),
        (HEAD + "stream: 'a:b'\n", 3, "stream"),
        (HEAD + "stream: [a]\n", 3, "stream"),
        (HEAD + "shape: wide\n", 3, "shape"),
        (HEAD + "shape: long\n", 3, "shape"),
        (HEAD + "id: a\nidentity: [b]\n", 4, "identity"),
        (HEAD + "identity: {a: b}\n", 3, "identity"),
        (HEAD + "role: boss\n", 3, "role"),
        (HEAD + "ignore: perhaps\n", 3, "ignore"),
        (HEAD + "words: {kẻ gian: boss}\n", 3, "kẻ gian"),
        (HEAD + "words: [a]\n", 3, "words"),
        (HEAD + "read: {encoding: klingon}\n", 3, "encoding"),
        (HEAD + "read: {encoding: zip}\n", 3, "encoding"),
        (HEAD + "read: {delimiter: ';;'}\n", 3, "delimiter"),
        (HEAD + "read: {delimiter: '\"'}\n", 3, "delimiter"),
        (HEAD + "read: {split: word}\n", 3, "split"),
        (HEAD + "read: {header: 1}\n", 3, "header"),
        (HEAD + "read: {sheet: 1}\n", 3, "sheet"),
        (HEAD + "links: {}\n", 3, "links"),
        (HEAD + "links:\n  - a\n", 4, "links"),
        (HEAD + "links:\n  - source: {column: a, kind: phone}\n", 4, "links"),
        (HEAD + "links:\n  - type: LOVES\n", 4, "type"),
        (HEAD + "links:\n  - type: KEYED_BY\n", 4, "links"),
        (HEAD + "links:\n  - type: KEYED_BY\n    source: {kind: phone}\n", 5, "source"),
        (HEAD + "links:\n  - type: KEYED_BY\n    source: {column: a}\n", 5, "source"),
        (HEAD + "links:\n  - type: KEYED_BY\n    source: {column: a, kind: phone}\n"
         "    target: {column: b, kind: phone, many: true}\n", 6, "many"),
        ("version: 1\n\n---\nversion: 1\ncolumns: {a: phnoe}\n", 1, "columns"),
        (HEAD + "---\nversion: 1\ncolumns:\n  a: phnoe\n", 6, "a"),
        ("version: 1\ncolumns: {a: phone\n", 3, ""),
        ("version: 1\n\tcolumns: x\n", 2, ""),
        ("a: &x 1\nb: *x\n", 2, "x"),
        ("version: 1\n? [a, b]\n: c\n", 2, None),
        ("version: 1\n'': c\n", 2, ""),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_line_and_key(text: str, line: int, key: str | None) -> None:
    """The person who wrote it knows where to look, in both languages."""
    with pytest.raises(InvalidMappingError) as caught:
        parse_mapping(text, "m.yaml")

    assert caught.value.file == "m.yaml"
    assert caught.value.line == line
    assert key is None or caught.value.key == key
    assert caught.value.message("vi") != caught.value.message("en")


def test_a_misspelt_word_gets_a_suggestion() -> None:
    """`phnoe` is asked back as `phone`."""
    with pytest.raises(InvalidMappingError, match="did you mean 'phone'"):
        _one("version: 1\ncolumns:\n  a: phnoe\n")
    with pytest.raises(InvalidMappingError, match="did you mean 'columns'"):
        _one("version: 1\ncolums: {}\n")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "{a: " * 5000,
        "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
        "!!python/object/apply:os.system ['true']\n",
        "version: 1\ncolumns:\n" + "".join(f"  c{i}: title\n" for i in range(30_000)),
        "#" * (MAX_MAPPING_CHARACTERS + 1),
        "version: 1\x00",
        "version: 1\ncolumns: {\ud800: phone}",
        "version: !!binary x\n",
        "%YAML 9.9\n---\na: b\n",
    ],
    ids=["lists", "objects", "bomb", "tag", "huge", "long", "nul", "surrogate", "binary",
    "version"],
)  # fmt: skip
def test_hostile_yaml_is_refused_quickly_and_runs_nothing(text: str) -> None:
    """Depth, size, aliases and tags end in the same error as any mistake."""
    with pytest.raises(InvalidMappingError):
        parse_mapping(text, "m.yaml")


def test_texts_are_taken_as_written() -> None:
    """YAML's own ideas about `no`, `1` and dates do not change a column's name."""
    mapping = _one("version: 1\nid: no\ncolumns: {1: phone, 2024-01-01: domain, yes: email}\n")

    assert mapping.id_column == "no"
    assert [column.column for column in mapping.columns] == ["1", "2024-01-01", "yes"]


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    """Editors on Windows put one there."""
    path = tmp_path / "mapping.yaml"
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_text(HEAD, encoding=encoding)

        assert read_mapping(path).mappings[0].columns == (IdentifierColumn("sđt", kind="phone"),)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Missing, a folder, or in another encoding: the file's name and what is needed."""
    bad = tmp_path / "bad.yaml"
    bad.write_bytes("cột: sđt".encode("utf-16"))
    why = {tmp_path / "none.yaml": "No such file", tmp_path: "directory", bad: "UTF-8"}
    for path, reason in why.items():
        with pytest.raises(InvalidMappingError, match=reason) as caught:
            read_mapping(path)
        assert caught.value.file == path.name


def test_each_file_gets_the_first_mapping_that_serves_it() -> None:
    """Patterns ignore case; a mapping without patterns serves all; none may be left."""
    book = parse_mapping(
        "version: 1\nfiles: ['A-*.csv', b.csv]\ncolumns: {a: phone}\n"
        "---\nversion: 1\nfiles: '*.txt'\nignore: true\n"
        "---\nversion: 1\ncolumns: {b: phone}\n",
        "m.yaml",
    )

    assert book.find("a-2026.CSV") == book.mappings[0]
    assert book.find("B.csv") == book.mappings[0]
    ignored = book.find("readme.txt")
    assert ignored is not None
    assert ignored.ignore
    assert book.find("other.json") == book.mappings[2]
    assert MappingBook("m", book.mappings[:1]).find("c.csv") is None


def test_a_dry_run_asks_for_the_order_and_shows_the_stream_as_comments() -> None:
    """Comments change nothing when the text is read back."""
    mapping = Mapping(columns=(DateColumn("ngày"), IdentifierColumn("sđt", kind="phone")))
    text = to_yaml(mapping, ask=["ngày"], stream="tin bao\nx: y")

    assert "order: day-month | month-day" in text
    assert '# stream: "tin bao\\nx: y"' in text
    assert _one(text) == mapping


# ---- what is written reads back as the same mapping

names = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12
)
odd_names = st.sampled_from(
    ["no", "null", "Null", "~", "1", "1e3", "a: b", "a #b", "'", '"', "{", "- a", "?", "!x", "&a",
    "*a",
     "%", "@", "`", "true", "2024-01-01", " a ", "a\nb", "\u2028", "=", "<<", ".", "ngày: tháng"]
)  # fmt: skip
texts = st.one_of(names, odd_names)
roles = st.one_of(st.none(), st.sampled_from(list(Role)))
kinds = st.sampled_from([*registry.KINDS, "telegram", "btc", "STK"])
maybe = st.one_of(st.none(), texts)


@st.composite
def identifier_columns(draw: st.DrawFn) -> IdentifierColumn:
    """Return any valid column of identifiers."""
    system = draw(st.one_of(st.none(), st.from_regex(r"[a-z0-9][a-z0-9-]{0,30}", fullmatch=True)))
    separator = draw(st.one_of(st.none(), st.text(";,|/ \n\t", min_size=1, max_size=10)))
    kind_column = draw(maybe)
    return IdentifierColumn(
        draw(texts),
        kind=draw(kinds) if kind_column is None else draw(st.one_of(st.none(), kinds)),
        kind_column=kind_column,
        role=draw(roles),
        role_column=draw(maybe),
        bank=None if system else draw(maybe),
        bank_column=None if system else draw(maybe),
        system=system,
        many=draw(st.booleans()),
        separator=separator,
        otherwise=draw(st.sampled_from(list(Otherwise))),
    )


orders = st.one_of(st.none(), st.sampled_from(list(Order)))
days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
date_columns = st.builds(DateColumn, texts, st.sampled_from(list(DateField)), orders, days)
currencies = st.sampled_from(["VND", "USD", "USDT"])
columns = st.one_of(
    identifier_columns(),
    date_columns,
    st.builds(LossColumn, texts, currencies),
    st.builds(PlainColumn, texts, st.sampled_from(list(Use)), roles),
)
ends = identifier_columns().map(
    lambda end: replace(
        end, role=None, role_column=None, many=False, separator=None, otherwise=Otherwise.REJECT
    )
)
rules = st.builds(
    LinkRule,
    st.sampled_from(list(LinkType)),
    ends,
    ends,
    st.one_of(st.none(), texts),
    currencies,
    st.one_of(st.none(), date_columns.map(lambda c: replace(c, field=DateField.REPORTED))),
).map(lambda rule: rule if rule.amount_column else replace(rule, currency="VND"))
options = st.builds(
    ReadOptions,
    encoding=st.sampled_from([None, "utf-8", "windows-1258", "utf-16-le"]),
    delimiter=st.one_of(st.none(), st.sampled_from([";", "\t", "|", ":", "#", "ф"])),
    header=st.booleans(),
    records=maybe,
    inherit=st.booleans(),
    split=st.sampled_from(["none", "blank-line", "line"]),
)
words = st.dictionaries(
    texts.map(fold).filter(bool), st.sampled_from([*Role, *registry.KINDS]).map(str), max_size=3
).map(lambda found: tuple(sorted(found.items())))


@st.composite
def mappings(draw: st.DrawFn) -> Mapping:
    """Return any valid mapping."""
    anchor = IdentifierColumn("cột chính", kind="phone")
    found = draw(st.lists(columns, max_size=4, unique_by=lambda c: c.column))
    id_column = draw(maybe)
    return Mapping(
        columns=(anchor, *(c for c in found if c.column != anchor.column)),
        links=tuple(draw(st.lists(rules, max_size=2))),
        stream=draw(st.one_of(st.none(), st.sampled_from(["a", "tin báo", "1", "no", "x # y"]))),
        shape=draw(st.sampled_from(list(Shape))) if id_column else Shape.ROW,
        id_column=id_column,
        identity=() if id_column else tuple(draw(st.lists(texts, max_size=3))),
        role=draw(st.sampled_from(list(Role))),
        words=draw(words),
        read=draw(options),
        files=tuple(draw(st.lists(texts, max_size=3))),
    )


@settings(max_examples=300, deadline=None)
@given(mappings())
def test_what_is_written_reads_back_as_the_same_mapping(mapping: Mapping) -> None:
    """Whatever the columns are called."""
    assert _one(to_yaml(mapping)) == mapping


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.text("version: 1\ncolumns{}[]-'\"#&*!|>%@", max_size=200))
)
def test_any_text_is_a_mapping_or_one_error(text: str) -> None:
    """Nothing but InvalidMappingError is raised."""
    try:
        parse_mapping(text, "m.yaml")
    except InvalidMappingError as error:
        at = error.line

        assert at >= 1

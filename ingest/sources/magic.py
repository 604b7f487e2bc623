"""Tell binary files by how they begin, and by what no text contains."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from ingest.sources.scan import Scan

_NUL_SHARE = 0.1
_CONTROL_SHARE = 0.05
_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Binary:
    """What a binary file is, and what to do: each as (Vietnamese, English)."""

    detail: tuple[str, str]
    mend: tuple[str, str] | None = None


def _is(vi: str, en: str) -> Binary:
    return Binary((f"Đây là {vi}.", f"This is {en}."))


_OFFICE = Binary(
    (
        "Đây là tệp văn phòng (như Excel, Word) hoặc tệp nén ZIP.",
        "This is an office file (such as Excel or Word) or a ZIP archive.",
    ),
    (
        "Tệp văn phòng sẽ được đọc ở phiên bản sau; hiện hãy lưu thành CSV (UTF-8) rồi nạp lại. "
        "Tệp nén: hãy giải nén trước.",
        "Office files come later; for now save it as CSV (UTF-8) and load that. "
        "Unpack an archive first.",
    ),
)
_OLD_OFFICE = Binary(
    (
        "Đây là tệp văn phòng đời cũ (như .xls, .doc).",
        "This is an old office file (such as .xls or .doc).",
    ),
    _OFFICE.mend,
)
_MAGIC: tuple[tuple[bytes, Binary], ...] = (
    (b"PK\x03\x04", _OFFICE),
    (b"PK\x05\x06", _OFFICE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"%PDF-", _is("tệp PDF", "a PDF file")),
    (b"SQLite format 3\x00", _is("cơ sở dữ liệu SQLite", "an SQLite database")),
    (b"\x1f\x8b", _is("tệp nén gzip", "a gzip archive")),
    (b"BZh91AY&SY", _is("tệp nén bzip2", "a bzip2 archive")),
    (b"\xfd7zXZ\x00", _is("tệp nén xz", "an xz archive")),
    (b"7z\xbc\xaf\x27\x1c", _is("tệp nén 7z", "a 7z archive")),
    (b"Rar!\x1a\x07", _is("tệp nén RAR", "a RAR archive")),
    (b"\x28\xb5\x2f\xfd", _is("tệp nén zstd", "a zstd archive")),
    (b"\x89PNG\r\n\x1a\n", _is("ảnh PNG", "a PNG picture")),
    (b"\xff\xd8\xff", _is("ảnh JPEG", "a JPEG picture")),
    (b"GIF89a", _is("ảnh GIF", "a GIF picture")),
    (b"\x7fELF", _is("chương trình (ELF)", "a program (ELF)")),
    (b"PAR1\x15", _is("tệp Parquet", "a Parquet file")),
    (b"{\\rtf", _is("tệp RTF", "an RTF file")),
    (codecs.BOM_UTF32_LE, _is("văn bản UTF-32", "text in UTF-32")),
    (codecs.BOM_UTF32_BE, _is("văn bản UTF-32", "text in UTF-32")),
)
_BINARY = Binary(("Đây là tệp nhị phân, không phải văn bản.", "This is a binary file, not text."))
_UTF16 = Binary(
    (
        "Có vẻ là văn bản UTF-16 thiếu dấu thứ tự byte (BOM).",
        "This looks like UTF-16 text without a byte order mark.",
    ),
    (
        "Ghi `encoding: utf-16-le` (hoặc utf-16-be) trong tệp ánh xạ, hoặc lưu tệp bằng UTF-8.",
        "Say `encoding: utf-16-le` (or utf-16-be) in the mapping, or save the file as UTF-8.",
    ),
)


def find_binary(scan: Scan, *, trusted: bool) -> Binary | None:
    """Return what kind of binary file this is, or None for text.

    A few NUL bytes make no binary file: the rows that hold them are rejected instead.

    Args:
        scan: of the bytes as received.
        trusted: the mapping names the encoding, so that only known beginnings are judged.
    """
    for beginning, binary in _MAGIC:
        if scan.head.startswith(beginning):
            return binary
    if trusted or scan.head.startswith(_UTF16_BOMS):
        return None
    if scan.nul_count > _NUL_SHARE * scan.size_bytes:
        return _UTF16 if _looks_like_utf16(scan.head) else _BINARY
    controls = scan.control_count > _CONTROL_SHARE * len(scan.head)
    return _BINARY if controls and (scan.nul_count or not scan.valid_utf8) else None


def _looks_like_utf16(head: bytes) -> bool:
    # Latin text in UTF-16 has a NUL in every other byte, on one side only.
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > len(head) // 4 and min(even, odd) * 10 < max(even, odd)

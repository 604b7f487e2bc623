"""QR codes in a picture: their texts, to be read as any other text."""

from __future__ import annotations

import warnings
from typing import BinaryIO

import zxingcpp
from PIL import Image, UnidentifiedImageError

from graph.errors import InvalidInputError

_SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM")
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
MAX_PIXELS = 60_000_000
"""Of a picture: a phone's camera makes 12 to 50 million."""
MAX_CODES = 200
SIGN_BYTES = 12


def is_picture(beginning: bytes) -> bool:
    """Say whether a file's first 12 bytes are those of a picture that can be read."""
    webp = beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP"
    return webp or beginning.startswith(_SIGNS)


def read_codes(file: BinaryIO, name: str) -> list[str]:
    """Return the texts of the QR codes in a picture, from top to bottom.

    Args:
        file: of a picture, at its beginning.
        name: for messages.

    Raises:
        InvalidInputError: damaged, of another form, or of too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=_FORMATS)
            if image.width * image.height > MAX_PIXELS:
                raise _unreadable(name)
            grey = image.convert("L")
    except (
        UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning,
        OSError, ValueError, SyntaxError, MemoryError,
    ) as error:  # fmt: skip
        raise _unreadable(name) from error
    found = zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        text_mode=zxingcpp.TextMode.Plain,
    )
    found.sort(key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return [code.text for code in found[:MAX_CODES]]


def _unreadable(name: str) -> InvalidInputError:
    return InvalidInputError(
        what_vi=f"Không đọc được ảnh {name!r}: ảnh hỏng, không phải PNG, JPEG, GIF, WebP hay BMP, "
        f"hoặc lớn hơn {MAX_PIXELS:,} điểm ảnh. Hãy lưu lại ảnh rồi thử lại.",
        what_en=f"The picture {name!r} can't be read: it is damaged, no PNG, JPEG, GIF, WebP or "
        f"BMP, or larger than {MAX_PIXELS:,} pixels. Save it anew and try again.",
    )

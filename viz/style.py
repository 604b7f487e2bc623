"""One table of how each kind looks; the canvas, the legend and documents all read it.

A kind is told by three things at once, shape, sign and colour, so that it survives a
black-and-white print and colour-blind eyes. Source of the colours: Okabe and Ito, Color
Universal Design (2008). Outlines follow WCAG 2.2, 1.4.11: what has less than 3:1 against
the page gets one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from viz.glyphs import GLYPHS

Shape = Literal["dot", "square", "diamond", "hexagon", "triangle", "triangleDown", "star"]
"""Names that vis-network knows too, so that its own drawing of our data is right as well."""

BLACK = "#1b1b1b"
ORANGE = "#E69F00"
SKY_BLUE = "#56B4E9"
BLUISH_GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
REDDISH_PURPLE = "#CC79A7"
GREY = "#A3ABB5"
WHITE = "#FFFFFF"

LIGHT_PAGE = "#FFFFFF"
DARK_PAGE = "#12171D"
NEEDED_CONTRAST = 3.0

OTHER = "other"
"""The look of a kind that the table doesn't know."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind is drawn.

    Attributes:
        kind: its name.
        shape: of its outline.
        colour: of its face, `#RRGGBB`.
        vi, en: its name for people.
    """

    kind: str
    shape: Shape
    colour: str
    vi: str
    en: str

    @property
    def glyph(self) -> str:
        """Return its sign as an SVG path in a box of 24 by 24."""
        return GLYPHS[self.kind]

    @property
    def ink(self) -> str:
        """Return the colour of the sign: the better readable of white and near-black."""
        return max((WHITE, BLACK), key=lambda ink: contrast(ink, self.colour))

    def needs_outline(self, page: str) -> bool:
        """Say whether the face is too pale to stand on a page of this colour."""
        return contrast(self.colour, page) < NEEDED_CONTRAST


LOOKS: Mapping[str, Look] = MappingProxyType({
    look.kind: look
    for look in (
        Look("phone", "dot", BLUE, "Số điện thoại", "Phone"),
        Look("bank_account", "square", ORANGE, "Tài khoản ngân hàng", "Bank account"),
        Look("social_handle", "dot", REDDISH_PURPLE, "Tài khoản mạng xã hội", "Social handle"),
        Look("domain", "hexagon", BLUISH_GREEN, "Tên miền", "Domain"),
        Look("url", "diamond", BLUISH_GREEN, "Đường dẫn", "Link"),
        Look("email", "square", REDDISH_PURPLE, "Thư điện tử", "Email"),
        Look("app", "square", VERMILLION, "Ứng dụng", "App"),
        Look("crypto_wallet", "hexagon", YELLOW, "Ví tiền mã hóa", "Crypto wallet"),
        Look("hotline", "diamond", BLUE, "Tổng đài", "Hotline"),
        Look("short_code", "hexagon", SKY_BLUE, "Đầu số ngắn", "Short code"),
        Look("ip_address", "dot", BLACK, "Địa chỉ IP", "IP address"),
        Look("certificate", "diamond", VERMILLION, "Chứng thư", "Certificate"),
        Look("file_hash", "square", BLACK, "Mã băm tệp", "File hash"),
        Look("list", "square", WHITE, "Danh sách", "List"),
        Look("ring", "dot", WHITE, "Nhóm", "Ring"),
        Look(OTHER, "dot", WHITE, "Loại khác", "Other kind"),
    )
})  # fmt: skip
"""By kind, in the order of the legend."""

STANDING_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "joining": ("Được dùng để nối báo cáo", "Joins reports"),
        "ignored": ("Đã bỏ qua", "Ignored"),
        "victim": ("Nạn nhân", "Victim"),
        "shared": ("Dùng chung, không nối", "Shared, never joins"),
    }
)
"""Vietnamese and English; all but the first are drawn grey."""

_RADIUS, _RADIUS_STEP, _RADIUS_LIMIT = 12.0, 2.0, 24.0


def look_of(kind: str) -> Look:
    """Return a kind's look; an unknown one gets that of `other`."""
    return LOOKS.get(kind, LOOKS[OTHER])


def radius_of(degree: int) -> float:
    """Return a node's radius in pixels: each doubling of its reports adds two, up to 24.

    >>> radius_of(1), radius_of(2), radius_of(1_000_000)
    (12.0, 14.0, 24.0)
    """
    return round(min(_RADIUS + _RADIUS_STEP * math.log2(max(degree, 1)), _RADIUS_LIMIT), 1)


def width_of(weight: int) -> float:
    """Return a line's width in pixels: 1 for one report, each doubling adds 0.8, up to 5."""
    return round(min(1.0 + 0.8 * math.log2(max(weight, 1)), 5.0), 1)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1-21. Source: WCAG 2.2, "contrast ratio".

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def to_table(language: Literal["vi", "en"]) -> dict[str, dict[str, str | bool]]:
    """Return the table as the page's JSON wants it, names in one language."""
    return {
        look.kind: {
            "name": look.vi if language == "vi" else look.en,
            "shape": look.shape,
            "colour": look.colour,
            "ink": look.ink,
            "glyph": look.glyph,
            "outlineOnLight": look.needs_outline(LIGHT_PAGE),
            "outlineOnDark": look.needs_outline(DARK_PAGE),
        }
        for look in LOOKS.values()
    }

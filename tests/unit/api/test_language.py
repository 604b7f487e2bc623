from __future__ import annotations

import pytest
from starlette.requests import Request

from api.language import COOKIE, Catalogue, language_of, read_catalogues
from graph.errors import Language


def _request(path: str, header: str = "", cookie: str = "") -> Request:
    headers = [(b"accept-language", header.encode()), (b"cookie", f"{COOKIE}={cookie}".encode())]
    return Request({
        "type": "http", "path": path, "headers": headers, "query_string": b"", "scheme": "http",
        "server": ("127.0.0.1", 8000), "root_path": "", "method": "GET",
    })  # fmt: skip


@pytest.mark.parametrize(("header", "language"), [
    ("en", "en"), ("vi", "vi"), ("en-GB", "en"), ("vi-VN,en;q=0.9", "vi"),
    ("en;q=0.5,vi;q=0.8", "vi"), ("fr,en;q=0.1", "en"), ("fr", "vi"), ("", "vi"), ("*", "vi"),
    ("en;q=0", "vi"), ("en;q=x", "vi"), ("en;level=1", "en"), ("," * 5000 + "en", "vi"),
    ("english", "vi"),
])  # fmt: skip
def test_the_api_follows_accept_language(header: str, language: Language) -> None:
    """The highest weight of ours wins; nonsense is the default."""
    assert language_of(_request("/api/v1/status", header), "vi") == language


def test_the_cookie_comes_first() -> None:
    """What a person chose holds in the API as well; a made-up cookie counts for nothing."""
    assert language_of(_request("/api/v1/status", "vi", "en"), "vi") == "en"
    assert language_of(_request("/", "", "en"), "vi") == "en"
    assert language_of(_request("/", "", "fr"), "vi") == "vi"


def test_pages_ignore_accept_language() -> None:
    """The installation's language stands until somebody chooses."""
    assert language_of(_request("/", "en"), "vi") == "vi"
    assert language_of(_request("/", "vi"), "en") == "en"


def test_a_missing_text_is_its_original() -> None:
    """Nothing is ever blank."""
    catalogue = Catalogue("vi", {"Search": "Tìm kiếm"}, {})

    assert (catalogue.text("Search"), catalogue.text("Rings")) == ("Tìm kiếm", "Rings")
    assert catalogue.as_json == {"Search": "Tìm kiếm"}


def test_counts_choose_the_form_and_group_digits() -> None:
    """English has two forms, Vietnamese one; dots or commas by language."""
    vietnamese = Catalogue("vi", {}, {"{n} ring": ("{n} nhóm",)})
    english = Catalogue("en", {}, {})

    assert vietnamese.count("{n} ring", "{n} rings", 1234) == "1.234 nhóm"
    assert english.count("{n} ring", "{n} rings", 1) == "1 ring"
    assert english.count("{n} ring", "{n} rings", 1234) == "1,234 rings"


def test_both_catalogues_are_read() -> None:
    """The files of the package, without compiling them."""
    catalogues = read_catalogues()

    assert set(catalogues) == {"vi", "en"}
    assert catalogues["vi"].text("Search") == "Tìm kiếm"
    assert catalogues["en"].text("Search") == "Search"

"""Domains and links: the host decides, and what is shared with strangers joins nobody."""

from __future__ import annotations

import pytest

from graph.errors import InvalidIdentifierError
from graph.identifiers import domain, url
from graph.identifiers.suffixes import has_public_suffix, refang, registered_domain
from graph.identifiers.tables import sharing
from graph.model import Identifier, LinkType


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("Example.COM", "example.com"), ("example.com.", "example.com"),
        ("https://example.com/", "example.com"), ("http://example.com", "example.com"),
        ("evil[.]com", "evil.com"), ("evil(dot)com", "evil.com"), ("evil [ . ] com", "evil.com"),
        ("hxxps://evil{.}com", "evil.com"), ("hxxp[:]//evil[.]com", "evil.com"),
        ("hxxp.com", "hxxp.com"), ("www.example.com", "www.example.com"),
        ("VÍ-DỤ.com", "ví-dụ.com"), ("vi\u0301-du\u0323.com", "ví-dụ.com"),
        ("xn--bcher-kva.de", "bücher.de"), ("XN--BCHER-KVA.de", "bücher.de"),
        ("vnеid.com", "vnеid.com"), ("faß.de", "faß.de"), ("例え.jp", "例え.jp"),
        ("ex_ample.com", "ex_ample.com"), ("ｅｘａｍｐｌｅ．com", "example.com"),
        ("example。com", "example.com"), ("exam\u200bple.com", "example.com"),
        ("a.b.c.example.top", "a.b.c.example.top"),
    ],
)  # fmt: skip
def test_a_host_is_one_domain_however_it_is_written(raw: str, canonical: str) -> None:
    """Case, defanging, punycode, composition and full-width letters make no second domain."""
    assert domain.parse(raw) == canonical


def test_a_look_alike_is_another_domain() -> None:
    """A Cyrillic letter is kept as it is: it is the evidence."""
    assert domain.parse("vnеid.com") != domain.parse("vneid.com")


@pytest.mark.parametrize(
    "raw",
    [
        "localhost", "com", "a..com", "-a.com", "a-.com", "exam ple.com", "*.example.com",
        "example.com/path", "example.com:8080", "1.2.3.4", "evil.x", "xn--a.com", "i❤.ws",
        "a" * 64 + ".com", ("a" * 60 + ".") * 5 + "com", "javascript:alert(1)", "ftp://example.com",
        "https://https://a.com", "user@example.com", "<img>.com", "x.6app", "1.500.000",
    ],
)  # fmt: skip
def test_what_is_no_bare_host_is_no_domain(raw: str) -> None:
    """Links, addresses, wildcards and broken labels are refused."""
    with pytest.raises(InvalidIdentifierError) as caught:
        domain.parse(raw)

    assert caught.value.reason == "not_a_domain"


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("https://Evil.com/A?b=C#d", "evil.com/A?b=C"), ("evil.com/a", "evil.com/a"),
        ("www.evil.com", "www.evil.com"), ("http://evil.com", "evil.com"),
        ("hxxps://evil[.]com:443/x", "evil.com/x"), ("http://evil.com:80/", "evil.com"),
        ("evil.com:8080/x", "evil.com:8080/x"), ("evil.com:08080", "evil.com:8080"),
        ("https://evil.com?x=1", "evil.com/?x=1"), ("https://evil.com#top", "evil.com"),
        ("http:evil.com/a", "evil.com/a"), ("ftp://evil.com/a", "evil.com/a"),
        ("http://1.2.3.4/x", "1.2.3.4/x"), ("https://x.6app", "x.6app"),
        ("https://xn--bcher-kva.de/ü", "bücher.de/ü"), ("evil.com/%0a", "evil.com/%0a"),
        ("http://user:pw@evil.com/x", "evil.com/x"), ("http://good.com@evil.com/x", "evil.com/x"),
        ("https://evil.com/a@good.com", "evil.com/a@good.com"),
    ],
)  # fmt: skip
def test_a_link_is_host_path_and_query(raw: str, canonical: str) -> None:
    """Scheme, user, default port and fragment are dropped; the path keeps its case."""
    assert url.parse(raw) == canonical


@pytest.mark.parametrize(
    "raw",
    [
        "http://evil.com\\@good.com/", "http://evil.com?@good.com", "http://evil.com#@good.com/",
        "http://evil.com/?u=@good.com", "http://evil.com\\.good.com",
    ],
)  # fmt: skip
def test_a_link_belongs_to_the_host_that_a_browser_would_open(raw: str) -> None:
    """An innocent host after a backslash, query or fragment is never taken for the link's own."""
    assert url.host_of(url.parse(raw)) == "evil.com"


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:alert(1)", "data:text/html,<b>", "vbscript:x", "mailto:a@evil.com",
        "http://", "http:///x", "evil", "https://i -vietcombank .com", "http://999.1.1.1/",
        "http://evil.com:99999/x", "http://evil.com:x/", "http://user@", "tel:0912345678",
        "file:///etc/passwd", "http://[2001:db8::1]/x", "http://1.500/x", "http://a:b:c@/",
    ],
)  # fmt: skip
def test_what_leads_to_no_web_host_is_no_link(raw: str) -> None:
    """Other schemes, blanks within and impossible hosts and ports are refused."""
    with pytest.raises(InvalidIdentifierError) as caught:
        url.parse(raw)

    assert caught.value.reason == "not_a_url"


def test_a_link_hangs_on_its_domain_unless_the_host_is_shared() -> None:
    """HOSTED_ON for a host of one owner; a link on a platform or shortener is its own unit."""
    tie = url.tie("evil.com:8080/a?b")

    assert tie is not None
    assert (tie.type, tie.target) == (LinkType.HOSTED_ON, Identifier("domain", "evil.com"))
    for value in ("bit.ly/abc", "sites.google.com/view/x", "1.2.3.4/x", "x.6app", "www.t.me/abc"):
        assert url.tie(value) is None, value
    customer = url.tie("evil.weebly.com/login")
    assert customer is not None
    assert customer.target.value == "evil.weebly.com"


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("bit.ly", "shortener"), ("x.page.link", "shortener"), ("weebly.com", "hosting"),
        ("evil.weebly.com", None), ("000webhostapp.com", "hosting"), ("facebook.com", "platform"),
        ("m.facebook.com", "platform"), ("sites.google.com", "site-builder"),
        ("zalo.me", "platform"), ("notbit.ly", None), ("bit.ly.evil.com", None), ("evil.com", None),
        ("bocongan.gov.vn", "official"), ("gov.vn.evil.com", None),
        ("gmail.com", "mail"), ("s3.amazonaws.com", "hosting"), ("ly", None),
    ],
)  # fmt: skip
def test_shared_hosts_are_known_by_whole_labels(host: str, why: str | None) -> None:
    """A customer's own name below a hosting service is not shared; below a platform it is."""
    assert sharing(host) == why


def test_nothing_joins_through_a_shared_host_alone() -> None:
    """The shortener itself, and the front page of a platform, link nobody; a path there may."""
    assert not domain.joins("bit.ly")
    assert domain.joins("evil.com")
    assert not url.joins("bit.ly/")
    assert url.joins("bit.ly/abc")
    assert url.joins("evil.com")


def test_refanging_goes_to_the_end_and_leaves_other_text_alone() -> None:
    """Nested brackets do not hide a dot from the second look."""
    assert refang("evil[[.]]com") == "evil.com"
    assert refang("hxxp://a") == "http://a"
    assert refang("h**ps://a") == "https://a"
    assert refang("xin chào [anh]") == "xin chào [anh]"


def test_suffixes_are_known_without_the_network() -> None:
    """Public and private suffixes come from the bundled list."""
    assert registered_domain("a.b.example.com.vn") == "example.com.vn"
    assert registered_domain("evil.github.io") == "evil.github.io"
    assert registered_domain("localhost") == "localhost"
    assert has_public_suffix("example.vn")
    assert not has_public_suffix("com.vn")
    assert not has_public_suffix("x.6app")


def test_people_find_a_host_without_www() -> None:
    """Both the host as written and the bare one are search terms."""
    assert domain.terms("www.evil.com") == ("www.evil.com", "evil.com")
    assert domain.terms("evil.com") == ("evil.com",)
    assert url.terms("www.evil.com/a") == ("www.evil.com/a", "evil.com/a")
    assert url.terms("evil.com/a") == ("evil.com/a",)

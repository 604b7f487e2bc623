"""Links, hosts, mail addresses, apps and addresses of machines in a text."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.identifiers import social_handle
from graph.identifiers.suffixes import has_public_suffix
from graph.model import Identifier
from ingest.text.characters import skeleton
from ingest.text.host_words import is_bare_host, is_host_before_path
from ingest.text.scan import Hit, Scan, find_identifier

# A comma goes on only within numbers and queries: `t.me/ten,ho nhan` is a link and a word.
_REST = r"(?:[^\s<>\"'“”‘’«»|^`{},;]|[,;](?=[0-9][^\s]*[=&/]|[^\s,;]*=))*+"
_SCHEME = r"h(?:tt|xx|\*\*)ps?(?::[/\\]{0,3}|[/\\]{1,3})"
_BROKEN = re.compile(r"^(h(?:tt|xx|\*\*)ps?)(?::[/\\]{0,3}|[/\\]{1,3})", re.I)
_SCHEMED = re.compile(
    rf"(?<![A-Za-z0-9]){_SCHEME}(?=[^\s/:\\]){_REST}"
    rf"|(?<![A-Za-z0-9])(?:ftp|tg|viber|whatsapp|market)://{_REST}",
    re.I,
)
_HOSTISH = re.compile(
    r"(?<![\w@.\-/=+&?%])[^\W_][\w-]*+(?:\.[\w-]++)++(?::[0-9]{1,5}(?![0-9]))?"
    rf"(?:[/?#]{_REST})?"
)
_EMAIL = re.compile(
    r"(?<![\w.+%@-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}+@(?=[^\W_])[\w-]++(?:\.[\w-]++)++(?!@)", re.A
)
_IN_BRACKETS = re.compile(r"(?<=\[) {0,3}([\w-]{1,63}(?: ?\. ?[\w-]{1,63}){1,4}) {0,3}(?=\])")
_TRAILING = ".,;:!?'\"…*_~-|>"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_QR_IMAGE = re.compile(
    r"img\.vietqr\.io/image/([0-9A-Za-z]{3,15})-([0-9A-Za-z]{3,30})(?:-|\.)", re.I
)
_QR_PAY = re.compile(
    r"dl\.vietqr\.io/pay\?(?:[^#\s]*&)?ba=([0-9A-Za-z]{3,30})@([0-9A-Za-z]{2,15})", re.I
)
_APP_STORE = re.compile(
    r"(?:https?://)?(?:play\.google\.com/store/apps/details\?|(?:apps|itunes)\.apple\.com/)"
    r"|market://details\?",
    re.I,
)
_APK = re.compile(r"/[^?#]*\.apk(?:[?#]|$)", re.I)
_GLUED_SENTENCE = re.compile(r"(?<=[^.])\.(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]{0,6}$)")
_MAX_LINK = 2000
_MAX_HOST = 253
_DOT = re.compile(r"\.(?=[^\W\d_])")


def read_links(scan: Scan) -> None:
    """Read what has a scheme, a dot or an @, the most explicit first."""
    text = scan.norm.text
    lower = scan.norm.folded
    if "//" in text or "http" in lower or "hxxp" in lower or "h**p" in lower:
        _read_schemed(scan)
    if "@" in text:
        _read_emails(scan)
    if "[" in text:
        _read_bracketed(scan)
    if "." in text:
        _read_hosts(scan)


def _read_schemed(scan: Scan) -> None:
    for found in _SCHEMED.finditer(scan.norm.text):
        start = found.start()
        end = _trimmed(scan.norm.text, start, min(found.end(), start + _MAX_LINK + 1))
        identifier = _link(scan.norm.text[start:end]) if found.end() - start <= _MAX_LINK else None
        if identifier:
            scan.add(Hit(start, end, identifier, 0.95, _alternatives(identifier), ("scheme",)))
        else:
            scan.block(start, found.end())  # half of a link is another link


def _link(written: str) -> Identifier | None:
    """Return what a link leads to: a handle, an account, an app, else the link itself."""
    written = _BROKEN.sub(r"\1://", written, count=1)
    account = _qr_account(written)
    if account:
        return account
    if _APP_STORE.match(written) or _APK.search(written):
        app = find_identifier("app", written)
        if app:
            return app
    handle = social_handle.find_link(written)
    if handle:
        return Identifier("social_handle", handle)
    found = find_identifier("url", written)
    return found if found and found.kind == "url" else None


def _qr_account(written: str) -> Identifier | None:
    image, pay = _QR_IMAGE.search(written), _QR_PAY.search(written)
    if image:
        return find_identifier("bank_account", f"{image[1]}:{image[2]}")
    return find_identifier("bank_account", f"{pay[2]}:{pay[1]}") if pay else None


def _alternatives(identifier: Identifier) -> tuple[Identifier, ...]:
    """Return the other readings of a link: a package's file is a link, look-alikes are Latin."""
    if identifier.kind == "app" and "/" in identifier.value:
        return (Identifier("url", identifier.value),)
    if identifier.value.isascii() or identifier.kind not in {"url", "domain"}:
        return ()
    plain = skeleton(identifier.value)
    return (Identifier(identifier.kind, plain),) if plain != identifier.value else ()


def _trimmed(text: str, start: int, end: int) -> int:
    """Return where a link ends without the punctuation of its sentence."""
    while end > start:
        last = text[end - 1]
        opening = _PAIRS.get(last)
        unpaired = opening and text.count(last, start, end) > text.count(opening, start, end)
        if last not in _TRAILING and not unpaired:
            break
        end -= 1
    # `https://a.vn/nap.Ba em nạp …`: the next sentence, without its blank.
    glued = _GLUED_SENTENCE.search(text, start, end)
    return glued.start() if glued and "/" in text[start + 8 : glued.start()] else end


def _read_emails(scan: Scan) -> None:
    for found in _EMAIL.finditer(scan.norm.text):
        if not scan.is_free(*found.span()):
            continue
        identifier = find_identifier("email", found[0])
        if identifier and _has_suffix(identifier.value.rpartition("@")[2]):
            scan.add(Hit(*found.span(), identifier, 0.95, why=("mail",)))
        else:
            scan.block(*found.span())


def _read_bracketed(scan: Scan) -> None:
    for found in _IN_BRACKETS.finditer(scan.norm.text):
        host = found[1].replace(" ", "")
        if scan.is_free(*found.span(1)) and " " in found[1] and has_public_suffix(host.lower()):
            identifier = find_identifier("domain", host)
            if identifier and identifier.kind == "domain":
                scan.add(Hit(*found.span(1), identifier, 0.7, why=("brackets",)))


def _read_hosts(scan: Scan) -> None:
    text = scan.norm.text
    done = 0
    for dot in _DOT.finditer(text):
        if dot.start() < done:
            continue
        low = max(done, dot.start() - _MAX_HOST)
        low = max(low, text.rfind(" ", low, dot.start()) + 1)
        begun = _HOSTISH.search(text, low, dot.end() + _MAX_HOST)
        done = dot.end()
        found = _HOSTISH.match(text, begun.start()) if begun else None
        if found is None or found.start() > dot.start():
            continue
        done = found.end()
        if done - found.start() > _MAX_LINK:
            continue
        start, end = found.start(), _trimmed(text, found.start(), done)
        if scan.is_free(start, end):
            hit = _host_hit(scan, start, end)
            if hit:
                scan.add(hit)


def _host_hit(scan: Scan, start: int, end: int) -> Hit | None:
    written = scan.norm.text[start:end]
    host = re.split(r"[/?#:]", written, maxsplit=1)[0]
    if not _has_suffix(host.lower()):
        return None
    if host.lower().startswith("www.") or (len(written) > len(host) and is_host_before_path(host)):
        identifier = _link(written)
        return _hit(start, end, identifier, "path") if identifier else None
    if len(written) > len(host):
        end = start + len(host)
    if not is_bare_host(scan.norm, start, end):
        return None
    identifier = find_identifier("domain", host)
    if identifier is None or identifier.kind != "domain":
        return None
    return _hit(start, end, identifier, "suffix")


def _hit(start: int, end: int, identifier: Identifier, why: str) -> Hit:
    return Hit(start, end, identifier, 0.9, _alternatives(identifier), (why,))


@lru_cache(maxsize=65_536)
def _has_suffix(host: str) -> bool:
    last = host.rpartition(".")[2]
    return len(host) <= _MAX_HOST and _is_suffix(last) and has_public_suffix(host)  # RFC 1035


@lru_cache(maxsize=4096)
def _is_suffix(label: str) -> bool:
    return has_public_suffix(f"x.{label}") or has_public_suffix(f"x.y.{label}")

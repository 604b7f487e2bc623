"""The settings: one frozen value, read from the environment when a door opens, then passed in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import platformdirs

from api.errors import InvalidSettingError
from api.store_address import name_user, without_credentials
from graph.errors import Language

PREFIX = "TRUYVET_"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
LARGEST_PORT = 65535
_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"", "0", "false", "no", "off"})
_BARE_PORTS = {"http": 80, "https": 443}
"""What browsers leave out of a Host header."""
_AUTHORITY = (
    "tệp PEM đọc được, có BEGIN CERTIFICATE / a readable PEM file with a BEGIN CERTIFICATE line"
)
_READABLE = "tệp đọc được, chứa mật khẩu / a readable file that holds the password"


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """What an installation chooses.

    Attributes:
        home: folder of everything that is kept beside the graph (mode 0700).
        store: address of the graph store; may hold a password, masked in `repr`.
        neo4j_ca: PEM file of the authority that signs the Neo4j server's certificate; None: the
            system's authorities.
        host, port: where the server listens; port 0 lets the system choose.
        url: where browsers open it, if elsewhere (a published container port, a proxy), or "".
        language: of pages and messages until a person chooses.
        hosts: further `host:port` names that the server answers to.
        show_protected: let the single user see the identifiers of victims and reporters unmasked.
        real_data: folder of real feeds, for tests.
    """

    home: Path
    store: str
    neo4j_ca: Path | None = None
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    url: str = ""
    language: Language = "vi"
    hosts: tuple[str, ...] = ()
    show_protected: bool = False
    real_data: Path | None = None

    def __repr__(self) -> str:
        """Return the settings, the store's credentials masked."""
        return (
            f"Settings(home={str(self.home)!r}, store={without_credentials(self.store)!r}, "
            f"neo4j_ca={str(self.neo4j_ca) if self.neo4j_ca else None!r}, "
            f"host={self.host!r}, port={self.port}, url={self.url!r}, "
            f"language={self.language!r}, hosts={self.hosts!r}, "
            f"show_protected={self.show_protected}, "
            f"real_data={str(self.real_data) if self.real_data else None!r})"
        )

    def listening_on(self, host: str | None, port: int | None) -> Settings:
        """Return these settings with another address; None keeps what stands.

        Args:
            host: name or number of the interface.
            port: 0 to 65535; 0 lets the system choose.
        """
        return replace(
            self,
            host=self.host if host is None else host,
            port=self.port if port is None else port,
        )


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; nothing is created.

    Args:
        environ: variables by name; default: the process's own.

    Raises:
        InvalidSettingError: a variable has a value that can't be used.
    """
    values = os.environ if environ is None else environ

    def value(name: str) -> str:
        return values.get(PREFIX + name, "").strip()

    home = Path(value("HOME")).expanduser() if value("HOME") else _default_home()
    home = home.absolute()
    return Settings(
        home=home,
        store=name_user(
            value("STORE") or f"sqlite:///{home / 'graph.sqlite'}",
            value("NEO4J_USER"),
            _read_password(value("NEO4J_PASSWORD"), value("NEO4J_PASSWORD_FILE")),
        ),
        neo4j_ca=_read_authority(value("NEO4J_CA")),
        host=value("HOST") or DEFAULT_HOST,
        port=_read_port(value("PORT")),
        url=_read_url(value("URL")),
        language=_read_language(value("LANG")),
        hosts=tuple(part.strip() for part in value("HOSTS").split(",") if part.strip()),
        show_protected=_read_flag("SHOW_PROTECTED", value("SHOW_PROTECTED")),
        real_data=Path(value("REAL_DATA")) if value("REAL_DATA") else None,
    )


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("truyvet", appauthor=False))


def _read_port(text: str) -> int:
    if not text:
        return DEFAULT_PORT
    if not (text.isascii() and text.isdigit()) or int(text) > LARGEST_PORT:
        raise InvalidSettingError(PREFIX + "PORT", text, "0-65535")
    return int(text)


def _read_url(text: str) -> str:
    if not text:
        return ""
    wrong = InvalidSettingError(PREFIX + "URL", text, "http://HOST:PORT, https://HOST[:PORT]")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise wrong from error
    beyond = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in _BARE_PORTS or not parts.hostname or beyond:
        raise wrong
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    bare = port is None or port == _BARE_PORTS[parts.scheme]
    return f"{parts.scheme}://{name}" + ("" if bare else f":{port}")


def _read_password(text: str, file: str) -> str:
    if not file:
        return text
    variable = PREFIX + "NEO4J_PASSWORD_FILE"
    if text:
        one = f"{PREFIX}NEO4J_PASSWORD hoặc/or {variable}, không cả hai/not both"
        raise InvalidSettingError(variable, file, one)
    try:
        # Some editors put a byte order mark before what they save.
        password = Path(file).expanduser().read_text(encoding="utf-8-sig").strip()
    except (OSError, RuntimeError, UnicodeDecodeError) as error:
        raise InvalidSettingError(variable, file, _READABLE) from error
    if not password:
        raise InvalidSettingError(variable, file, _READABLE)
    return password


def _read_authority(file: str) -> Path | None:
    if not file:
        return None
    try:
        path = Path(file).expanduser().absolute()
        # Bytes: what stands between the certificates may be in any encoding.
        found = b"-----BEGIN CERTIFICATE-----" in path.read_bytes()
    except (OSError, RuntimeError) as error:
        raise InvalidSettingError(PREFIX + "NEO4J_CA", file, _AUTHORITY) from error
    if not found:
        raise InvalidSettingError(PREFIX + "NEO4J_CA", file, _AUTHORITY)
    return path


def _read_language(text: str) -> Language:
    # `vi_VN.UTF-8`, as systems write a language, is Vietnamese too.
    name = text.lower()[:2] or "vi"
    if name not in {"vi", "en"}:
        raise InvalidSettingError(PREFIX + "LANG", text, "vi, en")
    return cast("Language", name)


def _read_flag(name: str, text: str) -> bool:
    word = text.lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise InvalidSettingError(PREFIX + name, text, "0, 1")

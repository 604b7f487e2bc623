from __future__ import annotations

from pathlib import Path

import pytest

from api.errors import InvalidSettingError
from api.settings import Settings, read_settings


def test_without_variables_there_are_defaults() -> None:
    """This machine only, Vietnamese, protected people masked."""
    settings = read_settings({"TRUYVET_HOME": "/h"})

    assert settings == Settings(home=Path("/h"), store="sqlite:////h/graph.sqlite")
    assert (settings.host, settings.port, settings.language) == ("127.0.0.1", 8000, "vi")
    assert (settings.url, settings.hosts, settings.show_protected) == ("", (), False)


def test_every_variable_is_read() -> None:
    """Blanks around values don't matter."""
    settings = read_settings({
        "TRUYVET_HOME": " /h ", "TRUYVET_STORE": "sqlite:////s", "TRUYVET_HOST": "0.0.0.0",
        "TRUYVET_PORT": "0", "TRUYVET_LANG": "en_GB.UTF-8", "TRUYVET_HOSTS": "a:1, b:2 ,",
        "TRUYVET_SHOW_PROTECTED": "YES", "TRUYVET_REAL_DATA": "/r",
        "TRUYVET_URL": "https://truyvet.example:8443/",
    })  # fmt: skip

    assert settings == Settings(
        home=Path("/h"), store="sqlite:////s", host="0.0.0.0", port=0, language="en",
        url="https://truyvet.example:8443",
        hosts=("a:1", "b:2"), show_protected=True, real_data=Path("/r"),
    )  # fmt: skip


def test_a_relative_home_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another folder later doesn't change where things are."""
    monkeypatch.chdir(tmp_path)

    assert read_settings({"TRUYVET_HOME": "x"}).home == tmp_path / "x"


@pytest.mark.parametrize(("name", "value"), [
    ("PORT", "x"), ("PORT", "65536"), ("PORT", "-1"), ("PORT", "٣"), ("PORT", "8000.0"),
    ("LANG", "fr"), ("SHOW_PROTECTED", "maybe"),
])  # fmt: skip
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    """Which variable, which value, what is allowed."""
    with pytest.raises(InvalidSettingError) as caught:
        read_settings({f"TRUYVET_{name}": value})

    assert f"TRUYVET_{name}" in caught.value.message("vi")
    assert repr(value) in caught.value.message("en")


def test_a_password_is_never_shown() -> None:
    """The rest of the address is."""
    settings = Settings(home=Path("/h"), store="neo4j://neo4j:s3cret@db:7687")

    assert "s3cret" not in repr(settings)
    assert "db:7687" in repr(settings)


@pytest.mark.parametrize(("given", "url"), [
    ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
    ("HTTP://LocalHost:80/", "http://localhost"),
    ("https://truyvet.example", "https://truyvet.example"),
    ("https://truyvet.example:443", "https://truyvet.example"),
    ("https://truyvet.example:80", "https://truyvet.example:80"),
    ("http://[::1]:8000", "http://[::1]:8000"),
])  # fmt: skip
def test_where_browsers_open_it_is_written_as_they_write_it(given: str, url: str) -> None:
    """Their Host header leaves out the usual port, and so does the address."""
    assert read_settings({"TRUYVET_URL": given}).url == url


@pytest.mark.parametrize("given", [
    "127.0.0.1:8000", "ftp://h", "http://", "http://h/path", "http://h?q", "http://h#f",
    "http://u:p@h", "http://h:0x1", "http://h:70000", "http://[::1",
])  # fmt: skip
def test_what_browsers_can_not_open_is_refused(given: str) -> None:
    """A sign-in link must lead somewhere."""
    with pytest.raises(InvalidSettingError, match="TRUYVET_URL"):
        read_settings({"TRUYVET_URL": given})


def test_who_signs_in_at_neo4j_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    """A file for secrets that containers mount; its last line break is no part of the password."""
    file = tmp_path / "password"
    file.write_text("mật/khẩu@1\n", encoding="utf-8")
    there = {"TRUYVET_STORE": "neo4j://db:7687", "TRUYVET_NEO4J_USER": "ann"}
    by_file = read_settings({**there, "TRUYVET_NEO4J_PASSWORD_FILE": str(file)})
    by_name = read_settings({**there, "TRUYVET_NEO4J_PASSWORD": "mật/khẩu@1"})

    assert by_file == by_name
    file.write_text("mật/khẩu@1\n", encoding="utf-8-sig")
    assert read_settings({**there, "TRUYVET_NEO4J_PASSWORD_FILE": str(file)}) == by_name
    assert by_file.store == "neo4j://ann:m%E1%BA%ADt%2Fkh%E1%BA%A9u%401@db:7687"


def test_a_password_leaves_a_file_of_sqlite_alone() -> None:
    """The same environment may serve both."""
    settings = read_settings({"TRUYVET_HOME": "/h", "TRUYVET_NEO4J_PASSWORD": "p"})

    assert settings.store == "sqlite:////h/graph.sqlite"


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe"])
def test_a_file_without_a_password_is_named(tmp_path: Path, content: bytes | None) -> None:
    """Missing, empty, or no text."""
    file = tmp_path / "password"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(InvalidSettingError, match="TRUYVET_NEO4J_PASSWORD_FILE"):
        read_settings({"TRUYVET_NEO4J_PASSWORD_FILE": str(file)})


def test_two_passwords_are_one_too_many(tmp_path: Path) -> None:
    """Which of them counts is not guessed, and neither is shown."""
    with pytest.raises(InvalidSettingError) as caught:
        read_settings(
            {
                "TRUYVET_NEO4J_PASSWORD": "s3cret",
                "TRUYVET_NEO4J_PASSWORD_FILE": str(tmp_path / "password"),
            }
        )

    assert "TRUYVET_NEO4J_PASSWORD hoặc/or TRUYVET_NEO4J_PASSWORD_FILE" in str(caught.value)
    assert "not both" in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_the_authority_of_a_server_is_a_file_of_certificates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands between them; the program may go to another folder later."""
    file = tmp_path / "unit.pem"
    file.write_bytes(b"Subject: C\xf4ng an\n-----BEGIN CERTIFICATE-----\n")
    monkeypatch.chdir(tmp_path)

    assert read_settings({"TRUYVET_NEO4J_CA": "unit.pem"}).neo4j_ca == file
    assert "unit.pem" in repr(read_settings({"TRUYVET_NEO4J_CA": str(file)}))
    assert read_settings({"TRUYVET_NEO4J_CA": " "}).neo4j_ca is None


@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN PRIVATE KEY-----\n", b"\x30\x82"])
def test_a_file_without_certificates_is_named(tmp_path: Path, content: bytes | None) -> None:
    """Missing, empty, a key, or binary."""
    file = tmp_path / "unit.pem"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(InvalidSettingError, match="TRUYVET_NEO4J_CA"):
        read_settings({"TRUYVET_NEO4J_CA": str(file)})


def test_a_home_that_nobody_has_holds_no_authority() -> None:
    """It is said as of any file that isn't there."""
    with pytest.raises(InvalidSettingError, match="TRUYVET_NEO4J_CA"):
        read_settings({"TRUYVET_NEO4J_CA": "~nobody-of-this-name/unit.pem"})


def test_listening_elsewhere_keeps_the_rest() -> None:
    """None keeps what stands; 0 is a port."""
    settings = Settings(home=Path("/h"), store="s", language="en")

    assert settings.listening_on(None, None) == settings
    moved = settings.listening_on("::1", 0)
    assert (moved.host, moved.port, moved.language) == ("::1", 0, "en")

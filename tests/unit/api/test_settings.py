from __future__ import annotations

from pathlib import Path

import pytest

from api.errors import InvalidSettingError
from api.settings import Settings, read_settings, without_credentials


def test_without_variables_there_are_defaults() -> None:
    """This machine only, Vietnamese, protected people masked."""
    settings = read_settings({"TRUYVET_HOME": "/h"})

    assert settings == Settings(home=Path("/h"), store="sqlite:////h/graph.sqlite")
    assert (settings.host, settings.port, settings.language) == ("127.0.0.1", 8000, "vi")
    assert (settings.hosts, settings.show_protected) == ((), False)


def test_every_variable_is_read() -> None:
    """Blanks around values don't matter."""
    settings = read_settings({
        "TRUYVET_HOME": " /h ", "TRUYVET_STORE": "sqlite:////s", "TRUYVET_HOST": "0.0.0.0",
        "TRUYVET_PORT": "0", "TRUYVET_LANG": "en_GB.UTF-8", "TRUYVET_HOSTS": "a:1, b:2 ,",
        "TRUYVET_SHOW_PROTECTED": "YES", "TRUYVET_REAL_DATA": "/r",
    })  # fmt: skip

    assert settings == Settings(
        home=Path("/h"), store="sqlite:////s", host="0.0.0.0", port=0, language="en",
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
    """Neither in the repr nor in an address."""
    settings = Settings(home=Path("/h"), store="neo4j://neo4j:s3cret@db:7687")

    assert "s3cret" not in repr(settings)
    assert "s3cret" not in without_credentials(settings.store)
    assert "db:7687" in repr(settings)


def test_listening_elsewhere_keeps_the_rest() -> None:
    """None keeps what stands; 0 is a port."""
    settings = Settings(home=Path("/h"), store="s", language="en")

    assert settings.listening_on(None, None) == settings
    moved = settings.listening_on("::1", 0)
    assert (moved.host, moved.port, moved.language) == ("::1", 0, "en")

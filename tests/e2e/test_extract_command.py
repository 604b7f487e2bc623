"""`truyvet extract` as a person and as a program run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image

VIETQR = (
    "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA530370454065000005802VN"
    "62120808coc hang63046B6D"
)


def _run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from api.cli import main; main()", "extract", *arguments]
    return subprocess.run(command, check=False, capture_output=True, timeout=120, input=stdin)


def _lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_in_gives_one_line_out(tmp_path: Path) -> None:
    """In order, also where there is nothing, and where a line can't be read: then with why."""
    path = tmp_path / "in.jsonl"
    text = "Né \U0001d7ce912345678 ra, STK 0123456789 VCB"
    lines = [json.dumps({"id": 7, "text": text}), '{"id": "x", "text": ""}', "", "[1]", "{",
             '{"id": "y"}', '{"id": "\\ud800", "text": "gọi 113 \\ud800"}']  # fmt: skip
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    done = _run("--jsonl", str(path))
    found = _lines(done)

    assert done.returncode == 0
    assert [each["id"] for each in found] == [7, "x", None, None, None, "y", "\ud800"]
    assert [len(each["items"]) for each in found] == [2, 0, 0, 0, 0, 0, 1]
    assert ["error" in each for each in found] == [False, False, True, True, True, True, False]
    phone, account = found[0]["items"]
    assert phone["key"] == "phone:+84912345678"
    assert (phone["kind"], phone["value"]) == ("phone", "+84912345678")
    assert text[phone["start"] : phone["end"]] == phone["raw"]
    assert account["why"] == ["word:stk", "bank:970436"]
    assert set(account) == {
        "kind", "key", "value", "raw", "start", "end", "role", "confidence", "why",
        "alternatives", "tie",
    }  # fmt: skip


def test_a_text_is_shown_as_a_table_or_as_json() -> None:
    """From standard input; other readings are told."""
    text = b"Zalo 0912345678"
    shown, told = _run("-", stdin=text), _run("--json", stdin=text)
    nothing = _run(stdin="không có gì".encode())

    assert "zalo:+84912345678" in shown.stdout.decode()
    [item] = json.loads(told.stdout)["items"]
    assert item["alternatives"] == [
        {"kind": "phone", "key": "phone:+84912345678", "value": "+84912345678"}
    ]
    assert item["tie"] == {"type": "KEYED_BY", "key": "phone:+84912345678"}
    assert "No identifiers" in nothing.stdout.decode()


def test_the_qr_code_of_a_picture_is_read(tmp_path: Path) -> None:
    """As its text is; a picture without one says so."""
    code = zxingcpp.create_barcode(VIETQR, zxingcpp.BarcodeFormat.QRCode)
    page = Image.new("L", (600, 900), 255)
    page.paste(Image.fromarray(code.to_image(scale=4)), (40, 300))
    path, blank = tmp_path / "qr.jpg", tmp_path / "blank.png"
    page.save(path)
    Image.new("L", (50, 50), 255).save(blank)

    [found] = json.loads(_run("--json", str(path)).stdout)["codes"]

    assert found["text"] == VIETQR
    assert [item["key"] for item in found["items"]] == ["bank_account:970436:0123456789"]
    assert "QR: 0002" in _run(str(path)).stdout.decode()
    assert "no QR code" in _run(str(blank)).stdout.decode()


def test_what_can_not_be_read_is_told(tmp_path: Path) -> None:
    """A missing file, a damaged picture, one of too many pixels."""
    damaged, huge = tmp_path / "a.png", tmp_path / "b.png"
    damaged.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    Image.new("1", (20_000, 20_000)).save(huge)

    for path in (tmp_path / "none.txt", damaged, huge):
        done = _run(str(path))
        assert done.returncode == 2, done.stderr
        assert path.name in done.stderr.decode()
        assert b"Traceback" not in done.stderr

"""The network page's template and the scripts that it loads."""

from __future__ import annotations

import re
from pathlib import Path

import viz

_STATIC = Path(viz.__file__).parent / "static"
_TEMPLATE = Path(viz.__file__).parent / "templates" / "network.html"
_IMPORT = re.compile(r'from "([^"]+)\.js"')


def _imported(module: str) -> set[str]:
    """Return all modules that one imports, and those that these import, and so on."""
    found: set[str] = set()
    waiting = [_STATIC / f"{module}.js"]
    while waiting:
        file = waiting.pop()
        for name in _IMPORT.findall(file.read_text(encoding="utf-8")):
            path = (file.parent / f"{name}.js").resolve()
            relative = path.relative_to(_STATIC.resolve()).with_suffix("").as_posix()
            if relative not in found:
                found.add(relative)
                waiting.append(path)
    return found


def test_the_network_page_names_all_its_modules_at_once() -> None:
    """Else each round of imports waits for the one before; and a name too many is a 404."""
    text = _TEMPLATE.read_text(encoding="utf-8")
    listed = re.search(r"for module in \[(.*?)\]", text, re.DOTALL)
    assert listed is not None

    assert set(re.findall(r'"([^"]+)"', listed[1])) == _imported("network/main")

"""Our own fixtures: small styles and items, one file for each element of CSL (``fixtures/csl/*.test``).

A fixture is prose, then sections that start with ``== name``: ``style`` (its attributes, and what is in it), ``items``
and ``citations`` (one JSON value a line), ``html`` (the citations, or else the bibliography, one a line).
"""

import json
import re
from pathlib import Path

import pytest

from convert.csl import Processor, compile_style

FOLDER = Path(__file__).parents[2] / "fixtures/csl"
FIXTURES = sorted(FOLDER.glob("*.test"))


def sections(path: Path) -> dict[str, tuple[str, str]]:
    """Section name → what follows the name on its line, and its lines."""
    parts = re.split(r"^== (\w+)(.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {parts[n]: (parts[n + 1].strip(), parts[n + 2].strip("\n")) for n in range(1, len(parts), 3)}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    found = sections(path)
    attributes, inner = found["style"]
    head = f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" {attributes}>'
    style = compile_style(f"{head}{inner}</style>".encode())
    items = [json.loads(line) for line in found["items"][1].splitlines()]
    citations = [json.loads(line) for line in found.get("citations", ("", ""))[1].splitlines()]
    clusters = [{"cites": cites, "note": n} for n, cites in enumerate(citations, 1)]
    processor = Processor(style, items, clusters)
    printed = (
        processor.citations() if clusters else [entry.text for entry in processor.bibliography().entries]
    )
    assert printed == found["html"][1].splitlines()

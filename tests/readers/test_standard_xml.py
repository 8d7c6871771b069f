"""XML and HTML are read the same without lxml."""

import io
import sys
from pathlib import Path

import pytest
from conftest import FIXTURES

import convert
from convert.formats import get_reader, get_writer
from convert.model.record import Record
from convert.streams.problems import Problem

ARTICLES = [
    record
    for path in sorted((FIXTURES / "articles").glob("*/medline.nbib"))
    for record in convert.read(str(path))
]
NAMESPACES = b"""<m:modsCollection xmlns:m="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink">
<m:mods ID="a" odd:mark="1"><m:titleInfo><m:title>On <!-- not --> prefixes &amp; ends</m:title></m:titleInfo>
<m:relatedItem type="host"><m:titleInfo><m:title>Names</m:title></m:titleInfo></m:relatedItem></m:mods>
<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title><![CDATA[<b>]]> second</title></titleInfo></mods></m:modsCollection>"""


def read(name: str, data: bytes) -> tuple[list[Record], list[Problem]]:
    problems: list[Problem] = []
    return list(get_reader(name).read(io.BytesIO(data), warn=problems.append)), problems


@pytest.mark.parametrize("name", ["endnote-xml", "mods", "jats"])
def test_the_same_records(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO(newline="")
    get_writer(name).write(ARTICLES, out)
    expected, _ = read(name, out.getvalue().encode())
    assert len(expected) >= len(ARTICLES)
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert read(name, out.getvalue().encode()) == (expected, [])


def test_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    expected, _ = read("mods", NAMESPACES)
    assert [record.title for record in expected] == ["On prefixes & ends", "<b> second"]
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert read("mods", NAMESPACES) == (expected, [])


def test_what_is_malformed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    data = b'<records><record><ref-type name="Book">6</ref-type><titles><title>One</title></titles></record>\n<record><titles></record></records>'
    records, [problem] = read("endnote-xml", data)
    assert [record.title for record in records] == ["One"]
    assert (problem.code, problem.line) == ("damaged-record", 2)


@pytest.mark.parametrize(
    "path", sorted((FIXTURES / "cases").glob("web-page-*.test")), ids=lambda path: path.stem
)
def test_the_same_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = path.read_bytes()
    data = data[data.lower().index(b"<") :]
    expected = read("web-page", data)
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert read("web-page", data) == expected

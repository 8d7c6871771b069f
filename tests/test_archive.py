"""Styles and locales in one archive are those of the folders."""

import random
from pathlib import Path

import msgspec
import pytest

import convert
from convert.citing import kinds, styles
from convert.citing.styles.packing import slim
from convert.citing.styles.shelves import INFOS, RENAMED, Folders, Packed, public_folder
from convert.csl.xml import Element, parse_xml
from convert.streams.packed import bundle
from convert.streams.packed.bundle import Archive, write_archive

SOME = {"apa", "nlm-citation-sequence", "american-medical-association", "jama", "zeitschrift-fur-soziologie"}
STYLES = sorted(public_folder().glob("*.csl"))


def test_texts_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "BLOCK_BYTES", 8192)
    texts = {f"text {number}": random.Random(number).randbytes(number * 100) for number in range(100)}  # noqa: S311
    write_archive(tmp_path / "texts", texts)
    packed = Archive((tmp_path / "texts").read_bytes())
    assert {name: packed.read(name) for name in packed} == texts
    assert "text 7" in packed
    assert "text 700" not in packed


def test_its_beginning_is_enough_for_the_first_texts(tmp_path: Path) -> None:
    path = tmp_path / "texts"
    length = write_archive(path, {"a": b"first"}, {"b": b"second"}, {"c": b"third"})
    archive = Archive(path.read_bytes()[:length])
    asked = []
    archive.fetch = lambda: asked.append("whole") or path.read_bytes()  # type: ignore[func-returns-value]
    assert [*archive] == ["a", "b", "c"]
    assert (archive.read("a"), asked) == (b"first", [])
    assert (archive.read("c"), archive.read("b"), asked) == (b"third", b"second", ["whole"])


def test_no_archive() -> None:
    with pytest.raises(ValueError, match="no archive"):
        Archive(b"something else")


def test_styles_of_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = Folders()
    infos = [style for style in folders.infos() if style.name in SOME]
    texts = {
        f"{name}.csl": slim(path.read_bytes())
        for name in SOME
        if (path := folders.get(name)) and not next(style for style in infos if style.name == name).parent
    }
    lists = {INFOS: msgspec.json.encode(infos), RENAMED: msgspec.json.encode(folders.renamed)}
    write_archive(tmp_path / "texts", lists | texts)
    expected = {
        name: (found.name, found.path.stem, found.locale, found.id)
        for name in SOME
        for found in [styles.find_style(name)]
    }
    expected_kinds = {name: kinds.kind_of(name) for name in SOME}
    packed = Packed(Archive((tmp_path / "texts").read_bytes()))
    monkeypatch.setattr(styles, "shelf", lambda: packed)
    kinds.kind_of.cache_clear()
    files = {name: styles.find_style(name) for name in SOME}
    assert {
        name: (file.name, file.path.stem, file.locale, file.id) for name, file in files.items()
    } == expected
    assert {name: kinds.kind_of(name) for name in SOME} == expected_kinds
    assert styles.find_style("Vancouver").path.name == "nlm-citation-sequence.csl"
    kinds.kind_of.cache_clear()


@pytest.mark.parametrize("path", STYLES[::100], ids=lambda path: path.stem)
def test_a_slim_style_is_the_same(path: Path) -> None:
    data = path.read_bytes()
    assert len(slim(data)) <= len(data)
    assert parts(parse_xml(slim(data))) == parts(parse_xml(data))


def parts(style: Element) -> list[tuple[str, object, str]]:
    body = [child for child in style.children if child.tag != "info"]
    return [(node.tag, node.attributes, node.text.strip()) for part in body for node in part.walk()]


def test_the_archive_stands_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = Path(convert.__file__).parent
    within = Path(bundle.__file__).relative_to(package)
    write_archive(tmp_path / bundle.BUNDLED, {"a": b"text"})
    monkeypatch.setattr(bundle, "__file__", str(tmp_path / within))
    found = bundle.bundled.__wrapped__()
    assert found
    assert found.read("a") == b"text"

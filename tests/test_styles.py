from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree

from convert.citing.styles import find_style, search_styles
from convert.streams.problems import ConvertError

DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="de-DE">
<info><title>Zeitschrift</title><id>x</id>
<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/></info></style>"""


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("apa", "apa"),
        ("APA", "apa"),
        ("american medical association", "american-medical-association"),
        ("vancouver", "nlm-citation-sequence"),
        ("http://www.zotero.org/styles/ieee", "ieee"),
        ("jama", "american-medical-association"),
        ("pubmed", "pubmed"),
    ],
)
def test_a_style_by_name(name: str, file: str) -> None:
    assert find_style(name).path.stem == file


def test_a_style_by_path(tmp_path: Path) -> None:
    path = ROOT / "styles" / "pubmed.csl"
    assert find_style(str(path)).path == path
    (tmp_path / "mine.csl").write_text(DEPENDENT.format(parent="apa"))
    found = find_style(str(tmp_path / "mine.csl"))
    assert (found.name, found.path.stem, found.locale) == ("mine", "apa", "de-DE")


def test_a_style_without_its_parent(tmp_path: Path) -> None:
    (tmp_path / "mine.csl").write_text(DEPENDENT.format(parent="no-such-style"))
    with pytest.raises(ConvertError, match="no-such-style"):
        find_style(str(tmp_path / "mine.csl"))


def test_a_misspelt_name_is_answered_with_near_ones() -> None:
    with pytest.raises(ConvertError, match=r"did you mean .*vancouver"):
        find_style("vancuver")
    with pytest.raises(ConvertError, match=r"no style 'zzzzzz'$"):
        find_style("zzzzzz")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["apa"], "apa"),
        (["lancet", "neurology"], "the-lancet-neurology"),
        (["Revista", "española", "cardiologia"], "revista-espanola-de-cardiologia"),
        (["vancouver", "superscript"], "nlm-citation-sequence-superscript"),
        (["pubmed"], "pubmed"),
    ],
)
def test_search(words: list[str], first: str) -> None:
    assert next(search_styles(words)).name == first


def test_search_by_field() -> None:
    assert any(style.name == "nature" for style in search_styles(["science"]))
    assert not list(search_styles(["no such words"]))


def test_our_styles_follow_the_schema() -> None:
    import citeproc

    schema = etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))
    for path in (ROOT / "styles").glob("*.csl"):
        assert schema.validate(etree.parse(path)), schema.error_log

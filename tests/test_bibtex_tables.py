"""Each row of BibTeX's and LaTeX's tables, written and read again."""

import io
import unicodedata
from typing import Any

import pytest

from convert.formats import get_reader, get_writer
from convert.formats.bibtex import fields
from convert.formats.bibtex.fields import FIELDS, Field
from convert.formats.bibtex.tables import ENTRY_TYPES, LANGUAGE_CODES, LANGUAGES, THESIS_GENRES, EntryType
from convert.formats.latex import tables
from convert.formats.latex.read import from_latex
from convert.formats.latex.write import to_latex
from convert.model.record import AbstractSection, Date, Keyword, Link, MeshHeading, Name, Record

DIALECTS = ("bibtex", "biblatex")


def written(record: Record, dialect: str) -> str:
    out = io.StringIO(newline="")
    get_writer(dialect).write([record], out)
    return out.getvalue()


def read(text: str) -> Record:
    [record] = get_reader("bibtex").read(io.BytesIO(text.encode()))
    return record


# --- entry types ------------------------------------------------------------------------------------------------


def names_of(row: EntryType) -> list[str]:
    return [row.bibtex, row.biblatex, *row.also.split()]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("row", ENTRY_TYPES, ids=lambda row: row.csl)
def test_entry_type_comes_back(row: EntryType, dialect: str) -> None:
    text = written(Record(type=row.csl), dialect)
    name = getattr(row, dialect)
    assert text.startswith(f"@{name}{{")
    rows = [other.csl for other in ENTRY_TYPES if name in names_of(other)]
    assert read(text).type == rows[0]  # the row itself, unless an earlier one has the name


@pytest.mark.parametrize("row", ENTRY_TYPES, ids=lambda row: row.csl)
def test_entry_type_is_read(row: EntryType) -> None:
    for name in row.also.split():
        assert read(f"@{name}{{k, title = {{T}}}}").type == row.csl


def test_each_entry_type_is_read_and_each_csl_type_has_one_row() -> None:
    assert len({row.csl for row in ENTRY_TYPES}) == len(ENTRY_TYPES)
    for name, genre in THESIS_GENRES.items():
        assert read(f"@{name}{{k, title = {{T}}}}").genre == genre
        assert written(Record(type="thesis", genre=genre), "bibtex").startswith(f"@{name}{{")


# --- fields -----------------------------------------------------------------------------------------------------

SAMPLES: dict[str, Any] = {
    "page": "445-453",
    "DOI": "10.1000/182",
    "PMCID": "PMC123",
    "PMID": "123",
    "URL": "https://example.org/a_b",
    "ISSN": "1234-5679",
    "ISBN": ["9780306406157"],
    "language": ["eng"],
    "abstract": [AbstractSection("We looked.")],
    "keyword": [Keyword("cells"), Keyword("cells, red")],
    "mesh": [MeshHeading("Humans")],
    "links": [Link("RetractionIn", "J Ex. 2020;1:2")],
    "archive": "arXiv",
    "archive_location": "2106.01111v3",
    "issued": Date(2021, 8, 9),
}
"""Field of the record → a value; for others, it depends on their type."""

CONTEXTS: dict[tuple[str, str], dict[str, Any]] = {
    ("number", "issue"): {"type": "article-journal"},
    ("number", "number"): {"type": "report"},
    ("number", "collection_number"): {"collection_title": "Series"},
    ("eid", "number"): {"type": "article-journal", "page": "1-2"},
    ("issue", "issued"): {"type": "article-journal", "issue": "3"},
    ("eprint", "archive_location"): {"archive": "arXiv"},
    ("archiveprefix", "archive"): {"archive_location": "2106.01111"},
    ("eprinttype", "archive"): {"archive_location": "2106.01111"},
}
"""Name and field of a row → what else a record must say so that the field is written."""

ISSUED = {
    ("month", "", fields.TEXT): Date(2021, season=1),
    ("", "issue", fields.TEXT): Date(1987, literal="1987 3rd Quart"),
    ("", "year", fields.TEXT): Date(literal="forthcoming"),
}
"""Names and kind of a row → a date for it."""

READ_AS_ANOTHER = {("keywords", "mesh"): "keyword", ("addendum", "links"): "note"}
"""Name and field of a row → the field in which its value comes back."""


def sample(row: Field, field: str) -> Any:
    if date := ISSUED.get((row.bibtex, row.biblatex, row.kind)):
        return date
    if row.kind is fields.NAMES:
        return [Name("Berg", "Jan", "van der"), Name(literal="A Group")]
    return SAMPLES.get(field, SAMPLES["issued"] if row.kind is fields.DATE else "Qq <i>7</i>")


CASES = [
    pytest.param(dialect, row, field, id=f"{dialect}-{getattr(row, dialect)}-{field}")
    for dialect in DIALECTS
    for row in FIELDS
    if getattr(row, dialect)
    for field in row.fields.split()
]


@pytest.mark.parametrize(("dialect", "row", "field"), CASES)
def test_field_comes_back(dialect: str, row: Field, field: str) -> None:
    name = getattr(row, dialect)
    others = {"type": "book", **CONTEXTS.get((name, field), {})}
    record = Record(**others, **{field: sample(row, field)})
    text = written(record, dialect)
    assert f"\n  {name} = " in text
    back = read(text)
    assert back.extra == {}
    if (other := READ_AS_ANOTHER.get((name, field))) is None:
        assert getattr(back, field) == getattr(record, field)
    else:
        assert getattr(back, other)


@pytest.mark.parametrize("row", [row for row in FIELDS if row.only_read], ids=lambda row: row.only_read)
def test_field_is_only_read(row: Field) -> None:
    record = read(f"@book{{k, {row.only_read} = {{Qq}}}}")
    assert (getattr(record, row.fields), record.extra) == ("Qq", {})


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("row", ENTRY_TYPES, ids=lambda row: row.csl)
def test_names_that_depend_on_the_entry_type_are_read(row: EntryType, dialect: str) -> None:
    if getattr(row, dialect) == "online":
        pytest.skip("an online page's organization is read as its publisher")
    record = Record(type=row.csl, container_title="Container", publisher="Publisher")
    back = read(written(record, dialect))
    assert (back.container_title, back.publisher, back.extra) == ("Container", "Publisher", {})


@pytest.mark.parametrize("name", LANGUAGES)
def test_language_comes_back(name: str) -> None:
    for code in LANGUAGES[name].split():
        text = written(Record(language=[code]), "biblatex")
        assert f"  language = {{{name}}},\n" in text
        assert read(text).language == [LANGUAGES[name].split()[0]]
        assert read(text.replace("  language = ", "  language = {}, x = ")).language == read(text).language


def test_babels_languages_are_read() -> None:
    for name, code in LANGUAGE_CODES.items():
        assert read(f"@book{{k, langid = {{{name}}}}}").language == [code]


# --- LaTeX ------------------------------------------------------------------------------------------------------

NOT_READ_BACK = {
    "\u00ad": "",
    "ẞ": "SS",
    "ª": "<sup>a</sup>",
    "º": "<sup>o</sup>",
    "˚": "°",
    "ο": "o",
    "∕": "/",
}
NOT_READ_BACK |= {
    "∗": "*",
    "μ": "µ",
    "‐": "-",
    "‑": "-",
    "’": "'",
    "ʼ": "'",
    "⋅": "·",
    "∙": "·",
    "ϕ": "φ",
    "ϵ": "ε",
}
NOT_READ_BACK |= dict(zip("‒―⩽≦⩾≧ħ∆", "–—≤≤≥≥ℏΔ", strict=True))
NOT_READ_BACK |= dict(zip("׳˂˃☆▵▼◇◆○◦✓", "'<>★△▽◊◊∘∘√", strict=True)) | {"״": "”"}
NOT_READ_BACK |= dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True))
"""Written as LaTeX that means another character when it is read."""


@pytest.mark.parametrize("character", [*tables.ESCAPES, *tables.TEXT, *tables.MATH])
def test_character_comes_back(character: str) -> None:
    latex = to_latex(character)
    assert latex.isascii()
    back = from_latex(latex)
    assert back == NOT_READ_BACK.get(character, character)


@pytest.mark.parametrize("macro", tables.MACROS)
def test_macro_is_read(macro: str) -> None:
    read_as = from_latex(f"a{{\\{macro}}}b")
    assert read_as == unicodedata.normalize("NFC", f"a{tables.MACROS[macro]}b")


@pytest.mark.parametrize("mark", tables.ACCENTS)
def test_accent_comes_back(mark: str) -> None:
    _, math = tables.ACCENTS[mark]
    for letter in "xβ" if math else "x":
        accented = unicodedata.normalize("NFC", letter + mark)
        assert from_latex(to_latex(accented)) == accented


def test_styles_and_switches_are_read() -> None:
    for kind, macros in tables.STYLE_MACROS.items():
        styled = {from_latex(f"\\{macro}{{x}}") for macro in macros.split()}
        switches = tables.STYLE_SWITCHES.get(kind, "").split()
        styled |= {from_latex(f"{{\\{switch} x}}") for switch in switches}
        assert len(styled) == 1, kind
        [text] = styled
        assert from_latex(to_latex(text)) == text

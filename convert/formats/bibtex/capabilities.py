"""What BibTeX and BibLaTeX keep of a record (``Writer.capabilities``): the fields in the table ``fields``, and what is less than kept."""

import re
from collections.abc import Callable, Iterator, Mapping

from convert.formats import capabilities
from convert.formats.bibtex.fields import DATE, FIELDS, NAMES
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.latex.read import from_latex
from convert.formats.latex.write import to_latex, to_latex_with_letters
from convert.model.pages import has_number_as_page
from convert.model.record import Name, Record
from convert.model.types import ARTICLES

_DATE_PARTS = "year month day season end.year end.month end.day end.season"


def _kept() -> Iterator[str]:
    """The texts, names and dates that the table of fields has."""
    empty = Record()
    for row in FIELDS:
        for field in row.fields.split() if row.bibtex or row.biblatex else ():
            if row.kind in (NAMES, DATE):
                parts = "family given suffix literal" if row.kind is NAMES else _DATE_PARTS
                yield from (f"{field}.{part}" for part in parts.split())
            elif isinstance(getattr(empty, field), str):
                yield field


def _is_ambiguous(name: Name) -> bool:
    """Whether a family name looks like a group's, or as if it had a particle."""
    return name.family[:1].islower() or (" " in name.family and not name.given and not name.suffix)


_FAMILY = "told from particles and groups by its letters alone"
_PARTICLE = Degraded("told from the family name by its lower case alone")

_BOTH: dict[str, Capability] = dict.fromkeys(_kept(), KEPT) | {
    "authors_complete": KEPT,
    "ISBN": Degraded("the first", when=lambda record: len(record.ISBN) > 1),
    "type": Degraded("as the nearest entry type"),
    "id": Degraded("as the key, where it is a legal one"),
    "title": Degraded("capitals may change where they are not protected"),
    "collection_number": Degraded("only where the work has no number of its own"),
    "bookaccession": Moved("in the address, where there is no other"),
    "copyright": Degraded("not of articles"),
    "archive": Degraded("arXiv alone"),
    "archive_location": Degraded("arXiv's number alone"),
    "abstract.label": Moved("in front of the text"),
    "keyword.term": Degraded("as one of the keywords; a term with a comma is split by many programs"),
    "mesh.descriptor": Degraded("as one of the keywords"),
    "publication_status": Degraded("that of an article ahead of print alone"),
    "links.kind": Degraded("retractions, errata and expressions of concern alone, in the note"),
    "links.citation": Degraded("in a few words of the note"),
    "publication_type.name": Degraded("that of a retraction or erratum alone, in the note"),
}
for _row in FIELDS:
    if _row.kind is NAMES:
        _BOTH[f"{_row.fields}.family"] = Degraded(_FAMILY, when=_is_ambiguous)
        _BOTH[f"{_row.fields}.dropping_particle"] = _BOTH[f"{_row.fields}.non_dropping_particle"] = _PARTICLE

# --- what LaTeX can't spell ---------------------------------------------------------------------------------

_TEXTS = """original_title collection_title title_short event_title publisher publisher_place note annote
    author.given author.suffix author.literal editor.given editor.suffix editor.literal"""
_NOT_PLAIN = r"[^A-Za-z0-9 .,;:()/&-]"


def _as_latex(to_latex: Callable[[str], str]) -> dict[str, Capability]:
    """Texts that come back different when they are written as LaTeX and read again."""

    def differs(text: str) -> bool:
        return re.search(_NOT_PLAIN, text) is not None and from_latex(to_latex(text)) != text

    def degraded(path: str) -> Degraded:
        field = path.rpartition(".")[2]
        return Degraded("as LaTeX prints it", when=lambda owner: differs(getattr(owner, field)))

    rows: dict[str, Capability] = {path: degraded(path) for path in _TEXTS.split()}
    return rows | {
        "container_title": Degraded(
            f"{capabilities.PRINTED}, and as LaTeX prints it",
            when=lambda record: capabilities.is_renamed(record) or differs(record.container_title),
        ),
        "abstract.text": Degraded(
            "after its label, as LaTeX prints it",
            when=lambda section: capabilities.is_labelled(section) or differs(section.text),
        ),
        "author.family": Degraded(_FAMILY, when=lambda name: _is_ambiguous(name) or differs(name.family)),
    }


# --- dates, and what only one of the two has ----------------------------------------------------------------

_LITERAL = Degraded("where it can't be said in figures")
_BIBTEX_DATE = dict.fromkeys(["year", "month", "day", "season", "end.season"], KEPT) | {
    "end.month": Degraded("where it is another month"),
    "literal": _LITERAL,
}
_BIBLATEX_DATE = dict.fromkeys([*_DATE_PARTS.split(), "circa"], KEPT) | {"literal": _LITERAL}


def _issued(parts: Mapping[str, Capability]) -> dict[str, Capability]:
    no_issued = Degraded("only where there is no date of issue")
    return {f"issued.{part}": how for part, how in parts.items()} | {
        f"available_date.{part}": no_issued for part in parts
    }


def _is_in_series(record: Record) -> bool:
    return bool(record.collection_title) and record.type not in ARTICLES


BIBTEX = (
    _BOTH
    | _as_latex(to_latex)
    | _issued(_BIBTEX_DATE)
    | {"language": Degraded("as the source's codes"), "number": Degraded("of an article, as its pages")}
)
BIBLATEX = (
    _BOTH
    | _as_latex(to_latex_with_letters)
    | _issued(_BIBLATEX_DATE)
    | {
        "page": Degraded("as the article number", when=has_number_as_page),
        "language": Degraded("by name"),
        "number": Degraded("as the number in the series", when=_is_in_series),
    }
)

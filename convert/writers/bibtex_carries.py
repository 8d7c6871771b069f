"""What BibTeX and BibLaTeX carry of a record, and how (``Writer.carries``)."""

from collections.abc import Callable

from convert.formats import Unless
from convert.record import Name, Record
from convert.text.latex import to_latex, to_unicode_latex
from convert.writers import carried
from convert.writers.bibtex_values import SERIALS


def _all(field: str, parts: str) -> dict[str, str | Unless]:
    return {f"{field}.{part}": "" for part in parts.split()}


def _latex_rows(spell: Callable[[str], str]) -> dict[str, str | Unless]:
    """What is carried as LaTeX spells it."""
    differs = carried.differs_in_latex(spell)
    return {
        **carried.as_latex(_TEXTS, spell),
        "container_title": Unless(
            lambda record: carried.is_placed(record) or differs(record.container_title),
            f"as LaTeX prints it, and {carried.PLACED}",
        ),
        "abstract.text": Unless(
            lambda section: carried.is_labelled(section) or differs(section.text),
            "after its label, as LaTeX prints it",
        ),
        "author.family": Unless(
            lambda name: _is_like_another(name) or differs(name.family),
            "told from particles and groups by its letters alone",
        ),
    }


def _is_like_another(name: Name) -> bool:
    """Whether a family name looks like a group's, or as if it had a particle."""
    return name.family[:1].islower() or (" " in name.family and not name.given and not name.suffix)


def _carried_names(role: str) -> dict[str, str | Unless]:
    particles = "told from the family name by its lower case alone"
    return _all(role, "family given suffix literal") | {
        f"{role}.family": Unless(_is_like_another, "told from particles and groups by its letters alone"),
        f"{role}.dropping_particle": particles,
        f"{role}.non_dropping_particle": particles,
    }


_ISO = "year month day season end.year end.month end.day end.season"
_SAME = (
    "title_short original_title event_title volume edition chapter_number number_of_pages number_of_volumes part_number"
    " version publisher publisher_place original_publisher original_publisher_place event_place DOI PMID PMCID ISSN URL"
    " genre note annote status authors_complete"
)

_CARRIES: dict[str, str | Unless] = {
    **dict.fromkeys(_SAME.split(), ""),
    "type": "as the nearest entry type",
    "id": "as the key, where it is a legal one",
    "title": "capitals may change where they are not protected",
    "container_title": "",
    "container_title_short": "",
    "collection_title": "",
    "collection_number": "only where the work has no number of its own",
    "issue": "",
    "number": "",
    "page": "",
    "bookaccession": "in the address, where there is no other",
    "copyright": "not of articles",
    "ISBN": "",
    "abstract.label": "in front of the text",
    "keyword.term": "as one of the keywords; a term with a comma is split by many programs",
    "mesh.descriptor": "as one of the keywords",
    "links": "retractions, errata and expressions of concern alone, in the note",
    "publication_type.name": "that of a retraction or erratum alone, in the note",
    **_carried_names("author"),
    **_carried_names("editor"),
    **_carried_names("translator"),
    **_carried_names("container_author"),
    **_all("accessed", _ISO),
    **_all("event_date", _ISO),
    **_all("original_date", _ISO),
}


def _is_in_series(record: Record) -> bool:
    return bool(record.collection_title) and record.type not in SERIALS


_NO_ISSUED = "only where there is no date of issue"
_BIBTEX_DATE = {
    "year": "",
    "month": "",
    "day": "",
    "season": "",
    "end.month": "where it is another month",
    "end.season": "",
    "literal": "where it can't be said in figures",
}
_BIBLATEX_DATE = dict.fromkeys([*_ISO.split(), "circa"], "") | {
    "literal": "where it can't be said in figures"
}
_TEXTS = """original_title collection_title title_short event_title publisher publisher_place note annote
    author.given author.suffix author.literal editor.given editor.suffix editor.literal"""

BIBTEX = (
    _CARRIES
    | _latex_rows(to_latex)
    | {f"issued.{part}": how for part, how in _BIBTEX_DATE.items()}
    | {f"available_date.{part}": _NO_ISSUED for part in _BIBTEX_DATE}
    | {"language": "as the source's codes", "number": "of an article, as its pages"}
    | {"pii": "as pages, where there is neither page nor article number"}
)
BIBLATEX = (
    _CARRIES
    | _latex_rows(to_unicode_latex)
    | {f"issued.{part}": how for part, how in _BIBLATEX_DATE.items()}
    | {f"available_date.{part}": _NO_ISSUED for part in _BIBLATEX_DATE}
    | {"page": Unless(carried.repeats_number, "as the article number")}
    | {"language": "by name", "number": Unless(_is_in_series, "as the number in the series")}
)

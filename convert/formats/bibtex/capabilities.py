"""What BibTeX and BibLaTeX carry of a record, and how (``Writer.capabilities``)."""

from collections.abc import Callable

from convert.formats import capabilities
from convert.formats.bibtex.values import SERIALS
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.latex.write import to_latex, to_unicode_latex
from convert.model.record import Name, Record


def _all(field: str, parts: str) -> dict[str, Capability]:
    return {f"{field}.{part}": KEPT for part in parts.split()}


def _latex_rows(spell: Callable[[str], str]) -> dict[str, Capability]:
    """What is carried as LaTeX spells it."""
    differs = capabilities.differs_in_latex(spell)
    return {
        **capabilities.as_latex(_TEXTS, spell),
        "container_title": Degraded(
            f"as LaTeX prints it, and {capabilities.PLACED}",
            when=lambda record: capabilities.is_placed(record) or differs(record.container_title),
        ),
        "abstract.text": Degraded(
            "after its label, as LaTeX prints it",
            when=lambda section: capabilities.is_labelled(section) or differs(section.text),
        ),
        "author.family": Degraded(
            "told from particles and groups by its letters alone",
            when=lambda name: _is_like_another(name) or differs(name.family),
        ),
    }


def _is_like_another(name: Name) -> bool:
    """Whether a family name looks like a group's, or as if it had a particle."""
    return name.family[:1].islower() or (" " in name.family and not name.given and not name.suffix)


def _carried_names(role: str) -> dict[str, Capability]:
    particles = Degraded("told from the family name by its lower case alone")
    return _all(role, "family given suffix literal") | {
        f"{role}.family": Degraded(
            "told from particles and groups by its letters alone", when=_is_like_another
        ),
        f"{role}.dropping_particle": particles,
        f"{role}.non_dropping_particle": particles,
    }


_ISO = "year month day season end.year end.month end.day end.season"
_SAME = (
    "title_short original_title event_title volume edition chapter_number number_of_pages number_of_volumes part_number"
    " version publisher publisher_place original_publisher original_publisher_place event_place DOI PMID PMCID ISSN URL"
    " genre note annote status authors_complete"
)

_CARRIES: dict[str, Capability] = {
    **dict.fromkeys(_SAME.split(), KEPT),
    "type": Degraded("as the nearest entry type"),
    "id": Degraded("as the key, where it is a legal one"),
    "title": Degraded("capitals may change where they are not protected"),
    "container_title": KEPT,
    "container_title_short": KEPT,
    "collection_title": KEPT,
    "collection_number": Degraded("only where the work has no number of its own"),
    "issue": KEPT,
    "number": KEPT,
    "page": KEPT,
    "bookaccession": Moved("in the address, where there is no other"),
    "copyright": Degraded("not of articles"),
    "ISBN": KEPT,
    "abstract.label": Moved("in front of the text"),
    "keyword.term": Degraded("as one of the keywords; a term with a comma is split by many programs"),
    "mesh.descriptor": Degraded("as one of the keywords"),
    "links": Degraded("retractions, errata and expressions of concern alone, in the note"),
    "publication_type.name": Degraded("that of a retraction or erratum alone, in the note"),
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


_NO_ISSUED = Degraded("only where there is no date of issue")
_BIBTEX_DATE = {
    "year": KEPT,
    "month": KEPT,
    "day": KEPT,
    "season": KEPT,
    "end.month": Degraded("where it is another month"),
    "end.season": KEPT,
    "literal": Degraded("where it can't be said in figures"),
}
_BIBLATEX_DATE = dict.fromkeys([*_ISO.split(), "circa"], KEPT) | {
    "literal": Degraded("where it can't be said in figures")
}
_TEXTS = """original_title collection_title title_short event_title publisher publisher_place note annote
    author.given author.suffix author.literal editor.given editor.suffix editor.literal"""

BIBTEX = (
    _CARRIES
    | _latex_rows(to_latex)
    | {f"issued.{part}": how for part, how in _BIBTEX_DATE.items()}
    | {f"available_date.{part}": _NO_ISSUED for part in _BIBTEX_DATE}
    | {"language": Degraded("as the source's codes"), "number": Degraded("of an article, as its pages")}
    | {"pii": Degraded("as pages, where there is neither page nor article number")}
)
BIBLATEX = (
    _CARRIES
    | _latex_rows(to_unicode_latex)
    | {f"issued.{part}": how for part, how in _BIBLATEX_DATE.items()}
    | {f"available_date.{part}": _NO_ISSUED for part in _BIBLATEX_DATE}
    | {"page": Degraded("as the article number", when=capabilities.repeats_number)}
    | {"language": Degraded("by name"), "number": Degraded("as the number in the series", when=_is_in_series)}
)

"""What a record says in each field of EndNote's model: plain text, names inverted, dates in words.

Shared by Refer (``enw``) and EndNote XML, which are two spellings of that model.
"""

from collections.abc import Iterable

from convert.formats import capabilities, zotero
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.model import notices
from convert.model.dates import format_date, format_iso_date
from convert.model.names import format_inverted_name
from convert.model.pages import publisher_number
from convert.model.record import Name, Record
from convert.model.subjects import MESH_TERMS, Mesh
from convert.model.text import titles
from convert.model.text.abstracts import format_abstract
from convert.model.text.markup import to_plain

TYPES = {
    "article": "Unpublished Work",
    "article-journal": "Journal Article",
    "article-magazine": "Magazine Article",
    "article-newspaper": "Newspaper Article",
    "bill": "Bill",
    "book": "Book",
    "broadcast": "Film or Broadcast",
    "chapter": "Book Section",
    "classic": "Classical Work",
    "dataset": "Dataset",
    "entry-dictionary": "Dictionary",
    "entry-encyclopedia": "Encyclopedia",
    "figure": "Figure",
    "graphic": "Artwork",
    "hearing": "Hearing",
    "legal_case": "Case",
    "legislation": "Statute",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Film or Broadcast",
    "musical_score": "Music",
    "pamphlet": "Pamphlet",
    "paper-conference": "Conference Paper",
    "patent": "Patent",
    "personal_communication": "Personal Communication",
    "post": "Web Page",
    "post-weblog": "Blog",
    "regulation": "Legal Rule or Regulation",
    "report": "Report",
    "review": "Journal Article",
    "review-book": "Journal Article",
    "software": "Computer Program",
    "song": "Audiovisual Material",
    "standard": "Standard",
    "thesis": "Thesis",
    "webpage": "Web Page",
}
"""CSL type → EndNote's name of the kind of reference; ``Generic`` for all others."""

ARTICLES = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "review-book"})


def people(names: Iterable[Name]) -> list[str]:
    """All names in a role."""
    return list(map(format_inverted_name, names))


def container(record: Record) -> str:
    """The journal or book, by its abbreviation where that is all there is; the place of a journal is a field of its own."""
    title = titles.container_title(record) or record.container_title_short or record.event_title
    return to_plain(title)


def publisher(record: Record) -> str:
    """The publisher; of a preprint its server."""
    return to_plain(record.publisher or (record.container_title if record.type == "article" else ""))


def year(record: Record) -> str:
    """The year of the issue, or of the electronic date where there is none."""
    date = record.issued or record.available_date
    if date is None:
        return ""
    return str(date.year) if date.year is not None else format_date(date)


def day(record: Record) -> str:
    """The rest of that date, ``Aug 9``, ``Sep-Oct``."""
    date = record.issued or record.available_date
    text = format_date(date) if date is not None and date.year is not None else ""
    return text.removeprefix(str(date.year) if date else "").strip()


def electronic_date(record: Record) -> str:
    """The electronic date of what has another one."""
    if record.issued is None or record.available_date is None:
        return ""
    return format_iso_date(record.available_date)


def pages(record: Record) -> str:
    """Pages, or the article number, which no style prints from its own field, or else the publisher's."""
    return record.page or record.number or publisher_number(record)


def standard_number(record: Record) -> str:
    """The first ISBN of a book, the ISSN of all else."""
    isbn = record.ISBN[0] if record.ISBN else ""
    return record.ISSN or isbn if record.type in ARTICLES else isbn or record.ISSN


def terms(record: Record, mesh: Mesh) -> list[str]:
    """Keywords, then MeSH; none twice."""
    words = [to_plain(keyword.term) for keyword in record.keyword]
    return list(dict.fromkeys(word for word in [*words, *MESH_TERMS[mesh](record)] if word))


def abstract(record: Record) -> str:
    """The abstract, each section in a line of its own."""
    return to_plain(format_abstract(record.abstract, unlabelled=False))


def addresses(record: Record) -> list[str]:
    """Where the authors work, each place once."""
    return list(dict.fromkeys(to_plain(place.text) for name in record.author for place in name.affiliation))


def rights(record: Record) -> str:
    """The copyright of what is no article."""
    return to_plain(zotero.rights(record))


def notes(record: Record) -> list[str]:
    """Notes, and the links to errata, retractions and comments in words."""
    texts = [record.note, record.annote, *(note.text for note in record.general_note)]
    return [to_plain(text) for text in [*texts, *notices.all_links(record)] if text]


_DATE_PARTS = "year month day season time literal end.year end.month end.day end.season end.time"
_RICH = "title title_short collection_title publisher publisher_place note"
_PLAIN = """container_title_short volume issue page edition DOI PMID PMCID URL language call_number
    source_database archive"""

_NO_ISSUED = Degraded("where there is no date of issue")

CAPABILITIES: dict[str, Capability] = {
    **capabilities.names("author", format_inverted_name),
    **capabilities.names("editor", format_inverted_name),
    **capabilities.without_markup(_RICH),
    **capabilities.abstract(markup=False),
    **dict.fromkeys(_PLAIN.split(), KEPT),
    **dict.fromkeys((f"issued.{part}" for part in _DATE_PARTS.split()), KEPT),
    **dict.fromkeys((f"available_date.{part}" for part in _DATE_PARTS.split()), KEPT),
    **dict.fromkeys((f"available_date.{part}" for part in ("time", "literal", "end.time")), _NO_ISSUED),
    "keyword.term": Degraded(
        "without its markup, and as far as commas tell it from others",
        when=lambda keyword: (
            capabilities.has_markup(keyword.term) or capabilities.looks_like_list(keyword.term)
        ),
    ),
    "page": Degraded("as the article number", when=capabilities.repeats_number),
    "type": Degraded("as one of EndNote's kinds"),
    "container_title": Degraded(f"without its markup, and {capabilities.PLACED}"),
    "event_title": Degraded("where there is no container title"),
    "number": Degraded("as pages, where there are none"),
    "pii": Degraded("as pages, where there is neither page nor article number"),
    "bookaccession": Moved("as a call number, where there is no other"),
    "copyright": Degraded("not of articles"),
    "ISBN": Degraded("the first of a book's"),
    "ISSN": Degraded("where there is no book's ISBN"),
    "author.affiliation.text": Degraded("no longer at its author"),
    "mesh.descriptor": Moved("as a keyword"),
    "annote": Moved("in a note"),
    "general_note.text": Moved("in a note"),
    "links": Moved("in a note"),
    "publication_type.name": Degraded("that of a retraction or erratum alone, in a note"),
}
"""What both spellings carry."""

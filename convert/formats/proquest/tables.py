"""The names of fields in ProQuest's report, and the steps that take them into a record's fields.

https://proquest.libguides.com/proquestplatform (Saving and exporting), and reports in public repositories.
"""

from typing import Final

from convert.formats.tagged import takes
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.takes import Take, parts
from convert.model.dates import is_parsed, parse_spoken_date
from convert.model.identifiers import parse_isbns
from convert.model.record import Keyword
from convert.model.types import parse_type

_NAMES: Final = """
    abstract; accession number; advisor; alternate title; author; author affiliation; classification; committee member; company / organization;
    contributor; copyright; correspondence author; country of publication; database; degree; degree date; department;
    dissertation/thesis number; document feature; document status; document type; document url; doi; edition; editor; entry date; full text; identifier / keyword;
    isbn; issn; issue; journal subject; language; language of publication; last updated; links; location; mesh subject; notes;
    number of pages; number of references; pages; people; place of publication; proquest document id; publication date; publication info;
    publication subject; publication title; publication year; publisher; pubmed id; school code; section; source; source attribution;
    source type; subject; subtitle; substance; supplement; title; university location; university/institution; url; volume; year
"""
NAMES: Final = frozenset(name.strip() for name in _NAMES.split(";"))
"""In lower case; another word before a colon is text."""


_SOURCES: Final = {
    "scholarly journals": "article-journal",
    "magazines": "article-magazine",
    "newspapers": "article-newspaper",
}
"""The kinds of sources that tell the type."""


def _take_type(tagged: TaggedRecord) -> None:
    """The type by the kind of the document, or else by that of the source (``Scholarly Journals``)."""
    kind, source = tagged.take("document type"), tagged.take("source type")
    record = tagged.record
    record.type = _SOURCES.get(source.lower(), "") or parse_type(kind) or parse_type(source) or "document"
    if kind and parse_type(kind) != record.type:
        record.genre = kind


def _take_title(tagged: TaggedRecord) -> None:
    """The field, or else what stands over the document."""
    heading = tagged.take("heading")
    tagged.record.title = (tagged.take("title") or heading).removesuffix(".")
    if subtitle := tagged.take("subtitle"):
        tagged.record.title = f"{tagged.record.title}: {subtitle}"


def _take_publisher(tagged: TaggedRecord) -> None:
    """A thesis' publisher is its university."""
    record = tagged.record
    if record.type == "thesis":
        record.publisher, record.publisher_place = (
            tagged.take("university/institution"),
            tagged.take("university location"),
        )
        record.genre, record.number = tagged.take("degree"), tagged.take("dissertation/thesis number")
    else:
        record.publisher, record.publisher_place = (
            tagged.take("publisher"),
            tagged.take("place of publication"),
        )


def _take_date(tagged: TaggedRecord) -> None:
    """The date, or the year alone; a thesis' is that of the degree."""
    year = tagged.take("publication year", "year", "degree date")
    text = tagged.take("publication date")
    if text or year:
        date = parse_spoken_date(text, year) if text else parse_spoken_date(year)
        tagged.record.issued = date if is_parsed(date) or not year else parse_spoken_date(year)
        if text and date is not tagged.record.issued:
            tagged.values["publication date"] = [text]


def _take_address(tagged: TaggedRecord) -> None:
    """The document's address; those of a library's own links stay."""
    record, addresses = tagged.record, tagged.values.pop("address", [])
    record.URL = tagged.take("document url", "url") or next(
        (one for one in addresses if "/docview/" in one), ""
    )
    if rest := [one for one in addresses if one != record.URL]:
        tagged.values["links"] = [*tagged.values.get("links", []), *rest]


def _take_keywords(tagged: TaggedRecord) -> None:
    """Subjects between semicolons; keywords of authors between commas or semicolons."""
    words = [*parts(tagged.take_all("subject", "mesh subject"), ";")]
    for text in tagged.take_all("identifier / keyword"):
        words += parts([text], ";" if ";" in text else ",")
    tagged.record.keyword = [Keyword(word) for word in dict.fromkeys(words)]


def _take_isbns(tagged: TaggedRecord) -> None:
    tagged.record.ISBN = [isbn for text in tagged.take_all("isbn") for isbn in parse_isbns(text)]


STEPS: Final[tuple[Take, ...]] = (
    _take_type,
    _take_title,
    takes.names("author", "author", between=";"),
    takes.names("editor", "editor", between=";"),
    takes.text("container_title", "publication title"),
    takes.text("volume", "volume"),
    takes.text("issue", "issue"),
    takes.pages("pages"),
    takes.text("number_of_pages", "number of pages"),
    _take_publisher,
    _take_date,
    _take_isbns,
    takes.issn("ISSN", "issn"),
    takes.doi("doi"),
    takes.text("PMID", "pubmed id"),
    takes.accession("ProQuest", "proquest document id"),
    _take_address,
    takes.listed("language", "language of publication", "language"),
    _take_keywords,
    takes.abstract("abstract"),
    takes.text("copyright", "copyright"),
    takes.text("source_database", "database"),
)

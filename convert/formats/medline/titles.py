"""MEDLINE's titles and publication types ↔ a record's title, its book or journal, and its type; and its citation (SO).

Some of it depends on several lines, so the reader sees to it when the record is whole.
"""

import re
from collections.abc import Iterable

from convert.formats.medline.builder import MedlineBuilder
from convert.formats.medline.values import is_medline, plain
from convert.model.dates import format_date
from convert.model.record import Date, PublicationType, Record
from convert.model.text.titles import format_rich_title, parse_title
from convert.model.types import BOOKSHELF, parse_type

PUBLICATION_TYPES = {
    "article-journal": "Journal Article",
    "article-magazine": "Journal Article",
    "article-newspaper": "Newspaper Article",
    "article": "Preprint",
    "dataset": "Dataset",
    "paper-conference": "Congress",
    "report": "Technical Report",
    "thesis": "Academic Dissertation",
    "webpage": "Web Archive",
}
"""CSL's item type → PT, for records without a publication type. PubMed's records have one, so no reader needs it."""
_BOOK_TYPES = {"Book", "Book Chapter", "Books"}
"""PT of books and chapters."""


# --- reading ------------------------------------------------------------------------------------------------------------


def finish_title(builder: MedlineBuilder) -> None:
    """Take brackets and full stop off the title; without an English one, take the original title.

    PubMed puts brackets around a title if, and only if, no part of the article is in English: the language tells
    whether brackets are PubMed's. A title that breaks this rule is also kept in ``extra`` as printed.
    """
    fields = builder.fields
    printed = fields.pop("title", "")
    title, translated = parse_title(printed)
    languages = fields.get("language", ())
    has_brackets = bool(languages) and "eng" not in languages and not any(map(_is_english, languages))
    if printed and (translated != has_brackets or not title):
        builder.tag = "TI"
        builder.keep(printed)
    if not title:
        title = fields.get("original_title", "")
        if title:
            builder.infer("title", "PubMed has no English title; this is the original one")
    fields["title"] = title


def _is_english(language: str) -> bool:
    """``eng``, ``ENG``, ``English``."""
    return language[:3].lower() == "eng"


def finish_type(builder: MedlineBuilder) -> None:
    """Tell books, chapters and preprints from articles; the place is a book's publisher's, else the journal's."""
    fields = builder.fields
    kinds = {kind.name for kind in fields.get("publication_type", ())}
    book_title = parse_book_title(fields.pop("book_title", ""))
    is_erics = fields.get("medline_owner") == "ERIC" and bool(kinds) and "Journal Articles" not in kinds
    if is_erics and "container_title" in fields:
        fields["publisher"] = fields.pop("container_title")
    place = fields.pop("place", "")
    if book_title or kinds & _BOOK_TYPES:
        _finish_book(builder, book_title, place)
        return
    fields["journal_country"] = place
    fields["type"] = _type_of_erics(fields["publication_type"]) if is_erics else "article-journal"
    if "Preprint" in kinds:
        fields["type"], fields["genre"] = "article", "preprint"
    elif not kinds and "container_title" not in fields and "container_title_short" not in fields:
        builder.infer("type", "nothing says what kind of work it is")


def _type_of_erics(kinds: Iterable[PublicationType]) -> str:
    """``Reports - Research``, ``Dissertations/Theses - Doctoral Dissertations``: the type of what is in no journal."""
    names = [name for kind in kinds for name in (kind.name, kind.name.partition(" - ")[0])]
    return next(filter(None, map(parse_type, names)), "document")


def parse_book_title(text: str) -> str:
    """A book's title without a full stop, with the registered sign that MEDLINE transliterates.

    >>> parse_book_title("GeneReviews((R))"), parse_book_title("PDQ(R) Summaries.")
    ('GeneReviews<sup>®</sup>', 'PDQ® Summaries')
    """
    text = text.replace("((R))", "<sup>®</sup>")
    return parse_title(_REGISTERED.sub("®", text))[0]


_REGISTERED = re.compile(r"(?<=\w)\(R\)(?!\w)")


def format_book_title(title: str) -> str:
    """A book's title as MEDLINE prints it.

    >>> format_book_title("GeneReviews<sup>®</sup>"), format_book_title("GeneReviews®")
    ('GeneReviews((R))', 'GeneReviews(R)')
    """
    return plain(title).replace("®", "(R)")


def _finish_book(builder: MedlineBuilder, book_title: str, place: str) -> None:
    """A chapter has its own title beside the book's."""
    fields = builder.fields
    fields["publisher_place"] = place
    if book_title and fields["title"] and book_title != fields["title"]:
        fields["type"] = "chapter"
        fields["container_title"] = book_title
    else:
        fields["type"] = "book"
        fields["title"] = fields["title"] or book_title


# --- writing ------------------------------------------------------------------------------------------------------------


def title_line(record: Record) -> str:
    """TI: as a MEDLINE file printed it if its rules can't make that of the title again."""
    if record.type == "book":
        return ""
    if printed := printed_title(record):
        return printed
    if "title" in record.inferred and record.title == record.original_title:
        return ""
    return plain(format_rich_title(record))


def printed_title(record: Record) -> str:
    """The title that ``finish_title`` kept as printed."""
    lines = record.extra.get("TI", ()) if is_medline(record) else ()
    stands_in = "title" in record.inferred
    return next((line for line in lines if stands_in or parse_title(line)[0] == record.title), "")


def book_title_line(record: Record) -> str:
    """BTI: the book's title, also of a chapter."""
    if record.type == "book":
        return format_book_title(record.title)
    return format_book_title(record.container_title) if record.type == "chapter" else ""


def journal_line(record: Record) -> str:
    """JT."""
    return "" if record.type == "chapter" else record.container_title


def place_line(record: Record) -> str:
    """PL."""
    return record.publisher_place if record.type in BOOKSHELF else record.journal_country


def publication_type_lines(record: Record) -> Iterable[str]:
    """PT: the record's own, or the one of its type."""
    if record.publication_type:
        return [kind.name for kind in record.publication_type]
    return () if "type" in record.inferred else (PUBLICATION_TYPES.get(record.type, ""),)


def citation_line(record: Record) -> str:
    """SO: as printed, or assembled; none for a book, or without a journal.

    >>> citation_line(Record(container_title_short="J Nil", volume="3", issue="4", page="5-6", DOI="10.1/x",
    ...                      issued=Date(2023, 3), available_date=Date(2022, 12, 30)))
    'J Nil. 2023 Mar;3(4):5-6. doi: 10.1/x. Epub 2022 Dec 30.'
    """
    journal = record.container_title_short or record.container_title
    if record.citation_text or not journal or record.type in BOOKSHELF:
        return record.citation_text
    date, online = record.issued, record.available_date
    only_online = record.publication_status == "epublish" and online is not None
    cited = online if only_online else date
    source = f"{journal}. {rest}." if (rest := _issue(record, cited)) else f"{journal}."
    if record.pii and not (record.page or record.number):
        source += f" pii: {record.pii}."
    if record.DOI:
        source += f" doi: {record.DOI}."
    model = record.publication_model
    if only_online and date and date != online and model in ("", "Electronic-eCollection"):
        source += f" eCollection {format_date(date)}."
    elif not only_online and online and date and record.publication_status != "aheadofprint":
        source += f" Epub {format_date(online)}."
    return source


def _issue(record: Record, date: Date | None) -> str:
    """``2023 Mar;3(4):5-6``."""
    place = record.volume + (f"({record.issue})" if record.issue else "")
    pages = record.page or record.number
    return "".join(
        (format_date(date) if date else "", ";" if place else "", place, ":" if pages else "", pages)
    )

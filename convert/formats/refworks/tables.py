"""RefWorks' tags and types, and the steps that take them into a record's fields.

https://refworks.proquest.com/helpcenter/ (RefWorks Tagged Format), and the legend that RefWorks writes into its files.
"""

from typing import Final

from convert.formats.tagged import takes
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.takes import Take, parts
from convert.model.dates import parse_date, parse_spoken_date
from convert.model.identifiers import parse_isbns, parse_issn
from convert.model.names import parse_inverted_name
from convert.model.record import Date, Keyword, Name
from convert.model.types import STANDALONE, parse_type

_TAGS: Final = """
    RT A1 A2 A3 A4 A5 A6 AB AD AN AV CL CN CR DB DO DS ED FD ID IP IS JF JO K1 LA LK LL NO OL OP OT PB PMCID PMID PP RD RT SF SL SN SP SR
    ST T1 T2 T3 U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15 UL VO WP WT WV YR
"""
KNOWN: Final = frozenset(_TAGS.split())
"""All tags; another word of two capitals at the beginning of a line is text."""


def _take_type(tagged: TaggedRecord) -> None:
    """RT: the type of the work."""
    name = tagged.take("RT")
    tagged.record.type = parse_type(name)
    if not tagged.record.type:
        tagged.record.type = "document"
        tagged.report("unknown-type", f"unknown reference type {name!r}; kept in extra")
        tagged.values["RT"] = [name]


def _take_titles(tagged: TaggedRecord) -> None:
    """T1: the title. JF or else T2: the journal or book; of a book, its series."""
    record = tagged.record
    record.title = tagged.take("T1")
    record.title_short = tagged.take("ST")
    if record.type in STANDALONE:
        record.collection_title = tagged.take("T2", "T3", "JF")
    else:
        record.container_title = tagged.take("JF", "T2", "WT")
        record.collection_title = tagged.take("T3")
        if not record.container_title:
            record.container_title = tagged.take("JO")
    record.container_title_short = tagged.take("JO")


def _take_people(tagged: TaggedRecord) -> None:
    """A1: the authors. A2: the editors, A3: those of the series. A4: the translators."""
    record = tagged.record
    record.author, record.editor = _names(tagged, "A1"), _names(tagged, "A2")
    record.collection_editor, record.translator = _names(tagged, "A3"), _names(tagged, "A4")


def _names(tagged: TaggedRecord, tag: str) -> list[Name]:
    return [*map(parse_inverted_name, parts(tagged.take_all(tag), ";"))]


def _take_date(tagged: TaggedRecord) -> None:
    """YR: the year. FD: the rest of the date, as it is printed (``Feb``, ``01/15``, ``2003 Feb 7``)."""
    year, text = tagged.take("YR"), tagged.take("FD")
    if text and (dated := _parse_free_form(text, year)):
        tagged.record.issued = dated
    elif year or text:
        tagged.record.issued = parse_date(year or text)
        if year and text and text != year:
            tagged.values["FD"] = [text]


def _parse_free_form(text: str, year: str) -> Date | None:
    """A month, perhaps with a day, of the year; None if it can't be told. ``01/01`` is what RefWorks has for no day."""
    month, slash, day = text.partition("/")
    if slash and month.isdecimal() and day.isdecimal():
        return parse_date(f"{year}-{month}-{day}") if year and text != "01/01" else None
    dated = parse_spoken_date(text, year)
    return dated if dated.year is not None and dated.month is not None else None


def _take_numbers(tagged: TaggedRecord) -> None:
    """SN: the ISSN or ISBN."""
    for value in tagged.values.pop("SN", []):
        if not tagged.record.ISSN and (issn := parse_issn(value)):
            tagged.record.ISSN = issn
        elif isbns := parse_isbns(value):
            tagged.record.ISBN += isbns
        else:
            tagged.values.setdefault("SN", []).append(value)


def _take_notes(tagged: TaggedRecord) -> None:
    """NO: notes, each in a line of its own."""
    tagged.record.note = "\n".join(value.replace("\n", " ") for value in tagged.take_all("NO"))


def _take_keywords(tagged: TaggedRecord) -> None:
    """K1: a keyword a line, or several between semicolons."""
    tagged.record.keyword += [Keyword(term) for term in parts(tagged.take_all("K1"), ";")]


_WHOLE: Final = STANDALONE | {"thesis"}


def _take_pages(tagged: TaggedRecord) -> None:
    """SP and OP: the first page and the last; SP of a book or thesis alone is how many it has."""
    if tagged.record.type in _WHOLE and "OP" not in tagged.values:
        tagged.record.number_of_pages = tagged.take("SP")
    else:
        takes.pages("SP", "OP")(tagged)


def _drop_defaults(tagged: TaggedRecord) -> None:
    """SR, OL: print or electronic, the language of the list: RefWorks' own settings."""
    tagged.take_all("SR", "OL")


STEPS: Final[tuple[Take, ...]] = (
    _take_type,
    _take_titles,
    _take_people,
    _take_date,
    takes.text("id", "ID"),
    takes.text("volume", "VO"),
    takes.text("issue", "IS"),
    _take_pages,
    takes.text("edition", "ED"),
    takes.text("publisher", "PB"),
    takes.text("publisher_place", "PP"),
    _take_numbers,
    takes.doi("DO"),
    takes.text("PMID", "PMID"),
    takes.text("PMCID", "PMCID"),
    takes.text("URL", "UL", "LK"),
    takes.text("original_title", "OT"),
    takes.text("source_database", "DB", "DS"),
    _take_notes,
    takes.listed("language", "LA"),
    _take_keywords,
    takes.abstract("AB"),
    _drop_defaults,
)

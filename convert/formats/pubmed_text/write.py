"""Records → citations as PubMed's “Summary (text)” prints them, numbered and wrapped, as NLM cites.

``1: Lee R, Holmes D. Title. J Abbr. 2020 May;1(2):3-14. German. doi: 10.5555/x. Epub 2020 Jan 2. Erratum in: J Abbr.
2021;2:3. PMID: 1; PMCID: PMC2.`` A translated title stands in brackets after the original one; italics and indices
keep their tags. NLM does not document the form; the rules were found in 18,000 citations from 2020 to 2024.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Final, TextIO

from msgspec import Meta, Struct

from convert.formats.capabilities import KEPT, Capability, Degraded
from convert.formats.pubmed_text.words import LANGUAGES, LINKS
from convert.model.dates import date_of_container, format_date
from convert.model.record import Date, Link, Name, Record
from convert.model.types import BOOKSHELF
from convert.streams.problems import Warn

_LANGUAGE_WORDS = {code: word for word, code in LANGUAGES.items()}
_LINK_WORDS = {kind: words for words, kind in LINKS.items()}
_DATE = ("year", "month", "day", "season", "time", "literal")
_DATES = (*_DATE, *(f"end.{part}" for part in _DATE if part != "literal"))
_ISSUE_DATE_WORDS = {"Electronic-eCollection": "eCollection", "Electronic-Print": "Print", "Electronic": ""}
"""PubModel → the word before the issue's date, if it is printed at all, when the electronic date follows the journal."""
_NOT_SHOWN = frozenset({"CommentIn"})
"""Kinds of links that a Summary omits."""


class Options(Struct, frozen=True, kw_only=True):
    """The options of PubMed's Summary."""

    wrap: Annotated[int, Meta(description="The longest line; 0 writes each citation on one line.")] = 80


def write(records: Iterable[Record], out: TextIO, options: Options, warn: Warn) -> None:
    """Write each record as a numbered citation, with an empty line between two."""
    for number, record in enumerate(records, 1):
        text = f"{number}: {format_citation(record)}"
        out.write("\n" if number > 1 else "")
        out.write("\n".join(_wrapped(text, options.wrap)) if options.wrap > 0 else text)
        out.write("\n")


_LETTER = r"[^\W\d]"


@cache
def _line(width: int) -> re.Pattern[str]:
    """The longest piece that fits, up to a space or a compound's hyphen; else one long word."""
    hyphen = rf"(?:(?<={_LETTER}{{2}}-)|(?<={_LETTER}-{_LETTER}-))(?={_LETTER}-?{_LETTER})"
    return re.compile(rf"(?:.{{1,{width}}}(?:(?= |$)|{hyphen})|[^ ]+)")


def _wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a text, broken where PubMed breaks them.

    >>> list(_wrapped("A meta-analysis of 12-month trials in self-selected-out places", 16))
    ['A meta-analysis', 'of 12-month', 'trials in self-', 'selected-out', 'places']
    """
    match_line = _line(width).match
    position = 0
    while (line := match_line(text, position)) is not None:
        yield line[0]
        position = line.end() + (text[line.end() : line.end() + 1] == " ")


def format_citation(record: Record) -> str:
    """The citation of a record, in one line without its number.

    >>> from convert.model.dates import parse_date
    >>> lee = Name(family="Lee", initials="R", suffix="Jr")
    >>> format_citation(Record(title="Why?", author=[lee], issued=parse_date("2020 May 3"), volume="7", page="1-9"))
    'Lee R Jr. Why? 2020 May 3;7:1-9.'
    """
    parts = (part for format_part in _PARTS if (part := format_part(record)))
    return " ".join(" ".join(parts).split())


def _authors(record: Record) -> str:
    authors = _names(record.author) + ("" if record.authors_complete or not record.author else ", et al")
    return _sentence(authors)


def _names(names: list[Name]) -> str:
    """``Lee R, Holmes D; Some Group; Ng Q``."""
    text = ""
    for before, name in zip([None, *names], names, strict=False):
        if before is not None:
            text += "; " if before.literal or name.literal else ", "
        text += name.literal or _person(name)
    return text


def _person(name: Name) -> str:
    particles = (name.dropping_particle, name.non_dropping_particle)
    initials = name.initials or "".join(re.findall(r"(?:^|[\s.-])([^\W\d_])", name.given))
    return " ".join(part for part in (*particles, name.family, initials, name.suffix) if part)


def _title(record: Record) -> str:
    if record.title and record.title == record.original_title:
        return _sentence(record.title)  # PubMed has no English one
    title = record.title
    is_foreign = bool(record.language) and "eng" not in record.language
    if title and (record.original_title or is_foreign):
        title = f"[{title}]"
    return _sentence(f"{record.original_title} {title}".strip())


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


def _book(record: Record) -> str:
    """``2006 Apr 18 [updated 2025 Aug 14]. In: Lee R, editor. Book [Internet]. Place: Publisher; 1993–2025.``; of a book ``Lee R, editor. Place: Publisher; 2015.``."""
    editors = _names(record.editor)
    if editors:
        editors += ", editors." if len(record.editor) > 1 else ", editor."
    title = record.container_title.replace("<sup>®</sup>", "(®)")  # as PubMed prints it
    medium = f" [{record.medium}]" if record.medium and title else ""
    place = ": ".join(part for part in (record.publisher_place, record.publisher) if part)
    published = "; ".join(
        part for part in (place, _date(date_of_container(record)).replace("-", "–")) if part
    )
    text = " ".join(part for part in (editors, _sentence(title + medium), _sentence(published)) if part)
    whole = "In: " if title or (editors and record.type == "chapter") else ""
    own = _date(record.contribution_date)
    if record.date_revised:
        own = f"{own} [updated {_date(record.date_revised)}]".strip()
    return f"{_sentence(own)} {whole}{text}"


def _journal(record: Record) -> str:
    name = record.container_title_short or record.iso_abbreviation.replace(".", "") or record.container_title
    if name and any(kind.name == "Preprint" for kind in record.publication_type):
        name += " [Preprint]"
    return _sentence(f"{_sentence(name)} {_location(record)}".strip())


def _source(record: Record) -> str:
    return _book(record) if record.type in BOOKSHELF else _journal(record)


def _location(record: Record) -> str:
    """``2020 May;1(2):3-14``; without volume and issue, ``2020 May 3:1-9``."""
    text = _date(record.available_date if _is_electronic(record) else record.issued)
    if record.volume or record.issue:
        text += f";{record.volume}" + (f"({record.issue})" if record.issue else "")
    page = record.page or record.number or record.location_id
    return f"{text}:{page}" if page else text


def _date(date: Date | None) -> str:
    return format_date(date) if date else ""


def _languages(record: Record) -> str:
    if record.language == ["eng"]:
        return ""
    return _sentence(", ".join(_LANGUAGE_WORDS.get(code, code) for code in record.language))


def _doi(record: Record) -> str:
    return f"doi: {record.DOI}." if record.DOI else ""


def _other_date(record: Record) -> str:
    """The one of the two dates that does not follow the journal; if the publication model is unknown, only a different date."""
    if record.publication_status == "aheadofprint":
        return "Epub ahead of print."
    if _is_electronic(record):
        word, date = _ISSUE_DATE_WORDS[_model(record)], record.issued
    else:
        word, date = "Epub", record.available_date
    is_said = _model(record) or _date(record.issued) != _date(record.available_date)
    return f"{word} {_date(date)}." if word and date and is_said else ""


def _is_electronic(record: Record) -> bool:
    return record.available_date is not None and _model(record) in _ISSUE_DATE_WORDS


_MODEL_WORDS: Final = re.compile(r"\b(eCollection|Print|Epub) ?\d{4}")
"""The space may be lost where files are joined badly."""
_MODELS: Final = {
    "eCollection": "Electronic-eCollection",
    "Print": "Electronic-Print",
    "Epub": "Print-Electronic",
}


def _model(record: Record) -> str:
    """The publication model, which MEDLINE's files have no more: the citation in SO tells it."""
    if record.publication_model:
        return record.publication_model
    if said := _MODEL_WORDS.search(record.citation_text):
        return _MODELS[said[1]]
    if record.publication_status != "epublish":
        return ""
    is_said = not record.citation_text and _date(record.issued) != _date(record.available_date)
    return "Electronic-eCollection" if is_said else "Electronic"


def _links(record: Record) -> str:
    return " ".join(_link(link) for link in record.links if link.kind not in _NOT_SHOWN)


def _link(link: Link) -> str:
    pmid = f"PMID: {link.PMID}." if link.PMID else ""
    doi = f"doi: {link.DOI}." if link.DOI and link.DOI not in link.citation else ""
    citation = link.citation if link.citation.endswith(":") else _sentence(link.citation)
    return " ".join(
        part for part in (f"{_LINK_WORDS.get(link.kind, link.kind)}:", citation, doi, pmid) if part
    )


def _identifiers(record: Record) -> str:
    pairs = (("PMID", record.PMID), ("PMCID", record.PMCID))
    text = "; ".join(f"{label}: {value}" for label, value in pairs if value)
    return f"{text}." if text else ""


_PARTS: tuple[Callable[[Record], str], ...] = (
    _authors,
    _title,
    _source,
    _languages,
    _doi,
    _other_date,
    _links,
    _identifiers,
)
"""The parts of a citation in their order."""

CAPABILITIES: Final[Mapping[str, Capability]] = (
    {
        "type": Degraded("only whether it is a book, a chapter, or something in a journal"),
        "title": KEPT,
        "original_title": KEPT,
        "container_title": Degraded("books only, or where there is no abbreviation"),
        "container_title_short": KEPT,
        "iso_abbreviation": Degraded("where there is no MedlineTA; without full stops"),
    }
    | {
        f"{role}.{part}": how
        for role in ("author", "editor")
        for part, how in {
            "family": KEPT,
            "given": Degraded("initials only"),
            "initials": KEPT,
            "suffix": KEPT,
            "literal": KEPT,
            "dropping_particle": Degraded("joined to the family name"),
            "non_dropping_particle": Degraded("joined to the family name"),
        }.items()
    }
    | {
        "authors_complete": KEPT,
        **{f"issued.{part}": Degraded("not if the article is electronic only") for part in _DATES},
        **{f"available_date.{part}": Degraded("not if it is that of the issue") for part in _DATES},
        "publication_model": Degraded("tells which date stands where"),
        "publication_status": Degraded("ahead of print only"),
        **{f"container_date.{part}": Degraded("chapters only") for part in _DATES},
        **{f"contribution_date.{part}": Degraded("books only") for part in _DATES},
        **{f"date_revised.{part}": Degraded("books only") for part in _DATES},
        "publication_type.name": Degraded("preprints only"),
        "volume": KEPT,
        "issue": KEPT,
        "page": KEPT,
        "number": Degraded("where there is no page"),
        "location_id": Degraded("where there is neither page nor article number"),
        "medium": Degraded("books only"),
        "publisher": Degraded("books only"),
        "publisher_place": Degraded("books only"),
        "language": Degraded("said in words; English alone is left unsaid"),
        "DOI": KEPT,
        "PMID": KEPT,
        "PMCID": KEPT,
        "links.kind": Degraded("not of comments in other articles"),
        "links.citation": Degraded("not of comments in other articles"),
        "links.PMID": Degraded("not of comments in other articles"),
        "links.DOI": Degraded("where the citation does not hold it"),
    }
)

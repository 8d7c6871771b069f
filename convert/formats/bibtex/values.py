"""What a record says in each field of BibTeX or BibLaTeX.

In comes a record, out goes rich text in which ``OPEN`` and ``CLOSE`` of ``convert.formats.latex.write`` stand for braces; ``""``
where the record has nothing to say. How that text is escaped and laid out is ``convert.formats.bibtex.write``'s.
"""

import re
from collections.abc import Callable
from operator import attrgetter

from convert.formats.bibtex.capitals import protect
from convert.formats.latex.write import CLOSE, OPEN
from convert.model.dates import SEASONS, format_iso_date, is_parsed
from convert.model.pages import PAGE_RANGE, publisher_number
from convert.model.record import Date, Name, Record
from convert.model.text import titles
from convert.model.text.abstracts import format_abstract

Value = Callable[[Record], str]

SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
"""The types whose ``issue`` is BibTeX's number, and whose own number is an article number."""

LANGUAGES = {
    "ara ar": "arabic",
    "bul bg": "bulgarian",
    "cat ca": "catalan",
    "chi zh": "chinese",
    "hrv hr": "croatian",
    "cze cs": "czech",
    "dan da": "danish",
    "dut nl": "dutch",
    "eng en": "english",
    "est et": "estonian",
    "fin fi": "finnish",
    "fre fr": "french",
    "ger de": "german",
    "gre el": "greek",
    "heb he": "hebrew",
    "hun hu": "hungarian",
    "ice is": "icelandic",
    "ita it": "italian",
    "jpn ja": "japanese",
    "kor ko": "korean",
    "lat la": "latin",
    "lav lv": "latvian",
    "lit lt": "lithuanian",
    "nor no": "norwegian",
    "per fa": "persian",
    "pol pl": "polish",
    "por pt": "portuguese",
    "rum ro": "romanian",
    "rus ru": "russian",
    "srp sr": "serbian",
    "slo sk": "slovak",
    "slv sl": "slovene",
    "spa es": "spanish",
    "swe sv": "swedish",
    "tha th": "thai",
    "tur tr": "turkish",
    "ukr uk": "ukrainian",
    "vie vi": "vietnamese",
}
"""ISO 639-2/B and 639-1 → BibLaTeX's name of the language, which but for German is babel's too."""
_LANGUAGES = {code: name for codes, name in LANGUAGES.items() for code in codes.split()}
_GERMAN = frozenset({"ger", "deu", "de"})

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPLITS_NAMES = re.compile(r",|(?:^|\s)and(?:\s|$)", re.IGNORECASE)
_LATE_PARTICLE = re.compile(r"[^\Wa-z\d_]\S*\s(?:.*\s)?[a-z]")
"""``Schim van der Loeff``: BibTeX would take all before ``Loeff`` for a particle."""
_SPLITS_TERMS = re.compile(r"[,;]")


def names(role: str) -> Value:
    """The names in a role, by the name of its field."""
    get: Callable[[Record], list[Name]] = attrgetter(role)
    return lambda record: _joined(found) if (found := get(record)) else ""


def authors(record: Record) -> str:
    """The authors, and ``others`` where the source left some out."""
    joined = _joined(record.author)
    return joined if record.authors_complete or not joined else f"{joined} and others"


def _joined(people: list[Name]) -> str:
    return " and ".join(filter(None, map(_format_name, people)))


def _format_name(name: Name) -> str:
    """``von Family, Suffix, Given``; a group, and a name that can't be parted, in braces."""
    if not name.family:
        whole = name.literal or name.given
        return f"{OPEN}{whole}{CLOSE}" if whole else ""
    family, given = _whole(name.family), _whole(name.given)
    if " " in family and _LATE_PARTICLE.match(family):
        family = f"{OPEN}{family}{CLOSE}"
    if name.non_dropping_particle or name.dropping_particle:
        family = _with_particles(name, family)
    if name.suffix:
        return f"{family}, {_whole(name.suffix)}, {given or OPEN + CLOSE}"
    if given:
        return f"{family}, {given}"
    return f"{OPEN}{family}{CLOSE}" if " " in family else family


def _whole(part: str) -> str:
    """A part of a name, in braces where BibTeX would split it."""
    if ("," in part or (" " in part and "and" in part.lower())) and _SPLITS_NAMES.search(part):
        return f"{OPEN}{part}{CLOSE}"
    return part


def _with_particles(name: Name, family: str) -> str:
    for particle in (name.non_dropping_particle, name.dropping_particle):
        if particle:
            family = f"{particle}{family}" if particle.endswith(("'", "’", "-")) else f"{particle} {family}"
    return family


def title(record: Record) -> str:
    """The title; where there is another one, it is a translation, and its language not that of the work."""
    german = bool(record.language) and record.language[0] in _GERMAN and not record.original_title
    return protect(record.title, OPEN, CLOSE, nouns=german)


def whole_title(record: Record) -> str:
    """The title in braces, as it stands."""
    return f"{OPEN}{record.title}{CLOSE}" if record.title else ""


TITLES: dict[str, Value] = {"protect": title, "title": whole_title, "none": attrgetter("title")}
"""How the capitals of titles are protected."""


def container(record: Record) -> str:
    """The journal or book, by its abbreviation where that is all there is; the place of a journal is ``address``."""
    return titles.container_title(record) or record.container_title_short


def number(record: Record) -> str:
    """The issue's number, or, of what is no part of a serial, its own, or that in its series."""
    if record.type in SERIALS:
        return record.issue
    return record.number or record.collection_number or record.issue


def article_number(record: Record) -> str:
    """What stands in the place of pages in an electronic journal."""
    return record.number if record.type in SERIALS else ""


def pages(record: Record) -> str:
    """Ranges with the two hyphens that TeX makes a dash of.

    >>> pages(Record(page="445-453, e1-e3")), pages(Record(page="S0890-8567(20)31414-3"))
    ('445--453, e1--e3', 'S0890-8567(20)31414-3')
    """
    first, dash, last = record.page.partition("-")
    if first.isdecimal() and (last.isdecimal() or not dash):
        return f"{first}--{last}" if dash else first
    return re.sub(PAGE_RANGE, r"\1--\2", record.page)


def pages_or_number(record: Record) -> str:
    """BibTeX's styles print no article number, and Zotero doesn't read ``eid``."""
    return pages(record) or article_number(record) or publisher_number(record)


def pages_beside_number(record: Record) -> str:
    """The pages, where they are not the article number: BibLaTeX's styles would print it twice."""
    return pages(record) if record.page != article_number(record) else ""


def number_beside_pages(record: Record) -> str:
    """The article number that did not get into BibTeX's pages."""
    return article_number(record) if record.page not in ("", record.number) else ""


def _date(record: Record) -> Date | None:
    return record.issued or record.available_date


def year(record: Record) -> str:
    """The year, or the source's words for a date without one."""
    date = _date(record)
    if date is None:
        return ""
    return str(date.year) if date.year is not None else date.literal


def month(record: Record) -> str:
    """BibTeX's macro for a month, or two of them."""
    date = _date(record)
    if date is None or not date.month:
        return ""
    last = date.end.month if date.end is not None else None
    months = _MONTHS[date.month - 1]
    return f'{months} # "/" # {_MONTHS[last - 1]}' if last and last != date.month else months


def season(record: Record) -> str:
    """What takes the place of the month: one season or two, or the source's words without the year."""
    date = _date(record)
    if date is None or date.month:
        return ""
    seasons = [SEASONS[side.season - 1] for side in (date, date.end) if side is not None and side.season]
    return "/".join(dict.fromkeys(seasons)) or _words_of(date)


def day(record: Record) -> str:
    """The day that a date begins on; BibTeX has no ranges of days."""
    date = _date(record)
    return str(date.day) if date is not None and date.day else ""


def _words_of(date: Date) -> str:
    """What can't be said in figures of a date with a year."""
    if date.year is None or is_parsed(date):
        return ""
    return date.literal.removeprefix(str(date.year)).strip()


def iso_date(record: Record) -> str:
    """A date or range as BibLaTeX's ISO 8601-2, ``~`` for about."""
    date = _date(record)
    if date is None:
        return ""
    iso = format_iso_date(date)
    return f"{iso}~" if iso and date.circa and date.end is None else iso


def worded_issue(record: Record) -> str:
    """What can't be said in figures of a date: BibLaTeX's ``issue`` is for such words."""
    date = _date(record)
    return _words_of(date) if date is not None else ""


def worded_year(record: Record) -> str:
    """The source's words for a date without a year."""
    date = _date(record)
    return date.literal if date is not None and date.year is None else ""


def iso(field: str) -> Value:
    """The date in a field, in ISO 8601."""
    date: Callable[[Record], Date | None] = attrgetter(field)
    return lambda record: format_iso_date(found) if (found := date(record)) is not None else ""


def isbn(record: Record) -> str:
    """All ISBNs."""
    return ", ".join(record.ISBN)


def language_codes(record: Record) -> str:
    """The languages, as the source spells them."""
    return ", ".join(record.language)


def language_names(record: Record) -> str:
    """BibLaTeX's names of the languages, or their codes where it has none."""
    return " and ".join(_LANGUAGES.get(code.partition("-")[0], code) for code in record.language)


def babel_language(record: Record) -> str:
    """The language that babel is to hyphenate by."""
    name = _LANGUAGES.get(record.language[0].partition("-")[0], "") if record.language else ""
    return "ngerman" if name == "german" else name


def abstract(record: Record) -> str:
    """All sections in one paragraph, each after its label."""
    return format_abstract(record.abstract, separator=" ", unlabelled=False)


def keywords(terms_of: Callable[[Record], list[str]]) -> Value:
    """Authors' keywords, then MeSH's; each once. A term with a comma is in braces: there is no other escape."""

    def joined(record: Record) -> str:
        terms = {keyword.term: None for keyword in record.keyword}
        if record.mesh:
            terms.update(dict.fromkeys(terms_of(record)))
        text = ", ".join(terms)
        if ";" in text or text.count(",") >= max(len(terms), 1):
            text = ", ".join(f"{OPEN}{term}{CLOSE}" if _SPLITS_TERMS.search(term) else term for term in terms)
        return text

    return joined

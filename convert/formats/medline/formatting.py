"""Values as MEDLINE prints them: titles, names, headings, citations, dates, and the wrapping of lines."""

import re

from convert.model.dates import format_date
from convert.model.record import Date, Grant, Link, MeshHeading, Name, Record
from convert.model.text.markup import Style, render

WIDTH = 81
"""The longest piece of a value in one line, without the breaking space, which stays at the line's end."""

BOOKS = frozenset({"book", "chapter"})

_PLAIN = Style(
    lambda text: text,
    {"i": str, "b": str, "sub": "({})".format, "sup": "({})".format, "sc": str},
)


def plain(text: str) -> str:
    """Text as MEDLINE prints it: indices in parentheses, other markup dropped.

    >>> plain("CO<sub>2</sub> and <i>E. coli</i> (p<0.05)")
    'CO(2) and E. coli (p<0.05)'
    """
    return render(text, _PLAIN) if "<" in text else text


def format_title(record: Record) -> str:
    """The title with its full stop, in brackets when English is not among the languages of the article.

    >>> format_title(Record(title="Zwei", language=["ger"])), format_title(Record(title="Is it?", language=["eng"]))
    ('[Zwei].', 'Is it?')
    """
    return plain(format_rich_title(record))


def format_rich_title(record: Record) -> str:
    """The same with its markup, as PubMed's XML has it."""
    title = record.title
    if not title or not _is_translated(record):
        return format_closed(title)
    return f"[{title}]" if title.endswith(_CLOSED) else f"[{title}]."


_CLOSED = (".", "?", "!")


def format_closed(text: str) -> str:
    """A title with a full stop at its end, if it has none and needs one."""
    return f"{text}." if text and not text.endswith(_CLOSED) else text


def _is_translated(record: Record) -> bool:
    languages = [language.lower() for language in record.language]
    if not languages:
        return bool(record.original_title)
    return not any(language.startswith("en") or language in ("und", "mul") for language in languages)


def format_short_name(name: Name) -> str:
    """A name as AU has it.

    >>> format_short_name(Name(family="Berg", non_dropping_particle="van der", given="Jan-Willem", suffix="Jr"))
    'van der Berg JW Jr'
    """
    initials = name.initials or "".join(word[0] for word in re.split(r"[\s.-]+", name.given) if word)
    return " ".join(part for part in (_family(name), initials, name.suffix) if part)


def format_full_name(name: Name) -> str:
    """A name as FAU has it; ``""`` where only initials are known."""
    given = " ".join(part for part in (name.given, name.suffix) if part)
    return f"{_family(name)}, {given}" if given else _family(name)


def _family(name: Name) -> str:
    parts = (name.dropping_particle, name.non_dropping_particle, name.family)
    return " ".join(part for part in parts if part)


def format_heading(heading: MeshHeading) -> str:
    """A MeSH descriptor with its qualifiers, a star before each major part.

    >>> from convert.model.record import MeshQualifier
    >>> format_heading(MeshHeading("Mice", qualifier=[MeshQualifier("genetics", major=True), MeshQualifier("blood")]))
    'Mice/*genetics/blood'
    """
    parts = [(heading.descriptor, heading.major), *((part.name, part.major) for part in heading.qualifier)]
    return "/".join(f"*{name}" if major else name for name, major in parts)


def format_citation(record: Record) -> str:
    """The citation as SO has it; ``""`` for a book, and where the journal is not known.

    >>> format_citation(Record(container_title_short="J Nil", volume="3", issue="4", page="5-6", DOI="10.1/x",
    ...                        issued=Date(2023, 3), available_date=Date(2022, 12, 30)))
    'J Nil. 2023 Mar;3(4):5-6. doi: 10.1/x. Epub 2022 Dec 30.'
    """
    journal = record.container_title_short or record.container_title
    if not journal or record.type in BOOKS:
        return ""
    date, online = record.issued, record.available_date
    only_online = record.publication_status == "epublish" and online is not None
    place = record.volume + (f"({record.issue})" if record.issue else "")
    pages = record.page or record.number
    cited = online if only_online else date
    rest = "".join(
        (format_date(cited) if cited else "", ";" if place else "", place, ":" if pages else "", pages)
    )
    source = f"{journal}. {rest}." if rest else f"{journal}."
    if record.pii and not pages:
        source += f" pii: {record.pii}."
    if record.DOI:
        source += f" doi: {record.DOI}."
    model = record.publication_model
    if only_online and date and date != online and model in ("", "Electronic-eCollection"):
        source += f" eCollection {format_date(date)}."
    elif not only_online and online and date and record.publication_status != "aheadofprint":
        source += f" Epub {format_date(online)}."
    return source


def format_grant(grant: Grant) -> str:
    """``ID/Acronym/Agency/Country`` without what is missing."""
    return "/".join(part for part in (grant.id, grant.acronym, grant.agency, grant.country) if part)


def format_link(link: Link) -> str:
    """The other article as it is cited, and its PMID."""
    parts = (link.citation, f"doi: {link.DOI}" if link.DOI and link.DOI not in link.citation else "")
    cited = ". ".join(part.rstrip(".") for part in parts if part)
    if not link.PMID:
        return link.citation if cited == link.citation.rstrip(".") else cited
    return f"{cited}{'' if not cited or cited.endswith('.') else '.'} PMID: {link.PMID}".strip()


def format_compact_date(date: Date | None) -> str:
    """``YYYYMMDD``, as exact as the date is."""
    if date is None:
        return ""
    if date.literal or not date.year:
        return format_date(date)
    return f"{date.year:04}{date.month or 0:02}{date.day or 0:02}" if date.month else f"{date.year:04}"


def format_clock_date(date: Date) -> str:
    """``YYYY/MM/DD HH:MM``."""
    if date.literal or not date.year:
        return format_date(date)
    day = "/".join(f"{part:02}" for part in (date.year, date.month, date.day) if part)
    return f"{day} {date.time}" if date.time else day


def wrap(value: str) -> str:
    r"""A value in lines of ``WIDTH``, continued after six spaces; broken at single spaces alone, so that it can be joined again.

    >>> wrap("word " * 17 + "end")
    'word word word word word word word word word word word word word word word word \n      word end'
    """
    pieces = []
    start = 0
    while len(value) - start > WIDTH:
        end = _breaking_space(value, start)
        if end < 0:
            break
        pieces.append(value[start : end + 1])
        start = end + 1
    pieces.append(value[start:])
    return "\n      ".join(pieces)


def _breaking_space(value: str, start: int) -> int:
    """The last single space in the next line's width, or else the first after it; -1 if there is none."""
    end = start + WIDTH
    while (end := value.rfind(" ", start + 1, end + 1)) > 0:
        if value[end - 1] != " " and value[end + 1 : end + 2] != " ":
            return end
        end -= 1
    match = _SINGLE_SPACE.search(value, start + WIDTH)
    return match.start() if match else -1


_SINGLE_SPACE = re.compile(r"(?<! ) (?! )")
_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")


def format_line(tag: str, value: str) -> str:
    r"""A tag and its value, wrapped.

    >>> format_line("TI", "One\ntitle.")
    'TI  - One title.\n'
    """
    if "\n" in value or "\r" in value:
        value = _LINE_BREAK.sub(" ", value)
    return f"{tag:<4}- {value if len(value) <= WIDTH else wrap(value)}\n"

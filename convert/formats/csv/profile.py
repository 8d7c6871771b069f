"""A profile: how the tables of a database are known by their header, and what their columns hold; the columns' usual parsers."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from msgspec import Struct

from convert.formats.csv.names import guess_names
from convert.formats.web_text import parse_web_abstract, parse_web_text
from convert.model.dates import parse_slashed_date, parse_spoken_date
from convert.model.fields import HINTS
from convert.model.identifiers import parse_doi, parse_pmcid, parse_pmid, parse_trials
from convert.model.pages import complete_pages
from convert.model.record import (
    AbstractSection,
    Databank,
    Date,
    Identifier,
    Keyword,
    MeshHeading,
    Name,
    PublicationType,
)
from convert.model.subjects import parse_heading
from convert.model.text.titles import parse_title
from convert.model.types import parse_type

Parse = Callable[[str], Any]


class Column(Struct, frozen=True):
    """What a column holds."""

    field: str
    """Of the record; or one of ``PARTS``; or ``*``: ``parse`` gives several, field → text, for those that are still empty."""
    parse: Parse
    """The text of a cell → the field's value; nothing, if it is none: then the cell goes to ``extra``."""
    spare: bool = False
    """Whether the cell says nothing new where the field is filled already, from a better column."""


class Profile(Struct, frozen=True):
    """The tables of a database or a program."""

    name: str
    known_by: tuple[tuple[str, ...], ...]
    """Titles of columns; a header that has all of one group is of this profile."""
    columns: Mapping[str, str | Column]
    """Title → what the column holds, the better ones first; a field alone is parsed as is usual (``parser_of``)."""
    type: str = ""
    """The CSL type of works for which no column says one."""
    is_ours: bool = False
    """Whether the table is refconvert's own, so that what it doesn't say isn't inferred."""
    inferred: Mapping[str, str] = {}
    """Field → why its value isn't quite what a cell says."""

    def knows(self, titles: frozenset[str]) -> bool:
        """Whether simplified titles are of this profile."""
        return any(titles.issuperset(map(simplify, group)) for group in self.known_by)


PARTS: Final = frozenset(
    ("year", "month", "day", "first_page", "last_page", "ORCID", "scopus_ids", "type_name", "type_words")
)
"""What is put together when the whole row is read; see ``rows``."""


def simplify(title: str) -> str:
    """A title without case, punctuation, and blanks at its ends.

    >>> simplify(" Author(s) ID"), simplify("Journal/Book"), simplify("Covidence #"), simplify("IDs_PMID")
    ('author s id', 'journal book', 'covidence', 'ids pmid')
    """
    return " ".join(re.split(r"[\W_]+", title.lower())).strip()


# --- how a field is usually parsed ------------------------------------------------------------------------------------


def split(text: str, separators: str = ";|") -> list[str]:
    """The parts between any of the separators."""
    return [part.strip() for part in _one_of(separators).split(text) if part.strip()]


@cache
def _one_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]")


_PAGE_LABEL: Final = re.compile(r"pp?\.\s*")
_DASHES: Final = re.compile(r"(?<!\s)\s*[-‐‑‒–—−]+\s*")


def parse_pages(text: str) -> str:
    """Pages with a plain hyphen and ends in full.

    >>> parse_pages("101–10"), parse_pages("pp. 21--24"), parse_pages("e46688")
    ('101-110', '21-24', 'e46688')
    """
    if text[:1] == "p" and (label := _PAGE_LABEL.match(text)):
        text = text[label.end() :]
    return complete_pages(text if text.isalnum() else _DASHES.sub("-", text))


def parse_keywords(text: str) -> list[Keyword]:
    """Keywords separated by semicolons or bars; or by commas, if there are at least three and no other; a star marks a major one.

    >>> [(word.term, word.major) for word in parse_keywords("*coins; fair, or not")], len(parse_keywords("a,b,c"))
    ([('coins', True), ('fair, or not', False)], 3)
    """
    words = split(text) if re.search("[;|]", text) else split(text, ",") if text.count(",") > 1 else [text]
    if text.startswith("['") and text.endswith("']"):
        words = re.split(r"'\s*,\s*'", text[2:-2])
    return [Keyword(word.lstrip("*"), word.startswith("*")) for word in words]


def _parse_title(text: str) -> str:
    return parse_title(parse_web_text(text))[0]


def _parse_language(text: str) -> list[str]:
    return split(text, ";|,")


_ADDRESS: Final = re.compile(r"https?://[^\s;|]+")


def _parse_address(text: str) -> str:
    """The first address of a cell."""
    return match[0] if (match := _ADDRESS.search(text)) else ""


def _parse_any_date(text: str) -> Date:
    """ISO 8601's with slashes or hyphens, or words in any order."""
    text = text.removesuffix(".0").rstrip("/")
    return parse_slashed_date(text) if text[:4].isdecimal() else parse_spoken_date(text)


def as_list(make: Callable[[str], Any], separators: str = ";|") -> Parse:
    """A parser of a cell of several values."""
    return lambda text: [make(part) for part in split(text, separators)]


GIVEN_FIRST: Final = {"author": "full names are parted before their last word"}
"""``inferred``, for lists of names that begin with the given ones."""

_OF_FIELDS: Final[dict[str, Parse]] = {
    "title": _parse_title,
    "page": parse_pages,
    "DOI": parse_doi,
    "PMID": parse_pmid,
    "PMCID": parse_pmcid,
    "URL": _parse_address,
    "type": parse_type,
    "ISBN": as_list(str, ";|,"),
    "ISSN": lambda text: text.replace("|", "; "),
    "language": _parse_language,
}
_OF_TYPES: Final[dict[Any, Parse]] = {
    str: parse_web_text,
    list[str]: as_list(str),
    list[Name]: guess_names,
    Date | None: _parse_any_date,
    list[Keyword]: parse_keywords,
    list[AbstractSection]: parse_web_abstract,
    list[MeshHeading]: as_list(parse_heading),
    list[PublicationType]: as_list(PublicationType),
}


def parser_of(field: str) -> Parse | None:
    """How the cells of a field are parsed where a profile doesn't say; None for a field that no table has."""
    if field in PARTS:
        return str
    return _OF_FIELDS.get(field) or _OF_TYPES.get(HINTS[field])


def columns_of(titles: Mapping[str, str | Column]) -> dict[str, Column]:
    """Simplified title → column."""
    found = {}
    for title, target in titles.items():
        column = target if isinstance(target, Column) else Column(target, parser_of(target) or str)
        found[simplify(title)] = column
    return found


# --- columns that several profiles have -------------------------------------------------------------------------------


def names(parse: Parse, field: str = "author", *, spare: bool = False) -> Column:
    """A column of names in a known form."""
    return Column(field, parse, spare)


def keywords(separators: str, owner: str = "", *, major: bool = False) -> Column:
    """A column of terms; ``owner``: the thesaurus, or ``NOTNLM`` for authors' keywords."""
    return Column("keyword", as_list(lambda term: Keyword(term, major, owner), separators))


AUTHOR_KEYWORDS: Final = keywords(";", "NOTNLM")


def other_id(source: str) -> Column:
    """A column with a database's own number of the work."""
    return Column("other_id", lambda text: [Identifier(source, text)])


def _databanks(text: str) -> list[Databank]:
    numbers = parse_trials(text)
    return [Databank("ClinicalTrials.gov", numbers)] if numbers else []


TRIALS: Final = Column("databank", _databanks)
"""A column with numbers of trials, ``NCT00000001``."""


def place(pattern: str) -> Column:
    """A column with the whole citation; ``pattern`` has groups named as fields. The text itself is kept, too."""
    form = re.compile(pattern)

    def parse(text: str) -> dict[str, str]:
        match = form.match(text)
        found = {field: value.strip() for field, value in match.groupdict("").items()} if match else {}
        return {"citation_text": text, **found}

    return Column("*", parse)

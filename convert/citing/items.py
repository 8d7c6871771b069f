"""Records → the items that a style prints: in each kind of styles, translated titles and the like as its manual has them.

CSL knows no translated titles, and its styles know nothing of PubMed's brackets, so the title is given to them as it is to
be printed. Citing Medicine (NLM, Vancouver, ICMJE) has it in brackets, the language after the pages, ``[letter]`` after the title,
and ``Epub ahead of print``; APA has the original title with the translation in brackets.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from convert.citing.styles import find_style, strips_periods
from convert.formats.csl_json import conventions
from convert.formats.csl_json.items import to_item, with_journal
from convert.formats.csl_json.values import format_csl_date
from convert.model.record import Record
from convert.model.text import translations
from convert.model.types import ARTICLES, BOOKSHELF
from convert.streams.problems import ConvertError


class Kind(Struct, frozen=True):
    """A kind of styles."""

    title: Callable[[Record], str]
    ahead: str = conventions.AHEAD_OF_PRINT
    """What is said of an article that has no issue yet; ``""`` where the style has words of its own."""
    names_language: bool = False
    """Whether the language of a translated work is named."""
    says_ahead: bool = False
    """Whether ``ahead`` follows the entry where the style itself doesn't print it."""
    genres: Mapping[str, str] = {}
    """NLM's publication type → what stands in brackets after the title."""


_OTHER: Final = Kind(translations.beside_original)
_NUMERIC: Final = Kind(translations.bracketed)
_IEEE: Final = Kind(translations.bracketed, "early access")
_APA: Final = Kind(
    translations.beside_original, genres={"Letter": "Letter to the editor", "Editorial": "Editorial"}
)
_NLM: Final = Kind(
    translations.bracketed,
    "Epub ahead of print",
    names_language=True,
    says_ahead=True,
    genres={"Letter": "letter", "Editorial": "editorial", "News": "news"},
)
_KINDS: Final = (
    (r"<id>[^<]*/(?:apa|apa-[^<]*)</id>", _APA),
    (r"<id>[^<]*/ieee[^<]*</id>", _IEEE),
    (r"<id>[^<]*/pubmed</id>", _NLM),
    (
        r'<link [^>]*(?:nlm\.nih\.gov|icmje\.org|/vancouver[^"]*" rel="template|/nlm-[^"]*" rel="template)',
        _NLM,
    ),
    (r'citation-format="numeric"', _NUMERIC),
)
"""What the head of a style contains → its kind; the first that is found counts."""
_HAS_TERM: Final = 'term="advance-online-publication"'
"""A style with it says in its own words that an article has no issue yet."""
_STATUS: Final = re.compile(r'variable="[^"]*\bstatus\b')


@cache
def _style(name: str) -> tuple[Kind, bool]:
    """The kind of a style, and whether it prints the status."""
    try:
        text = find_style(name).path.read_text(encoding="utf-8", errors="replace")
    except (ConvertError, OSError):  # the engine will say so
        return _OTHER, False
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, text)), _OTHER)
    return replace(kind, ahead="") if _HAS_TERM in text else kind, _STATUS.search(text) is not None


def number_items(records: Iterable[Record], style: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Items whose ids are ordinals, since the records' ids may repeat; and ordinal → the record's id.

    Journals are abbreviated as ISO 4 does it, or, in a style that prints no full stops there, as NLM does:
    ``Medicine (Baltimore)``.
    """
    kind, _ = _style(style)
    is_dotted = not strips_periods(style)
    items = []
    names = {}
    for number, record in enumerate(records, 1):
        item = with_journal(to_item(record), record, is_dotted=is_dotted)
        names[str(number)] = item["id"] or str(number)
        item["id"] = str(number)
        conventions.follow(item, record)
        _print_as(kind, item, record)
        if item.get("available-date") == item.get("issued"):
            item.pop("available-date", None)  # an electronic date equal to the date of issue says nothing new
        items.append(item)
    return items, names


def _print_as(kind: Kind, item: dict[str, Any], record: Record) -> None:
    if translations.is_translated(record):
        item["title"] = kind.title(record)
        place = _place(item)
        if place and kind.names_language and (languages := translations.languages(record)):
            item[place] = f"{item[place]}. {languages}"
    if item.get("status") == conventions.AHEAD_OF_PRINT:
        item["status"] = kind.ahead
        if kind is not _NLM:  # the proof's own pages and number are none yet
            item.pop("page", None)
            item.pop("number", None)
    if kind is _NLM:
        if conventions.is_on_server(record):
            item["container-title"] = item.pop("publisher")
    elif item.get("medium") == "Internet":
        del item["medium"]  # NLM alone says so
    if record.contribution_date and record.bookaccession and record.type in BOOKSHELF:
        item["issued"] = format_csl_date(
            record.contribution_date
        )  # the chapter's own, not that of the book's beginning
    if record.type in ARTICLES and not record.genre:
        item |= _genre(kind, record)


def _place(item: Mapping[str, Any]) -> str:
    """The variable that ends the place of an article: its pages, or its number."""
    return next((name for name in ("page", "number") if item.get(name)), "")


def _genre(kind: Kind, record: Record) -> dict[str, str]:
    """What the work is, where its kind is to be named and its title doesn't say so."""
    named = (kind.genres.get(kind_of_work.name, "") for kind_of_work in record.publication_type)
    genre = next(filter(None, named), "")
    return {"genre": genre} if genre and genre.split()[0].lower() not in record.title.lower() else {}


def remarks(record: Record, style: str) -> list[str]:
    """Sentences after the entry, for what the kind of the style says and the style has no place for."""
    kind, prints_status = _style(style)
    said = []
    if kind.names_language and not (record.page or record.number):
        said.append(translations.languages(record))
    if kind.says_ahead and not prints_status and not record.status and conventions.is_ahead_of_print(record):
        said.append(kind.ahead)
    return [f"{text}." for text in said if text]

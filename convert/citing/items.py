"""Records → the items that a style prints: in each kind of styles, titles, suffixes and the like as its manual has them.

CSL knows no translated titles and no sentence case that spares names, and its styles know nothing of PubMed's brackets, so the
title is given to them as it is to be printed. Citing Medicine (NLM, Vancouver, ICMJE) has it in brackets, the language after the
pages, ``[letter]`` after the title, and ``Epub ahead of print``; APA has the original title with the translation in brackets.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from msgspec.structs import replace

from convert.citing.csl_engine import prints_numbers_twice
from convert.citing.kinds import Kind, kind_of
from convert.citing.styles import strips_periods
from convert.csl.item.pages import format_pages
from convert.formats.csl_json import conventions
from convert.formats.csl_json.dates import format_csl_date
from convert.formats.csl_json.items import to_item, with_journal
from convert.model import stages
from convert.model.names import without_address
from convert.model.notices import says_what_it_is
from convert.model.record import Name, Record
from convert.model.text import translations
from convert.model.text.case import is_german
from convert.model.text.markup import from_brackets, with_trade_marks, without_blanks, without_marks
from convert.model.text.sentence_case import sentence_case, with_small_epithets
from convert.model.types import ARTICLES, BOOKSHELF


def number_items(records: Iterable[Record], style: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Items whose ids are ordinals, since the records' ids may repeat; and ordinal → the record's id.

    Journals are abbreviated as ISO 4 does it, or, in a style that prints no full stops there, as NLM does:
    ``Medicine (Baltimore)``.
    """
    kind = kind_of(style)
    is_dotted = not strips_periods(style)
    items = []
    names = {}
    for number, record in enumerate(records, 1):
        item = with_journal(to_item(record), record, is_dotted=is_dotted)
        names[str(number)] = item["id"] or str(number)
        item["id"] = str(number)
        conventions.follow(item, record)
        _print_as(kind, item, record)
        if record.type in _FROM_DATABASES and not record.archive_location:
            item.pop("archive", None)
        if item.get("number", "") == item.get("page") and prints_numbers_twice(style):
            item.pop("number", None)
        if item.get("available-date") == item.get("issued"):
            item.pop("available-date", None)  # an electronic date equal to the date of issue says nothing new
        items.append(item)
    return items, names


_INITIAL: Final = re.compile(r"[^\W\d_][a-z]*")

_SUPPLEMENT: Final = re.compile(r"(\w+)-(\w+\.e\d+|\d+\.\d)(?:-(e?\d+))?")
"""Pages and those of an electronic supplement, which processors don't take for a range: ``25-32.e1``."""

_LETTERED: Final = re.compile(r"(\d+)([A-Z])-(\d+)\2")
"""Pages of a supplement: ``2591S-5S``."""
_PART: Final = re.compile(r"(\w+) ?(?:\( ?((?:Pt|Suppl)\b[^()]*)\)|((?:Pt|Suppl|Spec)\b.*))")
"""A volume with its part: ``67 ( Pt 1)``, ``34 Suppl 1``."""
_OF_SUPPLEMENT: Final = re.compile(r"Suppl(?:ement)?[ _]")

_FROM_DATABASES: Final = ARTICLES | {"book", "chapter", "paper-conference"}
"""What RIS' ``DB`` names the database of (``Scopus``, ``aph``), unless a place in it says that it is an archive."""


def _print_as(kind: Kind, item: dict[str, Any], record: Record) -> None:
    title = _title(kind, record)
    if title:
        item["title"] = title
    is_printed_as_is = record.container_title_short or is_german(record.container_title)
    if kind.prints_title_case and is_printed_as_is and "container-title" in item:
        item["container-title"] = f'<span class="nocase">{item["container-title"]}</span>'
    _place_as(kind, item)
    if translations.is_translated(record):
        item["title"] = kind.title(replace(record, title=title))
    if kind.names_language:
        _name_language(item, record)
    if kind.is_nlm and stages.is_on_server(record):
        item["container-title"] = item.pop("publisher")
    if record.contribution_date and record.bookaccession and record.type in BOOKSHELF:
        item["issued"] = format_csl_date(
            record.contribution_date
        )  # the chapter's own, not that of the book's beginning
    for name, author in zip(item.get("author", ()), record.author, strict=False):
        _name_as(kind, name, author)
    if record.type in ARTICLES and not record.genre and (genre := _genre(kind, record)):
        if record.author and "number" not in item:
            item["genre"] = genre
        else:  # APA's style prints no genre beside a number, nor before the date where the title stands in place of the author
            item["title"] = f"{item.get('title', '')} [{genre}]".lstrip()


def _name_language(item: dict[str, Any], record: Record) -> None:
    """The language of a translated work after its pages or number; a style prints either of them."""
    if languages := translations.languages(record):
        for place in ("page", "number"):
            if item.get(place):
                item[place] = f"{item[place]}. {languages}"


def _name_as(kind: Kind, name: dict[str, str], author: Name) -> None:
    """A name with the style's suffix and, where it prints PubMed's, initials; a group's without a footnote's mark and its address."""
    if suffix := kind.suffixes.get(name.get("suffix", "")):
        name["suffix"] = suffix
    if "given" in name:
        name["given"] = (
            _given_by_nlm(author)
            if kind.initials_of_nlm
            else _with_long_initials(name["given"], author.initials)
        )
    if "literal" in name:
        name["literal"] = without_address(name["literal"])


def _given_by_nlm(name: Name) -> str:
    """NLM's initials, one by one, without particles; or the given names where these are more, since NLM once took two at most.

    >>> _given_by_nlm(Name("Coin", "Carla A de", initials="CA")), _given_by_nlm(Name("Coin", "Wen-jun Iurii", initials="WJIu"))
    ('C. A.', 'W. J. Iu.')
    >>> _given_by_nlm(Name("Coin", "Carla A B", initials="CA")), _given_by_nlm(Name("Coin", "Decio dos Poe", initials="Ddos P"))
    ('Carla A B', 'D. P.')
    """
    initials = _initials(name.initials)
    given_names = [word for word in name.given.replace("-", " ").split() if word[0].isupper()]
    if " " in name.initials and given_names:
        initials = [word[0] for word in given_names]
    return f"{'. '.join(initials)}." if len(initials) >= len(given_names) > 0 else name.given


def _initials(text: str) -> list[str]:
    """``WJIu`` → its initials; most are capitals alone."""
    is_plain = text.isupper() and text.isalpha()
    return [*text] if is_plain else _INITIAL.findall(text)


def _with_long_initials(given: str, initials: str) -> str:
    """The given names, with full stops after initials of two letters, which are one in the name's own script.

    A second capital by a slip is none.

    >>> _with_long_initials("I Iu", "IIu"), _with_long_initials("Bo", "B"), _with_long_initials("CArla A", "CA")
    ('I Iu.', 'Bo', 'Carla A')
    """
    given = _TWO_CAPITALS.sub(lambda found: found[0].capitalize(), given)
    if not initials or initials.isupper() or " " in initials:
        return given
    long = {initial for initial in _INITIAL.findall(initials) if len(initial) > 1}
    return " ".join(f"{word}." if word in long else word for word in given.split(" "))


_TWO_CAPITALS: Final = re.compile(r"\b[A-Z]{2}(?=[a-z]{2})")


def _place_as(kind: Kind, item: dict[str, Any]) -> None:
    """Where a work is, as the kind of styles has it."""
    if item.get("status") == conventions.AHEAD_OF_PRINT:
        item["status"] = kind.ahead
        if not kind.is_nlm:  # the proof's own pages and number are none yet
            item.pop("page", None)
            item.pop("number", None)
    if item.get("volume") == stages.NO_VOLUME and not kind.is_nlm:
        del item["volume"]
    if not kind.is_nlm and item.get("medium") == "Internet":
        del item["medium"]
    page = item.get("page", "")
    if page == "0":  # a place not assigned yet
        del item["page"]
    if item.get("issue") == "0":
        del item["issue"]
    if "-" in page and page == item.get("number"):
        item["page"] = item["number"] = page.replace("-", r"\-")  # the hyphen of an article number is no dash
    elif "-" in page and not page.replace("-", "").isdigit():
        item["page"] = _pages(kind, page)
    _supplement_as(kind, item)


def _supplement_as(kind: Kind, item: dict[str, Any]) -> None:
    """A volume's supplement, as the kind of styles has it; once, where PubMed has ``34 Suppl 1(Suppl 1)``."""
    volume = item.get("volume", "").removesuffix(f" {item.get('issue')}")
    if volume:
        item["volume"] = volume
    part = None if volume.isalnum() or "issue" in item else _PART.fullmatch(volume)
    if part and (part[2] or not kind.is_nlm):  # NLM prints 34 Suppl 1 as it is
        item["volume"], item["issue"] = part[1], part[2] or part[3]
    if "Suppl" in item.get("issue", ""):
        item["issue"] = _OF_SUPPLEMENT.sub(f"{kind.supplement} ", item["issue"])


def _pages(kind: Kind, text: str) -> str:
    """Pages whose second range, and that of an electronic supplement, look as the style makes the first one look."""
    if pages := _SUPPLEMENT.fullmatch(text):
        return kind.dash.join(filter(None, pages.groups()))
    if pages := _LETTERED.fullmatch(text):
        first, letter, last = pages.groups()
        if not kind.is_nlm:
            last = first[: max(len(first) - len(last), 0)] + last
        return f"{first}{letter}{kind.dash}{last}{letter}"
    first, joint, discussion = text.partition("; discussion ")
    style = "minimal" if kind.is_nlm else "expanded"
    return f"{first}{joint}{format_pages(discussion, style, kind.dash)}"


def _title(kind: Kind, record: Record) -> str:
    """A title in the case of the style, without a footnote's mark, empty brackets, or PubMed's blank behind a subscript.

    PubMed's brackets become superscripts and signs of trade marks, and, but for NLM's own styles, its two hyphens a dash.
    """
    title = sentence_case(record, capital=kind.subtitle == "capital") if kind.subtitle else record.title
    title = without_marks(title).replace(" : ", ": ")
    title = with_trade_marks(title)
    title = without_blanks(from_brackets(title if kind.is_nlm else title.replace("--", "—")))
    return with_small_epithets(record, title) if kind.prints_title_case else title


def _genre(kind: Kind, record: Record) -> str:
    """What the work is, where its kind is to be named and its title doesn't say so."""
    types = {named.name for named in record.publication_type}
    genre = next((genre for name, genre in kind.genres.items() if name in types), "")
    if not genre or genre.split()[0].lower() in record.title.lower() or says_what_it_is(record):
        return ""
    return genre

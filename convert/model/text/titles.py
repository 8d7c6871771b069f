"""Titles as PubMed prints them ↔ the title alone, without full stop and brackets of a translation; a journal's name as it is printed."""

import re

from convert.model.record import Record
from convert.model.text.journals import add_full_stops, printed_name, without_qualifier
from convert.model.types import ARTICLES

_NO_TITLE = frozenset({"Not Available", "In Process Citation"})
"""PubMed's placeholders for an English title, which stand in brackets."""


def parse_title(text: str) -> tuple[str, bool]:
    """A title as PubMed prints it → the title alone, and whether it is translated.

    PubMed ends each title with a full stop, and puts a translated title in brackets.

    >>> parse_title("[Ein Titel]."), parse_title("Is it?"), parse_title("A title."), parse_title("And so on...")
    (('Ein Titel', True), ('Is it?', False), ('A title', False), ('And so on...', False))
    >>> parse_title("With a slip..")
    ('With a slip', False)
    >>> parse_title("[18F]FDG in [two] places.")
    ('[18F]FDG in [two] places', False)
    >>> parse_title("[Not Available].")
    ('', True)
    """
    text = text.strip()
    if text.endswith(".") and not text.endswith("..."):
        text = text.rstrip(".").rstrip()
    if text.startswith("[") and text.endswith("]") and _balanced(inner := text[1:-1]):
        if inner.endswith(".") and not inner.endswith("..."):
            inner = inner.rstrip(".")
        return ("" if inner in _NO_TITLE else inner), True
    return ("", True) if text == "Not Available" else (text, False)


_PLACE = r" \(([^()]*[A-Za-z][^()]*)\)$"


def _place(record: Record) -> re.Match[str] | None:
    """The place that NLM adds to a journal's title to tell it from its namesakes; a year alone is no place."""
    title = record.container_title
    if title.endswith(")") and record.PMID and record.type in ARTICLES and not record.publisher_place:
        return re.search(_PLACE, title)
    return None


def container_title(record: Record) -> str:
    """The title of the journal or book; a journal's as it prints its name, unless the record says that it is to stay as it is.

    >>> from functools import partial
    >>> article = partial(Record, type="article-journal", PMID="1")
    >>> container_title(article(container_title="Nature reviews. Cancer", container_title_short="Nat Rev Cancer"))
    'Nature Reviews Cancer'
    >>> container_title(article(container_title="AIDS (London, England)"))
    'AIDS'
    >>> container_title(article(container_title="Brain : a journal", container_title_as_is=True))
    'Brain: a journal'
    """
    title, short = record.container_title, record.container_title_short
    if record.type == "article" and not record.container_title_as_is:
        return server(record)
    if not title or record.type not in _NAMED_BY_NLM or (record.container_title_as_is and title == short):
        return title
    if record.container_title_as_is or not short:
        added = _place(record)
        title = title[: added.start()] if added else title
    return title.replace(" : ", ": ") if record.container_title_as_is else printed_name(title, short)


_NAMED_BY_NLM = ARTICLES | {"article"}
"""The types of works whose container is a journal or a preprint server."""


def server(record: Record) -> str:
    """The preprint server as it calls itself, without the description that NLM gives it.

    >>> server(Record(container_title="bioRxiv : the preprint server for biology")), server(Record(container_title="ArXiv"))
    ('bioRxiv', 'arXiv')
    """
    name = (record.container_title or record.container_title_short).partition(" : ")[0]
    return _SERVERS.get(name.lower(), name)


_SERVERS = {"arxiv": "arXiv", "research square": "Research Square"}


def short_container_title(record: Record) -> str:
    """The ISO 4 abbreviation of the journal's title: with full stops, and without what NLM adds to tell it from namesakes.

    >>> title = "Medicine and law (Baltimore, Md.)"
    >>> short_container_title(Record(container_title=title, container_title_short="Med Law (Baltimore)"))
    'Med. Law'
    >>> short_container_title(Record(type="article-journal", container_title="eLife", container_title_short="Elife"))
    'eLife'
    >>> short_container_title(Record(type="article-journal", container_title="Lancet", container_title_short="Lancet"))
    'Lancet'
    """
    short = record.container_title_short or record.iso_abbreviation
    if " " not in short and short.casefold() == record.container_title.casefold():
        title = container_title(record)
        return short if " " in title else title  # The Lancet
    if not record.container_title:
        return short
    return _with_own_capitals(
        add_full_stops(without_qualifier(short), record.container_title), container_title(record)
    )


def _with_own_capitals(short: str, title: str) -> str:
    """An abbreviation whose first word has the capitals that the journal gives it.

    >>> _with_own_capitals("NPJ Digit. Med.", "npj Digital Medicine"), _with_own_capitals("Biomed Res. Int.", "BioMed Research International")
    ('npj Digit. Med.', 'BioMed Res. Int.')
    >>> _with_own_capitals("PLoS One", "PLOS ONE")
    'PLoS One'
    """
    first, own = short.partition(" ")[0], title.partition(" ")[0]
    if first == own or first.casefold() != own.casefold() or own.isupper() or own.istitle():
        return short
    return own + short[len(own) :] if own[0].islower() or first.istitle() else short


def place(record: Record) -> str:
    """The place of publication, or the place that NLM adds to a journal's title, with the year that may follow it.

    Who wants NLM's entry has it whole; to all others the place that is in it is none.

    >>> title = "Journal of applied physiology (Bethesda, Md. : 1985)"
    >>> place(Record(type="article-journal", container_title=title, container_title_as_is=True, PMID="1"))
    'Bethesda, Md. : 1985'
    >>> place(Record(type="article-journal", container_title="BMJ (Clinical research ed.)", container_title_as_is=True, PMID="1"))
    ''
    >>> place(Record(type="article-journal", container_title=title, PMID="1"))
    ''
    """
    added = _place(record) if record.container_title_as_is else None
    if added is None or _EDITION.search(added[1]):
        return record.publisher_place
    return added[1]


_EDITION = re.compile(r"\bed\.")
"""An edition is no place: ``BMJ (Clinical research ed.)``."""


def _balanced(text: str) -> bool:
    """Whether every closing bracket in ``text`` has its opening one, and the reverse."""
    if "[" not in text and "]" not in text:
        return True
    depth = 0
    for character in text:
        depth += (character == "[") - (character == "]")
        if depth < 0:
            return False
    return depth == 0


def format_rich_title(record: Record) -> str:
    """A record's title, with its markup, as PubMed prints it: closed, and in brackets if no part of the work is in English.

    >>> format_rich_title(Record(title="Zwei", language=["ger"])), format_rich_title(Record(title="Is it?", language=["eng"]))
    ('[Zwei].', 'Is it?')
    """
    title = record.title
    if not title or not _is_translated(record):
        return format_closed(title)
    return f"[{title}]" if title.endswith(_CLOSED) else f"[{title}]."


def format_closed(title: str) -> str:
    """A title with a full stop, if it doesn't end a sentence already.

    >>> format_closed("A title"), format_closed("Is it?"), format_closed("")
    ('A title.', 'Is it?', '')
    """
    return f"{title}." if title and not title.endswith(_CLOSED) else title


_CLOSED = (".", "?", "!")


def _is_translated(record: Record) -> bool:
    languages = [language.lower() for language in record.language]
    if not languages:
        return bool(record.original_title)
    return not any(language.startswith("en") or language in ("und", "mul") for language in languages)


_ENOUGH = 4
"""From so many words on, capitals alone are no acronyms."""
_TAG = re.compile(r"<[^<>]*>")


def is_all_capitals(title: str) -> bool:
    """Whether a title of some length has no small letter.

    >>> is_all_capitals("ANALYSIS OF THE JOURNALS OF SURGERY"), is_all_capitals("HIV, AIDS, TB"), is_all_capitals("SARS: a review")
    (True, False, False)
    """
    if not (title.isupper() or "<" in title) or title.count(" ") < _ENOUGH - 1:
        return False
    return _TAG.sub("", title).isupper()

"""A record as Zotero's own import of PubMed XML has it, and what Zotero takes from it beside its fields.

The import: https://github.com/zotero/translators, ``PubMed XML.js``; its capitals: https://github.com/zotero/utilities, ``capitalizeTitle``.
"""

import re
from typing import Final

from convert.model.record import Record
from convert.model.text import titles
from convert.model.text.markup import to_plain
from convert.model.types import ARTICLES


def rights(record: Record) -> str:
    """The copyright of a work that is no article; an article's copyright statement covers its abstract only."""
    return "" if record.type in ARTICLES else record.copyright


def rights_line(record: Record) -> str:
    """The copyright as a line of a note. Zotero splits a line at its colons, so the first must be the only one.

    >>> rights_line(Record(type="book", copyright="Copyright: The Authors."))
    'Rights: Copyright The Authors.'
    """
    text = to_plain(rights(record)).replace(": ", " ")
    return f"Rights: {text}" if text else ""


_SMALL_WORDS: Final = " but or yet so for and nor a an the at by from in into of on to with up down as "
_WORD: Final = re.compile(r"[^ /\-\u00ad\u2010-\u2015\u2212]+")
_ACRONYM: Final = re.compile(r"\b[A-Z]{2}")


def container_title(record: Record) -> str:
    """The journal or book, without markup. NLM's entry of a journal, where it is asked for, is in title case, unless it has an acronym.

    >>> from functools import partial
    >>> article = partial(Record, type="article-journal", container_title_as_is=True)
    >>> container_title(article(container_title="Brain : a journal of the brain"))
    'Brain: A Journal of the Brain'
    >>> container_title(article(container_title="JAMA internal medicine", container_title_short="JAMA Intern Med"))
    'JAMA internal medicine'
    """
    title = to_plain(titles.container_title(record))
    if not record.container_title_as_is or _ACRONYM.search(title):
        return title

    def capitalised(found: re.Match[str]) -> str:
        word, before = found[0], title[: found.start()].rstrip()
        is_inside = before and before[-1] not in ":?!" and found.end() < len(title)
        if word != word.lower() or (is_inside and f" {word.strip('.,:;()')} " in _SMALL_WORDS):
            return word
        return word[0].upper() + word[1:]

    return _WORD.sub(capitalised, title)


def abbreviation(record: Record) -> str:
    """The abbreviation: ISO's, where the record has it."""
    return record.iso_abbreviation or record.container_title_short


def preprint_lines(record: Record) -> list[str]:
    """The lines of a note that tell Zotero that the work is a preprint.

    >>> preprint_lines(Record(type="article", pii="2023.01.05.000001", ISSN="2692-8205"))
    ['Type: preprint', 'Archive ID: 2023.01.05.000001', 'ISSN: 2692-8205']
    """
    if record.type != "article":
        return []
    pairs = (("Type", "preprint"), ("Archive ID", record.pii), ("ISSN", record.ISSN))
    return [f"{key}: {value}" for key, value in pairs if value]

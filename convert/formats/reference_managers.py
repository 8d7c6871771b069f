"""What PubMed alone has a field for, where reference managers keep it: a record → text, still with its markup.

As Zotero's import of PubMed's XML has it: the place that NLM adds to the title of a journal, to tell it from its namesakes,
is the place of publication; a book of NCBI's Bookshelf is known by its accession number, found under it, and has a copyright.
"""

import re
from collections.abc import Iterable

from convert.model.record import AbstractSection, Record
from convert.model.text.abstracts import format_abstract
from convert.model.text.markup import to_plain

_ARTICLES = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
_QUALIFIER = r" \(([^()]*[A-Za-z][^()]*)\)$"
_INITIAL = r"(?<![^\s-])[A-Z](?![^\s-])"
_INITIALS_AT_MOST = 3


def _added(record: Record) -> re.Match[str] | None:
    """What NLM adds to a journal's title; a year alone is no place."""
    title = record.container_title
    if title.endswith(")") and record.PMID and record.type in _ARTICLES and not record.publisher_place:
        return re.search(_QUALIFIER, title)
    return None


def container_title(record: Record) -> str:
    """The title of what holds the work, that of a journal without the place that NLM adds.

    >>> from functools import partial
    >>> article = partial(Record, type="article-journal", PMID="1")
    >>> container_title(article(container_title="AIDS (London, England)"))
    'AIDS'
    >>> container_title(article(container_title="The Journal of physical chemistry (1952)"))
    'The Journal of physical chemistry (1952)'
    """
    added = _added(record)
    return record.container_title[: added.start()] if added else record.container_title


def place(record: Record) -> str:
    """The place of publication, or of a journal the one that its title says, with the year that may stand behind it.

    >>> title = "Journal of applied physiology (Bethesda, Md. : 1985)"
    >>> place(Record(type="article-journal", container_title=title, PMID="1"))
    'Bethesda, Md. : 1985'
    """
    added = _added(record)
    return added[1] if added else record.publisher_place


def with_periods(given: str) -> str:
    """Initials as Zotero's import of PubMed's XML has them.

    >>> with_periods("Peter O"), with_periods("JA"), with_periods("J-P"), with_periods("LI Wei")
    ('Peter O.', 'J. A.', 'J.-P.', 'LI Wei')
    """
    if len(given) <= _INITIALS_AT_MOST and given.isalpha() and given.isupper():
        given = " ".join(given)
    return re.sub(_INITIAL, r"\g<0>.", given)


def abstract(sections: Iterable[AbstractSection], *, separator: str = "\n") -> str:
    """The sections in one text, each after its label, but for NLM's word for none.

    >>> abstract([AbstractSection("We ask.", "AIM"), AbstractSection("We did.", "UNLABELLED")], separator=" ")
    'AIM: We ask. We did.'
    """
    text = format_abstract(sections, separator=separator)
    return text.replace("UNLABELLED: ", "") if "UNLABELLED: " in text else text


def publisher_number(record: Record) -> str:
    """The publisher's number, which Zotero has as pages where there are none; not one that is a DOI.

    >>> publisher_number(Record(pii="12 345")), publisher_number(Record(pii="10.1038/s41375-021-01295-1"))
    ('12 345', '')
    """
    return "" if record.pii.startswith("10.") else record.pii


def call_number(record: Record) -> str:
    """The call number, or the Bookshelf's accession number."""
    return record.call_number or record.bookaccession


def url(record: Record) -> str:
    """The address, or that of a book in the Bookshelf.

    >>> url(Record(bookaccession="NBK1403"))
    'https://www.ncbi.nlm.nih.gov/books/NBK1403/'
    """
    if record.URL or not record.bookaccession:
        return record.URL
    return f"https://www.ncbi.nlm.nih.gov/books/{record.bookaccession}/"


def rights(record: Record) -> str:
    """The copyright of what is no article: that of an article is its abstract's."""
    return "" if record.type in _ARTICLES else record.copyright


def preprint_lines(record: Record) -> list[str]:
    """What makes a preprint one for Zotero, as lines that it takes fields from.

    >>> preprint_lines(Record(type="article", pii="2023.01.05.000001", ISSN="2692-8205"))
    ['Type: preprint', 'Archive ID: 2023.01.05.000001', 'ISSN: 2692-8205']
    """
    if record.type != "article":
        return []
    pairs = (("Type", "preprint"), ("Archive ID", record.pii), ("ISSN", record.ISSN))
    return [f"{key}: {value}" for key, value in pairs if value]


def rights_line(record: Record) -> str:
    """The same as a line that Zotero takes the field from, in which only the first colon is one for it.

    >>> rights_line(Record(type="book", copyright="Copyright: The Authors."))
    'Rights: Copyright The Authors.'
    """
    text = to_plain(rights(record)).replace(": ", " ")
    return f"Rights: {text}" if text else ""

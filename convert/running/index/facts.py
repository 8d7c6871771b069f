"""A record → what of it a printed reference is compared with, and stands in the index itself: 150 bytes."""

from collections.abc import Iterable
from typing import Final

import msgspec

from convert.model.record import Link, Name, Record
from convert.model.text.markup import to_plain

MOST_AUTHORS: Final = 12
"""So many authors are kept; printed references name fewer."""
LINKS: Final = frozenset(
    [
        "RetractionIn",
        "RetractedandRepublishedIn",
        "PartialRetractionIn",
        "ExpressionOfConcernIn",
        "ErratumIn",
        "CorrectedandRepublishedIn",
        "RetractionOf",
        "ExpressionOfConcernFor",
        "ErratumFor",
        "UpdateIn",
    ]
)
"""The links that say what became of a work, or of which work it is the notice."""
RETRACTED_TYPE: Final = "Retracted Publication"
_RETRACTIONS: Final = ("RetractionIn", "RetractedandRepublishedIn", "PartialRetractionIn")


class Facts(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What of a work is compared, as its record has it; ``""`` or 0 for what it lacks."""

    title: str = ""
    original_title: str = ""
    """The title in the language of the work."""
    authors: list[str] = []
    """The first family names, and names of groups."""
    author_count: int = 0
    year: int = 0
    """Of the issue."""
    online_year: int = 0
    """Of the electronic publication, if it is another."""
    volume: str = ""
    issue: str = ""
    page: str = ""
    """Or the article number."""
    journal: str = ""
    abbreviation: str = ""
    notices: str = ""
    """What became of the work: ``RetractionIn 123 ErratumIn 124``, kind and PMID, 0 if it is unknown."""


def facts_of(record: Record) -> Facts:
    """The facts of a record.

    >>> facts_of(Record(title="On coins", author=[Name(family="Doe", given="Jo")], page="445-453", links=[Link("ErratumIn")]))
    Facts(title='On coins', ..., authors=['Doe'], author_count=1, ..., page='445-453', ..., notices='ErratumIn 0')
    """
    year, online = (date.year or 0 if date else 0 for date in (record.issued, record.available_date))
    return Facts(
        to_plain(record.title),
        to_plain(record.original_title),
        [family_of(name) for name in record.author[:MOST_AUTHORS]],
        len(record.author),
        year or online,
        online if online != year and year else 0,
        record.volume,
        record.issue,
        record.page or record.number or record.location_id,
        record.container_title,
        record.container_title_short or record.iso_abbreviation,
        join_notices(
            [(link.kind, link.PMID) for link in record.links],
            is_retracted=any(kind.name == RETRACTED_TYPE for kind in record.publication_type),
        ),
    )


def family_of(name: Name) -> str:
    """The family name with its particle, or the name of a group."""
    return f"{name.non_dropping_particle} {name.family}".strip() or name.literal


def join_notices(links: Iterable[tuple[str, str]], *, is_retracted: bool) -> str:
    """The links of a record, kind and PMID → what the index keeps of them.

    >>> join_notices([("CommentIn", "7"), ("ErratumIn", "8")], is_retracted=True)
    'ErratumIn 8 RetractionIn 0'
    """
    said = [(kind, number or "0") for kind, number in links if kind in LINKS]
    if is_retracted and not any(kind in _RETRACTIONS for kind, _ in said):
        said.append(("RetractionIn", "0"))
    return " ".join(f"{kind} {number}" for kind, number in dict.fromkeys(said))


def split_notices(text: str) -> list[Link]:
    """The reverse of ``join_notices``.

    >>> split_notices("ErratumIn 8 RetractionIn 0")
    [Link(kind='ErratumIn', ... PMID='8', ...), Link(kind='RetractionIn', ...)]
    """
    words = text.split()
    return [
        Link(kind, PMID=number if number != "0" else "")
        for kind, number in zip(words[::2], words[1::2], strict=True)
    ]

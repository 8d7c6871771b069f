"""A record as read, or the text of a reference → what of it is compared with works: its letters, its numbers, its names."""

import html
import re
from typing import Final

from msgspec import Struct

from convert.changes.duplicates import places, titles
from convert.changes.duplicates.titles import fold
from convert.model.identifiers import work_ids
from convert.model.record import Record
from convert.model.text.markup import to_plain
from convert.running.index.facts import family_of
from convert.running.index.signs import normal, without_identifiers

_NUMBER: Final = re.compile(r"[A-Za-z]{0,4}\d+")
_MOST_NAMES: Final = 25
_LONGEST: Final = 20_000
"""More characters are no reference."""
_VERSION: Final = re.compile(r"[\[(]version (\d+)", re.IGNORECASE)
_RETRACTION: Final = re.compile(r"[:.–—-]\s*retraction\W*$", re.IGNORECASE)


class Reference(Struct, gc=False):
    """What of a reference is compared."""

    record: Record
    text: str
    """As printed, or the fields of the record in a row; without identifiers."""
    letters: str
    """Those of the text, folded, without spaces."""
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    title: titles.Title
    """The title, if it was read."""
    authors: tuple[str, ...]
    """The family names, folded, if they were read."""
    place: places.Place
    identifiers: dict[str, str]
    """``PMID``, ``PMCID``, ``DOI`` → the one that is printed."""
    is_read: bool
    """Whether its fields are known, and not the text alone."""


def reference_of(record: Record) -> Reference:
    """What of a record is compared.

    >>> coins = reference_of(Record(title="On coins", volume="12", page="445-453"))
    >>> coins.letters, coins.numbers
    ('oncoins12445453', ('12', '445', '453'))
    """
    text = (record.citation_text or in_a_row(record))[:_LONGEST]
    text = " ".join(without_identifiers(html.unescape(to_plain(text))).split())
    folded = fold(text)
    is_read = bool(record.title or record.container_title or record.container_title_short)
    return Reference(
        record,
        text,
        folded.replace(" ", ""),
        tuple(folded.split()),
        tuple(map(normal, _NUMBER.findall(text))),
        parse_title(record.title, record.original_title),
        tuple(fold(family_of(name)) for name in record.author[:_MOST_NAMES]),
        places.parse(record),
        {_field(value): value for value in work_ids(record)},
        is_read,
    )


def parse_title(title: str, original: str = "") -> titles.Title:
    """A title, in which PubMed's two hyphens are the dash that others print; versions of a work are of several kinds.

    >>> parse_title("On coins [version 2; peer review: 2 approved]").kind, parse_title("On coins: retraction").kind
    ('version 2', 'retraction')
    """
    parsed = titles.parse(title.replace("--", "—"), original)
    if version := _VERSION.search(title):
        return parsed._replace(kind=f"version {version[1]}")
    if not parsed.kind and _RETRACTION.search(title):
        return parsed._replace(kind="retraction")
    return parsed


def _field(identifier: str) -> str:
    if identifier.startswith("PMC"):
        return "PMCID"
    return "DOI" if "/" in identifier else "PMID"


def plain_title(title: str) -> str:
    """The title of a work as it is sought in the text of a reference: without identifiers, entities and footnotes' marks.

    >>> plain_title("Reply to Lee, doi: 10.5555/ab(dagger)"), plain_title("Lee&apos;s coins(dagger)")
    ('Reply to Lee,  ', "Lee's coins")
    """
    title = html.unescape(title) if "&" in title else title
    title = _DAGGER.sub("", title)
    return without_identifiers(title) if _IDENTIFIED.search(title) else title


_DAGGER: Final = re.compile(r"\((?:double )?dagger\)")
_IDENTIFIED: Final = re.compile(r"\b10\.\d{4}|PM(?:ID|C)|http")


def fold_title(title: str) -> str:
    """The same, folded."""
    return fold(plain_title(title))


def is_same_identifier(one: str, other: str) -> bool:
    """Whether two identifiers are one; a full stop behind a DOI may be the sentence's, and PubMed has entities in some.

    >>> is_same_identifier("10.5555/(1998)31:8<2388::AID.", "10.5555/(1998)31:8&#60;2388::AID")
    True
    """
    return html.unescape(one).rstrip(".") == html.unescape(other).rstrip(".")


def in_a_row(record: Record) -> str:
    """The fields of a record, as a reference would print them."""
    authors = ", ".join(
        f"{family_of(name)} {name.initials or name.given}".strip() for name in record.author[:_MOST_NAMES]
    )
    year = next((str(date.year) for date in (record.issued, record.available_date) if date and date.year), "")
    place = f"{record.volume}{f' ({record.issue})' if record.issue else ''}"
    parts = (
        authors,
        record.title,
        record.original_title,
        record.container_title_short,
        record.container_title,
        year,
        place,
        record.page or record.number or record.location_id,
    )
    return ". ".join(part.rstrip(".") for part in parts if part)

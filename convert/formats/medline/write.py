"""Records → MEDLINE as PubMed prints it (``.nbib``): NLM's tags in NLM's order, lines as long as NLM's.

``tables`` says which lines a record has. MEDLINE has some values in another form than the record: titles end in a full stop,
translated ones stand in brackets, indices in parentheses (``CO(2)``); a missing citation (SO) is assembled.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TextIO

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.medline.people import Lines, format_full_name, format_short_name
from convert.formats.medline.tables import LINK_TAGS, WHOLE_FIELDS, WRITTEN, WRITTEN_TAGS
from convert.formats.medline.titles import printed_title
from convert.formats.medline.values import is_medline
from convert.formats.options import NoOptions
from convert.formats.pieces import Written, copy
from convert.model.names import parse_name
from convert.model.record import Name, Record
from convert.streams.problems import Problem, Warn

WIDTH: Final = 81
"""The longest piece of a value in one line, without the space at which it was broken, which ends the line."""


def write(records: Iterable[Record], out: TextIO, options: NoOptions, warn: Warn) -> None:
    """Write each record, a blank line between them; report links that MEDLINE has no tag for."""
    separator = ""
    for record in records:
        for link in record.links:
            if link.kind not in LINK_TAGS:
                warn(
                    Problem(
                        "no-tag",
                        f"no MEDLINE tag for a link of kind {link.kind!r}; left out",
                        record=record.PMID,
                    )
                )
        text = "".join(format_record(record))
        if not text:
            warn(Problem("empty-record", "record without any MEDLINE field; left out", severity="error"))
            continue
        out.write(separator + text)
        separator = "\n"


def join_pieces(pieces: Iterable[Written], out: TextIO) -> None:
    """Write the pieces, a blank line between them."""
    separator = ""
    for piece in pieces:
        if begin := piece.text.read(1):
            out.write(separator + begin)
            copy(piece.text, out)
            separator = "\n"


def format_record(record: Record) -> Iterator[str]:
    """The lines of one record, each with its line feed."""
    for tag, lines in WRITTEN:
        found = lines(record)
        if isinstance(found, str):
            if found:
                yield format_line(tag, found)
            continue
        for value in found:
            if isinstance(value, tuple):
                yield format_line(*value)
            elif value:
                yield format_line(tag, value)
    for tag, value in _unknown_lines(record):
        yield format_line(tag, value)


def _unknown_lines(record: Record) -> Lines:
    """Lines of a MEDLINE file that the record has no field for."""
    for tag, values in record.extra.items():
        if _TAG.fullmatch(tag) and (tag not in WRITTEN_TAGS or is_medline(record)):
            title = printed_title(record) if tag == "TI" else ""
            yield from ((tag, value) for value in values if value != title)


_TAG = re.compile(r"[A-Z]{2,4}")


# --- lines --------------------------------------------------------------------------------------------------------------


def format_line(tag: str, value: str) -> str:
    r"""A tag and its value, wrapped.

    >>> format_line("TI", "One\ntitle.")
    'TI  - One title.\n'
    """
    if "\n" in value or "\r" in value:
        value = _LINE_BREAK.sub(" ", value)
    return f"{tag:<4}- {value if len(value) <= WIDTH else wrap(value)}\n"


def wrap(value: str) -> str:
    r"""A value in lines of ``WIDTH``, continued after six spaces; broken only at single spaces, so that readers can join it again.

    It is never broken before what is blank: a blank line would end the record.

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
        if not value[end - 1].isspace() and value[end + 1 : end + 2].strip():
            return end
        end -= 1
    match = _SINGLE_SPACE.search(value, start + WIDTH)
    return match.start() if match else -1


_SINGLE_SPACE = re.compile(r"(?<!\s) (?=\S)")
_LINE_BREAK = re.compile(r"(?<!\s)[^\S\r\n]*+[\r\n]\s*")


# --- capabilities -------------------------------------------------------------------------------------------------------


def _differs(part: str) -> Callable[[Name], bool]:
    """Whether a part of a name changes when the name is written and read again."""

    def differs(name: Name) -> bool:
        if name.literal:
            return part == "literal" and capabilities.has_markup(name.literal)
        again = parse_name(format_full_name(name), format_short_name(name))
        return bool(getattr(again, part) != getattr(name, part))

    return differs


_PARTS = ("family", "given", "suffix", "literal")
_NAME = ("initials", "ORCID", "identifier", "affiliation.text")
_PEOPLE = ("author", "editor", "investigator", "personal_name_subject")
_DAY = ("year", "month", "day", "literal")
_DATES = (
    "available_date",
    "history.date",
    "date_created",
    "date_completed",
    "date_revised",
    "contribution_date",
)
_ISSUED = "year month day season time literal end.year end.month end.day end.season end.time"
_KEPT = (
    "publisher_place journal_country number DOI ISSN ISSN_print ISSN_electronic ISSN_linking pii location_id bookaccession other_id "
    "keyword mesh.descriptor mesh.major mesh.qualifier.name mesh.qualifier.major chemical.name chemical.registry_number "
    "databank publication_type.name other_abstract.language other_abstract.copyright general_note "
    "history.status history.date.time links.kind links.PMID"
)
"""What rows of the table carry whole beside ``WHOLE_FIELDS``."""
_RICH = """title original_title volume_title container_title collection_title keyword.term conflict_of_interest copyright
    other_abstract.section.text"""
_JOINED = Degraded("written in one with the family name")

CAPABILITIES: Final[Mapping[str, Capability]] = {
    **dict.fromkeys(WHOLE_FIELDS, KEPT),
    **dict.fromkeys(_KEPT.split(), KEPT),
    **capabilities.without_markup(_RICH),
    **capabilities.abstract(markup=False),
    **dict.fromkeys((f"{who}.{part}" for who in _PEOPLE for part in _NAME), KEPT),
    **{f"{who}.{part}": Degraded(_JOINED.how, when=_differs(part)) for who in _PEOPLE for part in _PARTS},
    **{f"{who}.{part}particle": _JOINED for who in _PEOPLE for part in ("dropping_", "non_dropping_")},
    **dict.fromkeys((f"{date}.{part}" for date in _DATES for part in _DAY), KEPT),
    **dict.fromkeys((f"issued.{part}" for part in _ISSUED.split()), KEPT),
    **dict.fromkeys((f"container_date.{part}" for part in _ISSUED.split()), KEPT),
    "type": Moved("as a publication type, if there is none, and in the tags of books"),
    "other_abstract.section.text": Degraded(
        "after its label, without its markup",
        when=lambda section: bool(section.label) or capabilities.has_markup(section.text),
    ),
    "other_abstract.section.label": Moved("in front of the text"),
    "links.citation": Degraded(
        "with a full stop", when=lambda link: bool(link.PMID) and not link.citation.endswith(".")
    ),
    "links.DOI": Moved("in the citation"),
    "grant": Degraded("its parts in one, so that a missing one can't be told"),
    "other_abstract.type": Degraded("where it says who wrote it"),
    "extra": Degraded("tags of two to four capital letters"),
}

"""Content-Type and Accept → formats (RFC 9110, sections 8.3 and 12.5.1)."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from convert import formats
from convert.web.refusals import RefusedError

ANYTHING: Final = frozenset(
    {
        "",
        "application/gzip",
        "application/json",
        "application/octet-stream",
        "application/x-gzip",
        "application/x-www-form-urlencoded",  # what curl says of any data
        "application/xml",
        "text/plain",
        "text/xml",
    }
)
"""Media types that say too little: what was sent is recognised by its content."""
PARTS: Final = "multipart/mixed"
"""The media type of an output with its report (RFC 2046)."""
ALSO: Final[Mapping[str, str]] = {"application/json": "csl-json", "application/bibtex": "bibtex"}
"""Media types by which a format is asked for, too."""


@cache
def read_types() -> Mapping[str, tuple[str, ...]]:
    """Media type → the readers that have it."""
    types: dict[str, tuple[str, ...]] = {}
    for reader in formats.readers():
        types[reader.media_type.lower()] = (*types.get(reader.media_type.lower(), ()), reader.name)
    return types


@cache
def write_types() -> Mapping[str, str]:
    """Media type → the first writer that has it."""
    types = {writer.media_type: writer.name for writer in reversed([*formats.writers()])}
    return {**types, **ALSO}


def input_format(content_type: str) -> str | None:
    """The format that a Content-Type names; None: it is to be recognised.

    Raises:
        RefusedError: 415, nothing of that type can be read.

    >>> input_format("application/x-research-info-systems"), input_format("text/plain; charset=utf-8")
    ('ris', None)
    """
    media_type = content_type.partition(";")[0].strip().lower()
    readers = read_types().get(media_type, ())
    if media_type in ANYTHING or len(readers) > 1:
        return None
    if not readers:
        known = ", ".join(sorted(read_types()))
        raise RefusedError(415, f"nothing of the type {media_type} can be read; types: {known}")
    return readers[0]


def output_format(to: str | None, accept: str) -> str:
    """The writer that a request wants, by name or by its header Accept.

    Raises:
        FormatError: no writer is called ``to``.
        RefusedError: 406, nothing of an accepted type can be written; 400, nothing says what is wanted.

    >>> output_format(None, "application/x-bibtex, */*;q=0.1"), output_format("ris", "*/*")
    ('bibtex', 'ris')
    """
    if to:
        writer = formats.get_writer(to)
        types = [writer.media_type, *(also for also, name in ALSO.items() if name == to)]
        choose(accept, types)
        return to
    if not accept or accept.replace(" ", "") == "*/*":
        raise RefusedError(
            400,
            f"name the output's format with ?to=FORMAT, or with Accept; formats: {', '.join(formats.WRITERS)}",
        )
    return write_types()[choose(accept, [*write_types()])]


def choose(accept: str, offers: Sequence[str]) -> str:
    """The offer that a header Accept likes best, of several the first.

    Raises:
        RefusedError: 406, it likes none.

    >>> choose("text/html;q=0.5, text/*", ["text/plain", "text/html"]), choose("", ["text/html"])
    ('text/plain', 'text/html')
    """
    ranges = list(_ranges(accept or "*/*"))
    best = max(offers, key=lambda offer: _quality(offer, ranges))
    if _quality(best, ranges) <= 0:
        raise RefusedError(406, f"there is no answer of the type {accept}; types: {', '.join(offers)}")
    return best


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((text[2:] for text in parameters if text.startswith("q=")), "1")
        try:
            yield media_range, float(weight)
        except ValueError:
            yield media_range, 0.0


def _quality(offer: str, ranges: Iterable[tuple[str, float]]) -> float:
    """The weight of the most specific range that the offer is in."""
    main = offer.lower().partition("/")[0]
    weights = dict(ranges)
    names = (offer.lower(), f"{main}/*", "*/*")
    return next((weights[name] for name in names if name in weights), 0.0)

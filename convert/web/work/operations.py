"""What the page asks for → JSON, or a file: for both of its engines, the server's processes and the worker in a browser."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from convert import formats
from convert.citing.lists import LISTS, SUFFIXES
from convert.csl import known_locales
from convert.formats.options import describe_options
from convert.web.refusals import RefusedError
from convert.web.work import answers, page
from convert.web.work.answers import Output
from convert.web.work.asked import CHOICES, Asked, style_name

MAX_STYLES: Final = 50
_DOCX: Final = "docx"


def list_formats(reads: Iterable[formats.Reader], writes: Iterable[formats.Writer]) -> bytes:
    """Formats with their media types, suffixes and options; choices; locales; the forms of reference lists."""
    readers = {reader.name: reader for reader in reads}
    writers = {writer.name: writer for writer in writes}
    rows = []
    for name in dict.fromkeys([*readers, *writers]):
        known: formats.Reader | formats.Writer = readers[name] if name in readers else writers[name]
        rows.append(
            {
                "name": name,
                "reads": name in readers,
                "writes": name in writers,
                "media_type": known.media_type,
                "suffixes": known.extensions,
                "binary": name in writers and writers[name].binary,
                "options": list(describe_options(writers[name].options)) if name in writers else [],
            }
        )
    lists = [*LISTS, *([_DOCX] if _DOCX in writers else [])]
    choices = list(CHOICES.values())
    return msgspec.json.encode(
        {"formats": rows, "choices": choices, "locales": known_locales(), "list_formats": lists}
    )


def read(sent: Asked) -> bytes:
    """The records, whole, with their problems and groups of duplicates; each work once, if there is a ``review``."""
    return page.read(sent)


def output(sent: Asked, to: str) -> Output:
    """An output alone."""
    return answers.convert(sent, sent.conversion(to), with_losses=False)


def report(sent: Asked, to: str) -> bytes:
    """An output with all that is to be said of it."""
    return _told(to, answers.convert(sent, sent.conversion(to), with_losses=True))


def report_deduplicated(sent: Asked, to: str) -> bytes:
    """Each work once, with all that is to be said of it."""
    return _told(to, answers.dedupe(sent, sent.conversion(to)))


def _told(to: str, output: Output) -> bytes:
    writer = formats.get_writer(to)
    said: dict[str, Any] = {
        "format": to,
        "media_type": writer.media_type,
        "name": f"references{writer.extensions[0]}",
        "output": None if writer.binary else output.data.decode(),
        "records": output.records,
        "problems": output.problems,
        "losses": output.losses,
    }
    return msgspec.json.encode(said | output.account)


def cite(sent: Asked) -> bytes:
    """A reference list as trees, with the citation of each entry."""
    conversion = replace(sent.conversion("bibliography"), options={})
    style, locale = style_name(sent.query.get("style", "apa")), sent.query.get("locale")
    return page.cite(sent, conversion, style, locale)


def list_file(sent: Asked, form: str) -> tuple[Output, str]:
    """A reference list as a file, and its suffix.

    Raises:
        RefusedError: 400, there is no such form.
    """
    if form != _DOCX and form not in LISTS:
        known = ", ".join((*LISTS, _DOCX))
        raise RefusedError(400, f"no list is of the format {form!r}; choose from {known}, json")
    to, options = (_DOCX, {}) if form == _DOCX else ("bibliography", {"format": form})
    suffix = next((suffix for suffix, known in SUFFIXES.items() if known == form), ".html")
    return answers.convert(sent, sent.conversion(to, **options), with_losses=False), suffix


def styles(query: Mapping[str, str], sample: bytes) -> bytes:
    """Styles by words of their names, with how each prints a record, if there is one (a line of JSON Lines).

    Raises:
        RefusedError: 400, the limit is no number, or too large.
    """
    limit = query.get("limit", "20")
    if not (limit.isascii() and limit.isdecimal() and 1 <= int(limit) <= MAX_STYLES):
        raise RefusedError(400, f"limit {limit!r} is no number from 1 to {MAX_STYLES}")
    return page.styles(query.get("q", ""), int(limit), sample, query.get("locale"))

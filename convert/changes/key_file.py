"""Records → records whose ``id`` is a citation key made by a template, and the same in every run.

A key file holds the key of each work as JSON: ``{"PMID or DOI or digest": "key"}``. A work in the file keeps its key
whatever the template is now; a new work gets an unused key and is added. So keys are the same in all formats, and a
manuscript's citations stay valid.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import Final

import msgspec

from convert.model.citation_keys import PRESETS, fallback, identity, make_key, suffix, template_parts
from convert.model.record import Record
from convert.streams.outputs import locked, open_output
from convert.streams.problems import ConvertError, FormatError

_FIELD: Final = re.compile(r"\{([A-Za-z]+)(\d*)\}")
_ILLEGAL: Final = re.compile(r"[^A-Za-z0-9_:.+/-]")


def parse_template(text: str) -> Callable[[Record], str]:
    """A preset's name, or a template such as ``{auth}:{year}{title2}`` → a function record → key.

    ``{auth}`` is the first author's family name; ``{title}`` the first significant word of the title, ``{title3}`` the
    first three; ``{journal}`` the journal's initials; ``{year}``, ``{yy}`` and ``{pmid}`` are what they say. A field spelled
    with a capital (``{Auth}``) begins with one.

    >>> from convert.model.record import Date, Name
    >>> record = Record(title="On fair coins", author=[Name(family="Müller")], issued=Date(2021), PMID="12")
    >>> [parse_template(text)(record) for text in ("{Auth}{yy}", "{auth}_{title2}-{year}", "{pmid}", "jabref")]
    ['Muller21', 'muller_faircoins-2021', '12', 'Muller2021']

    Raises:
        FormatError: there is no such preset or field, or a character that keys can't have.
    """
    if text in PRESETS:
        return lambda record: make_key(record, text)
    parts = template_parts()
    names = [name.lower() for name, _ in _FIELD.findall(text)]
    unknown = [name for name in names if name not in parts]
    if not names or unknown or _ILLEGAL.search(_FIELD.sub("", text)):
        raise FormatError(
            f"invalid key template {text!r}: use a preset ({', '.join(PRESETS)}), or letters, digits and "
            + ", ".join(f"{{{name}}}" for name in parts)
        )

    def fill(match: re.Match[str], record: Record) -> str:
        value = parts[match[1].lower()](record, int(match[2] or 1))
        return value[:1].upper() + value[1:] if match[1][0].isupper() else value.lower()

    return lambda record: _FIELD.sub(lambda match: fill(match, record), text) or fallback(record)


def name_records(
    records: Iterable[Record], make: Callable[[Record], str] | None, path: str | None = None
) -> Iterator[Record]:
    """Copies of the records with their keys as ``id``, unique among them and in the file at ``path``, which is updated.

    Args:
        records: what to name.
        make: record → key; None for the record's own ``id`` or, failing that, the default key.
        path: the key file; made if it does not exist.

    A key that is taken gets the work's PMID as a suffix.

    Raises:
        ConvertError: the key file can't be read or written.
    """
    known = _read(path) if path else {}
    taken = {key.lower() for key in known.values()}
    given: set[str] = set()
    for record in records:
        number = str(identity(record))
        key = known.get(number)
        if key is None or key in given:
            key = _free(make(record) if make else make_key(record), suffix(identity(record)), taken)
            known.setdefault(number, key)
            taken.add(key.lower())
        given.add(key)
        yield msgspec.structs.replace(record, id=key)
    if path:
        _save(path, known)


def _save(path: str, known: dict[str, str]) -> None:
    """Write the key file; a key that another run has added meanwhile stays."""
    with locked(path):
        known |= _read(path)
        with open_output(path) as out:
            out.write(msgspec.json.format(msgspec.json.encode(known), indent=1).decode() + "\n")


def _free(key: str, own: str, taken: set[str]) -> str:
    stem = f"{key}-{own}"
    candidates = chain((key, stem), (f"{stem}-{number}" for number in count(2)))
    return next(candidate for candidate in candidates if candidate.lower() not in taken)


def _read(path: str) -> dict[str, str]:
    try:
        data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
        return msgspec.json.decode(data, type=dict[str, str])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ConvertError(f"{path}: can't read the key file: {error}") from error

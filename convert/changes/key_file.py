"""Records → records whose ``id`` is their citation key, by a template, and never another one again.

A key file remembers which work got which key: JSON, ``{"PMID or DOI or digest": "key"}``. A work that is in it has that
key whatever the template says now; a new one gets a key that no other work has, and is added. So all formats share
keys, and a manuscript goes on citing what it cited.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from convert.model.citation_keys import PRESETS, fallback, identity, make_key, suffix, template_parts
from convert.model.record import Record
from convert.streams.outputs import open_output
from convert.streams.problems import ConvertError, FormatError

_FIELD: Final = re.compile(r"\{([A-Za-z]+)(\d*)\}")
_ILLEGAL: Final = re.compile(r"[^A-Za-z0-9_:.+/-]")


def parse_template(text: str) -> Callable[[Record], str]:
    """A preset's name, or a template such as ``{auth}:{year}{title2}``, as a function record → key.

    ``{auth}`` is the first author's family name, ``{title}`` the first telling word of the title, ``{title3}`` the first
    three; with a capital (``{Auth}``) they begin with one. ``{year}``, ``{yy}``, ``{journal}`` (its initials), ``{pmid}``.

    >>> from convert.model.record import Date, Name
    >>> record = Record(title="On fair coins", author=[Name(family="Müller")], issued=Date(2021), PMID="12")
    >>> [parse_template(text)(record) for text in ("{Auth}{yy}", "{auth}_{title2}-{year}", "{pmid}", "jabref")]
    ['Muller21', 'muller_faircoins-2021', '12', 'Muller2021']

    Raises:
        FormatError: there is no such preset, or a field that there is none of.
    """
    if text in PRESETS:
        return lambda record: make_key(record, text)
    parts = template_parts()
    names = [name.lower() for name, _ in _FIELD.findall(text)]
    unknown = [name for name in names if name not in parts]
    if not names or unknown or _ILLEGAL.search(_FIELD.sub("", text)):
        raise FormatError(
            f"{text!r} is no template of keys: a preset ({', '.join(PRESETS)}), or letters, digits and "
            + ", ".join(f"{{{name}}}" for name in parts)
        )

    def fill(match: re.Match[str], record: Record) -> str:
        value = parts[match[1].lower()](record, int(match[2] or 1))
        return value[:1].upper() + value[1:] if match[1][0].isupper() else value.lower()

    return lambda record: _FIELD.sub(lambda match: fill(match, record), text) or fallback(record)


def name_records(
    records: Iterable[Record], make: Callable[[Record], str] | None, path: str | None = None
) -> Iterator[Record]:
    """The records with their keys as ``id``, unique over all of them and over the file at ``path``, which is updated.

    A record that came with an ``id`` keeps it if ``make`` is None and no file knows better. Works that come to the same
    key are told apart by their PMID.

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
        with open_output(path) as out:
            out.write(msgspec.json.format(msgspec.json.encode(known), indent=1).decode() + "\n")


def _free(key: str, own: str, taken: set[str]) -> str:
    if key.lower() not in taken:
        return key
    stem = f"{key}-{own}"
    candidate, count = stem, 1
    while candidate.lower() in taken:
        count += 1
        candidate = f"{stem}-{count}"
    return candidate


def _read(path: str) -> dict[str, str]:
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        raise ConvertError(f"{path}: the key file can't be read: {error}") from error

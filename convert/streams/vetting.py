r"""Records on their way to a writer → records that any writer can write: the right types, real dates, printable text.

Readers give such records, programs and plugins may not. One pass of msgspec's encoder finds the rest: it spells control
characters as ``\u00..``, and refuses what UTF-8 can't encode.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, Final

import msgspec

from convert.model.record import Date, Record
from convert.streams.problems import Problem, Warn

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets), TeX and terminals can't print, and UTF-8 can't encode."""
_BREAKS: Final = re.compile("(?<=\\S)[\x0b\x0c\x1c-\x1e](?=\\S)")
"""Old signs for the end of a line or of a page between two words."""
_DATES: Final = tuple(
    name for name, hint in Record.__annotations__.items() if "Date" in str(hint) and "list" not in str(hint)
)
_get_dates: Final[Callable[[Record], tuple[Date | None, ...]]] = attrgetter(*_DATES)


def vetted(records: Iterable[Record], warn: Warn, *, any_text: bool = False) -> Iterator[Record]:
    """Pass on what can be written; mend a copy of what can't, or leave the record out, and say so.

    ``any_text``: the writer spells control characters as escapes. A record that a reader made has the right types; that of a program, which
    has no ``source``, is checked for them.
    """
    encode_into = msgspec.json.Encoder().encode_into
    decode = msgspec.json.Decoder(Record).decode
    buffer = bytearray()
    for number, record in enumerate(records, 1):
        try:
            encode_into(record, buffer)
            is_sound = (any_text or not _is_suspect(buffer)) and all(
                map(_is_real, filter(None, _get_dates(record)))
            )
            if record.source is None:
                decode(buffer)
            if b"\xc3" in buffer and has_mojibake(buffer):
                _report_mojibake(record, number, warn)
        except Exception:  # noqa: BLE001  (whatever a program puts into a record; ``_mend`` says what is wrong)
            is_sound = False
        if is_sound:
            yield record
        elif mended := _mend(record, number, warn):
            yield mended


_ESCAPES: Final = (b"\\u00", b"\\b", b"\\f")
"""How control characters are spelled; also the end of a backslash before one of these letters, which costs only time."""


def _is_suspect(json: bytearray) -> bool:
    """Whether JSON may have a forbidden character: a search for one byte, ten times as fast, rules out nearly all of them."""
    return (
        (b"\\" in json and any(map(json.__contains__, _ESCAPES)))
        or b"\x7f" in json
        or (b"\xef" in json and (b"\xef\xbf\xbe" in json or b"\xef\xbf\xbf" in json))
    )


_LETTERS: Final = "ÂÃÄÅÎÏÐÑ"
_PAIRS: Final = ("Ï€", "Ïƒ", "Ï„", "Ï…", "Ïˆ", "Ï‰", "Ã‰", "Ãœ", "Ã–", "â€", "ï»¿")
_SECOND: Final = b"|".join(
    [*(letter.encode()[1:] + b"\xc2" for letter in _LETTERS), *(pair.encode()[1:] for pair in _PAIRS)]
)
_MOJIBAKE: Final = re.compile(b"\xc3(?:" + _SECOND + b")")
"""How UTF-8 begins that was read as Windows-1252: a letter and a sign of U+0080 to U+00BF; the accents of Latin, Greek and Cyrillic
letters, quotes, dashes. All begin with one byte, so that one search finds them."""


def has_mojibake(json: bytes | bytearray) -> bool:
    """Whether JSON has text that was read in the wrong encoding.

    >>> has_mojibake("García, 20 °C, SÃO".encode()), has_mojibake("GarcÃ­a".encode()), has_mojibake("20 Â°C".encode())
    (False, True, True)
    """
    return _MOJIBAKE.search(json) is not None


def _is_real(date: Date) -> bool:
    """Whether a date's month and season exist."""
    return (
        (date.month is None or 1 <= date.month <= 12)
        and (date.season is None or 1 <= date.season <= 4)
        and (date.end is None or _is_real(date.end))
    )


def _report_mojibake(record: Record, number: int, warn: Warn) -> None:
    message = "text was read in the wrong encoding, such as Ã¼ for ü; --repair puts it right"
    path, line = (record.source.path, record.source.line) if record.source else ("", 0)
    warn(Problem("mojibake", message, path, line, record.PMID or ("" if line else str(number))))


def _mend(record: Record, number: int, warn: Warn) -> Record | None:
    """A copy that can be written; None if the types of its values are wrong."""
    source = getattr(record, "source", None)
    pmid = getattr(record, "PMID", "")
    line = getattr(source, "line", 0)
    name = pmid if isinstance(pmid, str) and pmid else "" if line else str(number)

    def report(code: str, message: str) -> None:
        warn(Problem(code, message, getattr(source, "path", ""), line, name))

    dropped: set[str] = set()
    try:
        copy = msgspec.convert(_cleaned(msgspec.to_builtins(record), dropped), Record)
    except Exception as error:  # noqa: BLE001  (an object of any class, nested without end)
        report("bad-record", f"not a record: {error or type(error).__name__}; left out")
        return None
    if dropped:
        characters = ", ".join(f"U+{ord(character):04X}" for character in sorted(dropped))
        report("control-characters", f"control characters are left out: {characters}")
    for field in _DATES:
        date = getattr(copy, field)
        if date is not None and not _is_real(date):
            setattr(copy, field, _as_literal(date))
            report("bad-date", f"no such month or season in {field}: {_said(date)}; kept as text")
    for step in copy.history:
        step.date = step.date if _is_real(step.date) else _as_literal(step.date)
    return copy


def _cleaned(value: Any, dropped: set[str]) -> Any:
    if isinstance(value, str):
        found = set(_FORBIDDEN.findall(value))
        dropped |= found
        return _FORBIDDEN.sub("", _BREAKS.sub(" ", value)) if found else value
    if isinstance(value, dict):
        return {_cleaned(key, dropped): _cleaned(part, dropped) for key, part in value.items()}
    if isinstance(value, list):
        return [_cleaned(part, dropped) for part in value]
    return value


def _as_literal(date: Date) -> Date:
    return Date(date.year, literal=date.literal or _said(date))


def _said(date: Date) -> str:
    parts = (date.year, date.month, f"season {date.season}" if date.season is not None else None, date.day)
    said = "-".join(str(part) for part in parts if part is not None)
    return said if date.end is None else f"{said}/{_said(date.end)}"

"""Ways in which files get damaged on their way to us: a name → a function (sample, dice) → the damaged bytes.

Some strike single records, one in ``EVERY``; the others the file as a whole. The same dice make the same damage.
"""

import binascii
import codecs
import html
import random
import re
from collections.abc import Callable
from typing import Final

from robustness.files import Sample

Way = Callable[[Sample, random.Random], bytes]

EVERY: Final = 20
"""One record in so many is struck."""
_WORD: Final = re.compile(rb"(?<=[ >{])[a-z]{11,}(?=[ .<,}\n])")
"""A word of a title or an abstract, as the generator makes them: no tag, and no name of a field."""


def striking(strike: Callable[[bytes, str, random.Random], bytes]) -> Way:
    """A way that changes single records: ``strike(record, format, dice)``."""

    def damage(sample: Sample, dice: random.Random) -> bytes:
        struck = [
            strike(record, sample.format, dice) if number % EVERY == EVERY // 2 else record
            for number, record in enumerate(sample.records)
        ]
        return b"".join((sample.head, *struck, sample.tail))

    return damage


def changing(change: Callable[[str], str]) -> Way:
    """A way that changes the whole text."""
    return lambda sample, _dice: change(sample.data.decode()).encode()


def inserting(data: bytes) -> Way:
    """A way that puts something into words of single records."""

    def strike(record: bytes, _format: str, dice: random.Random) -> bytes:
        places = [match.start() + 5 for match in _WORD.finditer(record)]
        place = dice.choice(places) if places else len(record) // 2
        return record[:place] + data + record[place:]

    return striking(strike)


# --- single records -----------------------------------------------------------------------------------------------

_LAST: Final = {
    "medline": rb"\n\n\Z",
    "ris": rb"ER  - \n+\Z",
    "pubmed-xml": rb"</PubmedArticle>\n?\Z",
    "bibtex": rb"\}\n+\Z",
    "enw": rb"\n\n\Z",
    "endnote-xml": rb"</record>\n?\Z",
    "csv": rb"\n\Z",
}
"""What ends a record."""
_TAGS: Final = {
    "medline": (b"\nTI  - ", b"\nTO  - "),
    "ris": (b"\nTI  - ", b"\nIT  - "),
    "pubmed-xml": (b"<ArticleTitle>", b"<ArticelTitle>"),
    "bibtex": (b"  title = ", b"  titel = "),
    "enw": (b"\n%T ", b"\n%j "),
    "endnote-xml": (b"<title>", b"<titel>"),
    "csv": (b",10.", b"10."),
}
"""The tag of a title, and how it is misspelt; CSV, which has no tags, lacks the comma before the DOI."""


def _lose_end(record: bytes, format: str, _dice: random.Random) -> bytes:
    return re.sub(_LAST[format], b"\n" if format not in ("pubmed-xml", "csv") else b"", record)


def _lose_beginning(record: bytes, _format: str, _dice: random.Random) -> bytes:
    """A record without its first line or, where it is all on one line, without that line's first 60 characters."""
    line, _, rest = record.partition(b"\n")
    return rest or line[60:] + b"\n"


def _lose_second_half(record: bytes, _format: str, _dice: random.Random) -> bytes:
    return record[: len(record) // 2] + b"\n"


def _misspell(record: bytes, format: str, _dice: random.Random) -> bytes:
    right, wrong = _TAGS[format]
    return record.replace(right, wrong, 1)


def _mark(record: bytes, _format: str, _dice: random.Random) -> bytes:
    return codecs.BOM_UTF8 + record


# --- whole files --------------------------------------------------------------------------------------------------


def _cut_off(sample: Sample, _dice: random.Random) -> bytes:
    """The file ends in the middle of its last record."""
    last = sample.records[-1]
    return b"".join((sample.head, *sample.records[:-1], last[: len(last) // 2]))


def _join(sample: Sample, _dice: random.Random) -> bytes:
    """Two halves of the records, each a file, one behind the other, without a line feed between them."""
    half = len(sample.records) // 2
    first = b"".join((sample.head, *sample.records[:half], sample.tail)).rstrip(b"\n")
    return first + b"".join((sample.head, *sample.records[half:], sample.tail))


def _join_with_marks(sample: Sample, _dice: random.Random) -> bytes:
    half = len(sample.records) // 2
    parts = (sample.records[:half], sample.records[half:])
    return b"".join(codecs.BOM_UTF8 + b"".join((sample.head, *part, sample.tail)) for part in parts)


def _mix_line_ends(sample: Sample, dice: random.Random) -> bytes:
    return re.sub(rb"\n", lambda _end: dice.choice((b"\n", b"\r\n", b"\r")), sample.data)


def _before_lines(mark: str) -> Way:
    return changing(lambda text: re.sub("^(?=.)", mark, text, flags=re.MULTILINE))


def _quote(text: str) -> str:
    return "".join(f"> {line}".rstrip(" ") + "\n" for line in text.removesuffix("\n").split("\n"))


def _smart(text: str) -> str:
    """Quotation marks and hyphens as a word processor makes them of those that are typed."""
    text = re.sub(r'(?<![^\s({\[=>,])"(?=\S)', "“", text).replace('"', "”")
    text = re.sub(r"(?<![^\s({\[=>])'(?=\w)", "‘", text).replace("'", "’")
    return re.sub(r"(?<=[^\s-])( +)-(?= )", r"\1–", text).replace("--", "–")


def _wrap(text: str) -> str:
    """Each line over 72 characters broken at a blank, as mail programs do; what follows isn't indented."""
    return "\n".join(
        re.sub(r"(.{1,72})(?: +|$)", "\\1\n", line).removesuffix("\n") for line in text.split("\n")
    )


def _mojibake(text: str) -> str:
    """UTF-8 that was taken for Windows-1252 and saved as UTF-8."""
    return "".join(_as_1252(byte) for byte in text.encode())


def _as_1252(byte: int) -> str:
    try:
        return bytes((byte,)).decode("windows-1252")
    except UnicodeDecodeError:
        return chr(byte)


def _quoted_printable(text: str) -> str:
    return binascii.b2a_qp(text.encode()).decode()


MOJIBAKE: Final = "mojibake"
WAYS: Final[dict[str, Way]] = {
    "a bad byte": inserting(b"\x96"),
    "a control character": inserting(b"\x0b"),
    "a NUL": inserting(b"\0"),
    "a bare &": inserting(b" & "),
    "an undefined entity": inserting(b"&nosuch;"),
    "the end lost": striking(_lose_end),
    "the beginning lost": striking(_lose_beginning),
    "the second half lost": striking(_lose_second_half),
    "a tag misspelt": striking(_misspell),
    "a mark (BOM) inside": striking(_mark),
    "cut off": _cut_off,
    "quoted by mail": changing(_quote),
    "wrapped by mail": changing(_wrap),
    "quoted-printable": changing(_quoted_printable),
    "indented": _before_lines("    "),
    "tabbed": _before_lines("\t"),
    "smart quotes": changing(_smart),
    "HTML-escaped": changing(html.escape),
    "two files joined": _join,
    "two joined, marks": _join_with_marks,
    "UTF-16, marked": lambda sample, _dice: sample.data.decode().encode("utf-16"),
    "UTF-16, no mark": lambda sample, _dice: sample.data.decode().encode("utf-16-le"),
    "Windows-1252": lambda sample, _dice: sample.data.decode().encode("windows-1252", "replace"),
    MOJIBAKE: changing(_mojibake),
    "blank lines lost": changing(lambda text: re.sub(r"\n{2,}", "\n", text)),
    "lines doubled": changing(lambda text: text.replace("\n", "\n\n")),
    "line ends mixed": _mix_line_ends,
}
"""In the order of the table."""


def damaged(sample: Sample, way: str, seed: int = 1) -> bytes:
    """The bytes of a sample, damaged in one of the ``WAYS``."""
    return WAYS[way](sample, random.Random(f"{seed} {way} {sample.format}"))  # noqa: S311  (the same each time)

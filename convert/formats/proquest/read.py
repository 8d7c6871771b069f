"""ProQuest's report as text → records; the names of its fields are in ``convert.formats.proquest.tables``.

Lines of 60 underscores part the report: its date, a table of contents, a document each (``Document 2 of 100``), and a list in some style.
A document has its title, its address, and fields of a name, a colon and a value, which may have several paragraphs.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from convert.formats.proquest.tables import NAMES, STEPS
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.takes import finish
from convert.model.record import Record
from convert.streams.decoding import text_lines
from convert.streams.problems import Warn, silent

_RULE: Final = "_" * 20
_DOCUMENT: Final = re.compile(r"Document (\d+) of \d+\s*")
_FIELD: Final = re.compile(r"([A-Z][A-Za-z /-]{2,40}?): ?(.*)")
_BEGINNING: Final = re.compile(
    rb"\s*+_{20,}\s++(?:Report Information from ProQuest|Document 1 of \d+\s)|\s*+Document 1 of \d+\s"
)


def sniff(head: bytes) -> bool:
    """Whether a report of ProQuest begins the text, or its first document does."""
    return _BEGINNING.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the documents of a report, one after another."""
    tagged: TaggedRecord | None = None
    for number, line in enumerate(text_lines(stream, warn=warn), 1):
        text = line.strip()
        if text.startswith(_RULE):
            if tagged is not None:
                yield finish(tagged, STEPS)
            tagged = None
        elif match := _DOCUMENT.fullmatch(text):
            if tagged is not None:
                yield finish(tagged, STEPS)
            tagged = TaggedRecord("proquest", {}, number, int(match[1]), warn)
            tagged.add("heading", "")
        elif tagged is not None:
            tagged.add(*_split(text))
    if tagged is not None:
        yield finish(tagged, STEPS)


def _split(line: str) -> tuple[str, str]:
    """A line → the name of its field, in lower case, and the value; no name if it continues a value."""
    if match := _FIELD.match(line):
        name = match[1].lower()
        if name in NAMES:
            return name, match[2].strip()
    if line.startswith(("http://", "https://")):
        return "address", line
    return "", line

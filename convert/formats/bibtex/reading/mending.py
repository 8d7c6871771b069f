"""An entry that bibtexparser rejects → what of it can be told.

People and programs leave out the key (EndNote, RePEc) or a comma, write two, or never close a brace; BibTeX, biber, JabRef
and Zotero read on after most of these. A value that never ends does so before the line that begins the next field.
"""

import re
from collections.abc import Iterator
from typing import Final

from bibtexparser.model import Entry, Field

_NAME: Final = r"[A-Za-z][\w:+/-]*"
_ENTRY = re.compile(r"@[ \t]*([A-Za-z]\w*)[ \t]*[{(]")
_KEY = re.compile(
    rf"\s*+([^\s,={{}}\"]++)(?:\s*+,|(?=[^\S\n]*+\n\s*+{_NAME}\s*+=))|\s*+,|\s*+(?={_NAME}\s*+=)"
)
_FIELD = re.compile(rf"[\s,;]*+({_NAME}+)\s*+=\s*+")
_FIELD_AHEAD = re.compile(
    rf"(?:(?<![\s,;])[\s,;]++|(?<![\s,;\w:+/-]))({_NAME}+)\s*+=\s*+|(?P<entry>{_ENTRY.pattern})"
)
"""The next field in a line, or the next entry."""
_CLOSED = re.compile(r"[\s,;]*(?:[})]|$)")
_NEXT_FIELD = re.compile(
    rf"(?<!\s)(?:\s*+,)?+(?=[^\S\n]*+\n)\s++{_NAME}+\s*+=\s*+[{{\"\w]|(?<![\s,}})])[\s,}})]*+$"
)
_BARE = re.compile(r"[^,{}\"#\n]*")
_NOT_ENTRIES: Final = frozenset(("comment", "preamble", "string"))


def mended(text: str) -> Iterator[Entry]:
    r"""The entries of a text that begins with an entry and holds nothing else; ``start_line`` counts from 0.

    >>> for entry in mended('@article{ title = {A}, , year = 2001 volume = "2", note = {never {closed},\n pages = 1\n}\n'):
    ...     print(entry.entry_type, repr(entry.key), [(field.key, field.value) for field in entry.fields])
    article '' [('title', '{A}'), ('year', '2001'), ('volume', '"2"'), ('note', '{never {closed}}'), ('pages', '1')]
    """
    place = 0
    while match := _ENTRY.search(text, place):
        begin = match.start()
        key = _KEY.match(text, match.end())
        place = key.end() if key else match.end()
        fields = []
        while found := _FIELD.match(text, place) or _next_field(text, place):
            place = _end_of_value(text, found.end())
            fields.append(Field(found[1], _closed(text[found.end() : place].strip())))
            if _CLOSED.match(text, place):
                break
        if match[1].lower() not in _NOT_ENTRIES and fields:
            name = (key and key[1]) or ""
            yield Entry(match[1].lower(), name, fields, text.count("\n", 0, begin), text[begin:place])


def _next_field(text: str, place: int) -> re.Match[str] | None:
    """The next field in the line, if no entry begins before it."""
    found = _FIELD_AHEAD.search(text, place, _end_of_line(text, place))
    return found if found and not found["entry"] else None


def _end_of_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _end_of_value(text: str, place: int) -> int:
    """Where a value ends that begins at ``place``: quoted or braced texts, numbers and macros, joined by ``#``."""
    while True:
        begin = place
        if text[place : place + 1] in ("{", '"'):
            place = _end_of_part(text, place)
        elif match := _BARE.match(text, place):
            place = match.end()
            if next_name := re.search(rf"\s+{_NAME}\s*=", text[begin : place + 40]):
                place = min(place, begin + next_name.start())
        joined = re.compile(r"\s*#\s*").match(text, place)
        if joined is None or joined.end() == begin:
            return place
        place = joined.end()


def _end_of_part(text: str, begin: int) -> int:
    """Where a quoted or braced text ends; if never, before the next field."""
    depth = 0
    for match in re.compile(r'(?<!\\)[{}"]').finditer(text, begin):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth <= 0 and match.start() > begin and match[0] == ("}" if text[begin] == "{" else '"'):
            if text[match.end() :].strip():
                return match.end()
            break  # nothing is left to close the entry
    following = _NEXT_FIELD.search(text, begin)
    return following.start() if following else len(text)


def _closed(value: str) -> str:
    """A value whose last text has its closing sign."""
    if value[:1] == "{":
        return value + "}" * max(0, value.count("{") - value.count("}"))
    return value + '"' if value[:1] == '"' and (len(value) == 1 or value[-1] != '"') else value

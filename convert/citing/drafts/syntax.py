"""A Markdown draft → its citations in pandoc's syntax: ``[see @key, p. 3; -@other]``, ``@key``, ``@key [p. 3]``, ``@{a key}``.

https://pandoc.org/MANUAL.html#citation-syntax. Code, comments, addresses and escapes are skipped.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from convert.citing.citations import Cite
from convert.citing.drafts.locators import Locators, parse_markdown

_KEY_TEXT = r"\{[^{}\n]+\}|(?:(?i:doi):)[^\s;,\[\]{}*]+|\w+(?:[:.#$%&\-+?<>~/]\w+)*"
_KEY = re.compile(rf"(?<![\w\\])(-?)@({_KEY_TEXT})")
_TOKEN = re.compile(
    rf"""
      (?P<opaque>
          \A---[ \t]*\n [\s\S]*? ^(?:---|\.\.\.)[ \t]*$                         # metadata
        | ^[ \t>]* (?P<fence>`{{3,}}+(?![^\n]*`)|~{{3,}}+) [\s\S]*? (?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
        | (?<!`)(?P<ticks>`{{1,40}})(?!`) (?:(?!\n[ \t]*\n)[\s\S])+? (?<!`)(?P=ticks)(?!`)   # code in a line
        | <!--[\s\S]*?(?:-->|\Z)
        | \\[\s\S]
        | <[a-zA-Z][\w+.\-]*:[^<>\s]*> | https?://[^\s<>\]]+
        | \]\((?>(?:(?!\]\()[^)\n])*)\)                                                    # a link's address
      )
    | (?P<code> (?<=\n\n) (?:(?:[ ]{{4}}|\t)[^\n]*\n?)+ )
    | (?P<definition> ^\[\^(?P<defined>[^\[\]\s]+)\]: )
    | (?P<reference> \[\^(?P<referred>[^\[\]\s]+)\] )
    | (?P<inline> \^\[ )
    | (?P<bracket> \[ )
    | (?P<cite> (?:(?<![\w\\@-])-|(?<![\w\\]))@(?:{_KEY_TEXT}) )
    """,
    re.VERBOSE | re.MULTILINE,
)
_DEFINITION = re.compile(
    r"[^\n]*(?:\n|\Z)(?:(?:[ \t]*\n)*(?:[ ]{4}|\t)[^\n]*(?:\n|\Z)|(?!\[\^)[^\s][^\n]*(?:\n|\Z))*"
)
"""A footnote's text: its first paragraph, and the indented ones after it."""
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\(?\w{1,3}[.)]|\[\^[^\]]+\]:|:)\s")


class Citation(Struct):
    """A citation in a draft."""

    start: int
    end: int
    cites: list[Cite]
    note: int = 0
    """The number of the draft's footnote that contains it, or of the one that it becomes in a note style."""
    in_note: bool = False
    """Whether one of the draft's footnotes contains it."""


class _Scan(Struct):
    """The state of a pass over a draft."""

    text: str
    locators: Locators
    found: list[Citation] = []
    notes: dict[str, int] = {}
    """Label of a footnote in the draft → its number."""
    count: int = 0
    """The number of footnotes so far."""
    note_end: int = 0
    note: int = 0
    """The footnote that ends at ``note_end``."""
    seen: int = 0
    """How far ``in_list`` is known."""
    in_list: bool = False
    """Whether the last line before ``seen`` that is not indented belongs to a list."""
    closings: dict[int, int] = {}
    """Offset of an opening bracket → offset after its closing one."""

    def closing(self, start: int) -> int:
        """The offset after the bracket that closes the one at ``start``; ``start + 1`` if none does."""
        return self.closings.get(start, start + 1)


def find_citations(text: str, locators: Locators) -> list[Citation]:
    """All citations of a draft, in order. Footnotes are numbered as if each citation outside one became one."""
    scan = _Scan(text, locators, closings=_brackets(text))
    position = 0
    while token := _TOKEN.search(text, position):
        position = _HANDLERS[token.lastgroup or "opaque"](scan, token)
    return scan.found


def _skip(_scan: _Scan, token: re.Match[str]) -> int:
    return token.end()


def _skip_code(scan: _Scan, token: re.Match[str]) -> int:
    """Skip an indented block, unless it is a further paragraph of a list item."""
    lines = scan.text[scan.seen : token.start()].split("\n")
    before = next((line for line in reversed(lines) if line[:1].strip()), "")
    if before:
        scan.in_list = _LIST_ITEM.match(before) is not None
    scan.seen = token.start()
    return token.start() + 1 if scan.in_list else token.end()


def _open_definition(scan: _Scan, token: re.Match[str]) -> int:
    body = _DEFINITION.match(scan.text, token.end())
    scan.note_end = body.end() if body else token.end()
    scan.note = _number(scan, token["defined"])
    return token.end()


def _count_reference(scan: _Scan, token: re.Match[str]) -> int:
    _number(scan, token["referred"])
    return token.end()


def _number(scan: _Scan, label: str) -> int:
    if label not in scan.notes:
        scan.count += 1
        scan.notes[label] = scan.count
    return scan.notes[label]


def _open_inline(scan: _Scan, token: re.Match[str]) -> int:
    scan.count += 1
    scan.note, scan.note_end = scan.count, scan.closing(token.end() - 1)
    return token.end()


def _add_bracket(scan: _Scan, token: re.Match[str]) -> int:
    start = token.start()
    end = scan.closing(start)
    cites = _parse_cites(scan.text[start + 1 : end - 1], scan.locators)
    if not cites or scan.text[end : end + 1] in ("(", "{"):  # the text of a link, or a span
        return token.end()
    return _add(scan, start, end, cites)


def _add_in_text(scan: _Scan, token: re.Match[str]) -> int:
    """Add ``@key`` or ``-@key``, with ``[p. 3; @other]`` after it."""
    mark, _, text = token[0].partition("@")
    key, end = _trim_key(text), token.end()
    end -= len(text) - len(key)
    cites = [Cite(_unbrace(key), author="suppress" if mark else "in-text")]
    bracket = re.compile(r"[ \t]*\n?[ \t]*\[(?!\^)").match(scan.text, end)
    if bracket:
        close = scan.closing(bracket.end() - 1)
        inner = scan.text[bracket.end() : close - 1]
        if close > bracket.end() and scan.text[close : close + 1] not in ("(", "[", "{"):
            first, _, rest = _split_part(inner)
            own = "" if _KEY.search(first) else first
            more = _parse_cites(rest if own else inner, scan.locators)
            if own or more:
                locator, label, suffix = scan.locators.parse(own)
                cites = [replace(cites[0], locator=locator, label=label, suffix=suffix), *more]
                end = close
    return _add(scan, token.start(), end, cites)


def _add(scan: _Scan, start: int, end: int, cites: list[Cite]) -> int:
    in_note = start < scan.note_end
    if not in_note:
        scan.count += 1
    scan.found.append(Citation(start, end, cites, scan.note if in_note else scan.count, in_note))
    return end


_HANDLERS = {
    "opaque": _skip,
    "code": _skip_code,
    "definition": _open_definition,
    "reference": _count_reference,
    "inline": _open_inline,
    "bracket": _add_bracket,
    "cite": _add_in_text,
}
"""Kind of token → the function that handles it and returns the offset at which to continue."""


_BRACKET = re.compile(r"\\.|`[^`\n]*`|\n[ \t]*\n|[\[\]]")


def _brackets(text: str) -> dict[int, int]:
    """The offset of each opening bracket → the offset after its closing one in the same paragraph."""
    opened: list[int] = []
    closings = {}
    for character in _BRACKET.finditer(text):
        if character[0] == "[":
            opened.append(character.start())
        elif character[0] == "]" and opened:
            closings[opened.pop()] = character.end()
        elif character[0][0] == "\n":
            opened.clear()
    return closings


def _split_part(text: str) -> tuple[str, str, str]:
    """Split at the first semicolon that is not escaped or part of a key."""
    for character in re.finditer(r"@\{[^{}]*\}|\\.|;", text):
        if character[0] == ";":
            return text[: character.start()], ";", text[character.end() :]
    return text, "", ""


def _parse_cites(text: str, locators: Locators) -> list[Cite]:
    """The text in brackets → its cites; none if a part has no key."""
    cites = []
    rest, more = text, ";"
    while more:
        part, more, rest = _split_part(rest)
        found = _KEY.search(part)
        if found is None:
            return []
        key = _trim_key(found[2])
        locator, label, suffix = locators.parse(part[found.start(2) + len(key) :])
        prefix = parse_markdown(part[: found.start()].strip())
        cites.append(Cite(_unbrace(key), locator, label, prefix, suffix, "suppress" if found[1] else ""))
    return cites


def _trim_key(key: str) -> str:
    """A key without the punctuation that ends the sentence; a DOI may contain any character, and paired brackets.

    >>> _trim_key("doi:10.1016/S0140-6736(20)1.),"), _trim_key("doe2021")
    ('doi:10.1016/S0140-6736(20)1', 'doe2021')
    """
    while key[-1] in ".,:;?!'\"" or (key[-1] == ")" and key.count(")") > key.count("(")):
        key = key[:-1]
    return key


def _unbrace(key: str) -> str:
    return key[1:-1] if key.startswith("{") else key

r"""A Markdown draft with pandoc's citations → the same with citations and reference list as a style prints them.

The grammar is that of https://pandoc.org/MANUAL.html#citation-syntax: ``[see @key, p. 3; -@other]``, ``@key``,
``@key [p. 3]``, ``@{a key}``. Code, comments, addresses and escapes are left alone. A citation with an unknown key is
reported and left as it stands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from msgspec.structs import replace

from convert.citing.citations import Cite, References, render
from convert.citing.lists import markdown_entry
from convert.csl import load_style
from convert.streams.problems import Problem, Warn, silent

# --- where citations are --------------------------------------------------------------------------------

_KEY_TEXT = r"\{[^{}\n]+\}|(?:(?i:doi):)[^\s;,\[\]{}*]+|\w+(?:[:.#$%&\-+?<>~/]\w+)*"
_KEY = re.compile(rf"(?<![\w\\])(-?)@({_KEY_TEXT})")
_TOKEN = re.compile(
    rf"""
      (?P<opaque>
          \A---[ \t]*\n [\s\S]*? ^(?:---|\.\.\.)[ \t]*$                         # metadata
        | ^[ \t>]* (?P<fence>`{{3,}}(?![^\n]*`)|~{{3,}}) [\s\S]*? (?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
        | (?<!`)(?P<ticks>`+)(?!`) (?:(?!\n[ \t]*\n)[\s\S])+? (?<!`)(?P=ticks)(?!`)   # code in a line
        | <!--[\s\S]*?(?:-->|\Z)
        | \\[\s\S]
        | <[a-zA-Z][\w+.\-]*:[^<>\s]*> | https?://[^\s<>\]]+
        | \]\([^)\n]*\)                                                         # a link's address
      )
    | (?P<code> (?<=\n\n) (?:(?:[ ]{{4}}|\t)[^\n]*\n?)+ )
    | (?P<definition> ^\[\^(?P<defined>[^\]\s]+)\]: )
    | (?P<reference> \[\^(?P<referred>[^\]\s]+)\] )
    | (?P<inline> \^\[ )
    | (?P<bracket> \[ )
    | (?P<cite> (?<![\w\\])@(?:{_KEY_TEXT}) )
    """,
    re.VERBOSE | re.MULTILINE,
)
_DEFINITION = re.compile(
    r"[^\n]*(?:\n|\Z)(?:(?:[ \t]*\n)*(?:[ ]{4}|\t)[^\n]*(?:\n|\Z)|(?!\[\^)[^\s][^\n]*(?:\n|\Z))*"
)
"""A footnote's text: to the end of its paragraph, and the indented ones after it."""
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\(?\w{1,3}[.)]|\[\^[^\]]+\]:|:)\s")


@dataclass(slots=True)
class _Found:
    """A citation in a draft."""

    start: int
    end: int
    cites: list[Cite]
    note: int = 0
    """The number of the user's own footnote that it stands in, or else of the one that it makes in a note style."""
    in_note: bool = False


@dataclass(slots=True)
class _Draft:
    """What one pass over a draft finds."""

    text: str
    locators: "Locators"
    found: list[_Found] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    """Label of a footnote of the user's own → its number."""
    count: int = 0
    """So many footnotes so far."""
    note_end: int = 0
    note: int = 0
    """The footnote that goes on to ``note_end``."""
    seen: int = 0
    in_list: bool = False
    """Whether the last line before ``seen`` that is not indented is a list's."""
    closings: dict[int, int] = field(default_factory=dict)

    def closing(self, start: int) -> int:
        """The place after the bracket that closes the one at ``start``; just after it, where none does."""
        return self.closings.get(start, start + 1)


def _find(text: str, locators: "Locators") -> list[_Found]:
    """All citations of a draft, in its order; footnotes are counted as if each citation outside of one made one."""
    draft = _Draft(text, locators, closings=_brackets(text))
    position = 0
    while token := _TOKEN.search(text, position):
        position = _TAKE[token.lastgroup or "opaque"](draft, token)
    return draft.found


def _skip(_draft: _Draft, token: re.Match[str]) -> int:
    return token.end()


def _skip_code(draft: _Draft, token: re.Match[str]) -> int:
    """An indented block is code, but after a list item it is the item's second paragraph."""
    lines = draft.text[draft.seen : token.start()].split("\n")
    before = next((line for line in reversed(lines) if line[:1].strip()), "")
    if before:
        draft.in_list = _LIST_ITEM.match(before) is not None
    draft.seen = token.start()
    return token.start() + 1 if draft.in_list else token.end()


def _open_definition(draft: _Draft, token: re.Match[str]) -> int:
    body = _DEFINITION.match(draft.text, token.end())
    draft.note_end = body.end() if body else token.end()
    draft.note = _number(draft, token["defined"])
    return token.end()


def _count_reference(draft: _Draft, token: re.Match[str]) -> int:
    _number(draft, token["referred"])
    return token.end()


def _number(draft: _Draft, label: str) -> int:
    if label not in draft.notes:
        draft.count += 1
        draft.notes[label] = draft.count
    return draft.notes[label]


def _open_inline(draft: _Draft, token: re.Match[str]) -> int:
    draft.count += 1
    draft.note, draft.note_end = draft.count, draft.closing(token.end() - 1)
    return token.end()


def _take_bracket(draft: _Draft, token: re.Match[str]) -> int:
    start = token.start()
    end = draft.closing(start)
    cites = _parse_cites(draft.text[start + 1 : end - 1], draft.locators)
    if not cites or draft.text[end : end + 1] == "(":
        return token.end()
    return _add(draft, start, end, cites)


def _take_cite(draft: _Draft, token: re.Match[str]) -> int:
    """``@key``, and ``[p. 3; @other]`` after it."""
    key, end = _trimmed_key(token[0][1:]), token.end()
    end -= len(token[0]) - 1 - len(key)
    cites = [Cite(_bare(key), author="in-text")]
    bracket = re.compile(r"[ \t]*\n?[ \t]*\[(?!\^)").match(draft.text, end)
    if bracket:
        close = draft.closing(bracket.end() - 1)
        inner = draft.text[bracket.end() : close - 1]
        if close > bracket.end() and draft.text[close : close + 1] not in ("(", "[", "{"):
            first, _, rest = _parted(inner)
            own = "" if _KEY.search(first) else first
            more = _parse_cites(rest if own else inner, draft.locators)
            if own or more:
                locator, label, suffix = draft.locators.parse(own)
                cites = [replace(cites[0], locator=locator, label=label, suffix=suffix), *more]
                end = close
    return _add(draft, token.start(), end, cites)


def _add(draft: _Draft, start: int, end: int, cites: list[Cite]) -> int:
    in_note = start < draft.note_end
    if not in_note:
        draft.count += 1
    draft.found.append(_Found(start, end, cites, draft.note if in_note else draft.count, in_note))
    return end


_TAKE = {
    "opaque": _skip,
    "code": _skip_code,
    "definition": _open_definition,
    "reference": _count_reference,
    "inline": _open_inline,
    "bracket": _take_bracket,
    "cite": _take_cite,
}
"""Kind of token → what is done with it; gives the place from which to go on."""


_SIGN = re.compile(r"\\.|`[^`\n]*`|\n[ \t]*\n|[\[\]]")


def _brackets(text: str) -> dict[int, int]:
    """The place of each opening bracket → the place after its closing one, which is in the same paragraph."""
    opened: list[int] = []
    closings = {}
    for sign in _SIGN.finditer(text):
        if sign[0] == "[":
            opened.append(sign.start())
        elif sign[0] == "]" and opened:
            closings[opened.pop()] = sign.end()
        elif sign[0][0] == "\n":
            opened.clear()
    return closings


# --- what a citation says ---------------------------------------------------------------------------------


def _parted(text: str) -> tuple[str, str, str]:
    """Text before and after its first semicolon that is in no key and not escaped."""
    for sign in re.finditer(r"@\{[^}]*\}|\\.|;", text):
        if sign[0] == ";":
            return text[: sign.start()], ";", text[sign.end() :]
    return text, "", ""


def _parse_cites(text: str, locators: "Locators") -> list[Cite]:
    """What stands in brackets → its cites; none if a part of it has no key."""
    cites = []
    rest, more = text, ";"
    while more:
        part, more, rest = _parted(rest)
        found = _KEY.search(part)
        if found is None:
            return []
        key = _trimmed_key(found[2])
        locator, label, suffix = locators.parse(part[found.start(2) + len(key) :])
        prefix = _rich(part[: found.start()].strip())
        cites.append(Cite(_bare(key), locator, label, prefix, suffix, "suppress" if found[1] else ""))
    return cites


def _trimmed_key(key: str) -> str:
    """A key without what ends the sentence: a DOI may hold any sign, and brackets in pairs.

    >>> _trimmed_key("doi:10.1016/S0140-6736(20)1.),"), _trimmed_key("doe2021")
    ('doi:10.1016/S0140-6736(20)1', 'doe2021')
    """
    while key[-1] in ".,:;?!'\"" or (key[-1] == ")" and key.count(")") > key.count("(")):
        key = key[:-1]
    return key


def _bare(key: str) -> str:
    return key[1:-1] if key.startswith("{") else key


def _rich(markdown: str) -> str:
    r"""The Markdown of a prefix or suffix as rich text.

    >>> _rich("*see* also a\\*")
    '<i>see</i> also a*'
    """
    text = re.sub(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*", r"<b>\1</b>", markdown)
    text = re.sub(r"(?<![\\\w])([*_])(.+?)(?<!\\)\1(?!\w)", r"<i>\2</i>", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


_LABELS: Mapping[str, str] = {
    "book": "book books bk. bks.",
    "chapter": "chapter chapters chap. chaps. ch.",
    "column": "column columns col. cols.",
    "figure": "figure figures fig. figs.",
    "folio": "folio folios fol. fols.",
    "issue": "number numbers no. nos.",
    "line": "line lines l. ll.",
    "note": "note notes n. nn.",
    "opus": "opus opera op. opp.",
    "page": "page pages p. pp.",
    "paragraph": "paragraph paragraphs para. paras. ¶ ¶¶",
    "part": "part parts pt. pts.",
    "section": "section sections sec. secs. § §§",
    "sub-verbo": "s.v. s.vv.",
    "verse": "verse verses v. vv.",
    "volume": "volume volumes vol. vols.",
    "table": "table tables tab. tbl.",
    "appendix": "appendix appendices app.",
    "supplement": "supplement supplements supp. suppl.",
}
"""CSL's locators → what English calls them; pandoc knows the same words."""


class Locators:
    """Reads ``, pp. 3-5 and more``; knows the words of English, and those of one locale."""

    def __init__(self, terms: Mapping[tuple[str, str], tuple[str, str]] | None = None) -> None:
        """``terms`` are a locale's: (name, form) → singular, plural."""
        self._words = {word: label for label, words in _LABELS.items() for word in words.split()}
        for (name, form), texts in (terms or {}).items():
            if name in _LABELS and form in ("long", "short", "symbol"):
                self._words |= dict.fromkeys((text.lower() for text in texts if text), name)
        names = "|".join(re.escape(word) for word in sorted(self._words, key=len, reverse=True))
        number = r"[^\s,;&–—-]*\d[^\s,;&–—-]*(?<![.:])"
        one = rf"(?:{number}|[ivxlcdm]+\b|[IVXLCDM]+\b)"
        more = r"(?:\s*(?:[,&]|[-–—]+)\s*"
        self._pattern = re.compile(
            rf"""\s*,?\s*(?:
                \{{(?P<braced>(?:[^{{}}]|\{{[^{{}}]*\}})*)\}}
              | (?P<label>(?i:{names}))\s*(?P<value>{one}{more}{one})*)
              | (?P<page>{number}{more}{number})*)
            )""",
            re.VERBOSE,
        )
        self._labelled = re.compile(rf"\s*(?:(?P<label>(?i:{names}))\s*)?(?P<value>.*?)\s*$", re.DOTALL)

    def parse(self, text: str) -> tuple[str, str, str]:
        """What follows a key → locator, its label, suffix.

        >>> Locators().parse(", pp. 33-35, 38 and *passim*"), Locators().parse(" chap. 2")
        (('33-35, 38', 'page', ' and <i>passim</i>'), ('2', 'chapter', ''))
        >>> Locators().parse(", {sec. A(b)}, see there"), Locators().parse(" who says so")
        (('A(b)', 'section', ', see there'), ('', 'page', ' who says so'))
        """
        found = self._pattern.match(text)
        if found is None:
            return "", "page", _rich(text.rstrip())
        suffix = _rich(text[found.end() :].rstrip())
        if found["braced"] is None:
            return found["value"] or found["page"], self._words[(found["label"] or "p.").lower()], suffix
        inner = self._labelled.match(found["braced"])
        label = inner["label"] if inner else None
        return inner["value"] if inner else "", self._words[(label or "p.").lower()], suffix


@cache
def _locators(style: str, locale: str | None) -> Locators:
    return Locators(load_style(style, locale=locale).locale.terms)


# --- the draft as it is printed ---------------------------------------------------------------------------

_REFS = re.compile(
    r"^(?P<open>:{3,}[ \t]*\{[^}\n]*\#refs\b[^}\n]*\}[^\n]*\n)[\s\S]*?(?P<close>^:{3,}[ \t]*$)"
    r"|^(?P<html><div\s[^>]*\bid=[\"']?refs\b[^>]*>)[\s\S]*?(?P<end></div>)",
    re.MULTILINE,
)
_BEGINNING = re.compile(
    r"""
      (?:\A | \n[ \t]*\n | (?:\A|\n) [ \t]*(?:[#|`~] | :{3,} | -{3,} | ={3,})[^\n]*\n) [ \t]* \Z
    | (?:\A|\n) [ \t]* (?:(?:[-*+>:|] | \#+ | \d+[.)]) [ \t]*)+ \Z
    """,
    re.VERBOSE,
)
"""The end of a text after which a paragraph, heading, list item or the like begins."""


def render_draft(  # noqa: PLR0913  (options by name)
    text: str,
    references: References,
    *,
    style: str = "apa",
    locale: str | None = None,
    links: bool = True,
    notices: bool = True,
    path: str = "",
    warn: Warn = silent,
) -> str:
    """The draft in pandoc's Markdown, with its citations and the list of what they cite.

    The list goes where ``::: {#refs}`` is, or else to the end.

    Args:
        text: the draft.
        references: what it may cite.
        style: the name of a CSL style, or the path of a ``.csl`` file.
        locale: such as ``de-DE``; by default the style's own.
        links: whether the list links DOI, PMID, PMCID and URL.
        notices: whether the list tells of retractions and errata.
        path: the draft's name, for messages.
        warn: called with each ``Problem``.

    Raises:
        ConvertError: there is no such style.
    """
    is_note = load_style(style, locale=locale).is_note
    found = list(_known(_find(text, _locators(style, locale)), text, references, path, warn))
    if is_note:
        found.sort(key=lambda citation: citation.note)
    cited = render(
        references,
        [citation.cites for citation in found],
        [citation.note for citation in found],
        style=style,
        locale=locale,
        format="pandoc",
        links=links,
        notices=notices,
        warn=warn,
    )
    printed = sorted(zip(found, cited.names, cited.texts, strict=True), key=lambda each: each[0].start)
    body, notes = _printed(text, printed, is_note=is_note)
    entries = "\n\n".join(markdown_entry(entry.text) for entry in cited.bibliography.entries)
    return _with_list(body, entries) + notes


def _known(
    found: Iterable[_Found], text: str, references: References, path: str, warn: Warn
) -> Iterator[_Found]:
    """The citations whose keys are all known; the others are reported."""
    for citation in found:
        unknown = [cite.key for cite in citation.cites if references.find(cite.key) is None]
        if not unknown:
            yield citation
        for key in unknown:
            line = text.count("\n", 0, citation.start) + 1
            message = f"there is no reference {key!r}{references.near(key)}; the citation stays as it is"
            warn(Problem("unknown-key", message, path=path, line=line, severity="error"))


def _printed(text: str, printed: Sequence[tuple[_Found, str, str]], *, is_note: bool) -> tuple[str, str]:
    """The draft with its citations, and the footnotes to add to it."""
    pieces: list[str] = []
    notes: list[str] = []
    position = 0
    for citation, names, content in printed:
        before, position = text[position : citation.start], citation.end
        raised = content.startswith("^") or (is_note and not citation.in_note)
        before = before + names if names else _tight(before) if raised else before
        if is_note and not citation.in_note:
            label = f"[^cite-{len(notes) + 1}]"
            notes.append(f"\n{label}: {_capitalised(content) if citation.cites[0].prefix else content}\n")
            mark = _STOP.match(text, position)
            stop = mark[0] if mark and not names and before[-1:] not in (*".,;:!?", "") else ""
            position += len(stop)
            pieces += [before, stop, label]
        elif is_note:
            more = text[position : position + 1].strip(" \n]") or text[position : position + 2].strip(" \n]")
            pieces += [before, ", " if names else "", _END.sub(r"\1", content) if more else content]
        else:
            pieces += [before, " " if names and not raised else "", content]
    pieces.append(text[position:])
    return "".join(pieces), "".join(notes)


_STOP = re.compile(r"[.,;:!?]+")
_END = re.compile(r"\.(”?)\Z")
"""The full stop that a note style ends a citation with; within a sentence of the user's own note it is not wanted."""


def _capitalised(note: str) -> str:
    """A note that begins with the user's own word, as pandoc begins it.

    >>> _capitalised("*see* Doe")
    '*See* Doe'
    """
    return re.sub(r"\w", lambda match: match[0].upper(), note, count=1)


def _tight(before: str) -> str:
    """Text before a raised mark without the space at its end, unless that begins a paragraph."""
    return before if _BEGINNING.search(before) else before.rstrip(" \t\n")


def _with_list(body: str, entries: str) -> str:
    place = _REFS.search(body)
    if place is None:
        return f"{body.rstrip()}\n\n{entries}\n" if entries else body
    opened, closed = place["open"] or place["html"] + "\n\n", place["close"] or "\n" + place["end"]
    return f"{body[: place.start()]}{opened}{entries}\n{closed}{body[place.end() :]}"

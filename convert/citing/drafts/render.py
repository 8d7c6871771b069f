"""A Markdown draft with citations → the same with citations and reference list as a style prints them.

A citation with an unknown key is reported and left as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from convert.citing.citations import References, render
from convert.citing.csl_engine import load_style
from convert.citing.drafts.cross_references import is_cross_reference
from convert.citing.drafts.locators import Locators
from convert.citing.drafts.several_lists import divide, parse_attributes
from convert.citing.drafts.syntax import Citation, find_citations
from convert.citing.lists import markdown_entry
from convert.csl import Entry
from convert.streams.problems import Problem, Warn, silent

_FENCED = re.compile(
    r"^(?P<open>:{3,}+[ \t]*\{(?P<said>(?=[^}\n]*\#refs(?:-[\w-]++)?(?![\w-]))[^}\n]*+)\}[^\n]*\n)[\s\S]*?(?P<close>^:{3,}+[ \t]*$)",
    re.MULTILINE,
)
_HTML = re.compile(
    r"^(?P<open><div\s(?P<said>(?=[^<>]*\bid=[\"']?refs(?:-[\w-]++)?(?![\w-]))[^<>]*+)>)[\s\S]*?(?P<close></div>)",
    re.MULTILINE,
)
_FENCE = re.compile(r"^:{3,}+[ \t]*$", re.MULTILINE)
_BEGINNING = re.compile(
    r"""
      (?:\A | \n[ \t]*\n | (?:\A|\n) [ \t]*(?:[#|`~] | :{3} | -{3} | ={3})[^\n]*\n) [ \t]* \Z
    | (?:\A|\n) [ \t]* (?:(?:[-*+>:|\#] | \d++[.)]) [ \t]*+)++ \Z
    """,
    re.VERBOSE,
)
"""The end of a text at which a block begins: a paragraph, heading, list item or the like."""


@cache
def locators_of(style: str, locale: str | None) -> Locators:
    """The locator terms of English and of the style's language."""
    return Locators(load_style(style, locale=locale).locale.terms)


def render_draft(  # noqa: PLR0913  (options by name)
    text: str,
    references: References,
    *,
    style: str = "apa",
    locale: str | None = None,
    links: bool = True,
    notices: bool = True,
    nocite: Sequence[str] = (),
    path: str = "",
    warn: Warn = silent,
) -> str:
    """Render a draft's citations in pandoc's Markdown, and add the list of the records that they cite.

    The list goes into ``::: {#refs}``, or else to the end.

    Args:
        text: the draft.
        references: the records that it may cite.
        style: the name of a CSL style, or the path of a ``.csl`` file.
        locale: such as ``de-DE``; by default the style's own.
        links: whether the list links DOI, PMID, PMCID and URL.
        notices: whether the list says that a work was retracted or corrected.
        nocite: keys of works to list without a citation; ``*`` lists all.
        path: the draft's name, for messages.
        warn: called with each ``Problem``.

    Raises:
        ConvertError: there is no such style.
    """
    is_note = load_style(style, locale=locale).is_note
    found = list(_known(find_citations(text, locators_of(style, locale)), text, references, path, warn))
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
        listed=_listed(nocite, references, path, warn),
        warn=warn,
    )
    printed = sorted(zip(found, cited.names, cited.texts, strict=True), key=lambda each: each[0].start)
    body, notes = _printed(text, printed, is_note=is_note)
    return _with_lists(body, cited.bibliography.entries, references) + notes


def _known(
    found: Iterable[Citation], text: str, references: References, path: str, warn: Warn
) -> Iterator[Citation]:
    """The citations whose keys are all known; reports the unknown keys of others."""
    for citation in found:
        unknown = [cite.key for cite in citation.cites if references.find(cite.key) is None]
        if not unknown:
            yield citation
        for key in unknown:
            if is_cross_reference(key):
                continue
            line = text.count("\n", 0, citation.start) + 1
            message = f"no reference has the key {key!r}{references.near(key)}; the citation is left as it is"
            warn(Problem("unknown-key", message, path=path, line=line, severity="error"))


def _listed(nocite: Sequence[str], references: References, path: str, warn: Warn) -> Iterator[str]:
    for key in nocite:
        if key == "*":
            yield from references.keys
        elif references.find(key) is not None:
            yield key
        else:
            message = f"no reference has the key {key!r}{references.near(key)}, which nocite names; it is not listed"
            warn(Problem("unknown-key", message, path=path, line=1, severity="error"))


def _printed(text: str, printed: Sequence[tuple[Citation, str, str]], *, is_note: bool) -> tuple[str, str]:
    """The draft with its citations rendered, and the footnotes to append."""
    pieces: list[str] = []
    notes: list[str] = []
    position = 0
    for citation, names, content in printed:
        before, position = text[position : citation.start], citation.end
        is_named = citation.cites[0].author == "in-text"  # part of the sentence, to which its space belongs
        raised = (content.startswith("^") and not is_named) or (is_note and not citation.in_note)
        before = before + names if names else _tight(before) if raised else before
        if is_note and not citation.in_note:
            label = f"[^cite-{len(notes) + 1}]"
            notes.append(f"\n{label}: {capitalised(content) if citation.cites[0].prefix else content}\n")
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
"""The full stop that ends a citation in a note style; left out within a sentence of the draft's own note."""


def capitalised(note: str) -> str:
    """Capitalise a note that begins with the prefix of its first cite, as pandoc does.

    >>> capitalised("*see* Doe")
    '*See* Doe'
    """
    return re.sub(r"\w", lambda match: match[0].upper(), note, count=1)


def _tight(before: str) -> str:
    """Text before a superscript without its final space, unless a block begins there."""
    last = before.rfind("\n", 0, before.rstrip(" \t\n").rfind("\n") + 1)  # a line, and the one before it
    return before if _BEGINNING.search(before[max(last, 0) :]) else before.rstrip(" \t\n")


def _places(body: str) -> list[re.Match[str]]:
    """The places for lists, in order. Behind the last sign that closes one, none is looked for: each would be, to the end."""
    closes = [match.end() for match in _FENCE.finditer(body)]
    found = [*_FENCED.finditer(body, 0, closes[-1] if closes else 0)]
    found += _HTML.finditer(body, 0, max(0, body.rfind("</div>") + len("</div>")))
    places: list[re.Match[str]] = []
    for place in sorted(found, key=re.Match.start):
        if not places or place.start() >= places[-1].end():
            places.append(place)
    return places


def _with_lists(body: str, entries: Sequence[Entry], references: References) -> str:
    listed = [(references.records[int(entry.id) - 1], markdown_entry(entry.text)) for entry in entries]
    places = _places(body)
    lists, rest = divide(listed, [parse_attributes(place["said"]) for place in places])
    pieces: list[str] = []
    position = 0
    for place, mine in zip(places, lists, strict=True):
        blank, end = ("\n\n", "\n") if place.re is _HTML else ("", "")
        pieces += [
            body[position : place.start()],
            place["open"],
            blank,
            "\n\n".join(mine),
            "\n",
            end,
            place["close"],
        ]
        position = place.end()
    pieces.append(body[position:])
    if rest:
        pieces[-1] = pieces[-1].rstrip()
        pieces += ["\n\n", "\n\n".join(rest), "\n"]
    return "".join(pieces)

"""A document as pandoc's JSON, and the works that it cites → the same with its citations and its list as a style prints them.

The list is built as pandoc's own citeproc builds it, so that pandoc's writers and templates know it: a div ``refs`` of divs ``csl-entry``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct

from convert.citing.citations import Cite, Cited, References, render
from convert.citing.csl_engine import load_style
from convert.citing.drafts.locators import Locators
from convert.citing.drafts.pandoc_ast import SPACES, Element, Place, plain_value, rich_text
from convert.citing.drafts.pandoc_works import Document
from convert.citing.drafts.render import capitalised, locators_of
from convert.citing.drafts.several_lists import divide
from convert.csl import Bibliography, Entry
from convert.csl.output.pandoc_json import to_inlines
from convert.model.record import Record
from convert.streams.problems import Warn

_MODES: Final = {"SuppressAuthor": "suppress", "AuthorInText": "in-text"}
_STOPS: Final = re.compile(r"[.,;:!?]+")
_DONE: Final = ("bibliography", "references", "nocite", "csl", "citation-style")
"""What of the metadata would have citeproc make the list again."""


Links = Literal["", "span", "cite"]
"""How a citation that is a link is written."""


class Look(Struct, frozen=True):
    """How citations and list are printed."""

    style: str = "apa"
    locale: str | None = None
    links: bool = True
    """Whether the list links identifiers."""
    notices: bool = True
    """Whether the list says that a work was retracted or corrected."""
    is_latex: bool = False
    """Whether LaTeX is to be written: it finds the place of a link only where the link stands in a citation, as citeproc's do."""


def render_document(document: Document, works: Mapping[str, Record], look: Look, *, warn: Warn) -> None:
    """Render the citations whose keys are all in ``works``, and add the list; other citations stay as they are.

    Raises:
        ConvertError: there is no such style.
    """
    meta = document.meta
    places = [place for place in document.places if place.keys and all(key in works for key in place.keys)]
    references = References(works.values())
    locators = locators_of(look.style, look.locale)
    is_note = load_style(look.style, locale=look.locale).is_note
    nocite = [*works] if "*" in document.nocite else [key for key in document.nocite if key in works]
    cited = render(
        references,
        [_cites(place, locators) for place in places],
        [place.note for place in places],
        style=look.style,
        locale=look.locale,
        format="pandoc-json",
        links=look.links,
        notices=look.notices,
        listed=nocite,
        warn=warn,
    )
    _print(places, cited, document, look, is_note=is_note)
    if plain_value(meta.get("suppress-bibliography")) is not True:
        _add_lists(document, cited.bibliography, references.records)
    for name in _DONE:
        meta.pop(name, None)


def _cites(place: Place, locators: Locators) -> list[Cite]:
    cites = []
    for citation in place.citations:
        locator, label, suffix = locators.split(rich_text(citation["citationSuffix"]))
        mode: Any = _MODES.get(citation["citationMode"]["t"], "")
        prefix = rich_text(citation["citationPrefix"])
        cites.append(Cite(citation["citationId"], locator, label, prefix, suffix, mode))
    return cites


def _print(places: Sequence[Place], cited: Cited, document: Document, look: Look, *, is_note: bool) -> None:
    """Put the citations into their places, the last first, since those before it keep their index then."""
    is_linked = plain_value(document.meta.get("link-citations")) is True
    links: Links = "" if not is_linked else "cite" if look.is_latex else "span"
    after_stops = plain_value(document.meta.get("notes-after-punctuation"))
    printed = [*zip(places, cited.names, cited.texts, strict=True)]
    for place, names, text in reversed(printed):
        content: list[Element] = msgspec.json.decode(text)
        before: list[Element] = msgspec.json.decode(names) if names else []
        is_named = place.citations[0]["citationMode"]["t"] == "AuthorInText"
        is_raised = not is_named and bool(content) and content[0]["t"] == "Superscript"
        if is_note and not place.in_note:
            _put_note(place, before, content, moves=after_stops is not False)
        elif is_raised:
            _put_raised(place, _as_citation(place, [*before, *content], links), moves=after_stops is True)
        else:
            if is_note:
                content = _within_note(place, content)
                joint = [{"t": "Str", "c": ","}, {"t": "Space"}]
            else:
                joint = [{"t": "Space"}]
            whole = [*before, *(joint if before and content else ()), *content]
            place.siblings[place.index : place.index + 1] = [_as_citation(place, whole, links)]


def _as_citation(place: Place, content: list[Element], links: Links) -> Element:
    """The content as pandoc's HTML has a citation: a span that names its keys. A link leads to the first work in the list."""
    if links:
        role = [] if links == "cite" else [["role", "doc-biblioref"]]
        content = [{"t": "Link", "c": [["", [], role], content, [f"#ref-{place.keys[0]}", ""]]}]
    if links == "cite":
        return {"t": "Cite", "c": [place.citations, content]}
    return {"t": "Span", "c": [["", ["citation"], [["cites", " ".join(place.keys)]]], content]}


def _put_note(place: Place, names: list[Element], content: list[Element], *, moves: bool) -> None:
    """Make a citation a footnote, which follows a stop after it and touches the word before it."""
    if any(citation["citationPrefix"] for citation in place.citations[:1]):
        content = _capitalised(content)
    note: Element = {"t": "Note", "c": [{"t": "Para", "c": content}]}
    if names:
        place.siblings[place.index : place.index + 1] = [*names, note]
    else:
        _put_raised(place, note, moves=moves)


def _put_raised(place: Place, element: Element, *, moves: bool) -> None:
    siblings, index = place.siblings, place.index
    siblings[index] = element
    after = siblings[index + 1] if index + 1 < len(siblings) else {"t": ""}
    if moves and after["t"] == "Str" and (stops := _STOPS.match(after["c"])):
        siblings[index:index] = [{"t": "Str", "c": stops[0]}]
        after["c"] = after["c"][stops.end() :]
        index += 1
    before = index - 1 - int(index != place.index)
    if before >= 0 and siblings[before]["t"] in SPACES:
        del siblings[before]


def _within_note(place: Place, content: list[Element]) -> list[Element]:
    """A citation of a note style in the document's own note, without its full stop if more follows."""
    more = any(each["t"] not in SPACES for each in place.siblings[place.index + 1 :])
    if more and content and content[-1]["t"] == "Str" and content[-1]["c"].endswith("."):
        return [*content[:-1], {"t": "Str", "c": content[-1]["c"][:-1]}]
    return content


def _capitalised(content: list[Element]) -> list[Element]:
    """Content that begins with a capital, also in italics."""
    if not content:
        return content
    first, *rest = content
    if first["t"] == "Str":
        return [{"t": "Str", "c": capitalised(first["c"])}, *rest]
    if isinstance(first.get("c"), list) and first["t"] in ("Emph", "Strong"):
        return [{**first, "c": _capitalised(first["c"])}, *rest]
    return content


def _add_lists(document: Document, listed: Bibliography, records: Sequence[Record]) -> None:
    blocks: list[Element] = document.tree["blocks"]
    works = [records[int(entry.id) - 1] for entry in listed.entries]
    entries = [_entry(entry, work.id) for entry, work in zip(listed.entries, works, strict=True)]
    divs = [*_divs(blocks)]
    divided, rest = divide([*zip(works, entries, strict=True)], [dict(div["c"][0][2]) for div in divs])
    if rest:
        if title := document.meta.get("reference-section-title"):
            heading = to_inlines([plain_value(title)])
            blocks.append({"t": "Header", "c": [1, ["bibliography", ["unnumbered"], []], heading]})
        divs.append({"t": "Div", "c": [["refs", [], []], []]})
        blocks.append(divs[-1])
        divided.append(rest)
    classes = ["references", "csl-bib-body", *(["hanging-indent"] if listed.hanging_indent else [])]
    spacing = [["entry-spacing", str(listed.entry_spacing)], ["line-spacing", str(listed.line_spacing)]]
    for div, content in zip(divs, divided, strict=True):
        attributes = div["c"][0]
        attributes[1] = list(dict.fromkeys([*attributes[1], *classes]))
        attributes[2] = [*attributes[2], *spacing]
        div["c"][1] += content


def _divs(blocks: Iterable[Any]) -> Iterator[Element]:
    """The divs in which a list belongs."""
    for block in blocks:
        if isinstance(block, dict) and block.get("t") == "Div":
            if _REFS.fullmatch(block["c"][0][0]):
                yield block
            else:
                yield from _divs(block["c"][1])


_REFS: Final = re.compile(r"refs(?:-.+)?")


def _entry(entry: Entry, key: str) -> Element:
    return {
        "t": "Div",
        "c": [[f"ref-{key}", ["csl-entry"], []], [{"t": "Para", "c": msgspec.json.decode(entry.text)}]],
    }

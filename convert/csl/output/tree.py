"""Marked text of a finished entry → a tree of spans, which ``formats.py`` writes.

Nested formatting flips here (italics within italics are upright), and quotation marks alternate
(CSL 1.0.2, "Formatting", "Quotes").
"""

import re
import unicodedata
from urllib.parse import quote

from msgspec import Struct

from convert.csl.text.marks import CLOSE, EAST_ASIAN, FORMATTING, KINDS
from convert.csl.text.punctuation import MARK_FIRST, MARK_LAST, merge_punctuation
from convert.csl.text.rich_text import QuotePairs
from convert.model.identifiers.addresses import is_linkable


class Span(Struct):
    """Part of an entry with one formatting."""

    kind: str
    """``font-style``, ``font-variant``, ``font-weight``, ``text-decoration``, ``vertical-align``, ``display`` or ``link``."""
    value: str
    """``italic``, ``bold``, ``sup``, ``block``, …, or a link's address."""
    children: list["Node"] = []


Node = str | Span
_NORMAL = dict.fromkeys(FORMATTING, "normal") | {"text-decoration": "none", "vertical-align": "baseline"}


def build_tree(marked: str, quotes: QuotePairs, *, in_quote: bool) -> list[Node]:
    """The tree of a finished entry or citation.

    Args:
        marked: its marked text.
        quotes: the locale's quotation marks.
        in_quote: the locale's ``punctuation-in-quote``.
    """
    tokens = merge_punctuation(marked, in_quote=in_quote)
    root = Span("", "")
    superscripts = not marked.isascii() and _SUPERSCRIPTS.search(marked) is not None
    stack: list[tuple[Span, dict[str, str], int, str]] = []  # (span, formatting, quote depth, closing quote)
    current, state, depth = root, _NORMAL, 0
    for token in tokens:
        if not MARK_FIRST <= token <= MARK_LAST:
            children = current.children
            if superscripts:
                _add_superscripts(current, token)
            elif children and type(children[-1]) is str:
                children[-1] += token
            else:
                children.append(token)
        elif token == CLOSE:
            closed = current
            current, state, depth, closing = stack.pop()
            if closing:
                _add(current, closing)
            elif closed is not current and closed.children:
                _close(closed, current.children)
        else:
            kind, value = KINDS[token]
            if kind == "quotes":
                inner = value == "inner" and depth == 0
                opening, closing = quotes[1 if inner else depth % 2]
                stack.append((current, state, depth, closing))
                _add(current, opening)
                depth += 2 if inner else 1
                continue
            stack.append((current, state, depth, ""))
            current, state = _enter(kind, value, current, state)
    return root.children


_EAST_ASIAN_TEXT = rf"[{EAST_ASIAN}\s]+"


def _close(span: Span, siblings: list[Node]) -> None:
    """Append a finished span to its siblings."""
    if span.value == "italic" and _is_east_asian(span.children):
        siblings.extend(span.children)
        return
    if span.kind == "link" and not _resolve(span, siblings):
        siblings.extend(span.children)
        return
    siblings.append(span)


def _is_east_asian(children: list[Node]) -> bool:
    """Whether a span is entirely in an East Asian script, which has no italics."""
    return all(
        isinstance(child, str)
        and (child.isspace() if child.isascii() else re.fullmatch(_EAST_ASIAN_TEXT, child))
        for child in children
    )


_ADDRESS = "%/:?#[]@!$&'()*+,;=~"
"""Characters that need no escape in an address; the ``<`` and ``>`` of old DOIs do."""
_RESOLVERS = {
    "DOI": "https://doi.org/",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMCID": "https://pmc.ncbi.nlm.nih.gov/articles/",
}


def _resolve(link: Span, before: list[Node]) -> bool:
    """Set the address of a printed DOI, PMID, PMCID or URL; a resolver's address printed before it joins the link.

    False: it is no address that may become a link.
    """
    text = "".join([child for child in link.children if isinstance(child, str)])
    resolver = _RESOLVERS.get(link.value, "")
    address = text if is_linkable(text) else resolver + text
    if not is_linkable(address):
        return False
    link.value = quote(address, safe=_ADDRESS)
    last = before[-1] if before else None
    if resolver and isinstance(last, str) and last.endswith(resolver):
        before[-1] = last[: -len(resolver)]
        link.children = [resolver + text]
    return True


def _enter(kind: str, value: str, current: Span, state: dict[str, str]) -> tuple[Span, dict[str, str]]:
    """Open a span, unless it would set to normal what is normal already."""
    if kind == "nocase":
        return current, state
    if kind.startswith("flip"):
        return _flip(kind.removeprefix("flip "), value, current, state)
    if kind in ("display", "link"):
        return Span(kind, value), state
    if value == "normal" and state[kind] == "normal":
        return current, state
    return Span(kind, value), {**state, kind: value}


def _flip(kind: str, value: str, current: Span, state: dict[str, str]) -> tuple[Span, dict[str, str]]:
    """Open formatting of a field, which is normal where the style already applies it."""
    if kind == "none":
        kind = next((name for name, now in state.items() if now != _NORMAL[name]), "")
        return (Span(kind, _NORMAL[kind]), {**state, kind: _NORMAL[kind]}) if kind else (current, state)
    if state[kind] == value and kind != "vertical-align":
        value = _NORMAL[kind]
    return Span(kind, value), {**state, kind: value}


def _add(span: Span, text: str) -> None:
    children = span.children
    if children and isinstance(children[-1], str):
        children[-1] += text
    else:
        children.append(text)


_SUPERSCRIPTS = re.compile(r"[ª²³¹ºʰ-ʸˀˁۥۦˠ-ˤᴬᴭᴮᴰ-ᴺᴼ-ᵡᵸᶛ-ᶿ⁰ⁱ⁴-ⁿ℠™㆒-㆟]+")


_BASES = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}


def _add_superscripts(span: Span, text: str) -> None:
    """Add text, with each superscript character as an ordinary one in a superscript span."""
    position = 0
    for found in _SUPERSCRIPTS.finditer(text):
        if text[position : found.start()]:
            _add(span, text[position : found.start()])
        span.children.extend(
            Span("vertical-align", "sup", [_BASES.get(c) or unicodedata.normalize("NFKD", c)])
            for c in found[0]
        )
        position = found.end()
    if text[position:]:
        _add(span, text[position:])

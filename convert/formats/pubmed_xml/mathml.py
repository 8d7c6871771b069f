"""A MathML element → readable text with CSL's ``<sub>`` and ``<sup>``.

Presentation MathML (https://www.w3.org/TR/MathML3/chapter3.html) is laid out on one line; the parts of content MathML,
which is in PubMed only by mistake, are joined. Namespaces and prefixes are ignored.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An element of lxml, or of the standard library's ElementTree; these have no type in common."""

ACCENTS = {
    "˙": "\u0307", ".": "\u0307", "¨": "\u0308", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303",
    "¯": "\u0304", "‾": "\u0304", "ˉ": "\u0304", "―": "\u0304", "→": "\u20d7", "⃗": "\u20d7", "´": "\u0301", "`": "\u0300",
    "ˇ": "\u030c", "˘": "\u0306",
}  # fmt: skip
"""A character above a letter → the combining character with the same effect."""

LOW_LINES = {"_": "\u0332", "̲": "\u0332", "¯": "\u0332", "‾": "\u0332"}
"""The same for characters below a letter."""

CHARACTERS = {
    "infinity": "∞",
    "complexes": "ℂ",
    "reals": "ℝ",
    "integers": "ℤ",
    "sep": "/",
    "in": "∈",
    "mspace": " ",
}
"""Empty elements that stand for a character."""

SPACED = frozenset("=≠≈≡∼≃≅≤≥<>≪≫±×→←↔⇒⇔∈∉⊂⊆∪∩∧∨≺≻∝")
"""Operators with a space on both sides; not ``+`` and ``-``, which may belong to a number or a charge."""

INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))
"""Function application, invisible times, separator and plus."""


def local_name(element: Element) -> str:
    """An element's name without its namespace or a prefix that is not declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def mathml_text(element: Element) -> str:
    """The text of a ``math`` element, or of any element inside one, without its tail."""
    return " ".join(_text(element).translate(INVISIBLE).split())


def _text(element: Element) -> str:
    name = local_name(element)
    if layout := LAYOUTS.get(name):
        return layout([_text(child) for child in element])
    if name == "mfenced":
        return _fenced(element)
    inner: str = (element.text or "").strip() if name != "mtext" else element.text or ""
    inner += "".join(_text(child) + (child.tail or "").strip() for child in element)
    if name == "mo" and inner in SPACED:
        return f" {inner} "
    return inner or CHARACTERS.get(name, "")


def _fenced(element: Element) -> str:
    separators = "".join((element.get("separators") or ",").split())
    parts = [_text(child) for child in element]
    inner = parts[0] if parts else ""
    for index, part in enumerate(parts[1:]):
        inner += separators[min(index, len(separators) - 1) :][:1] + part
    return f"{element.get('open', '(')}{inner}{element.get('close', ')')}"


def _sub(text: str) -> str:
    return f"<sub>{text.strip()}</sub>" if text.strip() else ""


def _sup(text: str) -> str:
    if set(text.strip()) <= set("'′″"):  # a prime is raised already
        return text.strip()
    return f"<sup>{text.strip()}</sup>"


def _scripts(parts: Sequence[str]) -> str:
    """Base, lower and upper script of ``msubsup``; ``msub`` and ``msup`` come with an empty one."""
    base, lower, upper = (*parts, "", "", "")[:3]
    return base + _sub(lower) + _sup(upper)


def _over(parts: Sequence[str]) -> str:
    base, over = (*parts, "", "")[:2]
    if accent := ACCENTS.get(over.strip()):
        return f"{base}{accent}" if len(base) == 1 else f"{base[:-1]}{base[-1:]}{accent}"
    return base + _sup(over)


def _under(parts: Sequence[str]) -> str:
    base, under = (*parts, "", "")[:2]
    line = LOW_LINES.get(under.strip())
    return base.rstrip() + line if line else base + _sub(under)


def _fraction(parts: Sequence[str]) -> str:
    return "/".join(_grouped(part) for part in parts)


def _grouped(text: str) -> str:
    """The text, in parentheses if it has more than one term."""
    text = text.strip()
    return f"({text})" if any(operator in text for operator in " +-−/") and not text.startswith("(") else text


def _root(parts: Sequence[str]) -> str:
    base, degree = (*parts, "", "")[:2]
    return f"{_sup(degree)}√{_grouped(base)}"


def _prescripted(parts: Sequence[str]) -> str:
    """``mmultiscripts``: base, (sub, sup)…, ``mprescripts`` (here a form feed), (sub, sup)… before the base."""
    base, scripts = parts[0] if parts else "", list(parts[1:])
    cut = scripts.index("\f") if "\f" in scripts else len(scripts)
    after, before = scripts[:cut], scripts[cut + 1 :]
    return _pairs(before) + base + _pairs(after)


def _pairs(scripts: Sequence[str]) -> str:
    return "".join(_sub(text) if index % 2 == 0 else _sup(text) for index, text in enumerate(scripts))


LAYOUTS: dict[str, Callable[[Sequence[str]], str]] = {
    "msub": lambda parts: _scripts([*parts, ""]),
    "msup": lambda parts: _scripts([*parts[:1], "", *parts[1:]]),
    "msubsup": _scripts,
    "mover": _over,
    "munder": _under,
    "munderover": _scripts,
    "mmultiscripts": _prescripted,
    "mprescripts": lambda _: "\f",
    "none": lambda _: "",
    "mfrac": _fraction,
    "msqrt": lambda parts: f"√{_grouped(''.join(parts))}",
    "mroot": _root,
    "mtable": "; ".join,
    "mtr": ", ".join,
    "matrix": "; ".join,
    "matrixrow": ", ".join,
    "vector": ", ".join,
}
"""Element → the function that joins the texts of its children on one line."""

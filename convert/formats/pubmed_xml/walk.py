"""Elements → values, by tables: what the tables of ``fields`` are made of.

A handler gets an element, the struct that it belongs to, and the record's ``extra``, where whatever no table names is
kept: elements as ``Parent/Tag``, attributes as ``Tag/@name``.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from lxml.etree import strip_tags

from convert.formats.pubmed_xml.mathml import mathml_text

Element: TypeAlias = Any
"""lxml's; Any, because its stubs say that names and values may be bytes."""
Extra: TypeAlias = dict[str, list[str]]
Handler: TypeAlias = Callable[[Element, Any, Extra], None]
Table: TypeAlias = Mapping[str, str | Handler]
"""Element → the field that its text is, or its handler."""

INLINE = {
    "i": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "sc": ('<span style="font-variant:small-caps;">', "</span>"),
}
"""Inline markup that CSL has too; any other is dropped and its text kept."""

YES_OR_NO = frozenset({"MajorTopicYN", "EqualContrib"})

IMPLIED = frozenset(
    {
        ("ValidYN", "Y"),
        ("CompleteYN", "Y"),
        ("Version", "1"),
    }
)
"""Attributes that say nothing, since they are so unless said otherwise."""

_WRAPPER = "_type"
_BLANKS = re.compile(r"[ \t\r\n]+")


class DisguisedError(Exception):
    """An element that is ours is in a namespace, or in a wrapper that is not ours: see ``unmask``."""


def unmask(record: Element) -> None:
    """Takes away the namespaces, and the wrappers ``…Sequence_type0`` that NCBI's SOAP clients wrote."""
    for element in record.iter():
        element.tag = local_name(element)
    strip_tags(record, *{element.tag for element in record.iter() if _WRAPPER in element.tag})


def text_of(element: Element) -> str:
    """The text of an element and of what is marked up in it, on one line."""
    return one_line(rich_text(element) if len(element) else element.text or "")


def one_line(text: str) -> str:
    """Text without line feeds, and without white space around it."""
    return _BLANKS.sub(" ", text).strip() if "\n" in text else text.strip()


def rich_text(element: Element) -> str:
    """The text of an element with CSL's rich-text tags, as it is spaced in the source."""
    parts = [element.text or ""]
    for child in element:
        parts += _marked_up(child), child.tail or ""
    return "".join(parts)


def _marked_up(element: Element) -> str:
    tag = local_name(element)
    if tag == "math":
        return mathml_text(element)
    opening, closing = INLINE.get(tag, ("", ""))
    return f"{opening}{inner}{closing}" if (inner := rich_text(element)) else ""


def local_name(element: Element) -> str:
    """An element's name without its namespace or a prefix that nobody declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def keep(extra: Extra, key: str, value: str) -> None:
    """Puts a value where what has no field is kept."""
    if value:
        extra.setdefault(key, []).append(value)


def path_of(element: Element) -> str:
    """``Parent/Tag``: the key of an element in ``extra``."""
    parent = element.getparent()
    return element.tag if parent is None else f"{parent.tag}/{element.tag}"


def describe(element: Element) -> str:
    """All that an element says, on one line: ``LastName: Kim; ForeName: Min (as=given)``."""
    attributes = ", ".join(f"{name}={value}" for name, value in element.items())
    if any(local_name(child) not in INLINE for child in element):
        inner = "; ".join(f"{local_name(child)}: {describe(child)}" for child in element)
    else:
        inner = text_of(element)
    return f"{inner} ({attributes})".lstrip() if attributes else inner


def described(element: Element, _target: Any, extra: Extra) -> None:
    """Handles an element that has no field of its own.

    Raises:
        DisguisedError: it may have one under another name.
    """
    if "}" in element.tag or _WRAPPER in element.tag:
        raise DisguisedError
    keep(extra, path_of(element), describe(element))


def unknown_attribute(element: Element, name: str, value: str, extra: Extra) -> None:
    """Keeps an attribute that has no field, unless it says what goes without saying."""
    if (name, value) not in IMPLIED:
        keep(extra, f"{element.tag}/@{name}", value)


def walk(element: Element, target: Any, table: Table, extra: Extra) -> None:
    """Each child's text goes to the field that the table names, or the child to its handler."""
    for child in element:
        entry = table.get(child.tag, described)
        if entry.__class__ is not str:
            entry(child, target, extra)  # type: ignore[operator]  # mypy does not narrow by __class__
        elif (text := child.text) and not len(child) and "\n" not in text:
            setattr(target, entry, text.strip())  # as text_of, for most texts
        else:
            setattr(target, entry, text_of(child))


def texts(field: str) -> Handler:
    """The element's text is one item of a field."""

    def handle(element: Element, target: Any, _extra: Extra) -> None:
        if value := text_of(element):
            getattr(target, field).append(value)

    return handle


def into(table: Table, **attributes: str) -> Handler:
    """The element's children, and the attributes named (``Attribute="field"``), belong to the same target."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        if said := element.items():
            set_attributes(element, said, target, attributes, extra)
        walk(element, target, table, extra)

    return handle


def fill(field: str, **attributes: str) -> Handler:
    """The element's text is a field, and the attributes named are the fields beside it."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        setattr(target, field, text_of(element))
        if said := element.items():
            set_attributes(element, said, target, attributes, extra)

    return handle


def each(field: str, make: Callable[[], Any], inside: Handler) -> Handler:
    """The element is one item of a field, made by ``make`` and filled by ``inside``."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        item = make()
        inside(element, item, extra)
        getattr(target, field).append(item)

    return handle


def set_attributes(
    element: Element, said: list[tuple[str, str]], target: Any, fields: Mapping[str, str], extra: Extra
) -> None:
    """The attributes that the element ``said`` go to the fields of their names."""
    for name, value in said:
        if field := fields.get(name):
            setattr(target, field, value == "Y" if name in YES_OR_NO else value)
        else:
            unknown_attribute(element, name, value, extra)

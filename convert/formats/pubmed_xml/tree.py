"""An element → the fields of a record, as a table of elements says; elements of lxml and of ElementTree alike.

A table maps an element's name to a field, which takes the element's text, or to a handler. The functions below make the
handlers, so that everything else is a function of strings: ``put(target, text, *strings)`` gets the text of the element,
and the texts of the children or the attributes that the table names, ``""`` for each one that is absent.

``extra`` belongs to the record. It keeps what no table names: elements as ``Parent/Tag``, attributes as ``Tag/@name``.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from convert.formats.pubmed_xml.mapping import IMPLIED, INLINE
from convert.formats.pubmed_xml.mathml import Element, local_name, mathml_text
from convert.formats.pubmed_xml.values import keep, one_line

Extra: TypeAlias = dict[str, list[str]]
Handler: TypeAlias = Callable[[Element, Any, Extra], None]
Put: TypeAlias = Callable[..., None]
"""``put(target, text, *strings)``"""
Table: TypeAlias = Mapping[str, str | Handler]
"""Element → the field that takes its text, or its handler."""
Attributes: TypeAlias = Mapping[str, str | Put]
"""Attribute → the field that takes its value, or a function ``put(target, value)``."""

NO_ATTRIBUTES: Attributes = {}

_YES_OR_NO = frozenset({"MajorTopicYN", "EqualContrib"})
_WRAPPER = "_type"


class DisguisedError(Exception):
    """An element has a namespace or a wrapper, so that the table may know it by another name: see ``unmask``."""


def unmask(element: Element) -> None:
    """Remove namespaces, and the wrappers ``…Sequence_type0`` that NCBI's SOAP clients wrote around elements."""
    element.tag = local_name(element)
    children = []
    for child in list(element):
        unmask(child)
        children += list(child) if _WRAPPER in child.tag else [child]
    element[:] = children


# --- the text of an element -----------------------------------------------------------------------------


def text_of(element: Element) -> str:
    """The text of an element and of the markup in it, on one line."""
    return one_line(_rich_text(element) if len(element) else element.text or "")


def _rich_text(element: Element) -> str:
    """The text of an element with CSL's rich-text tags, with the source's own white space."""
    parts = [element.text or ""]
    for child in element:
        parts += _marked_up(child), child.tail or ""
    return "".join(parts)


def _marked_up(element: Element) -> str:
    tag = local_name(element)
    if tag == "math":
        return mathml_text(element)
    opening, closing = INLINE.get(tag, ("", ""))
    return f"{opening}{inner}{closing}" if (inner := _rich_text(element)) else ""


# --- what no table names --------------------------------------------------------------------------------


def describe(element: Element) -> str:
    """Everything that an element says, on one line: ``LastName: Kim; ForeName: Min (as=given)``."""
    attributes = ", ".join(f"{name}={value}" for name, value in element.items())
    if any(local_name(child) not in INLINE for child in element):
        inner = "; ".join(f"{local_name(child)}: {describe(child)}" for child in element)
    else:
        inner = text_of(element)
    return f"{inner} ({attributes})".lstrip() if attributes else inner


def keep_unknown(element: Element, parent: str, extra: Extra) -> None:
    """Keep an element that no table names; ``parent`` is the name of its parent, ``""`` for the root.

    Raises:
        DisguisedError: a table may know it by another name.
    """
    if "}" in element.tag or _WRAPPER in element.tag:
        raise DisguisedError
    keep(extra, f"{parent}/{element.tag}" if parent else element.tag, describe(element))


def _keep_attribute(element: Element, name: str, value: str, extra: Extra) -> None:
    if (name, value) not in IMPLIED:
        keep(extra, f"{element.tag}/@{name}", value)


def described_under(attribute: str) -> Handler:
    """Make a handler for a list whose items are kept whole, under the list's name and this attribute of it."""

    def handle(element: Element, _target: Any, extra: Extra) -> None:
        key = f"{element.tag}[@{attribute}='{element.get(attribute, '')}']"
        for child in element:
            keep(extra, key, describe(child))

    return handle


# --- handlers -------------------------------------------------------------------------------------------


def walk(element: Element, target: Any, table: Table, extra: Extra) -> None:
    """Put the text of each child in the field that the table names, or call the child's handler."""
    for child in element:
        entry = table.get(child.tag)
        if entry is None:
            keep_unknown(child, element.tag, extra)
        elif entry.__class__ is not str:
            entry(child, target, extra)  # type: ignore[operator]  # mypy does not narrow by __class__
        elif (text := child.text) and not len(child) and "\n" not in text:
            setattr(target, entry, text.strip())  # as text_of, for most texts
        else:
            setattr(target, entry, text_of(child))


def value(put: Put, *attributes: str, **defaults: str) -> Handler:
    """Make a handler that puts the element's text and these attributes; ``defaults`` are for attributes that are absent."""
    names = dict.fromkeys(attributes, "") | defaults

    def handle(element: Element, target: Any, extra: Extra) -> None:
        put(target, text_of(element), *[element.get(name, default) for name, default in names.items()])
        for name, said in element.items():
            if name not in names:
                _keep_attribute(element, name, said, extra)

    return handle


def parts(put: Put, *children: str, attributes: tuple[str, ...] = ()) -> Handler:
    """Make a handler that puts the element's own text, the texts of these children, and these attributes."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        texts = {child.tag: text_of(child) for child in element if child.tag in children}
        said = [element.get(name, "") for name in attributes]
        put(target, one_line(element.text or ""), *[texts.get(tag, "") for tag in children], *said)
        for child in element:
            if child.tag not in children:
                keep_unknown(child, element.tag, extra)
        for name, other in element.items():
            if name not in attributes:
                _keep_attribute(element, name, other, extra)

    return handle


def into(
    table: Table,
    attributes: Attributes = NO_ATTRIBUTES,
    *,
    tag: str = "",
    finish: Callable[[Any], None] | None = None,
) -> Handler:
    """Make a handler that puts the element's children and its attributes in the same target.

    The field ``tag`` takes the element's name, if no attribute sets it; ``finish`` is called with the target in the end.
    """

    def handle(element: Element, target: Any, extra: Extra) -> None:
        if said := element.items():
            _set_attributes(element, said, target, attributes, extra)
        if tag and not getattr(target, tag):
            setattr(target, tag, element.tag)
        walk(element, target, table, extra)
        if finish:
            finish(target)

    return handle


def fill(field: str, attributes: Attributes = NO_ATTRIBUTES) -> Handler:
    """Make a handler that puts the element's text in a field, and its attributes in the fields beside it."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        setattr(target, field, text_of(element))
        if said := element.items():
            _set_attributes(element, said, target, attributes, extra)

    return handle


def each(field: str | Callable[[Any, Any], None], make: Callable[[], Any], inside: Handler) -> Handler:
    """Make a handler for an item of a field: ``make`` makes it, ``inside`` fills it, and a function may add it."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        item = make()
        inside(element, item, extra)
        if isinstance(field, str):
            getattr(target, field).append(item)
        else:
            field(target, item)

    return handle


def valid(inside: Handler) -> Handler:
    """Make a handler that reads the element, or keeps it whole if NLM marks it as wrong (``ValidYN="N"``)."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        if element.get("ValidYN") == "N":
            keep(extra, f"{element.tag}[@ValidYN='N']", describe(element))
        else:
            inside(element, target, extra)

    return handle


def every(inside: Handler, attributes: Attributes = NO_ATTRIBUTES) -> Handler:
    """Make a handler that reads every child in the same way, whatever its name, and then the attributes."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        for child in element:
            inside(child, target, extra)
        _set_attributes(element, element.items(), target, attributes, extra)

    return handle


def switch(attribute: str, usual: Handler, **handlers: Handler) -> Handler:
    """Make a handler that chooses the handler by the value of an attribute."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        handlers.get(element.get(attribute, ""), usual)(element, target, extra)

    return handle


def beside(find: Callable[[Any], Any], inside: Handler) -> Handler:
    """Make a handler that fills what ``find(target)`` gives in place of the target."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        inside(element, find(target), extra)

    return handle


def inherited(attribute: str, field: str, items: str, table: Table) -> Handler:
    """Make a handler for a list in ``items``: an attribute of the list is the same field of each of its items."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        listed = getattr(target, items)
        first = len(listed)
        walk(element, target, table, extra)
        for item in listed[first:]:
            setattr(item, field, element.get(attribute, ""))

    return handle


def _set_attributes(element: Element, said: Any, target: Any, fields: Attributes, extra: Extra) -> None:
    for name, text in said:
        field = fields.get(name)
        if field is None:
            _keep_attribute(element, name, text, extra)
        elif isinstance(field, str):
            setattr(target, field, text == "Y" if name in _YES_OR_NO else text)
        else:
            field(target, text)

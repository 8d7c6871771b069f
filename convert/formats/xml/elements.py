"""XML as it is read: elements one after another, without namespaces, and their text with the record's markup."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from convert.streams.problems import Problem, Warn

if TYPE_CHECKING:
    from lxml import etree

    Element = etree._Element  # noqa: SLF001  (lxml's name for the type)

_BLANKS = re.compile(r"\s+")


def elements(stream: BinaryIO, names: tuple[str, ...], warn: Warn) -> Iterator["Element"]:
    """The outermost elements of these names, each freed after it was used; where the XML breaks off, an error is reported.

    No external entity is read, and none of the network.
    """
    from lxml import etree  # noqa: PLC0415  (slow to load)

    tags = [f"{{*}}{name}" for name in names]
    parsed = etree.iterparse(stream, events=("end",), tag=tags, resolve_entities=False, no_network=True)
    try:
        for _, element in parsed:
            if next(element.iterancestors(*tags), None) is not None:
                continue
            yield _without_namespaces(element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        message = f"malformed XML, the rest is skipped: {error.msg}"
        warn(Problem("bad-xml", message, line=error.lineno or 0, severity="error"))


def _without_namespaces(element: "Element") -> "Element":
    for each in element.iter("{*}*"):
        each.tag = str(each.tag).rpartition("}")[2]
    return element


def line_of(element: "Element") -> int:
    """The line on which an element begins; 0 if it is unknown."""
    return element.sourceline if isinstance(element.sourceline, int) else 0


def plain_text(element: "Element | None") -> str:
    """The whole text of an element on one line; ``""`` if there is no element."""
    return "" if element is None else _BLANKS.sub(" ", "".join(map(str, element.itertext("*")))).strip()


def rich_text(element: "Element | None", tags: Mapping[str, str], skipped: frozenset[str]) -> str:
    """The text of an element on one line, in which ``tags`` names what becomes markup, and ``skipped`` what is left out."""
    return "" if element is None else _BLANKS.sub(" ", "".join(_pieces(element, tags, skipped))).strip()


def _pieces(element: "Element", tags: Mapping[str, str], skipped: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = child.tag if isinstance(child.tag, str) else ""
        if name and name not in skipped:
            tag = tags.get(name, "")
            yield f"<{tag}>" if tag else ""
            yield from _pieces(child, tags, skipped)
            yield f"</{tag.partition(' ')[0]}>" if tag else ""
        yield child.tail or ""

"""XML as it is read: elements one after another, without namespaces, and their text with the record's markup."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, BinaryIO

from convert.formats.xml import standard
from convert.formats.xml.encodings import decoder_of
from convert.formats.xml.limits import Counted
from convert.streams.problems import Problem, Warn

if TYPE_CHECKING:
    from lxml import etree

    Element = etree._Element  # noqa: SLF001  (lxml's name for the type)

_BLANKS = re.compile(r"\s+")
_DECLARATION = 200
"""Bytes in which a file names its encoding."""
_NAMED = re.compile(rb"""\s*<\?xml\b[^<>]*?\bencoding=["']([^"'<>]*)""")
_PREFIX = re.compile(r"^(?:\{[^}]*\})?(?:[^:]*:)*")
_NAME = re.compile(r"[^\W\d][\w.-]*")


def elements(stream: BinaryIO, names: tuple[str, ...], warn: Warn) -> Iterator["Element"]:
    """The outermost elements of these names, each freed after it was used."""
    tags = [f"{{*}}{name}" for name in names]
    counted = Counted(stream)
    for element in _each_element(counted, tags, warn, _encoding(stream, warn)):
        if next(element.iterancestors(*tags), None) is None:
            yield _without_namespaces(element)
            free(element)
            counted.begin()


def _each_element(stream: Any, tags: list[str], warn: Warn, encoding: str | None) -> Iterator["Element"]:
    """The elements of these names as they end. What is malformed is reported, and left out or taken as it is meant.

    Entities that the file itself declares are read, as far as libxml2's limits allow; none of other files or the network.
    """
    try:
        from lxml import etree  # noqa: PLC0415  (slow to load)
    except ImportError:  # as in a browser
        yield from standard.each_element(stream, tags, warn)
        return
    parsed: Any = etree.iterparse(
        stream,
        events=("end",),
        tag=tags,
        resolve_entities="internal",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        recover=True,
        encoding=encoding,
    )
    try:
        for _, element in parsed:
            yield element
    except etree.XMLSyntaxError as error:
        warn(Problem("bad-xml", f"malformed XML, the rest is skipped: {error.msg}", line=error.lineno or 0))
        return
    log = [entry for entry in parsed.error_log if entry.type_name != "NS_ERR_UNDEFINED_NAMESPACE"]
    for line, entries in groupby(log, attrgetter("line")):
        message, *others = [entry.message for entry in entries]
        more = f", and {len(others)} more errors in this line" if others else ""
        warn(Problem("bad-xml", f"malformed XML, read as far as it goes: {message}{more}", line=line))


def _encoding(stream: BinaryIO, warn: Warn) -> str | None:
    """UTF-8 where the file's own word can't be true: no such encoding, or UTF-16, in which it no longer is. None to believe it."""
    peek = getattr(stream, "peek", None)
    named = _NAMED.match(peek(_DECLARATION)) if peek is not None else None
    if named is None:
        return None
    name = named[1].decode("ascii", "replace")
    if decoder_of(name) is not None:
        return None
    if not name.lower().startswith(("utf", "us-ascii", "ascii")):
        warn(Problem("encoding", f"no encoding of XML: {name!r}; read as UTF-8", line=1))
    return "utf-8"


def free(element: "Element") -> None:
    """Forget an element and what is before it."""
    element.clear()
    while (parent := element.getparent()) is not None:
        while element.getprevious() is not None:
            del parent[0]
        element = parent


def _without_namespaces(element: "Element") -> "Element":
    """Without prefixes that nothing declares, too: ``<mml:math>`` in a part of a file."""
    for each in element.iter("{*}*"):
        if "}" in each.tag or ":" in each.tag:
            name = _PREFIX.sub("", str(each.tag))
            each.tag = name if _NAME.fullmatch(name) else "unnamed"
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

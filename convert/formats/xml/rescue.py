"""The bytes of an element that isn't well-formed, or is cut off → the same, well-formed as far as it can be told what is meant."""

import re
from collections import Counter
from difflib import SequenceMatcher
from html.entities import html5
from typing import Final

from convert.formats.xml.split import TOKEN, UNCLOSED
from convert.streams.decoding import LEGACY

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITY: Final = re.compile(r"&(?:#(\d{1,7}|x[\dA-Fa-f]{1,6});|([A-Za-z][\w.-]*);)?")
_OF_XML: Final = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NAME: Final = re.compile(rb"[A-Za-z_][\w:.-]*")
_ATTRIBUTE: Final = re.compile(rb"""\s([A-Za-z_][\w:.-]*)\s*=\s*("[^"<]*"|'[^'<]*')""")
_HALF_TAG: Final = re.compile(rb"<(?:[/!?A-Za-z_][^<>]*)?\Z")
_ALIKE: Final = 0.7
"""From so much likeness on (1 is equality), an end tag is that of an element with another name."""
_LONGEST_NAME: Final = 64


def with_sound_text(data: bytes, entities: bytes = b"") -> bytes:
    r"""Without characters that XML forbids, and with ``&`` escaped where it begins no entity of XML, of HTML or of a doctype's ``entities``.

    >>> with_sound_text(b"<b>R & D&nbsp;\x0b&lt;&nosuch;&#1;</b>").decode()
    '<b>R &amp; D\xa0&lt;&amp;nosuch;</b>'
    """

    def known(entity: "re.Match[str]") -> str:
        number, name = entity.groups()
        if number:
            code = int(number[1:], 16) if number[0] == "x" else int(number)
            is_character = code < 0x110000 and not 0xD800 <= code < 0xE000 and not _FORBIDDEN.match(chr(code))
            return entity[0] if is_character else ""
        if name and (name in _OF_XML or b"<!ENTITY %b " % name.encode() in entities):
            return entity[0]
        return html5.get(f"{name};", f"&amp;{entity[0][1:]}")

    text = _ENTITY.sub(known, _FORBIDDEN.sub("", data.decode(errors=LEGACY)))
    return text.encode(errors="replace")


def with_matching_tags(data: bytes) -> bytes:
    """Each element closed where its parent ends or its end tag is misspelt; end tags without an element, and half tags, left out.

    >>> with_matching_tags(b'<a><b>x</a></b>').decode(), with_matching_tags(b'<a x="1" y=2>1 < 2 <titel>T</title><c').decode()
    ('<a><b>x</b></a>', '<a x="1">1 &lt; 2 <titel>T</titel></a>')
    """
    if half := _HALF_TAG.search(data, max(data.rfind(b"<"), 0)):
        data = data[: half.start()]
    written: list[bytes] = []
    opened: list[bytes] = []
    counted: Counter[bytes] = Counter()
    """How many elements of each name are open."""
    place = 0
    data = _with_unclosed_as_text(data)
    for token in TOKEN.finditer(data):
        written.append(data[place : token.start()].replace(b"<", b"&lt;"))
        place = token.end()
        name = token["name"]
        if not name:
            written.append(
                b""
                if token[0].startswith(b"<!D")
                else token[0].replace(b"]]>", b"]]&gt;")
                if token["text"]
                else token[0]
            )
        elif token["end"]:
            if not counted[name] and opened and _are_alike(name, opened[-1]):
                name = opened[-1]
            closed = b""
            while counted[name] and closed != name:
                closed = opened.pop()
                counted[closed] -= 1
                written.append(b"</%b>" % closed)
        elif _NAME.fullmatch(name) is None or (
            b"=" not in token["attributes"] and token["attributes"].strip()
        ):
            written.append(token[0].replace(b"<", b"&lt;"))  # a < b, c > d
        else:
            attributes = dict(_ATTRIBUTE.findall(token["attributes"]))
            said = b"".join(b" %b=%b" % each for each in attributes.items())
            written.append(b"<%b%b%b>" % (name, said, token["empty"]))
            if not token["empty"]:
                opened.append(name)
                counted[name] += 1
    return b"".join([*written, *(b"</%b>" % name for name in reversed(opened))])


def _are_alike(name: bytes, other: bytes) -> bool:
    if max(len(name), len(other)) > _LONGEST_NAME:
        return False
    return (
        SequenceMatcher(None, name.decode(errors="replace"), other.decode(errors="replace")).ratio() > _ALIKE
    )


def _with_unclosed_as_text(data: bytes) -> bytes:
    """Comments and tags that never end, and document types but the first, are text; else each would be looked for up to the end."""
    before, doctype, behind = data.partition(b"<!DOCTYPE")
    data = before + doctype + behind.replace(b"<!DOCTYPE", b"&lt;!DOCTYPE")
    for opening, closing in (*UNCLOSED, (b"<", b">")):
        end = data.rfind(closing) + 1
        data = data[:end] + data[end:].replace(opening, b"&lt;" + opening[1:])
    return data

"""HTML without lxml, as in a browser: the standard library's parser, which makes the elements that stand for lxml's."""

from html.parser import HTMLParser
from typing import Final

from convert.formats.xml.standard import Element

_EMPTY: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""Elements without content: https://html.spec.whatwg.org/multipage/syntax.html#void-elements."""
_ENDS: Final = {
    "dd": ("dd", "dt", "p"),
    "dt": ("dd", "dt", "p"),
    "li": ("li", "p"),
    "option": ("option",),
    "td": ("td", "th", "p"),
    "th": ("td", "th", "p"),
    "tr": ("td", "th", "tr", "p"),
    **dict.fromkeys(
        ("body", "div", "dl", "h1", "h2", "h3", "h4", "main", "ol", "p", "section", "table", "ul"), ("p",)
    ),
}
"""Name of an element → those that it ends where their end tag was left out, as section 13.1.2.4 of that standard has it."""


def parse_html(text: str) -> Element | None:
    """The ``html`` element of a page; None if there is none."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return next(builder.root.iter("html"), builder.root) if len(builder.root) else None


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("html")
        self._open = [self.root]
        self._last: Element | None = None
        """Whose tail comes next; None within an element."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._open[-1].tag in _ENDS.get(tag, ()):
            self._last = self._open.pop()
        element = Element(tag, {name: value or "" for name, value in attrs})
        element.sourceline = self.getpos()[0]
        element.parent = self._open[-1]
        self._open[-1].append(element)
        self._last = element if tag in _EMPTY else None
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open[1:]):
            while self._open[-1].tag != tag:
                self._open.pop()
            self._last = self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + data
        else:
            self._open[-1].text = (self._open[-1].text or "") + data

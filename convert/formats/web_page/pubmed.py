"""A saved page of PubMed → its record: today's by its text, which is what one copies from a browser; that of before 2020 by its parts.

The old page's parts have classes of their own: ``cit``, ``auths``, ``afflist``, ``abstr``, ``rprtid``, ``morecit``.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from convert.formats.pubmed_text.citation import finish, parse_source, place_title
from convert.formats.pubmed_text.names import add_affiliations, parse_numbered_authors
from convert.formats.pubmed_text.page.front import place_identifiers
from convert.formats.pubmed_text.page.read import read_pages
from convert.formats.pubmed_text.page.sections import SECTIONS
from convert.formats.web_page.visible import visible_text
from convert.model.record import AbstractSection, Keyword, Record
from convert.streams.problems import Warn

if TYPE_CHECKING:
    from lxml import html


def read_pubmed(page: "html.HtmlElement", warn: Warn) -> Iterator[Record]:
    """The records of a page of PubMed; none if the page is another's."""
    if old := _with_class(page, "div", "rprt", "abstract"):
        for part in old:
            yield _read_old(part, warn)
    elif _with_class(page, "h1", "heading-title"):
        main = next(page.iter("main"), next(page.iter("body"), page))
        yield from read_pages(enumerate(visible_text(main).split("\n"), 1), warn)


def _with_class(element: "html.HtmlElement", tag: str, *classes: str) -> list["html.HtmlElement"]:
    return [found for found in element.iter(tag) if set(classes) <= set(found.get("class", "").split())]


_SMALL: Final = re.compile(r"(?<=\)),(?=\()|(?<=\)),(?=\s*$)")


def _read_old(part: "html.HtmlElement", warn: Warn) -> Record:
    record = Record()
    for cited in _with_class(part, "div", "cit")[:1]:
        parse_source(_line(cited), record)
        record.container_title = next(
            (link.get("title", "").removesuffix(".") for link in cited.iter("a")), ""
        )
    for heading in part.iter("h1"):
        place_title(_line(heading), record)
    for authors in _with_class(part, "div", "auths")[:1]:
        marked = _SMALL.sub("", _line(authors, marks=True))
        record.author, numbers, record.authors_complete = parse_numbered_authors(marked)
        unplaced = add_affiliations(numbers, _affiliations(part))
        if not numbers and len(unplaced) == 1:
            add_affiliations(dict.fromkeys(unplaced, record.author), unplaced)
        elif unplaced:
            record.extra["affiliation"] = [f"{number} {text}" for number, text in unplaced.items()]
    _read_abstract(part, record)
    for listed in _with_class(part, "dl", "rprtid"):
        for term, value in zip(listed.iter("dt"), listed.iter("dd"), strict=False):
            place_identifiers(f"{_line(term)} {_line(value).split(' ')[0]}", record)
    for more in _with_class(part, "div", "morecit"):
        _read_lists(more, record, warn)
    return finish(record, part.sourceline or 0, warn)


def _line(element: "html.HtmlElement", *, marks: bool = False) -> str:
    """The text of an element on one line; with ``marks``, raised numbers are put in parentheses."""
    return " ".join("".join(_texts(element, marks=marks)).split())


def _texts(element: "html.HtmlElement", *, marks: bool) -> Iterator[str]:
    text = element.text or "" if isinstance(element.tag, str) else ""
    is_raised = marks and element.tag == "sup"
    yield "".join(f"({number})" for number in re.findall(r"[\d#]+", text)) if is_raised else text
    for child in element:
        yield from _texts(child, marks=marks)
        yield child.tail or ""


def _affiliations(part: "html.HtmlElement") -> dict[int, str]:
    """Number → affiliation, from a list whose items have raised numbers, or terms."""
    found: dict[int, str] = {}
    for listed in _with_class(part, "div", "afflist"):
        items = [_line(item, marks=True) for item in listed.iter("li")]
        items += [
            f"({_line(term)}){_line(text)}"
            for term, text in zip(listed.iter("dt"), listed.iter("dd"), strict=False)
        ]
        for item in items:
            number = re.match(r"\((\d+)\)\s*", item)
            found[int(number[1]) if number else len(found) + 1] = item[number.end() :] if number else item
    return found


def _read_abstract(part: "html.HtmlElement", record: Record) -> None:
    label = ""
    for abstract in _with_class(part, "div", "abstr")[:1]:
        for element in abstract.iter("h4", "p"):
            if element.tag == "h4":
                label = _line(element).rstrip(": ")
            elif (text := _line(element)).startswith(("Copyright ©", "©")):
                record.copyright = text
            elif text:
                record.abstract.append(AbstractSection(text, label))
                label = ""
    for words in _with_class(part, "div", "keywords"):
        for text in (_line(paragraph) for paragraph in words.iter("p")):
            record.keyword += [Keyword(word.strip()) for word in text.rstrip(".").split(";") if word.strip()]


_HEADS: Final = {"Publication type": "Publication types", "Supplementary Concept": "Supplementary concepts"}


def _read_lists(more: "html.HtmlElement", record: Record, warn: Warn) -> None:
    """The lists below the abstract: a head, then items; a descriptor and its qualifier have a slash between them."""
    for head in more.iter("h4"):
        name = _HEADS.get(_line(head), _line(head))
        listed = head.getnext()
        items = [_line(item) for item in listed.iter("li")] if listed is not None else []
        if name == "MeSH terms":
            items = [item.replace("/", " / ") for item in items]
        if name in SECTIONS and items:
            SECTIONS[name]([(0, item) for item in items], name, record, warn)

"""The text of a PubMed page, copied from a browser or by an extractor → one record, its lists under ``related``.

A page is a front (title, identifiers, authors) and sections under heads; a browser's copy also has the heads in a list of
navigation. A file may hold several pages.
"""

import re
from collections.abc import Iterable, Iterator

from convert.formats.pubmed_text.citation import finish
from convert.formats.pubmed_text.page.entries import Line
from convert.formats.pubmed_text.page.front import is_identifiers, read_affiliations, read_front
from convert.formats.pubmed_text.page.inference import infer
from convert.formats.pubmed_text.page.joining import add_missing, join_entries
from convert.formats.pubmed_text.page.sections import FOOTER, SECTIONS
from convert.formats.pubmed_text.words import YEAR
from convert.model.record import Name, Record
from convert.streams.problems import Warn

FRONT = ""
_BUTTONS_AND_LABELS = (
    "Access keys; Actions; Add to Collections; Add to Search; Advanced; Authors; Cite; Clipboard; Collapse; Collapse All; "
    "Collections; Copy; Create alert; Display options; Email; Expand; Expand All; Favorites; Follow NCBI; Format; "
    "Full Text Sources; Full text links; Here's how you know; It has not yet been peer reviewed by a journal.; Item "
    "in Clipboard; Log in; Main Content; Main Navigation; Medical; Miscellaneous; Molecular Biology Databases; My Bibliography; MyNCBI Homepage; NCBI Homepage; NIH NLM Logo; Next; "
    "Other Literature Sources; Page navigation; Permalink; Previous; PubMed Disclaimer; Research Materials; Save; "
    "SaveEmailSend to; Search; Search in MeSH; Search in NLM Catalog; Search in PubMed; Search:; See the retraction "
    "notice; Send to; Share; Skip to main page content; Title & authors; User Guide; pubmed logo"
)
"""Text of the site, not of the article."""
NAVIGATION = frozenset(_BUTTONS_AND_LABELS.split("; "))
_BUTTON = r"(?:Save|Email|Cite|Copy|Permalink|Share|Collections|Actions|Search in (?:PubMed|MeSH|NLM Catalog)|Add to Search)"
_NAVIGATION_LINE = re.compile(
    r"(?:U\.?S\.? flag|An official website of|NIH NLM Logo|Access keys|The \.gov means|The site is secure|Dot gov).*"
    r"|.{0,60} full text (?:link|provider logo)|(?:See|Show) (?:all|more)\b.{0,40}"
    rf"|{_BUTTON}(?:\s*{_BUTTON})*|Log in\s*Show account info|[=_*-]{{4,}}"
)
_HIDDEN_END = "Show details"
_HIDDEN_SOURCE = re.compile(rf".+\.\s?{YEAR}\b[^.]*\.")
"""``M R Lee et al.J Tides.2001 Jan.``: with the title before it and ``Show details`` after it, the head that a browser hides
until one scrolls."""
_PMID_ITEM = re.compile(r"-\s*PMID: ?(\d+)")
_OPENINGS = frozenset(("Skip to main page content", "Page navigation"))
"""Lines that only the top of a page has."""
_AFFILIATION_HEADS = frozenset(("Affiliations", "Affiliation"))


class _Page:
    """The lines of one page, by section."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.PMID = ""
        self.sections: list[tuple[str, list[Line]]] = [(FRONT, [])]

    def begin(self, head: str) -> None:
        self.sections.append((head, []))

    def drop_hidden_head(self) -> None:
        lines = self.sections[-1][1]
        if lines and _HIDDEN_SOURCE.fullmatch(lines[-1][1]):
            del lines[-2:]

    def has_body(self) -> bool:
        return any(lines for head, lines in self.sections if head != FRONT)


def read_pages(lines: Iterable[Line], warn: Warn) -> Iterator[Record]:
    """Lines → a record for each page; two copies of a page are one record."""
    held: Record | None = None
    for page in _pages(lines):
        record = _read_page(page, warn)
        if record is None:
            continue
        if held is not None and held.PMID and held.PMID == record.PMID:
            _merge(record, held)
            continue
        if held is not None:
            yield held
        held = record
    if held is not None:
        yield held


def _merge(record: Record, held: Record) -> None:
    """Add the facts and the lists of a second copy of a page to the first."""
    for kind, works in record.related.items():
        held.related.setdefault(kind, []).extend(works)
    join_entries(held)
    add_missing(held, record)


def _pages(lines: Iterable[Line]) -> Iterator[_Page]:
    """Split lines into pages and their sections, without buttons and the list of heads."""
    page = _Page(1)
    in_navigation = False
    for number, raw in lines:
        line = raw.strip().replace("\u00a0", " ")
        if not line:
            continue
        identifier = _PMID_ITEM.fullmatch(line)
        if (line in _OPENINGS and page.has_body()) or (identifier and page.PMID not in ("", identifier[1])):
            title = _take_title(page) if identifier else []
            yield page
            page = _Page(title[0][0] if title else number)
            page.sections[0][1].extend(title)
        if page.sections[-1][0] in _AFFILIATION_HEADS and is_identifiers(line):
            page.begin(FRONT)
        if identifier:
            page.PMID = page.PMID or identifier[1]
            if page.sections[-1][0] != FRONT:
                page.begin(FRONT)
        head = _head(line)
        in_navigation = line == "Page navigation" or (
            in_navigation and (head is not None or line == "Title & authors")
        )
        if line == _HIDDEN_END:
            page.drop_hidden_head()
            continue
        if in_navigation or line in NAVIGATION or _NAVIGATION_LINE.fullmatch(line):
            continue
        if head is not None:
            page.begin(head)
        else:
            page.sections[-1][1].append((number, line))
    yield page


def _take_title(page: _Page) -> list[Line]:
    """Take the last line of a page's last section: it is the title of the next page."""
    for _, lines in reversed(page.sections):
        if lines:
            return [lines.pop()]
    return []


def _head(line: str) -> str | None:
    if line.startswith(FOOTER):
        return FOOTER
    head = line.removesuffix(" Expand").removesuffix(" Collapse").removesuffix(":").strip()
    return head if head in SECTIONS else None


def _read_page(page: _Page, warn: Warn) -> Record | None:
    record = Record()
    authors: dict[int, list[Name]] = {}
    for head, lines in page.sections:
        if head == FRONT:
            authors |= read_front(lines, record)
        elif head in _AFFILIATION_HEADS:
            if not any(name.affiliation for name in record.author):  # readers give them twice
                read_affiliations(lines, authors, record)
        elif lines:
            SECTIONS[head](lines, head, record, warn)
    if record == Record():
        return None
    join_entries(record)
    finish(record, page.line, warn)
    infer(record, warn)
    return record

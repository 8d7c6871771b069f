"""The text of a PubMed page, copied from a browser or by an extractor → one record, its lists under ``related``.

A page is a front (title, identifiers, authors) and sections under heads; a browser's copy names the heads a first
time in a list of navigation. Several pages may follow each other in one file.
"""

import re
from collections.abc import Iterable, Iterator

from convert.problems import Warn
from convert.readers.pubmed_text.citation import finish
from convert.readers.pubmed_text.front import read_affiliations, read_front
from convert.readers.pubmed_text.inference import infer
from convert.readers.pubmed_text.items import Line
from convert.readers.pubmed_text.joining import fill, join_related
from convert.readers.pubmed_text.sections import SECTIONS
from convert.record import Name, Record

FRONT = ""
NAVIGATION = frozenset(
    (
        *(
            "Skip to main page content",
            "Here's how you know",
            "Log in",
            "Search:",
            "Search",
            "Advanced",
            "User Guide",
        ),
        *(
            "Save",
            "Email",
            "Send to",
            "SaveEmailSend to",
            "Display options",
            "Full text links",
            "Actions",
            "Cite",
        ),
        *(
            "Collections",
            "Share",
            "Permalink",
            "Copy",
            "Format",
            "pubmed logo",
            "PubMed Disclaimer",
            "Clipboard",
        ),
        *(
            "Favorites",
            "My Bibliography",
            "Page navigation",
            "Title & authors",
            "Search in PubMed",
            "Search in MeSH",
        ),
        *(
            "Search in NLM Catalog",
            "Add to Search",
            "Add to Collections",
            "Expand",
            "Collapse",
            "Create alert",
        ),
        *(
            "Expand All",
            "Collapse All",
            "Previous",
            "Next",
            "Display options Format AbstractPubMedPMID",
            "Follow NCBI",
        ),
        *("Full Text Sources", "Other Literature Sources", "Medical", "Miscellaneous", "Research Materials"),
        *("Molecular Biology Databases", "No abstract provided", "Item in Clipboard", "NIH NLM Logo"),
    )
)
"""The buttons and labels of the site, which say nothing of the article."""
_NAVIGATION_LINE = re.compile(
    r"U\.?S\.? flag|An official website of|NIH NLM Logo|Access keys|The \.gov means|The site is secure|Dot gov"
    r"|.{0,60} full text (?:link|provider logo)|(?:See|Show) (?:all|more)\b|Show all \d+ references"
    r"|(?:Save|Email|Cite|Share|Collections|Actions|Search in (?:PubMed|MeSH|NLM Catalog)|Add to Search)"
    r"(?:\s*(?:Save|Email|Cite|Share|Collections|Actions|Search in (?:PubMed|MeSH)|Add to Search))*$"
)
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

    def has_body(self) -> bool:
        return any(lines for head, lines in self.sections if head != FRONT)


def read_pages(lines: Iterable[Line], warn: Warn) -> Iterator[Record]:
    """Lines → a record for each page; a page that is there twice is one record."""
    held: Record | None = None
    for page in _pages(lines):
        record = _read_page(page, warn)
        if record is None:
            continue
        if held is not None and held.PMID and held.PMID == record.PMID:
            fill(held, record)
            continue
        if held is not None:
            yield held
        held = record
    if held is not None:
        yield held


def _pages(lines: Iterable[Line]) -> Iterator[_Page]:
    """Part pages, and within them sections; buttons and the list of heads are left out."""
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
        if identifier:
            page.PMID = page.PMID or identifier[1]
            if page.sections[-1][0] != FRONT:
                _return_to_front(page)
        head = _head(line)
        in_navigation = line == "Page navigation" or (
            in_navigation and (head is not None or line == "Title & authors")
        )
        if in_navigation or line in NAVIGATION or _NAVIGATION_LINE.match(line):
            continue
        if head is not None:
            page.begin(head)
        else:
            page.sections[-1][1].append((number, line))
    yield page


def _take_title(page: _Page) -> list[Line]:
    """The last line of a page's last section, which is the title of the page that follows."""
    for _, lines in reversed(page.sections):
        if lines:
            return [lines.pop()]
    return []


def _return_to_front(page: _Page) -> None:
    page.begin(FRONT)


def _head(line: str) -> str | None:
    head = line.removesuffix(" Expand").removesuffix(" Collapse").removesuffix(":").strip()
    return head if head in SECTIONS else None


def _read_page(page: _Page, warn: Warn) -> Record | None:
    record = Record()
    authors: dict[int, list[Name]] = {}
    for head, lines in page.sections:
        if head == FRONT:
            authors |= read_front(lines, record)
        elif head in _AFFILIATION_HEADS:
            read_affiliations(lines, authors, record)
        elif lines:
            SECTIONS[head](lines, head, record, warn)
    if record == Record():
        return None
    join_related(record)
    finish(record, page.line, warn)
    infer(record, warn)
    return record

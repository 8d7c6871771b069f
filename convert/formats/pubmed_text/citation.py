"""A citation in one piece, as PubMed writes it in all its text forms → a record.

``Authors. Title. Journal. Date;Vol(Iss):Pages. [Language.] [pii: X.] doi: X. [Epub Date.] [Erratum in: …] PMID: n;
PMCID: PMCn.`` Text without a field goes to ``extra["unplaced"]``.
"""

import re

from convert.formats.pubmed_text.bookshelf import parse_book
from convert.formats.pubmed_text.names import split_authors
from convert.formats.pubmed_text.tail import UNPLACED, add_publication_type, parse_tail
from convert.formats.pubmed_text.words import LINKS, YEAR
from convert.model.dates import date_chapter, parse_date
from convert.model.names import tidy_authors
from convert.model.pages import assigned_pages, complete_pages, is_item_identifier, place_location
from convert.model.record import Link, Record, Source
from convert.model.text.titles import parse_title
from convert.streams.problems import Problem, Warn

FORMAT = "pubmed-text"

LINK_HEAD = re.compile(rf"(?<!\w)({'|'.join(LINKS)}): ?")
LOCATION = re.compile(
    rf"(?P<date>{YEAR}(?:[^.;:()[]|(?<=[a-z])\.(?= \d)){{0,40}}?)"
    r"(?:;\s?(?P<volume>[^:(]*?(?: \([^()]*\)(?=\())?)\s?(?:\((?P<issue>(?:[^()]|\([^()]*\))*)\)\s?)?)?"
    r"(?::\s?(?P<page>.*?))?"
    r"(?:\.(?=\s|$)|(?=\s\[epub ahead of print\])|$)"
)
"""``2018 Mar-Apr;36 Suppl 111(2):34-41.``; the date ends at the first ``.``, ``;`` or ``:``; before 2005 also at a remark in
brackets."""
_LOCATION_START = re.compile(rf"[.?!\])] +(?={YEAR}(?!\d))")
_SENTENCE_END = re.compile(r"(?:\.\.\.|[.?!])[\"'”’»)\]]*\s+|(?<=\])\s+(?=[A-Z])")
_DOTTED_JOURNAL = re.compile(
    r"(?<=[.?!] )(?:\b(?:Acad|Acta|Adv|Am|Ann|Appl|Arch|Biochem|Biol|Biophys|Br|Can|Cell|Chem|Clin|Curr|Engl|Environ|Eur|Exp"
    r"|Int|J|Jpn|Med|Mol|N|Nat|Natl|Opin|Phys|Physiol|Proc|Res|Rev|Sci|Trends)\. ){1,40}$"
)
"""Words of journal titles that publishers, unlike NLM, abbreviate with a full stop."""
_LONGEST_DOTTED = 120


def parse_citation(text: str, record: Record) -> bool:
    """Fill ``record`` from ``Authors. Title. Journal. Location. …``; return False, and fill nothing, if the text is no citation."""
    text, links = _cut_links(text)
    start, location = _find_location(text)
    if location is None or (" In: " in text and (" editor" in text or "[Internet]" in text)):
        return parse_book(text, record)
    journal = _journal_start(text, start)
    if journal < 0:
        return False
    add_links(links, record)
    record.author, record.authors_complete, title = split_authors(text[:journal].strip().removesuffix(" :"))
    place_source(text[journal:start], location, record)
    parse_tail(text[location.end() :], record)
    place_title(title, record)
    return True


def parse_source(text: str, record: Record) -> bool:
    """Fill ``record`` from ``Journal. Location. doi: …``, without authors and title; return False if the text is no source."""
    text, links = _cut_links(text)
    for begin in _LOCATION_START.finditer(text):
        location = LOCATION.match(text, begin.end())
        if location is not None:
            place_source(text[: begin.end()], location, record)
            parse_tail(text[location.end() :], record)
            add_links(links, record)
            return True
    return False


def place_source(journal: str, location: re.Match[str], record: Record) -> None:
    """Put the journal and the parts of its location into their fields."""
    journal = journal.strip().removesuffix(".")
    if journal.endswith(" [Preprint]"):
        journal = journal.removesuffix(" [Preprint]")
        add_publication_type("Preprint", record)
    record.container_title_short = journal
    record.issued = parse_date(location["date"].replace("–", "-"))
    record.volume = (location["volume"] or "").strip()
    record.issue = (location["issue"] or "").strip()
    page = (location["page"] or "").strip().replace("–", "-")
    if is_item_identifier(page):
        record.location_id = page
    else:
        record.page = complete_pages(page) if "-" in page else page


def place_title(printed: str, record: Record) -> None:
    """The title as printed → title, and the original title that stands before a translated one in brackets.

    The citation's language distinguishes two titles from one that ends in brackets.
    """
    printed = printed.strip()
    record.title, _ = parse_title(printed)
    if record.title.endswith("]") and any(code != "eng" for code in record.language):
        begin = _matching_bracket(record.title)
        if begin > 1 and record.title[begin - 1] == " ":
            record.original_title = record.title[: begin - 1].rstrip()
            record.title, _ = parse_title(record.title[begin:])


def add_links(links: list[tuple[str, str]], record: Record) -> None:
    """Add links, each given by its words in ``LINKS`` and the citation of the other article."""
    for head, citation in links:
        record.links.append(parse_link(head, citation))


def parse_link(head: str, citation: str) -> Link:
    """``Erratum in`` and ``J. 2020;1:2. doi: X. PMID: n.`` → a link; its citation keeps all but the PMID.

    >>> link = parse_link("Erratum in", "Nature. 2019 Aug;572:E22. doi: 10.1000/xyz. PMID: 12.")
    >>> link.kind, link.citation, link.DOI, link.PMID
    ('ErratumIn', 'Nature. 2019 Aug;572:E22. doi: 10.1000/xyz.', '10.1000/xyz', '12')
    """
    pmid = re.search(r"(?<!\s)\s*PMID: (\d+)\.?", citation)
    doi = re.search(r"doi: ?(10\.\S+)", citation)
    return Link(
        kind=LINKS[head],
        citation=(citation[: pmid.start()] if pmid else citation).strip(),
        PMID=pmid[1] if pmid else "",
        DOI=doi[1].rstrip(".;") if doi else "",
    )


def finish(record: Record, line: int, warn: Warn) -> Record:
    """Set type and source; report text that has no field."""
    record.source = Source(line=line, format=FORMAT)
    date_chapter(record)
    if record.page and not assigned_pages(record):
        record.location_id, record.page = record.page, ""
    place_location(record, is_printed=bool(record.volume))
    tidy_authors(record)
    if not record.type and (record.PMID or record.container_title_short or record.container_title):
        is_preprint = any(known.name == "Preprint" for known in record.publication_type)
        record.type, record.genre = (
            ("article", "preprint") if is_preprint else ("article-journal", record.genre)
        )
        record.inferred["type"] = "it is marked as a preprint" if is_preprint else _TAKEN_FOR_ARTICLES
    for text in record.extra.get(UNPLACED, ()):
        message = f"no field for {text[:60]!r}; kept in extra"
        warn(Problem("unplaced", message, line=line, record=record.PMID))
    return record


_TAKEN_FOR_ARTICLES = "works in PubMed are taken for articles where nothing else is said"


def _cut_links(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Cut out ``Erratum in: …`` and the like, which stand before the record's own PMID."""
    first = _first_link(text) if ": " in text else None
    if first is None:
        return text, []
    own = max(text.rfind(" PMID: "), text.rfind(" PubMed PMID: "))
    if own < first.start():
        own = len(text)
    if text[:own].endswith(" PubMed"):
        own -= len(" PubMed")
    parts = LINK_HEAD.split(text[first.start() : own])
    return text[: first.start()] + text[own:], list(zip(parts[1::2], parts[2::2], strict=True))


def _first_link(text: str) -> re.Match[str] | None:
    """The first head of a link after the place of the article itself; a title may begin with ``Comment on:``, too."""
    heads = LINK_HEAD.finditer(text, text.find(". "))
    return next((head for head in heads if _find_location(text[: head.start()])[1] is not None), None)


def _find_location(text: str) -> tuple[int, re.Match[str] | None]:
    """The last match of ``. 2020 Nov;1(2):3-4.``: titles may contain citations."""
    found: tuple[int, re.Match[str] | None] = (-1, None)
    for begin in _LOCATION_START.finditer(text):
        location = LOCATION.match(text, begin.end())
        if location is not None:
            found = (begin.end(), location)
    return found


def _journal_start(text: str, location_start: int) -> int:
    """The start of the journal in ``Title. Journal. 2020…``; -1 if there is no title. A few titles end with `` :``."""
    start = -1
    for sentence in _SENTENCE_END.finditer(text, 0, location_start - 1):
        if sentence.end() < location_start:
            start = sentence.end()
    if start < 0 and (colon := text.rfind(" : ", 0, location_start)) > 0:
        return colon + len(" : ")
    dotted = _DOTTED_JOURNAL.search(text, max(0, start - _LONGEST_DOTTED), start) if start > 0 else None
    return dotted.start() if dotted else start


def _matching_bracket(title: str) -> int:
    """The position of the opening bracket whose closing one ends ``title``; -1 if there is none."""
    depth = 0
    for index in range(len(title) - 1, -1, -1):
        depth += (title[index] == "]") - (title[index] == "[")
        if not depth:
            return index
    return -1

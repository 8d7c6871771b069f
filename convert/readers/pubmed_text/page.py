"""The text of a PubMed page, copied from a browser or by an extractor → one record, its lists under ``related``.

A page is a front (title, identifiers, authors) and sections under heads; a browser's copy names the heads a first
time in a list of navigation. Several pages may follow each other in one file.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from convert.problems import Warn
from convert.readers.pubmed_text.citation import (
    LOCATION,
    add_publication_type,
    finish,
    leave,
    parse_link,
    parse_source,
    place_title,
)
from convert.readers.pubmed_text.inference import infer
from convert.readers.pubmed_text.items import Line, read_items, read_references
from convert.readers.pubmed_text.joining import fill, join_related
from convert.readers.pubmed_text.names import add_affiliations, parse_full_names
from convert.readers.pubmed_text.words import LANGUAGES, LINKS, PUBLICATION_TYPES
from convert.record import (
    AbstractSection,
    Chemical,
    Databank,
    Grant,
    Keyword,
    MeshHeading,
    MeshQualifier,
    Name,
    OtherAbstract,
    Record,
)
from convert.values import parse_doi

FRONT = ""
FOOTER = "NCBI Literature Resources"
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
_IDENTIFIERS = re.compile(
    r"(?:-\s*)?(?:(?:PMID: ?\d+|PMCID: ?PMC\d+|DOI: ?10\.\S+?(?=PMC?ID:|[\s;,]|$)|Free (?:PMC )?article)[\s.;,]*)+"
)
_PMID_ITEM = re.compile(r"-\s*PMID: ?(\d+)")
_FRONT_SOURCE = re.compile(r"(?:[^.]{0,120}?)\s*\.\s+(?=(?:1[5-9]|20)\d\d(?!\d))")
_AFFILIATION = re.compile(r"(\d{1,3}) ?(?=[^\W\d])(.*)")
_COPYRIGHT = re.compile(r"©|Copyright\b|\([cC]\) ?\d{4}")
_LABEL = re.compile(r"([^\W\da-z][^.:;?!()]{1,70}): +(?=\S)")
_KNOWN_LABEL = re.compile(
    r"(?:aims?|backgrounds?|conclusions?|context|designs?|discussions?|findings?|importance|interpretation"
    r"|interventions?|introduction|main|materials?|measurements?|methods?|methodology|objectives?|outcomes?"
    r"|participants|patients|purposes?|rationale|results?|settings?|significance|study|subjects|summary|trial)\b",
    re.IGNORECASE,
)
_SHOWN_LANGUAGES = re.compile(rf"in (?:{'|'.join(LANGUAGES)})(?:, (?:{'|'.join(LANGUAGES)}))*")


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


_OPENINGS = frozenset(("Skip to main page content", "Page navigation"))
"""Lines that only the top of a page has."""


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
            authors |= _read_front(lines, record)
        elif head in _AFFILIATION_HEADS:
            _read_affiliations(lines, authors, record)
        elif lines:
            SECTIONS[head](lines, head, record, warn)
    if record == Record():
        return None
    join_related(record)
    finish(record, page.line, warn)
    infer(record, warn)
    return record


def _read_front(lines: list[Line], record: Record) -> dict[int, list[Name]]:
    """Title, source, identifiers and authors, in any order; returns the authors of each affiliation's number."""
    numbers: dict[int, list[Name]] = {}
    previous: list[str] = []
    unplaced: list[str] = []
    for _, line in lines:
        if _place_identifiers(line, record):
            continue
        if _place_source(line, previous, record):
            unplaced = [text for text in unplaced if text not in previous[-1:]]
        elif not record.author and (found := parse_full_names(line))[0] and (found[1] or record.title):
            record.author, numbers = found
            record.inferred["author"] = "full names are parted before their last word"
        elif numbers and (
            _AFFILIATION.fullmatch(line) or not any(name.affiliation for name in record.author)
        ):
            _read_affiliations([(0, line)], numbers, record)
        else:
            unplaced.append(line)
        previous.append(line)
    _place_front_title(unplaced, record)
    return numbers


def _place_front_title(lines: list[str], record: Record) -> None:
    """The first line that is nothing else is the title, which an extractor gives twice."""
    rest = [line for line in lines if not _is_title(line, record)]
    if not record.title and rest:
        place_title(rest[0], record)
    for line in rest:
        if not _is_title(line, record):
            leave(line, record)


def _is_title(line: str, record: Record) -> bool:
    other = Record()
    place_title(line, other)
    return other.title == record.title


def _place_identifiers(line: str, record: Record) -> bool:
    """``- PMID: 1``, or ``PMID: 1 PMCID: PMC2 DOI: 10.3/4``, whose spaces may be lost."""
    if not _IDENTIFIERS.fullmatch(line):
        return False
    for kind, value in re.findall(
        r"(PMID|PMCID|DOI): ?(\d+|PMC\d+|10\.\S+?)(?=PMC?ID:|DOI:|[\s;,]|Free|$)", line
    ):
        setattr(record, kind, getattr(record, kind) or (parse_doi(value) if kind == "DOI" else value))
    record.free_full_text = record.free_full_text or "Free" in line
    return True


def _place_source(line: str, previous: list[str], record: Record) -> bool:
    """``. 2010 Mar 10;303(10):959-66. doi: X.``, after a line with the journal, or with the journal before it."""
    start = _FRONT_SOURCE.match(line)
    if record.issued is not None or start is None or LOCATION.match(line, start.end()) is None:
        return False
    before = previous[-1] if previous and line.startswith(".") else ""
    text = f"{before}{line}" if before else line
    other = Record()
    if not before and ";" not in text and "doi:" not in text:
        return False
    kind = next(
        (name for name in sorted(PUBLICATION_TYPES, key=len, reverse=True) if text.startswith(f"{name} ")), ""
    )
    if kind:
        add_publication_type(kind, record)
    if not parse_source(text.removeprefix(kind).lstrip(), other):
        return False
    fill(record, other)
    record.publication_type += [
        known for known in other.publication_type if known not in record.publication_type
    ]
    return True


def _read_affiliations(lines: list[Line], authors: dict[int, list[Name]], record: Record) -> None:
    """``1Department …``; one without its number is the first."""
    affiliations: dict[int, str] = {}
    for _, line in lines:
        if _place_identifiers(line, record):
            continue
        number = _AFFILIATION.fullmatch(line)
        affiliations[int(number[1]) if number else len(affiliations) + 1] = (
            number[2].strip() if number else line
        )
    for number_, text in add_affiliations(authors, affiliations).items():
        record.extra.setdefault("affiliation", []).append(f"{number_} {text}")


def _read_abstract(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    """Paragraphs, with their labels; then keywords and copyright lines."""
    paragraphs = [line for _, line in lines if not _place_abstract_end(line, record)]
    labels = [_LABEL.match(line) for line in paragraphs]
    structured = sum(label is not None for label in labels) > 1
    for line, label in zip(paragraphs, labels, strict=True):
        if label and (structured or _KNOWN_LABEL.match(label[1])):
            section = AbstractSection(line[label.end() :], label[1])
        else:
            section = AbstractSection(line)
        if section not in record.abstract:
            record.abstract.append(section)


def _place_abstract_end(line: str, record: Record) -> bool:
    if line.startswith("Keywords:"):
        _read_keywords([(0, line.removeprefix("Keywords:"))], "", record, lambda _: None)
    elif _COPYRIGHT.match(line):
        if line not in record.copyright:
            record.copyright = f"{record.copyright} {line}".strip()
    elif line.rstrip(".") == "No abstract available":
        record.extra["abstract"] = ["No abstract available."]
    else:
        return _SHOWN_LANGUAGES.fullmatch(line) is not None or _place_identifiers(line, record)
    return True


def _read_keywords(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    known = {keyword.term for keyword in record.keyword}
    for _, line in lines:
        for term in re.split(r";\s*", line.strip().removesuffix(".")):
            if term.strip() and term.strip() not in known:
                record.keyword.append(Keyword(term.strip()))


def _read_other_abstract(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    sections = [AbstractSection(line) for _, line in lines]
    record.other_abstract.append(OtherAbstract(section=sections, type="plain-language-summary"))


def _read_conflict(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    text = " ".join(line for _, line in lines if not _place_abstract_end(line, record))
    if text not in record.conflict_of_interest:
        record.conflict_of_interest = f"{record.conflict_of_interest} {text}".strip()


def _read_list(key: str) -> Callable[[list[Line], str, Record, Warn], None]:
    def handle(lines: list[Line], _head: str, record: Record, warn: Warn) -> None:
        record.related.setdefault(key, []).extend(work for work, _ in read_items(lines, warn))

    return handle


def _read_references(lines: list[Line], _head: str, record: Record, warn: Warn) -> None:
    record.related.setdefault("references", []).extend(read_references(lines, warn))


def _read_links(lines: list[Line], head: str, record: Record, warn: Warn) -> None:
    """Articles that comment on, correct or retract this one: records, and links."""
    works = record.related.setdefault(head.lower().replace(" ", "_"), [])
    for work, source in read_items(lines, warn):
        works.append(work)
        link = parse_link(head, source)
        link.PMID, link.DOI = work.PMID, work.DOI
        if link not in record.links:
            record.links.append(link)


def _read_mesh(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    """``Living Donors / adverse effects*``: one line a descriptor and qualifier, a star on the major part."""
    headings = {heading.descriptor: heading for heading in record.mesh}
    for text in _listed(lines):
        name, _, qualifier = text.partition(" / ")
        descriptor = name.strip(" *")
        heading = headings.get(descriptor)
        if heading is None:
            heading = headings[descriptor] = MeshHeading(descriptor)
            record.mesh.append(heading)
        heading.major = heading.major or name.rstrip().endswith("*")
        if qualifier and all(known.name != qualifier.strip(" *") for known in heading.qualifier):
            heading.qualifier.append(
                MeshQualifier(qualifier.strip(" *"), major=qualifier.rstrip().endswith("*"))
            )


def _read_supplementary(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    known = {heading.descriptor for heading in record.supplementary_mesh}
    record.supplementary_mesh += [MeshHeading(text) for text in _listed(lines) if text not in known]


def _read_substances(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    known = {chemical.name for chemical in record.chemical}
    record.chemical += [Chemical(text) for text in _listed(lines) if text not in known]


def _read_types(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    for text in _listed(lines):
        add_publication_type(text, record)


def _read_grants(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    for text in _listed(lines):
        grant = parse_grant(text)
        if grant not in record.grant:
            record.grant.append(grant)


def parse_grant(text: str) -> Grant:
    """``ID/Acronym/Agency/Country``, whose first parts may lack; an ID may hold slashes.

    >>> parse_grant("R01 DK096008/DK/NIDDK NIH HHS/United States")
    Grant(id='R01 DK096008', acronym='DK', agency='NIDDK NIH HHS', country='United States')
    >>> parse_grant("WT_/Wellcome Trust/United Kingdom")
    Grant(id='', acronym='WT_', agency='Wellcome Trust', country='United Kingdom')
    """
    *before, agency, country = text.split("/") if "/" in text else (text, "")
    if len(before) == 1 and before[0].endswith("_"):
        before.insert(0, "")
    *identifier, acronym = before if len(before) > 1 else (*before, "")
    return Grant("/".join(identifier).strip(), acronym.strip(), agency.strip(), country.strip())


def _read_databanks(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    for text in _listed(lines):
        name, _, accession = text.partition("/")
        bank = next((bank for bank in record.databank if bank.name == name), None)
        if bank is None:
            record.databank.append(bank := Databank(name))
        if accession and accession not in bank.accession:
            bank.accession.append(accession)


def _read_collaborators(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    for _, line in lines:
        names, _ = parse_full_names(line)
        record.investigator += names
        if not names:
            leave(line, record)


def _keep(lines: list[Line], head: str, record: Record, _warn: Warn) -> None:
    kept = record.extra.setdefault(head, [])
    kept += [line for _, line in lines if line not in kept and line.strip("- ")]
    if not kept:
        del record.extra[head]


def _drop(_lines: list[Line], _head: str, _record: Record, _warn: Warn) -> None:
    """The site's footer."""


def _listed(lines: list[Line]) -> list[str]:
    texts = (re.sub(r"^[-•]\s*", "", line).strip() for _, line in lines)
    return [text for text in texts if text]


_AFFILIATION_HEADS = frozenset(("Affiliations", "Affiliation"))

SECTIONS: dict[str, Callable[[list[Line], str, Record, Warn], None]] = {
    "Affiliations": _keep,
    "Affiliation": _keep,
    **dict.fromkeys(LINKS, _read_links),
    "Abstract": _read_abstract,
    "Plain language summary": _read_other_abstract,
    "Keywords": _read_keywords,
    "Conflict of interest statement": _read_conflict,
    "Collaborators": _read_collaborators,
    "Figures": _keep,
    "Similar articles": _read_list("similar"),
    "Cited by": _read_list("cited_by"),
    "References": _read_references,
    "Publication types": _read_types,
    "MeSH terms": _read_mesh,
    "Supplementary concepts": _read_supplementary,
    "Substances": _read_substances,
    "Grants and funding": _read_grants,
    "Grant support": _read_grants,
    "Associated data": _read_databanks,
    "Secondary source ID": _read_databanks,
    "Personal name as subject": _keep,
    "Related information": _keep,
    "LinkOut - more resources": _keep,
    FOOTER: _drop,
}
"""The heads of a page → what reads the lines below them."""

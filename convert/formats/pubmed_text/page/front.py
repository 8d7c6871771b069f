"""The top of a PubMed page → title, source, identifiers, authors and their affiliations.

An extractor gives ``title``, ``- PMID: 1``, … and the title again; a browser's copy gives ``JAMA``, ``. 2010 Mar
10;303(10):959-66. doi: X.``, title, authors in full with the numbers of their affiliations, identifiers in one line.
"""

import re

from convert.formats.pubmed_text.citation import LOCATION, parse_source, place_title
from convert.formats.pubmed_text.names import add_affiliations, parse_full_names
from convert.formats.pubmed_text.page.entries import Line
from convert.formats.pubmed_text.page.joining import add_missing
from convert.formats.pubmed_text.tail import NO_ABSTRACT, add_publication_type, leave, parse_tail
from convert.formats.pubmed_text.words import PUBLICATION_TYPES
from convert.model.identifiers import parse_doi
from convert.model.record import Name, Record

_IDENTIFIERS = re.compile(
    r"(?:-\s*)?(?:(?:PMID: ?\d+|PMCID: ?PMC\d+|DOI: ?10\.\S+?(?=PMC?ID:|[\s;,]|$)|Free (?:PMC )?article)[\s.;,]*)+"
)
_IDENTIFIER = re.compile(r"(PMID|PMCID|DOI): ?(\d+|PMC\d+|10\.\S+?)(?=PMC?ID:|DOI:|[\s;,]|Free|$)")
_FRONT_SOURCE = re.compile(r"[^.]{0,120}+\s*+\.\s++(?=(?:1[5-9]|20)\d\d(?!\d))")
_AFFILIATION = re.compile(r"(\d{1,3}) ?(?=[^\W\d])(.*)")
_SOURCE_TAIL = re.compile(r"doi: ?10\.|(?:Epub|eCollection) (?:19|20)\d\d")
"""The beginning of what readers of pages give on a line below the source."""
_SITE = " - PubMed"
"""The end of a page's title in the browser's tab."""


_NOTICES = {"Retracted article": "Retracted Publication", "This is a preprint.": "Preprint"}
"""A line above a page's title → the publication type that means the same."""


def read_front(lines: list[Line], record: Record) -> dict[int, list[Name]]:
    """Read title, source, identifiers and authors, in any order; return the authors of each affiliation's number."""
    numbers: dict[int, list[Name]] = {}
    previous = ""
    titles: list[str] = []
    for _, line in lines:
        if line in titles or place_identifiers(line, record) or _is_said_again(line, previous, record):
            titles = [text for text in titles if not line.startswith(".") or text != previous]
        elif _SOURCE_TAIL.match(line):
            parse_tail(line, record)
        elif _place_source(line, previous, record):
            if line.startswith("."):  # of a browser's page, where the title follows
                titles, numbers = [text for text in titles if text.endswith(_SITE)], {}
                record.author = []
                record.inferred.pop("author", None)
            titles = [text for text in titles if text != previous]
        elif not record.author and (found := parse_full_names(line))[0] and (found[1] or titles):
            record.author, numbers = found
            record.inferred["author"] = "full names are parted before their last word"
        elif numbers and (_AFFILIATION.fullmatch(line) or not record.author[0].affiliation):
            read_affiliations([(0, line)], numbers, record)
        elif line in _NOTICES:
            add_publication_type(_NOTICES[line], record)
        elif line.rstrip(".") == NO_ABSTRACT:
            record.extra["abstract"] = [f"{NO_ABSTRACT}."]
        else:
            titles.append(line)
        previous = line
    _place_front_title(titles, record)
    return numbers


def _is_said_again(line: str, journal: str, record: Record) -> bool:
    """Whether a line repeats the source or the authors: readers of pages also give the parts that a browser hides."""
    if record.issued is not None and line.startswith("."):
        other = Record()
        return parse_source(f"{journal}{line}", other) and other.issued == record.issued
    return bool(record.author) and parse_full_names(line)[0] == [_bare(name) for name in record.author]


def _bare(name: Name) -> Name:
    return Name(name.family, name.given, suffix=name.suffix, literal=name.literal, initials=name.initials)


def _place_front_title(lines: list[str], record: Record) -> None:
    """Take the first of the remaining lines as the title; extractors give it twice, readers with the site's name."""
    lines = [line.removesuffix(_SITE) for line in sorted(lines, key=lambda line: line.endswith(_SITE))]
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


def is_identifiers(line: str) -> bool:
    """Whether a line begins with identifiers as they stand below a page's authors."""
    return _IDENTIFIERS.match(line) is not None


def place_identifiers(line: str, record: Record) -> bool:
    """``- PMID: 1``, or ``PMID: 1 PMCID: PMC2 DOI: 10.3/4``, perhaps without the spaces."""
    found = _IDENTIFIERS.match(line)
    if found is None:
        return False
    for kind, value in _IDENTIFIER.findall(found[0]):
        setattr(record, kind, getattr(record, kind) or (parse_doi(value) if kind == "DOI" else value))
    record.free_full_text = record.free_full_text or "Free" in found[0]
    if rest := line[found.end() :].strip():
        leave(rest, record)
    return True


def _place_source(line: str, previous: str, record: Record) -> bool:
    """``. 2010 Mar 10;303(10):959-66. doi: X.``, after a line with the journal, or after the journal in the same line."""
    start = _FRONT_SOURCE.match(line)
    if record.issued is not None or start is None or LOCATION.match(line, start.end()) is None:
        return False
    before = previous if line.startswith(".") else ""
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
    add_missing(record, other)
    record.publication_type += [
        known for known in other.publication_type if known not in record.publication_type
    ]
    return True


def read_affiliations(lines: list[Line], authors: dict[int, list[Name]], record: Record) -> None:
    """``1Department …``; an affiliation without a number is the next."""
    affiliations: dict[int, str] = {}
    for _, line in lines:
        if place_identifiers(line, record):
            continue
        number = _AFFILIATION.fullmatch(line)
        affiliations[int(number[1]) if number else len(affiliations) + 1] = (
            number[2].strip() if number else line
        )
    for number_, text in add_affiliations(authors, affiliations).items():
        record.extra.setdefault("affiliation", []).append(f"{number_} {text}")

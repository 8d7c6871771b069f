"""Web of Science's tags and kinds of works, and the steps that take them into a record's fields.

https://webofscience.help.clarivate.com/en-us/Content/wos-core-collection/woscc-field-tags.htm
"""

import re
from typing import Final

from convert.formats.tagged import takes
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.takes import Take, parts
from convert.model.dates import is_parsed, parse_spoken_date
from convert.model.identifiers import parse_doi, parse_orcid
from convert.model.names import parse_inverted_name
from convert.model.record import Affiliation, Grant, Identifier, Name, PublicationType, Record
from convert.model.types import STANDALONE

KINDS: Final = {
    "J": "article-journal",
    "B": "book",
    "S": "chapter",
    "P": "patent",
    "C": "paper-conference",
    "D": "dataset",
}
"""PT → CSL type; DT is more exact."""

TYPES: Final = {
    "Book": "book",
    "Book Chapter": "chapter",
    "Book Review": "review-book",
    "Data Set": "dataset",
    "Meeting": "paper-conference",
    "Meeting Abstract": "paper-conference",
    "Meeting Summary": "paper-conference",
    "Music Score": "musical_score",
    "Proceedings Paper": "paper-conference",
    "Script": "manuscript",
} | dict.fromkeys(
    (
        "Art Exhibit Review",
        "Dance Performance Review",
        "Database Review",
        "Film Review",
        "Hardware Review",
        "Music Performance Review",
        "Music Score Review",
        "Record Review",
        "Software Review",
        "TV Review, Radio Review",
        "Theater Review",
    ),
    "review",
)
"""Document type (DT) → CSL type, where that isn't an article's."""


def take_type(tagged: TaggedRecord) -> None:
    """PT and DT: the first document type rules (``Article; Proceedings Paper`` is an article), but a chapter is one."""
    record = tagged.record
    kind = tagged.take("PT")
    types = [*parts([tagged.take("DT")], ";")]
    record.publication_type = [PublicationType(name) for name in types if name != "-"]
    record.type = KINDS.get(kind, "document")
    if "Book Chapter" in types:
        record.type = "chapter"
    elif types and kind != "P":
        record.type = TYPES.get(types[0], record.type)
    if record.type == "book" and "BP" in tagged.values:
        record.type = "chapter"
    if kind and kind not in KINDS:
        tagged.report("unknown-type", f"unknown publication type {kind!r}; kept in extra")
        tagged.values["PT"] = [kind]


_REMARK = re.compile(r"(?<!\s)\s*\([^()@]*@[^()]*\)")


_PATENTEE = re.compile(r"([A-Z][A-Z'’-]+) ([A-Z](?: [A-Z])*)")
"""A person in the Derwent Innovations Index: ``YANG Y``."""


def parse_author(text: str) -> Name:
    """A name; Zoological Record adds the author's e-mail address.

    >>> parse_author("Roe, Robin (r@x.example) ").given, parse_author("ROE R J").family, parse_author("COIN UNIV").literal
    ('Robin', 'ROE', 'COIN UNIV')
    """
    text = _REMARK.sub("", text)
    if match := _PATENTEE.fullmatch(text):
        return Name(family=match[1], given=match[2])
    return parse_inverted_name(text)


def take_authors(tagged: TaggedRecord) -> None:
    """AF and AU: the same people, those in AF with full names. CA: groups."""
    short, full = ([*parts(tagged.take_all(tag), "\n")] for tag in ("AU", "AF"))
    if full and len(full) != len(short):
        tagged.values["AU"] = short
    tagged.record.author = [parse_author(text) for text in full or short]
    tagged.record.author += [Name(literal=text) for text in parts(tagged.take_all("CA", "GP"), "\n")]


def take_title(tagged: TaggedRecord) -> None:
    """TI, without the full stop that some of its databases put."""
    title = tagged.take("TI")
    tagged.record.title = title if title.endswith("..") else title.removesuffix(".")


def take_container(tagged: TaggedRecord) -> None:
    """SO: the journal or book, unless the record is the book. JI, or else J9: its abbreviation."""
    record = tagged.record
    source = tagged.take("SO")
    if record.type not in STANDALONE or not record.title:
        record.container_title = source
    elif source.lower() != record.title.lower():
        record.collection_title = source
    record.collection_title = tagged.take("SE") or record.collection_title
    record.iso_abbreviation = tagged.take("JI")
    record.container_title_short = record.iso_abbreviation.replace(".", "") or tagged.take("J9")


def take_dates(tagged: TaggedRecord) -> None:
    """PD and PY: the date, of which PD may have the year; EA and EY: the date of early access; an issue may not yet have one."""
    record = tagged.record
    year, early_year = tagged.take("PY"), tagged.take("EY")
    if early := tagged.take("EA") or early_year:
        record.available_date = parse_spoken_date(early, early_year)
    day = tagged.take("PD")
    if day or year:
        record.issued = parse_spoken_date(day or year, year)
        if not is_parsed(record.issued):
            tagged.report("bad-date", f"cannot parse the date {record.issued.literal!r}; kept as text")
    elif early:
        record.issued = record.available_date


_NUMBER_WORDS = re.compile(r"(?:UNSP|ARTN|ART)\.? +", re.IGNORECASE)


def take_pages(tagged: TaggedRecord) -> None:
    """PS, or BP and EP: the pages. AR: the article number."""
    record = tagged.record
    record.number = _NUMBER_WORDS.sub("", tagged.take("AR"))
    takes.pages("BP", "EP", "PS")(tagged)
    if record.type in STANDALONE:
        record.number_of_pages = tagged.take("PG")


def take_identifiers(tagged: TaggedRecord) -> None:
    """PM, or UT of MEDLINE: the PMID. UT: the accession number, with the name of its database. D2: the book's DOI."""
    record = tagged.record
    record.PMID = tagged.take("PM")
    for value in tagged.take_all("UT"):
        source, _, number = value.rpartition(":")
        if source == "MEDLINE":
            record.PMID = record.PMID or number
        else:
            record.other_id.append(Identifier(source or "WOS", value))
    if book := parse_doi(tagged.take("D2")):
        record.other_id.append(Identifier("DOI of the book", book))


_ADDRESS = re.compile(r"\[([^\]]*)\]\s*(.+)", re.DOTALL)


def take_addresses(tagged: TaggedRecord) -> None:
    """C1: addresses, each of the authors who are named before it; one that names nobody stays in ``extra``."""
    people = {f"{name.family}, {name.given}".lower(): name for name in tagged.record.author if name.family}
    left = []
    for line in parts(tagged.take_all("C1"), "\n"):
        match = _ADDRESS.match(line)
        found = [people.get(author.lower()) for author in parts([match[1]], ";")] if match else []
        for name in found:
            if name is not None and match is not None:
                name.affiliation.append(Affiliation(match[2].removesuffix(".")))
        if not found or None in found:
            left.append(line)
    tagged.values["C1"] = left


def take_orcids(tagged: TaggedRecord) -> None:
    """OI: ``Doe, Jane/0000-0002-1825-0097``; of a name that is no author's, it stays in ``extra``."""
    left = []
    for item in parts((value.replace("\n", " ") for value in tagged.take_all("OI")), ";"):
        name, _, number = item.rpartition("/")
        family, _, given = name.lower().partition(", ")
        authors = [
            author
            for author in tagged.record.author
            if author.family.lower() == family and author.given[:1].lower() == given[:1] and not author.ORCID
        ]
        if len(authors) == 1 and parse_orcid(number):
            authors[0].ORCID = parse_orcid(number)
        else:
            left.append(item)
    tagged.values["OI"] = left


_GRANT = re.compile(r"(?<![^\[\];])([^\[\];]++)(?:\[([^\[\]]*+)\])?\s*+(?:;|$)")


def take_grants(tagged: TaggedRecord) -> None:
    """FU: ``Funder [1, 2]; Another``."""
    for value in tagged.take_all("FU"):
        for funder, numbers in _GRANT.findall(value.replace("\n", " ")):
            tagged.record.grant += [
                Grant(id=number, agency=funder.strip()) for number in parts([numbers], ",")
            ] or [Grant(agency=funder.strip())]


def take_references(tagged: TaggedRecord) -> None:
    """CR: the works cited, as text; NR: how many there are."""
    cited = [
        Record(citation_text=text, DOI=parse_doi(text.rpartition("DOI ")[2]))
        for text in parts(tagged.take_all("CR"), "\n")
    ]
    if cited:
        tagged.record.related["references"] = cited
    tagged.record.number_of_references = tagged.take("NR")


STEPS: Final[tuple[Take, ...]] = (
    take_type,
    take_authors,
    takes.names("container_author", "BF", "BA"),
    takes.names("editor", "BE", "ED"),
    takes.names("translator", "TR"),
    take_title,
    take_container,
    takes.text("volume", "VL"),
    takes.text("issue", "IS"),
    takes.text("part_number", "PN"),
    takes.text("supplement_number", "SU"),
    take_pages,
    take_dates,
    takes.text("publisher", "PU"),
    takes.text("publisher_place", "PI", "PV"),
    takes.text("event_title", "CT"),
    takes.text("event_place", "CL"),
    takes.issn("ISSN_print", "SN"),
    takes.issn("ISSN_electronic", "EI"),
    takes.listed("ISBN", "BN"),
    takes.doi("DI"),
    take_identifiers,
    takes.listed("language", "LA"),
    takes.keywords("DE"),
    takes.keywords("ID", owner="WOS"),
    takes.abstract("AB"),
    take_addresses,
    take_orcids,
    take_grants,
    take_references,
)
"""In this order: the type tells what other tags mean, and names are there before their addresses."""

_TAGS = """
FN VR PT AU AF BA BF CA GP BE ED TR TI SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI FU FP FX CR NR TC Z9 Z8 ZB ZR ZS ZA
U1 U2 PU PI PA PV SN EI BN J9 JI PD PY VL IS PN SU SI MA BP EP PS AR DI DL D2 EA EY PG P2 WC WE SC GA PM UT OA HC HP DA ER EF
AN BD TN ST OR TA TY MH NM MI GS CO CN AE
"""
KNOWN: Final = frozenset(_TAGS.split())
"""The tags of Web of Science and of the databases on its platform; those without a step stay in ``extra``."""

"""Ovid's tags and names of fields, and the steps that take them into a record's fields.

The databases differ: UI is the PMID in MEDLINE, and Embase's own number in Embase. The tags are those of each database's field
guide, https://ospguides.ovid.com/OSPguides/databases.htm
"""

import re
from typing import Final

from convert.formats.endings import without_end
from convert.formats.ovid.source import parse_source
from convert.formats.tagged import takes
from convert.formats.tagged.record import TaggedRecord
from convert.formats.tagged.takes import Take, parts
from convert.model.dates import is_parsed, parse_spoken_date
from convert.model.names import parse_inverted_name
from convert.model.pages import complete_pages
from convert.model.record import Databank, Identifier, Name, PublicationType, Record

NAMES: Final = {
    "abstract": "AB",
    "abstract number": "AI",
    "accession number": "AN",
    "author": "AU",
    "authors": "AU",
    "author keywords": "KW",
    "author nameid": "OI",
    "authors full name": "FA",
    "book title": "BT",
    "clinical trial number": "CN",
    "comments": "CM",
    "conference information": "CF",
    "copyright": "CR",
    "correspondence address": "AD",
    "country of publication": "CP",
    "database": "DB",
    "document type": "PT",
    "digital object identifier": "DO",
    "doi": "DO",
    "doi number": "DO",
    "editor": "ED",
    "editors": "ED",
    "embase section headings": "SH",
    "heading words": "HW",
    "institution": "IN",
    "issn": "IS",
    "journal subset": "SB",
    "issn electronic": "ES",
    "issn linking": "IL",
    "issn print": "IS",
    "issue/part": "IP",
    "isbn": "IB",
    "journal name": "JN",
    "key concepts": "ID",
    "keyword heading": "KW",
    "keyword heading owner": "KO",
    "language": "LG",
    "link to the ovid full text or citation": "XL",
    "mesh subject headings": "MH",
    "nlm journal code": "JC",
    "page": "PG",
    "pages": "PG",
    "pmid": "PM",
    "publication date": "DP",
    "publication type": "PT",
    "publisher": "PB",
    "record owner": "RO",
    "references": "RF",
    "score": "SCORE",
    "source": "SO",
    "status": "ST",
    "subject headings": "MH",
    "tables of contents": "TC",
    "title": "TI",
    "unique identifier": "UI",
    "url": "XL",
    "version": "VI",
    "volume": "VO",
    "year of publication": "YR",
}
"""The name of a field in a citation, in lower case → its tag."""

ONCE: Final = ("UI", "VN", "AN")
"""Tags that come first in a record, and once."""

_REMARK = re.compile(r"(?<!\s)\s*\[[^\[\]]*\]|(?<!\s)\s+[\d,*+]+$")
_DEGREES = re.compile(
    r"(?>(?:(?:,|(?<![,\s]))\s+(?:Ph\.?D|M\.?D|Dr\.?P\.?H|M\.?P\.?H|M\.?Sc|M\.?A|B\.?A|B\.?Sc|R\.?N|FACSM|DO|DVM|DDS|EdD|PsyD)\b\.?)+)"
)


def parse_author(text: str) -> Name:
    """A name without remarks, numbers of institutions, and degrees.

    >>> [parse_author(text).given for text in ("Roe, Robin J. Ph.D., FACSM", "Roe, R. J. [Author; E-mail: r@x.example]", "Roe, Robin 1,2,*")]
    ['Robin J.', 'R. J.', 'Robin']
    """
    plain = without_end(_DEGREES, _REMARK.sub("", text)).strip()
    return parse_inverted_name(plain.removesuffix(".") if re.search(r"[a-z]{2}\.$", plain) else plain)


def take_authors(tagged: TaggedRecord) -> None:
    """FA, with full names, or else AU: one a line; or several between semicolons."""
    full, short = (_people(tagged, tag) for tag in ("FA", "AU"))
    if full and len(full) != len(short):
        tagged.values["AU"] = short
    tagged.record.author = [*map(parse_author, full or short)]
    tagged.record.editor = [*map(parse_author, _people(tagged, "FED") or _people(tagged, "ED"))]


_DEGREE = re.compile(r"(?:Ph\.?D|M\.?D|R\.?N|FAAN|M\.?P\.?H|M\.?Sc|DNP|EdD|PsyD)\b[\d\s,*+.]*")
"""A degree that stands between semicolons as a name does: ``Roe, Robin RN; PhD; FAAN 1``."""
_SHORT_NAMES = re.compile(r"(?:[^.;,]{1,60} [A-Z]{1,3}\. ?+){2,}+")


def _people(tagged: TaggedRecord, tag: str) -> list[str]:
    """The names: one a line, or with semicolons between; or, in a citation, with full stops: ``Doe J. Roe R.``."""
    lines = [_REMARK.sub("", line) for line in parts(tagged.take_all(tag), "\n")]
    if len(lines) == 1 and _SHORT_NAMES.fullmatch(lines[0]):
        return [*parts(lines, ".")]
    return [name for name in parts(lines, ";") if not _DEGREE.fullmatch(name)]


_KINDS = re.compile(r"(?<!\s)\s*\[(?:[A-Z][a-z]+(?:[ /][A-Z][a-z]+)*)\]\.?$")


def take_title(tagged: TaggedRecord) -> None:
    """TI, without quotes around it, the kind of work in brackets, and the full stop."""
    title = _KINDS.sub("", tagged.take("TI")).strip()
    if title.startswith('"') and title.rstrip(".").endswith('"'):
        title = title.rstrip(".")[1:-1]
    tagged.record.title = title if title.endswith("..") else title.removesuffix(".")


_TYPES: Final = (
    ("conference abstract", "paper-conference"),
    ("conference paper", "paper-conference"),
    ("conference proceeding", "paper-conference"),
    ("meeting", "paper-conference"),
    ("dissertation", "thesis"),
    ("chapter", "chapter"),
    ("authored book", "book"),
    ("edited book", "book"),
    ("book", "book"),
)
"""Words in PT → CSL type; anything else is an article."""


def take_type(tagged: TaggedRecord) -> None:
    """PT, one a line or between full stops or semicolons."""
    record = tagged.record
    types = [*parts(tagged.take_all("PT"), "\n")]
    record.publication_type = [
        PublicationType(name.rstrip(".")) for line in types for name in parts([line], ";")
    ]
    known = " ".join(types).lower()
    record.type = next((csl for word, csl in _TYPES if word in known), "article-journal")


_AHEAD: Final = re.compile(r"Publish Ahead of Print\b(?:.*,)? *(\d{1,2} \w+ \d{4})")
"""Journals@Ovid: the source is the journal's name alone then, and the status has the date."""
_SOURCE_FIELDS: Final = ("container_title", "volume", "issue", "page", "number", "event_title", "event_place")


def take_source(tagged: TaggedRecord) -> None:
    """JN, VO, IP, PG, DP, YR, where a database has them; the rest is parted from SO, the citation as one text."""
    record = tagged.record
    record.container_title, record.container_title_short = tagged.take("JN", "BT"), tagged.take("JA")
    record.volume, record.issue, record.page = (
        tagged.take("VO"),
        tagged.take("IP"),
        complete_pages(tagged.take("PG")),
    )
    date = tagged.take("DP")
    year = tagged.take("YR") or date
    source = tagged.take("SO")
    found = parse_source(source) if source else None
    if found is None and (ahead := _AHEAD.match("".join(tagged.values.get("ST", [])[:1]))):
        found = Record(container_title=source.rstrip(". "), issued=parse_spoken_date(ahead[1]))
        record.publication_status = "aheadofprint"
    if found is not None:
        for field in _SOURCE_FIELDS:
            if value := getattr(found, field):
                setattr(record, field, getattr(record, field) or value)
        record.issued = found.issued
        record.editor = record.editor or found.editor
    given = parse_spoken_date(date or year, year) if year else None
    if given is not None and (
        record.issued is None or given.year != record.issued.year or (given.month and not record.issued.month)
    ):
        record.issued = given
    if source:
        record.citation_text = source
        if found is None:
            tagged.report("no-citation", "the source is in no form that is known; it is kept as text")
    if record.issued is not None and not is_parsed(record.issued):
        tagged.report("bad-date", f"cannot parse the date {record.issued.literal!r}; kept as text")


_WORDS_BEFORE_NUMBER = re.compile(r"^[^:]*:\s*")


def take_identifiers(tagged: TaggedRecord) -> None:
    """UI: the PMID in MEDLINE, else the database's own number, as AN is. PM: the PMID in PsycINFO."""
    record = tagged.record
    record.source_database = tagged.take("DB", "RO").removesuffix(".")
    owner = record.source_database.lower()
    numbers = [
        number
        for value in tagged.take_all("UI", "AN")
        if (number := _WORDS_BEFORE_NUMBER.sub("", value).rstrip("."))
    ]
    record.PMID = tagged.take("PM")
    if "medline" in owner and "embase" not in owner and numbers and numbers[0].isdecimal():
        record.PMID = record.PMID or numbers.pop(0)
    record.other_id += [
        Identifier(record.source_database or "Ovid", number) for number in dict.fromkeys(numbers)
    ]
    trials = [*parts(tagged.take_all("CN", "NCT"), "\n")]
    if trials:
        record.databank.append(Databank("ClinicalTrials.gov" if trials[0].startswith("NCT") else "", trials))


def take_keywords(tagged: TaggedRecord) -> None:
    """KW, ID: keywords; Journals@Ovid ends them with a full stop."""
    for tag in ("KW", "ID"):
        if values := tagged.values.get(tag):
            tagged.values[tag] = [*values[:-1], values[-1].removesuffix(".")]
    takes.keywords("KW", "ID")(tagged)


def take_language(tagged: TaggedRecord) -> None:
    """LG, without Journals@Ovid's full stop."""
    tagged.record.language = [name.rstrip(".") for name in parts(tagged.take_all("LG"), ";")]


_KEPT_ONCE: Final = ("OD", "DJ", "HW")
"""The subject headings again."""


def drop_repeated(tagged: TaggedRecord) -> None:
    """Leave out what says again what the subject headings say."""
    headings = {keyword.term.lower() for keyword in tagged.record.keyword}
    for tag in _KEPT_ONCE:
        values = [*parts(tagged.take_all(tag), "\n")]
        tagged.values[tag] = [value for value in values if value.lstrip("*").lower() not in headings]
    tagged.take_all("VN", "SCORE")


STEPS: Final[tuple[Take, ...]] = (
    take_type,
    take_authors,
    take_title,
    take_source,
    take_identifiers,
    takes.doi("DO", "DI"),
    takes.issn("ISSN_print", "IS"),
    takes.issn("ISSN_electronic", "ES", "IT"),
    takes.issn("ISSN_linking", "IL"),
    takes.listed("ISBN", "IB"),
    takes.text("publisher", "PB", "PU"),
    take_language,
    takes.keywords("MH", between="\n"),
    take_keywords,
    drop_repeated,
    takes.abstract("AB"),
    takes.text("copyright", "CR"),
    takes.text("URL", "XL"),
    takes.text("journal_country", "CP"),
)

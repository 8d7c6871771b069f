"""Functions that take the values of RIS tags into a record's fields: ``TaggedRecord`` → its ``record``.

A step is here if it needs several tags to understand one; a tag that is simply a field is a row of
``convert.formats.ris.tables``. Refer and EndNote XML share both: their fields are those of RIS under other names.
The tags: https://github.com/aurimasv/translators/wiki/RIS-Tag-Map
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from convert.formats.ris.extra_lines import take_extra_lines
from convert.formats.tagged.record import TaggedRecord
from convert.model.dates import is_parsed, parse_date, parse_slashed_date
from convert.model.identifiers import PLACEHOLDERS, parse_doi, parse_issn, parse_pmcid, parse_pmid
from convert.model.names import parse_inverted_name
from convert.model.pages import complete_pages
from convert.model.record import AbstractSection, Date, Keyword, Name, Record
from convert.model.text.abstracts import parse_abstract
from convert.model.types import ARTICLES, STANDALONE

Take = Callable[[TaggedRecord], None]


# --- one tag and its alternatives ---


def take_text(field: str, tags: Sequence[str]) -> Take:
    """Make the step that takes the text of the first tag that is present."""

    def take(tagged: TaggedRecord) -> None:
        if not tagged.values.keys().isdisjoint(tags) and (text := tagged.take(*tags)):
            setattr(tagged.record, field, text)

    return take


def take_names(role: str, tags: Sequence[str]) -> Take:
    """Make the step that takes the names of all these tags."""

    def take(tagged: TaggedRecord) -> None:
        if not tagged.values.keys().isdisjoint(tags):
            names: list[Name] = getattr(tagged.record, role)
            for text in tagged.take_all(*tags):
                names += parse_names(text)

    return take


def take_second_authors(tagged: TaggedRecord) -> None:
    """A2: the editors; those of the series in a whole book, as EndNote writes it."""
    if "A2" in tagged.values:
        role = "collection_editor" if tagged.record.type in STANDALONE else "editor"
        take_names(role, ("A2",))(tagged)


def parse_names(text: str) -> list[Name]:
    """Parse the names in one value: several if each part has a comma; else one, in whose name our writer puts ``;`` for a comma.

    A group that ends with a comma is one name.

    >>> [name.literal for name in parse_names("Sciences, and Medicine; Board on Sciences,")]
    ['Sciences, and Medicine; Board on Sciences']
    >>> [name.family or name.literal for text in ("Smith, J.; Doe, K.", "Heart; Lung Group") for name in parse_names(text)]
    ['Smith', 'Doe', 'Heart, Lung Group']
    """
    parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    if len(parts) < 2 or all("," in part.rstrip(",") for part in parts):
        return [parse_inverted_name(part) for part in parts]
    if text.endswith(","):
        return [parse_inverted_name(text)]
    return [Name(literal=", ".join(parts))]


# --- what the record is, and its titles ---


def take_type(tagged: TaggedRecord) -> None:
    """TY: the reference type."""
    name = tagged.take("TY")
    if not name:
        tagged.report("missing-ty", "the record has no reference type")
    elif (csl_type := tagged.types.get(name.upper())) is not None:
        tagged.record.type = csl_type
    else:
        tagged.report("unknown-type", f"unknown reference type {name!r}; kept in extra")
        tagged.record.type = "document"
        tagged.values["TY"] = [name]


def take_titles(tagged: TaggedRecord) -> None:
    """T2, JF, JO, JA, J1, J2, BT: the journal and its abbreviation, the book or the series."""
    record = tagged.record
    if record.type in STANDALONE:
        record.collection_title = tagged.take("T2") or tagged.take("T3")
        record.title = tagged.take("TI", "T1", "CT", "BT")
    abbreviation = tagged.take("J2", "JA", "J1")
    if "JF" in tagged.values and abbreviation and tagged.values.get("T2", [""])[0] == abbreviation:
        del tagged.values["T2"]
    full = tagged.take("T2", "JF", "BT") or tagged.take("JO")
    record.container_title = full
    record.container_title_short = abbreviation
    if not abbreviation and (other := tagged.take("JO")) != full:
        record.container_title_short = other


# --- dates ---


def take_dates(tagged: TaggedRecord) -> None:
    """PY, Y1, DA: the most exact of those that agree on the year, on a tie the first. Y2: the day of access."""
    best: Date | None = None
    for tag, text in tagged.peek("PY", "Y1", "DA"):
        date = _parse_date_beside(best, text)
        if best is not None and date.year not in (None, best.year):
            continue
        tagged.drop(tag, text)
        if best is None or _exactness(date) > _exactness(best):
            best = date
    tagged.record.issued = _reported(tagged, best)
    if accessed := tagged.take("Y2"):
        tagged.record.accessed = _reported(tagged, parse_slashed_date(accessed))


def _parse_date_beside(best: Date | None, text: str) -> Date:
    """Parse a date that may lack the year which another tag gives."""
    date = parse_slashed_date(text)
    if best is None or (date.year is not None and is_parsed(date)):
        return date
    completed = parse_slashed_date(f"{best.year} {text}")
    return completed if is_parsed(completed) or date.year is None else date


def _exactness(date: Date) -> int:
    parts = (date.year, date.month or date.season or date.end or date.literal, date.day)
    return sum(part not in (None, "") for part in parts)


def _reported(tagged: TaggedRecord, date: Date | None) -> Date | None:
    """Report a date that was not parsed; return any date."""
    if date is not None and not is_parsed(date):
        tagged.report("bad-date", f"cannot parse the date {date.literal!r}; kept as text")
    return date


# --- pages and numbers ---


def take_pages(tagged: TaggedRecord) -> None:
    """SP, EP, C7: pages, an article number, or the number of a book's pages."""
    record = tagged.record
    first, last = tagged.take("SP"), tagged.take("EP")
    record.number = tagged.take("C7")
    if first == record.number and not last:  # the article number stands in for pages
        first = ""
    if last and last != first and "-" not in first:
        first = f"{first}-{last}" if first else last
    if record.type in STANDALONE and first.isdecimal():
        record.number_of_pages = first
    else:
        record.page = complete_pages(first)


_ISSUE = re.compile(
    r"(?=.{1,25}$)(?=.*(?:\d|suppl|spec|part))[\w./()+&–—-]+(?: [\w./()+&–—-]+){0,3}", re.IGNORECASE
)
_NUMBER = re.compile(r"(?!Ph\.? ?D|Ed\.?D|M\.?[AS]\b)[^@(:;][^@:;]{0,59}")
"""What an issue and the number of a report look like: into M1, Embase writes addresses, RefWorks kinds of works, others degrees."""


def _take_if(form: re.Pattern[str], tag: str, tagged: TaggedRecord) -> str:
    """Take the first value of a tag if it has this form."""
    return tagged.take(tag) if tag in tagged.values and form.fullmatch(tagged.values[tag][0]) else ""


def take_numbers(tagged: TaggedRecord) -> None:
    """M1, CP, SE, ET, M3: the record's type tells what they mean."""
    record = tagged.record
    is_article = record.type in ARTICLES
    if is_article and "IS" not in tagged.values:
        record.issue = _take_if(_ISSUE, "M1", tagged) or _take_if(_ISSUE, "CP", tagged)
    elif not record.number:
        record.number = _take_if(_NUMBER, "M1", tagged)
    section = tagged.take("SE")
    setattr(record, "chapter_number" if record.type == "chapter" else "section", section)
    _take_edition(record, tagged.take("ET"))
    if not is_article and not record.genre and not parse_doi(tagged.values.get("M3", [""])[0]):
        record.genre = tagged.take("M3")


def _take_edition(record: Record, edition: str) -> None:
    """ET: the edition, or EndNote's electronic date of an article."""
    date = parse_date(edition) if record.type in ARTICLES or record.type == "article" else Date()
    if date.year is not None and is_parsed(date):
        record.available_date = record.available_date or date
    else:
        record.edition = edition


# --- identifiers ---


def take_identifiers(tagged: TaggedRecord) -> None:
    """DO, DI, M3, U1, U2, C2, C5, C6, AN, ID; ``identifiers.settle`` finds those in addresses and notes."""
    record = tagged.record
    for tag, text in tagged.peek("DO", "DI", "M3"):
        if (doi := parse_doi(text)) and record.DOI.lower() in ("", doi.lower()):
            record.DOI = record.DOI or doi
            tagged.drop(tag, text)
    for tag, text in tagged.peek("U1", "U2"):
        if match := re.fullmatch(r"(\w+) ?\[(pmid|pmcid)\]", text):  # NCBI's
            setattr(record, match[2].upper(), match[1])
            tagged.drop(tag, text)
    for tag, text in tagged.peek("C2"):
        if text.upper().startswith("PMC") and record.PMCID in ("", parse_pmcid(text)):
            record.PMCID = parse_pmcid(text)
            tagged.drop(tag, text)
    record.manuscript_id = tagged.take_all("C6")
    database = " ".join(tagged.values.get("DB", []) + tagged.values.get("DP", [])).lower()
    for tag, databases in _TAGS_OF_PMID:
        if tag in tagged.values:
            _take_pmid(tagged, tag, databases, database)


_OF_NLM: Final = ("pubmed", "medline", "nlm", "ncbi")
_TAGS_OF_PMID: Final = (
    ("AN", (*_OF_NLM, "")),
    ("C2", ("scopus", "")),  # without a database: JabRef
    ("C5", ("embase",)),
    ("ID", ("ovid medline",)),
)
"""Tag → the databases whose exports have the PMID there, as digits alone; empty: also if none is named."""
_LONG: Final = 5
"""How many digits a PMID has at least that no database vouches for."""


def _take_pmid(tagged: TaggedRecord, tag: str, databases: Sequence[str], database: str) -> None:
    """Take a PMID from a tag that has it in some databases."""
    record = tagged.record
    number = tagged.values[tag][0]
    if not number.isdecimal() or parse_pmid(number) != number or record.PMID not in ("", number):
        return
    if not (any(name and name in database for name in databases) or (not database and "" in databases)):
        return
    if not database:
        if tag != "AN" and len(number) < _LONG:
            return
        if not record.PMID:
            record.inferred["PMID"] = f"{_WHAT[tag]} of up to eight digits, of a database that is not named"
    record.PMID = number
    if tag != "ID":
        tagged.drop(tag, number)


_WHAT: Final = {"AN": "an accession number", "C2": "a number in C2"}


_ISSN_FIELDS: Final = {"print": "ISSN_print", "electronic": "ISSN_electronic", "linking": "ISSN_linking"}


def take_standard_numbers(tagged: TaggedRecord) -> None:
    """SN: ISSNs, which may name their medium, or ISBNs; a line may have several."""
    record = tagged.record
    for text in tagged.take_all("SN"):
        for number in re.split(r"[;,\n]\s*|\s+(?=\d)", text):
            plain, _, medium = number.partition("(") if number.endswith(")") else (number, "", "")
            if issn := parse_issn(plain):
                if field := _ISSN_FIELDS.get(medium.removesuffix(")").lower()):
                    setattr(record, field, issn)
                if record.ISSN not in ("", issn) and not field:
                    tagged.values.setdefault("SN", []).append(number)
                record.ISSN = record.ISSN or issn
            elif number and number not in PLACEHOLDERS:
                record.ISBN.append(number)


# --- texts ---


def take_abstract(tagged: TaggedRecord) -> None:
    """AB, or else N2: the abstract. N1, RN, and N2 beside AB: notes."""
    record = tagged.record
    sections: list[AbstractSection] = []
    for text in tagged.take_all("AB") or tagged.take_all("N2"):
        sections += parse_abstract(" ".join(text.split("\n")))
    record.abstract = sections
    if any(section.label for section in sections):
        record.inferred["abstract"] = "its sections are told by labels in capitals"
    record.note = "\n\n".join(tagged.take_all("N1", "N2", "RN"))


def take_keywords(tagged: TaggedRecord) -> None:
    """KW: a keyword; or several on lines of their own (EndNote), between semicolons, or between more than two commas."""
    texts = tagged.take_all("KW")
    words = [word for text in texts for word in re.split(r"\s*[;\n]\s*", text)]
    if len(words) == 1 and words[0].count(", ") > 2:
        words = words[0].split(", ")
        tagged.record.inferred["keyword"] = "parted at commas"
    tagged.record.keyword = [Keyword(word.lstrip("*"), word.startswith("*")) for word in words if word]


def take_addresses(tagged: TaggedRecord) -> None:
    """UR, LK: the first is the URL, but ``PM:1`` is a PMID. LA: languages."""
    record = tagged.record
    for tag, text in tagged.peek("UR", "LK"):
        if text.startswith("PM:") and text[3:].isdecimal():
            record.PMID = text[3:]
            tagged.drop(tag, text)
    record.URL = tagged.take("UR", "LK")
    record.language = [code for text in tagged.take_all("LA") for code in re.split(r"[,;]\s*", text)]


STEPS: Final[tuple[Take, ...]] = (
    take_type,
    take_extra_lines,  # may change the type
    take_titles,
    take_dates,
    take_pages,
    take_identifiers,  # those in M3 and UR, before these are taken as texts
    take_numbers,
    take_standard_numbers,
    take_abstract,
    take_keywords,
    take_addresses,
)
"""What needs an order; all rows of one tag follow."""

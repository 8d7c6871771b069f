"""The fields that reference managers share, under RIS's tags → a record.

EndNote, RIS and Refer have one model: a kind of reference, and values under some seventy names. All values of a record
are gathered by their tags first, because programs disagree on what a tag means, and only the others beside it tell:
``JO`` is the journal, or its abbreviation where ``T2`` is, too. The tags:
https://github.com/aurimasv/translators/wiki/RIS-Tag-Map
"""

import re
from collections.abc import Callable, Mapping

from convert.model.dates import is_parsed, parse_date, parse_slashed_date
from convert.model.identifiers import parse_doi, parse_pmcid
from convert.model.names import parse_inverted_name
from convert.model.pages import complete_pages
from convert.model.record import AbstractSection, Date, Keyword, Name, Record, Source
from convert.model.text.abstracts import parse_abstract
from convert.streams.codes import Severity
from convert.streams.problems import Problem, Warn

ENDNOTE_TYPES = {
    "ANCIENT TEXT": "classic",
    "ARTWORK": "graphic",
    "AUDIOVISUAL MATERIAL": "song",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "BOOK SECTION": "chapter",
    "CASE": "legal_case",
    "CLASSICAL WORK": "classic",
    "COMPUTER PROGRAM": "software",
    "CONFERENCE PAPER": "paper-conference",
    "CONFERENCE PROCEEDINGS": "paper-conference",
    "DATASET": "dataset",
    "DICTIONARY": "entry-dictionary",
    "EDITED BOOK": "book",
    "ELECTRONIC ARTICLE": "article-journal",
    "ELECTRONIC BOOK": "book",
    "ELECTRONIC BOOK SECTION": "chapter",
    "ELECTRONIC SOURCE": "webpage",
    "ENCYCLOPEDIA": "entry-encyclopedia",
    "FIGURE": "figure",
    "FILM OR BROADCAST": "motion_picture",
    "GENERIC": "document",
    "GOVERNMENT DOCUMENT": "report",
    "HEARING": "hearing",
    "JOURNAL ARTICLE": "article-journal",
    "LEGAL RULE OR REGULATION": "regulation",
    "MAGAZINE ARTICLE": "article-magazine",
    "MANUSCRIPT": "manuscript",
    "MAP": "map",
    "MUSIC": "musical_score",
    "NEWSPAPER ARTICLE": "article-newspaper",
    "PAMPHLET": "pamphlet",
    "PATENT": "patent",
    "PERSONAL COMMUNICATION": "personal_communication",
    "PREPRINT": "article",
    "REPORT": "report",
    "SERIAL": "periodical",
    "STANDARD": "standard",
    "STATUTE": "legislation",
    "THESIS": "thesis",
    "UNPUBLISHED WORK": "manuscript",
    "WEB PAGE": "webpage",
}
"""EndNote's kind of reference, in capitals → CSL type."""

ARTICLES = frozenset({"article-journal", "article-magazine", "article-newspaper"})
BOOKS = frozenset({"book", "classic", "periodical"})
"""Types whose ``T2`` is a series, and whose ``BT`` is the title itself."""

TEXTS = {
    "title": "TI T1 CT",
    "title_short": "ST",
    "collection_title": "T3",
    "volume": "VL VO",
    "issue": "IS",
    "publisher": "PB",
    "publisher_place": "CY PP",
    "number_of_volumes": "NV",
    "reviewed_title": "RI",
    "call_number": "CN",
    "archive": "DB",
    "archive_location": "AV",
    "source_database": "DP",
    "copyright": "CR",
    "id": "ID",
}
"""Field → the tags that say it, the first that is there is taken; what another one says beside it goes to ``extra``."""

NAMES = {
    "AU": "author",
    "A1": "author",
    "A2": "editor",
    "ED": "editor",
    "A3": "collection_editor",
    "A4": "translator",
}

ZOTERO_LINES = {
    "pmid": "PMID",
    "pmcid": "PMCID",
    "original-title": "original_title",
    "available-date": "available_date",
    "type": "type",
    "doi": "DOI",
    "issn": "ISSN",
    "rights": "copyright",
    "archive id": "pii",
}
"""Keys of the lines of ``M2``, where Zotero keeps what RIS has no tag for → fields."""


class Draft:
    """The values of a record by their tags, and the record that is made of them."""

    __slots__ = ("last", "line", "ordinal", "record", "types", "values", "warn")

    def __init__(
        self, format_name: str, types: Mapping[str, str], line: int, ordinal: int, warn: Warn
    ) -> None:
        """``types``: the format's kinds of reference, in capitals → CSL's."""
        self.types = types
        self.line = line
        self.ordinal = ordinal
        self.warn = warn
        self.values: dict[str, list[str]] = {}
        """Tag → its values; each is taken out when it has found its field. A value may be of several lines."""
        self.last: list[str] = []
        """The values to whose last one a line without a tag belongs."""
        self.record = Record(source=Source(line=line, format=format_name))

    def add(self, tag: str, value: str) -> None:
        """Add a line; one without a tag continues the value before it."""
        if tag:
            self.last = self.values.setdefault(tag, [])
            self.last.append(value)
        elif value:
            self.last[-1] = f"{self.last[-1]}\n{value}".lstrip("\n")

    def take(self, tags: str) -> str:
        """The first value of the first of ``tags`` that is there; the same value under another of them goes with it."""
        found = ""
        for tag in tags.split():
            for text in self.values.get(tag, ())[:1]:
                value = " ".join(text.split("\n"))
                found = found or value
                if value in ("", found):
                    self.drop(tag, text)
        return found

    def take_all(self, tag: str) -> list[str]:
        """All values of ``tag``."""
        return [value for value in self.values.pop(tag, ()) if value]

    def drop(self, tag: str, text: str) -> None:
        """Take one value out."""
        self.values[tag].remove(text)
        if not self.values[tag]:
            del self.values[tag]

    def finish(self) -> Record:
        """All values in their fields; what has none in ``extra``."""
        record = self.record
        for step in STEPS:
            step(self)
        for field, tags in TEXTS.items():
            if value := self.take(tags):
                setattr(record, field, value)
        for tag, values in self.values.items():
            if kept := [value for value in values if value]:
                record.extra[tag] = kept
        return record

    def report(self, code: str, message: str, *, severity: Severity = "warning") -> None:
        """Tell of a trouble with this record."""
        name = self.values.get("AN") or self.values.get("ID") or [str(self.ordinal)]
        self.warn(Problem(code, message, line=self.line, record=name[0], severity=severity))


# --- what several tags say together ------------------------------------------------------------------------------------


def take_type(draft: Draft) -> None:
    """TY."""
    kind = draft.take("TY")
    if not kind:
        draft.report("missing-ty", "the record does not say what it is")
    elif (csl := draft.types.get(kind.upper())) is not None:
        draft.record.type = csl
    else:
        draft.report("unknown-type", f"there is no reference type {kind!r}; it is kept in extra")
        draft.record.type = "document"
        draft.values["TY"] = [kind]


def take_lines_of_zotero(draft: Draft) -> None:
    """M2: lines as Zotero has them in its field Extra, ``PMID: 1``; EndNote's is the start page."""
    record = draft.record
    for text in draft.take_all("M2"):
        for line in text.split("\n"):
            key, _, value = line.partition(": ")
            field = ZOTERO_LINES.get(key.lower(), "")
            if field == "type" and value == "preprint":
                record.type, record.genre = "article", "preprint"
            elif field == "available_date":
                record.available_date = parse_date(value)
            elif field not in ("", "type"):
                setattr(record, field, value)
            elif line.isdecimal() and "SP" not in draft.values:
                draft.values["SP"] = [line]
            else:
                draft.values.setdefault("M2", []).append(line)


def take_names(draft: Draft) -> None:
    """AU and its like; the second author of a whole book is EndNote's series editor."""
    for tag, role in NAMES.items():
        if tag not in draft.values:
            continue
        is_series = tag == "A2" and draft.record.type in BOOKS
        names: list[Name] = getattr(draft.record, "collection_editor" if is_series else role)
        for text in draft.take_all(tag):
            names += parse_names(text)


def parse_names(text: str) -> list[Name]:
    """The names in one line: one, but where each part has a comma of its own; our own writer parts a group's with ``;``.

    A group that ends with a comma is whole.

    >>> [name.literal for name in parse_names("Sciences, and Medicine; Board on Sciences,")]
    ['Sciences, and Medicine; Board on Sciences']
    >>> [name.family or name.literal for text in ("Smith, J.; Doe, K.", "Heart; Lung Group") for name in parse_names(text)]
    ['Smith', 'Doe', 'Heart, Lung Group']
    """
    parts = [part.strip() for part in _NAMES_END.split(text) if part.strip()]
    if len(parts) < 2 or all("," in part.rstrip(",") for part in parts):
        return [parse_inverted_name(part) for part in parts]
    if text.endswith(","):
        return [parse_inverted_name(text)]
    return [Name(literal=", ".join(parts))]


_NAMES_END = re.compile(r"[;\n]")


def take_titles(draft: Draft) -> None:
    """T2, JF, JO, JA, J2, BT: the journal and its abbreviation, or the book, or the series."""
    record = draft.record
    if record.type in BOOKS:
        record.collection_title = draft.take("T2") or draft.take("T3")
        record.title = draft.take("TI T1 CT BT")
    abbreviation = draft.take("J2 JA J1")
    if "JF" in draft.values and abbreviation and draft.values.get("T2", [""])[0] == abbreviation:
        del draft.values["T2"]
    full = draft.take("T2 JF BT") or draft.take("JO")
    record.container_title = full
    record.container_title_short = abbreviation
    if not abbreviation and (other := draft.take("JO")) != full:
        record.container_title_short = other


def take_dates(draft: Draft) -> None:
    """PY, Y1, DA: the most exact of those that agree on the year; DA may lack it. Y2 is the day of access."""
    best: Date | None = None
    for tag in ("PY", "Y1", "DA"):
        for text in draft.values.get(tag, ())[:1]:
            date = parse_slashed_date(text)
            if best is not None and (date.year is None or not is_parsed(date)):
                completed = parse_slashed_date(f"{best.year} {text}")
                date = completed if is_parsed(completed) or date.year is None else date
            if best is not None and date.year not in (None, best.year):
                continue
            draft.drop(tag, text)
            if best is None or _exactness(date) > _exactness(best):
                best = date
    draft.record.issued = checked(draft, best)
    if accessed := draft.take("Y2"):
        draft.record.accessed = checked(draft, parse_slashed_date(accessed))


def _exactness(date: Date) -> int:
    parts = (date.year, date.month or date.season or date.end or date.literal, date.day)
    return sum(part not in (None, "") for part in parts)


def checked(draft: Draft, date: Date | None) -> Date | None:
    """A date; one that can't be parsed is reported."""
    if date is not None and not is_parsed(date):
        draft.report("bad-date", f"a date that can't be parsed: {date.literal!r}")
    return date


def take_pages(draft: Draft) -> None:
    """SP, EP and C7: pages, an article number, or the extent of a book."""
    record = draft.record
    first, last = draft.take("SP"), draft.take("EP")
    record.number = draft.take("C7")
    if first == record.number and not last:  # the article number stands in for pages
        first = ""
    if last and last != first and "-" not in first:
        first = f"{first}-{last}" if first else last
    if record.type in BOOKS and first.isdecimal():
        record.number_of_pages = first
    else:
        record.page = complete_pages(first)


def take_numbers(draft: Draft) -> None:
    """M1, CP, SE, ET, M3: what they are depends on what the record is."""
    record = draft.record
    is_article = record.type in ARTICLES
    if is_article and "IS" not in draft.values:
        record.issue = draft.take("M1 CP")
    elif not record.number:
        record.number = draft.take("M1")
    place = draft.take("SE")
    setattr(record, "chapter_number" if record.type == "chapter" else "section", place)
    edition = draft.take("ET")
    if (
        (is_article or record.type == "article")
        and (date := parse_date(edition)).year is not None
        and is_parsed(date)
    ):
        record.available_date = record.available_date or date
    else:
        record.edition = edition
    if not is_article and not record.genre and not parse_doi(draft.values.get("M3", [""])[0]):
        record.genre = draft.take("M3")


_NCBI_ID = re.compile(r"(\w+) ?\[(pmid|pmcid)\]")


def take_identifiers(draft: Draft) -> None:
    """DO, M3, U1, U2, C2, C6, AN: a PMID is told from other accession numbers by its database, if there is one."""
    record = draft.record
    for tag in ("DO", "DI", "M3", "UR", "LK"):
        for text in draft.values.get(tag, ())[:1]:
            if (doi := parse_doi(text)) and record.DOI in ("", doi):
                record.DOI = doi
                if tag not in ("UR", "LK"):
                    draft.drop(tag, text)
    for tag in ("U1", "U2"):
        for text in draft.values.get(tag, ())[:1]:
            if match := _NCBI_ID.fullmatch(text):
                setattr(record, match[2].upper(), match[1])
                draft.drop(tag, text)
    for text in draft.values.get("C2", ())[:1]:
        if text.upper().startswith("PMC") and record.PMCID in ("", parse_pmcid(text)):
            record.PMCID = parse_pmcid(text)
            draft.drop("C2", text)
    record.manuscript_id = draft.take_all("C6")
    take_accession_number(draft)


def take_accession_number(draft: Draft) -> None:
    """AN."""
    record = draft.record
    number = draft.values.get("AN", [""])[0]
    if not number.isdecimal() or len(number) > 8 or record.PMID not in ("", number):
        return
    database = " ".join(draft.values.get("DB", []) + draft.values.get("DP", [])).lower()
    if database and not any(name in database for name in ("pubmed", "medline", "nlm", "ncbi")):
        return
    if not record.PMID and not database:
        record.inferred["PMID"] = "an accession number of up to eight digits, of a database that is not named"
    record.PMID = draft.take("AN")


_ISSN = re.compile(r"(\d{4})-?(\d{3}[\dXx])(?: \((\w+)\))?")
_ISSN_FIELDS = {"print": "ISSN_print", "electronic": "ISSN_electronic", "linking": "ISSN_linking"}


def take_standard_numbers(draft: Draft) -> None:
    """SN: ISSNs, which may name their medium, or ISBNs; several may share a line."""
    record = draft.record
    for text in draft.take_all("SN"):
        for number in re.split(r"[;,\n]\s*|\s+(?=\d)", text):
            if match := _ISSN.fullmatch(number):
                issn = f"{match[1]}-{match[2].upper()}"
                if field := _ISSN_FIELDS.get((match[3] or "").lower()):
                    setattr(record, field, issn)
                if record.ISSN and not match[3]:
                    draft.values.setdefault("SN", []).append(number)
                record.ISSN = record.ISSN or issn
            elif number:
                record.ISBN.append(number)


def take_abstract(draft: Draft) -> None:
    """AB, or else N2, which beside AB is a note."""
    sections: list[AbstractSection] = []
    for text in draft.take_all("AB") or draft.take_all("N2"):
        sections += parse_abstract(" ".join(text.split("\n")))
    draft.record.abstract = sections
    if any(section.label for section in sections):
        draft.record.inferred["abstract"] = "its sections are told by labels in capitals"
    draft.record.note = "\n".join(text for tag in ("N1", "N2", "RN") for text in draft.take_all(tag))


def take_keywords(draft: Draft) -> None:
    """KW: one in a line is the rule; EndNote lists them in the lines after, others part them with semicolons."""
    texts = draft.take_all("KW")
    words = [word for text in texts for word in re.split(r"\s*[;\n]\s*", text)]
    if len(words) == 1 and words[0].count(", ") > 2:
        words = words[0].split(", ")
        draft.record.inferred["keyword"] = "parted at commas"
    draft.record.keyword = [Keyword(word.lstrip("*"), word.startswith("*")) for word in words if word]


def take_addresses(draft: Draft) -> None:
    """UR and LK: the first is the work's; ``PM:1`` is a PMID. LA: languages."""
    record = draft.record
    for tag in ("UR", "LK"):
        for text in draft.values.get(tag, ())[:1]:
            if text.startswith("PM:") and text[3:].isdecimal():
                record.PMID = text[3:]
                draft.drop(tag, text)
    record.URL = draft.take("UR LK")
    record.language = [code for text in draft.take_all("LA") for code in re.split(r"[,;]\s*", text)]


STEPS: tuple[Callable[[Draft], None], ...] = (
    take_type,
    take_lines_of_zotero,
    take_names,
    take_titles,
    take_dates,
    take_pages,
    take_identifiers,
    take_numbers,
    take_standard_numbers,
    take_abstract,
    take_keywords,
    take_addresses,
)

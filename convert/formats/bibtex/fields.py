r"""The fields of a BibTeX or BibLaTeX entry → a record.

Their names: chapter 2 of https://ctan.org/pkg/biblatex; BibTeX's own are among them, or their aliases. A field whose
meaning depends on the type of the entry, or on other fields, has a handler; all that is unknown goes to ``extra``.
"""

import re
from collections.abc import Callable
from typing import Any

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from convert.formats.latex.read import from_latex
from convert.model.dates import MONTHS, is_parsed, parse_date
from convert.model.identifiers import parse_doi, parse_pmcid
from convert.model.pages import complete_pages
from convert.model.record import Date, Keyword, Name, Record, Source
from convert.model.text.abstracts import parse_abstract
from convert.streams.problems import Problem, Warn

Fields = dict[str, str]
"""A field's name in lower case → its value, in LaTeX, without its outer braces."""

TYPES = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
"""Entry type → CSL type."""

GENRES = {"mastersthesis": "Master's thesis", "phdthesis": "PhD thesis"}

TEXTS = {
    "title_short": "shorttitle",
    "original_title": "origtitle",
    "collection_title": "series",
    "container_title_short": "shortjournal",
    "edition": "edition",
    "version": "version",
    "volume": "volume",
    "number_of_volumes": "volumes",
    "part_number": "part",
    "chapter_number": "chapter",
    "number_of_pages": "pagetotal",
    "event_title": "eventtitle",
    "event_place": "venue",
    "publisher_place": "address location",
    "original_publisher": "origpublisher",
    "original_publisher_place": "origlocation",
    "status": "pubstate",
    "copyright": "copyright",
    "note": "note",
    "annote": "annote annotation",
    "call_number": "library",
}
"""Field of the record → fields of the entry, of which the first that is there is taken."""

NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container_author",
}

DATES = {"urldate": "accessed", "origdate": "original_date", "eventdate": "event_date"}

LANGUAGES = {
    "arabic": "ara",
    "bulgarian": "bul",
    "catalan": "cat",
    "chinese": "chi",
    "croatian": "hrv",
    "czech": "cze",
    "danish": "dan",
    "dutch": "dut",
    "english": "eng",
    "american": "eng",
    "british": "eng",
    "usenglish": "eng",
    "ukenglish": "eng",
    "estonian": "est",
    "finnish": "fin",
    "french": "fre",
    "german": "ger",
    "ngerman": "ger",
    "greek": "gre",
    "hebrew": "heb",
    "hungarian": "hun",
    "icelandic": "ice",
    "italian": "ita",
    "japanese": "jpn",
    "korean": "kor",
    "latin": "lat",
    "latvian": "lav",
    "lithuanian": "lit",
    "norwegian": "nor",
    "persian": "per",
    "polish": "pol",
    "portuguese": "por",
    "romanian": "rum",
    "russian": "rus",
    "serbian": "srp",
    "slovak": "slo",
    "slovene": "slv",
    "spanish": "spa",
    "swedish": "swe",
    "thai": "tha",
    "turkish": "tur",
    "ukrainian": "ukr",
    "vietnamese": "vie",
}
"""BibLaTeX's and babel's names → PubMed's codes; any other language stays as it is spelled."""

ARTICLES = frozenset({"article", "suppperiodical", "review"})
_UNPRINTED = frozenset(
    {"langid", "hyphenation", "crossref", "xref", "langidopts", "key", "sortkey", "presort"}
)
"""What says how to typeset or sort, and nothing of the work."""


class Draft:
    """An entry whose fields are taken one after another, and its record."""

    __slots__ = ("fields", "record", "type", "warn")

    def __init__(self, entry_type: str, fields: Fields, record: Record, warn: Warn) -> None:
        self.type = entry_type
        self.fields = fields
        self.record = record
        self.warn = warn

    def take(self, names: str) -> str:
        """The text of the first of these fields that says something; the same said by another goes with it."""
        found = ""
        for name in names.split():
            if name in self.fields:
                text = plain(self.fields[name])
                found = found or text
                if text in ("", found):
                    del self.fields[name]
        return found

    def report(self, code: str, message: str) -> None:
        """Tell of a trouble with this entry."""
        line = self.record.source.line if self.record.source else 0
        self.warn(Problem(code, message, line=line, record=self.record.id))


def to_record(entry_type: str, key: str, fields: Fields, line: int, warn: Warn) -> Record:
    """An entry's fields in those of a record; ``fields`` is used up."""
    record = Record(id=key, source=Source(line=line, format="bibtex"))
    draft = Draft(entry_type, fields, record, warn)
    for step in STEPS:
        step(draft)
    for field, names in TEXTS.items():
        if value := draft.take(names):
            setattr(record, field, value)
    for name, value in fields.items():
        if value.strip() and name not in _UNPRINTED:
            record.extra.setdefault(name, []).append(plain(value))
    return record


def plain(value: str) -> str:
    r"""A value as rich text in one line.

    >>> plain("A {B}ook\n   on {\\\"U}bung")
    'A Book on Übung'
    """
    return _BREAK.sub(" ", from_latex(value)).strip()


_BREAK = re.compile(r"[ \t]*[\r\n]+\s*")


# --- fields that others decide on ----------------------------------------------------------------------------------------


def take_type(draft: Draft) -> None:
    """The entry's type; ``type`` is its genre; a manuscript on a server is a preprint."""
    record = draft.record
    record.type = TYPES.get(draft.type, "")
    if not record.type:
        draft.report("unknown-type", f"there is no entry type {draft.type!r}; it is kept in extra")
        record.type = "document"
        record.extra["entrytype"] = [draft.type]
    record.genre = draft.take("type") or GENRES.get(draft.type, "")
    if record.genre.lower() == "preprint":
        record.type = "article"


def take_names(draft: Draft) -> None:
    """All lists of names; ``others`` says that some are missing."""
    for field, role in NAMES.items():
        if field not in draft.fields:
            continue
        names = split_multiple_persons_names(" ".join(draft.fields.pop(field).split()))
        if names and names[-1].lower() == "others":
            names.pop()
            draft.record.authors_complete = False
        setattr(draft.record, role, [parse_bibtex_name(name) for name in names if name])


_KEY_VALUE = re.compile(r"\s*(family|given|prefix|suffix|useprefix|given-i|family-i|prefix-i|id)\s*=")


def parse_bibtex_name(text: str) -> Name:
    r"""One name, as BibTeX parts it: ``First von Last``, ``von Last, Jr, First``; all in braces it is a group's.

    >>> from msgspec import to_builtins as parts
    >>> parts(parse_bibtex_name("Ludwig van Beethoven")), parts(parse_bibtex_name("{The {\\'E}cole Group}"))
    ({'family': 'Beethoven', 'given': 'Ludwig', 'non_dropping_particle': 'van'}, {'literal': 'The École Group'})
    >>> parts(parse_bibtex_name("de la {Fontaine Noire}, Jr., Jean")), parts(parse_bibtex_name("family=Doe, given=Jane"))
    ({'family': 'Fontaine Noire', 'given': 'Jean', 'non_dropping_particle': 'de la', 'suffix': 'Jr.'},
     {'family': 'Doe', 'given': 'Jane'})
    """
    if text.startswith("{") and _is_one_group(text):
        return Name(literal=_name_part([text]))
    if _KEY_VALUE.match(text):
        return _extended_name(text)
    parts = parse_single_name_into_parts(text, strict=False)
    return Name(
        family=_name_part(parts.last),
        given=_name_part(parts.first),
        non_dropping_particle=_name_part(parts.von),
        suffix=_name_part(parts.jr),
    )


def _is_one_group(text: str) -> bool:
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if not depth:
            return index == len(text) - 1
    return False


def _name_part(words: list[str]) -> str:
    return from_latex(" ".join(words)).replace("\u00a0", " ").strip()


def _extended_name(text: str) -> Name:
    """BibLaTeX's ``family=Doe, given=Jane, prefix=van, useprefix=true``."""
    pairs = [part.partition("=") for part in re.split(r",(?=[^{}]*(?:\{[^{}]*\}[^{}]*)*$)", text)]
    values = {key.strip(): _name_part([value.strip()]) for key, _, value in pairs}
    name = Name(values.get("family", ""), values.get("given", ""), suffix=values.get("suffix", ""))
    if prefix := values.get("prefix"):
        name.non_dropping_particle, name.dropping_particle = prefix, ""
        if values.get("useprefix") == "false":
            name.non_dropping_particle, name.dropping_particle = "", prefix
    return name


def take_titles(draft: Draft) -> None:
    """Titles with their subtitles; what the work is part of."""
    record = draft.record
    record.title = _with_subtitle(draft, "title", "subtitle")
    book = _with_subtitle(draft, "booktitle", "booksubtitle") or draft.take("maintitle")
    journal = _with_subtitle(draft, "journaltitle journal", "journalsubtitle")
    if book and journal:
        draft.fields["booktitle"] = book
    record.container_title = journal or book
    if "howpublished" in draft.fields and not record.container_title:
        published = draft.take("howpublished")
        if published.startswith(("http://", "https://")):
            record.URL = published
        else:
            record.container_title = published


def _with_subtitle(draft: Draft, title: str, subtitle: str) -> str:
    first, second = draft.take(title), draft.take(subtitle)
    return (
        f"{first}{'' if first.endswith(('?', '!', ':')) else ':'} {second}"
        if first and second
        else first or second
    )


def take_publisher(draft: Draft) -> None:
    """Who published it has another name in a thesis and in a report; ``organization`` is a preprint's server."""
    record = draft.record
    if record.type == "article" and not record.container_title:
        record.container_title = draft.take("organization")
    record.publisher = draft.take("publisher institution school") or draft.take("organization")


def take_dates(draft: Draft) -> None:
    """``date``, or ``year``, ``month`` and ``day``; and the other dates."""
    record, fields = draft.record, draft.fields
    if "date" in fields:
        record.issued = parse_edtf(fields.pop("date"))
        if record.issued.year is not None and str(record.issued.year) == fields.get("year", ""):
            del fields["year"]
    elif year := draft.take("year"):
        record.issued = parse_bibtex_date(year, draft.take("month"), draft.take("day"))
    for field, role in DATES.items():
        if text := fields.pop(field, "").strip():
            setattr(record, role, parse_edtf(text))
    if record.issued is not None and not is_parsed(record.issued):
        draft.report("bad-date", f"a date that can't be parsed: {record.issued.literal!r}")


_DAY_IN_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s.]+([^\W\d]+)\.?|([^\W\d]+)[\s.]+(\d{1,2})(?:st|nd|rd|th)?"
)


def parse_bibtex_date(year: str, month: str, day: str = "") -> Date:
    """Year, month and day, of which the month may be a number, a name, two of them, or hold the day.

    >>> [(date.month, date.day, date.season, date.end and date.end.month) for date in (
    ...  parse_bibtex_date("2021", "8", "9"), parse_bibtex_date("2021", "August"), parse_bibtex_date("2021", "9~aug"),
    ...  parse_bibtex_date("2021", "sep/oct"), parse_bibtex_date("2021", "Spring"))]
    [(8, 9, None, None), (8, None, None, None), (8, 9, None, None), (9, None, None, 10), (None, None, 1, None)]
    >>> parse_bibtex_date("2008", "jul/aug", "24").day  # on which it begins
    24
    """
    month = month.replace("\u00a0", " ").replace("~", " ").strip(" .")
    if match := _DAY_IN_MONTH.fullmatch(month):
        before, first, last, after = match.groups()
        month, day = first or last, day or before or after
    if month.isdecimal() and 1 <= int(month) <= 12:
        month = MONTHS[int(month) - 1]
    spelled = re.sub(r"\s*(?:/|–|--| and )\s*", "-", month)
    begins = int(day) if "-" in spelled and day.isdecimal() else None
    date = parse_date(" ".join(part for part in (year, spelled, "" if begins else day) if part))
    if is_parsed(date):
        date.literal = ""
        date.day = date.day or begins
    return date


def parse_edtf(text: str) -> Date:
    """A date or range of ISO 8601-2, as BibLaTeX has it: ``2021-08~``, ``2021-21``, ``1998-12/1999-01``, ``1998/``.

    >>> date = parse_edtf("2010-09/2010-10~")
    >>> date.month, date.end.month, date.circa
    (9, 10, True)
    """
    first, slash, last = text.strip().partition("/")
    date = _edtf_side(first)
    if slash and last.strip(". "):
        date.end = _edtf_side(last)
        date.circa = date.circa or date.end.circa
        date.end.circa = False
    if not is_parsed(date):
        return parse_bibtex_date(text, "")
    return date


def _edtf_side(text: str) -> Date:
    bare = text.rstrip("~?%")
    date = parse_date(bare.partition("T")[0] if bare[:4].isdecimal() else bare)
    date.circa = bare != text
    if date.time or "T" in bare[10:11]:
        date.time = bare.partition("T")[2][:5]
    return date


def take_numbers(draft: Draft) -> None:
    """``number`` is a journal's issue, or a report's own, or a book's in its series; ``issue`` may be words."""
    record = draft.record
    number, issue = draft.take("number"), draft.take("issue")
    if draft.type in ARTICLES:
        record.issue = number or issue
        if (
            number
            and issue
            and record.issued is not None
            and not (record.issued.month or record.issued.season)
        ):
            record.issued = parse_bibtex_date(str(record.issued.year or ""), issue)
        elif number and issue and issue != number:
            draft.fields["issue"] = issue
    elif number and "series" in draft.fields:
        record.collection_number = number
    else:
        record.number, record.issue = number, issue


_DASHES = re.compile(r"\s*[-–—]+\s*")


def take_pages(draft: Draft) -> None:
    """Pages with one hyphen; ``eid`` and its like are the article's number."""
    record = draft.record
    record.page = complete_pages(_DASHES.sub("-", draft.take("pages page")))
    if eid := draft.take("eid article-number articleno"):
        record.number = record.number or eid


def take_identifiers(draft: Draft) -> None:
    """DOI, PMID, PMCID, ISSN, ISBN, address, and what ``eprint`` is by its ``eprinttype``."""
    record, fields = draft.record, draft.fields
    if doi := parse_doi(verbatim(fields.get("doi", ""))):
        record.DOI = doi
        del fields["doi"]
    record.PMID = draft.take("pmid")
    record.PMCID = parse_pmcid(draft.take("pmcid pmc"))
    record.ISSN = draft.take("issn")
    record.ISBN = [part for part in re.split(r"[,;\s]+(?=\d)", draft.take("isbn")) if part]
    if url := verbatim(fields.pop("url", "")):
        record.URL = url
    take_eprint(draft)


def take_eprint(draft: Draft) -> None:
    """``eprint``: a PMID, a PMCID, or a paper on a server of preprints."""
    record = draft.record
    scheme = draft.take("eprinttype archiveprefix").lower()
    eprint = verbatim(draft.fields.pop("eprint", ""))
    if scheme == "pubmed" and record.PMID in ("", eprint):
        record.PMID = eprint
    elif scheme in ("pmc", "pmcid") and not record.PMCID:
        record.PMCID = parse_pmcid(eprint)
    elif eprint:
        record.archive = {"arxiv": "arXiv", "jstor": "JSTOR", "": ""}.get(scheme, scheme)
        record.archive_location = eprint
        if scheme == "arxiv" and record.type in ("document", "webpage", "manuscript"):
            record.type, record.genre = "article", record.genre or "preprint"


def verbatim(value: str) -> str:
    r"""An address as it is, without the escapes that people write into it.

    >>> verbatim("\\url{https://example.org/a\\_b\\%20c}")
    'https://example.org/a_b%20c'
    """
    value = value.strip()
    if value.startswith("\\url"):
        value = value[4:].strip().removeprefix("{").removesuffix("}")
    return re.sub(r"\\(?=[_%&#~$])|\{|\}|\s", "", value).replace("\\textasciitilde", "~")


_TERM = re.compile(r"((?:[^{},;\\]|\\.|\{(?:[^{}]|\{[^{}]*\})*\})+)")


def take_keywords(draft: Draft) -> None:
    """Keywords, parted by commas or semicolons that are not in braces."""
    terms = [plain(term).strip() for term in _TERM.findall(draft.fields.pop("keywords", ""))]
    terms += [plain(term).strip() for term in _TERM.findall(draft.fields.pop("keyword", ""))]
    draft.record.keyword = [Keyword(term) for term in terms if term]


def take_abstract(draft: Draft) -> None:
    """The abstract, in sections where it has labels."""
    if abstract := draft.take("abstract"):
        draft.record.abstract = parse_abstract(abstract)
        if draft.record.abstract[0].label:
            draft.record.inferred["abstract"] = "its sections are told by labels in capitals"


def take_language(draft: Draft) -> None:
    """``language``, or else what babel is to hyphenate by."""
    names = draft.take("language") or draft.fields.get("langid", draft.fields.get("hyphenation", ""))
    draft.record.language = [
        LANGUAGES.get(name.lower(), name) for name in re.split(r"\s*[,;]\s*|\s+and\s+", names) if name
    ]


STEPS: tuple[Callable[[Draft], Any], ...] = (
    take_type,
    take_names,
    take_titles,
    take_dates,
    take_numbers,
    take_pages,
    take_publisher,
    take_identifiers,
    take_keywords,
    take_abstract,
    take_language,
)

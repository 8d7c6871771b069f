r"""The fields of a BibTeX or BibLaTeX entry → a record.

``fields`` says which function here reads which field. Each takes its fields out of the builder; fields that are left over
go to ``extra``.
"""

import re
from collections.abc import Iterable

from convert.formats.bibtex.dates import parse_bibtex_date, parse_edtf
from convert.formats.bibtex.names import parse_names
from convert.formats.bibtex.reading.name_lists import split_names
from convert.formats.bibtex.tables import (
    JOURNAL_MACROS,
    LANGUAGE_CODES,
    SERIAL_ENTRIES,
    THESIS_GENRES,
    TYPES_TO_READ,
)
from convert.formats.latex.read import from_latex
from convert.formats.web_text import parse_web_text
from convert.model.dates import is_parsed
from convert.model.identifiers import parse_doi, parse_pmcid, parse_pmid
from convert.model.pages import complete_pages
from convert.model.record import Date, Keyword, Record, Source
from convert.model.stages import PUBLICATION_STATUSES
from convert.model.text.abstracts import parse_abstract
from convert.model.text.markup import decode_entities
from convert.streams.problems import Problem, Warn

Fields = dict[str, str]
"""Name of a field in lower case → its value, in LaTeX, without the outer braces."""

_BREAK = re.compile(r"(?<![ \t])[ \t]*+[\r\n]\s*")


class EntryBuilder:
    """The fields of an entry that are still to be read, and the record made of the others."""

    __slots__ = ("fields", "record", "type", "warn")

    def __init__(self, entry_type: str, key: str, fields: Fields, line: int, warn: Warn) -> None:
        self.type = entry_type
        self.fields = fields
        self.record = Record(id=key, source=Source(line=line, format="bibtex"))
        self.warn = warn
        self.record.type = TYPES_TO_READ.get(entry_type, "document")
        if entry_type not in TYPES_TO_READ:
            self.report("unknown-type", f"unknown entry type {entry_type!r}; kept in extra")
            self.record.extra["entrytype"] = [entry_type]

    def take(self, *names: str) -> str:
        """Remove these fields, and return the text of the first that isn't empty; those that say something else stay."""
        found = ""
        for name in names:
            if name in self.fields:
                text = to_line(self.fields[name])
                found = found or text
                if text in ("", found):
                    del self.fields[name]
        return found

    def report(self, code: str, message: str) -> None:
        """Report a problem with this entry."""
        line = self.record.source.line if self.record.source else 0
        self.warn(Problem(code, message, line=line, record=self.record.id))


def to_line(value: str) -> str:
    r"""LaTeX → rich text in one line.

    >>> to_line("A {B}ook\n   on {\\\"U}bung")
    'A Book on Übung'
    >>> to_line("Coins \\\\&amp; &lt;i&gt;E. coli&lt;/i&gt;")
    'Coins & <i>E. coli</i>'
    """
    text = _BREAK.sub(" ", from_latex(value)).strip()
    text = decode_entities(text) if "&" in text and ";" in text else text
    return parse_web_text(text) if "<p>" in text else text


def unescape_address(value: str) -> str:
    r"""An address or identifier without LaTeX, which people write into it.

    >>> unescape_address("\\url{https://example.org/a\\_b\\%20c}")
    'https://example.org/a_b%20c'
    """
    value = value.strip()
    if "\\" in value and (match := _WRAPPED.fullmatch(value)):
        value = match[1]
    if "\\text" in value or "$" in value:
        value = _SIGN.sub(lambda match: _SIGNS[match[1] or match[2]], value)
    return re.sub(r"\\(?=[_%&#~$<>])|\{|\}|\s", "", value)


_WRAPPED = re.compile(
    r"\{*\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}(?:\{.*\}|\}*+)|\{\\tt\s++(.*)\}", re.DOTALL
)
_SIGNS = {
    "less": "<",
    "greater": ">",
    "<": "<",
    ">": ">",
    "asciitilde": "~",
    "sim": "~",
    "underscore": "_",
    "bar": "|",
}
_SIGN = re.compile(
    r"\{?\\text(less|greater|asciitilde|underscore|bar)(?![a-z])(?:\{\})?\}?|\{?\$\\?(<|>|sim)\$\}?"
)
"""A sign that LaTeX's text can't hold as it is."""


# --- one field of the entry → one field of the record -----------------------------------------------------------


def read_text(names: Iterable[str], field: str, builder: EntryBuilder) -> None:
    """A text."""
    if builder.fields.keys().isdisjoint(names):  # mostly so, and then nothing else is looked at
        return
    if value := builder.take(*names):
        setattr(builder.record, field, value)


def read_names(names: Iterable[str], field: str, builder: EntryBuilder) -> None:
    """A list of names."""
    for name in names:
        if name in builder.fields:
            listed = split_names(builder.fields.pop(name))
            setattr(builder.record, field, parse_names(listed))
            if not listed.complete:
                builder.record.authors_complete = False
            if listed.is_inferred:
                builder.record.inferred[field] = "its names are not parted by BibTeX's and"


def read_date(names: Iterable[str], field: str, builder: EntryBuilder) -> None:
    """A date in EDTF."""
    for name in names:
        if text := builder.fields.pop(name, "").strip():
            setattr(builder.record, field, parse_edtf(text))


# --- fields that depend on others or on the entry type ----------------------------------------------------------


def read_genre(builder: EntryBuilder) -> None:
    """``type``; a preprint is CSL's ``article``."""
    record = builder.record
    record.genre = builder.take("type") or THESIS_GENRES.get(builder.type, "")
    if record.genre.lower() == "preprint":
        record.type = "article"


def read_issued(builder: EntryBuilder) -> None:
    """``date``, or ``year``, ``month`` and ``day``."""
    record, fields = builder.record, builder.fields
    if "date" in fields:
        record.issued = parse_edtf(fields.pop("date").strip("{} "))
        if record.issued.year is None and fields.get("year", "")[:4].isdecimal():
            record.issued = parse_bibtex_date(builder.take("year"), record.issued.literal)
        _drop_said_again(record.issued, fields)
    elif year := builder.take("year"):
        record.issued = parse_bibtex_date(year, builder.take("month"), builder.take("day"))
    if record.issued is not None and not is_parsed(record.issued):
        builder.report("bad-date", f"can't parse the date {record.issued.literal!r}")


def _drop_said_again(date: Date, fields: Fields) -> None:
    """Leave out year, month and day beside ``date`` that say the same."""
    if str(date.year) == fields.get("year", ""):
        del fields["year"]
    if date.month and "month" in fields and parse_bibtex_date("2000", fields["month"]).month == date.month:
        del fields["month"]
    if str(date.day) == fields.get("day", "").lstrip("0"):
        del fields["day"]


def read_titles(builder: EntryBuilder) -> None:
    """The title, and that of the journal or book, with their subtitles; ``howpublished`` may be an address."""
    record = builder.record
    record.title = _join_titles(builder.take("title"), builder.take("subtitle"))
    book = _join_titles(builder.take("booktitle"), builder.take("booksubtitle")) or builder.take("maintitle")
    journal = _join_titles(_journal(builder), builder.take("journalsubtitle"))
    if book and journal:
        builder.fields["booktitle"] = book
    record.container_title = journal or book
    if "howpublished" in builder.fields:
        address = unescape_address(builder.fields["howpublished"])
        if address.startswith(("http://", "https://")):
            record.URL = address
            del builder.fields["howpublished"]
        elif found := _ADDRESS_INSIDE.search(builder.fields["howpublished"]):
            record.URL = unescape_address(found[1] or found[2])
        elif not record.container_title:
            record.container_title = builder.take("howpublished")


_ADDRESS_INSIDE = re.compile(r"\\(?:url|href)\s*\{(https?://[^\s{}]+)\}|(https?://[^\s{}()]+[^\s{}(),.;])")
r"""``Available at \url{https://example.org}``, which stays in ``extra``."""


def _journal(builder: EntryBuilder) -> str:
    """The journal, or the one that a macro stands for."""
    name = builder.take("journaltitle", "journal")
    return JOURNAL_MACROS.get(name[1:].strip(), name) if name[:1] == "\\" else name


def _join_titles(title: str, subtitle: str) -> str:
    if not (title and subtitle):
        return title or subtitle
    return f"{title}{'' if title.endswith(('?', '!', ':')) else ':'} {subtitle}"


def read_number(builder: EntryBuilder) -> None:
    """``number`` is the issue of a serial, the own number of a report, or a book's in its series; ``issue`` may be words."""
    record = builder.record
    number, issue = builder.take("number"), builder.take("issue")
    if builder.type in SERIAL_ENTRIES:
        record.issue = number or issue
        issued = record.issued
        if number and issue and issued is not None and not (issued.month or issued.season):
            record.issued = parse_bibtex_date(str(issued.year or ""), issue)
        elif number and issue and issue != number:
            builder.fields["issue"] = issue
    elif number and record.collection_title:
        record.collection_number = number
        if issue:
            builder.fields["issue"] = issue
    else:
        record.number, record.issue = number, issue


_DASHES = re.compile(r"(?<!\s)\s*+[-–—]+\s*")


def read_pages(builder: EntryBuilder) -> None:
    """Pages, with one hyphen in ranges."""
    builder.record.page = complete_pages(_DASHES.sub("-", builder.take("pages", "page")))


def read_article_number(builder: EntryBuilder) -> None:
    """``eid``, in journals without pages."""
    if number := builder.take("eid", "article-number", "articleno"):
        builder.record.number = builder.record.number or number


def read_addendum(builder: EntryBuilder) -> None:
    """What BibLaTeX prints at an entry's end; it joins the note."""
    if "addendum" in builder.fields:
        texts = (builder.record.note.removesuffix("."), builder.take("addendum"))
        builder.record.note = ". ".join(filter(None, texts))


def read_publisher(builder: EntryBuilder) -> None:
    """The publisher, the school of a thesis, or the institution of a report; ``organization`` is a preprint's server."""
    record = builder.record
    if record.type == "article" and not record.container_title:
        record.container_title = builder.take("organization")
    record.publisher = builder.take("publisher", "institution", "school") or builder.take("organization")


def read_doi(builder: EntryBuilder) -> None:
    """A DOI, perhaps with its address; anything else goes to ``extra``."""
    text = builder.fields.get("doi", "")
    if doi := parse_doi(unescape_address(text).replace("$", "") if text else ""):
        builder.record.DOI = doi
        del builder.fields["doi"]


_ARXIV = re.compile(r"(?:arXiv:)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
"""A number of arXiv's (https://info.arxiv.org/help/arxiv_identifier.html)."""


def read_eprint(builder: EntryBuilder) -> None:
    """PMID and PMCID, which ``eprint`` may be as well; else it is the number of a paper in an archive."""
    record = builder.record
    record.PMID = builder.take("pmid", "pubmed", "pubmedid", "pubmed_id", "pubmed-id")
    record.PMCID = parse_pmcid(builder.take("pmcid", "pmc", "pmc-id"))
    scheme = builder.take("eprinttype", "archiveprefix").lower()
    eprint = unescape_address(builder.fields.pop("eprint", ""))
    if scheme in ("pubmed", "pmid", "medline") and record.PMID in ("", parse_pmid(eprint)):
        record.PMID = eprint
    elif scheme in ("pmc", "pmcid", "pubmedcentral", "pubmed central") and not record.PMCID:
        record.PMCID = parse_pmcid(eprint)
    elif not scheme and eprint.startswith(("http://", "https://", "//")):
        builder.fields["eprint"] = eprint  # where publishers have the file
    elif eprint:
        if not scheme and _ARXIV.fullmatch(eprint):
            scheme = "arxiv"
        record.archive = {"arxiv": "arXiv", "jstor": "JSTOR", "": ""}.get(scheme, scheme)
        record.archive_location = eprint.removeprefix("arXiv:")
        if scheme == "arxiv" and record.type in ("document", "webpage", "manuscript"):
            record.type, record.genre = "article", record.genre or "preprint"


def read_isbn(builder: EntryBuilder) -> None:
    """All ISBNs."""
    builder.record.ISBN = list(
        filter(
            None, re.split(r"(?<![,;\s])[,;\s]++(?=\d)", from_latex(builder.fields.pop("isbn", "")).strip())
        )
    )


def read_url(builder: EntryBuilder) -> None:
    """An address."""
    if "url" not in builder.fields:
        return
    first, *others = _ADDRESSES.split(builder.fields.pop("url").strip())  # Mendeley writes several
    if url := unescape_address(first):
        builder.record.URL = url
    if others:
        builder.fields["url 2"] = " ".join(others)


_ADDRESSES = re.compile(r"(?<![\s;])[\s;]++(?=https?://)")


def read_language(builder: EntryBuilder) -> None:
    """Languages, or else the one by which babel hyphenates."""
    babel = [builder.fields.pop(name, "") for name in ("langid", "hyphenation")]
    names = builder.take("language") or babel[0] or babel[1]
    builder.record.language = [
        LANGUAGE_CODES.get(name.lower(), name)
        for name in re.split(r"(?<!\s)\s*+[,;]\s*|(?<!\s)\s++and\s+", names)
        if name
    ]


def read_publication_state(builder: EntryBuilder) -> None:
    """The state of publication; JabRef has PubMed's word for it."""
    state = builder.take("pubstate")
    if state in PUBLICATION_STATUSES:
        builder.record.publication_status = state
    else:
        builder.record.status = state


_KEYWORDS = ("keywords", "keyword", "author_keywords", "keywords-plus", "mendeley-tags", "tags")
_SEP = re.compile(r"\\sep\b")
_TERM = re.compile(r"((?:[^{},;\\]|\\.|\{(?:[^{}]|\{[^{}]*\})*\})+)")


def read_keywords(builder: EntryBuilder) -> None:
    """Keywords, separated by commas or semicolons that are not in braces."""
    values = [builder.fields.pop(name) for name in _KEYWORDS if name in builder.fields]
    terms = dict.fromkeys(to_line(term) for value in values for term in _TERM.findall(_SEP.sub(";", value)))
    builder.record.keyword = [Keyword(term) for term in terms if term]


def read_abstract(builder: EntryBuilder) -> None:
    """The abstract, in sections if it has labels."""
    if abstract := builder.take("abstract"):
        builder.record.abstract = parse_abstract(abstract)
        if builder.record.abstract[0].label:
            builder.record.inferred["abstract"] = "its sections are told by labels in capitals"

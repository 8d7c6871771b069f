r"""Records → BibTeX, or BibLaTeX.

They are described in https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf, and in chapter 2 of
https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf. The two differ in their names for types
and fields and in dates; one table holds both. What Zotero, JabRef and pandoc can't read although the manuals allow
it is avoided: ``\textless``, an entry's head on two lines, ``eprint`` without ``eprinttype``. Fields that a style
doesn't know it ignores, so there is no harm in writing them.

The text is laid out here and not by bibtexparser. From finished values, to build its model and write it costs 25 µs
a record in place and 124 µs as it comes; to join lines costs 2 µs. It is bibtexparser, though, that reads what is written here
in ``tests/writers/test_bibtex.py``.

A key is settled when all records are known (see ``convert.model.citation_keys``), so the entries wait in a temporary file, which
stays in memory while it is small.
"""

import re
import shutil
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Annotated, Literal, TextIO

from msgspec import Meta, Struct

from convert.formats import zotero
from convert.formats.bibtex import values
from convert.formats.bibtex.values import Value
from convert.formats.latex.write import CLOSE, LATEX, OPEN, UNICODE, EscapeBuffer
from convert.formats.pieces import Written
from convert.model import identifiers, notices
from convert.model.citation_keys import Clashes, identity, make_key
from convert.model.record import Record
from convert.model.subjects import MESH_TERMS, Mesh
from convert.model.text import titles
from convert.streams.problems import Problem, Warn

Encoding = Literal["latex", "unicode"]
Capitals = Literal["protect", "title", "none"]
ArticleNumber = Literal["pages", "eid"]

Keys = Literal["scholar", "bbt", "zotero", "jabref", "pmid"]
Form = Callable[[str, EscapeBuffer], str]
Row = tuple[str, Value, Form]
"""The beginning of a field's line, what a record says in it, and how the line goes on in the buffer of the entry."""

COPY_CHARACTERS = 1 << 16
SPOOL_BYTES = 1 << 22
"""How much waits in memory for its keys, before it goes to a file."""
ENTRIES_AT_ONCE = 64
"""How many are put there together, since a spool looks at its size each time."""

_UNSAFE = re.compile("[{}\\\\\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")

# --- what an entry is -----------------------------------------------------------------------------------

TYPES = {
    "article": ("misc", "online"),
    "article-journal": ("article", "article"),
    "article-magazine": ("article", "article"),
    "article-newspaper": ("article", "article"),
    "bill": ("misc", "legislation"),
    "book": ("book", "book"),
    "broadcast": ("misc", "audio"),
    "chapter": ("incollection", "incollection"),
    "classic": ("book", "book"),
    "collection": ("misc", "collection"),
    "dataset": ("misc", "dataset"),
    "entry": ("incollection", "inreference"),
    "entry-dictionary": ("incollection", "inreference"),
    "entry-encyclopedia": ("incollection", "inreference"),
    "figure": ("misc", "image"),
    "graphic": ("misc", "image"),
    "legal_case": ("misc", "jurisdiction"),
    "legislation": ("misc", "legislation"),
    "manuscript": ("unpublished", "unpublished"),
    "motion_picture": ("misc", "video"),
    "musical_score": ("misc", "music"),
    "pamphlet": ("booklet", "booklet"),
    "paper-conference": ("inproceedings", "inproceedings"),
    "patent": ("misc", "patent"),
    "performance": ("misc", "performance"),
    "periodical": ("misc", "periodical"),
    "personal_communication": ("misc", "letter"),
    "post": ("misc", "online"),
    "post-weblog": ("misc", "online"),
    "report": ("techreport", "report"),
    "review": ("article", "article"),
    "review-book": ("article", "article"),
    "software": ("misc", "software"),
    "song": ("misc", "music"),
    "speech": ("misc", "unpublished"),
    "standard": ("misc", "standard"),
    "thesis": ("phdthesis", "thesis"),
    "webpage": ("misc", "online"),
}
"""CSL item type → BibTeX's entry type, BibLaTeX's; every other is ``misc``."""

_CONTAINERS = {
    "article": "journal journaltitle",
    "misc": "howpublished",
    "online": "organization",
}
"""Entry type → the field for the work that it is in; for all others ``booktitle``."""

_PUBLISHERS = {
    "techreport": "institution",
    "report": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
    "thesis": "institution",
}
"""Entry type → the field for the publisher; for all others ``publisher``."""

# --- which fields there are ---------------------------------------------------------------------------

TEXT, RANGE, VERBATIM, CODE = "text", "range", "verbatim", "code"
"""How a value is written: as LaTeX in braces, so but ``--`` is a dash, as it is in braces, as it is."""

FIELDS: tuple[tuple[str, Value, str], ...] = (
    ("author", values.authors, TEXT),
    ("editor", values.names("editor"), TEXT),
    ("translator", values.names("translator"), TEXT),
    ("bookauthor", values.names("container_author"), TEXT),
    ("title", values.title, TEXT),
    ("shorttitle", attrgetter("title_short"), TEXT),
    ("origtitle", attrgetter("original_title"), TEXT),
    ("CONTAINER", values.container, TEXT),
    ("shortjournal", attrgetter("container_title_short"), TEXT),
    ("series", attrgetter("collection_title"), TEXT),
    ("edition", attrgetter("edition"), TEXT),
    ("version", attrgetter("version"), TEXT),
    ("volume", attrgetter("volume"), TEXT),
    ("volumes", attrgetter("number_of_volumes"), TEXT),
    ("part", attrgetter("part_number"), TEXT),
    ("- issue", values.worded_issue, TEXT),
    ("number", values.number, TEXT),
    ("chapter", attrgetter("chapter_number"), TEXT),
    ("pages -", values.pages_or_number, RANGE),
    ("eid -", values.number_beside_pages, TEXT),
    ("- pages", values.pages_beside_number, RANGE),
    ("- eid", values.article_number, TEXT),
    ("pagetotal", attrgetter("number_of_pages"), TEXT),
    ("year -", values.year, TEXT),
    ("month -", values.month, CODE),
    ("month -", values.season, TEXT),
    ("day -", values.day, TEXT),
    ("- date", values.iso_date, VERBATIM),
    ("- year", values.worded_year, TEXT),
    ("origdate", values.iso("original_date"), VERBATIM),
    ("eventtitle", attrgetter("event_title"), TEXT),
    ("eventdate", values.iso("event_date"), VERBATIM),
    ("venue", attrgetter("event_place"), TEXT),
    ("PUBLISHER", attrgetter("publisher"), TEXT),
    ("address location", titles.place, TEXT),
    ("origpublisher", attrgetter("original_publisher"), TEXT),
    ("origlocation", attrgetter("original_publisher_place"), TEXT),
    ("type", attrgetter("genre"), TEXT),
    ("pubstate", attrgetter("status"), TEXT),
    ("note", notices.note, TEXT),
    ("annote annotation", attrgetter("annote"), TEXT),
    ("doi", attrgetter("DOI"), VERBATIM),
    ("pmid", attrgetter("PMID"), VERBATIM),
    ("pmcid", attrgetter("PMCID"), VERBATIM),
    ("- eprint", attrgetter("PMID"), VERBATIM),
    ("- eprinttype", lambda record: "pubmed" if record.PMID else "", VERBATIM),
    ("issn", attrgetter("ISSN"), VERBATIM),
    ("isbn", values.isbn, TEXT),
    ("url", identifiers.url, VERBATIM),
    ("copyright", zotero.rights, TEXT),
    ("urldate", values.iso("accessed"), VERBATIM),
    ("language -", values.language_codes, TEXT),
    ("- language", values.language_names, TEXT),
    ("- langid", values.babel_language, VERBATIM),
    ("keywords", values.keywords(MESH_TERMS["descriptors"]), TEXT),
    ("abstract", values.abstract, TEXT),
)
"""In the order of the output: the name, or BibTeX's and BibLaTeX's (``-``: not in this one), the value, the way it
is written. Names in capitals depend on the type of the entry, and the keywords on an option."""

_NUMBER_ROWS = ("pages -", "eid -", "- pages", "- eid")
"""The rows that an option chooses from, and not the dialect."""

# --- writing ------------------------------------------------------------------------------------------


class BibLaTeXOptions(Struct, frozen=True, kw_only=True):
    """The options of BibLaTeX, which biber reads in Unicode."""

    encoding: Annotated[
        Encoding, Meta(description="latex is ASCII with commands; unicode keeps letters.")
    ] = "unicode"
    keys: Annotated[Keys, Meta(description="How citation keys are made.")] = "scholar"
    mesh: Annotated[Mesh, Meta(description="Which MeSH headings become keywords.")] = "descriptors"
    capitals: Annotated[
        Capitals,
        Meta(
            description="Brace the words of a title that must keep their capitals, the whole title, or nothing."
        ),
    ] = "protect"


class BibTeXOptions(BibLaTeXOptions, frozen=True, kw_only=True):
    """The options of BibTeX."""

    encoding: Annotated[
        Encoding, Meta(description="latex is ASCII with commands; unicode keeps letters.")
    ] = "latex"
    article_number: Annotated[
        ArticleNumber,
        Meta(
            description="Article numbers as pages, as plain BibTeX's styles need, or as eid, which REVTeX prints."
        ),
    ] = "pages"


def write(records: Iterable[Record], out: TextIO, options: BibLaTeXOptions, warn: Warn) -> None:
    """Write records as BibTeX or BibLaTeX, as the type of the options says."""
    with _spool() as spool:
        clashes = _write_entries(records, spool, options, warn)
        _settle(spool, clashes, out)


def write_piece(
    records: Iterable[Record], out: TextIO, options: BibLaTeXOptions, warn: Warn
) -> tuple["array[int]", "array[int]"]:
    """Write entries whose keys are not settled, and return what is needed to settle them."""
    return _write_entries(records, out, options, warn).members()


def join_pieces(pieces: Iterable[Written], out: TextIO) -> None:
    """Write the entries of all pieces with keys that are settled among all of them."""
    clashes = Clashes()
    with _spool() as spool:
        for piece in pieces:
            clashes.extend(piece.note)
            shutil.copyfileobj(piece.text, spool, COPY_CHARACTERS)
        _settle(spool, clashes, out)


class _Layout:
    """The rows of each entry type in one dialect, under one set of options."""

    def __init__(self, options: BibLaTeXOptions) -> None:
        self.dialect = 0 if isinstance(options, BibTeXOptions) else 1
        """The place of its names in the tables."""
        self.ascii = options.encoding == "latex"
        self._style = {"latex": LATEX, "unicode": UNICODE}[options.encoding]
        self._own = {
            "keywords": values.keywords(MESH_TERMS[options.mesh]),
            "title": values.TITLES[options.capitals],
        }
        has_eid = not isinstance(options, BibTeXOptions) or options.article_number == "eid"
        self._places = dict.fromkeys(_NUMBER_ROWS, -int(has_eid))
        self._rows: dict[str, list[Row]] = {}

    def entry_type(self, record: Record) -> str:
        if record.type == "thesis" and not self.dialect and "master" in record.genre.lower():
            return "mastersthesis"
        return TYPES.get(record.type, ("misc", "misc"))[self.dialect]

    def body(self, entry_type: str, record: Record) -> str:
        """The lines of an entry from its first field to its closing brace."""
        rows = self._rows.get(entry_type) or self._rows.setdefault(entry_type, self._make_rows(entry_type))
        buffer = EscapeBuffer(self._style)
        lines = [head + form(value, buffer) for head, get, form in rows if (value := get(record))]
        return buffer.escape("".join([*lines, f"{CLOSE}\n\n"]))

    def _make_rows(self, entry_type: str) -> list[Row]:
        forms: dict[str, Form] = {TEXT: _braced, RANGE: self._range, VERBATIM: _verbatim, CODE: _code}
        varying = {
            "CONTAINER": _CONTAINERS.get(entry_type, "booktitle"),
            "PUBLISHER": _PUBLISHERS.get(entry_type, "publisher"),
        }
        rows: list[Row] = []
        for names, value, form in FIELDS:
            name = varying.get(names, names).split(" ")[self._places.get(names, -self.dialect)]
            if name != "-":
                rows.append((f"  {name} = ", self._own.get(name, value), forms[form]))
        return rows

    def _range(self, value: str, buffer: EscapeBuffer) -> str:
        if not (value.isascii() and value.replace("-", "").isalnum()):
            own = EscapeBuffer(self._style)
            value = own.escape(own.rich(_on_one_line(value))).replace("-{}-", "--")
        return buffer.latex(f"{{{value}}},\n")


def _braced(value: str, buffer: EscapeBuffer) -> str:
    return f"{OPEN}{buffer.rich(_on_one_line(value))}{CLOSE},\n"


def _on_one_line(value: str) -> str:
    return " ".join(value.split()) if "\n" in value or "\r" in value else value


def _verbatim(value: str, buffer: EscapeBuffer) -> str:
    """Braces, backslashes and spaces can only be in an address by mistake, and would break the entry."""
    return buffer.latex(f"{{{_UNSAFE.sub(lambda match: f'%{ord(match[0]):02X}', value)}}},\n")


def _code(value: str, buffer: EscapeBuffer) -> str:
    return buffer.latex(f"{value},\n")


def _spool() -> "tempfile.SpooledTemporaryFile[str]":
    return tempfile.SpooledTemporaryFile(SPOOL_BYTES, "w+", encoding="utf-8", newline="\n")


def _write_entries(
    records: Iterable[Record],
    out: "TextIO | tempfile.SpooledTemporaryFile[str]",
    options: BibLaTeXOptions,
    warn: Warn,
) -> Clashes:
    """Write entries whose keys are not settled."""
    layout = _Layout(options)
    clashes = Clashes()
    waiting: list[str] = []
    for record in records:
        key = make_key(record, options.keys)
        clashes.add(key, identity(record))
        entry_type = layout.entry_type(record)
        body = layout.body(entry_type, record)
        if layout.ascii and not body.isascii():
            warn(_unspelled(body, record, key))
        waiting.append(f"@{entry_type}{{{key},\n{body}")
        if len(waiting) == ENTRIES_AT_ONCE:
            out.write("".join(waiting))
            waiting.clear()
    out.write("".join(waiting))
    return clashes


def _settle(spool: "tempfile.SpooledTemporaryFile[str]", clashes: Clashes, out: TextIO) -> None:
    """Write the entries of the spool with their final keys."""
    spool.seek(0)
    if clashes.settle():
        out.writelines(_settled(spool, clashes))
    else:
        shutil.copyfileobj(spool, out, COPY_CHARACTERS)


def _settled(spool: "tempfile.SpooledTemporaryFile[str]", clashes: Clashes) -> Iterator[str]:
    """All entries with their final keys; no line but an entry's first begins with ``@``."""
    yield spool.read(1)
    begun: list[str] = []
    last = ""  # character, which may be the end of a line
    while text := spool.read(COPY_CHARACTERS):
        *entries, rest = f"{last}{text}".split("\n@")
        if entries:
            entries[0] = "".join([*begun, entries[0]])
            begun.clear()
            yield "\n@".join([*(_with_key(entry, clashes) for entry in entries), ""])
        begun.append(rest[:-1])
        last = rest[-1:]
    yield _with_key("".join([*begun, last]), clashes)


def _with_key(entry: str, clashes: Clashes) -> str:
    """An entry, from its type on, with its final key."""
    head = entry[: entry.index(",\n")]
    entry_type, _, key = head.partition("{")
    final = clashes.unique(key)
    return entry if final == key else f"{entry_type}{{{final}{entry[len(head) :]}"


def _unspelled(body: str, record: Record, key: str) -> Problem:
    characters = "".join(sorted({character for character in body if not character.isascii()}))
    message = f"LaTeX has no name for some characters, which stay as they are: {characters[:20]}"
    return Problem("not-in-latex", message, record=record.PMID or key, severity="note")

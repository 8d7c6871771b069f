"""Records → BibTeX or BibLaTeX, by the tables ``tables`` and ``fields``.

The lines are joined here and not by bibtexparser, whose writer takes 25 to 124 µs a record in place of 2; the tests read
what is written here with bibtexparser.

The keys are made final by ``convert.formats.keyed``.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from convert.formats.bibtex import names, values
from convert.formats.bibtex.fields import FIELDS
from convert.formats.bibtex.tables import TYPES_TO_WRITE
from convert.formats.bibtex.values import Layout, Value
from convert.formats.keyed import Keyed
from convert.formats.latex.write import CLOSE, LATEX, LETTERS, UNICODE, EscapeBuffer, declarations
from convert.model import identifiers
from convert.model.citation_keys import Clashes, identity, make_key
from convert.model.pages import article_number
from convert.model.record import Record
from convert.model.subjects import MESH_TERMS, Mesh
from convert.model.text.markup import PLAIN
from convert.streams.problems import Problem, Warn

Encoding = Literal["latex", "letters", "unicode"]
Capitals = Literal["protect", "title", "none"]
ArticleNumber = Literal["pages", "eid"]
Keys = Literal["scholar", "bbt", "zotero", "jabref", "pmid"]

Markup = Literal["commands", "none"]

_ENCODINGS = "latex is ASCII with commands; letters keeps letters and spells out signs; unicode keeps all, for LuaLaTeX or Typst."


class EntryOptions(Struct, frozen=True, kw_only=True):
    """The options of both."""

    encoding: Annotated[Encoding, Meta(description=_ENCODINGS)] = "letters"
    keys: Annotated[Keys, Meta(description="How citation keys are made.")] = "scholar"
    mesh: Annotated[Mesh, Meta(description="Which MeSH headings become keywords.")] = "descriptors"
    capitals: Annotated[
        Capitals,
        Meta(
            description="Brace the words of a title that must keep their capitals, the whole title, or nothing."
        ),
    ] = "protect"
    markup: Annotated[
        Markup, Meta(description="Italics, sub- and superscripts as commands, or as plain text.")
    ] = "commands"


class BibLaTeXOptions(EntryOptions, frozen=True, kw_only=True):
    """The options of BibLaTeX, which biber reads in Unicode."""

    highlight: Annotated[
        str, Meta(description="Mark an author, such as Baker AB, for the style: BibLaTeX's author+an.")
    ] = ""


class BibTeXOptions(EntryOptions, frozen=True, kw_only=True):
    """The options of BibTeX."""

    encoding: Annotated[Encoding, Meta(description=_ENCODINGS)] = "latex"
    article_number: Annotated[
        ArticleNumber,
        Meta(
            description="Article numbers as pages, as plain BibTeX's styles need, or as eid, which REVTeX prints."
        ),
    ] = "pages"


_STYLES = {"latex": LATEX, "letters": LETTERS, "unicode": UNICODE}

# --- one entry --------------------------------------------------------------------------------------------------


class _EntryFormatter:
    """Writes one record at a time; the fields of each entry type are looked up in the table once."""

    def __init__(self, options: EntryOptions) -> None:
        self.is_bibtex = isinstance(options, BibTeXOptions)
        self.is_ascii = options.encoding == "latex"
        self.is_for_pdflatex = options.encoding != "unicode"
        style = _STYLES[options.encoding]
        self._style = style if options.markup == "commands" else replace(style, tags=PLAIN.tags)
        highlight = options.highlight if isinstance(options, BibLaTeXOptions) else ""
        self._highlighted = names.highlighted(highlight) if highlight else None
        self._values: dict[str, Value] = {
            "keywords": values.keywords_with(MESH_TERMS[options.mesh]),
            "title": values.TITLES[options.capitals],
        }
        if not isinstance(options, BibTeXOptions) or options.article_number == "eid":
            self._values |= {"pages": values.pages_beside_number, "eid": article_number}
        self._rows: dict[str, list[tuple[str, Value, Layout]]] = {}

    def entry_type(self, record: Record) -> str:
        if (row := TYPES_TO_WRITE.get(record.type)) is None:
            return "misc"
        if record.type == "thesis" and self.is_bibtex and "master" in record.genre.lower():
            return "mastersthesis"
        return row.bibtex if self.is_bibtex else row.biblatex

    def body(self, entry_type: str, record: Record) -> str:
        """The lines of an entry from its first field to its closing brace."""
        rows = self._rows.get(entry_type) or self._rows.setdefault(entry_type, self._rows_of(entry_type))
        buffer = EscapeBuffer(self._style)
        lines = [start + layout(text, buffer) for start, get, layout in rows if (text := get(record))]
        return buffer.escape("".join([*lines, f"{CLOSE}\n\n"]))

    def _rows_of(self, entry_type: str) -> list[tuple[str, Value, Layout]]:
        """The start of each field's line, its value and its layout."""
        rows: list[tuple[str, Value, Layout]] = []
        for field in FIELDS:
            names = field.in_types.get(entry_type, (field.bibtex, field.biblatex))
            if name := names[0] if self.is_bibtex else names[1]:
                rows.append((f"  {name} = ", self._values.get(name) or field.value, field.kind.layout))
            if name == "author" and self._highlighted:
                rows.append(("  author+an = ", self._highlighted, values.as_latex))
        return rows


# --- all entries ------------------------------------------------------------------------------------------------


def _format_entries(
    records: Iterable[Record], options: EntryOptions, warn: Warn, clashes: Clashes
) -> Iterator[str]:
    """Entries whose keys are not final."""
    formatter = _EntryFormatter(options)
    for record in records:
        key = make_key(record, options.keys)
        clashes.add(key, identity(record))
        entry_type = formatter.entry_type(record)
        body = formatter.body(entry_type, record)
        if formatter.is_ascii and not body.isascii():
            warn(_not_in_latex(body, record, key))
        declared = "".join(_declared(record, body, formatter)) if formatter.is_for_pdflatex else ""
        preamble = f'@preamble{{"{declared}"}}\n\n' if declared else ""
        yield f"{preamble}@{entry_type}{{{key},\n{body}"


_ACTIVE: Final = re.compile("[%#&$~" + values.NOT_IN_ADDRESS.pattern[1:])
"""What TeX doesn't print as it stands, and what is written with ``%``. In an address it stays, since it means something there.
``_``, which one DOI in a hundred has, is left to ``url.sty`` or ``hyperref``, which nearly all documents load: it would put a preamble into many a file.
"""
_ADDRESSES: Final = (
    r"\ifx\urlstyle\undefined\providecommand\url{\begingroup\def\do##1{\catcode`##1=12 }"
    r"\do\%\do\#\do\&\do\$\do\_\do\~\printurl}\providecommand\printurl[1]{\texttt{#1}\endgroup}"
    r"\providecommand\doi{doi: \url}\fi"
)
"""``\\url`` and ``\\doi`` for a document without ``url.sty``, where those of natbib's styles would obey these characters."""


def _declared(record: Record, body: str, formatter: _EntryFormatter) -> Iterator[str]:
    """What pdfLaTeX must be told before it can print an entry."""
    if formatter.is_bibtex and any(map(_ACTIVE.search, (record.DOI, identifiers.url(record)))):
        yield _ADDRESSES
    yield declarations(body)


KEYED: Final = Keyed(_format_entries, "\n@", re.compile(r"preamble\{|[a-z]+\{(?P<key>[^,]*)"))
"""No line but the first of an entry, or of a preamble, begins with ``@``."""


def _not_in_latex(body: str, record: Record, key: str) -> Problem:
    characters = "".join(sorted({character for character in body if not character.isascii()}))
    message = f"no LaTeX macro for these characters; kept as they are: {characters[:20]}"
    return Problem("not-in-latex", message, record=record.PMID or key, severity="note")

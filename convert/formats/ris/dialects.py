"""The dialects of RIS: short tables that are laid over ``convert.formats.ris.write.ROWS``.

A row takes the place of that with the same tag; ``NOTHING`` leaves it out; a new tag comes last. They move facts, but
lose none: what a program has no tag for is a line of its notes. What each program reads was measured (Zotero), or read
in its import filter (EndNote), its source (JabRef's RisImporter) or its output (NCBI's citation exporter).
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Final, Literal, get_args

from msgspec import structs

from convert.formats.ris import values
from convert.formats.ris.values import ARTICLES, FACTS, lines
from convert.model.names import add_periods
from convert.model.record import Name, Record
from convert.model.text import titles
from convert.streams.problems import FormatError

Dialect = Literal["any", "zotero", "endnote", "jabref", "ncbi", "plain"]
Value = str | Iterable[str]
Row = tuple[str, Callable[[Record], Value]]


def NOTHING(_record: Record) -> str:  # noqa: N802  (a constant of the tables)
    """No line."""
    return ""


def lay_over(rows: Iterable[Row], dialect: str) -> list[Row]:
    """The rows of a dialect, from those of ``any``.

    Raises:
        FormatError: there is no such dialect.
    """
    if dialect not in DIALECTS:
        raise FormatError(f"dialect is {dialect!r}, but may be {', '.join(get_args(Dialect))}")
    own = dict(DIALECTS[dialect])
    merged = [(tag, own.pop(tag, get)) for tag, get in rows]
    return [(tag, get) for tag, get in [*merged, *own.items()] if get is not NOTHING]


def _notes_after(*facts: str) -> Callable[[Record], list[str]]:
    before = lines(*facts)
    return lambda record: [*before(record), *values.notes(record)]


def _date_with_words(record: Record) -> str:
    """RIS's own ``YYYY/MM/DD/words``, in which a season or a range is words."""
    date, text, year = record.issued, values.format_ris_date(record.issued), values.year(record)
    if date is None or not year or text.endswith("/"):
        return text
    month = f"{date.month:02}" if date.month else ""
    return f"{year}/{month}//{text.removeprefix(year).strip(' -/')}"


def _edition(record: Record) -> str:
    """The edition; of an article, which has none, the electronic date."""
    return record.edition or (values.electronic_date(record) if record.type in ARTICLES else "")


def _journal(record: Record) -> str:
    return values.container(record) if record.type in ARTICLES else ""


def _own_title(record: Record) -> str:
    """The container, a journal without the place that NLM adds: Zotero has it in a field of its own."""
    return values.format_container(record, titles.container_title(record))


def _book(record: Record) -> str:
    return "" if record.type in ARTICLES else values.container(record)


def _with_commas(role: Literal["author", "editor"]) -> Callable[[Record], list[str]]:
    """EndNote knows a group by the comma at the end of its name."""
    names = values.names(role)
    return lambda record: [name if "," in name else f"{name}," for name in names(record)]


def _with_periods(role: Literal["author", "editor"]) -> Callable[[Record], list[str]]:
    """Zotero takes names as they are; from PubMed itself it has ``Peter O.``."""
    get: Callable[[Record], list[Name]] = attrgetter(role)
    return lambda record: [
        values.format_name(structs.replace(name, given=add_periods(name.given))) for name in get(record)
    ]


def _editors(record: Record) -> list[str]:
    """All editors: JabRef would make authors of those that have a tag of their own."""
    return [values.format_name(name) for name in (*record.editor, *record.collection_editor)]


FACTS_OF_ZOTERO: Final = ("PMID", "PMCID", "Type", "Archive ID", "original-title", "available-date")

DIALECTS: Final[dict[str, tuple[Row, ...]]] = {
    "any": (),
    "zotero": (
        ("AU", _with_periods("author")),
        ("ED", _with_periods("editor")),
        ("AN", NOTHING),  # would be its “Loc. in Archive”
        ("C2", NOTHING),
        ("C6", NOTHING),
        ("C7", NOTHING),
        ("ID", NOTHING),
        ("T2", _own_title),
        ("M2", lines(*FACTS_OF_ZOTERO, "article-number", "NIHMSID", "Citation Key")),
    ),
    "endnote": (
        ("AU", _with_commas("author")),
        ("T2", _own_title),
        ("ED", _with_commas("editor")),
        ("M2", NOTHING),  # is its start page
        ("ET", _edition),
        (
            "N1",
            _notes_after(
                "PMCID of others", "Type", "original-title", "available-date of others", "copyright"
            ),
        ),
        ("CR", NOTHING),
    ),
    "jabref": (
        ("ED", _editors),
        ("A3", NOTHING),  # would be authors, as A4
        ("A4", NOTHING),
        ("TA", lambda record: " and ".join(values.names("translator")(record))),
        ("T2", _journal),
        ("BT", _book),
        ("OP", FACTS["original-title"]),
        ("Y1", _date_with_words),
        ("PY", NOTHING),  # without a month, but is preferred to DA
        ("DA", NOTHING),
        ("Y2", NOTHING),  # would be the date of what has none
        ("AN", NOTHING),  # would be the issue of what has none, as C7
        ("C7", NOTHING),
        ("C6", NOTHING),
        ("C2", lambda record: record.PMID),  # is an eprint of PubMed
        ("M2", NOTHING),
        (
            "AD",
            lambda record: "" if titles.place(record) else values.affiliations(record),
        ),  # shares a field with CY
        (
            "N1",
            _notes_after(
                "PMCID",
                "Type",
                "available-date",
                "article-number",
                "NIHMSID",
                "accessed",
                "address",
                "copyright",
            ),
        ),
        ("CR", NOTHING),
    ),
    "ncbi": (
        ("T2", _book),
        ("JF", _journal),
        ("Y1", _date_with_words),
        ("PY", NOTHING),
        ("DA", NOTHING),
        ("DB", lambda record: record.archive or ("PubMed" if record.PMID else "")),
        ("U1", lambda record: f"{record.PMID}[pmid]" if record.PMID else ""),
        ("U2", lambda record: f"{record.PMCID}[pmcid]" if record.PMCID else ""),
        ("C2", NOTHING),
        ("C6", NOTHING),
        ("C7", NOTHING),
        ("M2", NOTHING),
        ("ET", _edition),
        ("EP", lambda record: values.pages(record)[1] or ("" if record.page else values.pages(record)[0])),
        (
            "N1",
            _notes_after(
                "Type", "original-title", "article-number", "NIHMSID", "available-date of others", "copyright"
            ),
        ),
        ("CR", NOTHING),
    ),
    "plain": (
        ("C2", NOTHING),
        ("C6", NOTHING),
        ("C7", NOTHING),
        ("M2", NOTHING),
        (
            "N1",
            _notes_after(
                "PMCID", "Type", "original-title", "available-date", "article-number", "NIHMSID", "copyright"
            ),
        ),
        ("CR", NOTHING),
    ),
}

TYPES: Final[dict[str, dict[str, str]]] = {"jabref": {"paper-conference": "CONF"}}
"""Dialect → the reference types that it calls otherwise."""

COMMAS: Final[dict[str, str]] = {"jabref": ";"}
"""Dialect → what stands for a comma in a keyword: JabRef joins keywords with commas."""

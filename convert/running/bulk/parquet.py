"""Records → a Parquet file (https://parquet.apache.org) of one flat table, for DuckDB, Polars, pandas and the like.

``COLUMNS`` is the schema. Text is plain, lists are lists of text, what is missing is null. The whole record is in JSON lines.
"""

from collections.abc import Callable, Iterable
from itertools import islice
from operator import attrgetter
from typing import Any, BinaryIO, Final

from convert.formats import Writer
from convert.formats.capabilities import KEPT
from convert.formats.options import NoOptions
from convert.model.dates import format_iso_date
from convert.model.record import Date, Name, Record
from convert.model.subjects import MESH_TERMS
from convert.model.text.abstracts import format_abstract
from convert.model.text.markup import to_plain
from convert.streams.problems import ConvertError, Warn

GROUP: Final = 2000
"""Records in a row group, which is held in memory."""

TEXT, TEXTS, NUMBER = "string", "list<string>", "int64"


def _plain(field: str) -> Callable[[Record], str]:
    get = attrgetter(field)
    return lambda record: to_plain(get(record))


def _names(names: Iterable[Name]) -> list[str]:
    """``Family, Given``, or a group's name."""
    return [
        ", ".join(filter(None, (_family(name), name.given, name.suffix))) or name.literal for name in names
    ]


def _family(name: Name) -> str:
    return " ".join(filter(None, (name.non_dropping_particle, name.family)))


def _date(date: Date | None) -> str:
    return format_iso_date(date) if date else ""


COLUMNS: Final[tuple[tuple[str, str, Callable[[Record], Any]], ...]] = (
    ("pmid", NUMBER, lambda record: int(record.PMID) if record.PMID.isdecimal() else None),
    ("pmcid", TEXT, attrgetter("PMCID")),
    ("doi", TEXT, attrgetter("DOI")),
    ("type", TEXT, attrgetter("type")),
    ("title", TEXT, _plain("title")),
    ("original_title", TEXT, _plain("original_title")),
    ("abstract", TEXT, lambda record: to_plain(format_abstract(record.abstract))),
    ("authors", TEXTS, lambda record: _names(record.author)),
    ("orcids", TEXTS, lambda record: [name.ORCID for name in record.author if name.ORCID]),
    (
        "affiliations",
        TEXTS,
        lambda record: list(dict.fromkeys(a.text for n in record.author for a in n.affiliation)),
    ),
    ("journal", TEXT, _plain("container_title")),
    ("journal_abbreviation", TEXT, attrgetter("container_title_short")),
    ("nlm_id", TEXT, attrgetter("nlm_id")),
    ("issn", TEXT, attrgetter("ISSN")),
    ("year", NUMBER, lambda record: record.issued.year if record.issued else None),
    ("date", TEXT, lambda record: _date(record.issued)),
    ("electronic_date", TEXT, lambda record: _date(record.available_date)),
    ("volume", TEXT, attrgetter("volume")),
    ("issue", TEXT, attrgetter("issue")),
    ("pages", TEXT, attrgetter("page")),
    ("article_number", TEXT, attrgetter("number")),
    ("languages", TEXTS, attrgetter("language")),
    ("publication_types", TEXTS, lambda record: [kind.name for kind in record.publication_type]),
    ("mesh", TEXTS, MESH_TERMS["descriptors"]),
    ("mesh_ids", TEXTS, lambda record: [heading.UI for heading in record.mesh if heading.UI]),
    ("keywords", TEXTS, lambda record: [to_plain(keyword.term) for keyword in record.keyword]),
    ("chemicals", TEXTS, lambda record: [chemical.name for chemical in record.chemical]),
    ("grants", TEXTS, lambda record: [" ".join(filter(None, (g.id, g.agency))) for g in record.grant]),
    ("links", TEXTS, lambda record: [f"{link.kind} {link.PMID or link.citation}" for link in record.links]),
    ("status", TEXT, attrgetter("medline_status")),
)
"""Name, type and value of each column."""

_CARRIED: Final = """
    PMID PMCID DOI type title original_title abstract.text abstract.label author.family author.given author.suffix
    author.literal author.non_dropping_particle author.ORCID author.affiliation.text container_title
    container_title_short nlm_id ISSN issued available_date volume issue page number language publication_type.name
    mesh.descriptor mesh.UI keyword.term chemical.name grant.id grant.agency links.kind links.PMID medline_status
"""


def write(records: Iterable[Record], out: BinaryIO, _options: NoOptions, _warn: Warn) -> None:
    """Write the table.

    Raises:
        ConvertError: pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: ICN001, PLC0415  (an extra; pa says nothing)
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise ConvertError(f"Parquet needs pyarrow: pip install 'refconvert[parquet]' ({error})") from error
    types = {TEXT: pyarrow.string(), TEXTS: pyarrow.list_(pyarrow.string()), NUMBER: pyarrow.int64()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind, _ in COLUMNS])
    with parquet.ParquetWriter(out, schema, compression="zstd") as table:
        rows = (tuple(_or_null(value(record)) for _, _, value in COLUMNS) for record in records)
        while group := list(islice(rows, GROUP)):
            table.write_table(pyarrow.table([*zip(*group, strict=True)], schema=schema))


def _or_null(value: Any) -> Any:
    return None if value == "" else value


WRITER: Final = Writer(
    name="parquet",
    extensions=(".parquet",),
    media_type="application/vnd.apache.parquet",
    function=write,
    capabilities=dict.fromkeys(_CARRIED.split(), KEPT),
    binary=True,
)

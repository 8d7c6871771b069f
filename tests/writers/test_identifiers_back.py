"""What refconvert writes, in each format and dialect that it also reads, comes back with PMID, PMCID and DOI."""

import io
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from convert.formats import READERS, WRITERS, get_reader, get_writer, recognise
from convert.model.record import Date, Name, Record

READ_BY = {name: name for name in WRITERS if name in READERS and name != "docx"} | {
    "biblatex": "bibtex",
    "pubmed-summary": "pubmed-text",
}
"""Writer → the reader of what it writes. Of a Word document only the works that fields cite are read, not a list."""
OWN = {"PMID": "90000001", "PMCID": "PMC9900001", "DOI": "10.5555/coins.2021.1"}


def records(name: str) -> list[Record]:
    common: dict[str, Any] = {
        "author": [Name("Doe", "Jane A"), Name("Roe", "Rob")],
        "issued": Date(2021, 5),
        **OWN,
    }
    article = Record(
        type="article-journal", title="A coin", container_title="J Coin", volume="1", page="2-3", **common
    )
    if name == "pubmed-summary":  # whose form for other works PubMed doesn't have
        return [article]
    return [
        article,
        Record(type="book", title="A book of coins", publisher="Mint", **common),
        Record(type="chapter", title="A chapter", container_title="Coins", publisher="Mint", **common),
        Record(type="article", title="A preprint", genre="preprint", publisher="coinRxiv", **common),
        Record(type="report", title="A report", publisher="Mint", number="7", **common),
        Record(type="dataset", title="Data", publisher="Mint", **common),
    ]


def dialects(name: str) -> Iterator[str]:
    hint = get_type_hints(get_writer(name).options).get("dialect")
    return iter(get_args(hint) if get_origin(hint) is Literal else ("",))


@pytest.mark.parametrize(
    ("name", "dialect"), [(name, dialect) for name in READ_BY for dialect in dialects(name)]
)
def test_identifiers_come_back(name: str, dialect: str) -> None:
    for record in records(name):
        out = io.StringIO(newline="")
        options: dict[str, Any] = {"dialect": dialect} if dialect else {}
        get_writer(name).write([record], out, **options)
        written = out.getvalue().encode()
        recognised = recognise(written)
        assert recognised is not None
        assert recognised.name == READ_BY[name]
        [read] = get_reader(READ_BY[name]).read(io.BytesIO(written))
        assert {field: getattr(read, field) for field in OWN} == OWN, record.type

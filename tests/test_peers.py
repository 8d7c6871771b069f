"""Others read what we write: as many records, the same titles, names and identifiers, over real data where it is at hand.

Titles and names are compared by their letters and digits alone: how a peer spells case, spaces and dashes is its own.
"""

import io
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors
from conftest import FIXTURES, shared_folder

import convert
from convert.formats import get_writer
from convert.markup import to_plain
from convert.problems import ConvertError
from convert.record import Name, Record

RECORDS_A_FILE = 40


@dataclass(frozen=True)
class Facts:
    """What must arrive at a peer."""

    title: str
    names: tuple[str, ...]
    DOI: str
    PMID: str


def letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def name_letters(name: Name) -> str:
    parts = (
        name.dropping_particle,
        name.non_dropping_particle,
        name.family,
        name.given,
        name.suffix,
        name.literal,
    )
    return "".join(sorted(letters(to_plain("".join(parts)))))


def facts(record: Record) -> Facts:
    names = tuple(map(name_letters, record.author))
    return Facts(letters(to_plain(record.title)), names, record.DOI, record.PMID)


def sample() -> Iterator[Record]:
    for path in sorted(FIXTURES.glob("articles/*/*.nbib")):
        yield from convert.read(path)
    folder = shared_folder()
    for path in sorted((folder / "corpus").glob("[mx]*/*")) if folder else []:
        yield from islice(readable(path), RECORDS_A_FILE)


def readable(path: Path) -> Iterator[Record]:
    try:
        yield from convert.read(path)
    except ConvertError:
        return


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list({record.PMID: record for record in sample() if record.PMID and record.title}.values())


def written(records: list[Record], name: str, **options: Any) -> str:
    out = io.StringIO(newline="")
    get_writer(name).write(records, out, **options)
    return out.getvalue()


def assert_arrived(expected: list[Record], actual: list[Facts], least: float = 1.0) -> None:
    """As many records, and at least this share of them with all their facts; identifiers in each."""
    wanted = [facts(record) for record in expected]
    assert len(actual) == len(wanted)
    assert [(fact.DOI, fact.PMID) for fact in actual] == [(fact.DOI, fact.PMID) for fact in wanted]
    differ = [(have, want) for have, want in zip(actual, wanted, strict=True) if have != want]
    assert len(differ) <= (1 - least) * len(wanted), differ[:3]


def test_rispy(records: list[Record]) -> None:
    entries = rispy.loads(written(records, "ris").replace("\r\n", "\n"))
    assert_arrived(records, [ris_facts(entry) for entry in entries])


def ris_facts(entry: dict[str, Any]) -> Facts:
    names = tuple("".join(sorted(letters(name))) for name in entry.get("authors", []))
    return Facts(letters(entry["title"]), names, entry.get("doi", ""), entry["accession_number"])


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_bibtexparser(records: list[Record], name: str) -> None:
    library = parse_string(
        written(records, name, encoding="unicode"), append_middleware=[SeparateCoAuthors()]
    )
    assert not library.failed_blocks
    assert_arrived(
        records, [bibtex_facts({f.key: f.value for f in entry.fields}) for entry in library.entries]
    )


def bibtex_facts(entry: dict[str, Any]) -> Facts:
    names = tuple("".join(sorted(letters(without_latex(name)))) for name in entry.get("author", []))
    return Facts(letters(without_latex(entry["title"])), names, entry.get("doi", ""), entry["pmid"])


def without_latex(text: str) -> str:
    return re.sub(r"\\text\w+|[{}$^_\\]", "", text)


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_pandoc(records: list[Record], name: str) -> None:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("pandoc is not installed")
    command = [pandoc, "-f", name, "-t", "csljson"]
    done = subprocess.run(command, input=written(records, name), capture_output=True, text=True, check=True)
    actual = [pandoc_facts(item) for item in json.loads(done.stdout)]
    assert_arrived(records, actual, least=0.97)


def pandoc_facts(item: dict[str, Any]) -> Facts:
    """pandoc leaves a formula in a title as TeX, and parts some names at a particle that is the given name's."""
    names = tuple("".join(sorted(letters("".join(name.values())))) for name in item.get("author", []))
    return Facts(
        letters(re.sub(r"<[^>]+>", "", item["title"])), names, item.get("DOI", ""), item.get("PMID", "")
    )

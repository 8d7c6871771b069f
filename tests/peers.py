"""Other programs that read what we write: which formats each reads, how it is asked, and what arrived.

Titles and names are compared by their letters and digits alone: how a peer spells case, spaces and dashes is its own.
What a peer leaves as LaTeX is read as LaTeX.
"""

import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import etree

from convert.formats import get_reader, get_writer
from convert.formats.latex.read import from_latex
from convert.model.record import Name, Record
from convert.model.text.markup import to_plain

MINUTES = 600
"""Seconds that a peer may take for one file."""


@dataclass(frozen=True)
class Facts:
    """What must arrive at a peer; None where it has no place for it."""

    title: str
    names: tuple[str, ...]
    DOI: str | None
    PMID: str | None


@dataclass(frozen=True)
class Peer:
    """A program or library that reads some of our formats."""

    name: str
    version: Callable[[], str]
    """Empty where the peer is not installed."""
    formats: tuple[str, ...]
    """The names of our writers."""
    read: Callable[[str, str], Iterable[Facts]]
    """``read(text, format)``: what the peer understood, one for each record, in their order."""


# --- comparing ----------------------------------------------------------------------------------------------------


_TRADE_MARK = re.compile(r"\(\(?(?:r|tm)\)\)?|(?<=\w)\((?:r|tm)\)", re.IGNORECASE)


def letters(text: str) -> str:
    """The letters and digits; signs of trade marks and footnotes are none in any spelling, the sign of an increment is a delta."""
    plain = _TRADE_MARK.sub("", text).replace("∆", "δ").replace("(dagger)", "")
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def person(*parts: str) -> str:
    """A name, in whatever order its parts come."""
    return "".join(sorted(letters("".join(parts))))


def name_letters(name: Name) -> str:
    parts = (
        name.dropping_particle,
        name.non_dropping_particle,
        name.family,
        name.given,
        name.suffix,
        name.literal,
    )
    return person(to_plain("".join(parts)))


def facts(record: Record) -> Facts:
    names = tuple(filter(None, map(name_letters, record.author)))
    return Facts(letters(to_plain(record.title)), names, record.DOI, record.PMID)


def same_identifiers(actual: Facts, wanted: Facts) -> bool:
    return actual.DOI in (None, wanted.DOI) and actual.PMID in (None, wanted.PMID)


def written(records: list[Record], name: str, **options: Any) -> str:
    out = io.StringIO(newline="")
    get_writer(name).write(records, out, **options)
    return out.getvalue()


def read_back(peer: Peer, name: str, records: list[Record]) -> Iterator[Facts | None]:
    """What the peer makes of each record; None for one that it can't read, which is found by halving."""
    try:
        actual = list(peer.read(written(records, name), name))
    except Exception:  # noqa: BLE001  (a peer may fail in any way)
        actual = []
    if len(actual) == len(records):
        yield from actual
    elif len(records) == 1:
        yield None
    else:
        half = len(records) // 2
        yield from chain(read_back(peer, name, records[:half]), read_back(peer, name, records[half:]))


# --- installed or not ---------------------------------------------------------------------------------------------


def package(name: str) -> Callable[[], str]:
    def find() -> str:
        try:
            return version(name)
        except PackageNotFoundError:
            return ""

    return find


def program(find: Callable[[], str | None], *options: str) -> Callable[[], str]:
    """The first number with a dot in what the program says of itself."""

    def ask() -> str:
        path = find()
        if path is None:
            return ""
        done = subprocess.run([path, *options], capture_output=True, text=True, check=False)
        match = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
        return match[0] if match else "?"

    return ask


def run(command: list[str], text: str) -> str:
    """The output of a program that reads ``text``."""
    done = subprocess.run(
        command, input=text.encode(), capture_output=True, check=True, timeout=MINUTES, env=os.environ
    )
    return done.stdout.decode("utf-8-sig")


@cache
def find_pandoc() -> str | None:
    """That of the package pypandoc_binary, which is newer than most systems', or the system's."""
    try:
        path: str = import_module("pypandoc").get_pandoc_path()
    except (ImportError, OSError):
        return shutil.which("pandoc")
    return path


def missing(peer: Peer, name: str) -> str:
    """Why a format can't be tried with a peer; empty where it can."""
    if not (version := peer.version()):
        return "not installed"
    if peer.name == "pandoc" and PANDOC.get(name, name) not in pandoc_formats():
        return f"{version} does not read it"
    return ""


@cache
def pandoc_formats() -> list[str]:
    return run([find_pandoc() or "pandoc", "--list-input-formats"], "").split()


# --- how each is asked ---------------------------------------------------------------------------------------------


def read_bibtexparser(text: str, _: str) -> Iterator[Facts]:
    parse = import_module("bibtexparser.entrypoint").parse_string
    separate = import_module("bibtexparser.middlewares").SeparateCoAuthors
    library = parse(text, append_middleware=[separate()])
    if library.failed_blocks:
        raise ValueError(library.failed_blocks[0].error)
    for entry in library.entries:
        yield bibtex_facts({field.key: field.value for field in entry.fields})


def read_pybtex(text: str, _: str) -> Iterator[Facts]:
    library = import_module("pybtex.database").parse_string(text, "bibtex")
    for entry in library.entries.values():
        authors = [str(author) for author in entry.persons.get("author", [])]
        yield bibtex_facts({**entry.fields, "author": authors})


def bibtex_facts(entry: dict[str, Any]) -> Facts:
    names = tuple(person(to_plain(from_latex(name))) for name in entry.get("author", []) if name != "others")
    title = letters(to_plain(from_latex(entry.get("title", ""))))
    return Facts(title, names, entry.get("doi", ""), entry.get("pmid", ""))


def read_rispy(text: str, _: str) -> Iterator[Facts]:
    for entry in import_module("rispy").loads(text.replace("\r\n", "\n")):
        names = tuple(map(person, entry.get("authors", [])))
        identifiers = entry.get("doi", ""), entry.get("accession_number", "")
        yield Facts(letters(entry.get("title", "")), names, *identifiers)


PANDOC = {"endnote-xml": "endnotexml", "csl-json": "csljson"}
"""Our name of a format → pandoc's, where it is another one."""
PANDOC_LACKS = {"ris": {"PMID"}, "endnote-xml": {"DOI", "PMID"}}
"""The identifiers that pandoc does not take from a format."""


def read_pandoc(text: str, name: str) -> Iterator[Facts]:
    """pandoc leaves mathematics in a title as TeX, and has a group's name in ``family`` or ``literal``."""
    command = [find_pandoc() or "pandoc", "-f", PANDOC.get(name, name), "-t", "csljson"]
    for item in json.loads(run(command, text)):
        names = tuple(person(*_words(author)) for author in item.get("author", []))
        title = from_latex(re.sub(r"</?(?:i|b|su[bp]|span)\b[^>]*>", "", item.get("title", "")))
        lacks = PANDOC_LACKS.get(name, ())
        doi, pmid = (None if key in lacks else item.get(key, "") for key in ("DOI", "PMID"))
        yield Facts(letters(to_plain(title)), names, doi, pmid)


def _words(name: dict[str, Any]) -> list[str]:
    return [value for value in name.values() if isinstance(value, str)]


def read_citeproc(text: str, _: str) -> Iterator[Facts]:
    library = import_module("citeproc.source.json").CiteProcJSON(json.loads(text))
    for item in library.values():
        names = tuple(person(to_plain("".join(map(str, name.values())))) for name in item.get("author", []))
        title = letters(to_plain(str(item.get("title", ""))))
        yield Facts(title, names, str(item.get("DOI", "")), str(item.get("PMID", "")))


def read_biber(text: str, name: str) -> Iterator[Facts]:
    """``biber --tool``; its data model has no ``pmid``, but BibLaTeX's ``eprint``."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.bib"), Path(folder, "out.bltxml")
        source.write_text(text, encoding="utf-8")
        command = ["biber", "--tool", "--quiet", "--output-format=biblatexml", "-O", str(target), str(source)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=MINUTES, cwd=folder
        )
        if "ERROR" in done.stdout:
            raise ValueError(done.stdout)
        tree = etree.parse(target)
    for entry in tree.iter("{*}entry"):
        yield biber_facts(entry, name)


def biber_facts(entry: "etree._Element", name: str) -> Facts:
    names = tuple(
        person(to_plain(from_latex("".join(map(str, element.itertext())))))
        for element in entry.iterfind("{*}names[@type='author']/{*}name")
    )
    title = to_plain(from_latex(entry.findtext("{*}title", "")))
    pmid = entry.findtext("{*}eprint", "") if name == "biblatex" else None
    return Facts(letters(title), names, entry.findtext("{*}doi", ""), pmid)


BIBUTILS = {
    "bibtex": "bib2xml",
    "biblatex": "biblatex2xml",
    "ris": "ris2xml",
    "enw": "end2xml",
    "endnote-xml": "endx2xml",
    "pubmed-xml": "med2xml",
    "mods": "xml2ris",
}
"""Format → the program that reads it; all write MODS but for the last."""


def read_bibutils(text: str, name: str) -> Iterator[Facts]:
    xml = run([BIBUTILS[name], "-i", "utf8"], text)
    if name == "mods":
        yield from map(facts_without_pmid, get_reader("ris").read(io.BytesIO(xml.encode())))
        return
    tree = etree.fromstring(xml.encode(), etree.XMLParser(recover=True, huge_tree=True))
    for mods in tree.iter("{*}mods"):
        yield mods_facts(mods, name)


def facts_without_pmid(record: Record) -> Facts:
    """bibutils' RIS has the PMID in an address alone."""
    return replace(facts(record), PMID=None)


def mods_facts(mods: "etree._Element", name: str) -> Facts:
    heading = mods.find("{*}titleInfo")
    title = "".join(map(str, heading.itertext())) if heading is not None else ""
    names = tuple(
        person(to_plain("".join(part.text or "" for part in element.iterfind("{*}namePart"))))
        for element in mods.iterfind("{*}name")
        if element.findtext("{*}role/{*}roleTerm") == "author"
    )
    identifiers = {part.get("type"): part.text or "" for part in mods.iterfind("{*}identifier")}
    notes = [part.text or "" for part in mods.iterfind("{*}note")]
    noted = [text.removeprefix("PMID: ") for text in notes if text.startswith("PMID: ")]
    pmid = identifiers.get("pubmed") or identifiers.get("accessnum") or "".join(noted[:1])
    return Facts(
        letters(to_plain(title)), names, identifiers.get("doi", ""), None if name == "bibtex" else pmid
    )


def read_biopython(text: str, _: str) -> Iterator[Facts]:
    for entry in import_module("Bio.Medline").parse(io.StringIO(text)):
        identifiers = chain(entry.get("AID", []), [entry.get("LID", "")])
        dois = [value.removesuffix(" [doi]") for value in identifiers if value.endswith(" [doi]")]
        title = letters(to_plain(entry.get("TI") or "".join(entry.get("BTI", []))))
        yield Facts(
            title,
            tuple(map(person, [*entry.get("FAU", []), *entry.get("CN", [])])),
            "".join(dois[:1]),
            entry.get("PMID", ""),
        )


PEERS = (
    Peer("bibtexparser", package("bibtexparser"), ("bibtex", "biblatex"), read_bibtexparser),
    Peer("pybtex", package("pybtex"), ("bibtex", "biblatex"), read_pybtex),
    Peer(
        "biber --tool",
        program(lambda: shutil.which("biber"), "--version"),
        ("bibtex", "biblatex"),
        read_biber,
    ),
    Peer(
        "pandoc",
        program(find_pandoc, "--version"),
        ("bibtex", "biblatex", "ris", "endnote-xml", "csl-json"),
        read_pandoc,
    ),
    Peer("bibutils", program(lambda: shutil.which("bib2xml"), "--version"), tuple(BIBUTILS), read_bibutils),
    Peer("rispy", package("rispy"), ("ris",), read_rispy),
    Peer("citeproc-py", package("citeproc-py"), ("csl-json",), read_citeproc),
    Peer("Biopython", package("biopython"), ("medline",), read_biopython),
)

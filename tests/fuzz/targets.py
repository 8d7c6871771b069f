"""What is fuzzed: a function of bytes for each reader, for records through all writers, the style parser, drafts, and Word.

A function raises where a promise is broken. What may be raised is a ``ConvertError``, whose message says what is wrong; a ``Problem`` whose code is
``failed`` is an exception that the last guard has caught, and no better than one.
"""

import atexit
import io
import json
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from click.testing import CliRunner, Result
from fuzz import seeds
from fuzz.made import made_record
from fuzz.trees import made_document
from outputs import READ_BY, SOUND, look_at, written

import convert
from convert import Date, Name, Problem, Record, formats
from convert.citing.bibliography import bibliography
from convert.citing.citations import References
from convert.citing.drafts import render_draft
from convert.citing.drafts.latex import find_tokens
from convert.citing.drafts.metadata import read_metadata
from convert.citing.word.cite import WordDraft
from convert.citing.word.package import Package
from convert.commands import main
from convert.csl import Processor, compile_style
from convert.streams.codes import CODES

MOST: int = 50
"""Records of a file that are read: a longer file only takes longer."""
SLOW = ("bibliography", "docx")
"""Writers that typeset: a record takes them some milliseconds."""
CHEAP = tuple(name for name in formats.WRITERS if name not in SLOW)
LIBRARY = [
    Record(type="article-journal", title="On <i>growth</i>", author=[Name("Doe", "Jane")], issued=Date(2021), id="doe2021", container_title="J", DOI="10.5555/doe(1)", PMID="11"),
    Record(type="book", title="On decline", author=[Name("Roe", "Ed"), Name(literal="A Group")], issued=Date(2020), id="roe2020", PMID="12"),
]  # fmt: skip
ITEMS: list[dict[str, Any]] = [
    {"id": "a", "type": "article-journal", "title": "On <i>growth</i>", "author": [{"family": "Doe", "given": "Jane"}], "issued": {"date-parts": [[2021, 3, 4], [2021, 4]]}, "page": "1-9", "volume": "3", "DOI": "10.1/x"},
    {"id": "b", "type": "book", "title": "B", "author": [{"family": "Doe", "given": "J."}, {"literal": "A Group"}, {"family": "Roe"}, {"family": "Poe"}], "issued": {"date-parts": [[2021]]}},
    {"id": "c", "type": "chapter"},
]  # fmt: skip


class Target(NamedTuple):
    """One thing to fuzz."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    kinds: tuple[str, ...] = ()
    """The kinds of tokens that mean something to it."""


def look_at_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        assert problem.code in CODES, problem
        assert problem.code != "failed", problem
        str(problem).encode()


def look_at_error(error: convert.ConvertError) -> None:
    assert str(error).strip(), repr(error)
    str(error).encode()


# --- readers ----------------------------------------------------------------------------------------------------


def read(name: str | None, data: bytes) -> None:
    """Read a file; each record has the right types, and goes through a writer."""
    problems: list[Problem] = []
    try:
        records = list(islice(convert.read(io.BytesIO(data), name, warn=problems.append), MOST))
    except convert.ConvertError as error:
        look_at_error(error)
        records = []
    look_at_problems(problems)
    for record in records[:3]:
        made = msgspec.convert(msgspec.to_builtins(record), Record)
        assert made == record, record
    if records:
        chance = zlib.crc32(data)
        to = CHEAP[chance % len(CHEAP)]
        out = io.StringIO()
        problems.clear()
        if chance % 5:
            convert.write(records[:3], out, to, warn=problems.append)
        else:
            convert.convert(io.BytesIO(data), out, format=name, to=to, warn=problems.append)
        look_at_problems(problems)


# --- records ----------------------------------------------------------------------------------------------------


def write(writers: Sequence[str], data: bytes) -> None:
    """Write a record through writers and read it back: it and the sound one behind it must come."""
    record = made_record(data)
    for to in writers:
        text, package = written(record, to)
        look_at(to, text, package)
        reader = READ_BY.get(to, to)
        if reader in formats.READERS and to != "docx":
            look_at_what_comes_back(to, reader, text)


def look_at_what_comes_back(to: str, reader: str, text: str) -> None:
    problems: list[Problem] = []
    back = list(convert.read(io.BytesIO(text.encode()), reader, warn=problems.append))
    look_at_problems(problems)
    assert 1 <= len(back) <= 2, (to, len(back))
    last = back[-1]
    assert (last.title, last.author[0].family, last.issued and last.issued.year) == ("Sound", "Doe", 2021), to
    assert last.type == SOUND.type, to


# --- the style parser, drafts, Word -------------------------------------------------------------------------------


def style(data: bytes) -> None:
    """Compile a style and print with it."""
    try:
        compiled = compile_style(data)
        processor = Processor(compiled, ITEMS)
        processor.cite(
            [
                {"cites": [{"id": "a", "locator": "3", "label": "page"}, {"id": "b"}]},
                {"cites": [{"id": "c"}]},
            ],
            "html",
        )
        processor.bibliography("html")
    except convert.ConvertError as error:
        look_at_error(error)


@cache
def references() -> References:
    return References(LIBRARY, "scholar")


def markdown(data: bytes) -> None:
    """Cite in a draft."""
    text = data.decode("utf-8", "replace")
    problems: list[Problem] = []
    said = read_metadata(text, warn=problems.append)
    name = ("apa", "vancouver", "chicago-notes-bibliography")[len(data) % 3]
    render_draft(text, references(), style=name, nocite=said.nocite, warn=problems.append)
    look_at_problems(problems)


@cache
def folder() -> Path:
    """A folder for drafts, and for the library that they cite from."""
    made = tempfile.TemporaryDirectory(prefix="refconvert-fuzz-")
    atexit.register(made.cleanup)
    place = Path(made.name)
    with (place / "library.jsonl").open("w", encoding="utf-8") as out:
        convert.write(LIBRARY, out, "jsonl")
    return place


def command(*arguments: str, data: bytes | None = None) -> Result:
    """Run a command with the library, without what was fetched before; it ends as the manual says."""
    done = CliRunner(env={"XDG_CACHE_HOME": str(folder())}).invoke(
        main, [*arguments, "--from", str(folder() / "library.jsonl")], input=data
    )
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code in {0, 1, 3}, done.output
    return done


def latex(data: bytes) -> None:
    """Write the .bib of a LaTeX document, by the command: it has the keys that are cited. A NUL ends a file, and begins the one that it includes."""
    draft, _, included = data.partition(b"\0")
    path = folder() / ("a.aux" if len(data) % 5 == 0 else "a.tex")
    path.write_bytes(draft)
    (folder() / "b.tex").write_bytes(included)
    done = command("bib", str(path), "-t", ("bibtex", "biblatex")[len(data) % 2])
    cited = {value for kind, value, _ in find_tokens(draft.decode("utf-8", "replace")) if kind == "key"}
    for work in LIBRARY:
        if work.id in cited:
            assert f"{{{work.id}," in done.stdout, work.id


def pandoc(data: bytes) -> None:
    """Filter pandoc's JSON, by the command."""
    render = ["--render", "-s", ("apa", "vancouver", "chicago-notes-bibliography")[len(data) % 3]]
    done = command("pandoc-filter", *(render if len(data) % 2 else ()), data=data)
    if done.exit_code != 3:
        msgspec.json.decode(done.stdout_bytes)


def tree(data: bytes) -> None:
    """The same with a document that has the form which pandoc gives it."""
    made = json.dumps(made_document(data)).encode()  # which escapes halves of surrogates
    pandoc(made + b" " * (len(data) % 6))


def package(body: bytes, footnotes: bytes = b"") -> bytes:
    """A Word document with that body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("[Content_Types].xml", "<Types></Types>")
        target.writestr("_rels/.rels", "<Relationships></Relationships>")
        target.writestr("word/document.xml", body)
        if footnotes:
            target.writestr("word/footnotes.xml", footnotes)
    return out.getvalue()


def word(data: bytes) -> None:
    """Read the works of a Word document, and cite in it; the data are its body, or the whole file."""
    document = data if data.startswith(b"PK") else package(data, data if len(data) % 2 else b"")
    read("docx", document)
    problems: list[Problem] = []
    try:
        opened = Package(io.BytesIO(document), "a.docx")
        draft = WordDraft(opened, LIBRARY, "scholar", path="a.docx", warn=problems.append)
        draft.cite(
            style="apa", locale=None, fields=("none", "zotero")[len(data) % 2], links=False, notices=True
        )
        opened.write(io.BytesIO())
    except convert.ConvertError as error:
        look_at_error(error)
    look_at_problems(problems)


def listed(data: bytes) -> None:
    """Print a record as a list in each markup."""
    record = made_record(data)
    name = ("apa", "vancouver", "nature", "ieee", "chicago-author-date")[len(data) % 5]
    for markup in ("text", "html", "markdown", "pandoc", "latex", "rtf"):
        bibliography([record, SOUND], name, format=markup, links=True)


KINDS = {
    **dict.fromkeys(("csl-json", "crossref", "datacite", "europe-pmc", "openalex", "jsonl"), ("json",)),
    **dict.fromkeys(("pubmed-xml", "endnote-xml", "mods", "jats", "web-page"), ("xml",)),
    **dict.fromkeys(("ris", "medline", "enw", "ovid", "wos", "cochrane", "refworks", "proquest", "pubmed-text", "reference-list"), ("tagged",)),
    **dict.fromkeys(("csl-yaml", "cff"), ("yaml", "json")),
    "bibtex": ("bibtex",),
}  # fmt: skip


def whole_documents() -> list[bytes]:
    return [*seeds.documents(), *map(package, seeds.documents())]


def bytes_of_records() -> list[bytes]:
    return [bytes(range(start, 256, 7)) * 4 for start in range(7)]


TARGETS: dict[str, Target] = {
    **{
        name: Target(partial(read, name), partial(seeds.of_readers().__getitem__, name), KINDS.get(name, ()))
        for name in seeds.of_readers()
    },
    "any-format": Target(partial(read, None), lambda: [max(each, key=len) for each in seeds.of_readers().values()], ("json", "xml", "tagged")),
    "records": Target(partial(write, CHEAP), bytes_of_records),
    "records-typeset": Target(partial(write, SLOW), bytes_of_records),
    "lists": Target(listed, bytes_of_records),
    "style": Target(style, seeds.styles, ("xml",)),
    "draft-markdown": Target(markdown, lambda: seeds.DRAFTS, ("yaml",)),
    "draft-latex": Target(latex, lambda: seeds.LATEX, ("latex",)),
    "draft-pandoc": Target(pandoc, seeds.pandoc, ("json",)),
    "draft-pandoc-made": Target(tree, bytes_of_records),
    "draft-word": Target(word, whole_documents, ("xml",)),
}  # fmt: skip

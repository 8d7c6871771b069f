"""What README.md, CONTRIBUTING.md and docs/ say exists, and what they show runs.

Commands run in a folder where a fixture stands in for each file that they name (``STAND_INS``); what goes online, or needs
a cluster, is parsed alone.
"""

import gzip
import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner
from conftest import FIXTURES, ROOT
from docx import Document

import convert
from convert import formats
from convert.commands import COMMANDS, main
from convert.formats.options import describe_options
from convert.streams.problems import ConvertError

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TRIAL = FIXTURES / "articles" / "group-trial"
STAND_INS = {
    ".nbib": TRIAL / "medline.nbib",
    ".xml": TRIAL / "pubmed.xml",
    ".xml.gz": TRIAL / "pubmed.xml",
    ".txt": FIXTURES / "articles" / "als-therapies" / "page.txt",
    ".ris": TRIAL / "golden.ris.ris",
    ".bib": TRIAL / "golden.bibtex.bib",
    "FILE": TRIAL / "medline.nbib",
}
"""How the name of an input ends → what it holds."""
DRAFT = "So it was found [@pmid:90000001].\n"
FOLDERS = ("baseline", "updatefiles")
UNRUN = {"--online", "--scheduler", "--undo", "fetch", "mcp", "serve"}
"""Words of commands that need the network, a cluster or what another command wrote, or that go on until they are stopped."""
NEED_NO_FILE = {"formats", "styles"}

OTHERS = {"--data-binary", "--tool"}
"""Options of other programs that are named alone."""


class Block(NamedTuple):
    """What stands between two lines of backticks."""

    page: Path
    line: int
    language: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r"^( *)```(\w*)\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL):
        yield Block(page, text.count("\n", 0, found.start()) + 1, found[2], found[3])


def prose(page: Path) -> str:
    """The page without its blocks."""
    return re.sub(r"^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def spans(text: str) -> list[str]:
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


def shown_commands() -> Iterator[tuple[str, list[str]]]:
    """Where each command stands, and its words: from blocks, and from code in the prose."""
    for page in PAGES:
        for block in blocks(page):
            if block.language in ("sh", "bash", "console"):
                for number, line in enumerate(block.text.splitlines(), block.line + 1):
                    yield from ((f"{page.name}:{number}", words) for words in commands_in(line))
        for span in spans(prose(page)):
            if "…" not in span and "..." not in span:
                yield from ((page.name, words) for words in commands_in(span))


def commands_in(line: str) -> Iterator[list[str]]:
    """The commands of ours in a line of shell, without the first word."""
    if "refconvert " not in line and "tests/" not in line:
        return
    parts: list[list[str]] = [[]]
    for word in shlex.split(line.removeprefix("$ "), comments=True):
        if word in ("&&", ";", "|"):
            parts.append([])
        else:
            parts[-1].append(word)
    for first, *rest in filter(None, parts):
        if first.rpartition("/")[2] == "refconvert":
            yield rest


SHOWN = list(dict.fromkeys((place, tuple(words)) for place, words in shown_commands()))


def is_file(word: str) -> bool:
    return any(word.endswith(suffix) for suffix in STAND_INS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the fixtures and our styles."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fixtures").symlink_to(FIXTURES)
    (tmp_path / "styles").symlink_to(ROOT / "styles")
    return tmp_path


def stand_in(name: str) -> None:
    """Put a fixture, a folder of shards or an index where the example has a file."""
    path = Path(name)
    if path.exists() or path.parent != Path():
        return
    if name in FOLDERS:
        path.mkdir()
        shutil.copy(TRIAL / "pubmed.xml", path / f"{name}0001.xml")
    elif name.endswith(".md"):
        path.write_text(DRAFT, encoding="utf-8")
    elif name.endswith(".tex"):
        path.write_text(r"\cite{pmid:90000001}", encoding="utf-8")
    elif name.endswith(".docx"):
        document = Document()
        document.add_paragraph(DRAFT)
        document.save(name)
    elif name.endswith(".sqlite"):
        stand_in("baseline")
        assert invoke(["index", name, "baseline"]) == 0
    elif is_file(name):
        content = next(file for suffix, file in STAND_INS.items() if name.endswith(suffix)).read_bytes()
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)


def invoke(words: list[str]) -> int:
    done = CliRunner().invoke(main, words, input='{"pandoc-api-version": [1, 23], "meta": {}, "blocks": []}')
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code in (0, 1), done.output
    return done.exit_code


@pytest.mark.parametrize(("place", "words"), SHOWN, ids=[" ".join(words) for _, words in SHOWN])
def test_commands(place: str, words: tuple[str, ...], folder: Path) -> None:
    name, *arguments = words
    command = main.get_command(click.Context(main), name)
    assert command, f"{place}: no such command"
    is_outline = any(word.isupper() and word.isalpha() and word not in ("OUT", "FILE") for word in arguments)
    with command.make_context(name, [*arguments], resilient_parsing=is_outline):
        pass
    if is_outline or UNRUN & {*words}:
        return
    outputs = {after for before, after in pairwise(words) if before in ("-o", "--key-file")}
    for word in arguments[1:] if name == "index" else arguments:
        if word not in outputs:
            stand_in(word)
    if "parquet" in words:
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    if "--repair" in words:
        pytest.importorskip("ftfy", reason="the extra repair is not installed")
    if name in NEED_NO_FILE or any((folder / word).exists() for word in arguments):
        invoke([*words])


@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(b.language == "python" for b in blocks(page))]
)
def test_python(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "fetch", lambda *_, **__: iter(()), raising=False)
    known: dict[str, object] = {"convert": convert}
    for block in blocks(page):
        if block.language != "python":
            continue
        for name in re.findall(r"[\"']([\w.-]+\.\w+)[\"']", block.text):
            stand_in(name)
        text = known_keys(block.text)
        exec(compile("\n" * block.line + text, str(page), "exec"), known)  # noqa: S102  (our own page)
    assert [*folder.iterdir()]


def known_keys(text: str) -> str:
    """The example with the works that the stand-ins hold."""
    record = next(convert.read(STAND_INS[".nbib"]))
    return re.sub(r"pmid:\d+|\b[a-z]+\d{4}[a-z]+\b", f"pmid:{record.PMID}", text)


# --- names ------------------------------------------------------------------------------------------------------


@cache
def options_of_commands() -> dict[str, set[str]]:
    """Each option → its choices in all commands."""
    options: dict[str, set[str]] = {"-h": set(), "--help": set(), "--version": set()}
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command
        for parameter in command.params:
            for flag in (*parameter.opts, *parameter.secondary_opts):
                choices = options.setdefault(flag, set())
                choices.update(getattr(parameter.type, "choices", ()))
    return options


@cache
def options_of_writers() -> dict[str, set[str]]:
    """Each option, as it is typed → its choices in all writers."""
    options: dict[str, set[str]] = {}
    for name in formats.WRITERS:
        for option in describe_options(writer_or_skip(name).options):
            values = option.values.split(" | ") if " | " in option.values else []
            options.setdefault(option.name.replace("_", "-"), set()).update(values)
    return options


def writer_or_skip(name: str) -> formats.Writer:
    try:
        return formats.get_writer(name)
    except ConvertError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_options_exist(page: Path) -> None:
    named = {word for span in spans(prose(page)) for word in re.findall(r"^--?[A-Za-z][\w-]*", span)}
    assert sorted(named - options_of_commands().keys() - OTHERS) == []
    given = {name for span in spans(prose(page)) for name in re.findall(r"-O ([\w-]+)=", span)}
    assert sorted(given - options_of_writers().keys() - {"name"}) == []


SECTIONS = [
    (found[1], found[2])
    for found in re.finditer(
        r"^## (.*)\n((?:(?!## ).*\n)*)",
        (ROOT / "docs" / "options.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
]


@pytest.mark.parametrize(("title", "text"), SECTIONS, ids=[title for title, _ in SECTIONS])
def test_choices_are_named(title: str, text: str) -> None:
    choices = set[str]()
    for span in spans(title):
        if span.startswith("-O "):
            choices |= options_of_writers()[span[3:].rstrip("=")]
        else:
            choices |= options_of_commands()[span] | options_of_writers().get(span.removeprefix("--"), set())
    named = {span.rpartition("=")[2] for span in spans(text)}
    if not any(span.startswith("--no-") for span in spans(title)):
        assert sorted(choices - named - {"true", "false"}) == [], "choices that the section doesn't name"
    defaults = set(re.findall(r"`([^`]+)` \(default\)", text))
    assert sorted(defaults - choices) == [] or not choices, "defaults that are no choices"


def tables(page: Path) -> Iterator[list[list[str]]]:
    """Rows of cells, the first being the header."""
    for found in re.finditer(r"(?:^\|.*\|\n)+", prose(page), re.MULTILINE):
        rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in found[0].splitlines()]
        yield [rows[0], *rows[2:]]


def column(page: Path, header: str) -> Iterator[str]:
    for header_row, *rows in tables(page):
        for number, cell in enumerate(header_row):
            if cell.casefold() == header:
                yield from (row[number] for row in rows)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_tables_name_what_exists(page: Path) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "convert").rglob("*.py"))
    for cell in column(page, "format"):
        name, _, dialect = cell.partition(", dialect ")
        assert name.strip("`") in {*formats.READERS, *formats.WRITERS}
        assert dialect in options_of_writers()["dialect"] | {""}
    for cell in column(page, "room"):
        for room in spans(cell):
            assert (ROOT / "convert" / room).exists()
    for cell in column(page, "code"):
        for code in spans(cell):
            assert f'"{code}"' in source, "no such code"


def test_formats_are_listed() -> None:
    named = {name for cell in column(ROOT / "docs" / "formats.md", "name") for name in spans(cell)}
    assert sorted(named) == sorted({*formats.READERS, *formats.WRITERS})


def test_commands_are_shown() -> None:
    assert sorted({words[0] for _, words in SHOWN}) == sorted(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for address in re.findall(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)", text):
        assert (page.parent / address).exists(), address
    words = {word for span in spans(prose(page)) for word in span.split()}
    words |= {word for block in blocks(page) if block.language == "sh" for word in block.text.split()}
    for word in words:
        if re.fullmatch(r"(?:convert|tests|docs|fixtures|\.ci)/[\w./-]*", word):
            assert (ROOT / word).exists(), word
        elif re.fullmatch(r"\w+\.py", word):
            assert [*ROOT.glob(f"convert/**/{word}"), *ROOT.glob(f"tests/**/{word}")], word

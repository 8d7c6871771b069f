"""``refconvert pandoc-filter``: a filter for pandoc and Quarto, from its JSON on stdin to its JSON on stdout."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from convert.citing.drafts.metadata import style_named
from convert.citing.drafts.pandoc_ast import plain_value, text_values, texts
from convert.citing.drafts.pandoc_render import Look, render_document
from convert.citing.drafts.pandoc_works import Document
from convert.commands.shared.messages import messages
from convert.commands.shared.options import Grouped, files_option, keys_option
from convert.model.citation_keys import PRESETS
from convert.model.record import Record
from convert.running.reading import read_all
from convert.running.works import Works, identifier_of
from convert.streams.problems import ConvertError, FormatError, Problem, Warn, silent


@click.command("pandoc-filter", cls=Grouped)
@click.argument("target", required=False, metavar="[FORMAT]")
@files_option(
    "--from",
    "sources",
    help_text="A file with records, or an index (repeatable); added to what the document's metadata name.",
)
@click.option(
    "--render", is_flag=True, help="Print citations and list by refconvert; otherwise citeproc prints them."
)
@click.option(
    "-s", "--style", metavar="NAME", help="With --render: the style, in place of the document's csl."
)
@keys_option("How the citation keys of the files are made; by default scholar.", default=None)
def command(
    target: str | None, sources: tuple[str, ...], style: str | None, keys: str | None, *, render: bool
) -> None:
    """Filter for pandoc and Quarto: cite @pmid:34372914, @pmcid:… and @doi:… from files, an index or earlier answers of PubMed.

    \b
    pandoc paper.md -t json | refconvert pandoc-filter --from library.nbib | pandoc -f json --citeproc -o paper.docx
    pandoc paper.md --lua-filter extras/quarto/_extensions/refconvert/refconvert.lua --citeproc -o paper.docx

    The document may say the same in its metadata, under refconvert: from (files), render (true), keys. FORMAT is what pandoc tells
    every filter: what it will write.
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with messages() as log, contextlib.ExitStack() as stack, _reading_pandoc():
        document = Document(msgspec.json.decode(sys.stdin.buffer.read()))
        said = plain_value(document.meta.get("refconvert"))
        said = said if isinstance(said, dict) else {}
        is_rendered = render or said.get("render") is True
        warn = _mildly(log.warn)
        taken = document.take_bibliography(everything=is_rendered)
        is_shared = "bibliography" in document.meta  # whose keys are citeproc's
        own = {**_own_bibliography(document), **document.own_works()}
        named = [*sources, *texts(said.get("from")), *taken]
        works = Works(
            map(_found, named),
            stack,
            keys=_preset(keys or said.get("keys")),
            own=own.values(),
            warn=warn,
            unreadable=log.unreadable,
        )
        everything = works.references.keys if "*" in document.nocite and not is_shared else ()
        found = document.find_works(works.find_identifiers if is_shared else works.find, own, everything)
        known = {**own, **found}
        if is_rendered or not is_shared:
            document.report_unknown(known.__contains__, warn)
        if is_rendered:
            render_document(document, known, _look(document, style, target), warn=warn)
        else:
            document.add_references(found)
        sys.stdout.buffer.write(msgspec.json.encode(document.tree))


@contextlib.contextmanager
def _reading_pandoc() -> Iterator[None]:
    """Say so where the tree isn't built as pandoc builds it, be it on top or deep within.

    Raises:
        ConvertError: it isn't.
    """
    try:
        yield
    except ConvertError:
        raise
    except (
        ValueError,
        msgspec.MsgspecError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        message = f"the input is not pandoc's JSON, which pandoc -t json writes: {error!r}"
        raise ConvertError(message) from error


def _own_bibliography(document: Document) -> dict[str, Record]:
    """The works of the files that citeproc reads, by their keys; citeproc says what is wrong with them.

    They are read only if an identifier is cited, which may mean one of them.
    """
    if not any(map(identifier_of, document.cited)):
        return {}
    files = map(_found, text_values(document.meta.get("bibliography")))
    records = read_all(files, None, wanted=lambda _field: True, warn=silent, unreadable=lambda _error: None)
    return {record.id: record for record in records if record.id}


def _preset(keys: Any) -> str:
    """How keys are made, as a document says it."""
    if keys and keys not in PRESETS:
        raise FormatError(f"refconvert.keys: {keys!r} is not {' | '.join(PRESETS)}")
    return keys or "scholar"


def _mildly(warn: Warn) -> Warn:
    """Report no error: a filter that fails stops pandoc."""

    def tell(problem: Problem) -> None:
        warn(msgspec.structs.replace(problem, severity="warning") if problem.severity == "error" else problem)

    return tell


def _found(path: str) -> str:
    """A path as a document names it; Quarto's projects name theirs from the project's folder."""
    project = os.environ.get("QUARTO_PROJECT_DIR")
    if project and not Path(path).exists() and (beside := Path(project, path)).exists():
        return str(beside)
    return path


def _look(document: Document, style: str | None, target: str | None) -> Look:
    meta = document.meta
    csl = next(iter(text_values(meta.get("csl")) + text_values(meta.get("citation-style"))), "")
    return Look(
        style or (style_named(csl, Path()) if csl else "apa"),
        next(iter(text_values(meta.get("lang"))), None),
        links=plain_value(meta.get("link-bibliography")) is not False,
        is_latex=target in ("latex", "beamer"),
    )

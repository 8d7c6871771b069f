"""``refconvert bib``: the .bib file that a LaTeX document needs."""

import contextlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping

import click
from msgspec.structs import replace

from convert.citing.drafts.latex import CitedKey, LatexDraft, read_latex
from convert.commands.shared.inputs import Inputs, output_options, parse_settings
from convert.commands.shared.options import OUTPUT, Grouped, Option, files_option, keys_option
from convert.formats import get_writer
from convert.model.citation_keys import is_legal
from convert.model.record import Record
from convert.running.conversion import Conversion
from convert.running.works import Works
from convert.streams.outputs import open_output
from convert.streams.problems import Problem, Warn

_STAND_IN = "refconvert-stand-in-"
_ENTRY = re.compile(rf"^(@\w+\{{){_STAND_IN}(\d+),", re.MULTILINE)


@click.command("bib", cls=Grouped)
@output_options
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@files_option(
    "--from",
    "sources",
    help_text="A file with records, or an index (repeatable). What refconvert fetch fetched before needs none.",
)
@click.option(
    "-t",
    "--to",
    cls=Option,
    group=OUTPUT,
    type=click.Choice(["bibtex", "biblatex"]),
    help="By default biblatex if the document uses it.",
)
@click.option(
    "-O",
    "--option",
    cls=Option,
    group=OUTPUT,
    multiple=True,
    metavar="NAME=VALUE",
    help="An option of the writer (repeatable); see refconvert formats bibtex.",
)
@keys_option("How the citation keys of the records are made.")
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    inputs: Inputs,
    files: tuple[str, ...],
    sources: tuple[str, ...],
    to: str | None,
    option: tuple[str, ...],
    keys: str,
) -> None:
    """Write the .bib that a LaTeX document needs, from its .tex or .aux files.

    \b
    refconvert bib paper.tex --from library.nbib -o refs.bib
    refconvert bib paper.aux --from pubmed.sqlite -o refs.bib

    A document cites \\cite{pmid:34372914}, \\parencite{doi:10.1000/x}, or a record by its key; the .bib has the keys as they are cited.
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    with inputs.messages() as log, contextlib.ExitStack() as stack:
        drafts = [read_latex(path, warn=log.warn) for path in files]
        name = to or ("biblatex" if any(draft.is_biblatex for draft in drafts) else "bibtex")
        settings = parse_settings(get_writer(name), option)
        cited = _cited(drafts)
        works = Works(sources, stack, keys=keys, warn=log.warn, unreadable=log.unreadable)
        found = works.find(
            [*(key for key in cited if key != "*"), *(works.references.keys if "*" in cited else ())]
        )
        _report(cited, found, works, log.warn)
        text = io.StringIO()
        Conversion(to=name, options=settings).write(_named(found), text, log.warn)
        with open_output(inputs.output) as out:
            out.write(_with_keys(text.getvalue(), [*found]))
        log.tell(f"{len(found)} of the works that are cited are in {inputs.output}")


def _cited(drafts: Iterable[LatexDraft]) -> dict[str, CitedKey]:
    cited: dict[str, CitedKey] = {}
    for draft in drafts:
        cited = {**draft.keys, **cited}
    return cited


def _report(cited: Mapping[str, CitedKey], found: Mapping[str, Record], works: Works, warn: Warn) -> None:
    """Report the keys that nobody knows, those that biber can't read, and the works that have two."""
    firsts: dict[int, str] = {}
    for key, place in cited.items():
        if key not in found:
            if key != "*":
                message = f"no record has the key {key!r}{works.near(key)}"
                warn(Problem("unknown-key", message, path=place.path, line=place.line, severity="error"))
            continue
        first = firsts.setdefault(id(found[key]), key)
        if first != key:
            message = f"{key!r} is the same work as {first!r}, and would be listed twice; cite it by one key"
            warn(Problem("cited-twice", message, path=place.path, line=place.line))
        if not is_legal(key):
            instead = f"pmid:{found[key].PMID}" if found[key].PMID else "another key"
            message = f"BibTeX takes the key {key!r}, but biber doesn't; with biblatex cite {instead}"
            warn(Problem("unfit-key", message, path=place.path, line=place.line))


def _named(found: Mapping[str, Record]) -> Iterator[Record]:
    """Records whose ids are their keys, or what stands for those that the writer would change."""
    for number, (key, record) in enumerate(found.items()):
        yield replace(record, id=key if is_legal(key) else f"{_STAND_IN}{number}")


def _with_keys(text: str, keys: list[str]) -> str:
    return _ENTRY.sub(lambda match: f"{match[1]}{keys[int(match[2])]},", text)

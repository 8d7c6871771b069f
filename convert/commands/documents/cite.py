"""``refconvert cite``: a reference list, or a draft with its citations, in any style."""

import contextlib
from pathlib import Path, PurePath
from typing import get_args

import click
import msgspec

from convert.changes.choices import Choices
from convert.citing.bibliography import ListOptions
from convert.citing.lists import LISTS, SUFFIXES
from convert.citing.word import Fields
from convert.commands.shared.inputs import Inputs, choice_options, input_options
from convert.commands.shared.messages import Messages
from convert.commands.shared.options import (
    DRAFT,
    LIST,
    Grouped,
    Option,
    files_option,
    keys_option,
    struct_options,
)
from convert.running.conversion import Conversion
from convert.streams.decoding import text_chunks
from convert.streams.inputs import open_input
from convert.streams.outputs import open_output
from convert.streams.problems import Problem

WORD = ".docx"
DRAFTS = (".md", ".markdown", ".qmd", ".rmd", WORD)
"""The suffixes of drafts."""
NO_DRAFTS = (".doc", ".odt", ".pdf", ".rtf", ".typ", ".png", ".jpg", ".jpeg")
"""The suffixes of what somebody may take for a draft, too."""


@click.command("cite", cls=Grouped)
@input_options
@choice_options(only=("include", "journal", "sort"))
@struct_options(ListOptions, "options", group=LIST)
@click.option(
    "--format",
    "list_format",
    cls=Option,
    group=LIST,
    type=click.Choice([*LISTS, "docx"]),
    help="The format of the list; by default the suffix of --output tells, or else it is text.",
)
@click.option(
    "--reference-doc",
    cls=Option,
    group=LIST,
    metavar="FILE",
    type=click.Path(),
    help="For a list as .docx: the document whose styles and page it has, as pandoc's.",
)
@files_option(
    "-b",
    "--bibliography",
    group=DRAFT,
    help_text="Treat FILE as a Markdown draft citing records in this bibliography (repeatable); by default the one that its head names.",
)
@keys_option("How a draft's citation keys are made; as in the BibTeX that they were taken from.", group=DRAFT)
@click.option(
    "--fields",
    cls=Option,
    group=DRAFT,
    type=click.Choice(get_args(Fields)),
    default="zotero",
    show_default=True,
    help="In a Word document: live fields, with which Zotero goes on and which can be cited anew, or plain text.",
)
def command(  # noqa: PLR0913, PLR0917  (click passes each option)
    inputs: Inputs,
    choices: Choices,
    options: ListOptions,
    list_format: str | None,
    reference_doc: str | None,
    bibliography: tuple[str, ...],
    keys: str,
    fields: Fields,
) -> None:
    """Print a reference list, or cite in a draft, in any style.

    \b
    refconvert cite pubmed.nbib --style vancouver
    refconvert cite pubmed.nbib --style nature -o list.docx
    refconvert cite draft.md --bibliography pubmed.nbib --style nature -o out.md
    refconvert cite paper.docx --bibliography pubmed.nbib --style nature -o cited.docx

    A draft cites as pandoc has it: [see @doe2021effect, p. 3; @pmid:34372914], @doi:10.1000/x [chap. 2]. Its head may name the
    bibliography, csl, lang and nocite. A Word document has the same, [PMID 34372914] or {Doe, 2021}; the list goes where [bibliography]
    stands, or to the end.
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    _refuse_latex(inputs.files)
    if bibliography or any(PurePath(name).suffix.lower() in DRAFTS for name in inputs.files):
        is_word = any(PurePath(name).suffix.lower() == WORD for name in inputs.files)
        _check_draft(inputs, list_format, options, is_word=is_word)
        with inputs.messages() as log:
            if is_word:
                _cite_in_word(inputs, log, bibliography, keys, options, fields)
            else:
                _cite_draft(inputs, log, bibliography, keys, options)
        return
    to = list_format or SUFFIXES.get(PurePath(inputs.output).suffix.lower(), "text")
    if reference_doc and to != "docx":
        raise click.UsageError("--reference-doc is for a list as .docx")
    writer, form = (
        ("docx", {"reference_doc": reference_doc or ""}) if to == "docx" else ("bibliography", {"format": to})
    )
    settings = msgspec.structs.asdict(options) | form
    conversion = Conversion(to=writer, options=settings, input_format=inputs.format, choices=choices)
    with inputs.messages() as log:
        conversion.run(inputs.sources(), inputs.output, warn=log.warn, unreadable=log.unreadable)


def _refuse_latex(files: tuple[str, ...]) -> None:
    for name in files:
        if PurePath(name).suffix.lower() in (".tex", ".aux"):
            bib = f"refconvert bib {name} --from FILE -o refs.bib"
            raise click.UsageError(
                f"{name} is LaTeX, which makes its citations itself; the .bib that it needs comes from {bib}"
            )


def _check_draft(inputs: Inputs, list_format: str | None, options: ListOptions, *, is_word: bool) -> None:
    suffix = PurePath(inputs.output).suffix.lower()
    if is_word and suffix != WORD:
        raise click.UsageError("a Word document stays one: name it with -o FILE.docx")
    if not is_word and (
        list_format not in (None, "markdown", "pandoc")
        or suffix == WORD
        or (suffix in SUFFIXES and suffix not in DRAFTS)
    ):
        raise click.UsageError("a draft stays Markdown; pandoc makes other formats of it")
    if options.engine != "csl":
        raise click.UsageError(f"{options.engine} makes no citations in a text")
    if options.highlight or options.group_by or options.heading:
        raise click.UsageError("--highlight, --group-by and --heading are for lists, not for drafts")
    if len(inputs.files) > 1:
        raise click.UsageError("name one draft; --bibliography may be repeated")
    for name in inputs.files:
        if PurePath(name).suffix.lower() in NO_DRAFTS:
            raise click.UsageError(
                f"{name} is no Markdown, which a draft must be; save it as Markdown (pandoc does), or write it so"
            )


def _cite_draft(
    inputs: Inputs, log: Messages, bibliography: tuple[str, ...], keys: str, options: ListOptions
) -> None:
    from convert.citing.citations import References  # noqa: PLC0415  (a list needs neither)
    from convert.citing.drafts import render_draft  # noqa: PLC0415
    from convert.citing.drafts.metadata import read_metadata, style_named  # noqa: PLC0415

    path = inputs.files[0] if inputs.files else "-"
    folder = Path(path).parent if inputs.files else Path()
    with contextlib.ExitStack() as stack:
        draft = stack.enter_context(open_input(path, warn=log.warn))
        text = "".join(text_chunks(draft, warn=log.warn))
        said = read_metadata(text, path=path, warn=log.warn)
        files = bibliography or tuple(str(folder / name) for name in said.bibliography)
        if not files:
            raise click.UsageError(
                "name the records that the draft cites with --bibliography FILE, or in the draft's head"
            )
        sources = msgspec.structs.replace(inputs, files=files)
        references = References(sources.records(log, stack), keys)
        out = stack.enter_context(open_output(inputs.output))
        rendered = render_draft(
            text,
            references,
            style=style_named(said.csl, folder) if said.csl and not _is_given("style") else options.style,
            locale=options.locale or said.lang or None,
            links=options.links is not False,
            notices=options.notices,
            nocite=said.nocite,
            path=path,
            warn=log.warn,
        )
        out.write(rendered)


def _cite_in_word(  # noqa: PLR0913, PLR0917  (as above)
    inputs: Inputs,
    log: Messages,
    bibliography: tuple[str, ...],
    keys: str,
    options: ListOptions,
    fields: Fields,
) -> None:
    from convert.citing.word.cite import WordDraft  # noqa: PLC0415
    from convert.citing.word.package import Package  # noqa: PLC0415

    path, warn = inputs.files[0], log.warn
    with contextlib.ExitStack() as stack:
        package = Package(stack.enter_context(open_input(path, warn=warn)), path)
        sources = msgspec.structs.replace(inputs, files=bibliography)
        records = sources.records(log, stack) if bibliography else iter(())
        draft = WordDraft(package, records, keys, path=path, warn=warn)
        count = draft.cite(
            style=options.style,
            locale=options.locale,
            fields=fields,
            links=options.links is True,
            notices=options.notices,
        )
        if package.is_signed:
            warn(Problem("signed", "the document was signed; its signature is void now", path=path))
        package.write(stack.enter_context(open_output(inputs.output, binary=True)))
        log.tell(f"{count} citation{'s' * (count != 1)} in {inputs.output}")


def _is_given(option: str) -> bool:
    """Whether an option stands on the command line."""
    return click.get_current_context().get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE

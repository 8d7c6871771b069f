"""What is asked for: uploads, and parameters by their names, which are the same in a request to the server and in a browser.

The parameters are those of ``PARAMETERS``, the fields of ``Choices`` but for the one that names a file here, and the options of the
writer, by their names. Where a choice and an option share a name, the choice is meant.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from convert import formats
from convert.changes.choices import Choices
from convert.changes.duplicates import Works
from convert.formats.options import OptionHelp, describe_options, parse_options
from convert.model.record import Record
from convert.running.conversion import Conversion
from convert.running.deduplication.review import Row, decisions, read_rows
from convert.streams.problems import Warn
from convert.web.refusals import RefusedError
from convert.web.work.uploads import Source, read_uploads

PASTED: Final = "pasted text"
"""What problems call a body without a name."""
PARAMETERS: Final[Mapping[str, str]] = {
    "from": "The input's format; by default the Content-Type tells, or else the content.",
    "to": "The output's format; by default Accept tells.",
    "name": "What problems call the input.",
    "report": "true: answer with JSON that has the output, the problems and what is lost.",
    "progress": "true: before an answer that is JSON, tell how many records are read, as JSON Lines.",
    "format": "The form of the answer; by default Accept tells.",
    "style": "The name of a CSL style.",
    "locale": "The language of a reference list, such as de-DE; by default the style's own.",
    "q": "Words of a style's name, title, field or journal.",
    "limit": "How many styles.",
    "review": "Pairs of records that a person decided, as CSV with the columns decision (same or different), record 1 and record 2 (names as "
    "/read has them, or as refconvert dedupe --review writes them). Duplicates are merged as it says. In a form it may be a part.",
}
"""Parameter → what it says, for all operations; ``openapi`` tells which has which."""
NO_CHOICES: Final = {"key_file"}
"""What may not be chosen from afar."""
CHOICES: Final = {
    option.name: option for option in describe_options(Choices) if option.name not in NO_CHOICES
}


@cache
def writer_options() -> dict[str, OptionHelp]:
    """The options of all writers, but for those that have another parameter's name."""
    taken = {*PARAMETERS, *CHOICES}
    found = (option for writer in formats.writers() for option in describe_options(writer.options))
    return {option.name: option for option in found if option.name not in taken}


class Asked(Struct, frozen=True):
    """What a request asks for."""

    uploads: Iterable[Source]
    query: dict[str, str]
    input_format: str | None

    def choices(self) -> Choices:
        """The choices among the parameters."""
        return parse_options(Choices, {name: text for name, text in self.query.items() if name in CHOICES})

    def conversion(self, to: str, **options: Any) -> Conversion:
        """A conversion to a format, with the writer's options among the parameters.

        Raises:
            FormatError: the writer has no such option, or the option no such value.
        """
        taken = {*PARAMETERS, *CHOICES} - {"style", "locale"}
        given = {name: text for name, text in self.query.items() if name not in taken}
        options = given | options
        if "style" in options:
            options["style"] = style_name(options["style"])
        parse_options(formats.get_writer(to).options, options)
        choices = self.choices()
        if self.review is not None:  # ``records`` merges
            choices = replace(choices, dedupe=False)
        return Conversion(to=to, options=options, input_format=self.input_format, choices=choices)

    @property
    def review(self) -> list[Row] | None:
        """What a person decided of duplicates; None: they aren't to be merged by ``records``.

        Raises:
            ConvertError: it is no such table.
        """
        if "review" not in self.query:
            return None
        return read_rows(io.StringIO(self.query["review"].removeprefix("\ufeff"), newline=""), "review")

    def records(self, wanted: Callable[[str], bool], warn: Warn) -> Iterator[Record]:
        """The records of the uploads; duplicates are merged if there is a ``review``."""
        if self.review is None:
            return read_uploads(self.uploads, self.input_format, warn, wanted)
        works = self.works(warn)
        works.report(warn)
        return works.merged()

    def works(self, warn: Warn) -> Works:
        """The records of the uploads, and which of them are one work, by themselves or by ``review``."""
        works = Works()
        for record in read_uploads(self.uploads, self.input_format, warn):
            works.add(record)
        works.find(decisions(self.review or (), works.records))
        return works

    def flag(self, name: str) -> bool:
        """A parameter that is true or false.

        Raises:
            RefusedError: 400, it is neither.
        """
        text = self.query.get(name, "false")
        if text not in ("true", "false"):
            raise RefusedError(400, f"{name}={text}: write true or false")
        return text == "true"


def style_name(text: str) -> str:
    """The name of a style; never a path, since that would read a file of this machine.

    >>> style_name("apa"), style_name("/home/doe/secret.csl"), style_name("http://www.zotero.org/styles/nature")
    ('apa', 'secret', 'nature')
    """
    return text.replace("\\", "/").rstrip("/").rpartition("/")[2].removesuffix(".csl").strip(".")

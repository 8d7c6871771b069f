"""A request's query and body → what is asked for.

The parameters are those of ``PARAMETERS``, the fields of ``Choices`` but for the one that names a file here, and the options of the
writer, by their names. Where a choice and an option share a name, the choice is meant.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from msgspec import Struct
from starlette.datastructures import UploadFile
from starlette.requests import Request

from convert import formats
from convert.changes.choices import Choices
from convert.formats.options import OptionHelp, describe_options, parse_options
from convert.running.conversion import Conversion
from convert.web.errors import RefusedError
from convert.web.negotiation import input_format, output_format
from convert.web.work.uploads import Upload

PASTED: Final = "pasted text"
"""What problems call a body without a name."""
PARAMETERS: Final[Mapping[str, str]] = {
    "from": "The input's format; by default the Content-Type tells, or else the content.",
    "to": "The output's format; by default Accept tells.",
    "name": "What problems call the input.",
    "report": "true: answer with JSON that has the output, the problems and what is lost.",
    "format": "The form of the answer; by default Accept tells.",
    "style": "The name of a CSL style.",
    "locale": "The language of a reference list, such as de-DE; by default the style's own.",
    "q": "Words of a style's name, title, field or journal.",
    "limit": "How many styles.",
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

    uploads: list[Upload]
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
        given = {
            name: text for name, text in self.query.items() if name in {*writer_options(), "style", "locale"}
        }
        options = given | options
        if "style" in options:
            options["style"] = style_name(options["style"])
        parse_options(formats.get_writer(to).options, options)
        return Conversion(to=to, options=options, input_format=self.input_format, choices=self.choices())

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


def query_of(request: Request, known: set[str]) -> dict[str, str]:
    """The parameters of a request.

    Raises:
        RefusedError: 400, one is unknown, or given twice.
    """
    query: dict[str, str] = {}
    for name, text in request.query_params.multi_items():
        if name not in known:
            raise RefusedError(400, f"unknown parameter {name!r}; choose from {', '.join(sorted(known))}")
        if name in query:
            raise RefusedError(400, f"the parameter {name} is given twice")
        query[name] = text
    return query


async def asked(request: Request, known: set[str]) -> Asked:
    """What a request with a body asks for.

    Raises:
        RefusedError: 400, 406 or 415, as ``query_of`` and ``negotiation`` have it; 400 for no body.
    """
    query = query_of(request, known)
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        uploads, said = await _parts(request), None
    else:
        said = input_format(content_type)
        data = await request.body()
        uploads = [Upload(query.get("name") or PASTED, data)] if data.strip() else []
    if not uploads:
        raise RefusedError(400, "the request has no body; send records, as text or as a file")
    if "from" in query:
        formats.get_reader(query["from"])
    return Asked(uploads, query, query.get("from") or said)


async def _parts(request: Request) -> list[Upload]:
    """The files of a form, and its texts."""
    uploads = []
    async with request.form(max_files=1000, max_part_size=1 << 40) as form:  # the guard counts the bytes
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads.append(Upload(value.filename or name, await value.read()))
            elif value.strip():
                uploads.append(Upload(PASTED, value.encode()))
    return uploads


def wanted_format(request: Request, query: Mapping[str, str]) -> str:
    """The output's format, by the parameter ``to`` or by Accept."""
    accept = "" if query.get("report") else request.headers.get("accept", "")
    return output_format(query.get("to"), accept)

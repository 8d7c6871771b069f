"""A plain conversion, without click, whose import takes as long as all else: the same function does the work.

``convert FILE… [-t FORMAT] [-f FORMAT] [-o FILE]`` is plain. Whatever else is said is left to click, and so is
the word on a format that does not exist.
"""

import os
from collections.abc import Sequence

from convert import api, formats
from convert.commands.inputs import Inputs, count_cores
from convert.opening import STDIO
from convert.problems import ConvertError

OPTIONS = {
    "-t": "writer",
    "--to": "writer",
    "-f": "reader",
    "--from": "reader",
    "-o": "output",
    "--output": "output",
}
"""The options of a plain conversion, as ``refconvert convert`` has them."""


def convert_plainly(arguments: Sequence[str]) -> bool:
    """Do what the command does that is given these arguments, and end as it ends; False if they are not plain."""
    said = parse(arguments)
    if said is None:
        return False
    inputs, name = said
    try:
        writer = api.choose_writer(inputs.output, name)
    except ConvertError:
        return False
    with inputs.messages() as log:
        inputs.write(writer, log, jobs=count_cores())
    return True


def parse(arguments: Sequence[str]) -> tuple[Inputs, str | None] | None:
    """What to read, where to write, and the format's name, if it is given; None for what is not plain.

    >>> parse(["convert", "a.nbib", "--to", "ris"])
    (Inputs(output='-', log='text', strict=False, include=(), files=('a.nbib',), reader=None), 'ris')
    >>> parse(["convert", "a.nbib", "--to=ris"]), parse(["cite", "a.nbib"]), parse(["convert"])
    (None, None, None)
    """
    if arguments[:1] != ["convert"] or os.name == "nt":  # where click expands patterns, as no shell does
        return None
    files: list[str] = []
    said: dict[str, str] = {}
    words = iter(arguments[1:])
    for word in words:
        value = next(words, "") if word in OPTIONS else word
        if not value or (value[0] == "-" and value != STDIO):
            return None
        if word in OPTIONS:
            said[OPTIONS[word]] = value
        else:
            files.append(value)
    reader = said.get("reader")
    if not files or (reader and reader not in formats.READERS):
        return None
    return Inputs(output=said.get("output", STDIO), files=tuple(files), reader=reader), said.get("writer")

"""Formats that can't be read in a browser: they are recognised, and the message says what to do."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from convert.formats import Format, Reader
from convert.model.record import Record
from convert.streams.problems import ConvertError, Warn, silent

MISSING: Final = ("docx", "xlsx")
"""Formats whose packages a browser has not."""


def sniff(_head: bytes) -> bool:
    """True: what begins so is one."""
    return True


def read(_stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:  # noqa: ARG001
    """Refuse.

    Raises:
        ConvertError: always.
    """
    raise ConvertError(
        "Word and Excel files can't be read in the browser; save a table as CSV, or paste the text of a list"
    )


FORMAT = Format(Reader("office", (".docx", ".xlsx"), "application/zip", sniff, read))

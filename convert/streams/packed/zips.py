"""A zip file (.docx, .xlsx, .ods) → its archive, unless it is made to hurt: some kilobytes that unpack to gigabytes."""

import io
import zipfile
from typing import Final

from convert.streams.problems import ConvertError

HIGHEST_RATIO: Final = 100
"""How many times as long as the file its parts may be in all. Office's files have 5 to 20; deflate can make 1,032."""
FREE_BYTES: Final = 1 << 26
"""So much may have any ratio."""
DAMAGES: Final = (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError)
"""What ``zipfile`` raises for damaged files: ``zlib.error`` is none of its own, and comes as a part is read."""


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Open a zip file.

    Raises:
        ConvertError: its parts are out of all proportion to it.
        Exception: it is damaged: one of ``DAMAGES``.
    """
    archive = zipfile.ZipFile(io.BytesIO(content))
    total = sum(info.file_size for info in archive.infolist())
    if total > FREE_BYTES and total > HIGHEST_RATIO * len(content):
        raise ConvertError(
            f"its {len(content):,} bytes would unpack to {total:,}: a file made to do harm, and not read"
        )
    return archive

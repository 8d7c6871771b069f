"""Python for a browser: Pyodide of the npm registry, and msgspec's wheel for it; out of a folder, or fetched once and kept.

Nothing of it is a part of refconvert. What is fetched must have the hash that is written here.
"""

import hashlib
import tarfile
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct

from convert.ncbi.cache import default_folder
from convert.streams.problems import ConvertError


class Download(Struct, frozen=True):
    """A file of a registry."""

    address: str
    sha256: str

    @property
    def name(self) -> str:
        """Its name."""
        return self.address.rpartition("/")[2]


PYODIDE: Final = Download(
    "https://registry.npmjs.org/pyodide/-/pyodide-314.0.7.tgz",
    "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0",
)
MSGSPEC: Final = Download(
    "https://files.pythonhosted.org/packages/fa/33/67509d508c2ba46e7ddf00237259e4164dcebabc4650930bc432ccf57946/"
    "msgspec-0.23.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
    "1836f50ad87e7c56600b648a1b75c3bbcce62835cb1f489435fc5fee8d068831",
)
FILES: Final = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
)
"""What is needed of Pyodide."""


def runtime(folder: Path | None, work: Path, say: Callable[[str], None]) -> Path:
    """A folder with Pyodide's ``FILES``, and msgspec as ``packages/msgspec`` in ``work``.

    Args:
        folder: has the two downloads, or Pyodide's files, unpacked; None: they are fetched, and kept for the next time.
        work: where they are unpacked.
        say: told what is fetched.

    Raises:
        ConvertError: they aren't there, can't be fetched, or aren't what they should be.
    """
    with zipfile.ZipFile(_found(MSGSPEC, folder, say)) as wheel:
        names = [
            name for name in wheel.namelist() if name.startswith("msgspec/") and not name.endswith(".pyi")
        ]
        wheel.extractall(work / "packages", names)  # noqa: S202  (the hash says what it contains)
    if folder and all((folder / name).is_file() for name in FILES):
        return folder
    with tarfile.open(_found(PYODIDE, folder, say)) as package:
        for name in FILES:
            (work / name).write_bytes(_member(package, f"package/{name}"))
    return work


def _member(package: tarfile.TarFile, name: str) -> bytes:
    file = package.extractfile(name)
    assert file is not None, name  # noqa: S101  (the hash says what it contains)
    return file.read()


def _found(download: Download, folder: Path | None, say: Callable[[str], None]) -> Path:
    """The file of a download, in the folder or in the cache."""
    path = (folder or default_folder()) / download.name
    if not path.is_file():
        if folder:
            raise ConvertError(f"{path} is missing; it is {download.address}")
        say(f"fetching {download.address}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_fetched(download))
    if hashlib.sha256(path.read_bytes()).hexdigest() != download.sha256:
        raise ConvertError(f"{path} is not the file that it should be: delete it, and try again")
    return path


def _fetched(download: Download) -> bytes:
    try:
        with urllib.request.urlopen(download.address, timeout=60) as answer:  # noqa: S310  (https, see above)
            data: bytes = answer.read()
    except OSError as error:
        raise ConvertError(
            f"{download.address} can't be fetched ({error}); fetch it elsewhere, and name its folder with --pyodide"
        ) from error
    if hashlib.sha256(data).hexdigest() != download.sha256:
        raise ConvertError(f"{download.address} is not the file that it should be; nothing is written")
    return data

"""The Python code that a browser needs: our own, and of the packages that are installed here what is pure Python.

lxml, isal and python-docx are not among them: each has a part here that gives way, or says that it is missing.
"""

import gzip
import io
import shutil
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from convert.streams.problems import ConvertError

PACKAGES: Final = ("bibtexparser", "langcodes", "pylatexenc", "rapidfuzz", "yaml")
"""What is installed here, and serves there: of rapidfuzz its pure part."""
NOT_THERE: Final = (
    "commands",
    "__main__.py",
    "web/app.py",
    "web/endpoints.py",
    "web/assets",
    "web/static/files",
)
"""What of ours has no use there."""


def copy_packages(target: Path) -> None:
    """Copy the sources.

    Raises:
        ConvertError: a package is not installed.
    """
    ours = Path(__file__).parents[2]
    for name in ("convert", *PACKAGES):
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise ConvertError(f"the package {name} is not installed")
        folder = Path(spec.origin).parent
        for path in sorted(folder.rglob("*.py")):
            place = path.relative_to(folder)
            is_ours = folder == ours and place.as_posix().startswith(NOT_THERE)
            if not is_ours and "tests" not in place.parts:
                copied = target / name / place
                copied.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copied)


def pack_folders(target: Path, *folders: Path) -> None:
    """Pack folders as Python can import them: a zip whose files aren't packed, which is gzipped as a whole.

    So it is smaller by a fifth, and the browser unpacks it, once. Each file has the same date: the same code gives the same bytes.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for folder in folders:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                archive.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes())
    target.write_bytes(gzip.compress(packed.getvalue(), mtime=0))

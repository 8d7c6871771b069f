"""A folder → the page as static files, for any web server that serves files."""

import gzip
import hashlib
import json
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from convert import formats
from convert.citing.styles.packing import pack_styles
from convert.streams.packed.bundle import BUNDLED
from convert.streams.problems import ConvertError
from convert.web.static.missing import MISSING
from convert.web.static.packages import copy_packages, pack_folders
from convert.web.static.runtime import runtime
from convert.web.work.operations import list_formats
from convert.web.work.page import COMMON

POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src 'self'; "
    "style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
"""What the page says in its head, as no server of ours sends it; its worker keeps to it, too."""
_ASSETS: Final = Path(__file__).parents[1] / "assets"
_FILES: Final = Path(__file__).parent / "files"
_LOADED: Final = ("pyodide.wasm.gz.bin", "native.zip.gz.bin", "python.zip.gz.bin")
"""What the worker counts while it loads."""
_OFFLINE: Final = "offline.js"
_PARTS: Final = ("assets", "engine", "index.html", _OFFLINE)
_HEAD: Final = '<meta charset="utf-8">\n'
_NOT_SERVED: Final = (
    '<p class="not-served">This page needs a web server. In its folder, run <code>python -m http.server</code>, '
    "and open <code>http://localhost:8000</code>.</p>\n"
)
"""Shown when the scripts don't run."""


def write_page(
    out: Path, pyodide: Path | None = None, say: Callable[[str], None] = lambda _text: None
) -> int:
    """Write the page; its size in bytes.

    Args:
        out: a folder; such a page in it is replaced, and what else it has is left alone.
        pyodide: see ``runtime``.
        say: told what is going on.

    Raises:
        ConvertError: the folder has another page; Pyodide can't be had.
    """
    taken = [name for name in _PARTS if (out / name).exists()]
    if taken and not _is_ours(out / _OFFLINE):
        raise ConvertError(f"{out} has another page, with {', '.join(taken)}; name a new folder")
    with tempfile.TemporaryDirectory(prefix="refconvert-") as folder:
        work, page = Path(folder) / "work", Path(folder) / "page"
        work.mkdir()
        shutil.copytree(_ASSETS, page / "assets")
        shutil.copyfile(_FILES / "engine.js", page / "assets" / "engine.js")
        _write_engine(page / "engine", runtime(pyodide, work, say), work, say)
        _write_front(page)
        for name in ("assets", "engine"):
            shutil.rmtree(out / name, ignore_errors=True)
        shutil.copytree(page, out, dirs_exist_ok=True)
        return sum(path.stat().st_size for path in page.rglob("*") if path.is_file())


def _is_ours(offline: Path) -> bool:
    return offline.is_file() and b"refconvert" in offline.read_bytes()


def _write_engine(target: Path, pyodide: Path, work: Path, say: Callable[[str], None]) -> None:
    """Write what runs in the worker."""
    target.mkdir()
    shutil.copyfile(_FILES / "worker.js", target / "worker.js")
    shutil.copyfile(pyodide / "pyodide.mjs", target / "pyodide.js")  # many a server doesn't know .mjs
    shutil.copyfile(pyodide / "pyodide.asm.mjs", target / "pyodide.asm.js")
    wasm = (pyodide / "pyodide.asm.wasm").read_bytes()
    (target / "pyodide.wasm.gz.bin").write_bytes(gzip.compress(wasm, mtime=0))
    readers = [formats.get_reader(name) for name in formats.READERS if name not in MISSING]
    writers = [formats.get_writer(name) for name in formats.WRITERS if name not in MISSING]
    (target / "formats.json").write_bytes(list_formats(readers, writers))
    copy_packages(work / "packages")
    _compile(pyodide, work, say)
    beginning = pack_styles(target / BUNDLED, COMMON)
    (work / "packages" / "convert" / BUNDLED).write_bytes((target / BUNDLED).read_bytes()[:beginning])
    (work / "native").mkdir()
    shutil.move(work / "packages" / "msgspec", work / "native")
    pack_folders(target / "native.zip.gz.bin", work / "native")
    pack_folders(target / "python.zip.gz.bin", work / "library", work / "packages")
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    settings = {
        "lock": {**lock, "packages": {}},
        "bytes": sum((target / name).stat().st_size for name in _LOADED),
    }
    (target / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


def _compile(pyodide: Path, work: Path, say: Callable[[str], None]) -> None:
    """Compile the code and leave out what isn't needed, where there is Node.js to run Pyodide."""
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as library:
        library.extractall(work / "library")
    node = shutil.which("node")
    if node is None:
        say("Node.js is not installed, so Python is not compiled: the page will start some seconds later")
        return
    modules = sorted(
        {listing.target.partition(":")[0] for name, listing in formats.FORMATS.items() if name not in MISSING}
    )
    (work / "modules.json").write_text(json.dumps(["convert.web.static.missing", *modules]), encoding="utf-8")
    command = [node, str(_FILES / "compile.mjs"), str(pyodide), str(work)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ConvertError(f"Python can't be compiled for the page by {node}: {done.stderr.strip()[-500:]}")


def _write_front(page: Path) -> None:
    """Write the first page, and the list of all files for when there is no network."""
    text = (page / "assets" / "index.html").read_text(encoding="utf-8")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    text = text.replace(_HEAD, _HEAD + policy).replace("<body>\n", f"<body>\n{_NOT_SERVED}")
    (page / "assets" / "index.html").unlink()
    (page / "index.html").write_text(text, encoding="utf-8")
    files = {
        path.relative_to(page).as_posix(): path.read_bytes()
        for path in sorted(page.rglob("*"))
        if path.is_file()
    }
    version = hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in files.values())).hexdigest()[
        :12
    ]
    offline = (_FILES / _OFFLINE).read_text(encoding="utf-8")
    offline = offline.replace("/* FILES */ []", json.dumps(["./", *files])).replace("/* VERSION */", version)
    (page / _OFFLINE).write_text(offline, encoding="utf-8")

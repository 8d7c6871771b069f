"""Within Pyodide, when the page is made: the modules that the engine can import, compiled by that very Python.

A .pyc of another Python would be refused. Modules that no import statement of the engine leads to, however deep, are left out, and
so are the numbers of lines, a third of what is left when it is packed.
"""

import contextlib
import marshal
import modulefinder
from collections.abc import Collection, Iterable
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Final

ENGINE: Final = "convert.web.static.engine"
NOT_CALLED: Final = (
    "convert.citing.docx",
    "convert.citing.drafts",
    "convert.citing.word",
    "convert.ncbi.fetching",
    "convert.ncbi.service",
    "convert.running.bulk",
    "convert.running.index",
    "convert.running.parallel",
    "convert.running.verification",
    "_pyrepl",
    "argparse",
    "asyncio.proactor_events",
    "asyncio.windows_events",
    "asyncio.windows_utils",
    "doctest",
    "ftplib",
    "http",
    "multiprocessing",
    "pdb",
    "pydoc",
    "tarfile",
    "unittest",
    "xmlrpc",
)
"""What an import within a function leads to that no operation of the page calls."""
_HEAD: Final = MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
"""Of a .pyc that is not compared with its source (PEP 552)."""
KEPT: Final = ("encodings", "_pyodide", "pyodide")
"""Packages of the standard library of which all is kept: their modules are imported by names that are no constants."""


def compile_needed(packages: Path, library: Path, modules: list[str], loaded: list[str]) -> None:
    """Replace each source in the two folders by its compiled form, or remove it.

    Args:
        packages: our code and other packages.
        library: the standard library.
        modules: names of modules that no import statement need lead to: those of formats.
        loaded: names of those that Pyodide loads when it starts.
    """
    needed = _reached(packages, library, [ENGINE, *modules], loaded)
    for folder in (packages, library):
        for source in sorted(folder.rglob("*.py")):
            place = source.relative_to(folder)
            if str(source) in needed or place.parts[0] in KEPT:
                optimize = 0 if place.parts[0] in KEPT else 2  # no docstrings
                code = compile(
                    source.read_bytes(), place.as_posix(), "exec", 0, dont_inherit=True, optimize=optimize
                )
                source.with_suffix(".pyc").write_bytes(_HEAD + marshal.dumps(_without_lines(code)))
            source.unlink()


def _without_lines(code: CodeType) -> CodeType:
    """Code that says "nowhere" of the place of its instructions."""
    return code.replace(
        co_linetable=_nowhere(len(code.co_code) // 2),
        co_consts=tuple(_without_lines(one) if isinstance(one, CodeType) else one for one in code.co_consts),
    )


def _nowhere(units: int) -> bytes:
    """A table of locations, an entry for at most eight units of code: its highest bit, kind 15 (none), their number less one.

    See InternalDocs/code_objects.md in CPython.
    """
    full, rest = divmod(units, 8)
    return b"\xff" * full + (bytes([0xF8 + rest - 1]) if rest else b"")


def _reached(packages: Path, library: Path, names: Iterable[str], others: Collection[str]) -> set[str]:
    """The files of modules that can be imported from those of these names, and of others that may be no files."""
    excluded = [name for name in NOT_CALLED if name not in others]
    finder = modulefinder.ModuleFinder([str(packages), str(library)], excludes=excluded)
    for name in names:
        finder.import_hook(name)
    for name in others:
        with contextlib.suppress(ImportError):
            finder.import_hook(name)
    files = (getattr(module, "__file__", None) for module in finder.modules.values())
    return {file for file in files if file}

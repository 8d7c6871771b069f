"""Within Pyodide, when the page is made: the modules that the engine can import, compiled by that very Python.

A .pyc of another Python would be refused. Modules that no import statement of the engine leads to, however deep, are left out.
"""

import contextlib
import modulefinder
from collections.abc import Collection, Iterable
from pathlib import Path
from py_compile import PycInvalidationMode, compile  # noqa: A004  (its name)
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
    "doctest",
    "ftplib",
    "http",
    "multiprocessing",
    "pdb",
    "pydoc",
    "unittest",
    "xmlrpc",
)
"""What an import within a function leads to that no operation of the page calls."""
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
                compiled = str(source.with_suffix(".pyc"))
                compile(
                    str(source),
                    compiled,
                    dfile=place.as_posix(),
                    doraise=True,
                    optimize=0 if place.parts[0] in KEPT else 2,  # no docstrings
                    invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
                )
            source.unlink()


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

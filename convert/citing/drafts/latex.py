r"""A LaTeX document, or the ``.aux`` that LaTeX wrote of it → the keys that it cites: ``\cite``, natbib's and biblatex's commands, ``\nocite``.

Files that it includes are read, too. https://ctan.org/pkg/natbib, https://ctan.org/pkg/biblatex
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from convert.streams.decoding import text_chunks
from convert.streams.inputs import open_input
from convert.streams.problems import Problem, Warn

_OPTIONAL: Final = r"(?:\s*\[(?:[^\[\]{}]|\{[^{}]*\})*\])"
_UNREAD: Final = re.compile(
    r"""
      (?P<escaped> \\[\\%] )
    | %[^\n]*
    | \\begin\{(?P<verbatim>verbatim\*?|Verbatim|lstlisting|minted|comment)\}[\s\S]*?(?:\\end\{(?P=verbatim)\}|\Z)
    | \\verb\*?(?P<mark>[^\sa-zA-Z*])[^\n]*?(?:(?P=mark)|(?=\n)|\Z)
    """,
    re.VERBOSE,
)
"""Comments, and what is printed as it is typed."""
_TOKEN: Final = re.compile(
    rf"""
      \\(?P<cite>[a-zA-Z]*[cC]ite[a-zA-Z]*)\*?
        (?P<arguments>(?:\s*\([^()]*\))* {_OPTIONAL}* \s*\{{[^{{}}\\]*\}} (?:{_OPTIONAL}*\s*\{{[^{{}}\\]*\}})*)
    | \\(?:citation|abx@aux@cite(?:\{{\d+\}})?)\{{(?P<written>[^{{}}]*)\}}
    | \\(?:input|include|subfile|@input)\{{(?P<file>[^{{}}\\]+)\}}
    | (?P<biblatex> \\abx@aux@ | \\addbibresource | \\usepackage(?:\[[^\[\]]*\])?\{{(?:[^{{}}]*,)?\s*biblatex\s*[,}}] )
    """,
    re.VERBOSE,
)
_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_NO_CITATION: Final = frozenset(
    {"bibcite", "citestyle", "setcitestyle", "citetext", "citereset", "citeindextype"}
)
_SUFFIXES: Final = ("", ".tex")


class CitedKey(Struct, frozen=True):
    """A key, and where it is cited first."""

    key: str
    path: str
    line: int


class LatexDraft(Struct):
    """What a document cites."""

    keys: dict[str, CitedKey] = {}
    """Each key, in the order in which it is cited first; ``*`` is all works."""
    is_biblatex: bool = False


def read_latex(path: str, *, warn: Warn) -> LatexDraft:
    """Read a document, or what LaTeX wrote of it, and the files that it includes; one that can't be read is reported.

    Raises:
        ConvertError: the document itself can't be read.
    """
    draft = LatexDraft()
    waiting, seen = [path], {path}
    while waiting:
        name = waiting.pop(0)
        for kind, value, line in find_tokens(_read(name, warn)):
            if kind == "key":
                draft.keys.setdefault(value, CitedKey(value, name, line))
            elif kind == "biblatex":
                draft.is_biblatex = True
            elif (found := _beside(path, value)) is None:
                message = f"the included file {value} is not there; what it cites is not counted"
                warn(Problem("not-included", message, path=name, line=line))
            elif found not in seen:
                seen.add(found)
                waiting.append(found)
    return draft


def _read(path: str, warn: Warn) -> str:
    with open_input(path, warn=warn) as stream:
        return "".join(text_chunks(stream, warn=warn))


def _beside(document: str, name: str) -> str | None:
    """An included file, which LaTeX looks for from the document's folder."""
    candidates = (Path(document).parent / f"{name.strip()}{suffix}" for suffix in _SUFFIXES)
    return next((str(path) for path in candidates if path.is_file()), None)


def find_tokens(text: str) -> Iterator[tuple[str, str, int]]:
    r"""The cited keys, the included files and the traces of biblatex: (``key``, ``file`` or ``biblatex``; value; line).

    >>> [value for _, value, _ in find_tokens(r"\citep[see][p. 3]{pmid:1,doe} % \cite{no}")]
    ['pmid:1', 'doe']
    """
    text = _UNREAD.sub(lambda found: found["escaped"] or "\n" * found[0].count("\n"), text)
    for found in _TOKEN.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if found["file"]:
            yield "file", found["file"], line
        elif found["biblatex"]:
            yield "biblatex", "", line
        elif found["written"] is not None or found["cite"] not in (None, *_NO_CITATION):
            for key in _keys(found):
                yield "key", key, line
            if found["written"] and found[0].startswith(r"\abx@"):
                yield "biblatex", "", line


def _keys(found: re.Match[str]) -> Iterator[str]:
    r"""The keys of a citation; biblatex's ``\cites`` has several groups of them, ``\volcite`` a volume before them."""
    if found["written"] is not None:
        groups = [found["written"]]
    else:
        name = found["cite"]
        groups = _BRACES.findall(re.sub(_OPTIONAL, "", found["arguments"]))
        groups = groups if name.endswith("s") else groups[1:2] if name.endswith("volcite") else groups[:1]
    for key in (key.strip() for group in groups for key in group.split(",")):
        if key and "#" not in key:  # the argument of somebody's own command
            yield key

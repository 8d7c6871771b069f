"""The YAML head of a draft → what it says about citing: ``bibliography``, ``csl``, ``lang``, ``nocite``.

https://pandoc.org/MANUAL.html#specifying-bibliographic-data and https://quarto.org/docs/reference/formats/html.html#references
"""

import re
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

from msgspec import Struct

from convert.formats.yaml import is_too_large
from convert.streams.problems import Problem, Warn, silent

_HEAD = re.compile(r"\A---[ \t]*\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
KEY = re.compile(r"@(\{[^{}\n]+\}|\*|[^\s;,\[\]{}]*[^\s;,\[\]{}.:!?'\"])")


class Metadata(Struct, frozen=True):
    """What a draft's head says about citing."""

    bibliography: Sequence[str] = ()
    """Paths, as the draft names them."""
    csl: str = ""
    lang: str = ""
    nocite: Sequence[str] = ()
    """Keys of works that are listed without being cited; ``*`` is all."""


def read_metadata(text: str, *, path: str = "", warn: Warn = silent) -> Metadata:
    r"""Read the head of a draft; one that is no YAML is reported.

    >>> found = read_metadata("---\nbibliography: refs.bib\nnocite: |\n  @doe2020, @{a key}\n---\nText")
    >>> found.bibliography, found.nocite
    (['refs.bib'], ['doe2020', 'a key'])
    """
    head = _HEAD.match(text)
    if head is None:
        return Metadata()
    import yaml  # noqa: PLC0415  (few drafts are read, and none in a conversion)

    try:
        values = yaml.safe_load(head[1])
    except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        message = (
            f"the head of the draft is no YAML, so nothing is taken from it: {str(error).splitlines()[0]}"
        )
        warn(Problem("bad-metadata", message, path=path, line=1))
        return Metadata()
    if is_too_large(values):
        warn(
            Problem(
                "bad-metadata", "the aliases of the draft's head make it far too large", path=path, line=1
            )
        )
        return Metadata()
    if not isinstance(values, dict):
        return Metadata()
    return Metadata(
        bibliography=_texts(values.get("bibliography")),
        csl=next(iter(_texts(values.get("csl"))), ""),
        lang=next(iter(_texts(values.get("lang"))), ""),
        nocite=[key.strip("{}") for text in _texts(values.get("nocite")) for key in KEY.findall(text)],
    )


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text]


def style_named(csl: str, folder: Path) -> str:
    """A style as a draft's head names it, by a path beside the draft, a name or an address → as ``load_style`` takes it.

    >>> style_named("nature.csl", Path("/nowhere")), style_named("https://www.zotero.org/styles/apa", Path())
    ('nature', 'apa')
    """
    if "://" not in csl and (folder / csl).exists():
        return str(folder / csl)
    return PurePath(csl.partition("://")[2] or csl).name.removesuffix(".csl")

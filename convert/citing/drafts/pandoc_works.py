"""A document as pandoc's JSON, and works → the same with the cited works among its ``references``, from which citeproc cites.

A work that is cited by several keys, such as its PMID and its DOI, is cited by the first of them everywhere, or by the key of the document's own
bibliography: citeproc knows works by their keys alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from msgspec.structs import replace

from convert.citing.drafts.cross_references import is_cross_reference
from convert.citing.drafts.metadata import KEY
from convert.citing.drafts.pandoc_ast import find_citations, meta_value, plain_value, text_values
from convert.formats.csl_json.items import parse_item, to_valid_item
from convert.model.record import Record
from convert.streams.problems import Problem, Warn

READ_BY_PANDOC: Final = frozenset({".bib", ".bibtex", ".json", ".ris", ".yaml", ".yml"})
"""The suffixes of the files in ``bibliography`` that citeproc reads itself."""
_NOT_FOR_CITEPROC: Final = ("abstract", "custom", "keyword")
Find = Callable[[Iterable[str]], Mapping[str, Record]]
"""Keys → those that mean a work, each with its record."""


class Document:
    """A document that is being cited in."""

    def __init__(self, tree: dict[str, Any]) -> None:
        """``tree`` is the JSON value, which is changed.

        Raises:
            LookupError, TypeError: it is no document of pandoc's.
        """
        self.tree = tree
        self.meta: dict[str, Any] = tree["meta"]
        self.places = find_citations(
            [value for name, value in self.meta.items() if name not in ("nocite", "references")]
        )
        self.places += find_citations(tree["blocks"])
        self._unprinted = find_citations(self.meta.get("nocite"))
        self._own_types = _own_types(self.meta)
        self._cited = [key for place in (*self.places, *self._unprinted) for key in place.keys]

    @property
    def nocite(self) -> list[str]:
        """The keys of works that are listed without being cited; ``*`` is all."""
        typed = [
            key.strip("{}") for text in text_values(self.meta.get("nocite")) for key in KEY.findall(text)
        ]
        return [key for place in self._unprinted for key in place.keys] or typed

    def own_works(self) -> dict[str, Record]:
        """The works of ``references`` by their keys."""
        found = plain_value(self.meta.get("references"))
        items = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
        records = {str(item.get("id", "")): parse_item(item) for item in items}
        return {key: record for key, record in records.items() if record is not None}

    def is_cross_reference(self, key: str) -> bool:
        """Whether Quarto reads a key as a cross-reference."""
        return is_cross_reference(key, self._own_types)

    @property
    def cited(self) -> list[str]:
        """All keys that the document cites or lists, but for cross-references."""
        return [key for key in (*self._cited, *self.nocite) if not self.is_cross_reference(key)]

    def find_works(
        self, find: Find, own: Mapping[str, Record], listed: Iterable[str] = ()
    ) -> dict[str, Record]:
        """The works that are cited, or ``listed``, and ``find`` knows, each by the first key that cites it; its other keys become that one.

        ``own`` are those that citeproc knows: keys of such a work become its key.
        """
        found = find(key for key in (*self.cited, *listed) if key not in own)
        firsts = {id(record): key for key, record in own.items()}
        renamed = {key: firsts.setdefault(id(record), key) for key, record in found.items()}
        for citation in (c for place in (*self.places, *self._unprinted) for c in place.citations):
            key = citation["citationId"]
            citation["citationId"] = renamed.get(key, key)
        return {key: replace(found[key], id=key) for key in firsts.values() if key not in own}

    def add_references(self, works: Mapping[str, Record]) -> None:
        """Put works into ``references``, under their keys."""
        items = [{**to_valid_item(record), "id": key} for key, record in works.items()]
        added = [
            meta_value({name: value for name, value in item.items() if name not in _NOT_FOR_CITEPROC})
            for item in items
        ]
        if added:
            references = self.meta.setdefault("references", {"t": "MetaList", "c": []})
            references["c"] = [*references["c"], *added]

    def take_bibliography(self, *, everything: bool) -> list[str]:
        """Take the files out of ``bibliography`` that pandoc can't read, or all of them."""
        named = text_values(self.meta.get("bibliography"))
        taken = [name for name in named if everything or PurePath(name).suffix.lower() not in READ_BY_PANDOC]
        if taken:
            self.meta["bibliography"] = meta_value([name for name in named if name not in taken])
            if len(taken) == len(named):
                del self.meta["bibliography"]
        return taken

    def report_unknown(self, known: Callable[[str], bool], warn: Warn, path: str = "") -> None:
        """Report the keys that nobody knows, but for cross-references."""
        for key in dict.fromkeys([*(key for place in self.places for key in place.keys), *self.nocite]):
            if key != "*" and not known(key) and not self.is_cross_reference(key):
                message = f"no reference has the key {key!r}; the citation is left as it is"
                warn(Problem("unknown-key", message, path=path))


def _own_types(meta: Mapping[str, Any]) -> Sequence[str]:
    """The types of cross-references that a document defines: ``crossref: custom``."""
    crossref = plain_value(meta.get("crossref"))
    custom = crossref.get("custom", ()) if isinstance(crossref, dict) else ()
    return [each["key"] for each in custom if isinstance(each, dict) and "key" in each]

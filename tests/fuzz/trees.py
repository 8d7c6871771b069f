"""Bytes → a document as pandoc's JSON: what pandoc builds, with citations and metadata of any kind, and here and there what it doesn't."""

from collections.abc import Callable
from typing import Any, Final

from fuzz.made import WORDS, Draw

KEYS: Final = (
    "doe2021",
    "roe2020",
    "pmid:11",
    "pmid:12",
    "doi:10.5555/doe(1)",
    "x",
    "y",
    "*",
    "fig-one",
    "nobody",
    "PMC1",
    "",
)
META: Final = (
    "bibliography", "lang", "link-citations", "nocite", "notes-after-punctuation", "reference-section-title", "references", "refconvert", "csl", "title",
    "suppress-bibliography", "crossref", "citation-style",
)  # fmt: skip
ODD: Final[tuple[Any, ...]] = (
    None,
    "",
    [],
    {},
    7,
    "Para",
    [[]],
    {"t": "Str"},
    {"t": "Cite", "c": []},
    {"c": [1]},
    True,
)
DEEPEST: Final = 5
_WRAPPED: Final = ("Emph", "Strong", "Superscript", "Subscript", "SmallCaps", "Underline", "Strikeout")
_MODES: Final = ("NormalCitation", "SuppressAuthor", "AuthorInText", "NoSuch")
_TYPES: Final = ("book", "article-journal", "chapter", "", "no type")


def made_document(data: bytes) -> dict[str, Any]:
    """A document, of which the bytes say what it has."""
    tree = _Tree(data)
    meta = {META[tree.byte() % len(META)]: tree.value(0) for _ in range(tree.byte() % 5)}
    if tree.byte() % 2:
        meta["references"] = {"t": "MetaList", "c": [tree.work() for _ in range(tree.byte() % 4)]}
    blocks = [tree.block(0) for _ in range(tree.byte() % 6)]
    return {"pandoc-api-version": [1, 23], "meta": meta, "blocks": blocks}


class _Tree(Draw):
    def key(self) -> str:
        return KEYS[self.byte() % len(KEYS)]

    def attributes(self) -> Any:
        names = ("", "refs", "refs-a", "x")
        return [
            names[self.byte() % 4],
            ["a"][: self.byte() % 2],
            [["type", "book"], ["keyword", "x"]][: self.byte() % 3],
        ]

    def inlines(self, depth: int) -> list[Any]:
        return [self.inline(depth + 1) for _ in range(self.byte() % (5 if depth < DEEPEST else 1))]

    def inline(self, depth: int) -> Any:
        kind = self.byte()
        if kind > 250:
            return ODD[kind % len(ODD)]
        if kind < 60:
            return {
                "t": "Cite",
                "c": [[self.citation(depth) for _ in range(1 + self.byte() % 3)], self.inlines(depth)],
            }
        if kind < 90:
            return {"t": _WRAPPED[kind % len(_WRAPPED)], "c": self.inlines(depth)}
        made: dict[int, Callable[[], Any]] = {
            0: lambda: {"t": ("Space", "SoftBreak", "LineBreak")[kind % 3]},
            1: lambda: {"t": "Quoted", "c": [{"t": ("DoubleQuote", "SingleQuote")[kind % 2]}, self.inlines(depth)]},
            2: lambda: {"t": "Note", "c": [self.block(depth + 1)]},
            3: lambda: {"t": "Link", "c": [self.attributes(), self.inlines(depth), [self.text(), ""]]},
            4: lambda: {"t": "Span", "c": [self.attributes(), self.inlines(depth)]},
            5: lambda: {"t": "Code", "c": [["", [], []], self.text()]},
            6: lambda: {"t": "Str", "c": (".", ",", ";.", "word", "p. 3-5", "ch. IV,")[self.byte() % 6]},
        }  # fmt: skip
        if (make := made.get(kind % 8)) is not None:
            return make()
        return {"t": "Str", "c": self.text()}

    def citation(self, depth: int) -> Any:
        return {
            "citationId": self.key(),
            "citationPrefix": self.inlines(depth),
            "citationSuffix": self.inlines(depth),
            "citationMode": {"t": _MODES[self.byte() % len(_MODES)]},
            "citationNoteNum": self.number(),
            "citationHash": 0,
        }

    def block(self, depth: int) -> Any:
        kind = self.byte()
        if kind > 250 or depth > DEEPEST:
            return ODD[kind % len(ODD)]
        made: dict[int, Callable[[], Any]] = {
            0: lambda: {"t": "Div", "c": [self.attributes(), self.blocks(depth)]},
            1: lambda: {"t": "BlockQuote", "c": self.blocks(depth)},
            2: lambda: {"t": "BulletList", "c": [self.blocks(depth)]},
            3: lambda: {"t": "Header", "c": [1, self.attributes(), self.inlines(depth)]},
            4: lambda: {"t": "HorizontalRule"},
            5: lambda: {"t": "CodeBlock", "c": [self.attributes(), self.text()]},
            6: lambda: {"t": "DefinitionList", "c": [[self.inlines(depth), [self.blocks(depth)]]]},
        }  # fmt: skip
        if (make := made.get(kind % 16)) is not None:
            return make()
        return {"t": ("Para", "Plain")[kind % 2], "c": self.inlines(depth)}

    def blocks(self, depth: int) -> list[Any]:
        return [self.block(depth + 1) for _ in range(self.byte() % 4)]

    def value(self, depth: int) -> Any:
        """A value of the metadata."""
        kind = self.byte()
        made: dict[int, Callable[[], Any]] = {
            0: lambda: {"t": "MetaBool", "c": kind > 99},
            1: lambda: {"t": "MetaString", "c": self.text()},
            2: lambda: {"t": "MetaBlocks", "c": self.blocks(depth)},
            3: lambda: {"t": "MetaList", "c": [self.value(depth + 1) for _ in range(self.byte() % 3)]},
            4: lambda: {"t": "MetaMap", "c": {self.text(): self.value(depth + 1) for _ in range(self.byte() % 3)}},
            5: lambda: ODD[kind % len(ODD)],
        }  # fmt: skip
        if (make := made.get(kind % 12 if depth < DEEPEST else 0)) is not None:
            return make()
        return {"t": "MetaInlines", "c": self.inlines(depth)}

    def work(self) -> Any:
        """A work of ``references``."""
        fields = ("title", "author", "issued", "DOI", "PMID", "page", "container-title", "language", "volume")
        work = {fields[self.byte() % len(fields)]: self.value(3) for _ in range(self.byte() % 5)}
        work["id"] = {"t": "MetaString", "c": self.key()}
        work["type"] = {"t": "MetaString", "c": _TYPES[self.byte() % len(_TYPES)]}
        work["title"] = work.get("title") or {"t": "MetaString", "c": WORDS[self.byte() % len(WORDS)]}
        return {"t": "MetaMap", "c": work}

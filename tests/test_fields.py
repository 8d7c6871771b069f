"""The field test: what a writer's ``capabilities`` names reaches its output, and nothing else does.

For each leaf of Record (``title``, ``author.family``, ``issued.end.year``, …) records are written that differ in
that leaf alone. One base can't show every leaf, since a page hides an article number, a month a season, and a
group has no family name: so there are several, and a leaf is carried when any of them shows it.
"""

import io
import types
import typing
from collections.abc import Iterator
from functools import cache
from itertools import cycle, groupby
from typing import Any

import msgspec
import pytest

from convert.citing.bibliography import ENGINES
from convert.formats import READERS, WRITERS, Writer, get_reader, get_writer
from convert.model.record import Date, Name, Record
from convert.streams.problems import ConvertError

VALUES: dict[str, tuple[Any, ...]] = {
    "type": ("article-journal", "book", "report"),
    "id": ("source1", "source2"),
    "page": ("445-453", "446-453"),
    "DOI": ("10.1000/first", "10.1000/second"),
    "PMID": ("11111111", "22222222"),
    "PMCID": ("PMC1111111", "PMC2222222"),
    "ISSN": ("2047-9158", "1474-4422"),
    "ISBN": (["9783161484100"], ["9780306406157"]),
    "URL": ("https://example.org/first", "https://example.org/second"),
    "language": (["eng"], ["ger"]),
    "keyword.owner": ("NOTNLM", "NLM"),
    "other_abstract.type": ("Publisher", "NASA"),
    "links.kind": ("ErratumIn", "RetractionIn", "CommentIn"),
    "publication_type.name": ("Journal Article", "Retracted Publication", "Preprint", "Review"),
    "publication_model": ("Print-Electronic", "Electronic-eCollection"),
    "publication_status": ("ppublish", "aheadofprint"),
    "extra": ({"XX": ["alpha"]}, {"XX": ["omega"]}),
    "source.format": ("ris", "enw"),  # RIS writes back the tags of both
    "inferred": ({"title": "alpha"}, {"title": "omega"}),
    "related": (
        {"similar": [{"title": "Alpha"}]},
        {"similar": [{"title": "Omega"}]},
        {"references": [{"citation_text": "Omega"}]},
    ),
    "provenance": ({"title": "alpha"}, {"title": "omega"}),
    "year": (2021, 2019),
    "available_date.year": (2018, 2017),
    "month": (8, 9),
    "day": (9, 10),
    "season": (1, 2),
    "end.year": (2023, 2024),
    "end.month": (11, 12),
    "end.day": (19, 20),
    "end.season": (3, 4),
    "time": ("06:01", "07:02"),
    "ORCID": ("0000-0002-1825-0097", "0000-0001-5109-3700"),
    "archive": ("arXiv", "Omega"),
}
"""The value in the base, then those that it is changed to; by the longest end of the path."""

NAMES = (
    "family given non_dropping_particle dropping_particle suffix initials ORCID",
    "literal",
    "family given",
)
DATES = ("year month day time end", "year season end", "year literal", "year month end", "literal")
"""The fields that a name or date can have together."""
ENDS = {3: 2}
"""Which of ``DATES`` is the end of a range, where it is not what the beginning is."""

OPTIONS: dict[str, dict[str, Any]] = {"bibliography": {"engine": "items", "style": "vancouver"}}
"""Any style prints only some of what the writer gives it."""

DIALECTS: list[tuple[str, dict[str, str]]] = [
    (name, {})
    for name in WRITERS
    if name != "docx"  # its list is bibliography's
] + [
    (name, {"dialect": dialect})
    for name, dialects in {
        "ris": "zotero endnote jabref ncbi plain",
        "csl-json": "zotero",
        "enw": "endnote",
        "endnote-xml": "zotero",
    }.items()
    for dialect in dialects.split()
]
"""A dialect moves what a format carries, and neither loses it nor adds to it, but for these:"""

MORE = {
    "zotero": {
        "csl-json": {"location_id", "bookaccession", "copyright"},
        "ris": {"location_id", "iso_abbreviation"},
        "endnote-xml": {"location_id", "iso_abbreviation"},
    }
}
"""Dialect → format → what Zotero has a place for and CSL's variables have not."""
LESS = {
    "zotero": {"csl-json": {"publication_status"}},
    "endnote": {"enw": {"location_id", "iso_abbreviation"}},
}
"""The same for what styles print and Zotero doesn't take from PubMed, and for what Zotero takes and EndNote doesn't."""

TYPES = ("article-journal", "book", "chapter", "report", "paper-conference", "thesis", "article")


hints = cache(typing.get_type_hints)


def leaves(struct: type, path: str = "") -> Iterator[str]:
    """The paths of all fields that hold no structure of ours."""
    for name, hint in hints(struct).items():
        kind = structure(hint)
        if kind is None:
            yield path + name
        elif not (kind is Date and path.endswith("end.") and name == "end"):
            yield from leaves(kind, f"{path}{name}.")


def structure(hint: Any) -> type | None:
    """The Struct in ``Struct``, ``Struct | None`` or ``list[Struct]``; a related Record is one value."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return None if hint is Record else hint
    origin = typing.get_origin(hint)
    if origin in (list, typing.Union, types.UnionType):
        return next((kind for kind in map(structure, typing.get_args(hint)) if kind), None)
    return None


@cache
def values(path: str) -> tuple[Any, ...]:
    """The values that the leaf is given: the first stands in the bases."""
    hint, parts = leaf_hint(path), path.split(".")
    for start in range(len(parts)):
        if (found := VALUES.get(".".join(parts[start:]))) and is_list(hint) == isinstance(found[0], list):
            return found
    if hint is bool:
        default = path == "authors_complete"
        return default, not default
    if hint is int:
        return 1, 2
    return (["Alpha"], ["Omega"]) if is_list(hint) else ("Alpha", "Omega")


def leaf_hint(path: str) -> Any:
    kind: type = Record
    *above, last = path.split(".")
    for name in above:
        kind = structure(hints(kind)[name]) or kind
    return hints(kind)[last]


def is_list(hint: Any) -> bool:
    return typing.get_origin(hint) is list


def filled(struct: type, path: str = "", variant: int = 0) -> dict[str, Any]:
    """A structure with every field filled; those that exclude one another as ``variant`` says."""
    groups = NAMES if struct is Name else DATES if struct is Date else ()
    exclusive = {name for group in groups for name in group.split()}
    chosen = set(groups[variant % len(groups)].split()) if groups else set()
    result: dict[str, Any] = {}
    for name, hint in hints(struct).items():
        kind = structure(hint)
        if (name in exclusive and name not in chosen) or (path.endswith("end.") and name == "end"):
            continue
        below = f"{path}{name}"
        if kind is None:
            result[name] = values(below)[0]
        elif is_list(hint):
            result[name] = [filled(kind, f"{below}.", number) for number in range(len(DATES))]
        else:
            result[name] = filled(kind, f"{below}.", ENDS.get(variant, variant) if name == "end" else variant)
    return result


def changed(data: Any, path: list[str], value: Any) -> Any:
    """``data`` with the leaf at ``path`` set to ``value`` wherever it is there."""
    if isinstance(data, list):
        return [changed(item, path, value) for item in data]
    if path[0] not in data:
        return data
    below = value if len(path) == 1 else changed(data[path[0]], path[1:], value)
    return data | {path[0]: below}


@cache
def small_bases(field: str) -> list[dict[str, Any]]:
    """Records with ``field`` alone."""
    alone = {"type": "article-journal", "title": "A title"}
    return [
        *(alone | {field: full[field]} for full in full_records()),
        alone | {"type": "book", field: full_records()[0][field]},
    ]


@cache
def large_bases() -> list[dict[str, Any]]:
    """Records with every field."""
    return [full | {"type": kind} for full, kind in zip(cycle(full_records()), TYPES, strict=False)]


@cache
def full_records() -> list[dict[str, Any]]:
    return [filled(Record, variant=variant) for variant in range(len(DATES))]


class Output:
    """What a writer makes of a record; ``known`` keeps what it made of the bases."""

    def __init__(self, writer: Writer, options: dict[str, Any]) -> None:
        self.writer = writer
        self.options = options | OPTIONS.get(writer.name, {})
        self.known: dict[int, str] = {}

    def written(self, data: dict[str, Any]) -> str:
        out = io.StringIO(newline="")
        self.writer.write([msgspec.convert(data, Record)], out, **self.options)
        return out.getvalue()

    def differs(self, base: dict[str, Any], data: dict[str, Any]) -> bool:
        if data == base:
            return False
        if id(base) not in self.known:
            self.known[id(base)] = self.written(base)
        return self.written(data) != self.known[id(base)]

    def shows(self, path: str) -> bool:
        """Whether a change of this leaf reaches the output in any base."""
        parts = path.split(".")
        return any(
            self.differs(base, changed(base, parts, value))
            for base in [*small_bases(parts[0]), *large_bases()]
            for value in values(path)[1:]
        )

    def shown(self, paths: list[str]) -> list[str]:
        """Those of the leaves whose change reaches the output: all are changed at once, then halves of them."""
        if not any(
            self.differs(base, data) for base, own in groups(paths) for data in all_changed(base, own)
        ):
            return []
        if len(paths) == 1:
            return paths
        middle = len(paths) // 2
        return self.shown(paths[:middle]) + self.shown(paths[middle:])


def groups(paths: list[str]) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Each base that has any of the leaves, and those that it has."""
    for base in large_bases():
        yield base, paths
    for field, own in groupby(paths, lambda path: path.partition(".")[0]):
        inside = [*own]
        for base in small_bases(field):
            yield base, inside


def all_changed(base: dict[str, Any], paths: list[str]) -> Iterator[dict[str, Any]]:
    """The base with all leaves changed to their second value, then to their third, …: those with fewer to the last."""
    for number in range(1, max((len(values(path)) for path in paths), default=1)):
        data = base
        for path in paths:
            data = changed(data, path.split("."), values(path)[: number + 1][-1])
        yield data


def is_named(writer: Writer, path: str) -> bool:
    parts = path.split(".")
    return any(".".join(parts[:end]) in writer.capabilities for end in range(1, len(parts) + 1))


@pytest.mark.parametrize(
    ("name", "options"), DIALECTS, ids=["-".join([name, *options.values()]) for name, options in DIALECTS]
)
def test_capabilities(name: str, options: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "items", "items_engine:render")
    try:
        writer = get_writer(name)
    except ConvertError as error:
        if not isinstance(error.__cause__, ImportError):
            raise
        pytest.skip(f"not there yet: {error}")
    output = Output(writer, options)
    paths = list(leaves(Record))
    more = MORE.get(options.get("dialect", ""), {}).get(name, set())
    named = {path for path in paths if is_named(writer, path)}
    assert not named & more, "named after all"
    named -= LESS.get(options.get("dialect", ""), {}).get(name, set())
    assert not [path for path in sorted(named | more) if not output.shows(path)], (
        "named, but not in the output"
    )
    assert not output.shown([path for path in paths if path not in named | more]), (
        "in the output, but not named"
    )
    unknown = {
        key for key in writer.capabilities if not any(f"{path}.".startswith(f"{key}.") for path in paths)
    }
    assert sorted(unknown) == [], "in capabilities, but no field of Record"


UNREAD = {
    "biblatex": {"issue", "organization"},
    "endnote-xml": {"AD", "AN", "DA"},
    "enw": {"AD", "AN"},
    "ris": {"AD", "AN", "M3", "SN"},
}
"""Format → the tags that its writer writes, and its reader keeps in ``extra``."""


READ_BACK = [name for name in WRITERS if (name in READERS or name == "biblatex") and name != "docx"]
"""Of a Word document its fields are read, and a list has none."""


@pytest.mark.parametrize("name", READ_BACK)
def test_what_is_written_is_read_into_fields(name: str) -> None:
    """A tag that is put into a writer, and forgotten in the reader of the same format, comes back in ``extra``."""
    writer, reader = get_writer(name), get_reader("bibtex" if name == "biblatex" else name)
    unread: set[str] = set()
    for base in large_bases():
        data = {field: value for field, value in base.items() if field != "extra"}
        out = io.StringIO(newline="")
        writer.write([msgspec.convert(data, Record)], out)
        read = list(reader.read(io.BytesIO(out.getvalue().encode())))
        assert len(read) == 1
        unread.update(*(record.extra for record in read))
    assert sorted(unread) == sorted(UNREAD.get(name, ()))

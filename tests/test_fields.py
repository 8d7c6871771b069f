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
from itertools import cycle
from typing import Any

import msgspec
import pytest

from convert.citing.bibliography import ENGINES
from convert.formats import WRITERS, Writer, get_writer
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

OPTIONS: dict[str, dict[str, Any]] = {"bibliography": {"engine": "items"}}
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
    }.items()
    for dialect in dialects.split()
]
"""A dialect moves what a format carries, and neither loses it nor adds to it, but for these:"""

MORE = {"zotero": {"csl-json": {"pii", "bookaccession", "copyright"}}}
"""Dialect → format → what Zotero has a place for and CSL's variables have not."""

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


def values(path: str, hint: Any) -> tuple[Any, ...]:
    parts = path.split(".")
    for start in range(len(parts)):
        if (found := VALUES.get(".".join(parts[start:]))) and is_list(hint) == isinstance(found[0], list):
            return found
    if hint is bool:
        default = path == "authors_complete"
        return default, not default
    if hint is int:
        return 1, 2
    return (["Alpha"], ["Omega"]) if is_list(hint) else ("Alpha", "Omega")


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
            result[name] = values(below, hint)[0]
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
def bases(field: str) -> list[dict[str, Any]]:
    """Records that may show a change in ``field``: with it alone, and with everything."""
    alone = {"type": "article-journal", "title": "A title"}
    return [
        *(alone | {field: full[field]} for full in full_records()),
        alone | {"type": "book", field: full_records()[0][field]},
        *(full | {"type": kind} for full, kind in zip(cycle(full_records()), TYPES, strict=False)),
    ]


@cache
def full_records() -> list[dict[str, Any]]:
    return [filled(Record, variant=variant) for variant in range(len(DATES))]


def written(writer: Writer, options: dict[str, Any], data: dict[str, Any]) -> str:
    out = io.StringIO(newline="")
    writer.write([msgspec.convert(data, Record)], out, **(options | OPTIONS.get(writer.name, {})))
    return out.getvalue()


def is_carried(writer: Writer, options: dict[str, Any], path: str, hint: Any, known: dict[int, str]) -> bool:
    """``known`` keeps what the writer made of each base."""
    parts = path.split(".")
    for base in bases(parts[0]):
        before = known.get(id(base)) or known.setdefault(id(base), written(writer, options, base))
        for value in values(path, hint)[1:]:
            data = changed(base, parts, value)
            if data != base and written(writer, options, data) != before:
                return True
    return False


def leaf_hint(path: str) -> Any:
    kind: type = Record
    *above, last = path.split(".")
    for name in above:
        kind = structure(hints(kind)[name]) or kind
    return hints(kind)[last]


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
    paths = list(leaves(Record))
    known: dict[int, str] = {}
    carried = {path for path in paths if is_carried(writer, options, path, leaf_hint(path), known)}
    named = {path for path in paths if is_named(writer, path)}
    more = MORE.get(options.get("dialect", ""), {}).get(name, set())
    assert sorted(carried - named) == sorted(more), "in the output, but not in capabilities"
    assert sorted(named - carried) == [], "in capabilities, but not in the output"
    unknown = {
        key for key in writer.capabilities if not any(f"{path}.".startswith(f"{key}.") for path in paths)
    }
    assert sorted(unknown) == [], "in capabilities, but no field of Record"

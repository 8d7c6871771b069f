"""Each option of each writer does something, with each of its values, and says what in its help."""

import io
import zipfile
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
from conftest import FIXTURES

from convert.formats import WRITERS, get_writer
from convert.formats.options import describe_options
from convert.model.record import Record

RECORDS = [
    msgspec.json.decode(path.read_bytes(), type=Record)
    for path in sorted(FIXTURES.glob("articles/*/record.json"))
] + [Record(type="article-journal", title="-With a number", volume="3", number="e29")]
VALUES: dict[str, tuple[Any, ...]] = {
    "columns": ("PMID,title",),
    "wrap": (0, 40),
    "style": ("nature",),
    "locale": ("de-DE",),
    "links": (True, False),
    "notices": (True, False),
    "highlight": ("Lindqvist M",),
    "group_by": ("year",),
    "heading": ("Works cited",),
}
"""Option that is no choice → values to try."""
SAME_ON_PURPOSE = {"engine", "reference_doc"}
"""Options that are to change nothing that is printed, or nothing without a file."""
BESIDE: dict[str, dict[str, Any]] = {
    "formulas": {"columns": "title"},
    "links": {"format": "html"},
    "highlight": {"format": "html"},
}
"""Option → the options without which it has nothing to do."""

OPTIONS = [
    (name, option)
    for name in WRITERS
    for option in get_writer(name).options.__struct_fields__
    if option not in SAME_ON_PURPOSE
]


def written(name: str, **options: Any) -> str:
    writer = get_writer(name)
    if not writer.binary:
        out = io.StringIO(newline="")
        writer.write(RECORDS, out, **options)
        return out.getvalue()
    archive = io.BytesIO()
    writer.write(RECORDS, archive, **options)
    with zipfile.ZipFile(archive) as document:
        return "".join(document.read(part).decode() for part in DOCUMENT)


DOCUMENT = ("word/document.xml", "word/_rels/document.xml.rels")


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=[f"{name}-{option}" for name, option in OPTIONS])
def test_each_value_makes_a_difference(name: str, option: str) -> None:
    kind = get_writer(name).options
    hint = get_type_hints(kind)[option]
    beside = {key: value for key, value in BESIDE.get(option, {}).items() if key in kind.__struct_fields__}
    values = get_args(hint) if get_origin(hint) is Literal else VALUES[option]
    outputs = {value: written(name, **beside | {option: value}) for value in values}
    if len(values) == 1:
        outputs["the default"] = written(name, **beside)
    assert len(set(outputs.values())) == len(outputs), "two values have the same output"


@pytest.mark.parametrize("name", WRITERS)
def test_each_option_has_a_help_text(name: str) -> None:
    assert all(option.help for option in describe_options(get_writer(name).options))

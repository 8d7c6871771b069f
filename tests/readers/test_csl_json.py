import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convert.formats import get_writer
from convert.formats.csl_json import read as reader
from convert.formats.csl_json.items import parse_item, to_valid_item
from convert.formats.csl_json.variables import (
    ALIASES,
    ORIGINAL_TITLE,
    PROPERTIES,
    SCHEMA_SPELLING,
    VARIABLES,
    WITHOUT_PROPERTY,
)
from convert.model.fields import CSL_VARIABLES, HINTS
from convert.model.identifiers import parse_pmid
from convert.model.record import AbstractSection, Date, Keyword, Name, Record
from convert.model.types import TYPES
from convert.streams.problems import Problem

TEXT = st.text(min_size=1, max_size=12)
NAME = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            ["family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal"], TEXT
        ),
        **dict.fromkeys(["comma-suffix", "static-ordering", "parse-names"], st.booleans()),
    },
)
DATE_PARTS = st.tuples(st.integers(-100, 2100), st.integers(0, 25), st.integers(0, 32)).flatmap(
    lambda parts: st.integers(1, 3).map(lambda length: list(parts[:length]))
)
DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(DATE_PARTS, min_size=1, max_size=2),
        "season": st.integers(1, 4) | st.sampled_from(["1", "spring", "Trinity"]),
        "circa": st.booleans() | st.just("1"),
        "literal": st.text(max_size=12),
        "raw": st.sampled_from(["2008-02-03", "2010-09/2010-10", "2010 Sep-Oct", "long ago", ""]),
    },
)
VALUES: dict[Any, st.SearchStrategy[Any]] = {str: TEXT, list[Name]: st.lists(NAME, min_size=1, max_size=2)}
PROPERTIES_OF_ITEMS = {
    SCHEMA_SPELLING.get(name, name): DATE if HINTS[field] == Date | None else VALUES.get(HINTS[field], TEXT)
    for field, name in CSL_VARIABLES.items()
    if name not in ("type", WITHOUT_PROPERTY)
}
PROPERTIES_OF_ITEMS["PMID"] = TEXT.filter(lambda text: parse_pmid(text) in ("", text))  # ="1" is mended
PROPERTIES_OF_ITEMS["PMCID"] = TEXT.filter(lambda text: not text.isdecimal())  # 1 is PMC1
OTHERS: dict[str, st.SearchStrategy[Any]] = {
    "citation-key": TEXT,
    "categories": st.lists(TEXT),
    "page-first": st.integers() | TEXT,
    "journalAbbreviation": TEXT,
    "year-suffix": TEXT,
    "custom": st.dictionaries(TEXT, TEXT | st.lists(TEXT) | st.integers(), min_size=1, max_size=2),
    "language": st.sampled_from(["en", "eng", "de-AT", "Middle High German"]),
    "keyword": st.sampled_from(["a", "a; b", "a, b", "; a;", "Cell Line, Tumor; Mice"]),
    "ISBN": st.sampled_from(["9780123456789", "978-0 978-1", "978-0, 978-1"]),
    "abstract": st.sampled_from(["AIM: Ask.\nMETHODS: Do.", "AIM: Ask.\nDo.", "A: b: c", "x\n\ny"]),
    "title": st.just('The <span class="nocase">iPhone</span> of <i>E. coli</i> & x < y'),
}
TYPE = st.sampled_from(sorted(TYPES))
ITEMS = st.tuples(
    st.fixed_dictionaries({"type": TYPE, "id": TEXT}),
    st.fixed_dictionaries({}, optional=PROPERTIES_OF_ITEMS),
    st.fixed_dictionaries({}, optional=OTHERS),
).map(lambda parts: {**parts[1], **parts[2], **parts[0]})


def read(text: str, **options: Any) -> list[Record]:
    return list(reader.read(io.BytesIO(text.encode()), **options))


def write(records: list[Record]) -> list[dict[str, Any]]:
    out = io.StringIO()
    get_writer("csl-json").write(records, out)
    items: list[dict[str, Any]] = json.loads(out.getvalue())
    return items


@given(st.lists(ITEMS, max_size=2, unique_by=lambda item: str(item.get("id", "")).lower()))
def test_items_come_back_as_they_were(items: list[dict[str, Any]]) -> None:
    written = write(read(json.dumps(items)))
    assert [{name: new.get(name) for name in item} for item, new in zip(items, written, strict=True)] == items


@given(ITEMS)
def test_records_come_back_as_they_were(item: dict[str, Any]) -> None:
    names = [item.get(name, "") for name in ("container-title", "container-title-short")]
    assume(
        all(name == name.strip() for name in names)
    )  # of a journal's name the blanks around it aren't printed
    (record,) = read(json.dumps([item]))
    (again,) = read(json.dumps(write([record])))
    record.id = record.id or again.id  # a key is made
    record.container_title = record.container_title or record.container_title_short  # stands in for it
    assert again == record


@given(ITEMS)
def test_what_is_written_is_valid(shared: Path, item: dict[str, Any]) -> None:
    schema = json.loads((shared / "csl" / "csl-data.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(write(read(json.dumps([item]))))


def test_the_table_agrees_with_the_schema(shared: Path) -> None:
    schema = json.loads((shared / "csl" / "csl-data.json").read_text(encoding="utf-8"))["items"]["properties"]
    assert set(schema) == set(PROPERTIES)
    assert set(schema["type"]["enum"]) == TYPES


SAMPLES: dict[Any, Any] = {
    str: "x",
    list[str]: ["de"],
    list[Name]: [
        Name("Berg", "J", non_dropping_particle="van", dropping_particle="de", suffix="Jr", literal="A Group")
    ],
    Date | None: Date(2010, 9, 5, circa=True, end=Date(2010, season=4)),
    list[Keyword]: [Keyword("Cell Line, Tumor"), Keyword("Mice")],
    list[AbstractSection]: [AbstractSection("Ask.", "AIM"), AbstractSection("Do.", "METHODS")],
}


OF_FIELDS = {
    "type": "map",
    "ISBN": ["978-3-16-148410-0"],
    "DOI": "10.5555/1",
    "PMID": "123",
    "PMCID": "PMC123",
}


@pytest.mark.parametrize("name", VARIABLES)
def test_every_variable_there_and_back(name: str) -> None:
    field = VARIABLES[name].field
    values: dict[str, Any] = {"type": "book", field: OF_FIELDS.get(name) or SAMPLES[HINTS[field]]}
    record = Record(**values)
    item = to_valid_item(record)
    assert name in (WITHOUT_PROPERTY, ORIGINAL_TITLE) or SCHEMA_SPELLING.get(name, name) in item
    again = parse_item(item)
    assert again is not None
    assert getattr(again, field) == getattr(record, field)
    assert again.extra == {}


@pytest.mark.parametrize(("alias", "name"), ALIASES.items())
def test_every_alias_is_read_but_gives_way(alias: str, name: str) -> None:
    field = VARIABLES[name].field
    for item, expected in (({alias: "A"}, "A"), ({alias: "A", name: "B"}, "B")):
        record = parse_item(item)
        assert record is not None
        assert getattr(record, field) == expected
        assert to_valid_item(record)[alias] == "A"


def test_every_field_of_the_record_that_csl_knows_is_in_the_table() -> None:
    assert [variable.field for variable in VARIABLES.values()] == list(CSL_VARIABLES)
    assert all(
        name in PROPERTIES or name in SCHEMA_SPELLING or name == WITHOUT_PROPERTY for name in VARIABLES
    )


@pytest.mark.parametrize(
    ("given_date", "expected"),
    [
        ({"date-parts": [[2010, 9], [2010, 10]]}, Date(2010, 9, end=Date(2010, 10))),
        ({"date-parts": [["2010", "09", "5"]]}, Date(2010, 9, 5)),
        ({"date-parts": [[2010]], "season": "2"}, Date(2010, season=2)),
        ({"date-parts": [[2010, 21], [2010, 24]]}, Date(2010, season=1, end=Date(2010, season=4))),
        ({"date-parts": [[2010, 14]]}, Date(2010, season=2)),
        ({"date-parts": [[2010], [0]]}, Date(2010, end=Date())),
        ({"date-parts": [[None]]}, Date()),
        ({"raw": "2010 Sep-Oct"}, Date(2010, 9, end=Date(2010, 10))),
        ({"literal": "after the war", "circa": 1}, Date(literal="after the war", circa=True)),
        ("2010-09/2010-10", Date(2010, 9, end=Date(2010, 10))),
        ("1850~", Date(1850, circa=True)),
        ("1850/", Date(1850, end=Date())),
    ],
)
def test_dates(given_date: Any, expected: Date) -> None:
    (record,) = read(json.dumps([{"issued": given_date}]))
    assert record.issued == expected


def test_what_crossref_gives() -> None:
    item = {
        "type": "article-journal",
        "ISSN": ["1234-5678", "8765-4321"],
        "author": [
            {"family": "A", "ORCID": "http://orcid.org/0000-0002-1825-0097", "affiliation": [{"name": "X"}]}
        ],
        "score": 1,
    }
    problems: list[Problem] = []
    (record,) = read(json.dumps(item), warn=problems.append)
    assert record.ISSN == "1234-5678"
    assert record.author[0].ORCID == "0000-0002-1825-0097"
    assert record.author[0].affiliation[0].text == "X"
    (written,) = write([record])
    assert written["author"] == [{"family": "A"}]
    assert set(written["custom"]) == {"ISSN", "author", "score"}
    assert problems == []


def test_a_few_fields() -> None:
    item = {
        "keyword": "Cell Line, Tumor; Mice",
        "abstract": "AIM: Ask.\nMETHODS: Do.",
        "shortTitle": "S",
        "part": 2,
    }
    (record,) = read(json.dumps(item))
    assert record.keyword == [Keyword("Cell Line, Tumor"), Keyword("Mice")]
    assert record.abstract == [AbstractSection("Ask.", "AIM"), AbstractSection("Do.", "METHODS")]
    assert (record.title_short, record.part_number) == ("S", "2")
    assert record.extra == {"shortTitle": ['"S"']}


def test_broken_items_are_skipped() -> None:
    problems: list[Problem] = []
    text = '[\n  {"id": "a", "title": "A"},\n  {"id": "b", "title": },\n  {"id": "c", "title": "C"},\n  7, {}\n]\n'
    assert [record.title for record in read(text, warn=problems.append)] == ["A", "C"]
    assert [(p.line, p.code) for p in problems] == [(3, "bad-json"), (5, "bad-item"), (5, "bad-item")]


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "[{}",
        '[{"id": "a", "title": "A"',
        '[{"title": "A" "id": 3}]',
        '{"id',
        "nothing",
        '[{"title": 1}, "',
        '[{"title": {"x": 1}, "author": "A", "issued": [1], "custom": 3, "abstract": null, "DOI": true}]',
        '[{"title": "\\ud800 x", "issued": {"date-parts": [["a"]]}}]',
        '{"items": {"id": "x"}}',
    ],
)
def test_nothing_breaks_it(text: str) -> None:
    write(read(text))


def test_wrappers_and_single_items() -> None:
    item = '{"id": "x", "title": "T"}'
    for text in (
        f"[{item}]",
        item,
        f'{{"items": [{item}], "total": 1}}',
        f'{{"total": 1, "items": [{item}]}}',
    ):
        assert [record.title for record in read(text)] == ["T"]


def test_the_first_record_comes_before_the_last_byte() -> None:
    item = json.dumps({"id": "x", "title": "T" * 1000})
    stream = io.BytesIO(("[" + ",".join([item] * 2000) + "]").encode())
    records = reader.read(stream)
    next(records)
    assert stream.tell() < 600_000
    assert sum(1 for _ in records) == 1999


def test_recognised_by_its_keys() -> None:
    assert reader.sniff(b' [\n {\n "URL": "x", "id": "a"')
    assert reader.sniff(b'{"items": [{"id": 1')
    assert reader.sniff(b'{\n "title": "x"')
    assert reader.sniff(b'{"title": "x", "container-title": "y"}')
    assert reader.sniff(b"[]")
    assert not reader.sniff(b'{"title":"x"}')
    assert not reader.sniff(b'[{"colour": 1}]')
    assert not reader.sniff(b"[1, 2]")
    assert not reader.sniff(b"%PDF")


def test_what_python_gives_up_on_is_one_bad_item() -> None:
    problems: list[Problem] = []
    value = "[" * 100_000 + "]" * 100_000
    text = (
        f'[\n{{"id":"a","type":"article","volume":{value}}},\n{{"id":"b","type":"article","title":"Good"}}\n]'
    )
    records = list(reader.read(io.BytesIO(text.encode()), warn=problems.append))
    assert [record.title for record in records] == ["Good"]
    assert [(problem.code, problem.line) for problem in problems] == [("bad-json", 2)]


def test_a_long_number_is_text() -> None:
    text = (
        f'[{{"id":"a","type":"article","volume":{"1" * 5000}}},{{"id":"b","type":"article","title":"Good"}}]'
    )
    records = list(reader.read(io.BytesIO(text.encode())))
    assert [record.title for record in records] == ["", "Good"]
    assert records[0].volume == "1" * 5000

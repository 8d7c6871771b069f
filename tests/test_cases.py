"""Each ``fixtures/cases/*.test``: prose, one input, and what must come of it.

A case is prose up to the first line that begins with ``--- ``; then sections, each headed by one of

    --- input FORMAT              what is read (``--- input FORMAT crlf``: with CRLF line ends)
    --- records                   the records as JSON, one a line, without ``source``
    --- problems                  one a line: ``LINE CODE RECORD``
    --- output FORMAT [k=v …]     what a writer makes of the records; k=v are its options, v in JSON

A line that ends a section's text with no line break is not expressible, and not needed.
"""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from conftest import FIXTURES

from convert.formats import get_reader, get_writer
from convert.model.record import Record
from convert.streams.problems import Problem


@dataclass
class Section:
    head: list[str]
    text: str


def parse_case(text: str) -> tuple[str, list[Section]]:
    prose, *parts = ("\n" + text).split("\n--- ")
    sections = []
    for part in parts:
        head, _, body = part.partition("\n")
        sections.append(Section(head.split(), body + "\n" if body and not body.endswith("\n") else body))
    return prose.removeprefix("\n"), sections


def format_case(prose: str, sections: list[Section]) -> str:
    return (
        prose
        + "".join(f"\n--- {' '.join(part.head)}\n{part.text.removesuffix(chr(10))}" for part in sections)
        + "\n"
    )


def record_json(record: Record) -> str:
    return msgspec.json.encode(msgspec.structs.replace(record, source=None)).decode()


def outcome(section: Section, records: list[Record], problems: list[Problem]) -> str:
    match section.head:
        case ["records"]:
            return "".join(f"{record_json(record)}\n" for record in records)
        case ["problems"]:
            return "".join(f"{p.line} {p.code} {p.record}".rstrip() + "\n" for p in problems)
        case ["output", name, *options]:
            pairs = (option.split("=", 1) for option in options)
            out = io.StringIO(newline="")
            get_writer(name).write(records, out, **{key: json.loads(value) for key, value in pairs})
            return out.getvalue().replace("\r\n", "\n")
    raise ValueError(section.head)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("cases/**/*.test")), ids=lambda path: path.stem)
def test_case(path: Path, accept: bool) -> None:
    prose, sections = parse_case(path.read_text(encoding="utf-8"))
    given = sections[0]
    assert given.head[0] == "input", "a case begins with its input"
    text = given.text.replace("\n", "\r\n") if "crlf" in given.head else given.text
    problems: list[Problem] = []
    records = list(get_reader(given.head[1]).read(io.BytesIO(text.encode()), warn=problems.append))
    expected = [section.text.strip("\n") for section in sections[1:]]
    assert expected, "a case says what must come of its input"
    actual = [outcome(section, records, problems) for section in sections[1:]]
    if accept:
        for section, new in zip(sections[1:], actual, strict=True):
            section.text = new
        path.write_text(format_case(prose, sections), encoding="utf-8")
    assert [text.strip("\n") for text in actual] == expected or accept

"""Whether an output is what its format says it is, whatever its records hold: read by a parser of its format, or looked through."""

import csv
import io
import json
import re
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import yaml

import convert
from convert import Date, Name, Record, formats

SOUND = Record(type="book", title="Sound", author=[Name("Doe", "Jane")], issued=Date(2021))
"""What stands behind a hostile record, and must arrive whole."""
READ_BY = {"biblatex": "bibtex"}
"""Writer → the reader of what it writes, where it has another name."""
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def written(record: Record, to: str, /, **options: Any) -> tuple[str, bytes]:
    """A record, and a sound one behind it, as text or as bytes."""
    writer = formats.get_writer(to)
    out = io.BytesIO() if writer.binary else io.StringIO(newline="")
    writer.write([record, SOUND], out, **options)
    return (out.getvalue(), b"") if isinstance(out, io.StringIO) else ("", out.getvalue())


def look_at_characters(to: str, text: str) -> None:
    text.encode()
    if formats.get_writer(to).any_text:
        assert not set("\x00\x01\x0b\x1b") & set(text), to
    else:
        assert not CONTROLS.search(text), to


def look_at(to: str, text: str, data: bytes) -> None:
    look_at_characters(to, text)
    if to in {"pubmed-xml", "endnote-xml", "mods", "jats"}:
        ET.fromstring(text)  # noqa: S314  (ours)
    elif to == "csl-json":
        assert len(json.loads(text)) == 2
    elif to == "jsonl":
        assert len([json.loads(line) for line in text.strip("\n").split("\n")]) == 2
    elif to in {"hayagriva", "cff"}:
        yaml.safe_load(text)
    elif to in {"csv", "tsv"}:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="," if to == "csv" else "\t"))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert len(rows) == 3
    elif to == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    ET.fromstring(package.read(name))  # noqa: S314
    elif to in {"ris", "enw", "medline", "bibtex", "biblatex"}:
        records = list(convert.read(io.BytesIO(text.encode()), READ_BY.get(to, to)))
        assert len(records) == 2, to
        assert records[1].title == "Sound"

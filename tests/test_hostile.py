"""One bad record never ends a file, one bad file never a run; nothing that a record holds is obeyed."""

import contextlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import pytest
from conftest import ROOT

import convert
from convert import Date, Name, Problem, Record, formats
from convert.changes.key_file import name_records
from convert.citing.drafts.metadata import read_metadata
from convert.formats import Reader, Writer
from convert.formats.csv.quoting import Rows
from convert.formats.medline.write import wrap
from convert.formats.options import NoOptions
from convert.formats.xml.encodings import decoder_of
from convert.model.record import Source
from convert.streams.outputs import open_output
from convert.streams.vetting import vetted

WRITERS = [name for name in formats.WRITERS if name != "docx"]
"""The writers of text."""


def written(records: Iterable[Any], to: str, problems: list[Problem] | None = None, **options: Any) -> str:
    out = io.BytesIO() if formats.get_writer(to).binary else io.StringIO()
    convert.write(records, out, to, warn=(problems if problems is not None else []).append, **options)
    return out.getvalue().decode("latin-1") if isinstance(out, io.BytesIO) else out.getvalue()


def run(*arguments: str | bytes, **settings: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "convert", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, env=environment, errors="replace", check=False, **settings
    )


# --- records of programs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", [*WRITERS, "docx"])
def test_no_record_of_a_program_ends_a_run(to: str) -> None:
    good = [Record(type="book", title=f"Good {number}", author=[Name("Doe", "Jane")]) for number in (1, 2)]
    bad: list[Any] = [
        Record(title=None),  # type: ignore[arg-type]
        Record(author=[None]),  # type: ignore[list-item]
        Record(issued="2020"),  # type: ignore[arg-type]
        Record(title=object()),  # type: ignore[arg-type]
        None,
    ]
    odd = [Record(type="book", issued=Date(2020, 13)), Record(type="book", issued=Date(2020, season=9))]
    problems: list[Problem] = []
    text = written([good[0], *bad, *odd, good[1]], to, problems)
    assert to == "docx" or ("Good 1" in text and "Good 2" in text)
    assert [problem.code for problem in problems].count("bad-record") == len(bad)
    assert [problem.code for problem in problems].count("bad-date") == len(odd)


def test_what_cannot_be_a_date_stays_as_text() -> None:
    (record,) = vetted([Record(issued=Date(2020, 13, 5))], lambda _problem: None)
    assert record.issued == Date(2020, literal="2020-13-5")


def test_control_characters_are_left_out_and_said() -> None:
    problems: list[Problem] = []
    text = "a\x0bb\x1b[31m\x00\x7f\ufffe\ud800 \u00b0"
    (record,) = vetted([Record(title=text, PMID="7", extra={"x\x07": [text]})], problems.append)
    assert record.title == "a b[31m °"
    assert record.extra == {"x": [record.title]}
    assert [(problem.code, problem.record) for problem in problems] == [("control-characters", "7")]


@pytest.mark.parametrize(
    "character", [*map(chr, range(9)), *map(chr, range(0x0B, 0x20)), "\x7f", "\ufffe", "\uffff"]
)
def test_each_control_character_is_left_out_where_it_is_the_only_one(character: str) -> None:
    (record,) = vetted([Record(title=f"a {character}")], lambda _problem: None)
    assert record.title == ("a " if character != "\r" else "a \r")


def test_no_line_of_medline_is_blank_where_a_value_is_folded() -> None:
    for blank in (" ", "\xa0" * 90, "\t" * 90):
        assert all(map(str.strip, wrap(f"{'x' * 90} {blank} {'y' * 90} ").split("\n")))


def test_a_sound_record_is_the_same_object() -> None:
    record = Record(title="Ångström – “½”\n\t", source=Source("a.ris", 1))
    assert next(vetted([record], lambda problem: pytest.fail(str(problem)))) is record


# --- files ----------------------------------------------------------------------------------------------------


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    left, other = tmp_path / ".out.ris.0123abcd", tmp_path / ".out.ris.mine"
    for path in (left, other):
        path.write_text("half", encoding="utf-8")
    convert.write([], tmp_path / "out.ris")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.ris.mine", "out.ris"]


def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    with open_output(tmp_path / "out.ris") as first:
        first.write("first")
        convert.write([], tmp_path / "out.ris")
        assert len(list(tmp_path.iterdir())) == 2
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["first"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("old", encoding="utf-8")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    convert.write([Record(title="new")], tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert "new" in (tmp_path / "real.jsonl").read_text(encoding="utf-8")


def test_a_file_that_is_truncated_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"title":"one"}\n' * 200_000)
    records = convert.read(path)
    next(records)
    os.truncate(path, 100_000)
    with pytest.raises(convert.ConvertError, match="truncated while it was read"):
        list(records)


def test_an_output_through_links_to_each_other_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.ris").symlink_to("b.ris")
    (tmp_path / "b.ris").symlink_to("a.ris")
    with (
        pytest.raises(convert.ConvertError, match=r"a\.ris: Too many levels"),
        open_output(tmp_path / "a.ris"),
    ):
        pass
    assert (tmp_path / "a.ris").is_symlink()


def test_two_runs_with_one_key_file_lose_no_key(tmp_path: Path) -> None:
    path = str(tmp_path / "keys.json")
    first = name_records([Record(PMID="1")], None, path)
    next(first)
    assert len(list(name_records([Record(PMID="2")], None, path))) == 1
    assert not list(first)
    assert set(json.loads(Path(path).read_text(encoding="utf-8"))) == {"1", "2"}


@pytest.mark.parametrize("data", [b'{"1":"\xff"}', b"\xff\xfe{\x00", b"[" * 100_000, b"[]", b'{"1": 2}'])
def test_a_key_file_that_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "keys.json").write_bytes(data)
    with pytest.raises(convert.ConvertError, match="can't read the key file"):
        list(name_records([Record(PMID="1")], None, str(tmp_path / "keys.json")))


# --- plugins that raise ---------------------------------------------------------------------------------------


class Moody(Iterator[Record]):
    """A reader's records, of which the second raises."""

    def __init__(self, count: int) -> None:
        self.number, self.count = 0, count

    def __next__(self) -> Record:
        self.number += 1
        if self.number > self.count:
            raise StopIteration
        if self.number == 2:
            raise ZeroDivisionError("two")
        return Record(type="book", title=f"title {self.number}", source=Source(line=self.number))


def read_moody(_stream: BinaryIO, *, warn: object) -> Iterator[Record]:  # noqa: ARG001
    return Moody(4)


def read_until(_stream: BinaryIO, *, warn: object) -> Iterator[Record]:  # noqa: ARG001
    yield Record(type="book", title="title 1", source=Source(line=1))
    raise KeyError("two")


def read_forever(_stream: BinaryIO, *, warn: object) -> Iterator[Record]:  # noqa: ARG001
    class Forever(Iterator[Record]):
        def __next__(self) -> Record:
            raise ValueError

    return Forever()


def write_moody(records: Iterable[Record], out: TextIO, options: NoOptions, warn: object) -> None:  # noqa: ARG001
    out.write("begin\n")
    for record in records:
        if record.title == "title 3":
            raise ZeroDivisionError("three")
        out.write(f"{record.title}\n")
    out.write("end\n")


PLUGINS: dict[str, Reader | Writer] = {
    "moody": Reader("moody", (), "text/plain", lambda _head: False, read_moody),
    "until": Reader("until", (), "text/plain", lambda _head: False, read_until),
    "forever": Reader("forever", (), "text/plain", lambda _head: False, read_forever),
}
MOODY = Writer("moody", (".moody",), "text/plain", write_moody)


@pytest.fixture(autouse=True)
def _plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "MOODY_WRITER", MOODY, raising=False)
    names: dict[str, dict[str, Any]] = {formats.READER_GROUP: PLUGINS, formats.WRITER_GROUP: {"moody": MOODY}}
    monkeypatch.setattr(formats, "_plugins", lambda group: {name: name for name in names[group]})
    load = formats._load
    monkeypatch.setattr(
        formats,
        "_load",
        lambda name, target, kind: (
            load(name, target, kind)
            if name in formats.FORMATS
            else names[formats.READER_GROUP if kind is Reader else formats.WRITER_GROUP][name]
        ),
    )


def test_a_reader_that_raises_goes_on() -> None:
    problems: list[Problem] = []
    records = convert.read(io.BytesIO(b"x"), "moody", warn=problems.append)
    assert [record.title for record in records] == ["title 1", "title 3", "title 4"]
    assert [(problem.code, problem.line) for problem in problems] == [("failed", 1)]


def test_a_reader_that_ends_by_raising_ends_no_run(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    problems: list[Problem] = []
    out = io.StringIO()
    convert.convert([tmp_path / "a", tmp_path / "a"], out, format="until", to="jsonl", warn=problems.append)
    assert out.getvalue().count("title 1") == 2
    assert [problem.code for problem in problems if problem.severity == "error"] == ["failed", "failed"]


def test_a_reader_that_raises_for_ever_is_left_alone() -> None:
    problems: list[Problem] = []
    assert [*convert.read(io.BytesIO(b"x"), "forever", warn=problems.append)] == []
    assert len(problems) == 101


def test_a_writer_that_raises_goes_on() -> None:
    problems: list[Problem] = []
    out = io.StringIO()
    convert.convert(io.BytesIO(b"x"), out, format="moody", to="moody", warn=problems.append)
    assert out.getvalue() == "begin\ntitle 1\ntitle 4\nend\n"
    assert [(problem.code, problem.line) for problem in problems if problem.severity == "error"] == [
        ("failed", 1),
        ("failed", 3),
    ]


# --- inputs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        b'{"title":"bad","foo":1e999}',
        b'{"title":"bad","foo":"\xff"}',
        b'{"title":"bad","foo":' + b"[" * 5000 + b"]" * 5000 + b"}",
        b'{"title":"bad","issued":{"year":"x"}}',
    ],
)
def test_a_bad_line_of_json(bad: bytes) -> None:
    problems: list[Problem] = []
    data = b'{"title":"first"}\n' + bad + b'\n{"title":"third"}\n'
    records = convert.read(io.BytesIO(data), "jsonl", warn=problems.append)
    assert [record.title for record in records] == ["first", "third"]
    assert [(problem.code, problem.line) for problem in problems] == [("bad-json", 2)]


@pytest.mark.parametrize(
    "encoding",
    [
        "rot13",
        "hex",
        "zlib",
        "bz2",
        "base64",
        "quopri",
        "uu",
        "idna",
        "punycode",
        "undefined",
        "unicode_escape",
        "raw_unicode_escape",
        "nonsense",
    ],
)
def test_no_encoding_of_xml(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    data = f"{head}<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    problems: list[Problem] = []
    assert [record.PMID for record in convert.read(io.BytesIO(data.encode()), warn=problems.append)] == ["1"]
    assert [problem.code for problem in problems] == ["encoding"]


@pytest.mark.parametrize("name", ["endnote-xml", "mods", "jats"])
@pytest.mark.parametrize(
    "encoding", ["rot13", "hex", "undefined", "unicode_escape", "ascii", "UTF-16", "utf-7"]
)
def test_other_xml_in_no_encoding(name: str, encoding: str) -> None:
    text = written([Record(type="article-journal", title="Café", PMID="1")], name)
    body = text.partition("?>")[2] if text.startswith("<?xml") else text
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{body}'
    for data in (declared.encode(), declared.encode("utf-16")):
        assert [record.title for record in convert.read(io.BytesIO(data), name)] == ["Café"]


@pytest.mark.parametrize("encoding", ["rot13", "undefined", "unicode_escape", "idna", "UTF-16", "nonsense"])
def test_a_page_in_no_encoding(encoding: str) -> None:
    """A page names its encoding in ASCII: one in which that is no ASCII is a lie; a byte that the encoding lacks costs nothing."""
    page = f'<!doctype html><meta charset={encoding}><meta name=citation_title content="Coins"><meta name="citation_\xff" content=1>'
    assert [record.title for record in convert.read(io.BytesIO(page.encode("latin-1")), "web-page")] == [
        "Coins"
    ]


def test_encodings_of_xml() -> None:
    assert all(
        map(decoder_of, ("windows-1252", "iso-8859-1", "latin1", "shift_jis", "gb18030", "big5", "koi8-r"))
    )
    assert not any(map(decoder_of, ("utf-8", "UTF-16", "us-ascii")))


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="their file names are text")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.ris"
    Path(os.fsdecode(name)).write_text("TY  - BOOK\nTI  - A\nER  -\n", encoding="utf-8")
    done = run("convert", name, "-t", "jsonl")
    assert (done.returncode, json.loads(done.stdout)["title"]) == (0, "A"), done.stderr
    assert "\\xff.ris:1: " in done.stderr
    done = run("convert", name, "-t", "jsonl", "--log", "json")
    assert all(map(json.loads, done.stderr.splitlines())), done.stderr


@pytest.mark.parametrize("data", [b"PMID,title,x\ry,DOI\n1,x,2,3\n", b"PMID,title\r,x\n1,a\n"])
def test_a_carriage_return_in_a_header(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(convert.ConvertError, match=r"a\.csv: line 1: the table's header can't be read"):
        list(convert.read(tmp_path / "a.csv", "csv"))


def test_a_carriage_return_in_a_row() -> None:
    problems: list[Problem] = []
    data = io.BytesIO(b"PMID,title\n1,a\rb\n2,c\n")
    assert [record.PMID for record in convert.read(data, "csv", warn=problems.append)] == ["2"]
    assert [(problem.code, problem.line) for problem in problems] == [("bad-row", 2)]


ABSTRACT = "".join([f"Line {number}, of an abstract\n" for number in range(40)])
OPEN = 'A,"Doe,2002\n'


@pytest.mark.parametrize(
    ("rows", "titles", "lines"),
    [
        (OPEN + "B,Roe,2003\n" * 300_000, 300_001, [2]),
        (OPEN + 'q"z,b,"c\n' * 3_000, 3_001, range(2, 3_003)),
        (f'A,"{ABSTRACT}",2002\nB,Roe,2003\n', 2, []),
    ],
)
def test_open_marks_in_a_table(rows: str, titles: int, lines: Sequence[int]) -> None:
    """Each costs its row: a row isn't looked for to the end of the file, nor is a long cell taken for rows."""
    problems: list[Problem] = []
    table = Rows(iter(f"title,author,issued\n{rows}".splitlines()), 1, ",", problems.append)
    assert sum(1 for _ in table) == titles + 1
    assert [problem.line for problem in problems] == [*lines]


def test_an_open_mark_in_a_header() -> None:
    with pytest.raises(convert.ConvertError, match=r"line 1: .* a mark of quotation isn't closed"):
        list(convert.read(io.BytesIO(b'title,"author\n' + b'q"z,b,"c\n' * 550_000), "csv"))


CROWD = b"<a/>" * 700_000


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("pubmed-xml", b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID>", b"</MedlineCitation></PubmedArticle><PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>"),
        ("endnote-xml", b"<xml><records><record>", b"</record><record><titles><title>2</title></titles></record></records></xml>"),
    ],
)  # fmt: skip
def test_too_many_elements_cost_their_record(name: str, before: bytes, after: bytes) -> None:
    """The tree of a record of 15 MB took 800 MB."""
    problems: list[Problem] = []
    data = io.BytesIO(before + CROWD + after)
    (record,) = convert.read(data, name, warn=problems.append)
    assert record.PMID + record.title == "2"
    assert "more than 600,000 elements" in problems[0].message


@pytest.mark.parametrize("around", [b"<mods/>%b", b"<mods><mods/>%b<mods/></mods>"])
def test_too_many_elements_between_records(around: bytes) -> None:
    with pytest.raises(convert.ConvertError, match="more than 600,000 elements"):
        list(convert.read(io.BytesIO(b"<modsCollection>" + around % CROWD + b"</modsCollection>"), "mods"))


def test_what_is_before_a_record_is_forgotten() -> None:
    part = b"<x>" + CROWD[:400_000] + b"<mods><titleInfo><title>A</title></titleInfo></mods></x>"
    data = io.BytesIO(b"<modsCollection>" + part * 8 + b"</modsCollection>")
    assert [record.title for record in convert.read(data, "mods")] == ["A"] * 8


LAUGHS = 'a0: &a0 ["x", "x"]\n' + "".join(
    f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]\n" for number in range(1, 20)
)


def test_aliases_of_aliases() -> None:
    problems: list[Problem] = []
    data = f"{LAUGHS}references:\n- id: a\n  type: book\n  title: T\n  keyword: *a19\n".encode()
    assert not list(convert.read(io.BytesIO(data), "csl-yaml", warn=problems.append))
    assert problems[0].code == "bad-item"
    problems.clear()
    assert not read_metadata(f"---\n{LAUGHS}bibliography: *a19\n---\n", warn=problems.append).bibliography
    assert [problem.code for problem in problems] == ["bad-metadata"]


@pytest.mark.parametrize(
    "value", ["!!timestamp x", "!!bool x", "!!omap [a]", "2020-99-99", "9" * 5000, "[" * 999]
)
def test_a_head_that_is_no_yaml(value: str) -> None:
    problems: list[Problem] = []
    assert not read_metadata(f"---\nbibliography: {value}\n---\n", warn=problems.append).bibliography
    assert [problem.code for problem in problems] == ["bad-metadata"]


def test_macros_of_macros() -> None:
    macros = "".join(f"@string{{s{number} = s{number - 1} # s{number - 1}}}\n" for number in range(1, 60))
    data = f'@string{{s0 = "x"}}\n{macros}@book{{a, title = s59}}\n@book{{b, title = s3}}\n'.encode()
    records = list(convert.read(io.BytesIO(data), "bibtex"))
    assert len(records[0].title) < 10_000
    assert records[1].title == "x" * 8


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000])
def test_a_number_of_thousands_of_digits(number: str) -> None:
    data = f'[{{"type":"book","title":"A","k":{number}}},{{"type":"book","title":"B"}}]'
    assert [record.title for record in convert.read(io.BytesIO(data.encode()), "csl-json")] == ["A", "B"]


def zipped(**parts: bytes) -> bytes:
    """A zip file: parts by their names, ``__`` for a slash and ``_`` for a full stop."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


ROW = b"<sheetData><row><c r='A1' t='inlineStr'><is><t>%s</t></is></c><c r = 'xfd1048576'/></row></sheetData>"
BINARY = b"\x81\x01\0\x91\x01\0" + b"\0\x04\xff\xff\x0f\0" + b"\x01\x08\xff\x3f\0\0\0\0\0\0"
"""A sheet of .xlsb with a cell in its last row and column."""
REPEATED = b'<table:table-row table:number-rows-repeated="1000000000"><table:table-cell office:value="1"/></table:table-row>'
BOMBS = {
    "docx": zipped(word__document_xml=b"<a>" + b" " * 70_000_000),
    "xlsx": zipped(xl__worksheets__sheet1_xml=ROW),
    "xlsm": zipped(xl__elsewhere_xml=ROW),
    "xlsb": zipped(xl__worksheets__sheet1_bin=BINARY),
    "ods": zipped(content_xml=REPEATED),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_small_file_that_would_be_large(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"a.{name}"
    path.write_bytes(BOMBS[name])
    with pytest.raises(convert.ConvertError, match=r"made to do harm, and not read"):
        list(convert.read(path, "docx" if name == "docx" else "xlsx"))


@pytest.mark.parametrize("damage", [b"\x00", b"\xff", b"PK"])
def test_a_damaged_document(damage: bytes) -> None:
    whole = zipped(word__document_xml=b"<a/>" * 40)
    for place in range(0, len(whole), 3):
        data = whole[:place] + damage + whole[place + len(damage) :]
        problems: list[Problem] = []
        with contextlib.suppress(convert.ConvertError):
            list(convert.read(io.BytesIO(data), "docx", warn=problems.append))
        assert "failed" not in [problem.code for problem in problems], place


def test_marks_inside_a_file_cost_no_record() -> None:
    data = b"PMID- 1\nTI  - First.\n\n\xef\xbb\xbfPMID- 2\nTI  - Second.\n"
    assert [record.PMID for record in convert.read(io.BytesIO(data), "medline")] == ["1", "2"]


def test_a_record_quoted_in_mail() -> None:
    problems: list[Problem] = []
    data = b"PMID- 1\nOWN - NLM\nTI  - First.\n\n> PMID- 2\n> OWN - NLM\n> TI  - Second\n>       title.\n>\n> PMID- 3\n"
    records = list(convert.read(io.BytesIO(data), warn=problems.append))
    assert [(record.PMID, record.title) for record in records] == [
        ("1", "First"),
        ("2", "Second title"),
        ("3", ""),
    ]
    assert [(problem.code, problem.line) for problem in problems] == [("quoted", 5)]


# --- what is printed ------------------------------------------------------------------------------------------


def test_no_message_is_obeyed_by_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.nbib"
    path.write_text(
        "PMID- 1\nOWN - NLM\nTI  - x\x1b]0;pwned\x07\nDP  - \x1b[31m\u202ered\n\x9b2J\n", encoding="utf-8"
    )
    for arguments in (
        ("convert", path, "-t", "ris"),
        ("convert", path, "-t", "jsonl"),
        ("cite", path),
        ("check", path),
    ):
        done = run(*map(str, arguments))
        assert not set("\x1b\x07") & set(done.stdout + done.stderr), arguments
        assert "\x9b" not in done.stderr
        assert "\u202e" not in done.stderr


def test_a_terminal_is_shown_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    terminal = io.TextIOWrapper(buffer, encoding="utf-8")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", terminal)
    convert.write([Record(title="\x9b2J é", abstract=[])], "-", "jsonl")
    convert.write([Record(type="book", title="T")], "-", "ris")
    assert buffer.getvalue().decode().startswith('{"title":"\\x9b2J é"}\nTY  - BOOK\r\n')


@pytest.mark.parametrize(
    "arguments", [["formats"], ["formats", "bibtex"], ["styles", "--names"], ["styles", "vancouver"]]
)
def test_stdout_that_lacks_characters_or_is_closed(arguments: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "convert", *arguments]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    closed = subprocess.run(
        ["/bin/sh", "-c", '"$@" >&-', "sh", *command], capture_output=True, env=environment, check=False
    )
    assert closed.returncode in {0, 3}
    assert b"Traceback" not in closed.stderr


# --- addresses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scheme", ["javascript:", "JavaScript://x/%0a", "data:text/html,", "vbscript:", "file:///"]
)
@pytest.mark.parametrize("format", ["html", "html-page", "markdown", "latex", "rtf", "docx"])
def test_only_addresses_of_pages_become_links(scheme: str, format: str) -> None:
    address = f"{scheme}alert(1)"
    record = Record(type="webpage", title="T", URL=address, author=[Name("Doe", "J")], issued=Date(2020))
    same = Record(
        type="webpage", title="T", URL="https://a.org/x", author=[Name("Doe", "J")], issued=Date(2020)
    )
    if format == "docx":
        from zipfile import ZipFile

        def links(record: Record) -> int:
            out = io.BytesIO()
            convert.write([record], out, "docx", links=True, style="apa")
            return ZipFile(out).read("word/document.xml").count(b"<w:hyperlink ")
    else:

        def links(record: Record) -> int:
            (entry,) = convert.bibliography([record], "apa", format=format, links=True)  # type: ignore[arg-type]
            return entry.count("href") + entry.count("](") + entry.count("<https") + entry.count("HYPERLINK")

    assert (links(record), links(same)) == (0, 1)

"""What mail, word processors and web pages do to a whole file is undone before it is read, and said."""

import binascii
import codecs
import gzip
import html
import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIXTURES

import convert
from convert.streams import LONGEST_LINE, decoding, inputs
from convert.streams.inputs import open_records
from convert.streams.mangling import HEAD_BYTES, is_mangled
from convert.streams.packed import gunzip
from convert.streams.problems import ConvertError, Problem

MEDLINE = """PMID- 1
OWN - NLM
TI  - On coins & "dice" < chance: of what Søren O'Brien told nobody until the
      end of the third year.
FAU - O'Brien, Søren
JT  - Journal of tests & coins <London>
DP  - 2001 May

PMID- 2
OWN - NLM
TI  - Second = first.
"""
RIS = "TY  - JOUR\nTI  - On coins\nAU  - Doe, Jane\nER  - \n\nTY  - BOOK\nTI  - Second\nER  - \n"
BIBTEX = '@article{a,\n  title = "On coins",\n  year = "2001"\n}\n\n@book{b,\n  title = "Second"\n}\n'
ENW = "%0 Journal Article\n%T On coins\n%A Doe, Jane\n\n%0 Book\n%T Second\n"
CSV = 'title,author,year\n"On coins, and dice","Doe, Jane",2001\n"Second","Roe, R",2002\n'
JSON = '[{"id":"a","type":"book","title":"On coins"},\n{"id":"b","type":"book","title":"Second"}]\n'
XML = """<?xml version="1.0"?>
<PubmedArticleSet>
<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">1</PMID>
<Article><ArticleTitle>On coins &amp; dice &lt; 1</ArticleTitle></Article></MedlineCitation></PubmedArticle>
</PubmedArticleSet>
"""
FILES = {
    "medline": MEDLINE,
    "ris": RIS,
    "bibtex": BIBTEX,
    "enw": ENW,
    "csv": CSV,
    "csl-json": JSON,
    "pubmed-xml": XML,
}


def smart(text: str) -> str:
    """A word processor's marks of quotation, as they are meant: all of a format's own, none of a text's."""
    pieces = text.split('"')
    return "".join(piece + ("“" if number % 2 else "”") for number, piece in enumerate(pieces, 1))[:-1]


def doubled(text: str) -> str:
    return text.replace("\n", "\n\n")


def quoted_printable(text: str) -> str:
    return binascii.b2a_qp(text.encode()).decode()


def quoted(text: str) -> str:
    return "".join(f"> {line}".rstrip() + "\n" for line in text.splitlines())


def answered(text: str) -> str:
    return f"On Monday, somebody wrote:\n{quoted(quoted(text))}"


def indented(mark: str) -> Callable[[str], str]:
    return lambda text: "".join(
        mark + line if line.strip() else line for line in text.splitlines(keepends=True)
    )


def together(text: str) -> str:
    return indented("  ")(quoted(html.escape(text)))


WAYS: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "quoted": (quoted, ["quoted"]),
    "indented": (indented("    "), []),
    "tabbed": (indented("\t"), []),
    "no-break spaces": (indented("\xa0\xa0"), []),
    "HTML": (html.escape, ["mangled"]),
    "quoted-printable": (quoted_printable, ["mangled"]),
    "quoted-printable, blanks as well": (
        lambda text: codecs.encode(text.encode(), "quopri").decode(),
        ["mangled"],
    ),
    "all": (together, ["quoted", "mangled"]),
}


def read(text: bytes | str) -> tuple[list[object], list[str]]:
    problems: list[Problem] = []
    data = text.encode() if isinstance(text, str) else text
    records = list(convert.read(io.BytesIO(data), warn=problems.append))
    for record in records:
        record.source = None
    return [*records], [problem.code for problem in problems]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("format", FILES)
def test_what_is_done_to_a_whole_file_is_undone(format: str, way: str) -> None:
    text = FILES[format]
    change, codes = WAYS[way]
    if way.startswith("quoted-p") and "=\n" not in change(text):
        pytest.skip("nothing is broken or encoded")
    expected, before = read(text)
    found, after = read(change(text))
    assert found == expected
    said = [code for code in codes if code == "quoted" or change(text) != indented("  ")(quoted(text))]
    assert [code for code in after if code in ("quoted", "mangled")] == (said if change(text) != text else [])
    assert len(before) <= len(after)


@pytest.mark.parametrize("format", ["bibtex", "csv", "csl-json", "pubmed-xml"])
def test_marks_of_quotation_of_a_word_processor(format: str) -> None:
    expected, _ = read(FILES[format])
    found, codes = read(smart(FILES[format]))
    assert found == expected
    assert codes[0] == "mangled"


@pytest.mark.parametrize("format", ["medline", "ris", "enw"])
def test_a_blank_line_behind_each_line(format: str) -> None:
    assert read(doubled(FILES[format]))[0] == read(FILES[format])[0]


def test_lines_broken_by_mail() -> None:
    whole = MEDLINE.replace("what Søren", "that which Søren").replace(
        "\nDP", "\nOT  - " + "word " * 16 + "\nDP"
    )
    broken = whole.replace("told nobody", "told\nnobody").replace("word word \n", "\nword word\n")
    found, codes = read(broken)
    assert found == read(whole)[0]
    assert codes[0] == "mangled"


@pytest.mark.parametrize(
    "text",
    [
        MEDLINE.replace("TI  - ", "TI  – ").replace("FAU - ", "FAU — "),
        MEDLINE.replace("  - ", "\t- ").replace("PMID- ", "PMID-\t"),
        MEDLINE.replace("\n", "\r").replace("\r\r", "\r\n\r\n"),
        MEDLINE.replace("\n\n", "\n\ufeff"),
        MEDLINE.replace("\nDP  - 2001 May\n\n", "\nDP  - 2001 May\ufeff"),
    ],
    ids=["dashes", "tabs", "line ends", "mark", "mark behind a line without an end"],
)
def test_medline_as_editors_leave_it(text: str) -> None:
    assert read(text)[0] == read(MEDLINE)[0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_piece_by_piece(encoding: str) -> None:
    text = "".join(f"TY  - BOOK\nTI  - Ü {number} \U0001f600\nER  - \n" for number in range(20_000))
    assert [*convert.read(io.BytesIO(text.encode(encoding)))] == [*convert.read(io.BytesIO(text.encode()))]


def test_a_byte_that_is_not_utf_8_costs_no_other_sign() -> None:
    data = "TY  - BOOK\nTI  - Ångström ?, naïve\nER  - \n".encode().replace(b"?", b"\x96 \xe9")
    (record,) = convert.read(io.BytesIO(data))
    assert record.title == "Ångström – é, naïve"


def test_no_fixture_is_mangled() -> None:
    files = [path for path in FIXTURES.glob("articles/*/*") if path.is_file()]
    assert not [path for path in files if is_mangled(path.read_bytes()[:HEAD_BYTES])]


# --- gzip, and what is too long -----------------------------------------------------------------------------------


def unpacked(data: bytes) -> tuple[bytes, list[str]]:
    problems: list[Problem] = []
    with open_records(io.BytesIO(data), warn=problems.append) as stream:
        return stream.read(), [problem.code for problem in problems]


def test_a_wrong_checksum_costs_nothing() -> None:
    text = "".join(f"PMID- {number}\nTI  - Title {number * number}\n\n" for number in range(30_000)).encode()
    whole = bytearray(gzip.compress(text))
    assert unpacked(bytes(whole)) == (text, [])
    whole[-8] ^= 1
    assert unpacked(bytes(whole) + gzip.compress(b"PMID- 0\n")) == (text + b"PMID- 0\n", ["damaged-gzip"])
    assert unpacked(bytes(whole[:-8])) == (text, ["damaged-gzip"])
    whole[len(whole) // 2 :] = b"\xff" * (len(whole) - len(whole) // 2)
    begun, codes = unpacked(bytes(whole))
    assert codes == ["damaged-gzip"]
    assert text.startswith(begun[: len(text) // 2 - 20_000])
    assert len(begun) > len(text) // 2 - 20_000


def test_a_gzip_header_with_all_that_it_may_have() -> None:
    packed = gzip.compress(b"PMID- 1\n", mtime=0)
    head = packed[:3] + bytes((4 | 8 | 16 | 2,)) + packed[4:10] + b"\3\0abcname\0comment\0\0\0"
    assert unpacked(head + packed[10:] + b"\0" * 500) == (b"PMID- 1\n", [])
    assert unpacked(packed + b"more") == (b"PMID- 1\n", ["damaged-gzip"])
    assert unpacked(packed[:5]) == (b"", ["damaged-gzip"])


def test_a_gzip_file_out_of_all_proportion_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gunzip, "FREE_BYTES", 1 << 20)
    with pytest.raises(ConvertError, match=r"refused: a gzip file that unpacks to [\d,]+ times its size"):
        unpacked(gzip.compress(b"PMID- 1\n" * (1 << 18)))


@pytest.mark.parametrize(
    "head", [b"PMID- 1\nTI  - ", b"TY  - BOOK\nTI  - ", b"title,year\n", b"%0 Book\n%T "]
)
def test_an_endless_line_is_refused(monkeypatch: pytest.MonkeyPatch, head: bytes) -> None:
    monkeypatch.setattr(decoding, "LONGEST_LINE", 1 << 17)
    with pytest.raises(ConvertError, match="refused: a line of more than"):
        list(convert.read(io.BytesIO(head + b"x" * (1 << 19))))


def test_what_is_too_long_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.ris"
    path.write_bytes(b"TY  - BOOK\nTI  - " + b"x" * (3 * LONGEST_LINE))
    tracemalloc.start()
    with pytest.raises(ConvertError, match="refused"):
        list(convert.read(path))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 3 * LONGEST_LINE


def test_a_long_file_of_classic_mac_os_is_read() -> None:
    data = b"".join(b"TY  - BOOK\rTI  - Title %d\rER  - \r" % number for number in range(10_000))
    assert len(list(convert.read(io.BytesIO(data)))) == 10_000


@pytest.mark.parametrize("pack", [bytes, lambda data: gzip.compress(data, 1)])
def test_megabytes_of_blank_lines_are_refused(
    monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(inputs, "MOST_BLANK_BYTES", 1 << 20)
    data = pack(
        b"TY  - JOUR\nTI  - Coins\nER  - \n" + b" \n" * (1 << 20) + b"TY  - JOUR\nTI  - Dice\nER  - \n"
    )
    with pytest.raises(ConvertError, match="refused: more than 1 MB of blank lines"):
        list(convert.read(io.BytesIO(data), "ris"))


def test_a_file_that_begins_with_many_blank_lines_is_not_said_to_be_empty() -> None:
    data = b"\n" * 9000 + b"TY  - JOUR\nTI  - Coins\nER  - \n"
    with pytest.raises(ConvertError, match="begins with many blank lines"):
        list(convert.read(io.BytesIO(data)))
    assert [record.title for record in convert.read(io.BytesIO(data), "ris")] == ["Coins"]

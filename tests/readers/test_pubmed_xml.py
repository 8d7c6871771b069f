"""What prose cases can't say: how the bytes come, what must not be loaded or fetched, and every path of real files."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

import msgspec
import pytest
from conftest import FIXTURES
from hypothesis import given
from hypothesis import strategies as st

from convert.formats import get_reader
from convert.formats.pubmed_xml import parse
from convert.formats.pubmed_xml.read import sniff
from convert.formats.xml import parsing
from convert.model.record import Date, Record
from convert.streams.problems import Problem

READER = get_reader("pubmed-xml")

CASES = sorted(FIXTURES.glob("cases/pubmed-xml-*.test"))


def read(data: bytes) -> tuple[list[Record], list[Problem]]:
    problems: list[Problem] = []
    return list(READER.read(io.BytesIO(data), warn=problems.append)), problems


def case_input(path: Path) -> bytes:
    return path.read_text(encoding="utf-8").split("\n--- ")[1].partition("\n")[2].encode()


def all_inputs() -> list[bytes]:
    articles = [path.read_bytes() for path in sorted(FIXTURES.glob("articles/*/pubmed.xml"))]
    return articles + [case_input(path) for path in CASES]


def article(inner: str, pmid: int = 1) -> bytes:
    return f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID>{inner}</MedlineCitation></PubmedArticle>".encode()


def titled(title: str) -> bytes:
    return article(f"<Article><ArticleTitle>{title}</ArticleTitle></Article>")


class Trickle(io.RawIOBase):
    """A stream that gives its bytes in pieces of the sizes asked for, again and again."""

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        self.chunks = self._cut(data, sizes)

    @staticmethod
    def _cut(data: bytes, sizes: list[int]) -> Iterator[bytes]:
        while data:
            for size in sizes:
                yield data[:size]
                data = data[size:]

    def read1(self, _size: int = -1) -> bytes:
        return next(self.chunks, b"")


@given(st.sampled_from(CASES), st.lists(st.integers(1, 300), min_size=1, max_size=5))
def test_chunks_do_not_matter(path: Path, sizes: list[int]) -> None:
    data = case_input(path)
    problems: list[Problem] = []
    found = list(READER.read(Trickle(data, sizes), warn=problems.append))
    stray = {"outside-records"}  # its excerpt is of one chunk
    whole, all_problems = read(data)
    assert found == whole
    assert [p for p in problems if p.code not in stray] == [p for p in all_problems if p.code not in stray]


@given(st.sampled_from(CASES), st.data())
def test_cut_off_files_lose_only_their_end(path: Path, data: st.DataObject) -> None:
    whole, _ = read(case_input(path))
    cut = data.draw(st.integers(0, len(case_input(path))))
    found, _ = read(case_input(path)[:cut])
    assert found == whole[: len(found)]


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(noise: bytes) -> None:
    found, _ = read(titled("One.") + b"\n" + noise + b"\n<!-- ' \" --> <?x ?>")
    assert found[0].title == "One"


def test_first_record_before_the_last_byte() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"<PubmedArticleSet>" + titled("First.")
        pytest.fail("read on before the first record was out")

    stream = Trickle(b"", [])
    stream.chunks = chunks()
    assert next(iter(READER.read(stream))).title == "First"


def test_record_knows_its_line() -> None:
    found, _ = read(b"\n\n" + titled("One.") + b"\n" + titled("Two."))
    assert [record.source and record.source.line for record in found] == [3, 4]


SNIFFED = [
    (b'<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "x" "y">\n<PubmedArticleSet>', True),
    (b"<MedlineCitation Owner='NLM'>", True),
    (b"HTTP/1.1 200 OK\n\n<?xml version='1.0'?><eFetchResult><RAW_DATA><PubmedArticle>", True),
    (b"<PubmedBookArticleSet/>", True),
    (b"<!-- <PubmedArticle> --><article/>", False),
    (b"<article><front>PubmedArticle</front></article>", False),
    (b"<PubmedArticleList>", False),
    (b"PMID- 1\nTI  - About <PubmedArticle>", False),
    (b"<", False),
    (b"", False),
]


@pytest.mark.parametrize(("head", "expected"), SNIFFED)
def test_recognised_by_content(head: bytes, expected: bool) -> None:
    assert sniff(head) is expected


def test_recognising_does_not_load_lxml() -> None:
    code = (
        "import sys; from convert.formats import get_reader; "
        "assert get_reader('pubmed-xml').sniff(b'<PubmedArticle>'); assert 'lxml' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_nothing_is_fetched_or_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret")
    doctype = (
        f'<!DOCTYPE x SYSTEM "{secret.as_uri()}" [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        f'<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    ).encode()
    for entity in ("&b;", "&file;"):
        found, problems = read(
            doctype + b"<PubmedArticleSet>" + titled(entity) + titled("Fine.") + b"</PubmedArticleSet>"
        )
        assert [record.title for record in found] == [entity, "Fine"]
        assert [(problem.code, problem.record) for problem in problems] == [("damaged-record", "1")]


ENCODINGS = [
    ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1", []),
    ('<?xml version="1.0" encoding="UTF-16"?>', "utf-8", []),  # turned into UTF-8 by who opened it
    ('<?xml version="1.0" encoding="x-nobody-knows"?>', "utf-8", ["encoding"]),
    ('\ufeff<?xml version="1.0" encoding="utf-8"?>', "utf-8", []),
    ('<?xml version="1.0" encoding="utf-8"?>', "windows-1252", ["encoding"]),
    ("", "windows-1252", ["encoding"]),
]


@pytest.mark.parametrize(("declaration", "encoding", "codes"), ENCODINGS)
def test_encodings(declaration: str, encoding: str, codes: list[str]) -> None:
    records = (titled("Café.") + titled("Über.")).decode()
    found, problems = read(declaration.encode("utf-8") + records.encode(encoding))
    assert [record.title for record in found] == ["Café", "Über"]
    assert [problem.code for problem in problems] == codes


def test_valid_and_legacy_bytes_in_one_record() -> None:
    found, _ = read(titled("Café caf@.").replace(b"@", b"\xe9"))
    assert found[0].title == "Café café"


def test_huge_texts_and_deep_elements() -> None:
    found, _ = read(titled("x" * 11_000_000))
    assert len(found[0].title) == 11_000_000
    found, problems = read(titled("<i>" * 1900 + "deep" + "</i>" * 1900) + titled("Next."))
    assert found[-1].title == "Next"
    assert len(found) + len(problems) == 2


def test_soap_wrappers_and_namespaces_are_looked_through() -> None:
    found, _ = read(
        b'<PubmedArticle><MedlineCitation><Article xmlns="urn:x"><Journal><JournalIssue><PubDate>'
        b"<PubDateTypeSequence_type1><Year>1999</Year></PubDateTypeSequence_type1></PubDate></JournalIssue></Journal>"
        b"<ArticleTypeChoice_type0><Pagination><MedlinePgn>12-3</MedlinePgn></Pagination></ArticleTypeChoice_type0>"
        b"</Article></MedlineCitation></PubmedArticle>"
    )
    assert (found[0].page, found[0].issued and found[0].issued.year) == ("12-13", 1999)


# --- without lxml ---------------------------------------------------------------------------------------

DISGUISES = [
    b'<PubmedArticle xmlns="urn:x"><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>',
    article("<k:New k:as='x'>odd</k:New>"),
    article(
        "<k:New xmlns:k='urn:x'>known</k:New><Art_type0><Article><Language>eng</Language></Article></Art_type0>"
    ),
    titled("<mml:math><mml:mi>x</mml:mi></mml:math> &lt; 1"),
    titled("caf\xe9").decode().encode("latin-1"),
    titled("<!-- a --><![CDATA[<b>]]> c<?x y?>"),
    titled("&nbsp;") + titled("<i>") + article("<k:b></k:a>") + titled("Fine."),
]
"""Namespaces, prefixes that are declared or not, another encoding, comments and damage."""


def check_both_parsers(inputs: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "extract", lambda text, _lists: (text, []))
    for data in inputs:
        found, problems = read(data)
        with monkeypatch.context() as patch:
            patch.setattr(parsing, "tree_parser", parsing.standard_parser)
            others, other_problems = read(data)
        assert others == found
        assert [(p.code, p.record) for p in other_problems] == [(p.code, p.record) for p in problems]


def test_the_standard_library_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    check_both_parsers(all_inputs() + DISGUISES, monkeypatch)


def test_the_standard_library_reads_real_files_the_same(
    monkeypatch: pytest.MonkeyPatch, shared: Path
) -> None:
    check_both_parsers([path.read_bytes() for path in (shared / "corpus" / "xml").glob("*.xml")], monkeypatch)


def test_lxml_may_be_missing() -> None:
    path = FIXTURES / "articles" / "group-trial" / "pubmed.xml"
    code = (
        "import sys; sys.modules['lxml'] = None; import convert, msgspec; "
        f"sys.stdout.buffer.write(msgspec.json.encode(list(convert.read({str(path)!r}, 'pubmed-xml'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert msgspec.json.decode(done.stdout, type=list[Record]) == read(path.read_bytes())[0]


@pytest.mark.parametrize(("month", "day"), [("11", "23"), ("Nov", "23"), ("\n 11\n", "\n  23\n ")])
def test_dates_are_read_whatever_their_white_space(month: str, day: str) -> None:
    date = f"<Year> 2019 </Year><Month>{month}</Month><Day>{day}</Day>"
    (record,), _ = read(article(f"<DateRevised>{date}</DateRevised>"))
    assert record.date_revised == Date(2019, 11, 23)


# --- every path of real files ---------------------------------------------------------------------------

MARK = "Qx7"
PARENTS = {
    "PubDate": "<Year>1987</Year>",
    "KeywordList": "<Keyword>k</Keyword>",
    "ItemList": "<Item>i</Item>",
    "Author": "<LastName>l</LastName>",
    "MedlineCitation": "<PMID>1</PMID>",
    "NCBIArticle": "<PMID>1</PMID>",
}
"""What an element needs beside what is tried, for that to mean something."""

VALUES = {
    "Year": ("1987", '"year":1987'),
    "Month": ("11", '"month":11'),
    "Day": ("23", '"day":23'),
    "Season": ("Winter", '"season":4'),
    "MedlineDate": ("1987 Oct-Nov", '"month":10'),
    "Hour": ("17", '"time":"17:'),
    "Minute": ("43", ':43"'),
    "Second": ("37", '"37"'),
    "@MajorTopicYN": ("Y", '"major":true'),
    "@ValidYN": ("N", "@ValidYN='N'"),
    "@CompleteYN": ("N", ""),
    "@EqualContrib": ("Y", '"equal_contribution":true'),
}
"""Element or attribute → a value, and how the record says it; all others hold ``MARK`` and are looked for."""

EXEMPT = {
    r"/@xmlns(:\w+)?$": "a namespace is not content",
    r"math.*/@": "how mathematics looks, not what it says; open, close and separators have their own test",
    r"/(mml:)?(mspace|none|mprescripts|sep)$|NCBIArticle/Article/Journal$": "always empty",
    r"/(s|e|w|document)/@id$": "the sentence marks of another tool's corpus",
    r"^DeleteCitation/PMID/@Version$": "a deletion is of all versions",
}
"""Paths that no record shows, with the reason."""

BESIDE = {"Year": "1987", "Month": "Nov", "Season": "Winter"}
"""The same for the dates of a book that have no field, and are written out."""

DATE_PARTS = {"Month", "Day", "Hour", "Minute", "Season", "Second"}
FULL_DATE = {"Year": "1987", "Month": "11", "Day": "23", "Hour": "17", "Minute": "43"}


def instance(path: str) -> tuple[str, str]:
    """A document with just that path in it, and what its record must say."""
    *steps, leaf = path.split("/")
    value, expected = VALUES.get(leaf, (MARK, MARK))
    if steps[-1:] in (["BeginningDate"], ["EndingDate"]):
        expected = BESIDE[leaf]
    if leaf.startswith("@"):
        name = steps.pop()
        xml = f"<{name} {leaf[1:]}={quoteattr(value)}>{PARENTS.get(name, 't')}</{name}>"
        if leaf == "@CompleteYN":
            expected = '"authors_complete":false' if name == "AuthorList" else f"{name}/@CompleteYN"
    else:
        xml = f"<{leaf}>{value}</{leaf}>"
        if leaf in DATE_PARTS:
            before = [
                part for part in FULL_DATE if part != leaf and not (leaf == "Season" and part != "Year")
            ]
            xml += "".join(f"<{part}>{FULL_DATE[part]}</{part}>" for part in before)
    for name in reversed(steps):
        declaration = ' xmlns:mml="http://www.w3.org/1998/Math/MathML"' if name == "mml:math" else ""
        xml = f"<{name}{declaration}>{xml}</{name}>"
    return xml, expected


def says(records: list[Record], problems: list[Problem], expected: str) -> bool:
    said = msgspec.json.encode([msgspec.structs.replace(record, source=None) for record in records]).decode()
    deleted = [problem.record for problem in problems if problem.code == "deleted"]
    return expected in said or expected in deleted


def lost_paths(paths: list[str]) -> list[str]:
    containers = {path.rsplit("/", 1)[0] for path in paths if "/@" not in path}
    lost = []
    for path in paths:
        if path in containers or any(re.search(pattern, path) for pattern in EXEMPT):
            continue
        xml, expected = instance(path)
        if not says(*read(xml.encode()), expected):
            lost.append(path)
    return lost


def test_every_path_of_real_files_is_kept(shared: Path) -> None:
    rows = (shared / "facts" / "xml-paths.tsv").read_text(encoding="utf-8").splitlines()[1:]
    paths = [row.split("\t")[0] for row in rows]
    assert len(paths) > 1000
    assert lost_paths(paths) == []


def test_every_path_of_our_cases_is_kept() -> None:
    from lxml import etree

    paths: dict[str, None] = {}
    for name in ("article", "books", "references"):
        text = re.sub(
            rb"<\?xml.*?\?>|<!DOCTYPE.*?>", b"", case_input(FIXTURES / "cases" / f"pubmed-xml-{name}.test")
        )
        root = etree.fromstring(text)
        for element in root.iter():
            steps = [str(up.tag) for up in reversed([element, *element.iterancestors()])]
            path = "/".join(step for step in steps if not step.endswith("Set"))
            paths |= dict.fromkeys([path, *(f"{path}/@{name!s}" for name in element.keys())])  # noqa: SIM118
    paths.pop("", None)
    assert len(paths) > 150
    assert lost_paths(list(paths)) == []


# --- real files -----------------------------------------------------------------------------------------

OTHER_COUNTS = {
    "xml/bioperl.Bio-Biblio__stress_test_pubmed.xml": (4, "the index did not count the NCBIArticle")
}
"""Files that hold another number of records than the index says, with the reason."""


def test_real_files_hold_what_their_index_says(shared: Path) -> None:
    from convert.streams.inputs import open_input

    rows = (shared / "corpus" / "INDEX.tsv").read_text(encoding="utf-8").splitlines()
    expected = {row.split("\t")[0]: int(row.split("\t")[2]) for row in rows if row.startswith("xml/")}
    expected |= {name: count for name, (count, _) in OTHER_COUNTS.items()}
    counted = {}
    for name in expected:
        with open_input(shared / "corpus" / name, warn=lambda _: None) as stream:
            assert sniff(stream.peek(8192).removeprefix(b"\xef\xbb\xbf")), name
            counted[name] = sum(1 for _ in READER.read(stream))
    assert counted == expected


@pytest.mark.parametrize("root", ["PubmedArticle", "MedlineCitation"])
def test_a_record_in_a_namespace(root: str) -> None:
    inside = (
        "<MedlineCitation><PMID>1</PMID></MedlineCitation>" if root == "PubmedArticle" else "<PMID>1</PMID>"
    )
    (record,) = READER.read(io.BytesIO(f'<{root} xmlns="urn:x">{inside}</{root}>'.encode()))
    assert record.PMID == "1"


def test_inner_prefixes_count_and_add_no_lines() -> None:
    data = (
        b'<A xmlns:k="1"\nxmlns:l="1"><PubmedArticleSet xmlns:k="2">\n<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation>\n'
        b"</PubmedArticle>\n<PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet></A>"
    )
    found = [(record.PMID, record.source.line) for record in READER.read(io.BytesIO(data)) if record.source]
    assert found == [("1", 3), ("2", 5)]

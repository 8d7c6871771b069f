"""Nothing hangs: every regular expression, and every reader, takes time in proportion to what it is given.

Times are compared with each other in one process, never with a clock: a text of four times the length may take at most
``STEEPEST`` times as long as four short ones. Linear is 1, quadratic 4.
"""

import ast
import importlib
import io
import pkgutil
import re
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from html import escape
from typing import Any, NamedTuple

import pytest
from conftest import ROOT
from fuzz.seeds import WORD
from fuzz.targets import package
from growth import TooLongError, attacks, limited, seconds_of

import convert
from convert.citing.citations import References
from convert.citing.drafts import render, render_draft
from convert.citing.drafts.latex import find_tokens
from convert.citing.drafts.metadata import read_metadata
from convert.citing.word.cite import WordDraft
from convert.citing.word.package import Package
from convert.formats.xml import rescue
from convert.streams.problems import silent

SHORT, LONG = 1_500, 6_000
"""Characters: a quadratic pattern takes milliseconds for the longer text, a linear one microseconds."""
STEEPEST = 2.8
PATIENCE = 12
"""How often what looks steep is measured again, so that a busy machine makes nothing look so."""
METHODS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}


class Use(NamedTuple):
    """A regular expression, and how it is called."""

    place: str
    pattern: "re.Pattern[Any]"
    method: str


def compiled() -> dict[int, tuple[str, "re.Pattern[Any]"]]:
    """What the modules compile when they are imported: id → module and pattern."""
    found: dict[int, tuple[str, re.Pattern[Any]]] = {}
    for module in pkgutil.walk_packages(convert.__path__, "convert."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for pattern in patterns_in(value):
                    found.setdefault(id(pattern), (f"{module.name}:{name}", pattern))
    return found


def patterns_in(value: object, depth: int = 4) -> Iterator["re.Pattern[Any]"]:
    """The patterns in a value: in tables, and in the structs of ours."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(getattr(value, "__self__", None), re.Pattern):
        yield value.__self__  # type: ignore[attr-defined]
    elif depth and isinstance(value, dict):
        for part in [*value.keys(), *value.values()]:
            yield from patterns_in(part, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from patterns_in(part, depth - 1)
    elif depth and hasattr(value, "__struct_fields__") and not isinstance(value, type):
        for name in value.__struct_fields__:
            yield from patterns_in(getattr(value, name), depth - 1)


def uses() -> list[Use]:
    """Each regular expression of ``convert/`` with each method that the code calls of it, in its own module or in others."""
    patterns = compiled()
    methods: dict[int, set[str]] = defaultdict(set)
    literal = []
    for path in sorted((ROOT / "convert").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        names = vars(sys.modules.get(module, re))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
                methods[id(names.get(node.value.id))].add(node.attr)
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in METHODS
                and isinstance(node.args[0], ast.Constant)
            ):
                place = f"{module}:{node.args[0].value!r}"
                literal.append(Use(place, re.compile(node.args[0].value), node.func.attr))
    found = []
    for key, (place, pattern) in patterns.items():
        called = methods.get(key) or {IN_TABLES.get(place, "search")}
        found += [Use(place, pattern, method) for method in sorted(called)]
    return found + literal


IN_TABLES: dict[str, str] = {
    "convert.citing.word.cite:LIST": "match",
    "convert.csl.item.person:_PARTICLES": "match",
    "convert.formats.bibtex.write:KEYED": "match",
    "convert.formats.csl_json.write:KEYED": "match",
    "convert.formats.endnote.refer_read:LAYOUT": "match",
    "convert.formats.medline.read:LAYOUT": "match",
    "convert.formats.ovid.source:_FORMS": "match",
    "convert.formats.pubmed_text.abstract:KNOWN_LABEL": "match",
    "convert.formats.pubmed_xml.expressions.extract:_in_place": "fullmatch",
    "convert.formats.ris.read:LAYOUT": "match",
    "convert.formats.reference_list.names:_BARE_DIRECT": "fullmatch",
    "convert.formats.reference_list.names:_DIRECT": "fullmatch",
    "convert.formats.reference_list.names:_SHORT": "fullmatch",
    "convert.formats.reference_list.names:_WITH_PARTICLE": "fullmatch",
}
"""Patterns that stand in tables, so that the code doesn't show how they are called: place → method."""

BOUNDED: dict[str, Callable[[str], object]] = {
    "convert.citing.drafts.render:_FENCED": render._places,
    "convert.citing.drafts.render:_HTML": render._places,
    "convert.formats.pubmed_xml.read:TOKEN": lambda text: rescue.with_matching_tags(
        text.encode(errors="replace")
    ),
}
"""Patterns that could take the square of a text, but that the code gives no such text: place → the function, which is attacked in their place."""


def call_of(use: Use, text: str) -> Callable[[], object]:
    if use.place in BOUNDED:
        return partial(BOUNDED[use.place], text)
    value = text.encode() if isinstance(use.pattern.pattern, bytes) else text
    method = getattr(use.pattern, use.method)
    if use.method in {"sub", "subn"}:
        return lambda: method(value[:0], value)
    if use.method == "finditer":
        return lambda: deque(method(value), 0)
    return lambda: method(value)


def is_steep(use: Use, texts: tuple[str, str]) -> bool:
    """Whether the longer text takes too long beside the shorter one; measured again before it is believed."""
    short, long = (call_of(use, text) for text in texts)
    with limited(5_000 * YARDSTICK):
        most, least = 1e9, YARDSTICK
        for _ in range(PATIENCE):
            most = min(most, seconds_of(long))
            if most <= STEEPEST * least:
                return False
            least = max(least, seconds_of(lambda: [short() for _ in range(LONG // SHORT)]))
            if most <= STEEPEST * least:
                return False
    return True


def tick() -> float:
    """The step of the processor's clock, which some systems count in hundredths of a second."""
    start = now = time.process_time()
    while now == start:
        now = time.process_time()
    return now - start


YARDSTICK = max(
    seconds_of(lambda: [re.match("(?:a|b)*c", "a" * LONG) for _ in range(50)]),
    4 * max(tick() for _ in range(3)),
)
"""What fifty linear patterns take for the longer text, or what the clock can tell apart."""


def steepest(use: Use) -> str:
    """The attack to which the pattern falls, at one size and at four times that; ``""`` if none."""
    for before, unit, end in attacks(use.pattern):
        sizes = (SHORT, LONG, 4 * LONG)
        short, long, longest = (before + unit * (size // len(unit)) + end for size in sizes)
        try:
            steep = is_steep(use, (short, long)) and is_steep(use, (long, longest))
        except TooLongError:
            steep = True
        if steep:
            return f"{before!r} + {unit!r} * n + {end!r}"
    return ""


def test_patterns() -> None:
    fallen = {f"{use.place} {use.method}": attack for use in uses() if (attack := steepest(use))}
    assert fallen == {}


# --- whole files ----------------------------------------------------------------------------------------------

RECORDS: dict[str, tuple[str, str, str]] = {
    "ris": ("TY  - JOUR\r\n", "{tag}  - {value}\n", "ER  - \n"),
    "medline": ("PMID- 1\nOWN - NLM\n", "{tag:4}- {value}\n", "\n"),
    "enw": ("%0 Journal Article\n", "%{tag} {value}\n", "\n"),
    "bibtex": ("@article{{a,\n", "{tag} = {{{value}}},\n", "}\n"),
    "wos": ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "{tag} {value}\n", "ER\n\nEF\n"),
    "ovid": ("<1>\nUnique Identifier\n  1\n", "{tag}\n  {value}\n", "\n"),
    "proquest": ("____________________\n\nDocument 1 of 1\n\nOn coins\n\n", "{tag}: {value}\n\n", "____________________\n"),
    "refworks": ("RT Journal Article\nSR Print(0)\n", "{tag} {value}\n", "\n"),
    "pubmed-xml": ("<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>", "<{tag}>{value}</{tag}>", "</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"),
    "endnote-xml": ('<xml><records><record><ref-type name="Book">6</ref-type>', "<{tag}>{value}</{tag}>", "</record></records></xml>"),
    "csv": ("{tag},PMID,DOI\n", "{value},1,10.1/x\n", ""),
    "csl-json": ('[{{"type":"book","id":"a"', ',"{tag}":"{value}"', "}]"),
    "jsonl": ('{{"type":"book"', ',"{tag}":"{value}"', "}"),
    "reference-list": ("1. Doe J, ", "{tag} {value} ", "On coins. J Coins. 2020;1(2):3-4.\n"),
    "pubmed-text": ("J Coins\n. 2020 Jan 1;1(1):1-2.\n doi: 10.1/x.\nA title here\nJane Doe 1, Bob Roe\nAffiliations\n1 Univ.\nPMID: 12345 DOI: 10.1/x\nAbstract\n", "{tag} {value}\n", "Text.\n"),
    "mods": ('<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>', "<{tag}>{value}</{tag}>", "</mods></modsCollection>"),
    "jats": ("<article><front><article-meta>", "<{tag}>{value}</{tag}>", "</article-meta></front></article>"),
    "web-page": ('<html><head><meta name="citation_title" content="T">', '<meta name="{tag}" content="{value}">', "</head><body></body></html>"),
    "cff": ("cff-version: 1.2.0\ntitle: a\n", '{tag}: "{value}"\n', ""),
    "csl-yaml": ("- type: book\n  id: a\n", '  {tag}: "{value}"\n', ""),
}  # fmt: skip
TAGS: dict[str, str] = {
    "ris": "TI AU KW SN DO UR PY DA N1 AB T2 SP M1 M2 C1 AN LA ED",
    "medline": "TI AU FAU KW OT IS AID LID DP AB JT PG AD AUID GR MH SO CIN PHST LA",
    "enw": "T A K @ R U D 8 X J P N 9 Z",
    "bibtex": "title author keywords issn isbn doi url year date month note abstract journal pages number language",
    "wos": "TI AU AF DE SN DI PY PD AB SO BP C1 RI OI FU CR LA",
    "ovid": "Title Authors Source Keywords ISSN Abstract",
    "proquest": "Title Author Subject ISBN Pages Abstract Links DOI",
    "refworks": "A1 T1 K1 SN FD NO AB DO LK",
    "pubmed-xml": "ArticleTitle Abstract Pagination Language AuthorList Journal",
    "endnote-xml": "titles keywords isbn pages dates urls contributors abstract",
    "csv": "title author keyword ISSN issued note abstract container_title page",
    "csl-json": "title keyword ISSN issued note abstract container-title page author volume DOI URL",
    "jsonl": "title ISSN note page DOI URL volume PMID",
    "reference-list": "In: doi:",
    "pubmed-text": "Affiliations Authors: PMID: Keywords: Abstract",
    "mods": "titleInfo name note identifier subject",
    "jats": "title-group article-id contrib-group abstract pub-date",
    "web-page": "citation_author citation_date citation_keywords DC.Creator citation_firstpage",
    "cff": "message abstract version doi url",
    "csl-yaml": "title author",
}
UNITS = (
    " ",
    "a",
    "a ",
    "A. ",
    "Doe, J; ",
    "1",
    "1-",
    "(",
    "[a",
    "<i>",
    "<sub>",
    "{i}",
    "$",
    "\\\\",
    "\r",
    "PMID: 1 ",
    "10.1/a ",
    "doi:10.1/a;",
    "-",
    ".",
    "é",
    "and ",
    "&amp;",
)
"""What a value is made of."""


def seconds_to_convert(reader: str, data: bytes) -> float:
    def run() -> None:
        out = io.StringIO()
        records = list(convert.read(io.BytesIO(data), reader))
        convert.write(records, out, "ris")

    return seconds_of(run)


def files(reader: str, tag: str, unit: str, name: str, size: int) -> list[bytes]:
    """A file of so many characters, and one of four times as many: one long value, or many short ones."""
    before, field, after = RECORDS[reader]
    made = []
    for count in (size // len(unit), 4 * size // len(unit)):
        one = field.format(tag=tag, value="x" + unit * count + "x")
        many = field.format(tag=tag, value=f"x{unit}x") * (count // 4)
        made.append(
            (before.format(tag=tag) + (one if name == "one" else many) + after.replace("}}", "}")).encode()
        )
    return made


def steep_files(reader: str, tag: str, unit: str) -> str:
    """What is steep: the time for one long value, or for many short ones; ``""`` if nothing is."""
    for name in ("one", "many")[: 1 if reader == "csv" else 2]:
        try:
            with limited(20_000 * YARDSTICK):
                if all(is_steeper(reader, files(reader, tag, unit, name, size)) for size in (SHORT, LONG)):
                    return name
        except TooLongError:
            return f"{name}: without end"
    return ""


def is_steeper(reader: str, pair: list[bytes]) -> bool:
    """Whether the longer file takes too long beside the shorter one; measured again before it is believed."""
    most, least = 1e9, YARDSTICK
    for _ in range(PATIENCE):
        most = min(most, seconds_to_convert(reader, pair[1]))
        if most <= STEEPEST * least:
            return False
        least = max(least, sum(seconds_to_convert(reader, pair[0]) for _ in range(LONG // SHORT)))
        if most <= STEEPEST * least:
            return False
    return True


@pytest.mark.parametrize("reader", RECORDS)
def test_files(reader: str) -> None:
    seconds_to_convert(
        reader, RECORDS[reader][0].format(tag="x").encode()
    )  # what is imported when it is needed
    fallen = {
        f"{tag} {unit!r}": steep
        for tag in TAGS[reader].split()
        for unit in UNITS
        if (steep := steep_files(reader, tag, unit))
    }
    assert fallen == {}


def word(text: str) -> bytes:
    """A Word document whose one paragraph is a text."""
    body = f'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:body></w:document>'
    return package(body.replace('"w"', f'"{WORD}"').encode())


def cite_in_word(text: str) -> None:
    opened = Package(io.BytesIO(word(text)), "a.docx")
    WordDraft(opened, [], "scholar", path="", warn=silent).cite(
        style="apa", locale=None, fields="none", links=False, notices=True
    )


WHOLE: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "markdown": (
        lambda text: render_draft(text, References([], "scholar"), warn=silent),
        ("[@a; ", "@a ", "@{a", "[^a]", "^[", "`", "``` \n", "](", "::: {#refs}\n", "<div id=refs>\n", "<!--", "{#", "[", "a ", "\n    a\n\n"),
    ),
    "metadata": (read_metadata, ("---\n", "---\na: [", "a: &b\n", " ", "\n")),
    "latex": (
        lambda text: [*find_tokens(text)],
        ("\\cite{a}", "\\cite[a", "\\cites{a}", "\\begin{verbatim}", "\\verb|", "%", "\\citation{", "\\input{a}", "{", "\\"),
    ),
    "word": (cite_in_word, ("[@a; ", "{Doe, 2020", "[PMID 1", "{", "a ", " ", "&")),
    "bibtex strings": (
        lambda text: [*convert.read(io.BytesIO(f"@string{{s = {text}\n@book{{a, title = s # s}}\n".encode()), "bibtex")],
        ('"a"}\n@string{s = ', '"a" # ', "s # ", "{", "{a} # s # ", "@string{", "x"),
    ),
    "bibtex entries": (
        lambda text: [*convert.read(io.BytesIO(text.encode()), "bibtex")],
        ("@book{a, crossref={a}}\n", "@book{", "@comment{", "@book{a,\n", "@book(a, t={", "@", "}", '"'),
    ),
    "csv": (
        lambda text: [*convert.read(io.BytesIO(f"title,DOI\n{text}\n".encode()), "csv")],
        ('"', '""', '"a",', ",", "\n", "a,b\n", "a;", ",,,,\n", '"\n'),
    ),
    "csv rows": (
        lambda text: [*convert.read(io.BytesIO(f"title,author,issued\n{text}\n".encode()), "csv")],
        ('a"b,c,"d\n', 'a"b,c,"d\nd,e,f\nx\n'),
    ),
    "json": (
        lambda text: [*convert.read(io.BytesIO(f'[{{"type":"book","id":"a","x":{text}'.encode()), "csl-json")],
        ("[", '{"a":', "1,", '"a",', '{"a":1},', "}", '"', "\\", " "),
    ),
}  # fmt: skip
"""Texts without fields: what reads them, and what is repeated in them."""


@pytest.mark.parametrize("kind", WHOLE)
def test_whole_texts(kind: str) -> None:
    read, units = WHOLE[kind]

    def seconds(text: str) -> float:
        with suppress(convert.ConvertError):
            return seconds_of(lambda: read(text))
        return 0

    def is_steep_at(unit: str, size: int) -> bool:
        short, long = unit * (size // len(unit)), unit * (4 * size // len(unit))
        most, least = 1e9, YARDSTICK
        for _ in range(PATIENCE):
            most = min(most, seconds(long))
            least = max(least, sum(seconds(short) for _ in range(4)))
            if most <= STEEPEST * least:
                return False
        return True

    seconds("a")
    fallen = []
    for unit in units:
        try:
            with limited(20_000 * YARDSTICK):
                if all(is_steep_at(unit, size) for size in (SHORT, LONG)):
                    fallen.append(unit)
        except TooLongError:
            fallen.append(f"{unit}: without end")
    assert fallen == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<a>", "</a>"),
        ('<a xmlns:p{n}="u">', "</a>"),
        ("<!-- a -->", ""),
        ("</a>", ""),
        ("<a b='c'/>", ""),
        ("<", ""),
        ("&amp;", ""),
        ("<![CDATA[a]]>", ""),
    ],
)
def test_what_is_around_records_of_xml(before: str, after: str) -> None:
    article = "<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>"
    pair = []
    for count in (SHORT, LONG):
        begin = "".join(before.format(n=number) for number in range(count))
        pair.append(f"<PubmedArticleSet>{begin}{article * 3}{after * count}</PubmedArticleSet>".encode())
    with limited(20_000 * YARDSTICK):
        assert not is_steeper("pubmed-xml", pair)


@pytest.mark.parametrize(
    ("reader", "before", "value", "after"),
    [
        ("ris", "TY  - JOUR\nAB  - ", "word {n}\n", "ER  - \n"),
        ("medline", "PMID- 1\n", "AID - S{n} [pii]\n", ""),
        ("medline", "PMID- 1\n", "PHST- word {n} [received]\n", ""),
        ("bibtex", "@book{a, isbn={", "978-{n}, ", "}}"),
        ("pubmed-xml", "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>", '<ELocationID EIdType="pii">{n}</ELocationID>', "</Article></MedlineCitation></PubmedArticle>"),
        ("endnote-xml", "<xml><records><record><keywords>", "<keyword>word {n}</keyword>", "</keywords></record></records></xml>"),
    ],
)  # fmt: skip
def test_many_different_values(reader: str, before: str, value: str, after: str) -> None:
    seconds_to_convert(reader, f"{before}{after}".encode())
    pair = [
        f"{before}{''.join(value.format(n=number) for number in range(count))}{after}".encode()
        for count in (SHORT, LONG)
    ]
    with limited(20_000 * YARDSTICK):
        assert not is_steeper(reader, pair)


def test_records_in_each_other() -> None:
    pair = [
        f"<xml><records>{'<record><titles>' * count}<title>T</title></titles></record></records></xml>".encode()
        for count in (SHORT // 4, LONG // 4)
    ]
    with limited(20_000 * YARDSTICK):
        assert not is_steeper("endnote-xml", pair)


def test_no_possessive_repeat_of_what_looks_around() -> None:
    """Python before 3.11.5 fails to match ``(?:(?!a)b)*+c``; ``(?>(?:(?!a)b)*)c`` is the same."""
    around = re.compile(r"\(\?:(?:(?:\\.|[^\\()])*\(\?<?[=!](?:\\.|[^\\()])*\))+(?:\\.|[^\\()])*\)[*+?]\+")
    assert around.search("(?:(?!a)b)*+")
    texts = [(place, str(pattern.pattern)) for place, pattern in compiled().values()]
    assert [place for place, text in texts if around.search(text)] == []

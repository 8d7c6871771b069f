"""What fuzzing begins with: the fixtures, by the reader, the style parser or the draft that takes them."""

import io
import json
import zipfile
from collections import defaultdict
from functools import cache
from typing import Any

from conftest import FIXTURES, ROOT
from docx import Document

from convert import formats

READ_BY = {"biblatex": "bibtex"}


@cache
def of_readers() -> dict[str, list[bytes]]:
    """Reader → the inputs of our cases, and of articles in every format."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for path in sorted(FIXTURES.glob("cases/**/*.test")):
        head, _, rest = path.read_text(encoding="utf-8").partition("\n--- input ")[2].partition("\n")
        found[head.split()[0]].append(rest.partition("\n--- ")[0].encode())
    for path in sorted(FIXTURES.glob("articles/*/*")):
        data = path.read_bytes()
        if path.name.startswith("golden."):
            name = path.name.split(".")[1]
            found[READ_BY.get(name, name)].append(data)
        elif path.name != "record.json" and (reader := formats.recognise(data)):
            found[reader.name].append(data)
    return {name: found.get(name, []) or [b""] for name in formats.READERS if name not in {"docx", "xlsx"}}


@cache
def styles() -> list[bytes]:
    """Our own style, and those of the processor's cases, which are written in full."""
    return [path.read_bytes() for path in sorted((ROOT / "styles").glob("*.csl"))] + [
        STYLE % body.encode()
        for body in (
            '<names variable="author"><name form="short" and="text" et-al-min="3" et-al-use-first="1"/></names>',
            '<date variable="issued" form="text" date-parts="year-month-day"/><text variable="title" quotes="true"/>',
            '<choose><if type="book" match="any"><number variable="volume" form="ordinal"/></if><else><text term="and"/></else></choose>',
            '<group delimiter=", "><label variable="page" form="short"/><text variable="page" text-case="title"/></group>',
        )
    ]


STYLE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<macro name="m"><text variable="title" prefix=" " suffix="."/></macro>
<citation collapse="year" disambiguate-add-names="true" disambiguate-add-year-suffix="true"><sort><key variable="issued"/></sort>
<layout prefix="(" suffix=")" delimiter="; ">%s</layout></citation>
<bibliography second-field-align="flush" subsequent-author-substitute="-"><layout><text macro="m"/><text variable="DOI"/></layout></bibliography>
</style>"""

DRAFTS = [
    b"---\nbibliography: refs.bib\nlang: de\nnocite: |\n  @doe2021, @*\n---\n\nSee [@doe2021, p. 3-5; -@pmid:11, ch. {2}] and @roe2020 [sec. 4].\n",
    b"Text[^1] and ^[a note [see @doe2021]].\n\n[^1]: In @{doe2021}, *so*.\n\n::: {#refs}\n:::\n\n```\n@no\n```\n",
    b'::: {#refs type="book"}\n:::\n\n[@doi:10.5555/doe(1)]; \\@no `@no` @fig-one [-@roe2020]\n',
]
LATEX = [
    b"\\input{b}\\input{b.tex}\\include{no}\\cite{pmid:11,doi:10.5555/doe(1),doe2021,pmid:12, doe2O21,a\xc3\xa4}\0\\subfile{a}\\citep*[e.g.][]{roe2020}\\nocite{*}",
    b"\\documentclass{a}\\usepackage{biblatex}\n\\input{other}\\cite[see][p. 3]{doe2021,roe2020} % \\cite{no}\n\\begin{verbatim}\n\\cite{no}\\end{verbatim}",
    b"\\citation{doe2021}\\abx@aux@cite{0}{roe2020}\\bibcite{a}{1}\\textcites(a)(b)[c]{doe2021}[d]{roe2020}\\nocite{*}\\verb|%|\\volcite{2}[3]{doe2021}",
]


def pandoc() -> list[bytes]:
    """A document of pandoc's with two citations, a reference of its own, a note, and a place for the list."""

    def cite(key: str, mode: str) -> Any:
        citation = {
            "citationId": key, "citationPrefix": [], "citationSuffix": [{"t": "Str", "c": "p. 3"}], "citationMode": {"t": mode},
            "citationNoteNum": 1, "citationHash": 0,
        }  # fmt: skip
        return {"t": "Cite", "c": [[citation], [{"t": "Str", "c": f"@{key}"}]]}

    work = {"id": {"t": "MetaString", "c": "x"}, "type": {"t": "MetaString", "c": "book"}}
    note = {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Space"}]}]}
    tree = {
        "pandoc-api-version": [1, 23],
        "meta": {
            "lang": {"t": "MetaInlines", "c": [{"t": "Str", "c": "en"}]},
            "nocite": {"t": "MetaInlines", "c": [cite("roe2020", "NormalCitation")]},
            "references": {"t": "MetaList", "c": [{"t": "MetaMap", "c": work}]},
        },
        "blocks": [
            {"t": "Para", "c": [cite("pmid:11", "AuthorInText"), note, cite("doe2021", "SuppressAuthor")]},
            {"t": "Div", "c": [["refs", [], []], []]},
        ],
    }
    return [json.dumps(tree, separators=(",", ":")).encode()]


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@cache
def documents() -> list[bytes]:
    """The bodies of Word documents: plain text, fields of Zotero and EndNote, and one that python-docx makes."""
    item = '{"citationID":"a","citationItems":[{"id":1,"uris":["http://z/1"],"itemData":{"type":"book","title":"T"},"locator":"3"}]}'
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> %s </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>(1)</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    endnote = "&lt;EndNote&gt;&lt;Cite&gt;&lt;Author&gt;Doe&lt;/Author&gt;&lt;record&gt;&lt;titles&gt;&lt;title&gt;T&lt;/title&gt;&lt;/titles&gt;&lt;/record&gt;&lt;/Cite&gt;&lt;/EndNote&gt;"
    bodies = [
        "<w:p><w:r><w:t>See [@doe2021, p. 3; -@roe2020] and </w:t></w:r><w:r><w:t>{Roe, 2020 #7} or [PMID 12].</w:t></w:r></w:p><w:p><w:r><w:t>[bibliography]</w:t></w:r></w:p>",
        field % f"ADDIN ZOTERO_ITEM CSL_CITATION {item.replace(chr(34), '&quot;')}",
        field % f"ADDIN EN.CITE {endnote}" + field % "ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY",
    ]
    made = io.BytesIO()
    document = Document()
    document.add_paragraph("So [@doe2021].")
    document.save(made)
    with zipfile.ZipFile(made) as package:
        plain = package.read("word/document.xml")
    return [
        *(
            f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'.encode()
            for body in bodies
        ),
        plain,
    ]


TOKENS = {
    "": [b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b"\xe2\x80\xa8", b"&#0;", b"<", b">", b"&amp;", b'"', b"'", b"\\", b"{", b"}", b"[", b"]", b"-1", b"0", b"9" * 30, b"1e999", b"10.1/a", b"PMID", b"\xf0\x9f\x98\x80", b"e\xcc\x81", b"<i>", b"</sub>", b"et al.", b"and ", b"2020-13-45", b"Spring", b"(", b")", b"PMC1", b"978-3-16-148410-0"],
    "json": [b"null", b"true", b"{}", b"[]", b'"', b"[[", b'{"a":', b"-0", b'"date-parts":[[2020,13]]', b"\\ud800", b'"@graph":', b"NaN", b"1.5"],
    "xml": [b"<a>", b"</a>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?x?>", b"&x;", b"&#x41;", b' xmlns="u"', b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"<PubmedArticle>", b"<MathML:math>", b"/>"],
    "yaml": [b"&a ", b"*a", b"<<: *a", b"- ", b": ", b"!!python/object:os.system ", b"? ", b"|\n", b"{a: ", b"---\n", b"%YAML 1.2\n"],
    "bibtex": [b"@article{", b"@string{", b"@comment{", b"@preamble{", b" # ", b"crossref = {a},", b"\\'{e}", b"\\url{", b"$_{", b"}}", b'"', b"={", b" and others"],
    "latex": [b"\\cite{doe2021}", b"\\nocite{*}", b"\\input{b}", b"\\input{a}", b"pmid:11", b"PMC1", b"doi:10.5555/", b"\\citation{", b"\\abx@aux@cite{0}{", b"\\addbibresource", b"\\begin{verbatim}", b"\\verb|", b"%", b"roe2020,", b"\\citetext", b"[a]"],
    "tagged": [b"\nER  - \n", b"\nTY  - JOUR\n", b"\nPMID- 1\n", b"\n%0 ", b"\n      ", b"\nAU  - ", b"\nDP  - ", b"\nPT J\n", b"\nEF\n", b"> "],
}  # fmt: skip
"""Kind of text → what means something in it."""

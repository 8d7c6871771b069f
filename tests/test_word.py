"""Word documents that are cited in: what changes, what stays byte for byte, and what is read out of fields."""

import base64
import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from word_documents import (
    BODIES,
    by_hand,
    changed_parts,
    formatted,
    headers,
    lists,
    long,
    outline,
    plain,
    saved,
    stories,
    tables,
)
from word_documents import cite as cite_in

import convert
from convert.citing.citations import References
from convert.citing.drafts.locators import Locators
from convert.citing.word import zotero
from convert.citing.word.package import Package
from convert.citing.word.placeholders import find_placeholders
from convert.citing.word.story import parse_story
from convert.commands import main
from convert.formats import get_reader
from convert.model.record import Date, Name, Record

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOE = Record(
    type="article-journal", title="On <i>growth</i>", author=[Name("Doe", "Jane")], issued=Date(2021), id="doe2021",
    container_title="Journal of Coins", volume="1", page="1-9", PMID="11", DOI="10.5555/doe",
)  # fmt: skip
ROE = Record(
    type="book", title="On decline", author=[Name("Roe", "Ed")], issued=Date(2020), id="roe2020", PMID="12"
)


def text(content: str, properties: str = "") -> str:
    around = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{around}<w:t>{content}</w:t></w:r>"


def make(body: str, **parts: str) -> bytes:
    """A document: its body, and other parts by their names, ``footnotes`` for ``word/footnotes.xml``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types></Types>")
        package.writestr("_rels/.rels", "<Relationships></Relationships>")
        package.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>\r\n<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>',
        )
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:x {W}>{content}</w:x>")
    return out.getvalue()


def cite(tmp_path: Path, document: bytes, *options: str) -> tuple[dict[str, str], Result]:
    """The parts of the document after ``refconvert cite``."""
    convert.write([DOE, ROE], tmp_path / "refs.jsonl")
    (tmp_path / "paper.docx").write_bytes(document)
    arguments = [
        "cite",
        f"{tmp_path}/paper.docx",
        "-b",
        f"{tmp_path}/refs.jsonl",
        "-o",
        f"{tmp_path}/out.docx",
        *options,
    ]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        return {name: package.read(name).decode() for name in package.namelist()}, result


def visible(xml: str) -> list[str]:
    """The text of each paragraph, results of fields too."""
    return [
        "".join(re.findall(r"<w:t[ >][^<]*", one))
        .replace('<w:t xml:space="preserve">', "")
        .replace("<w:t>", "")
        for one in re.findall(r"<w:p>.*?</w:p>", xml)
    ]


def test_what_is_not_cited_stays_byte_for_byte(tmp_path: Path) -> None:
    before = f"<w:p>{text('See ')}{text('[@doe', '<w:b/>')}<w:proofErr w:type='spellStart'/>{text('2021]')}<w:bookmarkEnd w:id='1'/>{text('.')}</w:p>"
    parts, result = cite(tmp_path, make(before), "--style", "vancouver", "--fields", "none")
    assert result.exit_code == 0, result.output
    head, _, tail = parts["word/document.xml"].partition("(1)")
    assert head.endswith(f'<w:p>{text("See ")}<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">')
    assert tail.startswith(
        f"</w:t></w:r><w:proofErr w:type='spellStart'/>{text('')}<w:bookmarkEnd w:id='1'/>{text('.')}</w:p>"
    )
    assert parts["word/document.xml"].startswith('<?xml version="1.0"?>\r\n')
    assert "1." in visible(parts["word/document.xml"])[1]


def test_numbers_follow_the_order_of_reading_through_notes_tables_and_boxes(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = f"<w:r><w:pict><w:txbxContent><w:p>{text('[@roe2020]')}</w:p></w:txbxContent></w:pict></w:r>"
    body = f"<w:p>{text('A')}{note}</w:p><w:tbl><w:tr><w:tc><w:p>{text('[PMID 11]')}</w:p></w:tc></w:tr></w:tbl><w:p>{box}</w:p>"
    parts, result = cite(
        tmp_path,
        make(body, footnotes=f'<w:footnote w:id="2"><w:p>{text("[@roe2020]")}</w:p></w:footnote>'),
        "--style",
        "vancouver",
    )
    assert result.exit_code == 0, result.output
    assert visible(parts["word/footnotes.xml"]) == ["(1)"]
    assert visible(parts["word/document.xml"])[1] == "(2)"
    boxed = parts["word/document.xml"].partition("txbxContent")[2].partition("txbxContent")[0]
    assert "(1)" in boxed
    assert "fldChar" not in boxed  # Zotero doesn't look into boxes


def test_deleted_text_and_results_of_fields_are_left_alone(tmp_path: Path) -> None:
    field = '<w:fldSimple w:instr=" QUOTE "><w:r><w:t>[@doe2021]</w:t></w:r></w:fldSimple>'
    gone = "<w:del><w:r><w:delText>[@doe2021]</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>[@doe2021]</w:t></w:r></w:moveFrom>"
    body = f"<w:p>{field}{gone}<w:ins>{text('[@roe2020]')}</w:ins></w:p>"
    parts, _ = cite(tmp_path, make(body), "--fields", "none")
    assert field + gone in parts["word/document.xml"]
    assert '<w:ins><w:r><w:t xml:space="preserve">(Roe, 2020)' in parts["word/document.xml"]


def test_fields_are_zoteros_and_are_cited_anew_in_another_style(tmp_path: Path) -> None:
    parts, _ = cite(
        tmp_path,
        make(f"<w:p>{text('So [@doe2021, p. 3; @roe2020].')}</w:p><w:p>{text('[bibliography]')}</w:p>"),
        "--style",
        "vancouver",
    )
    story = parse_story(parts["word/document.xml"].encode())
    citation, listed = story.fields
    items = zotero.parse_citation(citation.code)
    assert citation.code.startswith(" ADDIN ZOTERO_ITEM CSL_CITATION {")
    assert [item.uris for item in items] == [
        ["https://pubmed.ncbi.nlm.nih.gov/11/"],
        ["https://pubmed.ncbi.nlm.nih.gov/12/"],
    ]
    assert (items[0].cite.locator, items[0].cite.label) == ("3", "page")
    assert zotero.is_list(listed.code)
    assert "bibliography]" not in parts["word/document.xml"]
    assert "www.zotero.org/styles/nlm-citation-sequence" in parts["docProps/custom.xml"]
    assert all(
        len(unescape(value)) <= 255 for value in re.findall("<vt:lpwstr>(.*?)<", parts["docProps/custom.xml"])
    )
    assert 'PartName="/docProps/custom.xml"' in parts["[Content_Types].xml"]
    again, result = cite(tmp_path, (tmp_path / "out.docx").read_bytes(), "--style", "apa")
    assert result.exit_code == 0, result.output
    shown = visible(again["word/document.xml"])
    assert shown[0] == "So (Doe, 2021, p. 3; Roe, 2020)."
    assert shown[1].startswith("Doe, J. (2021). On growth.")
    assert len(shown) == 3
    assert again["docProps/custom.xml"].count("<property ") == parts["docProps/custom.xml"].count(
        "<property "
    )


def test_a_field_knows_its_works_without_a_library(tmp_path: Path) -> None:
    cite(tmp_path, make(f"<w:p>{text('[@doe2021]')}</w:p>"))
    (tmp_path / "paper.docx").write_bytes((tmp_path / "out.docx").read_bytes())
    result = CliRunner().invoke(
        main, ["cite", f"{tmp_path}/paper.docx", "-o", f"{tmp_path}/out.docx", "-s", "ieee"]
    )
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        assert visible(package.read("word/document.xml").decode())[0] == "[1]"


def test_a_raised_number_touches_its_word(tmp_path: Path) -> None:
    parts, _ = cite(
        tmp_path,
        make(f"<w:p>{text('So [@doe2021].', '<w:i/>')}</w:p>"),
        "--style",
        "nature",
        "--fields",
        "none",
    )
    assert visible(parts["word/document.xml"])[0] == "So1."
    assert (
        '<w:rPr><w:i/><w:vertAlign w:val="superscript"/></w:rPr><w:t xml:space="preserve">1<'
        in parts["word/document.xml"]
    )


def test_what_cannot_be_cited_is_said_and_left(tmp_path: Path) -> None:
    parts, result = cite(tmp_path, make(f"<w:p>{text('[@nobody] {Poe, 1999} [@doe2021]')}</w:p>"))
    assert result.exit_code == 1
    assert "no record has the key 'nobody'" in result.output
    assert "Poe, 1999 fits no record" in result.output
    assert visible(parts["word/document.xml"])[0] == "[@nobody] {Poe, 1999} (Doe, 2021)"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xd0\xcf\x11\xe0 old", "encrypted"),
        (b"PK no zip", "no Word document"),
        (b"text", "no Word document"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "paper.docx").write_bytes(content)
    result = CliRunner().invoke(main, ["cite", f"{tmp_path}/paper.docx", "-o", f"{tmp_path}/out.docx"])
    assert result.exit_code != 0
    assert message in result.output
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("[PMID 11]", ["pmid:11"]),
        ("{PMID: 11; 12}", ["pmid:11", "pmid:12"]),
        ("[PMIDs: 11, 12]", ["pmid:11", "pmid:12"]),
        ("[doi:10.5555/doe]", ["doi:10.5555/doe"]),
        ("[DOI: 10.5555/doe; 10.5555/roe]", ["doi:10.5555/doe", "doi:10.5555/roe"]),
        ("{Doe, 2021 #7}", ["doe2021"]),
        ("{see \\Doe, 2021 #7@5;Roe, 2020}", ["doe2021", "roe2020"]),
        ("［@doe2021］", ["doe2021"]),
        ("[@doe2021, p.\u00a03]", ["doe2021"]),
        ("[PMID unknown]", []),
        ("{a set, of things}", []),
        ("[1]", []),
    ],
)
def test_placeholders(typed: str, keys: list[str]) -> None:
    references = References([DOE, ROE])
    found = find_placeholders(f"So {typed}.", references, Locators())
    named = [cite.key for placeholder in found for cite in placeholder.cites]
    assert [references.find(key) for key in named] == [references.find(key) for key in keys]
    assert len(named) == len(keys)
    assert [(placeholder.start, placeholder.end) for placeholder in found] == (
        [(3, 3 + len(typed))] if keys else []
    )


# --- works out of fields ------------------------------------------------------------------------------------------------


def field(code: str, data: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{f"<w:fldData>{data}</w:fldData>" if data else ""}</w:fldChar></w:r>'
    code = code.replace("&", "&amp;").replace("<", "&lt;")
    return f'{begin}<w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{text("(x)")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def works(document: bytes) -> list[Record]:
    return list(get_reader("docx").read(io.BytesIO(document)))


ITEM = {
    "id": 7,
    "type": "book",
    "title": "On decline",
    "citation-key": "roe",
    "issued": {"date-parts": [[2020]]},
}
ENDNOTE = (
    "<EndNote><Cite><record><ref-type name='Journal Article'>17</ref-type><contributors><authors><author>Doe, J</author></authors></contributors>"
    "<titles><title>On growth</title></titles><dates><year>2021</year></dates></record></Cite></EndNote>"
)


def test_works_of_zotero_mendeley_and_endnote() -> None:
    code = f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [{'id': 7, 'itemData': ITEM}]})} "
    other = {**ITEM, "title": "Another", "id": "x"}
    tag = base64.b64encode(json.dumps({"citationItems": [{"itemData": other}]}).encode()).decode()
    control = f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{tag}"/></w:sdtPr><w:sdtContent>{text("(y)")}</w:sdtContent></w:sdt>'
    data = base64.b64encode(ENDNOTE.replace("On growth", "On data").encode()).decode()
    body = f"<w:p>{field(code)}{field(code)}{control}{field(f' ADDIN EN.CITE {ENDNOTE}')}{field(' ADDIN EN.CITE ', data)}</w:p>"
    found = works(make(body))
    assert [(record.title, record.id) for record in found] == [
        ("On decline", "roe"),
        ("On growth", ""),
        ("On data", ""),
        ("Another", ""),
    ]
    assert found[1].author == [Name("Doe", "J")]


def test_words_own_sources() -> None:
    source = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Doe21</b:Tag>'
        "<b:SourceType>JournalArticle</b:SourceType><b:Author><b:Author><b:NameList><b:Person><b:Last>Doe</b:Last><b:First>Jane</b:First>"
        "</b:Person></b:NameList></b:Author></b:Author><b:Title>On growth</b:Title><b:Year>2021</b:Year><b:Pages>101-9</b:Pages></b:Source></b:Sources>"
    )
    document = make(f"<w:p>{text('A')}</w:p>")
    out = io.BytesIO(document)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("customXml/item1.xml", source)
    [record] = works(out.getvalue())
    assert (record.id, record.title, record.page, record.author) == (
        "Doe21",
        "On growth",
        "101-109",
        [Name("Doe", "Jane")],
    )


def test_a_document_of_another_prefix_and_of_strict_word() -> None:
    strict = '<?xml version="1.0"?><x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>[@doe2021] a</x:t></x:r></x:p></x:body></x:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types></Types>")
        package.writestr("word/document.xml", strict)
    out.seek(0)
    opened = Package(out, "x")
    story = parse_story(opened.parts["word/document.xml"])
    assert (story.prefix, story.paragraphs[0].text) == ("x", "[@doe2021] a")


# --- shapes of manuscripts -------------------------------------------------------------------------------------------------

SHAPES = {
    build.__name__: lambda build=build: saved(build)
    for build in (plain, formatted, tables, headers, lists, long)
} | {name: lambda body=body: by_hand(body) for name, body in BODIES.items()}


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_changes_but_citations_and_the_list(tmp_path: Path, name: str) -> None:
    before = SHAPES[name]()
    after = cite_in(tmp_path, name, before)
    assert changed_parts(before, after) == set()
    old, new = stories(before), stories(after)
    assert outline(new["word/document.xml"]) == outline(old["word/document.xml"])


def notes_of(parts: dict[str, str]) -> list[str]:
    notes = re.findall(r"<w:footnote [^>]*>.*?</w:footnote>", parts["word/footnotes.xml"])
    return ["".join(visible(note)) for note in notes if "w:type=" not in note]


def test_a_style_of_notes_makes_footnotes(tmp_path: Path) -> None:
    body = f"<w:p>{text('So it is [@doe2021, p. 3], as')}{text(' said [@roe2020]. And [@doe2021]!', '<w:b/>')}</w:p>"
    parts, result = cite(tmp_path, make(body), "--style", "chicago-notes-bibliography")
    assert result.exit_code == 0, result.output
    [paragraph, *_] = visible(parts["word/document.xml"])
    assert paragraph == "So it is, as said. And!"
    assert re.findall('<w:footnoteReference w:id="(.)"/>', parts["word/document.xml"]) == ["1", "2", "3"]
    assert '!</w:t></w:r><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/><w:b/></w:rPr><w:footnoteReference w:id="3"/>' in parts["word/document.xml"]  # fmt: skip
    assert notes_of(parts) == [
        " Jane Doe, “On Growth,” Journal of Coins 1 (2021): 3, https://doi.org/10.5555/doe.",
        " Ed Roe, On Decline (2020).",
        " Doe, “On Growth.”",
    ]
    assert 'PartName="/word/footnotes.xml"' in parts["[Content_Types].xml"]
    assert 'Target="footnotes.xml"' in parts["word/_rels/document.xml.rels"]
    assert all(f'"noteIndex":{number}' in parts["word/footnotes.xml"] for number in (1, 2, 3))


def test_footnotes_are_added_to_those_that_the_document_has(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p>{text('[@roe2020] A')}{reference}{text(' b [see @doe2021].')}</w:p>"
    own = f'<w:footnote w:id="2"><w:p>{text("See [@doe2021].")}</w:p></w:footnote>'
    styles = '<w:style w:type="paragraph" w:styleId="Funotentext"><w:name w:val="footnote text"/></w:style>'
    document = make(body, footnotes=own, styles=styles)
    parts, _ = cite(tmp_path, document, "--style", "chicago-notes-bibliography", "--fields", "none")
    first, own, last = notes_of(parts)  # in the order of reading, as LibreOffice needs it
    assert first == " Ed Roe, On Decline (2020)."
    assert own == "See Jane Doe, “On Growth,” Journal of Coins 1 (2021): 1–9, https://doi.org/10.5555/doe."
    assert last == " See Doe, “On Growth.”"
    assert '<w:pStyle w:val="Funotentext"/>' in parts["word/footnotes.xml"]
    assert re.findall(r'<w:footnote w:id="(\d)">', parts["word/footnotes.xml"]) == ["2", "3", "4"]
    assert re.findall(r"<w:footnoteReference w:id=.(\d)", parts["word/document.xml"]) == ["2", "3", "4"]


def test_citations_in_the_text_become_notes_with_the_style_and_stay_there(tmp_path: Path) -> None:
    before, _ = cite(tmp_path, make(f"<w:p>{text('So [@doe2021] it is.')}</w:p>"), "--style", "apa")
    assert visible(before["word/document.xml"])[0] == "So (Doe, 2021) it is."
    after, _ = cite(tmp_path, (tmp_path / "out.docx").read_bytes(), "--style", "chicago-notes-bibliography")
    assert visible(after["word/document.xml"])[0] == "So it is."
    assert notes_of(after)[0].startswith(" Jane Doe, “On Growth,”")
    again, _ = cite(tmp_path, (tmp_path / "out.docx").read_bytes(), "--style", "apa")
    assert notes_of(again) == [" (Doe, 2021)"]


def test_a_note_cannot_stand_in_a_header(tmp_path: Path) -> None:
    document = make("<w:p/>", header1=f"<w:p>{text('[@doe2021]')}</w:p>")
    convert.write([DOE, ROE], tmp_path / "refs.jsonl")
    (tmp_path / "paper.docx").write_bytes(document)
    arguments = ["cite", f"{tmp_path}/paper.docx", "-b", f"{tmp_path}/refs.jsonl", "-o", f"{tmp_path}/o.docx"]
    result = CliRunner().invoke(main, [*arguments, "--style", "chicago-notes-bibliography"])
    assert result.exit_code == 3
    assert "where no note can be: in a header" in result.output
    assert not (tmp_path / "o.docx").exists()


def test_a_raised_number_touches_its_word_and_another_citation_does_not(tmp_path: Path) -> None:
    document = make(f"<w:p>{text('So [@doe2021] it is [@roe2020].')}</w:p>")
    printed = []
    for style in ("nature", "apa", "nature", "apa", "chicago-notes-bibliography"):
        parts, _ = cite(tmp_path, document, "--style", style)
        printed.append(visible(parts["word/document.xml"])[0])
        document = (tmp_path / "out.docx").read_bytes()
    raised, plain_text = "So1 it is2.", "So (Doe, 2021) it is (Roe, 2020)."
    assert printed == [raised, plain_text, raised, plain_text, "So it is."]
    assert "." in re.findall(r"[^<>]+(?=</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\")", parts["word/document.xml"])  # fmt: skip

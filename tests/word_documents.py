"""Twenty shapes of manuscripts as Word documents: cited in, compared with what they were, and shown by LibreOffice.

    python tests/word_documents.py FOLDER

makes the documents with python-docx, by hand, and with pandoc and LibreOffice where these are installed; cites in each; says what differs
but the citations and the list; and leaves a PDF of each in the folder, to be looked at.
"""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt
from lxml import etree

import convert
from convert.citing.word.placeholders import LIST
from convert.commands import main
from convert.model.record import Date, Name, Record

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LIBRARY = [
    Record(type="article-journal", title="On <i>growth</i>", author=[Name("Doe", "Jane"), Name("Roe", "R")], issued=Date(2021), id="doe2021",
           container_title="Journal of Coins", volume="1", issue="2", page="1-9", PMID="11", DOI="10.5555/doe"),
    Record(type="book", title="On decline", author=[Name("Roe", "Ed")], issued=Date(2020), id="roe2020", publisher="Mint", PMID="12"),
    Record(type="article-journal", title="Of rust", author=[Name("Poe", "E")], issued=Date(2019), id="poe2019", container_title="Rust", volume="3"),
]  # fmt: skip
CITED = "So it is [@doe2021, p. 3; @roe2020], as {Poe, 2019 #7} and [PMID 12] say."

# --- the shapes ----------------------------------------------------------------------------------------------------------


def saved(build: Callable[[DocumentType], None]) -> bytes:
    document = Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain(document: DocumentType) -> None:
    document.add_heading("A trial", 0)
    document.add_paragraph(CITED)
    document.add_paragraph("[bibliography]")
    document.add_paragraph("After the list.")


def formatted(document: DocumentType) -> None:
    paragraph = document.add_paragraph()
    for text, setting in (
        ("Bold [@doe", "bold"),
        ("2021] and it", "italic"),
        ("alic [@roe2020", "underline"),
        ("].", "bold"),
    ):
        run = paragraph.add_run(text)
        setattr(run.font, setting, True)
        run.font.size = Pt(13)
    paragraph.add_run(" [@poe2019]").font.highlight_color = WD_COLOR_INDEX.YELLOW


def tables(document: DocumentType) -> None:
    table = document.add_table(2, 2, style="Table Grid")
    table.cell(0, 0).text = CITED
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "[@poe2019]"


def headers(document: DocumentType) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Head [@doe2021]"
    section.footer.paragraphs[0].text = "Foot [@roe2020]"
    document.add_paragraph(CITED)
    document.add_section().orientation = 1
    document.add_paragraph("Second section [@poe2019].")


def lists(document: DocumentType) -> None:
    for text in ("one [@doe2021]", "two [@doe2021; @roe2020]", "three"):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph(CITED, style="Quote")
    document.add_page_break()  # type: ignore[no-untyped-call]
    document.add_paragraph("After the break [@poe2019].")


def long(document: DocumentType) -> None:
    for number in range(120):
        document.add_paragraph(
            f"Paragraph {number}: " + (CITED if number % 7 == 0 else "words without any citation. ") * 3
        )


HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:document xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>'
TAIL = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r w:rsidR="00A1">{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


NO_BREAK = "So [@doe2021,\u00a0p.\u00a03] and ［@roe2020］."
BODIES = {
    "tracked": f'<w:p>{run("Ins ")}<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{run("[@doe2021]")}</w:ins><w:del w:id="2" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>[@gone]</w:delText></w:r></w:del>{run(" end [@roe2020]")}</w:p>',
    "comments": f'<w:p><w:commentRangeStart w:id="0"/>{run("Commented [@doe")}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>{run("2021] text.")}</w:p>',
    "equation": f"<w:p>{run('If ')}<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>{run(', then [@doe2021].')}</w:p>",
    "spelling": f'<w:p>{run("Split [@")}<w:proofErr w:type="spellStart"/>{run("doe")}<w:proofErr w:type="spellEnd"/><w:bookmarkStart w:id="3" w:name="here"/>{run("2021")}<w:bookmarkEnd w:id="3"/>{run("].")}</w:p>',
    "fields": f'<w:p>{run("See ")}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF here </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Figure [@doe2021]")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{run(" and [@roe2020].")}</w:p>',
    "controls": f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p>{run(CITED)}</w:p></w:sdtContent></w:sdt>',
    "language": f'<w:p>{run("Zitat ", "<w:lang w:val=&quot;de-DE&quot;/>".replace("&quot;", chr(34)))}{run("[@doe2021]", "<w:rFonts w:ascii=&quot;Arial&quot;/><w:sz w:val=&quot;18&quot;/>".replace("&quot;", chr(34)))}</w:p>',
    "no-break": f"<w:p>{run(NO_BREAK)}</w:p>",
    "entities": f"<w:p>{run('A &amp; B &lt;1 [@doe2021] &#233;t&#xE9; &amp; [@roe2020]')}</w:p>",
    "empty": "<w:p/>",
}  # fmt: skip


def by_hand(body: str) -> bytes:
    """A plain document of python-docx with another body."""
    source, out = io.BytesIO(saved(lambda _document: None)), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            is_body = info.filename == "word/document.xml"
            new.writestr(info, (HEAD + body + TAIL).encode() if is_body else old.read(info))
    return out.getvalue()


MARKDOWN = f"# Title\n\n{CITED.replace('[@', chr(92) + '[@')}[^1]\n\n| a | b |\n|---|---|\n| \\[@roe2020] | x |\n\n[^1]: Note \\[@poe2019].\n"


def made_elsewhere(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Documents of pandoc, and of LibreOffice from these and by way of its own format."""
    if shutil.which("pandoc"):
        subprocess.run(
            [str(shutil.which("pandoc")), "-o", folder / "pandoc.docx"], input=MARKDOWN.encode(), check=True
        )
        yield "pandoc", (folder / "pandoc.docx").read_bytes()
    if shutil.which("soffice"):
        for name, build in (("plain", plain), ("tables", tables)):
            (folder / f"{name}.docx").write_bytes(saved(build))
            for to in ("odt", "docx"):
                source = folder / f"{name}.{'docx' if to == 'odt' else 'odt'}"
                command = ["soffice", "--headless", "--convert-to", to, "--outdir", folder, source]
                subprocess.run(command, check=True, capture_output=True)
            yield f"libreoffice-{name}", (folder / f"{name}.docx").read_bytes()


def shapes(folder: Path) -> Iterator[tuple[str, bytes]]:
    for build in (plain, formatted, tables, headers, lists, long):
        yield build.__name__, saved(build)
    for name, body in BODIES.items():
        yield name, by_hand(body)
    yield from made_elsewhere(folder)


# --- what differs --------------------------------------------------------------------------------------------------------


def stories(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


PLACEHOLDER = re.compile(r"\s?[\[{［](?:@|PMID|Poe|bibliography)[^\]}］]*[\]}］]")
_RUN_PARTS = {f"{{{W}}}{name}" for name in ("r", "rPr", "t", "fldChar", "instrText")}


def outline(data: bytes) -> tuple[list[str], str]:
    """The elements but for runs and what they hold; and all text without placeholders, citations and the list."""
    root = etree.fromstring(data)
    for one in list(citation_runs(root)):
        paragraph = next(one.iterancestors(f"{{{W}}}p"))
        _remove(one)
        if paragraph.get("listed") and not any(paragraph.itertext(f"{{{W}}}t")):
            _remove(paragraph)
    for paragraph in [*root.iter(f"{{{W}}}p")]:
        if LIST.fullmatch(_text(paragraph, "t")):
            _remove(paragraph)
    for properties in [*root.iter(f"{{{W}}}rPr")]:
        _remove(properties)  # a run that is cut in two has its properties twice
    elements = [str(element.tag) for element in root.iter() if element.tag not in _RUN_PARTS]
    text = _text(root, "t", "delText")
    return elements, re.sub(r"\s+", "", PLACEHOLDER.sub("", text))


def _remove(element: etree._Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


def _text(element: etree._Element, *names: str) -> str:
    return "".join(str(text) for text in element.itertext(*(f"{{{W}}}{name}" for name in names)))


def citation_runs(root: etree._Element) -> Iterator[etree._Element]:
    """The runs of Zotero's fields; a paragraph of the list is marked."""
    open_fields: list[list[etree._Element]] = []
    codes: list[str] = []
    for one in root.iter(f"{{{W}}}r"):
        mark = one.find(f"{{{W}}}fldChar")
        kind = mark.get(f"{{{W}}}fldCharType") if mark is not None else ""
        if kind == "begin":
            open_fields.append([])
            codes.append("")
        if open_fields:
            open_fields[-1].append(one)
            codes[-1] += _text(one, "instrText")
        if kind == "end":
            runs, code = open_fields.pop(), codes.pop()
            if "ZOTERO_BIBL" in code:
                for run_ in runs:
                    next(run_.iterancestors(f"{{{W}}}p")).set("listed", "1")
            if "ZOTERO_" in code:
                yield from runs


def cite(folder: Path, name: str, document: bytes, *options: str) -> bytes:
    """The document after ``refconvert cite``."""
    convert.write(LIBRARY, folder / "library.jsonl")
    (folder / f"{name}.docx").write_bytes(document)
    out = folder / f"{name}-cited.docx"
    arguments = [
        "cite",
        f"{folder}/{name}.docx",
        "-b",
        f"{folder}/library.jsonl",
        "-o",
        str(out),
        "-s",
        "vancouver",
        *options,
    ]
    done = CliRunner().invoke(main, arguments)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return out.read_bytes()


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """The parts that differ, but for those that hold citations and Zotero's preferences."""
    old, new = stories(before), stories(after)
    expected = {
        name
        for name in old
        if re.fullmatch(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml", name)
    }
    return (
        {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        - expected
        - {"docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"}
    )


def run_all(folder: Path) -> None:
    for name, document in shapes(folder):
        after = cite(folder, name, document)
        old, new = stories(document), stories(after)
        differing = changed_parts(document, after)
        text = {
            part
            for part in old
            if part.startswith("word/") and part.endswith(".xml") and old[part] != new.get(part)
        }
        text_only = ("word/header", "word/footer")  # where citations are no fields
        odd = [
            part
            for part in text
            if not part.startswith(text_only) and outline(old[part]) != outline(new[part])
        ]
        print(
            f"{name}: {len(text)} parts changed; other parts {sorted(differing) or 'none'}; text that differs in {odd or 'none'}"
        )
        if shutil.which("soffice"):
            command = [
                "soffice",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                f"{folder}/{name}-cited.docx",
            ]
            subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    run_all(Path(sys.argv[1]))

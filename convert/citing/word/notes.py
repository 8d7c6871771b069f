"""Footnotes for the citations of a style that prints them in notes, and the styles that Word gives them (ECMA-376 part 1, 17.11)."""

import re
from typing import Final

from convert.citing.word.package import Package
from convert.citing.word.patches import Patches, paragraph
from convert.citing.word.story import Story
from convert.csl.output.openxml import run

PART: Final = "word/footnotes.xml"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SEPARATORS: Final = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
    for number, (kind, mark) in enumerate(
        (("separator", "separator"), ("continuationSeparator", "continuationSeparator")), -1
    )
)
_FOOTNOTES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:footnotes>'
)
_STYLES: Final = {
    "footnote text": '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>{based}<w:uiPriority w:val="99"/>'
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>',
    "footnote reference": '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:uiPriority w:val="99"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
}
"""The name of a style that Word has built in → its definition, as Word adds it with a document's first footnote."""
_STYLE = re.compile(r"<w:style\b(?P<attributes>[^<>]*)>\s*<w:name\s+w:val=\"(?P<name>[^\"]*)\"")
_ID = re.compile(r'\bw:styleId="([^"]*)"')


class Footnotes:
    """The footnotes that are added to a document."""

    def __init__(self, package: Package, story: Story | None) -> None:
        """Begin; ``story`` is that of the document's own footnotes."""
        self._package = package
        known = [int(one.note) for one in story.paragraphs if one.note.isdecimal()] if story else []
        self._next = max(known, default=0) + 1
        self._added: dict[str, list[str]] = {}

    def add(self, runs: str, following: str) -> str:
        """Add a footnote; return the run that refers to it.

        ``following`` is the id of the document's own footnote that comes next, or ``""``: LibreOffice takes the footnotes in the order
        of the part, whatever their ids.
        """
        number, self._next = self._next, self._next + 1
        if not self._added:
            self._text, self._mark = self._style("footnote text"), self._style("footnote reference")
        mark = f'<w:r><w:rPr><w:rStyle w:val="{self._mark}"/></w:rPr><w:{{}}/></w:r>'
        content = mark.format("footnoteRef") + run(" ") + runs
        self._added.setdefault(following, []).append(
            f'<w:footnote w:id="{number}">{paragraph(content, f"""<w:pStyle w:val="{self._text}"/>""")}</w:footnote>'
        )
        return mark.format(f'footnoteReference w:id="{number}"')

    def _style(self, name: str) -> str:
        """The id of a style, which is added to the document if it lacks it."""
        styles = self._package.parts.get("word/styles.xml", b"").decode("utf-8", "replace")
        based = ""
        for found in _STYLE.finditer(styles):
            known = _ID.search(found["attributes"])
            if known and found["name"].lower() == name:
                return known[1]
            if (
                known
                and 'w:type="paragraph"' in found["attributes"]
                and 'w:default="1"' in found["attributes"]
            ):
                based = f'<w:basedOn w:val="{known[1]}"/>'
        definition = _STYLES[name].format(based=based)
        if "</w:styles>" in styles and "\ufffd" not in styles:
            changed = styles.replace("</w:styles>", f"{definition}</w:styles>")
            self._package.parts["word/styles.xml"] = changed.encode()
        return str(_ID.findall(definition)[0])

    def put(self, patches: dict[str, Patches]) -> None:
        """Put the footnotes into the document's part of footnotes, or into a new one."""
        if not self._added:
            return
        if PART in patches:
            data = self._package.parts[PART]
            for following, notes in self._added.items():
                own = re.search(rb'<(?:[\w.-]+:)?footnote\b[^<>]*\bid="%b"' % following.encode(), data)
                place = own.start() if own and following else data.rindex(b"</")
                patches[PART].replace(place, place, "".join(notes))
        else:
            content = "".join(note for notes in self._added.values() for note in notes)
            self._package.parts[PART] = _FOOTNOTES.format(_SEPARATORS + content).encode()
            self._package.declare(PART, _OFFICE, "word/_rels/document.xml.rels", _RELATION, "footnotes.xml")

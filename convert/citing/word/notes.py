"""Footnotes for the citations of a style that prints them in notes, and the styles that Word gives them (ECMA-376 part 1, 17.11)."""

import re
from collections.abc import Sequence
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
    """The footnotes that are added to a document.

    LibreOffice takes footnotes in the order of their ids, so all are numbered anew in the order of reading, as Word does when it saves.
    """

    def __init__(self, package: Package, story: Story | None, own: Sequence[str]) -> None:
        """Begin.

        Args:
            package: the document.
            story: that of its footnotes.
            own: the ids of its footnotes, in the order of reading.
        """
        self._package, self._own = package, own
        known = (
            {int(one.note) for one in story.paragraphs if one.note.lstrip("-").isdecimal()}
            if story
            else set()
        )
        ids = {int(number) for number in own if number.isdecimal()}
        self._first = min(ids, default=max(known, default=0) + 1)
        if any(number > self._first for number in known - ids):  # notes that nothing refers to
            self._own, self._first = (), max(known) + 1
        self._added: dict[int, list[str]] = {}
        """The place of an own footnote → the new ones before it."""

    def add(self, runs: str, following: str) -> str:
        """Add a footnote before the own footnote of this id, or behind all; return the run that refers to it."""
        place = self._own.index(following) if following in self._own else len(self._own)
        number = self._first + place + sum(map(len, self._added.values()))
        if not self._added:
            self._text, self._mark = self._style("footnote text"), self._style("footnote reference")
        mark = f'<w:r><w:rPr><w:rStyle w:val="{self._mark}"/></w:rPr><w:{{}}/></w:r>'
        content = mark.format("footnoteRef") + run(" ") + runs
        self._added.setdefault(place, []).append(
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

    def put(self, patches: dict[str, Patches], body: str) -> None:
        """Put the footnotes into the document's part of footnotes, or into a new one."""
        if not self._added:
            return
        if PART not in patches:
            self._package.parts[PART] = _FOOTNOTES.format(_SEPARATORS + "".join(self._added[0])).encode()
            self._package.declare(PART, _OFFICE, "word/_rels/document.xml.rels", _RELATION, "footnotes.xml")
            return
        data, number = self._package.parts[PART], self._first
        for place, own in enumerate(self._own):
            notes = self._added.get(place, [])
            number += len(notes)
            for part, tag in ((PART, "footnote"), (body, "footnoteReference")):
                pattern = rf'<(?:[\w.-]+:)?{tag}\s[^<>]*?\bid="({own})"'.encode()
                for found in re.finditer(pattern, self._package.parts[part]):
                    patches[part].replace(found.start(1), found.end(1), str(number))
                    if part == PART and notes:
                        patches[part].replace(found.start(), found.start(), "".join(notes))
            number += 1
        if last := self._added.get(len(self._own)):
            end = data.rindex(b"</")
            patches[PART].replace(end, end, "".join(last))

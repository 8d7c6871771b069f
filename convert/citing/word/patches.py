"""Changes of a part's bytes: a placeholder, a field or a paragraph gives way to runs, and all else stays as it is."""

from html import escape

from convert.citing.word.story import Field, Paragraph, Piece
from convert.csl.output.openxml import code_run, field_run, with_properties

PLAIN = '<w:r><w:t xml:space="preserve">'
_PLAIN_END = "</w:t></w:r>"


class Patches:
    """The changes of one part."""

    def __init__(self, data: bytes, prefix: str) -> None:
        self._data, self._prefix = data, prefix
        self._changes: dict[tuple[int, int], bytes] = {}

    def replace(self, start: int, end: int, xml: str) -> None:
        """Put XML in the place of bytes."""
        self._changes[start, end] = self._spelled(xml)

    def replace_text(self, paragraph: Paragraph, start: int, end: int, runs: str, *, is_field: bool) -> None:
        """Put runs in the place of the text from ``start`` to ``end``, with the properties of the run in which it begins."""
        at, is_first = 0, True
        for piece in paragraph.pieces:
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if first < last:
                self._replace_in(piece, first, last, runs if is_first else "", is_field=is_field)
                is_first = False
            at += len(piece.text)

    def _replace_in(self, piece: Piece, first: int, last: int, runs: str, *, is_field: bool) -> None:
        start, end = piece.bytes[first], piece.bytes[last]
        if piece.is_sign or not runs:
            self._changes[start, end] = b""
            return
        if not is_field and runs.count("<w:r>") == 1 and runs.startswith(PLAIN):
            self._changes[start, end] = runs.removeprefix(PLAIN).removesuffix(_PLAIN_END).encode()
        else:
            again = f"<w:r>{f'<w:rPr>{piece.properties}</w:rPr>' if piece.properties else ''}"
            xml = f'</w:t></w:r>{with_properties(runs, piece.properties)}{again}<w:t xml:space="preserve">'
            self._changes[start, end] = self._spelled(xml)
        tag_end = self._data.index(b">", piece.tag)
        if b"xml:space" not in self._data[piece.tag : tag_end]:
            self._changes[tag_end, tag_end] = b' xml:space="preserve"'

    def replace_field(self, field: Field, runs: str) -> None:
        """Put runs in the place of a whole field."""
        self.replace(field.start, field.end, with_properties(runs, field.properties))

    def is_raised(self, field: Field) -> bool:
        """Whether the result of a field is a raised number."""
        return b"superscript" in self._data[slice(*field.result)]

    def _spelled(self, xml: str) -> bytes:
        """XML with the document's own prefix of Word's namespace."""
        if self._prefix != "w":
            xml = (
                xml.replace("<w:", f"<{self._prefix}:")
                .replace("</w:", f"</{self._prefix}:")
                .replace(" w:", f" {self._prefix}:")
            )
        return xml.encode()

    def apply(self) -> bytes:
        """The part with all changes."""
        pieces, position = [], 0
        for (start, end), new in sorted(self._changes.items()):
            pieces += [self._data[position:start], new]
            position = max(position, end)
        return b"".join([*pieces, self._data[position:]])


def as_field(code: str, runs: str) -> str:
    """Runs as the result of a field."""
    return field_run("begin") + code_run(code) + field_run("separate") + runs + field_run("end")


def paragraph(runs: str, properties: str) -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def style_properties(style: str, indent: int) -> str:
    """The properties of a paragraph of the list: its style, if the document has one, or else an indent in twentieths of a point."""
    named = f'<w:pStyle w:val="{escape(style)}"/>' if style else ""
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>' if indent else ""
    hanging = f'<w:ind w:left="{indent}" w:hanging="{indent}"/>' if indent else ""
    return named + tab + hanging

"""A .docx file → its parts as bytes; the same with some parts changed, and all else byte for byte as it was.

python-docx writes every part anew that it has parsed, and drops what no relationship reaches; here only what changes is touched.
ECMA-376 part 2 (Open Packaging Conventions).
"""

import re
import zipfile
import zlib
from html import escape
from typing import BinaryIO, Final

from convert.streams.packed.zips import DAMAGES, open_archive
from convert.streams.problems import ConvertError

_STORIES: Final = re.compile(r"word/(?:document|footnotes|endnotes|header|footer)\d*\.xml")
_CUSTOM: Final = "docProps/custom.xml"
_CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_PROPERTIES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"></Properties>'
)
_RELATIONS: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LONGEST: Final = 255
"""What a custom property holds at most, in characters."""


class Package:
    """The parts of a document."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        """Read a document.

        Raises:
            ConvertError: the file is no Word document, or one that is encrypted.
        """
        data = stream.read()
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise ConvertError(
                f"{name} is encrypted, or a .doc of before 2007; save it as .docx without a password"
            )
        try:
            with open_archive(data) as source:
                self._infos = source.infolist()
                self.parts = {info.filename: source.read(info) for info in self._infos}
        except ConvertError as error:
            raise ConvertError(f"{name}: {error}") from error
        except (*DAMAGES, zlib.error) as error:
            raise ConvertError(f"{name} is no Word document, or a damaged one: {error}") from error
        if "word/document.xml" not in self.parts:
            raise ConvertError(f"{name} is no Word document: it has no part word/document.xml")
        self.is_signed = any(part.startswith("_xmlsignatures/") for part in self.parts)

    def stories(self) -> list[str]:
        """The names of the parts that hold text: the body first."""
        names = [name for name in self.parts if _STORIES.fullmatch(name)]
        return sorted(names, key=lambda name: (name != "word/document.xml", name))

    def write(self, out: BinaryIO) -> None:
        """Write the package: its entries in their order, then those that are new."""
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in self._infos:
                target.writestr(info, self.parts[info.filename], compress_type=info.compress_type)
            for name in self.parts.keys() - {info.filename for info in self._infos}:
                target.writestr(name, self.parts[name])

    # --- custom properties ---------------------------------------------------------------------------------------

    def set_properties(self, prefix: str, value: str) -> None:
        """Set the custom properties ``PREFIX_1``, ``PREFIX_2``, …, each of which holds a part of a long value."""
        text = self.parts.get(_CUSTOM, b"").decode() or _PROPERTIES
        text = re.sub(
            rf'<property\b[^>]*\bname="{prefix}_\d+"[^>]*>.*?</property>', "", text, flags=re.DOTALL
        )
        used = max((int(number) for number in re.findall(r'\bpid="(\d+)"', text)), default=1)
        pieces = [value[at : at + _LONGEST] for at in range(0, len(value), _LONGEST)]
        added = "".join(
            f'<property fmtid="{_FORMAT_ID}" pid="{used + number}" name="{prefix}_{number}"><vt:lpwstr>{escape(piece)}</vt:lpwstr></property>'
            for number, piece in enumerate(pieces, 1)
        )
        if "</Properties>" not in text:
            text = re.sub(r"<Properties([^<>]*)/>", r"<Properties\1></Properties>", text)
        self.parts[_CUSTOM] = text.replace("</Properties>", f"{added}</Properties>").encode()
        self.declare(_CUSTOM, _CUSTOM_TYPE, "_rels/.rels", _CUSTOM_RELATION, _CUSTOM)

    def declare(self, part: str, content_type: str, relations: str, relation: str, target: str) -> None:
        """Make a part known: its type, and what refers to it by which relation (part 2, "Content Types", "Relationships")."""
        types = self.parts["[Content_Types].xml"].decode()
        if f'"/{part}"' not in types:
            override = f'<Override PartName="/{part}" ContentType="{content_type}"/>'
            self.parts["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>").encode()
        known = self.parts.get(relations, b"").decode() or _RELATIONS
        if relation not in known and "</Relationships>" in known:
            name = f"rId{relation.rpartition('/')[2].title().replace('-', '')}"
            added = f'<Relationship Id="{name}" Type="{relation}" Target="{target}"/>'
            self.parts[relations] = known.replace("</Relationships>", f"{added}</Relationships>").encode()

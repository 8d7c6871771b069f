"""EndNote's formats: Refer (.enw), and its XML."""

from typing import Final

from convert.formats import Format, Reader, Writer
from convert.formats.endnote import refer_read, refer_write, xml_read, xml_write
from convert.formats.pieces import Pieces, concatenate

_REFER: Final = "application/x-endnote-refer"
REFER: Final = Format(
    reader=Reader("enw", (".enw", ".refer"), _REFER, refer_read.sniff, refer_read.read),
    writer=Writer(
        "enw",
        (".enw",),
        _REFER,
        refer_write.write,
        refer_write.CAPABILITIES,
        refer_write.Options,
        pieces=Pieces(refer_write.write, concatenate),
    ),
)
XML: Final = Format(
    reader=Reader("endnote-xml", (".xml", ".enx"), "text/xml", xml_read.sniff, xml_read.read),
    writer=Writer(
        "endnote-xml",
        (".xml", ".enx"),
        "text/xml",
        xml_write.write,
        xml_write.CAPABILITIES,
        xml_write.Options,
    ),
)

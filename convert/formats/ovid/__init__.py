"""Ovid's text: with tags (Reprint/Medlars), or with the names of fields on lines of their own (Citation)."""

from typing import Final

from convert.formats import Format, Reader
from convert.formats.ovid import read

FORMAT: Final = Format(reader=Reader("ovid", (".ovd", ".txt", ".cgi"), "text/plain", read.sniff, read.read))

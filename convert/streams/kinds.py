"""The beginning of a file that holds no text → what kind of file it is, and what to do with it.

The signatures are those of https://www.iana.org/assignments/media-types and of each format's specification.
"""

from typing import Final

_ZIPPED: Final = (
    (b"word/", "a Word document: --from docx reads the works that its fields cite"),
    (b"xl/", "an Excel workbook: save it as CSV"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet: save it as CSV"),
    (b"opendocument", "an OpenDocument text"),
    (b"epub+zip", "an e-book (EPUB)"),
    (b"", "a ZIP archive: unpack it, and name the files in it"),
)
"""What a ZIP archive holds near its beginning → what it is."""
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF: give the DOI or PMID of the article to refconvert fetch"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word or Excel file of before 2007: save a workbook as CSV"),
    (b"{\\rtf", "a document in RTF"),
    (
        b"SQLite format 3\0",
        "a database: refconvert get reads an index of PubMed; export from any other program",
    ),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it"),
    (b"Rar!\x1a", "a RAR archive: unpack it"),
    (b"BZh", "compressed with bzip2: unpack it"),
    (b"\xfd7zXZ\0", "compressed with xz: unpack it"),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard: unpack it"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def name_kind(head: bytes) -> str:
    """What a file without text is; ``""`` if its beginning doesn't tell.

    >>> name_kind(b"%PDF-1.7 ...")
    'a PDF: give the DOI or PMID of the article to refconvert fetch'
    >>> name_kind(b"TY  - JOUR")
    ''
    """
    if head.startswith(b"PK\x03\x04"):
        return next(kind for part, kind in _ZIPPED if part in head)
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), "")

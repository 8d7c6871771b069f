"""What Zotero takes from a record beside its fields: the copyright, and lines of a note that its import parses as fields."""

from convert.model.record import Record
from convert.model.text.markup import to_plain
from convert.model.types import ARTICLES


def rights(record: Record) -> str:
    """The copyright of a work that is no article; an article's copyright statement covers its abstract only."""
    return "" if record.type in ARTICLES else record.copyright


def rights_line(record: Record) -> str:
    """The copyright as a line of a note. Zotero splits a line at its colons, so the first must be the only one.

    >>> rights_line(Record(type="book", copyright="Copyright: The Authors."))
    'Rights: Copyright The Authors.'
    """
    text = to_plain(rights(record)).replace(": ", " ")
    return f"Rights: {text}" if text else ""


def preprint_lines(record: Record) -> list[str]:
    """The lines of a note that tell Zotero that the work is a preprint.

    >>> preprint_lines(Record(type="article", pii="2023.01.05.000001", ISSN="2692-8205"))
    ['Type: preprint', 'Archive ID: 2023.01.05.000001', 'ISSN: 2692-8205']
    """
    if record.type != "article":
        return []
    pairs = (("Type", "preprint"), ("Archive ID", record.pii), ("ISSN", record.ISSN))
    return [f"{key}: {value}" for key, value in pairs if value]

"""Embase.com: CSV and Excel, a record a row; the same titles in capitals, a field a line; the form of 2019, whose ``Source`` has it all."""

import re
from typing import Final

from convert.formats.csv.names import short, split_names
from convert.formats.csv.profile import TRIALS, Column, Profile, names, other_id, place
from convert.model.identifiers import parse_pmid
from convert.model.record import Keyword, Name

_TERM: Final = re.compile(r"(?:[^,;()]++|\((?:[^()]++|\([^()]*\))*+\)|[()])++")
"""What stands between commas or semicolons outside of brackets."""


def _short_names(text: str) -> list[Name]:
    """``Roe R.J., Doe J.``; parted by semicolons where a field is a line."""
    return split_names(";" if ";" in text else ",", short)(text)


def _terms(owner: str = "Emtree", *, major: bool = False) -> Column:
    """Emtree terms with their subheadings in brackets: ``coin toss (adverse drug reaction, therapy), luck``."""
    return Column(
        "keyword",
        lambda text: [Keyword(term.strip(), major, owner) for term in _TERM.findall(text) if term.strip()],
    )


EMBASE: Final = Profile(
    name="Embase",
    known_by=(
        ("Author Names", "Source"),
        ("Author Names", "Title"),
        ("Embase Accession ID",),
        ("Medline PMID",),
        ("PUI", "Title"),
    ),
    columns={
        "Title": "title",
        "Original Title": "original_title",
        "Author Names": names(_short_names),
        "Editors": names(_short_names, "editor"),
        "Source title": "container_title",
        "Publication Year": "year",
        "Volume": "volume",
        "Issue": "issue",
        "First Page": "first_page",
        "Last Page": "last_page",
        "Date of Publication": "issued",
        "Source": place(
            r"(?P<container_title>.+?) \((?P<year>\d{4})\)(?: (?P<volume>[^:\s(]+)?)?(?::(?P<issue>[^\s(]+))?"
            r"(?: \((?P<page>[^)]*\d[^)]*)\))?(?:.*?Article Number: (?P<number>[^\s.]+))?"
            r"(?:.*?Date of Publication: (?P<issued>[^.]+))?"
        ),
        "Publication Type": "type_words",
        "Conference Name": "event_title",
        "Conference Location": "event_place",
        "Conference Date": "event_date",
        "ISSN": "ISSN",
        "ISBN": "ISBN",
        "Book Publisher": "publisher",
        "Abstract": "abstract",
        "Author Keywords": _terms("NOTNLM"),
        "Emtree Drug Index Terms (Major Focus)": _terms(major=True),
        "Emtree Medical Index Terms (Major Focus)": _terms(major=True),
        "Emtree Drug Index Terms": _terms(),
        "Emtree Medical Index Terms": _terms(),
        "Clinical Trial Numbers": TRIALS,
        "Article Language": "language",
        "Medline PMID": Column("PMID", lambda text: parse_pmid(text.partition(";")[0])),
        "PUI": other_id("Embase"),
        "Embase Accession ID": other_id("Embase"),
        "DOI": "DOI",
        "Full Text Link": "URL",
        "Embase Link": "URL",
        "Open URL Link": "URL",
        "Copyright": "copyright",
    },
)

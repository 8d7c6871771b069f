"""Scopus: CSV since 2023, with authors parted by semicolons and their full names beside them; and before, with commas.

The user chooses the columns, so any may be missing. ``Page count`` is a length, ``Source`` the database.
"""

import re
from typing import Final

from convert.formats.csv.names import inverted, short, split_names
from convert.formats.csv.profile import AUTHOR_KEYWORDS, Profile, keywords, names, other_id
from convert.model.record import Name


def _short_names(text: str) -> list[Name]:
    """``Roe R.J.; Doe J.``, or ``Roe R.J., Doe J.`` before 2023."""
    separator = ";" if ";" in text else ","
    return split_names(separator, short)(re.sub(r"^\[No author name available\]$", "", text))


def _full_name(text: str) -> Name:
    """``Roe, Robin (57190394669)``; in the autumn of 2025 also ``R.J., Roe, Robin (57190394669)``.

    >>> [(name.family, name.given) for name in map(_full_name, ("Roe, Robin (57)", "R.J., Roe, Robin (57)"))]
    [('Roe', 'Robin'), ('Roe', 'Robin')]
    """
    name = inverted(text)
    if name.suffix and name.family.endswith("."):
        name.family, name.given, name.suffix = name.given, name.suffix, ""
    return name


SCOPUS: Final = Profile(
    name="Scopus",
    known_by=(
        ("EID", "Source title"),
        ("Author(s) ID", "Title"),
        ("Authors with affiliations",),
        ("Art. No.", "Page start"),
    ),
    columns={
        "Author full names": names(split_names(";", _full_name)),
        "Authors": names(_short_names, spare=True),
        "Title": "title",
        "Year": "year",
        "Source title": "container_title",
        "Abbreviated Source Title": "iso_abbreviation",
        "Volume": "volume",
        "Issue": "issue",
        "Page start": "first_page",
        "Page end": "last_page",
        "Art. No.": "number",
        "DOI": "DOI",
        "PubMed ID": "PMID",
        "Link": "URL",
        "Abstract": "abstract",
        "Author Keywords": AUTHOR_KEYWORDS,
        "Index Keywords": keywords(";", "Scopus"),
        "Editors": names(split_names(";", inverted), "editor"),
        "Publisher": "publisher",
        "Conference name": "event_title",
        "Conference date": "event_date",
        "Conference location": "event_place",
        "ISSN": "ISSN",
        "ISBN": "ISBN",
        "Language of Original Document": "language",
        "Document Type": "type_words",
        "Source": "source_database",
        "EID": other_id("Scopus"),
        "Author(s) ID": "scopus_ids",
    },
)

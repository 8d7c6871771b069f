r"""Records → BibTeX (http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf) and BibLaTeX
(https://ctan.org/pkg/biblatex, chapter 2).

The two differ in their names for types and fields and in dates; one table holds both. What Zotero, JabRef and
pandoc can't read although the manuals allow it is avoided: ``\textless``, an entry's head on two lines, ``eprint``
without ``eprinttype``. Fields that a style doesn't know it ignores, so there is no harm in writing them.

The text is written here and not by bibtexparser: its model has to be built and walked for each record, which costs
more than all else together (see ``tests/writers/test_bibtex.py``, which proves that bibtexparser reads it).

A key is settled when all records are known (see ``convert.keys``), so the entries wait in a temporary file, which
stays in memory while it is small. The preset ``pmid``, whose keys are unique as they are, needs no such wait only
where each record has a PMID, and so waits too.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Literal, TextIO

from convert.capitals import protect
from convert.formats import Writer
from convert.keys import PRESETS, Clashes, identity, make_key
from convert.latex import CLOSE, OPEN, to_latex, to_unicode_latex
from convert.problems import ConvertError, Problem, Warn, silent
from convert.record import Date, Name, Record
from convert.values import SEASONS, format_abstract, format_iso_date, is_parsed

Encoding = Literal["latex", "unicode"]
Mesh = Literal["descriptors", "qualifiers", "major", "none"]
Value = Callable[[Record], str]

SPOOL_CHARACTERS = 1 << 24
"""How much waits in memory for its keys, before it goes to a file."""

_BRACED_TERM = re.compile(r"[,;]")
_DASH = re.compile(r"\s*[-–—]+\s*")
_AND = re.compile(r"(?:^|\s)and(?:\s|$)", re.IGNORECASE)

# --- what an entry is -----------------------------------------------------------------------------------

TYPES = {
    "article": ("misc", "online"),
    "article-journal": ("article", "article"),
    "article-magazine": ("article", "article"),
    "article-newspaper": ("article", "article"),
    "bill": ("misc", "legislation"),
    "book": ("book", "book"),
    "broadcast": ("misc", "audio"),
    "chapter": ("incollection", "incollection"),
    "classic": ("book", "book"),
    "collection": ("misc", "collection"),
    "dataset": ("misc", "dataset"),
    "entry": ("incollection", "inreference"),
    "entry-dictionary": ("incollection", "inreference"),
    "entry-encyclopedia": ("incollection", "inreference"),
    "figure": ("misc", "image"),
    "graphic": ("misc", "image"),
    "legal_case": ("misc", "jurisdiction"),
    "legislation": ("misc", "legislation"),
    "manuscript": ("unpublished", "unpublished"),
    "motion_picture": ("misc", "video"),
    "musical_score": ("misc", "music"),
    "pamphlet": ("booklet", "booklet"),
    "paper-conference": ("inproceedings", "inproceedings"),
    "patent": ("misc", "patent"),
    "performance": ("misc", "performance"),
    "periodical": ("misc", "periodical"),
    "personal_communication": ("misc", "letter"),
    "post": ("misc", "online"),
    "post-weblog": ("misc", "online"),
    "report": ("techreport", "report"),
    "review": ("article", "article"),
    "review-book": ("article", "article"),
    "software": ("misc", "software"),
    "song": ("misc", "music"),
    "speech": ("misc", "unpublished"),
    "standard": ("misc", "standard"),
    "thesis": ("phdthesis", "thesis"),
    "webpage": ("misc", "online"),
}
"""CSL item type → BibTeX's entry type, BibLaTeX's; every other is ``misc``."""

_CONTAINERS = {
    "article": ("journal", "journaltitle"),
    "misc": ("howpublished", "howpublished"),
    "online": ("organization", "organization"),
}
"""Entry type → the field for the work that it is in; for all others ``booktitle``."""

_PUBLISHERS = {
    "techreport": ("institution", ""),
    "report": ("", "institution"),
    "phdthesis": ("school", ""),
    "thesis": ("", "institution"),
}
"""Entry type → the field for the publisher; for all others ``publisher``."""

_SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "review-book"})
"""Where ``number`` is the issue's, and a record's own number is an article number."""

LANGUAGES = {
    "ara": "arabic",
    "bul": "bulgarian",
    "cat": "catalan",
    "chi": "chinese",
    "hrv": "croatian",
    "cze": "czech",
    "dan": "danish",
    "dut": "dutch",
    "eng": "english",
    "est": "estonian",
    "fin": "finnish",
    "fre": "french",
    "ger": "german",
    "gre": "greek",
    "heb": "hebrew",
    "hun": "hungarian",
    "ice": "icelandic",
    "ita": "italian",
    "jpn": "japanese",
    "kor": "korean",
    "lat": "latin",
    "lav": "latvian",
    "lit": "lithuanian",
    "nor": "norwegian",
    "per": "persian",
    "pol": "polish",
    "por": "portuguese",
    "rum": "romanian",
    "rus": "russian",
    "srp": "serbian",
    "slo": "slovak",
    "slv": "slovene",
    "spa": "spanish",
    "swe": "swedish",
    "tha": "thai",
    "tur": "turkish",
    "ukr": "ukrainian",
    "vie": "vietnamese",
}
"""ISO 639-2/B → BibLaTeX's name of the language, which but for German is babel's too."""

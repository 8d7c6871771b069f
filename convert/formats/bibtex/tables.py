"""The entry types and languages of BibTeX and BibLaTeX, for writing and for reading.

Entry types: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf, section 3.1, and section 2.1 of BibLaTeX's manual,
https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf. The fields are in ``fields``.
"""

from typing import NamedTuple

from convert.model.types import ARTICLES


class EntryType(NamedTuple):
    """One CSL type, and the entry types for it."""

    csl: str
    bibtex: str
    biblatex: str
    also: str = ""
    """Entry types that are only read."""


ENTRY_TYPES = (
    EntryType("document", "misc", "misc"),
    EntryType("article-journal", "article", "article", also="suppperiodical"),
    EntryType("article-magazine", "article", "article"),
    EntryType("article-newspaper", "article", "article"),
    EntryType("review", "article", "article", also="review"),
    EntryType("review-book", "article", "article"),
    EntryType(
        "book",
        "book",
        "book",
        also="collection reference proceedings mvbook mvcollection mvproceedings mvreference",
    ),
    EntryType("classic", "book", "book"),
    EntryType("collection", "misc", "collection"),
    EntryType("chapter", "incollection", "incollection", also="inbook bookinbook suppbook suppcollection"),
    EntryType("entry-encyclopedia", "incollection", "inreference"),
    EntryType("entry-dictionary", "incollection", "inreference"),
    EntryType("entry", "incollection", "inreference"),
    EntryType("paper-conference", "inproceedings", "inproceedings", also="conference"),
    EntryType("pamphlet", "booklet", "booklet"),
    EntryType("periodical", "misc", "periodical"),
    EntryType("report", "techreport", "report", also="manual"),
    EntryType("thesis", "phdthesis", "thesis", also="mastersthesis"),
    EntryType("manuscript", "unpublished", "unpublished"),
    EntryType("speech", "misc", "unpublished"),
    EntryType("webpage", "misc", "online", also="electronic www"),
    EntryType("post", "misc", "online"),
    EntryType("post-weblog", "misc", "online"),
    EntryType("article", "misc", "online"),
    EntryType("dataset", "misc", "dataset"),
    EntryType("software", "misc", "software"),
    EntryType("graphic", "misc", "image", also="artwork"),
    EntryType("figure", "misc", "image"),
    EntryType("motion_picture", "misc", "video", also="movie"),
    EntryType("song", "misc", "music", also="audio"),
    EntryType("musical_score", "misc", "music"),
    EntryType("broadcast", "misc", "audio"),
    EntryType("performance", "misc", "performance"),
    EntryType("legal_case", "misc", "jurisdiction"),
    EntryType("legislation", "misc", "legislation"),
    EntryType("bill", "misc", "legislation"),
    EntryType("patent", "misc", "patent"),
    EntryType("standard", "misc", "standard"),
    EntryType("personal_communication", "misc", "letter"),
)
"""An entry type of several rows is read as the first of them. A CSL type without a row is written as ``misc``."""

TYPES_TO_WRITE = {row.csl: row for row in ENTRY_TYPES}
TYPES_TO_READ: dict[str, str] = {}
"""Entry type → CSL type."""
for _row in ENTRY_TYPES:
    for _name in (_row.bibtex, _row.biblatex, *_row.also.split()):
        TYPES_TO_READ.setdefault(_name, _row.csl)

THESIS_GENRES = {"mastersthesis": "Master's thesis", "phdthesis": "PhD thesis"}

SERIAL_ENTRIES = frozenset(name for name, csl in TYPES_TO_READ.items() if csl in ARTICLES)

LANGUAGES = {
    "arabic": "ara ar",
    "bulgarian": "bul bg",
    "catalan": "cat ca",
    "chinese": "chi zh",
    "croatian": "hrv hr",
    "czech": "cze cs",
    "danish": "dan da",
    "dutch": "dut nl",
    "english": "eng en",
    "estonian": "est et",
    "finnish": "fin fi",
    "french": "fre fr",
    "german": "ger de",
    "greek": "gre el",
    "hebrew": "heb he",
    "hungarian": "hun hu",
    "icelandic": "ice is",
    "italian": "ita it",
    "japanese": "jpn ja",
    "korean": "kor ko",
    "latin": "lat la",
    "latvian": "lav lv",
    "lithuanian": "lit lt",
    "norwegian": "nor no",
    "persian": "per fa",
    "polish": "pol pl",
    "portuguese": "por pt",
    "romanian": "rum ro",
    "russian": "rus ru",
    "serbian": "srp sr",
    "slovak": "slo sk",
    "slovene": "slv sl",
    "spanish": "spa es",
    "swedish": "swe sv",
    "thai": "tha th",
    "turkish": "tur tr",
    "ukrainian": "ukr uk",
    "vietnamese": "vie vi",
}
"""BibLaTeX's name of a language → its codes in ISO 639-2/B and 639-1; the first is what PubMed has, and what is read."""

JOURNAL_MACROS = {
    "aap": "Astronomy and Astrophysics",
    "aapr": "Astronomy and Astrophysics Review",
    "aaps": "Astronomy and Astrophysics Supplement Series",
    "actaa": "Acta Astronomica",
    "aj": "The Astronomical Journal",
    "ao": "Applied Optics",
    "apj": "The Astrophysical Journal",
    "apjl": "The Astrophysical Journal Letters",
    "apjs": "The Astrophysical Journal Supplement Series",
    "aplett": "Astrophysical Letters",
    "apspr": "Astrophysics and Space Physics Research",
    "apss": "Astrophysics and Space Science",
    "araa": "Annual Review of Astronomy and Astrophysics",
    "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the American Astronomical Society",
    "bain": "Bulletin of the Astronomical Institutes of the Netherlands",
    "caa": "Chinese Astronomy and Astrophysics",
    "cjaa": "Chinese Journal of Astronomy and Astrophysics",
    "fcp": "Fundamentals of Cosmic Physics",
    "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters",
    "iaucirc": "IAU Circulars",
    "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jcp": "The Journal of Chemical Physics",
    "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer",
    "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "maps": "Meteoritics and Planetary Science",
    "memras": "Memoirs of the Royal Astronomical Society",
    "memsai": "Memorie della Società Astronomica Italiana",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "na": "New Astronomy",
    "nar": "New Astronomy Reviews",
    "nat": "Nature",
    "nphysa": "Nuclear Physics A",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasj": "Publications of the Astronomical Society of Japan",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "physrep": "Physics Reports",
    "physscr": "Physica Scripta",
    "planss": "Planetary and Space Science",
    "pra": "Physical Review A",
    "prb": "Physical Review B",
    "prc": "Physical Review C",
    "prd": "Physical Review D",
    "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "procspie": "Proceedings of SPIE",
    "psj": "The Planetary Science Journal",
    "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "rmxaa": "Revista Mexicana de Astronomía y Astrofísica",
    "skytel": "Sky and Telescope",
    "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy",
    "ssr": "Space Science Reviews",
    "zap": "Zeitschrift für Astrophysik",
}
"""Macro for a journal, of the American Astronomical Society's styles, which NASA's ADS writes → its name.

https://ui.adsabs.harvard.edu/help/actions/journal-macros
"""

_BABEL = {
    "ngerman": "german",
    "american": "english",
    "british": "english",
    "usenglish": "english",
    "ukenglish": "english",
}
"""babel's name of a language → BibLaTeX's, where they differ."""

LANGUAGE_NAMES = {code: name for name, codes in LANGUAGES.items() for code in codes.split()}
LANGUAGE_CODES = {name: codes.split()[0] for name, codes in LANGUAGES.items()}
LANGUAGE_CODES |= {babel: LANGUAGE_CODES[name] for babel, name in _BABEL.items()}

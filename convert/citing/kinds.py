"""The kinds of styles: what their manuals want that CSL can't say, or that its styles leave to the data.

Titles. NLM (Citing Medicine, chapter 1), AMA (11th edition, section 3.9), Nature (https://www.nature.com/nature/for-authors/formatting-guide),
IEEE (Reference Guide, section I) and APA (7th edition, section 6.17) want sentence case; APA and IEEE a capital after a colon, too.

Notices. NLM and AMA print errata, retractions and what they are about after the entry; APA says in brackets when a retraction was
published (section 10.1, https://blog.apastyle.org/apastyle/2013/01/retraction-action.html), and leaves errata out.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from convert.citing.styles import find_style
from convert.formats.csl_json import conventions
from convert.model.record import Record
from convert.model.text import translations
from convert.streams.problems import ConvertError

_ROMAN: Final = {"2nd": "II", "3rd": "III", "4th": "IV", "5th": "V"}
_DOTTED: Final = _ROMAN | {"Jr": "Jr.", "Sr": "Sr."}
"""NLM's form of a suffix → that of others."""


class Kind(Struct, frozen=True):
    """A kind of styles."""

    title: Callable[[Record], str]
    """How a translated title is printed."""
    subtitle: Literal["", "capital", "small"] = ""
    """How a subtitle begins where titles are in sentence case; ``""`` where they are printed as they are."""
    ahead: str = conventions.AHEAD_OF_PRINT
    """What is said of an article that has no issue yet; ``""`` where the style has words of its own."""
    names_language: bool = False
    """Whether the language of a translated work is named."""
    says_ahead: bool = False
    """Whether ``ahead`` follows the entry where the style itself doesn't print it."""
    genres: Mapping[str, str] = {}
    """NLM's publication type → what stands in brackets after the title; the first that the work is counts."""
    notices: Literal["all", "retracted", "published"] = "retracted"
    """What follows an entry: all notices, that the work was retracted, or when its retraction was published."""
    suffixes: Mapping[str, str] = {}
    """NLM's form of a name's suffix → the style's."""
    supplement: str = "Suppl"
    """How a supplement is abbreviated."""
    initials_of_nlm: bool = False
    """Whether names have the initials that PubMed gives them, without particles: ``Lima CA`` for ``Lima, Carla A de``."""
    is_nlm: bool = False
    """Whether a preprint's server is printed as a journal, the medium is named, and an unfinished place is printed, too."""
    prints_status: bool = False
    """Whether the style itself prints the status."""
    prints_title_case: bool = False
    """Whether the style puts titles into title case."""
    dash: str = "–"
    """What stands between the first and the last page."""


_NOTICES_OF_APA: Final = {
    "Retraction of Publication": "Retraction",
    "Published Erratum": "Correction",
    "Expression of Concern": "Expression of concern",
}
_OTHER: Final = Kind(translations.beside_original, suffixes=_DOTTED)
_NUMERIC: Final = Kind(translations.bracketed, suffixes=_ROMAN)
_NATURE: Final = Kind(translations.bracketed, "small", suffixes=_ROMAN)
_AMA: Final = Kind(translations.bracketed, "small", notices="all", suffixes=_ROMAN, initials_of_nlm=True)
_IEEE: Final = Kind(translations.bracketed, "capital", "early access", suffixes=_DOTTED)
_APA: Final = Kind(
    translations.beside_original,
    "capital",
    genres=_NOTICES_OF_APA | {"Letter": "Letter to the editor", "Editorial": "Editorial"},
    notices="published",
    suffixes=_DOTTED,
    supplement="Suppl.",
)
_NLM: Final = Kind(
    translations.bracketed,
    "small",
    "Epub ahead of print",
    names_language=True,
    says_ahead=True,
    genres={"Letter": "letter", "Editorial": "editorial", "News": "news"},
    notices="all",
    initials_of_nlm=True,
    is_nlm=True,
)
_KINDS: Final = (
    (r"<id>[^<]*/(?:apa|apa-[^<]*)</id>", _APA),
    (r"<id>[^<]*/ieee[^<]*</id>", _IEEE),
    (r"<id>[^<]*/american-medical-association[^<]*</id>", _AMA),
    (r"<id>[^<]*/nature</id>", _NATURE),
    (r"<id>[^<]*/pubmed</id>", replace(_NLM, subtitle="")),
    (
        r'<link [^>]*(?:nlm\.nih\.gov|icmje\.org|/vancouver[^"]*" rel="template|/nlm-[^"]*" rel="template)',
        _NLM,
    ),
    (r'<link [^>]*/american-medical-association[^"]*" rel="template', _AMA),
    (r'citation-format="numeric"', _NUMERIC),
)
"""What the head of a style contains → its kind; the first that is found counts."""
_HAS_TERM: Final = 'term="advance-online-publication"'
"""A style with it says in its own words that an article has no issue yet."""
_HYPHENS: Final = '"page-range-delimiter">-<'
_TITLE_CASE: Final = re.compile(
    r'<text (?=[^<>]*variable="title")(?=[^<>]*text-case="title")(?![^<>]*form="short")'
)
_STATUS: Final = re.compile(r'variable="[^"]*\bstatus\b')


@cache
def kind_of(style: str) -> Kind:
    """The kind of a style; a dependent style has that of its independent one."""
    try:
        text = find_style(style).path.read_text(encoding="utf-8", errors="replace")
    except (ConvertError, OSError):  # the engine will say so
        return _OTHER
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, text)), _OTHER)
    kind = replace(kind, ahead="") if _HAS_TERM in text else kind
    dash = "-" if _HYPHENS in text else "–"
    is_title_case = _TITLE_CASE.search(text) is not None
    return replace(
        kind, prints_status=_STATUS.search(text) is not None, prints_title_case=is_title_case, dash=dash
    )

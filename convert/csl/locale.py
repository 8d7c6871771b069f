"""Language tag and a style's ``cs:locale`` elements → Locale: its terms, date formats and options.

The locale files are those of the package citeproc-py (``citeproc/data/locales``), or those of the archive that stands for it
(see ``streams/packed/bundle``); a style's own elements take precedence
(CSL 1.0.2, "Locale", "Locale Fallback").
"""

import json
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import astuple

from convert.csl.text.rich_text import QuotePairs
from convert.csl.xml import Element, parse_xml
from convert.streams.packed.bundle import bundled

_FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "short": "long", "verb": "long"}
_OPTIONS = ("punctuation-in-quote", "limit-day-ordinals-to-day-1")


class Locale(msgspec.Struct):
    """Localization data of one language, filled from the least to the most specific source."""

    lang: str
    terms: dict[tuple[str, str], tuple[str, str]] = {}
    """(term, form) → (single, multiple)."""
    genders: dict[str, str] = {}
    """Term → ``masculine`` or ``feminine``, for ordinals."""
    ordinals: dict[tuple[str, str], tuple[str, str]] = {}
    """(``ordinal-01`` …, gender) → (text, match rule)."""
    dates: dict[str, Element] = {}
    """``text`` or ``numeric`` → the localized date format."""
    options: dict[str, str] = {}

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str | None:
        """A term's text; None if no source defines the term.

        A missing form falls back: verb-short → verb → long, symbol → short → long ("Terms").
        """
        wanted: str | None = form
        while wanted:
            found = self.terms.get((name, wanted))
            if found is not None:
                return found[plural]
            wanted = _FORM_FALLBACK.get(wanted)
        return None

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a comma or period precedes a closing quotation mark."""
        return self.options.get("punctuation-in-quote") == "true"

    @property
    def quotes(self) -> QuotePairs:
        """The outer and the inner pair of quotation marks."""
        outer = (self.term("open-quote") or "“", self.term("close-quote") or "”")
        inner = (self.term("open-inner-quote") or "‘", self.term("close-inner-quote") or "’")
        return outer, inner

    def overlay(self, source: Element) -> None:
        """Add a ``cs:locale`` element, which overrides what is defined so far."""
        for child in source.children:
            if child.tag == "terms":
                self._overlay_terms(child.children)
            elif child.tag == "date":
                self.dates[child.get("form")] = child
            elif child.tag == "style-options":
                self.options.update({name: child.get(name) for name in _OPTIONS if name in child.attributes})

    def _overlay_terms(self, terms: Sequence[Element]) -> None:
        replaces = any(term.get("name") == "ordinal" for term in terms) or not self.ordinals
        if replaces:
            # a locale that defines ordinals replaces all of them ("Ordinal Suffixes")
            self.ordinals.clear()
        for term in terms:
            name = term.get("name")
            gender, texts = term.get("gender-form"), _single_and_multiple(term)
            if name.startswith("ordinal") and not replaces:
                continue
            if name.startswith("ordinal"):
                self.ordinals[name, gender] = (texts[0], term.get("match"))
            else:
                self.terms[f"{name}/{gender}" if gender else name, term.get("form", "long")] = texts
            if term.get("gender"):
                self.genders[name] = term.get("gender")


def _single_and_multiple(term: Element) -> tuple[str, str]:
    texts = {child.tag: child.text for child in term.children}
    single, multiple = (texts.get(tag, "") if texts else term.text for tag in ("single", "multiple"))
    return (single, multiple) if single.strip() or "\n" not in single else ("", "")


LOCALE_NAMES: Final = "locales.json"
"""The file with the primary dialect of each language."""


@cache
def locale_folder() -> Path:
    """The folder of the package citeproc-py."""
    spec = find_spec("citeproc")
    origin = spec.origin if spec and spec.origin else ""
    return Path(origin).parent / "data" / "locales"


@cache
def _primary_dialects() -> Mapping[str, str]:
    dialects: dict[str, str] = json.loads(_file(LOCALE_NAMES) or b"{}")["primary-dialects"]
    return dialects


@cache
def _read(lang: str) -> Element | None:
    data = _file(f"locales-{lang}.xml")
    return parse_xml(data) if data else None


def _file(name: str) -> bytes | None:
    archive = bundled()
    if archive and LOCALE_NAMES in archive:
        return archive.read(name) if name in archive else None
    path = locale_folder() / name
    return path.read_bytes() if path.is_file() else None


def resolve(lang: str) -> tuple[str, str]:
    """A language tag → its dialect, and the primary dialect of its language.

    >>> resolve("de-AT"), resolve("en"), resolve("fr")
    (('de-AT', 'de-DE'), ('en-US', 'en-US'), ('fr-FR', 'fr-FR'))
    """
    language, _, region = lang.replace("_", "-").partition("-")
    primary = _primary_dialects().get(language.lower(), "en-US")
    return (f"{language.lower()}-{region}" if region else primary), primary


def known_locales() -> list[str]:
    """The dialects that have a locale file, in alphabetical order.

    >>> known_locales()[:2]
    ['af-ZA', 'ar']
    """
    archive = bundled()
    if archive and LOCALE_NAMES in archive:
        names = [name for name in archive if name.startswith("locales-")]
    else:
        names = [path.name for path in locale_folder().glob("locales-*.xml")]
    return sorted(name.removeprefix("locales-").removesuffix(".xml") for name in names)


def is_known_locale(lang: str) -> bool:
    """Whether there is a locale file for the language."""
    return lang.replace("_", "-").partition("-")[0].lower() in _primary_dialects()


@cache
def _standard(lang: str) -> Locale:
    dialect, primary = resolve(lang)
    locale = Locale(dialect)
    for source in dict.fromkeys(("en-US", primary, dialect)):
        element = _read(source)
        if element is not None:
            locale.overlay(element)
            if source == primary != "en-US":
                locale.terms = _without_english(locale.terms, element)
    return locale


def _without_english(
    terms: Mapping[tuple[str, str], tuple[str, str]], own: Element
) -> dict[tuple[str, str], tuple[str, str]]:
    """The terms without English abbreviations of words that a language has in full: an Arabic word rather than “Ed.”."""
    known = {(node.get("name"), node.get("form", "long")) for node in own.walk() if node.tag == "term"}

    def is_english(name: str, form: str) -> bool:
        return "short" in form and (name, form) not in known and (name, _FORM_FALLBACK[form]) in known

    return {key: texts for key, texts in terms.items() if not is_english(*key)}


def load_locale(lang: str, overrides: Sequence[Element] = ()) -> Locale:
    """The locale of a language, overridden by a style's own ``cs:locale`` elements."""
    locale = _standard(lang)
    if not overrides:
        return locale
    locale = Locale(*map(copy, astuple(locale)))
    dialect, primary = resolve(lang)
    for wanted in dict.fromkeys(
        ("", lang.partition("-")[0], dialect.partition("-")[0], primary, dialect, lang)
    ):
        for element in overrides:
            if element.get("lang") == wanted:
                locale.overlay(element)
    return locale

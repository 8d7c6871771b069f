"""What a reference says of its work besides: other works that correct it, when it was online, its kind, a title in two languages."""

import re
from typing import Final

from convert.formats.pubmed_text.citation import LINK_HEAD, add_links
from convert.formats.pubmed_text.tail import add_publication_type, leave
from convert.formats.pubmed_text.words import YEAR
from convert.formats.reference_list.names import parse_names
from convert.formats.reference_list.place import MONTH
from convert.model.dates import parse_date
from convert.model.record import Record
from convert.model.text.languages import LANGUAGE_NAMES
from convert.model.types import parse_type

_KINDS: Final = (
    r"letter|letter to the editor|editorial|review|comment|abstract|conference abstract|news|correction|erratum|retracted|retraction"
    r"|retracted article|peer reviewed|review article|meeting abstract|case reports?"
)
_KIND = re.compile(rf"\s\[({_KINDS})\](?=[.,”\"’]|$)", re.IGNORECASE)
_RETRACTION = re.compile(r"\sRetraction of publication\.?$")
_TRANSLATED = re.compile(r"(?P<original>\S.*?\S)\s*\[(?P<title>[^\[\]]{12,})\]")


_ONLINE = re.compile(
    rf"(?<=\. )(?:Published|Preprint posted|Effective|Last (?:modified|updated)|Updated)(?P<online> online)? (?P<month>[A-Z][a-z]+)(?: (?P<day>\d{{1,2}}),)?,? (?P<year>{YEAR})\."
)
_AHEAD = re.compile(rf" \[published online ahead of print, (?P<date>{YEAR}[^\[\]]*)\]")
_LONE_PAGE = re.compile(rf"(\. {YEAR};)(?=[^:;.]+\.)")
"""AMA has ``2021;1-9`` for pages without a volume."""
_CORRECTION = re.compile(
    r" \[(?P<kind>published correction appears in|retracted in:|retraction in:) (?P<source>[^\[\]]+?)\.?\]"
)


_GARBLED: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?<=\w)\(c\)(?=[A-Za-z]?\d)", "–"),  # PubMed's XML has it for a dash
        (r"(?<=doi:)\(c\)", ""),
        (r"(?<=[\s,])([e\d–]{1,12}?)\.?(10\.\d{4,5}/\S+)$", r"\1. doi:\2"),  # 7, 47710.3389/…
        (rf"(?<=\. )({YEAR})\. (?={MONTH}(?: \d{{1,2}})?[;.])", r"\1 "),
        (rf"\(({YEAR})\. ([a-z])\)", r"(\1\2)"),
        (r"; \)", ")"),
        (r"(?<=\w) (?=,\s)", ""),
        (r"(?<=\b[A-Z]\.) (?=-[A-Z]\.)", ""),
        (r"\(doi:? ?(10\.[^\s()]+)\)", r"doi:\1"),
        (r"\bet al\. \.(?=\s)", "et al."),
        (r"^([^.]{3,150})\. Electronic address: [^\s,;]*[^\s,;.][,;] (?:(?:&|and) )?\1(?=[. ])", r"\1"),
        (r"\. Electronic address: [^\s,;]*[^\s,;.]", ""),
        (r"\s?\[(10\.\d{4,9}/[^\s\[\]]+)\]\.?$|(?<=[.)] )(10\.\d{4,9}/\S+)$", r" doi:\1\2"),
    )
)
"""What programs made of references on their way to PubMed Central and PubMed, ``2016. Jul 4;13(1):122``, ``(Springer; )``, and PubMed
of a group's name, which it may have twice."""


def tidy(text: str) -> str:
    """A reference without what garbles many.

    >>> tidy("Lee R, et al. . Sleep. J Tides. 2016. Jul 4;13(1):122(c)9. 10.5555/ab")
    'Lee R, et al. Sleep. J Tides. 2016 Jul 4;13(1):122–9.  doi:10.5555/ab'
    """
    for pattern, to in _GARBLED:
        text = pattern.sub(to, text)
    return text


def take_remarks(text: str, record: Record) -> str:
    """Cut out what AMA says of works ahead of print and corrected, and the kind in brackets, ``[letter]``.

    >>> record = Record()
    >>> take_remarks("Lee R. Title. J Tides. Published online May 9, 2021. doi:10.1/x", record), record.publication_status
    ('Lee R. Title. J Tides. 2021 May 9. doi:10.1/x', 'aheadofprint')
    >>> take_remarks("Lee R. Title [published online ahead of print, 2021 May 9]. J Tides. 2021;1-9.", record)
    'Lee R. Title. J Tides. 2021;:1-9.'
    """
    if online := _ONLINE.search(text):
        date = f"{online['year']} {online['month'][:3]} {online['day'] or ''}".rstrip()
        text = f"{text[: online.start()]}{date}.{text[online.end() :]}"
        record.publication_status = "aheadofprint" if online["online"] else ""
    elif ahead := _AHEAD.search(text):
        text = text[: ahead.start()] + _LONE_PAGE.sub(r"\1:", text[ahead.end() :], count=1)
        record.publication_status, record.available_date = "aheadofprint", parse_date(ahead["date"])
    for notice in _CORRECTION.finditer(text):
        head = "Retraction in" if notice["kind"].startswith("retract") else "Erratum in"
        add_links([(head, f"{notice['source']}.")], record)
    if kind := _KIND.search(text):
        record.genre, text = kind[1], text[: kind.start()] + text[kind.end() :]
    elif description := _take_description(text, record):
        text = description
    if retraction := _RETRACTION.search(text):
        add_publication_type("Retraction of Publication", record)
        text = text[: retraction.start()]
    return _take_others(_ON_BEHALF.sub(", ", _CORRECTION.sub("", text), count=1), record)


_PACKAGE = re.compile(r"\.\sR package version (\d[\d.-]*\d)(?=[.,;]?(?:\s|$))")
_IN_LANGUAGE = re.compile(r"[.,]?\s[(\[]?[Ii]n ([A-Z][a-z]+)[)\]]?\.?$")
_ON_BEHALF = re.compile(r"(?<=[A-Z]),? on behalf of (?:the )?|(?<=[A-Z]), for the (?=[A-Z])")
"""Behind the names, before that of a group."""
_TRANSLATORS = re.compile(r"\s\(([^()]{3,120}?),? [Tt]rans\.\)")
_ORIGINAL = re.compile(rf"\s\(Original work published ({YEAR})\)\.?")
_INVENTORS = re.compile(r", inventors?(?:; ([^;]{2,120}, assignees?))?(?=\.)")


def _take_others(text: str, record: Record) -> str:
    """Cut out who translated a book and when it first came out, whose patent it is, and the language."""
    if translators := _TRANSLATORS.search(text):
        record.translator = parse_names(translators[1]).names
    if original := _ORIGINAL.search(text):
        record.original_date = parse_date(original[1])
    language = _IN_LANGUAGE.search(text)
    if language and language[1] in LANGUAGE_NAMES:
        record.language, text = [language[1]], text[: language.start()]
    if package := _PACKAGE.search(text):
        record.type, record.version, text = "software", package[1], _PACKAGE.sub("", text)
    if (inventors := _INVENTORS.search(text)) and inventors[1]:
        leave(inventors[1], record)
    return _INVENTORS.sub("", _ORIGINAL.sub("", _TRANSLATORS.sub("", text)))


_DESCRIPTION = re.compile(r"\s\[([^\W\d_a-z][^\[\]]{3,40})\](?=\.)")
_OTHERS: Final = "broadcast dataset interview manuscript map motion_picture post software song speech"
_DESCRIBED: Final = frozenset(_OTHERS.split())


def _take_description(text: str, record: Record) -> str:
    """The text without what APA says of a work that is no article, ``[Poster presentation]``: its genre, and its type."""
    for found in _DESCRIPTION.finditer(text):
        words = found[1].lower().split()
        kind = parse_type(" ".join(words)) or parse_type(words[-1])
        if kind in _DESCRIBED and len(words) < 4:
            record.type, record.genre = kind, found[1]
            return text[: found.start()] + text[found.end() :]
    return ""


def take_links(text: str, record: Record, *, own_is_last: bool) -> str:
    """The text before ``Erratum in: …`` and the like, which become links.

    In PubMed's own order the work's PMID may be the last of all (``own_is_last``); then the text stays as it is.
    """
    place = _PLACE.search(text)
    first = LINK_HEAD.search(text, place.end()) if place else None
    if first is None or text[first.start() - 1] != " ":
        return text
    before = text[: first.start()]
    if own_is_last and "PMID" not in before and _NLM_PLACE.search(before):
        return text
    parts = LINK_HEAD.split(text[first.start() :])
    add_links(list(zip(parts[1::2], map(str.strip, parts[2::2]), strict=True)), record)
    return before.rstrip()


_PLACE = re.compile(rf"{YEAR}\D[^\d]*\d|\d[^\d]+{YEAR}")
"""A year and another number: what stands behind it is no title."""
_NLM_PLACE = re.compile(rf"\. {YEAR}[^.;:()]{{0,40}}[;.:]")


_CITATION = re.compile(r"\(\d{4}\)|\d\s?[:;(]\s?\d|peer review", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|and|with|from)\b")
"""Words that no other language's title has: what stands in brackets behind such a title is no translation."""


def place_both_titles(record: Record) -> None:
    """``Schlaf auf See [Sleep at sea]`` → the title in brackets, and the original one."""
    found = _TRANSLATED.fullmatch(record.title)
    if found is None or record.original_title or " " not in found["title"]:
        return
    if _CITATION.search(found["title"]) or _ENGLISH.search(found["original"]):
        return
    if 3 * len(found["title"]) > len(found["original"]) and 3 * len(found["original"]) > len(found["title"]):
        record.title, record.original_title = found["title"], found["original"]
        record.inferred["original_title"] = "another title follows it in brackets"

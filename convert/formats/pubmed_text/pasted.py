"""Citations as people paste them: PubMed's “Cite” in AMA, MLA, APA and NLM style, and lists of NLM references → records.

Each citation is a line or a paragraph, with or without a number. NLM and AMA differ little from PubMed's Summary and share
its grammar; APA and MLA have their own, below.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from convert.formats.pubmed_text.citation import add_links, finish, parse_citation, place_title
from convert.formats.pubmed_text.names import parse_authors, parse_full_names, without_et_al
from convert.formats.pubmed_text.tail import parse_tail
from convert.formats.pubmed_text.words import YEAR
from convert.model.dates import parse_date
from convert.model.pages import complete_pages, is_item_identifier
from convert.model.record import Date, Name, Record
from convert.streams.problems import Problem, Warn

_NUMBER = re.compile(r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])\s+|\s*[-•*]\s+")
_APA = re.compile(
    rf"(?P<authors>.+?)\s*\((?P<date>{YEAR}[^)]*)\)\. (?P<title>.+?[.?!]) (?P<journal>[^.?!]+?)"
    r"(?:, (?P<volume>[^(),.]+?)(?:\((?P<issue>[^)]*)\))?(?:, (?P<page>[^,]+?))?)?\.(?P<tail>\s.*|$)"
)
"""``Lee, R., & Holmes, D. (2020). Title. Journal in full, 1(2), 3–4. https://doi.org/X``."""
_APA_WITH_VOLUME = re.compile(_APA.pattern.replace(r")?)?\.(?P<tail>", r")?)\.(?P<tail>"))
"""The same with a volume, tried first: a title may hold a full stop."""
_APA_NAME = re.compile(
    r"(?P<family>[^,;]+?),? (?P<given>[^\W\d_]{1,2}\.(?:[-‐ ]*[^\W\d_]{1,2}\.)*)(?:, (?P<suffix>Jr\.?|Sr\.?|I{2,3}))?(?=,|$)"
)
"""PubMed omits the comma for a single author: ``Lee R. S. (2019).``"""
_MLA = re.compile(
    r"(?:(?P<authors>.+?)\.? )?[“\"](?P<title>.+?)[.?!]?[”\"] (?:\[(?P<translated>[^\]]+)\]\. )?(?P<journal>.+?)"
    rf"(?:, 10\.\d{{4,9}}/\S+)?(?: vol\. (?P<volume>[^ ,]+(?: Suppl[^,(:]*)?)(?:,(?P<issue>[^(:]*?))?)?"
    rf"(?: \((?P<year>{YEAR})\))?(?:: (?P<pages>[^.,]+)| (?P<number>[^\s.,]+))?"
    rf"(?:[.,] (?P<date>(?:\d{{1,2}} )?(?:[A-Z][a-z]+\.? )?{YEAR}))?(?:[.,]\s*(?P<tail>doi:.*|https?:.*)|\.?)"
)
"""``Lee, Rose, and Dan Holmes. “Title.” Journal vol. 1,2 (2020): 3-4. doi:X``; single pages before ``9 Aug. 2021``."""
_PUBLISHED_ONLINE = re.compile(
    rf"(?<=\. )Published online (?P<month>[A-Z][a-z]+)(?: (?P<day>\d{{1,2}}))?, (?P<year>{YEAR})\."
)
_AHEAD = re.compile(rf" \[published online ahead of print, (?P<date>{YEAR}[^\]]*)\]")
_LONE_PAGE = re.compile(rf"(\. {YEAR};)(?=[^:;.]+\.)")
"""AMA has ``2021;1-9`` for pages without a volume."""
_ADVANCE = re.compile(r"(?:, (?P<page>10\.\d{4,9}/\S+|[^\s,.]+))?\. Advance online publication\.")
_NOTICE = re.compile(
    r" \[(?P<kind>published correction appears in|retracted in:|retraction in:) (?P<source>[^\]]+?)\.?\]"
)


def read_citations(lines: Iterable[tuple[int, str]], warn: Warn) -> Iterator[Record]:
    """Lines → records; report and skip text that is not a citation."""
    for line, text in _citations(lines):
        record = Record()
        if parse_pasted(text, record):
            yield finish(record, line, warn)
        else:
            message = f"not a citation in a known style: {text[:60]!r}; skipped"
            warn(Problem("no-citation", message, line=line, severity="error"))


def parse_pasted(text: str, record: Record) -> bool:
    """Fill ``record`` from a citation in any style; return False, and fill nothing, if it is in none."""
    if number := _NUMBER.match(text):
        text = text[number.end() :]
    text, remarks = _without_remarks(text)
    if not _parse_style(text, record):
        return False
    for place in remarks:
        place(record)
    return True


def _parse_style(text: str, record: Record) -> bool:
    if (mla := _MLA.fullmatch(text)) and (mla["volume"] or mla["date"]):
        return _place_mla(mla, record)
    if apa := _APA_WITH_VOLUME.fullmatch(text) or _APA.fullmatch(text):
        names = _apa_names(apa["authors"])
        if names:
            return _place_apa(apa, names, record)
    return parse_citation(text, record)


def _citations(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Paragraphs; or their lines, if all are citations or some are numbered."""
    paragraph: list[tuple[int, str]] = []
    for number, line in lines:
        if line.strip():
            paragraph.append((number, line))
        elif paragraph:
            yield from _split(paragraph)
            paragraph = []
    if paragraph:
        yield from _split(paragraph)


def _split(paragraph: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    alone = len(paragraph) > 1 and all(parse_pasted(line.strip(), Record()) for _, line in paragraph)
    first, parts = paragraph[0][0], list[str]()
    for number, line in paragraph:
        if parts and (alone or _NUMBER.match(line)):
            yield first, " ".join(" ".join(parts).split())
            first, parts = number, []
        parts.append(line)
    yield first, " ".join(" ".join(parts).split())


def _place_apa(match: re.Match[str], names: list[Name], record: Record) -> bool:
    record.author = names
    _, is_whole = without_et_al(match["authors"])
    record.authors_complete = is_whole and not re.search(r"\.\s?\.\s?\.|…", match["authors"])
    record.container_title = match["journal"]
    record.issued = _date_in_any_order(match["date"])
    record.volume, record.issue = (match["volume"] or "").strip(), (match["issue"] or "").strip()
    record.page = complete_pages((match["page"] or "").replace("–", "-"))
    parse_tail(match["tail"].strip(), record)
    place_title(match["title"], record)
    return True


def _apa_names(text: str) -> list[Name]:
    """``Lee, R. S., Holmes, D., … & Some Group`` → names; none if they are not so written."""
    names: list[Name] = []
    text, _ = without_et_al(text.strip())
    parts = re.sub(r",?\s*(?:\.\s?\.\s?\.|…),?\s*&?\s*|,?\s*&\s*", "; ", text)
    for part in filter(None, parts.split("; ")):
        position = 0
        while match := _APA_NAME.match(part, position):
            names.append(_apa_name(match))
            position = match.end() + len(", ")
        if position < len(part):
            rest = part[position:].strip(" ,.")
            names += parse_authors(rest)[0] or [Name(literal=rest)]
    return names if len(names) == 1 or any(name.initials for name in names) else []


def _apa_name(match: re.Match[str]) -> Name:
    initials = "".join(character for character in match["given"] if character.isalpha())
    return Name(
        family=match["family"].strip(),
        given=" ".join(initials),
        suffix=(match["suffix"] or "").strip(),
        initials=initials,
    )


def _place_mla(match: re.Match[str], record: Record) -> bool:
    _place_mla_authors(match["authors"] or "", record)
    record.container_title = match["journal"].strip(" ,")
    record.volume, record.issue = match["volume"] or "", match["issue"] or ""
    record.page = complete_pages((match["pages"] or match["number"] or "").replace("–", "-").strip())
    if match["date"]:
        record.issued = _date_in_any_order(match["date"])
    elif match["year"]:
        record.issued = Date(year=int(match["year"]))
    parse_tail(match["tail"] or "", record)
    place_title(match["translated"] or match["title"], record)
    if match["translated"]:
        record.original_title = match["title"]
    return True


def _place_mla_authors(text: str, record: Record) -> None:
    """``Lee, Rose, and Dan Holmes`` or ``Lee, Rose et al``: the first name stands reversed."""
    shortened = re.sub(r",? et al\.?$", "", text.strip())
    record.authors_complete = shortened == text.strip()
    first, _, second = shortened.partition(", and ")
    family, comma, given = first.partition(", ")
    if comma:
        initials = "".join(word[0] for word in re.split(r"[\s-]+", given.replace(".", " ").strip()) if word)
        record.author.append(Name(family=family, given=given, initials=initials.upper()))
    elif first:
        record.author.append(Name(literal=first))
    if second:
        record.author += parse_full_names(second)[0] or [Name(literal=second)]


Place = Callable[[Record], None]


def _without_remarks(text: str) -> tuple[str, list[Place]]:
    """Cut out what AMA and APA say of works ahead of print and corrected; return what puts it into a record.

    >>> _without_remarks("Lee R. Title. J Tides. Published online May 9, 2021. doi:10.1/x")[0]
    'Lee R. Title. J Tides. 2021 May 9. doi:10.1/x'
    >>> _without_remarks("Lee R. Title [published online ahead of print, 2021 May 9]. J Tides. 2021;1-9.")[0]
    'Lee R. Title. J Tides. 2021;:1-9.'
    """
    places: list[Place] = []
    if online := _PUBLISHED_ONLINE.search(text):
        date = f"{online['year']} {online['month'][:3]} {online['day'] or ''}".rstrip()
        text = f"{text[: online.start()]}{date}.{text[online.end() :]}"
        places.append(_place_ahead)
    elif ahead := _AHEAD.search(text):
        text = text[: ahead.start()] + _LONE_PAGE.sub(r"\1:", text[ahead.end() :], count=1)
        places += [_place_ahead, partial(_place_available, text=ahead["date"])]
    elif advance := _ADVANCE.search(text):
        text = f"{text[: advance.start()]}.{text[advance.end() :]}"
        places += [_place_ahead, partial(_place_page, text=advance["page"] or "")]
    for notice in reversed(list(_NOTICE.finditer(text))):
        text = text[: notice.start()] + text[notice.end() :]
        head = "Retraction in" if notice["kind"].startswith("retract") else "Erratum in"
        places.append(partial(add_links, [(head, f"{notice['source']}.")]))
    return text, places


def _place_ahead(record: Record) -> None:
    record.publication_status = "aheadofprint"


def _place_available(record: Record, *, text: str) -> None:
    record.available_date = parse_date(text)


def _place_page(record: Record, *, text: str) -> None:
    if is_item_identifier(text):
        record.location_id = text
    elif not text.startswith("10."):
        record.page = complete_pages(text.replace("–", "-"))


def _date_in_any_order(text: str) -> Date:
    """``9 Aug. 2021``, ``2021, August 9`` or ``2021``.

    >>> _date_in_any_order("9 Aug. 2021") == _date_in_any_order("2021, August 9") == parse_date("2021 Aug 9")
    True
    """
    day_first = re.fullmatch(rf"(?:(\d{{1,2}}) )?([A-Z][a-z]+)\.? ({YEAR})", text)
    if day_first:
        text = f"{day_first[3]} {day_first[2][:3]} {day_first[1] or ''}"
    date = parse_date(text.replace(",", "").strip())
    if date.month is not None:
        date.literal = ""
    return date

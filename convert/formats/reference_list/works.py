"""References to books, chapters and theses, as far as they show themselves: by editors, an edition, a publisher with its place.

A part is cut out where a sure sign of it stands, as in ``place``; what is left is the title of the book.
"""

import re
from typing import Final

from convert.formats.pubmed_text.tail import leave
from convert.formats.pubmed_text.words import YEAR
from convert.formats.reference_list.names import find_names, parse_names
from convert.formats.reference_list.place import DATE, parse_any_date, take_place
from convert.model.pages import complete_pages
from convert.model.record import Date, Record

_THESIS = re.compile(
    r"(?:[.,;]|(?<!\s))\s*+[\[(]?(?P<genre>(?:(?:Unpublished )?(?:PhD|Ph\.\s?D\.|[Dd]octoral|MD|M\.?Sc\.?|[Mm]aster[’']?s?|Diploma|Bachelor[’']?s?) "
    r"(?:thesis|dissertation))|[Dd]issertation|Doktorarbeit)[\])]?(?=[.,;:]|\s|$)[.,;:]?\s*"
)
_IN = re.compile(r"(?:^|[.,;?!”\"’]\s)[Ii]n(?::\s?|\s)(?=[^\W\d_a-z(])")
_CONFERENCE = re.compile(r"\b(?:Proceedings|Conference|Symposium|Congress|Workshop)\b")
_EDITION = re.compile(
    r"(?:[.,;]|(?<!\s))\s*+\b(?P<edition>\d{1,2}(?=(?:st|nd|rd|th)\b)|[Rr]ev(?:ised)?\.?|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth)(?:st|nd|rd|th)?"
    r"\s(?:[a-z]{2,12}\.?\s)?ed(?:ition|n)?\b\.?"
)
_REPORT = re.compile(r"(?:[.,;]|(?<!\s))\s*+\(?(?:\b[Rr]eport )?\b[Nn]o\.:? ?([\w-]{1,20})\)?(?=[.,;]|\s|$)")
_IN_BRACKETS = re.compile(
    r"(?<!\s)\s*+\(((?:\d{1,2}(?:st|nd|rd|th) ed|[Rr]ev\. ed|pp?\. ?\d|[Vv]ol\. ?\d)[^()]{0,40})\)"
)
_EDITORS_BEHIND = re.compile(r"(?P<before>.{3,600}?),?\s\(?(?:[Ee]ditors?|[Ee]ds?\b\.?)\)?[.,:;]?(?:\s|$)")
_EDITORS_IN_BRACKETS = re.compile(r"(?<!\s)\s*+\((?:[Ee]ds?\.?|[Ee]dited by)\s([^()]{3,400})\)")
_INITIAL_STOP = r"(?<=[ .-][^\W\d_a-z])\."
_EDITED_BY = re.compile(
    rf"(?:[.,;]|(?<!\s))\s*+\b[Ee]dited by\s((?:[^,.]|{_INITIAL_STOP}){{3,80}}(?:,(?: and)? (?:[^,.]|{_INITIAL_STOP}){{3,60}}(?=,? and |[,.][^,]* and )){{0,40}})"
    rf"(?<! and)"
)
_PAGES = re.compile(
    r"(?:[.,;:]|(?<!\s))\s*+\b(?:pp?|pages?|S)\b\.?\s?(?P<page>\w{1,7}(?:\s?[–—-]\s?\w{1,7})?)(?=[.,;)]|$)|(?<=\d{4}):(?P<late>\w{1,7}(?:[–-]\w{1,7})?)$"
    r"|\s(?P<bare>\d{1,5}[–-]\d{1,5})(?=\s\()|,\s(?P<last>\d{1,5}[–-]\d{1,5})(?=\.\s|$)"
)
_HOUSES = (
    "Academic Birkhäuser Blackwell Books? Cambridge CRC Editions? Editora Editorial Éditions Elsevier Guilford Harper\\w* Karger Lippincott Macmillan "
    "McGraw\\S* MIT Mosby Norton Oxford Palgrave Pearson Penguin Press Publications? Publ(?!ic) Publish\\w* Routledge Sage SAGE Saunders Springer Taylor "
    "Thieme Universit\\w+ Verlag Wiley"
)
_HOUSE: Final = re.compile(rf"\b(?:{'|'.join(_HOUSES.split())})\b")
"""A word by which a publisher shows itself."""
_END = rf"(?:[;,] ?(?:c|©)?(?P<year>{YEAR})(?:[–-](?:\d{{2,4}})?)?)?$"
_PUBLISHERS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[.,]|(?<!\s))\s*+\((?P<publisher>[^(),:;]{{2,80}})(?:[,:] (?P<place>[^()\d]{{2,60}}))?, (?P<year>{YEAR})\)$",
        rf"(?:^|[.,;]\s)(?P<publisher>[^.:;()\d]{{3,80}}); (?P<place>[^.:;()\d]{{2,40}}): (?P<year>{YEAR})$",
        rf"(?:^|[.,;?!)\]]\s)\[?(?P<place>[^.,:;()\d“”]{{2,40}}(?:, (?:[A-Z]{{2,3}}|[A-Z]\.[A-Z]\.|[A-Z][a-z]{{2,4}}\.)| ?\([^()]{{2,20}}\))?)\]?: ?(?P<publisher>(?:[^:;()\d.]|\.(?=[^\s])|(?<=\b[A-Z])\.){{2,90}}?){_END}",
        rf"(?:^|[.,;]\s)(?P<publisher>[^.,:;()\d]{{3,80}}(?: & [^.,:;()\d]{{2,30}})?)(?:, (?P<place>[^.:;()\d]{{2,40}}))?{_END}",
    )
)


def take_work(title: str, source: str, record: Record) -> bool:
    """Fill a record from the source of a book, a chapter or a thesis; return False, and fill nothing, if it is of none.

    ``title``: what stood in quotation marks, or nothing if it stands at the beginning of ``source``.
    """
    if _take_preprint(title, source, record):
        return True
    return (
        _take_thesis(title, source, record)
        or _take_chapter(title, source, record)
        or _take_book(title, source, record)
    )


_SERVERS = "arXiv bioRxiv ChemRxiv chemRxiv medRxiv Preprints PsyArXiv Research-Square SocArXiv SSRN"
SERVERS: Final = frozenset(name.replace("-", " ") for name in _SERVERS.split())
"""Servers of preprints."""
_PREPRINT = re.compile(
    r"(?:^|[.,;?!\])]\s)(?:\[Preprint\][.,]?\s|Preprint[.,]?(?: at)?\s|In:?\s){0,3}"
    rf"(?P<server>{'|'.join(sorted(SERVERS))})\b(?P<rest>.*)$"
)


def _take_preprint(title: str, source: str, record: Record) -> bool:
    """``Title. bioRxiv. …`` on the server of preprints."""
    found = _PREPRINT.search(source)
    if found is None:
        return False
    start = found.start() + (found.start() > 0)  # with the sign that closes a title
    before, behind = source[:start].strip(" .,"), found["rest"]
    if title and before not in ("", "Preprint", "[Preprint]"):
        if not re.fullmatch(DATE, before):
            return False
        behind = before + behind
    title = title or _trim(before.replace("[Preprint]", ""))
    if not title:
        return False
    record.type, record.genre, record.container_title, record.title = (
        "article",
        "Preprint",
        found["server"],
        title,
    )
    if date := re.search(DATE, behind):
        record.issued = record.issued or parse_any_date(date[0])
        behind = behind.replace(date[0], "")
    if found["server"] == "arXiv" and (number := _ARXIV.search(behind)):
        record.pii, behind = f"arXiv:{number[1]}", behind.replace(number[0], "")
    _leave_rest(re.sub(rf"{found['server']}|\[?Preprint\]?(?: posted online| at)?", "", behind), record)
    return True


_ARXIV = re.compile(r":?\s?(\d{4}\.\d{4,5}(?:v\d+)?)")


def _leave_rest(text: str, record: Record) -> None:
    """Keep what has no field."""
    if rest := text.strip(" .,;:()[]"):
        leave(rest, record)


def _take_thesis(title: str, source: str, record: Record) -> bool:
    found = _THESIS.search(source)
    if found is None or (not title and not found.start()):
        return False
    record.type, record.genre = "thesis", found["genre"]
    record.title = title or _without_year(source[: found.start()], record)
    _leave_rest(_take_publisher(_without_year(source[found.end() :], record), record, is_sure=True), record)
    return True


_OF_A_BOOK = re.compile(rf"\bedited by\b|: [^.:;]{{0,60}}\b(?:{'|'.join(_HOUSES.split())})\b")


def _take_chapter(title: str, source: str, record: Record) -> bool:
    """``Title. In: Editors, editors. Book. Place: Publisher; Year. p. 1-9``, in the orders of all styles."""
    inside = _IN.search(source)
    if title and inside is not None and inside.start():
        return False
    begin = inside.end() if inside else 0
    if inside is None and not (title and _OF_A_BOOK.search(source)):
        return False
    chapter = Record()
    rest = _take_edition(_IN_BRACKETS.sub(r", \1,", source[begin:]).rstrip(" .,"), chapter)
    rest = _take_pages(_take_editors(rest, chapter), chapter)
    book = _take_publisher(rest, chapter, is_sure=bool(chapter.editor or chapter.edition))
    is_colon = inside is not None and inside[0].endswith((":", ": "))
    if not (chapter.editor or chapter.publisher or (is_colon and (chapter.page or _CONFERENCE.search(book)))):
        return False
    record.container_title = _trim(book)
    record.type = "paper-conference" if _CONFERENCE.search(book) else "chapter"
    record.title = title or _trim(source[: inside.start() + 1 if inside else 0])
    for field in ("editor", "edition", "page", "publisher", "publisher_place", "volume"):
        setattr(record, field, getattr(chapter, field))
    record.issued = record.issued or chapter.issued
    return True


def _take_book(title: str, source: str, record: Record) -> bool:
    book = Record()
    group = record.author[0].literal if record.author else ""
    rest = _take_edition(_IN_BRACKETS.sub(r", \1,", source).rstrip(" .,"), book)
    if number := _REPORT.search(rest):
        book.number, rest = number[1], f"{rest[: number.start()]}. {rest[number.end() :].lstrip(' .,;')}"
    is_sure = bool(book.edition or book.number or record.ISBN or (group and rest.count(group) == 1))
    rest = _trim(_take_publisher(rest, book, is_sure=is_sure))
    if not book.publisher or not (title or rest) or take_place(rest, is_dated=True)[1].page:
        return False
    is_own = book.number or (group and group in (book.publisher, book.publisher_place))
    record.type, record.title = "report" if is_own else "book", title or rest
    record.collection_title = rest if title else ""
    for field in ("number", "edition", "publisher", "publisher_place"):
        setattr(record, field, getattr(book, field))
    record.issued = record.issued or book.issued
    return True


def _take_edition(text: str, record: Record) -> str:
    found = _EDITION.search(text)
    if found is None:
        return text
    record.edition = found["edition"].rstrip(".")
    return f"{text[: found.start()]}. {text[found.end() :].lstrip(' .,;')}".rstrip(" .")


def _take_pages(text: str, record: Record) -> str:
    found = _PAGES.search(text)
    if found is None:
        return text
    record.page = complete_pages(re.sub(r"\s?[–—]\s?", "-", next(filter(None, found.groups()))))
    return (text[: found.start()] + text[found.end() :]).rstrip(" .,;")


def _take_editors(text: str, record: Record) -> str:
    for pattern in (_EDITORS_IN_BRACKETS, _EDITED_BY):
        if found := pattern.search(text):
            record.editor = parse_names(found[1].rstrip(".")).names
            return f"{text[: found.start()]}. {text[found.end() :].lstrip(' .,;')}"
    found = _EDITORS_BEHIND.match(text)
    if found is None:
        return text
    before, behind = found["before"], text[found.end() :].lstrip(" ,.;")
    starts = [0, *(comma.end() for comma in re.finditer(r"[;,.]\s", before))]
    for start in starts:
        names = before[start:]
        end = find_names(names)
        if end and (end >= len(names) - 1):
            record.editor = parse_names(names).names
            return f"{before[:start].rstrip(' ,;.')}. {behind}" if start else behind
    return text


def _take_publisher(text: str, record: Record, *, is_sure: bool) -> str:
    """What stands before the publisher at the end. ``is_sure``: that it is a book is known."""
    text = text.rstrip(" .,;")
    for row, pattern in enumerate(_PUBLISHERS):
        for found in pattern.finditer(text):
            publisher, place = found["publisher"].strip(), (found["place"] or "").strip()
            if row == 2 and _HOUSE.search(place) and not _HOUSE.search(publisher):
                publisher, place = place, publisher
            if row > 1 and not (
                is_sure or _HOUSE.search(publisher) or (row == 2 and _is_imprint(found, record))
            ):
                continue
            record.publisher, record.publisher_place = publisher, place.strip(" []")
            if found["year"]:
                record.issued = Date(year=int(found["year"]))
            return text[: found.start()]
    return _without_year(text, record)


def _is_imprint(found: re.Match[str], record: Record) -> bool:
    """Whether ``Place: Publisher`` is one, and no title with a colon: a year behind a semicolon, or a state, or nothing else to be."""
    if found["year"]:
        return found.string[found.end("publisher")] == ";"
    place = found["place"]
    return re.search(r", [A-Z]{2}$|\(", place) is not None or (
        record.issued is not None
        and not record.DOI
        and found.start() > 0
        and len(place.split()) < 3
        and len(found["publisher"].split()) < 5
    )


def _without_year(text: str, record: Record) -> str:
    found = re.search(rf"[.,;]?\s\(?({YEAR})\)?[.,;]?\s*$", text)
    if found is None:
        return _trim(text)
    record.issued = record.issued or Date(year=int(found[1]))
    return _trim(text[: found.start()])


def _trim(text: str) -> str:
    return text.strip(" .,;:")

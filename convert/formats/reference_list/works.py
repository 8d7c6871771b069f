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
_CONFERENCE = re.compile(r"\b(?:Proc\b\.?|Proceedings|Conference|Symposium|Congress|Workshop)\b")
_EDITION = re.compile(
    r"(?:[.,;]|(?<!\s))\s*+\b(?P<edition>\d{1,2}(?=(?:st|nd|rd|th|e|ª)\b|\. Aufl)|[Rr]ev(?:ised)?\.?|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth)(?:st|nd|rd|th|e|ª|\.)?"
    r"\s(?:[a-z]{2,12}\.?\s)?(?:[eé]d(?:ition|n)?|Aufl(?:age)?)\b\.?"
)
_REPORT = re.compile(
    r"(?:[.,;]|(?<!\s))\s*+\(?(?:(?:\b[Rr]eport )?(?<!\bArt\. )\b[Nn]o\.:?|\bTech(?:nical|\.) Rep(?:ort\b|\.)) ?([\w-]{1,20}(?: \([\w-]{1,12}\)[\w-]{0,6})?)\)?(?=[.,;]|\s|$)"
)
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
_EDITORS_BEFORE_PLACE = re.compile(
    rf",\s[Ee]ds?\b\.?\s((?:[^():.]|{_INITIAL_STOP}){{3,200}}?)\.?,?\s(?=\(|[^\W\d_a-z][^.:]{{2,30}}: )"
)
_PAGES = re.compile(
    r"(?:[.,;:]|(?<!\s))\s*+\b(?:pp?|pages?|S)\b\.?\s?(?P<page>\w{1,7}(?:\s?[–—-]\s?\w{1,7})?)(?=[.,;)]|$)|(?<=\d{4}):\s?(?P<late>\w{1,7}(?:[–-]\w{1,7})?)$"
    r"|\s(?P<bare>\d{1,5}[–-]\d{1,5})(?=\s\()|(?:,|(?<=\)))\s(?P<last>\d{1,5}[–-]\d{1,5})(?=\.\s|$)"
)
_HOUSES = (
    "Academic Birkhäuser Blackwell Books? Cambridge CRC Editions? Editora Editorial Éditions Elsevier Foundation Guilford Harper\\w* Karger Lippincott Macmillan "
    "McGraw\\S* MIT Mosby Norton Oxford Palgrave Pearson Penguin Press Publications? Publ(?!ic) Publish\\w* Routledge Sage SAGE Saunders Springer Taylor "
    "Thieme Universit\\w+ Verlag Wiley"
)
_HOUSE: Final = re.compile(rf"\b(?:{'|'.join(_HOUSES.split())})\b")
"""A word by which a publisher shows itself."""
_END = rf"(?:[;,] ?(?:c|©)?(?P<year>{YEAR})(?:[–-](?:\d{{2,4}})?)?)?$"
_SURE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[.,]|(?<!\s))\s*+\((?P<publisher>[^(),:;]{{2,80}})(?:[,:] (?P<place>[^()\d]{{2,60}}))?, (?P<year>{YEAR})\)$",
        r"(?:[.,]|(?<!\s))\s*+\((?P<place>[^():;\d]{2,40}(?: \([A-Z]{2,3}\))?): (?P<publisher>[^();\d]{2,80})(?P<year>)\)$",
        rf"(?:^|[.,;]\s)(?P<publisher>[^.:;()\d]{{3,80}}); (?P<place>[^.:;()\d]{{2,40}}): (?P<year>{YEAR})$",
    )
)
"""Where nothing else can stand: ``(Tide Press, Oslo, 2019)``, ``(Oslo: Tide Press)``, ``Tide Press; Oslo: 2019``."""
_IMPRINT: Final = re.compile(
    rf"(?:^|[.,;?!)\]]\s)\[?(?P<place>[^.,:;()\d“”]{{2,40}}(?:, (?:[A-Z]{{2,3}}|[A-Z]\.[A-Z]\.|[A-Z][a-z]{{2,4}}\.|[A-Z][a-z]+(?: [A-Z][a-z]+)?)){{0,2}}(?: ?\([^()]{{2,20}}\))?)\]?: ?(?P<publisher>(?:[^:;()\d.]|\.(?=[^\s])|(?<=\b[A-Z])\.|(?<=\bUniv)\.| \([A-Z]{{2,8}}\)){{2,90}}?){_END}"
)
_AT_END: Final = re.compile(
    rf"(?:^|[.,;]\s)(?P<publisher>(?:[^.,:;()\d]|\.(?=,)){{3,80}}(?: & [^.,:;()\d]{{2,30}})?)(?:, (?P<place>[^.:;()\d]{{2,40}}))?{_END}"
)


_EDITORS_FIRST = re.compile(
    r"(?:,? \(|, )(?:[Ee]ds?\b\.?|[Ee]ditors?\b|Hrsg\.|Hg\.)\)?(?P<stop>[.,:;]?)(?=\s)"
)
_LONGEST_EDITORS = 600


def cut_editors(text: str) -> tuple[str, bool]:
    """A reference whose first names are the editors' → it without the words that say so, and whether there were any.

    >>> cut_editors("Lee RS, Roe J, editors. Sleep at sea. Oslo: Tide; 2019."), cut_editors("Lee, R. (Ed.). (2019). Sleep.")
    (('Lee RS, Roe J. Sleep at sea. Oslo: Tide; 2019.', True), ('Lee, R. (2019). Sleep.', True))
    >>> cut_editors("Lee RS. Sleep. In: Roe J, editor. Night. Oslo: Tide; 2019.")[1]
    False
    """
    found = _EDITORS_FIRST.search(text, 0, _LONGEST_EDITORS)
    if found is None:
        return text, False
    before, behind = text[: found.start()], text[found.end() :]
    end = find_names(before)
    is_all_names = len(before) - end <= 1 if end else _are_full_names(before)
    if not is_all_names:
        return text, False
    has_stop = before.endswith(".") or behind.startswith(" (")
    return f"{before}{'' if has_stop else found['stop'] or '.'}{behind}", True


def _are_full_names(text: str) -> bool:
    """``Lee, Rose S., and Jane Doe``."""
    names = parse_names(text).names
    return len(text.split()) < 5 * len(names) + 2 and all(name.family and name.initials for name in names)


def as_edited(record: Record) -> None:
    """Have a work whose first names are its editors' be a book, unless it has a place in a journal."""
    record.editor, record.author = record.author, []
    if "author" in record.inferred:
        record.inferred["editor"] = record.inferred.pop("author")
    container = record.container_title or record.container_title_short
    if not record.type and container and not (record.volume or record.page or record.publisher):
        place, _, publisher = container.rstrip(".").rpartition(": ")
        record.type, record.publisher, record.publisher_place = "book", publisher, place
        record.container_title = record.container_title_short = ""


def take_work(title: str, source: str, record: Record) -> bool:
    """Fill a record from the source of a book, a chapter or a thesis; return False, and fill nothing, if it is of none.

    ``title``: what stood in quotation marks, or nothing if it stands at the beginning of ``source``.
    """
    if _take_preprint(title, source, record) or _take_patent(title, source, record):
        return True
    return (
        _take_thesis(title, source, record)
        or _take_book_first(source, record)
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
    _leave_rest(
        re.sub(rf"{found['server']}|[\[(]?[Pp]reprint[\])]?(?: posted online| at)?", "", behind), record
    )
    return True


_ARXIV = re.compile(r":?\s?(\d{4}\.\d{4,5}(?:v\d+)?)")


def _leave_rest(text: str, record: Record) -> None:
    """Keep what has no field."""
    if rest := text.strip(" .,;:()[]"):
        leave(rest, record)


_PATENT = re.compile(
    r"(?:^|[.,;]\s|(?<!\s)\s*+\()(?P<authority>U\.?\s?S\.?A?|United States|European|German|Japan(?:ese)?|Chin(?:a|ese)|World|WO|EP|JP|CN)"
    r" [Pp]atent(?: [Aa]pplication)?(?: (?:[Nn]o\.?|[Nn]umber))?:?\s(?P<number>(?:[A-Z]{2}\s?)?\d(?:[,/]?\d| \d{3}\b){2,14}(?:\s?[A-Z]\d?\b)?)\)?"
)


def _take_patent(title: str, source: str, record: Record) -> bool:
    """``Title. United States patent US 20020103498. 2002 Aug 1``, ``Title (U.S. Patent No. 9,275,381).``: a patent."""
    found = _PATENT.search(source)
    if found is None or not (title or found.start()):
        return False
    record.type, record.title = "patent", title or _trim(source[: found.start()])
    record.authority, record.number = found["authority"], found["number"]
    rest = source[found.end() :]
    if not record.issued and (date := re.search(DATE, rest)):
        record.issued, rest = parse_any_date(date[0]), rest.replace(date[0], "")
    _leave_rest(rest, record)
    return True


def _take_thesis(title: str, source: str, record: Record) -> bool:
    found = _THESIS.search(source)
    if found is None or (not title and not found.start()):
        return False
    record.type, record.genre = "thesis", found["genre"]
    record.title = title or _without_year(source[: found.start()], record)
    rest = _without_year(source[found.end() :], record)
    if school := _SCHOOL.search(rest):
        record.publisher, record.publisher_place = school["publisher"], school["place"] or ""
        rest = rest[: school.start()]
    else:
        rest = _take_publisher(rest, record, is_sure=True)
    _leave_rest(rest, record)
    return True


_SCHOOL = re.compile(
    r"(?:^|, )(?P<publisher>[^,:;]{0,60}\b(?:Univ\b\.?|Universit\w+|Institut\w*|Inst\b\.?|College)[^,:;]{0,60})(?:, (?P<place>[^:;]{2,60}))?$"
)
"""``Department, University, Place``."""


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
    is_conference = _CONFERENCE.search(book) is not None
    if not (
        chapter.editor
        or chapter.publisher
        or (is_colon and chapter.page)
        or (is_conference and (is_colon or (title and inside)))
    ):
        return False
    if not (chapter.editor or chapter.publisher) and _IN_JOURNAL.search(book):
        return False
    record.container_title = _trim(book)
    record.type = "paper-conference" if is_conference else "chapter"
    record.title = title or _trim(source[: inside.start() + 1 if inside else 0])
    for field in ("editor", "edition", "page", "publisher", "publisher_place", "volume"):
        setattr(record, field, getattr(chapter, field))
    record.issued = record.issued or chapter.issued
    return True


_BOOK_FIRST = re.compile(
    rf"(?P<book>.{{3,300}}?)\. (?P<publisher>[^.;:]{{3,80}}); (?P<place>[^.;:]{{2,40}}): (?P<year>{YEAR})\. "
    r"(?P<title>[^;]{4,300}?)(?:; pp?\. (?P<page>\d+[–-]\d+))?\.?"
)


def _take_book_first(source: str, record: Record) -> bool:
    """``Book. Publisher; Place: Year. Chapter; pp. 1–9.``, as PubMed Central has MDPI's chapters."""
    found = _BOOK_FIRST.fullmatch(source)
    if found is None:
        return False
    record.type, record.title, record.container_title = "chapter", found["title"], found["book"]
    record.publisher, record.publisher_place = found["publisher"], found["place"]
    record.issued, record.page = Date(year=int(found["year"])), (found["page"] or "").replace("–", "-")
    return True


_IN_JOURNAL = re.compile(r"\s\d{1,4} ?\(\d{1,4}\)$")
"""German styles have ``In: Zeitschrift für Schlaf 47 (2), S. 100–120``."""


def _take_book(title: str, source: str, record: Record) -> bool:
    book = Record(issued=record.issued, DOI=record.DOI)
    group = record.author[0].literal if record.author else ""
    if tail := _BEHIND_YEAR.search(source):
        source = source[: tail.start()]
    rest = _take_edition(_IN_BRACKETS.sub(r", \1,", source).rstrip(" .,"), book)
    if number := _REPORT.search(rest):
        book.number, rest = number[1], f"{rest[: number.start()]}. {rest[number.end() :].lstrip(' .,;')}"
        if (date := _MONTH_AT_END.search(rest)) and not date[1].isdecimal():
            book.issued, rest = parse_any_date(date[1]), rest[: date.start()]
    is_sure = bool(book.edition or book.number or record.ISBN or (group and rest.count(group) == 1))
    whole = rest
    rest = _trim(_take_publisher(rest, book, is_sure=is_sure))
    if not (title or rest) and book.edition:
        book.publisher, rest = "", _without_year(whole, book)
    if not (book.publisher or book.edition) or not (title or rest) or take_place(rest, is_dated=True)[1].page:
        return False
    is_own = book.number or (group and group in (book.publisher, book.publisher_place))
    record.type, record.title = "report" if is_own else "book", title or rest
    record.collection_title = rest if title else ""
    for field in ("number", "edition", "publisher", "publisher_place"):
        setattr(record, field, getattr(book, field))
    record.issued = record.issued or book.issued
    if tail and (length := re.fullmatch(r"(\d{1,5}) ?(?:p|pages)\.?", tail[1])):
        record.number_of_pages = length[1]
    elif tail:
        _leave_rest(tail[1], record)
    return True


_MONTH_AT_END = re.compile(rf"[.,;]?\s({DATE})$")
_BEHIND_YEAR = re.compile(rf"(?<=; {YEAR})\.\s(?!pp?\b)(\D(?!.*\d[;:(]\s?\d).*|\d{{1,5}} ?(?:p|pages)\.?)$")
"""What follows the year of a book: how many pages it has, and what has no field."""


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
    for pattern in (_EDITORS_IN_BRACKETS, _EDITED_BY, _EDITORS_BEFORE_PLACE):
        if (found := pattern.search(text)) and (pattern is not _EDITORS_BEFORE_PLACE or find_names(found[1])):
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
    for pattern in (*_SURE, _IMPRINT, _AT_END):
        for found in pattern.finditer(text):
            publisher, place = found["publisher"].strip(), (found["place"] or "").strip()
            if pattern is _IMPRINT and _HOUSE.search(place) and not _HOUSE.search(publisher):
                publisher, place = place, publisher
            if pattern not in _SURE and not (
                is_sure or _HOUSE.search(publisher) or (pattern is _IMPRINT and _is_imprint(found, record))
            ):
                continue
            record.publisher, record.publisher_place = publisher, place.strip(" []")
            if found["year"]:
                record.issued = Date(year=int(found["year"]))
            return text[: found.start()]
    return _without_year(text, record)


_NAMED = re.compile(
    r"[^\W\d_a-z][\w.()-]*(?:,? (?:[^\W\d_a-z(][\w.()-]*|\([A-Z]+\)|&|and|for|of|the|de|am)){0,8}"
)
"""Words with capitals, as names of places and publishers have."""


def _is_imprint(found: re.Match[str], record: Record) -> bool:
    """Whether ``Place: Publisher`` is one, and no title with a colon: a year behind a semicolon, or a state, or nothing else to be."""
    place = found["place"]
    if found["year"]:
        is_named = _NAMED.fullmatch(place) and _NAMED.fullmatch(found["publisher"]) and ", " in place
        return found.string[found.end("publisher")] == ";" or bool(is_named)
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

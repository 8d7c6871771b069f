"""What fills most of a record, read by one expression an item where it is written as NLM writes it.

Lists of authors, headings, dates, references and the like are most of a record's elements. ``take`` cuts those out of
its text that are nothing but such items, and the tree that lxml makes of the rest is small. A list that is written
otherwise stays where it is: which of the two reads it makes no difference to the record.
"""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from convert.readers.pubmed_xml.parts import MONTH_NUMBERS, identify_article, paginate
from convert.readers.pubmed_xml.walk import one_line
from convert.record import (
    AbstractSection,
    Affiliation,
    Chemical,
    Date,
    Grant,
    HistoryDate,
    Keyword,
    MeshHeading,
    MeshQualifier,
    Name,
    PublicationType,
    Record,
)
from convert.values import space_initials

Groups: TypeAlias = tuple[str, ...]
"""What the groups of an item's expression matched; ``""`` for one that took no part."""

_TO_NEXT_TAG = "[^<]*+<"
"""Whatever stands before a tag, and its ``<``: an element that may be left out is then told by its first letter."""


def _element(name: str, inside: str = "([^<]*+)<", attributes: str = "") -> str:
    """An expression for an element, from its name to the begin of the next tag."""
    return rf"{name}{attributes}>{inside}/{name}>{_TO_NEXT_TAG}"


def _parent(name: str, inside: str, attributes: str = "") -> str:
    """An expression for an element that holds others."""
    return _element(name, _TO_NEXT_TAG + inside, attributes)


def _maybe(pattern: str) -> str:
    return f"(?:{pattern}|)"


def _any_number(pattern: str) -> str:
    """An expression for the groups of the first of these, and as one more group the text of all others."""
    other = re.sub(r"\((?!\?)", "(?:", pattern)
    return f"{_maybe(pattern)}({other}(?:{other})*|)"


_MAJOR = ' MajorTopicYN="([YN])"'
_UI = r' UI="(\w*+)"'
_MONTH = _element("Month", f"({'|'.join(sorted(MONTH_NUMBERS, reverse=True))})<")
_DAY = _element("Day", r"(\d\d?)<")
_FULL_DATE = _element("Year", r"(\d{4})<") + _MONTH + _DAY
_TIME = _maybe(_element("Hour", r"(\d+)<") + _element("Minute", r"(\d+)<"))
_AFFILIATION = _parent("AffiliationInfo", _element("Affiliation", "([^<]++)<"))
_ARTICLE_ID = _element("ArticleId", attributes=r' IdType="(\w++)"')
_QUALIFIER = _element("QualifierName", attributes=_UI + _MAJOR)

_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#(\d+)|#x([0-9A-Fa-f]+));")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def _text(source: str) -> str:
    """The text that stands in the source."""
    if "&" in source:
        source = _REFERENCE.sub(_character, source)
    return one_line(source) if "\n" in source else source.strip()


def _character(reference: re.Match[str]) -> str:
    """``""`` if text may not hold it."""
    name, decimal, hexadecimal = reference.groups()
    if name:
        return _CHARACTERS[name]
    number = int(decimal) if decimal else int(hexadecimal or "0", 16)
    return chr(number) if 32 <= number < 0xD800 else ""


def _has_other_references(text: str) -> bool:
    at = text.find("&")
    while at >= 0:
        reference = _REFERENCE.match(text, at)
        if reference is None or not _character(reference):
            return True
        at = text.find("&", at + 1)
    return False


_affiliations = re.compile(_AFFILIATION).findall
_article_ids = re.compile(_ARTICLE_ID).findall
_qualifiers = re.compile(_QUALIFIER).findall

# --- what the items say ---------------------------------------------------------------------------------


def _dates(field: str) -> "Read":
    def read(record: Record, items: list[Groups]) -> None:
        ((year, month, day, _),) = items
        setattr(record, field, Date(int(year), MONTH_NUMBERS[month], int(day)))

    return read


def _journal(record: Record, items: list[Groups]) -> None:
    ((printed, electronic, volume, issue, year, month, day, title, abbreviation, _),) = items
    if electronic:
        record.ISSN = record.ISSN_electronic = _text(electronic)
    else:
        record.ISSN = record.ISSN_print = _text(printed)
    record.volume = _text(volume)
    record.issue = _text(issue)
    record.issued = Date(int(year), MONTH_NUMBERS[month] if month else None, int(day) if day else None)
    record.container_title = _text(title)
    record.iso_abbreviation = _text(abbreviation)


def _pages(record: Record, items: list[Groups]) -> None:
    first, last, both, _ = items[0]
    paginate(record, _text(first), _text(last), _text(both))


def _abstract(record: Record, items: list[Groups]) -> None:
    for label, category, text, _, rights, _ in items:
        if rights:
            record.copyright = _text(rights)
        elif (inner := _text(text)) or label:
            record.abstract.append(AbstractSection(inner, label, category))


def _authors(record: Record, items: list[Groups]) -> None:
    for equal, group, family, given, initials, suffix, orcid, affiliation, others, _ in items:
        if group:
            name = Name(literal=_text(group))
        else:
            short = _text(initials)
            name = Name(_text(family), _text(given) or space_initials(short), initials=short)
            if suffix:
                name.suffix = _text(suffix)
        if orcid:
            name.ORCID = orcid
        if affiliation:
            name.affiliation = [Affiliation(_text(affiliation))]
            if others:
                name.affiliation += [Affiliation(_text(text)) for text in _affiliations(others)]
        if equal:
            name.equal_contribution = equal == "Y"
        record.author.append(name)


def _grants(record: Record, items: list[Groups]) -> None:
    record.grant += [
        Grant(_text(number), _text(acronym), _text(agency), _text(country))
        for number, acronym, agency, country, _ in items
    ]


def _publication_types(record: Record, items: list[Groups]) -> None:
    record.publication_type += [PublicationType(_text(name), ui) for ui, name, _ in items]


def _journal_info(record: Record, items: list[Groups]) -> None:
    ((country, abbreviation, nlm_id, linking, _),) = items
    record.journal_country = _text(country)
    record.container_title_short = _text(abbreviation)
    record.nlm_id = _text(nlm_id)
    record.ISSN_linking = _text(linking)


def _chemicals(record: Record, items: list[Groups]) -> None:
    record.chemical += [Chemical(_text(name), _text(number), ui) for number, ui, name, _ in items]


def _headings(record: Record, items: list[Groups]) -> None:
    for ui, major, kind, descriptor, qualifier_ui, is_major, qualifier, others, _ in items:
        heading = MeshHeading(_text(descriptor), major == "Y", ui, kind)
        if is_major:
            heading.qualifier = [MeshQualifier(_text(qualifier), is_major == "Y", qualifier_ui)]
            if others:
                heading.qualifier += [
                    MeshQualifier(_text(name), major == "Y", ui) for ui, major, name in _qualifiers(others)
                ]
        record.mesh.append(heading)


def _keywords(record: Record, items: list[Groups]) -> None:
    record.keyword += [Keyword(_text(term), major == "Y", "NOTNLM") for major, term, _ in items]


def _history(record: Record, items: list[Groups]) -> None:
    for status, year, month, day, hour, minute, _ in items:
        time = f"{hour:0>2}:{minute:0>2}" if hour else ""
        date = Date(int(year), MONTH_NUMBERS[month], int(day), None, time)
        record.history.append(HistoryDate(status, date))


def identify_all(record: Record, items: list[Groups]) -> None:
    """ArticleIdList."""
    for scheme, value, _ in items:
        identify_article(record, scheme, _text(value))


def _references(record: Record, items: list[Groups]) -> None:
    listed = record.related.setdefault("references", [])
    for citation, first_scheme, first_value, others, _ in items:
        reference = Record(citation_text=_text(citation))
        if first_scheme:
            identify_article(reference, first_scheme, _text(first_value))
            for scheme, value in _article_ids(others):
                identify_article(reference, scheme, _text(value))
        listed.append(reference)


# --- the lists ------------------------------------------------------------------------------------------


Read: TypeAlias = Callable[[Record, list[Groups]], None]


class List(NamedTuple):
    """A list, or an element whose parts are read as one item."""

    name: str
    opening: str
    find_items: Callable[[str, int, int], list[Groups]]
    """The last group of the last item is what is none."""
    closing: str
    read: Read
    before: str
    """A tag that it must stand before, if it is one of those that are often absent: no more is looked through."""


def _list(name: str, item: str, read: Read, attributes: str = "", before: str = "") -> List:
    find_items = re.compile(f"{item}|(.+)", re.DOTALL).findall
    return List(name, f"<{name}{attributes}>", find_items, f"</{name}>", read, before)


def _single(name: str, inside: str, read: Read, attributes: str = "", before: str = "") -> List:
    return _list(name, inside + r"\Z", read, attributes, before)


_NUMBERED_DAY = _element("Year", r"(\d{4})<") + _maybe(_MONTH + _maybe(_DAY))
LISTS = (
    _single("DateCompleted", _FULL_DATE, _dates("date_completed")),
    _single("DateRevised", _FULL_DATE, _dates("date_revised")),
    _single(
        "Journal",
        "(?:"
        + _element("ISSN", r"([^<\s][^<]*+)<", ' IssnType="Print"')
        + f'JournalIssue CitedMedium="Print">{_TO_NEXT_TAG}|'
        + _element("ISSN", r"([^<\s][^<]*+)<", ' IssnType="Electronic"')
        + f'JournalIssue CitedMedium="Internet">{_TO_NEXT_TAG})'
        + _maybe(_element("Volume"))
        + _maybe(_element("Issue"))
        + _parent("PubDate", _NUMBERED_DAY)
        + f"/JournalIssue>{_TO_NEXT_TAG}"
        + _element("Title")
        + _element("ISOAbbreviation"),
        _journal,
    ),
    _single(
        "Pagination",
        _maybe(_element("StartPage") + _maybe(_element("EndPage"))) + _element("MedlinePgn"),
        _pages,
    ),
    _list(
        "Abstract",
        r'AbstractText(?: Label="([^"&<]*+)"(?: NlmCategory="([^"&<]*+)"|)|)>'
        rf"([^<]*+(?:<(i|b|sub|sup)>[^<]++</\4>[^<]*+)*)</AbstractText>{_TO_NEXT_TAG}"
        "|" + _element("CopyrightInformation"),
        _abstract,
    ),
    _list(
        "AuthorList",
        _parent(
            "Author",
            f"(?:{_element('CollectiveName')}|"
            + _element("LastName")
            + _maybe(_element("ForeName"))
            + _maybe(_element("Initials"))
            + _maybe(_element("Suffix"))
            + ")"
            + _maybe(
                _element(
                    "Identifier",
                    r"(?:https?://orcid\.org/|)(\d{4}-\d{4}-\d{4}-\d{3}[\dX])<",
                    ' Source="ORCID"',
                )
            )
            + _any_number(_AFFILIATION),
            '(?: EqualContrib="([YN])"|) ValidYN="Y"',
        ),
        _authors,
        ' CompleteYN="Y"',
    ),
    _list(
        "GrantList",
        _parent(
            "Grant",
            _maybe(_element("GrantID"))
            + _maybe(_element("Acronym"))
            + _element("Agency")
            + _maybe(_element("Country")),
        ),
        _grants,
        ' CompleteYN="Y"',
        "</Article>",
    ),
    _list("PublicationTypeList", _element("PublicationType", attributes=_UI), _publication_types),
    _single("ArticleDate", _FULL_DATE, _dates("available_date"), ' DateType="Electronic"', "</Article>"),
    _single(
        "MedlineJournalInfo",
        _maybe(_element("Country"))
        + _element("MedlineTA")
        + _maybe(_element("NlmUniqueID"))
        + _maybe(_element("ISSNLinking")),
        _journal_info,
    ),
    _list(
        "ChemicalList",
        _parent("Chemical", _element("RegistryNumber") + _element("NameOfSubstance", attributes=_UI)),
        _chemicals,
        before="</MedlineCitation>",
    ),
    _list(
        "MeshHeadingList",
        _parent(
            "MeshHeading",
            _element("DescriptorName", attributes=_UI + _MAJOR + '(?: Type="([^"&<]*+)"|)')
            + _any_number(_QUALIFIER),
        ),
        _headings,
        before="</MedlineCitation>",
    ),
    _list(
        "KeywordList",
        _element("Keyword", attributes=_MAJOR),
        _keywords,
        ' Owner="NOTNLM"',
        "</MedlineCitation>",
    ),
    _list(
        "History",
        _parent("PubMedPubDate", _FULL_DATE + _TIME, ' PubStatus="([^"&<]*+)"'),
        _history,
    ),
    _list("ArticleIdList", _ARTICLE_ID, identify_all, before="<ReferenceList"),
    _list(
        "ReferenceList",
        _parent(
            "Reference", _element("Citation") + _maybe(_parent("ArticleIdList", _any_number(_ARTICLE_ID)))
        ),
        _references,
    ),
)
"""In the order of the DTD, in which they are looked for."""

_LIST_TAG = re.compile(rf"<({'|'.join(plain.name for plain in LISTS)})\b")


Taken: TypeAlias = tuple[Read, list[Groups]]
"""Who reads the items of a list, and these."""


def take(text: str) -> tuple[str, list[Taken]]:
    """The text of a record without its lists, and the lists: who reads them, and their items.

    Of one kind all are taken, or none, so that their order stays that of the record.
    """
    if _has_other_references(text):
        return text, []
    taken = []
    names = set()
    rest = []
    at = 0
    for name, opening, find_items, closing, read, before in LISTS:
        start = text.find(opening, at, text.find(before, at) if before else -1)
        if start >= 0:
            end = text.find(closing, start)
            items = find_items(text, text.find("<", start + 1) + 1, end + 1)
            if items and not items[-1][-1]:
                taken.append((read, items))
                names.add(name)
                rest.append(text[at:start])
                at = end + len(closing)
    rest.append(text[at:])
    left = "".join(rest)
    if names.intersection(_LIST_TAG.findall(left)):
        return text, []
    return left, taken

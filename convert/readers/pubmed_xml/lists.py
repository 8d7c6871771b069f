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
"""What the groups of an item's expression matched; None, against what mypy is told, for one that took no part."""


def _element(name: str, inside: str = "([^<]*)", attributes: str = "") -> str:
    return rf"<{name}{attributes}>{inside}</{name}>\s*"


def _maybe(pattern: str) -> str:
    return f"(?:{pattern}|)"


def _all_of(pattern: str) -> str:
    """An expression for any number of these, as one group."""
    return f"((?:{pattern.replace('(', '(?:')})*)"


_MAJOR = ' MajorTopicYN="([YN])"'
_UI = r' UI="(\w*)"'
_MONTH = _element("Month", f"({'|'.join(sorted(MONTH_NUMBERS, reverse=True))})")
_DAY = _element("Day", r"(\d\d?)")
_FULL_DATE = _element("Year", r"(\d{4})") + _MONTH + _DAY
_TIME = _maybe(_element("Hour", r"(\d+)") + _element("Minute", r"(\d+)"))
_AFFILIATION = _element("AffiliationInfo", rf"\s*{_element('Affiliation')}")
_ARTICLE_ID = _element("ArticleId", attributes=r' IdType="(\w+)"')
_QUALIFIER = _element("QualifierName", attributes=_UI + _MAJOR)

_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#(\d+)|#x([0-9A-Fa-f]+));|&")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def _text(source: str) -> str:
    """The text that stands in the source."""
    if "&" in source:
        source = _REFERENCE.sub(_character, source)
    return one_line(source) if "\n" in source else source.strip()


def _character(reference: re.Match[str]) -> str:
    """``""`` if it is no reference to a character of text."""
    name, decimal, hexadecimal = reference.groups()
    if name:
        return _CHARACTERS[name]
    number = int(decimal) if decimal else int(hexadecimal or "0", 16)
    return chr(number) if 32 <= number < 0xD800 else ""


def _has_other_references(text: str, start: int, end: int) -> bool:
    if text.find("&", start, end) < 0:
        return False
    return not all(map(_character, _REFERENCE.finditer(text, start, end)))


_affiliations = re.compile(_AFFILIATION).findall
_article_ids = re.compile(_ARTICLE_ID).findall
_qualifiers = re.compile(_QUALIFIER).findall

# --- what the items say ---------------------------------------------------------------------------------


def _dates(field: str) -> "Read":
    def read(record: Record, items: list[Groups]) -> None:
        ((year, month, day),) = items
        setattr(record, field, Date(int(year), MONTH_NUMBERS[month], int(day)))

    return read


def _journal(record: Record, items: list[Groups]) -> None:
    ((printed, electronic, volume, issue, year, month, day, title, abbreviation),) = items
    if electronic is None:
        record.ISSN = record.ISSN_print = _text(printed)
    else:
        record.ISSN = record.ISSN_electronic = _text(electronic)
    record.volume = _text(volume or "")
    record.issue = _text(issue or "")
    record.issued = Date(int(year), MONTH_NUMBERS[month] if month else None, int(day) if day else None)
    record.container_title = _text(title)
    record.iso_abbreviation = _text(abbreviation)


def _pages(record: Record, items: list[Groups]) -> None:
    paginate(record, *(_text(page or "") for page in items[0]))


def _abstract(record: Record, items: list[Groups]) -> None:
    for label, category, text, _, rights in items:
        if rights:
            record.copyright = _text(rights)
        elif (inner := _text(text or "")) or label:
            record.abstract.append(AbstractSection(inner, label or "", category or ""))


def _authors(record: Record, items: list[Groups]) -> None:
    for equal, group, family, given, initials, suffix, orcid, affiliations in items:
        if family is None:
            name = Name(literal=_text(group))
        else:
            short = _text(initials or "")
            name = Name(_text(family), _text(given or "") or space_initials(short), initials=short)
            if suffix:
                name.suffix = _text(suffix)
        if orcid:
            name.ORCID = orcid
        if affiliations:
            name.affiliation = [Affiliation(_text(text)) for text in _affiliations(affiliations)]
        if equal:
            name.equal_contribution = equal == "Y"
        record.author.append(name)


def _grants(record: Record, items: list[Groups]) -> None:
    for number, acronym, agency, country in items:
        said = (_text(text or "") for text in (number, acronym, agency, country))
        record.grant.append(Grant(*said))


def _publication_types(record: Record, items: list[Groups]) -> None:
    record.publication_type += [PublicationType(_text(name), ui) for ui, name in items]


def _journal_info(record: Record, items: list[Groups]) -> None:
    ((country, abbreviation, nlm_id, linking),) = items
    record.journal_country = _text(country or "")
    record.container_title_short = _text(abbreviation)
    record.nlm_id = _text(nlm_id or "")
    record.ISSN_linking = _text(linking or "")


def _chemicals(record: Record, items: list[Groups]) -> None:
    record.chemical += [Chemical(_text(name), _text(number), ui) for number, ui, name in items]


def _headings(record: Record, items: list[Groups]) -> None:
    for ui, major, kind, descriptor, qualifiers in items:
        heading = MeshHeading(_text(descriptor), major == "Y", ui, kind or "")
        if qualifiers:
            heading.qualifier = [
                MeshQualifier(_text(name), is_major == "Y", qualifier_ui)
                for qualifier_ui, is_major, name in _qualifiers(qualifiers)
            ]
        record.mesh.append(heading)


def _keywords(record: Record, items: list[Groups]) -> None:
    record.keyword += [Keyword(_text(term), major == "Y", "NOTNLM") for major, term in items]


def _history(record: Record, items: list[Groups]) -> None:
    for status, year, month, day, hour, minute in items:
        time = f"{hour:0>2}:{minute:0>2}" if hour else ""
        date = Date(int(year), MONTH_NUMBERS[month], int(day), time=time)
        record.history.append(HistoryDate(status, date))


def identify_all(record: Record, items: list[Groups]) -> None:
    """ArticleIdList."""
    for scheme, value in items:
        identify_article(record, scheme, _text(value))


def _references(record: Record, items: list[Groups]) -> None:
    listed = record.related.setdefault("references", [])
    for citation, identifiers in items:
        reference = Record(citation_text=_text(citation))
        if identifiers:
            identify_all(reference, _article_ids(identifiers))
        listed.append(reference)


# --- the lists ------------------------------------------------------------------------------------------


Read: TypeAlias = Callable[[Record, list[Groups]], None]


class List(NamedTuple):
    """A list, or an element whose parts are read as one item."""

    name: str
    opening: str
    item: re.Pattern[str]
    closing: str
    read: Read

    def items(self, text: str, start: int) -> tuple[list[Groups], int]:
        """The items of the list that begins here, and its end; none if it holds anything else."""
        match = self.item.match
        items = []
        position = text.find("<", start + 1)
        while item := match(text, position):
            items.append(item.groups())
            position = item.end()
        if not text.startswith(self.closing, position) or _has_other_references(text, start, position):
            return [], start
        return items, position + len(self.closing)


def _list(name: str, item: str, read: Read, attributes: str = "") -> List:
    return List(name, f"<{name}{attributes}>", re.compile(item), f"</{name}>", read)


_NUMBERED_DAY = _element("Year", r"(\d{4})") + _maybe(_MONTH + _maybe(_DAY))
LISTS = (
    _list("DateCompleted", _FULL_DATE, _dates("date_completed")),
    _list("DateRevised", _FULL_DATE, _dates("date_revised")),
    _list(
        "Journal",
        "(?:"
        + _element("ISSN", r"([^<\s][^<]*)", ' IssnType="Print"')
        + r'<JournalIssue CitedMedium="Print">\s*|'
        + _element("ISSN", r"([^<\s][^<]*)", ' IssnType="Electronic"')
        + r'<JournalIssue CitedMedium="Internet">\s*)'
        + _maybe(_element("Volume"))
        + _maybe(_element("Issue"))
        + _element("PubDate", rf"\s*{_NUMBERED_DAY}")
        + r"</JournalIssue>\s*"
        + _element("Title")
        + _element("ISOAbbreviation"),
        _journal,
    ),
    _list(
        "Pagination",
        _maybe(_element("StartPage") + _maybe(_element("EndPage"))) + _element("MedlinePgn"),
        _pages,
    ),
    _list(
        "Abstract",
        r'<AbstractText(?: Label="([^"&<]*)"(?: NlmCategory="([^"&<]*)"|)|)>'
        r"([^<]*(?:<(i|b|sub|sup)>[^<]+</\4>[^<]*)*)</AbstractText>\s*"
        "|" + _element("CopyrightInformation"),
        _abstract,
    ),
    _list(
        "AuthorList",
        r'<Author(?: EqualContrib="([YN])"|) ValidYN="Y">\s*(?:'
        + _element("CollectiveName")
        + "|"
        + _element("LastName")
        + _maybe(_element("ForeName"))
        + _maybe(_element("Initials"))
        + _maybe(_element("Suffix"))
        + ")"
        + _maybe(
            _element(
                "Identifier", r"(?:https?://orcid\.org/|)(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", ' Source="ORCID"'
            )
        )
        + _all_of(_AFFILIATION)
        + r"</Author>\s*",
        _authors,
        ' CompleteYN="Y"',
    ),
    _list(
        "GrantList",
        _element(
            "Grant",
            r"\s*"
            + _maybe(_element("GrantID"))
            + _maybe(_element("Acronym"))
            + _element("Agency")
            + _maybe(_element("Country")),
        ),
        _grants,
        ' CompleteYN="Y"',
    ),
    _list("PublicationTypeList", _element("PublicationType", attributes=_UI), _publication_types),
    _list("ArticleDate", _FULL_DATE, _dates("available_date"), ' DateType="Electronic"'),
    _list(
        "MedlineJournalInfo",
        _maybe(_element("Country"))
        + _element("MedlineTA")
        + _maybe(_element("NlmUniqueID"))
        + _maybe(_element("ISSNLinking")),
        _journal_info,
    ),
    _list(
        "ChemicalList",
        _element(
            "Chemical", r"\s*" + _element("RegistryNumber") + _element("NameOfSubstance", attributes=_UI)
        ),
        _chemicals,
    ),
    _list(
        "MeshHeadingList",
        _element(
            "MeshHeading",
            r"\s*"
            + _element("DescriptorName", attributes=_UI + _MAJOR + '(?: Type="([^"&<]*)"|)')
            + _all_of(_QUALIFIER),
        ),
        _headings,
    ),
    _list("KeywordList", _element("Keyword", attributes=_MAJOR), _keywords, ' Owner="NOTNLM"'),
    _list(
        "History",
        _element("PubMedPubDate", rf"\s*{_FULL_DATE}{_TIME}", ' PubStatus="([^"&<]*)"'),
        _history,
    ),
    _list("ArticleIdList", _ARTICLE_ID, identify_all),
    _list(
        "ReferenceList",
        _element(
            "Reference",
            r"\s*" + _element("Citation") + _maybe(_element("ArticleIdList", rf"\s*{_all_of(_ARTICLE_ID)}")),
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
    taken = []
    names = set()
    rest = []
    at = 0
    limit = text.find("<ReferenceList")  # references have identifiers, too
    for plain in LISTS:
        start = text.find(plain.opening, at, limit if plain is not LISTS[-1] else len(text))
        if start >= 0:
            items, end = plain.items(text, start)
            if items:
                taken.append((plain.read, items))
                names.add(plain.name)
                rest.append(text[at:start])
                at = end
    rest.append(text[at:])
    left = "".join(rest)
    if names.intersection(_LIST_TAG.findall(left)):
        return text, []
    return left, taken

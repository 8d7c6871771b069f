"""What is usual in a record, read by one expression an item where it is written as NLM writes it.

Lists of authors, headings, dates, references and the like are most of a record's elements. ``taking`` cuts those out of its
text that are nothing but such items. A list that is written otherwise stays where it is, for a tree's reader: which of the
two reads it makes no difference to the record.
"""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple, TypeAlias

from convert.formats.pubmed_xml.expressions import (
    TO_NEXT_TAG,
    VALUE,
    any_number,
    element,
    maybe,
    parent,
    rich,
    text_in,
    without_groups,
)
from convert.formats.pubmed_xml.values import (
    MONTH_NUMBERS,
    add_link,
    put_article_id,
    put_date,
    put_pages,
)
from convert.model.names import space_initials
from convert.model.record import (
    AbstractSection,
    Affiliation,
    Chemical,
    Date,
    Grant,
    HistoryDate,
    Keyword,
    Link,
    MeshHeading,
    MeshQualifier,
    Name,
    PublicationType,
    Record,
)

Groups: TypeAlias = tuple[str, ...]
"""What the groups of an item's expression matched; ``""`` for one that took no part."""

_MAJOR = ' MajorTopicYN="([YN])"'
_UI = r' UI="(\w*+)"'
_MONTH = element("Month", f"({'|'.join(sorted(MONTH_NUMBERS, reverse=True))})<")
_DAY = element("Day", r"(\d\d?)<")
_FULL_DATE = element("Year", r"([1-9]\d{3})<") + _MONTH + _DAY
_TIME = maybe(element("Hour", r"(\d+)<") + element("Minute", r"(\d+)<"))
_AFFILIATION = parent("AffiliationInfo", element("Affiliation", "([^<]++)<"))
PMID_ELEMENT = element("PMID", attributes='(?: Version="1"|)')
_ARTICLE_ID = element("ArticleId", attributes=r' IdType="(\w++)"')
_QUALIFIER = element("QualifierName", attributes=_UI + _MAJOR)

_affiliations = re.compile(_AFFILIATION).findall
_article_ids = re.compile(_ARTICLE_ID).findall
_qualifiers = re.compile(_QUALIFIER).findall

# --- what the items say ---------------------------------------------------------------------------------


def _date(field: str) -> "Read":
    def read(record: Record, items: list[Groups]) -> None:
        ((year, month, day, _),) = items
        setattr(record, field, Date(int(year), MONTH_NUMBERS[month], int(day)))

    return read


def _journal(record: Record, items: list[Groups]) -> None:
    ((printed, electronic, volume, issue, words, year, season, month, day, title, abbreviation, _),) = items
    if electronic:
        record.ISSN = record.ISSN_electronic = text_in(electronic)
    else:
        record.ISSN = record.ISSN_print = text_in(printed)
    record.volume = text_in(volume)
    record.issue = text_in(issue)
    if words or season:
        put_date("issued", "PubDate")(record, "", year, "", "", text_in(season), text_in(words))
    else:
        record.issued = Date(int(year), MONTH_NUMBERS[month] if month else None, int(day) if day else None)
    record.container_title = text_in(title)
    record.iso_abbreviation = text_in(abbreviation)


def _pages(record: Record, items: list[Groups]) -> None:
    first, last, both, _ = items[0]
    put_pages(record, "", text_in(first), text_in(last), text_in(both))


def _abstract(record: Record, items: list[Groups]) -> None:
    for label, category, text, _, rights, _ in items:
        if rights:
            record.copyright = text_in(rights)
        elif (inner := text_in(text)) or label:
            record.abstract.append(AbstractSection(inner, label, category))


def _authors(record: Record, items: list[Groups]) -> None:
    for equal, equally, group, family, given, initials, suffix, orcid, affiliation, others, _ in items:
        if group:
            name = Name(literal=text_in(group))
        else:
            short = text_in(initials)
            name = Name(text_in(family), text_in(given) or space_initials(short), initials=short)
            if suffix:
                name.suffix = text_in(suffix)
        if orcid:
            name.ORCID = orcid
        if affiliation:
            name.affiliation = [Affiliation(text_in(affiliation))]
            if others:
                name.affiliation += [Affiliation(text_in(text)) for text in _affiliations(others)]
        if contribution := equal or equally:
            name.equal_contribution = contribution == "Y"
        record.author.append(name)


def _grants(record: Record, items: list[Groups]) -> None:
    record.grant += [
        Grant(text_in(number), text_in(acronym), text_in(agency), text_in(country))
        for number, acronym, agency, country, _ in items
    ]


def _publication_types(record: Record, items: list[Groups]) -> None:
    record.publication_type += [PublicationType(text_in(name), ui) for ui, name, _ in items]


def _journal_info(record: Record, items: list[Groups]) -> None:
    ((country, abbreviation, nlm_id, linking, _),) = items
    record.journal_country = text_in(country)
    record.container_title_short = text_in(abbreviation)
    record.nlm_id = text_in(nlm_id)
    record.ISSN_linking = text_in(linking)


def _chemicals(record: Record, items: list[Groups]) -> None:
    record.chemical += [Chemical(text_in(name), text_in(number), ui) for number, ui, name, _ in items]


def _links(record: Record, items: list[Groups]) -> None:
    for kind, citation, pmid, note, _ in items:
        add_link(record, Link(kind, text_in(citation), PMID=text_in(pmid), note=text_in(note)))


def _headings(record: Record, items: list[Groups]) -> None:
    for ui, major, kind, descriptor, qualifier_ui, is_major, qualifier, others, _ in items:
        heading = MeshHeading(text_in(descriptor), major == "Y", ui, kind)
        if is_major:
            heading.qualifier = [MeshQualifier(text_in(qualifier), is_major == "Y", qualifier_ui)]
            if others:
                heading.qualifier += [
                    MeshQualifier(text_in(name), major == "Y", ui) for ui, major, name in _qualifiers(others)
                ]
        record.mesh.append(heading)


def _keywords(record: Record, items: list[Groups]) -> None:
    record.keyword += [Keyword(text_in(term), major == "Y", "NOTNLM") for major, term, _ in items]


def _history(record: Record, items: list[Groups]) -> None:
    for status, year, month, day, hour, minute, _ in items:
        time = f"{hour.zfill(2)}:{minute.zfill(2)}" if hour else ""
        date = Date(int(year), MONTH_NUMBERS[month], int(day), None, time)
        record.history.append(HistoryDate(status, date))


def identify_all(record: Record, items: list[Groups]) -> None:
    """ArticleIdList."""
    for scheme, value, _ in items:
        put_article_id(record, text_in(value), scheme)


def _references(record: Record, items: list[Groups]) -> None:
    listed = record.related.setdefault("references", [])
    for citation, first_scheme, first_value, others, _ in items:
        reference = Record(citation_text=text_in(citation))
        if first_scheme:
            put_article_id(reference, text_in(first_value), first_scheme)
            for scheme, value in _article_ids(others):
                put_article_id(reference, text_in(value), scheme)
        listed.append(reference)


# --- the lists ------------------------------------------------------------------------------------------


Read: TypeAlias = Callable[[Record, list[Groups]], None]

READ_LAST: frozenset[Read] = frozenset((identify_all, _references))
"""What is read after all else: identifiers after those of ELocationID, and both in the order of the DTD."""


MARK = "\x01"
"""What no XML has."""


Way: TypeAlias = tuple[str, Read]
"""The expression for an item, and who reads the items."""


class List(NamedTuple):
    """A list, or an element whose parts are read as one item."""

    name: str
    opening: str
    before: str
    """A tag that it must stand before, if it is one of those that are often absent: no more is looked through."""
    way: Way
    field: str
    """The path of a field that is optional, which it fills."""
    lean: Way
    """As ``way``, where that field is not wanted."""


class Found(NamedTuple):
    """How a list is found, and read."""

    name: str
    opening: str
    before: str
    closing: str
    find_items: Callable[[str, int, int], list[Groups]]
    """The last group of the last item is what is none."""
    read: Read
    stub: str
    """What stands in its place when it is taken."""


def _list(  # noqa: PLR0913  (what a list is told by)
    name: str,
    item: str,
    read: Read,
    *,
    attributes: str = "",
    before: str = "",
    field: str = "",
    lean_item: str = "",
) -> List:
    lean = (lean_item, read) if lean_item else (without_groups(item) + "()", _leave)
    return List(name, f"<{name}{attributes}>", before, (item, read), field, lean)


def _single(name: str, inside: str, read: Read, **more: str) -> List:
    return _list(name, inside + r"\Z", read, **more)


def _leave(record: Record, items: list[Groups]) -> None:
    """Read nothing."""


def lists_without(fields: Collection[str]) -> tuple[Found, ...]:
    """How all lists are found, in the order of the DTD; these optional fields are looked at as ever, and not read."""
    return tuple(_found(plain, *(plain.lean if plain.field in fields else plain.way)) for plain in LISTS)


def _found(plain: List, item: str, read: Read) -> Found:
    name, opening, before, *_ = plain
    find_items = re.compile(f"{item}|(.+)", re.DOTALL).findall
    return Found(name, opening, before, f"</{name}>", find_items, read, f"<{MARK}{name}>")


def _author(affiliations: str) -> str:
    orcid = r"(?:https?://orcid\.org/|)(\d{4}-\d{4}-\d{4}-\d{3}[\dX])<"
    return parent(
        "Author",
        f"(?:{element('CollectiveName')}|"
        + element("LastName")
        + maybe(element("ForeName"))
        + maybe(element("Initials"))
        + maybe(element("Suffix"))
        + ")"
        + maybe(element("Identifier", orcid, ' Source="ORCID"'))
        + affiliations,
        '(?: EqualContrib="([YN])" ValidYN="Y"| ValidYN="Y"(?: EqualContrib="([YN])"|))',
    )


_FILLED = r"([^<\s&][^<]*+)<"
_DATE_OF_ISSUE = (
    "(?:"
    + element("MedlineDate", _FILLED)
    + "|"
    + element("Year", r"([1-9]\d{3})<")
    + f"(?:{element('Season', _FILLED)}|{_MONTH}{maybe(_DAY)}|))"
)
LISTS = (
    _single("DateCompleted", _FULL_DATE, _date("date_completed"), field="date_completed"),
    _single("DateRevised", _FULL_DATE, _date("date_revised"), field="date_revised"),
    _single(
        "Journal",
        "(?:"
        + element("ISSN", _FILLED, ' IssnType="Print"')
        + f'JournalIssue CitedMedium="Print">{TO_NEXT_TAG}|'
        + element("ISSN", _FILLED, ' IssnType="Electronic"')
        + f'JournalIssue CitedMedium="Internet">{TO_NEXT_TAG})'
        + maybe(element("Volume"))
        + maybe(element("Issue"))
        + parent("PubDate", _DATE_OF_ISSUE)
        + f"/JournalIssue>{TO_NEXT_TAG}"
        + element("Title")
        + maybe(element("ISOAbbreviation")),
        _journal,
    ),
    _single(
        "Pagination",
        maybe(element("StartPage") + maybe(element("EndPage"))) + element("MedlinePgn"),
        _pages,
    ),
    _list(
        "Abstract",
        f"AbstractText(?: Label={VALUE}|)(?: NlmCategory={VALUE}|)>"
        rf"{rich('mark')}/AbstractText>{TO_NEXT_TAG}"
        "|" + element("CopyrightInformation"),
        _abstract,
    ),
    _list(
        "AuthorList",
        _author(any_number(_AFFILIATION)),
        _authors,
        attributes=' CompleteYN="Y"',
        field="author.affiliation",
        lean_item=_author(without_groups(any_number(_AFFILIATION)) + "()()"),
    ),
    _list(
        "GrantList",
        parent(
            "Grant",
            maybe(element("GrantID"))
            + maybe(element("Acronym"))
            + element("Agency")
            + maybe(element("Country")),
        ),
        _grants,
        attributes=' CompleteYN="Y"',
        before="</Article>",
        field="grant",
    ),
    _list("PublicationTypeList", element("PublicationType", attributes=_UI), _publication_types),
    _single(
        "ArticleDate",
        _FULL_DATE,
        _date("available_date"),
        attributes=' DateType="Electronic"',
        before="</Article>",
    ),
    _single(
        "MedlineJournalInfo",
        maybe(element("Country"))
        + element("MedlineTA")
        + maybe(element("NlmUniqueID"))
        + maybe(element("ISSNLinking")),
        _journal_info,
    ),
    _list(
        "ChemicalList",
        parent("Chemical", element("RegistryNumber") + element("NameOfSubstance", attributes=_UI)),
        _chemicals,
        before="</MedlineCitation>",
        field="chemical",
    ),
    _list(
        "CommentsCorrectionsList",
        parent(
            "CommentsCorrections",
            element("RefSource") + maybe(PMID_ELEMENT) + maybe(element("Note")),
            r' RefType="(\w++)"',
        ),
        _links,
        before="</MedlineCitation>",
    ),
    _list(
        "MeshHeadingList",
        parent(
            "MeshHeading",
            element("DescriptorName", attributes=_UI + _MAJOR + f"(?: Type={VALUE}|)")
            + any_number(_QUALIFIER),
        ),
        _headings,
        before="</MedlineCitation>",
        field="mesh",
    ),
    _list(
        "KeywordList",
        element("Keyword", attributes=_MAJOR),
        _keywords,
        attributes=' Owner="NOTNLM"',
        before="</MedlineCitation>",
    ),
    _list(
        "History",
        parent("PubMedPubDate", _FULL_DATE + _TIME, f" PubStatus={VALUE}"),
        _history,
        field="history",
    ),
    _list("ArticleIdList", _ARTICLE_ID, identify_all, before="<ReferenceList"),
    _list(
        "ReferenceList",
        parent("Reference", element("Citation") + maybe(parent("ArticleIdList", any_number(_ARTICLE_ID)))),
        _references,
        field="related",
    ),
)
"""In the order of the DTD."""

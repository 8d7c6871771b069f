"""What the expressions find in a list → the fields of a record.

Each function gets the items of a list: the texts of the groups that stand beside its expression in ``lists``, ``""`` for a
group that took no part. The last group is the rest of a list that the expression does not match, and empty here.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from convert.formats.pubmed_xml.expressions.patterns import element, matching, parent, text_in
from convert.formats.pubmed_xml.values import (
    MONTH_NUMBERS,
    add_link,
    keep,
    put_affiliation,
    put_article_id,
    put_date,
    put_issn,
    put_medium,
    put_pages,
    put_publication_type,
    put_rights,
    put_section,
    references_of,
)
from convert.model.names import space_initials
from convert.model.record import (
    Affiliation,
    Chemical,
    Databank,
    Date,
    Grant,
    HistoryDate,
    Keyword,
    Link,
    MeshHeading,
    MeshQualifier,
    Name,
    Record,
)

Groups: TypeAlias = tuple[str, ...]
Read: TypeAlias = Callable[[Record, list[Groups]], None]

MAJOR = ' MajorTopicYN="([YN])"'
UI = r'(?: UI="(\w*+)"|)'
UI_AND_MAJOR = rf'(?: UI="(\w*+)"{MAJOR}|{MAJOR}{UI})'
"""In the order of the DTD, or as other software sorts them."""
AFFILIATION = parent("AffiliationInfo", matching("Affiliation", "([^<]++)"))
ACCESSION = element("AccessionNumber")
ARTICLE_ID = element("ArticleId", r' IdType="(\w++)"')
QUALIFIER = element("QualifierName", UI_AND_MAJOR)

_affiliations = re.compile(AFFILIATION).findall
_accessions = re.compile(ACCESSION).findall
_article_ids = re.compile(ARTICLE_ID).findall
_qualifiers = re.compile(QUALIFIER).findall


def read_date(field: str) -> Read:
    """A date in figures."""

    def read(record: Record, items: list[Groups]) -> None:
        ((year, month, day, _),) = items
        setattr(record, field, Date(int(year), MONTH_NUMBERS[month], int(day)))

    return read


_put_issued = put_date("issued", "PubDate")


def read_journal(record: Record, items: list[Groups]) -> None:
    """Journal, with its issue."""
    ((kind, issn, medium, volume, issue, words, year, season, month, day, title, abbreviation, _),) = items
    if kind:
        put_issn(record, text_in(issn), kind)
    put_medium(record, medium)
    record.volume = text_in(volume)
    record.issue = text_in(issue)
    _put_issued(record, "", year, month, day, text_in(season), text_in(words))
    record.container_title = text_in(title)
    record.iso_abbreviation = text_in(abbreviation)


def read_pages(record: Record, items: list[Groups]) -> None:
    """Pagination."""
    first, last, both, _ = items[0]
    put_pages(record, "", text_in(first), text_in(last), text_in(both))


_put_section = put_section("abstract")


def read_abstract(record: Record, items: list[Groups]) -> None:
    """Abstract: its sections and its copyright."""
    for label, category, text, _, rights, _ in items:
        if rights:
            put_rights(record, text_in(rights))
        else:
            _put_section(record, text_in(text), label, category)


def read_people(field: str) -> Read:
    """A list of people and groups."""

    def read(record: Record, items: list[Groups]) -> None:
        people = getattr(record, field)
        for (
            equal,
            equally,
            group,
            family,
            given,
            initials,
            suffix,
            orcid,
            old,
            affiliation,
            others,
            _,
        ) in items:
            if group:
                name = Name(literal=text_in(group))
            else:
                short = text_in(initials)
                name = Name(text_in(family), text_in(given) or space_initials(short), initials=short)
                if suffix:
                    name.suffix = text_in(suffix)
            if orcid:
                name.ORCID = orcid
            if old:
                put_affiliation(name, text_in(old))
            if affiliation:
                name.affiliation.append(Affiliation(text_in(affiliation)))
                if others:
                    name.affiliation += [Affiliation(text_in(text)) for text in _affiliations(others)]
            if contribution := equal or equally:
                name.equal_contribution = contribution == "Y"
            people.append(name)

    return read


def read_databanks(record: Record, items: list[Groups]) -> None:
    """DataBankList."""
    for name, first, others, _ in items:
        numbers = map(text_in, (first, *_accessions(others)))
        record.databank.append(Databank(text_in(name), [*dict.fromkeys(filter(None, numbers))]))


def read_grants(record: Record, items: list[Groups]) -> None:
    """GrantList."""
    record.grant += [
        Grant(text_in(number), text_in(acronym), text_in(agency), text_in(country))
        for number, acronym, agency, country, _ in items
    ]


def read_publication_types(record: Record, items: list[Groups]) -> None:
    """PublicationTypeList."""
    for ui, name, _ in items:
        put_publication_type(record, text_in(name), ui)


def read_journal_info(record: Record, items: list[Groups]) -> None:
    """MedlineJournalInfo."""
    ((country, abbreviation, nlm_id, linking, _),) = items
    record.journal_country = text_in(country)
    record.container_title_short = text_in(abbreviation)
    record.nlm_id = text_in(nlm_id)
    record.ISSN_linking = text_in(linking)


def read_chemicals(record: Record, items: list[Groups]) -> None:
    """ChemicalList."""
    record.chemical += [Chemical(text_in(name), text_in(number), ui) for number, ui, name, _ in items]


def read_supplementary(record: Record, items: list[Groups]) -> None:
    """SupplMeshList."""
    record.supplementary_mesh += [MeshHeading(text_in(name), UI=ui, type=kind) for kind, ui, name, _ in items]


def read_links(record: Record, items: list[Groups]) -> None:
    """CommentsCorrectionsList."""
    for kind, citation, pmid, note, _ in items:
        add_link(record, Link(kind, text_in(citation), PMID=text_in(pmid), note=text_in(note)))


def read_headings(record: Record, items: list[Groups]) -> None:
    """MeshHeadingList; the names with ``_1`` are of the first qualifier."""
    for (
        ui,
        major,
        major_first,
        ui_last,
        kind,
        name,
        ui_1,
        major_1,
        major_first_1,
        ui_last_1,
        name_1,
        others,
        _,
    ) in items:
        heading = MeshHeading(text_in(name), (major or major_first) == "Y", ui or ui_last, kind)
        if is_major := major_1 or major_first_1:
            heading.qualifier = [MeshQualifier(text_in(name_1), is_major == "Y", ui_1 or ui_last_1)]
            if others:
                heading.qualifier += [
                    MeshQualifier(text_in(name), (major or major_first) == "Y", ui or ui_last)
                    for ui, major, major_first, ui_last, name in _qualifiers(others)
                ]
        record.mesh.append(heading)


def read_keywords(record: Record, items: list[Groups]) -> None:
    """KeywordList of the authors."""
    record.keyword += [Keyword(text_in(term), major == "Y", "NOTNLM") for major, term, _ in items]


def read_history(record: Record, items: list[Groups]) -> None:
    """History."""
    for status, year, month, day, hour, minute, _ in items:
        time = f"{hour.zfill(2)}:{minute.zfill(2)}" if hour else ""
        date = Date(int(year), MONTH_NUMBERS[month], int(day)) if month else Date(int(year))
        date.time = time
        record.history.append(HistoryDate(status, date))


def read_article_ids(record: Record, items: list[Groups]) -> None:
    """ArticleIdList."""
    for scheme, value, _ in items:
        put_article_id(record, text_in(value), scheme)


def read_reference_titles(record: Record, items: list[Groups]) -> None:
    """ReferenceList: its titles, which have no field."""
    for title, *_ in items:
        keep(record.extra, "ReferenceList/Title", text_in(title))


def read_references(record: Record, items: list[Groups]) -> None:
    """ReferenceList, in which there may be titles."""
    listed = references_of(record)
    for title, citation, first_scheme, first_value, others, _ in items:
        if title:
            keep(record.extra, "ReferenceList/Title", text_in(title))
            continue
        reference = Record(citation_text=text_in(citation))
        if first_scheme:
            put_article_id(reference, text_in(first_value), first_scheme)
            for scheme, value in _article_ids(others):
                put_article_id(reference, text_in(value), scheme)
        listed.append(reference)


READ_LAST: frozenset[Read] = frozenset((read_article_ids, read_reference_titles, read_references))
"""What is read when all else is: identifiers after those of ELocationID, and both in the order of the DTD."""

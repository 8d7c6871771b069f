"""One element → one record: which field each element is. ``parse_record`` is the whole interface.

Tables from the inside out, as a table is made of those before it; each maps an element to its handler.
"""

import re
from collections.abc import Callable
from typing import Any

from convert.readers.pubmed_xml.walk import (
    Element,
    Extra,
    Handler,
    describe,
    described,
    each,
    fill,
    into,
    keep,
    text,
    text_of,
    texts,
    unknown_attribute,
    walk,
)
from convert.record import (
    AbstractSection,
    Affiliation,
    Chemical,
    Databank,
    Date,
    Grant,
    HistoryDate,
    Identifier,
    Keyword,
    Link,
    MeshHeading,
    MeshQualifier,
    Name,
    Note,
    OtherAbstract,
    PublicationType,
    Record,
)
from convert.values import (
    MONTHS,
    complete_pages,
    format_date,
    parse_date,
    parse_doi,
    parse_orcid,
    parse_pmcid,
    parse_title,
)


def parse_record(element: Element) -> Record:
    """A record's element, of any of the kinds that ``split.RECORDS`` names but the deletions → its record."""
    record = Record()
    RECORD[element.tag](element, record, record.extra)
    _complete(record)
    return record


# --- dates ----------------------------------------------------------------------------------------------

_MONTH_NUMBERS = {f"{number}": number for number in range(1, 13)}
_MONTH_NUMBERS |= {f"{number:02}": number for number in range(1, 13)}
_MONTH_NUMBERS |= {name: number for number, name in enumerate(MONTHS, 1)}
_WORDED = ("MedlineDate", "Year", "Season", "Month", "Day")
_CLOCK = ("Hour", "Minute", "Second")


def date_of(element: Element, extra: Extra) -> Date:
    """The children ``Year Month Day Hour Minute``, with the month as a number or a word, or else ``MedlineDate``."""
    parts: dict[str, str | None] = {child.tag: child.text for child in element}
    try:
        date = Date(
            year=int(parts["Year"] or ""),
            month=_MONTH_NUMBERS[parts["Month"] or ""] if "Month" in parts else None,
            day=int(parts["Day"] or "") if "Day" in parts else None,
        )
        plain = "Season" not in parts and "MedlineDate" not in parts
    except (KeyError, ValueError):
        plain = False
    if not plain:
        date = parse_date(" ".join((parts.get(tag) or "").strip() for tag in _WORDED if parts.get(tag)))
    if len(parts) > 3 or not parts:
        _add_time(element, parts, date, extra)
    return date


def _add_time(element: Element, parts: dict[str, str | None], date: Date, extra: Extra) -> None:
    hour, minute, second = ((parts.get(tag) or "").strip() for tag in _CLOCK)
    if hour:
        date.time = f"{hour:0>2}:{minute:0>2}"
    if second.strip("0"):
        keep(extra, f"{element.tag}/Second", second)
    for child in element:
        if child.tag not in _WORDED and child.tag not in _CLOCK:
            described(child, date, extra)


def date(field: str, **attributes: str) -> Handler:
    """The element is a date; a second one of the same name is kept beside it."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        value = date_of(element, extra)
        if getattr(target, field) is None:
            setattr(target, field, value)
        else:
            keep(extra, element.tag, format_date(value))
        for name, said in element.items():
            if attributes.get(name) != said:
                unknown_attribute(element, name, said, extra)

    return handle


def date_beside(element: Element, _target: Any, extra: Extra) -> None:
    """A date that has no field."""
    keep(extra, element.tag, format_date(date_of(element, extra)))


def history_date(element: Element, record: Any, extra: Extra) -> None:
    """PubMedPubDate/@PubStatus."""
    record.history.append(HistoryDate(element.get("PubStatus", ""), date_of(element, extra)))


# --- identifiers ----------------------------------------------------------------------------------------

_IDENTIFIERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "pubmed": ("PMID", str),
    "doi": ("DOI", parse_doi),
    "pmc": ("PMCID", parse_pmcid),
    "pmcid": ("PMCID", parse_pmcid),
    "pii": ("pii", str),
    "bookaccession": ("bookaccession", str),
}
"""Scheme of an identifier → its field, and how it is read. The first one of a scheme is the record's."""


def identify(record: Any, scheme: str, value: str) -> None:
    """Puts an identifier in its field, or among the others if it has none or the field holds another one."""
    field, parse = _IDENTIFIERS.get(scheme, ("", str))
    parsed = value if value.startswith(("10.", "PMC")) else parse(value)
    current = getattr(record, field) if field else ""
    if field and parsed and not current:
        setattr(record, field, parsed)
    elif parsed.casefold() != current.casefold() or not field:
        identifier = Identifier(scheme, value)
        if value and identifier not in record.other_id:
            record.other_id.append(identifier)


def article_id(element: Element, record: Any, extra: Extra) -> None:
    """ArticleId/@IdType: of the article itself, or of a reference."""
    scheme = element.get("IdType", "pubmed").lower()  # the DTD's default
    value = text_of(element)
    if scheme == "mid":
        record.manuscript_id.append(value)
    elif scheme == "pmcid" and value.count(":") > 1:  # "pmc-id: PMC1; embargo-date: 2011/01/01;"
        identify(record, scheme, parse_pmcid(value))
        keep(extra, "ArticleId[@IdType='pmcid']", value)
    else:
        identify(record, scheme, value)


def location_id(element: Element, record: Any, extra: Extra) -> None:
    """ELocationID/@EIdType, unless @ValidYN says that it is wrong."""
    scheme, value = element.get("EIdType", ""), text_of(element)
    if element.get("ValidYN") == "N":
        keep(extra, f"{element.tag}[@ValidYN='N']", f"{scheme}: {value}")
    else:
        identify(record, scheme, value)


def pmid(element: Element, target: Any, extra: Extra) -> None:
    """PMID, of the record or of a work that it names."""
    target.PMID = text_of(element)
    for name, value in element.items():
        unknown_attribute(element, name, value, extra)


def medline_id(element: Element, record: Any, _extra: Extra) -> None:
    """MedlineID, which was given until 2002."""
    identify(record, "medline", text_of(element))


ARTICLE_IDS = into({"ArticleId": article_id})

# --- names ----------------------------------------------------------------------------------------------


def person_id(element: Element, name: Any, _extra: Extra) -> None:
    """Identifier/@Source: an ORCID iD in any of its forms, or another scheme's."""
    source, value = element.get("Source", ""), text_of(element)
    if source.upper() == "ORCID" and (orcid := parse_orcid(value)) and not name.ORCID:
        name.ORCID = orcid
    elif value:
        name.identifier.append(Identifier(source, value))


def affiliation(element: Element, name: Any, _extra: Extra) -> None:
    """Author/Affiliation, before 2014."""
    if value := text_of(element):
        name.affiliation.append(Affiliation(value))


def middle_name(element: Element, name: Any, _extra: Extra) -> None:
    """MiddleName, before ForeName was invented."""
    name.given = f"{name.given} {text_of(element)}".strip()


NAME = into(
    {
        "LastName": text("family"),
        "ForeName": text("given"),
        "FirstName": text("given"),
        "MiddleName": middle_name,
        "Initials": text("initials"),
        "Suffix": text("suffix"),
        "CollectiveName": fill("literal"),
        "Identifier": person_id,
        "Affiliation": affiliation,
        "AffiliationInfo": each(
            "affiliation",
            Affiliation,
            into(
                {
                    "Affiliation": text("text"),
                    "Identifier": each("identifier", Identifier, fill("value", Source="source")),
                }
            ),
        ),
    },
    EqualContrib="equal_contribution",
)


def names(field: str) -> Handler:
    """A list of people and groups; @Type may say that they are the editors. Those that NLM calls wrong are kept apart."""

    def handle(element: Element, record: Any, extra: Extra) -> None:
        people = getattr(record, "editor" if element.get("Type") == "editors" else field)
        for child in element:
            if child.get("ValidYN") == "N":
                keep(extra, f"{child.tag}[@ValidYN='N']", describe(child))
            else:
                name = Name()
                NAME(child, name, extra)
                people.append(name)
        for attribute, value in element.items():
            if attribute != "Type":
                _list_attribute(element, record, attribute, value, extra)

    return handle


def _list_attribute(element: Element, record: Any, attribute: str, value: str, extra: Extra) -> None:
    if (attribute, value) == ("CompleteYN", "N") and element.tag == "AuthorList":
        record.authors_complete = False
    else:
        unknown_attribute(element, attribute, value, extra)


# --- texts ----------------------------------------------------------------------------------------------


def title(field: str) -> Handler:
    """A title, without PubMed's brackets and full stop."""

    def handle(element: Element, record: Any, extra: Extra) -> None:
        setattr(record, field, parse_title(text_of(element))[0])
        for name, value in element.items():
            unknown_attribute(element, name, value, extra)

    return handle


_SECTION = fill("text", Label="label", NlmCategory="category")


def section(field: str) -> Handler:
    """AbstractText, unless it is empty."""

    def handle(element: Element, target: Any, extra: Extra) -> None:
        part = AbstractSection()
        _SECTION(element, part, extra)
        if part.text or part.label:
            getattr(target, field).append(part)

    return handle


ABSTRACT = into({"AbstractText": section("abstract"), "CopyrightInformation": text("copyright")})
OTHER_ABSTRACT = each(
    "other_abstract",
    OtherAbstract,
    into(
        {"AbstractText": section("section"), "CopyrightInformation": text("copyright")},
        Type="type",
        Language="language",
    ),
)
KEYWORD = each("keyword", Keyword, fill("term", MajorTopicYN="major"))


def keywords(element: Element, record: Any, extra: Extra) -> None:
    """KeywordList: its @Owner belongs to each keyword."""
    first = len(record.keyword)
    walk(element, record, {"Keyword": KEYWORD}, extra)
    for keyword in record.keyword[first:]:
        keyword.owner = element.get("Owner", "")


# --- other works ----------------------------------------------------------------------------------------

_DOI_IN_CITATION = re.compile(r"\bdoi:\s*(10\.\S+?)[.;:]*(?=\s|$)")
LINK = into(
    {"RefSource": text("citation"), "PMID": pmid, "Note": text("note")},
    RefType="kind",
)


def link(element: Element, record: Any, extra: Extra) -> None:
    """CommentsCorrections/@RefType; before 2009 the type was the element's name. What it cites is a reference."""
    found = Link()
    LINK(element, found, extra)
    found.kind = found.kind or element.tag
    if doi := _DOI_IN_CITATION.search(found.citation):
        found.DOI = doi[1]
    if found.kind == "Cites":
        cited = Record(citation_text=found.citation, PMID=found.PMID, DOI=found.DOI, note=found.note)
        record.related.setdefault("cites", []).append(cited)
    else:
        record.links.append(found)


def links(element: Element, record: Any, extra: Extra) -> None:
    """CommentsCorrectionsList, or CommentsCorrections where that was the list (before 2009)."""
    for child in element:
        link(child, record, extra)


REFERENCE: dict[str, Handler] = {"Citation": text("citation_text"), "ArticleIdList": ARTICLE_IDS}


def references(element: Element, record: Any, extra: Extra) -> None:
    """ReferenceList: all references in one list, also those of the lists inside it."""
    listed = record.related.setdefault("references", [])
    for child in element:
        if child.tag == "Reference":
            reference = Record()
            walk(child, reference, REFERENCE, extra)
            listed.append(reference)
        elif child.tag == "ReferenceList":
            references(child, record, extra)
        else:
            described(child, record, extra)


# --- the journal ----------------------------------------------------------------------------------------

_ISSNS = {"Print": "ISSN_print", "Electronic": "ISSN_electronic"}
_MEDIA = {"Print": "ISSN_print", "Internet": "ISSN_electronic"}


def issn(element: Element, record: Any, extra: Extra) -> None:
    """ISSN/@IssnType, of the medium that was cited."""
    record.ISSN = text_of(element)
    for name, value in element.items():
        if name == "IssnType" and value in _ISSNS:
            setattr(record, _ISSNS[value], record.ISSN)
        else:
            unknown_attribute(element, name, value, extra)


def cited_medium(element: Element, record: Any, extra: Extra) -> None:
    """JournalIssue: its @CitedMedium is known from the ISSN's type, or else kept."""
    for name, value in element.items():
        if name != "CitedMedium" or not getattr(record, _MEDIA.get(value, "note")):
            unknown_attribute(element, name, value, extra)
    walk(element, record, JOURNAL_ISSUE, extra)


def pages(element: Element, record: Any, extra: Extra) -> None:
    """Pagination: MedlinePgn, which may hold more than StartPage and EndPage, with its elided ends completed."""
    parts = {child.tag: text_of(child) for child in element}
    start, end, both = (parts.get(tag, "") for tag in ("StartPage", "EndPage", "MedlinePgn"))
    record.page = complete_pages(both or (f"{start}-{end}" if end and end != start else start))
    for child in element:
        if (
            child.tag not in ("StartPage", "EndPage", "MedlinePgn")
            or parts[child.tag] not in both + record.page
        ):
            described(child, record, extra)


JOURNAL_ISSUE: dict[str, Handler] = {
    "Volume": text("volume"),
    "Issue": text("issue"),
    "PubDate": date("issued"),
}
JOURNAL: dict[str, Handler] = {
    "ISSN": issn,
    "JournalIssue": cited_medium,
    "Title": text("container_title"),
    "ISOAbbreviation": text("iso_abbreviation"),
}
JOURNAL_INFO: dict[str, Handler] = {
    "Country": text("journal_country"),
    "MedlineTA": text("container_title_short"),
    "NlmUniqueID": text("nlm_id"),
    "NLMUniqueID": text("nlm_id"),
    "ISSNLinking": text("ISSN_linking"),
}

# --- the article ----------------------------------------------------------------------------------------

PREPRINT = "Preprint"
PUBLICATION_TYPE = each("publication_type", PublicationType, fill("name", UI="UI"))
GRANT = each(
    "grant",
    Grant,
    into(
        {
            "GrantID": text("id"),
            "Acronym": text("acronym"),
            "Agency": text("agency"),
            "Country": text("country"),
        }
    ),
)
DATABANK = each(
    "databank",
    Databank,
    into(
        {"DataBankName": text("name"), "AccessionNumberList": into({"AccessionNumber": texts("accession")})}
    ),
)
ARTICLE: dict[str, Handler] = {
    "Journal": into(JOURNAL),
    "ArticleTitle": title("title"),
    "VernacularTitle": title("original_title"),
    "Pagination": pages,
    "ELocationID": location_id,
    "Abstract": ABSTRACT,
    "AuthorList": names("author"),
    "Language": texts("language"),
    "DataBankList": into({"DataBank": DATABANK}),
    "GrantList": into({"Grant": GRANT}),
    "PublicationTypeList": into({"PublicationType": PUBLICATION_TYPE}),
    "ArticleDate": date("available_date", DateType="Electronic"),
    "DateOfElectronicPublication": date("available_date"),
}
MESH_HEADING = each(
    "mesh",
    MeshHeading,
    into(
        {
            "DescriptorName": fill("descriptor", UI="UI", MajorTopicYN="major", Type="type"),
            "QualifierName": each("qualifier", MeshQualifier, fill("name", UI="UI", MajorTopicYN="major")),
        }
    ),
)
SUPPLEMENTARY_MESH = each("supplementary_mesh", MeshHeading, fill("descriptor", UI="UI", Type="type"))
CHEMICAL = each(
    "chemical",
    Chemical,
    into({"RegistryNumber": text("registry_number"), "NameOfSubstance": fill("name", UI="UI")}),
)
CITATION: dict[str, Handler] = {
    "PMID": pmid,
    "MedlineID": medline_id,
    "DateCreated": date("date_created"),
    "DateCompleted": date("date_completed"),
    "DateRevised": date("date_revised"),
    "Article": into(ARTICLE, PubModel="publication_model"),
    "MedlineJournalInfo": into(JOURNAL_INFO),
    "ChemicalList": into({"Chemical": CHEMICAL}),
    "SupplMeshList": into({"SupplMeshName": SUPPLEMENTARY_MESH}),
    "CitationSubset": texts("citation_subset"),
    "CommentsCorrectionsList": links,
    "CommentsCorrections": links,
    "GeneSymbolList": into({"GeneSymbol": texts("gene_symbol")}),
    "MeshHeadingList": into({"MeshHeading": MESH_HEADING}),
    "NumberOfReferences": text("number_of_references"),
    "PersonalNameSubjectList": names("personal_name_subject"),
    "OtherID": each("other_id", Identifier, fill("value", Source="source")),
    "OtherAbstract": OTHER_ABSTRACT,
    "KeywordList": keywords,
    "CoiStatement": text("conflict_of_interest"),
    "SpaceFlightMission": texts("space_flight_mission"),
    "InvestigatorList": names("investigator"),
    "GeneralNote": each("general_note", Note, fill("text", Owner="owner")),
}
PUBMED_DATA: dict[str, Handler] = {
    "History": into({"PubMedPubDate": history_date}),
    "PublicationStatus": text("publication_status"),
    "ArticleIdList": ARTICLE_IDS,
    "ReferenceList": references,
}

# --- books ----------------------------------------------------------------------------------------------


def location_label(element: Element, record: Any, extra: Extra) -> None:
    """LocationLabel: ``Chapter 45`` of a chapter."""
    if element.get("Type") == "chapter" and not record.chapter_number:
        record.chapter_number = text_of(element).removeprefix("Chapter ")
    else:
        described(element, record, extra)


def item_list(element: Element, _record: Any, extra: Extra) -> None:
    """ItemList/@ListType: ``Synonyms``."""
    for child in element:
        keep(extra, f"ItemList[@ListType='{element.get('ListType', '')}']", describe(child))


def book_document(element: Element, record: Any, extra: Extra) -> None:
    """BookDocument: a chapter if it has a title beside the book's, else the whole book."""
    walk(element, record, BOOK_DOCUMENT, extra)
    record.type = "chapter" if record.title else "book"
    if record.type == "book":
        record.title, record.container_title = record.container_title, ""
        record.author, record.container_author = record.container_author + record.author, []


BOOK: dict[str, Handler] = {
    "Publisher": into({"PublisherName": text("publisher"), "PublisherLocation": text("publisher_place")}),
    "BookTitle": title("container_title"),
    "PubDate": date("issued"),
    "BeginningDate": date_beside,
    "EndingDate": date_beside,
    "AuthorList": names("container_author"),
    "InvestigatorList": names("investigator"),
    "Volume": text("volume"),
    "VolumeTitle": title("volume_title"),
    "Edition": text("edition"),
    "CollectionTitle": title("collection_title"),
    "Isbn": texts("ISBN"),
    "Medium": text("medium"),
    "ReportNumber": text("number"),
    "ELocationID": location_id,
}
BOOK_DOCUMENT: dict[str, Handler] = {
    "PMID": pmid,
    "ArticleIdList": ARTICLE_IDS,
    "Book": into(BOOK),
    "LocationLabel": location_label,
    "ArticleTitle": title("title"),
    "VernacularTitle": title("original_title"),
    "Pagination": pages,
    "Language": texts("language"),
    "AuthorList": names("author"),
    "InvestigatorList": names("investigator"),
    "PublicationType": PUBLICATION_TYPE,
    "Abstract": ABSTRACT,
    "Sections": into({"Section": described}),
    "KeywordList": keywords,
    "ContributionDate": date("contribution_date"),
    "DateRevised": date("date_revised"),
    "GrantList": into({"Grant": GRANT}),
    "ItemList": item_list,
    "ReferenceList": references,
}

# --- records --------------------------------------------------------------------------------------------

_CITATION = into(CITATION, Status="medline_status", Owner="medline_owner", IndexingMethod="indexing_method")
_PUBMED_ARTICLE = into(
    {"MedlineCitation": _CITATION, "NCBIArticle": _CITATION, "PubmedData": into(PUBMED_DATA)}
)
RECORD: dict[str, Handler] = {
    "PubmedArticle": _PUBMED_ARTICLE,
    "PubMedArticle": _PUBMED_ARTICLE,
    "MedlineCitation": _CITATION,
    "NCBIArticle": _CITATION,
    "PubmedBookArticle": into({"BookDocument": book_document, "PubmedBookData": into(PUBMED_DATA)}),
    "BookDocument": book_document,
}
"""What a record may be."""


def _complete(record: Record) -> None:
    """Does what needs the whole record: old affiliations, what kind of work it is, one list of references."""
    if not record.type:
        is_preprint = any(kind.name == PREPRINT for kind in record.publication_type)
        record.type, record.genre = ("article", "preprint") if is_preprint else ("article-journal", "")
    if not record.PMCID:
        record.PMCID = next(
            (parse_pmcid(other.value) for other in record.other_id if other.value.startswith("PMC")), ""
        )
    if record.author and (old := record.extra.pop("Article/Affiliation", None)):
        record.author[0].affiliation += [Affiliation(value) for value in old]
    if cites := record.related.pop("cites", None):
        _merge_references(record.related.setdefault("references", []), cites)


def _merge_references(listed: list[Record], cites: list[Record]) -> None:
    """Adds what only CommentsCorrections cites; the source of a work that is on the list is kept with it."""
    known = {reference.PMID: reference for reference in listed if reference.PMID}
    for cited in cites:
        if reference := known.get(cited.PMID):
            keep(reference.extra, "RefSource", cited.citation_text)
        else:
            listed.append(cited)

"""One element → one record: which field each element is. ``parse_record`` is the whole interface.

Tables from the inside out, as a table is made of those before it; each maps an element to its handler.
"""

from collections.abc import Iterable
from typing import Any

from convert.formats.pubmed_xml.lists import identify_all
from convert.formats.pubmed_xml.parts import (
    ABSTRACT,
    ARTICLE_IDS,
    OTHER_ABSTRACT,
    PAGES,
    add_link,
    date,
    date_beside,
    history_date,
    keywords,
    location_id,
    medline_id,
    names,
    paginate,
    pmid,
    title,
)
from convert.formats.pubmed_xml.taking import Taken
from convert.formats.pubmed_xml.walk import (
    DisguisedError,
    Element,
    Extra,
    Handler,
    Table,
    describe,
    described,
    each,
    fill,
    into,
    keep,
    text_of,
    texts,
    unknown_attribute,
    unmask,
    walk,
)
from convert.model.identifiers import parse_pmcid
from convert.model.record import (
    Affiliation,
    Chemical,
    Databank,
    Grant,
    Identifier,
    Link,
    MeshHeading,
    MeshQualifier,
    Note,
    PublicationType,
    Record,
)


def parse_record(element: Element | None, taken: Iterable[Taken] = ()) -> Record:
    """A record's element, and the lists that were taken from it → its record.

    The element is of any of the kinds that ``split.RECORDS`` names but the deletions; None if nothing was left of it.
    """
    record = Record()
    last = []
    for read, items in taken:
        if read is identify_all:  # after ELocationID
            last = items
        else:
            read(record, items)
    if element is not None:
        try:
            RECORD.get(element.tag, described)(element, record, record.extra)
        except DisguisedError:
            unmask(element)
            return parse_record(element, taken)
    identify_all(record, last)
    _complete(record)
    return record


# --- other works ----------------------------------------------------------------------------------------

LINK = into(
    {"RefSource": "citation", "PMID": pmid, "Note": "note"},
    RefType="kind",
)


def link(element: Element, record: Any, extra: Extra) -> None:
    """CommentsCorrections/@RefType; before 2009 the type was the element's name. What it cites is a reference."""
    found = Link()
    LINK(element, found, extra)
    found.kind = found.kind or element.tag
    add_link(record, found)


def links(element: Element, record: Any, extra: Extra) -> None:
    """CommentsCorrectionsList, or CommentsCorrections where that was the list (before 2009)."""
    for child in element:
        link(child, record, extra)


REFERENCE: Table = {"Citation": "citation_text", "ArticleIdList": ARTICLE_IDS}


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
    """Pagination."""
    parts = {child.tag: text_of(child) for child in element if child.tag in PAGES}
    paginate(record, *(parts.get(tag, "") for tag in PAGES))
    for child in element:
        if child.tag not in PAGES:
            described(child, record, extra)


JOURNAL_ISSUE: Table = {
    "Volume": "volume",
    "Issue": "issue",
    "PubDate": date("issued"),
}
JOURNAL: Table = {
    "ISSN": issn,
    "JournalIssue": cited_medium,
    "Title": "container_title",
    "ISOAbbreviation": "iso_abbreviation",
}
JOURNAL_INFO: Table = {
    "Country": "journal_country",
    "MedlineTA": "container_title_short",
    "NlmUniqueID": "nlm_id",
    "NLMUniqueID": "nlm_id",
    "ISSNLinking": "ISSN_linking",
}

# --- the article ----------------------------------------------------------------------------------------

PREPRINT = "Preprint"
PUBLICATION_TYPE = each("publication_type", PublicationType, fill("name", UI="UI"))
GRANT = each(
    "grant",
    Grant,
    into(
        {
            "GrantID": "id",
            "Acronym": "acronym",
            "Agency": "agency",
            "Country": "country",
        }
    ),
)
DATABANK = each(
    "databank",
    Databank,
    into({"DataBankName": "name", "AccessionNumberList": into({"AccessionNumber": texts("accession")})}),
)
ARTICLE: Table = {
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
    into({"RegistryNumber": "registry_number", "NameOfSubstance": fill("name", UI="UI")}),
)
CITATION: Table = {
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
    "NumberOfReferences": "number_of_references",
    "PersonalNameSubjectList": names("personal_name_subject"),
    "OtherID": each("other_id", Identifier, fill("value", Source="source")),
    "OtherAbstract": OTHER_ABSTRACT,
    "KeywordList": keywords,
    "CoiStatement": "conflict_of_interest",
    "SpaceFlightMission": texts("space_flight_mission"),
    "InvestigatorList": names("investigator"),
    "GeneralNote": each("general_note", Note, fill("text", Owner="owner")),
}
PUBMED_DATA: Table = {
    "History": into({"PubMedPubDate": history_date}),
    "PublicationStatus": "publication_status",
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


BOOK: Table = {
    "Publisher": into({"PublisherName": "publisher", "PublisherLocation": "publisher_place"}),
    "BookTitle": title("container_title"),
    "PubDate": date("issued"),
    "BeginningDate": date_beside,
    "EndingDate": date_beside,
    "AuthorList": names("container_author"),
    "InvestigatorList": names("investigator"),
    "Volume": "volume",
    "VolumeTitle": title("volume_title"),
    "Edition": "edition",
    "CollectionTitle": title("collection_title"),
    "Isbn": texts("ISBN"),
    "Medium": "medium",
    "ReportNumber": "number",
    "ELocationID": location_id,
}
BOOK_DOCUMENT: Table = {
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
    if not record.title and record.original_title:
        record.title = record.original_title
        record.inferred["title"] = "PubMed has no English title; this is the original one"
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

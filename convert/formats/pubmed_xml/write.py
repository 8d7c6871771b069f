"""Records → PubMed's XML, elements and their order as the DTD of 2025 has them, one record after another.

https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd. Books and chapters are ``PubmedBookArticle``, all else is ``PubmedArticle``.
What the DTD asks for and the record has not is empty, or the value that claims least: ``Publisher`` for the status (NLM
did nothing with the record), ``und`` for the language. Titles get PubMed's full stop, translated ones its brackets.
"""

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from typing import TextIO

from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.options import NoOptions
from convert.formats.xml import around, each, element, text, wrapped
from convert.model.dates import MONTHS, SEASONS, format_date
from convert.model.record import (
    AbstractSection,
    Chemical,
    Databank,
    Date,
    Grant,
    HistoryDate,
    Link,
    MeshHeading,
    Name,
    OtherAbstract,
    Record,
)
from convert.model.text.markup import Style, render
from convert.model.text.titles import format_closed, format_rich_title
from convert.model.types import BOOKSHELF
from convert.streams.problems import Warn

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" \
"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>
"""

_TAGS = ("i", "b", "sub", "sup")
_RICH = Style(text, {tag: f"<{tag}>{{}}</{tag}>".format for tag in _TAGS} | {"sc": str})


def write(records: Iterable[Record], out: TextIO, options: NoOptions, warn: Warn) -> None:
    """Write a set of articles and book chapters."""
    out.write(HEAD)
    out.writelines(
        _book_article(record) if record.type in BOOKSHELF else _article(record) for record in records
    )
    out.write("</PubmedArticleSet>\n")


# --- elements: a name and a content → text, "" where there is no content -------------------------------------------------


def _rich(name: str, value: str, **attributes: str) -> str:
    return wrapped(name, _inline(value), **attributes) if value else ""


def _inline(value: str) -> str:
    """Rich text as XML."""
    return render(value, _RICH) if "<" in value else text(value)


def _yes(value: bool) -> str:
    return "Y" if value else "N"


# --- dates -----------------------------------------------------------------------------------------------------------


def _date(name: str, date: Date | None, **attributes: str) -> str:
    """``Year Month Day`` in figures, perhaps with ``Hour Minute``."""
    if date is None or date.year is None:
        return ""
    parts = element("Year", f"{date.year:04}")
    parts += element("Month", f"{date.month:02}" if date.month else "")
    parts += element("Day", f"{date.day:02}" if date.day else "")
    hour, _, minute = date.time.partition(":")
    parts += element("Hour", hour.lstrip("0") or "0" if hour else "")
    parts += element("Minute", minute.lstrip("0") or "0" if minute else "")
    return wrapped(name, parts, **attributes)


def _pub_date(date: Date | None) -> str:
    """``PubDate``: the month by its name, a season, or ``MedlineDate`` for a range and for words."""
    if date is None:
        return wrapped("PubDate", wrapped("MedlineDate", ""))
    if date.literal or date.end is not None or date.year is None:
        return wrapped("PubDate", element("MedlineDate", format_date(date)))
    parts = element("Year", f"{date.year:04}")
    if date.month:
        parts += element("Month", MONTHS[date.month - 1]) + element(
            "Day", f"{date.day:02}" if date.day else ""
        )
    elif date.season:
        parts += element("Season", SEASONS[date.season - 1])
    return wrapped("PubDate", parts)


def _step(step: HistoryDate) -> str:
    return _date("PubMedPubDate", step.date, PubStatus=step.status)


# --- people ----------------------------------------------------------------------------------------------------------


def _people(list_name: str, name: str, people: list[Name], **attributes: str) -> str:
    return around(list_name, "".join(_person(name, person) for person in people), **attributes)


def _person(kind: str, name: Name) -> str:
    is_subject = kind == "PersonalNameSubject"
    if name.literal and kind == "Author":
        content = _rich("CollectiveName", name.literal)
    else:
        particles = (name.dropping_particle, name.non_dropping_particle, name.family or name.literal)
        content = wrapped("LastName", text(" ".join(part for part in particles if part)))
        content += element("ForeName", name.given) + element("Initials", name.initials)
        content += _rich("Suffix", name.suffix)
    if is_subject:
        return wrapped(kind, content)
    content += element("Identifier", name.ORCID, Source="ORCID")
    content += "".join(element("Identifier", other.value, Source=other.source) for other in name.identifier)
    for place in name.affiliation:
        identifiers = "".join(
            element("Identifier", other.value, Source=other.source) for other in place.identifier
        )
        content += wrapped("AffiliationInfo", wrapped("Affiliation", text(place.text)) + identifiers)
    equal = "Y" if name.equal_contribution and kind == "Author" else ""
    return wrapped(kind, content, ValidYN="Y", EqualContrib=equal)


# --- parts of an article -----------------------------------------------------------------------------------------------


def _journal(record: Record) -> str:
    is_print = record.ISSN_print and record.ISSN in ("", record.ISSN_print)
    is_electronic = not is_print and bool(record.ISSN_electronic)
    issn = record.ISSN or record.ISSN_print or record.ISSN_electronic
    issue = element("Volume", record.volume) + element("Issue", record.issue) + _pub_date(record.issued)
    medium = "Internet" if is_electronic else "Print"
    medium = record.extra.get("JournalIssue/@CitedMedium", [medium])[0]
    return wrapped(
        "Journal",
        element("ISSN", issn, IssnType="Electronic" if is_electronic else "Print")
        + wrapped("JournalIssue", issue, CitedMedium=medium)
        + element("Title", record.container_title)
        + element("ISOAbbreviation", record.iso_abbreviation),
    )


def _article_title(record: Record) -> str:
    """Empty where PubMed has none and the original title stands in."""
    stands_in = "title" in record.inferred and record.title == record.original_title
    return wrapped("ArticleTitle", "" if stands_in else _inline(format_rich_title(record)))


def _location(record: Record) -> str:
    """Pagination, in which an article number stands too, and the identifiers; the DTD wants one of them."""
    pages = element("MedlinePgn", record.page or record.number)
    identifiers = element("ELocationID", record.pii, EIdType="pii", ValidYN="Y")
    identifiers += element("ELocationID", record.DOI, EIdType="doi", ValidYN="Y")
    return around("Pagination", pages) + identifiers or "<Pagination><MedlinePgn></MedlinePgn></Pagination>"


def _section(section: AbstractSection) -> str:
    return wrapped("AbstractText", _inline(section.text), Label=section.label, NlmCategory=section.category)


def _abstract(record: Record) -> str:
    sections = "".join(map(_section, record.abstract))
    rights = element("CopyrightInformation", record.copyright)
    return around("Abstract", (sections or "<AbstractText></AbstractText>" if rights else sections) + rights)


def _other_abstract(other: OtherAbstract) -> str:
    content = "".join(map(_section, other.section)) + element("CopyrightInformation", other.copyright)
    return wrapped("OtherAbstract", content, Type=other.type or "Publisher", Language=other.language)


def _databank(bank: Databank) -> str:
    accessions = around("AccessionNumberList", each("AccessionNumber", bank.accession))
    return wrapped("DataBank", wrapped("DataBankName", text(bank.name)) + accessions)


def _grant(grant: Grant) -> str:
    return wrapped(
        "Grant",
        element("GrantID", grant.id)
        + element("Acronym", grant.acronym)
        + wrapped("Agency", text(grant.agency))
        + element("Country", grant.country),
    )


def _publication_types(record: Record) -> str:
    return "".join(
        f'<PublicationType UI="{escape(kind.UI)}">{text(kind.name)}</PublicationType>'
        for kind in record.publication_type
    )


def _chemical(chemical: Chemical) -> str:
    number = wrapped("RegistryNumber", text(chemical.registry_number or "0"))
    name = f'<NameOfSubstance UI="{escape(chemical.UI)}">{text(chemical.name)}</NameOfSubstance>'
    return wrapped("Chemical", number + name)


def _supplementary(heading: MeshHeading) -> str:
    kind, ui = escape(heading.type), escape(heading.UI)
    return f'<SupplMeshName Type="{kind}" UI="{ui}">{text(heading.descriptor)}</SupplMeshName>'


def _heading(heading: MeshHeading) -> str:
    kind = f' Type="{escape(heading.type)}"' if heading.type else ""
    parts = (
        f'<DescriptorName UI="{escape(heading.UI)}" MajorTopicYN="{_yes(heading.major)}"{kind}>'
        f"{text(heading.descriptor)}</DescriptorName>"
    )
    for qualifier in heading.qualifier:
        major = _yes(qualifier.major)
        parts += f'<QualifierName UI="{escape(qualifier.UI)}" MajorTopicYN="{major}">{text(qualifier.name)}</QualifierName>'
    return wrapped("MeshHeading", parts)


def _link(link: Link) -> str:
    content = wrapped("RefSource", text(link.citation)) + element("PMID", link.PMID, Version="1")
    return wrapped("CommentsCorrections", content + element("Note", link.note), RefType=link.kind)


def _keywords(record: Record) -> str:
    lists = []
    for owner, keywords in groupby(record.keyword, key=lambda keyword: keyword.owner):
        words = "".join(_rich("Keyword", word.term, MajorTopicYN=_yes(word.major)) for word in keywords)
        lists.append(wrapped("KeywordList", words, Owner=owner))
    return "".join(lists)


def _article_ids(record: Record) -> str:
    ids = element("ArticleId", record.PMID, IdType="pubmed")
    ids += "".join(element("ArticleId", value, IdType="mid") for value in record.manuscript_id)
    for kind, value in (("pmc", record.PMCID), ("doi", record.DOI), ("pii", record.pii)):
        ids += element("ArticleId", value, IdType=kind)
    ids += element("ArticleId", record.bookaccession, IdType="bookaccession")
    for other in record.other_id:
        ids += element("ArticleId", other.value, IdType=other.source) if other.source.islower() else ""
    return wrapped("ArticleIdList", ids)


def _reference(reference: Record) -> str:
    ids = (
        _article_ids(reference)
        if reference.PMID or reference.DOI or reference.PMCID or reference.other_id
        else ""
    )
    return wrapped("Reference", wrapped("Citation", _inline(reference.citation_text)) + ids)


def _references(record: Record) -> str:
    return around("ReferenceList", "".join(map(_reference, record.related.get("references", ()))))


def _pubmed_data(record: Record) -> str:
    history = around("History", "".join(map(_step, record.history)))
    return history + wrapped("PublicationStatus", text(record.publication_status)) + _article_ids(record)


def _grants(record: Record) -> str:
    return around("GrantList", "".join(map(_grant, record.grant)), CompleteYN="Y")


# --- records -----------------------------------------------------------------------------------------------------------

Part = Callable[[Record], str]

ARTICLE: tuple[Part, ...] = (
    _journal,
    _article_title,
    _location,
    _abstract,
    lambda r: _people("AuthorList", "Author", r.author, CompleteYN=_yes(r.authors_complete)),
    lambda r: each("Language", r.language or ["und"]),
    lambda r: around("DataBankList", "".join(map(_databank, r.databank)), CompleteYN="Y"),
    _grants,
    lambda r: wrapped(
        "PublicationTypeList", _publication_types(r) or '<PublicationType UI=""></PublicationType>'
    ),
    lambda r: _rich("VernacularTitle", format_closed(r.original_title)),
    lambda r: _date("ArticleDate", r.available_date, DateType="Electronic"),
)

JOURNAL_INFO: tuple[Part, ...] = (
    lambda r: element("Country", r.journal_country),
    lambda r: wrapped("MedlineTA", text(r.container_title_short)),
    lambda r: element("NlmUniqueID", r.nlm_id),
    lambda r: element("ISSNLinking", r.ISSN_linking),
)

CITATION: tuple[Part, ...] = (
    lambda r: wrapped("PMID", text(r.PMID), Version="1"),
    lambda r: _date("DateCompleted", r.date_completed),
    lambda r: _date("DateRevised", r.date_revised),
    lambda r: wrapped("Article", _joined(ARTICLE, r), PubModel=r.publication_model or "Print"),
    lambda r: wrapped("MedlineJournalInfo", _joined(JOURNAL_INFO, r)),
    lambda r: around("ChemicalList", "".join(map(_chemical, r.chemical))),
    lambda r: around("SupplMeshList", "".join(map(_supplementary, r.supplementary_mesh))),
    lambda r: each("CitationSubset", r.citation_subset),
    lambda r: around("CommentsCorrectionsList", "".join(map(_link, r.links))),
    lambda r: around("GeneSymbolList", each("GeneSymbol", r.gene_symbol)),
    lambda r: around("MeshHeadingList", "".join(map(_heading, r.mesh))),
    lambda r: element("NumberOfReferences", r.number_of_references),
    lambda r: _people("PersonalNameSubjectList", "PersonalNameSubject", r.personal_name_subject),
    lambda r: "".join(
        element("OtherID", other.value, Source=other.source)
        for other in r.other_id
        if not other.source.islower()
    ),
    lambda r: "".join(map(_other_abstract, r.other_abstract)),
    _keywords,
    lambda r: _rich("CoiStatement", r.conflict_of_interest),
    lambda r: each("SpaceFlightMission", r.space_flight_mission),
    lambda r: _people("InvestigatorList", "Investigator", r.investigator),
    lambda r: "".join(element("GeneralNote", note.text, Owner=note.owner) for note in r.general_note),
)

BOOK: tuple[Part, ...] = (
    lambda r: wrapped(
        "Publisher",
        wrapped("PublisherName", text(r.publisher)) + element("PublisherLocation", r.publisher_place),
    ),
    lambda r: wrapped("BookTitle", _inline(r.title if r.type == "book" else r.container_title)),
    lambda r: _pub_date(r.issued),
    lambda r: _people(
        "AuthorList", "Author", r.author if r.type == "book" else r.container_author, Type="authors"
    ),
    lambda r: _people("AuthorList", "Author", r.editor, Type="editors"),
    lambda r: element("Volume", r.volume),
    lambda r: _rich("VolumeTitle", r.volume_title),
    lambda r: element("Edition", r.edition),
    lambda r: _rich("CollectionTitle", r.collection_title),
    lambda r: each("Isbn", r.ISBN),
    lambda r: element("Medium", r.medium),
    lambda r: element("ReportNumber", r.number),
)

BOOK_DOCUMENT: tuple[Part, ...] = (
    lambda r: wrapped("PMID", text(r.PMID), Version="1"),
    _article_ids,
    lambda r: wrapped("Book", _joined(BOOK, r)),
    lambda r: element("LocationLabel", r.chapter_number and f"Chapter {r.chapter_number}", Type="chapter"),
    lambda r: "" if r.type == "book" else _rich("ArticleTitle", r.title),
    lambda r: _rich("VernacularTitle", r.original_title),
    lambda r: around("Pagination", element("MedlinePgn", r.page)),
    lambda r: each("Language", r.language),
    lambda r: "" if r.type == "book" else _people("AuthorList", "Author", r.author, Type="authors"),
    lambda r: _people("InvestigatorList", "Investigator", r.investigator),
    _publication_types,
    _abstract,
    _keywords,
    lambda r: _date("ContributionDate", r.contribution_date),
    lambda r: _date("DateRevised", r.date_revised),
    _grants,
    _references,
)
"""The parts of each element, in the DTD's order."""


def _joined(parts: Iterable[Part], record: Record) -> str:
    return "".join([part(record) for part in parts])


def _article(record: Record) -> str:
    citation = wrapped(
        "MedlineCitation",
        _joined(CITATION, record),
        Status=record.medline_status or "Publisher",
        Owner=record.medline_owner,
        IndexingMethod=record.indexing_method,
    )
    data = wrapped("PubmedData", _pubmed_data(record) + _references(record))
    return f"<PubmedArticle>{citation}\n{data}</PubmedArticle>\n"


def _book_article(record: Record) -> str:
    document = wrapped("BookDocument", _joined(BOOK_DOCUMENT, record))
    return f"<PubmedBookArticle>{document}\n{wrapped('PubmedBookData', _pubmed_data(record))}</PubmedBookArticle>\n"


_NAME = "family given suffix literal initials"
_MORE = "ORCID identifier affiliation"
_DAY = "year month day time"
_KEPT = """title original_title volume_title container_title collection_title volume issue page edition chapter_number publisher
    publisher_place DOI PMID PMCID ISBN abstract keyword language medium iso_abbreviation ISSN_linking nlm_id
    container_title_short journal_country pii manuscript_id bookaccession other_id authors_complete mesh chemical
    supplementary_mesh.descriptor supplementary_mesh.UI supplementary_mesh.type gene_symbol grant databank publication_type
    other_abstract copyright conflict_of_interest general_note number_of_references space_flight_mission citation_subset
    history.status publication_model publication_status medline_status medline_owner indexing_method links.kind
    links.citation links.PMID links.note"""
_PEOPLE = ("author", "editor", "container_author", "investigator", "personal_name_subject")
_DAYS = ("available_date", "history.date", "date_completed", "date_revised", "contribution_date")
_ISSUED = "year month day season time literal end.year end.month end.day end.season end.time"
_IN_BOOKS = Degraded("of books and chapters alone")
_IN_ARTICLES = Degraded("of articles alone", when=lambda record: record.type in BOOKSHELF)

CAPABILITIES: dict[str, Capability] = {
    **dict.fromkeys(_KEPT.split(), KEPT),
    **{f"{role}.{part}": KEPT for role in _PEOPLE for part in _NAME.split()},
    **{f"{role}.{part}": KEPT for role in _PEOPLE[:4] for part in _MORE.split()},
    **{
        f"{role}.{part}particle": Degraded("with the family name")
        for role in _PEOPLE
        for part in ("dropping_", "non_dropping_")
    },
    **{f"{role}.equal_contribution": KEPT for role in _PEOPLE[:3]},
    **{f"{date}.{part}": KEPT for date in _DAYS for part in _DAY.split()},
    **{f"issued.{part}": KEPT for part in _ISSUED.split()},
    **dict.fromkeys(("publisher", "publisher_place", "ISBN", "edition", "medium", "volume_title"), _IN_BOOKS),
    **dict.fromkeys(("collection_title", "chapter_number", "contribution_date.year"), _IN_BOOKS),
    "type": Moved("as an article, or as a book or chapter"),
    "number": Degraded("as pages, where there are none"),
    "ISSN": Degraded("one of a journal's two"),
    "ISSN_print": Degraded("where it is the cited medium's"),
    "ISSN_electronic": Degraded("where it is the cited medium's"),
    "related": Degraded("the references"),
    **dict.fromkeys(("medline_status", "medline_owner", "indexing_method"), _IN_ARTICLES),
}

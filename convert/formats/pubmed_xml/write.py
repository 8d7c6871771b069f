"""Records → PubMed's XML: elements in the order of NLM's DTD of 2025, one record after another.

https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd. A book or a chapter is a ``PubmedBookArticle``, any other work a
``PubmedArticle``. What the DTD requires and the record lacks is empty, or the value that claims least: ``Publisher`` for
the status (NLM has done nothing with the record), ``und`` for the language. Titles end with PubMed's full stop, and
translated titles stand in its brackets.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import groupby
from typing import Any, TextIO

from convert.formats.options import NoOptions
from convert.formats.pubmed_xml import mapping
from convert.formats.xml import around, each, element, text, wrapped
from convert.model.dates import MONTHS, SEASONS, date_of_container, format_date
from convert.model.pages import number_of_location
from convert.model.record import (
    AbstractSection,
    Chemical,
    Databank,
    Date,
    HistoryDate,
    Identifier,
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

_RICH = Style(text, {tag: f"<{tag}>{{}}</{tag}>".format for tag in mapping.INLINE} | {"sc": str})
_REQUIRED = frozenset({"Agency", "MedlineTA", "PublisherName", "RefSource"})
"""Elements that the DTD requires, so that they are written even if they are empty."""
_FIXED = {"PMID": {"Version": "1"}}
"""Attributes that all elements of a name have."""


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


def _texts(table: Mapping[str, str], item: Any) -> str:
    """An element for each field in the table."""
    return "".join(
        [
            wrapped(tag, text(value), **_FIXED.get(tag, {}))
            for tag, field in table.items()
            if (value := getattr(item, field)) or tag in _REQUIRED
        ]
    )


def _coded(name: str, value: str, table: Mapping[str, str], item: Any) -> str:
    """A text with an attribute for each field in the table, even if that is empty."""
    attributes = "".join([f' {key}="{_attribute(getattr(item, field))}"' for key, field in table.items()])
    return f"<{name}{attributes}>{text(value)}</{name}>"


def _attribute(value: str | bool) -> str:
    return _yes(value) if isinstance(value, bool) else escape(value)


def _code_of(field: str, table: Mapping[str, str]) -> str:
    return next(code for code, coded in table.items() if coded == field)


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


def _dates(name: str, record: Record, **attributes: str) -> str:
    return _date(name, getattr(record, mapping.DATES[name]), **attributes)


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


def _people(role: str, people: list[Name], **attributes: str) -> str:
    list_name, name = mapping.PEOPLE[role]
    return around(list_name, "".join(_person(name, person) for person in people), **attributes)


def _person(kind: str, name: Name) -> str:
    if name.literal and kind == "Author":
        content = _rich("CollectiveName", name.literal)
    else:
        particles = (name.dropping_particle, name.non_dropping_particle, name.family or name.literal)
        content = wrapped("LastName", text(" ".join(part for part in particles if part)))
        content += element("ForeName", name.given) + element("Initials", name.initials)
        content += _rich("Suffix", name.suffix)
    if kind == "PersonalNameSubject":
        return wrapped(kind, content)
    content += element("Identifier", name.ORCID, Source="ORCID") + _identifiers(name.identifier)
    for place in name.affiliation:
        affiliation = wrapped("Affiliation", text(place.text))
        content += wrapped("AffiliationInfo", affiliation + _identifiers(place.identifier))
    equal = "Y" if name.equal_contribution and kind == "Author" else ""
    return wrapped(kind, content, ValidYN="Y", EqualContrib=equal)


def _identifiers(identifiers: list[Identifier]) -> str:
    return "".join([element("Identifier", other.value, Source=other.source) for other in identifiers])


# --- parts of an article -----------------------------------------------------------------------------------------------


def _journal(record: Record) -> str:
    is_print = record.ISSN_print and record.ISSN in ("", record.ISSN_print)
    field = "ISSN_print" if is_print or not record.ISSN_electronic else "ISSN_electronic"
    issn = record.ISSN or record.ISSN_print or record.ISSN_electronic
    issue = element("Volume", record.volume) + element("Issue", record.issue) + _pub_date(record.issued)
    kept = record.extra.get("JournalIssue/@CitedMedium")
    return wrapped(
        "Journal",
        element("ISSN", issn, IssnType=_code_of(field, mapping.ISSN_TYPES))
        + wrapped("JournalIssue", issue, CitedMedium=kept[0] if kept else _code_of(field, mapping.MEDIA))
        + _texts(mapping.JOURNAL, record),
    )


def _article_title(record: Record) -> str:
    """Empty where PubMed has none and the original title stands in."""
    stands_in = "title" in record.inferred and record.title == record.original_title
    return wrapped("ArticleTitle", "" if stands_in else _inline(format_rich_title(record)))


def _location(record: Record) -> str:
    """Pagination and the identifiers, one of which an article number is where PubMed would take it for one; the DTD wants either."""
    pages, location = record.page, record.location_id
    if record.number and not pages and record.number != location:
        is_final = record.publication_status == "epublish"
        if not location and number_of_location(
            record.number, record.volume, record.issue, record.DOI, is_final=is_final
        ):
            location = record.number
        else:
            pages = record.number
    pages = element("MedlinePgn", pages)
    identifiers = element("ELocationID", location, EIdType="pii", ValidYN="Y")
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


def _publication_types(record: Record) -> str:
    return "".join(
        [_coded("PublicationType", kind.name, mapping.UI, kind) for kind in record.publication_type]
    )


def _chemical(chemical: Chemical) -> str:
    number = wrapped("RegistryNumber", text(chemical.registry_number or "0"))
    return wrapped("Chemical", number + _coded("NameOfSubstance", chemical.name, mapping.UI, chemical))


def _heading(heading: MeshHeading) -> str:
    attributes = mapping.HEADING if heading.type else mapping.QUALIFIER
    parts = [_coded("DescriptorName", heading.descriptor, attributes, heading)]
    parts += [_coded("QualifierName", each.name, mapping.QUALIFIER, each) for each in heading.qualifier]
    return wrapped("MeshHeading", "".join(parts))


def _supplementary(heading: MeshHeading) -> str:
    return _coded("SupplMeshName", heading.descriptor, mapping.SUPPLEMENTARY, heading)


def _link(link: Link) -> str:
    return wrapped("CommentsCorrections", _texts(mapping.LINK, link), RefType=link.kind)


def _keywords(record: Record) -> str:
    lists = []
    for owner, keywords in groupby(record.keyword, key=lambda keyword: keyword.owner):
        words = "".join(_rich("Keyword", word.term, MajorTopicYN=_yes(word.major)) for word in keywords)
        lists.append(wrapped("KeywordList", words, Owner=owner))
    return "".join(lists)


def _article_ids(record: Record) -> str:
    ids = []
    for scheme, field in mapping.LISTED_IDS.items():
        value = getattr(record, field)
        ids.append(each("ArticleId", value if isinstance(value, list) else [value], IdType=scheme))
    ids += [
        element("ArticleId", other.value, IdType=other.source)
        for other in record.other_id
        if other.source.islower()
    ]
    return wrapped("ArticleIdList", "".join(ids))


def _reference(reference: Record) -> str:
    has_ids = reference.PMID or reference.DOI or reference.PMCID or reference.other_id
    citation = wrapped("Citation", _inline(reference.citation_text))
    return wrapped("Reference", citation + (_article_ids(reference) if has_ids else ""))


def _references(record: Record) -> str:
    return around("ReferenceList", "".join(map(_reference, record.related.get("references", ()))))


def _pubmed_data(record: Record) -> str:
    history = around("History", "".join(map(_step, record.history)))
    return history + wrapped("PublicationStatus", text(record.publication_status)) + _article_ids(record)


def _grants(record: Record) -> str:
    grants = [wrapped("Grant", _texts(mapping.GRANT, grant)) for grant in record.grant]
    return around("GrantList", "".join(grants), CompleteYN="Y")


# --- records -----------------------------------------------------------------------------------------------------------

Part = Callable[[Record], str]

ARTICLE: tuple[Part, ...] = (
    _journal,
    _article_title,
    _location,
    _abstract,
    lambda r: _people("author", r.author, CompleteYN=_yes(r.authors_complete)),
    lambda r: each("Language", r.language or ["und"]),
    lambda r: around("DataBankList", "".join(map(_databank, r.databank)), CompleteYN="Y"),
    _grants,
    lambda r: wrapped(
        "PublicationTypeList", _publication_types(r) or '<PublicationType UI=""></PublicationType>'
    ),
    lambda r: _rich("VernacularTitle", format_closed(r.original_title)),
    lambda r: _dates("ArticleDate", r, DateType="Electronic"),
)

CITATION: tuple[Part, ...] = (
    lambda r: wrapped("PMID", text(r.PMID), Version="1"),
    lambda r: _dates("DateCompleted", r),
    lambda r: _dates("DateRevised", r),
    lambda r: wrapped("Article", _joined(ARTICLE, r), PubModel=r.publication_model or "Print"),
    lambda r: wrapped("MedlineJournalInfo", _texts(mapping.JOURNAL_INFO, r)),
    lambda r: around("ChemicalList", "".join(map(_chemical, r.chemical))),
    lambda r: around("SupplMeshList", "".join(map(_supplementary, r.supplementary_mesh))),
    lambda r: each("CitationSubset", r.citation_subset),
    lambda r: around("CommentsCorrectionsList", "".join(map(_link, r.links))),
    lambda r: around("GeneSymbolList", each("GeneSymbol", r.gene_symbol)),
    lambda r: around("MeshHeadingList", "".join(map(_heading, r.mesh))),
    lambda r: element("NumberOfReferences", r.number_of_references),
    lambda r: _people("personal_name_subject", r.personal_name_subject),
    lambda r: "".join(
        element("OtherID", other.value, Source=other.source)
        for other in r.other_id
        if not other.source.islower()
    ),
    lambda r: "".join(map(_other_abstract, r.other_abstract)),
    _keywords,
    lambda r: _rich("CoiStatement", r.conflict_of_interest),
    lambda r: each("SpaceFlightMission", r.space_flight_mission),
    lambda r: _people("investigator", r.investigator),
    lambda r: "".join(element("GeneralNote", note.text, Owner=note.owner) for note in r.general_note),
)

BOOK: tuple[Part, ...] = (
    lambda r: wrapped("Publisher", _texts(mapping.PUBLISHER, r)),
    lambda r: wrapped("BookTitle", _inline(r.title if r.type == "book" else r.container_title)),
    lambda r: _pub_date(date_of_container(r)),
    lambda r: _people("author", r.author if r.type == "book" else r.container_author, Type="authors"),
    lambda r: _people("author", r.editor, Type="editors"),
    lambda r: element("Volume", r.volume),
    lambda r: _rich("VolumeTitle", r.volume_title),
    lambda r: element("Edition", r.edition),
    lambda r: _rich("CollectionTitle", r.collection_title),
    lambda r: each("Isbn", r.ISBN),
    lambda r: element("ELocationID", r.location_id, EIdType="pii", ValidYN="Y"),
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
    lambda r: "" if r.type == "book" else _people("author", r.author, Type="authors"),
    lambda r: _people("investigator", r.investigator),
    _publication_types,
    _abstract,
    _keywords,
    lambda r: _dates("ContributionDate", r),
    lambda r: _dates("DateRevised", r),
    _grants,
    _references,
)
"""The parts of each element, in the DTD's order."""


def _joined(parts: Iterable[Part], record: Record) -> str:
    return "".join([part(record) for part in parts])


def _article(record: Record) -> str:
    attributes = {name: getattr(record, field) for name, field in mapping.CITATION.items()}
    attributes["Status"] = record.medline_status or "Publisher"
    citation = wrapped("MedlineCitation", _joined(CITATION, record), **attributes)
    data = wrapped("PubmedData", _pubmed_data(record) + _references(record))
    return f"<PubmedArticle>{citation}\n{data}</PubmedArticle>\n"


def _book_article(record: Record) -> str:
    document = wrapped("BookDocument", _joined(BOOK_DOCUMENT, record))
    return f"<PubmedBookArticle>{document}\n{wrapped('PubmedBookData', _pubmed_data(record))}</PubmedBookArticle>\n"

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import FIXTURES
from lxml import etree

import convert
from convert.formats import get_reader, get_writer
from convert.formats.pubmed_xml import mapping
from convert.model.record import Date, Grant, Link, MeshHeading, MeshQualifier, Name, PublicationType, Record

ORDER = {
    "PubmedArticle": "MedlineCitation PubmedData",
    "PubmedBookArticle": "BookDocument PubmedBookData",
    "MedlineCitation": """PMID DateCompleted DateRevised Article MedlineJournalInfo ChemicalList SupplMeshList CitationSubset
        CommentsCorrectionsList GeneSymbolList MeshHeadingList NumberOfReferences PersonalNameSubjectList OtherID
        OtherAbstract KeywordList CoiStatement SpaceFlightMission InvestigatorList GeneralNote""",
    "Article": """Journal ArticleTitle Pagination ELocationID Abstract AuthorList Language DataBankList GrantList
        PublicationTypeList VernacularTitle ArticleDate""",
    "Journal": "ISSN JournalIssue Title ISOAbbreviation",
    "JournalIssue": "Volume Issue PubDate",
    "MedlineJournalInfo": "Country MedlineTA NlmUniqueID ISSNLinking",
    "Author": "LastName CollectiveName ForeName Initials Suffix Identifier AffiliationInfo",
    "Grant": "GrantID Acronym Agency Country",
    "CommentsCorrections": "RefSource PMID Note",
    "PubmedData": "History PublicationStatus ArticleIdList ReferenceList",
    "PubmedBookData": "History PublicationStatus ArticleIdList",
    "BookDocument": """PMID ArticleIdList Book LocationLabel ArticleTitle VernacularTitle Pagination Language AuthorList
        InvestigatorList PublicationType Abstract KeywordList ContributionDate DateRevised GrantList ReferenceList""",
    "Book": """Publisher BookTitle PubDate AuthorList InvestigatorList Volume VolumeTitle Edition CollectionTitle Isbn
        ELocationID Medium ReportNumber""",
}
"""Element → its children, in the order of the DTD of 2025."""

REQUIRED = {
    "MedlineCitation": "PMID Article MedlineJournalInfo",
    "Article": "Journal ArticleTitle Language PublicationTypeList",
    "Journal": "JournalIssue",
    "JournalIssue": "PubDate",
    "MedlineJournalInfo": "MedlineTA",
    "PubmedData": "PublicationStatus ArticleIdList",
    "BookDocument": "PMID ArticleIdList Book",
    "Book": "Publisher BookTitle PubDate",
}

EXPLAINED = {
    "date_created": "gone from the DTD since 2018",
    "publication_model": "the DTD asks for one",
    "medline_status": "likewise",
    "language": "likewise",
    "publication_type": "likewise",
    "issued": "likewise; an empty date",
    "ISSN_print": "the DTD asks for an ISSN's type, which old files don't give",
    "extra": "elements that the record has no field for",
    "related": "an empty list of references",
    "history": "a month in words is a number",
    "inferred": "names that were in capitals no longer are",
}


def written(records: list[Record]) -> bytes:
    out = io.StringIO(newline="")
    get_writer("pubmed-xml").write(records, out)
    return out.getvalue().encode()


def check_structure(root: Any) -> None:
    for element in root.iter():
        names = [child.tag for child in element]
        if order := ORDER.get(element.tag, "").split():
            assert set(names) <= set(order), element.tag
            assert names == sorted(names, key=order.index), element.tag
        assert set(REQUIRED.get(element.tag, "").split()) <= set(names), element.tag


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("articles/*/pubmed.xml")), ids=lambda path: path.parent.name
)
def test_articles_come_back(path: Path) -> None:
    records = list(convert.read(path, "pubmed-xml"))
    data = written(records)
    check_structure(etree.fromstring(data))
    [record], [again] = records, get_reader("pubmed-xml").read(io.BytesIO(data))
    record.extra.clear()
    assert again == record


def test_an_empty_record_has_the_structure() -> None:
    check_structure(etree.fromstring(written([Record(), Record(type="book"), Record(type="chapter")])))


def test_real_records_come_back(shared: Path) -> None:
    total = 0
    differing: Counter[str] = Counter()
    for path in sorted((shared / "corpus" / "xml").iterdir()):
        records = list(convert.read(path, "pubmed-xml"))
        data = written(records)
        check_structure(etree.fromstring(data))
        again = list(get_reader("pubmed-xml").read(io.BytesIO(data)))
        assert len(again) == len(records), path.name
        total += len(records)
        for before, after in zip(records, again, strict=True):
            differing.update(
                field
                for field in Record.__struct_fields__
                if field != "source" and getattr(before, field) != getattr(after, field)
            )
    assert total > 1900
    assert set(differing) <= set(EXPLAINED), differing
    assert sum(count for field, count in differing.items() if field not in ("date_created", "extra")) < 30


# --- every row of the two-way tables, there and back ----------------------------------------------------

HOLDERS: dict[str, tuple[type[Any], Callable[[Any], Record], str]] = {
    "CITATION": (Record, lambda item: item, ""),
    "DATES": (Record, lambda item: item, ""),
    "JOURNAL": (Record, lambda item: item, ""),
    "JOURNAL_INFO": (Record, lambda item: item, ""),
    "PUBLISHER": (Record, lambda item: msgspec.structs.replace(item, type="book"), ""),
    "NAME": (Name, lambda item: Record(author=[item]), "author"),
    "GRANT": (Grant, lambda item: Record(grant=[item]), "grant"),
    "LINK": (Link, lambda item: Record(links=[item]), "links"),
    "UI": (PublicationType, lambda item: Record(publication_type=[item]), "publication_type"),
    "QUALIFIER": (MeshQualifier, lambda item: Record(mesh=[MeshHeading("d", qualifier=[item])]), ""),
    "HEADING": (MeshHeading, lambda item: Record(mesh=[item]), "mesh"),
    "SUPPLEMENTARY": (MeshHeading, lambda item: Record(supplementary_mesh=[item]), "supplementary_mesh"),
}
"""Table → what its fields belong to, the record that holds that, and in which field."""

VALUES: dict[str, Any] = {
    "major": True,
    "DOI": "10.1/q",
    "PMCID": "PMC17",
    "manuscript_id": ["NIHMS7"],
    **dict.fromkeys(mapping.DATES.values(), Date(2019, 11, 23)),
}
ATTRIBUTES = {*mapping.CITATION, *mapping.HEADING}
ROWS = [(name, *row) for name in HOLDERS for row in getattr(mapping, name).items()]


def record_with(**fields: Any) -> Record:
    return Record(**fields)


def there_and_back(record: Record, tag: str) -> Record:
    data = written([record])
    assert tag in data.decode()
    (again,) = get_reader("pubmed-xml").read(io.BytesIO(data))
    return again


@pytest.mark.parametrize(("table", "tag", "field"), ROWS)
def test_a_row_is_written_and_read(table: str, tag: str, field: str) -> None:
    kind, hold, path = HOLDERS[table]
    value = VALUES.get(field, "Q7")
    item = kind(**{field: value})
    if tag == "ContributionDate":
        item.type = "book"
    said: dict[object, str] = {
        "Q7": f'{tag}="Q7"' if tag in ATTRIBUTES else ">Q7</" + tag,
        True: f'{tag}="Y"',
    }
    again: Any = there_and_back(
        hold(item), said.get(value if isinstance(value, str | bool) else "", f"<{tag}")
    )
    if table == "QUALIFIER":
        again = again.mesh[0].qualifier[0]
    elif path:
        again = getattr(again, path)[0]
    assert getattr(again, field) == value


@pytest.mark.parametrize(("scheme", "field"), mapping.LISTED_IDS.items())
def test_an_identifier_is_written_and_read(scheme: str, field: str) -> None:
    value = VALUES.get(field, "17")
    again = there_and_back(record_with(**{field: value}), f'IdType="{scheme}"')
    assert getattr(again, field) == value


@pytest.mark.parametrize(("kind", "field"), mapping.ISSN_TYPES.items())
def test_an_issn_is_written_and_read(kind: str, field: str) -> None:
    (medium,) = (medium for medium, its_field in mapping.MEDIA.items() if its_field == field)
    record = record_with(ISSN="1234-5678", **{field: "1234-5678"})
    again = there_and_back(record, f'IssnType="{kind}">1234-5678</ISSN><JournalIssue CitedMedium="{medium}"')
    assert (again.ISSN, getattr(again, field), again.extra) == ("1234-5678", "1234-5678", {})


@pytest.mark.parametrize(("role", "names"), mapping.PEOPLE.items())
def test_a_role_is_written_and_read(role: str, names: tuple[str, str]) -> None:
    people = [Name(family="Doe", given="Jane")]
    again = there_and_back(
        record_with(**{role: people}),
        "<{}{}><{}".format(names[0], ' CompleteYN="Y"' * (role == "author"), names[1]),
    )
    assert getattr(again, role) == people


@pytest.mark.parametrize("tag", mapping.INLINE)
def test_markup_is_written_and_read(tag: str) -> None:
    opening, closing = mapping.INLINE[tag]
    again = there_and_back(
        Record(title=f"A {opening}b{closing}"), "A b" if tag == "sc" else f"<{tag}>b</{tag}>"
    )
    assert again.title == ("A b" if tag == "sc" else f"A {opening}b{closing}")


def test_every_table_is_walked() -> None:
    tables = {name for name in vars(mapping) if name.isupper()}
    assert tables - HOLDERS.keys() == {"LISTED_IDS", "ISSN_TYPES", "MEDIA", "PEOPLE", "INLINE", "IMPLIED"}

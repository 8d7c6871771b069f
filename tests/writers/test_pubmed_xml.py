import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES
from lxml import etree

import convert
from convert.formats import get_reader, get_writer
from convert.model.record import Record

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

"""Europe PMC's results → records (https://europepmc.org/RestfulWebService, result types ``lite`` and ``core``).

An answer holds the results in ``resultList.result``. A preprint's ``source`` is PPR.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, Final

from convert.formats.json_works import (
    Row,
    at,
    date,
    has_key,
    list_of,
    objects,
    parse_work,
    read_works,
    text,
    texts,
)
from convert.formats.web_text import parse_web_abstract
from convert.model.identifiers import parse_doi, parse_orcid, parse_pmcid, parse_pmid
from convert.model.names import parse_short_name, take_et_al
from convert.model.pages import complete_pages
from convert.model.record import (
    AbstractSection,
    Affiliation,
    Chemical,
    Grant,
    Identifier,
    Keyword,
    Link,
    MeshHeading,
    MeshQualifier,
    Name,
    PublicationType,
    Record,
)
from convert.model.text.titles import parse_title
from convert.model.types import parse_type
from convert.streams.problems import Warn, silent

_KEYS: Final = (
    "resultList",
    "authorString",
    "pageInfo",
    "hasTextMinedTerms",
    "firstPublicationDate",
    "inEPMC",
)
sniff: Final = partial(has_key, keys=_KEYS)


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Results, alone, in lists or in answers → records."""
    envelopes = ("resultList.result", "result")
    return read_works(stream, parse=_parse, envelopes=envelopes, format="europe-pmc", warn=warn)


def _parse(result: dict[str, Any]) -> Record | None:
    if "title" not in result and "authorString" not in result:
        return None
    record = parse_work(result, _TABLE, _DROPPED)
    source, number = text(result.get("source")), text(result.get("id"))
    if source == "MED":
        record.PMID = record.PMID or parse_pmid(number)
    elif source != "PMC" and number:
        record.other_id = [Identifier(f"Europe PMC {source}".strip(), number)]
    if source == "PPR":
        record.type = "article"
    record.type = record.type or ("article-journal" if record.container_title else "")
    take_et_al(record)
    return record


# --- values -----------------------------------------------------------------------------------------------------------


def _author(author: dict[str, Any]) -> Name:
    if group := text(author.get("collectiveName")):
        return Name(literal=group)
    family, given = text(author.get("lastName")), text(author.get("firstName"))
    name = (
        Name(family, given or text(author.get("initials")))
        if family
        else parse_short_name(text(author.get("fullName")))
    )
    name.initials = text(author.get("initials"))
    if at(author, "authorId.type") == "ORCID":
        name.ORCID = parse_orcid(text(at(author, "authorId.value")))
    details = objects(at(author, "authorAffiliationDetailsList.authorAffiliation"))
    places = [text(one.get("affiliation")) for one in details] or texts(author.get("affiliation"))
    name.affiliation = [Affiliation(place) for place in places if place]
    return name


def _short_names(value: Any) -> list[Name]:
    """The names of ``Roe R, Doe J, Coin Group.``; one of several words without initials is a group."""
    parts = text(value).removesuffix(".").split(", ")
    names = [parse_short_name(part) for part in parts if part]
    return [name if name.initials or " " not in name.family else Name(literal=name.family) for name in names]


def _mesh(heading: dict[str, Any]) -> MeshHeading:
    qualifiers = objects(at(heading, "meshQualifierList.meshQualifier"))
    return MeshHeading(
        text(heading.get("descriptorName")),
        heading.get("majorTopic_YN") == "Y",
        qualifier=[
            MeshQualifier(text(one.get("qualifierName")), one.get("majorTopic_YN") == "Y")
            for one in qualifiers
        ],
    )


def _types(value: Any) -> list[PublicationType]:
    names = texts(value)
    return [
        PublicationType(re.sub(r"\b[a-z]", lambda letter: letter[0].upper(), name))
        for name in names
        if name != "research-article"
    ]


def _type(value: Any) -> str:
    kinds = [kind for name in texts(value) if (kind := parse_type(name.replace("-", " ")))]
    return next((kind for kind in kinds if kind != "article-journal"), kinds[0] if kinds else "")


_LINKS: Final = {
    "Erratum in": "ErratumIn",
    "Erratum for": "ErratumFor",
    "Retraction in": "RetractionIn",
    "Retraction of": "RetractionOf",
    "Comment in": "CommentIn",
    "Comment on": "CommentOn",
    "Expression of concern in": "ExpressionOfConcernIn",
    "Expression of concern for": "ExpressionOfConcernFor",
    "Update in": "UpdateIn",
    "Update of": "UpdateOf",
    "Preprint of": "UpdateIn",
    "Preprint in": "UpdateOf",
}
"""Europe PMC's kind of a correction or comment → PubMed's."""


def _link(other: dict[str, Any]) -> Link | None:
    kind = _LINKS.get(text(other.get("type")).capitalize())
    return Link(kind, text(other.get("reference")), parse_pmid(text(other.get("id")))) if kind else None


def _abstract(value: Any) -> list[AbstractSection]:
    return parse_web_abstract(value) if isinstance(value, str) else []


_TABLE: Final[tuple[Row, ...]] = (
    ("pubTypeList.pubType", "type", _type),
    ("pubType", "type", lambda value: _type(text(value).split("; "))),
    ("pubTypeList.pubType", "publication_type", _types),
    ("title", "title", lambda value: parse_title(text(value))[0]),
    ("authorList.author", "author", list_of(_author)),
    ("authorString", "author", _short_names),
    ("journalInfo.journal.title", "container_title", text),
    ("journalTitle", "container_title", text),
    ("bookOrReportDetails.comprisingTitle", "container_title", text),
    ("journalInfo.journal.medlineAbbreviation", "container_title_short", text),
    ("journalInfo.journal.isoabbreviation", "iso_abbreviation", text),
    ("journalInfo.journal.ISOAbbreviation", "iso_abbreviation", text),
    ("journalInfo.journal.nlmid", "nlm_id", text),
    ("journalInfo.journal.NLMid", "nlm_id", text),
    ("journalInfo.journal.issn", "ISSN_print", text),
    ("journalInfo.journal.ISSN", "ISSN_print", text),
    ("journalInfo.journal.essn", "ISSN_electronic", text),
    ("journalInfo.journal.ESSN", "ISSN_electronic", text),
    ("journalInfo.journal.issn", "ISSN", text),
    ("journalInfo.journal.ISSN", "ISSN", text),
    ("journalInfo.journal.essn", "ISSN", text),
    ("journalInfo.journal.ESSN", "ISSN", text),
    ("journalIssn", "ISSN", text),
    ("journalInfo.dateOfPublication", "issued", date),
    ("bookOrReportDetails.yearOfPublication", "issued", date),
    ("pubYear", "issued", date),
    ("electronicPublicationDate", "available_date", date),
    ("journalInfo.volume", "volume", text),
    ("journalVolume", "volume", text),
    ("journalInfo.issue", "issue", text),
    ("issue", "issue", text),
    ("pageInfo", "page", lambda value: complete_pages(text(value))),
    ("bookOrReportDetails.publisher", "publisher", text),
    ("publisher", "publisher", text),
    ("bookOrReportDetails.isbn13", "ISBN", texts),
    ("bookOrReportDetails.isbn10", "ISBN", texts),
    ("bookOrReportDetails.edition", "edition", text),
    ("doi", "DOI", lambda value: parse_doi(text(value))),
    ("pmid", "PMID", lambda value: parse_pmid(text(value))),
    ("pmcid", "PMCID", lambda value: parse_pmcid(text(value))),
    ("abstractText", "abstract", _abstract),
    ("keywordList.keyword", "keyword", lambda value: [Keyword(term, owner="NOTNLM") for term in texts(value)]),
    ("meshHeadingList.meshHeading", "mesh", list_of(_mesh)),
    ("chemicalList.chemical", "chemical", list_of(
        lambda one: Chemical(text(one.get("name")), text(one.get("registryNumber")))
    )),
    ("grantsList.grant", "grant", list_of(
        lambda one: Grant(text(one.get("grantId")), text(one.get("acronym")), text(one.get("agency")))
    )),
    ("commentCorrectionList.commentCorrection", "links", list_of(_link)),
    ("language", "language", texts),
    ("license", "license", text),
    ("pubModel", "publication_model", text),
    ("publicationStatus", "publication_status", text),
    ("manuscriptId", "manuscript_id", texts),
)  # fmt: skip
_BOOKKEEPING: Final = """
    affiliation authMan citedByCount dateOfCompletion dateOfCreation dateOfRevision dbCrossReferenceList epmcAuthMan firstIndexDate
    firstPublicationDate fullTextIdList fullTextReceivedDate fullTextUrlList hasBook hasDbCrossReferences hasEvaluations hasLabsLinks
    hasPDF hasReferences hasSuppl hasTMAccessionNumbers hasTextMinedTerms id inEPMC inPMC isOpenAccess nihAuthMan source
    subsetList tmAccessionTypeList investigatorList dataLinksTagsList hasData versionNumber authorIdList
"""
_DROPPED: Final = frozenset(_BOOKKEEPING.split())
"""What Europe PMC keeps of its own, and what ``_parse`` takes."""

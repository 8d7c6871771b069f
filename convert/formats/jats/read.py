"""JATS and the NLM journal DTDs before it → records: each article by its front, with the works it cites; or a list of references.

PMC's files hold one ``<article>``, its services ``<pmc-articleset>``. https://jats.nlm.nih.gov/archiving/tag-library/1.3/
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from convert.formats.jats.citation import parse_citation
from convert.formats.jats.parts import Parts, parse_dates, parse_people
from convert.formats.xml.elements import elements, line_of
from convert.model.identifiers import parse_doi, parse_issn, parse_pmcid, parse_pmid, settle
from convert.model.names import tidy_authors
from convert.model.pages import complete_pages, join_pages
from convert.model.record import (
    Affiliation,
    Date,
    Grant,
    HistoryDate,
    Keyword,
    Link,
    OtherAbstract,
    Record,
    Source,
)
from convert.streams.problems import Warn, silent

if TYPE_CHECKING:
    from convert.formats.xml.elements import Element

_BEGINNING = re.compile(rb"<(?:\w+:)?(?:article[\s>]|pmc-articleset\b|ref-list\b|front-stub\b)")


def sniff(head: bytes) -> bool:
    """Whether an XML file begins with an article, a set of them, or a list of references."""
    head = head.lstrip()
    return head.startswith(b"<") and b"<html" not in head and _BEGINNING.search(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the articles of a file, or the references of a list, one after another."""
    for element in elements(stream, ("article", "ref-list"), warn):
        records = [_parse_article(element)] if element.tag == "article" else parse_references(element)
        for record in records:
            record.source = Source(line=line_of(element), format="jats")
            settle(record)
            yield record


def parse_references(element: "Element") -> Iterator[Record]:
    """The works that a ``<ref-list>`` names; a reference of several parts gives several."""
    for citation in element.iter("element-citation", "mixed-citation", "nlm-citation", "citation"):
        is_alternative = (
            citation.getprevious() is not None
            and next(citation.iterancestors("citation-alternatives"), None) is not None
        )
        if not is_alternative:
            yield parse_citation(citation)


_TYPES: Final = {
    "preprint": "article",
    "dataset": "dataset",
    "data-paper": "article-journal",
    "book-review": "review-book",
}
"""article-type → CSL type; any other is an article of a journal."""


def _parse_article(element: "Element") -> Record:
    front = element.find("front")
    front = front if front is not None else element
    meta = next(element.iter("article-meta", "front-stub"), None)
    record = Record(type=_TYPES.get(element.get("article-type", ""), "article-journal"))
    if language := element.get("{http://www.w3.org/XML/1998/namespace}lang"):
        record.language = [language]
    if (journal := front.find("journal-meta")) is not None:
        _take_journal(Parts(journal), record)
    if meta is not None:
        for take in _TAKES:
            take(Parts(meta), record)
    if cited := [work for listed in element.iterfind("back//ref-list") for work in parse_references(listed)]:
        record.related["references"] = cited
    tidy_authors(record)
    return record


def _take_journal(journal: Parts, record: Record) -> None:
    record.container_title = journal.text("journal-title-group/journal-title", "journal-title")
    names = journal.by("journal-id", "journal-id-type")
    record.container_title_short = names.get("nlm-ta", "")
    record.iso_abbreviation = names.get("iso-abbrev", "") or journal.text(".//abbrev-journal-title")
    if not record.container_title_short:
        record.container_title_short = record.iso_abbreviation.replace(".", "")
    record.nlm_id = names.get("nlm-journal-id", "")
    numbers = journal.by("issn", "pub-type", "publication-format")
    record.ISSN_print = parse_issn(numbers.get("ppub") or numbers.get("print", ""))
    record.ISSN_electronic = parse_issn(numbers.get("epub") or numbers.get("electronic", ""))
    record.ISSN_linking = parse_issn(journal.text("issn-l"))
    record.ISSN = record.ISSN_print or record.ISSN_electronic or parse_issn(journal.text("issn"))
    record.publisher = journal.text("publisher/publisher-name")
    record.publisher_place = journal.text("publisher/publisher-loc")


def _take_identifiers(meta: Parts, record: Record) -> None:
    numbers = meta.by("article-id", "pub-id-type")
    record.DOI = parse_doi(numbers.pop("doi", ""))
    record.PMID = parse_pmid(numbers.pop("pmid", ""))
    pmcid = numbers.pop("pmcid", "") or numbers.pop("pmc", "")
    record.PMCID = parse_pmcid(pmcid if pmcid.upper().startswith("PMC") else f"PMC{pmcid}") if pmcid else ""
    record.pii = numbers.pop("pii", "") or numbers.pop("publisher-id", "")
    if "manuscript" in numbers:
        record.manuscript_id.append(numbers.pop("manuscript"))
    record.extra |= {f"article-id[{kind}]": [value] for kind, value in numbers.items()}


def _take_titles(meta: Parts, record: Record) -> None:
    title = meta.rich("title-group/article-title")
    subtitle = meta.rich("title-group/subtitle")
    record.title = f"{title.rstrip(':')}: {subtitle}" if subtitle else title
    record.original_title = meta.rich("title-group/trans-title-group/trans-title", "title-group/trans-title")
    record.title_short = meta.rich("title-group/alt-title[@alt-title-type='short']")


def _take_people(meta: Parts, record: Record) -> None:
    """Authors and editors, with their affiliations: by reference, or within the contribution, or one for all."""
    places = {place.get("id", ""): Parts(place).affiliation() for place in meta.element.iter("aff")}
    for role in ("author", "editor"):
        for person, name in parse_people(meta.element, role):
            own = [
                places.get(key, "")
                for ref in person.iterfind("xref[@ref-type='aff']")
                for key in ref.get("rid", "").split()
            ]
            own += [Parts(place).affiliation() for place in person.iterfind("aff")]
            name.affiliation = [Affiliation(place) for place in own if place]
            getattr(record, role).append(name)
    if len(places) == 1 and not any(name.affiliation for name in record.author):
        for name in record.author:
            name.affiliation = [Affiliation(place) for place in places.values() if place]


def _take_place(meta: Parts, record: Record) -> None:
    record.volume, record.issue = meta.text("volume"), meta.text("issue")
    record.supplement_number = meta.text("supplement")
    ends = meta.text("fpage"), meta.text("lpage")
    record.page = complete_pages(meta.text("page-range")) or join_pages(*ends)
    record.number = meta.text("elocation-id")
    if (count := meta.element.find("counts/ref-count")) is not None:
        record.number_of_references = count.get("count", "")


_PRINT = ("ppub", "print", "collection", "pub", "epub-ppub", "epub", "electronic", "epreprint", "")
"""Kinds of dates of publication, the one that a citation has first."""
_ELECTRONIC = ("epub", "electronic", "epub-ppub")


def _take_dates(meta: Parts, record: Record) -> None:
    dates = parse_dates(meta.element)
    record.issued = next((dates[kind] for kind in _PRINT if kind in dates), None)
    record.available_date = next((dates[kind] for kind in _ELECTRONIC if kind in dates), None)
    for step in meta.element.iterfind("history/date"):
        record.history.append(HistoryDate(step.get("date-type", ""), Parts(step).date() or Date()))


def _take_abstracts(meta: Parts, record: Record) -> None:
    for abstract in meta.element.iterfind("abstract"):
        sections = Parts(abstract).sections()
        if abstract.get("abstract-type") or record.abstract:
            record.other_abstract.append(OtherAbstract(sections, abstract.get("abstract-type", "")))
        else:
            record.abstract = sections
    for abstract in meta.element.iterfind("trans-abstract"):
        language = abstract.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        record.other_abstract.append(OtherAbstract(Parts(abstract).sections(), language=language))


def _take_subjects(meta: Parts, record: Record) -> None:
    for group in meta.element.iterfind("kwd-group"):
        owner = (
            "NOTNLM" if group.get("kwd-group-type", "author") == "author" else group.get("kwd-group-type", "")
        )
        record.keyword += [Keyword(Parts(word).rich("."), owner=owner) for word in group.iterfind("kwd")]
    for award in meta.element.iterfind("funding-group/award-group"):
        parts = Parts(award)
        agency = parts.text("funding-source//institution", "funding-source")
        record.grant += [
            Grant(Parts(number).text("."), agency=agency) for number in award.iterfind("award-id")
        ] or [Grant(agency=agency)]


def _take_rights(meta: Parts, record: Record) -> None:
    record.copyright = meta.text("permissions/copyright-statement", "copyright-statement")
    if (license_ := meta.element.find("permissions/license")) is not None:
        record.license = license_.get("{http://www.w3.org/1999/xlink}href", "") or license_.get(
            "license-type", ""
        )


_LINKS: Final = {
    "addendum": "ErratumFor",
    "commentary-article": "CommentIn",
    "commentary": "CommentIn",
    "companion": "AssociatedPublication",
    "concurrent-pub": "AssociatedPublication",
    "correction-forward": "ErratumIn",
    "corrected-article": "ErratumFor",
    "expression-of-concern": "ExpressionOfConcernIn",
    "object-of-concern": "ExpressionOfConcernFor",
    "original-article": "CommentOn",
    "peer-reviewed-article": "CommentOn",
    "preprint": "UpdateOf",
    "retracted-article": "RetractionOf",
    "retraction-forward": "RetractionIn",
}
"""related-article-type → PubMed's kind of link."""


def _take_links(meta: Parts, record: Record) -> None:
    for related in meta.element.iterfind("related-article"):
        kind = related.get("related-article-type", "")
        target = related.get("{http://www.w3.org/1999/xlink}href", "")
        link = Link(_LINKS.get(kind, kind), Parts(related).text("."), note="")
        if related.get("ext-link-type") == "pubmed":
            link.PMID = parse_pmid(target)
        else:
            link.DOI = parse_doi(target)
        if link.kind in _LINKS.values():
            record.links.append(link)
        else:
            record.extra.setdefault(f"related-article[{kind}]", []).append(target or link.citation)


_TAKES: Final = (
    _take_identifiers,
    _take_titles,
    _take_people,
    _take_place,
    _take_dates,
    _take_abstracts,
    _take_subjects,
    _take_rights,
    _take_links,
)

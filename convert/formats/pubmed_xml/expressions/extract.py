"""The text of a record → its lists, and what is left of it for a tree, which is nothing in most records.

A stub stays in the place of each list until it is known that the list belongs there. What is left of a record is read by
one expression if it is as usual; else a tree is made of it, which is small.
"""

import re
from collections.abc import Iterable
from typing import TypeAlias

from convert.formats.pubmed_xml.expressions.items import Groups, Read
from convert.formats.pubmed_xml.expressions.lists import LISTS, MARK, PMID_ELEMENT, CompiledRule
from convert.formats.pubmed_xml.expressions.patterns import (
    TO_NEXT_TAG,
    VALUE,
    all_of,
    element,
    has_other_references,
    matching,
    maybe,
    rich,
    text_in,
)
from convert.formats.pubmed_xml.mapping import CITATION
from convert.formats.pubmed_xml.values import put_location_id, put_title
from convert.model.record import Identifier, Record

Extracted: TypeAlias = tuple[Read, list[Groups]]
"""The items of a list, and the function that reads them."""

# --- where lists belong ---------------------------------------------------------------------------------

_PLACES = {
    "MedlineCitation": [
        "DateCreated",
        "DateCompleted",
        "DateRevised",
        "MedlineJournalInfo",
        "ChemicalList",
        "SupplMeshList",
        "CommentsCorrectionsList",
        "MeshHeadingList",
        "KeywordList",
        "InvestigatorList",
    ],
    "Article": [
        "Journal",
        "Pagination",
        "Abstract",
        "AuthorList",
        "DataBankList",
        "GrantList",
        "PublicationTypeList",
        "ArticleDate",
    ],
    "PubmedData": ["History", "ArticleIdList", "ReferenceList"],
}
"""Element → the lists that belong in it."""

_NAMES = f"({'|'.join(each.name for each in LISTS)})\\b"
_lists_left = re.compile(f"<{_NAMES}").findall
_prefixed_lists_left = re.compile(rf"<(?:\w+:|){_NAMES}").findall


def _children(group: str, parent: str) -> str:
    """An expression for the children of an element: stubs of its lists, and elements without a stub, named in ``group``."""
    stub = f"<{MARK}(?:{'|'.join(_PLACES[parent])})>"
    other = rf"<(?!{MARK}|(?:{'|'.join(_PLACES)})[\s>])"
    empty = rf"{other}[^<>]*+(?<=/)>"
    whole = (
        rf"{other}(?P<{group}>[\w.:-]++)[^<>]*+(?<!/)>"
        rf"[^<]*+(?:<(?!/(?P={group})>|{MARK})[^<]*+)*</(?P={group})>"
    )
    return f"[^<]*+(?:(?:{stub}|{empty}|{whole})[^<]*+)*"


_in_place = re.compile(
    r"(?:<PubmedArticle>[^<]*+|)<MedlineCitation\b[^<>]*+>"
    + _children("before", "MedlineCitation")
    + r"(?:<Article\b[^<>]*+>"
    + _children("inside", "Article")
    + "</Article>"
    + _children("after", "MedlineCitation")
    + "|)</MedlineCitation>[^<]*+(?:<PubmedData>"
    + _children("beside", "PubmedData")
    + "</PubmedData>[^<]*+|)(?:</PubmedArticle>|)"
).fullmatch
"""Whether each stub is where its list belongs."""

# --- what is left ---------------------------------------------------------------------------------------

_LOCATION_ID = element("ELocationID", r' EIdType="(\w++)"(?: ValidYN="Y"|)')
_LANGUAGE = element("Language")
_CITATION_SUBSET = element("CitationSubset")
_OTHER_ID = element("OtherID", f" Source={VALUE}")
_ATTRIBUTE = f" ({'|'.join(CITATION)})={VALUE}"


def _stubs(*names: str) -> str:
    return "".join(maybe(f"{MARK}{name}>{TO_NEXT_TAG}") for name in names)


_FRAME = re.compile(
    "(?:<PubmedArticle>[^<]*+|)"  # which is closed if it is opened: the record was cut out so
    f"<MedlineCitation{all_of(_ATTRIBUTE)}>{TO_NEXT_TAG}"
    + PMID_ELEMENT
    + _stubs("DateCreated", "DateCompleted", "DateRevised")
    + f"Article PubModel={VALUE}>{TO_NEXT_TAG}"
    + _stubs("Journal")
    + matching("ArticleTitle", rich("title_mark"))
    + _stubs("Pagination")
    + all_of(_LOCATION_ID)
    + _stubs("Abstract", "AuthorList")
    + all_of(_LANGUAGE)
    + _stubs("DataBankList", "GrantList", "PublicationTypeList")
    + maybe(matching("VernacularTitle", rich("vernacular_mark")))
    + _stubs("ArticleDate")
    + f"/Article>{TO_NEXT_TAG}"
    + _stubs("MedlineJournalInfo", "ChemicalList", "SupplMeshList")
    + all_of(_CITATION_SUBSET)
    + _stubs("CommentsCorrectionsList", "MeshHeadingList")
    + maybe(element("NumberOfReferences"))
    + all_of(_OTHER_ID)
    + _stubs("KeywordList")
    + maybe(matching("CoiStatement", rich("interests_mark")))
    + _stubs("InvestigatorList")
    + f"/MedlineCitation>(?:{TO_NEXT_TAG}PubmedData>{TO_NEXT_TAG}"
    + _stubs("History")
    + maybe(element("PublicationStatus"))
    + _stubs("ArticleIdList", "ReferenceList")
    + "/PubmedData>|)(?:[^<]*+</PubmedArticle>|)"
)
"""What most records are without their lists."""
_attributes_of_citation = re.compile(_ATTRIBUTE).findall
_location_ids = re.compile(_LOCATION_ID).findall
_languages = re.compile(_LANGUAGE).findall
_citation_subsets = re.compile(_CITATION_SUBSET).findall
_other_ids = re.compile(_OTHER_ID).findall
_put_title, _put_original_title = put_title("title"), put_title("original_title")


def _read_frame(record: Record, items: list[Groups]) -> None:
    ((attributes, pmid, model, title, _, locations, languages, original, _, *citation, status),) = items
    subsets, references, others, interests, _ = citation
    for name, value in _attributes_of_citation(attributes):
        setattr(record, CITATION[name], value)
    record.PMID = text_in(pmid)
    record.publication_model = model
    _put_title(record, text_in(title))
    if original:
        _put_original_title(record, text_in(original))
    for scheme, value in _location_ids(locations):
        put_location_id(record, text_in(value), scheme)
    record.language += filter(None, map(text_in, _languages(languages)))
    record.citation_subset += filter(None, map(text_in, _citation_subsets(subsets)))
    record.number_of_references = text_in(references)
    record.other_id += [Identifier(source, text_in(value)) for source, value in _other_ids(others)]
    record.conflict_of_interest = text_in(interests)
    record.publication_status = text_in(status)


def extract(text: str, lists: Iterable[CompiledRule]) -> tuple[str, list[Extracted]]:
    """The text of a record without its lists, and the lists; the text is empty if the rest was extracted, too.

    Of lists with the same name all are extracted, or none, so that their order stays that of the record.
    """
    if has_other_references(text):
        return text, []
    extracted: list[Extracted] = []
    names = set()
    rest: list[str] = []
    at = 0
    ends = {"": -1}
    for name, opening, before, closing, find_items, read, stub in lists:
        if before not in ends:
            ends[before] = text.find(before, at)
        start = text.find(opening, at, ends[before])
        if start >= 0:
            end = text.find(closing, start)
            items = find_items(text, text.find("<", start + 1) + 1, end + 1)
            if items and not items[-1][-1]:
                extracted.append((read, items))
                names.add(name)
                rest += text[at:start], stub
                at = end + len(closing)
    rest.append(text[at:])
    left = "".join(rest)
    frame = _FRAME.fullmatch(left)
    if frame and max(map(frame[1].count, CITATION)) <= 1:  # an attribute that is there twice is damage
        return "", [(_read_frame, [frame.groups("")]), *extracted]
    lists_left = _prefixed_lists_left if "xmlns" in left else _lists_left
    if names.intersection(lists_left(left)) or "_type" in left or not _in_place(left):
        return text, []
    return "".join(rest[::2]), extracted

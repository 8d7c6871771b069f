"""The lists of a record, taken out of its text; and what is left, if it is usual, too.

A stub stays in the place of each list until it is known that this is where it belongs. What is left of a usual record is
read by one expression; of any other lxml makes a tree, which is small.
"""

import re
from collections.abc import Iterable
from typing import TypeAlias

from convert.formats.pubmed_xml.expressions import (
    TO_NEXT_TAG,
    VALUE,
    all_of,
    element,
    has_other_references,
    maybe,
    rich,
    text_in,
)
from convert.formats.pubmed_xml.lists import LISTS, MARK, PMID_ELEMENT, Found, Groups, Read
from convert.formats.pubmed_xml.values import identify
from convert.model.record import Record
from convert.model.text.titles import parse_title

_NAMES = f"({'|'.join(plain.name for plain in LISTS)})\\b"
_lists_left = re.compile(f"<{_NAMES}").findall
_prefixed_lists_left = re.compile(rf"<(?:\w+:|){_NAMES}").findall


def _children(group: str, *lists: str) -> str:
    """An expression for the children of an element: stubs of these lists, and elements with no stub inside, whose names are in ``group``."""
    stub = f"<{MARK}(?:{'|'.join(lists)})>"
    other = rf"<(?!{MARK}|(?:MedlineCitation|Article|PubmedData)[\s>])"
    empty = rf"{other}[^<>]*+(?<=/)>"
    whole = (
        rf"{other}(?P<{group}>[\w.:-]++)[^<>]*+(?<!/)>"
        rf"[^<]*+(?:<(?!/(?P={group})>|{MARK})[^<]*+)*</(?P={group})>"
    )
    return f"[^<]*+(?:(?:{stub}|{empty}|{whole})[^<]*+)*"


_OF_CITATION = (
    "DateCompleted",
    "DateRevised",
    "MedlineJournalInfo",
    "ChemicalList",
    "CommentsCorrectionsList",
    "MeshHeadingList",
    "KeywordList",
)
_OF_ARTICLE = (
    "Journal",
    "Pagination",
    "Abstract",
    "AuthorList",
    "GrantList",
    "PublicationTypeList",
    "ArticleDate",
)
_OF_DATA = ("History", "ArticleIdList", "ReferenceList")
_in_place = re.compile(
    r"(?:<PubmedArticle>[^<]*+|)<MedlineCitation\b[^<>]*+>"
    + _children("before", *_OF_CITATION)
    + r"(?:<Article\b[^<>]*+>"
    + _children("inside", *_OF_ARTICLE)
    + "</Article>"
    + _children("after", *_OF_CITATION)
    + "|)</MedlineCitation>[^<]*+(?:<PubmedData>"
    + _children("beside", *_OF_DATA)
    + "</PubmedData>[^<]*+|)(?:</PubmedArticle>|)"
).fullmatch
"""Whether each stub is where its list belongs."""


# --- what is left ---------------------------------------------------------------------------------------

_LOCATION_ID = element("ELocationID", attributes=r' EIdType="(\w++)"(?: ValidYN="Y"|)')
_LANGUAGE = element("Language")
_CITATION_SUBSET = element("CitationSubset")
_ATTRIBUTE = f" (Status|Owner|IndexingMethod)={VALUE}"
_FIELDS_OF_CITATION = {
    "Status": "medline_status",
    "Owner": "medline_owner",
    "IndexingMethod": "indexing_method",
}


def _taken(*names: str) -> str:
    return "".join(maybe(f"{MARK}{name}>{TO_NEXT_TAG}") for name in names)


_FRAME = re.compile(
    f"<PubmedArticle>{TO_NEXT_TAG}"
    f"MedlineCitation{all_of(_ATTRIBUTE)}>{TO_NEXT_TAG}"
    + PMID_ELEMENT
    + _taken("DateCompleted", "DateRevised")
    + f"Article PubModel={VALUE}>{TO_NEXT_TAG}"
    + _taken("Journal")
    + element("ArticleTitle", rich("title_mark"))
    + _taken("Pagination")
    + all_of(_LOCATION_ID)
    + _taken("Abstract", "AuthorList")
    + all_of(_LANGUAGE)
    + _taken("GrantList", "PublicationTypeList")
    + maybe(element("VernacularTitle", rich("vernacular_mark")))
    + _taken("ArticleDate")
    + f"/Article>{TO_NEXT_TAG}"
    + _taken("MedlineJournalInfo", "ChemicalList")
    + all_of(_CITATION_SUBSET)
    + _taken("CommentsCorrectionsList", "MeshHeadingList", "KeywordList")
    + maybe(element("CoiStatement", rich("interests_mark")))
    + f"/MedlineCitation>{TO_NEXT_TAG}PubmedData>{TO_NEXT_TAG}"
    + _taken("History")
    + maybe(element("PublicationStatus"))
    + _taken("ArticleIdList", "ReferenceList")
    + "/PubmedData>[^<]*+</PubmedArticle>"
)
"""What most records are without their lists."""
_attributes_of_citation = re.compile(_ATTRIBUTE).findall
_location_ids = re.compile(_LOCATION_ID).findall
_languages = re.compile(_LANGUAGE).findall
_citation_subsets = re.compile(_CITATION_SUBSET).findall


def _frame(record: Record, items: list[Groups]) -> None:
    (
        (attributes, pmid, model, title, _, locations, languages, original, _, subsets, interests, _, status),
    ) = items
    for name, value in _attributes_of_citation(attributes):
        setattr(record, _FIELDS_OF_CITATION[name], value)
    record.PMID = text_in(pmid)
    record.publication_model = model
    record.title = parse_title(text_in(title))[0]
    if original:
        record.original_title = parse_title(text_in(original))[0]
    for scheme, value in _location_ids(locations):
        identify(record, scheme, text_in(value))
    record.language += filter(None, map(text_in, _languages(languages)))
    record.citation_subset += filter(None, map(text_in, _citation_subsets(subsets)))
    record.conflict_of_interest = text_in(interests or "")
    record.publication_status = text_in(status or "")


Taken: TypeAlias = tuple[Read, list[Groups]]
"""Who reads the items of a list, and these."""


def take(text: str, lists: Iterable[Found]) -> tuple[str, list[Taken]]:
    """The text of a record without its lists, and the lists: who reads them, and their items.

    Of one kind all are taken, or none, so that their order stays that of the record. Where nothing unusual is left, the rest is
    taken, too, and the text is empty.
    """
    if has_other_references(text):
        return text, []
    taken = []
    names = set()
    rest: list[str] = []
    at = 0
    for name, opening, before, closing, find_items, read, stub in lists:
        start = text.find(opening, at, text.find(before, at) if before else -1)
        if start >= 0:
            end = text.find(closing, start)
            items = find_items(text, text.find("<", start + 1) + 1, end + 1)
            if items and not items[-1][-1]:
                taken.append((read, items))
                names.add(name)
                rest += text[at:start], stub
                at = end + len(closing)
    rest.append(text[at:])
    left = "".join(rest)
    frame = _FRAME.fullmatch(left)
    if (
        frame and max(map(frame[1].count, _FIELDS_OF_CITATION)) <= 1
    ):  # an attribute that is there twice is damage
        return "", [(_frame, [frame.groups()]), *taken]
    lists_left = _prefixed_lists_left if "xmlns" in left else _lists_left
    if names.intersection(lists_left(left)) or "_type" in left or not _in_place(left):
        return text, []
    return "".join(rest[::2]), taken

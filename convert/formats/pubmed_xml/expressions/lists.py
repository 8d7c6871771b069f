"""The lists of a record → the expressions for their items, and the functions that read these.

Lists of authors, headings, dates, references and the like are most of a record. ``extract`` cuts those out of its text
that hold nothing but such items.
"""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from convert.formats.pubmed_xml.expressions import items
from convert.formats.pubmed_xml.expressions.items import Groups, Read
from convert.formats.pubmed_xml.expressions.patterns import (
    TO_NEXT_TAG,
    VALUE,
    any_number,
    element,
    matching,
    maybe,
    parent,
    rich,
    without_groups,
)
from convert.formats.pubmed_xml.values import MONTH_NUMBERS
from convert.model.record import Record

MARK = "\x01"
"""A character that no XML holds."""


class ListRule(NamedTuple):
    """A list, or an element that is read as one item."""

    name: str
    item: str
    """The expression for an item."""
    read: Read
    attributes: str = ""
    before: str = ""
    """If it is often absent: a tag that it stands before, so that no more is searched."""
    field: str = ""
    """The path of the optional field that it fills."""
    lean: tuple[str, Read] | None = None
    """Another item and function for where that field is not wanted; without them, nothing is read."""


class CompiledRule(NamedTuple):
    """How a list is found and read: a rule for the fields that are wanted."""

    name: str
    opening: str
    before: str
    closing: str
    find_items: Callable[[str, int, int], list[Groups]]
    """The last group of the last item is what no item matches."""
    read: Read
    stub: str
    """What stands in its place when it is extracted."""


def compile_lists(without: Collection[str]) -> tuple[CompiledRule, ...]:
    """The rules for all lists, in the order of the DTD; lists of optional fields in ``without`` are matched but not read."""
    return tuple(_compile(each, each.field in without) for each in LISTS)


def _compile(rule: ListRule, is_lean: bool) -> CompiledRule:
    item, read = rule.item, rule.read
    if is_lean:
        item, read = rule.lean or (without_groups(item) + "()", _ignore)
    find_items = re.compile(f"{item}|(.+)", re.DOTALL).findall
    opening = f"<{rule.name}{rule.attributes}>"
    return CompiledRule(
        rule.name, opening, rule.before, f"</{rule.name}>", find_items, read, f"<{MARK}{rule.name}>"
    )


def _ignore(record: Record, items: list[Groups]) -> None:
    """Read nothing."""


# --- expressions for items ------------------------------------------------------------------------------

ONLY = r"\Z"
"""The end of the list: the item is the only one."""

_FILLED = r"([^<\s&][^<]*+)"
_YEAR = matching("Year", r"([1-9]\d{3})")
_MONTH = matching("Month", f"({'|'.join(sorted(MONTH_NUMBERS, reverse=True))})")
_DAY = matching("Day", r"(\d\d?)")
_FULL_DATE = _YEAR + _MONTH + _DAY
_TIME = maybe(matching("Hour", r"(\d+)") + matching("Minute", r"(\d+)"))
_HISTORY_DATE = _YEAR + f"(?:{_MONTH}{_DAY}|Month/>{TO_NEXT_TAG}Day/>{TO_NEXT_TAG})" + _TIME
_DATE_OF_ISSUE = (
    f"(?:{matching('MedlineDate', _FILLED)}|{_YEAR}(?:{matching('Season', _FILLED)}|{_MONTH}{maybe(_DAY)}|))"
)
_JOURNAL = (
    maybe(matching("ISSN", _FILLED, ' IssnType="(Print|Electronic)"'))
    + f'JournalIssue CitedMedium="(Print|Internet)">{TO_NEXT_TAG}'
    + maybe(element("Volume"))
    + maybe(element("Issue"))
    + parent("PubDate", _DATE_OF_ISSUE)
    + f"/JournalIssue>{TO_NEXT_TAG}"
    + element("Title")
    + maybe(element("ISOAbbreviation"))
)
_PAGES = maybe(element("StartPage") + maybe(element("EndPage"))) + element("MedlinePgn")
_SECTION = f"AbstractText(?: Label={VALUE}|)(?: NlmCategory={VALUE}|)(?:>{rich('mark')}</AbstractText>|/>){TO_NEXT_TAG}"
_AFFILIATIONS = maybe(element("Affiliation")) + any_number(items.AFFILIATION)
_NO_AFFILIATIONS = without_groups(_AFFILIATIONS) + "()()()"
_PERSON = (
    f"(?:{element('CollectiveName')}|"
    + element("LastName")
    + maybe(element("ForeName"))
    + maybe(element("Initials"))
    + maybe(element("Suffix"))
    + ")"
    + maybe(
        matching("Identifier", r"(?:https?://orcid\.org/|)(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", ' Source="ORCID"')
    )
)
_EQUAL = '(?: EqualContrib="([YN])" ValidYN="Y"| ValidYN="Y"(?: EqualContrib="([YN])"|))'
_GRANT = parent(
    "Grant",
    maybe(element("GrantID")) + maybe(element("Acronym")) + element("Agency") + maybe(element("Country")),
)
_DATABANK = parent(
    "DataBank", element("DataBankName") + maybe(parent("AccessionNumberList", any_number(items.ACCESSION)))
)
_JOURNAL_INFO = (
    maybe(element("Country"))
    + element("MedlineTA")
    + maybe(element("NlmUniqueID"))
    + maybe(element("ISSNLinking"))
)
_CHEMICAL = parent("Chemical", element("RegistryNumber") + element("NameOfSubstance", items.UI))
PMID_ELEMENT = element("PMID", '(?: Version="1"|)')
_LINK = parent(
    "CommentsCorrections",
    element("RefSource") + maybe(PMID_ELEMENT) + maybe(element("Note")),
    r' RefType="(\w++)"',
)
_HEADING = parent(
    "MeshHeading",
    element("DescriptorName", items.UI_AND_MAJOR + f"(?: Type={VALUE}|)") + any_number(items.QUALIFIER),
)
_TITLE = matching("Title", _FILLED)
_REFERENCE = parent(
    "Reference", element("Citation") + maybe(parent("ArticleIdList", any_number(items.ARTICLE_ID)))
)

# --- the lists ------------------------------------------------------------------------------------------

_COMPLETE = ' CompleteYN="Y"'
_IN_ARTICLE = "</Article>"
_IN_CITATION = "</MedlineCitation>"

LISTS = (
    ListRule("DateCreated", _FULL_DATE + ONLY, items.read_date("date_created"), before="<Article"),
    ListRule("DateCompleted", _FULL_DATE + ONLY, items.read_date("date_completed"), field="date_completed"),
    ListRule("DateRevised", _FULL_DATE + ONLY, items.read_date("date_revised"), field="date_revised"),
    ListRule("Journal", _JOURNAL + ONLY, items.read_journal),
    ListRule("Pagination", _PAGES + ONLY, items.read_pages),
    ListRule("Abstract", f"{_SECTION}|{element('CopyrightInformation')}", items.read_abstract),
    ListRule(
        "AuthorList",
        parent("Author", _PERSON + _AFFILIATIONS, _EQUAL),
        items.read_people("author"),
        _COMPLETE,
        field="author.affiliation",
        lean=(parent("Author", _PERSON + _NO_AFFILIATIONS, _EQUAL), items.read_people("author")),
    ),
    ListRule("DataBankList", _DATABANK, items.read_databanks, _COMPLETE, _IN_ARTICLE),
    ListRule("GrantList", _GRANT, items.read_grants, _COMPLETE, _IN_ARTICLE, "grant"),
    ListRule("PublicationTypeList", element("PublicationType", items.UI), items.read_publication_types),
    ListRule(
        "ArticleDate",
        _FULL_DATE + ONLY,
        items.read_date("available_date"),
        ' DateType="Electronic"',
        _IN_ARTICLE,
    ),
    ListRule("MedlineJournalInfo", _JOURNAL_INFO + ONLY, items.read_journal_info),
    ListRule("ChemicalList", _CHEMICAL, items.read_chemicals, "", _IN_CITATION, "chemical"),
    ListRule(
        "SupplMeshList",
        element("SupplMeshName", rf' Type={VALUE} UI="(\w*+)"'),
        items.read_supplementary,
        before="<CitationSubset",
    ),
    ListRule("CommentsCorrectionsList", _LINK, items.read_links, before=_IN_CITATION),
    ListRule("MeshHeadingList", _HEADING, items.read_headings, "", _IN_CITATION, "mesh"),
    ListRule(
        "KeywordList", element("Keyword", items.MAJOR), items.read_keywords, ' Owner="NOTNLM"', _IN_CITATION
    ),
    ListRule(
        "InvestigatorList",
        parent("Investigator", _PERSON + _AFFILIATIONS, '(?: ValidYN="Y"|)()()'),
        items.read_people("investigator"),
        before=_IN_CITATION,
    ),
    ListRule(
        "History",
        parent("PubMedPubDate", _HISTORY_DATE, f" PubStatus={VALUE}"),
        items.read_history,
        field="history",
    ),
    ListRule("ArticleIdList", items.ARTICLE_ID, items.read_article_ids, before="<ReferenceList"),
    ListRule(
        "ReferenceList",
        f"{_TITLE}|{_REFERENCE}",
        items.read_references,
        field="related",
        lean=(f"{_TITLE}|{without_groups(_REFERENCE)}", items.read_reference_titles),
    ),
)
"""In the order of the DTD."""

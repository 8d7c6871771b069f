"""Record → its retractions, corrections and expressions of concern, in NLM's words.

The wording follows Citing Medicine (https://www.ncbi.nlm.nih.gov/books/NBK7256/, “Retracted articles”, “Errata”) and
PubMed: ``Retraction in: J Ex. 2020;1(2):3. PMID: 123``. A record may be the affected work or the notice about it.
"""

import re
from typing import Final

from convert.model.pages import complete_pages
from convert.model.record import Link, Record
from convert.model.text.titles import container_title

RETRACTED, CONCERN, CORRECTED, NOTICE = "retracted", "expression of concern", "corrected", "notice"
"""The states of a work, worst first; ``NOTICE`` means that it is itself the notice about another work."""

LINKS: Final[dict[str, str]] = {
    "RetractionIn": RETRACTED,
    "RetractedandRepublishedIn": RETRACTED,
    "PartialRetractionIn": RETRACTED,
    "ExpressionOfConcernIn": CONCERN,
    "ErratumIn": CORRECTED,
    "CorrectedandRepublishedIn": CORRECTED,
    "RetractionOf": NOTICE,
    "RetractedandRepublishedFrom": NOTICE,
    "PartialRetractionOf": NOTICE,
    "ExpressionOfConcernFor": NOTICE,
    "ErratumFor": NOTICE,
    "CorrectedandRepublishedFrom": NOTICE,
}
"""Kind of link → the state of the record that has the link."""

PUBLICATION_TYPES: Final[dict[str, str]] = {
    "Retracted Publication": RETRACTED,
    "Retraction of Publication": NOTICE,
    "Expression of Concern": NOTICE,
    "Published Erratum": NOTICE,
}
"""NLM's publication type → the state of the record that has it."""

_TITLE: Final = re.compile(r"\W*(?:retracted(?: article| chapter)?|withdrawn)\s*[:\]]", re.IGNORECASE)
"""How publishers, and therefore Crossref, begin the title of a retracted work."""

_WORD: Final = r"(?<=[a-z])(?=and[A-Z])|(?<=[a-z])[A-Z]"


def format_link(link: Link, *, is_brief: bool = False) -> str:
    """A link of any kind as text; ``is_brief``: without its identifiers if the citation has volume or pages, as ICMJE prints it.

    >>> format_link(Link("RetractionIn", "J Ex. 2020;1:2", PMID="123"))
    'Retraction in: J Ex. 2020;1:2. PMID: 123'
    >>> format_link(Link("CorrectedandRepublishedIn", "J Ex. 2020;1:2"))
    'Corrected and republished in: J Ex. 2020;1:2'
    >>> format_link(Link("UpdateOf", "J Ex. 2020;1:2. doi: 10.1000/182.", DOI="10.1000/182"))
    'Update of: J Ex. 2020;1:2. doi: 10.1000/182'
    >>> format_link(Link("ErratumFor", "J Ex. 2020 Mar 3;:.", PMID="1"))
    'Erratum for: J Ex. 2020 Mar 3. PMID: 1'
    >>> format_link(Link("RetractionIn", "J Ex. 2020;1:2. doi: 10.1000/182.", PMID="123"), is_brief=True)
    'Retraction in: J Ex. 2020;1:2'
    """
    kind = _words(link.kind)
    parts = [without_empty_places(link.citation).rstrip("."), link.note.rstrip(".")]
    if is_brief and _PLACE.search(parts[0]):
        parts[0] = _DOI.sub("", parts[0]).rstrip(".")
        return f"{kind}: {'. '.join(filter(None, parts))}"
    identifiers = ("doi", "" if link.DOI in link.citation else link.DOI), ("PMID", link.PMID)
    parts += [f"{name}: {value}" for name, value in identifiers if value]
    return f"{kind}: {'. '.join(filter(None, parts))}"


def _words(kind: str) -> str:
    return re.sub(_WORD, lambda match: f" {match[0].lower()}", kind)


def without_empty_places(citation: str) -> str:
    """A citation without the signs that PubMed prints before a volume, an issue or pages that aren't known yet.

    >>> [without_empty_places(text) for text in ("J Ex. 2020 Mar 3;:.", "J Ex. 2017 Oct 24;37(5):.", "J Ex. 2007;:90-4.")]
    ['J Ex. 2020 Mar 3.', 'J Ex. 2017 Oct 24;37(5).', 'J Ex. 2007:90-4.']
    >>> without_empty_places("J Ex. 2010 Jan 13;. doi: 10.1000/1."), without_empty_places("J Ex. 2020 Mar 27;40(3):")
    ('J Ex. 2010 Jan 13. doi: 10.1000/1.', 'J Ex. 2020 Mar 27;40(3)')
    >>> without_empty_places("J Ex. 2010;1(2):3-9; discussion 10.")
    'J Ex. 2010;1(2):3-9; discussion 10.'
    """
    return _EMPTY_PAGES.sub("", _EMPTY_VOLUME.sub("", citation.replace(" et al..", " et al.")))


_PLACE: Final = re.compile(r"(?<![^.;:])(?>[^.;:]*?\d{4})[^.;:]*+[;:]\w")
_DOI: Final = re.compile(r"\.? doi: ?\S+$")
_EMPTY_VOLUME: Final = re.compile(r"(?<=[\da-z]);(?=:|\.?(?:\s|$)(?![a-z ]+\d))")
_EMPTY_PAGES: Final = re.compile(r"(?<=[\da-z)]):(?=\.(?:\s|$)|$)")


def format_linked_work(link: Link) -> str:
    """The other work, as the source cites it, with its DOI and PMID.

    >>> format_linked_work(Link("RetractionIn", "J Ex. 2020;1:2", PMID="123"))
    'J Ex. 2020;1:2. PMID: 123'
    """
    parts = (link.citation, f"doi: {link.DOI}" if link.DOI and link.DOI not in link.citation else "")
    cited = ". ".join(part.rstrip(".") for part in parts if part)
    if not link.PMID:
        return link.citation if cited == link.citation.rstrip(".") else cited
    return f"{cited}{'' if not cited or cited.endswith('.') else '.'} PMID: {link.PMID}".strip()


def states(record: Record) -> list[str]:
    """The states of a record, worst first, each once; empty for most records.

    A notice may have the title of the work that it retracts, and an erratum is not what it corrects.

    >>> states(Record(links=[Link("ErratumIn"), Link("RetractionIn")]))
    ['retracted', 'corrected']
    >>> states(Record(title="RETRACTED: Coins", links=[Link("RetractionOf")])), states(Record(title="RETRACTED: Coins"))
    (['notice'], ['retracted'])
    """
    is_titled = _TITLE.match(record.title)
    if not is_titled and is_plain(record):
        return []
    found = {LINKS[link.kind] for link in record.links if link.kind in LINKS}
    found |= {
        PUBLICATION_TYPES[kind.name] for kind in record.publication_type if kind.name in PUBLICATION_TYPES
    }
    if is_titled and NOTICE not in found:
        found.add(RETRACTED)
    if _is_erratum(record):
        found.discard(CORRECTED)
    return [state for state in (RETRACTED, CONCERN, CORRECTED, NOTICE) if state in found]


def _is_erratum(record: Record) -> bool:
    """Whether the record is an erratum itself."""
    types = (kind.name for kind in record.publication_type)
    return "Published Erratum" in types or any(link.kind == "ErratumFor" for link in record.links)


def says_what_it_is(record: Record) -> bool:
    """Whether the title of a retraction, an erratum and the like says that the work is one.

    >>> says_what_it_is(Record(title="Retraction. On coins")), says_what_it_is(Record(title="On coins"))
    (True, False)
    """
    return _NOTICE.search(record.title) is not None


_NOTICE: Final = re.compile(
    r"(?i)\b(?:retract|withdraw|errat|correct(?:ion|ed)|corrigend|addend|(?:expression|statement) of concern|apolog|removal notice)"
)


def sentences(record: Record, *, is_brief: bool = False) -> list[str]:
    """What to print after a reference: a sentence for each link, and for each publication type that no link explains.

    ``is_brief`` is that of ``format_link``.

    >>> from convert.model.record import PublicationType
    >>> sentences(Record(links=[Link("RetractionIn", "J Ex. 2020;1:2.", PMID="123"), Link("CommentIn", "J Ex.")]))
    ['Retraction in: J Ex. 2020;1:2. PMID: 123.']
    >>> sentences(Record(publication_type=[PublicationType("Retracted Publication")]))
    ['Retracted publication.']
    """
    links = [link for link in record.links if link.kind in LINKS]
    known = {LINKS[link.kind] for link in links}
    kinds = [kind.name for kind in record.publication_type if kind.name in PUBLICATION_TYPES]
    unexplained = [f"{kind.capitalize()}." for kind in kinds if PUBLICATION_TYPES[kind] not in known]
    return [f"{format_link(link, is_brief=is_brief)}." for link in links] + unexplained


def is_plain(record: Record) -> bool:
    """Whether a record has no links and no such publication type: a quick test that holds for nearly all records."""
    return not record.links and not [
        kind for kind in record.publication_type if kind.name in PUBLICATION_TYPES
    ]


def all_links(record: Record) -> list[str]:
    """The sentences without their full stops, then all other links, such as comments."""
    if is_plain(record):
        return []
    others = [format_link(link) for link in record.links if link.kind not in LINKS]
    return [*(text.removesuffix(".") for text in sentences(record)), *others]


def note(record: Record) -> str:
    """The record's own note, followed by the sentences."""
    if is_plain(record):
        return record.note
    return " ".join(filter(None, [record.note, *sentences(record)]))


# --- in few words ---------------------------------------------------------------------------------------------

_CITED: Final = re.compile(
    r"(?:.*?\. )?(?P<journal>[^\W\d](?:[^.(]|\([^()]*\))*?)(?:\.? (?P<year>[12]\d{3})\b[^;:]*"
    r"(?:;(?P<volume>[^:;(]*)(?:\((?P<issue>[^)]*)\))?)?(?:[:;]\s*(?P<page>(?:[A-Z]{1,2} (?=\d))?[^.;, ]*))?|\. doi: ?(?P<doi>10\.\S+))"
)
"""The other work as PubMed cites it: ``Doe J. J Ex. 2020 Mar;1(2):3-9``."""
_SAYS_SO: Final = re.compile(r"retract|withdraw|errat|correct|corrig|concern", re.IGNORECASE)
_TYPES: Final = {"Retracted Publication": "Retracted", "Retraction of Publication": "Retraction notice"}


def brief(record: Record) -> str:
    """The links, and publication types that neither a link nor the title explains, in the words of a reference list.

    A journal is called as in the record if it is the record's.

    >>> from convert.model.record import PublicationType
    >>> link = Link("RetractionOf", "Doe J, Roe R. J Ex. 2020 Mar;1(2):3-9.", PMID="123")
    >>> brief(Record(links=[link])), brief(Record(container_title="Journal of examples", container_title_short="J Ex", links=[link]))
    ('Retraction of J Ex 1(2):3–9, 2020', 'Retraction of Journal of examples 1(2):3–9, 2020')
    >>> brief(Record(links=[Link("RetractionOf", "Doe J. J Ex (Place 1976). 2008 Jan 1;33(1):120-1.")]))
    'Retraction of J Ex (Place 1976) 33(1):120–121, 2008'
    >>> brief(Record(links=[Link("RetractionOf", "Doe J. J Ex. 2008;33(1):PL 20-1."), Link("RetractionOf", "J Ex. 2005;53;18-9.")]))
    'Retraction of J Ex 33(1):PL 20–21, 2008, and J Ex 53:18–19, 2005'
    >>> brief(Record(publication_type=[PublicationType("Retracted Publication")]))
    'Retracted'
    """
    if is_plain(record):
        return ""
    places: dict[str, list[str]] = {}
    for link in record.links:
        if link.kind in LINKS and (place := _brief_place(link, record)):
            places.setdefault(_words(link.kind), []).append(place)
    said = [f"{words} {', and '.join(dict.fromkeys(texts))}" for words, texts in places.items()]
    known = {LINKS[link.kind] for link in record.links if link.kind in LINKS}
    if not _SAYS_SO.search(record.title):
        names = (kind.name for kind in record.publication_type)
        said += [
            _TYPES.get(name, name.removeprefix("Published ").capitalize())
            for name in names
            if name in PUBLICATION_TYPES and PUBLICATION_TYPES[name] not in known
        ]
    return "; ".join(said)


def _brief_place(link: Link, record: Record) -> str:
    """Where the other work is: ``J Ex 1(2):3–9, 2020``."""
    cited = _CITED.match(without_empty_places(link.citation))
    if cited is None:
        return without_empty_places(link.citation).rstrip(".") or (
            f"doi: {link.DOI}" if link.DOI else f"PMID {link.PMID}"
        )
    journal, year, volume, issue, page, doi = (part.strip() if part else "" for part in cited.groups())
    if journal.casefold() == record.container_title_short.casefold():
        journal = container_title(record) or journal
    place = f"{volume}{f'({issue})' if issue else ''}"
    if page and place:
        place += f":{complete_pages(page).replace('-', '–')}"
    if not (place or doi) and LINKS[link.kind] == NOTICE and _SAYS_SO.search(record.title):
        return ""  # the title says more
    return f"{journal}{f' {place}' if place else ''}, {year or f'doi: {doi}'}"

"""OpenAlex's works → records (https://docs.openalex.org/api-entities/works/work-object).

An answer holds many works in ``results``. Identifiers are addresses; names stand with the given ones first; the abstract is an
index: word → its places.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, Final

from convert.formats.direct_names import parse_direct_name
from convert.formats.json_works import (
    Row,
    date,
    has_key,
    list_of,
    listed,
    objects,
    parse_work,
    read_works,
    text,
    texts,
)
from convert.model.identifiers import parse_doi, parse_orcid, parse_pmcid, parse_pmid
from convert.model.pages import join_pages
from convert.model.record import (
    AbstractSection,
    Affiliation,
    Grant,
    Identifier,
    Keyword,
    MeshHeading,
    MeshQualifier,
    Name,
    PublicationType,
    Record,
)
from convert.model.text.abstracts import parse_abstract
from convert.model.text.titles import parse_title
from convert.model.types import parse_type
from convert.streams.problems import Warn, silent

_KEYS: Final = (
    "authorships",
    "abstract_inverted_index",
    "primary_location",
    "type_crossref",
    "cited_by_api_url",
    "primary_topic",
)
sniff: Final = partial(has_key, keys=_KEYS)


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Works, alone, in lists or in answers → records."""
    return read_works(stream, parse=_parse, envelopes=("results",), format="openalex", warn=warn)


def _parse(work: dict[str, Any]) -> Record | None:
    if "title" not in work and "display_name" not in work:
        return None
    record = parse_work(work, _TABLE, _DROPPED)
    biblio = work.get("biblio")
    if isinstance(biblio, dict):
        first, last = text(biblio.get("first_page")), text(biblio.get("last_page"))
        record.page = join_pages(first, last)
    if any(name.given for name in record.author):
        record.inferred["author"] = "full names are parted before their last word"
    return record


# --- values -----------------------------------------------------------------------------------------------------------


def _author(authorship: dict[str, Any]) -> Name:
    author = authorship.get("author")
    person = author if isinstance(author, dict) else {}
    name = parse_direct_name(text(person.get("display_name")) or text(authorship.get("raw_author_name")))
    name.ORCID = parse_orcid(text(person.get("orcid")))
    name.affiliation = [Affiliation(place) for place in texts(authorship.get("raw_affiliation_strings"))]
    return name


def _abstract(index: Any) -> list[AbstractSection]:
    """``{"We": [0], "ask.": [1]}`` → the text."""
    if not isinstance(index, dict):
        return []
    words = {
        place: word for word, places in index.items() for place in listed(places) if isinstance(place, int)
    }
    return parse_abstract(" ".join(words[place] for place in sorted(words))) if words else []


def _mesh(value: Any) -> list[MeshHeading]:
    """A heading for each descriptor; OpenAlex has an entry for each of its qualifiers."""
    headings: dict[str, MeshHeading] = {}
    for entry in objects(value):
        name, qualifier = text(entry.get("descriptor_name")), text(entry.get("qualifier_name"))
        is_major = entry.get("is_major_topic") is True
        heading = headings.setdefault(name, MeshHeading(name, UI=text(entry.get("descriptor_ui"))))
        if qualifier:
            heading.qualifier.append(MeshQualifier(qualifier, is_major, text(entry.get("qualifier_ui"))))
        else:
            heading.major = heading.major or is_major
    return list(headings.values())


def _number(value: Any) -> list[Identifier]:
    return [Identifier("OpenAlex", text(value).removeprefix("https://openalex.org/"))]


def _grant(grant: dict[str, Any]) -> Grant | None:
    agency = text(grant.get("funder_display_name"))
    number = text(grant.get("award_id")) or text(grant.get("funder_award_id"))
    return Grant(number, agency=agency) if agency or number else None


def _keyword(keyword: dict[str, Any]) -> Keyword | None:
    term = text(keyword.get("display_name")) or text(keyword.get("keyword"))
    return Keyword(term) if term else None


_TABLE: Final[tuple[Row, ...]] = (
    ("type", "type", lambda value: parse_type(text(value))),
    ("type_crossref", "type", lambda value: parse_type(text(value))),
    ("title", "title", lambda value: parse_title(text(value))[0]),
    ("display_name", "title", lambda value: parse_title(text(value))[0]),
    ("authorships", "author", list_of(_author)),
    ("publication_date", "issued", date),
    ("publication_year", "issued", date),
    ("language", "language", texts),
    ("primary_location.source.display_name", "container_title", text),
    ("primary_location.source.abbreviated_title", "iso_abbreviation", text),
    ("primary_location.source.issn_l", "ISSN_linking", text),
    ("primary_location.source.issn", "ISSN", lambda value: "; ".join(texts(value))),
    ("primary_location.source.host_organization_name", "publisher", text),
    ("primary_location.license", "license", text),
    ("primary_location.landing_page_url", "URL", text),
    ("host_venue.display_name", "container_title", text),
    ("host_venue.issn_l", "ISSN", text),
    ("host_venue.publisher", "publisher", text),
    ("biblio.volume", "volume", text),
    ("biblio.issue", "issue", text),
    ("doi", "DOI", lambda value: parse_doi(text(value))),
    ("ids.doi", "DOI", lambda value: parse_doi(text(value))),
    ("ids.pmid", "PMID", lambda value: parse_pmid(text(value))),
    ("ids.pmcid", "PMCID", lambda value: parse_pmcid(text(value).rpartition("/")[2])),
    ("id", "other_id", _number),
    ("abstract_inverted_index", "abstract", _abstract),
    ("abstract", "abstract", lambda value: parse_abstract(text(value))),
    ("keywords", "keyword", list_of(_keyword)),
    ("mesh", "mesh", _mesh),
    ("grants", "grant", list_of(_grant)),
    ("awards", "grant", list_of(_grant)),
    (
        "is_retracted",
        "publication_type",
        lambda value: [PublicationType("Retracted Publication")] if value is True else [],
    ),
    ("referenced_works_count", "number_of_references", text),
)
_BOOKKEEPING: Final = """
    abstract_inverted_index_v3 apc_list apc_paid authors_count best_oa_location citation_normalized_percentile cited_by_api_url
    cited_by_count cited_by_percentile_year concepts concepts_count content_url content_urls corresponding_author_ids
    corresponding_institution_ids countries_distinct_count counts_by_year created_date datasets fulltext_origin funders fwci
    has_content has_fulltext indexed_in institutions institutions_assertions institutions_distinct_count is_authors_truncated
    is_oa is_paratext is_xpac keywords_count locations locations_count ngrams_url open_access primary_topic relevance_score
    summary_stats sustainable_development_goals topics topics_count type_id updated updated_date versions
"""
_DROPPED: Final = frozenset(_BOOKKEEPING.split())
"""What OpenAlex counts, classifies and links; it changes from day to day. Cited and related works are kept."""

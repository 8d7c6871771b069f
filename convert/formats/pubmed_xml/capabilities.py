"""The fields of a record → what PubMed's XML keeps of them."""

from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.model.types import BOOKSHELF

_NAME = "family given suffix literal initials"
_MORE = "ORCID identifier affiliation"
_DAY = "year month day time"
_KEPT = """title original_title volume_title container_title collection_title volume issue page edition chapter_number publisher
    publisher_place DOI PMID PMCID ISBN abstract keyword language medium iso_abbreviation ISSN_linking nlm_id
    container_title_short journal_country pii location_id manuscript_id bookaccession other_id authors_complete mesh chemical
    supplementary_mesh.descriptor supplementary_mesh.UI supplementary_mesh.type gene_symbol grant databank publication_type
    other_abstract copyright conflict_of_interest general_note number_of_references space_flight_mission citation_subset
    history.status publication_model publication_status medline_status medline_owner indexing_method links.kind
    links.citation links.PMID links.note"""
_PEOPLE = ("author", "editor", "container_author", "investigator", "personal_name_subject")
_DAYS = ("available_date", "history.date", "date_completed", "date_revised", "contribution_date")
_ISSUED = "year month day season time literal end.year end.month end.day end.season end.time"
_IN_BOOKS = Degraded("of books and chapters alone")
_IN_ARTICLES = Degraded("of articles alone", when=lambda record: record.type in BOOKSHELF)

CAPABILITIES: dict[str, Capability] = {
    **dict.fromkeys(_KEPT.split(), KEPT),
    **{f"{role}.{part}": KEPT for role in _PEOPLE for part in _NAME.split()},
    **{f"{role}.{part}": KEPT for role in _PEOPLE[:4] for part in _MORE.split()},
    **{
        f"{role}.{part}particle": Degraded("with the family name")
        for role in _PEOPLE
        for part in ("dropping_", "non_dropping_")
    },
    **{f"{role}.equal_contribution": KEPT for role in _PEOPLE[:3]},
    **{f"{date}.{part}": KEPT for date in _DAYS for part in _DAY.split()},
    **{f"issued.{part}": KEPT for part in _ISSUED.split()},
    **{f"container_date.{part}": KEPT for part in _ISSUED.split()},
    **dict.fromkeys(("publisher", "publisher_place", "ISBN", "edition", "medium", "volume_title"), _IN_BOOKS),
    **dict.fromkeys(("collection_title", "chapter_number", "contribution_date.year"), _IN_BOOKS),
    "type": Moved("as an article, or as a book or chapter"),
    "number": Degraded("as pages, where there are none"),
    "ISSN": Degraded("one of a journal's two"),
    "ISSN_print": Degraded("where it is the cited medium's"),
    "ISSN_electronic": Degraded("where it is the cited medium's"),
    "related": Degraded("the references"),
    **dict.fromkeys(("medline_status", "medline_owner", "indexing_method"), _IN_ARTICLES),
}

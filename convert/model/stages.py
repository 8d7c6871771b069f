"""How far a work is published: ahead of print, or as a preprint on a server."""

from convert.model.record import Record
from convert.model.types import ARTICLES

PUBLICATION_STATUSES = frozenset({"aheadofprint", "epublish", "ppublish"})
"""PubMed's words for it."""
NO_VOLUME = "PP"
"""What IEEE's journals have for a volume before there is one."""


def is_ahead_of_print(record: Record) -> bool:
    """Whether an article has no volume and issue yet."""
    return (
        record.publication_status == "aheadofprint"
        and record.type in ARTICLES
        and record.volume in ("", NO_VOLUME)
        and not record.issue
    )


def is_on_server(record: Record) -> bool:
    """Whether the record is a preprint whose server is given as its journal, as in PubMed."""
    is_preprint = record.type == "article" and record.genre.lower() == "preprint"
    return (
        is_preprint and bool(record.container_title or record.container_title_short) and not record.publisher
    )

"""What CSL's styles expect of an item where PubMed's record says it in another way.

The names of variables are those of https://docs.citationstyles.org/en/stable/specification.html; how they are used is Zotero's
convention (https://aurimasv.github.io/z2csl/typeMap.xml), on which styles are tried.
"""

from typing import Any, Final

from convert.model.record import Record
from convert.model.text.translations import has_original_title, is_translated
from convert.model.types import ARTICLES

AHEAD_OF_PRINT: Final = "advance online publication"
"""The status of an article that has no issue yet, in APA's words (section 10.1)."""

NO_VOLUME: Final = "PP"
"""What IEEE's journals have for a volume before there is one."""


def follow(item: dict[str, Any], record: Record) -> None:
    """Change an item of ``to_item`` into what styles expect.

    >>> item = {"type": "article", "container-title": "bioRxiv : the preprint server for biology"}
    >>> follow(item, Record(type="article", genre="preprint", container_title="bioRxiv : the preprint server for biology"))
    >>> item
    {'type': 'article', 'publisher': 'bioRxiv'}
    """
    if is_on_server(record):
        item["publisher"] = server(record)
        item.pop("container-title", None)
        item.pop("container-title-short", None)
    if is_ahead_of_print(record):
        item.setdefault("status", AHEAD_OF_PRINT)
        if record.page == record.pii:
            item.pop("page", None)
    if is_translated(record) or has_original_title(record):
        item.pop("original-title", None)
        if "original-title" not in record.extra:
            item.setdefault("title", record.original_title)


def is_on_server(record: Record) -> bool:
    """Whether the record is a preprint whose server is given as its journal, as in PubMed."""
    is_preprint = record.type == "article" and record.genre.lower() == "preprint"
    return is_preprint and bool(record.container_title) and not record.publisher


def server(record: Record) -> str:
    """The preprint server as it calls itself, without the description that NLM gives it."""
    name = record.container_title.partition(" : ")[0]
    return _SERVERS.get(name.lower(), name)


_SERVERS: Final = {"arxiv": "arXiv", "research square": "Research Square"}


def is_ahead_of_print(record: Record) -> bool:
    """Whether an article has no volume and issue yet."""
    return (
        record.publication_status == "aheadofprint"
        and record.type in ARTICLES
        and record.volume in ("", NO_VOLUME)
        and not record.issue
    )

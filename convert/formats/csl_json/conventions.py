"""What CSL's styles expect of an item where PubMed's record says it in another way.

The names of variables are those of https://docs.citationstyles.org/en/stable/specification.html; how they are used is Zotero's
convention (https://aurimasv.github.io/z2csl/typeMap.xml), on which styles are tried.
"""

from typing import Any, Final

from convert.model.record import Record
from convert.model.stages import is_ahead_of_print, is_on_server
from convert.model.text.titles import server
from convert.model.text.translations import has_other_title

AHEAD_OF_PRINT: Final = "advance online publication"
"""The status of an article that has no issue yet, in APA's words (section 10.1)."""


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
    if has_other_title(record):
        item.pop("original-title", None)
        if "original-title" not in record.extra:
            item.setdefault("title", record.original_title)

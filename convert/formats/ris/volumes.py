"""Steps that take RIS's volume and issue into a record, whatever programs write around their numbers."""

import re
from typing import Final

from convert.formats.tagged.record import TaggedRecord
from convert.model.pages import is_no_issue

_LABEL: Final = re.compile(r"(?:(?:v|vol|volume|no|nr|iss|issue)\b[. ]*)+(?=\d)", re.IGNORECASE)


def _without_label(text: str) -> str:
    match = _LABEL.match(text)
    return text[match.end() :] if match else text


_WITH_ISSUE: Final = re.compile(r"(\d{1,4}) ?\((\d{1,3}(?:[-–/]\d{1,3})?)\)")
"""A volume with its issue: ``50(2)``."""


def take_volume(tagged: TaggedRecord) -> None:
    """VL, VO: the volume, without AGRIS's ``v.``."""
    record = tagged.record
    record.volume = _without_label(tagged.take("VL", "VO"))
    if record.volume.endswith(")") and (both := _WITH_ISSUE.fullmatch(record.volume)):
        issue = record.issue or next(iter(tagged.values.get("IS", ())), "")
        if issue in ("", both[2]):
            record.volume, record.issue = both[1], both[2]


def take_issue(tagged: TaggedRecord) -> None:
    """IS: the issue, without ``no.``."""
    if "IS" in tagged.values:
        issue = _without_label(tagged.take("IS"))
        if is_no_issue(issue):
            tagged.values["IS"] = [issue]
        else:
            tagged.record.issue = issue

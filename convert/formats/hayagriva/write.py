"""Records → Hayagriva's YAML (https://github.com/typst/hayagriva/blob/main/docs/file-format.md).

What contains a work is its ``parent``, with volume and issue. Text is plain, and words that no style may lower or capitalise are in
braces, as in BibTeX (Typst doesn't heed ``verbatim``). An entry begins a line with its key in quotes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from convert.formats import capabilities
from convert.formats.capabilities import KEPT, Capability, Degraded, Moved
from convert.formats.keyed import Keyed, add_key
from convert.formats.options import NoOptions
from convert.formats.yaml import lines, scalar
from convert.model.citation_keys import Clashes
from convert.model.names import with_et_al
from convert.model.pages import location
from convert.model.record import Date, Name, Record
from convert.model.text.case import protected
from convert.model.text.languages import language_tag
from convert.model.text.markup import to_plain
from convert.model.text.titles import container_title
from convert.model.types import ARTICLES
from convert.streams.problems import Warn

_TYPES: Final = dict.fromkeys(ARTICLES, "article") | {
    "article": "article",
    "book": "book",
    "chapter": "chapter",
    "dataset": "repository",
    "paper-conference": "article",
    "patent": "patent",
    "post-weblog": "post",
    "report": "report",
    "software": "repository",
    "thesis": "thesis",
    "webpage": "web",
}
"""CSL type → entry type; ``misc`` for any other."""
_PARENTS: Final = dict.fromkeys(ARTICLES, "periodical") | {
    "article": "periodical",
    "chapter": "book",
    "paper-conference": "proceedings",
}
"""CSL type → the type of what contains the work."""


def _entries(records: Iterable[Record], _options: NoOptions, _warn: Warn, clashes: Clashes) -> Iterator[str]:
    for record in records:
        written = "\n".join(lines(_entry(record), "  "))
        yield f"{scalar(add_key(record, clashes))}:\n{written}\n\n"


KEYED: Final = Keyed(_entries, '\n"', re.compile(r'(?P<key>(?:[^"\\]|\\.)*)'))
"""All lines but an entry's first are indented."""


def _entry(record: Record) -> dict[str, Any]:
    parent = {
        "type": _PARENTS.get(record.type, "misc"),
        "title": _title(
            _MIXED.sub(rf"{_OPEN}\g<0>{_CLOSE}", container_title(record)), record.container_title_short
        ),
    }
    numbers = {"volume": record.volume, "issue": record.issue}
    has_parent = bool(record.container_title or record.container_title_short)
    makers = {
        "publisher": {"name": to_plain(record.publisher), "location": to_plain(record.publisher_place)},
        "edition": record.edition,
    }
    return {
        "type": _TYPES.get(record.type, "misc"),
        "title": _title(_with_names(record) or record.original_title, record.title_short),
        "author": [_name(name) for name in with_et_al(record)],
        "editor": [_name(name) for name in record.editor] if not has_parent else [],
        "date": _date(record.issued or record.available_date),
        "page-range": location(record),
        "language": language_tag(record.language[0]) if record.language else "",
        "genre": to_plain(record.genre),
        "serial-number": {
            "serial": "" if record.type in ARTICLES else record.number,
            "doi": record.DOI,
            "pmid": record.PMID,
            "pmcid": record.PMCID,
            "isbn": record.ISBN[0] if record.ISBN else "",
            "issn": record.ISSN,
        },
        "url": record.URL,
        **({} if has_parent else numbers | makers),
        "parent": parent | {"editor": [_name(name) for name in record.editor]} | numbers | makers
        if has_parent
        else {},
    }


_OPEN, _CLOSE = "\x02", "\x03"
_MIXED: Final = re.compile(r"\b\w*[a-z][A-Z]\w*")
"""A word with a capital inside: ``bioRxiv``."""
_SIGNS: Final = re.compile(r"[\\{}$]")
_BRACES: Final = str.maketrans({_OPEN: "{", _CLOSE: "}"})


def _with_names(record: Record) -> str:
    """The title, with what must keep its capitals in braces."""
    title = record.title
    for start, end in reversed(protected(record)):
        title = f"{title[:start]}{_OPEN}{title[start:end]}{_CLOSE}{title[end:]}"
    return title


def _title(text: str, short: str) -> Any:
    text, short = (_SIGNS.sub(r"\\\g<0>", to_plain(part)).translate(_BRACES) for part in (text, short))
    return {"value": text, "short": short} if text and short and text != short else text or short


def _name(name: Name) -> Any:
    """A person in parts, or a group, which has a name alone."""
    if name.literal:
        return {"name": to_plain(name.literal)}
    prefix = " ".join(filter(None, [name.dropping_particle, name.non_dropping_particle]))
    return {"name": name.family, "given-name": name.given, "prefix": prefix, "suffix": name.suffix}


def _date(date: Date | None) -> str:
    if date is None or date.year is None:
        return ""
    parts = [f"{date.year:04}"]
    if date.month:
        parts += [f"{date.month:02}", *([f"{date.day:02}"] if date.day else [])]
    return "-".join(parts)


_ROLES: Final = ("author", "editor")
CAPABILITIES: Final[Mapping[str, Capability]] = {
    **dict.fromkeys(["id", "volume", "issue", "DOI", "PMID", "PMCID", "ISSN", "URL", "edition"], KEPT),
    **capabilities.in_parts(" ".join(_ROLES), "year month day"),
    **capabilities.without_markup("title title_short container_title_short publisher publisher_place genre"),
    **{
        f"{role}.{kind}particle": Degraded("as one prefix")
        for role in _ROLES
        for kind in ("dropping_", "non_dropping_")
    },
    "container_title": capabilities.PLAIN_CONTAINER,
    "type": Degraded("as the nearest type of Hayagriva"),
    "authors_complete": Moved("as a last author, et al."),
    "language": Degraded("the first alone"),
}

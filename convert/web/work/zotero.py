"""Records ↔ Zotero's API JSON, by which clients of Zotero's translation-server speak (https://github.com/zotero/translation-server).

The items are CSL items under other names: the fields of each type are in Zotero's schema (https://api.zotero.org/schema). What a type
has no field for is a line of ``extra``, ``variable: value``, from which Zotero takes it again.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from convert.formats.csl_json.items import parse_item, to_valid_item
from convert.formats.csl_json.zotero import for_zotero
from convert.model.record import Keyword, Record
from convert.streams.problems import Problem, Warn, silent

_ALL: Final = """abstractNote=abstract url=URL accessDate=accessed date=issued shortTitle=title-short language rights=license
    extra=note title"""
_ARCHIVED: Final = "archive archiveLocation=archive_location libraryCatalog=source callNumber=call-number"
_PLACED: Final = "publisher place=publisher-place"
_IN_BOOK: Final = f"""{_ARCHIVED} {_PLACED} series=collection-title seriesNumber=collection-number volume
    numberOfVolumes=number-of-volumes edition pages=page ISBN"""
_EDITORS: Final = "editor translator seriesEditor=collection-editor"

_TYPES: Final[dict[str, tuple[str, str, str, str]]] = {
    "journalArticle": (
        "article-journal",
        "author",
        "editor translator reviewedAuthor=reviewed-author",
        f"""{_ARCHIVED} publicationTitle=container-title volume issue section pages=page series=collection-title
        journalAbbreviation=container-title-short DOI ISSN""",
    ),
    "magazineArticle": (
        "article-magazine",
        "author",
        "translator reviewedAuthor=reviewed-author",
        f"{_ARCHIVED} publicationTitle=container-title volume issue pages=page ISSN",
    ),
    "newspaperArticle": (
        "article-newspaper",
        "author",
        "translator reviewedAuthor=reviewed-author",
        f"{_ARCHIVED} publicationTitle=container-title place=publisher-place edition section pages=page ISSN",
    ),
    "preprint": (
        "article",
        "author",
        "editor translator",
        f"{_ARCHIVED} genre repository=publisher archiveID=number place=publisher-place series=collection-title DOI",
    ),
    "book": (
        "book",
        "author",
        _EDITORS,
        f"""{_ARCHIVED} {_PLACED} series=collection-title seriesNumber=collection-number volume numberOfVolumes=number-of-volumes
        edition numPages=number-of-pages ISBN""",
    ),
    "bookSection": (
        "chapter",
        "author",
        f"{_EDITORS} bookAuthor=container-author",
        f"{_IN_BOOK} bookTitle=container-title",
    ),
    "encyclopediaArticle": (
        "entry-encyclopedia",
        "author",
        _EDITORS,
        f"{_IN_BOOK} encyclopediaTitle=container-title",
    ),
    "dictionaryEntry": (
        "entry-dictionary",
        "author",
        _EDITORS,
        f"{_IN_BOOK} dictionaryTitle=container-title",
    ),
    "conferencePaper": (
        "paper-conference",
        "author",
        _EDITORS,
        f"""{_ARCHIVED} {_PLACED} proceedingsTitle=container-title conferenceName=event-title volume pages=page
        series=collection-title DOI ISBN""",
    ),
    "thesis": (
        "thesis",
        "author",
        "",
        f"{_ARCHIVED} thesisType=genre university=publisher place=publisher-place numPages=number-of-pages",
    ),
    "report": (
        "report",
        "author",
        "translator seriesEditor=collection-editor",
        f"""{_ARCHIVED} reportNumber=number reportType=genre institution=publisher place=publisher-place
        seriesTitle=collection-title pages=page""",
    ),
    "dataset": (
        "dataset",
        "author",
        "",
        f"""{_ARCHIVED} identifier=number type=genre versionNumber=version repository=publisher repositoryLocation=publisher-place
        format=medium DOI""",
    ),
    "computerProgram": (
        "software",
        "author",
        "",
        f"""{_ARCHIVED} seriesTitle=collection-title versionNumber=version system=medium company=publisher
        place=publisher-place programmingLanguage=genre ISBN""",
    ),
    "webpage": ("webpage", "author", "translator", "websiteTitle=container-title websiteType=genre"),
    "blogPost": ("post-weblog", "author", "", "blogTitle=container-title websiteType=genre"),
    "forumPost": ("post", "author", "", "forumTitle=container-title postType=genre"),
    "presentation": (
        "speech",
        "author",
        "translator",
        "presentationType=genre place=publisher-place meetingName=event-title",
    ),
    "patent": (
        "patent",
        "author",
        "",
        "place=publisher-place issuingAuthority=authority patentNumber=number pages=page legalStatus=status",
    ),
    "manuscript": (
        "manuscript",
        "author",
        "translator",
        f"{_ARCHIVED} manuscriptType=genre place=publisher-place numPages=number-of-pages",
    ),
    "letter": ("personal_communication", "author", "recipient translator", f"{_ARCHIVED} letterType=genre"),
    "interview": ("interview", "author", "interviewer translator", f"{_ARCHIVED} interviewMedium=medium"),
    "film": (
        "motion_picture",
        "director",
        "producer scriptwriter=script-writer",
        f"{_ARCHIVED} distributor=publisher genre videoRecordingFormat=medium runningTime=dimensions",
    ),
    "document": ("document", "author", "editor translator", f"{_ARCHIVED} publisher"),
}
"""Item type → its CSL type, the variable of its main creators, its other creators, its fields; each as ``Zotero's=CSL's`` name."""
_ALSO: Final = {
    "email": "letter",
    "instantMessage": "letter",
    "videoRecording": "film",
    "tvBroadcast": "film",
    "radioBroadcast": "film",
    "podcast": "film",
    "audioRecording": "film",
    "artwork": "document",
    "map": "document",
    "bill": "document",
    "case": "document",
    "hearing": "document",
    "statute": "document",
    "standard": "report",
}
"""Item types that are read as others."""
_MAIN: Final = {
    "film": "director",
    "interview": "interviewee",
    "patent": "inventor",
    "presentation": "presenter",
    "computerProgram": "programmer",
}
"""Item type → what its main creators are called, if not authors."""
_NO_FIELD: Final = frozenset(
    {"id", "type", "keyword", "custom", "citation-key", "journalAbbreviation", "note"}
)
_KEY_SIGNS: Final = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
"""Those of Zotero's keys of items."""


def _pairs(names: str) -> dict[str, str]:
    return {one: other or one for one, _, other in (pair.partition("=") for pair in names.split())}


_FIELDS: Final = {kind: _pairs(f"{_ALL} {fields}") for kind, (*_, fields) in _TYPES.items()}
_CREATORS: Final = {
    kind: {_MAIN.get(kind, "author"): main} | _pairs(others) for kind, (_, main, others, _) in _TYPES.items()
}
_BY_CSL: Final = {csl: kind for kind, (csl, *_) in _TYPES.items()}


# --- writing ----------------------------------------------------------------------------------------------------


def write_items(records: Iterable[Record], warn: Warn = silent) -> bytes:
    """Records → a JSON array of items, as ``/import`` answers.

    >>> write_items([Record(type="article-journal", title="On coins", volume="7", PMID="1")])
    b'[{"key":"...","version":0,"itemType":"journalArticle","creators":[],"tags":[],...,"title":"On coins","volume":"7",...
    """
    return msgspec.json.encode([_to_zotero(record, warn) for record in records])


def _to_zotero(record: Record, warn: Warn) -> dict[str, Any]:
    item = for_zotero(to_valid_item(record, warn=warn), record)
    kind = _BY_CSL.get(item["type"], "document")
    creators = [
        _creator(name, creator)
        for creator, variable in _CREATORS[kind].items()
        for name in item.pop(variable, ())
    ]
    tags = [{"tag": term, "type": 1} for term in _terms(record)]
    made: dict[str, Any] = {
        "key": _key(record),
        "version": 0,
        "itemType": kind,
        "creators": creators,
        "tags": tags,
    }
    made |= {"collections": [], "relations": {}}
    for field, variable in _FIELDS[kind].items():
        if variable != "note" and (value := item.pop(variable, None)):
            made[field] = _text(value)
    lines = [item.get("note", "")]
    lines += [f"{variable}: {_text(value)}" for variable, value in item.items() if variable not in _NO_FIELD]
    if extra := "\n".join(filter(None, lines)):
        made["extra"] = extra
    return made


def _terms(record: Record) -> dict[str, None]:
    terms = [keyword.term for keyword in record.keyword] + [heading.descriptor for heading in record.mesh]
    return dict.fromkeys(filter(None, terms))


def _creator(name: dict[str, str], creator: str) -> dict[str, str]:
    if "literal" in name:
        return {"creatorType": creator, "name": name["literal"]}
    return {"creatorType": creator, "firstName": name.get("given", ""), "lastName": name.get("family", "")}


def _text(value: Any) -> str:
    """A variable's value as text; a date in ISO 8601."""
    if isinstance(value, dict):
        parts = value.get("date-parts") or [[]]
        written = ["-".join(f"{part:02}" for part in side) for side in parts]
        return "/".join(filter(None, written)) or str(value.get("raw") or value.get("literal") or "")
    if isinstance(value, list):
        return "; ".join(filter(None, (" ".join(filter(None, one.values())) for one in value)))
    return str(value)


def _key(record: Record) -> str:
    """Eight signs, the same for the same work."""
    said = f"{record.PMID} {record.DOI} {record.title}".encode()
    number = int.from_bytes(hashlib.sha256(said).digest()[:8], "big")
    signs = []
    for _ in range(8):
        number, place = divmod(number, len(_KEY_SIGNS))
        signs.append(_KEY_SIGNS[place])
    return "".join(signs)


# --- reading ----------------------------------------------------------------------------------------------------


def read_items(items: list[Any], warn: Warn = silent) -> Iterator[Record]:
    """The records of items, as ``/export`` is sent them; notes and attachments are none.

    >>> [record] = read_items([{"itemType": "thesis", "title": "On coins", "university": "Cork", "date": "2020-05"}])
    >>> record.type, record.publisher, record.issued and record.issued.month
    ('thesis', 'Cork', 5)
    """
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or not isinstance(item.get("itemType"), str):
            warn(Problem("bad-item", f"item {number} has no itemType; skipped", severity="error"))
        elif item["itemType"] not in ("note", "attachment", "annotation"):
            record = parse_item(_to_csl(item), warn=warn)
            if record is not None:
                record.keyword = [Keyword(tag) for tag in _tags(item)]
                yield record


def _to_csl(item: dict[str, Any]) -> dict[str, Any]:
    kind = item["itemType"]
    kind = kind if kind in _TYPES else _ALSO.get(kind, "document")
    made: dict[str, Any] = {"type": _TYPES[kind][0]}
    for field, variable in _FIELDS[kind].items():
        value = item.get(field)
        if isinstance(value, str) and value:
            made[variable] = {"raw": value} if variable in ("issued", "accessed") else value
    for field in ("DOI", "ISSN", "ISBN", "PMID", "PMCID", "citationKey"):
        if isinstance(value := item.get(field), str) and value:
            made.setdefault({"citationKey": "id"}.get(field, field), value)
    for creator in item.get("creators") or ():
        if isinstance(creator, dict):
            variable = _CREATORS[kind].get(str(creator.get("creatorType")), "contributor")
            made.setdefault(variable, []).append(_name(creator))
    return made


def _name(creator: dict[str, Any]) -> dict[str, str]:
    if name := creator.get("name"):
        return {"literal": str(name)}
    return {"family": str(creator.get("lastName") or ""), "given": str(creator.get("firstName") or "")}


def _tags(item: dict[str, Any]) -> Iterator[str]:
    for tag in item.get("tags") or ():
        text = tag.get("tag") if isinstance(tag, dict) else tag
        if isinstance(text, str) and text:
            yield text

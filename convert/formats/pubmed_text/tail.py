"""What follows the location in a citation (identifiers, other dates, language, type, flags) → the fields of a record.

``doi: X. Epub 2020 Jan 2. German. PMID: n; PMCID: PMCn. Free PMC article.``; text without a field goes to ``extra``.
"""

import re
from collections.abc import Callable

from convert.formats.pubmed_text.words import LANGUAGES, PUBLICATION_TYPES, STATUS, YEAR
from convert.model.dates import parse_date
from convert.model.identifiers import parse_doi
from convert.model.record import HistoryDate, Identifier, PublicationType, Record

UNPLACED = "unplaced"
NO_ABSTRACT = "No abstract available"


def parse_tail(text: str, record: Record) -> None:
    """Fill ``record`` from the text after the location; keep the rest in ``extra``."""
    position = 0
    while (match := _TAIL.match(text, position)) is not None and match.end() > position:
        position = match.end()
        kind = match.lastgroup
        if kind is not None:
            _TAIL_HANDLERS[kind](match[kind], record)
    if rest := text[position:].strip(" ;.,"):
        leave(rest, record)


def add_publication_type(name: str, record: Record) -> None:
    """Add a publication type, unless the record has it."""
    if all(known.name != name for known in record.publication_type):
        record.publication_type.append(PublicationType(name))


def leave(text: str, record: Record) -> None:
    """Keep text that has no field."""
    record.extra.setdefault(UNPLACED, []).append(text)


def _doi(text: str, record: Record) -> None:
    text = text.removesuffix(".")
    if doi := parse_doi(text):
        record.DOI = doi
    else:
        leave(f"doi: {text}", record)


def _pii(text: str, record: Record) -> None:
    record.location_id = text.strip()


def _epub(text: str, record: Record) -> None:
    record.available_date = parse_date(text)
    record.publication_model = "Print-Electronic"


def _issue_date(model: str) -> Callable[[str, Record], None]:
    """``eCollection`` and ``Print``: this is the issue's date; the date after the journal is the electronic one."""

    def handle(text: str, record: Record) -> None:
        record.available_date, record.issued = record.issued, parse_date(text)
        record.publication_model = model

    return handle


def _published(text: str, record: Record) -> None:
    record.available_date = parse_date(text)


def _ahead(_text: str, record: Record) -> None:
    record.publication_status = "aheadofprint"


def _pmid(text: str, record: Record) -> None:
    record.PMID = text


def _pmcid(text: str, record: Record) -> None:
    record.PMCID = text.upper()


def _release(text: str, record: Record) -> None:
    record.history.append(HistoryDate("pmc-release", parse_date(text)))


def _free(_text: str, record: Record) -> None:
    record.free_full_text = True


def _ui(text: str, record: Record) -> None:
    record.other_id.append(Identifier("MEDLINE UI", text))


def _bracket(text: str, record: Record) -> None:
    if text in STATUS:
        record.medline_status = STATUS[text]
    else:
        leave(f"[{text}]", record)


def _sentence(text: str, record: Record) -> None:
    words = text.strip().removesuffix(".").strip()
    languages = [LANGUAGES.get(word) for word in words.split(", ")]
    if all(languages):
        record.language = [code for code in languages if code]
    elif words in PUBLICATION_TYPES:
        add_publication_type(words, record)
    elif words == NO_ABSTRACT:
        record.extra["abstract"] = [f"{words}."]
    elif words.strip(" -;"):
        leave(words, record)


_TAIL_PATTERNS: dict[str, tuple[str, Callable[[str, Record], None]]] = {
    "doi": (r"(?:doi:\s?|https?://(?:dx\.)?doi\.org/)(?P<doi>\S+)", _doi),
    "pmid": (r"(?:PubMed )?PMID: ?(?P<pmid>\d+)[.;]?", _pmid),
    "pmcid": (r"(?:PubMed Central )?PMCID: ?(?P<pmcid>PMC\d+)[.;]?", _pmcid),
    "ahead": (r"(?P<ahead>\[?[Ee]pub\s+ahead\s+of\s+print\]?|Online ahead of print)\.?", _ahead),
    "epub": (rf"Epub (?P<epub>{YEAR}[^.]*)\.?", _epub),
    "ecollection": (rf"eCollection (?P<ecollection>{YEAR}[^.]*)\.?", _issue_date("Electronic-eCollection")),
    "print": (rf"Print (?P<print>{YEAR}[^.]*)\.?", _issue_date("Electronic-Print")),
    "published": (rf"Published (?P<published>{YEAR}[^.]*)\.?", _published),
    "pii": (r"pii: (?P<pii>.+?)(?:\.(?=\s|$)|$)", _pii),
    "free": (r"(?P<free>Free (?:PMC )?article)\.?", _free),
    "ui": (r"UI: (?P<ui>\d+)\.?", _ui),
    "release": (r"\[Available on (?P<release>[\d-]+)\]\.?", _release),
    "bracket": (r"\[(?P<bracket>[^\]]*)\]\.?", _bracket),
    "sentence": (r"(?P<sentence>(?:[^.\[]|\.(?!\s|$))+\.?)", _sentence),
}
"""Name of a part → its pattern and handler, in the order in which they are tried."""
_TAIL_HANDLERS = {kind: handler for kind, (_, handler) in _TAIL_PATTERNS.items()}
_TAIL = re.compile(rf"[\s;]*(?:{'|'.join(pattern for pattern, _ in _TAIL_PATTERNS.values())})")

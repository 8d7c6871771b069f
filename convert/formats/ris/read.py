"""RIS in all dialects (NCBI's, Zotero's, EndNote's, JabRef's, our own) and with the usual mistakes → records.

The tags: https://github.com/aurimasv/translators/wiki/RIS-Tag-Map. Accepted beside the rules: wrapped lines, blank lines
within a record, one space instead of two, lower-case tags, a missing ``TY`` or ``ER``, repeated tags, several keywords
in one line, names without comma. What the tags mean is in ``convert.formats.ris.fields``.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from convert.formats.ris.fields import TEXTS, Draft
from convert.formats.tagged.lines import Layout, read_fields
from convert.model.record import Record
from convert.streams.decoding import text_chunks
from convert.streams.problems import Problem, Warn, silent

TYPES = {
    "ABST": "article-journal",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "HEAR": "hearing",
    "ICOMM": "post",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "regulation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "VIDEO": "broadcast",
    "WEB": "webpage",
}
"""Reference type → CSL type."""

KNOWN = (
    "TY ER "
    + " ".join(TEXTS.values())
    + (
        " AU A1 A2 A3 A4 ED T2 JF JO JA J1 J2 BT PY Y1 Y2 DA KW AB N1 N2 RN UR LK L1 L2 L3 L4 DO DI M1 M2 M3 SN SP EP LA "
        "AD AN C1 C2 C3 C4 C5 C6 C7 C8 ET SE CP LB TA TT RP U1 U2 U3 U4 U5 OP SV"
    )
)
"""Tags that are tags even where one space is missing."""

_KNOWN = "|".join(KNOWN.split())
LAYOUT = Layout(
    tag=re.compile(
        rf"(?=[A-Z][A-Z0-9]  -|(?:{_KNOWN}|{_KNOWN.lower()}) {{1,3}}-(?:[ \t]|$))(\w\w) +-(?: |$|(?=\S))"
    ),
    width=6,
    indented=True,
)

_BEGINNING = re.compile(rb"(?:[^\n]{0,200}\n){0,5}?[ \t]*(?:TY|ty) {1,3}- *[A-Za-z]")


def sniff(head: bytes) -> bool:
    """Whether one of the first lines is a ``TY``."""
    return _BEGINNING.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """A RIS file → its records, one after another."""
    draft: Draft | None = None
    ordinal = 0
    for line, spelled, value in read_fields(text_chunks(stream, warn=warn), LAYOUT):
        tag = spelled.upper()
        if draft is not None and tag not in ("TY", "ER"):
            draft.add(tag, value)
            continue
        if draft is not None:
            if tag == "TY":
                draft.report("missing-er", "the record has no ER line")
            yield draft.finish()
            draft = None
        elif not tag and value:
            warn(
                Problem(
                    "stray-text", f"skipped text without a tag: {value[:60]!r}", line=line, severity="error"
                )
            )
        if tag not in ("", "ER"):
            ordinal += 1
            draft = Draft("ris", TYPES, line, ordinal, warn)
            draft.add(tag, value)
    if draft is not None:
        draft.report("missing-er", "the file ends before the record does")
        yield draft.finish()

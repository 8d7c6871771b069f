"""Records → which of them are the same work; or the records with those merged into one.

``sketches`` says what of a record is compared, ``candidates`` which pairs are, ``comparison`` what speaks for and against a pair,
``grouping`` what becomes of it, and ``works`` merges. What is measured and why it is so: ``docs/deduplication.md``.
"""

from convert.changes.duplicates.comparison import contradiction
from convert.changes.duplicates.grouping import Decisions, Findings, Match, find
from convert.changes.duplicates.sketches import Sketch, sketch
from convert.changes.duplicates.works import Works, duplicates, merge

__all__ = [
    "Decisions",
    "Findings",
    "Match",
    "Sketch",
    "Works",
    "contradiction",
    "duplicates",
    "find",
    "merge",
    "sketch",
]

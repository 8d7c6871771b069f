"""Records → the same records, each followed by its related works: similar articles, citing articles, references, …."""

from collections.abc import Iterable, Iterator

from convert.model.identifiers import work_ids
from convert.model.record import Record
from convert.streams.problems import FormatError

KINDS = (
    "similar",
    "cited_by",
    "references",
    "comment_in",
    "comment_on",
    "erratum_in",
    "erratum_for",
    "retraction_in",
    "retraction_of",
    "partial_retraction_in",
    "partial_retraction_of",
    "retracted_and_republished_in",
    "retracted_and_republished_from",
    "corrected_and_republished_in",
    "corrected_and_republished_from",
    "republished_in",
    "republished_from",
    "update_in",
    "update_of",
    "expression_of_concern_in",
    "expression_of_concern_for",
    "summary_for_patients_in",
    "original_report_in",
    "reprint_in",
    "reprint_of",
    "associated_data",
    "associated_publication",
)
"""The keys of ``Record.related``, the lists of PubMed's pages first; a plugin may add others, which ``all`` includes."""

ALL = "all"


def parse_kinds(text: str) -> tuple[str, ...]:
    """The value of ``--include`` → keys of ``Record.related``; ``(ALL,)`` for all of them.

    >>> parse_kinds("similar, cited-by"), parse_kinds("all")
    (('similar', 'cited_by'), ('all',))

    Raises:
        FormatError: there is no such kind.
    """
    kinds = tuple(word.strip().lower().replace("-", "_") for word in text.split(",") if word.strip())
    known = (ALL, *KINDS)
    for kind in kinds:
        if kind not in known:
            message = f"unknown kind of related work '{kind}'; choose from {', '.join(known)}"
            raise FormatError(message.replace("_", "-"))
    return (ALL,) if ALL in kinds else kinds


def with_related(records: Iterable[Record], kinds: Iterable[str] = (ALL,)) -> Iterator[Record]:
    """Each record, then its related works of these kinds, kind by kind; each related work only once.

    Every record is passed on, even if it came before as a related work of another. Memory grows with the number of
    identifiers, not with the size of the records.

    >>> found = Record(title="B", PMID="2")
    >>> page = Record(title="A", PMID="1", related={"similar": [found], "references": [found]})
    >>> [record.title for record in with_related([page], ["references", "similar"])]
    ['A', 'B']
    """
    kinds = tuple(kinds)
    seen: set[str] = set()
    for record in records:
        seen.update(_names(record))
        yield record
        for kind in record.related if ALL in kinds else kinds:
            for work in record.related.get(kind, ()):
                names = _names(work)
                if seen.isdisjoint(names):
                    yield work
                seen.update(names)


def _names(work: Record) -> list[str]:
    """What identifies a work: its identifiers or, if it has none, its title, year and place in the journal."""
    if names := work_ids(work):
        return names
    words = work.title or work.citation_text
    year = work.issued.year if work.issued else None
    own = (words, year, work.container_title_short, work.volume, work.page)
    return ["\t".join(str(part).casefold() for part in own)] if words else []

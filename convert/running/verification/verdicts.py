"""References → verdicts: what the index says of each, with the evidence beside it."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from convert.model import notices
from convert.model.record import Record
from convert.model.text.markup import html_table
from convert.running.index.facts import split_notices
from convert.running.index.library import Library, Work
from convert.running.index.signs import signs_in
from convert.running.verification import rules
from convert.running.verification.comparison import Evidence, compare
from convert.running.verification.references import Reference, is_same_identifier, reference_of

COMPARED: Final = 40
"""So many of the works that share most signs with a reference are compared with it."""
SHOWN: Final = 3
"""So many of the nearest works are shown where none is the one cited."""


class Field(Struct):
    """One field of a reference beside that of the work."""

    name: str
    printed: str
    """What the reference says, as far as it was read."""
    found: str
    """What the index says."""
    agrees: bool | None
    """None if one of them doesn't say."""


class Near(Struct):
    """A work that resembles a reference."""

    work: Work
    similarity: float
    """How much of its title is in the reference, of 100."""
    agreeing: tuple[str, ...]
    """What agrees: ``first author``, ``year``, ``journal``, …"""


class Verdict(Struct):
    """What the index says of a reference."""

    record: Record
    """The reference as it was read."""
    kind: rules.Kind
    message: str
    """The verdict in a sentence."""
    work: Work | None = None
    """The work that it cites, if that is clear."""
    fields: list[Field] = []
    """The reference and the work side by side."""
    differing: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    """The identifiers of the work that the reference lacks, or has wrong: field → value."""
    notices: list[str] = []
    """What became of the work: ``retracted``, ``corrected``, … worst first, and by which PMID."""
    nearest: list[Near] = []
    """The nearest works, if none is the one cited."""

    @property
    def is_trouble(self) -> bool:
        """Whether somebody should look at the reference."""
        return self.kind not in ("verified", "out-of-scope", "too-little") or bool(self.notices)

    def _repr_html_(self) -> str:
        """What a notebook shows: the verdict, and the reference beside the work."""
        marks = {True: "", False: "≠", None: ""}
        said = [(self.kind, self.message), *((notice, "") for notice in self.notices)]
        return html_table(
            [*said, *((row.name, row.printed, row.found, marks[row.agrees]) for row in self.fields)]
        )


def verify_against(records: Iterable[Record], libraries: Sequence[Library]) -> Iterator[Verdict]:
    """A verdict for each record; a work is sought in all libraries."""
    for record in records:
        yield _Case(reference_of(record), libraries).verdict()


class _Case:
    """One reference, and what the libraries have that is like it."""

    def __init__(self, reference: Reference, libraries: Sequence[Library]) -> None:
        self.reference = reference
        self.libraries = libraries
        self.named = self._named()

    def _named(self) -> dict[str, Work]:
        """The works that the printed identifiers name."""
        found = {}
        for field, value in self.reference.identifiers.items():
            works = (library.work(value) for library in self.libraries)
            if work := next(filter(None, works), None):
                found[field] = work
        return found

    def verdict(self) -> Verdict:
        """The verdict by the rules, in their order."""
        reference = self.reference
        if rules.says_little(reference) and not self.named:
            return Verdict(
                reference.record, "too-little", "there is neither a title nor a place to find a work by"
            )
        named = [compare(reference, work) for work in self.named.values()]
        meant = max(
            (found for found in named if rules.is_meant(found, reference)), key=lambda f: f.rank, default=None
        )
        if rules.says_little(reference) and named:
            return self._told_by_identifier(named[0])
        if meant is not None and meant.title >= rules.SAME and not meant.is_sibling:
            return self._same(meant)
        nearest = heapq.nlargest(SHOWN, self._candidates(), key=lambda found: found.rank)
        same = next((found for found in nearest if rules.is_same_work(found, reference)), None)
        if meant is not None and (same is None or same.work == meant.work):
            return self._same(meant)
        if same is not None:
            return self._same(same)
        if named:
            return self._other_work(named[0], nearest)
        return self._not_found(nearest)

    def _candidates(self) -> Iterator[Evidence]:
        title = self.reference.record.title
        signs = signs_in(self.reference.text, title)
        for library in self.libraries:
            for work in library.nearest(signs, COMPARED):
                yield compare(self.reference, work)

    # --- the verdicts ---------------------------------------------------------------------------------------------

    def _same(self, found: Evidence) -> Verdict:
        """The work is found: what differs, and are the identifiers its own?"""
        made = rules.match(found, self.reference)
        work = found.work
        own = {"PMID": work.PMID, "PMCID": work.PMCID, "DOI": work.DOI}
        printed = self.reference.identifiers
        wrong = [
            field
            for field, value in printed.items()
            if own[field]
            and not is_same_identifier(own[field], value)
            and value not in work.facts.title.lower()
        ]
        others = [field for field in wrong if field in self.named and self.named[field].id != work.id]
        right = {
            field: value
            for field, value in own.items()
            if value and not is_same_identifier(printed.get(field, ""), value)
        }
        kind: rules.Kind = made.kind
        said = []
        if others:
            kind = "other-work"
            said.append(f"{_and(others)} {_is(others)} that of another work: {cited(self.named[others[0]])}")
        elif wrong:
            kind = "wrong-identifier"
            said.append(f"{_and(wrong)} {_is(wrong)} not the work's")
        if wrong:
            said.append("the right one is " + ", ".join(f"{field} {own[field]}" for field in wrong))
        if made.differing:
            said.append(_differing(made.differing))
        return Verdict(
            self.reference.record,
            kind,
            "; ".join(said) or "all that is printed agrees",
            work,
            fields_of(self.reference, found),
            made.differing,
            right,
            notices_of(work),
        )

    def _told_by_identifier(self, found: Evidence) -> Verdict:
        """Nothing but an identifier is printed: the work exists, and nothing was compared."""
        return Verdict(
            self.reference.record,
            "too-little",
            f"the identifier is that of {cited(found.work)}; there is nothing else to compare",
            found.work,
            fields_of(self.reference, found),
            notices=notices_of(found.work),
        )

    def _other_work(self, found: Evidence, nearest: list[Evidence]) -> Verdict:
        fields = list(self.named)
        return Verdict(
            self.reference.record,
            "other-work",
            f"{_and(fields)} {_is(fields)} that of another work: {cited(found.work)}; the one described is not found",
            None,
            fields_of(self.reference, found),
            nearest=[_near(each) for each in nearest if each.work != found.work],
        )

    def _not_found(self, nearest: list[Evidence]) -> Verdict:
        reference = self.reference
        near = [_near(found) for found in nearest]
        miss = rules.near_miss(nearest)
        kind = rules.outside(reference)
        if miss in ("title", "sibling"):
            found = next(filter(rules.is_of_title, nearest))
            what = (
                "a sibling of what is cited" if miss == "sibling" else "of other authors, or in another place"
            )
            message = f"a work of this title is {what}: {cited(found.work)}"
            return Verdict(
                reference.record, "mismatch", message, None, fields_of(reference, found), nearest=near
            )
        if kind:
            message = f"{kind}: PubMed has few of them, and not this one"
            return Verdict(reference.record, "out-of-scope", message, nearest=near)
        if miss == "place":
            found = next(each for each in nearest if each.journal and each.volume and each.page)
            message = f"another work is at this place: {cited(found.work)}"
            return Verdict(
                reference.record, "mismatch", message, None, fields_of(reference, found), nearest=near
            )
        return Verdict(reference.record, "not-found", self._why_not_found(), nearest=near)

    def _why_not_found(self) -> str:
        record = self.reference.record
        pmid = self.reference.identifiers.get("PMID")
        if pmid and any(library.is_deleted(pmid) for library in self.libraries):
            return f"PMID {pmid} was deleted from PubMed, and no other record is like it"
        journal = record.container_title_short or record.container_title
        unknown = ", ".join(f"{field} {value}" for field, value in self.reference.identifiers.items())
        said = f"no record has {unknown}, or" if unknown else "no record"
        if not journal:
            return f"{said} is like it"
        known = any(
            library.has_journal(name)
            for library in self.libraries
            for name in (record.container_title_short, record.container_title)
            if name
        )
        return f"{said} is like it, {'though the index has' if known else 'and the index has no'} articles of {journal}"


# --- words --------------------------------------------------------------------------------------------------------


def cited(work: Work) -> str:
    """A work in few words: ``Doe et al., On coins. J Inv 2020;12:445 (PMID 123)``."""
    facts = work.facts
    names = facts.authors[0] + (" et al." if facts.author_count > 1 else "") if facts.authors else ""
    place = f"{facts.abbreviation or facts.journal} {facts.year or ''}".strip()
    place += f";{facts.volume}" if facts.volume else ""
    place += f":{facts.page}" if facts.page else ""
    name = f"PMID {work.PMID}" if work.PMID else work.DOI and f"doi {work.DOI}"
    return f"{names + ', ' if names else ''}{facts.title}. {place}{f' ({name})' if name else ''}"


def notices_of(work: Work) -> list[str]:
    """What became of a work, worst first: ``retracted (PMID 123)``."""
    links = split_notices(work.facts.notices)
    states = [*notices.states(Record(title=work.facts.title, links=links)), *_superseded(work)]
    return [
        f"{state}{_by([link.PMID for link in links if _STATES.get(link.kind, '') == state])}"
        for state in states
    ]


_STATES: Final = {**notices.LINKS, "UpdateIn": "superseded by a later version"}


def _superseded(work: Work) -> list[str]:
    return [_STATES["UpdateIn"]] if "UpdateIn " in work.facts.notices else []


def _by(pmids: list[str]) -> str:
    known = ", ".join(filter(None, pmids))
    return f" (PMID {known})" if known else ""


def _and(words: Sequence[str]) -> str:
    return " and ".join(words)


def _is(words: Sequence[str]) -> str:
    return "are" if len(words) > 1 else "is"


def _differing(names: Sequence[str]) -> str:
    if "place" in names:
        return "too little of the place is printed, or known, to be sure"
    return f"{', '.join(names)} {'differ' if len(names) > 1 or names[0] == 'authors' else 'differs'}"


_AGREEING: Final = {
    "first_author": "first author",
    "year": "year",
    "journal": "journal",
    "volume": "volume",
    "page": "page",
}


def _near(found: Evidence) -> Near:
    agreeing = tuple(name for field, name in _AGREEING.items() if getattr(found, field) is True)
    return Near(found.work, round(max(found.title, 0), 1), agreeing)


def fields_of(reference: Reference, found: Evidence) -> list[Field]:
    """The reference and a work side by side."""
    record, facts = reference.record, found.work.facts
    date = record.issued or record.available_date
    authors = ", ".join(facts.authors) + (" …" if facts.author_count > len(facts.authors) else "")
    title = None if not record.title and found.title < rules.SAME else rules.has_title(found)
    journal = record.container_title or record.container_title_short
    rows = [
        Field("title", record.title, facts.title, title),
        Field(
            "authors", _names(record), authors, found.authors if found.first_author else found.first_author
        ),
        Field("year", str(date.year or "") if date else "", str(facts.year or ""), found.year),
        Field("journal", journal, _journal(journal, found.work), found.journal),
        Field("volume", record.volume, facts.volume, found.volume),
        Field("issue", record.issue, facts.issue, found.issue),
        Field("page", record.page or record.number or record.location_id, facts.page, found.page),
    ]
    for name, own in (("PMID", found.work.PMID), ("PMCID", found.work.PMCID), ("DOI", found.work.DOI)):
        printed = reference.identifiers.get(name, "")
        rows.append(Field(name, printed, own, is_same_identifier(printed, own) if printed and own else None))
    return [row for row in rows if row.printed or row.found]


def _names(record: Record) -> str:
    return ", ".join(name.family or name.literal for name in record.author) + (
        "" if record.authors_complete else " et al."
    )


def _journal(printed: str, work: Work) -> str:
    facts = work.facts
    is_short = not facts.journal or len(printed) < len(facts.journal)
    return facts.abbreviation if facts.abbreviation and is_short else facts.journal

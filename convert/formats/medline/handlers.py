"""What becomes of a MEDLINE field whose meaning depends on other lines: a draft of the record, and its handlers.

Each handler takes the draft and the value of one line. A handler for many tags is made for each of them, as
``full_name("author")``.
"""

from collections.abc import Callable
from typing import Any

from convert.formats.medline.parsing import parse_owned, parse_shared_date, parse_step
from convert.formats.tagged.blocks import Fields
from convert.model.dates import is_parsed
from convert.model.identifiers import parse_doi, parse_orcid
from convert.model.names import parse_full_name, parse_name, parse_short_name
from convert.model.record import (
    AbstractSection,
    Affiliation,
    Databank,
    Date,
    HistoryDate,
    Identifier,
    Keyword,
    Name,
    OtherAbstract,
)
from convert.model.text.abstracts import parse_abstract
from convert.streams.codes import Severity
from convert.streams.problems import Problem, Warn


class Draft:
    """A record on its way: its fields so far, and what one line must know of those before it."""

    __slots__ = (
        "fields",
        "full_name",
        "homeless",
        "homeless_line",
        "line",
        "locations",
        "name",
        "ordinal",
        "owned",
        "owner",
        "start",
        "tag",
        "text",
        "warn",
    )

    def __init__(self, warn: Warn, ordinal: int, text: Fields[Any]) -> None:
        self.warn = warn
        self.ordinal = ordinal
        self.text = text
        """Knows which line it is."""
        self.start = text.line
        self.fields: dict[str, Any] = {}
        """Arguments of ``Record``."""
        self.tag = ""
        """What a handler is handling."""
        self.line = 0
        """Where that stands, if it is not in the last line that was read."""
        self.full_name: tuple[str, str] | None = None
        """A role and a full name that waits for its short form."""
        self.name: Name | None = None
        """The name that an affiliation or identifier belongs to."""
        self.homeless: list[Affiliation] = []
        """Affiliations that came before the first author, as old exports have them."""
        self.homeless_line = 0
        """Where the last of them stands."""
        self.locations: list[str] = []
        """LIDs that name their kind, but for those that an AID has said again."""
        self.owner = ""
        self.owned = 0
        """The owner of keywords that an OTO line before them named; how many keywords have got their owner."""

    def put(self, field: str, value: Any, said: str) -> None:
        """Fill a field that holds one value, which the source ``said`` so."""
        if field not in self.fields:
            self.fields[field] = value
        elif self.fields[field] != value:
            self.keep(said, "repeated", f"another {field}")

    def repeat(self, field: str, value: str) -> None:
        """A text comes a second time."""
        if not self.fields[field]:
            self.fields[field] = value
        elif value:
            self.put(field, value, value)

    def keep(self, value: str, code: str = "", what: str = "") -> None:
        """Put a value that has no field, or no place in its field, into ``extra``; perhaps report it."""
        self.fields.setdefault("extra", {}).setdefault(self.tag, []).append(value)
        if code:
            subject = f"{self.tag} has {what}" if self.tag else what
            self.report(code, f"{subject}, kept in extra: {value[:60]!r}")

    def report(self, code: str, message: str, severity: Severity = "warning") -> None:
        """Tell of a trouble with the field that is being handled."""
        record = self.fields.get("PMID") or str(self.ordinal)
        line = self.line or self.text.line
        self.warn(Problem(code, message, line=line, record=record, severity=severity))

    def infer(self, field: str, why: str) -> None:
        """Note that the source does not say a field outright."""
        self.fields.setdefault("inferred", {})[field] = why


Handler = Callable[[Draft, str], None]


def unknown(draft: Draft, value: str) -> None:
    """A tag that is not in ``TAGS``; a line that has none and stands alone."""
    if draft.tag:
        draft.keep(value)
    else:
        draft.keep(value, "stray-text", "a line has no tag")


def full_name(role: str) -> Handler:
    """FAU, FIR, FED, FPS: wait for the short form that follows."""

    def handle(draft: Draft, value: str) -> None:
        if draft.full_name is not None:
            flush_name(draft)
        draft.full_name = role, value

    return handle


def short_name(role: str) -> Handler:
    """AU, IR, ED, PS: a name, with its full form if that went before. ERIC's AU are full forms."""

    def handle(draft: Draft, value: str) -> None:
        if draft.full_name is not None:
            full_role, full = draft.full_name
            draft.full_name = None
            if full_role == role:
                add_name(draft, role, parse_name(full, value))
                return
            add_name(draft, full_role, parse_full_name(full))
        add_name(draft, role, parse_full_name(value) if "," in value else parse_short_name(value))

    return handle


def flush_name(draft: Draft) -> None:
    """Add a full name whose short form did not come."""
    if draft.full_name is not None:
        role, value = draft.full_name
        draft.full_name = None
        add_name(draft, role, parse_full_name(value))


def add_name(draft: Draft, role: str, name: Name) -> None:
    """Add a name, to which the affiliations and identifiers on the next lines belong."""
    if draft.homeless:
        name.affiliation, draft.homeless = draft.homeless, []
    draft.name = name
    fields = draft.fields
    if role in fields:
        fields[role].append(name)
    else:
        fields[role] = [name]


def corporate_author(draft: Draft, value: str) -> None:
    """CN: a group, in its place among the people; older exports have all groups behind them."""
    flush_name(draft)
    add_name(draft, "author", Name(literal=value))


def affiliation(draft: Draft, value: str) -> None:
    """AD, IRAD: of the name before it; in old records, which give one, of the first author."""
    if draft.full_name is not None:
        flush_name(draft)
    if draft.name is None:
        draft.homeless.append(Affiliation(value))
        draft.homeless_line = draft.text.line
    else:
        draft.name.affiliation.append(Affiliation(value))


def name_identifier(draft: Draft, value: str) -> None:
    """AUID: ``ORCID: 0000-0002-1825-0097``, also as an address; other schemes alike."""
    flush_name(draft)
    source, identifier = parse_owned(value)
    orcid = parse_orcid(identifier) if source in ("ORCID", "") else ""
    if draft.name is None:
        draft.keep(value, "stray-identifier", "an identifier of nobody")
    elif orcid and not draft.name.ORCID:
        draft.name.ORCID = orcid
    else:
        draft.name.identifier.append(Identifier(source, identifier))


def keyword(draft: Draft, value: str) -> None:
    """OT: ``*`` marks a major topic."""
    word = Keyword(value.lstrip("* "), value.startswith("*"), draft.owner)
    draft.fields.setdefault("keyword", []).append(word)
    draft.owned += bool(draft.owner)


def keyword_owner(draft: Draft, value: str) -> None:
    """OTO: the owner of the keywords after it, or else of those before it that have none."""
    unowned = draft.fields.get("keyword", [])[draft.owned :]
    for word in unowned:
        word.owner = value
    draft.owned += len(unowned)
    draft.owner = "" if unowned else value


def issn(draft: Draft, value: str) -> None:
    """IS: ``1234-5679 (Electronic)``; the first that is not for linking is the cited medium's."""
    number, _, kind = value.partition(" ")
    field = _ISSN_FIELDS.get(kind, "ISSN")
    draft.put(field, number, value)
    if field != "ISSN_linking" and "ISSN" not in draft.fields:
        draft.fields["ISSN"] = number


_ISSN_FIELDS = {"(Print)": "ISSN_print", "(Electronic)": "ISSN_electronic", "(Linking)": "ISSN_linking"}


def eric_issn(draft: Draft, value: str) -> None:
    """ERIC's ISSN: ``ISSN-1234-5679``, ``EISSN-1234-5679``."""
    kind, _, number = value.rpartition("SSN-")
    draft.put("ISSN_electronic" if kind == "EI" else "ISSN_print", number, value)
    draft.fields.setdefault("ISSN", number)


_ID_FIELDS = {"doi": "DOI", "pii": "pii", "bookaccession": "bookaccession"}


def location(draft: Draft, value: str) -> None:
    """LID: ``10.1000/182 [doi]``, taken by ``finish``, as AID has the last word; without a kind an article number."""
    if value.endswith("]"):
        draft.locations.append(value)
    elif value.startswith("http"):
        draft.put("DOI" if parse_doi(value) else "URL", parse_doi(value) or value, value)
    else:
        draft.put("number", value, value)


def article_id(draft: Draft, value: str) -> None:
    """AID: ``S0140-6736(22)00001-1 [pii]``. Wrapping may have put a blank into a DOI; the publisher one into a pii.

    What is marked as a DOI and is none is another identifier, as in PubMed's XML.
    """
    identifier, _, kind = value.rpartition("[")
    identifier = identifier.rstrip() if kind == "pii]" else "".join(identifier.split())
    scheme = kind.removesuffix("]")
    if (field := _ID_FIELDS.get(scheme)) and (field != "DOI" or parse_doi(identifier)):
        if draft.fields.setdefault(field, identifier) != identifier:
            keep_other(draft, scheme, identifier, value)
        elif value in draft.locations:
            draft.locations.remove(value)
    elif doi := parse_doi(value):
        draft.put("DOI", doi, value)
    elif identifier:
        keep_other(draft, scheme, identifier, value)
    else:
        draft.keep(value)


def keep_other(draft: Draft, scheme: str, identifier: str, value: str) -> None:
    """An identifier that has no field of its own; LID says what AID does, or is out of date."""
    if draft.tag == "LID":
        draft.keep(value)
    elif (other := Identifier(scheme, identifier)) not in draft.fields.setdefault("other_id", []):
        draft.fields["other_id"].append(other)


def databank(draft: Draft, value: str) -> None:
    """SI: ``ClinicalTrials.gov/NCT09999999``, or a bank alone; a bank's numbers come together."""
    name, slash, accession = value.partition("/")
    banks = draft.fields.setdefault("databank", [])
    if not banks or banks[-1].name != name:
        banks.append(Databank(name))
    if slash:
        banks[-1].accession.append(accession)


def other_abstract(draft: Draft, value: str) -> None:
    """OAB: PMC writes ``Publisher: Abstract available from the publisher.``."""
    kind, text = parse_owned(value)
    kind, text = (kind, text) if kind in _ABSTRACT_TYPES else ("", value)
    draft.fields.setdefault("other_abstract", []).append(OtherAbstract([AbstractSection(text)], kind))


_ABSTRACT_TYPES = {"Publisher", "AAMC", "AIDS", "KIE", "PIP", "NASA"}


def of_other_abstract(attribute: str) -> Handler:
    """OABL, OCI: of the other abstract before it."""

    def handle(draft: Draft, value: str) -> None:
        if abstracts := draft.fields.get("other_abstract"):
            setattr(abstracts[-1], attribute, value)
        else:
            draft.keep(value)

    return handle


def abstract(draft: Draft, value: str) -> None:
    """AB."""
    sections = parse_abstract(value)
    draft.fields.setdefault("abstract", []).extend(sections)
    if sections[0].label:
        draft.infer("abstract", "its sections are told by labels in capitals")


def date(field: str) -> Handler:
    """A date of the record."""

    def handle(draft: Draft, value: str) -> None:
        parsed = parse_shared_date(value)
        if parsed.literal:
            check_date(draft, parsed)
        draft.put(field, parsed, value)

    return handle


def history(status: str = "") -> Handler:
    """CRDT, CDAT, EDAT, MHDA, PMCR, and PHST, which names its status; it says the others again, all in their order.

    PMCR has no time, for which PHST prints midnight.
    """
    named = f" [{status}]" if status else ""

    def handle(draft: Draft, value: str) -> None:
        steps = draft.fields.setdefault("history", {})
        text = value + named
        if not status and (day := text.replace(" 00:00 [", " [")) in steps:
            text = day
        if text not in steps:
            steps[text] = step = parse_step(text)
            if step.date.literal:
                check_date(draft, step.date)
        elif not status:
            steps[text] = steps.pop(text)

    return handle


def unique_steps(steps: dict[str, HistoryDate]) -> list[HistoryDate]:
    """The steps that lines of different spellings say, each once."""
    different = list(steps.values())
    if len({step.status for step in different}) < len(different):
        return [step for number, step in enumerate(different) if step not in different[:number]]
    return different


def check_date(draft: Draft, parsed: Date) -> None:
    """Report a date that could not be parsed and is kept as it stands."""
    if parsed.literal and not is_parsed(parsed):
        draft.report("bad-date", f"{draft.tag} has a date that can't be parsed: {parsed.literal!r}")


def parsed(field: str, parse: Callable[[str], str]) -> Handler:
    """A text that is put into another form."""

    def handle(draft: Draft, value: str) -> None:
        draft.put(field, parse(value), value)

    return handle

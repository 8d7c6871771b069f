"""MEDLINE, PubMed's line-tagged format (``.nbib``), also as PMC and ERIC write it → records.

The tags: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format. ``TAGS`` says what becomes of each.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from convert.formats import Reader
from convert.opening import text_chunks
from convert.problems import Problem, Severity, Warn, silent
from convert.readers.medline_values import (
    parse_chemical,
    parse_general_note,
    parse_grant,
    parse_heading,
    parse_link,
    parse_original_title,
    parse_other_id,
    parse_owned,
    parse_publication_type,
    parse_shared_date,
    parse_step,
)
from convert.record import (
    AbstractSection,
    Affiliation,
    Chemical,
    Databank,
    Date,
    Identifier,
    Keyword,
    Name,
    OtherAbstract,
    Record,
    Source,
)
from convert.tagged import Layout, read_fields
from convert.values import (
    complete_pages,
    is_parsed,
    parse_abstract,
    parse_doi,
    parse_full_name,
    parse_name,
    parse_orcid,
    parse_pmcid,
    parse_short_name,
    parse_title,
)

Field = tuple[int, str, str]
"""A line number, a tag and a value."""

LAYOUT = Layout(
    tag=re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: |(?=\d)|$)"),
    width=6,
    indented=True,
)

FIRST_TAGS = {"PMID", "PMC"}
"""Where one of these comes again, a record begins: PMC's own files part records by nothing else."""


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """A MEDLINE file → its records, one after another; a record ends at a blank line."""
    fields = read_fields(text_chunks(stream, warn=warn), LAYOUT)
    ordinal = 0
    for field in fields:
        line, tag, value = field
        if not tag and value:
            message = f"skipped a line without a tag: {value[:60]!r}"
            warn(Problem("stray-text", message, line=line, severity="error"))
        first = field if tag else None
        while first:
            ordinal += 1
            draft = Draft(warn, ordinal, first[0])
            first = draft.read(chain((first,), fields))
            yield draft.finish()


_BEGINNING = re.compile(
    rb"\s*(?:[A-Z][A-Z0-9]{1,3} {0,2}-[^\n]*\n\s*){0,4}?"
    rb"(?:PMID {0,2}-[ \t]*\d|OWN {0,2}- (?:ERIC|NLM)|(?:STAT|BTI|CTDT) {0,2}- )"
)


def sniff(head: bytes) -> bool:
    """Whether one of a file's first five fields is PubMed's own or ERIC's."""
    return _BEGINNING.match(head) is not None


class Draft:
    """A record on its way: its fields so far, and what one line must know of those before it."""

    __slots__ = (
        "fields",
        "full_name",
        "homeless",
        "line",
        "locations",
        "name",
        "ordinal",
        "owned",
        "owner",
        "start",
        "tag",
        "warn",
    )

    def __init__(self, warn: Warn, ordinal: int, line: int) -> None:
        self.warn = warn
        self.ordinal = ordinal
        self.start = line
        self.fields: dict[str, Any] = {}
        """Arguments of ``Record``."""
        self.tag = ""
        self.line = line
        """What a handler is handling."""
        self.full_name: tuple[str, str] | None = None
        """A role and a full name that waits for its short form."""
        self.name: Name | None = None
        """The name that an affiliation or identifier belongs to."""
        self.homeless: list[Affiliation] = []
        """Affiliations that came before the first author, as old exports have them."""
        self.locations: list[str] = []
        """LIDs that name their kind."""
        self.owner = ""
        self.owned = 0
        """The owner of keywords that an OTO line before them named; how many keywords have got their owner."""

    def read(self, fields: Iterable[Field]) -> Field | None:
        """Take fields up to the record's end; return the field that begins the next one, if that was taken too."""
        known = self.fields
        for line, tag, value in fields:
            if tag in TEXT:
                field = TEXT[tag]
                if known.setdefault(field, value) is not value:
                    if tag in FIRST_TAGS:
                        return line, tag, value
                    self.repeat(line, tag, value)
            elif not value:
                if not tag:
                    return None
            elif tag in LISTED:
                field, parse = LISTED[tag]
                if field in known:
                    known[field].append(parse(value))
                else:
                    known[field] = [parse(value)]
            else:
                self.tag, self.line = tag, line
                HANDLERS.get(tag, unknown)(self, value)
        return None

    def put(self, field: str, value: Any, said: str) -> None:
        """Fill a field that holds one value, which the source ``said`` so."""
        if self.fields.setdefault(field, value) != value:
            self.keep(said, "repeated", f"another {field}")

    def repeat(self, line: int, tag: str, value: str) -> None:
        """A text comes a second time."""
        if not self.fields[TEXT[tag]]:
            self.fields[TEXT[tag]] = value
        elif value and value != self.fields[TEXT[tag]]:
            self.tag, self.line = tag, line
            self.keep(value, "repeated", f"another {TEXT[tag]}")

    def keep(self, value: str, code: str = "", what: str = "") -> None:
        """Put a value that has no field, or no place in its field, into ``extra``; perhaps report it."""
        self.fields.setdefault("extra", {}).setdefault(self.tag, []).append(value)
        if code:
            self.report(code, f"{self.tag} has {what}, kept in extra: {value[:60]!r}".lstrip())

    def report(self, code: str, message: str, severity: Severity = "warning") -> None:
        """Tell of a trouble with the field that is being handled."""
        record = self.fields.get("PMID") or str(self.ordinal)
        self.warn(Problem(code, message, line=self.line, record=record, severity=severity))

    def infer(self, field: str, why: str) -> None:
        """Note that the source does not say a field outright."""
        self.fields.setdefault("inferred", {})[field] = why

    def finish(self) -> Record:
        """The record, when all its lines are read."""
        finish(self)
        self.fields["source"] = Source(line=self.start, format="medline")
        return Record(**self.fields)


Handler = Callable[[Draft, str], None]


def unknown(draft: Draft, value: str) -> None:
    """A tag that is not in ``TAGS``; a line that has none and stands alone."""
    if draft.tag:
        draft.keep(value)
    else:
        draft.keep(value, "stray-text", "A line has no tag")


# --- fields whose lines depend on other lines -------------------------------------------------------------------------


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
        full, draft.full_name = draft.full_name, None
        if full is not None and full[0] == role:
            add_name(draft, role, parse_name(full[1], value))
            return
        if full is not None:
            add_name(draft, full[0], parse_full_name(full[1]))
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
    if role in draft.fields:
        draft.fields[role].append(name)
    else:
        draft.fields[role] = [name]


def corporate_author(draft: Draft, value: str) -> None:
    """CN: a group. MEDLINE puts groups after the people, wherever the article has them."""
    flush_name(draft)
    add_name(draft, "author", Name(literal=value))


def affiliation(draft: Draft, value: str) -> None:
    """AD, IRAD: of the name before it; in old records, which give one, of the first author."""
    flush_name(draft)
    if draft.name is None:
        draft.homeless.append(Affiliation(value))
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
    word = Keyword(value.lstrip("*"), value.startswith("*"), draft.owner)
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
    if field != "ISSN_linking":
        draft.fields.setdefault("ISSN", number)


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
    """AID: ``S0140-6736(22)00001-1 [pii]``. Wrapping may have put a blank into it."""
    identifier, _, kind = value.rpartition("[")
    identifier = "".join(identifier.split())
    if field := _ID_FIELDS.get(kind[:-1]):
        if draft.fields.setdefault(field, identifier) != identifier:
            draft.keep(value)
    elif doi := parse_doi(value):
        draft.put("DOI", doi, value)
    else:
        draft.keep(value)


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
        check_date(draft, parsed)
        draft.put(field, parsed, value)

    return handle


def history(status: str = "") -> Handler:
    """CRDT, CDAT, EDAT, MHDA, PMCR, and PHST, which names its status and says some of the others again."""

    def handle(draft: Draft, value: str) -> None:
        step = parse_step(value, status)
        check_date(draft, step.date)
        steps = draft.fields.setdefault("history", [])
        if step not in steps:
            steps.append(step)

    return handle


def check_date(draft: Draft, parsed: Date) -> None:
    """Report a date that could not be parsed and is kept as it stands."""
    if parsed.literal and not is_parsed(parsed):
        draft.report("bad-date", f"{draft.tag} has a date that can't be parsed: {parsed.literal!r}")


def parsed(field: str, parse: Callable[[str], str]) -> Handler:
    """A text that is put into another form."""

    def handle(draft: Draft, value: str) -> None:
        draft.put(field, parse(value), value)

    return handle


LINK_KINDS = {
    "CIN": "CommentIn",
    "CON": "CommentOn",
    "EIN": "ErratumIn",
    "EFR": "ErratumFor",
    "UIN": "UpdateIn",
    "UOF": "UpdateOf",
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "RPI": "RepublishedIn",
    "RPF": "RepublishedFrom",
    "RRI": "RetractedandRepublishedIn",
    "RRF": "RetractedandRepublishedFrom",
    "CRI": "CorrectedandRepublishedIn",
    "CRF": "CorrectedandRepublishedFrom",
    "ECI": "ExpressionOfConcernIn",
    "ECF": "ExpressionOfConcernFor",
    "SPIN": "SummaryForPatientsIn",
    "ORI": "OriginalReportIn",
    "DDIN": "AssociatedDataset",
    "DRIN": "AssociatedPublication",
}
"""Tag → PubMed's RefType."""

TAGS: dict[str, str | tuple[str, Callable[[str], Any]] | Handler] = {
    # what it is
    "TI": "title",
    "BTI": "book_title",
    "TT": parsed("original_title", parse_original_title),
    "CTI": parsed("collection_title", parse_original_title),
    "VTI": parsed("volume_title", parse_original_title),
    "JT": "container_title",
    "TA": "container_title_short",
    "PT": ("publication_type", parse_publication_type),
    "LA": ("language", str),
    "AB": abstract,
    "CI": "copyright",
    "OAB": other_abstract,
    "OABL": of_other_abstract("language"),
    "OCI": of_other_abstract("copyright"),
    # who
    "FAU": full_name("author"),
    "AU": short_name("author"),
    "CN": corporate_author,
    "AUID": name_identifier,
    "AD": affiliation,
    "FIR": full_name("investigator"),
    "IR": short_name("investigator"),
    "IRAD": affiliation,
    "FED": full_name("editor"),
    "ED": short_name("editor"),
    "FPS": full_name("personal_name_subject"),
    "PS": short_name("personal_name_subject"),
    # where
    "VI": "volume",
    "IP": "issue",
    "PG": parsed("page", complete_pages),
    "IS": issn,
    "ISSN": eric_issn,
    "ISBN": ("ISBN", str),
    "JID": "nlm_id",
    "PL": "place",
    "PB": "publisher",
    "EN": "edition",
    "CP": "chapter_number",
    "SO": "citation_text",
    # identifiers
    "PMID": "PMID",
    "PMC": "PMCID",
    "MID": ("manuscript_id", str),
    "LID": location,
    "AID": article_id,
    "OID": ("other_id", parse_other_id),
    "URL": "URL",
    # when
    "DP": date("issued"),
    "DEP": date("available_date"),
    "DA": date("date_created"),
    "DCOM": date("date_completed"),
    "LR": date("date_revised"),
    "DRDT": date("date_revised"),
    "CTDT": date("contribution_date"),
    "CRDT": history("entrez"),
    "CDAT": history("entrez"),
    "EDAT": history("pubmed"),
    "MHDA": history("medline"),
    "PMCR": history("pmc-release"),
    "PHST": history(),
    # what it is about
    "MH": ("mesh", parse_heading),
    "OT": keyword,
    "OTO": keyword_owner,
    "RN": ("chemical", parse_chemical),
    "NM": ("chemical", Chemical),
    "GS": ("gene_symbol", str),
    "SI": databank,
    "SB": ("citation_subset", str),
    "SFM": ("space_flight_mission", str),
    "RF": "number_of_references",
    # around it
    "GR": ("grant", parse_grant),
    "GN": ("general_note", parse_general_note),
    "COI": "conflict_of_interest",
    "COIS": "conflict_of_interest",
    "OWN": "medline_owner",
    "STAT": "medline_status",
    "PST": "publication_status",
    "PUBM": "publication_model",
    **{tag: ("links", parse_link(kind)) for tag, kind in LINK_KINDS.items()},
}
"""Tag → the field of a text; or the field of a list, and what makes an item of it; or a handler of its own.
``book_title`` and ``place`` are fields only until ``finish`` knows what the record is."""

TEXT = {tag: entry for tag, entry in TAGS.items() if isinstance(entry, str)}
LISTED = {tag: entry for tag, entry in TAGS.items() if isinstance(entry, tuple)}
HANDLERS = {tag: entry for tag, entry in TAGS.items() if callable(entry)}


# --- when all lines are read -------------------------------------------------------------------------------------------


def finish(draft: Draft) -> None:
    """What no single line tells."""
    flush_name(draft)
    draft.tag = "LID"
    for value in draft.locations:
        article_id(draft, value)
    draft.tag = "AD"
    for homeless in draft.homeless:
        draft.keep(homeless.text, "stray-affiliation", "an affiliation of nobody")
    fields = draft.fields
    if "PMCID" in fields:
        fields["PMCID"] = parse_pmcid(fields["PMCID"])
    if "ISSN" not in fields and "ISSN_linking" in fields:
        fields["ISSN"] = fields["ISSN_linking"]
    finish_title(draft)
    finish_type(draft)


PLACEHOLDERS = {"Not Available", "In Process Citation"}
"""What PubMed prints in brackets where it has no English title."""


def finish_title(draft: Draft) -> None:
    """Take brackets and full stop from the title; where PubMed has none in English, take the original one."""
    fields = draft.fields
    title, translated = parse_title(fields.pop("title", ""))
    if title in PLACEHOLDERS:
        draft.tag = "TI"
        draft.keep(f"[{title}].")
        title = ""
    elif translated and fields.get("language", ["eng"])[0].lower().startswith("eng"):
        draft.tag = "TI"
        draft.keep(f"[{title}].")
    if not title and "original_title" in fields:
        title = fields["original_title"]
        draft.infer("title", "PubMed has no English title; this is the original one")
    fields["title"] = title


def finish_type(draft: Draft) -> None:
    """Tell books, chapters and preprints from articles; a book's place is its publisher's, else the journal's."""
    fields = draft.fields
    kinds = {kind.name for kind in fields.get("publication_type", ())}
    book_title = parse_title(fields.pop("book_title", ""))[0]
    place = fields.pop("place", "")
    if book_title or kinds & BOOK_KINDS:
        finish_book(draft, book_title, place)
        return
    fields["journal_country"] = place
    fields["type"] = "article-journal"
    if "Preprint" in kinds:
        fields["type"], fields["genre"] = "article", "preprint"
    elif not kinds and "container_title" not in fields and "container_title_short" not in fields:
        draft.infer("type", "nothing says what kind of work it is")


BOOK_KINDS = {"Book", "Book Chapter", "Books"}


def finish_book(draft: Draft, book_title: str, place: str) -> None:
    """A chapter has a title of its own beside the book's."""
    fields = draft.fields
    fields["publisher_place"] = place
    if book_title and fields["title"] and book_title != fields["title"]:
        fields["type"] = "chapter"
        fields["container_title"] = book_title
    else:
        fields["type"] = "book"
        fields["title"] = fields["title"] or book_title


READER = Reader(
    name="medline",
    extensions=(".nbib", ".txt", ".medline"),
    media_type="application/nbib",
    sniff=sniff,
    read=read,
)

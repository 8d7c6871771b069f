"""MEDLINE, PubMed's line-tagged format (``.nbib``), also as PMC and ERIC write it → records.

The tags: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format; how their values look:
https://www.nlm.nih.gov/bsd/mms/medlineelements.html. Dates, headings, substances and publication types that are
spelled alike are shared between records: they recur, and a record is not changed once it was yielded.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, BinaryIO

from convert.formats import Reader
from convert.opening import text_chunks
from convert.problems import Problem, Severity, Warn, silent
from convert.record import (
    AbstractSection,
    Affiliation,
    Chemical,
    Databank,
    Date,
    Grant,
    HistoryDate,
    Identifier,
    Keyword,
    Link,
    MeshHeading,
    MeshQualifier,
    Name,
    Note,
    OtherAbstract,
    PublicationType,
    Record,
    Source,
)
from convert.tagged import Block, Layout, read_blocks
from convert.values import (
    complete_pages,
    is_parsed,
    parse_abstract,
    parse_date,
    parse_doi,
    parse_full_name,
    parse_name,
    parse_orcid,
    parse_pmcid,
    parse_short_name,
    parse_title,
)

LAYOUT = Layout(
    tag=re.compile(r"\n(?:([A-Z][A-Z0-9]{1,3}) {0,2}-(?: |(?=[\d\n])|\Z)|(?=[^ \n]))"),
    first_tag="PMID",
    start=re.compile(r"\n(?:PMC {0,2}-.*\n)?PMID {0,2}-"),
)
"""PMC writes its own ID before the PMID, and no blank lines between records."""

SHARED = 1 << 14
"""How many values of a kind are kept for being shared."""


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """A MEDLINE file → its records, one after another."""
    ordinal = 0
    for block in read_blocks(text_chunks(stream, warn=warn), LAYOUT):
        draft = Draft(block, warn)
        if any(block.tags):
            ordinal += 1
            yield draft.read(str(ordinal))
        else:
            draft.report("stray-text", f"skipped text without a tag: {_shortened(block)}", severity="error")


def sniff(head: bytes) -> bool:
    """Whether a file's first lines are MEDLINE fields: among the first five lines that are not blank, PMID's or ERIC's."""
    return _BEGINNING.match(head) is not None


_BEGINNING = re.compile(
    rb"(?:[ \t]*\r?\n)*(?:[A-Z][A-Z0-9]{1,3} {0,2}-[^\r\n]*\r?\n){0,4}?"
    rb"(?:PMID {0,2}-[ \t]*\d|OWN {0,2}- (?:ERIC|NLM)|(?:STAT|BTI|CTDT) {0,2}- )"
)


class Draft:
    """A record on its way: its fields so far, and what one line must know of those before it."""

    __slots__ = (
        "block",
        "fields",
        "full_name",
        "homeless",
        "index",
        "name",
        "owned",
        "owner",
        "record",
        "warn",
    )

    def __init__(self, block: Block, warn: Warn) -> None:
        self.block = block
        self.warn = warn
        self.fields: dict[str, Any] = {}
        """Arguments of ``Record``."""
        self.index = 0
        """The place in the block of the field that is being read."""
        self.record = ""
        """What to call the record in a message."""
        self.full_name: tuple[str, str] | None = None
        """A role and a full name that waits for its short form."""
        self.name: Name | None = None
        """The name that an affiliation or identifier belongs to."""
        self.homeless: list[Affiliation] = []
        """Affiliations that came before the first author, as old exports have them."""
        self.owner = ""
        self.owned = 0
        """The owner of keywords that an OTO line before them named; how many keywords have got their owner."""

    def read(self, ordinal: str) -> Record:
        """All fields of the block → the record."""
        block, fields = self.block, self.fields
        tags, values = block.tags, block.values
        self.record = values[tags.index("PMID")] if "PMID" in tags else ordinal
        if block.stray:
            self.keep("", block.stray, "stray-text", "text without a tag")
        for self.index, (tag, value) in enumerate(zip(tags, values, strict=True)):
            if not value:
                continue
            if tag in TEXT:
                if fields.setdefault(TEXT[tag], value) != value:
                    self.repeated(TEXT[tag], value)
            elif tag in LISTED:
                field, parse = LISTED[tag]
                if field in fields:
                    fields[field].append(parse(value))
                else:
                    fields[field] = [parse(value)]
            else:
                HANDLERS.get(tag or "", unknown)(self, value)
        finish(self)
        fields["source"] = Source(line=block.line_of(0), format="medline")
        return Record(**fields)

    @property
    def tag(self) -> str:
        """The tag that is being read."""
        return self.block.tags[self.index] or ""

    def put(self, field: str, value: Any) -> None:
        """Fill a field that holds one value."""
        if self.fields.setdefault(field, value) != value:
            self.repeated(field, self.block.values[self.index])

    def append(self, field: str, value: Any) -> None:
        """Add to a field that holds many."""
        self.fields.setdefault(field, []).append(value)

    def keep(self, tag: str, value: str, code: str = "", message: str = "") -> None:
        """Put a value that has no field, or no place in its field, into ``extra``; perhaps report it."""
        self.fields.setdefault("extra", {}).setdefault(tag, []).append(value)
        if code:
            self.report(code, f"{message}: {value[:60]!r} is kept in extra")

    def repeated(self, field: str, value: str) -> None:
        """A second value for a field that can hold one."""
        self.keep(self.tag, value, "repeated", f"{self.tag} gives another {field}")

    def report(self, code: str, message: str, *, severity: Severity = "warning") -> None:
        """Tell of a trouble with the field that is being read."""
        line = self.block.line_of(self.index)
        self.warn(Problem(code, message, line=line, record=self.record, severity=severity))


Handler = Callable[[Draft, str], None]


def unknown(draft: Draft, value: str) -> None:
    """A tag that is not in ``TAGS``, or a line that has none and stands alone."""
    if draft.tag:
        draft.keep(draft.tag, value)
    else:
        draft.keep("", value, "stray-text", "a line without a tag")


# --- one value → one item of a list; these have no memory, so that what recurs is parsed once ---------------------


@lru_cache(SHARED)
def parse_heading(text: str) -> MeshHeading:
    """MH: ``*`` marks the descriptor or the qualifiers that are the article's point.

    >>> heading = parse_heading("Lung/*drug effects/pathology")
    >>> heading.descriptor, heading.major, [(part.name, part.major) for part in heading.qualifier]
    ('Lung', False, [('drug effects', True), ('pathology', False)])
    """
    descriptor, *qualifiers = text.split("/")
    return MeshHeading(
        descriptor.lstrip("*"),
        descriptor.startswith("*"),
        qualifier=[MeshQualifier(part.lstrip("*"), part.startswith("*")) for part in qualifiers],
    )


@lru_cache(SHARED)
def parse_chemical(text: str) -> Chemical:
    """RN: ``EC 3.4.- (Peptide Hydrolases)``, ``0 (Name (with parentheses))``.

    >>> parse_chemical("0 (RNA, Messenger (mRNA))")
    Chemical(name='RNA, Messenger (mRNA)', registry_number='0', UI='')
    """
    number, bracket, name = text.partition(" (")
    return Chemical(name.removesuffix(")"), number) if bracket else Chemical(registry_number=text)


@lru_cache(SHARED)
def parse_publication_type(text: str) -> PublicationType:
    """PT."""
    return PublicationType(text)


_COUNTRIES = frozenset(
    [
        "International",
        "United States",
        "United Kingdom",
        "England",
        "Scotland",
        "Wales",
        "Ireland",
        "Canada",
        "Switzerland",
        "Germany",
        "Austria",
        "Netherlands",
        "Belgium",
        "France",
        "Italy",
        "Spain",
        "Portugal",
        "Denmark",
        "Norway",
        "Sweden",
        "Finland",
        "Bulgaria",
        "Australia",
        "New Zealand",
        "China",
        "Japan",
        "India",
        "Pakistan",
        "Singapore",
        "Saudi Arabia",
        "United Arab Emirates",
        "Brazil",
        "Argentina",
        "Israel",
        "South Africa",
    ]
)
_ACRONYM = re.compile(r"[A-Z]{2}|[A-Z]{2,}_")
"""NIH's institutes (``HL``), and other agencies' as PubMed marks them (``WT_``)."""


def parse_grant(text: str) -> Grant:
    """GR: ``ID/Acronym/Agency/Country``, of which any may lack and the ID may hold slashes; so it is read from its end.

    >>> parse_grant("R01 HL000001/HL/NHLBI NIH HHS/United States")
    Grant(id='R01 HL000001', acronym='HL', agency='NHLBI NIH HHS', country='United States')
    >>> parse_grant("209250/Z/17/Z/WT_/Wellcome Trust/United Kingdom").id, parse_grant("2016/04000-3/A Foundation")
    ('209250/Z/17/Z', Grant(id='2016/04000-3', acronym='', agency='A Foundation', country=''))
    >>> parse_grant("WT_/Wellcome Trust/United Kingdom").acronym, parse_grant("A Foundation").agency
    ('WT_', 'A Foundation')
    >>> parse_grant("R01 AR000001 || AR")
    Grant(id='R01 AR000001', acronym='AR', agency='', country='')
    """
    if " || " in text:  # PMC's own spelling
        number, _, acronym = text.partition(" || ")
        return Grant(number, acronym)
    parts = [part.strip() for part in text.split("/")]
    country = parts.pop() if len(parts) > 1 and (not parts[-1] or parts[-1] in _COUNTRIES) else ""
    agency = parts.pop()
    acronym = parts.pop() if country and parts and _ACRONYM.fullmatch(parts[-1]) else ""
    return Grant("/".join(parts), acronym, agency, country)


def parse_owned(text: str) -> tuple[str, str]:
    """``NLM: PMC1234`` → owner and value; a value alone has no owner.

    >>> parse_owned("NASA: 12345"), parse_owned("EJ1234567")
    (('NASA', '12345'), ('', 'EJ1234567'))
    """
    owner, colon, value = text.partition(": ")
    return (owner, value) if colon and owner.isalnum() else ("", text)


def parse_other_id(text: str) -> Identifier:
    """OID."""
    return Identifier(*parse_owned(text))


def parse_general_note(text: str) -> Note:
    """GN."""
    owner, note = parse_owned(text)
    return Note(note, owner)


def parse_link(kind: str) -> Callable[[str], Link]:
    """A link of one kind: ``RefSource. PMID: 12345``.

    >>> parse_link("ErratumIn")("J Invent Trials. 2023 Jun;12(6):901. PMID: 90000009")
    Link(kind='ErratumIn', citation='J Invent Trials. 2023 Jun;12(6):901.', PMID='90000009', DOI='', note='')
    """

    def parse(text: str) -> Link:
        citation, _, pmid = text.rpartition("PMID: ")
        return Link(kind, citation.rstrip(), pmid) if pmid.isdecimal() else Link(kind, text)

    return parse


shared_date = lru_cache(SHARED)(parse_date)


# --- fields whose lines depend on other lines -------------------------------------------------------------------------


def full_name(role: str) -> Handler:
    """FAU, FIR, FED, FPS: wait for the short form that follows."""

    def handle(draft: Draft, value: str) -> None:
        flush_name(draft)
        draft.full_name = role, value

    return handle


def short_name(role: str) -> Handler:
    """AU, IR, ED, PS: a name, with its full form if that went before. ERIC's AU are full forms."""

    def handle(draft: Draft, value: str) -> None:
        if draft.full_name is not None and draft.full_name[0] == role:
            name = parse_name(draft.full_name[1], value)
            draft.full_name = None
        else:
            flush_name(draft)
            name = parse_full_name(value) if "," in value else parse_short_name(value)
        add_name(draft, role, name)

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
        draft.keep(draft.tag, value, "stray-identifier", "an identifier of nobody")
    elif orcid and not draft.name.ORCID:
        draft.name.ORCID = orcid
    else:
        draft.name.identifier.append(Identifier(source, identifier))


def keyword(draft: Draft, value: str) -> None:
    """OT: ``*`` marks a major topic."""
    draft.append("keyword", Keyword(value.lstrip("*"), value.startswith("*"), draft.owner))
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
    draft.put(field, number)
    if field != "ISSN_linking":
        draft.fields.setdefault("ISSN", number)


_ISSN_FIELDS = {"(Print)": "ISSN_print", "(Electronic)": "ISSN_electronic", "(Linking)": "ISSN_linking"}


def eric_issn(draft: Draft, value: str) -> None:
    """ERIC's ISSN: ``ISSN-1234-5679``, ``EISSN-1234-5679``."""
    kind, _, number = value.rpartition("SSN-")
    draft.put("ISSN_electronic" if kind == "EI" else "ISSN_print", number)
    draft.fields.setdefault("ISSN", number)


_ID_FIELDS = {"doi": "DOI", "pii": "pii", "bookaccession": "bookaccession"}


def location(draft: Draft, value: str) -> None:
    """LID: ``10.1000/182 [doi]``; without its kind it is the article's number."""
    if value.endswith("]") or parse_doi(value):
        article_id(draft, value)
    elif value.startswith("http"):
        draft.put("URL", value)
    else:
        draft.put("number", value)


def article_id(draft: Draft, value: str) -> None:
    """AID: ``S0140-6736(22)00001-1 [pii]``. Wrapping may have put a blank into it."""
    identifier, _, kind = value.rpartition("[")
    identifier = "".join(identifier.split())
    if field := _ID_FIELDS.get(kind[:-1]):
        if draft.fields.setdefault(field, identifier) != identifier:
            draft.keep(draft.tag, value)
    elif doi := parse_doi(value):
        draft.put("DOI", doi)
    else:
        draft.keep(draft.tag, value)


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
    draft.append("other_abstract", OtherAbstract([AbstractSection(text)], kind))


_ABSTRACT_TYPES = {"Publisher", "AAMC", "AIDS", "KIE", "PIP", "NASA"}


def of_other_abstract(attribute: str) -> Handler:
    """OABL, OCI: of the other abstract before it."""

    def handle(draft: Draft, value: str) -> None:
        if abstracts := draft.fields.get("other_abstract"):
            setattr(abstracts[-1], attribute, value)
        else:
            draft.keep(draft.tag, value)

    return handle


def abstract(draft: Draft, value: str) -> None:
    """AB."""
    sections = parse_abstract(value)
    draft.fields.setdefault("abstract", []).extend(sections)
    if sections[0].label:
        infer(draft, "abstract", "its sections are told by labels in capitals")


def date(field: str) -> Handler:
    """A date of the record."""

    def handle(draft: Draft, value: str) -> None:
        draft.put(field, checked_date(draft, value))

    return handle


def checked_date(draft: Draft, value: str) -> Date:
    """A date; what can't be parsed is kept as it stands, and reported."""
    parsed = shared_date(value)
    if parsed.literal and not is_parsed(parsed):
        draft.report("bad-date", f"{draft.tag} has a date that can't be parsed: {value!r}")
    return parsed


def history(status: str = "") -> Handler:
    """CRDT, CDAT, EDAT, MHDA, PMCR, and PHST, which names its status and says some of the others again."""

    def handle(draft: Draft, value: str) -> None:
        day, _, named = value.partition(" [")
        step = HistoryDate(status or named.removesuffix("]"), checked_date(draft, day))
        steps = draft.fields.setdefault("history", [])
        if step not in steps:
            steps.append(step)

    return handle


def text(field: str, parse: Callable[[str], str]) -> Handler:
    """A text that is put into another form."""

    def handle(draft: Draft, value: str) -> None:
        draft.put(field, parse(value))

    return handle


def parse_original_title(value: str) -> str:
    """TT: the closing full stop is PubMed's."""
    return parse_title(value)[0]


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

Parse = Callable[[str], Any]

TAGS: dict[str, str | tuple[str, Parse] | Handler] = {
    # what it is
    "TI": "title",
    "BTI": "book_title",
    "TT": text("original_title", parse_original_title),
    "CTI": text("collection_title", parse_original_title),
    "VTI": text("volume_title", parse_original_title),
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
    "PG": text("page", complete_pages),
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
    "PMC": text("PMCID", parse_pmcid),
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
    for homeless in draft.homeless:
        draft.keep("AD", homeless.text, "stray-affiliation", "an affiliation of nobody")
    fields = draft.fields
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
        draft.keep("TI", f"[{title}].")
        title = ""
    elif translated and fields.get("language", ["eng"])[0].lower().startswith("eng"):
        draft.keep("TI", f"[{title}].")
    if not title and "original_title" in fields:
        title = fields["original_title"]
        infer(draft, "title", "PubMed has no English title; this is the original one")
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
        infer(draft, "type", "nothing says what kind of work it is")


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


def infer(draft: Draft, field: str, why: str) -> None:
    """Note that the source does not say a field outright."""
    draft.fields.setdefault("inferred", {})[field] = why


def _shortened(block: Block) -> str:
    return repr(" ".join([block.stray, *block.values]).strip()[:60])


READER = Reader(
    name="medline",
    extensions=(".nbib", ".txt", ".medline"),
    media_type="application/nbib",
    sniff=sniff,
    read=read,
)

"""The one record that every reader fills and every writer reads.

A field is a CSL 1.0.2 variable, spelled as CSL spells it with ``-`` written ``_``
(https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables); what CSL lacks keeps
PubMed's own word. Missing text is ``""``, a missing list is empty, a missing date is ``None``. Text may hold
CSL's rich-text tags ``<i> <b> <sub> <sup>`` and ``<span style="font-variant:small-caps;">``, nothing else;
``&``, ``<`` and ``>`` that are no tag stand for themselves. A record is not changed once it was yielded.

A msgspec Struct and not a dataclass: measured, it is made 2.7 times as fast and encodes itself as JSON. No record holds
itself, so that the collector of cycles need not look at any (``gc=False``).
"""

from msgspec import Struct, field


class Identifier(Struct, omit_defaults=True, gc=False):
    """A value in some scheme of identifiers."""

    source: str = ""
    """The scheme: ``ORCID``, ``ISNI``, ``ROR``, ``NASA``, …"""
    value: str = ""


class Affiliation(Struct, omit_defaults=True, gc=False):
    """Where an author works, as the article prints it."""

    text: str = ""
    identifier: list[Identifier] = field(default_factory=list)
    """The institution's own, such as ROR or GRID."""


class Name(Struct, omit_defaults=True, gc=False):
    """A person (``family`` and the rest) or a group (``literal`` alone)."""

    family: str = ""
    given: str = ""
    """Full given names where the source has them, else the initials."""
    non_dropping_particle: str = ""
    """Stays with the family name in sorting: ``van`` in Dutch names."""
    dropping_particle: str = ""
    """Is dropped when only the family name is shown: ``de`` in French names."""
    suffix: str = ""
    """``Jr``, ``3rd``."""
    literal: str = ""
    """The whole name of a group, or of a person whose name can't be parted."""
    initials: str = ""
    """PubMed's own initials, without dots or spaces: ``JA``."""
    ORCID: str = ""
    """Sixteen digits in four groups, without address: ``0000-0002-1825-0097``."""
    identifier: list[Identifier] = field(default_factory=list)
    """Every other identifier of the person or group."""
    affiliation: list[Affiliation] = field(default_factory=list)
    equal_contribution: bool = False


class Date(Struct, omit_defaults=True, gc=False):
    """A date of any precision, or a range."""

    year: int | None = None
    month: int | None = None
    """1 to 12."""
    day: int | None = None
    season: int | None = None
    """1 spring, 2 summer, 3 autumn, 4 winter (CSL 1.0.2)."""
    time: str = ""
    """``HH:MM`` where PubMed's history gives it."""
    end: "Date | None" = None
    """The last day of a range."""
    circa: bool = False
    literal: str = ""
    """What the source said, where the parts above can't say it again."""


class AbstractSection(Struct, omit_defaults=True, gc=False):
    """A part of an abstract; an unstructured abstract is one section without a label."""

    text: str = ""
    label: str = ""
    """As printed: ``BACKGROUND``, ``Aims and methods``."""
    category: str = ""
    """NLM's class of the label: ``BACKGROUND``, ``OBJECTIVE``, ``METHODS``, ``RESULTS``, ``CONCLUSIONS``."""


class OtherAbstract(Struct, omit_defaults=True, gc=False):
    """An abstract in another language or by another author than the article's."""

    section: list[AbstractSection] = field(default_factory=list)
    type: str = ""
    """``Publisher``, ``AAMC``, ``plain-language-summary``, …"""
    language: str = ""
    copyright: str = ""


class Keyword(Struct, omit_defaults=True, gc=False):
    """A keyword, as its author or a database chose it."""

    term: str = ""
    major: bool = False
    owner: str = ""
    """``NOTNLM`` for authors' keywords, else NLM, PIP, KIE, NASA, …; empty when not said."""


class MeshQualifier(Struct, omit_defaults=True, gc=False):
    """A subheading of a MeSH descriptor."""

    name: str = ""
    major: bool = False
    UI: str = ""


class MeshHeading(Struct, omit_defaults=True, gc=False):
    """A MeSH descriptor with its qualifiers."""

    descriptor: str = ""
    major: bool = False
    UI: str = ""
    type: str = ""
    """``Geographic`` for places; the class (``Disease``, ``Protocol``, …) of a supplementary concept."""
    qualifier: list[MeshQualifier] = field(default_factory=list)


class Chemical(Struct, omit_defaults=True, gc=False):
    """A substance named in the article."""

    name: str = ""
    registry_number: str = ""
    """CAS registry number or EC number; ``0`` where there is none."""
    UI: str = ""


class Grant(Struct, omit_defaults=True, gc=False):
    """A grant that paid for the work."""

    id: str = ""
    acronym: str = ""
    agency: str = ""
    country: str = ""


class Databank(Struct, omit_defaults=True, gc=False):
    """Accession numbers in one data bank or trial registry."""

    name: str = ""
    accession: list[str] = field(default_factory=list)


class PublicationType(Struct, omit_defaults=True, gc=False):
    """NLM's publication type: ``Journal Article``, ``Review``, ``Retracted Publication``, and so on."""

    name: str = ""
    UI: str = ""


class HistoryDate(Struct, omit_defaults=True, gc=False):
    """A dated step in the article's way to PubMed."""

    status: str = ""
    """received, revised, accepted, entrez, pubmed, medline, aheadofprint, epublish, ppublish, ecollection,
    pmc-release, retracted."""
    date: Date = field(default_factory=Date)


class Link(Struct, omit_defaults=True, gc=False):
    """A comment, erratum, retraction, update, … of the article, or the article that this one comments on."""

    kind: str = ""
    """PubMed's RefType: ``CommentIn``, ``ErratumFor``, ``RetractionIn``, …"""
    citation: str = ""
    """The other article, as the source cites it."""
    PMID: str = ""
    DOI: str = ""
    note: str = ""


class Note(Struct, omit_defaults=True, gc=False):
    """A general note with its owner."""

    text: str = ""
    owner: str = ""


class Source(Struct, omit_defaults=True, gc=False, eq=False):
    """Where a record was read. Any two, or none, are equal: records compare by what they say."""

    path: str = ""
    line: int = 0
    """From 1; 0 where the format has no lines."""
    format: str = ""

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Source)

    def __hash__(self) -> int:
        return 0


class Record(Struct, omit_defaults=True, gc=False, kw_only=True):
    """One work."""

    # --- CSL variables: what it is -------------------------------------------------------------------
    type: str = ""
    """A CSL item type: ``article-journal``, ``book``, ``chapter``, ``article`` (a preprint), …"""
    id: str = ""
    """The source's own name for the record (a citation key, a CSL id); empty for PubMed's formats."""
    title: str = ""
    """Without the brackets that PubMed puts around a translated title, and without the closing full stop."""
    title_short: str = ""
    original_title: str = ""
    """The title in the language of the work (PubMed's vernacular title)."""
    part_title: str = ""
    volume_title: str = ""
    container_title: str = ""
    """The journal in full, or the book of a chapter."""
    container_title_short: str = ""
    """The NLM title abbreviation (MedlineTA), which has no full stops."""
    collection_title: str = ""
    reviewed_title: str = ""
    event_title: str = ""

    # --- CSL variables: who -----------------------------------------------------------------------------
    author: list[Name] = field(default_factory=list)
    """People and groups in the order of the source."""
    editor: list[Name] = field(default_factory=list)
    translator: list[Name] = field(default_factory=list)
    chair: list[Name] = field(default_factory=list)
    collection_editor: list[Name] = field(default_factory=list)
    compiler: list[Name] = field(default_factory=list)
    composer: list[Name] = field(default_factory=list)
    container_author: list[Name] = field(default_factory=list)
    contributor: list[Name] = field(default_factory=list)
    curator: list[Name] = field(default_factory=list)
    director: list[Name] = field(default_factory=list)
    editorial_director: list[Name] = field(default_factory=list)
    executive_producer: list[Name] = field(default_factory=list)
    guest: list[Name] = field(default_factory=list)
    host: list[Name] = field(default_factory=list)
    illustrator: list[Name] = field(default_factory=list)
    interviewer: list[Name] = field(default_factory=list)
    narrator: list[Name] = field(default_factory=list)
    organizer: list[Name] = field(default_factory=list)
    original_author: list[Name] = field(default_factory=list)
    performer: list[Name] = field(default_factory=list)
    producer: list[Name] = field(default_factory=list)
    recipient: list[Name] = field(default_factory=list)
    reviewed_author: list[Name] = field(default_factory=list)
    script_writer: list[Name] = field(default_factory=list)
    series_creator: list[Name] = field(default_factory=list)

    # --- CSL variables: when ----------------------------------------------------------------------------
    issued: Date | None = None
    """The issue's date (PubMed's PubDate), print where the journal is printed."""
    available_date: Date | None = None
    """The electronic date (PubMed's ArticleDate, DEP)."""
    submitted: Date | None = None
    """Kept apart from ``history``: for sources that know no other step."""
    accessed: Date | None = None
    event_date: Date | None = None
    original_date: Date | None = None

    # --- CSL variables: where in print ------------------------------------------------------------------
    volume: str = ""
    issue: str = ""
    page: str = ""
    """Full ranges with a hyphen, ``445-453``; parts joined by ``, ``."""
    number: str = ""
    """The article number; for reports and patents, their number."""
    edition: str = ""
    chapter_number: str = ""
    collection_number: str = ""
    number_of_pages: str = ""
    number_of_volumes: str = ""
    part_number: str = ""
    printing_number: str = ""
    section: str = ""
    supplement_number: str = ""
    version: str = ""
    publisher: str = ""
    publisher_place: str = ""
    original_publisher: str = ""
    original_publisher_place: str = ""
    event_place: str = ""

    # --- CSL variables: identifiers ---------------------------------------------------------------------
    DOI: str = ""
    """Bare: ``10.1186/s40035-021-00250-5``, in the source's own case."""
    PMID: str = ""
    PMCID: str = ""
    """With its prefix: ``PMC8353789``."""
    ISSN: str = ""
    """The one that belongs to the cited medium."""
    ISBN: list[str] = field(default_factory=list)
    URL: str = ""
    call_number: str = ""
    archive: str = ""
    archive_collection: str = ""
    archive_location: str = ""
    archive_place: str = ""

    # --- CSL variables: the rest ------------------------------------------------------------------------
    abstract: list[AbstractSection] = field(default_factory=list)
    keyword: list[Keyword] = field(default_factory=list)
    language: list[str] = field(default_factory=list)
    """As the source spells them, in its order: PubMed's are ISO 639-2/B, ``eng``."""
    genre: str = ""
    status: str = ""
    note: str = ""
    annote: str = ""
    authority: str = ""
    dimensions: str = ""
    division: str = ""
    jurisdiction: str = ""
    license: str = ""
    medium: str = ""
    references: str = ""
    reviewed_genre: str = ""
    scale: str = ""
    source_database: str = ""
    """CSL's ``source``, which is taken here by where the record was read."""

    # --- PubMed's own -----------------------------------------------------------------------------------
    iso_abbreviation: str = ""
    """The ISO 4 title abbreviation of the journal, with full stops."""
    ISSN_print: str = ""
    ISSN_electronic: str = ""
    ISSN_linking: str = ""
    nlm_id: str = ""
    """The journal's NLM unique ID."""
    journal_country: str = ""
    pii: str = ""
    """The publisher's item identifier."""
    manuscript_id: list[str] = field(default_factory=list)
    """NIHMS, EMS, … IDs."""
    bookaccession: str = ""
    """The Bookshelf ID: ``NBK1234``."""
    other_id: list[Identifier] = field(default_factory=list)
    investigator: list[Name] = field(default_factory=list)
    """Collaborators of the groups among the authors."""
    personal_name_subject: list[Name] = field(default_factory=list)
    authors_complete: bool = True
    """False where the source says that it lists only some of the authors."""
    mesh: list[MeshHeading] = field(default_factory=list)
    supplementary_mesh: list[MeshHeading] = field(default_factory=list)
    chemical: list[Chemical] = field(default_factory=list)
    gene_symbol: list[str] = field(default_factory=list)
    grant: list[Grant] = field(default_factory=list)
    databank: list[Databank] = field(default_factory=list)
    publication_type: list[PublicationType] = field(default_factory=list)
    other_abstract: list[OtherAbstract] = field(default_factory=list)
    copyright: str = ""
    conflict_of_interest: str = ""
    general_note: list[Note] = field(default_factory=list)
    number_of_references: str = ""
    space_flight_mission: list[str] = field(default_factory=list)
    citation_subset: list[str] = field(default_factory=list)
    history: list[HistoryDate] = field(default_factory=list)
    date_created: Date | None = None
    date_completed: Date | None = None
    date_revised: Date | None = None
    contribution_date: Date | None = None
    publication_model: str = ""
    """``Print``, ``Print-Electronic``, ``Electronic``, ``Electronic-Print``, ``Electronic-eCollection``."""
    publication_status: str = ""
    """ppublish, epublish, aheadofprint."""
    medline_status: str = ""
    """MEDLINE, PubMed-not-MEDLINE, Publisher, In-Process, In-Data-Review, …"""
    medline_owner: str = ""
    indexing_method: str = ""
    """``Automated`` or ``Curated``; empty where people indexed."""
    free_full_text: bool = False
    """PubMed's page says “Free PMC article”."""
    citation_text: str = ""
    """The citation as the source prints it in one piece: MEDLINE's SO, a reference that has no fields."""
    links: list[Link] = field(default_factory=list)
    related: dict[str, list["Record"]] = field(default_factory=dict)
    """Other works that the source lists beside this one, each a record of its own: ``similar``, ``cited_by``,
    ``references``, ``comment_in``, ``erratum_in``, …"""

    # --- about the reading --------------------------------------------------------------------------------
    extra: dict[str, list[str]] = field(default_factory=dict)
    """Every tag or element that the reader knows no field for → its values."""
    inferred: dict[str, str] = field(default_factory=dict)
    """Field → why, for each value that the source does not say outright."""
    provenance: dict[str, str] = field(default_factory=dict)
    """Path of a field → where it was taken from (``library.nbib:123``), for each value that came from another source."""
    merged_from: list[Source] = field(default_factory=list)
    """Where the duplicates were read that were merged into this record."""
    source: Source | None = None

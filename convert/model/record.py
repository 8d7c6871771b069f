"""The record: the one type that every reader returns and every writer takes.

A field marked ``CSL`` is a CSL 1.0.2 variable, spelled as CSL spells it but with ``_`` for ``-``
(https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables); any other field keeps PubMed's name. Missing text is
``""``, a missing list is empty, a missing date is ``None``. Text may contain CSL's rich-text tags ``<i> <b> <sub> <sup>`` and
``<span style="font-variant:small-caps;">`` alone; any other ``&``, ``<`` or ``>`` stands for itself. No reader changes a record it has yielded.

The types are msgspec Structs, not dataclasses: they are made 2.7 times as fast, and encode themselves as JSON. None ever contains itself,
so the garbage collector can ignore them (``gc=False``).
"""

from typing import Annotated

from msgspec import Struct, field

from convert.model.text.markup import work_table


class Identifier(Struct, omit_defaults=True, gc=False):
    """An identifier, with its scheme."""

    source: str = ""
    """The scheme: ``ORCID``, ``ISNI``, ``ROR``, ``NASA``, …"""
    value: str = ""


class Affiliation(Struct, omit_defaults=True, gc=False):
    """An author's affiliation, as the article prints it."""

    text: str = ""
    identifier: list[Identifier] = []
    """Those of the institution, such as ROR or GRID."""


class Name(Struct, omit_defaults=True, gc=False):
    """A person (``family`` and the rest) or a group (``literal`` alone)."""

    family: str = ""
    given: str = ""
    """Full given names where the source has them, else the initials."""
    non_dropping_particle: str = ""
    """Sorted and shown with the family name: ``van`` in Dutch names."""
    dropping_particle: str = ""
    """Omitted where only the family name is shown: ``de`` in French names."""
    suffix: str = ""
    """``Jr``, ``3rd``."""
    literal: str = ""
    """The whole name of a group, or of a person whose name can't be split."""
    initials: str = ""
    """As PubMed writes them, without periods or spaces: ``JA``."""
    ORCID: str = ""
    """Sixteen digits in four groups, not a URL: ``0000-0002-1825-0097``."""
    identifier: list[Identifier] = []
    """Every other identifier of the person or group."""
    affiliation: list[Affiliation] = []
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
    """The source's text, where the parts above don't express it exactly."""


class AbstractSection(Struct, omit_defaults=True, gc=False):
    """A section of an abstract; an unstructured abstract is one section without a label."""

    text: str = ""
    label: str = ""
    """As printed: ``BACKGROUND``, ``Aims and methods``."""
    category: str = ""
    """NLM's class of the label: ``BACKGROUND``, ``OBJECTIVE``, ``METHODS``, ``RESULTS``, ``CONCLUSIONS``."""


class OtherAbstract(Struct, omit_defaults=True, gc=False):
    """A second abstract: in another language, or by someone other than the authors."""

    section: list[AbstractSection] = []
    type: str = ""
    """``Publisher``, ``AAMC``, ``plain-language-summary``, …"""
    language: str = ""
    copyright: str = ""


class Keyword(Struct, omit_defaults=True, gc=False):
    """A keyword chosen by the authors or by a database."""

    term: str = ""
    major: bool = False
    owner: str = ""
    """``NOTNLM`` for authors' keywords, else NLM, PIP, KIE, NASA, …; empty if unknown."""


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
    qualifier: list[MeshQualifier] = []


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
    accession: list[str] = []


class PublicationType(Struct, omit_defaults=True, gc=False):
    """NLM's publication type: ``Journal Article``, ``Review``, ``Retracted Publication``, and so on."""

    name: str = ""
    UI: str = ""


class HistoryDate(Struct, omit_defaults=True, gc=False):
    """A dated step in the article's publication history."""

    status: str = ""
    """received, revised, accepted, entrez, pubmed, medline, aheadofprint, epublish, ppublish, ecollection, pmc-release, retracted."""
    date: Date = field(default_factory=Date)


class Link(Struct, omit_defaults=True, gc=False):
    """A link to another article: a comment on this one, its erratum, retraction or update, or the article that this one is about."""

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
    """Where a record was read. All sources are equal, and equal to None, so that records compare by content alone."""

    path: str = ""
    line: int = 0
    """Counted from 1; 0 if the format has no lines."""
    format: str = ""

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Source)

    def __hash__(self) -> int:
        return 0


class CSL(Struct, frozen=True):
    """Marks a field of ``Record`` as a CSL variable; ``fields.CSL_VARIABLES`` lists all that are marked."""

    name: str = ""
    """CSL's spelling, where it is not the field's name with ``-`` for ``_``."""


CSLText = Annotated[str, CSL()]
CSLNames = Annotated[list[Name], CSL()]
CSLDate = Annotated[Date | None, CSL()]


class Record(Struct, omit_defaults=True, gc=False, kw_only=True):
    """One work."""

    # --- what it is ---------------------------------------------------------------------------------------
    type: CSLText = ""
    """A CSL item type: ``article-journal``, ``book``, ``chapter``, ``article`` (a preprint), …"""
    id: CSLText = ""
    """The source's name for the record (a citation key, a CSL id); empty for PubMed's formats."""
    title: CSLText = ""
    """Without the closing full stop, and without the brackets that PubMed puts around a translated title."""
    title_short: CSLText = ""
    original_title: CSLText = ""
    """The title in the language of the work (PubMed's vernacular title)."""
    part_title: CSLText = ""
    volume_title: CSLText = ""
    container_title: CSLText = ""
    """The journal's full title, or the title of the book that a chapter is in."""
    container_title_short: CSLText = ""
    """NLM's abbreviation of the title (MedlineTA), without periods."""
    collection_title: CSLText = ""
    reviewed_title: CSLText = ""
    event_title: CSLText = ""
    # --- who ----------------------------------------------------------------------------------------------
    author: CSLNames = []
    """People and groups in the order of the source."""
    editor: CSLNames = []
    translator: CSLNames = []
    chair: CSLNames = []
    collection_editor: CSLNames = []
    compiler: CSLNames = []
    composer: CSLNames = []
    container_author: CSLNames = []
    contributor: CSLNames = []
    curator: CSLNames = []
    director: CSLNames = []
    editorial_director: CSLNames = []
    executive_producer: CSLNames = []
    guest: CSLNames = []
    host: CSLNames = []
    illustrator: CSLNames = []
    interviewer: CSLNames = []
    narrator: CSLNames = []
    organizer: CSLNames = []
    original_author: CSLNames = []
    performer: CSLNames = []
    producer: CSLNames = []
    recipient: CSLNames = []
    reviewed_author: CSLNames = []
    script_writer: CSLNames = []
    series_creator: CSLNames = []
    # --- when ---------------------------------------------------------------------------------------------
    issued: CSLDate = None
    """The date of the issue (PubMed's PubDate), in print if the journal is printed."""
    available_date: CSLDate = None
    """The date of electronic publication (PubMed's ArticleDate, DEP)."""
    submitted: CSLDate = None
    """For sources whose only history is the date of submission; see ``history``."""
    accessed: CSLDate = None
    event_date: CSLDate = None
    original_date: CSLDate = None
    # --- where in print -----------------------------------------------------------------------------------
    volume: CSLText = ""
    issue: CSLText = ""
    page: CSLText = ""
    """Full ranges with a hyphen, ``445-453``; parts joined by ``, ``."""
    number: CSLText = ""
    """The article number; for reports and patents, their number."""
    edition: CSLText = ""
    chapter_number: CSLText = ""
    collection_number: CSLText = ""
    number_of_pages: CSLText = ""
    number_of_volumes: CSLText = ""
    part_number: CSLText = ""
    printing_number: CSLText = ""
    section: CSLText = ""
    supplement_number: CSLText = ""
    version: CSLText = ""
    publisher: CSLText = ""
    publisher_place: CSLText = ""
    original_publisher: CSLText = ""
    original_publisher_place: CSLText = ""
    event_place: CSLText = ""
    # --- identifiers --------------------------------------------------------------------------------------
    DOI: CSLText = ""
    """Not a URL: ``10.1186/s40035-021-00250-5``, in the source's case."""
    PMID: CSLText = ""
    PMCID: CSLText = ""
    """With its prefix: ``PMC8353789``."""
    ISSN: CSLText = ""
    """That of the cited medium, print or electronic."""
    ISBN: Annotated[list[str], CSL()] = []
    URL: CSLText = ""
    call_number: CSLText = ""
    archive: CSLText = ""
    archive_collection: Annotated[str, CSL("archive_collection")] = ""
    archive_location: Annotated[str, CSL("archive_location")] = ""
    archive_place: CSLText = ""
    # --- the rest -----------------------------------------------------------------------------------------
    abstract: Annotated[list[AbstractSection], CSL()] = []
    keyword: Annotated[list[Keyword], CSL()] = []
    language: Annotated[list[str], CSL()] = []
    """In the source's spelling and order; PubMed uses ISO 639-2/B codes, ``eng``."""
    genre: CSLText = ""
    status: CSLText = ""
    note: CSLText = ""
    annote: CSLText = ""
    authority: CSLText = ""
    dimensions: CSLText = ""
    division: CSLText = ""
    jurisdiction: CSLText = ""
    license: CSLText = ""
    medium: CSLText = ""
    references: CSLText = ""
    reviewed_genre: CSLText = ""
    scale: CSLText = ""
    source_database: Annotated[str, CSL("source")] = ""
    """CSL's ``source``; the field ``source`` says where the record was read."""
    # --- PubMed's own -----------------------------------------------------------------------------------
    iso_abbreviation: str = ""
    """The ISO 4 abbreviation of the journal's title, with periods."""
    ISSN_print: str = ""
    ISSN_electronic: str = ""
    ISSN_linking: str = ""
    nlm_id: str = ""
    """The journal's NLM unique ID."""
    journal_country: str = ""
    pii: str = ""
    """The publisher's item identifier, which is no page."""
    location_id: str = ""
    """PubMed's ELocationID (LID) of type pii, printed where there are no pages; also the ``number`` or ``pii`` if it is theirs."""
    manuscript_id: list[str] = []
    """NIHMS, EMS, … IDs."""
    bookaccession: str = ""
    """The Bookshelf ID: ``NBK1234``."""
    other_id: list[Identifier] = []
    investigator: list[Name] = []
    """Members of the groups among the authors."""
    personal_name_subject: list[Name] = []
    authors_complete: bool = True
    """False if the source says that it lists only some of the authors."""
    mesh: list[MeshHeading] = []
    supplementary_mesh: list[MeshHeading] = []
    chemical: list[Chemical] = []
    gene_symbol: list[str] = []
    grant: list[Grant] = []
    databank: list[Databank] = []
    publication_type: list[PublicationType] = []
    other_abstract: list[OtherAbstract] = []
    copyright: str = ""
    conflict_of_interest: str = ""
    general_note: list[Note] = []
    number_of_references: str = ""
    space_flight_mission: list[str] = []
    citation_subset: list[str] = []
    history: list[HistoryDate] = []
    date_created: Date | None = None
    date_completed: Date | None = None
    date_revised: Date | None = None
    contribution_date: Date | None = None
    container_date: Date | None = None
    """The date of the book that a chapter is in, if the chapter has its own: 1993 of all chapters of GeneReviews."""
    publication_model: str = ""
    """``Print``, ``Print-Electronic``, ``Electronic``, ``Electronic-Print``, ``Electronic-eCollection``."""
    publication_status: str = ""
    """ppublish, epublish, aheadofprint."""
    medline_status: str = ""
    """MEDLINE, PubMed-not-MEDLINE, Publisher, In-Process, In-Data-Review, …"""
    medline_owner: str = ""
    indexing_method: str = ""
    """``Automated`` or ``Curated``; empty if indexed by hand."""
    free_full_text: bool = False
    """Whether PubMed's page says “Free PMC article”."""
    citation_text: str = ""
    """The whole citation as text: MEDLINE's SO, or a reference without fields."""
    links: list[Link] = []
    related: dict[str, list["Record"]] = {}
    """Other works that the source lists with this one: ``similar``, ``cited_by``, ``references``, ``comment_in``, … → records."""
    # --- about the reading --------------------------------------------------------------------------------
    extra: dict[str, list[str]] = {}
    """Tag or element that has no field → its values."""
    container_title_as_is: bool = False
    """True if a writer prints the container title as it stands, and not as the journal prints its name: it was chosen."""
    inferred: dict[str, str] = {}
    """Field whose value the source doesn't state → the reason for the value."""
    provenance: dict[str, str] = {}
    """Path of a field that was filled from another source → the place there, ``library.nbib:123``."""
    merged_from: list[Source] = []
    """Where the duplicates that were merged into this record were read."""
    source: Source | None = None
    _repr_html_ = work_table

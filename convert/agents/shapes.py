"""The shapes of answers: small, since an agent reads them whole. The SDK makes their JSON Schemas of them."""

from dataclasses import dataclass, field


@dataclass
class Work:
    """A work, in as much as tells it from others."""

    title: str
    authors: list[str]
    """The first three."""
    author_count: int
    journal: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""
    PMID: str = ""
    PMCID: str = ""
    DOI: str = ""
    notices: list[str] = field(default_factory=list)
    """What became of it, worst first: ``retracted (PMID 123)``, ``corrected``."""
    abstract: str = ""
    """Only where it is asked for."""


@dataclass
class Found:
    """The works that were asked for."""

    works: list[Work]
    missing: list[str]
    """The identifiers that nothing was found for."""
    problems: list[str]


@dataclass
class Difference:
    """A field of a reference beside that of the work."""

    name: str
    printed: str
    found: str


@dataclass
class Nearest:
    """A work that resembles a reference that was not found."""

    work: Work
    similarity: float
    """How much of its title is in the reference, of 100."""
    agreeing: list[str]


@dataclass
class Judged:
    """What the index says of a reference."""

    number: int
    """Its place in the list, from 1."""
    reference: str
    """As it was read, cut at 200 characters."""
    verdict: str
    """verified, differs, other-work, mismatch, wrong-identifier, not-found, out-of-scope or too-little."""
    message: str
    work: Work | None
    """The work that it cites, if that is clear."""
    differences: list[Difference]
    identifiers: dict[str, str]
    """The identifiers of the work that the reference lacks, or has wrong."""
    notices: list[str]
    nearest: list[Nearest]


@dataclass
class Verified:
    """A list of references, judged."""

    summary: str
    references: list[Judged]
    problems: list[str]


@dataclass
class Printed:
    """A reference list in a style."""

    entries: list[str]
    """In the order of the style."""
    citations: list[str]
    """How the text cites each work, in the order that they were given in."""
    problems: list[str]


@dataclass
class Converted:
    """Records in another format."""

    text: str
    records: int
    lost: str
    """What this format can't hold of these records; empty if it holds all."""
    problems: list[str]


@dataclass
class Style:
    """A citation style."""

    name: str
    title: str
    fields: list[str]

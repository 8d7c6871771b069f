"""MEDLINE's abstracts, keywords and data banks ↔ a record's: values that several lines make together."""

from collections.abc import Iterator

from convert.formats.medline.builder import Handler, MedlineBuilder
from convert.formats.medline.values import parse_owned, plain
from convert.model.record import AbstractSection, Databank, Keyword, OtherAbstract, Record
from convert.model.text.abstracts import format_abstract, parse_abstract

ABSTRACT_TYPES = frozenset({"Publisher", "AAMC", "AIDS", "KIE", "PIP", "NASA"})
"""Types of other abstracts that OAB begins with."""


def read_abstract(builder: MedlineBuilder, value: str) -> None:
    """AB."""
    sections = parse_abstract(value)
    builder.fields.setdefault("abstract", []).extend(sections)
    if sections[0].label:
        builder.infer("abstract", "its sections are told by labels in capitals")


def abstract_line(record: Record) -> str:
    """AB."""
    return plain(format_abstract(record.abstract, separator=" "))


def read_other_abstract(builder: MedlineBuilder, value: str) -> None:
    """OAB: PMC writes ``Publisher: Abstract available from the publisher.``."""
    kind, text = parse_owned(value)
    kind, text = (kind, text) if kind in ABSTRACT_TYPES else ("", value)
    builder.fields.setdefault("other_abstract", []).append(OtherAbstract([AbstractSection(text)], kind))


def read_of_other_abstract(attribute: str) -> Handler:
    """OABL, OCI: of the other abstract before it."""

    def handle(builder: MedlineBuilder, value: str) -> None:
        if abstracts := builder.fields.get("other_abstract"):
            setattr(abstracts[-1], attribute, value)
        else:
            builder.keep(value)

    return handle


def other_abstract_lines(record: Record) -> Iterator[tuple[str, str]]:
    """Each other abstract with its language and copyright."""
    for other in record.other_abstract:
        kind = f"{other.type}: " if other.type in ABSTRACT_TYPES else ""
        yield "OAB", kind + plain(format_abstract(other.section, separator=" "))
        if other.language:
            yield "OABL", other.language
        if other.copyright:
            yield "OCI", other.copyright


def read_keyword(builder: MedlineBuilder, value: str) -> None:
    """OT: ``*`` marks a major topic."""
    word = Keyword(value.lstrip("* "), value.startswith("*"), builder.owner)
    builder.fields.setdefault("keyword", []).append(word)
    builder.owned += bool(builder.owner)


def read_keyword_owner(builder: MedlineBuilder, value: str) -> None:
    """OTO: the owner of the keywords before it that have none; if there are none, of the keywords after it."""
    unowned = builder.fields.get("keyword", [])[builder.owned :]
    for word in unowned:
        word.owner = value
    builder.owned += len(unowned)
    builder.owner = "" if unowned else value


def keyword_lines(record: Record) -> Iterator[tuple[str, str]]:
    """Keywords without an owner come first, since an OTO holds for all that follow it."""
    owner = ""
    for keyword in sorted(record.keyword, key=lambda keyword: keyword.owner != ""):
        if keyword.owner != owner:
            owner = keyword.owner
            yield "OTO", owner
        yield "OT", f"*{plain(keyword.term)}" if keyword.major else plain(keyword.term)


def read_databank(builder: MedlineBuilder, value: str) -> None:
    """SI: ``ClinicalTrials.gov/NCT09999999``, or a bank alone; a bank's numbers come together."""
    name, slash, accession = value.partition("/")
    banks = builder.fields.setdefault("databank", [])
    if not banks or banks[-1].name != name:
        banks.append(Databank(name))
    if slash and accession not in banks[-1].accession:
        banks[-1].accession.append(accession)


def databank_lines(record: Record) -> Iterator[str]:
    """A line for each accession number."""
    for bank in record.databank:
        yield from (f"{bank.name}/{accession}" for accession in bank.accession)
        if not bank.accession:
            yield bank.name

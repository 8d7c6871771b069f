"""MEDLINE's identifiers ↔ a record's: IS (ISSN), LID and AID (DOI, publisher's item identifier, article number)."""

import html
from collections.abc import Iterator

from convert.formats.medline.builder import MedlineBuilder
from convert.model.identifiers import parse_doi
from convert.model.pages import number_of_location
from convert.model.record import Identifier, Record

ISSN_KINDS = {"(Electronic)": "ISSN_electronic", "(Print)": "ISSN_print", "(Linking)": "ISSN_linking"}
"""What follows the number in IS ↔ field, in NLM's order."""
ID_KINDS = {"bookaccession": "bookaccession", "pii": "pii", "doi": "DOI"}
"""What stands in brackets in AID and LID ↔ field, in NLM's order."""


def read_issn(builder: MedlineBuilder, value: str) -> None:
    """IS: ``1234-5679 (Electronic)``; the first that is not for linking is the cited medium's."""
    number, _, kind = value.partition(" ")
    field = ISSN_KINDS.get(kind, "ISSN")
    builder.put(field, number, value)
    if field != "ISSN_linking" and "ISSN" not in builder.fields:
        builder.fields["ISSN"] = number


def issn_lines(record: Record) -> list[str]:
    """The ISSNs with their kinds; the cited medium's comes first."""
    numbers = [(getattr(record, field), kind) for kind, field in ISSN_KINDS.items()]
    lines = [f"{number} {kind}" for number, kind in numbers if number]
    if record.ISSN_electronic and record.ISSN_print == record.ISSN != "":
        lines.insert(0, lines.pop(1))
    if record.ISSN and not any(line.startswith(record.ISSN) for line in lines):
        lines.insert(0, record.ISSN)
    return lines


def read_eric_issn(builder: MedlineBuilder, value: str) -> None:
    """ISSN, which only ERIC has: ``ISSN-1234-5679``, ``EISSN-1234-5679``."""
    kind, _, number = value.rpartition("SSN-")
    builder.put("ISSN_electronic" if kind == "EI" else "ISSN_print", number, value)
    builder.fields.setdefault("ISSN", number)


def read_location(builder: MedlineBuilder, value: str) -> None:
    """LID: a location of type pii; a DOI, read by ``finish`` because AID takes precedence; without a kind, an article number."""
    value = _unescaped(value)
    if value.endswith("[pii]") and "location_id" not in builder.fields:
        builder.fields["location_id"] = value.removesuffix("[pii]").rstrip()
    elif value.endswith("]"):
        builder.locations.append(value)
    elif value.startswith("http"):
        builder.put("DOI" if parse_doi(value) else "URL", parse_doi(value) or value, value)
    else:
        builder.put("number", value, value)


def finish_location(builder: MedlineBuilder) -> None:
    """Take the location of type pii for the article number, or for the publisher's identifier if AID has none.

    A location without a kind that is the DOI's suffix is of type pii where there are pages: PubMed prints those.
    """
    fields = builder.fields
    number = fields.get("number", "")
    if (
        number
        and "-" in fields.get("page", "")
        and fields.get("DOI", "").lower().endswith(f"/{number.lower()}")
    ):
        fields.setdefault("location_id", fields.pop("number"))
    if (location := fields.get("location_id")) is None:
        return
    get = fields.get
    number = number_of_location(
        location,
        *(get(name, "") for name in ("volume", "issue", "DOI")),
        is_final=get("publication_status") == "epublish",
    )
    if number and "page" not in fields:
        fields.setdefault("number", number)
    else:
        fields.setdefault("pii", location)


def location_lines(record: Record) -> Iterator[str]:
    """The location of type pii, the DOI, the article number."""
    if record.location_id:
        yield f"{record.location_id} [pii]"
    if record.DOI:
        yield f"{record.DOI} [doi]"
    if record.number and record.number != record.location_id:
        yield record.number


def read_article_id(builder: MedlineBuilder, value: str) -> None:
    """AID: ``S0140-6736(22)00001-1 [pii]``. A DOI may hold a space from wrapping, a pii one of the publisher's.

    A value marked as a DOI that is not one is another identifier, as in PubMed's XML.
    """
    value = _unescaped(value)
    identifier, _, kind = value.rpartition("[")
    identifier = identifier.rstrip() if kind == "pii]" else "".join(identifier.split())
    scheme = kind.removesuffix("]")
    if (field := ID_KINDS.get(scheme)) and (field != "DOI" or parse_doi(identifier)):
        if builder.fields.setdefault(field, identifier) != identifier:
            _keep_other(builder, scheme, identifier, value)
        elif value in builder.locations:
            builder.locations.remove(value)
    elif doi := parse_doi(value):
        builder.put("DOI", doi, value)
    elif identifier:
        _keep_other(builder, scheme, identifier, value)
    else:
        builder.keep(value)


def _unescaped(value: str) -> str:
    """An identifier without HTML's escapes.

    >>> _unescaped("10.1000/31:8&#60;2388::AID-1 [doi]")
    '10.1000/31:8<2388::AID-1 [doi]'
    """
    return html.unescape(value) if "&#" in value else value


def _keep_other(builder: MedlineBuilder, scheme: str, identifier: str, value: str) -> None:
    """An identifier without a field of its own; one in LID repeats an AID or is outdated."""
    if builder.tag == "LID":
        builder.keep(value)
    elif (scheme, identifier) not in builder.others:
        builder.others.add((scheme, identifier))
        builder.fields.setdefault("other_id", []).append(Identifier(scheme, identifier))


def article_id_lines(record: Record) -> Iterator[str]:
    """Identifiers with fields of their own, then others whose scheme is in lower case; the rest stand in OID."""
    for kind, field in ID_KINDS.items():
        if value := getattr(record, field):
            yield f"{value} [{kind}]"
    for other in record.other_id:
        if other.source.islower():
            yield f"{other.value} [{other.source}]"

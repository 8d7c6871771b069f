"""The lines under each head of a PubMed page → fields of the record. ``SECTIONS`` is the table of heads."""

import re
from collections.abc import Callable

from convert.formats.pubmed_text.citation import parse_link
from convert.formats.pubmed_text.names import parse_full_names
from convert.formats.pubmed_text.page.entries import Line, read_entries, read_references
from convert.formats.pubmed_text.page.front import place_identifiers
from convert.formats.pubmed_text.tail import NO_ABSTRACT, add_publication_type, leave
from convert.formats.pubmed_text.words import KNOWN_LABEL, LANGUAGES, LINKS
from convert.model.record import (
    AbstractSection,
    Chemical,
    Databank,
    Grant,
    Keyword,
    MeshHeading,
    MeshQualifier,
    OtherAbstract,
    Record,
)
from convert.streams.problems import Warn

FOOTER = "NCBI Literature Resources"
_COPYRIGHT = re.compile(r"©|Copyright\b|\([cC]\) ?\d{4}")
_LABEL = re.compile(r"([^\W\da-z][^.:;?!()]{1,70}): +(?=\S)")
_SHOWN_LANGUAGES = re.compile(rf"in (?:{'|'.join(LANGUAGES)})(?:, (?:{'|'.join(LANGUAGES)}))*")


def _read_abstract(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    """Paragraphs, with their labels; then keywords and copyright lines."""
    paragraphs = [line for _, line in lines if not _place_abstract_end(line, record)]
    labels = [_LABEL.match(line) for line in paragraphs]
    structured = sum(label is not None for label in labels) > 1
    for line, label in zip(paragraphs, labels, strict=True):
        if label and (structured or KNOWN_LABEL.match(label[1])):
            section = AbstractSection(line[label.end() :], label[1])
        else:
            section = AbstractSection(line)
        if section not in record.abstract:
            record.abstract.append(section)


def _place_abstract_end(line: str, record: Record) -> bool:
    if line.startswith("Keywords:"):
        _read_keywords([(0, line.removeprefix("Keywords:"))], "", record, lambda _: None)
    elif _COPYRIGHT.match(line):
        if line not in record.copyright:
            record.copyright = f"{record.copyright} {line}".strip()
    elif line.rstrip(".") == NO_ABSTRACT:
        record.extra["abstract"] = [f"{NO_ABSTRACT}."]
    else:
        return _SHOWN_LANGUAGES.fullmatch(line) is not None or place_identifiers(line, record)
    return True


def _read_keywords(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    known = {keyword.term for keyword in record.keyword}
    for _, line in lines:
        for term in re.split(r";\s*", line.strip().removesuffix(".")):
            if term.strip() and term.strip() not in known:
                record.keyword.append(Keyword(term.strip()))


def _read_other_abstract(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    sections = [AbstractSection(line) for _, line in lines]
    record.other_abstract.append(OtherAbstract(section=sections, type="plain-language-summary"))


def _read_conflict(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    text = " ".join(line for _, line in lines if not _place_abstract_end(line, record))
    if text not in record.conflict_of_interest:
        record.conflict_of_interest = f"{record.conflict_of_interest} {text}".strip()


def _read_list(key: str) -> Callable[[list[Line], str, Record, Warn], None]:
    def handle(lines: list[Line], _head: str, record: Record, warn: Warn) -> None:
        record.related.setdefault(key, []).extend(entry for entry, _ in read_entries(lines, warn))

    return handle


def _read_references(lines: list[Line], _head: str, record: Record, warn: Warn) -> None:
    record.related.setdefault("references", []).extend(read_references(lines, warn))


def _read_links(lines: list[Line], head: str, record: Record, warn: Warn) -> None:
    """Articles that comment on, correct or retract this one → links, and records in ``related``."""
    entries = record.related.setdefault(head.lower().replace(" ", "_"), [])
    for entry, source in read_entries(lines, warn):
        entries.append(entry)
        link = parse_link(head, source)
        link.PMID, link.DOI = entry.PMID, entry.DOI
        if link not in record.links:
            record.links.append(link)


def _read_mesh(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    """``Living Donors / adverse effects*``: a line for each descriptor and qualifier, a star on major ones."""
    headings = {heading.descriptor: heading for heading in record.mesh}
    for text in _listed(lines):
        name, _, qualifier = text.partition(" / ")
        descriptor = name.strip(" *")
        heading = headings.get(descriptor)
        if heading is None:
            heading = headings[descriptor] = MeshHeading(descriptor)
            record.mesh.append(heading)
        heading.major = heading.major or name.rstrip().endswith("*")
        if qualifier and all(known.name != qualifier.strip(" *") for known in heading.qualifier):
            heading.qualifier.append(
                MeshQualifier(qualifier.strip(" *"), major=qualifier.rstrip().endswith("*"))
            )


def _read_supplementary(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    known = {heading.descriptor for heading in record.supplementary_mesh}
    record.supplementary_mesh += [MeshHeading(text) for text in _listed(lines) if text not in known]


def _read_substances(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    known = {chemical.name for chemical in record.chemical}
    record.chemical += [Chemical(text) for text in _listed(lines) if text not in known]


def _read_types(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    for text in _listed(lines):
        add_publication_type(text, record)


def _read_grants(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    for text in _listed(lines):
        grant = parse_grant(text)
        if grant not in record.grant:
            record.grant.append(grant)


def parse_grant(text: str) -> Grant:
    """``ID/Acronym/Agency/Country``; the first parts may be missing, and an ID may hold slashes.

    >>> parse_grant("R01 DK096008/DK/NIDDK NIH HHS/United States")
    Grant(id='R01 DK096008', acronym='DK', agency='NIDDK NIH HHS', country='United States')
    >>> parse_grant("WT_/Wellcome Trust/United Kingdom")
    Grant(id='', acronym='WT_', agency='Wellcome Trust', country='United Kingdom')
    """
    *before, agency, country = text.split("/") if "/" in text else (text, "")
    if len(before) == 1 and before[0].endswith("_"):
        before.insert(0, "")
    *identifier, acronym = before if len(before) > 1 else (*before, "")
    return Grant("/".join(identifier).strip(), acronym.strip(), agency.strip(), country.strip())


def _read_databanks(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    for text in _listed(lines):
        name, _, accession = text.partition("/")
        bank = next((bank for bank in record.databank if bank.name == name), None)
        if bank is None:
            record.databank.append(bank := Databank(name))
        if accession and accession not in bank.accession:
            bank.accession.append(accession)


def _read_collaborators(lines: list[Line], _head: str, record: Record, _warn: Warn) -> None:
    for _, line in lines:
        names, _ = parse_full_names(line)
        record.investigator += names
        if not names:
            leave(line, record)


def _keep(lines: list[Line], head: str, record: Record, _warn: Warn) -> None:
    kept = record.extra.setdefault(head, [])
    kept += [text for text in _listed(lines) if text not in kept]
    if not kept:
        del record.extra[head]


def _drop(_lines: list[Line], _head: str, _record: Record, _warn: Warn) -> None:
    """The site's footer."""


def _listed(lines: list[Line]) -> list[str]:
    texts = (re.sub(r"^[-•]\s*", "", line).strip() for _, line in lines)
    return [text for text in texts if text]


SECTIONS: dict[str, Callable[[list[Line], str, Record, Warn], None]] = {
    "Affiliations": _keep,
    "Affiliation": _keep,
    **dict.fromkeys(LINKS, _read_links),
    "Abstract": _read_abstract,
    "Plain language summary": _read_other_abstract,
    "Keywords": _read_keywords,
    "Conflict of interest statement": _read_conflict,
    "Collaborators": _read_collaborators,
    "Figures": _keep,
    "Similar articles": _read_list("similar"),
    "Cited by": _read_list("cited_by"),
    "References": _read_references,
    "Publication types": _read_types,
    "MeSH terms": _read_mesh,
    "Supplementary concepts": _read_supplementary,
    "Substances": _read_substances,
    "Grants and funding": _read_grants,
    "Grant support": _read_grants,
    "Associated data": _read_databanks,
    "Secondary source ID": _read_databanks,
    "Personal name as subject": _keep,
    "Related information": _keep,
    "LinkOut - more resources": _keep,
    FOOTER: _drop,
}
"""Head → the reader of the lines below it."""

r"""The text of a paragraph → the placeholders in it that stand for citations.

``[@key, p. 3]`` as in pandoc's Markdown; ``[PMID 34372914]``, ``{PMID: 34372914; 30401437}``, ``[doi:10.…]``; and EndNote's temporary citations,
``{Doe, 2021 #12}``, ``{see \Doe, 2021 #12@5; Roe, 2020}``, whose works are told by author and year, since the number is that of one library.
https://docs.endnote.com/docs/endnote/2025/v1/windows/content/13word/components_of_a_temp_cite.htm
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from convert.citing.citations import Cite, References
from convert.citing.drafts.locators import Locators
from convert.citing.drafts.syntax import find_citations
from convert.model.identifiers import parse_doi, parse_pmcid, parse_pmid
from convert.model.text.markup import to_plain


class Placeholder(NamedTuple):
    """A placeholder, and what it cites."""

    start: int
    end: int
    cites: list[Cite]
    doubt: str = ""
    """Why it can't be told what is cited; the placeholder stays."""


_AS_TYPED: Final = str.maketrans("\u00a0\u202f\u2007［］｛｝；，\u2011", "   []{};,-")
"""What editors put for what was typed."""
_IDENTIFIERS = re.compile(r"[\[{]\s*(PMIDs?|PMCIDs?|DOIs?)\b\s*+:?\s*+([^\[\]{}]++)[\]}]", re.IGNORECASE)
_PARSERS: Final = {"PMID": parse_pmid, "PMCI": parse_pmcid, "DOI": parse_doi}
_BRACES = re.compile(r"\{([^{}]+)\}")
_TEMPORARY = re.compile(
    r"(?:(?P<prefix>[^\\]*+)\\)?\s*+(?P<author>[^,\\]*+),\s*+(?P<year>\d{4})[a-z]?\s*+(?:#(?P<number>\w++))?(?:@(?P<pages>[^\s;]++))?(?P<suffix>.*)"
)
LIST = re.compile(r"\s*[\[{](?:bibliography|references)[\]}]\s*", re.IGNORECASE)
"""A paragraph in whose place the list goes."""


def find_placeholders(text: str, references: References, locators: Locators) -> list[Placeholder]:
    """The placeholders of a paragraph, in order."""
    typed = text.translate(_AS_TYPED)
    found = [*_identifiers(typed), *_temporary(typed, references)]
    taken = [(placeholder.start, placeholder.end) for placeholder in found]
    found += [
        Placeholder(citation.start, citation.end, citation.cites)
        for citation in find_citations(typed, locators)
        if not any(start < citation.end and citation.start < end for start, end in taken)
    ]
    return sorted(found, key=lambda placeholder: placeholder.start)


def _identifiers(text: str) -> Iterator[Placeholder]:
    for match in _IDENTIFIERS.finditer(text):
        kind = match[1].upper().rstrip("S")
        parse = next(parse for name, parse in _PARSERS.items() if kind.startswith(name))
        parts = re.split(r"[;,]\s*|\s+" if kind != "DOI" else r";\s*|,\s+", match[2].strip())
        numbers = [
            parse(re.sub(r"^(?:PMC?ID|DOI):?\s*", "", part, flags=re.IGNORECASE))
            for part in parts
            if part.strip(" :")
        ]
        numbers = [number for number in numbers if number or kind == "DOI"]
        if numbers and all(numbers):
            yield Placeholder(
                match.start(), match.end(), [Cite(f"{kind.lower()}:{number}") for number in numbers]
            )


def _temporary(text: str, references: References) -> Iterator[Placeholder]:
    for match in _BRACES.finditer(text):
        parts = [_TEMPORARY.fullmatch(part) for part in match[1].split(";")]
        if not all(parts):
            continue
        cites, doubt = [], ""
        for part in filter(None, parts):
            keys = _works(part["author"], int(part["year"]), part["number"] or "", references)
            if len(keys) != 1:
                doubt = f"{part['author'].strip()}, {part['year']} fits " + (
                    f"{len(keys)} records: {', '.join(keys)}" if keys else "no record"
                )
            else:
                prefix, suffix = (part["prefix"] or "").strip(), part["suffix"].rstrip()
                cites.append(Cite(keys[0], locator=part["pages"] or "", prefix=prefix, suffix=suffix))
        yield Placeholder(match.start(), match.end(), cites, doubt)


def _works(author: str, year: int, number: str, references: References) -> list[str]:
    """The keys of the records whose first author and year these are; the number decides between several."""
    wanted = to_plain(author.strip()).casefold().removeprefix("see ")
    found = [
        (key, record)
        for key, record in zip(references.keys, references.records, strict=True)
        if record.issued is not None
        and record.issued.year == year
        and (not wanted or (record.author and _first_author(record.author[0]).endswith(wanted)))
    ]
    numbered = [key for key, record in found if number and number in (record.id, record.PMID)]
    return numbered if len(numbered) == 1 else [key for key, _ in found]


def _first_author(name: object) -> str:
    return (getattr(name, "family", "") or getattr(name, "literal", "")).casefold()

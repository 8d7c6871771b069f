"""Identifiers: the one room that knows how they look, in a field of their own and in any text that a database puts them in."""

from convert.model.identifiers.finding import find_in, find_in_address, may_hold_any, settle
from convert.model.identifiers.numbers import parse_isbns, parse_issn, parse_orcid, parse_trials
from convert.model.identifiers.of_record import arxiv_number, call_number, url, work_ids
from convert.model.identifiers.parsing import (
    PLACEHOLDERS,
    is_no_number,
    is_placeholder,
    parse_doi,
    parse_identifier,
    parse_pmcid,
    parse_pmid,
    split_identifiers,
)

__all__ = [
    "PLACEHOLDERS",
    "arxiv_number",
    "call_number",
    "find_in",
    "find_in_address",
    "is_no_number",
    "is_placeholder",
    "may_hold_any",
    "parse_doi",
    "parse_identifier",
    "parse_isbns",
    "parse_issn",
    "parse_orcid",
    "parse_pmcid",
    "parse_pmid",
    "parse_trials",
    "settle",
    "split_identifiers",
    "url",
    "work_ids",
]

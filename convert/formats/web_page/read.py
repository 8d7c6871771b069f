"""A saved web page → the records of the works that it is about, or lists.

PubMed's pages are read as PubMed's. Of any other, what its head says counts, the most exact vocabulary first: Highwire's
``citation_*``, then JSON-LD, then Dublin Core and PRISM; a vocabulary fills only what those before it leave out, and only where it
is about the same work. A page with none of them may have COinS, one for each work.
"""

import contextlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from convert.formats.web_page.coins import read_coins
from convert.formats.web_page.json_ld import read_json_ld
from convert.formats.web_page.meta import read_dublin_core, read_highwire
from convert.formats.web_page.pubmed import read_pubmed
from convert.formats.web_page.standard import parse_html
from convert.model.identifiers import find_in_address, settle
from convert.model.record import Record, Source
from convert.streams.problems import Problem, Warn, silent

if TYPE_CHECKING:
    from lxml import html

_BEGINNING = re.compile(
    rb"\s*(?>(?:<\?xml[^>]*\?>\s*|<!--(?>(?:[^-]|-(?!->))*)-->\s*)*)(?:<!doctype\s+html|<html[\s>]|<head[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def sniff(head: bytes) -> bool:
    """Whether a file begins as HTML does."""
    return _BEGINNING.match(head) is not None


def read(stream: BinaryIO, *, warn: Warn = silent) -> Iterator[Record]:
    """Read the works that a page is about; report a page that is about none."""
    page = _parse(stream.read())
    found = [] if page is None else list(_read_page(page, warn))
    for record in found:
        record.source = Source(line=record.source.line if record.source else 0, format="web-page")
        settle(record)
        yield record
    if not found:
        message = "the page doesn't say which work it is about; save the page of the article itself, or export a citation from it"
        warn(Problem("no-citation", message, severity="error"))


def _parse(data: bytes) -> Any:
    named = _CHARSET.search(data[:4096])
    for encoding in (named[1].decode() if named else "utf-8", "utf-8"):
        with contextlib.suppress(
            LookupError, UnicodeError
        ):  # there is no such encoding, or it is none of texts
            if "charset".encode(encoding) == b"charset":  # it names itself in ASCII
                return _parse_as(encoding, data)
    return None


def _parse_as(encoding: str, data: bytes) -> Any:
    text = data.decode(encoding, errors="replace")  # lxml 5.3 fails on a name that isn't in the encoding
    try:
        from lxml import etree, html  # noqa: PLC0415  (slow to load)
    except ImportError:  # as in a browser
        return parse_html(text)
    try:
        return html.document_fromstring(
            text.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _read_page(page: "html.HtmlElement", warn: Warn) -> Iterator[Record]:
    works = [*read_pubmed(page, warn)]
    described = [*read_highwire(page), *read_json_ld(page), *read_dublin_core(page)]
    if not works and described:
        works = [described.pop(0)]
        _fill_address(works[0], page)
    elif described:
        described[0].publisher = ""  # PubMed puts the journal's abbreviation there
    if len(works) == 1:
        for other in described:
            _fill(works[0], other)
    yield from works or read_coins(page)


def _fill_address(record: Record, page: "html.HtmlElement") -> None:
    """The address of the page: a PMC page's tells its number."""
    canonical = [link.get("href", "") for link in page.iter("link") if link.get("rel") == "canonical"]
    shared = [meta.get("content", "") for meta in page.iter("meta") if meta.get("property") == "og:url"]
    for address in (canonical + shared)[:1]:
        found = find_in_address(address)
        record.PMCID = record.PMCID or found.get("PMCID", "")
        record.URL = record.URL or ("" if found else address)


def _fill(record: Record, other: Record) -> None:
    """Fill what a record lacks from another description, unless that is of another work."""
    for name in ("DOI", "PMID", "PMCID"):
        one, two = getattr(record, name), getattr(other, name)
        if one and two and one.lower() != two.lower():
            return
    if record.title and other.title and _key(record.title) != _key(other.title):
        return
    is_located = bool(record.page or record.number)
    for name in record.__struct_fields__:
        if name not in ("source", "inferred", "type") and not (is_located and name in ("page", "number")):
            value = getattr(other, name)
            if value and not getattr(record, name):
                setattr(record, name, value)
    if record.type in ("webpage", "") and other.type:
        record.type = other.type


def _key(title: str) -> str:
    return re.sub(r"<[^<>]*>|[\W_]+", "", title).casefold()

"""The COinS of a page → records: OpenURLs in the titles of empty spans (https://ocoins.info/, ANSI/NISO Z39.88-2004)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from convert.formats.web_page.parts import parse_any_date, parse_pages, parse_person
from convert.model.identifiers import parse_doi, parse_issn, parse_pmid
from convert.model.record import Name, Record

if TYPE_CHECKING:
    from lxml import html

_TYPES: Final = {
    "journal:article": "article-journal",
    "journal:preprint": "article",
    "journal:proceeding": "paper-conference",
    "journal:": "article-journal",
    "book:book": "book",
    "book:bookitem": "chapter",
    "book:proceeding": "paper-conference",
    "book:report": "report",
    "book:": "book",
    "dissertation:": "thesis",
    "patent:": "patent",
}
"""Format and genre → CSL type."""


def read_coins(page: "html.HtmlElement") -> Iterator[Record]:
    """One record for each span of COinS that names a title."""
    for span in page.iter("span"):
        if "Z3988" in span.get("class", "").split():
            record = _parse(parse_qs(span.get("title", ""), max_num_fields=1000))
            if record.title:
                yield record


def _parse(values: Mapping[str, list[str]]) -> Record:
    def first(*names: str) -> str:
        return next((values[f"rft.{name}"][0] for name in names if f"rft.{name}" in values), "")

    kind = values.get("rft_val_fmt", [""])[0].rpartition(":")[2]
    record = Record(type=_TYPES.get(f"{kind}:{first('genre')}") or _TYPES.get(f"{kind}:", "document"))
    record.title = first("atitle", "btitle", "title") if record.type != "book" else first("btitle", "title")
    if record.type != "book":
        titles = [first("jtitle"), first("btitle"), first("title"), first("stitle")]
        record.container_title = next((title for title in titles if title and title != record.title), "")
    record.container_title_short = first("stitle")
    if family := first("aulast"):
        record.author.append(Name(family, first("aufirst", "auinit")))
    named = {name.family for name in record.author}
    people = [parse_person(text) for name in ("rft.au", "rft.creator") for text in values.get(name, ())]
    record.author += [name for name in people if name.family not in named]
    record.author += [Name(literal=text) for text in values.get("rft.aucorp", ())]
    if date := first("date"):
        record.issued = parse_any_date(date)
    record.volume, record.issue, record.number = first("volume"), first("issue"), first("artnum")
    if not record.number:
        parse_pages(first("spage") or first("pages"), first("epage"), record)
    record.ISSN = parse_issn(first("issn", "eissn"))
    record.ISBN = values.get("rft.isbn", [])
    record.publisher, record.publisher_place = first("pub", "publisher"), first("place")
    for number in values.get("rft_id", ()):
        record.DOI = record.DOI or parse_doi(number.removeprefix("info:doi/"))
        if number.startswith("info:pmid/"):
            record.PMID = parse_pmid(number.removeprefix("info:pmid/"))
    return record

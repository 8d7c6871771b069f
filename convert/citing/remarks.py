"""What is said after an entry: what the manual of the style prescribes and CSL has no place for; and that a work was retracted."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from convert.citing.kinds import Kind, kind_of
from convert.csl import Node, Span
from convert.model import notices, stages
from convert.model.pages import complete_pages
from convert.model.record import Link, Record
from convert.model.text import titles, translations

Remark = Sequence[Node]
"""A sentence, which begins with text."""


def remarks(record: Record, style: str, *, with_notices: bool) -> list[Remark]:
    """The sentences after an entry; ``with_notices``: whether they also say that the work was retracted or corrected."""
    kind = kind_of(style)
    said: list[Remark] = [[f"{text}."] for text in _prescribed(record, kind) if text]
    return [*said, *_notices(record, kind)] if with_notices and not notices.is_plain(record) else said


def _prescribed(record: Record, kind: Kind) -> Iterator[str]:
    """The language of a translated work that has no pages, and that an article has no issue yet."""
    if kind.names_language and not (record.page or record.number):
        yield translations.languages(record)
    if kind.says_ahead and not kind.prints_status and not record.status and stages.is_ahead_of_print(record):
        yield kind.ahead


def _notices(record: Record, kind: Kind) -> Iterator[Remark]:
    """The notices about a work as the kind of the style has them; a notice itself needs none if its title says so."""
    if kind.notices == "all":
        yield from ([sentence.replace("'", "’")] for sentence in notices.sentences(record, is_brief=True))
        return
    wanted = {notices.RETRACTED, notices.CONCERN}
    if not notices.says_what_it_is(record) and kind.notices == "retracted":
        wanted.add(notices.NOTICE)
    for link in record.links:
        if notices.LINKS.get(link.kind) in wanted and "Republished" not in link.kind:
            yield (
                _published(record, link)
                if kind.notices == "published"
                else [f"{notices.format_link(link, is_brief=True)}."]
            )
    if not record.links and notices.RETRACTED in notices.states(record):
        yield ["(Retracted)"] if kind.notices == "published" else ["Retracted publication."]


_CITATION: Final = re.compile(
    r"(?:.*?[A-Z]\. )?(?P<journal>[^.;]+)\. (?P<year>\d{4})(?: [^;:.]*)?"
    r"(?:;(?P<volume>[^(:;.]*)(?:\((?P<issue>[^()]*)\))?)?(?::(?P<pages>[^.;]+))?(?:\.|$)"
)
"""How PubMed cites the notice: ``Doe J. J Ex. 2020 Jan;1(2):3-4.``"""
_NAMES: Final = {notices.RETRACTED: "Retraction", notices.CONCERN: "Expression of concern"}


def _published(record: Record, link: Link) -> Remark:
    """When and where a work was retracted, as APA has it: ``(Retraction published 2020, Journal, 38[10], 1378)``."""
    begin = f"({_NAMES[notices.LINKS[link.kind]]} published"
    found = _CITATION.match(link.citation)
    if found is None:
        year = re.search(r"\b(?:19|20)\d\d\b", link.citation)
        return [f"{begin} {year[0]})" if year else f"{begin})"]
    journal, volume, issue = found["journal"], found["volume"], found["issue"]
    if journal.casefold() == record.container_title_short.casefold():
        journal = titles.container_title(record) or journal
    place: list[Node] = [f"{begin} {found['year']}, ", Span("font-style", "italic", [journal])]
    if volume:
        place += [", ", Span("font-style", "italic", [volume])]
    issue = f"[{issue}]" if issue else ""
    pages = f", {complete_pages(found['pages']).replace('-', '–')}" if found["pages"] else ""
    return [*place, f"{issue}{pages})"]

"""A rendered list → the same with a name in bold, with a heading over the works of each year, or with slips of styles mended."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from convert.citing.kinds import kind_of
from convert.csl import FORMATS, Bibliography, Entry, Node, Span
from convert.model.record import Record
from convert.model.stages import NO_VOLUME
from convert.streams.problems import FormatError

_BOLD = ("font-weight", "bold")


def highlight(rendered: Bibliography, name: str, markup: str) -> Bibliography:
    """The list with a name in bold, however the style prints it: ``Baker, A. B.``, ``A.B. Baker``, ``Baker AB``.

    Raises:
        FormatError: it is no family name with initials.
    """
    pattern = _pattern(name)
    entries = []
    for entry in rendered.entries:
        nodes = list(_bold(entry.nodes, pattern))
        is_there = nodes != list(entry.nodes)
        entries.append(Entry(entry.id, FORMATS[markup].write(nodes), nodes) if is_there else entry)
    return replace(rendered, entries=entries)


def _pattern(name: str) -> re.Pattern[str]:
    """A family name and initials → what matches them in either order, with initials or given names.

    >>> [bool(_pattern("Baker AB").search(text)) for text in ("Baker, A. B., &", "A.B. Baker", "Baker, Ann Bea", "Baker AC")]
    [True, True, True, False]
    """
    family, space, given = name.replace(",", " ").strip().rpartition(" ")
    if not space:
        raise FormatError(f"option highlight: {name!r} is not a family name and initials, such as 'Baker AB'")
    letters = re.findall(r"\w", given) if given.isupper() else [word[0] for word in re.findall(r"\w+", given)]
    initials = r"[\s-]?".join(rf"{re.escape(letter)}(?:\.|[^\W\d_A-Z]+)?" for letter in letters)
    plain = "".join(map(re.escape, letters))  # a full stop after them ends the list of names
    last = r"\s+".join(map(re.escape, family.split()))
    return re.compile(rf"(?<!\w)(?:{last}\s+{plain}|{last},?\s+{initials}|{initials}\s*{last})(?!\w)")


def _bold(nodes: Sequence[Node], pattern: re.Pattern[str]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Span):
            yield replace(node, children=list(_bold(node.children, pattern)))
            continue
        end = 0
        for match in pattern.finditer(node):
            if match.start() > end:
                yield node[end : match.start()]
            yield Span(*_BOLD, [match[0]])
            end = match.end()
        if end < len(node):
            yield node[end:]


def group_by_year(rendered: Bibliography, records: Iterable[Record], markup: str) -> Bibliography:
    """The list with a heading before the works of each year, the newest first; within a year it stays in its order."""
    years = {str(number): _year(record) for number, record in enumerate(records, 1)}
    groups: dict[int, list[Entry]] = {}
    for entry in rendered.entries:
        groups.setdefault(years.get(entry.id, 0), []).append(entry)
    entries = []
    for year in sorted(groups, reverse=True):
        heading: list[Node] = [Span(*_BOLD, [str(year) if year else "n.d."])]
        entries += [Entry("", FORMATS[markup].write(heading), heading), *groups[year]]
    return replace(rendered, entries=entries)


def _year(record: Record) -> int:
    dates = (record.issued, record.available_date)
    return next((date.year for date in dates if date is not None and date.year is not None), 0)


def mend(entry: Entry, record: Record, style: str, markup: str) -> Entry:
    """An entry without what styles print wrongly for an article that has no volume, or no pages.

    NLM and AMA have a colon between the date and the pages (``2020 Mar 19:105948``; Citing Medicine, chapter 1, “No volume or
    issue number”), but NLM's style has a semicolon, and AMA's takes each such article for one ahead of print. Nature's style prints
    the DOI of such an article twice, and a comma for pages that aren't there, for which the DOI stands.
    """
    nodes = entry.nodes
    if record.volume not in ("", NO_VOLUME):
        if not (record.page or record.number):
            place = f" https://doi.org/{record.DOI}" if record.DOI and record.DOI not in _plain(nodes) else ""
            nodes = _changed(nodes, lambda text: _COMMA.sub(lambda _: place, text))
        return _with_nodes(entry, nodes, markup)
    page = re.match(r"\w+", record.page or record.number)
    if page and not record.issue and record.container_title and kind_of(style).notices == "all":
        before_page = re.compile(rf"(?:Published online )?(\d{{4}}(?: \w+)*)[;:](?={page[0]})")
        nodes = _changed(nodes, lambda text: before_page.sub(r"\1:", text))
    if record.DOI and _plain(nodes).count(record.DOI) > 1:
        nodes = _without_last(nodes, record.DOI)
    return _with_nodes(entry, nodes, markup)


_COMMA: Final = re.compile(r"^,(?= \(\d{4}\))")


def _with_nodes(entry: Entry, nodes: Sequence[Node], markup: str) -> Entry:
    return entry if nodes == entry.nodes else Entry(entry.id, FORMATS[markup].write(nodes), nodes)


def _changed(nodes: Sequence[Node], change: Callable[[str], str]) -> list[Node]:
    return [
        replace(node, children=_changed(node.children, change)) if isinstance(node, Span) else change(node)
        for node in nodes
    ]


def _plain(nodes: Sequence[Node]) -> str:
    return "".join(_plain(node.children) if isinstance(node, Span) else node for node in nodes)


def _without_last(nodes: Sequence[Node], doi: str) -> list[Node]:
    """The nodes without the last ``doi:…``, be it a link or not."""
    kept = list(nodes)
    place = max(place for place, node in enumerate(kept) if doi in _plain([node]))
    node = kept[place]
    if isinstance(node, str):
        before, _, after = node.rpartition(doi)
        kept[place] = before.removesuffix("doi:").rstrip() + after
    elif node.kind != "link":
        kept[place] = replace(node, children=_without_last(node.children, doi))
    else:
        del kept[place]
        if place and isinstance(label := kept[place - 1], str):
            kept[place - 1] = label.removesuffix("doi:").rstrip()
    return kept

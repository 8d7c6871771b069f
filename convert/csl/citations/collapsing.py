"""Rendered cites of a citation → the same with runs collapsed (CSL 1.0.2, "Cite Collapsing")."""

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from convert.csl.citations.cites import Delimiters, RenderedCite

RenderAgain = Callable[[RenderedCite, bool], str]
"""Renders a cite without its names; if the flag is set, without its dates except for the year suffix."""


def collapse_numbers(cites: Sequence[RenderedCite], delimiters: Delimiters) -> list[RenderedCite]:
    """Collapse runs of consecutive citation numbers to ranges: 1, 2, 3 → 1–3."""
    collapsed: list[RenderedCite] = []
    after_range = False
    for run in _runs(cites, lambda before, cite: cite.context.number == before.context.number + 1):
        run[0].delimiter = delimiters.after_collapse if after_range else delimiters.layout
        for cite in run[1:]:
            cite.delimiter = delimiters.layout
        after_range = len(run) > 2
        collapsed += _range(run)
    return collapsed


def collapse_years(
    cites: Sequence[RenderedCite], collapse: str, delimiters: Delimiters, again: RenderAgain
) -> list[RenderedCite]:
    """Print names shared by adjacent cites once: Doe 2000, Doe 2001 → Doe 2000, 2001.

    Args:
        cites: the cites, grouped by names.
        collapse: ``year``, ``year-suffix`` or ``year-suffix-ranged``.
        delimiters: the style's delimiters.
        again: renders a cite without its names.
    """
    out: list[RenderedCite] = []
    after_collapse = False
    before: RenderedCite | None = None
    by_suffix = collapse != "year"
    for names, members in groupby(
        cites, key=lambda cite: cite.context.first_names or (0 if by_suffix else id(cite))
    ):
        group = list(members)
        for cite in group:
            cite.delimiter = delimiters.layout if by_suffix else delimiters.after_collapse
        if isinstance(names, str):
            if after_collapse or (before is not None and before.has_locator):
                group[0].delimiter = delimiters.after_collapse
            after_collapse, before = len(group) > 1, group[-1]
            for previous, cite in pairwise(group):
                cite.text = again(cite, False)
                cite.delimiter = delimiters.after_locator if previous.has_locator else delimiters.cite_group
        out += _collapse_suffixes(group, collapse, delimiters, again) if by_suffix else group
    return out


def _collapse_suffixes(
    group: Sequence[RenderedCite], collapse: str, delimiters: Delimiters, again: RenderAgain
) -> list[RenderedCite]:
    """Print a year shared by adjacent cites once: 2000a, 2000b → 2000a, b; in ranges 2000a–c."""
    out: list[RenderedCite] = []
    for _, members in groupby(group, key=lambda cite: cite.context.year_text):
        same = list(members)
        for cite in same[1:]:
            if cite.context.year_suffix and not cite.cite.prefix:
                cite.text = again(cite, True)
                cite.delimiter = delimiters.year_suffix
        if collapse == "year-suffix-ranged":
            same = [cite for run in _runs(same, _has_next_suffix) for cite in _range(run)]
        out += same
    return out


def _has_next_suffix(before: RenderedCite, cite: RenderedCite) -> bool:
    first, second = before.context.year_suffix, cite.context.year_suffix
    return bool(first and second) and len(first) == len(second) and ord(second[-1]) == ord(first[-1]) + 1


def _runs(
    cites: Sequence[RenderedCite], follows: Callable[[RenderedCite, RenderedCite], bool]
) -> list[list[RenderedCite]]:
    """Split cites into runs in which each one follows the one before; affixes and locators end a run."""
    runs: list[list[RenderedCite]] = []
    for cite in cites:
        before = runs[-1][-1] if runs else None
        if before is not None and cite.alone and before.alone and follows(before, cite):
            runs[-1].append(cite)
        else:
            runs.append([cite])
    return runs


def _range(run: list[RenderedCite]) -> list[RenderedCite]:
    """The ends of a run of three or more, joined by a dash."""
    if len(run) < 3:
        return run
    run[-1].delimiter = "–"
    return [run[0], run[-1]]

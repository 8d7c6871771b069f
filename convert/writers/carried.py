"""What a format carries of some values alone: rows for a writer's ``carries``, each asked of the value itself."""

import re
from collections.abc import Callable
from typing import Any

from convert.formats import Unless
from convert.record import AbstractSection, Name, Record
from convert.values import parse_abstract, parse_inverted_name
from convert.writers import pubmed_values

_TAG_LIKE = "<[/!?A-Za-z]"


def has_markup(text: str) -> bool:
    """Whether there are tags in a text, or what looks like one.

    >>> has_markup("CO<sub>2</sub>"), has_markup("p < 0.05")
    (True, False)
    """
    return "<" in text and re.search(_TAG_LIKE, text) is not None


def without_markup(fields: str) -> dict[str, Unless]:
    """Texts that arrive without their tags."""
    return {path: Unless(_of(path, has_markup), "without its markup") for path in fields.split()}


def _of(path: str, is_so: Callable[[str], bool]) -> Callable[[Any], bool]:
    leaf = path.rpartition(".")[2]
    return lambda owner: is_so(getattr(owner, leaf))


def is_parted(term: str) -> bool:
    """Whether a keyword looks like several, to readers of lists in one field."""
    return ";" in term or term.count(", ") > 2


PLACED = "the place that NLM adds to a journal's in a field of its own"


def is_placed(record: Record) -> bool:
    """Whether NLM has added a place to the title of the journal."""
    return pubmed_values.container_title(record) != record.container_title


def repeats_number(record: Record) -> bool:
    """Whether the pages are the article number."""
    return record.page != "" and record.page == record.number


def abstract(*, markup: bool) -> dict[str, str | Unless]:
    """An abstract in one text; ``markup``: whether its tags arrive."""
    return {
        "abstract.text": Unless(
            lambda section: is_labelled(section) or (not markup and has_markup(section.text)),
            "after its label" if markup else "after its label, without its markup",
        ),
        "abstract.label": "in front of the text",
    }


def is_labelled(section: AbstractSection) -> bool:
    """Whether a section has a label, or its text begins as if with one."""
    return section.label != "" or parse_abstract(section.text)[0].label != ""


def as_latex(fields: str, spell: Callable[[str], str]) -> dict[str, Unless]:
    """Texts that arrive as LaTeX prints them, which is not always as they were."""
    return {path: Unless(_of(path, differs_in_latex(spell)), "as LaTeX prints it") for path in fields.split()}


def differs_in_latex(spell: Callable[[str], str]) -> Callable[[str], bool]:
    """Whether a text is another one when it was written by ``spell`` and read again."""

    def differs(text: str) -> bool:
        from convert.text.unlatex import from_latex  # noqa: PLC0415  (for the ledger alone)

        return re.search(_NOT_LATEX, text) is not None and from_latex(spell(text)) != text

    return differs


_NOT_LATEX = r"[^A-Za-z0-9 .,;:()/&-]"


def names(
    role: str, spell: Callable[[Name], str], read: Callable[[str], Name] = parse_inverted_name
) -> dict[str, str | Unless]:
    """Names of which each is one text: its parts arrive as far as commas tell them, as ``read`` shows."""

    def differs(part: str) -> Callable[[Any], bool]:
        return lambda name: getattr(read(spell(name)), part) != getattr(name, part)

    parts = ("family", "given", "suffix", "literal")
    return {f"{role}.{part}": Unless(differs(part), "as far as commas tell its parts") for part in parts} | {
        f"{role}.non_dropping_particle": "before the family name",
        f"{role}.dropping_particle": "after the given name",
    }

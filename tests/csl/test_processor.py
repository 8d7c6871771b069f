"""The public face: formats, links, odd items, problems."""

import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.citing.csl_engine import load_style
from convert.csl import FORMATS, Processor
from convert.streams.problems import Problem

BOOK = {
    "id": "a",
    "type": "book",
    "title": "On <i>E. coli</i> & growth_",
    "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2020]]},
    "DOI": "10.1000/x%1",
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("html", ('Doe, J. (2020). <i>On <span style="font-style:normal;">E. coli</span> &amp; growth_</i>. '
         '<a href="https://doi.org/10.1000/x%1">https://doi.org/10.1000/x%1</a>')),
        ("text", "Doe, J. (2020). On E. coli & growth_. https://doi.org/10.1000/x%1"),
        ("markdown", "Doe, J. (2020). *On E. coli & growth\\_*. <https://doi.org/10.1000/x%1>"),
        ("latex", ("Doe, J. (2020). \\textit{On \\textup{E. coli} \\& growth\\_}. "
         "\\href{https://doi.org/10.1000/x\\%1}{https://doi.org/10.1000/x\\%1}")),
        ("rtf", ("Doe, J. (2020). {\\i On {\\i0 E. coli} & growth_}. "
         '{\\field{\\*\\fldinst HYPERLINK "https://doi.org/10.1000/x%1"}{\\fldrslt https://doi.org/10.1000/x%1}}')),
    ],
)  # fmt: skip
def test_formats(name: str, text: str) -> None:
    assert Processor(load_style("apa"), [BOOK], links=True).bibliography(name).entries[0].text == text


def test_how_a_bibliography_is_set() -> None:
    made = Processor(load_style("nature"), [BOOK]).bibliography()
    assert (made.second_field_align, made.line_spacing, made.entry_spacing) == ("flush", 2, 0)
    assert Processor(load_style("apa"), [BOOK]).bibliography().hanging_indent


def test_what_cannot_be_used_is_reported_and_the_rest_is_rendered() -> None:
    problems: list[Problem] = []
    items: list[Any] = [BOOK, "no item", {"title": "No id"}]
    clusters = [{"cites": [{"id": "a"}, {"id": "gone"}]}]
    processor = Processor(load_style("apa"), items, clusters, warn=problems.append)
    assert processor.citations("text") == ["(Doe, 2020)"]
    assert len(processor.bibliography().entries) == 2
    assert [problem.code for problem in problems] == ["bad-item", "unknown-id"]


ODD: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(string.printable + "“”‘’éß中\ue000\ue07f"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["family", "given", "literal", "date-parts", "raw", "season"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
FIELDS = [
    "type",
    "title",
    "author",
    "editor",
    "issued",
    "page",
    "volume",
    "edition",
    "language",
    "note",
    "DOI",
    "URL",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(FIELDS), ODD), max_size=4),
    st.sampled_from(["apa", "chicago-notes-bibliography", "nature"]),
)
def test_no_item_is_too_odd(items: list[dict[str, Any]], name: str) -> None:
    numbered = [{"id": str(n), **item} for n, item in enumerate(items)]
    clusters = [
        {"cites": [{"id": item["id"], "locator": "3"}], "note": n} for n, item in enumerate(numbered, 1)
    ]
    processor = Processor(load_style(name), numbered, clusters)
    assert len(processor.citations("html")) == len(items)
    for kind in FORMATS:
        assert len(processor.bibliography(kind).entries) <= len(items)

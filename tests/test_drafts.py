"""Drafts: pandoc's citation syntax in, a style's citations and list out."""

import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import convert
from convert.citing.citations import Cite, References
from convert.citing.drafts import render_draft
from convert.commands import main
from convert.model.record import Date, Link, Name, Record
from convert.streams.problems import ConvertError, Problem

DOE = Record(
    type="article-journal",
    title="On growth",
    author=[Name("Doe", "Jane"), Name("Roe", "Rob")],
    issued=Date(2020),
    container_title="Journal of Examples",
    volume="1",
    PMID="11",
    DOI="10.1000/S0140(20)3",
)
POE = Record(
    type="book", title="On decline", author=[Name("Poe", "Ed")], issued=Date(2021), PMID="12", PMCID="PMC77"
)
REFERENCES = References([DOE, POE])


def body(text: str, style: str, references: References = REFERENCES) -> str:
    """A draft as it is printed, without its list, whose place is marked."""
    problems: list[Problem] = []
    rendered = render_draft(f"{text}\n\n<div id=refs></div>\n", references, style=style, warn=problems.append)
    assert problems == []
    head, _, tail = rendered.partition("\n\n<div id=refs>")
    return head + tail.partition("</div>\n")[2].rstrip("\n")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("See [@doe2020growth].", "See (Doe & Roe, 2020)."),
        ("[@doe2020growth; @poe2021decline]", "(Doe & Roe, 2020; Poe, 2021)"),
        ("[@doe2020growth, p. 3; @pmid:12]", "(Doe & Roe, 2020, p. 3; Poe, 2021)"),
        ("[see @pmid:11, chap. 2 and *more*]", "(see Doe & Roe, 2020, Chapter 2 and *more*)"),
        ("[@pmid:11, 33, 35-37, and nowhere else]", "(Doe & Roe, 2020, pp. 33, 35–37, and nowhere else)"),
        ("[@pmid:11{ii, A}, so]", "(Doe & Roe, 2020, p. ii, A, so)"),
        ("[@pmid:11{}, 99 years]", "(Doe & Roe, 2020, 99 years)"),
        ("[-@pmid:11]", "(2020)"),
        ("Doe -@pmid:11 says", "Doe (2020) says"),
        ("[@pmid:11]{.mark}", "[Doe & Roe (2020)]{.mark}"),
        ("[@pmid:11, pp. 3--5; @pmid:12, chap. 3--4]", "(Doe & Roe, 2020, pp. 3–5; Poe, 2021, Chapters 3–4)"),
        ("@fig-one and @tbl-two, @sec-a and @eq-b", "@fig-one and @tbl-two, @sec-a and @eq-b"),
        ("@pmid:11 says", "Doe & Roe (2020) says"),
        ("@pmid:11 [p. 3] says", "Doe & Roe (2020, p. 3) says"),
        ("@pmid:11 [p. 3; @pmid:12]", "Doe & Roe (2020, p. 3; Poe, 2021)"),
        ("@pmid:11 [also @pmid:12]", "Doe & Roe (2020; also Poe, 2021)"),
        ("@pmid:11 [a link](https://x.org)", "Doe & Roe (2020) [a link](https://x.org)"),
        ("in @pmid:11. (@pmcid:77; @PMCID:PMC77)", "in Doe & Roe (2020). (Poe (2021); Poe (2021))"),
        ("(see @doi:10.1000/s0140(20)3).", "(see Doe & Roe (2020))."),
        ("[@{doi:10.1000/S0140(20)3}, p. 4]", "(Doe & Roe, 2020, p. 4)"),
    ],
)
def test_grammar(text: str, printed: str) -> None:
    assert body(text, "apa") == printed


@pytest.mark.parametrize(
    "text",
    [
        "`[@pmid:11]` and ``a ` @pmid:11``",
        "```\n[@pmid:11]\n```",
        "~~~~ {.md}\n@pmid:11\n~~~\n@pmid:11\n~~~~",
        "Text:\n\n    @pmid:11",
        "<!-- @pmid:11\n@pmid:12 -->",
        "doe@pmid.org",
        "\\@pmid:11",
        "https://x.org/@pmid:11 and <https://x.org/@pmid>",
        "[a link](https://x.org/@pmid:11)",
        "[no citation; at all]",
        "an open [ bracket",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert body(text, "apa") == text


def test_an_indented_paragraph_of_a_list_is_no_code() -> None:
    assert body("- item\n\n    by @pmid:12", "apa") == "- item\n\n    by Poe (2021)"


def test_metadata_is_left_alone() -> None:
    assert body('---\ntitle: "@pmid:11"\n---\n\n@pmid:12', "apa").endswith("\n---\n\nPoe (2021)")


@pytest.mark.parametrize(
    ("style", "text", "printed"),
    [
        ("ieee", "So [@pmid:12; @pmid:11, p. 3] @pmid:11.", "So \\[1\\], \\[2, p. 3\\] \\[2\\]."),
        ("nature", "So [@pmid:12; @pmid:11], and\n[@pmid:12].", "So^1,2^, and^1^."),
        ("nature", "- [@pmid:12]", "- ^1^"),
        ("nature", "# Head\n[@pmid:12]\n\n> [@pmid:12]\n\n[@pmid:12]", "# Head\n^1^\n\n> ^1^\n\n^1^"),
        ("nature", "[see @pmid:12]", "^see\\ 1^"),
        ("nature", "So. @pmid:12 agree.", "So. ^1^ agree."),
        ("chicago-author-date", "@pmid:11 [p. 3]", "Doe and Roe (2020, 3)"),
    ],
)
def test_styles(style: str, text: str, printed: str) -> None:
    assert body(text, style) == printed


def test_notes() -> None:
    text = "A fact [@pmid:12, 3]. Again @pmid:12 [5].[^1]\n\n[^1]: As [@pmid:12] has it; @pmid:12."
    assert body(text, "chicago-notes-bibliography").splitlines() == [
        "A fact.[^cite-1] Again Poe[^cite-2].[^1]",
        "",
        "[^1]: As Poe, *On Decline* has it; Poe, *On Decline*.",
        "[^cite-1]: Ed Poe, *On Decline* (2021), 3.",
        "",
        "[^cite-2]: *On Decline*, 5.",
    ]


def test_the_users_word_begins_a_note() -> None:
    assert body("So [see @pmid:12].", "chicago-notes-bibliography").endswith(
        "[^cite-1]: See Ed Poe, *On Decline* (2021)."
    )


LIST = "Poe, E. (2021). *On decline*."
OTHER = (
    "Doe, J., & Roe, R. (2020). On growth. *Journal of Examples*, *1*. <https://doi.org/10.1000/S0140(20)3>"
)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("@pmid:12", f"Poe (2021)\n\n{LIST}\n"),
        ("@pmid:12\n\n# References\n", f"Poe (2021)\n\n# References\n\n{LIST}\n"),
        (
            "@pmid:12\n\n::: {#refs .x}\nold\n:::\n\nEnd",
            f"Poe (2021)\n\n::: {{#refs .x}}\n{LIST}\n:::\n\nEnd",
        ),
        (
            "[@pmid:12; @pmid:11]\n\n::: {#refs-books type=book}\n:::\n\nEnd\n\n::: {#refs}\n:::\n",
            f"(Doe & Roe, 2020; Poe, 2021)\n\n::: {{#refs-books type=book}}\n{LIST}\n:::\n\nEnd\n\n::: {{#refs}}\n{OTHER}\n:::\n",
        ),
        ("nothing cited\n", "nothing cited\n"),
        ("", ""),
    ],
)
def test_where_the_list_goes(text: str, printed: str) -> None:
    assert render_draft(text, REFERENCES) == printed


PIECES = [
    *(
        "@pmid:11",
        "[@pmid:12",
        "-@pmid:12",
        "@none",
        "[",
        "]",
        "; ",
        "`",
        "```\n",
        "\n",
        "\n\n",
        "    ",
        "p. 3",
        "{",
        "}",
    ),
    *(
        "^[",
        "[^1]",
        "[^1]: ",
        "*",
        "(",
        ")",
        "\\",
        "::: {#refs}\n",
        ":::\n",
        "<!--",
        "-->",
        "---\n",
        "@{",
        "@doi:",
        ".",
    ),
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.sampled_from(["apa", "bluebook-law-review"]),
)
def test_no_draft_is_too_odd(text: str, style: str) -> None:
    render_draft(text, REFERENCES, style=style)


@pytest.mark.parametrize(
    "text", ["[", "@pmid:11 [", "\n\n    x", "^[", "[@pmid:11", "`", "<!--", "[^1]: x\n"]
)
def test_the_time_is_linear(text: str) -> None:
    started = time.process_time()
    render_draft(text * 5000, REFERENCES)
    assert time.process_time() - started < 5


def test_the_list_tells_of_a_retraction_unless_it_is_not_to() -> None:
    retracted = References([Record(PMID="7", title="Coins", links=[Link("RetractionIn", "J Test. 2021:2")])])
    assert "(Retraction published 2021, *J Test*, 2)" in render_draft("[@pmid:7]", retracted)
    assert "Retraction" not in render_draft("[@pmid:7]", retracted, notices=False)


def test_an_unknown_key_is_reported_and_left() -> None:
    problems: list[Problem] = []
    text = "One\n[@pmid:12; @doe2020grwth] @pmid:12"
    printed = render_draft(text, REFERENCES, path="draft.md", warn=problems.append)
    assert printed.startswith("One\n[@pmid:12; @doe2020grwth] Poe (2021)\n")
    assert [str(problem) for problem in problems] == [
        "draft.md:2: no reference has the key 'doe2020grwth'; did you mean doe2020growth?; the citation is left as it is [unknown-key]"
    ]


def test_keys_are_those_of_the_bibtex_writer(tmp_path: Path) -> None:
    twins = [DOE, Record(title="On growth", author=[Name("Doe", "Jane")], issued=Date(2020), PMID="99")]
    convert.write(twins, tmp_path / "x.bib")
    keys = References(twins).keys
    assert keys == ["doe2020growth", "doe2020growth-99"]
    assert all(f"{{{key},\n" in (tmp_path / "x.bib").read_text() for key in keys)


def test_the_librarys_cite() -> None:
    citations: list[list[str] | list[Cite]] = [
        ["pmid:11"],
        [Cite("pmid:12", locator="2", label="chapter", suffix=" etc.")],
    ]
    assert convert.cite([DOE, POE], citations, "apa") == ["(Doe & Roe, 2020)", "(Poe, 2021, Chapter 2 etc.)"]
    assert convert.cite([DOE, POE], citations[:1], "nature") == ["¹"]
    assert convert.Cite is Cite
    with pytest.raises(ConvertError, match="no record has the key 'pmid:1'"):
        convert.cite([DOE], [["pmid:1"]])


def test_the_command(tmp_path: Path) -> None:
    convert.write([DOE, POE], tmp_path / "refs.jsonl")
    (tmp_path / "draft.md").write_text("See [@pmid:11]\r\nand @nope.\r\n", newline="")
    out = tmp_path / "out.md"
    arguments = ["cite", tmp_path / "draft.md", "-b", tmp_path / "refs.jsonl", "-o", out]
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 1
    assert f"{tmp_path / 'draft.md'}:2: no reference has the key 'nope'" in result.stderr
    assert out.read_text().startswith("See (Doe & Roe, 2020)\nand @nope.\n\nDoe, J., & Roe, R.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["draft.md", "-b", "refs.nbib", "-o", "x.docx"],
        ["paper.docx", "-b", "refs.nbib"],
        ["draft.md", "-b", "refs.nbib", "--engine", "citeproc-py"],
        ["draft.md", "other.md", "-b", "refs.nbib"],
    ],
)
def test_misuse(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, ["cite", *arguments]).exit_code == 2


def test_a_draft_names_its_bibliography_style_and_uncited_works(tmp_path: Path) -> None:
    (tmp_path / "refs.ris").write_text(
        "TY  - BOOK\nAU  - Doe, J\nTI  - Coins\nPY  - 2001\nID  - a\nER  - \n"
        "TY  - BOOK\nAU  - Roe, R\nTI  - Rust\nPY  - 2002\nID  - b\nER  - \n"
        "TY  - BOOK\nAU  - Poe, E\nTI  - Zinc\nPY  - 2003\nID  - c\nER  - \n",
        encoding="utf-8",
    )
    draft = tmp_path / "draft.qmd"
    head = "bibliography: refs.ris\ncsl: vancouver.csl\nnocite: |\n  @b\n"
    draft.write_text(f"---\n{head}---\n\nText [@a].\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["cite", str(draft)])
    assert result.exit_code == 0, result.output
    assert "Text (1)." in result.output
    assert "Rust" in result.output
    assert "Zinc" not in result.output
    assert "(Doe, 2001)" in CliRunner().invoke(main, ["cite", str(draft), "--style", "apa"]).output
    draft.write_text(f"---\n{head.replace('@b', '@*, @nobody')}---\n\nText [@a].\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["cite", str(draft)])
    assert "Zinc" in result.output


def test_a_head_that_is_no_yaml_is_reported(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("---\na: [\n---\n\nText.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["cite", str(draft)])
    assert result.exit_code == 2
    assert "no YAML" in result.output

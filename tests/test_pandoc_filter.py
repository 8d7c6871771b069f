"""The filter for pandoc and Quarto: pandoc's JSON in; works among its references, or citations and list, out."""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from msgspec.structs import replace

import convert
from convert.commands import main
from convert.model.record import Date, Keyword, Name, Record
from convert.ncbi.cache import Cache

Json = Any
DOE = Record(
    type="article-journal", title="On <i>growth</i>", author=[Name("Doe", "Jane")], issued=Date(2021, 3), id="doe2021",
    container_title="Journal of Coins", volume="1", page="1-9", PMID="11", DOI="10.5555/doe(1)", keyword=[Keyword("Own")],
)  # fmt: skip
ROE = Record(
    type="book", title="On decline", author=[Name("Roe", "Ed")], issued=Date(2020), id="roe2020", PMID="12", PMCID="PMC77"
)  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a library, and an empty cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("convert.ncbi.cached.default_folder", lambda: tmp_path / "cache")
    convert.write([DOE, ROE], tmp_path / "refs.jsonl")
    return tmp_path


def inlines(text: str) -> list[Json]:
    words = [{"t": "Str", "c": word} if word != " " else {"t": "Space"} for word in re.split("( )", text)]
    return [word for word in words if word.get("c") != ""]


def cite(*keys: str, suffix: str = "", prefix: str = "", mode: str = "NormalCitation") -> Json:
    citations = [
        {
            "citationId": key,
            "citationPrefix": inlines(prefix if number == 0 else ""),
            "citationSuffix": inlines(suffix if number == 0 else ""),
            "citationMode": {"t": mode},
            "citationNoteNum": 1,
            "citationHash": 0,
        }
        for number, key in enumerate(keys)
    ]
    return {"t": "Cite", "c": [citations, inlines("@" + keys[0])]}


def para(*parts: Json) -> Json:
    content = [inline for part in parts for inline in (inlines(part) if isinstance(part, str) else [part])]
    return {"t": "Para", "c": content}


def text(value: str) -> Json:
    return {"t": "MetaInlines", "c": inlines(value)}


def run(blocks: list[Json], *options: str, **meta: Json) -> tuple[Json, Result]:
    tree = {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks}
    arguments = ["pandoc-filter", *options]
    result = CliRunner().invoke(main, arguments, input=json.dumps(tree), catch_exceptions=False)
    return (json.loads(result.stdout) if result.stdout.startswith("{") else None), result


def plain(value: Json) -> str:
    """The text of blocks or inlines; a footnote in brackets, superscripts after a caret."""
    if isinstance(value, list):
        return "".join(map(plain, value))
    if not isinstance(value, dict):
        return ""
    kind: str = value["t"]
    content: Json = value.get("c")
    if kind == "Str":
        return str(content)
    if kind == "Cite":
        return f"<{' '.join(citation['citationId'] for citation in content[0])}>"
    around = {"Space": " ", "Note": "[…]", "Superscript": "^…", "Emph": "*…*"}.get(kind, "…")
    inner = content[1] if kind in ("Span", "Div", "Link") else content
    return around.replace("…", plain(inner))


def references(tree: Json) -> list[Json]:
    return [entry["c"] for entry in tree["meta"].get("references", {"c": []})["c"]]


# --- for citeproc -------------------------------------------------------------------------------------------------


def test_works_become_references() -> None:
    blocks = [para("See ", cite("pmid:11", "fig-one"), cite("PMCID:77"), cite("doi:10.5555/none"))]
    tree, result = run(blocks, "--from", "refs.jsonl", title=text("A title"))
    assert [plain(entry["id"]["c"]) for entry in references(tree)] == ["pmid:11", "PMCID:77"]
    doe = references(tree)[0]
    assert (plain(doe["title"]["c"]), plain(doe["author"]["c"][0]["c"]["family"]["c"])) == (
        "On *growth*",
        "Doe",
    )
    assert [plain(part["c"]) for part in doe["issued"]["c"]["date-parts"]["c"][0]["c"]] == ["2021", "3"]
    assert tree["blocks"] == blocks
    assert tree["meta"]["title"] == text("A title")
    assert result.exit_code == 0  # another would stop pandoc
    assert "'doi:10.5555/none'" in result.stderr
    assert "fig-one" not in result.stderr


def test_a_work_has_one_key() -> None:
    nocite = {"t": "MetaInlines", "c": [cite("doe2021"), cite("pmid:12")]}
    blocks = [para(cite("doi:10.5555/DOE(1)"), cite("pmid:11"), {"t": "Note", "c": [para(cite("doe2021"))]})]
    tree, _ = run(blocks, "--from", "refs.jsonl", nocite=nocite)
    assert [plain(entry["id"]["c"]) for entry in references(tree)] == ["doi:10.5555/DOE(1)", "pmid:12"]
    assert plain(tree["blocks"]) == "<doi:10.5555/DOE(1)><doi:10.5555/DOE(1)>[<doi:10.5555/DOE(1)>]"
    assert plain(tree["meta"]["nocite"]["c"]) == "<doi:10.5555/DOE(1)><pmid:12>"


@pytest.mark.parametrize(
    "named",
    [
        text("refs.jsonl"),
        {"t": "MetaString", "c": "refs.jsonl"},
        {"t": "MetaList", "c": [text("refs.jsonl"), {"t": "MetaString", "c": "refs.jsonl"}]},
    ],
)
def test_the_metadata_name_files(named: Json) -> None:
    said = {"t": "MetaMap", "c": {"from": named}}
    assert len(references(run([para(cite("doe2021"))], refconvert=said)[0])) == 1
    assert len(references(run([para(cite("doe2021"))], bibliography=named)[0])) == 1  # pandoc can't read it


def test_what_is_citeprocs() -> None:
    own = {"t": "MetaMap", "c": {"id": text("pmid:11"), "title": text("Own")}}
    meta = {"bibliography": text("refs.bib"), "references": {"t": "MetaList", "c": [own]}}
    tree, result = run([para(cite("doe2021"), cite("pmid:11"), cite("poe"))], "--from", "refs.jsonl", **meta)
    assert tree["meta"] == meta
    assert result.stderr == ""


def test_a_work_of_the_own_bibliography_is_cited_by_its_key() -> None:
    convert.write([replace(DOE, PMID=""), ROE], "own.bib")
    doe, roe = [record.id for record in convert.read("own.bib")]
    blocks = [para(cite("pmid:11", doe), cite("pmid:12"), cite("doi:10.5555/doe(1)"))]
    tree, result = run(blocks, "--from", "refs.jsonl", bibliography=text("own.bib"))
    assert "references" not in tree["meta"]
    assert plain(tree["blocks"]) == f"<{doe} {doe}><{roe}><{doe}>"
    assert result.stderr == ""
    rendered, _ = run(blocks, "--from", "refs.jsonl", "--render", bibliography=text("own.bib"))
    assert plain(rendered["blocks"]).count("Journal of Coins") == 1


def test_another_work_with_the_same_doi() -> None:
    gulls, waves = (
        Record(type="chapter", title=title, DOI="10.5555/book", id=f"c{page}", PMID=f"{page}", page=f"{page}-{page + 8}")
        for title, page in (("Gulls of the northern shore", 21), ("Wave heights at the sea", 41))
    )  # fmt: skip
    convert.write([gulls], "own.json", "csl-json")
    convert.write([waves], "more.jsonl")
    (gulls,) = convert.read("own.json")
    tree, _ = run(
        [para(cite("pmid:41"), cite(gulls.id))], "--from", "more.jsonl", bibliography=text("own.json")
    )
    assert plain(tree["blocks"]) == f"<pmid:41><{gulls.id}>"
    assert len(references(tree)) == 1


def test_an_index_and_the_cache(folder: Path) -> None:
    (folder / "shards").mkdir()
    convert.write([DOE], folder / "shards" / "a.nbib", "medline")
    assert CliRunner().invoke(main, ["index", "db.sqlite", "shards", "-j", "1"]).exit_code == 0
    with Cache(folder / "cache", warn=convert.strict) as cache:
        identifier = '<ELocationID EIdType="doi">10.5555/C</ELocationID>'
        article = f"<PubmedArticle><MedlineCitation><PMID>13</PMID><Article><ArticleTitle>Cached</ArticleTitle>{identifier}</Article></MedlineCitation></PubmedArticle>"
        cache.put({"13": article.encode(), "10.5555/c": b"13"})
    blocks = [para(cite("pmid:11"), cite("doi:10.5555/C"), cite("pmid:14"))]
    tree, result = run(blocks, "--from", "db.sqlite")
    assert [plain(entry["title"]["c"]) for entry in references(tree)] == ["On growth", "Cached"]
    assert result.stderr.count("\n") == 1
    assert "'pmid:14'" in result.stderr


# --- by refconvert ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "blocks", "printed"),
    [
        ("apa", [para("So ", cite("pmid:11", prefix="see", suffix=", pp. 3–5 and more"), ".")], "So (see Doe, 2021, pp. 3–5 and more)."),
        ("apa", [para(cite("pmid:11", suffix="p. 3", mode="AuthorInText"), " says")], "Doe (2021, p. 3) says"),
        ("apa", [para("Doe ", cite("pmid:11", mode="SuppressAuthor"))], "Doe (2021)"),
        ("apa", [para(cite("pmid:11", "pmid:12"), cite("fig-a"), cite("x"), cite("x", "pmid:11"))], "(Doe, 2021; Roe, 2020)<fig-a><x><x pmid:11>"),
        ("nature", [para("So ", cite("pmid:11"), ". By ", cite("pmid:12", mode="AuthorInText"))], "So^1. By ^2"),
        ("chicago-notes-bibliography", [para("So ", cite("pmid:12", prefix="see", suffix=", 3"), ". And ", cite("pmid:12", mode="AuthorInText"), ".")],
         "So.[See Ed Roe, *On Decline* (2020), 3.] And Roe[*On Decline*.]."),
        ("chicago-notes-bibliography", [para("So", {"t": "Note", "c": [para("As ", cite("pmid:12"), " has it; ", cite("pmid:12"))]})],
         "So[As Ed Roe, *On Decline* (2020) has it; Roe, *On Decline*.]"),
    ],
)  # fmt: skip
def test_citations(style: str, blocks: list[Json], printed: str) -> None:
    tree, _ = run(
        [*blocks, {"t": "Div", "c": [["refs", [], []], []]}], "--from", "refs.jsonl", "--render", "-s", style
    )
    assert plain(tree["blocks"][:-1]) == printed


def test_the_list() -> None:
    meta = {"csl": text("styles/apa.csl"), "lang": text("en-GB"), "nocite": {"t": "MetaString", "c": "@*"}}
    said = {"t": "MetaMap", "c": {"from": text("refs.jsonl"), "render": {"t": "MetaBool", "c": True}}}
    title = {"reference-section-title": text("Works cited"), "link-citations": {"t": "MetaBool", "c": True}}
    tree, _ = run([para(cite("pmid:12"))], "latex", refconvert=said, **meta, **title)
    assert tree["blocks"][0]["c"][0]["t"] == "Cite"
    tree, _ = run([para(cite("pmid:12"))], "html", refconvert=said, **meta, **title)
    citation, heading, div = tree["blocks"]
    assert heading["c"][0] == 1
    assert plain(heading["c"][2]) == "Works cited"
    [linked] = citation["c"]
    assert linked["c"][0] == ["", ["citation"], [["cites", "pmid:12"]]]
    assert linked["c"][1][0]["c"][2] == ["#ref-pmid:12", ""]
    assert div["c"][0] == [
        "refs",
        ["references", "csl-bib-body", "hanging-indent"],
        [["entry-spacing", "0"], ["line-spacing", "2"]],
    ]
    assert [entry["c"][0] for entry in div["c"][1]] == [
        ["ref-doe2021", ["csl-entry"], []],
        ["ref-pmid:12", ["csl-entry"], []],
    ]
    assert plain(div["c"][1][1]) == "Roe, E. (2020). *On decline*."
    assert sorted(tree["meta"]) == ["lang", "link-citations", "refconvert", "reference-section-title"]


def test_labels_have_pandocs_classes() -> None:
    tree, _ = run([para(cite("pmid:12"))], "--from", "refs.jsonl", "--render", "-s", "ieee")
    [entry] = tree["blocks"][-1]["c"][1]
    assert [part["c"][0][1] for part in entry["c"][1][0]["c"]] == [["csl-left-margin"], ["csl-right-inline"]]


def test_several_lists() -> None:
    divs = [
        {"t": "Div", "c": [[name, [], kept], []]}
        for name, kept in (("refs-own", [["keyword", "own"]]), ("refs", []))
    ]
    tree, _ = run([para(cite("pmid:11", "pmid:12")), *divs], "--from", "refs.jsonl", "--render")
    assert [[entry["c"][0][0] for entry in div["c"][1]] for div in tree["blocks"][1:]] == [
        ["ref-pmid:11"],
        ["ref-pmid:12"],
    ]


def test_own_references_and_types() -> None:
    own = {"id": text("poe"), "type": text("book"), "title": {"t": "MetaInlines", "c": [{"t": "Emph", "c": inlines("A b")}]},
           "author": {"t": "MetaList", "c": [{"t": "MetaMap", "c": {"family": text("Poe")}}]}, "issued": text("1845")}  # fmt: skip
    kinds = {
        "t": "MetaMap",
        "c": {"custom": {"t": "MetaList", "c": [{"t": "MetaMap", "c": {"key": text("dia")}}]}},
    }
    meta = {"references": {"t": "MetaList", "c": [{"t": "MetaMap", "c": own}]}, "crossref": kinds}
    tree, result = run([para(cite("poe"), " ", cite("dia-one"))], "--render", **meta)
    assert plain(tree["blocks"][0]) == "(Poe, 1845) <dia-one>"
    assert result.stderr == ""


# --- input that is none -------------------------------------------------------------------------------------------


NO_DOCUMENTS = ["", "# Markdown", "\xff", "[]", "{}", '{"meta": 1, "blocks": []}']
DEEP = f'{{"meta": {{}}, "blocks": {"[" * 5000}{"]" * 5000}}}'


@pytest.mark.parametrize("given", [*NO_DOCUMENTS, '{"meta": {}, "blocks": [{"t": "Cite"}]}', DEEP])
def test_what_is_no_json_of_pandoc(given: str) -> None:
    result = CliRunner().invoke(main, ["pandoc-filter"], input=given)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "pandoc -t json" in result.stderr


def test_a_preset_that_is_none() -> None:
    said = {"t": "MetaMap", "c": {"keys": text("best")}}
    assert run([para(cite("pmid:11"))], refconvert=said)[1].exit_code == 2


def test_a_library_that_is_not_there_stops_pandoc() -> None:
    assert run([para(cite("pmid:11"))], "--from", "none.nbib")[1].exit_code == 3


# --- in pandoc ----------------------------------------------------------------------------------------------------

needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
LUA = ROOT / "extras" / "quarto" / "_extensions" / "refconvert" / "refconvert.lua"


def pandoc(folder: Path, draft: str, *options: str) -> str:
    command = folder / "refconvert"
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m convert "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    environment = {"REFCONVERT": str(command), "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(folder)}
    done = subprocess.run(
        ["pandoc", "-L", LUA, "--wrap=none", *options], input=draft, env=environment,  # noqa: S607
        capture_output=True, text=True, encoding="utf-8", check=True, cwd=folder,
    )  # fmt: skip
    return done.stdout


@needs_pandoc
def test_with_citeproc_and_alone(folder: Path) -> None:
    head = f"---\nrefconvert:\n  from: {folder}/refs.jsonl\n"
    draft = "---\n\nSo [@pmid:11, chap. 2]."
    printed = pandoc(folder, head + draft, "--citeproc", "-t", "plain")
    assert printed.startswith("So (Doe 2021, chap. 2).")
    printed = pandoc(folder, f"{head}  render: true\n{draft}", "-t", "html")
    assert printed.startswith(
        '<p>So <span class="citation" data-cites="pmid:11">(Doe, 2021, Chapter 2)</span>.</p>'
    )


def test_a_long_document_is_quick(folder: Path) -> None:
    blocks = [para(f"Sentence {n} ", cite(f"pmid:{n}", suffix=", p. 3"), ".") for n in range(1, 301)]
    records = [
        Record(type="book", title=f"Book {n}", author=[Name(f"Doe{n}", "A")], PMID=str(n))
        for n in range(1, 301)
    ]
    convert.write(records, folder / "many.jsonl")
    began = time.process_time()
    tree, _ = run(blocks, "--from", "many.jsonl", "--render")
    assert time.process_time() - began < 2
    assert len(tree["blocks"][-1]["c"][1]) == 300

"""References are verified by an index: what agrees, what differs, which identifier is another work's, and what isn't there."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from conftest import FIXTURES

import convert
from convert import commands
from convert.model.record import Date, Name, Record
from convert.running.index.library import Library
from convert.running.verification.sources import open_libraries, read_references
from convert.running.verification.verdicts import Verdict, verify_against

FOLDER = FIXTURES / "verify"
COINS = "Doe J, Roe R, Poe E. Lost coins in hospital wards: a survey of three winters. J Inv Med. 2019;12(3):445-453."
STAIRS = (
    "Tread S, Riser P. Counting stairs by ear in unfamiliar railway stations. J Inv Med. 2021;14(12):901-909."
)


@pytest.fixture(scope="module")
def library() -> Iterator[list[Library]]:
    with open_libraries([str(FOLDER / "library.nbib"), str(FOLDER / "odd.nbib")]) as libraries:
        yield libraries


def verdict(text: str, library: list[Library]) -> Verdict:
    def fail(error: Exception) -> None:
        raise error

    references = read_references([io.BytesIO(text.encode())], "reference-list", unreadable=fail)
    (found,) = verify_against(references, library)
    return found


STYLES = {
    "AMA": COINS,
    "APA": "Doe, J., Roe, R., & Poe, E. (2019). Lost coins in hospital wards: A survey of three winters. Journal of Invented Medicine, 12(3), 445–453.",
    "IEEE": "[1] J. Doe, R. Roe, and E. Poe, “Lost coins in hospital wards: a survey of three winters,” J. Inv. Med., vol. 12, no. 3, pp. 445–453, Mar. 2019.",
    "MLA": "Doe, Jane, et al. “Lost Coins in Hospital Wards: A Survey of Three Winters.” Journal of Invented Medicine, vol. 12, no. 3, Mar. 2019, pp. 445–53.",
    "Nature": "Doe, J., Roe, R. & Poe, E. Lost coins in hospital wards: a survey of three winters. J. Inv. Med. 12, 445–453 (2019).",
    "Harvard": "Doe, J., Roe, R. and Poe, E. (2019) ‘Lost coins in hospital wards: a survey of three winters’, Journal of Invented Medicine, 12(3), pp. 445–453.",
    "no style": "Doe J, Roe R, Poe E: LOST COINS IN HOSPITAL WARDS - A SURVEY OF THREE WINTERS // J Inv Med 12: 445-453, 2019",
    "one letter": COINS.replace("survey", "servey"),
    "a word of the journal in the title": "Doe, J., Roe, R., Poe, E., 2019. Lost coins in hospital wards: a survey of three winters. J. Inv. Med. 12, 445–453.",
    "a line's hyphen": COINS.replace("hospital", "hos-pital"),
    "a particle left out": "Heron A, Lark T. Beta-amyloid in the brains of carrier pigeons after long flights: part II. Acta Avium. 2020;7(2):e88-e97.",
}


ODD = {
    "a family name of initials, inverted": "R A, Ferry, and John Poe. 2018. “Night Boats and the Breathing of Gulls.” Gulls (Harbour) 7 (2): 31–39.",
    "a family name of initials, before them": "R A, F. & Poe, J. Night boats and the breathing of gulls. Gulls (Harbour) 7, 31–39 (2018).",
    "a name alone": "Ferrymen, Poe J, Tread SA. Ropes as a cause of slow harbours. Gulls (Harbour). 2018 Mar 13;7(2):40.",
    "a year for a page": "Poe, J. Piers and the weight of fog. Gulls (Harbour) (2018).",
    "an identifier in a quoted title": "J. Poe and S. Tread, “Reply to Riser, doi: 10.5555/gulls.2017.11,” Gulls (Harbour), vol. 7, no. 2, p. 41, 2018, doi: 10.5555/gulls.2018.41.",
    "a group read as two": "Poe, J., Centre for Ropes, Boats and Fog Research, 2018. Knots that gulls untie at night. Gulls (Harbour) 7, 42–49.",
}
"""Of ``odd.nbib``, which has no full names of journals."""


@pytest.mark.parametrize("text", [*STYLES.values(), *ODD.values()], ids=[*STYLES, *ODD])
def test_a_true_reference_is_verified_in_any_style(text: str, library: list[Library]) -> None:
    found = verdict(text, library)
    assert (found.kind, found.message) == ("verified", "all that is printed agrees")
    assert found.work
    assert found.identifiers["PMID"] == found.work.PMID


DAMAGES = {
    "year": (COINS.replace("2019", "2017"), ("year",)),
    "volume": (COINS.replace(";12(", ";21("), ("volume",)),
    "first page": (COINS.replace("445-453", "545-553"), ("page",)),
    "last page": (COINS.replace("445-453", "445-493"), ("page",)),
    "journal": (COINS.replace("J Inv Med", "Acta Avium"), ("journal",)),
    "another first author": (COINS.replace("Doe J, Roe R", "Roe R, Doe J"), ("authors",)),
    "another author": (COINS.replace("Poe E", "Quill A"), ("authors",)),
    "one author more": (COINS.replace("Poe E", "Poe E, Quill A"), ("authors",)),
    "title cut": (COINS.replace(": a survey of three winters", ""), ("title",)),
    "words in the title": (COINS.replace("of three winters", "of four rainy summers"), ("title",)),
    "title going on": (
        COINS.replace("winters.", "winters and of what the nurses did with all that they found."),
        ("title",),
    ),
}


@pytest.mark.parametrize(("text", "differing"), DAMAGES.values(), ids=DAMAGES)
def test_what_differs_is_named(text: str, differing: tuple[str, ...], library: list[Library]) -> None:
    found = verdict(text, library)
    assert (found.kind, found.differing) == ("differs", differing)
    assert found.work
    assert found.work.PMID == "90000101"


NEVER_VERIFIED = {
    "an invented work": (
        "Gale W, Squall P. Barometers and the moods of ferry passengers. J Inv Med. 2021;14(12):910-918.",
        "not-found",
    ),
    "the title of a work, by others, elsewhere": (
        "Gale W, Squall P. Lost coins in hospital wards: a survey of three winters. Lantern. 2011;384(2):17-19.",
        "mismatch",
    ),
    "the place of a work": (
        "Gale W, Squall P. Barometers and the moods of ferry passengers. J Inv Med. 2019;12(3):445-453.",
        "mismatch",
    ),
    "an erratum of the title": (
        "Moe K. Erratum: Counting stairs by ear in unfamiliar railway stations. J Inv Med. 2022;15(1):12.",
        "mismatch",
    ),
    "another version": (
        COINS.replace(
            ": a survey of three winters", ": a survey of three winters [version 2; peer review: 1 approved]"
        ),
        "differs",
    ),
    "another part": (
        "van der Heron A, Lark T. β-Amyloid in the brains of carrier pigeons after long flights: part III. Acta Avium. 2021;8(1):e5-e9.",
        "mismatch",
    ),
    "the identifier of another work": (
        "Gale W, Squall P. Barometers and the moods of ferry passengers. J Inv Med. 2021;14(12):910-918. PMID: 90000107",
        "other-work",
    ),
    "two works' identifiers": (f"{STAIRS} PMID: 90000101", "other-work"),
    "a DOI of no work": (f"{STAIRS} doi:10.5555/jim.2021.999", "wrong-identifier"),
    "a book": (
        "Quill A. A handbook of imaginary medicine. 2nd ed. London: Invented Press; 2011.",
        "out-of-scope",
    ),
    "a web page": ("Ferry Board. Sailing times in winter. https://ferries.example/winter", "out-of-scope"),
    "a name": ("Anon.", "too-little"),
}


@pytest.mark.parametrize(("text", "kind"), NEVER_VERIFIED.values(), ids=NEVER_VERIFIED)
def test_what_is_not_so_is_never_verified(text: str, kind: str, library: list[Library]) -> None:
    found = verdict(text, library)
    assert found.kind == kind
    assert "fake" not in found.message


def test_what_pubmed_does_not_have_is_told_by_its_words(library: list[Library]) -> None:
    for text in (
        "Smith J. Method for folding paper. US Patent 1234567. 1999.",
        "Directive 2001/20/EC of the Parliament. Official Journal L 121, 2001.",
    ):
        assert verdict(text, library).kind == "out-of-scope"


def test_an_identifier_alone_names_its_work(library: list[Library]) -> None:
    found = verdict("PMID: 90000101", library)
    assert (found.kind, found.work and found.work.PMID) == ("too-little", "90000101")


def test_a_year_in_the_place_of_the_volume_is_none(library: list[Library]) -> None:
    assert (
        verdict(
            "Poe J. Ten tides and the patience of ferry crews. Gulls (Harbour). 2017;2018:50.", library
        ).kind
        == "differs"
    )


def test_the_right_identifier_is_given(library: list[Library]) -> None:
    found = verdict(f"{STAIRS} PMID: 90000101", library)
    assert found.message == (
        "PMID is that of another work: Doe et al., Lost coins in hospital wards: a survey of three winters. "
        "J Inv Med 2019;12:445-453 (PMID 90000101); the right one is PMID 90000107"
    )
    assert found.identifiers == {"PMID": "90000107", "DOI": "10.5555/jim.2021.901"}


def test_what_became_of_the_work_is_said(library: list[Library]) -> None:
    retracted = "Fathom B, Mast C, Keel D, Hull F. Magnetic slippers and the sleep of lighthouse keepers: a randomised trial. Lantern. 2018;391(10):2101-10."
    found = verdict(retracted, library)
    assert (found.kind, found.notices, found.is_trouble) == ("verified", ["retracted (PMID 90000106)"], True)
    preprint = "Drizzle M, Kettle N. Tea, umbrellas and the common cold in two rainy towns. medRxiv. 2022. doi:10.1101/2022.02.02.22270001"
    assert verdict(preprint, library).notices == ["superseded by a later version (PMID 90000109)"]


def test_a_reference_without_title_is_told_by_its_place(library: list[Library]) -> None:
    found = verdict("Doe J, Roe R. J Inv Med. 2019;12(3):445-53.", library)
    assert found.work
    assert found.work.PMID == "90000101"


def test_the_nearest_are_shown_with_how_near_they_are(library: list[Library]) -> None:
    found = verdict(
        "Gale W. Magnetic slippers and the gait of postmen in winter: a cohort study. Lantern. 2019;392(4):300-308.",
        library,
    )
    assert found.kind == "not-found"
    assert {near.work.PMID for near in found.nearest[:2]} == {"90000105", "90000106"}
    assert all(40 < near.similarity < 92 for near in found.nearest[:2])
    assert found.nearest[0].agreeing == ("journal",)


def test_records_are_verified_as_well() -> None:
    made = Record(
        title="Counting stairs by ear in unfamiliar railway stations",
        author=[Name(family="Tread", given="Sam")],
        issued=Date(2021),
        container_title="Journal of invented medicine",
        volume="14",
        page="901",
    )
    (found,) = convert.verify([made], FOLDER / "library.nbib")
    assert isinstance(found, convert.Verdict)
    assert (found.kind, found.identifiers["PMID"]) == ("verified", "90000107")


# --- the command --------------------------------------------------------------------------------------------------


def run(*arguments: str | Path) -> Result:
    done = CliRunner().invoke(
        commands.main, ["verify", *map(str, arguments), "--against", str(FOLDER / "library.nbib")]
    )
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_a_true_list_and_a_fake_one() -> None:
    true, fake = run(FOLDER / "true.txt"), run(FOLDER / "fake.txt")
    assert (true.exit_code, fake.exit_code) == (0, 1)
    assert "3 references: 3 verified" in true.stdout
    assert "retracted (PMID 90000106); verified" in fake.stdout


def test_reports(tmp_path: Path) -> None:
    paths = [tmp_path / f"report.{suffix}" for suffix in ("html", "json", "sarif", "txt")]
    done = run(FOLDER / "fake.txt", *(word for path in paths for word in ("--report", path)))
    page, rows, sarif, text = (path.read_text(encoding="utf-8") for path in paths)
    assert text == done.stdout
    kinds = [row["verdict"] for row in json.loads(rows)]
    assert kinds == ["differs", "other-work", "wrong-identifier", "not-found", "verified", "out-of-scope"]
    results = json.loads(sarif)["runs"][0]["results"]
    lines = {
        result["ruleId"]: result["locations"][0]["physicalLocation"]["region"]["startLine"]
        for result in results
    }
    assert lines["reference-differs"] == 3
    assert lines["retracted"] == 7
    assert page.index("Barometers") < page.index("Lost coins") < page.index("A handbook")
    assert "<mark>2018</mark><td><mark>2019</mark>" in page


def test_a_report_of_unknown_form_is_refused(tmp_path: Path) -> None:
    assert run(FOLDER / "true.txt", "--report", tmp_path / "report.pdf").exit_code == 2
    assert run(FOLDER / "true.txt", "-t", "ris").exit_code == 2


def test_what_is_no_list_is_said(tmp_path: Path) -> None:
    (tmp_path / "scan.bin").write_bytes(b"%PDF-1.7\n\0\1")
    (tmp_path / "prose.txt").write_text(
        "So we went to the sea.\n\nIt rained for most of the winter.\n", encoding="utf-8"
    )
    done = run(tmp_path / "scan.bin")
    assert (done.exit_code, "neither a known format nor text" in done.stderr) == (3, True)
    done = run(tmp_path / "prose.txt")
    assert (done.exit_code, "[inferred]" in done.stderr) == (1, True)
    assert CliRunner().invoke(commands.main, ["verify", str(FOLDER / "true.txt")]).exit_code == 2


def test_a_list_is_put_right(tmp_path: Path) -> None:
    out = tmp_path / "right.jsonl"
    done = run(FOLDER / "fake.txt", "--fix", "-o", out)
    records = [*convert.read(out)]
    assert [record.PMID for record in records] == ["90000101", "", "90000107", "", "90000105", ""]
    assert [record.issued.year for record in records if record.issued] == [2019, 2021, 2021, 2019, 2018, 2011]
    assert records[1].DOI == "10.5555/jim.2021.901"  # nothing better is known
    assert "year: 2018 → 2019" in done.stderr
    assert "DOI: 10.5555/jim.2021.999 → 10.5555/jim.2021.901" in done.stderr
    again = CliRunner().invoke(commands.main, ["verify", str(out), "--against", str(FOLDER / "library.nbib")])
    assert "3 verified" in again.stdout


@pytest.mark.parametrize("format", ["bibtex", "ris", "csl-json"])
def test_any_format_is_verified(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"list.{'json' if format == 'csl-json' else 'bib' if format == 'bibtex' else format}"
    records = [
        record for record in convert.read(FOLDER / "library.nbib") if record.PMID in {"90000101", "90000107"}
    ]
    convert.write(records, str(path), format)
    done = run(path)
    assert (done.exit_code, "2 references: 2 verified" in done.stdout) == (0, True)


def test_the_citations_of_a_word_document_are_verified(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("So it was found [@pmid:90000101; @pmid:90000105].")
    document.save(str(tmp_path / "draft.docx"))
    cited = tmp_path / "cited.docx"
    words = ["cite", tmp_path / "draft.docx", "--bibliography", FOLDER / "library.nbib", "-o", cited]
    CliRunner().invoke(commands.main, [*map(str, words)], catch_exceptions=False)
    done = run(cited)
    assert done.exit_code == 1
    assert "2 references: 2 verified, 1 retracted" in done.stdout


def test_what_a_draft_cites_is_verified(tmp_path: Path) -> None:
    convert.write(convert.read(FOLDER / "library.nbib"), str(tmp_path / "refs.bib"), "bibtex")
    (tmp_path / "draft.md").write_text(
        "---\nbibliography: refs.bib\n---\nCoins [@doe2019lost].\n", encoding="utf-8"
    )
    assert "1 reference: 1 verified" in run(tmp_path / "draft.md").stdout


def test_a_deleted_record_is_known_as_such(tmp_path: Path) -> None:
    (tmp_path / "pubmed26n0001.nbib").write_bytes((FOLDER / "library.nbib").read_bytes())
    deleted = "<PubmedArticleSet><DeleteCitation><PMID>90000107</PMID></DeleteCitation></PubmedArticleSet>"
    (tmp_path / "pubmed26n0002.xml").write_text(deleted, encoding="utf-8")
    index = tmp_path / "index.sqlite"
    CliRunner().invoke(commands.main, ["index", str(index), str(tmp_path)], catch_exceptions=False)
    with open_libraries([str(index)]) as libraries:
        found = verdict(f"{STAIRS} PMID: 90000107", libraries)
    assert found.kind == "not-found"
    assert found.message.startswith("PMID 90000107 was deleted from PubMed")

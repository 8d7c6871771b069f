"""The page in a real Chromium, by both engines; skipped where there is none, or no Pyodide."""

import gzip
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from conftest import FIXTURES

import convert
from convert import Date, Name, Record, formats
from convert.model.record import Affiliation, Keyword, Link, MeshHeading

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
expect.set_options(timeout=60_000)

TRIAL = FIXTURES / "articles" / "group-trial" / "medline.nbib"
PAGE = FIXTURES / "articles" / "als-therapies" / "page.txt"
ATTACK = (
    '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
    '<a href="javascript:window.pwned=1">x</a><p onclick="window.pwned=1">y</p>"\'>'
)
MADE = "img[src=x], script:not([src]), a[href^=javascript], [onclick], [onerror], iframe"
"""What would be an element of the attack."""


def paste(page: Any, text: str) -> None:
    page.locator("#text").fill(text)
    expect(page.locator("#status")).to_contain_text("record")


def clipboard(page: Any) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_from_a_page_to_references(page: Any) -> None:
    paste(page, PAGE.read_text(encoding="utf-8"))
    page.get_by_text("1 record from PubMed’s text, 1 incomplete").wait_for()
    page.get_by_role("combobox", name="Style").fill("apa 7th")
    option = page.locator("#style-0")
    expect(option).to_contain_text("APA Style 7th edition")
    expect(option).to_contain_text("(2021)")
    page.keyboard.press("Enter")
    expect(page.locator("#list q")).to_contain_text("(A Perspective on Therapies")
    page.get_by_role("button", name="Copy list").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert clipboard(page).startswith("A perspective on therapies")

    page.get_by_role("tab", name="Export").click()
    page.get_by_label("Format", exact=True).select_option("ris")
    page.locator("#output").get_by_text("AN  - 34372914").wait_for()
    expected = io.StringIO(newline="")
    convert.convert(PAGE, expected, to="ris")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="Copied").wait_for()
    assert clipboard(page) == expected.getvalue()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert Path(download.value.path()).read_bytes() == expected.getvalue().encode()
    expect(page.locator("#losses")).to_contain_text(
        re.compile(r"In RIS, \d+ fields? (can’t be carried|lose detail|move elsewhere)")
    )

    stored = page.evaluate("JSON.stringify(localStorage)")
    assert "apa" in stored
    assert "perspective" not in stored
    page.reload()
    assert page.locator("#style").input_value() == "APA Style 7th edition"


def test_a_bookmark_brings_the_open_page(page: Any) -> None:
    text = quote(PAGE.read_text(encoding="utf-8"))
    page.evaluate(f"location.hash = 'paste={text}'")
    expect(page.locator("#status")).to_contain_text("1 record from PubMed’s text")
    assert page.evaluate("location.hash") == ""


def test_a_text_is_not_overwritten(page: Any) -> None:
    paste(page, TRIAL.read_text(encoding="utf-8"))
    page.evaluate(f"location.hash = 'paste={quote(PAGE.read_text(encoding='utf-8'))}'")
    expect(page.locator("#status")).to_contain_text("2 records from MEDLINE, PubMed’s text")
    assert page.locator("#text").input_value() == TRIAL.read_text(encoding="utf-8")
    page.get_by_role("button", name="Remove PubMed page").click()
    expect(page.locator("#status")).to_contain_text("1 record from MEDLINE")


def test_changes_orders_and_an_address_of_them(page: Any, address: str) -> None:
    page.goto(f"{address}#style=apa&to=ris&tab=export")
    page.reload()
    expect(page.locator("#style")).to_have_value("APA Style 7th edition")
    page.get_by_role("button", name="A PubMed search").click()
    expect(page.locator("#output")).to_contain_text("AB  - ")
    page.locator("#changes").evaluate("element => element.open = true")
    page.get_by_label("abstract").select_option("none")
    expect(page.locator("#output")).not_to_contain_text("AB  - ")
    expect(page.locator("#changes-text")).to_have_text("Changes on the way (1)")
    page.locator("#output").focus()
    page.keyboard.press("Control+a")
    selected = page.evaluate("getSelection().toString()")
    assert selected.startswith("TY  - JOUR")
    assert selected.rstrip().endswith("ER  -")
    page.get_by_role("tab", name="Records").click()
    page.locator("#order").select_option("-year")
    years = [text for text in page.locator("#table .c-year").all_inner_texts() if text.isdecimal()]
    assert years == sorted(years, reverse=True)
    assert page.evaluate("location.hash") == "#tab=records&style=apa&to=ris"


def test_tables_run_no_formula(page: Any) -> None:
    paste(page, "TY  - JOUR\nTI  - =HYPERLINK(1)\nAU  - Doe, J\nPY  - 2020\nJO  - Coins\nER  - \n")
    page.get_by_role("tab", name="Export").click()
    page.get_by_label("Format", exact=True).select_option("csv")
    page.locator("#output").get_by_text(",'=HYPERLINK(1),").wait_for()
    page.locator("#options").evaluate("element => element.open = true")
    page.get_by_label("formulas").select_option("keep")
    page.locator("#output").get_by_text(",=HYPERLINK(1),").wait_for()
    page.get_by_label("formulas").select_option("neutralise")
    page.locator("#output").get_by_text(",'=HYPERLINK(1),").wait_for()


def test_files_and_problems(page: Any) -> None:
    files = [
        {"name": "one.nbib.gz", "mimeType": "", "buffer": gzip.compress(TRIAL.read_bytes())},
        {
            "name": "broken.bib",
            "mimeType": "",
            "buffer": b"@article{a,\n title = {On tests}\n}\n\n@article{b, title = {On}\n",
        },
        {"name": "photo.png", "mimeType": "", "buffer": b"\x89PNG\r\n"},
    ]
    page.locator("#picker").set_input_files(files)
    page.get_by_text("3 records from MEDLINE, BibTeX").wait_for()
    page.locator("#problems").evaluate("element => element.open = true")
    page.get_by_role("button", name="broken.bib, line 5").first.click()
    assert page.locator(".problems pre b").inner_text() == "@article{b, title = {On}"
    assert page.get_by_text("Photo.png is a picture").count() == 1
    page.get_by_role("button", name="Remove broken.bib").click()
    page.get_by_text("1 record from MEDLINE").wait_for()


def test_nothing_and_nonsense(page: Any) -> None:
    page.locator("#text").fill("Hello")
    page.get_by_text("This is no format that refconvert knows.", exact=False).wait_for()
    page.get_by_role("button", name="A library with doubles").click()
    page.get_by_text("7 records from RIS, 2 duplicates").wait_for()
    page.get_by_label("Merge 2 duplicates", exact=False).check()
    expect(page.locator("#list li")).to_have_count(5)


def test_duplicates_are_decided_by_hand(page: Any) -> None:
    page.get_by_role("button", name="A library with doubles").click()
    expect(page.locator("#list li")).to_have_count(7)
    page.get_by_role("button", name="Decide by hand").click()
    undecided, sleep, luck = (page.locator(".group").nth(place) for place in range(3))
    expect(undecided.locator(".badge")).to_have_text("to decide")
    expect(undecided.locator("td.differs").first).to_contain_text("a pilot study")
    expect(luck).to_contain_text("The same DOI 10.5555/anr.2023.19")
    undecided.get_by_text("One work", exact=True).click()
    expect(page.locator("#duplicate-works")).to_have_text("7 records, 4 works")
    sleep.get_by_text("Different works", exact=True).click()
    expect(page.locator("#duplicate-works")).to_have_text("7 records, 5 works")
    expect(sleep.locator(".badge")).to_have_text("apart, as you say")
    page.get_by_role("tab", name="Reference list").click()
    expect(page.locator("#list li")).to_have_count(5)
    page.get_by_role("tab", name="Records").click()
    page.locator("#table").get_by_text("merged").first.wait_for()
    page.get_by_label("Search these records").fill("sleep")
    page.get_by_text("2 records of 5").wait_for()
    page.get_by_role("tab", name="Export").click()
    page.get_by_label("Format", exact=True).select_option("ris")
    expect(page.locator("#output")).to_contain_text("AU  - Doe, J. A.")
    expect(page.locator("#output")).not_to_contain_text("pilot study")
    page.get_by_label("Merge 2 duplicates", exact=False).uncheck()
    expect(page.locator("#output")).to_contain_text("pilot study")


def test_duplicates_by_keyboard(page: Any) -> None:
    """Of three records one is another work."""
    one = "TY  - JOUR\nTI  - On coins\nAU  - Doe, J\nPY  - 2020\nJO  - Coins\nDO  - 10.5555/1\n{}\nER  - \n"
    paste(page, "".join(map(one.format, ("VL  - 1", "IS  - 2", "KW  - dice"))))
    page.locator("#tab-list").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "tab-duplicates"
    radio = page.get_by_role("radio", name="One work")
    expect(radio).to_be_checked()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("ArrowRight")
    expect(page.locator("#duplicate-works")).to_have_text("3 records, 3 works")
    expect(page.locator("#said")).to_have_text("3 records, 3 works")
    page.get_by_role("checkbox", name="this work : pasted text, line 1", exact=True).press("Space")
    page.get_by_role("checkbox", name="this work : pasted text, line 17").press("Space")
    expect(page.locator("#duplicate-works")).to_have_text("3 records, 2 works")
    expect(page.locator(".group .badge")).to_have_text("2 of 3 are one work, as you say")


def trials(count: int) -> str:
    one = re.sub(r"(?m)^(?:PMC|MID|LID).*\n", "", TRIAL.read_text(encoding="utf-8"))
    many = (
        one.replace("90000001", str(n)).replace("TI  - ", f"TI  - Trial {n}: ") for n in range(1, count + 1)
    )
    return "\n\n".join(many)


def drop(page: Any, name: str, text: str) -> None:
    """Drop a file onto the page, as a mouse does."""
    data = page.evaluate_handle(
        """([name, text]) => { const data = new DataTransfer(); data.items.add(new File([text], name)); return data }""",
        [name, text],
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event("#results", event, {"dataTransfer": data})


def test_many_records(page: Any) -> None:
    drop(page, "many.nbib", trials(1500))
    page.get_by_role("tab", name="Records").click()
    page.get_by_text("1,500 records", exact=False).first.wait_for()
    assert page.locator("#table tbody tr").count() < 60
    page.locator("#scroll").evaluate("element => element.scrollTop = element.scrollHeight")
    page.get_by_text("Trial 1500", exact=False).wait_for()
    page.get_by_label("Search these records").fill("trial 1077:")
    page.get_by_text("1 record of 1,500").wait_for()
    page.get_by_label("Search these records").fill("")
    page.get_by_role("button", name="Title", exact=False).first.click()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Title")


def test_five_thousand_dropped(page: Any) -> None:
    drop(page, "many.nbib", trials(5000))
    assert not page.locator("#drop").is_visible()
    page.get_by_text("5,000 records from MEDLINE").wait_for()
    expect(page.locator("#list li")).to_have_count(5000)


def test_a_long_conversion_is_stopped(page: Any) -> None:
    drop(page, "many.nbib", trials(12_000))
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped.").wait_for()
    page.get_by_role("button", name="Clear").click()
    paste(page, PAGE.read_text(encoding="utf-8"))
    expect(page.locator("#list li")).to_have_count(1)
    assert page.locator("#record-count").text_content() == "1"


def test_by_keyboard(page: Any) -> None:
    """From pasting to a copied citation without a mouse."""
    page.locator("#text").focus()
    page.keyboard.insert_text(TRIAL.read_text(encoding="utf-8"))
    page.wait_for_selector("#list li")
    tab_to(page, "tab-list")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-records"
    tab_to(page, "title")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("O'Brien, William T Sr").wait_for()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    tab_to(page, "tab-records", back=True)
    page.keyboard.press("Home")
    tab_to(page, "style")
    page.keyboard.type("lancet neurology")
    page.wait_for_selector("[role=option] .sample")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.locator("#style").input_value() == "The Lancet Neurology"
    tab_to(page, "copy-list")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    assert "Brien" in clipboard(page)


def tab_to(page: Any, name: str, *, back: bool = False) -> None:
    """Press Tab until the element of that id or class has the focus."""
    for _ in range(25):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if name in page.evaluate("[document.activeElement.id, document.activeElement.className]"):
            return
    raise AssertionError(name)


def test_it_fits(page: Any) -> None:
    paste(page, TRIAL.read_text(encoding="utf-8"))
    for tab in ("Reference list", "Records", "Export"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab


# --- attacks ----------------------------------------------------------------------------------------------------


def attacked() -> Record:
    """A record with an attack in every text, and in a few parts."""
    texts: dict[str, Any] = {
        field.name: ATTACK
        for field in msgspec.structs.fields(Record)
        if field.default == "" and field.name != "type"
    }
    return Record(
        type="article-journal",
        author=[Name(ATTACK, ATTACK, suffix=ATTACK, affiliation=[Affiliation(ATTACK)]), Name(literal=ATTACK)],
        issued=Date(2020, literal=ATTACK),
        keyword=[Keyword(ATTACK)],
        mesh=[MeshHeading(ATTACK)],
        links=[Link("RetractionIn", ATTACK, note=ATTACK)],
        extra={ATTACK: [ATTACK]},
        inferred={"title": ATTACK, ATTACK: ATTACK},
        **texts,
    )


BOTH = [name for name in formats.WRITERS if name in formats.READERS and name != "docx"]


@pytest.mark.parametrize(("engine", "name"), [*(("served", name) for name in BOTH), ("static", "jsonl")])
def test_attacks_stay_text(request: pytest.FixtureRequest, browser: Any, engine: str, name: str) -> None:
    out = io.StringIO(newline="")
    convert.write([attacked()], out, name)
    page = browser.new_page()
    page.goto(request.getfixturevalue(engine))
    page.locator("#picker").set_input_files(
        [{"name": f"{ATTACK}.x", "mimeType": "", "buffer": out.getvalue().encode()}]
    )
    page.wait_for_selector("#list li")
    assert page.locator(MADE).count() == 0
    page.get_by_role("combobox", name="Style").click()
    page.wait_for_selector("[role=option] .sample")
    assert page.locator(MADE).count() == 0
    page.get_by_role("tab", name="Records").click()
    page.locator("#table .title").first.click()
    assert page.locator("#record-body dt").count() > 3
    assert page.locator(MADE).count() == 0
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Export").click()
    expect(page.locator("#output")).to_contain_text("window.pwned")
    assert page.locator(MADE).count() == 0
    assert page.evaluate("window.pwned") is None
    page.close()

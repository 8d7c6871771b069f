"""axe-core finds nothing in any state of the page, by both engines: wide and light, narrow and dark.

It evaluates its script, which the page's policy would not let the page load. It can find about half of what hinders people: the
keyboard, the focus and the live regions are for ``test_page``.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from web.test_page import drop, expect, trials

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
)

BROKEN = "@article{a,\n title = {On tests}\n}\n\n@article{b, title = {On}\n"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def empty(page: Any) -> None:
    page.get_by_text("Your references appear here.").wait_for()


def an_error(page: Any) -> None:
    page.locator("#text").fill("Hello")
    page.get_by_text("This is no format that refconvert knows.", exact=False).wait_for()


def problems(page: Any) -> None:
    page.locator("#text").fill(BROKEN)
    page.locator("#problems").evaluate("element => element.open = true")
    expect(page.locator("#problem-list li").first).to_be_visible()


def one_record(page: Any) -> None:
    page.get_by_role("button", name="Clear").click()
    page.locator("#examples button").first.click()
    expect(page.locator("#list li")).to_have_count(1)


def styles_open(page: Any) -> None:
    page.get_by_role("combobox", name="Style").fill("lancet")
    page.locator("[role=option] .sample").first.wait_for()


def duplicates(page: Any) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="A library with doubles").click()
    page.get_by_text(re.compile(r"\d records from RIS, 2 duplicates")).wait_for()
    for tab in page.get_by_role("tab", name="Duplicates").all():
        tab.click()


def many(page: Any) -> None:
    page.get_by_role("button", name="Clear").click()
    drop(page, "many.nbib", trials(60))
    page.get_by_text("60 records", exact=False).first.wait_for()
    page.get_by_role("tab", name="Records").click()
    page.locator("#table .title").first.wait_for()


def a_record_opened(page: Any) -> None:
    page.locator("#table .title").first.click()
    page.locator("#record-body dt").first.wait_for()


def options_open(page: Any) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Export").click()
    page.get_by_label("Format", exact=True).select_option("bibtex")
    page.locator("#output").get_by_text("@article").first.wait_for()
    for name in ("#options", "#losses"):
        page.locator(name).evaluate("element => element.open = true")


STATES: tuple[Callable[[Any], None], ...] = (
    empty,
    an_error,
    problems,
    one_record,
    styles_open,
    duplicates,
    many,
    a_record_opened,
    options_open,
)
"""Each begins where the one before ended."""


def test_axe_finds_nothing(page: Any) -> None:
    found = []
    for reach in STATES:
        reach(page)
        page.locator(".waiting").first.wait_for(state="detached")
        page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
        seen = axe.Axe().run(page, options=RULES)
        found += [f"{reach.__name__}: {seen.generate_report()}"] * bool(seen.violations_count)
    assert not found, "\n".join(found)
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert axe.Axe().run(page, options=RULES).generate_snapshot() == "html-has-lang (serious) : 1"

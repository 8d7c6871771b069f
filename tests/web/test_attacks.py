"""What is meant to run stays text: 60,000 attempts in the fields of all input formats (``attacks``), in the page and in each report.

Nothing runs, no dialog opens, nothing is asked of another host (``opened`` sees to that), and no element is there that was not before.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from web import attacks
from web.conftest import opened
from web.test_page import expect

from convert import Record
from convert.commands import main
from convert.formats import get_writer

WATCH = """
    window.fired = [];
    window.pwn = (number) => fired.push(number);
    window.strange = () => [...document.querySelectorAll("*")].flatMap((element) => {
        const tag = element.localName;
        const names = element.getAttributeNames().filter((name) => /^on|^(srcdoc|autofocus|formaction)$/.test(name));
        const address = element.getAttribute("href") ?? element.getAttribute("src") ?? "";
        if (/^\\s*(javascript|data|vbscript):/i.test(address)) names.push(address);
        if (/^(script|iframe|object|embed|base|form|link|meta|style|math|img|svg|video|audio|template|noscript)$/.test(tag)) names.push(tag);
        return names.map((name) => `${tag} ${name}`);
    }).sort();
"""
"""What a page has that runs or fetches, as a list; what ran."""
READ_OTHERWISE = ("pubmed-xml", "endnote-xml", "mods", "jats", "web-page")
"""What the static page reads by other code than the server: of these files, it is given every third."""


@pytest.fixture(scope="module")
def made() -> tuple[attacks.Attacks, list[tuple[str, str]]]:
    return attacks.files()


@pytest.fixture(scope="module")
def records(made: tuple[attacks.Attacks, list[tuple[str, str]]]) -> list[Record]:
    return attacks.read(made[1])


def test_a_payload_would_be_seen(browser: Any) -> None:
    """Each as HTML where nothing forbids it: it runs, or makes an element."""
    page = browser.new_page()
    page.set_content(f"<script>{WATCH}</script>")
    before = page.evaluate("strange()")
    for payload in attacks.PAYLOADS:
        text = payload.format(n=1).replace("&lt;", "<").replace("&gt;", ">")
        page.evaluate("text => { document.body.innerHTML = `<a href='${text}'>x</a>${text}` }", text)
        assert page.evaluate("strange()") != before or "constructor" in text, payload
    page.close()


@pytest.mark.parametrize("engine", ["served", "static"])
def test_in_the_page(request: pytest.FixtureRequest, browser: Any, made: Any, engine: str) -> None:
    chosen = made[1] if engine == "served" else [one for one in made[1] if one[0] in READ_OTHERWISE][::3]
    for page in opened(browser, request.getfixturevalue(engine), before=WATCH):
        dialogs: list[str] = []
        page.on("dialog", lambda dialog, dialogs=dialogs: (dialogs.append(dialog.message), dialog.dismiss()))
        before = page.evaluate("strange()")
        page.locator("#picker").set_input_files([
            {"name": f"<img src=x onerror=pwn()>{number}", "mimeType": "", "buffer": text.encode()} for number, (_, text) in enumerate(chosen)
        ])  # fmt: skip
        expect(page.locator("#list li").nth(20)).to_be_attached()
        texts = [page.locator("#list").inner_text()]
        page.evaluate("document.querySelectorAll('#problem-list button').forEach((button) => button.click())")
        page.get_by_role("combobox", name="Style").click()
        page.locator("[role=option] .sample").first.wait_for()
        texts.append(page.locator("#style-list").inner_text())
        assert page.evaluate("strange()") == before
        page.keyboard.press("Escape")
        page.get_by_role("tab", name="Records").click()
        page.locator("#table .title").first.click()
        texts.append(page.evaluate(EACH_RECORD))
        page.keyboard.press("Escape")
        page.get_by_role("tab", name="Export").click()
        page.get_by_label("Format", exact=True).select_option("jsonl")
        expect(page.locator("#output")).to_contain_text('{"')
        page.locator("#losses").evaluate("element => element.open = true")
        assert page.evaluate("strange()") == before
        assert page.evaluate("fired") == dialogs == []
        shown = {int(number) for text in texts for number in attacks.PAYLOAD.findall(text)}
        formats = {made[0].made[number][0] for number in shown}
        assert formats == {name for name, _ in chosen}
        assert len(shown) > (30_000 if engine == "served" else 2_000)


EACH_RECORD = """() => {
    const texts = [];
    const next = document.querySelector("#record-next");
    do texts.push(document.querySelector("#record").textContent); while (!next.disabled && (next.click(), true));
    return texts.join("\\n");
}"""


def reports(records: list[Record], folder: Path) -> Iterator[Path]:
    """Each page that is no part of the web page: lists, a verification, a deduplication, in a folder that attacks, too."""
    for first, style in enumerate(("apa", "vancouver")):
        path = folder / f"{style}.html"
        with path.open("w", encoding="utf-8") as out:
            get_writer("bibliography").write(
                records[first::2], out, format="html-page", style=style, links=True
            )
        yield path
    few = records[:: len(records) // 150]
    here, there = folder / "<img src=x onerror=pwn()>.jsonl", folder / "library.jsonl"
    for path, some in ((here, few), (there, [*few[::2], *few[1::7]])):
        path.write_bytes(b"\n".join(map(msgspec.json.encode, some)))
    for command in (
        ["verify", here, "--against", there, "-o", folder / "a.txt"],
        ["dedupe", here, there, "-o", folder / "b.ris"],
    ):
        path = folder / f"{command[0]}.html"
        done = CliRunner().invoke(main, [*map(str, command), "--report", str(path)])
        assert path.is_file(), done.output
        yield path


def test_in_reports(browser: Any, records: list[Record], tmp_path: Path) -> None:
    for path in reports(records, tmp_path):
        context = browser.new_context()
        context.add_init_script(WATCH)
        asked: list[str] = []
        context.on("request", lambda sent, asked=asked: asked.append(sent.url))
        page = context.new_page()
        page.goto(path.as_uri())
        allowed = {"meta meta", "style style", "svg svg"}
        assert set(page.evaluate("strange()")) <= allowed, path.name
        assert page.evaluate("fired") == [], path.name
        assert asked == [path.as_uri()]
        assert len(set(attacks.PAYLOAD.findall(page.locator("body").inner_text()))) > 200, path.name
        context.close()

"""The static page: the very bytes of the command without a network, and nothing asked of anybody else."""

import gzip
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES, ROOT
from web.conftest import opened
from web.test_page import expect

import convert
from convert.streams.packed.bundle import BUNDLED
from convert.streams.problems import ConvertError
from convert.web.static.runtime import MSGSPEC, runtime
from convert.web.static.write import write_page

PAGE = FIXTURES / "articles" / "als-therapies" / "page.txt"
XML = b"<?xml version='1.0'?>\n<PubmedArticleSet>\n%s\n</PubmedArticleSet>"


@pytest.fixture(scope="module")
def offline(browser: Any, static: str) -> Iterator[Any]:
    """The static page, loaded once, with the network off and then loaded again."""
    for page in opened(browser, static):
        page.get_by_text("Works offline").wait_for()
        page.context.set_offline(True)
        page.reload()
        yield page
        page.context.set_offline(False)


def medline(count: int) -> bytes:
    ours = [path.read_bytes() for path in sorted((FIXTURES / "articles").glob("*/medline.nbib"))]
    return b"\n\n".join(renumbered(ours[n % len(ours)].strip(), n) for n in range(count)) + b"\n"


def xml(count: int) -> bytes:
    ours = [
        found[0]
        for path in sorted((FIXTURES / "articles").glob("*/pubmed.xml"))
        if (found := re.search(rb"<PubmedArticle>.*?</PubmedArticle>", path.read_bytes(), re.DOTALL))
    ]
    return XML % b"\n".join(renumbered(ours[n % len(ours)], n) for n in range(count))


def renumbered(record: bytes, number: int) -> bytes:
    return re.sub(
        rb"(PMID *- |<PMID[^>]*>)\d+", lambda found: found[1] + b"%d" % (40_000_000 + number), record, count=1
    )


@pytest.mark.parametrize("to", ["bibtex", "ris", "csl-json"])
@pytest.mark.parametrize(
    ("name", "data"),
    [("page.txt", PAGE.read_bytes()), ("search.nbib", medline(1000)), ("search.xml", xml(1000))],
    ids=["page", "medline", "xml"],
)
def test_the_bytes_of_the_command(offline: Any, name: str, data: bytes, to: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    expected = io.StringIO(newline="")
    convert.convert(tmp_path / name, expected, to=to)
    page = offline
    if page.locator("#clear").is_visible():
        page.get_by_role("button", name="Clear").click()
    page.locator("#picker").set_input_files([{"name": name, "mimeType": "", "buffer": data}])
    expect(page.locator("#status")).to_contain_text("1,000 records" if "search" in name else "1 record")
    page.get_by_role("tab", name="Export").click()
    page.get_by_label("Format", exact=True).select_option(to)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert Path(download.value.path()).read_bytes() == expected.getvalue().encode()


def test_offline_it_cites(offline: Any) -> None:
    offline.locator("#text").fill(PAGE.read_text(encoding="utf-8"))
    offline.get_by_role("tab", name="Reference list").click()
    offline.get_by_role("combobox", name="Style").fill("lancet neurology")
    offline.locator("#style-0").click()
    expect(offline.locator("#list li").last).to_contain_text("amyotrophic lateral sclerosis")


def test_word_and_excel_files_are_said_to_be_missing(offline: Any) -> None:
    if offline.locator("#clear").is_visible():
        offline.get_by_role("button", name="Clear").click()
    offline.locator("#picker").set_input_files(
        [{"name": "a.docx", "mimeType": "", "buffer": b"PK\x03\x04word/"}]
    )
    expect(offline.locator("#status")).to_contain_text("can't be read in the browser")
    assert offline.locator("#list-format option[value=docx]").count() == 0


def test_all_formats_are_written(offline: Any) -> None:
    """Each import that a writer makes has been packed."""
    answers = offline.evaluate(
        """async ([data]) => {
            const engine = await import("./assets/engine.js");
            const blob = new Blob([data]);
            const wrong = [];
            for (const { name, writes } of (await engine.formats()).formats.filter(({ writes }) => writes)) {
                try { await engine.convert([{ name: "a", blob }], { to: name, dedupe: true }) } catch (error) { wrong.push([name, error.message]) }
            }
            for (const format of (await engine.formats()).list_formats) {
                try { await engine.file("/cite", [{ name: "a", blob }], { format, style: "apa" }) } catch (error) { wrong.push([format, error.message]) }
            }
            return wrong;
        }""",
        [medline(7).decode()],
    )
    assert answers == []


def test_all_formats_are_read(offline: Any) -> None:
    """What a browser reads is what the command reads: of each fixture the same number of records."""
    paths = [
        path
        for path in sorted((FIXTURES / "articles").glob("*/*"))
        if path.suffix not in (".docx", ".xlsx")
        and path.name != "record.json"
        and ".tracked" not in path.name
    ]
    expected = {}
    for path in paths:
        try:
            expected[str(path)] = len(list(convert.read(path)))
        except ConvertError:
            continue
    found = {}
    for path in paths:
        if str(path) in expected:
            found[str(path)] = offline.evaluate(
                """async ([text]) => {
                    const engine = await import("./assets/engine.js");
                    return (await engine.read([{ name: "a", blob: new Blob([text]) }], {})).records.length;
                }""",
                [path.read_text(encoding="utf-8", errors="replace")],
            )
    assert found == expected


def test_nobody_else_can_be_asked(browser: Any, static: str) -> None:
    """The worker keeps to the page's policy."""
    for page in opened(browser, static):
        page.get_by_text("Works offline").wait_for()
        [worker] = page.workers
        for address in ("http://localhost:9/", "https://example.org/"):
            answer = worker.evaluate(
                "address => fetch(address).then(() => 'asked', (error) => error.message)", address
            )
            assert answer == "Failed to fetch"
        refused = worker.evaluate(
            """() => new Promise((resolve) => {
                addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective));
                fetch("https://example.org/").catch(() => {});
            })"""
        )
        assert refused == "connect-src"


def test_the_first_list_needs_no_archive_of_styles(browser: Any, static: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.route("**/styles.texts", lambda route: route.abort())
    page.goto(static)
    page.locator("#text").fill(PAGE.read_text(encoding="utf-8"))
    page.locator("#list li").wait_for(timeout=60_000)
    page.get_by_role("combobox", name="Style").fill("lancet neurology")
    page.get_by_text("the styles can't be loaded", exact=False).first.wait_for(
        state="attached", timeout=60_000
    )
    page.unroute_all()
    page.get_by_role("combobox", name="Style").fill("the lancet neurology")
    page.locator("#style-0").click(timeout=60_000)
    expect(page.locator("#list li").last).to_contain_text("amyotrophic lateral sclerosis")
    context.close()


def test_the_first_load_is_small(written: Path) -> None:
    """As a plain server sends it, and as one that packs scripts and pages."""
    sizes = {
        path: (len(data), len(data) if path.suffix == ".bin" else len(gzip.compress(data)))
        for path in (written / "page").rglob("*")
        if path.is_file() and path.name != BUNDLED and "examples" not in path.parts
        for data in [path.read_bytes()]
    }
    plain, packed = map(sum, zip(*sizes.values(), strict=True))
    assert plain < 7_700_000
    assert packed < 6_700_000


def test_opened_as_a_file_it_says_what_to_do(browser: Any, written: Path) -> None:
    page = browser.new_page()
    page.goto((written / "page" / "index.html").as_uri())
    page.get_by_text("This page needs a web server.").wait_for()
    page.close()


# --- the command ------------------------------------------------------------------------------------------------


def test_another_page_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(ConvertError, match="another page"):
        write_page(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_pyodide_must_be_there_and_be_itself(tmp_path: Path) -> None:
    with pytest.raises(ConvertError, match="is missing; it is https"):
        runtime(tmp_path, tmp_path / "work", print)
    (tmp_path / MSGSPEC.name).write_bytes(b"something else")
    with pytest.raises(ConvertError, match="not the file that it should be"):
        runtime(tmp_path, tmp_path / "work", print)


def test_every_file_is_listed(written: Path) -> None:
    page = written / "page"
    files = {path.relative_to(page).as_posix() for path in page.rglob("*") if path.is_file()}
    found = re.search(r"FILES = (\[.*\])", (page / "offline.js").read_text(encoding="utf-8"))
    assert found
    assert set(json.loads(found[1])) == {"./", *files} - {"offline.js"}
    assert not [name for name in files if name.endswith((".mjs", ".map"))]


def test_both_engines_have_the_same_functions() -> None:
    web = ROOT / "convert" / "web"
    engines = [web / "assets" / "engine.js", web / "static" / "files" / "engine.js"]
    exported = [
        re.findall(r"export (?:async )?(?:const|class|function) (\w+)", path.read_text()) for path in engines
    ]
    assert sorted(exported[0]) == sorted(exported[1])

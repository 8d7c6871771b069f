"""Figures of the static page for docs/web.md: ``PYTHONPATH=.:tests python tests/benchmarks/page.py OUT [FILE…]``, where OUT was written by ``refconvert page``.

The first load's size and time, then records a second in the browser and natively, one after the other, the best of three.
"""

import io
import sys
import time
from pathlib import Path
from typing import Any

from conftest import FIXTURES
from playwright.sync_api import sync_playwright
from web.conftest import CHROMIUM, FLAGS, run

import convert

PAGE = FIXTURES / "articles" / "als-therapies" / "page.txt"
ROUNDS = 3
CONVERT = """async ([text, to]) => {
    const engine = await import("./assets/engine.js");
    const sources = [{ name: "a", blob: new Blob([text]) }];
    const begun = performance.now();
    if (to === "apa") await engine.cite(sources, { style: to });
    else await engine.file("/convert", sources, { to });
    return (performance.now() - begun) / 1000;
}"""


def main() -> None:
    out, *paths = map(Path, sys.argv[1:])
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(out)]
    for address in run(command):
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_context().new_page()
            first_load(page, address.rstrip(")"))
            for path in paths:
                for to in ("ris", "bibtex", "apa"):
                    compare(page, path, to)
            browser.close()


def first_load(page: Any, address: str) -> None:
    sizes: list[int] = []
    page.context.on("response", lambda answer: sizes.append(int(answer.header_value("content-length") or 0)))
    for words in ("first load", "second load, from the cache"):
        begun = time.perf_counter()
        page.goto(address)
        page.locator("#text").fill(PAGE.read_text(encoding="utf-8"))
        page.wait_for_selector("#list li", timeout=100_000)
        print(f"{words}: {time.perf_counter() - begun:.1f} s to the first list")
        page.get_by_text("Works offline").wait_for(timeout=100_000)
    print(f"{sum(sizes) / 1e6:.1f} MB were loaded")


def compare(page: Any, path: Path, to: str) -> None:
    text = path.read_text(encoding="utf-8")
    records = list(convert.read(path))
    there, here = [], []
    for _ in range(ROUNDS):
        there.append(page.evaluate(CONVERT, [text, to]))
        begun = time.perf_counter()
        if to == "apa":
            convert.bibliography(convert.read(path), "apa")
        else:
            convert.convert(path, io.StringIO(), to=to)
        here.append(time.perf_counter() - begun)
    rates = [len(records) / min(seconds) for seconds in (there, here)]
    print(
        f"{path.name} → {to}: {rates[0]:,.0f} a second, native {rates[1]:,.0f}, ratio {rates[1] / rates[0]:.1f}"
    )


if __name__ == "__main__":
    main()

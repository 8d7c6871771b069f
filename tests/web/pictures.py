"""Make the pictures of docs/web.md: ``python tests/web/pictures.py``, with Chromium and the extra ``web``."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 150_000
COMMAND = [sys.executable, "-m", "convert", "serve", "--port", "0", "--no-open"]


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    server = subprocess.Popen(COMMAND, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        found = re.search(r"http://\S+", server.stderr.readline())
        assert found
        with sync_playwright() as started:
            draw(
                started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"]),
                found[0],
            )
    finally:
        server.terminate()


def draw(browser: Any, address: str) -> None:
    page = opened(browser, address, (1120, 560), "light")
    page.get_by_role("combobox", name="Style").fill("lancet")
    page.wait_for_selector("[role=option] .sample")
    save(page, "styles.png")
    page.close()
    page = opened(browser, address, (1120, 560), "dark")
    page.get_by_role("tab", name="Records").click()
    save(page, "records.png")
    page.close()
    page = opened(browser, address, (1120, 620), "light", "A library with doubles")
    page.get_by_role("button", name="Decide by hand").click()
    save(page, "duplicates.png")
    page.close()
    page = opened(browser, address, (390, 760), "light")
    page.get_by_role("tab", name="Reference list").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelector('.results').offsetTop - 8)")
    save(page, "phone.png")


def opened(
    browser: Any, address: str, size: tuple[int, int], scheme: str, example: str = "A PubMed search"
) -> Any:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page.goto(address)
    page.get_by_role("button", name=example).click()
    page.wait_for_selector("#list li")
    return page


def save(page: Any, name: str) -> None:
    page.wait_for_timeout(600)
    picture = page.screenshot(path=FOLDER / name)
    assert len(picture) < MOST_BYTES, f"{name} has {len(picture)} bytes"


if __name__ == "__main__":
    main()

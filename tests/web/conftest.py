"""The page's two engines, for the tests that drive a browser: ``refconvert serve``, and the static page on a plain file server."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": (1360, 900), "phone": (390, 844)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as started:
        yield started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of a server."""
    pytest.importorskip("starlette", reason="the extra web is not installed")
    yield from run([sys.executable, "-m", "convert", "serve", "--port", "0", "--no-open"])


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that has the static page in ``page/``: one for all processes of a run."""
    if not is_pyodide_here():
        pytest.skip("Pyodide is not here: run refconvert page once, or name its folder in REFCONVERT_PYODIDE")
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "static"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "page").is_dir():
            given = os.environ.get("REFCONVERT_PYODIDE")
            command = [sys.executable, "-m", "convert", "page", str(folder / "page")]
            subprocess.run([*command, *(["--pyodide", given] if given else [])], cwd=ROOT, check=True)
    return folder


def is_pyodide_here() -> bool:
    from convert.ncbi.cache import default_folder
    from convert.web.static.runtime import MSGSPEC, PYODIDE

    folder = Path(os.environ.get("REFCONVERT_PYODIDE") or default_folder())
    return all((folder / download.name).is_file() for download in (MSGSPEC, PYODIDE))


@pytest.fixture(scope="session")
def static(written: Path) -> Iterator[str]:
    """The address of the static page, in a folder of a plain file server."""
    command = [
        sys.executable,
        "-u",
        "-m",
        "http.server",
        "0",
        "--bind",
        "127.0.0.1",
        "--directory",
        str(written),
    ]
    for address in run(command):
        yield f"{address.rstrip('/)')}/page/"


def run(command: list[str]) -> Iterator[str]:
    """Run a server, which says its address in its first line."""
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout
        found = re.search(r"http://[^\s)]+", server.stdout.readline())
        assert found
        yield found[0]
        server.terminate()


@pytest.fixture(params=["served", "static"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of the page, by both engines."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture(params=[*SIZES])
def page(request: pytest.FixtureRequest, browser: Any, address: str) -> Iterator[Any]:
    """An open page, which must ask nobody else and make no error: wide and light, narrow and dark."""
    yield from opened(browser, address, request.param)


def opened(browser: Any, address: str, size: str = "desktop", before: str = "") -> Iterator[Any]:
    """Open the page; ``before``: a script that runs first."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if size == "phone" else "light",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.add_init_script(before)
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.extend([message.text] * (message.type == "error")))
    context.on(
        "request", lambda sent: wrong.extend([sent.url] * (not sent.url.startswith((address, "blob:"))))
    )
    page.goto(address)
    yield page
    context.close()
    assert wrong == []

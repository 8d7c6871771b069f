"""The wheel, which is built out of the sdist, installs and works in a fresh environment; a plugin that is installed beside is found."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from conftest import FIXTURES, ROOT

PAGE = FIXTURES / "articles" / "als-therapies" / "page.txt"


def run(*command: str | Path, check: bool = True, cwd: Path | None = None) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=cwd)
    assert not check or done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    return folder


def environment_with(folder: Path, *packages: Path) -> Path:
    venv.create(folder)
    pip = (sys.executable, "-m", "pip", "--python", folder, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-compile", *packages)
    return folder / "bin"


def test_a_fresh_installation_works(built: Path, tmp_path: Path) -> None:
    [package] = built.glob("*.whl")
    commands = environment_with(tmp_path / "env", package, ROOT / "tests" / "plugin")
    refconvert = commands / "refconvert"

    assert "doi = {10.1186/s40035-021-00250-5}" in run(
        refconvert, "convert", PAGE, "-t", "bibtex", cwd=tmp_path
    )
    assert "https://doi.org/10.1186/s40035-021-00250-5" in run(
        refconvert, "cite", PAGE, "--style", "apa", cwd=tmp_path
    )
    assert "PMID: 34372914" in run(refconvert, "cite", PAGE, "--style", "pubmed", cwd=tmp_path)

    titles = tmp_path / "titles"
    titles.write_text("#lines\nOn plugs\n", encoding="utf-8")
    assert run(refconvert, "convert", titles, "-t", "shout", "-O", "mark=?", cwd=tmp_path).startswith(
        "ON PLUGS?\n"
    )
    listed = run(refconvert, "formats", cwd=tmp_path)
    assert "shout" in listed
    assert "the format 'broken' (refconvert_shout:NOWHERE) can't be loaded" in listed

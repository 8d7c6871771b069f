"""A plain conversion is the command's own, without click."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FIXTURES, ROOT

from convert.cli import main
from convert.commands.plain import convert_plainly

LETTER = str(FIXTURES / "articles" / "translated-letter" / "medline.nbib")
"""With an erratum."""
RETRACTED = b"PMID- 1\nTI  - Unsound.\nAU  - Doe J\nJT  - J Ex\nDP  - 2020\nPT  - Retracted Publication\n\n"
DAMAGED = b"PMID- 1\nstray text\n\nno tag here\n\nPMID- 2\nTI  - Caf\xe9.\nDP  - some day\n\n"


def outcome(
    run: Callable[[], object], folder: Path, output: pytest.CaptureFixture[bytes]
) -> tuple[object, bytes, bytes, list[tuple[str, bytes]]]:
    """The exit code, what is printed, and the files that are made."""
    code: object = 0
    try:
        run()
    except SystemExit as error:
        code = error.code
    printed = output.readouterr()
    made = [(path.name, path.read_bytes()) for path in sorted(folder.glob("out*"))]
    for name, _ in made:
        (folder / name).unlink()
    return code, printed.out, printed.err, made


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([LETTER, "-t", "ris"], 0),
        ([LETTER, "--to", "bibtex", "-o", "out.txt"], 0),
        ([LETTER, LETTER, "--output", "out.ris"], 0),
        ([LETTER, "-o", "-", "-t", "csl-json"], 0),
        ([LETTER, "-t", "ris", "-t", "jsonl"], 0),
        (["retracted.nbib", "-o", "out.jsonl"], 0),
        (["damaged.nbib", LETTER, "--from", "medline", "-o", "out.bib"], 1),
        (["damaged.nbib", "-f", "ris", "-t", "ris"], 1),
        (["nowhere.nbib", LETTER, "-o", "out.ris"], 3),
        (["nothing.nbib", "-o", "out.ris"], 3),
        ([LETTER, "-o", "nowhere/out.ris"], 3),
        ([LETTER, "-o", "/dev/full", "-t", "ris"], 3),
        ([".", "-o", "out.ris"], 3),
    ],
)
def test_it_ends_as_the_command_ends(
    arguments: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in (("retracted", RETRACTED), ("damaged", DAMAGED), ("nothing", b"")):
        (tmp_path / f"{name}.nbib").write_bytes(content)
    plain = outcome(lambda: convert_plainly(["convert", *arguments]), tmp_path, capfdbinary)
    whole = outcome(lambda: main(["convert", *arguments], prog_name="refconvert"), tmp_path, capfdbinary)
    assert plain == whole
    assert plain[0] == code
    assert plain[1] or plain[2] or plain[3]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "convert",
        "convert -t ris",
        "cite one.nbib",
        "convert one.nbib --strict -t ris",
        "convert one.nbib -tris",
        "convert one.nbib --to=ris",
        "convert one.nbib -t",
        "convert one.nbib -t -o",
        "convert one.nbib -- -t ris",
        "convert one.nbib -h",
        "convert one.nbib",
        "convert one.nbib -t nonsense",
        "convert one.nbib -o out.nonsense",
        "convert one.nbib -f nonsense -t ris",
    ],
)
def test_all_else_is_left_to_click(words: str) -> None:
    assert not convert_plainly(words.split())


def test_it_loads_only_what_it_needs(tmp_path: Path) -> None:
    script = "import sys; from convert.__main__ import main; main();print(*{'click', 'inspect', 'lxml', 'pathlib', 'tempfile', 'typing_extensions'} & {*sys.modules})"
    command = [sys.executable, "-c", script, "convert", LETTER, "-o", str(tmp_path / "out.ris")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "\n"

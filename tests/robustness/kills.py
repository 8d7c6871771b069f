"""Runs that are killed at random moments: each output is afterwards the old one or the whole new one, and the next run clears what was left.

Four kinds of runs: one output, one output and its key file, a folder of shards, an index. Every run has the same input; what it must come to
is what an undisturbed run makes.
"""

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import generate
from conftest import ROOT

Content = dict[str, bytes]
"""Name of an output → what is in it."""


@dataclass(frozen=True)
class Kind:
    """A kind of run."""

    name: str
    arguments: Callable[[Path], list[str]]
    """Told the folder of the outputs."""
    content: Callable[[Path], Content]
    """What there is of the outputs in a folder."""
    whole_together: bool
    """Whether all outputs are old or all are new; else each is."""


@dataclass
class Account:
    """What the kills of a kind came to."""

    kills: int = 0
    old: int = 0
    new: int = 0
    broken: int = 0
    left: int = 0
    """Temporary files that kills left."""
    uncleared: int = 0
    """Temporary files that the next whole run left."""


def make_inputs(folder: Path, files: int = 4, records: int = 150) -> None:
    folder.mkdir()
    for number in range(files):
        generate.write(records, folder / f"in{number}.nbib", seed=number)


def _files(folder: Path) -> Content:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith((".", "manifest.sqlite", "report"))
    }


def _index(folder: Path) -> Content:
    """The PMIDs that an index finds, by their file; it must be sound at any time."""
    target = folder / "index.sqlite"
    if not target.exists():
        return {}
    with contextlib.closing(sqlite3.connect(target)) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        if not database.execute("select 1 from sqlite_master where name = 'records'").fetchone():
            return {}
        found: dict[str, list[int]] = {}
        rows = database.execute("select path, pmid from records join files on file = files.id order by pmid")
        for path, pmid in rows:
            found.setdefault(path, []).append(pmid)
    return {path: json.dumps(pmids).encode() for path, pmids in found.items()}


KINDS = (
    Kind("convert -o", lambda out: ["convert", "in", "-t", "ris", "-o", f"{out}/out.ris"], _files, True),
    Kind(
        "convert --key-file",
        lambda out: [
            "convert",
            "in",
            "-t",
            "bibtex",
            "--key-file",
            f"{out}/keys.json",
            "-o",
            f"{out}/out.bib",
        ],
        _files,
        False,
    ),
    Kind("bulk", lambda out: ["bulk", "in", "-t", "ris", "-o", str(out), "-j", "2"], _files, False),
    Kind("index", lambda out: ["index", f"{out}/index.sqlite", "in", "-j", "1"], _index, False),
)


def start(root: Path, kind: Kind, out: Path) -> "subprocess.Popen[bytes]":
    arguments = [
        word
        for argument in kind.arguments(out)
        for word in ([*map(str, sorted(root.glob("in/*")))] if argument == "in" else [argument])
    ]
    command = [sys.executable, "-m", "convert", *arguments]
    return subprocess.Popen(
        command,
        cwd=root,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def finish(process: "subprocess.Popen[bytes]") -> None:
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()


def hidden(folder: Path) -> int:
    """The temporary files in a folder of outputs."""
    return sum(1 for path in folder.rglob(".*") if path.is_file())


def kill(root: Path, kind: Kind, kills: int, dice: random.Random) -> Account:
    """Kill so many runs of a kind, each over the outputs of older ones or of none, and let each be followed by a whole run now and then."""
    account = Account()
    straight = root / f"{kind.name}-straight"
    straight.mkdir()
    began = time.monotonic()
    finish(start(root, kind, straight))
    whole = time.monotonic() - began
    new = kind.content(straight)
    for number in range(kills):
        out = root / f"{kind.name}-{number}"
        out.mkdir()
        old: Content = {}
        if kind.whole_together and number % 2:
            old = dict.fromkeys(new, b"old")
            for name, data in old.items():
                (out / name).write_bytes(data)
        process = start(root, kind, out)
        time.sleep(dice.random() * whole)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        _count(account, kind, kind.content(out), old, new)
        account.left += hidden(out)
        finish(start(root, kind, out))
        account.uncleared += hidden(out)
        account.broken += kind.content(out) != new
    return account


def _count(account: Account, kind: Kind, found: Content, old: Content, new: Content) -> None:
    account.kills += 1
    if kind.whole_together:
        account.old += found == old
        account.new += found == new
        account.broken += found not in (old, new)
        return
    is_sound = all(data == new.get(name) for name, data in found.items())
    account.broken += not is_sound
    account.new += is_sound and found == new
    account.old += is_sound and found != new


def table(root: Path, kills: int, seed: int = 1) -> Iterator[str]:
    """The rows of the table of docs/robustness.md."""
    yield "| runs | kills | old or not there | new | broken | temporary files left | after the next run |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    make_inputs(root / "in")
    dice = random.Random(seed)  # noqa: S311  (times of accidents)
    for kind in KINDS:
        a = kill(root, kind, kills // len(KINDS), dice)
        yield f"| {kind.name} | {a.kills} | {a.old} | {a.new} | {a.broken} | {a.left} | {a.uncleared} |"

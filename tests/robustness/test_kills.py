import random
import sys
from pathlib import Path

import pytest
from robustness.kills import KINDS, Kind, finish, kill, make_inputs, start

from convert.running.index.library import open_library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_killed_run_breaks_nothing(tmp_path: Path, kind: Kind) -> None:
    make_inputs(tmp_path / "in", 2, 20)
    account = kill(tmp_path, kind, 2, random.Random(kind.name))  # noqa: S311
    assert (account.kills, account.broken, account.uncleared) == (2, 0, 0)


def test_two_runs_with_one_key_file_lose_no_key(tmp_path: Path) -> None:
    kind = KINDS[1]
    make_inputs(tmp_path / "in", 1, 300)
    make_inputs(tmp_path / "in2", 1, 400)
    (tmp_path / "out").mkdir()
    first = start(tmp_path, kind, tmp_path / "out")
    second = start(tmp_path, kind, tmp_path / "out")
    finish(first)
    finish(second)
    assert (tmp_path / "out" / "keys.json").read_text(encoding="utf-8").count(": ") == 300


def test_two_writers_of_one_index(tmp_path: Path) -> None:
    kind = KINDS[3]
    make_inputs(tmp_path / "in", 2, 100)
    (tmp_path / "out").mkdir()
    for run in [start(tmp_path, kind, tmp_path / "out") for _ in range(2)]:
        finish(run)
    assert b", ".join(kind.content(tmp_path / "out").values()).count(b", ") == 199


def test_readers_of_an_index_that_is_brought_up_to_date(tmp_path: Path) -> None:
    kind = KINDS[3]
    make_inputs(tmp_path / "in", 1, 100)
    (tmp_path / "out").mkdir()
    finish(start(tmp_path, kind, tmp_path / "out"))
    make_inputs(tmp_path / "more", 4, 300)
    for number, path in enumerate((tmp_path / "more").iterdir()):
        path.rename(tmp_path / "in" / f"more{number}.nbib")
    run = start(tmp_path, kind, tmp_path / "out")
    reads = 0
    while run.poll() is None:
        with open_library(str(tmp_path / "out" / "index.sqlite")) as library:
            assert [record.PMID for record in library.get(["10000000"])] == ["10000000"]
        reads += 1
    finish(run)
    assert reads

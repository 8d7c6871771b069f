"""Several processes write what one writes, byte for byte; and they end when they should."""

import errno
import gzip
import io
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, NoReturn

import pytest
from click.testing import CliRunner
from conftest import FIXTURES, ROOT
from hypothesis import example, given
from hypothesis import strategies as st

from convert import commands, formats
from convert.running import conversion
from convert.running.conversion import Conversion
from convert.running.parallel import cutting, dispatch, workers
from convert.streams.problems import ConvertError

TIMELESS = [name for name in formats.WRITERS if name != "docx"]  # whose package notes the time of writing
ARTICLES = sorted((FIXTURES / "articles").glob("*/"))
ARTICLE = """<PubmedArticle{attributes}><MedlineCitation><PMID Version="1">{pmid}</PMID><Article>
<Journal><Title>J</Title></Journal><ArticleTitle>{title}</ArticleTitle></Article>
</MedlineCitation></PubmedArticle>"""


def article(pmid: int, title: str = "On growth", attributes: str = "") -> str:
    return ARTICLE.format(pmid=pmid, title=title, attributes=attributes)


XML = [
    '<?xml version="1.0"?>\n<!-- </PubmedArticle> -->\n<PubmedArticleSet xmlns:mml="http://www.w3.org/1998/Math/MathML">',
    article(11),
    article(3, "A<![CDATA[ </PubmedArticle> ]]>B"),
    article(12, "C<!-- </PubmedArticle> \n <PubmedArticle> -->D"),
    "stray text\n\n",
    article(13, "<mml:math><mml:mi>x</mml:mi></mml:math>"),
    article(14, "<b>not closed"),
    article(15, "<b>not closed<PubmedArticle>"),
    article(16, "Na<!--?-->me"),
    article(17, "<?target </PubmedArticle> ?>E"),
    article(18, "Gr\udcfc\udcdfe"),  # two bytes that are not UTF-8
    article(2, "On growth"),
    article(19, "\udce4"),
    "\n<DeleteCitation><PMID>5</PMID>\n<PMID>6</PMID></DeleteCitation>\n",
    "<PubmedArticle/>",
    article(20, attributes='\nxmlns:xlink="http://www.w3.org/1999/xlink"'),
    "</PubmedArticleSet>\n<PubmedArticleSet>",
    article(21),
    "<PubmedArticle><MedlineCitation><PMID>22</PMID>",
]
"""All that may be in or around a record, and a file that is cut off."""

MEDLINE = [
    "PMID- 11\nTI  - On growth\nFAU - Doe, Jane\nDP  - 2020 Foo\n",
    "PMID- 12\nTI  - On growth\nFAU - Doe, Jane\nDP  - 2020\n",
    "\n\n\nPMID- 3\r\nTI  - On growth\r\n\r\n      goes on\r\nFAU - Doe, Jane\r\nDP  - 2020\r\n",
    "TI  - No number\nDP  - 2020 Foo\nTA  - J\n",
    "PMID- 13\nno tag\nTI  - Gr\udcfc\n",
    "PMID- 14\nTI  - Gr\udcdf\nTI  - twice\nDP  - what?\n",
    "TI  - No number\nDP  - never\n",
    "PMID- 1\nTI  - Called as the first of its piece\nDP  - 2020 Foo\n",
]

JSONL = [
    '{"type":"article-journal","title":"A"}',
    "",
    '{"type":"nonsense","title":"B","PMID":"4","source":{"path":"p","line":7,"format":"jsonl"}}',
    "{broken",
    '{"type":"book","title":"A","future":1}',
    '{"type":"book","title":"\udcfc"}',
]

INPUTS = {
    "xml": "\n".join(XML),
    "none.xml": "<PubmedArticleSet></PubmedArticleSet>",
    "nbib": "\n".join(MEDLINE),
    "jsonl": "\n".join(JSONL),
}


@pytest.fixture(params=[*INPUTS, "xml.gz"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    form, packed = request.param.removesuffix(".gz"), request.param.endswith(".gz")
    content = INPUTS[form].encode(errors="surrogateescape")
    path = tmp_path / f"in.{request.param}"
    path.write_bytes(gzip.compress(content) if packed else content)
    return path


class Outcome(NamedTuple):
    messages: list[str]
    exit_code: int
    output: bytes
    losses: str


def convert(jobs: int, writer: str, *paths: Path) -> Outcome:
    losses = paths[0].parent / "losses"
    arguments = ["convert", *map(str, paths), "-t", writer, "-j", str(jobs), "--losses", str(losses)]
    done = CliRunner().invoke(commands.main, [*arguments, "--log", "json"])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return Outcome(
        done.stderr.splitlines(), done.exit_code, done.stdout_bytes, losses.read_text(encoding="utf-8")
    )


def assert_same(writer: str, jobs: int, *paths: Path) -> None:
    """The same exit code, output, messages and ledger; but that one process sees bad bytes before it comes to their line."""
    several, one = convert(jobs, writer, *paths), convert(1, writer, *paths)
    assert sorted(several.messages) == sorted(one.messages)
    assert [m for m in several.messages if "encoding" not in m] == [
        m for m in one.messages if "encoding" not in m
    ]
    assert several[1:] == one[1:]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever there is, is worth cutting, record by record."""
    monkeypatch.setattr(conversion, "PARALLEL_BYTES", 0)
    monkeypatch.setattr(dispatch, "SHORT_BYTES", 0)
    monkeypatch.setattr(cutting, "PIECE_BYTES", 60)


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("writer", TIMELESS)
def test_a_file_in_pieces(path: Path, writer: str) -> None:
    assert_same(writer, 2, path)


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("writer", TIMELESS)
def test_many_files(tmp_path: Path, writer: str) -> None:
    for name, content in INPUTS.items():
        (tmp_path / f"in.{name}").write_bytes(content.encode(errors="surrogateescape"))
    files = [file for folder in ARTICLES for file in sorted(folder.glob("*.*")) if file.suffix != ".out"]
    paths = [*tmp_path.glob("in.*"), *files, tmp_path / "not-there.xml", tmp_path / "in.xml"]
    assert_same(writer, 3, *paths)


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("pieces", [100, 300, 700, 1500, 10**6])
def test_pieces_of_any_length(monkeypatch: pytest.MonkeyPatch, path: Path, pieces: int) -> None:
    monkeypatch.setattr(cutting, "PIECE_BYTES", pieces)
    assert_same("csl-json", 2, path)


FRAGMENTS = [
    article(1),
    "\n" + article(2, "O"),
    "<PubmedArticle>",
    "</PubmedArticle>",
    "</PubmedArticle >",
    "</PubmedArticle",
    "<MedlineCitation><PMID>3</PMID>",
    "</MedlineCitation>",
    "<PubmedArticleSet>",
    "</PubmedArticleSet>",
    '<Set xmlns:x="y">',
    "<!-- </PubmedArticle> -->",
    "<![CDATA[",
    "]]>",
    "Is it? <b>!",
    "<PubmedBookArticle>",
    "<DeleteCitation><PMID>1</PMID></DeleteCitation>\n",
]


PREFIXED = article(7).replace("<Article>", "<x:New>1</x:New><Article>")


@example(['<Set xmlns:x="y">', PREFIXED, PREFIXED, PREFIXED], 1)
@example([article(1), article(2), "<PubmedArticle><!-- </PubmedArticle> -->"], 10**6)
@example([article(1), "stray", article(1), article(2), article(3), "stray"], 10**6)
@given(
    st.lists(st.sampled_from([*FRAGMENTS, "".join(map(article, range(4, 20)))]), max_size=12),
    st.sampled_from([1, 60, 900, 10**6]),
)
def test_whatever_follows_whole_articles(fragments: list[str], pieces: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(conversion, "PARALLEL_BYTES", 0)
        patch.setattr(dispatch, "SHORT_BYTES", 0)
        patch.setattr(cutting, "PIECE_BYTES", pieces)
        patch.setattr(dispatch, "pool", ThreadPoolExecutor)
        path = Path(folder, "in.xml")
        path.write_text("<PubmedArticleSet>" + "".join(fragments), encoding="utf-8")
        assert_same("jsonl", 2, path)


def test_writers_that_are_written_in_one_piece() -> None:
    whole = {writer.name for writer in formats.writers() if not writer.pieces}
    assert whole == {
        "bibliography",
        "cff",
        "docx",
        "endnote-xml",
        "jats",
        "mods",
        "pubmed-summary",
        "pubmed-xml",
    }


def test_a_text_without_borders_is_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "PIECE_BYTES", 30)
    monkeypatch.setattr(cutting, "LONGEST_BYTES", 60)
    path = tmp_path / "pmc.nbib"
    path.write_text("PMID- 1\nTI  - One\nPMID- 2\nTI  - Two\n" * 10, encoding="utf-8")
    *_, task = dispatch._cut(dispatch.Task(0, str(path)), str, str(tmp_path))
    assert not task.piece


@pytest.mark.usefixtures("eager")
def test_a_long_record_after_the_first_piece_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutting, "PIECE_BYTES", 30)
    monkeypatch.setattr(cutting, "LONGEST_BYTES", 60)
    path = tmp_path / "in.nbib"
    path.write_text(
        "PMID- 1\nTI  - One\n\nPMID- 2\nTI  - Two\n\nPMID- 3\nTI  - Three" + "\n      more" * 99 + "\n",
        encoding="utf-8",
    )
    tasks = list(dispatch._cut(dispatch.Task(0, str(path)), str, str(tmp_path)))
    assert len([task for task in tasks if task.piece]) > 1
    assert not [task.unreadable for task in tasks if task.unreadable]
    assert_same("jsonl", 2, path)


@pytest.mark.usefixtures("eager")
def test_a_short_input_is_left_to_one_process(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(dispatch, "pool", None)
    path = tmp_path / "in.jsonl"
    path.write_text('{"title":"A"}\n', encoding="utf-8")
    assert convert(8, "ris", path).exit_code == 0
    assert not capfd.readouterr().err


@pytest.mark.usefixtures("eager")
def test_a_worker_that_dies_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "_read", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    path, target = tmp_path / "in.jsonl", tmp_path / "out.ris"
    path.write_text('{"title":"A"}\n' * 9, encoding="utf-8")
    done = CliRunner().invoke(commands.main, ["convert", str(path), "-j", "2", "-o", str(target)])
    assert done.exit_code == 3
    assert "a worker process died" in done.stderr
    assert names(tmp_path) == ["in.jsonl"]


class _Failing(io.BytesIO):
    """A disk that fails after some bytes."""

    def readinto(self, buffer: Any, /) -> int:
        if self.tell() > 400_000:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().readinto(buffer)


@pytest.mark.usefixtures("eager")
def test_what_fails_half_way_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "in.nbib"
    path.write_text("PMID- 1\nTI  - One\n\n" * 30_000, encoding="utf-8")
    task, folder = dispatch.Task(0, str(path)), str(tmp_path)
    *pieces, last = dispatch._cut(task, lambda name: _Failing(Path(name).read_bytes()), folder)
    assert len(pieces) > 1
    assert all(task.piece and not task.unreadable for task in pieces)
    assert not last.piece
    assert "Input/output error" in last.unreadable
    assert dispatch._work(Conversion(to="ris"), folder, last).unreadable == last.unreadable


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("name", ["in.jsonl", "in.csv"])  # of which one is cut
def test_a_full_disk_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def full(**_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "mkstemp", full)
    path, target = tmp_path / name, tmp_path / "out.ris"
    path.write_text('{"title":"A"}\n' if name == "in.jsonl" else "title\nA\n", encoding="utf-8")
    done = CliRunner().invoke(commands.main, ["convert", str(path), "-j", "2", "-o", str(target)])
    assert done.exit_code == 3
    assert "a folder for temporary files: No space left on device" in done.stderr
    assert names(tmp_path) == [name]


def test_a_bibliography_has_no_pieces() -> None:
    with pytest.raises(ConvertError, match="not written in pieces"):
        dispatch.convert_in_parallel(
            Conversion(to="bibliography"), (), sys.stdout, jobs=2, warn=print, unreadable=print
        )


def processes_of(group: int) -> list[int]:
    return [int(p.name) for p in Path("/proc").glob("[0-9]*") if _group(p) == group]


def _group(process: Path) -> int:
    try:
        return int((process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[2])
    except OSError:
        return 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_when_it_is_stopped(tmp_path: Path, end: signal.Signals) -> None:
    source, target, temporary = tmp_path / "in.jsonl", tmp_path / "out.ris", tmp_path / "temporary"
    temporary.mkdir()
    line = '{"type":"article-journal","title":"A","keyword":[{"term":"%s"}]}\n' % ("x" * 1000)
    source.write_text(line * 60_000, encoding="utf-8")
    command = [sys.executable, "-m", "convert", "convert", str(source), "-j", "2", "-o", str(target)]
    environment = os.environ | {"TMPDIR": str(temporary)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while process.poll() is None and not (
        list(temporary.glob("*/*")) and len(processes_of(process.pid)) == 3
    ):
        time.sleep(0.02)
    assert process.poll() is None
    process.send_signal(end)
    _, errors = process.communicate(timeout=40)
    assert process.returncode == (-end if end is signal.SIGKILL else 128 + end)
    assert "Traceback" not in errors
    assert not target.exists()
    for _ in range(600):  # they hear of it at once, but a loaded machine lets them wait
        if not processes_of(process.pid):
            break
        time.sleep(0.05)
    assert processes_of(process.pid) == []
    if end is signal.SIGINT:
        assert names(temporary) == []
        assert names(tmp_path) == ["in.jsonl", "temporary"]


def test_a_result_is_sent_at_once_or_not_at_all(tmp_path: Path) -> None:
    kept = workers._keep(str(tmp_path), bytes, 1_000_000)
    assert len(pickle.dumps(kept)) < 512 - 200, (
        "a pipe takes 512 bytes whole (POSIX), and their envelope is some 150"
    )
    future: Future[Any] = Future()
    future.set_result(kept)
    assert workers._result(future) == bytes(1_000_000)
    assert names(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("when", ["before", "after_in_parent", "after_in_child"])
@pytest.mark.parametrize("stop", ["SIGINT", "SIGTERM"])
def test_a_stop_while_a_worker_is_forked_is_heard(when: str, stop: str) -> None:
    script = f"""
import os, signal, sys
from convert.commands.shared.messages import leave
from convert.running.parallel.workers import pool
from convert.streams.problems import ConvertError
signal.signal(signal.SIGTERM, leave)
try:
    os.register_at_fork({when}=lambda: signal.raise_signal(signal.{stop}))
    with pool(2) as executor:
        executor.submit(int).result()
        print("went on")
except (KeyboardInterrupt, SystemExit, ConvertError) as error:
    print(type(error).__name__)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    raised = {"SIGINT": "KeyboardInterrupt", "SIGTERM": "SystemExit"}[stop]
    assert done.stdout == ("ConvertError" if when == "after_in_child" else raised) + "\n"
    assert not done.stderr

import gzip
import io
import os
import stat
from pathlib import Path

import pytest

from convert.streams import decoding
from convert.streams.decoding import text_lines, text_pieces
from convert.streams.inputs import open_input
from convert.streams.outputs import open_output
from convert.streams.problems import ConvertError, Problem


def lines(content: bytes) -> tuple[list[str], list[Problem]]:
    problems: list[Problem] = []
    with open_input(io.BytesIO(content), warn=problems.append) as stream:
        return list(text_lines(stream, warn=problems.append)), problems


@pytest.mark.parametrize(
    "content",
    [
        b"caf\xc3\xa9\nb\n",
        b"caf\xc3\xa9\r\nb",
        b"caf\xc3\xa9\rb\r",
        b"\xef\xbb\xbfcaf\xc3\xa9\nb\n",
        "café\nb\n".encode("utf-16"),
        gzip.compress(b"\xef\xbb\xbfcaf\xc3\xa9\r\nb\r\n"),
        gzip.compress(b"caf\xc3\xa9\n") + gzip.compress(b"b\n"),
    ],
    ids=["plain", "crlf", "cr", "bom", "utf-16", "gzip", "gzip-of-two-members"],
)
def test_each_encoding_of_the_same_text(content: bytes) -> None:
    assert lines(content) == (["café", "b"], [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(encoding: str) -> None:
    assert lines("TY  - JOUR\nTI  - Café\n".encode(encoding)) == (["TY  - JOUR", "TI  - Café"], [])


def test_latin_1_is_read_with_one_warning() -> None:
    text, problems = lines(b"caf\xe9\nna\xefve\n")
    assert text == ["café", "naïve"]
    assert [(problem.code, problem.line) for problem in problems] == [("encoding", 1)]


def test_a_truncated_gzip_file_is_read_to_its_end() -> None:
    text, problems = lines(gzip.compress(b"a\nb\n")[:-5])
    assert text == ["a", "b"]
    assert [(problem.code, problem.severity) for problem in problems] == [("damaged-gzip", "error")]


def test_a_stream_that_was_passed_in_stays_open() -> None:
    stream = io.BytesIO(b"x")
    with open_input(stream, warn=print) as opened:
        opened.read()
    assert not stream.closed


def test_a_missing_file_is_one_clear_error() -> None:
    with (
        pytest.raises(ConvertError, match=r"nowhere\.txt: No such file"),
        open_input("nowhere.txt", warn=print),
    ):
        pass


def test_a_text_stream_is_refused() -> None:
    with pytest.raises(ConvertError, match="binary mode"), open_input(io.StringIO("x"), warn=print):  # type: ignore[arg-type]
        pass


def test_a_stream_of_bytes_is_refused_for_output() -> None:
    with pytest.raises(ConvertError, match="text mode"), open_output(io.BytesIO()):
        pass


def test_a_failure_keeps_the_old_file_and_leaves_no_other(tmp_path: Path) -> None:
    target = tmp_path / "out.bib"
    target.write_text("old", encoding="utf-8")

    def fail_midway() -> None:
        with open_output(target) as out:
            out.write("new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_midway()
    assert [path.name for path in tmp_path.iterdir()] == ["out.bib"]
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("umask", [0o022, 0o027])
def test_a_new_file_has_the_usual_permissions(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with open_output(tmp_path / "new.ris") as out:
            out.write("x")
    finally:
        os.umask(before)
    assert permissions(tmp_path / "new.ris") == 0o666 & ~umask


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_file_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "old.ris"
    target.touch()
    target.chmod(0o640)
    with open_output(target) as out:
        out.write("x")
    assert permissions(target) == 0o640


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    with open_output(tmp_path / "out.ris") as out:
        out.write("é\r\nb\n")
    assert (tmp_path / "out.ris").read_bytes() == b"\xc3\xa9\r\nb\n"


def test_a_device_is_not_replaced() -> None:
    with open_output("/dev/null") as out:
        out.write("x")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_pieces_are_decoded_as_lines_are(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(decoding, "BUFFER_BYTES", size)
    data = b"\xef\xbb\xbf" * (size > 4) + "aä€😀\r\nö\n".encode() + b"M\xfcller \x81\n" + "ü".encode()
    problems: list[Problem] = []
    text = "".join(text_pieces(io.BytesIO(data), warn=problems.append))
    assert text == "aä€😀\r\nö\nMüller \x81\nü"
    assert [(problem.code, problem.line) for problem in problems] == [("encoding", 3)]


def test_a_character_cut_off_at_the_end() -> None:
    problems: list[Problem] = []
    assert "".join(text_pieces(io.BytesIO(b"a\xc3"), warn=problems.append)) == "aÃ"
    assert [problem.code for problem in problems] == ["encoding"]

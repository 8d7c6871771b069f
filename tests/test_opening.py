import gzip
import io
from pathlib import Path

import pytest

from convert.streams.files import open_input, open_output, text_lines
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
def test_every_clothing_of_the_same_text(content: bytes) -> None:
    assert lines(content) == (["café", "b"], [])


def test_latin_1_is_read_with_one_warning() -> None:
    text, problems = lines(b"caf\xe9\nna\xefve\n")
    assert text == ["café", "naïve"]
    assert [(problem.code, problem.line) for problem in problems] == [("encoding", 1)]


def test_what_a_cut_off_gzip_file_still_holds_is_read() -> None:
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
    with pytest.raises(ConvertError, match="binary"), open_input(io.StringIO("x"), warn=print):  # type: ignore[arg-type]
        pass


def test_a_stream_of_bytes_is_refused_for_output() -> None:
    with pytest.raises(ConvertError, match="text mode"), open_output(io.BytesIO()):
        pass


def test_a_failure_leaves_no_half_file_and_keeps_the_old_one(tmp_path: Path) -> None:
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


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    with open_output(tmp_path / "out.ris") as out:
        out.write("é\r\nb\n")
    assert (tmp_path / "out.ris").read_bytes() == b"\xc3\xa9\r\nb\n"


def test_a_device_is_not_replaced() -> None:
    with open_output("/dev/null") as out:
        out.write("x")
    assert not Path("/dev/null").is_file()

import io

import pytest

from convert.streams import files as opening
from convert.streams.problems import Problem


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_pieces_decode_as_lines_do(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(opening, "BUFFER_BYTES", size)
    data = b"\xef\xbb\xbf" * (size > 4) + "aä€😀\r\nö\n".encode() + b"M\xfcller \x81\n" + "ü".encode()
    problems: list[Problem] = []
    text = "".join(opening.text_pieces(io.BytesIO(data), warn=problems.append))
    assert text == "aä€😀\r\nö\nMüller \x81\nü"
    assert [(problem.code, problem.line) for problem in problems] == [("encoding", 3)]


def test_a_character_cut_off_at_the_end() -> None:
    problems: list[Problem] = []
    assert "".join(opening.text_pieces(io.BytesIO(b"a\xc3"), warn=problems.append)) == "aÃ"
    assert [problem.code for problem in problems] == ["encoding"]

import io

import pytest
from robustness.cuts import cut_everywhere
from robustness.files import SUFFIXES, make_sample

import convert
from convert import Problem


@pytest.mark.parametrize("format", SUFFIXES)
def test_a_cut_costs_no_whole_record_and_is_said(format: str) -> None:
    loss = cut_everywhere(make_sample(format, 12), 40)
    assert (loss.lost, loss.unsaid) == (0, 0)
    assert loss.cuts > 30


@pytest.mark.parametrize("format", SUFFIXES)
def test_of_a_whole_file_nothing_is_said(format: str) -> None:
    problems: list[Problem] = []
    assert len(list(convert.read(io.BytesIO(make_sample(format, 12).data), warn=problems.append))) == 12
    assert not [problem for problem in problems if problem.code == "cut-off"]


def test_a_cut_behind_a_whole_line_of_enw_is_said() -> None:
    *first, last = make_sample("enw", 7).records
    lines = last.rstrip(b"\n").splitlines(keepends=True)
    for count in range(1, len(lines) + 1):
        problems: list[Problem] = []
        data = b"".join([*first, *lines[:count]])
        assert len(list(convert.read(io.BytesIO(data), "enw", warn=problems.append))) == 7
        assert "cut-off" in [problem.code for problem in problems]

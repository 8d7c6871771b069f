"""The CSL project's processor tests, against our expectation list: it fails when a listed miss passes, or another fails."""

import importlib.util
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent


def shared() -> Path | None:
    """``shared/csl`` beside the project, or beside a folder it lies in."""
    return next(
        (parent / "shared/csl" for parent in HERE.parents if (parent / "shared/csl/suite").is_dir()), None
    )


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def expected_misses() -> set[str]:
    lines = (HERE / "expected-misses.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if line and not line.startswith("#")}


@pytest.fixture(scope="module")
def bench() -> Iterator[Any]:
    folder = shared()
    if folder is None:
        pytest.skip("../shared/csl isn't here: the CSL test suite isn't run")
    sys.path.insert(0, str(folder))
    yield folder, import_module("cslbench.fixtures"), import_module("cslbench.suite")
    sys.path.remove(str(folder))


def test_suite_passes_but_for_the_listed_misses(bench: Any) -> None:
    folder, fixtures, suite = bench
    engine = load(HERE / "adapter.py").create({})
    missed = set()
    for name, sections, request in fixtures.load(folder / "suite"):
        assert sections is not None, f"{name}: {request}"
        if not suite.judge(sections, request, engine.render(request))[0]:
            missed.add(name)
    listed = expected_misses()
    assert missed - listed == set(), "fail, and aren't listed"
    assert listed - missed == set(), "are listed, and pass"

"""Two minutes of fuzzing at most, the same inputs each time; ``fuzz/run.py`` looks for new ones, led by coverage.

pytest tests/fuzz                                   the same inputs
pytest tests/fuzz --hypothesis-profile search       new ones, 2,000 a target
"""

from pathlib import Path

import pytest
from fuzz.mutants import mutants
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

FOUND = Path(__file__).parent / "found"
"""Inputs that broke a promise once, as ``run.py`` kept them: the name of the target, and a number."""
EXAMPLES = 40
FEW = {
    "records-typeset": 15,
    "lists": 25,
    "draft-word": 30,
    "draft-latex": 30,
    "draft-pandoc-made": 30,
    "records": 80,
}
BY_BYTES = {"records", "records-typeset", "lists", "draft-pandoc-made"}
"""Targets that make a record or a document of bytes: any bytes make one."""


@pytest.mark.parametrize("name", TARGETS)
def test_target(name: str) -> None:
    target = TARGETS[name]
    inputs = st.binary(max_size=400) if name in BY_BYTES else mutants(target.seeds(), target.kinds)
    default = settings()
    examples = default.max_examples if default.max_examples > 100 else FEW.get(name, EXAMPLES)

    @settings(
        max_examples=examples,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.generate, Phase.shrink],
    )
    @given(inputs)
    def check(data: bytes) -> None:
        target.run(data)

    check()
    for seed in target.seeds():
        target.run(seed)


@pytest.mark.parametrize("path", sorted(FOUND.iterdir()), ids=lambda path: path.name)
def test_what_was_found(path: Path) -> None:
    TARGETS[path.name.rpartition("-")[0]].run(path.read_bytes())

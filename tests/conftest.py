"""What all tests share: where the fixtures are, ``--accept``, and how Hypothesis and xdist run."""

import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A loaded machine is slow, and no property is about time."""
settings.register_profile("refconvert", STEADY, derandomize=True)
settings.register_profile("search", STEADY, max_examples=2000)
settings.load_profile("refconvert")


def pytest_configure() -> None:
    """Hear Ctrl-C in what the tests start: a shell's background job ignores it, and all its children do."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Worker processes for the whole suite alone: for a few tests they take longer to start than they save."""
    return None if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expected outputs; review the diff")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


def shared_folder() -> Path | None:
    """The folder of real data beside the repository, which not every machine has."""
    return next((up / "shared" for up in ROOT.parents if (up / "shared" / "corpus").is_dir()), None)


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = shared_folder()
    if folder is None:
        pytest.skip("no ../shared on this machine")
    return folder

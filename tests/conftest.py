"""What all tests share: where the fixtures are, and ``--accept``."""

import signal
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"


settings.register_profile("refconvert", deadline=None)  # a loaded machine is slow, and no test is about time
settings.load_profile("refconvert")


def pytest_configure() -> None:
    """Hear Ctrl-C in what the tests start: a shell's background job ignores it, and all its children do."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


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

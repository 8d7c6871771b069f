"""What OpenAPI says of the API is so, whatever is sent: schemathesis makes the requests, and looks at the answers.

``REFCONVERT_CASES=2000 pytest tests/web/test_schema.py`` asks as often, in all operations together; a run of the tests, a tenth of that.
"""

import os
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")
pytest.importorskip("uvicorn", reason="the extra web is not installed")
pytest.importorskip("schemathesis", reason="schemathesis is not installed")

import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from convert.web.app import make_app
from convert.web.openapi import OPERATIONS, Operation
from convert.web.settings import Settings

CASES = int(os.environ.get("REFCONVERT_CASES", "200"))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(make_app(Settings(max_megabytes=1)), log_level="critical"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def described(address: str) -> Any:
    return schemathesis.openapi.from_url(f"{address}/openapi.json")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_all_answers_are_as_described(described: Any, operation: Operation) -> None:
    """All but one check: what the schema allows may still be no records, and is refused with 400 or 422."""

    @settings(
        max_examples=-(-CASES // len(OPERATIONS)),
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=described[operation.path][operation.method.upper()].as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance], timeout=120)

    ask()

"""The import contracts of ``pyproject.toml`` hold: rooms import downward, and formats don't know each other."""

import pytest
from conftest import ROOT
from importlinter.cli import lint_imports


def test_import_contracts(capfd: pytest.CaptureFixture[str]) -> None:
    failed = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert not failed, capfd.readouterr().out

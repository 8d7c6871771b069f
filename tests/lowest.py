"""The suite with the lowest versions that ``pyproject.toml`` allows: ``python tests/lowest.py [FOLDER] [PYTEST'S ARGUMENTS]``.

A fresh environment in FOLDER (a temporary one by default) gets each package of ``dependencies`` and of the extras at its lower bound, and the newest tools; then the tests
run in it. Exit code: pytest's. It takes some minutes more than the suite, so CI runs it apart, and a person before a bound is changed.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXTRAS = ("online", "dask", "parquet", "repair", "xlsx", "web", "mcp", "pdf")
"""All but icu, which is compiled anew where there is no wheel."""
_REQUIREMENT = re.compile(r"([\w.-]+)>=([\w.]+)(?:\s*;.*)?")


def lowest(dependencies: list[str], extras: dict[str, list[str]]) -> list[str]:
    """Constraints that pin each requirement to its lower bound; where the tests need a higher one, to that.

    >>> lowest(["click>=8.2", "isal>=1.7; os_name == 'x'"], {"web": ["starlette>=0.45"], "test": ["starlette>=1.10", "ruff>=0.9"]})
    ['click==8.2', 'isal==1.7', 'starlette==1.10']
    """
    bounds: dict[str, tuple[tuple[int, ...], str]] = {}
    for requirement in [*dependencies, *(each for name in EXTRAS for each in extras.get(name, ()))]:
        found = _REQUIREMENT.fullmatch(requirement)
        if found is None:
            raise ValueError(f"a requirement without a lower bound: {requirement}")
        bounds[found[1]] = _key(found[2])
    for found in filter(None, map(_REQUIREMENT.fullmatch, extras.get("test", ()))):
        if found[1] in bounds:
            bounds[found[1]] = max(bounds[found[1]], _key(found[2]))
    return [f"{name}=={version}" for name, (_, version) in sorted(bounds.items())]


def _key(version: str) -> tuple[tuple[int, ...], str]:
    return tuple(map(int, version.split("."))), version


def main(arguments: list[str]) -> int:
    """Install and test."""
    folder = Path(arguments[0] if arguments else tempfile.mkdtemp(prefix="lowest-"))
    constraints = folder / "constraints.txt"
    venv.create(folder, with_pip=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = lowest(project["dependencies"], project["optional-dependencies"])
    constraints.write_text("\n".join(pinned) + "\n", encoding="ascii")
    print(*pinned, flush=True)
    python = folder / "bin" / "python"
    wanted = f"{ROOT}[{','.join((*EXTRAS, 'test'))}]"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--editable", wanted, "--constraint", constraints],
        check=True,
    )
    return subprocess.run([python, "-m", "pytest", "-q", *arguments[1:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The suite with the lowest versions that ``pyproject.toml`` allows: ``python tests/lowest.py [FOLDER] [PYTEST'S ARGUMENTS]``.

A fresh environment in FOLDER (a temporary one by default) gets each package of ``dependencies`` and of the extras at its lower bound; then the tests run
in it. Exit code: pytest's. It takes some minutes more than the suite, so CI runs it apart, and a person before a bound is changed.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXTRAS = ("online", "xlsx", "web", "parquet", "test")
_REQUIREMENT = re.compile(r"([\w.-]+)>=([\w.]+)(?:\s*;.*)?")


def lowest(project: dict[str, dict[str, object]]) -> list[str]:
    """Constraints that pin each requirement to its lower bound; of two bounds, an extra's and the test's, the higher.

    >>> lowest({"project": {"dependencies": ["click>=8.2", "isal>=1.7; os_name == 'x'"], "optional-dependencies": {"web": ["click>=8.10"]}}})
    ['click==8.10', 'isal==1.7']
    """
    table = project["project"]
    extras = table["optional-dependencies"]
    assert isinstance(extras, dict)
    bounds: dict[str, tuple[tuple[int, ...], str]] = {}
    for requirement in [*table["dependencies"], *(each for name in extras for each in extras[name])]:  # type: ignore[misc, attr-defined]
        found = _REQUIREMENT.fullmatch(requirement)
        if found is None:
            raise ValueError(f"a requirement without a lower bound: {requirement}")
        bound = (tuple(map(int, found[2].split("."))), found[2])
        bounds[found[1]] = max(bounds.get(found[1], bound), bound)
    return [f"{name}=={version}" for name, (_, version) in sorted(bounds.items())]


def main(arguments: list[str]) -> int:
    """Install and test."""
    folder = Path(arguments[0] if arguments else tempfile.mkdtemp(prefix="lowest-"))
    constraints = folder / "constraints.txt"
    venv.create(folder, with_pip=True)
    pinned = lowest(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    constraints.write_text("\n".join(pinned) + "\n", encoding="ascii")
    print(*pinned, flush=True)
    python = folder / "bin" / "python"
    wanted = f"{ROOT}[{','.join(EXTRAS)}]"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--editable", wanted, "--constraint", constraints], check=True)
    return subprocess.run([python, "-m", "pytest", "-q", *arguments[1:]], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

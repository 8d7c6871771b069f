"""The house's measures: lines a file, lines a function, files a folder."""

import ast
from collections import Counter

from conftest import ROOT

CODE = ROOT / "convert"
LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 49
FILES_OF_A_FOLDER = 12


def test_sizes() -> None:
    paths = sorted(CODE.rglob("*.py"))
    assert paths
    sizes = {path.relative_to(CODE).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    too_large = {name for name, text in sizes.items() if len(text.splitlines()) > LINES_OF_A_FILE}
    for name, text in sizes.items():
        too_large |= {f"{name}:{function}" for function in long_functions(text)}
    folders = Counter(f"{path.parent.relative_to(CODE).as_posix()}/" for path in paths)
    too_large |= {folder for folder, files in folders.items() if files > FILES_OF_A_FOLDER}
    assert sorted(too_large) == []


def long_functions(code: str) -> list[str]:
    return [
        node.name
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LINES_OF_A_FUNCTION
    ]

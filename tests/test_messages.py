"""The registry of problem codes against the code that uses them, and ``docs/messages.md``, which is made from it."""

import ast
import io
import re
from collections.abc import Iterator

import msgspec
from conftest import ROOT

from convert.changes.checks import REQUIRED, STATES
from convert.running.findings import write_sarif
from convert.running.verification import reports
from convert.streams.codes import CODES
from convert.streams.problems import Problem

PAGE = ROOT / "docs" / "messages.md"
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "convert").rglob("*.py")]
SHAPE = re.compile(r"[a-z]+(-[a-z]+)*")
"""Of a code: other words are arguments of other functions that have the same name."""
MADE = {code for code, _ in STATES.values()}
MADE |= {*reports.CODES.values(), *reports.NOTICES.values()}
MADE |= {f"missing-{field.replace('_', '-')}" for fields in REQUIRED.values() for field in fields}
"""Codes that stand in a table, or are made from the name of a field."""


def page() -> str:
    """The text of ``docs/messages.md``."""
    rows = [f"| `{code}` | {severity} | {meaning} |\n" for code, (severity, meaning) in CODES.items()]
    return (
        "# Messages\n\n"
        "Each message ends with its code in brackets; `--log json` and `check --format sarif` give code and severity apart.\n"
        "An *error* means that something was skipped, and exit code 1; a *warning*, that something is missing or doubtful\n"
        "(exit code 1 with `--strict`); a *note* is worth knowing.\n\n"
        "This page is made from `convert/streams/codes.py` by `pytest tests/test_messages.py --accept`.\n\n"
        "| code | severity | meaning |\n| --- | --- | --- |\n" + "".join(rows)
    )


def codes_in(tree: ast.AST, positions: dict[str, set[int]]) -> Iterator[ast.expr]:
    """The codes that calls in a tree pass; ``positions``: the name of a function → where it takes one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in positions:
                yield from (value for at, value in enumerate(node.args) if at in positions[name])
                yield from (word.value for word in node.keywords if word.arg == "code")


def reporters() -> dict[str, set[int]]:
    """``Problem``, and the functions that pass their parameter ``code`` to it or to one another → its position."""
    functions = [node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    found = {"Problem": {0}}
    for _ in range(3):  # as deep as they call one another
        for function in functions:
            names = [each.arg for each in function.args.args if each.arg not in ("self", "cls")]
            passed = {getattr(code, "id", "") for code in codes_in(function, found)}
            if "code" in passed and "code" in names:
                found.setdefault(function.name, set()).add(names.index("code"))
    return found


def test_each_code_is_registered_and_each_registered_one_is_used() -> None:
    positions = reporters()
    expressions = [code for tree in TREES for code in codes_in(tree, positions)]
    words = {code.value for code in expressions if isinstance(code, ast.Constant)}
    said = {word for word in words if isinstance(word, str) and SHAPE.fullmatch(word)}
    assert said - set(CODES) == set()
    assert set(CODES) >= MADE
    assert set(CODES) - said - MADE == set()


def test_codes_are_literal_or_passed_on() -> None:
    direct = {"Problem": {0}, "problem_with": {1}}
    made = [code for tree in TREES for code in codes_in(tree, direct) if not isinstance(code, ast.Constant)]
    assert {ast.unparse(code) for code in made} == {"code"}


def test_severity_is_that_of_the_registry_unless_said_otherwise() -> None:
    assert Problem("deleted", "").severity == "note"
    assert Problem("deleted", "", severity="error").severity == "error"
    assert Problem("of-a-plugin", "").severity == "warning"
    assert msgspec.json.decode(msgspec.json.encode(Problem("retracted", "")))["severity"] == "warning"


def test_a_plugin_may_use_codes_of_its_own() -> None:
    out = io.StringIO()
    write_sarif([Problem("of-a-plugin", "Shout!"), Problem("deleted", "")], out)
    [own, deleted] = msgspec.json.decode(out.getvalue())["runs"][0]["tool"]["driver"]["rules"]
    assert own == {"id": "of-a-plugin"}
    assert deleted["shortDescription"]["text"] == CODES["deleted"].meaning
    assert deleted["defaultConfiguration"] == {"level": "note"}


def test_a_meaning_is_a_sentence() -> None:
    for code, (_, meaning) in CODES.items():
        assert SHAPE.fullmatch(code)
        assert re.fullmatch(r"(?:[A-Z]|citeproc).*\.", meaning)


def test_the_page_is_fresh(accept: bool) -> None:
    if accept:
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()

"""Problems → a report of them: text, JSON, or SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code
hosts and editors show beside the lines of the file."""  # noqa: D205, D209  (one sentence)

from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Any, Final, TextIO

import msgspec

import convert
from convert.streams.problems import Problem

_LEVELS: Final = {"note": "note", "warning": "warning", "error": "error"}
"""Our severity → SARIF's level."""


def write_text(problems: Iterable[Problem], out: TextIO) -> None:
    """One problem a line."""
    out.writelines(f"{problem}\n" for problem in problems)


def write_json(problems: Iterable[Problem], out: TextIO) -> None:
    """An array of objects with ``code``, ``message``, ``path``, ``line``, ``record``, ``severity``."""
    out.write(_json([msgspec.structs.asdict(problem) for problem in problems]))


def write_sarif(problems: Iterable[Problem], out: TextIO) -> None:
    """A SARIF log with one run."""
    results = [_result(problem) for problem in problems]
    rules = [{"id": code} for code in dict.fromkeys(result["ruleId"] for result in results)]
    driver = {"name": "refconvert", "version": convert.__version__, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    out.write(_json(log))


def _result(problem: Problem) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": _LEVELS[problem.severity],
        "message": {
            "text": f"Record {problem.record}: {problem.message}" if problem.record else problem.message
        },
    }
    if problem.path and problem.path != "-":
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.path)}}
        if problem.line:
            place["region"] = {"startLine": problem.line}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else pure.as_posix().replace("%", "%25").replace(" ", "%20")


def _json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


FORMS: Final[dict[str, Callable[[Iterable[Problem], TextIO], None]]] = {
    "text": write_text,
    "json": write_json,
    "sarif": write_sarif,
}

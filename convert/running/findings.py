"""Problems → a report: text, JSON, or SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/).

Code hosts and editors show a SARIF report beside the lines of the file.
"""

from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Any, Final, TextIO

import msgspec

import convert
from convert.streams.codes import CODES
from convert.streams.problems import Problem


def write_text(problems: Iterable[Problem], out: TextIO) -> None:
    """One problem per line."""
    out.writelines(f"{problem}\n" for problem in problems)


def write_json(problems: Iterable[Problem], out: TextIO) -> None:
    """An array of objects with ``code``, ``message``, ``path``, ``line``, ``record``, ``severity``."""
    out.write(_json([msgspec.structs.asdict(problem) for problem in problems]))


def write_sarif(problems: Iterable[Problem], out: TextIO) -> None:
    """A SARIF log with one run."""
    results = [_result(problem) for problem in problems]
    rules = [_rule(code) for code in dict.fromkeys(result["ruleId"] for result in results)]
    driver = {"name": "refconvert", "version": convert.__version__, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    out.write(_json(log))


def _rule(code: str) -> dict[str, Any]:
    if code not in CODES:  # a plugin's own
        return {"id": code}
    severity, meaning = CODES[code]
    return {"id": code, "shortDescription": {"text": meaning}, "defaultConfiguration": {"level": severity}}


def _result(problem: Problem) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": problem.severity,  # SARIF's levels have the same names
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

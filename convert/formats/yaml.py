"""Values → YAML 1.2 in block style: texts are JSON's, which YAML allows everywhere and never takes for something else."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec


def lines(value: Mapping[str, Any], indent: str) -> list[str]:
    """A mapping as indented lines; empty values are left out, a number stays one.

    >>> lines({"a": "x: y", "b": [{"c": 1, "d": "2"}, "e"], "f": "", "g": {"h": "i"}}, "")
    ['a: "x: y"', 'b:', '  - c: 1', '    d: "2"', '  - "e"', 'g:', '  h: "i"']
    """
    found = []
    for key, part in value.items():
        if isinstance(part, Mapping):
            if below := lines(part, f"{indent}  "):
                found += [f"{indent}{key}:", *below]
        elif isinstance(part, list | tuple):
            if below := _items(part, f"{indent}  "):
                found += [f"{indent}{key}:", *below]
        elif part not in ("", None):
            found.append(f"{indent}{key}: {scalar(part)}")
    return found


def _items(values: Sequence[Any], indent: str) -> list[str]:
    found = []
    for value in values:
        if isinstance(value, Mapping):
            first, *others = lines(value, f"{indent}  ") or [""]
            found += [f"{indent}- {first.lstrip()}", *others] if first else []
        else:
            found.append(f"{indent}- {scalar(value)}")
    return found


def scalar(value: Any) -> str:
    """A text in quotes, or a number. YAML takes fewer characters than JSON (https://yaml.org/spec/1.2.2/#51-character-set)."""
    return _NOT_IN_YAML.sub(lambda found: f"\\x{ord(found[0]):02x}", msgspec.json.encode(value).decode())


_NOT_IN_YAML = re.compile("[\x7f-\x84\x86-\x9f]")

"""YAML → values, all of them texts; and values → YAML 1.2 in block style: texts are JSON's, which YAML allows everywhere and never takes for something else."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from convert.streams.problems import ConvertError


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
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", msgspec.json.encode(value).decode())


def load(text: str) -> list[Any]:
    """The documents of a text. All values are texts, so that ``no`` and ``2021-08`` stay what they are.

    Raises:
        ConvertError: it is no YAML.
    """
    import yaml  # noqa: PLC0415  (slow to load)

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    documents: list[Any] = []
    try:
        documents.extend(yaml.load_all(io.StringIO(text), loader))
    except RecursionError as error:
        raise ConvertError("no YAML: it is nested too deeply") from error
    except yaml.YAMLError as error:
        if not documents:  # behind the metadata of a Markdown text, all may follow
            mark = getattr(error, "problem_mark", None)
            where = f", line {mark.line + 1}" if mark else ""
            raise ConvertError(f"no YAML{where}: {getattr(error, 'problem', error)}") from error
    return documents


MOST_NODES: Final = 1_000_000
"""Values in a document, each counted where an alias repeats it: ten lines of aliases of aliases can be more than memory holds."""


def is_too_large(value: Any) -> bool:
    """Whether the values that YAML's aliases repeat are too many, or hold themselves.

    >>> nine = [[]] * 9
    >>> for _ in range(9):
    ...     nine = [nine] * 9
    >>> is_too_large(nine), is_too_large({"a": [1, "x"]})
    (True, False)
    """
    sizes: dict[int, int] = {}

    def size(part: Any) -> int:
        if not isinstance(part, dict | list):
            return 1
        if (known := sizes.get(id(part))) is None:
            sizes[id(part)] = MOST_NODES + 1  # so that one that holds itself is too large
            known = 1 + sum(map(size, part.values() if isinstance(part, dict) else part))
            sizes[id(part)] = known
        return known

    return size(value) > MOST_NODES


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029]")
"""What YAML 1.2 forbids, and what YAML 1.1 takes for the end of a line."""

"""A writer's options: a struct declares their names, types, defaults and help; this module checks and describes them.

>>> class Options(Struct, frozen=True, kw_only=True):
...     mesh: Annotated[Literal["descriptors", "none"], Meta(description="Which MeSH headings become keywords.")] = "descriptors"
>>> parse_options(Options, {"mesh": "none"})
Options(mesh='none')
>>> [(option.name, option.values, option.default, option.help) for option in describe_options(Options)]
[('mesh', 'descriptors | none', 'descriptors', 'Which MeSH headings become keywords.')]
"""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from convert.streams.problems import FormatError

Options = TypeVar("Options", bound=Struct)


class NoOptions(Struct, frozen=True):
    """The options of a writer that has none."""


class OptionHelp(Struct, frozen=True):
    """The description of an option."""

    name: str
    values: str
    """``a | b`` for a choice, otherwise the name of the type."""
    default: str
    help: str


def parse_options(kind: type[Options], given: Mapping[str, Any]) -> Options:
    """Values by the names of options → a struct of type ``kind``; a value may be text, as on the command line.

    Raises:
        FormatError: an unknown option, or an invalid value.

    >>> parse_options(NoOptions, {"mesh": "none"})
    Traceback (most recent call last):
    convert.streams.problems.FormatError: unknown option 'mesh'; this format has no options
    """
    known = [field.name for field in msgspec.structs.fields(kind)]
    for name in given:
        if name not in known:
            choice = f"choose from {', '.join(known)}" if known else "this format has no options"
            raise FormatError(f"unknown option {name!r}; {choice}")
    try:
        return msgspec.convert(dict(given), kind, strict=False)
    except msgspec.ValidationError as error:
        name = str(error).rpartition("$.")[2].rstrip("`")
        raise FormatError(
            f"option {name}: {given[name]!r} is not {_values(get_type_hints(kind)[name])}"
        ) from error


def describe_options(kind: type[Struct]) -> Iterator[OptionHelp]:
    """The options that ``kind`` declares, in their order."""
    for field in msgspec.structs.fields(kind):
        annotation = get_type_hints(kind, include_extras=True)[field.name]
        notes = annotation.__metadata__ if get_origin(annotation) is Annotated else ()
        text = next((note.description for note in notes if isinstance(note, Meta)), None)
        default = "" if field.default is None else str(field.default)
        yield OptionHelp(field.name, _values(get_type_hints(kind)[field.name]), default, text or "")


def _values(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return " | ".join(map(str, get_args(hint)))
    if get_origin(hint) in (Union, UnionType):
        return " | ".join(_values(part) for part in get_args(hint) if part is not NoneType)
    return {bool: "true | false", str: "text", int: "number"}.get(hint, getattr(hint, "__name__", str(hint)))

"""Options of commands from structs: a field's name, type, default and help text become an option of click.

``Meta(description=…)`` is the help text. ``Meta(extra=…)`` may hold ``flags`` (in place of ``--field-name``), ``metavar``,
``group`` (the section of ``--help``), ``complete`` (the words that the shell offers) and ``is_list`` (words separated by commas; given
again, the option adds to them).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import click
import msgspec
from msgspec import Meta, Struct

from convert.model.citation_keys import PRESETS
from convert.running.conversion import count_cores
from convert.streams.problems import FormatError

Command = Callable[..., None]
ARGUMENT = "files"
"""The field of a struct that is no option, but the command's argument of that name."""
INPUT, OUTPUT, LIST, DRAFT, CHOICES = "Input", "Output", "Reference list", "Draft", "Choices"
CHECKS, OTHERS = "Checks and messages", "Other options"
"""The sections of ``--help``, in their order."""


class Option(click.Option):
    """An option that stands in a section of ``--help``."""

    def __init__(self, *arguments: Any, group: str = OTHERS, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.group = group


class Grouped(click.Command):
    """A command whose ``--help`` shows its options in sections."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a section for each group."""
        sections: dict[str, list[tuple[str, str]]] = {
            name: [] for name in (INPUT, OUTPUT, LIST, DRAFT, CHOICES, CHECKS, OTHERS)
        }
        for parameter in self.get_params(ctx):
            row = parameter.get_help_record(ctx)
            if row and isinstance(parameter, click.Option):
                sections[getattr(parameter, "group", OTHERS)].append(row)
        for name, rows in sections.items():
            if rows:
                with formatter.section(name):
                    formatter.write_dl(rows)


def struct_options(
    kind: type[Struct],
    parameter: str,
    *,
    only: Iterable[str] | None = None,
    flags: Mapping[str, tuple[str, ...]] = {},
    group: str = OTHERS,
) -> Callable[[Command], Command]:
    """A decorator: the fields of a struct become options of a command, which gets them as one struct.

    Args:
        kind: the struct.
        parameter: what the command calls it.
        only: the fields that become options; by default all that have a ``Meta``. The field ``ARGUMENT`` is click's argument.
        flags: field → flags, in place of those in its ``Meta``.
        group: the section of ``--help``, where a field names none.
    """
    hints = get_type_hints(kind, include_extras=True)
    names = {name for name, hint in hints.items() if get_origin(hint) is Annotated or name == ARGUMENT}
    names = names.intersection(only) if only else names
    fields = [field for field in msgspec.structs.fields(kind) if field.name in names]

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_struct(*arguments: Any, **options: Any) -> None:
            mine = {field.name: options.pop(field.name) for field in fields}
            try:
                value = kind(**mine)
            except FormatError as error:
                raise click.UsageError(str(error), click.get_current_context(silent=True)) from error
            command(*arguments, **{parameter: value}, **options)

        decorated: Command = with_struct
        for field in reversed(fields):
            if field.name != ARGUMENT:
                own = {"flags": flags[field.name]} if field.name in flags else {}
                decorated = _option(field, hints[field.name], group, own)(decorated)
        return decorated

    return decorate


def _option(
    field: msgspec.structs.FieldInfo, hint: Any, group: str, own: Mapping[str, Any]
) -> Callable[[Command], Command]:
    meta = next((note for note in getattr(hint, "__metadata__", ()) if isinstance(note, Meta)), Meta())
    extra = {**(meta.extra or {}), **own}
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    settings: dict[str, Any] = {"help": meta.description, "group": extra.pop("group", group), "cls": Option}
    words = extra.pop("complete", None)
    if words:
        settings["shell_complete"] = complete(words)
    settings |= _kind(_without_none(bare))
    if extra.pop("is_list", False):
        settings |= {"multiple": True, "callback": lambda _context, _parameter, lists: ",".join(lists)}
    elif not field.required:
        settings["default"] = field.default
        settings["show_default"] = get_origin(bare) is Literal
    flag = f"--{field.name.replace('_', '-')}"
    if _without_none(bare) is bool and field.default is not False:
        flag = f"{flag}/--no-{flag.removeprefix('--')}"
    flags = extra.pop("flags", (flag,))
    return click.option(*flags, field.name, **(settings | extra))


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(part for part in get_args(hint) if part is not NoneType)
    return hint


def _kind(hint: Any) -> dict[str, Any]:
    if hint is bool:
        return {"is_flag": True}
    if get_origin(hint) is Literal:
        return {"type": click.Choice(get_args(hint))}
    return {"multiple": True} if get_origin(hint) is tuple else {"type": hint}


def jobs_option(help_text: str) -> Callable[[Command], Command]:
    """``--jobs``: a number of processes, by default one a core."""
    kind = click.IntRange(min=1)
    return click.option("-j", "--jobs", type=kind, metavar="N", default=count_cores, help=help_text)


def files_option(*flags: str, help_text: str, group: str = OTHERS) -> Callable[[Command], Command]:
    """Files that are named by an option, which may be given again; ``flags`` end with what the command calls them."""
    return click.option(
        *flags, cls=Option, group=group, multiple=True, metavar="FILE", type=click.Path(), help=help_text
    )


def keys_option(
    help_text: str, *, group: str = OTHERS, default: str | None = "scholar"
) -> Callable[[Command], Command]:
    """``--keys``: how citation keys are made."""
    return click.option(
        "--keys",
        cls=Option,
        group=group,
        type=click.Choice([*PRESETS]),
        default=default,
        show_default=True,
        help=help_text,
    )


def complete(words: Iterable[str]) -> Callable[..., list[str]]:
    """Completion of a word in the shell."""
    return lambda _context, _parameter, incomplete: [word for word in words if word.startswith(incomplete)]

"""``python -m convert``, and what the command ``refconvert`` starts."""

import gc
import sys

import convert

GC_OBJECTS = 10_000
"""New objects after which cycles are looked for: records have none, and Python's own 700 is a fiftieth of all work."""


def main() -> None:
    """Run the command; what it does often is done without loading all of it."""
    if sys.argv[1:] == ["--version"]:
        print(f"refconvert, version {convert.__version__}")  # noqa: T201
        return
    import signal  # noqa: PLC0415  (the version needs nothing of all this)

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # A command has something to tidy (``messages``); until it begins, a stop needs no more than an end.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _load()
    from convert.commands.plain import convert_plainly  # noqa: PLC0415

    if not convert_plainly(sys.argv[1:]):
        from convert.cli import main as command  # noqa: PLC0415

        command(prog_name="refconvert")


def _load() -> None:
    """Import what every command needs, without two things that take longer than Python's own start.

    One is to look for garbage in what is imported, which stays, now and when all ends. The other is typing_extensions:
    msgspec asks it first for names that ``typing`` has, too, and takes them from there if it is not to be had, as
    modules are not whose place is taken by None.
    """
    gc.disable()
    sys.modules.setdefault("typing_extensions", None)  # type: ignore[arg-type]
    import convert.commands.plain  # noqa: F401, PLC0415

    if sys.modules["typing_extensions"] is None:
        del sys.modules["typing_extensions"]
    gc.freeze()
    gc.set_threshold(GC_OBJECTS)
    gc.enable()


if __name__ == "__main__":
    main()

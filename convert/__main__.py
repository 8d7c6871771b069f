"""``python -m convert``, and what the command ``refconvert`` starts."""

import sys

import convert


def main() -> None:
    """Run the command; what it does often is done without loading all of it."""
    if sys.argv[1:] == ["--version"]:
        print(f"refconvert, version {convert.__version__}")  # noqa: T201
        return
    import signal  # noqa: PLC0415  (the version needs nothing, a plain conversion little)

    signal.signal(signal.SIGTERM, _leave)
    from convert.commands.plain import convert_plainly  # noqa: PLC0415

    if not convert_plainly(sys.argv[1:]):
        from convert.cli import main as command  # noqa: PLC0415

        command(prog_name="refconvert")


def _leave(number: int, _frame: object) -> None:
    """Go the way of an exception, so that half-written files are taken away; with the exit code of the shell."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()

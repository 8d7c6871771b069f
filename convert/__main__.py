"""``python -m convert``, and what the command ``refconvert`` starts."""

import sys

import convert


def main() -> None:
    """Run the command; its version is told without loading it."""
    if sys.argv[1:] == ["--version"]:
        print(f"refconvert, version {convert.__version__}")  # noqa: T201
        return
    from convert.cli import main as command  # noqa: PLC0415

    command(prog_name="refconvert")


if __name__ == "__main__":
    main()

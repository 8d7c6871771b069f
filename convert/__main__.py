"""``python -m convert``, and what the command ``refconvert`` starts."""

import gc
import os
import sys

from convert.commands import main as command

GC_OBJECTS = 10_000
"""New objects after which cycles are looked for: records have none, and Python's own 700 is a fiftieth of all work."""


def main() -> None:
    """Run the command."""
    gc.set_threshold(GC_OBJECTS)
    try:
        command(prog_name="refconvert")
    except OSError as error:  # a full disk under click's own help; commands tell theirs
        from convert.commands.shared.messages import IO, say  # noqa: PLC0415  (rarely needed)

        say(f"refconvert: {error.filename or '-'}: {error.strerror}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(IO) from None


if __name__ == "__main__":
    main()

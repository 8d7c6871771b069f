"""``python -m convert``, and what the command ``refconvert`` starts."""

import gc

from convert.commands import main as command

GC_OBJECTS = 10_000
"""New objects after which cycles are looked for: records have none, and Python's own 700 is a fiftieth of all work."""


def main() -> None:
    """Run the command."""
    gc.set_threshold(GC_OBJECTS)
    command(prog_name="refconvert")


if __name__ == "__main__":
    main()

"""The tables of docs/robustness.md: ``PYTHONPATH=.:tests python -m robustness damage``, ``cuts``, ``kills``."""

import argparse
import tempfile
from pathlib import Path

from robustness import cuts, kills, survival
from robustness.damage import WAYS
from robustness.files import SUFFIXES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", choices=("damage", "cuts", "kills"))
    parser.add_argument("-n", "--records", type=int, help="1,000 to be damaged, 500 to be cut")
    parser.add_argument("-f", "--format", action="append", choices=SUFFIXES)
    parser.add_argument("-w", "--way", action="append", choices=WAYS)
    parser.add_argument("--alone", action="store_true", help="without the other programs")
    parser.add_argument("-k", "--kills", type=int, default=200)
    options = parser.parse_args()
    if options.table == "cuts":
        cuts.main(options.records or 500)
        return
    if options.table == "kills":
        with tempfile.TemporaryDirectory() as folder:
            for row in kills.table(Path(folder), options.kills):
                print(row, flush=True)
        return
    survival.main(
        options.records or 1000, options.format or SUFFIXES, options.way or WAYS, alone=options.alone
    )


if __name__ == "__main__":
    main()

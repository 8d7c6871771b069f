"""Fuzzing led by coverage, with atheris (``pip install atheris``, Python 3.11 to 3.13 on Linux): one target after another.

    python tests/fuzz/run.py FOLDER --seconds 60 [TARGET …]

``FOLDER/TARGET/`` keeps the inputs that reached something new, and is where the next run goes on; ``FOLDER/findings/`` has each input that broke a
promise, once for each place that raised, with the traceback beside it. What is printed is a table: executions, edges reached, findings.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import traceback
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
SLOWEST = 20
"""Seconds for one input, after which it counts as one that hangs."""
LONGEST = 8192
"""Bytes of an input."""


def fuzz(name: str, folder: Path, seconds: int) -> None:
    """Fuzz one target in this process, which atheris ends."""
    atheris = import_module("atheris")  # it has no wheel for some machines, and no types

    with atheris.instrument_imports(include=["convert"]):
        from fuzz.targets import TARGETS

        from convert.running import reading
    from fuzz.seeds import TOKENS

    vars(reading)["guarded_read"] = lambda records, *_: iter(
        records
    )  # the last guard would hide where it comes from
    target = TARGETS[name]
    corpus, findings = folder / name, folder / "findings"
    for path in (corpus, findings):
        path.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed[:LONGEST])
    words = folder / f"{name}.dict"
    tokens = [token for kind in ("", *target.kinds) for token in TOKENS[kind]]
    spelled = ["".join([f"\\x{byte:02x}" for byte in token]) for token in tokens]
    words.write_text("".join([f'"{word}"\n' for word in spelled]), encoding="ascii")

    def one(data: bytes) -> None:
        try:
            target.run(data)
        except Exception as error:  # noqa: BLE001  (what a target raises is a finding; fuzzing goes on)
            keep(name, data, error, findings)

    atheris.Setup(
        ["fuzz", str(corpus), f"-dict={words}", f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-len_control=0", f"-timeout={SLOWEST}", "-rss_limit_mb=2000",
         f"-artifact_prefix={findings}/{name}-", "-print_final_stats=1", "-verbosity=1"],
        one,
    )  # fmt: skip
    atheris.Fuzz()


def keep(name: str, data: bytes, error: Exception, findings: Path) -> None:
    """Keep the first input that raises at a place."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno}" for frame in frames if "convert" in frame.filename] or [
        str(frames[-1].lineno)
    ]
    message = re.sub(r"'.*'|\d+", "", str(error))[:80]
    path = findings / f"{name}-{hashlib.sha256(f'{places[-1]} {message}'.encode()).hexdigest()[:12]}"
    if not path.exists():
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(
            "".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace"
        )


def run(name: str, folder: Path, seconds: int) -> str:
    """Fuzz one target in a process of its own; a line of the table."""
    command = [sys.executable, __file__, str(folder), "--seconds", str(seconds), "--inside", name]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    said = done.stderr + done.stdout
    (folder / f"{name}.log").write_text(said, encoding="utf-8")
    executions = re.findall(r"stat::number_of_executed_units:\s*(\d+)", said) or ["?"]
    edges = re.findall(r"cov: (\d+) ", said) or ["?"]
    found = len([path for path in (folder / "findings").glob(f"{name}-*") if path.suffix != ".txt"])
    ended = "" if done.returncode == 0 else f" (ended with {done.returncode})"
    return f"| {name} | {executions[-1]} | {edges[0]} → {edges[-1]} | {found}{ended} |"


def main() -> None:
    """Fuzz the targets that are named, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_intermixed_args()
    if asked.inside:
        fuzz(asked.targets[0], asked.folder, asked.seconds)
        return
    from fuzz.targets import TARGETS

    asked.folder.mkdir(parents=True, exist_ok=True)
    print(
        "| target | executions | edges, at first and at the end | findings |\n| --- | --- | --- | --- |",
        flush=True,
    )
    for name in asked.targets or TARGETS:
        print(run(name, asked.folder, asked.seconds), flush=True)


if __name__ == "__main__":
    main()

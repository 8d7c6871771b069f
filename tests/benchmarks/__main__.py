"""The benchmarks: ``python tests/benchmarks`` measures start-up, readers, writers, and end to end, beside the peers.

Commands take turns, round by round, and each is compared with its yardstick of the same round: on a machine that
others use, only such ratios hold. With ``--instructions``, valgrind's callgrind counts instead: the difference
between a file of 300 records and one of 100, which no neighbour changes.
"""

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import generate  # type: ignore[import-not-found]  # beside this file, which is run as a folder

import convert

BARE_XML = """
import sys
from lxml import etree
for _, element in etree.iterparse(sys.argv[1], tag="PubmedArticle"):
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
"""
MEDLINE_OF_BIOPYTHON = """
import sys
from Bio import Medline
for _ in Medline.parse(open(sys.argv[1], encoding="utf-8")):
    pass
"""
READ = "import convert, sys\nfor _ in convert.read(sys.argv[1]):\n    pass"
CONVERT = "import convert, sys\nconvert.convert(sys.argv[1], '/dev/null', to={writer!r})"
COMMAND = "import sys\nfrom convert.__main__ import main\nsys.argv[1:] = {arguments!r}.split() + sys.argv[1:]\nmain()"

FORMS = {
    "pubmed-xml": "data.xml",
    "gzip": "data.xml.gz",
    "medline": "data.nbib",
    "ris": "data.ris",
    "enw": "data.enw",
    "bibtex": "data.bib",
    "csl-json": "data.json",
    "jsonl": "data.jsonl",
    "csv": "data.csv",
    "one": "one.nbib",
}
"""Name → the file that is generated."""
WRITERS = ("jsonl", "csl-json", "ris", "bibtex", "biblatex", "enw", "medline", "pubmed-xml", "csv")
XTRACT = (
    "xtract -mixed -input {} -pattern PubmedArticle -element MedlineCitation/PMID ArticleTitle Journal/Title ISOAbbreviation Volume Issue "
    "MedlinePgn ELocationID AbstractText LastName ForeName Initials Affiliation Language PublicationType DescriptorName "
    "QualifierName Keyword GrantID Agency Country NameOfSubstance RegistryNumber NlmUniqueID ISSNLinking ISSN MedlineTA "
    "PublicationStatus ArticleId CitationSubset Year Month Day > /dev/null"
)


@dataclass(frozen=True)
class Command:
    """Something to be measured."""

    group: str
    name: str
    arguments: tuple[str, ...]
    yardstick: str
    """The name of another command of the group."""
    peer: bool = False


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    seconds: float
    """Of the CPU, user and system, with all children."""
    megabytes: float
    """At the most, of the largest process."""


def python(code: str, *arguments: str, interpreter: str = sys.executable) -> tuple[str, ...]:
    return interpreter, "-c", code, *arguments


def shell(line: str) -> tuple[str, ...]:
    return "sh", "-c", line


def commands(folder: Path, biopython: str) -> Iterator[Command]:
    """All that is measured over the files in ``folder``."""
    file = {form: str(folder / name) for form, name in FORMS.items()}
    yield from _starts(file)
    yield Command("read", "bare iterparse", python(BARE_XML, file["pubmed-xml"]), "bare iterparse", peer=True)
    for form in FORMS:
        if form != "one":
            yield Command("read", form, python(READ, file[form]), "bare iterparse")
    if biopython:
        medline = python(MEDLINE_OF_BIOPYTHON, file["medline"], interpreter=biopython)
        yield Command("read", "Biopython, MEDLINE", medline, "bare iterparse", peer=True)
    for writer in WRITERS:
        code = CONVERT.format(writer=writer)
        yield Command("write what jsonl holds", writer, python(code, file["jsonl"]), "jsonl")
    yield from _whole_ways(file)


def _starts(file: dict[str, str]) -> Iterator[Command]:
    yield Command("start", "python -c pass", python("pass"), "python -c pass", peer=True)
    yield Command("start", "import msgspec", python("import msgspec"), "python -c pass", peer=True)
    for name, arguments in (
        ("--version", "--version"),
        ("one MEDLINE record to RIS", f"convert {file['one']} -t ris"),
        ("the same, to a file", f"convert {file['one']} -o {file['one']}.ris"),
    ):
        yield Command("start", name, python(COMMAND.format(arguments=arguments)), "python -c pass")


def _whole_ways(file: dict[str, str]) -> Iterator[Command]:
    group, bare = "end to end", "bare iterparse"
    yield Command(group, bare, python(BARE_XML, file["pubmed-xml"]), bare, peer=True)
    for writer in ("ris", "bibtex", "csl-json"):
        code = CONVERT.format(writer=writer)
        yield Command(group, f"XML to {writer}", python(code, file["pubmed-xml"]), bare)
        yield Command(group, f"XML in gzip to {writer}", python(code, file["gzip"]), bare)
        yield Command(group, f"MEDLINE to {writer}", python(code, file["medline"]), bare)
    if shutil.which("xtract"):
        yield Command(group, "xtract, 33 fields", shell(XTRACT.format(file["pubmed-xml"])), bare, peer=True)
    if shutil.which("med2xml"):
        for peer in ("xml2ris", "xml2bib"):
            line = f"med2xml {file['pubmed-xml']} 2>/dev/null | {peer} > /dev/null 2>&1"
            yield Command(group, f"bibutils, {peer}", shell(line), bare, peer=True)


def run(command: Command) -> Cost:
    """Run a command once.

    Raises:
        CalledProcessError: it fails.
    """
    process = subprocess.Popen(command.arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command.arguments)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def count_instructions(command: Command) -> int:
    """The instructions of one run of a process, as callgrind counts them."""
    tool = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command.arguments)
    said = subprocess.run(
        tool, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": "0"}
    ).stderr
    return int(said.split(b"Collected : ")[1].split()[0])


def make_files(folder: Path, count: int) -> Path:
    for form, name in FORMS.items():
        to = None if form in ("gzip", "one") else form
        generate.write(1 if form == "one" else count, folder / name, to)
    return folder


def print_times(chosen: list[Command], rounds: int, records: int) -> None:
    """Run everything in turn, and print a table for each group."""
    costs: dict[Command, list[Cost]] = {command: [] for command in chosen}
    for _ in range(rounds):
        for command in chosen:
            costs[command].append(run(command))
    for command, runs in costs.items():
        base = next(c for c in chosen if (c.group, c.name) == (command.group, command.yardstick))
        pairs = zip(runs, costs[base], strict=True)
        ratio = statistics.median(cost.seconds / yardstick.seconds for cost, yardstick in pairs)
        seconds = min(cost.seconds for cost in runs)
        of_each = f"{seconds * 1e6 / records:.0f}" if command.group != "start" else ""
        memory = max(cost.megabytes for cost in runs)
        _print_row(command, f"{seconds * 1000:.0f}", of_each, f"{memory:.0f}", f"{ratio:.2f}")


def print_instructions(chosen: list[Command], of: Callable[[Path], Iterator[Command]], root: Path) -> None:
    """Count over 100 and 300 records, and print what 200 records cost."""
    small, large = (make_files(_folder(root, str(count)), count) for count in (100, 300))
    names = {(command.group, command.name) for command in chosen if command.arguments[0] != "sh"}
    found: dict[tuple[str, str], float] = {}
    for few, many in zip(of(small), of(large), strict=True):
        if (few.group, few.name) in names:
            whole = count_instructions(many)
            each = whole if few.group == "start" else (whole - count_instructions(few)) / 200
            found[few.group, few.name] = each
            _print_row(few, f"{each / 1000:,.0f}", "", "", f"{each / found[few.group, few.yardstick]:.2f}")


def _folder(root: Path, name: str) -> Path:
    (root / name).mkdir()
    return root / name


def _print_row(command: Command, *cells: str) -> None:
    name = f"*{command.name}*" if command.peer else command.name
    print("| " + " | ".join((command.group, name, *cells)) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--records", type=int, default=3000)
    parser.add_argument("-r", "--rounds", type=int, default=3)
    parser.add_argument("-g", "--group", help="only those whose group or name begins with this")
    parser.add_argument(
        "--instructions", action="store_true", help="count by callgrind; thousands a record, or a start"
    )
    parser.add_argument("--biopython", default="", metavar="PYTHON", help="an interpreter that has Biopython")
    options = parser.parse_args()
    compileall.compile_dir(Path(convert.__file__).parent, quiet=1)  # as an installation is
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)

        def of(folder: Path) -> Iterator[Command]:
            return commands(folder, options.biopython)

        wanted = [c for c in of(root) if f"{c.group} {c.name}".startswith(options.group or "") or c.peer]
        print(
            "| what | which | k instructions | | | ratio |"
            if options.instructions
            else "| what | which | CPU ms | µs a record | peak MB | ratio |"
        )
        print("| --- | --- | ---: | ---: | ---: | ---: |")
        if options.instructions:
            print_instructions(wanted, of, root)
        else:
            make_files(root, options.records)
            print_times(wanted, options.rounds, options.records)


if __name__ == "__main__":
    main()

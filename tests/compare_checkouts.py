"""Compares what two checkouts make of the same files, outputs and problems: ``python tests/compare_checkouts.py BEFORE AFTER``.

Each file of the corpus and each input of BEFORE's fixtures is read and written in each format, by one process for each checkout
that knows ``convert.read`` and ``convert.write`` alone. Exit code 0: all is equal, but for the wording of messages; 1: outputs
or problems differ; 2: a side could not be run. BEFORE's digests are kept in the system's temporary folder if its tree is clean.
"""

import argparse
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any

FORMATS = "bibtex,biblatex,ris,ris:zotero,ris:endnote,ris:jabref,ris:ncbi,ris:plain,enw,enw:endnote,pubmed-xml,endnote-xml,csv,tsv,csl-json,csl-json:zotero,medline,jsonl,bibliography,docx,pubmed-summary,mods"
"""Formats, or ``format:dialect``; a pair more for each file, ``read``, stands for reading it."""
SHOWN = 20


def drive(job: dict[str, Any]) -> dict[str, Any]:
    """In a process of its own: pair → its digest (or text) and its problems."""
    import convert

    checkout = job["checkout"]
    if not Path(convert.__file__).is_relative_to(checkout):
        sys.exit(f"convert is that of {convert.__file__}, not of {checkout}")
    os.chdir(job["stage"])  # so that each path is the same for all checkouts
    pairs: dict[str, Any] = {}

    def attempt(pair: str, out: io.StringIO | io.BytesIO, act: Callable[..., None]) -> None:
        problems: list[Any] = []
        try:
            act(warn=lambda p: problems.append((p.code, p.line, p.record, p.severity, p.path, p.message)))
            parts = None if isinstance(out, io.StringIO) else zipfile.ZipFile(out)
            text = parts.read("word/document.xml").decode() if parts else str(out.getvalue())
        except Exception as error:  # noqa: BLE001  (a crash is an outcome to compare, as any other)
            text = type(error).__name__
            problems.append((text, 0, "", "exception", "", str(error)))
        text = text.replace(checkout, "CHECKOUT")
        problems = [[*key, message.replace(checkout, "CHECKOUT")] for *key, message in problems]
        digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
        pairs[pair] = {"digest": digest, "problems": problems, "text": text if pair in job["texts"] else ""}

    def read_all(path: str, reader: str | None, records: list[Any], warn: Any) -> None:
        records.extend(convert.read(path, reader, warn=warn))

    for path, reader, formats in job["files"]:
        records: list[Any] = []
        attempt(f"{path} read", io.StringIO(), partial(read_all, path, reader, records))
        for each in formats:
            name, _, dialect = each.partition(":")
            out = io.BytesIO() if name == "docx" else io.StringIO(newline="")
            act = partial(convert.write, records[: 5 if name == "docx" else None], out, name)
            attempt(f"{path} {each}", out, partial(act, dialect=dialect) if dialect else act)
    return {"pairs": pairs, "cpu": time.process_time()}


def run(job: dict[str, Any], checkout: Path) -> dict[str, Any]:
    variables = {"PYTHONPATH": str(checkout), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [job["python"], "-P", str(Path(__file__).resolve()), "--drive"]
    given, env = json.dumps(job | {"checkout": str(checkout)}), os.environ | variables
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, text=True, cwd=checkout, env=env)  # noqa: PLW1510
    if done.returncode:
        raise SystemExit(2)  # it has said itself why
    return dict(json.loads(done.stdout))


def git(checkout: Path, *arguments: str) -> str:
    command = ["git", "-C", str(checkout), *arguments]  # no git, or no repository: nothing is known
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def stage_files(stage: Path, before: Path, corpus: Path) -> Iterator[tuple[str, str | None]]:
    """Path under ``stage`` and reader, where it is to be named: the same names wherever the checkouts are."""
    (stage / "corpus").symlink_to(corpus)
    (stage / "articles").symlink_to(before / "fixtures/articles")
    (stage / "cases").mkdir()
    for top, glob in (
        ("corpus", "medline/*"),
        ("corpus", "xml/*"),
        ("corpus", "text/*"),
        ("articles", "*/*"),
    ):
        for path in sorted((stage / top).glob(glob)):
            yield str(path.relative_to(stage)), None
    for path in sorted(before.glob("fixtures/cases/*.test")):  # their form: see test_cases.py
        head, _, body = f"\n{path.read_text(encoding='utf-8')}".split("\n--- ")[1].partition("\n")
        _, reader, *more = head.split()
        text = body + "\n" if body and not body.endswith("\n") else body
        (stage / "cases" / path.stem).write_text(text, encoding="utf-8", newline="\r\n" if "crlf" in more else "\n")  # fmt: skip
        yield f"cases/{path.stem}", reader


def cache_file(job: dict[str, Any], before: Path) -> Path | None:
    head = git(before, "rev-parse", "HEAD")
    if not head or git(before, "status", "--porcelain"):
        return None
    sizes = [Path(job["stage"], path).stat().st_size for path, *_ in job["files"]]
    key = hashlib.sha256(repr((job["files"], sizes, job["python"], Path(__file__).read_text())).encode())
    return Path(tempfile.gettempdir(), f"compare_checkouts-{os.getuid()}-{head}-{key.hexdigest()[:12]}.json")


def first(old: Sequence[Any], new: Sequence[Any]) -> int:
    ends = min(len(old), len(new))
    return next((at for at in range(ends) if old[at] != new[at]), ends)


def difference(before: str, after: str) -> str:
    if before == after:
        return "    no difference when few files are run: something is remembered between files"
    old, new = [*before.split("\n"), "<end>"], [*after.split("\n"), "<end>"]
    line = first(old, new)
    column = first(old[line], new[line])
    cut = slice(max(0, column - 60), column + 100)
    return f"    line {line + 1}, column {column + 1}\n    - {old[line][cut]!r}\n    + {new[line][cut]!r}"


def report(before: dict[str, Any], after: dict[str, Any]) -> tuple[list[str], bool]:
    """Print how the problems differ; the pairs whose outputs differ, and whether all problems are equal but for words."""
    outputs = [pair for pair in before if before[pair]["digest"] != after[pair]["digest"]]
    codes: list[str] = []
    wordings: dict[tuple[str, ...], list[tuple[str, str, str]]] = defaultdict(list)
    for pair in before:
        old, new = before[pair]["problems"], after[pair]["problems"]
        keys, others = ([each[:-1] for each in side] for side in (old, new))
        if keys != others:
            at = first(keys, others)
            codes.append(f"  {pair}\n    - {old[at : at + 1]}\n    + {new[at : at + 1]}")
        for x, y in zip(old, new, strict=False):
            if x[:-1] == y[:-1] and x != y:
                masked = (re.sub(r"'[^']*'|\"[^\"]*\"|\d+", "…", each[-1]) for each in (x, y))
                wordings[x[0], *masked].append((pair, x[-1], y[-1]))
    print(f"{len(before)} pairs: {len(before) - len(outputs)} outputs equal, {len(outputs)} different")
    print(f"{len(codes)} pairs with problems of other codes, lines, records, …", *codes[:SHOWN], sep="\n")
    print(f"{sum(map(len, wordings.values()))} problems differ by wording alone, in {len(wordings)} groups")
    for (code, *_), found in sorted(wordings.items(), key=lambda item: -len(item[1])):
        print(f"  {len(found)} × [{code}], as in {found[0][0]}\n    - {found[0][1]}\n    + {found[0][2]}")
    return outputs, not codes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkouts", nargs=2, type=lambda text: Path(text).resolve(), metavar="CHECKOUT")
    parser.add_argument("--files", default="*", help="a glob, as 'corpus/xml/*', 'articles/*', 'cases/ris-*'")
    parser.add_argument("--formats", default=FORMATS, help="separated by commas; by default %(default)s")
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has the dependencies")
    parser.add_argument("--corpus", type=Path, help="by default shared/corpus above a checkout")
    given = parser.parse_args()
    (before, after), formats, start = given.checkouts, given.formats.split(","), time.monotonic()
    if not set(formats) <= set(FORMATS.split(",")):
        parser.error(f"--formats may be {FORMATS}")
    shared = ("rev-parse", "--path-format=absolute", "--git-common-dir")  # a worktree may be anywhere
    homes = [*given.checkouts, *(Path(git(each, *shared)) for each in given.checkouts)]
    places = (up / "shared/corpus" for home in homes for up in home.parents)
    corpus = given.corpus or next((place for place in places if place.is_dir()), None)
    if corpus is None:
        parser.error("there is no shared/corpus: name it by --corpus")
    with tempfile.TemporaryDirectory() as stage, ThreadPoolExecutor(2) as pool:
        staged = stage_files(Path(stage), before, corpus.resolve())
        files = [(path, reader, formats) for path, reader in staged if fnmatch(path, given.files)]
        if not files:
            parser.error(f"no file is called {given.files}")
        job = {"python": given.python, "stage": stage, "files": files, "texts": []}
        cache = cache_file(job, before)
        kept = json.loads(cache.read_text()) if cache and cache.exists() else None
        later = pool.submit(run, job, after)
        old = kept or run(job, before)
        if cache and not kept:
            cache.with_suffix(f".{os.getpid()}").write_text(json.dumps(old))
            cache.with_suffix(f".{os.getpid()}").replace(cache)
        new, source = later.result(), f"read from {cache}" if kept else f"{old['cpu']:.0f} s of CPU"
        print(f"{len(files)} files. Before: {source}; after: {new['cpu']:.0f} s of CPU; in all {time.monotonic() - start:.0f} s")  # fmt: skip
        outputs, same = report(old["pairs"], new["pairs"])
        show = outputs[:SHOWN]  # run again, for their texts
        again = [file for file in files if any(pair.startswith(f"{file[0]} ") for pair in show)]
        job |= {"files": again, "texts": show}
        texts = [run(job, side)["pairs"] for side in given.checkouts if show]
        for pair in show:
            print(f"  {pair}\n{difference(*(each[pair]['text'] for each in texts))}")
    return 0 if same and not outputs else 1


if __name__ == "__main__":
    if sys.argv[1:] == ["--drive"]:
        json.dump(drive(json.load(sys.stdin)), sys.stdout)
    else:
        sys.exit(main())

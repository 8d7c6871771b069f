"""A baseline of small shards, converted by runs that are killed at random times: ``python tests/kill_bulk.py [SHARDS] [KILLS]``.

In the end everything must equal what an uninterrupted run makes, byte for byte.
"""

import gzip
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLE = """<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article><Journal><JournalIssue><PubDate><Year>{year}</Year>
</PubDate></JournalIssue><Title>J</Title></Journal><ArticleTitle>Title {number} of {file}</ArticleTitle></Article></MedlineCitation></PubmedArticle>
"""


def make_baseline(folder: Path, shards: int, records: int) -> None:
    """Files whose PMIDs overlap a little; every fifth deletes one of the first file."""
    folder.mkdir(parents=True)
    for file in range(shards):
        articles = "".join(
            ARTICLE.format(
                pmid=1 + file * (records - 3) + number, year=1975 + number % 50, number=number, file=file
            )
            for number in range(records)
        )
        deleted = f"<DeleteCitation><PMID>{file + 1}</PMID></DeleteCitation>" if file % 5 == 4 else ""
        text = f"<PubmedArticleSet>{articles}{deleted}</PubmedArticleSet>\n"
        (folder / f"pubmed26n{file + 1:04}.xml.gz").write_bytes(gzip.compress(text.encode(), 1, mtime=0))


def start(source: Path, target: Path, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "convert", "bulk", str(source), "-o", str(target), "-j", "2", *options]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)


def finish(process: "subprocess.Popen[str]") -> str:
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    return errors


def content(folder: Path) -> dict[str, object]:
    """All files of an output, and what its manifest says."""
    files: dict[str, object] = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("manifest.sqlite")
    }
    with sqlite3.connect(folder / "manifest.sqlite") as database:
        for table in ("shards", "problems", "years", "fields", "pmids"):
            files[table] = sorted(database.execute(f"select * from {table}").fetchall())  # noqa: S608  (names of ours)
    database.close()
    return files


def count_outputs(folder: Path) -> int:
    return sum(1 for path in folder.glob("pubmed*"))


def kill_and_rerun(folder: Path, shards: int, kills: int, *options: str, seed: int = 1) -> str:
    """Hold a run that was killed so often against one that wasn't; what there is to say of it."""
    source, straight, killed = folder / "in", folder / "straight", folder / "killed"
    make_baseline(source, shards, 100)
    began = time.monotonic()
    finish(start(source, straight, *options))
    whole = time.monotonic() - began
    times = random.Random(seed)  # noqa: S311  (times of accidents)
    progress = [0]
    for _ in range(kills):
        process = start(source, killed, *options)
        wanted = progress[-1] + times.randint(0, shards // kills)
        while count_outputs(killed) < wanted and process.poll() is None:
            time.sleep(0.002)
        time.sleep(times.random() * whole / kills)
        process.kill()
        process.communicate()
        progress.append(count_outputs(killed))
    last = finish(start(source, killed, *options))
    assert content(killed) == content(straight)
    return f"{shards} shards in {whole:.1f} s; outputs that were there after each of {kills} kills: {progress[1:]}; {last}"


if __name__ == "__main__":
    shards, kills = (int(argument) for argument in (sys.argv[1:] + ["200", "10"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        print(kill_and_rerun(Path(folder), shards, kills, "-t", "ris", "--apply-updates"))

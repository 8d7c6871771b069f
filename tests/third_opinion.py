"""Where we stand alone against two that agree: ``python tests/third_opinion.py``.

Random styles print one document (``fixtures/csl/document.json``) in citeproc-js, in pandoc, and here. Where the other two print the
same text and we don't, we are likely wrong; where they differ, the specification must tell. Kinds of quotation marks and of spaces
are not compared, nor the number before an entry, nor tags; ``--markup`` compares italics, bold and the like, too.

Needs ``../shared/csl`` (it drives the other two), citeproc-js (``npm install citeproc`` in any folder) and pandoc 3 (``pip
install pypandoc_binary`` brings one). Where one of them is missing, it says so and ends.
"""

import argparse
import json
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from csl.adapter import create
from csl.test_suite import shared

from convert.citing.styles.shelves import public_folder

DOCUMENT = Path(__file__).parents[1] / "fixtures/csl/document.json"
KEYS = ("as citeproc-js", "as pandoc", "as neither", "the two agree", "alone")
SECONDS = 120


class Texts(NamedTuple):
    """What one processor printed of a document, normalised."""

    entries: dict[str, str]
    """Id → entry."""
    citations: list[str]
    order: list[str]
    """The ids of all items, in citeproc-js also of those that it doesn't print."""


def main() -> None:
    options = _options()
    folder = shared()
    if folder is None or shutil.which(options.pandoc) is None or not options.citeproc_js.is_file():
        sys.exit(
            "not run: it needs ../shared/csl, citeproc-js (--citeproc-js FILE) and pandoc (--pandoc FILE)"
        )
    sys.path.insert(0, str(folder))
    total: Counter[tuple[str, str]] = Counter()
    for name, answers in _answers(options):
        if answers:
            total += compare(name, *(_texts(answer, markup=options.markup) for answer in answers))
        else:
            print(f"{name}: left out, since one of the other two fails")
    for what in ("entries", "citations"):
        shares = (f"{key} {total[what, key]} ({total[what, key] / total[what, 'all']:.2%})" for key in KEYS)
        print(f"{what}: {total[what, 'all']};", ", ".join(shares))
    print(f"styles: {total['styles', 'all']}; in the order of citeproc-js {total['styles', 'same order']}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--citeproc-js", default="node_modules/citeproc/citeproc_commonjs.js", type=Path)
    parser.add_argument("--pandoc", default="pandoc")
    parser.add_argument("--seed", default=15, type=int, help="draws the styles")
    parser.add_argument("--count", default=120, type=int, help="how many styles")
    parser.add_argument("--styles", help="names with commas, instead of drawn styles")
    parser.add_argument("--locale", help="the language of all styles")
    parser.add_argument("--document", default=DOCUMENT, type=Path)
    parser.add_argument("--kept", type=Path, help="a folder that keeps the answers of the other two")
    parser.add_argument("--markup", action="store_true")
    return parser.parse_args()


def drawn(seed: int, count: int) -> list[str]:
    """Independent styles with a bibliography."""
    paths = sorted(public_folder().glob("*.csl"))
    pool = [path.stem for path in paths if "<bibliography" in path.read_text(encoding="utf-8")]
    return random.Random(seed).sample(pool, count)  # noqa: S311  # chance is no secret


def _answers(options: argparse.Namespace) -> Iterator[tuple[str, list[Any]]]:
    """Of each style its name and the answers of citeproc-js, pandoc and refconvert; none where one of the first two fails."""
    bench, client = import_module("cslbench.realworld"), import_module("cslbench.client")
    config = import_module("cslbench.config").config(
        [f"citeproc_js={options.citeproc_js.resolve()}", f"pandoc={shutil.which(options.pandoc)}"]
    )
    others = {label: client.Worker(label, config) for label in ("citeproc_js", "pandoc")}
    ours = create({})
    document = json.loads(options.document.read_text(encoding="utf-8"))
    items, clusters = document["items"], document["clusters"]
    cited = dict.fromkeys(cite["id"] for cluster in clusters for cite in cluster["cites"])
    ids = [*cited, *(item["id"] for item in items if item["id"] not in cited)]
    for name in options.styles.split(",") if options.styles else drawn(options.seed, options.count):
        request = bench.request(name, config, items, clusters, ids) | {"locale": options.locale}
        place = name if options.locale is None else f"{name}.{options.locale}"
        theirs = [
            _kept(options.kept, f"{place}.{label}", worker, request) for label, worker in others.items()
        ]
        yield name, [*theirs, ours.render(request)] if all(answer["ok"] for answer in theirs) else []
    for worker in others.values():
        worker.stop()


def _kept(folder: Path | None, name: str, worker: Any, request: dict[str, Any]) -> Any:
    path = folder and folder / f"{name}.json"
    if path and path.is_file():
        return json.loads(path.read_text(encoding="utf-8"))
    answer = worker.ask(request, SECONDS)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return answer


_MARKUP = ("i", "b", "sup", "sub", "sc")
_SMALL_CAPITALS = re.compile(r'<span style="font-variant: ?small-caps;">(.*?)</span>')


def _texts(answer: Any, *, markup: bool) -> Texts:
    normalize = import_module("cslbench.normalize")

    def plain(text: str) -> str:
        if markup:  # as text, so that it outlives the tags
            text = _SMALL_CAPITALS.sub(r"<sc>\1</sc>", text)
            text = re.sub(rf"<(/?(?:{'|'.join(_MARKUP)}))>", r"{\1}", text)
        text = re.sub("[“”„«»‹›‘’‚'`]", '"', normalize.text_only(text))
        return re.sub(r'(?<=") | (?=")', "", text)

    printed = zip(answer["entry_ids"], answer["bibliography"], strict=False)
    entries = {key: normalize._LABEL.sub("", plain(text)) for key, text in printed}
    return Texts(entries, [plain(text) for text in answer["citations"]], answer["entry_ids"])


def compare(name: str, first: Texts, second: Texts, ours: Texts) -> Counter[tuple[str, str]]:
    """Counts; prints where the first two agree and we don't."""
    count: Counter[tuple[str, str]] = Counter()
    # by their text, since citeproc-js keeps the ids of items that it doesn't print: its later entries stand at wrong ids
    printed = set(first.entries.values())
    for key, text in second.entries.items():
        entry = ours.entries.get(key, "")
        agreed, same = text in printed, entry in printed
        _judge(count, "entries", f"{name} {key}", text if agreed else entry if same else "", text, entry)
    for n, texts in enumerate(zip(first.citations, second.citations, ours.citations, strict=True), 1):
        _judge(count, "citations", f"{name} citation {n}", *texts)
    count["styles", "all"] = 1
    count["styles", "same order"] = [key for key in first.order if key in ours.entries] == ours.order
    return count


def _judge(  # noqa: PLR0913, PLR0917  (three texts, and where they stand)
    count: Counter[tuple[str, str]], what: str, place: str, first: str, second: str, ours: str
) -> None:
    count[what, "all"] += 1
    count[what, "as citeproc-js"] += ours == first
    count[what, "as pandoc"] += ours == second
    count[what, "as neither"] += ours not in (first, second)
    count[what, "the two agree"] += first == second
    if first == second != ours:
        count[what, "alone"] += 1
        print(place, f"  theirs  {first}", f"  ours    {ours}", sep="\n")


if __name__ == "__main__":
    main()

"""How well printed reference lists are read: ``python tests/benchmarks/reference_lists.py RECORDS… [--number N] [--seed S]``.

Known records are printed by our own processor in each style, laid out as people paste lists (one a line, wrapped, as paragraphs), read back,
and compared by field. Rules may be tuned on the records with an even PMID; those with an odd one are
reported. A field counts if the style prints it: a probe record tells.
"""

import argparse
import io
import random
import re
import textwrap
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

import convert
from convert.formats.reference_list.layout import find_layout, split_entries
from convert.model.record import Date, Name, Record
from convert.model.text.markup import to_plain
from convert.model.text.titles import container_title, short_container_title
from convert.streams.problems import ConvertError

STYLES = (
    "vancouver",
    "american-medical-association",
    "nlm-citation-sequence",
    "apa",
    "modern-language-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "harvard-cite-them-right",
    "elsevier-harvard",
    "elsevier-vancouver",
    "nature",
    "ieee",
    "american-chemical-society",
    "springer-basic-author-date",
    "multidisciplinary-digital-publishing-institute",
)
FIELDS = ("title", "first author", "authors", "year", "journal", "volume", "issue", "page", "DOI", "PMID")
WHOLE = ("title", "authors", "year", "volume", "page")


def _one_a_line(entries: Sequence[str]) -> str:
    return "References\n\n" + "\n".join(entries) + "\n"


def _wrapped(entries: Sequence[str]) -> str:
    return "\n".join(textwrap.fill(entry, 80, break_long_words=False) for entry in entries) + "\n"


def _paragraphs(entries: Sequence[str]) -> str:
    return (
        "References\n\n"
        + "\n\n".join(textwrap.fill(entry, 100, break_long_words=False) for entry in entries)
        + "\n"
    )


def _hanging(entries: Sequence[str]) -> str:
    return (
        "\n".join(
            textwrap.fill(entry, 90, subsequent_indent="    ", break_long_words=False) for entry in entries
        )
        + "\n"
    )


LAYOUTS: dict[str, Callable[[Sequence[str]], str]] = {
    "one a line": _one_a_line,
    "wrapped": _wrapped,
    "hanging": _hanging,
    "paragraphs": _paragraphs,
}


class Outcome(NamedTuple):
    """One field of one reference."""

    style: str
    layout: str
    field: str
    right: bool
    expected: str
    came: str
    printed: str


def known_records(paths: Iterable[Path]) -> dict[str, Record]:
    """PMID → an article with title, journal and year."""
    found: dict[str, Record] = {}
    for path in sorted(paths):
        try:
            for record in convert.read(path):
                journal = record.container_title and record.container_title_short
                if (
                    record.PMID
                    and record.title
                    and journal
                    and record.issued
                    and record.issued.year
                    and record.type == "article-journal"
                ):
                    found.setdefault(record.PMID, record)
        except ConvertError:
            continue
    return found


def printed_fields(style: str) -> set[str]:
    """The fields that a style prints."""
    probe = Record(
        type="article-journal",
        title="Probe",
        author=[Name(family="Doe", given="Jane")],
        container_title="Journal",
        container_title_short="J",
        issued=Date(2021),
        volume="7771",
        issue="7772",
        page="7773-7779",
        DOI="10.5555/7774",
        PMID="7775",
    )
    (text,) = convert.bibliography([probe], style)
    signs = {"volume": "7771", "issue": "7772", "page": "7773", "DOI": "10.5555/7774", "PMID": "7775"}
    return {"title", "first author", "authors", "year", "journal"} | {
        field for field, sign in signs.items() if sign in text
    }


def fold(text: str) -> str:
    """Letters and digits alone, in lower case and without accents."""
    text = unicodedata.normalize("NFKD", re.sub(r"</?\w+>", "", to_plain(text))).casefold().replace("ı", "i")
    return "".join(character for character in text if character.isalnum())


def _name(name: Name) -> tuple[str, str]:
    initials = name.initials or "".join(re.findall(r"(?:^|[\s.-])(\w)", name.given))
    return fold(name.literal or (name.suffix and f"{name.family}") or name.family), fold(initials)


def _same_name(read: Name, known: Name) -> bool:
    """Whether a name is the known one, as far as its style prints it."""
    (family, initials), (known_family, known_initials) = _name(read), _name(known)
    same = family == known_family or fold(f"{read.family}{read.literal}") == fold(
        f"{known.family}{known.literal}"
    )
    whole = fold(read.family + read.given + read.literal) == fold(known.family + known.given + known.literal)
    return whole or (same and (initials == known_initials or initials[:1] == known_initials[:1]))


def _same_authors(read: Record, known: Record) -> bool:
    """Whether the authors are the known ones: all, or the first ones (and the last), and then it says so."""
    names, all_names = read.author, known.author
    if len(names) == len(all_names):
        return all(map(_same_name, names, all_names))
    if not names or len(names) > len(all_names) or read.authors_complete:
        return False
    first = all(map(_same_name, names, all_names))
    return first or (all(map(_same_name, names[:-1], all_names)) and _same_name(names[-1], all_names[-1]))


def compare(
    known: Record, read: Record | None, fields: set[str], printed: str
) -> Iterator[tuple[str, bool, str, str]]:
    """Field, whether it is right, what was expected and what came; fields that can't be printed are left out."""
    read = read or Record()
    if part := re.fullmatch(r"(\w+) \( ?(\w.*)\)|(\w+) ((?:Pt|Suppl).*)", known.volume):
        volume, issue = part[1] or part[3], part[2] or part[4]
        if not known.issue and f"({issue})" in printed:  # ``42 (Pt 1)`` may mean a volume as well as an issue
            known = structs.replace(known, volume=volume, issue=issue)
    journals = {
        fold(name)
        for name in (
            container_title(known),
            short_container_title(known),
            known.container_title,
            known.container_title_short,
        )
    }
    came = read.container_title or read.container_title_short
    known_date, date = known.issued or Date(), read.issued or Date()
    yield "title", fold(read.title) == fold(known.title), known.title, read.title
    if known.author:
        shown = "; ".join(f"{n.literal or n.family}, {n.initials}" for n in read.author)
        expected = "; ".join(f"{n.literal or n.family}, {n.initials}" for n in known.author)
        yield (
            "first author",
            bool(read.author) and _same_name(read.author[0], known.author[0]),
            expected,
            shown,
        )
        yield "authors", _same_authors(read, known), expected, shown
    else:
        yield "authors", not read.author, "", str(read.author)
    years = {known_date.year, (known.available_date or known_date).year}
    yield "year", date.year in years, str(known_date.year), str(date.year)
    yield "journal", fold(came) in journals, container_title(known), came
    number = read.page or read.number or read.location_id or read.pii
    for field, value, expected in (
        ("volume", read.volume, known.volume),
        ("issue", read.issue, known.issue),
        ("page", number, known.page or known.number),
        ("DOI", read.DOI, known.DOI),
        ("PMID", read.PMID, known.PMID),
    ):
        first = re.search(r"\w+", expected)
        printed = re.sub(r"\b10\.\d{4,}/\S+", "", printed)
        is_printed = (
            field in ("DOI", "PMID")
            or first is None
            or re.search(rf"(?<!\w){first[0]}(?!\w)", printed, re.IGNORECASE)
        )
        is_short = field == "volume" and first is not None and fold(expected) not in fold(printed)
        wanted = first[0] if first and is_short else expected  # ``69 ( Pt 5)``, of which the style prints 69
        if field in fields and is_printed:
            yield field, fold(value) == fold(wanted), wanted, value


def outcomes(records: Sequence[Record], style: str, layout: str) -> Iterator[Outcome]:
    """The fields of all records of one list."""
    fields = printed_fields(style)
    entries, order = _printed(records, style)
    text = LAYOUTS[layout](entries)
    by_text: dict[str, list[Record]] = defaultdict(list)
    for record in convert.read(io.BytesIO(text.encode()), keep_text=True) if entries else ():
        by_text[_letters(record.citation_text)[:_SHOWN]].append(record)
    for known, entry in zip(order, entries, strict=True):
        candidates = by_text[_letters(entry)[:_SHOWN]]
        found = candidates.pop(0) if candidates else None
        for field, right, expected, came in compare(known, found, fields, entry):
            yield Outcome(style, layout, field, right, expected, came, entry)


def parted(records: Sequence[Record], style: str, layout: str) -> tuple[int, int]:
    """How many entries of a list are parted from their neighbours to the letter, and how many there are."""
    entries = list(convert.bibliography(records, style))
    lines = list(enumerate(LAYOUTS[layout](entries).split("\n"), 1))
    found = Counter(_letters(text) for _, text in split_entries(lines, find_layout(lines)))
    return sum(found[_letters(entry)] > 0 for entry in entries), len(entries)


_SHOWN = 60
"""Letters of its beginning by which an entry is known again."""


def _letters(entry: str) -> str:
    """An entry without spaces, and without its number."""
    return re.sub(r"\s", "", re.sub(r"^\s*(?:\[\d+\]|\(\d+\)|\d+\.?(?=\s))\s*", "", entry))


def _printed(records: Sequence[Record], style: str) -> tuple[list[str], list[Record]]:
    """The entries of a list, and the record of each: some styles sort theirs."""
    entries = list(convert.bibliography(records, style))
    likeness = [
        (_likeness(known, fold(entry)), i, j)
        for i, entry in enumerate(entries)
        for j, known in enumerate(records)
    ]
    of_entry: dict[int, int] = {}
    for _, entry_index, record_index in sorted(likeness, reverse=True):
        if entry_index not in of_entry and record_index not in of_entry.values():
            of_entry[entry_index] = record_index
    return entries, [records[of_entry[index]] for index in range(len(entries))]


def _likeness(known: Record, text: str) -> tuple[int, int, int]:
    """How much of a record is in an entry."""
    title = fold(known.title)
    names = [fold(name.family or name.literal) for name in known.author[:3]]
    place = (known.volume, known.page, str(known.issued and known.issued.year))
    found = [sum(name in text for name in names), len(title), sum(fold(part) in text for part in place)]
    return found[0] * (title in text), found[1] * (title in text), found[2]


def report(name: str, found: Sequence[Outcome]) -> None:
    """A table by style: the share of each field that is right, of all fields, and of references with all of ``WHOLE``."""
    print(f"\n{name}\n\n| style | read | {' | '.join(FIELDS)} | all fields | whole |")
    print("| --- " * (len(FIELDS) + 4) + "|")
    for style in [*dict.fromkeys(each.style for each in found), ""]:
        chosen = [each for each in found if style in ("", each.style)]
        right, total = Counter[str](), Counter[str]()
        whole: dict[tuple[str, str, str], bool] = {}
        for each in chosen:
            total[each.field] += 1
            right[each.field] += each.right
            key = (each.style, each.layout, each.printed)
            if each.field in WHOLE:
                whole[key] = whole.get(key, True) and each.right
        cells = [f"{right[field] / total[field]:.1%}" if total[field] else "–" for field in FIELDS]
        share = sum(right.values()) / sum(total.values())
        print(
            f"| {style or 'all'} | {len(whole)} | {' | '.join(cells)} | {share:.1%} | {sum(whole.values()) / len(whole):.1%} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", nargs="+", type=Path, help="files of records in any format")
    parser.add_argument("--number", type=int, default=50, help="records a style and layout")
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--styles", nargs="*", default=list(STYLES))
    parser.add_argument("--layouts", nargs="*", default=list(LAYOUTS))
    parser.add_argument("--held-back", action="store_true", help="the records that rules were not tuned on")
    parser.add_argument(
        "--wrong", type=int, default=0, help="show so many wrong fields of each style and field"
    )
    arguments = parser.parse_args()
    known = known_records(arguments.records)
    pool = [record for PMID, record in sorted(known.items()) if int(PMID) % 2 == arguments.held_back]
    print(f"{len(known)} records, {len(pool)} to choose from, seed {arguments.seed}")
    found: list[Outcome] = []
    right = total = 0
    for style in arguments.styles:
        for layout in arguments.layouts:
            chance = random.Random(f"{arguments.seed} {style} {layout}")  # noqa: S311  (not for secrets)
            some = chance.sample(pool, min(arguments.number, len(pool)))
            found += outcomes(some, style, layout)
            counts = parted(some, style, layout)
            right, total = right + counts[0], total + counts[1]
    print(f"{right} of {total} entries parted from their neighbours to the letter")
    report("By style", found)
    report("By layout", [each._replace(style=each.layout) for each in found])
    shown = Counter[tuple[str, str]]()
    for each in found:
        shown[each.style, each.field] += not each.right
        if not each.right and shown[each.style, each.field] <= arguments.wrong:
            print(
                f"\n{each.style}, {each.layout}, {each.field}: {each.came!r}, should be {each.expected!r}\n  {each.printed}"
            )


if __name__ == "__main__":
    main()

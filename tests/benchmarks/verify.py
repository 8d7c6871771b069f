"""How well references are verified: ``python tests/benchmarks/verify.py RECORDS… --index pubmed.sqlite [--number N] [--seed S] [--show KIND] [--curve]``.

Known records are printed by our own processor in each style, as they are, damaged in 15 ways, as inventions in 6 ways, or with the work taken out of the index, and read and
verified as ``refconvert verify`` does. ``--index`` is an index that holds these records, and as many others as possible, so that near
neighbours exist. Rules may be tuned on the ways without a star; those with one are held back, and reported apart.
"""

import argparse
import io
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

import convert
from convert.model.record import Date, Record
from convert.model.text.markup import to_plain
from convert.running.index.library import Library, Work
from convert.running.verification import rules
from convert.running.verification.rules import TROUBLE
from convert.running.verification.sources import open_libraries, read_references
from convert.running.verification.verdicts import Verdict, verify_against
from convert.streams.problems import ConvertError

STYLES = (
    "vancouver",
    "apa",
    "nature",
    "ieee",
    "american-medical-association",
    "chicago-author-date",
    "elsevier-harvard",
    "modern-language-association",
    "harvard-cite-them-right",
    "elsevier-vancouver",
    "bibtex",
)

Damage = Callable[[Record, random.Random, Record], Record]
"""A record, and another one → the record as it is printed wrongly."""
TextDamage = Callable[[str, random.Random], str]


# --- damages of real references -----------------------------------------------------------------------------------


def _typos(record: Record, chance: random.Random, count: int) -> Record:
    title = list(to_plain(record.title))
    places = [place for place, sign in enumerate(title) if sign.isalpha() and place]
    for place in chance.sample(places, min(count, len(places))):
        title[place] = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return replace(record, title="".join(title))


def _year(record: Record, chance: random.Random, other: Record) -> Record:
    year = (record.issued.year if record.issued else 0) or 2000
    return replace(record, issued=Date(year + chance.choice((-1, 1))))


def _page(record: Record, chance: random.Random, other: Record) -> Record:
    start = chance.randrange(1, 3000)
    return replace(record, page=f"{start}-{start + chance.randrange(1, 12)}", number="", location_id="")


def _volume(record: Record, chance: random.Random, other: Record) -> Record:
    return replace(record, volume=str(chance.randrange(1, 400)))


def _swapped(record: Record, chance: random.Random, other: Record) -> Record:
    first, *rest = record.author
    return replace(record, author=[*rest[:1], first, *rest[1:]])


def _one_author(record: Record, chance: random.Random, other: Record) -> Record:
    return replace(record, author=[*record.author[:1], other.author[0], *record.author[2:]])


def _added_author(record: Record, chance: random.Random, other: Record) -> Record:
    return replace(record, author=[*record.author[:2], other.author[0], *record.author[2:]])


def _odd_journal(record: Record, chance: random.Random, other: Record) -> Record:
    words = [
        word
        for word in re.findall(r"\w+", record.container_title or record.container_title_short)
        if len(word) > 3 or word[0].isupper()
    ]
    odd = " ".join(word[: chance.choice((3, 4, 5))] + "." for word in words[:5])
    return replace(record, container_title=odd, container_title_short=odd, iso_abbreviation="")


def _no_subtitle(record: Record, chance: random.Random, other: Record) -> Record:
    return replace(record, title=re.split(r"[:.?!]\s", to_plain(record.title))[0])


def _cut_title(record: Record, chance: random.Random, other: Record) -> Record:
    return replace(record, title=to_plain(record.title)[:60].rsplit(" ", 1)[0])


def _cut_doi(record: Record, chance: random.Random, other: Record) -> Record:
    return replace(record, DOI=record.DOI[: -chance.choice((1, 2, 3))])


def _neighbours_identifiers(record: Record, chance: random.Random, other: Record) -> Record:
    return replace(record, DOI=other.DOI, PMID=other.PMID, PMCID="")


def _spelling(record: Record, chance: random.Random, other: Record) -> Record:
    title = to_plain(record.title)
    for one, another in (
        ("ization", "isation"),
        ("tumor", "tumour"),
        ("hem", "haem"),
        ("effect", "efect"),
        ("α", "alpha"),
    ):
        title = title.replace(one, another)
    return replace(record, title=title)


def _no_place(record: Record, chance: random.Random, other: Record) -> Record:
    return replace(record, volume="", issue="", page="", number="", location_id="")


def _without_title(record: Record, chance: random.Random, other: Record) -> Record:
    return replace(record, title="")


DAMAGES: dict[str, Damage] = {
    "as it is": lambda record, *_: record,
    "as it is, no identifiers": lambda record, *_: replace(record, PMID="", PMCID="", DOI=""),
    "a typo in the title": lambda record, chance, _: _typos(record, chance, 1),
    "*three typos in the title": lambda record, chance, _: _typos(record, chance, 3),
    "year ±1": _year,
    "*other pages": _page,
    "other volume": _volume,
    "*authors swapped": _swapped,
    "one author another's": _one_author,
    "*an author added": _added_author,
    "journal oddly abbreviated": _odd_journal,
    "*subtitle left out": _no_subtitle,
    "title cut at 60 letters": _cut_title,
    "*British for American": _spelling,
    "no volume, no pages": _no_place,
    "*DOI cut": _cut_doi,
    "identifiers of a neighbour": _neighbours_identifiers,
}
AS_THEY_ARE = ("as it is", "as it is, no identifiers")
"""The ways for which all records are drawn, and not only those that have all fields."""
KEEP_IDENTIFIERS = (
    "as it is",
    "*DOI cut",
    "identifiers of a neighbour",
    "*nor its identifiers, which are printed",
)


# --- inventions ---------------------------------------------------------------------------------------------------


def _halves(record: Record, chance: random.Random, other: Record) -> str:
    mine, theirs = to_plain(record.title).split(), to_plain(other.title).split()
    return " ".join([*mine[: len(mine) // 2], *theirs[len(theirs) // 2 :]]).capitalize()


def _other_place(record: Record, chance: random.Random) -> Record:
    start = chance.randrange(1, 3000)
    return replace(
        record,
        volume=str(chance.randrange(1, 90)),
        issue=str(chance.randrange(1, 12)),
        page=f"{start}-{start + 7}",
        number="",
        location_id="",
        issued=Date(chance.randrange(2005, 2025)),
        PMID="",
        PMCID="",
        DOI="",
    )


def _plausible(record: Record, chance: random.Random, other: Record) -> Record:
    return _other_place(replace(record, title=_halves(record, chance, other)), chance)


def _at_a_real_place(record: Record, chance: random.Random, other: Record) -> Record:
    return replace(
        record, title=_halves(other, chance, record), author=other.author, PMID="", PMCID="", DOI=""
    )


def _real_identifier(record: Record, chance: random.Random, other: Record) -> Record:
    made = _plausible(other, chance, record)
    return replace(made, PMID=record.PMID, DOI=record.DOI)


def _real_title(record: Record, chance: random.Random, other: Record) -> Record:
    made = _other_place(other, chance)
    return replace(made, title=record.title)


def _changed_title(record: Record, chance: random.Random, other: Record) -> Record:
    words, others = to_plain(record.title).split(), to_plain(other.title).split()
    for place in chance.sample(range(len(words)), max(2, len(words) * 3 // 10)):
        words[place] = chance.choice(others)
    return _other_place(replace(record, title=" ".join(words)), chance)


def _changed_title_at_home(record: Record, chance: random.Random, other: Record) -> Record:
    changed = _changed_title(record, chance, other).title
    return replace(
        record,
        title=changed,
        PMID="",
        PMCID="",
        DOI="",
        page="1901-1909",
        number="",
        location_id="",
        volume="",
    )


INVENTIONS: dict[str, Damage] = {
    "plausible title, real authors and journal": _plausible,
    "*the same at a real work's place": _at_a_real_place,
    "real identifier, invented work": _real_identifier,
    "*real title, other authors and place": _real_title,
    "title changed by 30 %, real authors": _changed_title,
    "*the same in its journal and year": _changed_title_at_home,
}


# --- printing, reading, verifying ----------------------------------------------------------------------------------


def printed(records: Sequence[Record], style: str) -> bytes:
    """The list as somebody would paste it; PMIDs stand behind the references of styles that print none."""
    if style == "bibtex":
        out = io.StringIO()
        convert.write(records, out, "bibtex")
        return out.getvalue().encode()
    lines = []
    for number, record in enumerate(records, 1):
        (line,) = convert.bibliography([record], style, notices=False) or [""]
        line = re.sub(r"^\s*(?:\[?\d+[.\]])?\s*", "", line).replace("\n", " ")
        if record.PMID and record.PMID not in line:
            line += f" PMID: {record.PMID}"
        lines.append(f"{number}. {line}\n")
    return "".join(lines).encode()


def citable(paths: Iterable[str]) -> list[Record]:
    """The records that can be cited: with title, author, journal, year, and a volume, page or DOI; each once."""
    found: dict[str, Record] = {}
    for path in paths:
        try:
            for record in convert.read(path):
                year = record.issued and record.issued.year
                journal = record.container_title or record.container_title_short
                place = record.volume or record.page or record.location_id or record.DOI
                if record.PMID and to_plain(record.title) and record.author and journal and year and place:
                    found.setdefault(
                        record.PMID,
                        replace(record, original_title="", links=[], publication_type=[], investigator=[]),
                    )
        except ConvertError as error:
            print(error, file=sys.stderr)
    return list(found.values())


def can_be_damaged(record: Record) -> bool:
    """Whether a record has all that the damages change."""
    is_long = len(to_plain(record.title).split()) > 3
    has_people = len(record.author) > 1 and all(name.family for name in record.author)
    return bool(record.DOI and record.volume and record.page and is_long and has_people)


def cases(
    records: Sequence[Record], ways: dict[str, Damage], number: int, chance: random.Random
) -> Iterator[tuple[str, str, list[Record], list[Record]]]:
    """Way and style, the records, and the records as they are printed."""
    damageable = [record for record in records if can_be_damaged(record)]
    for way, damage in ways.items():
        pool = records if way in AS_THEY_ARE else damageable
        drawn = chance.sample(pool, min(number, len(pool)))
        for place, style in enumerate(STYLES):
            real = drawn[place :: len(STYLES)]
            made = []
            for record in real:
                other = next(
                    each
                    for each in iter(lambda: chance.choice(damageable), None)
                    if each.author[0].family not in {name.family for name in record.author}
                )
                bare = (
                    record
                    if way in KEEP_IDENTIFIERS or way in INVENTIONS
                    else replace(record, PMID="", PMCID="", DOI="")
                )
                made.append(damage(bare, chance, other))
            yield way, style, real, made


def verdicts(text: bytes, libraries: list[Library]) -> list[Verdict]:
    def fail(error: ConvertError) -> None:
        raise error

    return [*verify_against(read_references([io.BytesIO(text)], None, unreadable=fail), libraries)]


class Without(Library):
    """A library from which works are taken out, so that their siblings are the nearest that it has."""

    def __init__(self, library: Library, hidden: set[str]) -> None:
        super().__init__(library._database)
        self._hidden = hidden

    def _works(self, ids: list[int]) -> list[Work]:
        return [work for work in super()._works(ids) if work.PMID not in self._hidden]


ABSENT: dict[str, Damage] = {
    "the work is not in the index": DAMAGES["as it is, no identifiers"],
    "*nor its identifiers, which are printed": DAMAGES["as it is"],
}
SECTIONS = {"real": DAMAGES, "invented": INVENTIONS, "real, but absent": ABSENT}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("records", nargs="+")
    parser.add_argument("--index", required=True)
    parser.add_argument("--number", type=int, default=100, help="references a way")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", default="", help="print the references with this verdict")
    parser.add_argument("--way", default="", help="only ways with this word")
    parser.add_argument("--section", default="", choices=("", *SECTIONS), help="only this table")
    parser.add_argument("--curve", action="store_true", help="what passes at other thresholds")
    arguments = parser.parse_args()
    records = citable(arguments.records)
    print(
        f"{len(records)} records can be cited, {sum(map(can_be_damaged, records))} have all that is changed",
        file=sys.stderr,
    )
    with open_libraries([arguments.index]) as libraries:
        if arguments.curve:
            for line in curve(records, arguments.number, arguments.seed, libraries):
                print(line, flush=True)
            return
        for title, section in SECTIONS.items():
            if arguments.section not in ("", title):
                continue
            ways = {way: damage for way, damage in section.items() if arguments.way in way}
            counts: dict[str, Counter[str]] = defaultdict(Counter)
            seconds, total = 0.0, 0
            for way, style, real, made in cases(
                records, ways, arguments.number, random.Random(arguments.seed)
            ):
                hidden = {record.PMID for record in real} if section is ABSENT else set()
                text = printed(made, style)
                began = time.process_time()
                found = verdicts(
                    text, [Without(library, hidden) for library in libraries] if hidden else libraries
                )
                seconds, total = seconds + time.process_time() - began, total + len(found)
                for verdict, record in zip(found, real, strict=True):
                    kind = judged(title, verdict, record)
                    counts[way][kind] += 1
                    if arguments.show == kind:
                        show(way, style, verdict, record)
            report(title, counts)
            print(f"{1000 * seconds / max(total, 1):.1f} ms of CPU a reference", file=sys.stderr)


THRESHOLDS = {"SAME": (80, 85, 88, 92, 96), "CLOSE": (70, 75, 80, 85, 90), "EXACT": (94, 97, 99)}
FOUND = ("verified", "differs")


def curve(records: Sequence[Record], number: int, seed: int, libraries: list[Library]) -> Iterator[str]:
    """What becomes of real and invented references if one threshold of the rules is another, on the ways that are not held back."""
    drawn = [
        (section, way, printed(made, style), real)
        for section, ways in (("real", DAMAGES), ("invented", INVENTIONS))
        for way, style, real, made in cases(
            records, {way: ways[way] for way in ways if way[0] != "*"}, number, random.Random(seed)
        )
        if way != "identifiers of a neighbour"
    ]
    yield "| threshold | real: not found | as it is: verified | invented: found |\n| --- | ---: | ---: | ---: |"
    for name, values in THRESHOLDS.items():
        usual = getattr(rules, name)
        for value in values:
            setattr(rules, name, value)
            counts: Counter[str] = Counter()
            for section, way, text, real in drawn:
                kinds = [
                    judged(section, verdict, record)
                    for verdict, record in zip(verdicts(text, libraries), real, strict=True)
                ]
                counts[section] += len(kinds)
                counts[f"{section} found"] += sum(kind in FOUND for kind in kinds)
                if way.startswith("as it is"):
                    counts["as it is"] += len(kinds)
                    counts["as it is verified"] += kinds.count("verified")
            missed = 1 - counts["real found"] / counts["real"]
            verified, passed = (
                counts[f"{of} {what}"] / counts[of]
                for of, what in (("as it is", "verified"), ("invented", "found"))
            )
            yield f"| {name} = {value}{' (ours)' if value == usual else ''} | {missed:.2%} | {verified:.2%} | {passed:.2%} |"
        setattr(rules, name, usual)


def judged(title: str, verdict: Verdict, record: Record) -> str:
    """The verdict, or that a real reference was taken for another work."""
    is_other = verdict.work is not None and verdict.work.PMID != record.PMID
    return "another work" if title == "real" and is_other else verdict.kind


def show(way: str, style: str, verdict: Verdict, record: Record) -> None:
    print(
        f"--- {way} / {style} / {record.PMID}\n{verdict.record.citation_text}\n{verdict.kind}: {verdict.message}"
    )
    for field in verdict.fields:
        if field.agrees is False or field.name == "title":
            print(f"    {field.name}: {field.printed!r} | {field.found!r} {field.agrees}")
    for near in verdict.nearest[:2]:
        print(f"    near {near.similarity} {near.agreeing} {near.work.PMID} {near.work.facts.title[:100]}")


def report(title: str, counts: dict[str, Counter[str]]) -> None:
    kinds = [
        kind
        for kind in (*reversed(TROUBLE), "another work")
        if any(kind in found for found in counts.values())
    ]
    print(f"\n| {title} | {' | '.join(kinds)} |\n| --- |{' ---: |' * len(kinds)}")
    for way, found in counts.items():
        print(f"| {way} | {' | '.join(str(found[kind] or '') for kind in kinds)} |")


if __name__ == "__main__":
    main()

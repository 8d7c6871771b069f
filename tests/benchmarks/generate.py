"""Random records of PubMed's shape, any number, the same for the same seed; written in any form by our own writers.

``python tests/benchmarks/generate.py 30000 shard.xml.gz`` writes PubMed XML; the suffix, or ``--to``, says which form.
How many authors, headings, references, … a record has is, on average, as in NLM's baseline files: about 9 kB of XML.
"""

import argparse
import gzip
import io
import random
from collections.abc import Iterator
from pathlib import Path

from convert.model.record import (
    AbstractSection,
    Affiliation,
    Chemical,
    Date,
    Grant,
    HistoryDate,
    Keyword,
    MeshHeading,
    MeshQualifier,
    Name,
    PublicationType,
    Record,
)
from convert.running.conversion import choose_writer

_BEGINNINGS = [
    "neuro",
    "cardio",
    "hepato",
    "immuno",
    "micro",
    "poly",
    "gastro",
    "osteo",
    "chondro",
    "vasculo",
    "psycho",
    "radio",
    "hyper",
    "endo",
]
_ENDINGS = [
    "genesis",
    "pathy",
    "logy",
    "ectomy",
    "itis",
    "oma",
    "plasty",
    "gram",
    "static",
    "blast",
    "ine",
    "ation",
    "trophy",
    "lysis",
]
_SMALL = [
    "the",
    "of",
    "and",
    "in",
    "with",
    "for",
    "by",
    "to",
    "a",
    "from",
    "on",
    "between",
    "among",
    "after",
    "during",
]
_SIGNS = (
    "α",
    "β",
    "±",
    "≥",
    "μg/mL",
    "p < 0.05",
    "95%",
    "&",
    "H<sub>2</sub>O",
    "<i>in vitro</i>",
    "10<sup>-3</sup>",
)
_FAMILIES = [
    "Smith",
    "Kim",
    "Müller",
    "García",
    "O'Brien",
    "Nguyen",
    "Sørensen",
    "Wang",
    "Kowalski",
    "Rossi",
    "Okafor",
    "Sato",
    "Lindqvist",
    "Dubois",
]
_GIVEN = [
    "Anna",
    "Ben",
    "Chiara",
    "David",
    "Elif",
    "Fatima",
    "Goran",
    "Hana",
    "Ivan",
    "Joana",
    "Karl",
    "Lucía",
    "Minh",
    "Nora",
]
_PLACES = (
    "Oslo, Norway",
    "São Paulo, Brazil",
    "Kyoto, Japan",
    "Lagos, Nigeria",
    "Zürich, Switzerland",
    "Boston, MA, USA",
)
_LABELS = ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")
_QUALIFIERS = ("metabolism", "genetics", "drug therapy", "diagnosis", "epidemiology")


def records(count: int, seed: int = 1) -> Iterator[Record]:
    """``count`` records; the first ones are the same however many are asked for."""
    dice = random.Random(seed)  # noqa: S311  (for data that must come out the same each time)
    terms = [_word(dice).capitalize() for _ in range(3000)]
    journals = [f"Journal of {dice.choice(terms)} and {dice.choice(terms)}" for _ in range(400)]
    places = [f"Department of {dice.choice(terms)}, {dice.choice(_PLACES)}." for _ in range(900)]
    for number in range(count):
        yield _record(dice, number, terms, journals, places)


def _record(
    dice: random.Random, number: int, terms: list[str], journals: list[str], places: list[str]
) -> Record:
    pmid = str(10_000_000 + number)
    journal = dice.randrange(len(journals))
    done = Date(dice.randint(1975, 2025), dice.randint(1, 12), dice.randint(1, 28))
    issued = Date(done.year, done.month, dice.choice((None, done.day)))
    short = journals[journal].replace("Journal of", "J").replace(" and", "")
    first = dice.randint(1, 3000)
    has_mesh = dice.random() < 0.8
    return Record(
        type="article-journal",
        title=_sentence(dice, 12),
        container_title=journals[journal],
        container_title_short=short,
        iso_abbreviation=short.replace(" ", ". ") + ".",
        author=[_name(dice, places) for _ in range(dice.choice((1, 2, 3, 4, 5, 6, 7, 9, 14)))],
        issued=issued,
        volume=str(dice.randint(1, 400)),
        issue=str(dice.randint(1, 12)),
        page=f"{first}-{first + dice.randint(1, 20)}",
        DOI=f"10.{dice.randint(1000, 9999)}/b.{pmid}",
        PMID=pmid,
        PMCID=f"PMC{number + 3_000_000}" if dice.random() < 0.4 else "",
        ISSN=f"{journal:04}-{journal:04}",
        ISSN_electronic=f"{journal:04}-{journal:04}",
        ISSN_linking=f"{journal:04}-{journal:04}",
        nlm_id=f"{journal + 100_000_000}",
        journal_country=dice.choice(("United States", "England", "Netherlands", "Germany")),
        language=[dice.choices(("eng", "ger", "chi", "fre"), (94, 2, 2, 2))[0]],
        abstract=_abstract(dice),
        keyword=[Keyword(_sentence(dice, 2), owner="NOTNLM") for _ in range(dice.choice((0, 0, 0, 5)))],
        mesh=[_heading(dice, terms) for _ in range(dice.randint(5, 15))] if has_mesh else [],
        chemical=[Chemical(dice.choice(terms), "0", "D000001") for _ in range(dice.choice((0, 0, 1, 4)))],
        grant=[Grant("R01 1", "HL", "NHLBI NIH HHS", "United States")] if dice.random() < 0.2 else [],
        publication_type=[PublicationType("Journal Article", "D016428")],
        history=[HistoryDate(step, done) for step in ("received", "accepted", "pubmed", "medline", "entrez")],
        date_completed=done,
        date_revised=done,
        publication_model="Print-Electronic",
        publication_status="ppublish",
        medline_status="MEDLINE",
        medline_owner="NLM",
        related={"references": [_reference(dice, journals) for _ in range(35)]}
        if dice.random() < 0.11
        else {},
    )


def _word(dice: random.Random) -> str:
    return dice.choice(_BEGINNINGS) + dice.choice(_BEGINNINGS) + dice.choice(_ENDINGS)


def _sentence(dice: random.Random, words: int) -> str:
    chosen = [_word(dice) if dice.random() < 0.55 else dice.choice(_SMALL) for _ in range(words)]
    if words > 4 and dice.random() < 0.3:
        chosen.insert(dice.randrange(1, words), dice.choice(_SIGNS))
    text = " ".join(chosen)
    return text[0].upper() + text[1:]


def _abstract(dice: random.Random) -> list[AbstractSection]:
    kind = dice.random()
    if kind < 0.2:
        return []
    if kind < 0.7:
        return [AbstractSection(". ".join(_sentence(dice, 18) for _ in range(9)) + ".")]
    texts = [". ".join(_sentence(dice, 18) for _ in range(3)) + "." for _ in _LABELS]
    return [AbstractSection(text, label, label) for text, label in zip(texts, _LABELS, strict=True)]


def _name(dice: random.Random, places: list[str]) -> Name:
    given = dice.choice(_GIVEN)
    where = [Affiliation(dice.choice(places))] if dice.random() < 0.6 else []
    return Name(dice.choice(_FAMILIES), given, initials=given[0], affiliation=where)


def _heading(dice: random.Random, terms: list[str]) -> MeshHeading:
    number = min(int(dice.expovariate(1 / 300)), len(terms) - 1)
    qualifiers = [MeshQualifier(dice.choice(_QUALIFIERS), UI="Q000378")] if dice.random() < 0.6 else []
    return MeshHeading(terms[number], dice.random() < 0.2, f"D{number:06}", qualifier=qualifiers)


def _reference(dice: random.Random, journals: list[str]) -> Record:
    year, pmid = dice.randint(1970, 2020), str(dice.randint(1, 9_999_999))
    return Record(
        citation_text=f"{dice.choice(_FAMILIES)} A. {dice.choice(journals)}. {year};1:1-9", PMID=pmid
    )


def write(count: int, path: Path, form: str | None = None, seed: int = 1) -> None:
    """Write so many records to a file, gzip if its name ends in ``.gz``."""
    plain = path.with_suffix("") if path.suffix == ".gz" else path
    form = form or ("pubmed-xml" if plain.suffix == ".xml" else choose_writer(plain, None).name)
    with (
        gzip.open(path, "wb", 6) if path.suffix == ".gz" else path.open("wb") as file,
        io.TextIOWrapper(file, encoding="utf-8", newline="") as out,
    ):
        choose_writer(plain, form).write(records(count, seed), out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--to", help="a writer's name; by default the suffix tells")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.count, options.path, options.to, options.seed)

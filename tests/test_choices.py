import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from conftest import FIXTURES
from test_cli import run

from convert.changes.choices import Choices
from convert.changes.fields import keep_fields, omit_fields
from convert.changes.key_file import name_records, parse_template
from convert.changes.sorting import sort_records
from convert.changes.transforms import (
    ABSTRACTS,
    ARTICLE_NUMBERS,
    DATES,
    JOURNALS,
    Transform,
    first_authors,
    nlm_journal,
)
from convert.model.record import AbstractSection, Affiliation, Date, Keyword, Name, Record
from convert.model.text.titles import container_title
from convert.streams.problems import ConvertError, FormatError

CHOICES: dict[str, Mapping[Any, Transform | None]] = {
    "date": DATES,
    "journal": JOURNALS,
    "article_number": ARTICLE_NUMBERS,
    "abstract": ABSTRACTS,
}

TRIAL = FIXTURES / "articles" / "group-trial" / "pubmed.xml"
LETTER = FIXTURES / "articles" / "translated-letter" / "medline.nbib"


def article() -> Record:
    return Record(
        type="article-journal",
        title="Fair coins",
        author=[Name(family="Doe", given="J", ORCID="0", affiliation=[Affiliation("Here")])],
        container_title="Journal of Coins",
        container_title_short="J Coins",
        iso_abbreviation="J. Coins",
        issued=Date(2021, 3),
        available_date=Date(2020, 12, 30),
        number="e7",
        PMID="12",
        abstract=[AbstractSection("To see.", "AIM"), AbstractSection("Yes.", "RESULT")],
        keyword=[Keyword("coin")],
    )


def chosen(option: str, value: str, record: Record) -> Record:
    choice = CHOICES[option][value]
    assert choice is not None
    return choice(record)


@pytest.mark.parametrize(
    ("option", "value", "field", "expected"),
    [
        ("date", "electronic", "issued", Date(2020, 12, 30)),
        ("date", "earliest", "issued", Date(2020, 12, 30)),
        ("journal", "nlm", "container_title_as_is", True),
        ("journal", "abbreviation", "container_title", "J Coins"),
        ("journal", "iso", "container_title", "J. Coins"),
        ("article_number", "pages", "page", "e7"),
        ("abstract", "plain", "abstract", [AbstractSection("To see. Yes.")]),
        ("abstract", "none", "abstract", []),
    ],
)
def test_each_choice_changes_a_copy(option: str, value: str, field: str, expected: object) -> None:
    record = article()
    assert getattr(chosen(option, value, record), field) == expected
    assert record == article()


@pytest.mark.parametrize("option", CHOICES)
def test_without_what_it_wants_a_choice_changes_nothing(option: str) -> None:
    book = Record(type="book", title="Coins", container_title_short="C", number="1", issued=Date(2020))
    assert all(choice(book) == book for choice in CHOICES[option].values() if choice)


def test_every_choice_is_documented() -> None:
    documented = (FIXTURES.parent / "docs" / "options.md").read_text(encoding="utf-8")
    for option in (*(name.replace("_", "-") for name in Choices.__struct_fields__), "dialect"):
        assert f"--{option}" in documented, option


def test_every_value_of_a_choice_does_something() -> None:
    hints = get_type_hints(Choices)
    assert {name: get_args(hints[name]) for name in CHOICES} == {
        name: (*table,) for name, table in CHOICES.items()
    }


def test_omit_parts_of_fields() -> None:
    record = omit_fields(["author.affiliation", "author.ORCID", "keyword", "issued.month"])(article())
    assert record.author == [Name(family="Doe", given="J")]
    assert (record.keyword, record.issued) == ([], Date(2021))


def test_keep_fields_and_what_tells_the_work() -> None:
    record = keep_fields(["title", "author.family"])(article())
    assert record == Record(type="article-journal", title="Fair coins", author=article().author, PMID="12")


@pytest.mark.parametrize("choose", [keep_fields(["container_title"]), omit_fields(["container_title_short"])])
def test_a_journal_keeps_its_printed_name_without_its_abbreviation(choose: Transform) -> None:
    record = Record(
        type="article-journal",
        PMID="12",
        container_title="Nature reviews. Cancer",
        container_title_short="Nat Rev Cancer",
    )
    chosen = choose(record)
    assert (container_title(chosen), chosen.container_title_short) == ("Nature Reviews Cancer", "")


def test_a_chosen_name_of_a_journal_stays_chosen() -> None:
    entry = "Coins and tides : an official journal"
    record = Record(type="article-journal", PMID="12", container_title=entry, container_title_short="Coins")
    chosen = keep_fields(["container_title"])(nlm_journal(record))
    assert container_title(chosen) == "Coins and tides: an official journal"


def test_sorting_is_stable_over_several_orders() -> None:
    records = [Record(PMID=pmid, issued=Date(year)) for pmid, year in (("3", 2020), ("1", 2021), ("2", 2020))]
    assert [record.PMID for record in sort_records(records, ["-year", "pmid"])] == ["1", "2", "3"]


def test_a_key_never_changes(tmp_path: Path) -> None:
    path = str(tmp_path / "keys.json")
    first = Record(PMID="12", title="Fair coins", author=[Name(family="Doe")], issued=Date(2021))
    later = Record(PMID="5", title="Fair dice", author=[Name(family="Doe")], issued=Date(2021))
    assert [r.id for r in name_records([first], parse_template("{auth}{year}"), path)] == ["doe2021"]
    assert [r.id for r in name_records([later, first], parse_template("{Auth}{yy}"), path)] == [
        "Doe21",
        "doe2021",
    ]
    assert [r.id for r in name_records([first, later], None, path)] == ["doe2021", "Doe21"]


def test_keys_are_unique() -> None:
    same = [Record(PMID=pmid, issued=Date(2021), author=[Name(family="Doe")]) for pmid in ("1", "2", "2")]
    assert [r.id for r in name_records(same, parse_template("{auth}{year}"))] == [
        "doe2021",
        "doe2021-2",
        "doe2021-2-2",
    ]


@pytest.mark.parametrize("template", ["nonsense", "{nose}", "{auth} {year}", "{auth}%"])
def test_templates_that_are_none(template: str) -> None:
    with pytest.raises(FormatError):
        parse_template(template)


def test_a_broken_key_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(ConvertError, match="can't read the key file"):
        list(name_records([article()], None, str(path)))


def test_the_command(tmp_path: Path) -> None:
    options = ["--date", "electronic", "--journal", "iso", "--omit", "author.affiliation", "--sort=-year"]
    keys = ["--keys", "{Auth}{yy}", "--key-file", str(tmp_path / "keys.json")]
    result = run("convert", LETTER, TRIAL, "-t", "jsonl", *options, *keys)
    trial, letter = map(json.loads, result.stdout.splitlines())
    assert (trial["id"], trial["issued"]["year"], trial["container_title"]) == (
        "OBrien22",
        2022,
        "J. Invent. Trials",
    )
    assert letter["id"] == "Arzte98"
    assert "affiliation" not in trial["author"][0]


def test_a_list_given_twice_adds_up() -> None:
    output = run("convert", TRIAL, "-t", "bibtex", "--omit", "abstract", "--omit", "volume,DOI").stdout
    assert "title = " in output
    assert not any(f"{field} = " in output for field in ("abstract", "volume", "doi"))


@pytest.mark.parametrize("option", ["--sort=nose", "--keys={nose}", "--omit=nose", "--date=never"])
def test_wrong_choices_are_wrong_usage(option: str) -> None:
    assert run("convert", LETTER, "-t", "jsonl", option).exit_code == 2


def test_fields_that_are_left_out_are_not_missed_and_retractions_are_still_told() -> None:
    line = b'{"type":"article-journal","title":"T","publication_type":[{"name":"Retracted Publication"}]}\n'
    said = run("convert", "-t", "ris", "--keep", "title", stdin=line).stderr
    assert "[retracted]" in said
    assert "missing" not in said
    assert "[missing-author]" in run("convert", "-t", "ris", "--keep", "author", stdin=line).stderr
    assert "[missing-issued]" not in run("convert", "-t", "ris", "--omit", "issued", stdin=line).stderr


def test_max_authors() -> None:
    record = Record(author=[Name("Doe"), Name("Roe"), Name("Poe")])
    cut = first_authors(2)(record)
    assert [name.family for name in cut.author] == ["Doe", "Roe"]
    assert not cut.authors_complete
    assert first_authors(3)(record) is record
    with pytest.raises(FormatError, match="max-authors -1"):
        Choices(max_authors=-1)

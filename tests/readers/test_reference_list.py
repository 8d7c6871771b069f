"""What cases can't say of reference lists: layouts, recognition, streaming, and hostile text."""

import io
import random
import textwrap
import time
from collections.abc import Callable

import pytest

import convert
from convert.formats import get_reader, recognise
from convert.model.record import Date, Name, Record
from convert.streams.problems import Problem

READER = get_reader("reference-list")
STYLES = {
    "apa": "apa",
    "vancouver": "vancouver",
    "chicago": "chicago-author-date",
    "notes": "chicago-notes-bibliography",
    "mla": "modern-language-association",
    "harvard": "harvard-cite-them-right",
    "elsevier": "elsevier-harvard",
    "nature": "nature",
    "ieee": "ieee",
    "acs": "american-chemical-society",
}
_FAMILIES = (
    "Abara Berg Cole Dunne Egede Fox Gray Hale Ivers Jonas Kroll Lindqvist Moor Nash Okafor Pell Quay Reed"
)
_WORDS = "amber brook crab dune ebb fern gull heron islet kelp lagoon marsh reef shoal spray surf tide wave"
FAMILIES, WORDS = _FAMILIES.split(), _WORDS.split()


def invented(number: int) -> list[Record]:
    """Articles that nobody wrote, each with its own title, authors, volume, pages and DOI."""
    chance = random.Random(number)  # noqa: S311  (not for secrets)
    records = []
    for index in range(number):
        names = [Name(family, f"{chance.choice('ABDEHJ')}nna") for family in chance.sample(FAMILIES, 3)]
        title = " ".join(chance.choice(WORDS) for _ in range(chance.randint(4, 18)))
        records.append(
            Record(
                type="article-journal",
                title=f"The {title} of case {index}",
                author=names,
                container_title="Journal of Shore Studies",
                container_title_short="J Shore Stud",
                issued=Date(1990 + index % 30),
                volume=str(10 + index),
                issue="2",
                page=f"{100 + index}-{130 + index}",
                DOI=f"10.5555/jss.{index}",
            )
        )
    return records


def read(text: str, problems: list[Problem] | None = None) -> list[Record]:
    warn = (lambda _: None) if problems is None else problems.append
    return list(READER.read(io.BytesIO(text.encode()), warn=warn))


def wrapped(width: int, indent: str = "") -> Callable[[str], str]:
    return lambda entry: textwrap.fill(entry, width, subsequent_indent=indent, break_long_words=False)


LAYOUTS: dict[str, tuple[Callable[[str], str], str]] = {
    "one a line": (str, "\n"),
    "one a line, as paragraphs": (str, "\n\n"),
    "wrapped": (wrapped(80), "\n"),
    "wrapped, as paragraphs": (wrapped(100), "\n\n"),
    "hanging indent": (wrapped(76, "    "), "\n"),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_entry_is_one_record(style: str, layout: str) -> None:
    entries = list(convert.bibliography(invented(24), STYLES[style]))
    lay_out, between = LAYOUTS[layout]
    text = "References\n\n" + between.join(map(lay_out, entries)) + "\n"
    found = recognise(text.encode()[:8192])
    assert found is not None
    assert found.name == "reference-list"
    records = sorted(read(text), key=lambda record: int(record.volume))
    assert [(record.volume, record.page, record.title.lower()) for record in records] == [
        (known.volume, known.page, known.title.lower()) for known in invented(24)
    ]
    assert all(len(record.author) == 3 or not record.authors_complete for record in records)


@pytest.mark.parametrize("mark", ["{}. ", "[{}] ", "({}) ", "{}) ", "{} ", "{}.\n", "{}.\t"])
def test_numbers(mark: str) -> None:
    entries = [
        "Doe JA, Roe R. Waves. J Shore Stud. 2021;12(3):245-53.",
        "Okafor C, et al. Sand in\n2019. Shore Res 2019; 10: 11-19.",
        "Holm D. Tides. Shore Res. 2018;9:1.",
    ]
    text = "\n".join(mark.format(number) + entry for number, entry in enumerate(entries, 1))
    assert [record.page for record in read(text)] == ["245-253", "11-19", "1"]


OTHERS = {
    "prose": "In 2020 we went to the sea.\n\nIt was wet: very. References say so (2019). 1. First. 2. Second.\n",
    "list": "1. Buy bread. 2020 is over.\n2. Buy milk.\n",
    "minutes": "Abstract\nWe met.\nReferences\nNone.\n",
    "letter": "Dear Dr. Doe,\n\nThank you for your letter of March 3, 2020. We met in Leeds.\n\nYours, R. Roe\n",
    "table": "PMID,Title,Citation\n1,T,J. 2020;1(2):3-4. doi: 10.1/2\n",
    "code": "import re\n\nYEAR = re.compile('2020')\nprint(YEAR, 12, 3)\n",
    "log": "2020-01-02 03:04:05 INFO read 12 records\n2020-01-02 03:04:06 INFO wrote 12 records\n",
    "json": '[{"title": "Doe J. Waves. J Shore. 2020;1:2."}]',
    "markdown": "# Notes\n\n- Read Doe (2020).\n- Write to Roe, 12 (3).\n",
    "nothing": "",
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_text_is_left_alone(name: str) -> None:
    assert not READER.sniff(OTHERS[name].encode())


def test_what_is_no_reference_is_reported_with_its_line() -> None:
    problems: list[Problem] = []
    records = read(
        "Doe JA. Waves. J Shore Stud. 2021;12:1-9.\n\nSee the annex.\n\nRoe R. Sand. J Shore Stud. 2020;11:2-8.\n",
        problems,
    )
    assert [record.title for record in records] == ["Waves", "Sand"]
    assert [(problem.code, problem.line) for problem in problems] == [("no-citation", 3)]


def test_the_first_record_comes_before_the_last_line_is_read() -> None:
    stream = io.BytesIO(b"Doe JA. Waves. J Shore Stud. 2021;12:1-9.\n" * 20_000)
    assert next(READER.read(stream)).title == "Waves"
    assert stream.tell() < 400_000


HOSTILE = (
    "A. ",
    "J. ",
    "Lee RS, ",
    "(2020) ",
    "“a” ",
    "‘",
    "10.1/x ",
    "[",
    "12(3), ",
    "Aa Bb Cc ",
    "edited by ",
    "1990 ",
    "Erratum in: ",
    "In: ",
    "x: y. ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_no_time(piece: str) -> None:
    text = f"Lee RS. Title. {piece * (6000 // len(piece))}. J Foo. 2020;1:2."
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 2

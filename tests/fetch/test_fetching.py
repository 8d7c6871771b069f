import io
import sqlite3
import time
from collections.abc import Callable, Generator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import msgspec
import pytest

from convert.changes.completing import complete
from convert.formats.id_list import read as id_list
from convert.model.record import Record
from convert.ncbi import cache as cache_module
from convert.ncbi.fetching import fetch_records
from convert.ncbi.service import Settings
from convert.streams.problems import ConvertError, Problem

from .conftest import EMPTY_LIST, ERROR_PAGE, NCBI, SET, TOO_MANY, Answer, Article, Clock

Problems = list[Problem]


def fetched(settings: Settings, *identifiers: str, problems: Problems | None = None) -> list[str]:
    warn: Callable[[Problem], Any] = (problems if problems is not None else Problems()).append
    return [record.PMID for record in fetch_records(identifiers, settings, warn=warn)]


def told(problems: Problems) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in problems]


def changed(settings: Settings, **fields: Any) -> Settings:
    names = Settings.__dataclass_fields__
    return Settings(**{name: getattr(settings, name) for name in names} | fields)


def test_all_kinds_of_identifiers_in_their_order(settings: Settings, ncbi: NCBI) -> None:
    problems = Problems()
    wanted = ("https://doi.org/10.5555/INV.103", "PMC9101", "102", "doi:10.5555/inv.101")
    assert fetched(settings, *wanted, problems=problems) == ["103", "101", "102"]
    assert told(problems) == [("repeated", "note")]
    assert ncbi.services() == ["idconv", "esearch.fcgi", "efetch.fcgi"]


def test_a_record_is_whole_and_knows_its_origin(settings: Settings) -> None:
    [record] = fetch_records(["101"], settings)
    assert (record.title, record.PMCID, record.volume) == ("On number 101 & more", "PMC9101", "12")
    assert record.source
    assert record.source.path == "https://pubmed.ncbi.nlm.nih.gov/101/"


def test_who_asks_is_said(settings: Settings, ncbi: NCBI) -> None:
    fetched(changed(settings, api_key="K"), "101", "PMC9103")
    (_, conversion), (_, articles) = ncbi.asked
    assert conversion["tool"] == articles["tool"] == "refconvert"
    assert conversion["email"] == articles["email"] == "nobody@example.org"
    assert articles["api_key"] == "K"
    assert "api_key" not in conversion


def test_what_is_not_found_is_named(settings: Settings) -> None:
    problems = Problems()
    wanted = ("99999999", "101", "PMC1", "PMC9999", "10.5555/none", "what?")
    assert fetched(settings, *wanted, problems=problems) == ["101"]
    assert told(problems) == [("bad-identifier", "error")] + 4 * [("not-found", "error")]
    for problem, name in zip(problems[1:], ("99999999", "PMC1", "PMC9999", "10.5555/none"), strict=True):
        assert name in problem.message


def test_an_error_may_stand_for_an_empty_answer(settings: Settings, ncbi: NCBI) -> None:
    ncbi.troubles = [Answer(EMPTY_LIST, 400)]
    problems = Problems()
    assert fetched(settings, "1", problems=problems) == []
    assert told(problems) == [("not-found", "error")]


def test_a_search_that_finds_more_than_was_asked(settings: Settings, ncbi: NCBI) -> None:
    ncbi.troubles = [Answer('{"esearchresult":{"count":"2","idlist":["102","103"]}}')]
    assert fetched(settings, "10.5555/inv.103") == ["103"]


def test_a_record_without_the_pmcid_it_was_found_by(settings: Settings, ncbi: NCBI) -> None:
    ncbi.pmc["PMC9102"] = "102"
    assert fetched(settings, "PMC9102") == ["102"]


@pytest.mark.parametrize(
    "trouble",
    [
        Answer(ERROR_PAGE, 500),
        Answer(ERROR_PAGE, 502),
        Answer(ERROR_PAGE),
        Answer(TOO_MANY),
        Answer(SET.format(Article("101").xml)[:-30]),
        Answer(SET.format(Article("101").xml)[:200], promised=5000),
        Answer(""),
        Answer("<html><body>well-formed</body></html>"),
        Answer("<eFetchResult><ERROR>Search backend failed</ERROR></eFetchResult>", 400),
    ],
    ids=["500", "502", "html", "limit as 200", "cut off", "broken off", "empty", "xhtml", "error element"],
)
def test_trouble_passes(settings: Settings, ncbi: NCBI, clock: Clock, trouble: Answer) -> None:
    ncbi.troubles = [trouble, trouble]
    problems = Problems()
    assert fetched(settings, "101", "102", problems=problems) == ["101", "102"]
    assert problems == []
    assert clock.naps == [1.0, 2.0]


@pytest.mark.parametrize("service", ["PMC9101", "10.5555/inv.101"])
@pytest.mark.parametrize(
    "body", ['{"status":"ok","rec', "{}", '{"esearchresult":{"ERROR":"Search Backend failed"}}', ERROR_PAGE]
)
def test_trouble_with_identifiers_passes(
    settings: Settings, ncbi: NCBI, clock: Clock, service: str, body: str
) -> None:
    ncbi.troubles = [Answer(body)]
    assert fetched(settings, service) == ["101"]
    assert clock.naps[0] == 1.0


def test_a_busy_service_says_how_long_to_wait(settings: Settings, ncbi: NCBI, clock: Clock) -> None:
    ncbi.troubles = [Answer(TOO_MANY, 429, {"Retry-After": "7"})]
    assert fetched(settings, "101") == ["101"]
    assert clock.naps == [7.0]


def test_it_may_say_so_with_a_date(settings: Settings, ncbi: NCBI, clock: Clock) -> None:
    later = formatdate(time.time() + 60, usegmt=True)
    ncbi.troubles = [Answer(ERROR_PAGE, 503, {"Retry-After": later})]
    assert fetched(settings, "101") == ["101"]
    assert 50 < clock.naps[0] <= 60


def test_nobody_waits_for_an_hour(settings: Settings, ncbi: NCBI, clock: Clock) -> None:
    ncbi.troubles = [Answer(TOO_MANY, 429, {"Retry-After": "3600"})]
    problems = Problems()
    assert fetched(settings, "101", problems=problems) == []
    assert "it asks to wait 3600 seconds" in problems[0].message
    assert clock.naps == []


def test_trouble_that_stays_costs_one_batch(settings: Settings, ncbi: NCBI, clock: Clock) -> None:
    ncbi.troubles = 4 * [Answer(ERROR_PAGE, 500)]
    problems = Problems()
    names = [str(number) for number in range(1000, 1200)]
    assert fetched(settings, *names, "101", problems=problems) == ["101"]
    assert told(problems) == 200 * [("not-fetched", "error")]
    assert "no answer about 1000: 127.0.0.1: 500 Internal Server Error" in problems[0].message
    assert clock.naps[:3] == [1.0, 2.0, 4.0]


def test_identifiers_that_could_not_be_resolved(settings: Settings, ncbi: NCBI) -> None:
    ncbi.troubles = 4 * [Answer("")]
    problems = Problems()
    assert fetched(settings, "PMC9101", "102", "10.5555/inv.103", problems=problems) == ["102", "103"]
    assert told(problems) == [("not-fetched", "error")]


def test_a_service_that_refuses(settings: Settings, ncbi: NCBI, clock: Clock) -> None:
    ncbi.troubles = [Answer('{"error":"API key invalid","api-key":"K"}', 400)]
    with pytest.raises(ConvertError, match="API key invalid"):
        fetched(settings, "101")
    assert clock.naps == []


def test_no_service_at_all(settings: Settings) -> None:
    with pytest.raises(ConvertError, match=r"127\.0\.0\.1 can't be reached"):
        fetched(changed(settings, eutils_url="http://127.0.0.1:9/"), "101")


@pytest.mark.parametrize(("api_key", "interval"), [("", 1 / 3), ("K", 0.1)])
def test_batches_and_their_pace(
    settings: Settings, ncbi: NCBI, clock: Clock, api_key: str, interval: float
) -> None:
    names = [str(number) for number in range(1, 451)]
    assert fetched(changed(settings, api_key=api_key), *names) == ["101", "102", "103"]
    assert [len(query["id"].split(",")) for _, query in ncbi.asked] == [200, 200, 50]
    assert clock.naps == pytest.approx([interval, interval])


def test_the_first_records_come_before_the_last_are_asked_for(settings: Settings, ncbi: NCBI) -> None:
    records = fetch_records((str(number) for number in range(1, 1000)), settings)
    assert next(records).PMID == "101"
    assert len(ncbi.asked) == 1


def test_nothing_is_asked_twice(settings: Settings, ncbi: NCBI) -> None:
    wanted = ("PMC9101", "10.5555/inv.102", "103")
    first = list(fetch_records(wanted, settings))
    asked = len(ncbi.asked)
    assert list(fetch_records(wanted, settings)) == first
    assert list(fetch_records(["10.5555/INV.101", "102"], settings)) == first[:2]
    assert len(ncbi.asked) == asked
    assert fetched(changed(settings, refresh=True), *wanted) == ["101", "102", "103"]
    assert len(ncbi.asked) == 2 * asked


def test_answers_grow_old(settings: Settings, ncbi: NCBI, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(settings, "101")
    monkeypatch.setattr(cache_module, "DAYS", 0)
    fetched(settings, "101")
    assert len(ncbi.asked) == 2


def test_no_cache(settings: Settings, ncbi: NCBI) -> None:
    for _ in range(2):
        assert fetched(changed(settings, cache=None), "101") == ["101"]
    assert len(ncbi.asked) == 2


def spoiled(folder: Path) -> None:
    folder.mkdir()
    (folder / "ncbi.sqlite").write_text("no database, but long enough to be looked at " * 50)


@pytest.mark.parametrize("spoil", [lambda folder: folder.write_text(""), spoiled])
def test_a_cache_that_cannot_be_used(
    settings: Settings, tmp_path: Path, spoil: Callable[[Path], Any]
) -> None:
    spoil(tmp_path / "spoiled")
    problems = Problems()
    assert fetched(changed(settings, cache=tmp_path / "spoiled"), "101", problems=problems) == ["101"]
    assert told(problems) == [("no-cache", "note")]


def test_a_stopped_fetch_leaves_a_good_cache(settings: Settings) -> None:
    records = fetch_records(["101", "102"], settings)
    assert isinstance(records, Generator)
    next(records)
    records.close()
    assert settings.cache
    with sqlite3.connect(settings.cache / "ncbi.sqlite") as database:
        assert database.execute(
            "SELECT count(*) FROM answer WHERE key LIKE '% 101' OR key LIKE '% 102'"
        ).fetchone() == (2,)
    database.close()


def test_completing_a_list_of_identifiers(settings: Settings) -> None:
    problems = Problems()
    ids = id_list.read(
        io.BytesIO(b"# mine\nPMID: 101, PMC9103\n10.5555/inv.102\n777 none\n"), warn=problems.append
    )
    records = list(complete(ids, fetch=lambda names: fetch_records(names, settings), warn=problems.append))
    assert [(record.PMID, record.volume) for record in records] == [
        ("101", "12"),
        ("103", "12"),
        ("102", "12"),
        ("777", ""),
    ]
    assert records[1].provenance["title"] == "https://pubmed.ncbi.nlm.nih.gov/103/"
    assert [(problem.code, problem.line) for problem in problems] == [("bad-identifier", 4), ("not-found", 4)]


def test_only_what_the_files_lack_is_asked_for(settings: Settings, ncbi: NCBI) -> None:
    page = Record(PMID="101", related={"similar": [Record(PMID="102"), Record(PMID="103")]})
    library = [Record(PMID="101", volume="9"), Record(PMID="103", volume="8")]
    [record] = complete([page], library, fetch=lambda names: fetch_records(names, settings))
    assert [query["id"] for _, query in ncbi.asked] == ["102"]
    assert [work.volume for work in (record, *record.related["similar"])] == ["9", "12", "8"]


def test_streams_stay_open_to_the_next_batch(settings: Settings, ncbi: NCBI) -> None:
    many = (Record(PMID=str(number)) for number in range(1, 1000))
    first = next(complete(many, fetch=lambda names: fetch_records(names, settings)))
    assert msgspec.to_builtins(first) == {"PMID": "1"}
    assert len(ncbi.asked) == 1

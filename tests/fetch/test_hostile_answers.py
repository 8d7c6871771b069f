"""A service that answers wrongly, or a machine between: a clear error, no key given away, no memory or time without limit."""

import contextlib
import dataclasses
import gzip
import json
import socketserver
import threading
from pathlib import Path

import pytest

from convert import ConvertError, Problem, Record
from convert.ncbi import service
from convert.ncbi.fetching import fetch_records
from convert.ncbi.service import Settings

from .conftest import NCBI, Answer

KEY = "0123456789abcdef0123456789abcdef0123"


def fetched(settings: Settings, *names: str) -> tuple[list[Record], list[Problem]]:
    problems: list[Problem] = []
    return list(fetch_records(names or ["101"], settings, warn=problems.append)), problems


@pytest.mark.parametrize(
    "target",
    [
        "http://localhost:1/x",
        "https://127.0.0.1/x",
        "//example.org/x",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_elsewhere(ncbi: NCBI, settings: Settings, target: str, status: int) -> None:
    ncbi.troubles = [Answer("", status, {"Location": target})] * 4
    try:
        records, problems = fetched(settings)
    except ConvertError as error:
        assert "not followed" in str(error)  # noqa: PT017  (or there is no exception)
    else:
        assert not records
        assert [problem.code for problem in problems] == ["not-fetched"]
    assert len(ncbi.asked) <= 4


def test_redirects_on_the_same_host(ncbi: NCBI, settings: Settings) -> None:
    ncbi.troubles = [Answer("", 307, {"Location": "/elsewhere/efetch.fcgi"})]
    assert [record.PMID for record in fetched(settings)[0]] == ["101"]
    ncbi.troubles = [Answer("", 307, {"Location": "efetch.fcgi"})] * 20
    with pytest.raises(ConvertError, match="redirects for ever"):
        fetched(settings, "102")


def test_the_key_stays_with_us(ncbi: NCBI, settings: Settings, tmp_path: Path) -> None:
    settings = dataclasses.replace(settings, api_key=KEY)
    assert KEY not in repr(settings)
    ncbi.troubles = [Answer(json.dumps({"error": "API key invalid", "api-key": KEY}), 400)]
    with pytest.raises(ConvertError) as raised:
        fetched(settings)
    assert KEY not in str(raised.value)
    ncbi.articles["101"].DOI = f"10.5555/{KEY}"
    records, _ = fetched(settings, "101")
    assert KEY not in repr(records)
    ncbi.articles["103"].DOI = "10.5555/" + "".join(f"&#{ord(letter)};" for letter in KEY)
    assert fetched(settings, "103")[0][0].DOI == "10.5555/***"
    assert all(KEY.encode() not in path.read_bytes() for path in (tmp_path / "cache").iterdir())
    fetched(settings, "PMC9103")
    assert [KEY in query.values() for name, query in ncbi.asked if name == "idconv"] == [False]


@pytest.mark.parametrize(
    "answer",
    [
        Answer("", 403, reason=f"Forbidden for {KEY}"),
        Answer("", 503, reason=f"Busy {KEY}"),
        Answer("", 302, {"Location": f"https://{KEY}.example.org/"}),
        Answer("", 302, {"Location": f"https://example.org/?api_key={KEY}"}),
        Answer(f"<html>{KEY}</html>"),
        Answer(f"<html>{KEY}</html>".encode("utf-16"), 400),
    ],
)
def test_the_key_is_in_no_message(ncbi: NCBI, settings: Settings, answer: Answer) -> None:
    ncbi.troubles = [answer] * 4
    try:
        _, problems = fetched(dataclasses.replace(settings, api_key=KEY))
        said = str(problems)
    except ConvertError as error:
        said = str(error)
    assert said
    assert KEY not in said


def test_no_key_without_https() -> None:
    with pytest.raises(ConvertError, match="https only"):
        fetched(Settings(api_key=KEY, cache=None, eutils_url="http://example.org/"))


@pytest.mark.parametrize(
    ("names", "body", "headers"),
    [
        ("101", "\x1f\x8b no gzip", {"Content-Encoding": "gzip"}),
        ("101", "<PubmedArticleSet>" + "<a>" * 10_000, {}),
        ("101", "<PubmedArticleSet><PubmedArticle/>", {}),
        ("101", "", {}),
        ("101", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', {}),
        ("10.5555/inv.102", "[" * 100_000, {}),
        ("10.5555/inv.102", "[]", {}),
        ("10.5555/inv.102", "null", {}),
        ("10.5555/inv.102", '{"esearchresult": {"idlist": "101"}}', {}),
        ("10.5555/inv.102", '{"esearchresult": []}', {}),
        ("PMC9101", '{"records": {"a": 1}}', {}),
        ("PMC9101", '{"records": null}', {}),
    ],
)  # fmt: skip
def test_wrong_answers(
    ncbi: NCBI, settings: Settings, names: str, body: str, headers: dict[str, str]
) -> None:
    ncbi.troubles = [Answer(body, headers=headers)] * 4
    records, problems = fetched(settings, names)
    assert not records
    assert [problem.code for problem in problems] == ["not-fetched"]


@pytest.mark.parametrize(
    "records", ['["x", 1, null]', '[{"pmid": {"a": 1}, "pmcid": "PMC9101"}]', '[{"pmcid": 7, "pmid": "x"}]']
)
def test_wrong_types_name_nothing(ncbi: NCBI, settings: Settings, records: str) -> None:
    ncbi.troubles = [Answer(f'{{"records": {records}}}')]
    assert [problem.code for problem in fetched(settings, "PMC9101")[1]] == ["not-found"]


def test_answers_are_limited_in_size(ncbi: NCBI, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_LARGEST_ANSWER", 100_000)
    ncbi.troubles = [Answer(" " * 200_000)]
    with pytest.raises(ConvertError, match="longer than 100,000 bytes"):
        fetched(settings)


@pytest.mark.parametrize(
    ("beginning", "drop"),
    [
        (b"", b"0"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"0"),
        (b"HTTP/1.1 200 OK\r\n\r\n<PubmedArticleSet>", b" "),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10], b"\0\0\0\xff\xff"),
    ],
)  # fmt: skip
def test_answers_are_limited_in_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, beginning: bytes, drop: bytes
) -> None:
    """However little comes at a time: status, headers, pieces, and what unpacks to nothing."""
    monkeypatch.setattr(service, "_LONGEST_ANSWER", 0.3)
    is_over = threading.Event()

    class Dripping(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                self.request.sendall(beginning)
                while not is_over.wait(0.02):
                    self.request.sendall(drop)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Dripping) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        with pytest.raises(ConvertError, match="takes more than"):
            fetched(dataclasses.replace(settings, eutils_url=address))
        is_over.set()
        server.shutdown()


def test_answers_are_unpacked_piece_by_piece(
    ncbi: NCBI, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """httpx would make 64 MB of a piece of 64 kB, and as many times more as there are layers."""
    monkeypatch.setattr(service, "_LARGEST_ANSWER", 100_000)
    packed = gzip.compress(b" " * 10_000_000)
    ncbi.troubles = [Answer(packed, headers={"Content-Encoding": "gzip"})]
    with pytest.raises(ConvertError, match="longer than 100,000 bytes"):
        fetched(settings)
    ncbi.troubles = [Answer(gzip.compress(packed), headers={"Content-Encoding": "gzip, gzip"})]
    with pytest.raises(ConvertError, match="encoding that wasn't asked for: 'gzip, gzip'"):
        fetched(settings)


def test_a_packed_answer(ncbi: NCBI, settings: Settings) -> None:
    body = gzip.compress(str(ncbi.efetch({"id": "101"}).body).encode())
    ncbi.troubles = [Answer(body[:-9], headers={"Content-Encoding": "gzip"})] * 4
    assert [problem.message for problem in fetched(settings)[1]] == [
        "no answer about 101: 127.0.0.1: the answer is truncated: its gzip has no end"
    ]
    ncbi.troubles = [Answer(body, headers={"Content-Encoding": "gzip"})]
    assert [record.PMID for record in fetched(settings)[0]] == ["101"]


def test_answers_take_little_memory(ncbi: NCBI, settings: Settings) -> None:
    """Neither elements that are no articles nor lists of identifiers are made in masses."""
    ncbi.troubles = [Answer(b"<PubmedArticleSet>" + b"<a/>" * 300_000 + b"</PubmedArticleSet>")]
    assert [problem.code for problem in fetched(settings)[1]] == ["not-found"]
    ncbi.troubles = [Answer(b'{"esearchresult": {"idlist": [' + b"1," * 2_000_000 + b"1]}}")]
    with pytest.raises(ConvertError, match="list of identifiers is longer than 4,000,000 bytes"):
        fetched(settings, "10.5555/inv.102")


@pytest.mark.parametrize("pause", ["9" * 500, "-1", "Fri, 99 Foo 99999 99:99:99 GMT", "\u0663"])
def test_pauses_that_are_none(ncbi: NCBI, settings: Settings, pause: str) -> None:
    ncbi.troubles = [Answer("", 429, {"Retry-After": pause.encode().decode("latin-1")})]
    fetched(settings)


def test_what_another_service_answered_is_not_asked_for(ncbi: NCBI, settings: Settings) -> None:
    fetched(settings)
    ncbi.articles["101"].DOI = "10.5555/other"
    again = dataclasses.replace(settings, eutils_url=f"{settings.eutils_url}./")
    assert fetched(settings)[0][0].DOI == "10.5555/Inv.101"
    assert fetched(again)[0][0].DOI == "10.5555/other"

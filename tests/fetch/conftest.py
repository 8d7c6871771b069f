"""A stand-in for NCBI's services, in a thread on 127.0.0.1, with a few invented articles, and a clock that never waits."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from convert.ncbi.service import Settings


@dataclass(frozen=True)
class Answer:
    """What the server sends: a whole answer unless ``promised`` says that more was to come."""

    body: str | bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    promised: int = 0
    reason: str | None = None
    """The words behind the status, if not the usual ones."""


@dataclass
class Article:
    PMID: str
    DOI: str = ""
    PMCID: str = ""

    @property
    def xml(self) -> str:
        ids = {"pubmed": self.PMID, "doi": self.DOI, "pmc": self.PMCID}
        listed = "".join(f'<ArticleId IdType="{kind}">{id_}</ArticleId>' for kind, id_ in ids.items() if id_)
        return (
            f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{self.PMID}</PMID>'
            '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><Volume>12</Volume>'
            "<PubDate><Year>2023</Year><Month>Mar</Month></PubDate></JournalIssue><Title>Journal of inventions</Title>"
            f"</Journal><ArticleTitle>On number {self.PMID} &amp; more.</ArticleTitle>"
            '<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Nobody</LastName><ForeName>Ann</ForeName>'
            "<Initials>A</Initials></Author></AuthorList><Language>eng</Language></Article>"
            "<MedlineJournalInfo><MedlineTA>J Invent</MedlineTA></MedlineJournalInfo></MedlineCitation>"
            f"<PubmedData><ArticleIdList>{listed}</ArticleIdList></PubmedData></PubmedArticle>"
        )


EMPTY_LIST = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<eFetchResult>\n\t<ERROR>ID list is empty! Possibly it has no correct IDs.'
    "</ERROR>\n</eFetchResult>"
)
SET = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
SET += (
    ' "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>{}</PubmedArticleSet>'
)
TOO_MANY = '{"error":"API rate limit exceeded","count":"11"}'
ERROR_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>NCBI - WWW Error 500</title></head><body><br>Sorry</body></html>"
)


class NCBI:
    """The services' state: which articles there are, what goes wrong next, what was asked."""

    def __init__(self) -> None:
        articles = [
            Article("101", "10.5555/Inv.101", "PMC9101"),
            Article("102", "10.5555/inv.102"),
            Article("103", "10.5555/inv.103", "PMC9103"),
        ]
        self.articles = {article.PMID: article for article in articles}
        self.pmc = {"PMC9101": "101", "PMC9103": "103", "PMC9999": ""}
        self.troubles: list[Answer] = []
        """Sent, one after another, before anything else."""
        self.asked: list[tuple[str, dict[str, str]]] = []
        """The service, and what it was told."""

    def services(self) -> list[str]:
        return [service for service, _ in self.asked]

    def answer(self, service: str, query: dict[str, str]) -> Answer:
        self.asked.append((service, query))
        if self.troubles:
            return self.troubles.pop(0)
        answers = {"efetch.fcgi": self.efetch, "esearch.fcgi": self.esearch, "idconv": self.idconv}
        return answers[service](query)

    def efetch(self, query: dict[str, str]) -> Answer:
        found = [self.articles[pmid].xml for pmid in query["id"].split(",") if pmid in self.articles]
        return Answer(SET.format("".join(found)))

    def esearch(self, query: dict[str, str]) -> Answer:
        dois = {doi.lower() for doi in re.findall(r'"([^"]*)"\[doi\]', query["term"])}
        words = re.findall(r"(\w+)\[ti\]", query["term"])
        found = [
            a.PMID
            for a in reversed(self.articles.values())
            if a.DOI.lower() in dois or (words and all(word in a.xml for word in words))
        ][: int(query["retmax"])]
        result: dict[str, Any] = {"count": str(len(found)), "retmax": query["retmax"], "idlist": found}
        if not found:
            result["errorlist"] = {"phrasesnotfound": sorted(dois), "fieldsnotfound": []}
        return Answer(json.dumps({"header": {"type": "esearch"}, "esearchresult": result}))

    def idconv(self, query: dict[str, str]) -> Answer:
        return Answer(
            json.dumps({"status": "ok", "records": [self._conversion(i) for i in query["ids"].split(",")]})
        )

    def _conversion(self, pmcid: str) -> dict[str, Any]:
        if pmcid not in self.pmc:
            error = {"status": "error", "errmsg": "Identifier not found in PMC"}
            return {"pmcid": pmcid, "requested-id": pmcid, **error}
        pmid = self.pmc[pmcid]
        return {"pmcid": pmcid, "requested-id": pmcid} | ({"pmid": int(pmid)} if pmid else {})


class Handler(BaseHTTPRequestHandler):
    ncbi: NCBI

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self.reply(address.path, address.query)

    def do_POST(self) -> None:
        self.reply(self.path, self.rfile.read(int(self.headers["Content-Length"])).decode())

    def reply(self, path: str, query: str) -> None:
        service = path.rstrip("/").rpartition("/")[2]
        answer = self.ncbi.answer(service, {key: values[0] for key, values in parse_qs(query).items()})
        body = answer.body if isinstance(answer.body, bytes) else answer.body.encode()
        self.send_response(answer.status, answer.reason)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(answer.promised or len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Clock:
    """Time passes when somebody sleeps, and only then."""

    now: float = 0.0
    naps: list[float] = field(default_factory=list)

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


@pytest.fixture
def ncbi() -> NCBI:
    return NCBI()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def address(ncbi: NCBI) -> Iterator[str]:
    handler = type("BoundHandler", (Handler,), {"ncbi": ncbi})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def settings(address: str, clock: Clock, tmp_path: Path) -> Settings:
    return Settings(
        email="nobody@example.org",
        cache=tmp_path / "cache",
        eutils_url=f"{address}/eutils/",
        idconv_url=f"{address}/idconv/",
        clock=clock.read,
        sleep=clock.sleep,
    )

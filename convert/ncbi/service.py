"""Identifiers → the answers of NCBI's services.

They are efetch and esearch (https://www.ncbi.nlm.nih.gov/books/NBK25499/) and PMC's ID converter
(https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/). Requests keep to NCBI's rate limit, and are repeated after a pause if
the service is busy or fails, or its answer is truncated.
"""

import contextlib
import email.utils
import io
import re
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from lxml import etree

from convert import __version__
from convert.formats.xml.parsing import tree_parser
from convert.formats.xml.split import Splitter
from convert.ncbi.cache import default_folder
from convert.streams.problems import ConvertError, Problem

try:
    import httpx
except ImportError as error:
    raise ConvertError("fetching needs httpx: pip install 'refconvert[online]'") from error

EUTILS_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
IDCONV_URL = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
BATCH = 200
"""Identifiers per request: the ID converter takes no more."""
_FOUND = 3
"""So many works of a title are asked for."""

_PER_SECOND, _PER_SECOND_WITH_KEY = 3, 10
_WAITS = (1.0, 2.0, 4.0)
"""Seconds before the second, third and fourth attempt."""
_LONGEST_WAIT = 120.0
"""Seconds; if the service asks for a longer pause, the request fails."""
_TIMEOUT = 60.0
_LONGEST_ANSWER = 600.0
"""Seconds from a request to the last byte of its answer, however slowly status, headers and content come."""
_LARGEST_ANSWER = 64_000_000
"""Bytes, unpacked: ``BATCH`` articles are 4 MB, and few of them ever 40."""
_LARGEST_LIST = 4_000_000
"""Bytes of JSON, which lists a few hundred identifiers."""
_EXCERPT = 200
"""Characters of what the service said in a message."""
_GZIP = 31
"""What zlib calls gzip."""
_REDIRECTS = 5
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})

_OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})

_Answer = TypeVar("_Answer")


class UnansweredError(ConvertError):
    """All attempts at one request failed; others may succeed."""


class _AttemptError(Exception):
    """One attempt failed; the next one may succeed."""

    def __init__(self, reason: str, pause: float = 0.0) -> None:
        super().__init__(reason)
        self.pause = pause
        """How many seconds the service asks to wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Who asks, where, and how."""

    email: str = ""
    """NCBI contacts users at this address before blocking them."""
    api_key: str = field(default="", repr=False)
    """For ten requests a second instead of three: https://www.ncbi.nlm.nih.gov/account/settings/."""
    tool: str = "refconvert"
    cache: Path | None = field(default_factory=default_folder)
    """The folder for answers; None: no cache."""
    refresh: bool = False
    """Ignore what the cache has."""
    eutils_url: str = EUTILS_URL
    idconv_url: str = IDCONV_URL
    clock: Callable[[], float] = field(default_factory=lambda: time.monotonic)
    sleep: Callable[[float], None] = field(default_factory=lambda: time.sleep)


class Service(contextlib.AbstractContextManager["Service"]):
    """An open connection to the services that limits the rate of requests."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._interval = 1 / (_PER_SECOND_WITH_KEY if settings.api_key else _PER_SECOND)
        self._next = settings.clock()
        headers = {"User-Agent": f"refconvert/{__version__}", "Accept-Encoding": "gzip"}
        self._client = httpx.Client(timeout=_TIMEOUT, headers=headers)

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def articles(self, pmids: Iterable[str]) -> dict[str, bytes]:
        """At most ``BATCH`` PMIDs → PMID → PubmedArticle or PubmedBookArticle element of those that PubMed has."""
        query = {"db": "pubmed", "id": ",".join(pmids), "retmode": "xml"}
        found = self._ask_eutils("efetch.fcgi", query, _parse_articles)
        return {pmid: self._without_key(article) for pmid, article in found.items()}

    def pmids_of_dois(self, dois: Iterable[str]) -> list[str]:
        """At most ``BATCH`` DOIs → the PMIDs that PubMed finds for them, in any order."""
        term = " OR ".join('"{}"[doi]'.format(doi.replace('"', "")) for doi in dois)
        query = {"db": "pubmed", "term": term, "retmode": "json", "retmax": str(2 * BATCH)}
        return self._ask_eutils("esearch.fcgi", query, _parse_search)

    def pmids_of_title(self, words: Iterable[str]) -> list[str]:
        """The PMIDs of a few works that have all these words in their titles, the best first."""
        term = " AND ".join(f"{word}[ti]" for word in words)
        query = {"db": "pubmed", "term": term, "retmode": "json", "retmax": str(_FOUND), "sort": "relevance"}
        return self._ask_eutils("esearch.fcgi", query, _parse_search)

    def pmids_of_pmcids(self, pmcids: Iterable[str]) -> dict[str, str]:
        """At most ``BATCH`` PMCIDs → the PMIDs of those that have one."""
        query = {"ids": ",".join(pmcids), "idtype": "pmcid", "format": "json", "versions": "no"}
        request = self._client.build_request("GET", self._settings.idconv_url, params=self._signed(query))
        return self._ask(request, _parse_conversions)

    def _ask_eutils(self, name: str, query: Mapping[str, str], parse: Callable[[bytes], _Answer]) -> _Answer:
        signed = self._signed(query)
        url = httpx.URL(f"{self._settings.eutils_url.rstrip('/')}/{name}")
        if self._settings.api_key:
            if url.scheme != "https" and url.host not in _OWN_MACHINE:
                raise ConvertError(f"{url.host}: an API key is sent by https only")
            signed["api_key"] = self._settings.api_key
        return self._ask(self._client.build_request("POST", url, data=signed), parse)

    def _signed(self, query: Mapping[str, str]) -> dict[str, str]:
        settings = self._settings
        signed = {**query, "tool": settings.tool, "email": settings.email}
        return {key: value for key, value in signed.items() if value}

    def _ask(self, request: httpx.Request, parse: Callable[[bytes], _Answer]) -> _Answer:
        """Send a request, repeatedly if need be, and parse the answer.

        Raises:
            UnansweredError: all attempts failed.
            ConvertError: there is no connection, or the service rejects the request; further requests are useless.
        """
        waits = iter(_WAITS)
        while True:
            self._keep_pace()
            try:
                return self._attempt(request, parse)
            except _AttemptError as failure:
                wait = next(waits, None)
                if wait is None or failure.pause > _LONGEST_WAIT:
                    raise _final(failure, request.url.host) from failure
                self._settings.sleep(max(wait, failure.pause))

    def _attempt(self, request: httpx.Request, parse: Callable[[bytes], _Answer]) -> _Answer:
        try:
            response, body = _within(_LONGEST_ANSWER, lambda: self._send(request))
        except (httpx.RequestError, httpx.InvalidURL, zlib.error) as error:
            reason = self._without_key(str(error).encode()).decode()
            raise _AttemptError(reason[:_EXCERPT] or type(error).__name__) from error
        except TimeoutError as error:
            raise ConvertError(
                f"{request.url.host}: the answer takes more than {_LONGEST_ANSWER:.0f} seconds"
            ) from error
        if response.status_code in _BUSY:
            raise _AttemptError(self._status(response), _retry_after(response.headers))
        if not response.is_success and b"<eFetchResult>" not in body:
            raise ConvertError(f"{request.url.host}: {self._status(response)}: {_excerpt(body)}")
        return parse(body)

    def _send(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        """The answer and its content, in which the key, should the service repeat it, is blackened.

        Raises:
            ConvertError: it is too large, or sends us elsewhere.
            httpx.RequestError, zlib.error: there is no whole answer.
        """
        for _ in range(_REDIRECTS):
            response = self._client.send(request, stream=True)
            try:
                following = response.next_request
                body = b"" if following else self._content(response)
            finally:
                response.close()
            if following is None:
                return response, self._without_key(body)
            if following.url.copy_with(raw_path=b"/") != request.url.copy_with(raw_path=b"/"):
                elsewhere = self._without_key(f"{following.url.scheme}://{following.url.host}".encode())
                raise ConvertError(f"{request.url.host} redirects to {elsewhere.decode()}: not followed")
            request = following
        raise ConvertError(f"{request.url.host} redirects for ever")

    def _content(self, response: httpx.Response) -> bytes:
        """The content, unpacked piece by piece: httpx unpacks each piece whole, in as many layers as the service names."""
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in {"identity", "gzip", "x-gzip"}:
            raise ConvertError(
                f"{response.url.host}: the answer is in an encoding that wasn't asked for: {encoding[:20]!r}"
            )
        unpacker = None if encoding == "identity" else zlib.decompressobj(_GZIP)
        body = bytearray()
        for part in response.iter_raw():
            body += unpacker.decompress(part, _LARGEST_ANSWER + 1 - len(body)) if unpacker else part
            if len(body) > _LARGEST_ANSWER:
                raise ConvertError(
                    f"{response.url.host}: the answer is longer than {_LARGEST_ANSWER:,} bytes"
                )
        if unpacker and not unpacker.eof:
            raise zlib.error("the answer is truncated: its gzip has no end")
        return bytes(body)

    def _status(self, response: httpx.Response) -> str:
        reason = response.reason_phrase[:_EXCERPT].encode()
        return f"{response.status_code} {self._without_key(reason).decode()}"

    def _without_key(self, text: bytes) -> bytes:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be") if self._settings.api_key else ():
            text = text.replace(self._settings.api_key.encode(encoding), b"***")
        return text

    def _keep_pace(self) -> None:
        """Wait until the next request may start."""
        now = self._settings.clock()
        if now < self._next:
            self._settings.sleep(self._next - now)
        self._next = max(now, self._next) + self._interval


def _final(failure: _AttemptError, host: str) -> ConvertError:
    if isinstance(failure.__cause__, httpx.ConnectError | httpx.ConnectTimeout):
        return ConvertError(f"{host} can't be reached: {failure}")
    later = f"; it asks to wait {failure.pause:.0f} seconds" if failure.pause > _LONGEST_WAIT else ""
    return UnansweredError(f"{host}: {failure}{later}")


def _within(seconds: float, call: Callable[[], _Answer]) -> _Answer:
    """What a call returns or raises, in a thread of its own: httpx limits the time of each piece alone, and a header may come letter by letter.

    Raises:
        TimeoutError: it takes longer.
    """
    outcome: Future[_Answer] = Future()

    def run() -> None:
        try:
            outcome.set_result(call())
        except BaseException as error:  # noqa: BLE001  (which the caller raises)
            outcome.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return outcome.result(seconds)


def _excerpt(body: bytes) -> str:
    return " ".join(body[:_EXCERPT].decode("utf-8", "replace").split())


_ARTICLES = frozenset((b"PubmedArticle", b"PubmedBookArticle"))
_NO_SUCH_IDS = re.compile(rb"<eFetchResult>\s*<ERROR>ID list is empty")


def _retry_after(headers: httpx.Headers) -> float:
    """``Retry-After``, seconds or a date (RFC 9110, section 10.2.3) → seconds; 0 without one.

    >>> _retry_after(httpx.Headers({"Retry-After": "7"})), _retry_after(httpx.Headers({"Retry-After": "soon"}))
    (7.0, 0.0)
    """
    text = headers.get("Retry-After", "")
    if text.isdecimal():
        return min(float(text), 1e9)
    try:
        when = email.utils.parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return max(0.0, when - time.time())


def _parse_articles(body: bytes) -> dict[str, bytes]:
    """An efetch answer → PMID → element. Unknown PMIDs are missing; if there is no other, the answer may be an ``ERROR``."""
    if _NO_SUCH_IDS.search(body):
        return {}
    parse_tree = tree_parser()
    elements = Splitter(io.BytesIO(body), _ARTICLES, parse_tree, _refuse)
    found = {
        pmid: etree.tostring(element, encoding="utf-8", with_tail=False)
        for _, element in elements
        if (pmid := element.findtext(".//PMID"))
    }
    if not found and b"<PubmedArticleSet" not in body:
        raise _AttemptError(f"no articles in the answer: {_excerpt(body)[:60]!r}")
    return found


def _refuse(problem: Problem) -> None:
    raise _AttemptError(f"the answer is truncated or not XML: {problem.message[:_EXCERPT]}")


def _parse_search(body: bytes) -> list[str]:
    """An esearch answer → the PMIDs in it."""
    result = _parse_json(body).get("esearchresult")
    if not isinstance(result, dict) or "ERROR" in result:
        raise _AttemptError(f"no search result in the answer: {_excerpt(body)[:80]!r}")
    pmids = result.get("idlist", [])
    if not isinstance(pmids, list):
        raise _AttemptError(f"no search result in the answer: {_excerpt(body)[:80]!r}")
    return [str(pmid) for pmid in pmids if str(pmid).isdecimal()]


def _parse_conversions(body: bytes) -> dict[str, str]:
    """An answer of the ID converter → PMCID → PMID; a PMCID that is unknown or has no PMID is left out."""
    records = _parse_json(body).get("records")
    if not isinstance(records, list):
        raise _AttemptError(f"no identifiers in the answer: {_excerpt(body)[:80]!r}")
    return {
        str(record.get("requested-id") or record["pmcid"]).upper(): str(record["pmid"])
        for record in records
        if isinstance(record, dict) and str(record.get("pmid")).isdecimal() and record.get("pmcid")
    }


def _parse_json(body: bytes) -> dict[str, Any]:
    if len(body) > _LARGEST_LIST:
        raise ConvertError(f"the service's list of identifiers is longer than {_LARGEST_LIST:,} bytes")
    try:
        return msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _AttemptError(f"the answer is truncated or not JSON: {_excerpt(body)[:60]!r}") from error

"""Bodies that are read as they come, and answers that go as they are made, by a server of its own."""

import email
import json
import re
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import FIXTURES
from web.conftest import run

pytest.importorskip("starlette", reason="the extra web is not installed")
httpx = pytest.importorskip("httpx")

TRIAL = (FIXTURES / "articles" / "group-trial" / "medline.nbib").read_bytes().strip()
PIECE = 50_000


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "convert", "serve", "--port", "0", "--no-open", "--max-megabytes", "2"]
    for found in run(command):
        yield found.rstrip("/")


def trials(size: int) -> bytes:
    """MEDLINE records of so many bytes, or a few more."""
    count = size // len(TRIAL) + 1
    return b"\n\n".join(TRIAL.replace(b"90000001", b"%08d" % (10_000_000 + n)) for n in range(count)) + b"\n"


def pieces(data: bytes) -> Iterator[bytes]:
    for place in range(0, len(data), PIECE):
        yield data[place : place + PIECE]


class Slow:
    """A client that sends chunks when it is told to."""

    def __init__(self, address: str, path: str) -> None:
        target = urlsplit(address)
        self.socket = socket.create_connection((target.hostname or "", target.port or 0), timeout=30)
        self.socket.sendall(
            f"POST {path} HTTP/1.1\r\nHost: {target.netloc}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )

    def send(self, data: bytes) -> None:
        for piece in pieces(data):
            self.socket.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))


def test_the_answer_comes_before_the_body_ends(address: str) -> None:
    client = Slow(address, "/convert?to=jsonl")
    client.send(trials(400_000))
    assert client.socket.recv(100).startswith(b"HTTP/1.1 200 OK")
    client.socket.sendall(b"0\r\n\r\n")
    rest = b""
    while not rest.endswith(b"0\r\n\r\n"):
        rest += client.socket.recv(1 << 16)
    client.socket.close()
    assert rest.count(b'"type":"article-journal"') == trials(400_000).count(b"PMID- ")


@pytest.mark.parametrize("to", ["ris", "jsonl"])
def test_a_client_that_sends_all_before_it_reads(address: str, to: str) -> None:
    data = trials(400_000)
    answer = httpx.post(f"{address}/convert?to={to}", content=pieces(data), timeout=60)
    assert answer.status_code == 200
    whole = httpx.post(f"{address}/convert?to={to}&report=true", content=data, timeout=60).json()
    assert answer.text == whole["output"]
    assert "refconvert-records" not in answer.headers
    forms = httpx.post(f"{address}/convert?to={to}", files={"file": ("pasted text", data)}, timeout=60)
    assert forms.content == answer.content


def parts_of(answer: Any) -> list[tuple[str, bytes]]:
    """The media types and contents of a multipart answer."""
    head = f"Content-Type: {answer.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + answer.content)
    return [
        (part.get_content_type(), part.get_payload(decode=True) or b"")  # type: ignore[union-attr, misc]
        for part in message.get_payload()
    ]


@pytest.mark.parametrize("path", ["/convert", "/dedupe"])
def test_an_output_and_its_report_are_two_parts(address: str, path: str) -> None:
    answer = httpx.post(
        f"{address}{path}?to=ris", content=TRIAL * 2, headers={"Accept": "multipart/mixed"}, timeout=60
    )
    (media_type, output), (report_type, report) = parts_of(answer)
    assert (media_type, report_type) == ("application/x-research-info-systems", "application/json")
    assert output.startswith(b"TY  - JOUR")
    told = json.loads(report)
    whole = httpx.post(f"{address}{path}?to=ris&report=true", content=TRIAL * 2, timeout=60).json()
    assert {name: whole[name] for name in told} == told
    assert {"records", "problems", "losses"} <= told.keys()
    assert told["problems"]


def test_an_answer_that_breaks_off_says_so(address: str) -> None:
    data = trials(2_500_000)
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"):
        httpx.post(f"{address}/convert?to=jsonl", content=pieces(data), timeout=60)
    answer = httpx.post(
        f"{address}/convert?to=jsonl", content=pieces(data), headers={"Accept": "multipart/mixed"}, timeout=60
    )
    *_, (media_type, problem) = parts_of(answer)
    assert media_type == "application/problem+json"
    assert json.loads(problem)["status"] == 413


def test_nothing_comes(address: str) -> None:
    assert httpx.post(f"{address}/convert?to=ris", content=iter([b""])).status_code == 400
    blank = httpx.post(f"{address}/convert?to=ris", content=iter([b"\n"]))
    assert (blank.status_code, blank.json()["detail"]) == (422, "pasted text: the input is empty")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_when_the_client_leaves_its_process_ends(address: str) -> None:
    client = Slow(address, "/convert?to=jsonl")
    client.send(trials(300_000))
    client.socket.recv(1)
    busy = processes()
    client.socket.close()
    until = time.monotonic() + 20
    while busy <= processes():
        assert time.monotonic() < until
        time.sleep(0.02)


def processes() -> set[str]:
    """The processes that convert, of all servers here."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = re.sub(rb"^.*\) \w ", b"", path.read_bytes()).split()[0].decode()
            command = Path(f"/proc/{parent}/cmdline").read_bytes()
        except OSError:
            continue
        if b"forkserver" in command:
            found.add(path.parent.name)
    return found

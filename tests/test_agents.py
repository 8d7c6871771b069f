"""Agents are served by the Model Context Protocol: every tool is called as the SDK's own client calls it."""

import asyncio
import contextlib
import socket
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

import pytest
from conftest import FIXTURES

import convert
from convert.model.record import Name, Record

pytest.importorskip("mcp", reason="the extra mcp is not installed")

from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from convert.agents import server as agents

LIBRARY = FIXTURES / "verify" / "library.nbib"
FAKE = (FIXTURES / "verify" / "fake.txt").read_text()


def fetch(identifiers: Iterable[str]) -> Iterator[Record]:
    """Stands in for PubMed, which has one work."""
    for identifier in identifiers:
        if identifier == "90009999":
            yield Record(title="Coins online", author=[Name("Doe", "Jane")], PMID=identifier, volume="7")


def served(ask: Callable[[Client], Awaitable[Any]], *paths: str, **options: Any) -> Any:
    """What a client gets of a server in the same process."""

    async def run() -> Any:
        with agents.open_server(paths or [str(LIBRARY)], **options) as server:
            async with Client(server) as client:
                return await ask(client)

    return asyncio.run(run())


def called(tool: str, arguments: dict[str, Any], **options: Any) -> Any:
    """The structured answer of a tool; the message, if it is an error."""

    async def ask(client: Client) -> Any:
        answer = await client.call_tool(tool, arguments)
        if answer.is_error:
            return answer.content[0].text  # type: ignore[union-attr]
        return answer.structured_content

    return served(ask, **options)


def test_all_tools_say_what_they_take_and_give() -> None:
    async def ask(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in served(ask)}
    assert list(tools) == ["look_up", "search", "verify", "cite", "convert", "complete"]
    for tool in tools.values():
        assert tool.description
        assert tool.input_schema["properties"]
        assert tool.output_schema
        assert tool.annotations
        assert tool.annotations.read_only_hint


def test_works_are_looked_up_by_any_identifier() -> None:
    found = called(
        "look_up", {"identifiers": ["https://doi.org/10.5555/JIM.2019.445", "90000999", "1", "coin"]}
    )
    assert [work["PMID"] for work in found["works"]] == ["90000101"]
    assert found["missing"] == ["90000999", "1", "coin"]
    assert found["problems"] == ["'coin' is no PMID, PMCID or DOI"]


def test_titles_are_searched_by_words_with_any_signs() -> None:
    found = called("search", {"words": 'lost "coins in* hospital?'})
    assert {work["PMID"] for work in found["works"]} == {"90000101", "90000102"}
    assert called("search", {"words": "?!"}).endswith("no word to search for")


def test_a_list_is_verified() -> None:
    found = called("verify", {"references": FAKE})
    assert [judged["verdict"] for judged in found["references"]] == [
        "differs",
        "other-work",
        "wrong-identifier",
        "not-found",
        "verified",
        "out-of-scope",
    ]
    assert found["summary"].startswith("6 references: ")
    year, _, identifier, invented, retracted, _ = found["references"]
    assert year["differences"] == [{"name": "year", "printed": "2018", "found": "2019"}]
    assert identifier["identifiers"]["DOI"] == "10.5555/jim.2021.901"
    assert invented["work"] is None
    assert invented["nearest"]
    assert retracted["notices"] == ["retracted (PMID 90000106)"]


def test_works_are_cited_in_a_style() -> None:
    made = called("cite", {"identifiers": ["90000101"], "style": "apa"})
    assert made["citations"] == ["(Doe et al., 2019)"]
    assert made["entries"][0].startswith("Doe, J., Roe, R., & Poe, E. (2019). Lost coins in hospital wards")
    given = called("cite", {"identifiers": [], "text": "TY  - JOUR\nTI  - Coins\nPY  - 2020\nER  - \n"})
    assert given["entries"] == ["Coins. (2020)."]
    assert "did you mean vancouver" in called("cite", {"identifiers": ["90000101"], "style": "vancuver"})
    assert called("cite", {"identifiers": []}).endswith("name identifiers, or give records as text")


def test_records_are_converted_and_the_loss_is_said() -> None:
    made = called("convert", {"text": LIBRARY.read_text(), "to": "bibtex", "options": {"keys": "pmid"}})
    assert "@article{pmid90000101," in made["text"]
    assert "can't be carried by bibtex" in made["lost"]
    kept = called("convert", {"text": "TY  - JOUR\nTI  - Coins\nER  - \n", "to": "jsonl"})
    assert (kept["records"], kept["lost"]) == (1, "")
    assert "no writer is called 'apa'" in called("convert", {"text": "", "to": "apa"})
    assert "docx is no text" in called("convert", {"text": "", "to": "docx"})
    assert "unrecognised input format" in called("convert", {"text": "Once upon a time", "to": "ris"})


def test_gaps_are_filled_from_the_library_and_from_pubmed() -> None:
    text = "TY  - JOUR\nTI  - Coins online\nAN  - 90009999\nDB  - PubMed\nER  - \n"
    made = called("complete", {"text": text, "to": "ris"}, online=fetch)
    assert "VL  - 7" in made["text"]
    assert "VL" not in called("complete", {"text": text, "to": "ris"})["text"]


def test_questions_are_limited() -> None:
    told = called("look_up", {"identifiers": [str(number) for number in range(1, 52)]})
    assert told.endswith("51 identifiers; ask for 50 at a time")
    lines = "\n".join(f"{number}. Doe J. Coins {number}. J Inv. 2020;1:{number}." for number in range(1, 53))
    judged = called("verify", {"references": lines})
    assert len(judged["references"]) == 50
    assert "only the first 50 references" in judged["problems"][-1]


def test_without_an_index_an_agent_is_told_how_to_open_one() -> None:
    async def ask(client: Client) -> Any:
        return await client.call_tool("search", {"words": "coins"})

    async def run() -> Any:
        with agents.open_server() as server:
            async with Client(server) as client:
                return await ask(client)

    answer = asyncio.run(run())
    assert answer.is_error
    assert "refconvert mcp --against INDEX.sqlite" in answer.content[0].text


def test_formats_and_styles_are_resources() -> None:
    async def ask(client: Client) -> Any:
        listed = await client.list_resources()
        formats = await client.read_resource(str(listed.resources[0].uri))
        styles = await client.read_resource("refconvert://styles/vancouver")
        return formats.contents[0].text, styles.contents[0].text  # type: ignore[union-attr]

    formats, styles = served(ask)
    assert '"medline"' in formats
    assert '"name": "nlm-citation-sequence"' in styles


def test_the_command_speaks_over_standard_input() -> None:
    async def run() -> Any:
        program = StdioServerParameters(
            command=sys.executable, args=["-m", "convert", "mcp", "--against", str(LIBRARY)]
        )
        async with Client(stdio_client(program)) as client:
            return (await client.call_tool("look_up", {"identifiers": ["90000101"]})).structured_content

    assert asyncio.run(run())["works"][0]["PMID"] == "90000101"


@contextlib.contextmanager
def over_http() -> Iterator[str]:
    """``refconvert serve --mcp`` in a thread; its address."""
    uvicorn = pytest.importorskip("uvicorn", reason="the extra web is not installed")
    from convert.web.app import make_app

    with agents.open_server([str(LIBRARY)]) as made, socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(make_app(added=agents.added(made)), log_level="error")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, args=([listening],))
        thread.start()
        try:
            while not running.started:
                time.sleep(0.02)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
        finally:
            running.should_exit = True
            thread.join()


def test_serve_has_the_same_tools_over_http() -> None:
    async def run() -> Any:
        async with Client(address) as client:
            one = await client.call_tool("look_up", {"identifiers": ["90000101"]})
            two = await client.call_tool("cite", {"identifiers": ["90000101"]})
            return one.structured_content, two.structured_content

    with over_http() as address:
        one, two = asyncio.run(run())
    assert one["works"][0]["PMID"] == "90000101"
    assert two["entries"]


def test_records_make_a_table_and_show_in_a_notebook() -> None:
    records = list(convert.read(str(LIBRARY)))
    rows = convert.table(records)
    assert rows[0]["PMID"] == records[0].PMID
    assert rows[0].keys() == rows[1].keys()
    shown = records[0]._repr_html_()
    assert shown.startswith("<table")
    assert records[0].PMID in shown
    (verdict,) = convert.verify([Record(title="<b>Fast</b> & <script>")], records)
    assert "<script>" not in verdict._repr_html_()

"""The API of ``refconvert serve``: what it answers, what it refuses, and that its description is true."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES, ROOT
from jsonschema import Draft202012Validator

pytest.importorskip("starlette", reason="the extra web is not installed")

from starlette.testclient import TestClient

import convert
from convert import formats
from convert.web.app import ENDPOINTS, make_app
from convert.web.openapi import OPERATIONS
from convert.web.settings import Settings

ARTICLES = FIXTURES / "articles"
TRIAL = (ARTICLES / "group-trial" / "medline.nbib").read_bytes()
PAGE = (ARTICLES / "als-therapies" / "page.txt").read_bytes()
LOCAL = "http://127.0.0.1:8765"
PROBLEM = "application/problem+json"
RIS = "application/x-research-info-systems"


def client_with(settings: Settings) -> TestClient:
    return TestClient(make_app(settings), base_url=LOCAL, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with client_with(Settings(max_megabytes=1)) as client:
        yield client


# --- converting -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", [name for name in formats.WRITERS if name != "docx"])
def test_an_output_is_that_of_the_library(client: TestClient, to: str, tmp_path: Path) -> None:
    source = ARTICLES / "group-trial" / "medline.nbib"
    answer = client.post("/convert", params={"to": to, "name": str(source)}, content=TRIAL)
    convert.convert(source, tmp_path / "output", to=to)
    assert answer.content == (tmp_path / "output").read_bytes()
    assert answer.headers["refconvert-records"] == "1"
    assert answer.headers["content-disposition"].startswith("attachment; filename=references.")


def test_a_word_document(client: TestClient) -> None:
    answer = client.post("/cite", params={"format": "docx", "style": "apa"}, content=TRIAL)
    assert answer.content.startswith(b"PK")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")


def test_types_are_negotiated(client: TestClient) -> None:
    ris = client.post("/convert", content=PAGE, headers={"Accept": f"image/png, {RIS};q=0.5, */*;q=0.1"})
    assert ris.headers["content-type"] == RIS
    again = client.post(
        "/convert", content=ris.content, headers={"Content-Type": RIS, "Accept": "application/json"}
    )
    assert json.loads(again.content)[0]["PMID"] == "34372914"
    assert again.headers["content-type"] == "application/vnd.citationstyles.csl+json"


def test_gzip_forms_and_choices(client: TestClient) -> None:
    files = [
        ("file", ("a.nbib.gz", gzip.compress(TRIAL))),
        ("file", ("b.txt", PAGE)),
        ("file", ("c.txt", PAGE)),
    ]
    answer = client.post("/convert", params={"to": "ris", "dedupe": "true", "sort": "title"}, files=files)
    assert answer.headers["refconvert-records"] == "2"
    assert re.findall(r"^TI  - (\w+)", answer.text, re.MULTILINE) == ["A", "Vitamin"]
    assert "AB  -" not in client.post("/convert?to=ris&omit=abstract", content=TRIAL).text
    assert "PMID:" in client.post("/convert?to=ris&dialect=zotero", content=PAGE).text


def test_a_report(client: TestClient) -> None:
    report = client.post("/convert?to=bibtex&report=true", content=TRIAL).json()
    assert report["output"].startswith("@article{")
    assert (report["records"], report["name"]) == (1, "references.bib")
    assert [problem["code"] for problem in report["problems"]] == ["corrected"]
    assert "can't be carried by bibtex" in report["losses"]["sentence"]
    fates = {loss["field"]: loss["fates"] for loss in report["losses"]["fields"]}
    assert fates["author.ORCID"] == {"dropped": 1}


def test_each_work_once(client: TestClient) -> None:
    files = [("file", ("a.nbib", TRIAL)), ("file", ("b.nbib", TRIAL))]
    report = client.post("/dedupe?to=ris&report=true", files=files).json()
    assert (report["identified"], report["left"], report["records"]) == (2, 1, 1)
    assert [record["place"] for record in report["merged"][0]] == ["a.nbib:1", "b.nbib:1"]
    assert client.post("/dedupe?to=ris", files=files).text.count("TY  -") == 1


def test_duplicates_decided_by_hand(client: TestClient) -> None:
    one, other = (
        b"TY  - JOUR\nTI  - On coins%s\nAU  - Doe, J\nPY  - 2020\nJO  - Coins\nER  - \n" % title
        for title in (b"", b": a study")
    )
    files = [("file", ("a.nbib", TRIAL)), ("file", ("b.nbib", TRIAL)), ("file", ("c.ris", one + other))]
    undecided, merged = client.post("/read", files=files).json()["groups"]
    assert (undecided["state"], merged["state"]) == ("undecided", "merged")
    assert [member["number"] for member in merged["members"]] == [0, 1]
    rows = (
        ",".join([decision, *(member["name"] for member in group["members"])])
        for decision, group in (("same", undecided), ("different", merged))
    )
    review = ("review", "\n".join(["decision,record 1,record 2", *rows]).encode())
    for path, count in (("/dedupe?to=ris", 3), ("/convert?to=ris", 3), ("/dedupe?to=ris&report=true", 3)):
        text = client.post(path, files=[*files, review]).text
        assert (text.count("TY  -"), text.count("O'Brien, William")) == (count, 2)
    assert len(client.post("/read", files=[*files, review]).json()["records"]) == 3
    shown = client.post(
        "/cite?style=apa", files=[*files, review], headers={"Accept": "application/json"}
    ).json()
    assert len(shown["entries"]) == 3
    wrong = client.post("/convert?to=ris", files=[*files, ("review", b"a,b\n1,2\n")])
    assert (wrong.status_code, "no column decision" in wrong.json()["detail"]) == (422, True)


def test_a_list_and_its_citations(client: TestClient) -> None:
    text = client.post("/cite?style=apa", content=TRIAL, headers={"Accept": "*/*"})
    assert text.text.startswith("O’Brien, W. T., Sr.")
    assert client.post("/cite", content=TRIAL, headers={"Accept": "text/html"}).text.startswith("<div")
    shown = client.post(
        "/cite?style=apa&locale=de-DE", content=TRIAL, headers={"Accept": "application/json"}
    ).json()
    assert shown["lang"] == "de-DE"
    [entry] = shown["entries"]
    assert entry["citation"] == "(O’Brien et al., 2023)"
    assert {"kind": "font-style", "value": "italic", "children": ["12"]} in entry["nodes"]
    assert entry["badges"] == ["corrected"]


def test_checks(client: TestClient) -> None:
    found = client.post("/check", content=PAGE).json()
    assert {"missing-author", "inferred"} <= {problem["code"] for problem in found}
    sarif = client.post("/check", content=PAGE, headers={"Accept": "application/sarif+json"})
    assert sarif.json()["version"] == "2.1.0"
    assert sarif.headers["content-type"] == "application/sarif+json"


def test_what_the_page_reads(client: TestClient) -> None:
    files = [("file", ("a.nbib", TRIAL)), ("file", ("b.nbib", TRIAL)), ("file", ("c.txt", b"what?"))]
    reading = client.post("/read", files=files).json()
    assert [file["format"] for file in reading["files"]] == ["medline", "medline", ""]
    first, second = reading["records"]
    assert (first["year"], first["journal"], first["authors"][1]) == (
        2023,
        "J Invent Trials",
        "van der Berg JW",
    )
    assert [badge["kind"] for badge in second["badges"]] == ["corrected", "duplicate"]
    assert second["record"]["PMID"] == "90000001"
    assert "unreadable" in {problem["code"] for problem in reading["problems"]}


def test_styles(client: TestClient) -> None:
    found = client.get("/styles", params={"q": "lancet neur"}).json()["styles"]
    assert [style["name"] for style in found] == ["the-lancet-neurology"]
    assert client.get("/styles?limit=3").json()["styles"][0]["name"] == "nlm-citation-sequence"
    record = client.post("/convert?to=jsonl", content=TRIAL).content
    sampled = client.post("/styles?q=apa&limit=1", content=record).json()["styles"]
    assert sampled[0]["citation"] == "(O’Brien et al., 2023)"


def test_formats_and_health(client: TestClient) -> None:
    known = client.get("/formats").json()
    bibtex = next(row for row in known["formats"] if row["name"] == "bibtex")
    assert {"encoding", "capitals"} <= {option["name"] for option in bibtex["options"]}
    assert "de-DE" in known["locales"]
    assert client.get("/health").json()["status"] == "ok"


# --- refusing ---------------------------------------------------------------------------------------------------

REFUSED = {
    "no format": (400, "/convert", PAGE, {}),
    "no such format": (400, "/convert?to=pdf", PAGE, {}),
    "no such reader": (400, "/convert?to=ris&from=pdf", PAGE, {}),
    "no such parameter": (400, "/convert?to=ris&key_file=/etc/passwd", PAGE, {}),
    "no such option of this writer": (400, "/convert?to=jsonl&dialect=zotero", PAGE, {}),
    "no such value": (400, "/convert?to=ris&mesh=all", PAGE, {}),
    "no such choice": (400, "/convert?to=ris&date=never", PAGE, {}),
    "no such order": (400, "/convert?to=ris&sort=beauty", PAGE, {}),
    "no such style": (400, "/cite?style=nothing-at-all", PAGE, {}),
    "a path is no style": (400, "/cite?style=/etc/passwd.csl", PAGE, {}),
    "no such list": (400, "/cite?format=pdf", PAGE, {}),
    "no such report": (400, "/check?format=pdf", PAGE, {}),
    "not a flag": (400, "/convert?to=ris&report=perhaps", PAGE, {}),
    "twice": (400, "/convert?to=ris&to=bibtex", PAGE, {}),
    "not a limit": (400, "/styles?limit=1000", b"{}", {}),
    "no body": (400, "/convert?to=ris", b"", {}),
    "not a form": (400, "/convert?to=ris", PAGE, {"Content-Type": "multipart/form-data"}),
    "not acceptable": (406, "/convert?to=ris", PAGE, {"Accept": "image/png"}),
    "nothing acceptable": (406, "/convert", PAGE, {"Accept": "image/png"}),
    "no list acceptable": (406, "/cite", PAGE, {"Accept": "image/png"}),
    "too large": (413, "/convert?to=ris", b"x" * 1_000_001, {}),
    "no such type": (415, "/convert?to=ris", PAGE, {"Content-Type": "image/png"}),
    "not recognised": (422, "/convert?to=ris", b"what?", {}),
    "not a zip": (422, "/convert?to=ris&from=docx", b"what?", {}),
    "a foreign page": (403, "/convert?to=ris", PAGE, {"Origin": "https://example.org"}),
    "a foreign name": (400, "/convert?to=ris", PAGE, {"Host": "example.org"}),
}


@pytest.mark.parametrize(("status", "path", "body", "headers"), REFUSED.values(), ids=REFUSED)
def test_refusals(client: TestClient, status: int, path: str, body: bytes, headers: dict[str, str]) -> None:
    answer = client.post(path, content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), answer.text
    problem = answer.json()
    assert (problem["status"], bool(problem["detail"])) == (status, True)


def test_a_body_of_unknown_length_is_counted(client: TestClient) -> None:
    chunks = (b"x" * 100_000 for _ in range(11))
    answer = client.post("/convert?to=ris", content=chunks)
    assert answer.status_code == 413


def test_other_paths_and_methods(client: TestClient) -> None:
    for answer, status in ((client.get("/nothing"), 404), (client.get("/convert"), 405)):
        assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)


def test_a_long_conversion_is_stopped() -> None:
    with client_with(Settings(max_seconds=1, workers=1)) as client:
        slow = b"\n\n".join(TRIAL.replace(b"90000001", b"%08d" % n) for n in range(5000))
        answer = client.post("/cite?format=json", content=slow)
        assert answer.status_code == 503
        assert "longer than 1 s" in answer.json()["detail"]
        assert client.post("/convert?to=ris", content=TRIAL).status_code == 200


def test_too_many_records_are_refused() -> None:
    with client_with(Settings(max_records=1)) as client:
        assert client.post("/convert?to=ris", content=TRIAL).status_code == 200
        for path in ("/convert?to=jsonl", "/read", "/check"):
            answer = client.post(path, content=TRIAL + b"\n" + TRIAL)
            assert (answer.status_code, "more than 1 record" in answer.json()["detail"]) == (413, True)


def test_progress_is_told(client: TestClient) -> None:
    many = b"\n\n".join(TRIAL.replace(b"90000001", b"%08d" % n) for n in range(200))
    *told, answer = map(json.loads, client.post("/read?progress=true", content=many).text.splitlines())
    assert told == [{"read": 100}, {"read": 200}]
    assert answer == {"answer": client.post("/read", content=many).json()}
    for path in ("/convert?to=ris&report=true", "/cite?format=json&style=apa"):
        *told, last = client.post(f"{path}&progress=true", content=many).text.splitlines()
        assert told == ['{"read":100}', '{"read":200}']
        assert json.loads(last) == {"answer": client.post(path, content=many).json()}
    assert client.post("/convert?to=ris&report=true&progress=true", content=b"what?").status_code == 422


def test_too_many_are_refused() -> None:
    with client_with(Settings(max_waiting=0)) as client:
        answer = client.post("/convert?to=ris", content=TRIAL)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


def test_a_token_is_asked_for() -> None:
    with client_with(Settings(token="geheim", any_host=True)) as client:  # noqa: S106
        assert client.get("/").status_code == client.get("/assets/main.js").status_code == 200
        assert client.get("/formats").status_code == 401
        assert client.get("/formats", headers={"Authorization": "Bearer falsch"}).status_code == 401
        headers = {"Authorization": "Bearer geheim", "Host": "example.org"}
        assert client.get("/formats", headers=headers).status_code == 200


# --- the page and the description -------------------------------------------------------------------------------


def test_the_page_is_small_and_asks_nobody(client: TestClient) -> None:
    page = client.get("/")
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "set-cookie" not in page.headers
    assets = [path for path in (ROOT / "convert" / "web" / "assets").iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in assets) < 200_000
    for path in assets:
        text = path.read_text(encoding="utf-8")
        written = re.search(r"innerHTML\s*[+=]|insertAdjacentHTML|document\.write|eval\(", text)
        inline = re.search(r"<\w+ [^>]*\b(?:style|on\w+)=", text) if path.suffix == ".html" else None
        assert [written, inline] == [None, None], path
        loaded = re.findall(r"(?:src|import|from|fetch|url)\W{0,3}(https?:[^\"'\s)]+)", text)
        assert loaded == [], path


def test_the_first_example_is_the_page_that_the_project_began_with() -> None:
    assert (ROOT / "convert" / "web" / "assets" / "examples" / "pubmed-page.txt").read_bytes() == PAGE


def test_the_description_is_true(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert set(described["paths"]) == set(ENDPOINTS)
    assert {(operation.path, operation.method) for operation in OPERATIONS} == {
        (path, method) for path, methods in described["paths"].items() for method in methods
    }
    for status, path, body, headers in REFUSED.values():
        responses = described["paths"][path.partition("?")[0]]["post"]["responses"]
        assert str(status) in responses, path
        schema = resolved(responses[str(status)]["content"][PROBLEM]["schema"], described)
        Draft202012Validator(schema).validate(client.post(path, content=body, headers=headers).json())
    for path in ENDPOINTS:
        operation = described["paths"][path].get("post") or described["paths"][path]["get"]
        body = (b"", PAGE)["post" in described["paths"][path]]
        answer = client.request(
            "POST" if body else "GET", path, content=body, headers={"Accept": "application/json"}
        )
        assert answer.status_code == 200 or path in ("/styles", "/export"), path
        if answer.status_code == 200:
            assert (
                answer.headers["content-type"].partition(";")[0] in operation["responses"]["200"]["content"]
            )


def resolved(schema: Any, described: Any) -> Any:
    """The schema with the components that it refers to."""
    return {**schema, "components": described["components"]}


# --- Zotero's contract ------------------------------------------------------------------------------------------


def test_records_are_answered_as_items_of_zoteros_api(client: TestClient) -> None:
    answer = client.post("/import", content=TRIAL, headers={"Content-Type": "text/plain"})
    (item,) = answer.json()
    assert item["itemType"] == "journalArticle"
    assert re.fullmatch("[2-9A-NP-Z]{8}", item["key"])
    assert item["version"] == 0
    assert {creator["creatorType"] for creator in item["creators"]} == {"author"}
    assert all(
        {"firstName", "lastName"} <= creator.keys() or "name" in creator for creator in item["creators"]
    )
    assert "PMID: 90000001" in item["extra"]
    assert {"tag", "type"} == item["tags"][0].keys()


@pytest.mark.parametrize(
    ("form", "begins"), [("bibtex", "@article{"), ("ris", "TY  - JOUR"), ("csljson", "[")]
)
def test_items_of_zoteros_api_are_exported(client: TestClient, form: str, begins: str) -> None:
    items = client.post("/import", content=TRIAL).json()
    answer = client.post("/export", params={"format": form}, json=items)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith(begins)
    assert items[0]["DOI"] in answer.text


def test_what_zotero_has_in_other_fields_is_read(client: TestClient) -> None:
    creators = [
        {"creatorType": "director", "firstName": "Jane", "lastName": "Doe"},
        {"creatorType": "castMember", "name": "The Coins"},
    ]
    items = [
        {
            "itemType": "film",
            "title": "Coins",
            "creators": creators,
            "distributor": "Mint",
            "date": "2020-02-03",
        },
        {"itemType": "note", "note": "<p>None</p>"},
        {"itemType": "podcast", "title": "Talks", "tags": [{"tag": "coins"}], "extra": "DOI: 10.5555/talk"},
        {"title": "no type"},
    ]
    answer = client.post("/export", params={"format": "csljson"}, json=items)
    film, talk = answer.json()
    assert (film["type"], film["publisher"], film["director"]) == (
        "motion_picture",
        "Mint",
        [{"family": "Doe", "given": "Jane"}],
    )
    assert (talk["DOI"], talk["keyword"]) == ("10.5555/talk", "coins")
    assert answer.headers["refconvert-problems"] == "1"


@pytest.mark.parametrize(
    ("form", "body", "status"),
    [("nonsense", "[]", 400), ("ris", "[]", 422), ("ris", "{", 422), ("ris", "[" * 9999, 422)],
)
def test_what_is_no_item_is_refused(client: TestClient, form: str, body: str, status: int) -> None:
    answer = client.post("/export", params={"format": form}, content=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == PROBLEM

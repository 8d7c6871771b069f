"""LaTeX prints what we write, in BibTeX's plain styles and by BibLaTeX, without an error."""

from pathlib import Path

import pytest
from sampling import sample
from typesetting import BIBLATEX_STYLES, BIBTEX_STYLES, NATBIB_STYLES, is_installed, typeset

from convert.model.record import Date, Name, Record

RECORDS_A_FILE = 1


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return sample(RECORDS_A_FILE, ("medline", "xml"))


@pytest.mark.skipif(not is_installed(), reason="TeX and biber are not installed")
@pytest.mark.parametrize("style", BIBTEX_STYLES + BIBLATEX_STYLES[:1])
def test_style(records: list[Record], style: str, tmp_path: Path) -> None:
    outcome = typeset(records, style, tmp_path)
    assert outcome.errors == []
    assert outcome.entries == len(records)


ADDRESSES = (
    "10.1/^^5cinput^^20secret", "10.1/a%b#c&d$e^f~g_h", "10.1/%", "10.1/#1", "10.1/{a}\\b", "10.1/^^M",
    "10.1002/(SICI)1097-0258(19980815/30)17:15<1661::AID-SIM968>3.0.CO;2-2",
)  # fmt: skip
"""What TeX would obey; natbib's styles print it in documents without ``url.sty``, and without natbib."""


@pytest.mark.skipif(not is_installed(), reason="TeX and biber are not installed")
@pytest.mark.parametrize("style", [*NATBIB_STYLES, "numeric"])
def test_addresses_are_no_code(style: str, tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text(r"\errmessage{the secret is read}", encoding="utf-8")
    records = [
        Record(
            type="article-journal", title="T", container_title="J", author=[Name(f"Doe{index}", "J")],
            issued=Date(2020), DOI=doi, URL=url,
        )
        for index, (doi, url) in enumerate(
            pair
            for address in ADDRESSES
            for pair in ((address, ""), ("", f"https://a.org/{address}"), (address, "https://b.org/?a=1&b=2#c"))
        )
    ]  # fmt: skip
    outcome = typeset(records, style, tmp_path)
    assert outcome.errors == []
    assert outcome.entries == len(records)

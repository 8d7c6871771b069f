"""LaTeX prints what we write, in BibTeX's plain styles and by BibLaTeX, without an error."""

from pathlib import Path

import pytest
from sampling import sample
from typesetting import BIBLATEX_STYLES, BIBTEX_STYLES, is_installed, typeset

from convert.model.record import Record

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

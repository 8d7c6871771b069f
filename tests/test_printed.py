"""PubMed's own Summary and Abstract lines: what we print of the same records is what PubMed prints."""

from pathlib import Path

from printed import differences


def test_lines_are_those_of_pubmed(shared: Path) -> None:  # noqa: ARG001  (skips where there is none)
    compared, found = differences()
    assert compared["summary", "location"] + compared["abstract", "location"] > 200
    assert compared["SO", "location"] > 7000
    assert [each for each in found if not each.why and each.field != "other date"] == []

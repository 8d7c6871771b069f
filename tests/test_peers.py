"""Others read what we write: as many records, the same titles, names and identifiers, over real data where it is at hand."""

import pytest
from peers import PEERS, Peer, facts, missing, read_back, same_identifiers
from sampling import sample

from convert.model.record import Record

RECORDS_A_FILE = 40
SLOW = {"biber --tool": 200}
"""Peer → how many records it gets at most."""
LEAST = {"bibutils": 0.0, "Biopython": 0.95, "pandoc": 0.97}
"""The share of records that arrive whole, where it is not nearly all (LaTeX has one sign for ``∆`` and ``Δ``): see ``docs/compatibility.md``."""
LOSES_RECORDS = {("bibutils", "pubmed-xml"), ("bibutils", "bibtex"), ("bibutils", "biblatex")}
LOSES_IDENTIFIERS = {("bibutils", "enw"), ("bibutils", "ris"), ("Biopython", "medline"), *LOSES_RECORDS}
"""What loses them by no fault of ours: bibutils takes a preamble for a record."""


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return sample(RECORDS_A_FILE, ("medline", "xml"))


@pytest.mark.filterwarnings("ignore::UserWarning")  # citeproc-py names the variables that it doesn't know
@pytest.mark.parametrize(
    ("peer", "name"),
    [pytest.param(peer, name, id=f"{peer.name}-{name}") for peer in PEERS for name in peer.formats],
)
def test_peer(records: list[Record], peer: Peer, name: str) -> None:
    if reason := missing(peer, name):
        pytest.skip(f"{peer.name}: {reason}")
    given = records[: SLOW.get(peer.name)]
    actual = list(read_back(peer, name, given))
    pairs = [(have, facts(record)) for have, record in zip(actual, given, strict=True) if have is not None]
    if (peer.name, name) not in LOSES_RECORDS:
        assert len(pairs) == len(given)
    if (peer.name, name) not in LOSES_IDENTIFIERS:
        assert [(have, want) for have, want in pairs if not same_identifiers(have, want)] == []
    differ = [(have, want) for have, want in pairs if (have.title, have.names) != (want.title, want.names)]
    assert len(differ) <= (1 - LEAST.get(peer.name, 0.999)) * len(given), differ[:3]

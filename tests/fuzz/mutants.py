"""A seed with some edits: bytes changed, left out, repeated, exchanged, words of the format put in, pieces of other seeds."""

from collections.abc import Sequence
from typing import Any

from fuzz.seeds import TOKENS
from hypothesis import strategies as st

LONGEST = 6_000
"""Bytes of a seed that are taken: a longer one only takes longer."""


def mutants(seeds: Sequence[bytes], kinds: Sequence[str]) -> st.SearchStrategy[bytes]:
    """Inputs near the seeds."""
    tokens = [token for kind in ("", *kinds) for token in TOKENS[kind]]
    edit = st.tuples(
        st.integers(0, 7), st.floats(0, 1), st.floats(0, 1), st.sampled_from(tokens), st.integers(0, 255)
    )
    return st.builds(_edited, st.sampled_from(seeds), st.lists(edit, max_size=12), st.sampled_from(seeds))


def _edited(seed: bytes, edits: Sequence[tuple[int, float, float, bytes, int]], other: bytes) -> bytes:
    data = bytearray(_part(seed))
    for edit in edits:
        _edit(data, edit, _part(other))
    return bytes(data)


def _part(seed: bytes) -> bytes:
    if len(seed) <= LONGEST:
        return seed
    return seed[: seed.rfind(b"\n", 0, LONGEST) + 1] or seed[:LONGEST]


def _edit(data: bytearray, edit: Any, other: bytes) -> None:
    kind, where, how_long, token, byte = edit
    start = int(where * len(data))
    end = start + int(how_long**3 * min(len(data) - start, 400))
    if kind == 0:
        data[start : start + 1] = bytes([byte])
    elif kind == 1:
        del data[start:end]
    elif kind in {2, 3}:
        data[start:start] = token
    elif kind == 4:
        data[start:end] = token * (byte % 40)
    elif kind == 5:
        data[start:start] = data[start:end] * (byte % 9)
    elif kind == 6:
        data[start:start] = other[int(where * len(other)) :][: end - start]
    else:
        del data[end:]

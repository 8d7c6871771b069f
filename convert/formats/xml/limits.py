"""How large the tree of a record may get: a megabyte of empty elements takes fifty of memory."""

from typing import BinaryIO, Final

from convert.streams.problems import ConvertError

_SMALL: Final = 1 << 20
"""A record of fewer bytes can't hold too many nodes, as few have more."""
MOST_NODES: Final = 600_000
"""A tree of so many takes some 100 MB. A paper with 15,000 named collaborators has a third."""

TOO_MANY_NODES: Final = f"record left out: more than {MOST_NODES:,} elements and attributes"


def has_too_many_nodes(data: bytes) -> bool:
    """Whether the tree of a record would need too much memory."""
    return len(data) > _SMALL and _nodes(data) > MOST_NODES


def _nodes(data: bytes) -> int:
    """The nodes of the bytes' tree, or more: tags begin elements and texts, an attribute has a text of its own."""
    return data.count(b"<") + 2 * data.count(b"=")


class Counted:
    """A stream of XML whose records are freed one after another."""

    def __init__(self, stream: BinaryIO) -> None:
        """Set the stream."""
        self._stream = stream
        self._nodes = 0

    def read(self, size: int = -1) -> bytes:
        """Read.

        Raises:
            ConvertError: there are too many nodes that were not freed.
        """
        data = self._stream.read(size)
        self._nodes += _nodes(data)
        if self._nodes > MOST_NODES:
            raise ConvertError(f"refused: more than {MOST_NODES:,} elements and attributes without a record")
        return data

    def begin(self) -> None:
        """Say that a record was freed, with all before it."""
        self._nodes = 0

"""Values by number: objects while they are few, bytes in a temporary file once they are many.

A million of them then take 8 bytes each of memory.
"""

import tempfile
import weakref
from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Generic, TypeVar

import msgspec

HELD: Final = 4096
"""So many values are held as objects."""
IN_MEMORY: Final = 32_000_000
"""So many bytes are held in memory."""
CACHED: Final = 4096
"""So many values that were asked for last are held."""

Value = TypeVar("Value", bound=msgspec.Struct)


class Spool(Generic[Value]):
    """A list of structs that can be appended to, and read by number. What is read is not to be changed.

    >>> class Coin(msgspec.Struct):
    ...     side: str
    >>> spool = Spool(Coin)
    >>> spool.append(Coin("heads")), spool.append(Coin("tails")), len(spool)
    (0, 1, 2)
    >>> spool[1], [coin.side for coin in spool]
    (Coin(side='tails'), ['heads', 'tails'])
    """

    def __init__(self, kind: type[Value]) -> None:
        self._held: list[Value] = []
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (closed with the spool)
        weakref.finalize(self, self._file.close)
        self._ends = array("Q", [0])
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self.get = lru_cache(maxsize=CACHED)(self.__getitem__)
        """As ``spool[number]``, which is remembered for a while."""

    def __len__(self) -> int:
        return len(self._held) or len(self._ends) - 1

    def append(self, value: Value) -> int:
        """Add a value, and return its number. All are added before the first is read."""
        if len(self._ends) == 1 and len(self._held) < HELD:
            self._held.append(value)
            return len(self._held) - 1
        for held in self._held:
            self._write(held)
        self._held = []
        self._write(value)
        return len(self._ends) - 2

    def _write(self, value: Value) -> None:
        packed = self._encode(value)
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))

    def __getitem__(self, number: int) -> Value:
        if self._held:
            return self._held[number]
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._decode(self._file.read(end - start))

    def __iter__(self) -> Iterator[Value]:
        for number in range(len(self)):
            yield self[number]

    def size(self, number: int) -> int:
        """How many bytes a value takes, as MessagePack."""
        if self._held:
            return len(self._encode(self._held[number]))
        return self._ends[number + 1] - self._ends[number]

"""A JSON array of any length (RFC 8259) → its values, one after another, in constant memory."""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from convert.streams import LONGEST_LINE
from convert.streams.decoding import text_pieces
from convert.streams.problems import ConvertError, Problem, Warn

_LOOK_AHEAD: Final = 64
"""Enough characters to recognise a wrapper, or a literal that is incomplete."""
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_decode_at = json.JSONDecoder().raw_decode
_MOST_DIGITS: Final = 4_000
_decode_with_long_numbers = json.JSONDecoder(
    parse_int=lambda digits: int(digits) if len(digits) < _MOST_DIGITS else digits
).raw_decode
"""Such a number stays text."""


def json_values(stream: BinaryIO, wrapper: str, *, warn: Warn) -> Iterator[tuple[int, Any]]:
    """The line and the value of each member of an array.

    The array may be the whole input, or the first member, named ``wrapper``, of an object; a single value counts as an
    array of one. An invalid value is reported with its line and skipped; the next value is the next line that begins
    with an object at the same indentation.
    """
    before_value = re.compile(rf'[\s,\[\]}}]*(?:\{{\s*"{wrapper}"\s*:\s*\[[\s,]*)?')
    buffer = _Buffer(text_pieces(stream, warn=warn))
    wrapped = False
    while True:
        between = buffer.skip(before_value)
        if wrapped and "]" in between:
            return
        wrapped = wrapped or wrapper in between
        if buffer.position == len(buffer.text):
            if buffer.grow():
                continue
            return
        line = buffer.line
        try:
            value = _decode(buffer)
        except json.JSONDecodeError as error:
            message = f"invalid JSON: {error.msg}; skipped to the next object"
            warn(Problem("bad-json", message, line=line + error.lineno - 1))
            _skip_to_next(buffer, between.rpartition("\n")[2].lstrip(",["))
        else:
            yield line, value


class _Buffer:
    """The part of a text that is being parsed."""

    def __init__(self, chunks: Iterator[str]) -> None:
        self.text = ""
        self.position = 0
        self.line = 1
        self._chunks = chunks

    def grow(self) -> bool:
        """Drop what is parsed and at least double the rest; False at the end of the text.

        Raises:
            ConvertError: the rest, which is one value, is too long already.
        """
        parts = [self.text[self.position :]]
        if len(parts[0]) > LONGEST_LINE:
            raise ConvertError(f"line {self.line}: refused: a value of more than {LONGEST_LINE >> 20} MB")
        size = 0
        for chunk in self._chunks:
            parts.append(chunk)
            size += len(chunk)
            if size > len(parts[0]):
                break
        self.text = "".join(parts)
        self.position = 0
        return size > 0

    def advance(self, position: int) -> None:
        """Move to ``position``, counting lines."""
        self.line += self.text.count("\n", self.position, position)
        self.position = position

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Move past what the pattern matches here, and return that."""
        while len(self.text) - self.position < _LOOK_AHEAD and self.grow():
            pass
        match = pattern.match(self.text, self.position)
        if match is None:
            return ""
        self.advance(match.end())
        return match[0]


def _decode(buffer: _Buffer) -> Any:
    """The value at the buffer's position; reads on while it may be incomplete.

    Raises:
        json.JSONDecodeError: it is not JSON; the error's line is counted from the first of the value.
    """
    while True:
        text, start = buffer.text, buffer.position
        try:
            value, end = _decode_at(text, start)
        except json.JSONDecodeError as error:
            is_incomplete = error.msg.startswith("Unterminated string") or error.pos > len(text) - _LOOK_AHEAD
            if is_incomplete and buffer.grow():
                continue
            raise json.JSONDecodeError(error.msg, text[start:], error.pos - start) from None
        except RecursionError as error:
            raise json.JSONDecodeError(str(error), text[start:], 0) from None
        except ValueError:  # a number with thousands of digits, which Python makes no number of
            value, end = _decode_with_long_numbers(text, start)
        if _SURROGATE.search(text, start, end):
            value = _without_surrogates(text[start:end])
        buffer.advance(end)
        return value


def _without_surrogates(text: str) -> Any:
    """The value of JSON text, with unpaired surrogates, which UTF-8 can't encode, replaced."""
    whole = json.dumps(json.loads(text), ensure_ascii=False)
    return json.loads(whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _skip_to_next(buffer: _Buffer, indent: str) -> None:
    following = re.compile(rf"\n{re.escape(indent)}[,\[]?(?=\{{)")
    while (match := following.search(buffer.text, buffer.position + 1)) is None:
        buffer.advance(max(len(buffer.text) - len(indent) - 2, buffer.position))
        if not buffer.grow():
            buffer.advance(len(buffer.text))
            return
    buffer.advance(match.end())


_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*(?:"(\s*:)?|\Z)|[{}\[\]]', re.DOTALL)


def first_keys(head: bytes) -> Iterator[tuple[bytes, ...]]:
    r"""The keys of the first object, each with those around it; ``head`` may end anywhere.

    >>> list(first_keys(b'{"a": [{"b-c": "{"}], "d": "\\"", "e'))
    [(b'a',), (b'a', b'b-c'), (b'd',)]
    """
    around: list[bytes] = []
    key = b""
    for token in _TOKEN.finditer(head):
        text = token[0]
        if text in (b"{", b"["):
            around.append(key)
            key = b""
        elif text in (b"}", b"]"):
            around = around[:-1]
            if not around:
                return
        elif token[1] is not None:
            key = text[1 : text.rindex(b'"')]
            yield (*filter(None, around), key)

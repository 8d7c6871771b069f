"""Bytes of XML → the bytes of each record and its line, before anything is parsed: what damages one record costs no other.

This is safe (https://www.w3.org/TR/xml/): between records, every comment, CDATA section, processing instruction, doctype
and tag is recognised, so nothing inside one is mistaken for a record. Inside a record, an end tag in a comment or a CDATA
section cuts the record short; the parser then reports that it is not well-formed, and the record is extended to the next
end tag. No record contains the doctype, so no entity is expanded unless ``parse`` puts ``Splitter.entities`` before it.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO, Generic, TypeVar

from convert.formats.xml.encodings import decoder_of
from convert.formats.xml.limits import TOO_MANY_NODES, has_too_many_nodes
from convert.streams import LONGEST_LINE
from convert.streams.problems import ConvertError, Problem, Warn

CHUNK_BYTES = 1 << 16
DEEPEST = 1_000_000
MOST_PREFIXES = 1000
"""Around records, where real files have two elements, and no prefix or a few. More prefixes stay undeclared."""
LONGEST = 64
"""The number of end tags that a record may have in its comments and CDATA sections."""

TOKEN = re.compile(
    rb"""
      (?P<text>[^<]+)
    | <!--.*?--> | <\?.*?\?>
    | <!DOCTYPE (?: [^\["'>] | "[^"]*" | '[^']*' )*+
        (?: \[ (?>(?: [^\]"'<] | "[^"]*" | '[^']*' | <!--.*?--> | <\?.*?\?> | <(?!!--|\?) )*) \] \s* )? >
    | <!\[CDATA\[(?P<cdata>.*?)\]\]>
    | <(?P<end>/?)(?P<name>[^\s/>!?<]++)(?P<attributes>(?>(?: [^>"'/] | "[^"]*" | '[^']*' | /(?!>) )*))(?P<empty>/?)>
    """,
    re.DOTALL | re.VERBOSE,
)
"""One piece of what is between records: text or markup."""

_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_HTTP_HEADER = re.compile(rb"HTTP/\d[^\r\n]*(?:\r?\n[\w-]+:[^\r\n]*)*")
"""What ``curl -i`` puts before an answer."""
_PREFIX = re.compile(rb"""\s(xmlns:[\w.-]+)\s*=\s*("[^"]*"|'[^']*')""")
_PMID = re.compile(rb"<PMID[^<>]*>\s*(\d+)")
_ARTICLE_END = b"</PubmedArticle>"
_ARTICLE = re.compile(rb">\s*<PubmedArticle>")
UNCLOSED = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))

Parsed = TypeVar("Parsed")


class DamagedError(Exception):
    """A record is not well-formed XML."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line
        """The line in the record, from 1."""


class Splitter(Generic[Parsed]):
    """Iterates over the records of a stream: the line of each, and what ``parse`` returns for its bytes in UTF-8."""

    def __init__(  # noqa: PLR0913  (what a format says of its records)
        self,
        stream: BinaryIO,
        records: frozenset[bytes],
        parse: Callable[[bytes], Parsed],
        warn: Warn,
        rescue: Callable[[bytes], Parsed | None] = lambda _data: None,
        *,
        keeps_cut: bool = False,
    ) -> None:
        """Take the stream and what a record is.

        Args:
            stream: the file.
            records: the elements that are records, unless they are inside another one.
            parse: the bytes of a record → what is wanted of it; raises a DamagedError for what isn't well-formed.
            warn: told of what is damaged, missing, or between the records.
            rescue: the bytes of a damaged record → what can be told of it; None for nothing.
            keeps_cut: whether a last record that is cut off is rescued, too.
        """
        self._chunks = self._read_utf8(stream)
        self._records = records
        self._parse = parse
        self._rescue = rescue
        self._keeps_cut = keeps_cut
        self._warn = warn
        self.entities = b""
        """The doctype, if it declares any."""
        self._buffer = b""
        self._at = 0  # everything before this place in the buffer is done
        self.line = 1
        """The line of that place."""
        self._offset = 0  # of the buffer's begin in the stream
        self._is_recoded = False
        self.start: int | None = None
        """Offset of the last record in the stream; None if its bytes are not those of the stream."""
        self._around: list[tuple[bytes, dict[bytes, bytes | None]]] = []
        """The open elements, and for each prefix that is declared in it what it meant before."""
        self._open: Counter[bytes] = Counter()
        """How many elements of each name are open."""
        self._prefixes_now: dict[bytes, bytes] = {}
        self._endless: set[bytes] = set()
        """The records that have no end tag in the rest of the file."""
        self._failed = (b"", 0)
        """The name of the last record that couldn't be parsed, and where it ends in the stream: those in it may end there, too."""
        self._strayed = False  # stray text was reported since the last record
        self._is_mixed = False  # the buffer holds more than plain articles

    def __iter__(self) -> Iterator[tuple[int, Parsed]]:
        while token := self._token():
            if token["name"] in self._records and not token["end"]:
                line = self.line
                parsed = self._record(token)
                if parsed is not None:
                    yield line, parsed
            else:
                self._pass(token)
        self._finish()

    def skip_articles(self) -> bytes:
        """After a record: skip the next articles in the buffer all at once, and return them; none if each needs a look.

        Nothing but white space is between these articles, no prefix is declared around them, and none has a comment or
        a CDATA section, so that each end tag is what it seems.
        """
        if self._is_mixed or self._prefixes_now:
            return b""
        data = self._buffer[self._at : self._buffer.rfind(_ARTICLE_END) + len(_ARTICLE_END)]
        first, *others = data.split(_ARTICLE_END[:-1])
        starts = [b">" + first, *others[:-1]]
        self._is_mixed = not others or has_comments(data) or not all(map(_ARTICLE.match, starts))
        if self._is_mixed:
            return b""
        self._go_past(data)
        return data

    def _token(self) -> re.Match[bytes] | None:
        while not (token := TOKEN.match(self._buffer, self._at)):
            if not self._more():
                return None
        return token

    def _more(self) -> bool:
        """Read until the buffer has twice as much left, so that searching it again and again stays cheap.

        Raises:
            ConvertError: the record, comment or tag that begins here is longer than any of them can be.
        """
        rest = self._buffer[self._at :]
        if len(rest) > LONGEST_LINE:
            raise ConvertError(f"line {self.line}: refused: a record of more than {LONGEST_LINE >> 20} MB")
        parts = [rest]
        wanted = len(rest)
        while chunk := next(self._chunks, b""):
            parts.append(chunk)
            wanted -= len(chunk)
            if wanted <= 0:
                break
        self._buffer = b"".join(parts)
        self._offset += self._at
        self._at = 0
        self._is_mixed = False
        return len(parts) > 1

    def _read_utf8(self, stream: BinaryIO) -> Iterator[bytes]:
        """The stream's bytes as they come, in UTF-8 even if the XML declaration names another encoding."""
        read = getattr(stream, "read1", stream.read)
        chunk = read(CHUNK_BYTES)
        declared = _ENCODING.match(chunk)
        decoder = self._decoder_of(declared[1].decode("ascii")) if declared else None
        if chunk.startswith(codecs.BOM_UTF8):
            self._offset = len(codecs.BOM_UTF8)
            chunk = chunk[self._offset :]
        while chunk:
            utf8 = decoder.decode(chunk).encode() if decoder else chunk
            self._is_recoded = self._is_recoded or utf8 != chunk
            yield utf8
            chunk = read(CHUNK_BYTES)

    def _decoder_of(self, encoding: str) -> codecs.IncrementalDecoder | None:
        decoder = decoder_of(encoding)
        if decoder is None and not encoding.lower().startswith(("utf", "us-ascii", "ascii")):
            self._warn(Problem("encoding", f"no encoding of XML: {encoding!r}; read as UTF-8", line=1))
        return decoder

    def _go_past(self, data: bytes) -> None:
        self.line += len(data) - len(data.replace(b"\n", b""))  # takes half the time of data.count
        self._at += len(data)

    def _record(self, start: re.Match[bytes]) -> Parsed | None:
        """Parse the record that begins here; None if it is damaged."""
        self._strayed = False
        name = start["name"]
        end = self._end(name, start.end() - self._at, empty=bool(start["empty"]))
        prefixes = b"" if b"xmlns:" in start["attributes"] else self._prefixes()
        for _ in range(LONGEST):
            if not end:
                return self._cut_off(name)
            over = self._at + end
            if self._failed == (name, self._offset + over) and self._next_after(name, over) < over:
                damage = DamagedError("no end tag", 1)
                break
            data = self._buffer[self._at : over]
            if has_too_many_nodes(data):
                self._report("damaged-record", TOO_MANY_NODES, data, self.line)
                self._go_past_damage(data)
                return None
            try:
                parsed = self._parse(b"<" + name + prefixes + data[1 + len(name) :] if prefixes else data)
            except DamagedError as error:
                damage = error
            else:
                self.start = None if prefixes else self._place()
                self._go_past(data)
                return parsed
            if not ends_inside(data):
                self._failed = (name, self._offset + over)
                break
            end = self._end(name, end)
        return self._damaged(name, self._at + end, damage)

    def _place(self) -> int | None:
        return None if self._is_recoded else self._offset + self._at

    def _prefixes(self) -> bytes:
        """The declarations of all prefixes, without line feeds, so that they don't change the count of lines."""
        declared = self._prefixes_now.items() if len(self._prefixes_now) <= MOST_PREFIXES else ()
        return b"".join(b" " + name + b"=" + b" ".join(value.split()) for name, value in declared)

    def _end(self, name: bytes, after: int, *, empty: bool = False) -> int:
        """The end of the next end tag, in bytes from the beginning of the record; 0 if there is none."""
        closing = b"</" + name
        if name in self._endless:
            return 0
        if (
            name == self._failed[0]
            and not empty
            and after < (known := self._failed[1] - self._offset - self._at)
        ):
            return known
        while not empty:
            found = self._buffer.find(closing, self._at + after)
            if found >= 0 and (over := self._buffer.find(b">", found)) >= 0:
                after = over + 1 - self._at
                if not self._buffer[found + len(closing) : over].strip():  # else it is a longer name
                    break
            else:
                seen = found if found >= 0 else len(self._buffer) - len(closing)  # search on from there
                after = max(after, seen - self._at)
                if not self._more():
                    self._endless.add(name)
                    return 0
        return after

    def _damaged(self, name: bytes, end: int, error: DamagedError) -> Parsed | None:
        """Pass what can't be parsed, up to the next record if that begins before the end."""
        data = self._buffer[self._at : self._next_after(name, end)]
        rescued = self._rescue(data)
        outcome = "record left out" if rescued is None else "read as far as it can be told"
        line = self.line + min(error.line - 1, data.count(b"\n"))
        self._report("damaged-record", f"damaged XML, {outcome}: {error}", data, line)
        self._go_past_damage(data)
        return rescued

    def _cut_off(self, name: bytes) -> Parsed | None:
        """Pass a record that has no end tag, nor has any after it."""
        end = len(self._buffer)
        if self._next_after(name, end) < end:
            return self._damaged(name, end, DamagedError("no end tag", 1))
        rest = self._buffer[self._at :]
        rescued = self._rescue(rest) if self._keeps_cut else None
        outcome = "left out" if rescued is None else "read as far as it goes"
        self._report("cut-off", f"file truncated inside this record, which is {outcome}", rest, self.line)
        self._go_past_damage(rest)
        self._around.clear()
        self._open.clear()
        self._prefixes_now.clear()
        return rescued

    def _next_after(self, name: bytes, end: int) -> int:
        """Where another record begins or the whole ends after the beginning of this one; ``end`` if neither does before."""
        root = self._around[0][0] if self._around else b"\0"
        pattern = re.compile(rb"<%b[\s>]|</%b[\s>]" % (re.escape(name), re.escape(root)))
        found = pattern.search(self._buffer, self._at + 1, end)
        return found.start() if found else end

    def _go_past_damage(self, data: bytes) -> None:
        self.start = self._place()
        self._go_past(data)

    def _pass(self, token: re.Match[bytes]) -> None:
        """Skip what is between records, and remember which elements are open."""
        name = token["name"]
        if text := (token["text"] or token["cdata"] or b"").strip():
            self._stray(text)
        elif token["end"]:
            self._close(name)
        elif token[0].startswith(b"<!DOCTYPE") and b"<!ENTITY" in token[0]:
            self.entities = token[0]
        elif name and not token["empty"]:
            own = dict(_PREFIX.findall(token["attributes"])) if b"xmlns:" in token["attributes"] else {}
            self._around.append((name, {prefix: self._prefixes_now.get(prefix) for prefix in own}))
            self._open[name] += 1
            self._prefixes_now |= own
            if len(self._around) > DEEPEST:
                raise ConvertError(f"the XML is nested more than {DEEPEST:,} elements deep")
        self._go_past(token[0])

    def _close(self, name: bytes) -> None:
        if not self._open[name]:
            return
        closed = b""
        while closed != name:
            closed, before = self._around.pop()
            self._open[closed] -= 1
            for prefix, value in before.items():
                if value is None:
                    self._prefixes_now.pop(prefix, None)
                else:
                    self._prefixes_now[prefix] = value

    def _stray(self, text: bytes) -> None:
        if not self._strayed and not _HTTP_HEADER.fullmatch(text):
            self._strayed = True
            excerpt = " ".join(text[:200].decode(errors="replace").split())
            message = f"text outside of records skipped: {excerpt!r}"
            self._warn(Problem("outside-records", message, line=self.line, severity="error"))

    def _finish(self) -> None:
        rest = self._buffer[self._at :]
        if rest or self._around:
            name = self._around[-1][0].decode(errors="replace") if self._around else ""
            where = f" inside <{name}>" if name else ""
            self._report("cut-off", f"file truncated{where}", rest, self.line)

    def _report(self, code: str, message: str, data: bytes, line: int) -> None:
        pmid = _PMID.search(data)
        record = pmid[1].decode() if pmid else ""
        self._warn(Problem(code, message, line=line, record=record, severity="error"))


def has_comments(data: bytes) -> bool:
    """Whether there may be a comment, a CDATA section or a processing instruction, in which tags mean nothing.

    >>> has_comments(b"! <!-- -->"), has_comments(b"why? <b>!")
    (True, False)
    """
    return _begins_markup(data, b"!") or _begins_markup(data, b"?")


def _begins_markup(data: bytes, character: bytes) -> bool:
    """Whether the character follows a ``<``. It is rare, and one byte is found many times faster than two."""
    found = data.find(character)
    while found >= 0 and data[found - 1 : found] != b"<":
        found = data.find(character, found + 1)
    return found >= 0


def ends_inside(data: bytes) -> bool:
    """Whether the bytes end inside a comment, CDATA section or processing instruction."""
    return any(data.rfind(opening) > data.rfind(closing) for opening, closing in UNCLOSED)

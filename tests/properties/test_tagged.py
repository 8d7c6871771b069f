"""A block that is read as a whole gives the fields, and the line numbers, that reading it line by line gives."""

import io
from collections.abc import Iterable
from unittest import mock

from hypothesis import example, given
from hypothesis import strategies as st

from convert.formats.medline.read import LAYOUT
from convert.formats.tagged import blocks
from convert.formats.tagged.blocks import Fields
from convert.formats.tagged.lines import read_fields
from convert.streams.decoding import line_chunks, line_decoder, text_chunks
from convert.streams.problems import silent

LINE_BEGINNINGS = [
    "AU  - ",
    "TI  - ",
    "PMID- ",
    "XY  - ",
    "AU - ",
    "TI  -",
    "PMID-",
    "      ",
    "  ",
    "\t",
    "",
]
TEXTS = ["Doe J", "of ", "  two", "a\tb", "1", "é - ", "AU  - x", "", " ", "       "]
LINES = st.builds("{}{}".format, st.sampled_from(LINE_BEGINNINGS), st.sampled_from(TEXTS))
FILES = st.lists(LINES | st.just(""), max_size=12).map("\n".join)

Field = tuple[int, str, str]


def read_whole(text: str) -> list[Field]:
    return read_chunks(line_chunks(io.BytesIO(text.encode())))


def read_chunks(chunks: Iterable[bytes]) -> list[Field]:
    fields = Fields(chunks, line_decoder(silent), LAYOUT, KNOWN, str)
    return [(fields.line, tag, value) for tag, value in fields]


KNOWN = {"AU": "AU", "TI": "TI", "PMID": "PMID", "": "none"}


def numbered(fields: Iterable[Field]) -> list[Field]:
    """Fields without blank lines."""
    return [(line, tag or "none", value) for line, tag, value in fields if tag not in ("", "none") or value]


@given(FILES)
@example("AU  - Doe\n      \nTI  - x")
@example("TI  - of \n      two\n\n      three\nAU  - Doe")
@example("\n\nTI  - x\n\n\n\nAU  - Doe\nAU  - Roe\n")
@example("AU  - Doe J\n  \n\nTI  - x")
@example("AU  - Doe J\n  \n      and Roe R\nTI  - x")
@example("AU  - Doe J\n\xa0\n\nTI  - x")
def test_blocks_read_as_lines_do(text: str) -> None:
    by_line = read_fields(text_chunks(io.BytesIO(text.encode()), warn=silent), LAYOUT)
    assert numbered(read_whole(text)) == numbered(by_line)


@given(FILES)
def test_records_end_where_they_do_by_line(text: str) -> None:
    by_line = read_fields(text_chunks(io.BytesIO(text.encode()), warn=silent), LAYOUT)
    assert records(read_whole(text)) == records(by_line)


@given(FILES)
def test_parts_of_a_long_block_read_as_the_whole(text: str) -> None:
    with mock.patch.object(blocks, "LONGEST", 8):
        in_parts = read_chunks(text.encode().splitlines(keepends=True))
    assert numbered(in_parts) == numbered(read_whole(text))
    assert records(in_parts) == records(read_whole(text))


def test_blanks_are_what_strip_takes_off() -> None:
    assert set(blocks.BLANKS) | {"\n"} == set(filter(str.isspace, map(chr, range(0x110000))))


def records(fields: Iterable[Field]) -> list[list[str]]:
    """The values between blank lines."""
    found: list[list[str]] = [[]]
    for _, tag, value in fields:
        if tag in ("", "none") and not value:
            found.append([])
        else:
            found[-1].append(value)
    return [values for values in found if values]

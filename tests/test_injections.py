"""What text can do to an output: each of these values, in every text field of a record, through every writer.

The output is read by a parser of its format, or looked through for what must not be in it. What is checked is not that the
value arrives (``test_fields`` does), but that it stays a value.
"""

import csv
import io
import re
from typing import Any, get_type_hints

import pytest
from outputs import look_at, written

from convert import Date, Name, Record, formats
from convert.model.record import Keyword

VALUES = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "' onmouseover='alert(1)", "&lt;b&gt;",
    "]]>", "<!--", "-->", "<?xml?>", "<!DOCTYPE a>", "</PubmedArticle>", "&amp;&#0;&x;", "<i>", "</i>", '<span style="x">',
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<b>", "vbscript:x", "file:///etc/passwd", 'https://a.org/"><b>',
    "https://a.org/){x}[y](z)", "https://a.org/%0d%0a#a&b_c~d^e$f",
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0", "\t=1", '"=1"',
    "\\input{/etc/passwd}", "^^5cinput secret", "\\write18{x}", "}\\end{document}{", "{", "}", "%", "$x$", "a_b^c#d&e~f", "\\",
    "a\r\nER  - \r\nTY  - JOUR", "a\n\nPMID- 2", "a\nTI  - b", "@book{x,", 'a",\n"b',
    "\x00\x01\x0b\x1b[2J\x7f\x9b", "\ufffe\uffff", "\ud800\udc00\udfff", "\u202e\u2066", "\u2028\u2029\x85", "[a](b)", "*a* _b_ `c`", "{{a|b}}",
)  # fmt: skip
HINTS = get_type_hints(Record)
FIELDS = [name for name, hint in HINTS.items() if hint is str and name != "type"]
LISTS = [name for name, hint in HINTS.items() if hint == list[str]]


def poisoned(value: str, type_: str) -> Record:
    """A record that has the value in every text field."""
    fields: dict[str, Any] = {**dict.fromkeys(FIELDS, value), **{name: [value] for name in LISTS}}
    return Record(
        **fields,
        type=type_,
        author=[Name(value, value, value, value, value), Name(literal=value)],
        editor=[Name(value)],
        keyword=[Keyword(value)],
        issued=Date(2020, literal=value),
        available_date=Date(2020, 1, 2),
        extra={value: [value]},
    )


@pytest.mark.parametrize("to", formats.WRITERS)
def test_every_value_in_every_field(to: str) -> None:
    for value in VALUES:
        for type_ in ("article-journal", "webpage")[: 1 if to == "docx" else 2]:
            text, data = written(poisoned(value, type_), to)
            try:
                look_at(to, text, data)
            except Exception as error:
                raise AssertionError(f"{to}: {value!r}: {error}") from error


@pytest.mark.parametrize("format", ["html", "html-page"])
def test_no_list_has_elements_of_a_record(format: str) -> None:
    allowed = {"div", "style", "i", "b", "sub", "sup", "span", "a"}
    for value in VALUES:
        text, _ = written(poisoned(value, "webpage"), "bibliography", format=format, style="apa", links=True)
        body = text.partition("<body>")[2].partition("</body>")[0] or text
        tags = re.findall(r"<\s*/?\s*([a-zA-Z!?][\w-]*)([^<>]*)", body)
        assert {name.lower() for name, _ in tags} <= allowed, (value, tags)
        assert not re.search(r"<[^<>]*\bon\w+\s*=", re.sub(r'"[^"]*"', '""', body)), value
        for address in re.findall(r'href="([^"]*)"', body):
            assert re.match(r"(?:https?|ftp)://|mailto:", address), (value, address)


@pytest.mark.parametrize("to", ["csv", "tsv"])
def test_no_cell_is_a_formula_if_so_wanted(to: str) -> None:
    for value in VALUES:
        text, _ = written(poisoned(value, "webpage"), to, formulas="neutralise")
        for row in list(csv.reader(io.StringIO(text, newline=""), delimiter="," if to == "csv" else "\t"))[
            1:
        ]:
            assert not [cell for cell in row if cell.strip(' \t\r\n"')[:1] in set("=+-@|%")], value


@pytest.mark.parametrize("to", ["bibtex", "biblatex"])
def test_no_address_is_code_of_tex(to: str) -> None:
    for value in VALUES:
        text, _ = written(Record(type="webpage", title="T", URL=value, DOI=value), to)
        for line in re.findall(r"^\s*(?:url|doi) = \{(.*)\},$", text, re.MULTILINE):
            assert "^" not in line, value
            assert "\\" not in line.replace("\\%", "").replace("\\#", "").replace("\\&", "").replace(
                "\\_", ""
            ), value

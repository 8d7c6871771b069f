"""Files that attack a page: each field of each input format, with each payload. ``PYTHONPATH=.:tests python -m web.attacks``
prints a table of them.

The files are the inputs of ``fixtures/cases`` and the outputs in ``fixtures/articles``: of each format, those that have a field that the
ones before have not. A payload stands behind the value of a field, or in its place where it would be an address; it has a number,
which says, should it ever run, whose it is.
"""

import contextlib
import csv
import html
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import lxml.html
import msgspec
import yaml
from conftest import FIXTURES
from lxml import etree
from test_cases import parse_case

import convert
from convert import Record, formats
from convert.streams.inputs import SNIFF_BYTES
from convert.streams.problems import ConvertError

GROUPS = (
    (
        "<script>pwn({n})</script>",
        "<img src=x onerror=pwn({n})>",
        '"><svg/onload=pwn({n})>',
        "' autofocus onfocus='pwn({n})",
        '<a href="javascript:pwn({n})">x</a>',
        '<iframe srcdoc="<script>parent.pwn({n})</script>"></iframe>',
        '<i onmouseover=pwn({n})>x</i><span style="font-variant: small-caps;" onclick=pwn({n})>y</span>',
        "&lt;img src=x onerror=pwn({n})&gt;",
    ),
    (
        "{{{{constructor.constructor('pwn({n})')()}}}}${{pwn({n})}}",
        "<math><mtext><img src=x onerror=pwn({n})></mtext></math>",
        '<link rel=stylesheet href="//a.invalid/pwn({n})"><style>@import "//a.invalid";</style>',
        "</textarea></title></style></script><script>pwn({n})</script>",
        "--><!--><base href=//a.invalid/pwn({n})><form action=//a.invalid><input name=x>",
    ),
    ("javascript:pwn({n})//",),
    ("data:text/html,<script>pwn({n})</script>",),
)
"""What a browser would run, fetch or make an element of: the first stand behind a value, side by side, the others in its place."""
INSTEAD = ("javascript:", "data:")
PAYLOADS = [*itertools.chain(*GROUPS)]
PAYLOAD = re.compile(r"pwn\((\d+)\)")
Poison = Callable[[str, str], str]
"""The name of a field and its value → a value with attacks."""


@dataclass
class Attacks:
    """The attempts so far: the number of an attempt is its place."""

    group: tuple[str, ...] = GROUPS[0]
    format: str = ""
    made: list[tuple[str, str]] = field(default_factory=list)
    """Format and field of each."""

    def poison(self, name: str, value: str) -> str:
        name = re.sub(r"\{[^}]*\}", "", name).strip() or "text"
        texts = [payload.format(n=len(self.made) + place) for place, payload in enumerate(self.group)]
        self.made += [(self.format, name)] * len(texts)
        return " ".join(texts if texts[0].startswith(INSTEAD) else [value, *texts])


# --- ways to poison a text, by its syntax --------------------------------------------------------------------------

_TAG = re.compile(
    r"(\s*)(%\S|[A-Z][A-Z0-9]{1,3}(?= *- |  ?\S)|[A-Za-z][\w-]*(?=\s*[=:]\s))\s*(?:[-=:]\s+)?[{\"]?"
)
_LABEL = re.compile(r"[A-Z][A-Za-z ]+")
"""Of Ovid's citations: the value is on the next line."""
_FIXED = re.compile(r"\s*(?:$|[@}]|(?:TY|ER|EF|FN|VR)\b|PT \w$|<\d+[. ]*>|Record #)")
_BEHIND = re.compile(r"[\s,;\"}]*$")


def lines(text: str, poison: Poison) -> str:
    """Each line that has a value; one that is indented goes on with the field before."""
    done, name = [], "text"
    for line, following in itertools.pairwise([*text.split("\n"), ""]):
        tag = _TAG.match(line)
        is_label = _LABEL.fullmatch(line) and following[:1] == " "
        if is_label or _FIXED.match(line):
            name = line if is_label else name
            done.append(line)
            continue
        name = tag[2] if tag else name if line[:1].isspace() else "text"
        start = tag.end() if tag else 0
        end = _BEHIND.search(line) if " = " in line else None
        cut = max(start, end.start() if end else len(line.rstrip("\r")))
        done.append(line[:start] + poison(name, line[start:cut]) + line[cut:])
    return "\n".join(done)


def xml(text: str, poison: Poison) -> str:
    """Each element's text, and each attribute."""
    root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
    for element in list(root.iter("*")):
        name = etree.QName(element).localname
        if element.text and element.text.strip():
            element.text = poison(name, element.text)
        for key, value in element.attrib.items():
            if not key.startswith("{http://www.w3.org/XML"):
                element.set(key, poison(f"{name}@{key}", value))
    return etree.tostring(root.getroottree(), encoding="unicode")


def web_page(text: str, poison: Poison) -> str:
    """Each text and each attribute that a page shows or links."""
    root = lxml.html.document_fromstring(text)
    for element in list(root.iter("*")):
        if element.tag == "script" and element.text:
            element.text = values(element.text, poison).replace("</", "<\\/")
        elif element.text and element.text.strip():
            element.text = poison(element.tag, element.text)
        for key in ("content", "href", "title"):
            value = element.get(key) or ""
            if "rft." in value:  # COinS
                parts = value.split("&")
                element.set(key, "&".join(part + quote(poison(part.partition("=")[0], "")) for part in parts))
            elif value:
                element.set(key, poison(element.get("name") or f"{element.tag}@{key}", value))
    return str(lxml.html.tostring(root, encoding="unicode", doctype="<!doctype html>"))


def values(text: str, poison: Poison) -> str:
    """Each text in JSON, and an unknown name."""
    return json.dumps(_deep(json.loads(text), "", poison))


def a_value_a_line(text: str, poison: Poison) -> str:
    return "\n".join(values(line, poison) for line in text.splitlines() if line.strip())


def structured(text: str, poison: Poison) -> str:
    """Each text in YAML."""
    return "---\n" + yaml.safe_dump(_deep(yaml.safe_load(text), "", poison), sort_keys=False)


def _deep(value: Any, name: str, poison: Poison) -> Any:
    if isinstance(value, str):
        return poison(name, value)
    if isinstance(value, list):
        return [_deep(one, name, poison) for one in value]
    if isinstance(value, dict):
        done = {key: one if key in _KINDS else _deep(one, key, poison) for key, one in value.items()}
        return {**done, poison("a name", "unknown"): poison("unknown", "")} if len(value) > 3 else done
    return value


_KINDS = ("type", "status", "message-type", "@type", "@context", "format", "kind")
"""What says what something is: a file with an attack there is no file of its format."""


def cells(text: str, poison: Poison) -> str:
    """Each cell below the header, and one more column."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([*header, poison("a column's name", "Unknown")])
    for row in rows:
        writer.writerow(
            [*(poison(name, cell) for name, cell in zip(header, row, strict=False)), poison("unknown", "")]
        )
    return out.getvalue()


SYNTAX: dict[str, Callable[[str, Poison], str]] = {
    **dict.fromkeys(("pubmed-xml", "endnote-xml", "mods", "jats"), xml),
    **dict.fromkeys(("crossref", "datacite", "europe-pmc", "openalex", "csl-json"), values),
    **dict.fromkeys(("csv", "tsv"), cells),
    "jsonl": a_value_a_line,
    **dict.fromkeys(("cff", "csl-yaml"), structured),
    "web-page": web_page,
}
"""Format → how its files are poisoned; others line by line."""
PACKED = ("docx", "xlsx")
"""Formats that are no text: their cells and paragraphs are read as CSV and lists are."""


# --- files ---------------------------------------------------------------------------------------------------------


def inputs() -> Iterator[tuple[str, str]]:
    """Format and text of each file of ours that is read."""
    for path in sorted((FIXTURES / "articles").glob("*/golden.*")):
        name = path.name.split(".")[1]
        if name in formats.READERS and name not in PACKED:
            yield name, path.read_text(encoding="utf-8")
    for path in sorted((FIXTURES / "cases").glob("*.test")):
        for section in parse_case(path.read_text(encoding="utf-8"))[1]:
            if section.head[0] == "input" and section.head[1] not in PACKED:
                yield section.head[1], section.text


def chosen() -> dict[str, list[str]]:
    """Format → of its files those that have a field that no file before has."""
    known: dict[str, set[str]] = {}
    kept: dict[str, list[str]] = {}
    for name, text in inputs():
        seen = Attacks(format=name)
        try:
            attacked(name, text, seen)
        except (ValueError, etree.LxmlError, yaml.YAMLError, StopIteration):
            continue  # a case of a damaged file
        new = {made[1] for made in seen.made} - known.setdefault(name, set())
        if new and is_readable(name, attacked(name, text, Attacks())):
            known[name] |= new
            kept.setdefault(name, []).append(text)
    return kept


def is_readable(name: str, text: str) -> bool:
    """Whether a file is still taken for one of its format."""
    reader = formats.recognise(text.encode()[:SNIFF_BYTES])
    return reader is not None and reader.name == name


def attacked(name: str, text: str, attacks: Attacks) -> str:
    return SYNTAX.get(name, lines)(text, attacks.poison)


def files() -> tuple[Attacks, list[tuple[str, str]]]:
    """All attempts, and the files that hold them, with their formats."""
    attacks, made = Attacks(), []
    for name, texts in chosen().items():
        attacks.format = name
        for text, attacks.group in itertools.product(texts, GROUPS):
            made.append((name, attacked(name, text, attacks)))
    return attacks, made


def read(made: list[tuple[str, str]]) -> list[Record]:
    """The records of the files; a file whose beginning is too hurt to be recognised has none."""
    records: list[Record] = []
    for _, text in made:
        with contextlib.suppress(ConvertError):
            records += convert.read(io.BytesIO(text.encode()))
    return records


def kept(records: list[Record]) -> set[int]:
    """The attempts that are in records."""
    return {int(number) for number in PAYLOAD.findall(msgspec.json.encode(records).decode())}


def main() -> None:
    attacks, made = files()
    numbers = kept(read(made))
    print("| input | fields | attempts | in records | the fields |\n| --- | ---: | ---: | ---: | --- |")
    for name, group in itertools.groupby(enumerate(attacks.made), key=lambda one: one[1][0]):
        attempts = [(number, one[1]) for number, one in group]
        fields = sorted({one for _, one in attempts}, key=str.casefold)
        arrived = sum(number in numbers for number, _ in attempts)
        print(
            f"| `{name}` | {len(fields)} | {len(attempts):,} | {arrived:,} | {html.escape(', '.join(fields), quote=False)} |"
        )
    print(f"| all | | {len(attacks.made):,} | {len(numbers):,} | in {len(made)} files |")


if __name__ == "__main__":
    main()

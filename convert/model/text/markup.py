"""Rich text of a record → plain text, or another format's markup.

Rich text has CSL's tags ``<i> <b> <sub> <sup>`` and ``<span style="font-variant:small-caps;">`` (https://citationstyles.org,
"rich text within fields"). Any other ``&``, ``<`` or ``>`` stands for itself, as does a tag without its partner. A format
is a ``Style``: how it escapes text, and how it marks each tag's content.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from msgspec import Struct

SMALL_CAPS = '<span style="font-variant:small-caps;">'

_TAG = re.compile(r'(</?(?:i|b|sub|sup)>|<span style="font-variant: ?small-caps;?">|</span>)')
_OPENERS = {"<i>": "i", "<b>": "b", "<sub>": "sub", "<sup>": "sup"}
_CLOSERS = {"</i>": "i", "</b>": "b", "</sub>": "sub", "</sup>": "sup", "</span>": "sc"}


class Style(Struct, frozen=True, eq=False):
    """How one format writes rich text."""

    text: Callable[[str], str]
    """Escapes text between tags."""
    tags: Mapping[str, Callable[[str], str]]
    """``i``, ``b``, ``sub``, ``sup`` and ``sc`` (small capitals) → a function from the rendered content to the whole."""


def render(text: str, style: Style) -> str:
    """Rich text in the markup of ``style``."""
    if "<" not in text:
        return style.text(text)
    pieces = _TAG.split(text)
    if len(pieces) == 1:
        return style.text(text)
    return "".join(_rendered(pieces, _partners(pieces[1::2]), style))


def _rendered(pieces: list[str], partners: dict[int, str], style: Style) -> list[str]:
    """Texts and tags in turn → rendered pieces; a tag without partner is text."""
    levels: list[list[str]] = [[]]
    literal = pieces[0]
    for number, (tag, after) in enumerate(zip(pieces[1::2], pieces[2::2], strict=True)):
        if number not in partners:
            literal += tag + after
            continue
        levels[-1].append(style.text(literal))
        literal = after
        if tag in _CLOSERS:
            content = "".join(levels.pop())
            levels[-1].append(style.tags[partners[number]](content))
        else:
            levels.append([])
    return [*levels[0], style.text(literal)]


def _partners(tags: list[str]) -> dict[int, str]:
    """The positions of the tags that have a partner → their names."""
    result = {}
    opened: list[tuple[int, str]] = []
    for number, tag in enumerate(tags):
        if (name := _CLOSERS.get(tag)) is None:
            opened.append((number, _OPENERS.get(tag, "sc")))
        elif any(name == other for _, other in opened):
            while opened[-1][1] != name:
                opened.pop()
            result[number] = result[opened.pop()[0]] = name
    return result


def _same(text: str) -> str:
    return text


_SUPERSCRIPTS = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")


_MARKS = {"TM": "™", "SM": "℠"}


@lru_cache(maxsize=1 << 10)
def plain_superscript(content: str) -> str:
    """Digits and signs as Unicode's superscripts, so that a power or a charge doesn't run into the number before it.

    A superscript with letters (``4th``) is clear without, and unchanged, but for a trade mark's.
    """
    if content in _MARKS:
        return _MARKS[content]
    raised = content.translate(_SUPERSCRIPTS)
    return raised if all(character in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ" for character in raised) else content


PLAIN = Style(_same, {"i": _same, "b": _same, "sub": _same, "sup": plain_superscript, "sc": _same})


PAIR = re.compile(r"<(i|b|sub|sup)>([^<]*+)</\1>")
"""A tag and its partner, with no tag between them."""


def _without(pair: re.Match[str]) -> str:
    tag, content = pair.groups()
    return plain_superscript(content) if tag == "sup" else content


def to_plain(text: str) -> str:
    """Text without its tags.

    >>> to_plain("10<sup>-3</sup> mol CO<sub>2</sub>, 4<sup>th</sup> <i>E. coli</i> at p<0.05 & q>1")
    '10⁻³ mol CO2, 4th E. coli at p<0.05 & q>1'
    """
    if "<" not in text:
        return text
    plain = PAIR.sub(_without, text)
    return render(text, PLAIN) if has_end_tag(plain) else plain  # pairs are nested, or of other tags


def has_end_tag(text: str) -> bool:
    """Whether there is a ``</``; searching for its first character alone takes a fraction of the time."""
    found = text.find("<")
    while found >= 0 and not text.startswith("/", found + 1):
        found = text.find("<", found + 1)
    return found >= 0


_ELEMENT = (
    r"(?:A[cglmrtu]|B[air]|C[aelorsu]|D[by]|E[ru]|F[er]|G[ade]|H[go]|I[nr]|Kr|L[aiu]|M[gno]|N[abdi]|P[bdmotu]|R[abenuh]"
    r"|S[bcegimnr]|T[bcehilm]|Xe|Yb|Z[nr]|[BCFIKNOPSUVWY])(?![a-z])"
)
_SUPERSCRIPT = re.compile(
    rf"(?<![A-Za-z0-9)])\((\d{{2,3}}m?)\)(?={_ELEMENT})|(?<![A-Za-z0-9)])\(([123])\)(?=H(?![a-z]))"
    r"|(?<=[A-Za-z0-9])\((\d?[+-]|[-+]/[-+y])\)"
)
"""The mass of an isotope, the charge of an ion or what a cell is positive for, and a genotype."""
_SUBSCRIPT = re.compile(
    r"((?<![A-Za-z])(?:H|O|N|C?O|[NS]O|S[pa]O|Pa?C?O|VO|IC|EC|LD|ED|FEV|B|D|PG[A-I]|TX[AB]"
    rf"|(?=[A-Z]+[a-z])(?:{_ELEMENT}){{2,4}}|{_ELEMENT}(?=\(\d\d?\) ?{_ELEMENT}))|(?<=\(\d\)){_ELEMENT})\((\d{{1,3}})\)"
)
"""A number of atoms, or that of a quantity or a vitamin."""


def from_brackets(text: str) -> str:
    """Text with sub- and superscripts and Greek letters where PubMed has brackets, as it had for all of them until 2017.

    >>> from_brackets("(18)F-FDG and Ca(2+) in CD4(+) cells of Apoe(-/-) mice: H(2)O, (-)-catechin, iron(0), 8(2)")
    '<sup>18</sup>F-FDG and Ca<sup>2+</sup> in CD4<sup>+</sup> cells of Apoe<sup>-/-</sup> mice: H<sub>2</sub>O, (-)-catechin, iron(0), 8(2)'
    >>> from_brackets("The integrin {alpha}9{beta}1"), from_brackets("Ti(4)O(7), KNbO(3) and Bi(2)Se(3), HIV(1)")
    ('The integrin α9β1', 'Ti<sub>4</sub>O<sub>7</sub>, KNbO<sub>3</sub> and Bi<sub>2</sub>Se<sub>3</sub>, HIV(1)')
    """
    if "{" in text:
        text = _GREEK.sub(_greek_letter, text)
    if "(" not in text:
        return text
    text = _SUPERSCRIPT.sub(lambda found: f"<sup>{found[found.lastindex or 0]}</sup>", text)
    return _SUBSCRIPT.sub(r"\1<sub>\2</sub>", text)


def without_marks(title: str) -> str:
    """A title without a footnote's mark or empty brackets behind it, or a blank within quotation marks.

    >>> without_marks("Coins of hens(dagger)"), without_marks("Coins†"), without_marks('Notice on " Rowing" and coins ()')
    ('Coins of hens', 'Coins', 'Notice on "Rowing" and coins ')
    """
    title = title.rstrip("*†‡☆").removesuffix("(dagger)").removesuffix("()")
    return title.replace(' " ', ' "') if ' " ' in title else title


def without_blanks(text: str) -> str:
    """Text without PubMed's blank between a sub- or superscript and what belongs to it.

    >>> without_blanks("Tb<sup>3+</sup> -activated C<sub>2</sub> H<sub>2</sub> and <sup>3+</sup> ions")
    'Tb<sup>3+</sup>-activated C<sub>2</sub>H<sub>2</sub> and <sup>3+</sup> ions'
    """
    return _BLANK.sub("", text)


_BLANK = re.compile(r" (?:(?<=</su[bp]> )|(?<=[A-Z]\d ))(?=[-:,.;)]|[A-Z][a-z]?<sub>)")
_GREEK = re.compile(
    r"\{(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega)\}",
    re.IGNORECASE,
)


def _greek_letter(found: re.Match[str]) -> str:
    size = "CAPITAL" if found[1][0].isupper() else "SMALL"
    return unicodedata.lookup(f"GREEK {size} LETTER {found[1].replace('lambda', 'lamda').upper()}")


_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);")


def decode_entities(text: str) -> str:
    """A text with its entities decoded, also those of entities: ``&amp;lt;``. One without semicolon, or that HTML lacks, stays.

    >>> decode_entities("M&uuml;ller &amp; O&#39;Neal &amp;lt;i&amp;gt;; AT&T; &unknown;")
    "Müller & O'Neal <i>; AT&T; &unknown;"
    """
    from html import unescape  # noqa: PLC0415  (2,200 names, which few texts need)

    while "&" in text and (decoded := _ENTITY.sub(lambda match: unescape(match[0]), text)) != text:
        text = decoded
    return text


# --- shown in a notebook ----------------------------------------------------------------------------------------


def html_table(rows: Iterable[Sequence[str]]) -> str:
    """Rows of a name and its values as a small table in HTML; those without a value are left out.

    >>> html_table([("title", "On <i>coins</i> & tosses"), ("volume", "")])
    '<table><tr><th>title</th><td>On &lt;i&gt;coins&lt;/i&gt; &amp; tosses</td></tr></table>'
    """
    lines = (
        f"<tr><th>{html.escape(name)}</th>{''.join(f'<td>{html.escape(value)}</td>' for value in values)}</tr>"
        for name, *values in rows
        if any(values)
    )
    return f"<table>{''.join(lines)}</table>"


_TELLING: Final = ("container_title", "volume", "issue", "page", "number", "DOI", "PMID", "PMCID")


def work_table(record: Any) -> str:
    """What of a record tells the work from others, as a table."""
    names = [f"{one.family or one.literal} {one.initials or one.given}".strip() for one in record.author]
    year = str(record.issued.year or "") if record.issued else ""
    rows = [("title", to_plain(record.title)), ("author", ", ".join(names)), ("issued", year)]
    return html_table([*rows, *((field, getattr(record, field)) for field in _TELLING)])


def with_trade_marks(text: str) -> str:
    """A text with the signs of trade marks, which PubMed once had in brackets; not those of a configuration, ``(R)-1``.

    >>> with_trade_marks("Coinex(R), Coinol((TM)) and coin(R)-1")
    'Coinex®, Coinol™ and coin(R)-1'
    """
    return (
        _TRADE_MARK.sub(lambda found: _TRADE_MARKS[found[2]], text)
        if "(R)" in text or "(TM)" in text
        else text
    )


_TRADE_MARKS = {"R": "®", "TM": "™"}
_TRADE_MARK = re.compile(r"(?<=[A-Za-z])(\()?\((R|TM)\)(?(1)\))(?![-\w])")

r"""LaTeX → text: the reverse of ``convert.formats.latex.write``, and what people write by hand.

Accents become letters, macros characters, ``\textit`` and its like CSL's rich text, indices ``<sub>`` and ``<sup>``,
``--`` a dash; braces, which protect capitals or hold things together, go. A macro that is not known stays as it stands,
so that nothing is lost.
"""

import re
import unicodedata
from collections.abc import Iterator

from convert.formats.latex.write import (  # the tables, which are read backwards here
    ACCENTS,
    MATH,
    MATH_ACCENTS,
    TEXT,
)

SMALL_CAPS = '<span style="font-variant:small-caps;">'

_PLAIN_STYLES = (
    "text textrm texttt textsf textup textmd textnormal textlf underline mathrm mathsf mathtt mathbb mathcal "
    "operatorname mbox hbox ensuremath NoCaseChange"
)
"""Macros whose argument is as good without them."""

STYLES = {
    "textit": ("<i>", "</i>"),
    "textsl": ("<i>", "</i>"),
    "emph": ("<i>", "</i>"),
    "mkbibemph": ("<i>", "</i>"),
    "mathit": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"),
    "mkbibbold": ("<b>", "</b>"),
    "mathbf": ("<b>", "</b>"),
    "textsubscript": ("<sub>", "</sub>"),
    "textsuperscript": ("<sup>", "</sup>"),
    "textsc": (SMALL_CAPS, "</span>"),
    "enquote": ("“", "”"),
    "mkbibquote": ("“", "”"),
    **dict.fromkeys(
        [*_PLAIN_STYLES.split(), "url", "path", "nolinkurl"],
        ("", ""),
    ),
}
"""Macro of one argument → what stands before and after it."""

SWITCHES = {
    "it": "textit",
    "em": "emph",
    "sl": "textsl",
    "bf": "textbf",
    "sc": "textsc",
    "itshape": "textit",
} | {
    "bfseries": "textbf",
    "scshape": "textsc",
    **dict.fromkeys(("rm", "tt", "sf", "normalfont", "upshape", "small"), "text"),
}
"""Macro that holds up to the end of its group → the macro of one argument that does the same."""

_MACROS = {
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textasciiacute": "´",
    "textasciigrave": "`",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textdollar": "$",
    "aa": "å",
    "AA": "Å",
    "pounds": "£",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "dag": "†",
    "ddag": "‡",
    "ldots": "…",
    "pm": "±",
    "times": "×",
    "cdot": "·",
    "rightarrow": "→",
    "leftarrow": "←",
    "textdegree": "°",
    "degree": "°",
    "textmu": "µ",
    "textmugreek": "μ",
    "texttimes": "×",
    "textpm": "±",
    "textperiodcentered": "·",
    "textregistered": "®",
    "textcopyright": "©",
    "texttrademark": "™",
    "textsterling": "£",
    "textsection": "§",
    "dots": "…",
    "textellipsis": "…",
    "le": "≤",
    "ge": "≥",
    "ne": "≠",
    "to": "→",
    "lbrace": "{",
    "rbrace": "}",
    "lt": "<",
    "gt": ">",
    "Delta": "Δ",
    "phi": "φ",
    "epsilon": "ε",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "newline": " ",
    "par": " ",
    "relax": "",
    "protect": "",
    "noopsort": "",
    "left": "",
    "right": "",
    "displaystyle": "",
}

_BACKWARDS = re.compile(r"\{?\\([a-zA-Z]+) ?\}?")


def _macros() -> dict[str, str]:
    """Macro → character: Greek by Unicode's names, what is written backwards, and some that are only read."""
    macros: dict[str, str] = {}
    for table in (MATH, TEXT):
        for character, latex in table.items():
            if match := _BACKWARDS.fullmatch(latex):
                macros.setdefault(match[1], character)
    for code in (*range(0x0391, 0x03AA), *range(0x03B1, 0x03CA)):
        name = unicodedata.name(chr(code), "").removeprefix("GREEK ").replace("LAMDA", "LAMBDA")
        size, _, letter = name.partition(" LETTER ")
        if letter.isalpha():
            macros.setdefault(letter.lower() if size == "SMALL" else letter.capitalize(), chr(code))
            macros.setdefault(f"up{letter.lower()}", chr(code)) if size == "SMALL" else None
    return macros | _MACROS


MACROS = _macros()
MATH_MARKS = {accent: mark for mark, accent in MATH_ACCENTS.items()}
_MARKS = (
    MATH_MARKS | {accent.strip(): mark for mark, accent in ACCENTS.items()} | {"k": "\u0328", "t": "\u0361"}
)
OMICRON = "\u03bf"
"""Has no macro, but an accent of mathematics is put on Greek letters rather than on an o."""
_SYMBOLS = (
    {symbol: symbol for symbol in "&%$#_{}"} | dict.fromkeys("-/@*!", "") | dict.fromkeys(" \\,;:>\n\t", " ")
)
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "!`": "¡", "?`": "¿", "~": "\u00a0"}

_IN_MATH = {"''": "″", "-": "−", "~": " ", "!`": "¡", "?`": "¿"}

_TOKEN = re.compile(
    r"\\[a-zA-Z]+\*?[ \t\n]*|\\.|[{}$]|[_^](?=.)|---?|``?|''|[!?]`|~|[^\\{}$_^\-`'!?~]+|.", re.DOTALL
)
_SPECIAL = re.compile(r"[\\{}$~`]|--|''")


def from_latex(text: str) -> str:
    r"""LaTeX in rich text.

    >>> from_latex(r"\textit{M{\"u}ller} \& {S\o}n 100\% Ca$^{2+}$ {$\alpha$}{$_{\textrm{max}}$} -- ``{\v C}apek''")
    '<i>Müller</i> & Søn 100% Ca<sup>2+</sup> α<sub>max</sub> – “Čapek”'
    >>> from_latex(r"{The} {\em E. coli} \unknown{x} p{$<$}0.05 $\frac{1}{2}$ C\textsubscript{2} \'{\i}")
    'The <i>E. coli</i> \\unknown{x} p<0.05 1/2 C<sub>2</sub> í'
    """
    if not _SPECIAL.search(text):
        return text
    return unicodedata.normalize("NFC", "".join(_group(_Tokens(text))))


class _Tokens:
    """The tokens of a text, with a place in them."""

    def __init__(self, text: str) -> None:
        self.tokens = _TOKEN.findall(text)
        self.place = 0
        self.in_math = False

    def __iter__(self) -> Iterator[str]:
        while self.place < len(self.tokens):
            self.place += 1
            yield self.tokens[self.place - 1]


def _group(tokens: _Tokens) -> list[str]:
    """What is written up to the end of the group or of the text."""
    written: list[str] = []
    for piece in tokens:
        if piece == "}":
            break
        if piece[0] == "\\" and (style := SWITCHES.get(piece[1:].strip())):
            before, after = STYLES[style]
            return [*written, before, *_group(tokens), after]
        written.append(_token(piece, tokens))
    return written


def _token(piece: str, tokens: _Tokens) -> str:
    if piece == "{":
        return "".join(_group(tokens))
    if piece == "$":
        tokens.in_math = not tokens.in_math
        return ""
    if piece[0] == "\\" and len(piece) > 1:
        return _macro(piece, tokens)
    if tokens.in_math:
        return _math(piece, tokens)
    return _LIGATURES.get(piece, piece)


def _math(piece: str, tokens: _Tokens) -> str:
    if piece in ("_", "^"):
        content = _argument(tokens)
        if piece == "^" and content in ("∘", "°", "˚"):
            return "°"
        tag = "sub" if piece == "_" else "sup"
        return f"<{tag}>{content}</{tag}>"
    return _IN_MATH.get(piece, piece.replace("'", "′"))


def _macro(piece: str, tokens: _Tokens) -> str:
    name = piece[1:].strip()
    if not name.isalpha() and (symbol := _SYMBOLS.get(piece[1:])) is not None:
        return symbol
    if mark := _MARKS.get(name):
        letter = _argument(tokens)
        return _accented(OMICRON if letter == "o" and name in MATH_MARKS else letter, mark)
    if name in STYLES:
        before, after = STYLES[name]
        content = _argument(tokens)
        return f"{before}{content}{after}" if content else ""
    if name == "frac":
        return f"{_argument(tokens)}/{_argument(tokens)}"
    if (character := MACROS.get(name)) is not None:
        return character
    has_argument = tokens.tokens[tokens.place : tokens.place + 1] == ["{"]
    return f"{piece}{{{_argument(tokens)}}}" if has_argument else piece


def _argument(tokens: _Tokens) -> str:
    """The next group, macro or character."""
    for piece in tokens:
        if piece.isspace():
            continue
        if len(piece) == 1 or piece[0] == "\\":
            return _token(piece, tokens)
        text = piece.lstrip()  # of which the first character is the argument
        if len(text) > 1:
            tokens.place -= 1
            tokens.tokens[tokens.place] = text[1:]
        return text[0]
    return ""


def _accented(letter: str, mark: str) -> str:
    """A letter with its mark; a dotless i or j has its dot's place for it."""
    letter = unicodedata.normalize("NFC", {"ı": "i", "ȷ": "j"}.get(letter, letter))
    return letter[:1] + mark + letter[1:]

r"""LaTeX, as ``convert.formats.latex.write`` and people write it → rich text.

Accents become letters, macros characters, ``\textit`` and the like CSL's tags, indices ``<sub>`` and ``<sup>``, and ``--`` a
dash. Braces, which protect capitals or group, are dropped. An unknown macro stays as it stands, so that nothing is lost.
"""

import re
import unicodedata
from collections.abc import Iterator

from convert.formats.latex.tables import ACCENTS, LIGATURES, MACROS, STYLE_MACROS, STYLE_SWITCHES
from convert.model.text.markup import SMALL_CAPS

_TAGS = {kind: (f"<{kind}>", f"</{kind}>") for kind in ("i", "b", "sub", "sup")} | {
    "sc": (SMALL_CAPS, "</span>"),
    "quotes": ("“", "”"),
    "": ("", ""),
}
"""Kind of markup → what stands before and after the text."""
_STYLES = {name: _TAGS[kind] for kind, names in STYLE_MACROS.items() for name in names.split()}
_SWITCHES = {name: _TAGS[kind] for kind, names in STYLE_SWITCHES.items() for name in names.split()}

_ARGUMENTS = {
    "frac": "{}/{}",
    "tfrac": "{}/{}",
    "enquote*": "‘{}’",
    "href": "{0:.0}{1}",
    "foreignlanguage": "{0:.0}{1}",
    "textcolor": "{0:.0}{1}",
    "bibinfo": "{0:.0}{1}",
    "texorpdfstring": "{0}{1:.0}",
    "switchargs": "{1}{0}",
    "raisebox": "{0:.0}{1}",
    "SI": "{} {}",
    "qty": "{} {}",
    "num": "{}",
    "si": "{}",
    "unit": "{}",
    "index": "{0:.0}",
    "noopsort": "{0:.0}",
    "SortNoop": "{0:.0}",
    "footnote": "{0:.0}",
    "thanks": "{0:.0}",
    "label": "{0:.0}",
    "vspace": "{0:.0}",
    "hspace": "{0:.0} ",
}
"""Macro → what is read of its arguments, of which ``{0:.0}`` says nothing: it makes no text, or a language or colour."""

_CASES = {
    "MakeUppercase": str.upper,
    "uppercase": str.upper,
    "MakeLowercase": str.lower,
    "lowercase": str.lower,
}
"""Macro → how it changes its argument."""

_MATH_MARKS = {accent: mark for mark, (_, accent) in ACCENTS.items() if accent}
_MARKS = _MATH_MARKS | {accent.strip(): mark for mark, (accent, _) in ACCENTS.items() if accent}
_MARKS["textcommabelow"] = "\u0326"
_OMICRON = "\u03bf"
"""Has no macro; but an accent of mathematics over an o means the Greek letter."""
_SYMBOLS = (
    {symbol: symbol for symbol in "&%$#_{}"}
    | {"|": "‖"}
    | dict.fromkeys("-/@*!", "")
    | dict.fromkeys(" \\,;:>\n\t", " ")
)
"""Macros of one character that is no letter."""
_IN_MATH = {"''": "″", "-": "−", "~": " ", "!`": "¡", "?`": "¿"}

_TOKEN = re.compile(
    r"\\[a-zA-Z]+\*?[ \t\n]*|\\.|[{}$]|[_^](?=.)|---?|``?|''|[!?]`|~|[^\\{}$_^\-`'!?~]+|.", re.DOTALL
)
_ESCAPED_BREAK = re.compile(r"\$\\backslash\$[nr]")
"""Mendeley's line break."""
_SPECIAL = re.compile(r"[\\{}$~`]|--|''")


def from_latex(text: str) -> str:
    r"""LaTeX → rich text.

    >>> from_latex(r"\textit{M{\"u}ller} \& {S\o}n 100\% Ca$^{2+}$ {$\alpha$}{$_{\textrm{max}}$} -- ``{\v C}apek''")
    '<i>Müller</i> & Søn 100% Ca<sup>2+</sup> α<sub>max</sub> – “Čapek”'
    >>> from_latex(r"{The} {\em E. coli} \unknown{x} p{$<$}0.05 $\frac{1}{2}$ C\textsubscript{2} \'{\i}")
    'The <i>E. coli</i> \\unknown{x} p<0.05 1/2 C<sub>2</sub> í'
    >>> from_latex(r"\MakeUppercase{rna} \href{http://x}{link}\footnote{x} \enquote*{a} \ce{H2O} \foreignlanguage{french}{b} \a'e")
    'RNA link ‘a’ H<sub>2</sub>O b é'
    """
    if not _SPECIAL.search(text):
        return text
    if "$\\backslash$" in text:
        text = _ESCAPED_BREAK.sub("\n", text)
    try:
        return unicodedata.normalize("NFC", "".join(_group(_Tokens(text))))
    except RecursionError:  # hundreds of braces in one another
        return text


class _Tokens:
    """The tokens of a text, and the position of the next one."""

    def __init__(self, text: str) -> None:
        self.tokens = _TOKEN.findall(text)
        self.place = 0
        self.in_math = False

    def __iter__(self) -> Iterator[str]:
        while self.place < len(self.tokens):
            self.place += 1
            yield self.tokens[self.place - 1]


def _group(tokens: _Tokens) -> list[str]:
    """The text up to the end of the group, or of all tokens."""
    written: list[str] = []
    for piece in tokens:
        if piece == "}":
            break
        if piece[0] == "\\" and (tags := _SWITCHES.get(piece[1:].strip())):
            before, after = tags
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
    return LIGATURES.get(piece, piece)


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
    if name in ("(", ")", "[", "]"):
        tokens.in_math = name in ("(", "[")
        return ""
    if not name.isalpha() and (symbol := _SYMBOLS.get(piece[1:])) is not None:
        return symbol
    if mark := _MARKS.get(name):
        letter = _argument(tokens)
        return _accented(_OMICRON if letter == "o" and name in _MATH_MARKS else letter, mark)
    if name in _STYLES:
        before, after = _STYLES[name]
        content = _argument(tokens)
        return f"{before}{content}{after}" if content else ""
    if (form := _ARGUMENTS.get(name)) is not None:
        return form.format(*(_argument(tokens) for _ in range(form.count("{") or 1)))
    if (change := _CASES.get(name)) is not None:
        return change(_argument(tokens))
    if name == "ce":
        return _formula(_argument(tokens))
    if name == "a" and (letter := _tabbing_accent(tokens)):
        return letter
    if (character := MACROS.get(name)) is not None:
        return character
    has_argument = tokens.tokens[tokens.place : tokens.place + 1] == ["{"]
    return f"{piece}{{{_argument(tokens)}}}" if has_argument else piece


def _formula(text: str) -> str:
    """A chemical formula of the package mhchem: digits after an element are an index, ``^2+`` is a charge."""
    return re.sub(
        r"(?<=[A-Za-z)\]])(\d+)", r"<sub>\1</sub>", re.sub(r"\^\{?([\d+-]+)\}?", r"<sup>\1</sup>", text)
    )


def _tabbing_accent(tokens: _Tokens) -> str:
    r"""``\a'e``, which LaTeX's tabbing environment needs for ``\'e``."""
    accent = next(iter(tokens), "")
    if accent in ("'", "`", "="):
        return _accented(_argument(tokens), _MARKS[accent])
    if accent:
        tokens.place -= 1
    return ""


def _argument(tokens: _Tokens) -> str:
    """The next group, macro or character, as text."""
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
    """A letter with a combining mark, which takes the place of the dot of an i or j."""
    letter = unicodedata.normalize("NFC", {"ı": "i", "ȷ": "j"}.get(letter, letter))
    return letter[:1] + mark + letter[1:]

r"""Text → LaTeX: TeX's own characters escaped, and, where ASCII is wanted, every other one spelled out.

What is written needs no package in LaTeX of 2020 or newer, only the T1 font encoding for the letters that OT1 lacks
(``ą``, ``đ``, ``þ``). Accents are worked out from Unicode's decompositions and Greek from its names; for the
rest there is one table. pylatexenc's table of 1,500 characters is not used: it asks for a dozen packages, has
macros that no package defines, and spells ``ħ`` as an accented h. A character that has no spelling stays itself.

All mathematics is in a group of its own, ``{$\alpha$}``: BibTeX leaves the case of what is in it alone (``\Delta``
would become ``\delta``), and Zotero, which takes all text between any ``$`` and the next ``^{`` for a
superscript, finds its end. Where LaTeX has several macros for a character, it is the one that Zotero's import knows: ``{\textpm}``,
``{\l }``, ``{\r a}``.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from convert.model.text.markup import PAIR, Style, has_end_tag, render

OPEN = "\x02"
CLOSE = "\x03"
"""Stand for braces in text that is yet to be written as LaTeX; ``to_latex`` makes braces of them."""
_HOLE = "\x04"

_ESCAPES = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
    "<": "{$<$}",
    ">": "{$>$}",
    "|": "{$|$}",
    "`": r"{\textasciigrave}",
}
r"""``\{`` would do in TeX, but BibTeX counts its brace. After the first three, which most texts lack, none is in the
LaTeX of one before it, so that they can be replaced one after another."""
_IN_TURN = tuple(_ESCAPES.items())[3:]
_LIGATURES = {"-": "-{}", "'": "'{}"}
"""What is escaped before another one of its kind: TeX would make a dash or a quotation mark of them."""
_EACH = _ESCAPES | _LIGATURES
SHORT = 64
"""From this length on, to look for each character is faster than an expression that looks at each place."""

ACCENTS = dict(zip("\u0300\u0301\u0302\u0303\u0304\u0307\u0308", "`'^~=.\"", strict=True)) | {
    "\u0306": "u",
    "\u030a": "r",
    "\u030b": "H ",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
"""Combining mark → LaTeX's accent."""

MATH_ACCENTS = {
    "\u0300": "grave",
    "\u0301": "acute",
    "\u0302": "hat",
    "\u0303": "tilde",
    "\u0304": "bar",
    "\u0306": "breve",
    "\u0307": "dot",
    "\u0308": "ddot",
    "\u030c": "check",
}
"""Combining mark → LaTeX's accent in mathematics, for Greek letters."""

TEXT = {
    "\u00a0": "~",
    "\u00ad": r"\-",
    "´": r"{\textasciiacute}",
    "¡": r"{\textexclamdown}",
    "¿": r"{\textquestiondown}",
    "£": r"{\textsterling}",
    "§": r"{\textsection}",
    "¶": r"{\textparagraph}",
    "©": r"{\textcopyright}",
    "®": r"{\textregistered}",
    "™": r"{\texttrademark}",
    "€": r"{\texteuro}",
    "¥": r"{\textyen}",
    "¢": r"{\textcent}",
    "ª": r"\textsuperscript{a}",
    "º": r"\textsuperscript{o}",
    "Å": r"{\r A}",
    "å": r"{\r a}",
    "Æ": r"{\AE}",
    "æ": r"{\ae}",
    "Œ": r"{\OE}",
    "œ": r"{\oe}",
    "Ø": r"{\O}",
    "ø": r"{\o}",
    "Ł": r"{\L }",
    "ł": r"{\l }",
    "ß": r"{\ss}",
    "ẞ": "SS",
    "ı": r"{\i}",
    "ȷ": r"{\j}",
    "Đ": r"{\DJ}",
    "đ": r"{\dj}",
    "Ð": r"{\DH}",
    "ð": r"{\dh}",
    "Þ": r"{\TH}",
    "þ": r"{\th}",
    "Ŋ": r"{\NG}",
    "ŋ": r"{\ng}",
    "‐": "-",
    "‑": "-",
    "‒": "--",
    "–": "--",
    "—": "---",
    "―": "---",
    "‘": "`",
    "’": "'",
    "‚": r"{\quotesinglbase}",
    "“": "``",
    "”": "''",
    "„": r"{\quotedblbase}",
    "«": r"{\guillemotleft}",
    "»": r"{\guillemotright}",
    "‹": r"{\guilsinglleft}",
    "›": r"{\guilsinglright}",
    "†": r"{\textdagger}",
    "‡": r"{\textdaggerdbl}",
    "±": r"{\textpm}",
    "·": r"{\textperiodcentered}",
    "°": r"{\textdegree}",
    "×": r"{\texttimes}",
    "→": r"{\textrightarrow}",
    "←": r"{\textleftarrow}",
    "¼": r"{\textonequarter}",
    "½": r"{\textonehalf}",
    "¾": r"{\textthreequarters}",
    "•": r"{\textbullet}",
    "…": r"{\textellipsis}",
    "‰": r"{\textperthousand}",
    "№": r"{\textnumero}",
    "ʼ": "'",
}

MATH = {
    "˚": r"^{\circ}",
    "∓": r"\mp",
    "÷": r"\div",
    "⋅": r"\cdot",
    "∙": r"\cdot",
    "¬": r"\neg",
    "µ": r"\mu",
    "′": "'",
    "″": "''",
    "‖": r"\|",
    "−": "-",
    "∕": "/",
    "∗": "*",
    "∘": r"\circ",
    "√": r"\surd",
    "∼": r"\sim",
    "≃": r"\simeq",
    "≅": r"\cong",
    "≈": r"\approx",
    "≡": r"\equiv",
    "≤": r"\leq",
    "≥": r"\geq",
    "⩽": r"\leq",
    "⩾": r"\geq",
    "≦": r"\leq",
    "≧": r"\geq",
    "≪": r"\ll",
    "≫": r"\gg",
    "∝": r"\propto",
    "∞": r"\infty",
    "∂": r"\partial",
    "∇": r"\nabla",
    "∆": r"\Delta",
    "∏": r"\prod",
    "∑": r"\sum",
    "∫": r"\int",
    "∀": r"\forall",
    "∃": r"\exists",
    "∅": r"\emptyset",
    "∈": r"\in",
    "∩": r"\cap",
    "∪": r"\cup",
    "⊂": r"\subset",
    "⊃": r"\supset",
    "⊆": r"\subseteq",
    "⊇": r"\supseteq",
    "∧": r"\wedge",
    "∨": r"\vee",
    "∥": r"\parallel",
    "⊥": r"\perp",
    "∠": r"\angle",
    "⊕": r"\oplus",
    "⊗": r"\otimes",
    "↑": r"\uparrow",
    "↓": r"\downarrow",
    "↔": r"\leftrightarrow",
    "⇐": r"\Leftarrow",
    "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow",
    "⟨": r"\langle",
    "⟩": r"\rangle",
    "ℓ": r"\ell",
    "ℏ": r"\hbar",
    "ħ": r"\hbar",
    "★": r"\star",
    "△": r"\triangle",
    "ϕ": r"\phi",
    "φ": r"\varphi",
    "ϵ": r"\epsilon",
    "ε": r"\varepsilon",
    "ϑ": r"\vartheta",
    "ς": r"\varsigma",
    "ο": "o",
}

_GREEK_NAME = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (\w+)")
_GREEK_CAPITALS = {"GAMMA", "DELTA", "THETA", "LAMDA", "XI", "PI", "SIGMA", "UPSILON", "PHI", "PSI", "OMEGA"}
"""The capitals that look like no Latin letter and so have a macro; LAMDA is Unicode's spelling."""
_GREEK_LOOKALIKES = {"CHI": "X", "ETA": "H", "RHO": "P"}

_ESCAPED = re.compile(r"[\\{}$&%#_^~<>|`]|-(?=-)|'(?=')")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_MARK = re.compile("[\u0300-\u036f]")
_SCRIPTS = re.compile(r"(\{\$([_^])\{[^{}$]*)\}\$\}\{\$\2\{")
"""Where one of Unicode's superscripts follows another: ``⁻³``."""
_MARKED = re.compile("([A-Za-z]|\\{\\$\\\\?[A-Za-z]+\\$\\})([\u0300-\u036f])")

_ALONE = re.compile("(?<![^\x00-\x7f])[\u0300-\u036f]")


class Draft:
    """Texts that are written as LaTeX all at once, which takes a fraction of the time.

    What is set aside is LaTeX already; a hole is in its place until all is written.
    """

    def __init__(self, style: Style) -> None:
        self._style = style
        self._set_aside: list[str] = []

    def set_aside(self, latex: str) -> str:
        """What is to stand in the draft for LaTeX."""
        self._set_aside.append(latex)
        return _HOLE

    def rich(self, text: str) -> str:
        """What is to stand in the draft for rich text."""
        if _HOLE in text:
            text = text.replace(_HOLE, "")
        if (OPEN in text or CLOSE in text) and not _is_balanced(text):
            text = text.replace(OPEN, "").replace(CLOSE, "")
        if "<" not in text:
            return text
        before = len(self._set_aside)
        holed = PAIR.sub(self._marked_up, text)
        if has_end_tag(holed):  # there are other pairs
            del self._set_aside[before:]
            return self.set_aside(_braces(render(text, self._style)))
        return holed

    def _marked_up(self, match: re.Match[str]) -> str:
        return self.set_aside(_marked_up(self._style, *match.groups()))

    def write(self, text: str) -> str:
        """The whole draft in LaTeX."""
        rest = _braces(self._style.text(text))
        pieces: list[str] = []
        for latex in self._set_aside:
            before, _, rest = rest.partition(_HOLE)
            pieces += before, latex
        return "".join([*pieces, rest])


@lru_cache(maxsize=1 << 12)
def _marked_up(style: Style, tag: str, content: str) -> str:
    """Kept, as most of what is raised, lowered or in italics comes again: ``2``, ``+``, ``in vitro``."""
    return _braces(style.tags[tag](style.text(content)))


def _braces(text: str) -> str:
    return text.replace(OPEN, "{").replace(CLOSE, "}")


def _is_balanced(text: str) -> bool:
    """Whether what stands for braces in a text does so in pairs, and not by chance."""
    depth = 0
    for sign in re.findall(f"[{OPEN}{CLOSE}]", text):
        depth += 1 if sign == OPEN else -1
        if depth < 0:
            return False
    return depth == 0


def to_latex(text: str) -> str:
    r"""Rich text in ASCII, but for characters that LaTeX has no name for.

    >>> print(to_latex("<i>Müller</i> & 100% Ca<sup>2+</sup> α<sub>max</sub> – “Čapek” 漢"))
    \textit{M{\"u}ller} \& 100\% Ca{$^{2+}$} {$\alpha$}{$_{\textrm{max}}$} -- ``{\v{C}}apek'' 漢
    """
    draft = Draft(LATEX)
    return draft.write(draft.rich(text))


def to_unicode_latex(text: str) -> str:
    r"""Rich text with TeX's own characters escaped, and all others as they are.

    >>> print(to_unicode_latex("<i>Müller</i> & 100% Ca<sup>2+</sup> α"))
    \textit{Müller} \& 100\% Ca{$^{2+}$} α
    """
    draft = Draft(UNICODE)
    return draft.write(draft.rich(text))


def escape(text: str) -> str:
    r"""TeX's own characters escaped.

    >>> print(escape("R&D_1 {a\\b} p<0.05"))
    R\&D\_1 {\textbraceleft}a{\textbackslash}b{\textbraceright} p{$<$}0.05
    """
    if len(text) < SHORT or "\\" in text or "{" in text or "}" in text:
        return _ESCAPED.sub(lambda match: _EACH[match[0]], text)
    for character, latex in _IN_TURN:
        if character in text:
            text = text.replace(character, latex)
    for character, latex in _LIGATURES.items():
        while character in text and (two := character + character) in text:
            text = text.replace(two, latex + character)
    return text


def encode(text: str) -> str:
    r"""TeX's own characters escaped, and all beyond ASCII spelled out.

    >>> print(encode("ễ ½ x̄ 10⁻³ ﬁ ÅΩÄ"))
    {\~{\^e}} {\textonehalf} {\=x} 10{$^{-3}$} fi {\r A}{$\Omega$}{\"A}
    """
    if text.isascii():
        return escape(text)
    try:
        return escape(text).encode("ascii", _SPELL).decode("ascii")
    except UnicodeEncodeError:
        return _encode_marked(text)


def _encode_marked(text: str) -> str:
    """The same where a character has no spelling, perhaps since it is a mark of the one before it."""
    text = escape(unicodedata.normalize("NFC", text))
    text = _BEYOND.sub(lambda match: _spellings(match[0]), text)
    if _MARK.search(text):
        text = _MARKED.sub(lambda match: _accented(*match.groups()) or match[0], text)
        return _ALONE.sub(lambda match: _accented("", match[0]) or match[0], text)
    return text


def _spell(error: UnicodeError) -> tuple[str, int]:
    """An error handler of codecs: the LaTeX of what can't be encoded; an encoder finds that faster than an expression."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    start, end = error.start, error.end
    return _spellings(error.object[start:end]), end


def _spellings(text: str) -> str:
    """The LaTeX of characters beyond ASCII; what is raised or lowered together is one script."""
    if len(text) == 1:
        return _SPELLINGS[text]
    latex = "".join([_SPELLINGS[character] for character in text])
    while "}$}{$" in latex and (joined := _SCRIPTS.sub(r"\1", latex)) != latex:
        latex = joined
    return latex


_SPELL = "refconvert-latex"
codecs.register_error(_SPELL, _spell)


class _Spellings(dict[str, str]):
    """Character beyond ASCII → LaTeX, worked out when it is first met."""

    def __missing__(self, character: str) -> str:
        self[character] = latex = _spelling(character)
        return latex


def _spelling(character: str) -> str:
    if math := MATH.get(character) or _greek(character):
        return f"{{${math}$}}"
    kind, *parts = unicodedata.decomposition(character).split() or [""]
    if kind.startswith("<"):
        return _compatible(character, kind)
    if len(parts) == 1:
        return _accented(chr(int(kind, 16)), chr(int(parts[0], 16))) or character
    category = unicodedata.category(character)
    return " " if category.startswith("Z") else "" if category in ("Cf", "Cc") else character


def _greek(character: str) -> str:
    match = _GREEK_NAME.fullmatch(unicodedata.name(character, ""))
    if match is None:
        return ""
    size, name = match.groups()
    macro = name.replace("LAMDA", "LAMBDA")
    if size == "SMALL":
        return f"\\{macro.lower()}"
    if name in _GREEK_CAPITALS:
        return f"\\{macro.capitalize()}"
    return f"\\mathrm{{{_GREEK_LOOKALIKES.get(name, name[0])}}}"


def _compatible(character: str, kind: str) -> str:
    """A character that Unicode says is another one in some form: ``²``, ``½``, ``ﬁ``, a wide space."""
    same = unicodedata.normalize("NFKC", character)
    if kind == "<fraction>":
        return "{{$\\frac{{{}}}{{{}}}$}}".format(*same.partition("⁄")[::2])
    written = encode(same) if character not in same else character
    if kind in ("<super>", "<sub>"):
        return LATEX.tags[kind[1:4]](written)
    return written


def _accented(letter: str, mark: str) -> str:
    base = letter if letter.isascii() else _SPELLINGS[letter]
    if base.startswith("{$"):
        accent = MATH_ACCENTS.get(mark)
        return f"{{$\\{accent}{{{base[2:-2]}}}$}}" if accent else ""
    accent = ACCENTS.get(mark)
    if not accent or not base.isascii():
        return ""
    return f"{{\\{accent}{{{base}}}}}" if accent.isalpha() or not base else f"{{\\{accent}{base}}}"


_IN_BRACES = re.compile(r"\{(\\[a-z]+)\}(?![a-zA-Z])")
"""A macro in braces that it can do without; in a script Zotero's import looks for the first closing one."""
_MATHS = re.compile(r"(?:[0-9+\-*/=.,:()' ]|\\[a-zA-Z]+)*")


def _script(mark: str) -> Callable[[str], str]:
    """Sub- and superscripts: digits and signs as mathematics, words upright."""

    def write(content: str) -> str:
        bare = content.replace("{$", "").replace("$}", "")
        if _MATHS.fullmatch(bare):
            return f"{{${mark}{{{bare}}}$}}"
        words = _IN_BRACES.sub(r"\1", content)
        return f"{{${mark}{{\\textrm{{{words}}}}}$}}"

    return write


_TAGS: dict[str, Callable[[str], str]] = {
    "i": "\\textit{{{}}}".format,
    "b": "\\textbf{{{}}}".format,
    "sub": _script("_"),
    "sup": _script("^"),
    "sc": "\\textsc{{{}}}".format,
}
LATEX = Style(encode, _TAGS)
UNICODE = Style(escape, _TAGS)

_SPELLINGS = _Spellings(TEXT)

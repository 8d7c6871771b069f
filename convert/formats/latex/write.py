r"""Rich text → LaTeX: TeX's own characters escaped and, where ASCII is wanted, every other character spelled out.

All mathematics stands in a group of its own, ``{$\alpha$}``: BibTeX leaves the case of what is in braces alone (``\Delta`` would
become ``\delta``), and Zotero, which takes the text between any ``$`` and the next ``^{`` for a superscript, finds its
end. A character that has no spelling in ``tables`` stays as it is.

pylatexenc's table of 1,500 characters is not used: it needs a dozen packages, has macros that no package defines, and spells ``ħ``
as an accented h.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from convert.formats.latex.tables import ACCENTS, ESCAPES, LOOKALIKES, MATH, STYLE_MACROS, TEXT, WITHOUT_MACRO
from convert.model.text.markup import PAIR, Style, has_end_tag, render

OPEN = "\x02"
CLOSE = "\x03"
"""Stand for braces that are LaTeX and not text; an ``EscapeBuffer`` turns them into braces."""
_PLACEHOLDER = "\x04"


class EscapeBuffer:
    """Texts that are escaped all at once, which takes a fraction of the time that each alone would take.

    Finished LaTeX is kept aside, with a placeholder in its place until the whole is escaped.
    """

    def __init__(self, style: Style) -> None:
        self.style = style
        self._kept: list[str] = []

    def latex(self, latex: str) -> str:
        """Keep LaTeX aside, and return the placeholder to write for it."""
        self._kept.append(latex)
        return _PLACEHOLDER

    def rich(self, text: str) -> str:
        """Rich text with placeholders for its marked-up parts."""
        if _PLACEHOLDER in text:
            text = text.replace(_PLACEHOLDER, "")
        if (OPEN in text or CLOSE in text) and not _is_balanced(text):
            text = text.replace(OPEN, "").replace(CLOSE, "")
        if "<" not in text:
            return text
        before = len(self._kept)
        replaced = PAIR.sub(lambda match: self.latex(_marked_up(self.style, *match.groups())), text)
        if has_end_tag(replaced):  # some tags are nested
            del self._kept[before:]
            return self.latex(_with_braces(render(text, self.style)))
        return replaced

    def escape(self, text: str) -> str:
        """The whole text in LaTeX, with the kept LaTeX in its places."""
        rest = _with_braces(self.style.text(text))
        pieces: list[str] = []
        for latex in self._kept:
            before, _, rest = rest.partition(_PLACEHOLDER)
            pieces += before, latex
        return "".join([*pieces, rest])


@lru_cache(maxsize=1 << 12)
def _marked_up(style: Style, tag: str, content: str) -> str:
    """Cached, as most marked-up texts come again: ``2``, ``+``, ``in vitro``."""
    return _with_braces(style.tags[tag](style.text(content)))


def _with_braces(text: str) -> str:
    return text.replace(OPEN, "{").replace(CLOSE, "}")


def _is_balanced(text: str) -> bool:
    """Whether ``OPEN`` and ``CLOSE`` come in pairs, and so not from the source's own control characters."""
    depth = 0
    for character in re.findall(f"[{OPEN}{CLOSE}]", text):
        depth += 1 if character == OPEN else -1
        if depth < 0:
            return False
    return depth == 0


def to_latex(text: str) -> str:
    r"""Rich text → LaTeX in ASCII, but for characters that have no spelling.

    >>> print(to_latex("<i>Müller</i> & 100% Ca<sup>2+</sup> α<sub>max</sub> – “Čapek” 漢"))
    \textit{M{\"u}ller} \& 100\% Ca{$^{2+}$} {$\alpha$}{$_{\textrm{max}}$} -- ``{\v{C}}apek'' 漢
    """
    buffer = EscapeBuffer(LATEX)
    return buffer.escape(buffer.rich(text))


def to_unicode_latex(text: str) -> str:
    r"""Rich text → LaTeX in which only TeX's own characters are escaped.

    >>> print(to_unicode_latex("<i>Müller</i> & 100% Ca<sup>2+</sup> α"))
    \textit{Müller} \& 100\% Ca{$^{2+}$} α
    """
    buffer = EscapeBuffer(UNICODE)
    return buffer.escape(buffer.rich(text))


def to_latex_with_letters(text: str) -> str:
    r"""Rich text → LaTeX in which letters stay, and TeX's own characters are escaped and signs spelled out.

    >>> print(to_latex_with_letters("<i>Müller</i> & 100% Ca<sup>2+</sup> α"))
    \textit{Müller} \& 100\% Ca{$^{2+}$} {$\alpha$}
    """
    buffer = EscapeBuffer(LETTERS)
    return buffer.escape(buffer.rich(text))


# --- TeX's own characters -----------------------------------------------------------------------------------

_REPEATED = {"-": "-{}", "'": "'{}"}
"""Escaped before another one of its kind: TeX would make a dash or a quotation mark of the two."""
_ESCAPES = ESCAPES | _REPEATED
_ESCAPED = re.compile(r"[\\{}$&%#_^~<>|`]|-(?=-)|'(?=')")
_IN_TURN = tuple(ESCAPES.items())[3:]
_SHORT = 64
"""From this length on, replacing each character in turn is faster than a regular expression."""


def escape(text: str) -> str:
    r"""Escape TeX's own characters.

    >>> print(escape("R&D_1 {a\\b} p<0.05"))
    R\&D\_1 {\textbraceleft}a{\textbackslash}b{\textbraceright} p{$<$}0.05
    """
    if len(text) < _SHORT or "\\" in text or "{" in text or "}" in text:
        return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)
    for character, latex in _IN_TURN:
        if character in text:
            text = text.replace(character, latex)
    for character, latex in _REPEATED.items():
        while character in text and (two := character + character) in text:
            text = text.replace(two, latex + character)
    return text


# --- characters beyond ASCII --------------------------------------------------------------------------------

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_MARK = re.compile("[\u0300-\u036f]")
_MARKED = re.compile("([A-Za-z]|\\{\\$\\\\?[A-Za-z]+\\$\\})([\u0300-\u036f])")
_ALONE = re.compile("(?<![^\x00-\x7f])[\u0300-\u036f]")
_ADJACENT_SCRIPTS = re.compile(r"(\{\$([_^])\{[^{}$]*)\}\$\}\{\$\2\{")
"""One of Unicode's superscripts after another: ``⁻³``."""


def encode(text: str) -> str:
    r"""Escape TeX's own characters, and spell out all characters beyond ASCII.

    >>> print(encode("ễ ½ x̄ 10⁻³ ﬁ ÅΩÄ"))
    {\~{\^e}} {\textonehalf} {\=x} 10{$^{-3}$} fi {\r A}{$\Omega$}{\"A}
    """
    if text.isascii():
        return escape(text)
    latex = _BEYOND_ASCII.sub(_spell_match, escape(text))
    return latex if latex.isascii() else _without_lookalikes(_encode_marks(text))


def _encode_marks(text: str) -> str:
    """The same where a character has no spelling alone, such as a combining mark."""
    text = escape(unicodedata.normalize("NFC", text))
    text = _BEYOND_ASCII.sub(_spell_match, text)
    if _MARK.search(text):
        text = _MARKED.sub(lambda match: _with_accent(*match.groups()) or match[0], text)
        return _ALONE.sub(lambda match: _with_accent("", match[0]) or match[0], text)
    return text


def _spell_match(match: re.Match[str]) -> str:
    """The LaTeX of adjacent characters beyond ASCII; adjacent super- or subscripts become one."""
    text = match[0]
    if len(text) == 1:
        return _SPELLINGS[text]
    latex = "".join([_SPELLINGS[character] for character in text])
    while "}$}{$" in latex and (joined := _ADJACENT_SCRIPTS.sub(r"\1", latex)) != latex:
        latex = joined
    return latex


class _Spellings(dict[str, str]):
    """Character beyond ASCII → LaTeX, worked out when it first occurs."""

    def __missing__(self, character: str) -> str:
        self[character] = latex = _spell(character)
        return latex


_SPELLINGS = _Spellings(TEXT)


def _spell(character: str) -> str:
    if math := MATH.get(character):
        return f"{{${math}$}}"
    kind, *parts = unicodedata.decomposition(character).split() or [""]
    if kind.startswith("<"):
        return _spell_variant(character, kind)
    if len(parts) == 1:
        return _with_accent(chr(int(kind, 16)), chr(int(parts[0], 16))) or character
    category = unicodedata.category(character)
    return " " if category.startswith("Z") else "" if category in ("Cf", "Cc") else character


def _spell_variant(character: str, kind: str) -> str:
    """A character that is another one in some form (Unicode's compatibility decompositions): ``²``, ``½``, ``ﬁ``."""
    same = unicodedata.normalize("NFKC", character)
    if kind == "<fraction>":
        return "{{$\\frac{{{}}}{{{}}}$}}".format(*same.partition("⁄")[::2])
    written = encode(same) if character not in same else character
    if kind in ("<super>", "<sub>"):
        return LATEX.tags[kind[1:4]](written)
    return written


def _with_accent(letter: str, mark: str) -> str:
    """A letter, or none, with a combining mark; ``""`` if LaTeX has no such accent."""
    base = letter if letter.isascii() else _SPELLINGS[letter]
    if mark == _NOT:
        return f"{{$\\not{MATH.get(letter, letter)}$}}" if letter in MATH or letter in _RELATIONS else ""
    accent, math_accent = ACCENTS.get(mark, ("", ""))
    if base.startswith("{$"):
        return f"{{$\\{math_accent}{{{base[2:-2]}}}$}}" if math_accent else ""
    if not accent or not base.isascii():
        return ""
    return f"{{\\{accent}{{{base}}}}}" if accent.isalpha() or not base else f"{{\\{accent}{base}}}"


_NOT = "\u0338"
_RELATIONS = frozenset("<=>")

# --- Unicode that pdfLaTeX reads ----------------------------------------------------------------------------------

_LETTER = re.compile(r"(?=[^\W\d_])[\xc0-\u024f\u1e00-\u1eff]")
_READ_BY_LATEX = (
    "\xa0-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u0192\u01c4-\u01d4\u01e2\u01e3\u01e6-\u01eb"
    "\u01f0\u01f4\u01f5\u0218-\u021b\u0232\u0233\u0237\u02d8-\u02db\u02dd\u1e02\u1e03\u1e0d\u1e1e\u1e1f\u1e20\u1e21\u1e25\u1e30"
    "\u1e31\u1e37\u1e43\u1e45\u1e47\u1e5b\u1e63\u1e6d\u1e8e-\u1e91\u1e9e\u1ef2\u1ef3\u200c\u2010-\u2016\u2018-\u201a\u201c-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20a9\u20ac\u2103\u2116\u2122\u2190-\u2193\ufb00-\ufb06"
)
"""What LaTeX's ``utf8`` input encoding knows with the font encoding T1 (``t1enc.dfu``, ``ts1enc.dfu``)."""
_SPELLED_ALWAYS = re.compile(rf"(?<![¹²³])[¹²³]*+(?:[^\x00-\x7f{_READ_BY_LATEX}][¹²³]*+)++")
_UNKNOWN = re.compile(rf"[^\x00-\x7f{_READ_BY_LATEX}]")


def encode_signs(text: str) -> str:
    r"""Escape TeX's own characters, and spell out signs that pdfLaTeX doesn't read; letters stay.

    >>> print(encode_signs("Čapek & Nguyễn – 5 µM α ≥ 10⁻³"))
    Čapek \& Nguyễn – 5 µM {$\alpha$} {$\geq$} 10{$^{-3}$}
    """
    text = escape(text)
    return text if text.isascii() else _without_lookalikes(_SPELLED_ALWAYS.sub(_spell_signs, text))


def _without_lookalikes(latex: str) -> str:
    r"""LaTeX with Latin letters and signs for those that look like them, unless LaTeX doesn't read the text all the same.

    >>> print(_without_lookalikes("Kim АМ: IL-6、TNF"), _without_lookalikes("Том, 張、李"))
    Kim AM: IL-6, TNF Том, 張、李
    """
    if latex.isascii() or not _LOOKALIKE.search(latex):
        return latex
    unknown = (c for c in _UNKNOWN.findall(latex) if not _LETTER.match(c))
    return latex.translate(_LOOKALIKES) if all(map(LOOKALIKES.__contains__, unknown)) else latex


_LOOKALIKES = str.maketrans(LOOKALIKES)
_LOOKALIKE = re.compile(f"[{''.join(LOOKALIKES)}]")


def _spell_signs(match: re.Match[str]) -> str:
    text = match[0]
    if _LETTER.search(text) or not (latex := _spell_match(match)).isascii():
        return "".join([c if _LETTER.match(c) or not (one := _SPELLINGS[c]).isascii() else one for c in text])
    return latex


def declarations(text: str) -> str:
    r"""What tells pdfLaTeX how to print the characters of a text that it doesn't read; ``""`` if there are none that can be told.

    biber turns ``{\d a}`` into the letter, and LaTeX has no command for some, so a document needs more than the text.
    ``\DeclareUnicodeCharacter`` would do the same, but not where BibTeX's list stands.

    >>> print(declarations("Nguyễn"))
    \expandafter\gdef\csname u8:\detokenize{ễ}\endcsname{{\~{\^e}}}
    """
    if text.isascii():
        return ""
    return "".join(
        [
            f"\\expandafter\\gdef\\csname u8:\\detokenize{{{character}}}\\endcsname{{{latex}}}"
            for character in sorted(set(_UNKNOWN.findall(text)))
            if (latex := _described(character))
        ]
    )


def _described(character: str) -> str:
    """The LaTeX of a character in ASCII; ``""`` if there is none."""
    if (latex := WITHOUT_MACRO.get(character)) is not None:
        return latex
    latex = _SPELLINGS[character]
    if latex.isascii():
        return latex
    letter, *marks = list(unicodedata.normalize("NFD", character))
    if not letter.isascii() or not all(mark in WITHOUT_MACRO or mark in ACCENTS for mark in marks):
        return ""
    for mark in marks:
        letter = letter + WITHOUT_MACRO[mark] if mark in WITHOUT_MACRO else _with_accent_on(letter, mark)
    return letter


def _with_accent_on(latex: str, mark: str) -> str:
    accent = ACCENTS[mark][0].strip()
    return f"{{\\{accent}{{{latex}}}}}"


# --- markup -------------------------------------------------------------------------------------------------

_BRACED_MACRO = re.compile(r"\{(\\[a-z]+)\}(?![a-zA-Z])")
"""A macro that can do without its braces; Zotero's import ends a script at the first closing one."""
_MATH_ONLY = re.compile(r"(?:[0-9+\-*/=.,:()' ]|\\[a-zA-Z]+)*")


def _script(mark: str) -> Callable[[str], str]:
    """Sub- or superscripts: digits and operators as mathematics, words upright."""

    def write(content: str) -> str:
        bare = content.replace("{$", "").replace("$}", "")
        if _MATH_ONLY.fullmatch(bare):
            return f"{{${mark}{{{bare}}}$}}"
        words = _BRACED_MACRO.sub(r"\1", content)
        return f"{{${mark}{{\\textrm{{{words}}}}}$}}"

    return write


def _style(kind: str) -> Callable[[str], str]:
    macro = STYLE_MACROS[kind].split()[0]
    return f"\\{macro}{{{{{{}}}}}}".format


_TAGS = {kind: _style(kind) for kind in ("i", "b", "sc")} | {"sub": _script("_"), "sup": _script("^")}
LATEX = Style(encode, _TAGS)
LETTERS = Style(encode_signs, _TAGS)
UNICODE = Style(escape, _TAGS)

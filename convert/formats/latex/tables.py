r"""The characters, accents and markup of LaTeX, for writing and for reading.

All of it works in LaTeX of 2020 or newer without packages; only the letters that the OT1 encoding lacks (``ą``, ``đ``, ``þ``)
need T1. Accented letters come from Unicode's decompositions and Greek letters from their names. Where LaTeX has several macros
for a character, the one written is the one that Zotero's import knows.

The macros of a character stand in one string: the first is written, the others are only read. A macro of several characters is
read as the first of them in the table.
"""

import unicodedata
from collections.abc import Iterator, Mapping

ESCAPES = {
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
r"""TeX's own characters. ``\{`` would do in TeX, but BibTeX counts its brace. After the first three, no character is in the LaTeX of
an earlier one, so that they can be replaced one after another."""

LIGATURES = {"--": "–", "---": "—", "`": "‘", "``": "“", "''": "”", "~": "\u00a0", "!`": "¡", "?`": "¿"}

# --- accents ----------------------------------------------------------------------------------------------

ACCENTS = {
    "\u0300": ("`", "grave"),
    "\u0301": ("'", "acute"),
    "\u0302": ("^", "hat"),
    "\u0303": ("~", "tilde"),
    "\u0304": ("=", "bar"),
    "\u0306": ("u", "breve"),
    "\u0307": (".", "dot"),
    "\u0308": ('"', "ddot"),
    "\u030a": ("r", ""),
    "\u030b": ("H ", ""),
    "\u030c": ("v", "check"),
    "\u0323": ("d", ""),
    "\u0327": ("c", ""),
    "\u0328": ("k", ""),
    "\u0331": ("b", ""),
    "\u0338": ("", "not"),
    "\u0361": ("t", ""),
}
"""Combining mark → LaTeX's accent in text, and in mathematics, where only Greek letters have accents."""

# --- characters in text -------------------------------------------------------------------------------------

_TEXT_MACROS = {
    "´": "textasciiacute",
    "¡": "textexclamdown",
    "¿": "textquestiondown",
    "£": "textsterling pounds",
    "§": "textsection S",
    "¶": "textparagraph P",
    "©": "textcopyright copyright",
    "®": "textregistered",
    "™": "texttrademark",
    "€": "texteuro",
    "₩": "textwon",
    "¥": "textyen",
    "¢": "textcent",
    "Æ": "AE",
    "æ": "ae",
    "Œ": "OE",
    "œ": "oe",
    "Ø": "O",
    "ø": "o",
    "ß": "ss",
    "ı": "i",
    "ȷ": "j",
    "Đ": "DJ",
    "đ": "dj",
    "Ð": "DH",
    "ð": "dh",
    "Þ": "TH",
    "þ": "th",
    "Ŋ": "NG",
    "ŋ": "ng",
    "‚": "quotesinglbase",
    "„": "quotedblbase",
    "«": "guillemotleft",
    "»": "guillemotright",
    "‹": "guilsinglleft",
    "›": "guilsinglright",
    "†": "textdagger dag",
    "‡": "textdaggerdbl ddag",
    "±": "textpm pm",
    "·": "textperiodcentered cdot",
    "°": "textdegree degree",
    "×": "texttimes times",
    "→": "textrightarrow rightarrow to",
    "←": "textleftarrow leftarrow",
    "¼": "textonequarter",
    "½": "textonehalf",
    "¾": "textthreequarters",
    "•": "textbullet",
    "…": "textellipsis ldots dots",
    "‰": "textperthousand",
    "№": "textnumero",
}

_TEXT_SPELLINGS = {
    "\u00ad": r"\-",
    "ª": r"\textsuperscript{a}",
    "º": r"\textsuperscript{o}",
    "Å": r"{\r A}",
    "å": r"{\r a}",
    "Ł": r"{\L }",
    "ł": r"{\l }",
    "ẞ": "SS",
    "‐": "-",
    "‑": "-",
    "‒": "--",
    "―": "---",
    "’": "'",
    "ʼ": "'",
    "׳": "'",
    "״": "''",
    "˂": "{$<$}",
    "˃": "{$>$}",
}
"""Written in another way than as a macro in braces."""

LOOKALIKES = {
    **dict(zip("АВЕКМНОРСТХІЈЅаеорсухіјѕ", "ABEKMHOPCTXIJSaeopcyxijs", strict=True)), "Ӧ": r"{\"O}", "ӧ": r"{\"o}",
    "、": ", ", "。": ". ", "「": "``", "」": "''", "『": "``", "』": "''", "【": "[", "】": "]", "・": r"{\textperiodcentered}",
    "《": r"{\guillemotleft}", "》": r"{\guillemotright}", "〈": r"{\guilsinglleft}", "〉": r"{\guilsinglright}",
    "⁎": "{$*$}", "ꓽ": ":", "‿": r"{$\smile$}", "ꞵ": r"{$\beta$}", "ꭓ": r"{$\chi$}",
}  # fmt: skip
"""Letters of other scripts and East Asian punctuation among Latin words, ``Kim АМ``, ``IL-6、TNF`` → what prints the same."""

_MACROS_ONLY_READ = {
    "å": "aa",
    "Å": "AA",
    "ł": "l",
    "Ł": "L",
    "–": "textendash",
    "—": "textemdash",
    "‘": "textquoteleft",
    "’": "textquoteright",
    "“": "textquotedblleft",
    "”": "textquotedblright",
    "'": "textquotesingle",
    '"': "textquotedbl",
    "{": "lbrace",
    "}": "rbrace",
    "_": "textunderscore",
    "$": "textdollar",
    "<": "textless lt",
    ">": "textgreater gt",
    "|": "textbar",
    "μ": "textmugreek",
    "ª": "textordfeminine",
    "º": "textordmasculine",
    "/": "slash",
    "°C": "celsius",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
    " ": "quad qquad space newline par",
    "": "relax protect left right displaystyle",
}

# --- characters in mathematics ------------------------------------------------------------------------------

_MATH_MACROS = {
    "⇌": "rightleftharpoons",
    "∓": "mp",
    "÷": "div",
    "⋅": "cdot",
    "∙": "cdot",
    "¬": "neg",
    "µ": "mu textmu",
    "∘": "circ",
    "√": "surd",
    "∼": "sim",
    "≃": "simeq",
    "≅": "cong",
    "≈": "approx",
    "≡": "equiv",
    "≤": "leq le",
    "≥": "geq ge",
    "⩽": "leq",
    "⩾": "geq",
    "≦": "leq",
    "≧": "geq",
    "≠": "neq ne",
    "∉": "notin",
    "≪": "ll",
    "≫": "gg",
    "∝": "propto",
    "∞": "infty",
    "∂": "partial",
    "∇": "nabla",
    "Δ": "Delta",
    "∆": "Delta",
    "∏": "prod",
    "∑": "sum",
    "∫": "int",
    "∀": "forall",
    "∃": "exists",
    "∅": "emptyset",
    "∈": "in",
    "∩": "cap",
    "∪": "cup",
    "⊂": "subset",
    "⊃": "supset",
    "⊆": "subseteq",
    "⊇": "supseteq",
    "∧": "wedge",
    "∨": "vee",
    "∥": "parallel",
    "⊥": "perp",
    "∠": "angle",
    "⊕": "oplus",
    "⊗": "otimes",
    "↑": "uparrow",
    "↓": "downarrow",
    "↔": "leftrightarrow",
    "⇐": "Leftarrow",
    "⇒": "Rightarrow",
    "⇔": "Leftrightarrow",
    "⟨": "langle",
    "⟩": "rangle",
    "ℓ": "ell",
    "ℏ": "hbar",
    "ħ": "hbar",
    "★": "star",
    "☆": "star",
    "△": "triangle",
    "▵": "triangle",
    "▲": "bigtriangleup",
    "▽": "bigtriangledown",
    "▼": "bigtriangledown",
    "◊": "diamond",
    "◇": "diamond",
    "◆": "diamond",
    "♦": "diamondsuit",
    "●": "bullet",
    "○": "circ",
    "◦": "circ",
    "✓": "surd",
    "⌊": "lfloor",
    "⌋": "rfloor",
    "⌈": "lceil",
    "⌉": "rceil",
    "≺": "prec",
    "≻": "succ",
    "⪯": "preceq",
    "⪰": "succeq",
    "≐": "doteq",
    "≍": "asymp",
    "∣": "mid",
    "∋": "ni",
    "∖": "setminus",
    "∮": "oint",
    "⊙": "odot",
    "⊖": "ominus",
    "⊢": "vdash",
    "⊨": "models",
    "↦": "mapsto",
    "↗": "nearrow",
    "↘": "searrow",
    "⇑": "Uparrow",
    "⇓": "Downarrow",
    "⟶": "longrightarrow",
    "⟵": "longleftarrow",
    "φ": "varphi phi",
    "ϕ": "phi",
    "ε": "varepsilon epsilon",
    "ϵ": "epsilon",
    "ϑ": "vartheta",
    "ς": "varsigma",
}

_MATH_SPELLINGS = {"˚": r"^{\circ}", "′": "'", "″": "''", "‖": r"\|", "−": "-", "∕": "/", "∗": "*", "ο": "o"}
"""Written in another way than as a macro."""

WITHOUT_MACRO = {
    "≲": r"\ensuremath{\stackrel{<}{\sim}}",
    "≳": r"\ensuremath{\stackrel{>}{\sim}}",
    "≙": r"\ensuremath{\stackrel{\wedge}{=}}",
    "≜": r"\ensuremath{\stackrel{\triangle}{=}}",
    "∴": r"\ensuremath{\cdot\dot{}\cdot}",
    "■": r"\rule{1ex}{1ex}",
    "▪": r"\rule{.7ex}{.7ex}",
    "□": r"\fbox{\rule{0pt}{1ex}}",
    "♀": "(female)",
    "♂": "(male)",
    "ə": "{e}",
    "Ə": "{E}",
    "Ɛ": "{E}",
    "ɛ": r"\ensuremath{\varepsilon}",
    "\u031b": "'",
    "\u0309": r"\raisebox{.9ex}{\tiny ?}",
    "\u0326": ",",
    "\u0332": "{}",
}
"""Characters for which LaTeX has no command of its own, or one that only some encodings have → what pdfLaTeX is told to print."""

_GREEK_CAPITALS_WITH_MACRO = frozenset("ΓΔΘΛΞΠΣΥΦΨΩ")
_GREEK_LATIN_LOOKALIKES = {"Χ": "X", "Η": "H", "Ρ": "P"}
"""Capitals that look like another Latin letter than the one that their name begins with."""


def _greek_macros() -> Iterator[tuple[str, str]]:
    """The letters of the Greek alphabet, by their names in Unicode: ``("α", "alpha")``, ``("Λ", "Lambda")``."""
    for character in map(chr, (*range(0x0391, 0x03AA), *range(0x03B1, 0x03CA))):
        words = unicodedata.name(character, "").replace("LAMDA", "LAMBDA").split()
        if len(words) == 4:  # of which three come before the name; not FINAL SIGMA
            yield character, words[-1].lower() if character.islower() else words[-1].capitalize()


def _greek(character: str, macro: str) -> str:
    if character.islower() or character in _GREEK_CAPITALS_WITH_MACRO:
        return f"\\{macro}"
    return f"\\mathrm{{{_GREEK_LATIN_LOOKALIKES.get(character, macro[0])}}}"


def _first_macros(macros: Mapping[str, str], pattern: str) -> dict[str, str]:
    return {character: pattern % names.split()[0] for character, names in macros.items()}


TEXT = (
    {character: latex for latex, character in LIGATURES.items()}
    | _TEXT_SPELLINGS
    | _first_macros(_TEXT_MACROS, "{\\%s}")
)
"""Character → LaTeX in text."""

MATH = (
    {character: _greek(character, macro) for character, macro in _greek_macros()}
    | _MATH_SPELLINGS
    | _first_macros(_MATH_MACROS, "\\%s")
)
"""Character → LaTeX in mathematics."""


def _read_macros() -> dict[str, str]:
    found = {latex[2:-1]: character for character, latex in ESCAPES.items() if latex.startswith("{\\")}
    for table in (_TEXT_MACROS, _MACROS_ONLY_READ, _MATH_MACROS):
        for character, names in table.items():
            for name in names.split():
                found.setdefault(name, character)
    for character, macro in _greek_macros():
        found.setdefault(macro, character)
        found.setdefault(f"text{macro}", character)
        if character.islower():
            found.setdefault(f"up{macro}", character)
    return found


MACROS = _read_macros()
"""Macro → the character that it is read as."""

# --- markup -------------------------------------------------------------------------------------------------

STYLE_MACROS = {
    "i": "textit textsl emph mkbibemph mathit",
    "b": "textbf mkbibbold mathbf",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "sc": "textsc",
    "quotes": "enquote mkbibquote textquote",
    "": "text textrm texttt textsf textup textmd textnormal textlf underline mathrm mathsf mathtt mathbb mathcal"
    " operatorname mbox hbox ensuremath NoCaseChange nocase url path nolinkurl bibnamefont bibfnamefont citenamefont"
    " mkbibnamefamily mkbibnamegiven mkbibnameprefix mkbibnamesuffix singleletter natexlab uline",
}
"""Kind of markup → the macros whose argument has it; ``""``: those whose argument is as good without them."""

STYLE_SWITCHES = {
    "i": "it em sl itshape",
    "b": "bf bfseries",
    "sc": "sc scshape",
    "": "rm tt sf normalfont upshape small",
}
"""Kind of markup → the macros that set it up to the end of their group."""

"""Sentence case or title case, and which words of a title must keep their capitals when a style lowers the rest.

In 17,559 titles of MEDLINE the share of capitalised words (past the first of each part, without function words, short words
and acronyms) has two hills with a valley at .6 to .73: below are titles in sentence case, in which every capital is a name's; above
are those in title case, where the record, or a lexicon, must tell which words are names.
"""

import re

from convert.model.record import Record
from convert.model.text.proper_names import ALLOYED, BEFORE_NAMES, GENERA, NAMES
from convert.model.text.titles import is_all_capitals
from convert.model.text.translations import is_translated
from convert.model.title_names import FUNCTION_WORDS, LATIN, SMALL_WORD, Title, Token, is_epithet, is_name
from convert.model.title_names.evidence import has_word
from convert.model.title_names.slips import is_slip

TITLE_CASE = 0.73
"""From this share of capitalised words on, a title is in title case."""
_SURELY = 0.9
"""Below this share, a title whose first word past the beginning is small is in sentence case, and ends with names."""
_FEW = 2
"""So few capitalised words may all be names: the record is asked."""
_MANY = 5
"""So many capitalised words after ``Correction:`` are no names, but the title of what is corrected."""
_MODERN = 1850
"""Until then nouns had capitals as they pleased: ``A case of violent and obstinate Cough, cured by a preparation of Iron``."""
_LONG = 4
"""From so many letters on, title case capitalises also prepositions."""

_ENGLISH = re.compile(r"(?i)\b(?:of|the|and|with|from|by|to|for)\b")
_REPLY = re.compile(
    r"(?i)(?:author'?s?'? )?(?:re|repl(?:y|ies)|response|comments?|letter|retraction|correction|erratum)\b[^a-z]*(?:to|on|of|by)?\b"
)
"""How titles begin that may consist of names: ``Reply to Smith and Jones``."""

_TOKEN = re.compile(
    r"<(su[bp])>(?:[^<\n]++|<(?!\1>))*?</\1>"
    r"|<([ib])>(?:[^<\n]++|<(?!\2>))*?</\2>|<span[^<>]*>(?:[^<\n]++|<(?!span))*?</span>"
    r"|[A-Z]\. [a-z]{3,}"
    r"|(?:\b|(?<=_))[a-z0-9]*+(?:[A-Z]|(?=[^\W_])[^\x00-\x7f])[^\W_]*(?:[.'’][^\W_]+)*['’]?"
)
"""Sub- or superscript, marked-up text, an abbreviated species (``E. coli``), or a word that may have a capital."""
_NUMBER = re.compile(r"(?:[IVX]+|\d)\.")
_SENTENCE = re.compile(rf"(?<![\w'’-])(?!{LATIN.pattern} )[\w'’-]++,? [A-Z][a-z]{{5,}}\.$")
"""The end of a sentence in title case; what follows an epithet is who described the species: ``Malus alba Forssk.``."""
_NOTICES = (
    "correction.",
    "corrigendum.",
    "editorial.",
    "erratum.",
    "retracted.",
    "retraction.",
    "withdrawn.",
)
"""Words before a title that are a sentence of their own."""
_OPENING = " \xa0\"“”‘’'([{«¿¡"
_TAGS = re.compile(r"<[^<>]*>")


def parse(record: Record) -> Title:
    """A record's title with its words that have capitals, and whether it is in title case."""
    title = record.title
    tokens = [
        Token(match.start(), match.end(), match[0], _place(title, match.start()))
        for match in _TOKEN.finditer(title)
        if match[1] is None
    ]
    return Title(record, tokens, _is_headline(record, tokens))


def _place(title: str, start: int) -> str:
    last = title[start - 2 : start - 1]
    if start > 1 and (last.isalnum() or last == ","):
        return ""
    before = title[:start].rstrip(_OPENING)
    if not before:
        return "^"
    last = before[-1]
    if last not in ":?!.-–—" or not title[len(before)].isspace():
        return ""
    if last in "-–—":
        return "-" if before[-2:-1].isspace() else ""
    if last == ".":
        word = before.rpartition(" ")[2]
        if before.lower() in _NOTICES or before.endswith(" et al."):
            return "."
        is_abbreviation = len(word) <= _LONG or (word[:1].isupper() and not _SENTENCE.search(before))
        return "" if is_abbreviation and not _NUMBER.fullmatch(word) else "."
    return ":" if last == ":" else "."


# --- the case of a title --------------------------------------------------------------------------------------


def is_title_case(record: Record) -> bool:
    """Whether a record's title is in English title case.

    >>> is_title_case(Record(title="Effects of Exercise on Sleep in Older Adults"))
    True
    >>> is_title_case(Record(title="Malaria in Kenya, Uganda and Tanzania")), is_title_case(Record(title="Die Lunge", language=["ger"]))
    (False, False)
    """
    return parse(record).is_headline


def _is_headline(record: Record, tokens: list[Token]) -> bool:
    words = [token.text for token in tokens if _counts(record.title, token)]
    if not words:
        return False
    if record.issued and record.issued.year and record.issued.year < _MODERN and not is_foreign(record):
        return True
    title = record.title.partition(" [version ")[0]
    small = sum(word not in FUNCTION_WORDS for word in SMALL_WORD.findall(title))
    if small and len(words) >= small:
        small -= len(_EPITHET.findall(title))
    if len(words) < TITLE_CASE * (len(words) + small) or is_foreign(record):
        return False
    if small and len(words) < _SURELY * (len(words) + small) and _is_small_first(title, tokens):
        return False
    reply = None if small else _REPLY.match(title)
    if len(words) + small >= _FEW and (reply is None or (":" in reply[0] and len(words) >= _MANY)):
        return True
    return any(is_common(record, word) for word in words)


_EPITHET = re.compile(rf"\b[A-Z](?:[a-z]{{4,}}|\.)(?: \([A-Z][a-z]*\.?\))? {LATIN.pattern}(?!\w)")
"""A genus, perhaps with its subgenus, and the small word that follows it in any case."""


def _is_small_first(title: str, tokens: list[Token]) -> bool:
    """Whether no word past the first has a capital before a small one, as in ``Patients admitted to the National Burn Centre``."""
    small = next(word for word in SMALL_WORD.finditer(title) if word[0] not in FUNCTION_WORDS)
    if LATIN.fullmatch(small[0]) or small[0].endswith("i") or title.startswith("-", small.end()):
        return False  # a species, or ``alpha-``
    if title[: small.start()].rstrip().rpartition(" ")[2] in GENERA:
        return False
    return all(token.start > small.start() for token in tokens if _counts(title, token))


def _counts(title: str, token: Token) -> bool:
    """Whether the capital of a word tells the case: it is long, no name, and the first of no part."""
    text = token.text
    if token.place or len(text) < _LONG or not text.istitle() or not (text.isascii() and text.isalpha()):
        return False
    if title[token.start - 1] == "-" or text in NAMES or text in BEFORE_NAMES:
        return False
    return text.lower() not in FUNCTION_WORDS


def is_foreign(record: Record) -> bool:
    """Whether the title is in a language other than English; PubMed's titles of foreign works are translations."""
    if not record.language:
        return is_german(record.title)
    if record.original_title not in ("", record.title):
        return False
    if record.language[0].lower().startswith(("en", "und", "mul")):
        return False
    return not (is_translated(record) or _ENGLISH.search(record.title))


_GERMAN = re.compile(r"\b(?:das|des|durch|eine[rs]?|für|nicht|und|vom|zum|zur|(?<!van )(?<!von )der)\b")


def is_german(title: str) -> bool:
    """Whether a title in an unknown language has small words of German, whose nouns have capitals, and none of English.

    >>> is_german("Die Zukunft des Gehens"), is_german("Forces of van der Waals"), is_german("Zeitschrift für Soziologie")
    (True, False, True)
    """
    return _GERMAN.search(title) is not None and not _ENGLISH.search(title)


# --- words that are names -------------------------------------------------------------------------------------


def protected(record: Record) -> list[tuple[int, int]]:
    """The parts of a record's title whose capitals must stay when the title is lowered, as beginnings and ends.

    >>> def show(title, **fields):
    ...     return [title[start:end] for start, end in protected(Record(title=title, **fields))]
    >>> show("Riluzole in ALS: mRNA, pH and T cells in Parkinson's disease")
    ['ALS', 'mRNA', 'pH', 'T', "Parkinson's"]
    >>> show("Effects of Exercise on IL-6 Levels in Older Adults in Kenya")
    ['IL', 'Kenya']
    >>> show("Die Behandlung der Lunge bei Kindern", language=["ger"])
    ['Behandlung', 'Lunge', 'Kindern']
    >>> show("Growth of E. coli and <i>Listeria</i> in soup: A trial")
    ['E. coli', '<i>Listeria</i>']
    """
    inside = record.title[1:]
    if inside == inside.lower() or is_all_capitals(record.title):
        return []
    title = parse(record)
    return [(_start(title, token), token.end) for token in title.tokens if keeps(title, token)]


def _start(title: Title, token: Token) -> int:
    """Where the capitals of a word begin that must stay: the first one of ``MicroRNA`` is the title case's."""
    may_have_prefix = "R" in token.text and not token.place
    prefix = MICRO_RNA.match(title.record.title, token.start) if may_have_prefix else None
    return prefix.end() if prefix else token.start


MICRO_RNA = re.compile(r"(?<=[\w,] )(?:Micro|Mi|Lnc|Circ|Si|Pi)(?=RNA|R-\d)")
"""What has a small letter amid a title: ``microRNA``, ``miR-21``."""


def keeps(title: Title, token: Token) -> bool:
    """Whether a word or marked-up part keeps its capitals when the title is lowered."""
    text, place = token.text, token.place
    if text[0] == "<":
        return _keeps_marked_up(token)
    rest = text[1:]
    if rest != rest.lower() or rest.startswith(". "):
        return True
    if text == text.lower():
        return False
    whole = title.record.title
    if place in ("^", ":") and token.start and not whole[token.start - 1].isspace():
        return True  # after a quotation mark or bracket, where styles lower what begins
    if place == "^":
        return False
    if whole[0] == "[" and _LABEL.fullmatch(whole, 0, token.start):
        return True
    if _is_before_sign(title, token):
        return True
    if place == "." or _has_digit(text) or _is_first_in_compound(title, token):
        return True
    if not title.is_headline_at(token) and (place == "-" or (rest and not place)):
        return text not in ARTICLES if place else not is_wrong(title, token)
    return is_name(title, token) if rest else _keeps_letter(title, token)


ARTICLES = ("A", "An", "The")
"""What is small after a dash."""


def _is_first_in_compound(title: Title, token: Token) -> bool:
    """Whether the first letter of a title stands behind a number or sign and a hyphen: ``4-Hydroxybenzoic acid``."""
    return title.record.title[token.start - 1] == "-" and token.start == title.first > 0


def is_wrong(title: Title, token: Token) -> bool:
    """Whether a word amid a title in sentence case has its capital by a slip."""
    if token.start == title.first:
        return False
    return is_epithet(title, token) or (is_slip(title, token) and not is_foreign(title.record))


_AFTER_NAMES = ("<su", " <su", " = ", "(R)", "((R))", "(TM)", "®", "™")
"""What follows a symbol in a formula, ``Co<sub>3</sub>``, ``Ar = Ph``, or a trade name."""
_AFTER_LONG_NAMES = tuple(sign for sign in _AFTER_NAMES if sign != " <su")
_VALENCE = re.compile(r" ?\([IVX]+\)|\(\d+[+-]?\)| \(\d\)\(")
"""What follows a symbol that may be a word: ``Co(III)``, ``Co(3)O(4)``."""


def _is_before_sign(title: Title, token: Token) -> bool:
    """Whether a word stands before a sign that only names have behind them."""
    text = title.record.title
    if text.startswith(_AFTER_NAMES if len(token.text) < _LONG else _AFTER_LONG_NAMES, token.end):
        return True
    return token.text in ALLOYED and _VALENCE.match(text, token.end) is not None


_LABEL = re.compile(r"\[[^\[\]]*\]:? ")
"""Before the first word of a title: ``[P-5] On coins``."""


def _keeps_letter(title: Title, token: Token) -> bool:
    """Whether a single capital is a name (``vitamin A``), and no article, nor ``electronic``."""
    if token.text != "A":
        return token.text != "E" or _ELECTRONIC.match(title.record.title, token.start) is None
    if token.place:
        return False
    following = title.record.title[token.end : token.end + 1]
    if not title.is_headline or title.before(token).lower() in _BEFORE_A or following != " ":
        return True
    return not any(word.text in _CAPITALISED_ARTICLES and not word.place for word in title.tokens)


_ELECTRONIC = re.compile(
    r"E-(?:Bik|Book|Cig|Commerce|Consult|Diar|Govern|Health|Learn|Liquid|Mail|Mental|Module|Portfolio|Prescri|Referral|Scoot|Sport|Therap|Visit|Waste)"
)
_ARTICLES = """An And Are As At By For From In Is Of On The To With"""
_CAPITALISED_ARTICLES = frozenset(_ARTICLES.split())
_BEFORE_LETTER = """vitamin hepatitis group type influenza protein class apolipoprotein hemophilia haemophilia factor cyclosporin toxin grade
    immunoglobulin stage part bisphenol lipid coenzyme concanavalin subunit phospholipase oxidase"""
_BEFORE_A = frozenset(_BEFORE_LETTER.split())


def _keeps_marked_up(token: Token) -> bool:
    """Whether italics or the like hold a name: a species, a gene; not ``In Vivo``."""
    content = _TAGS.sub("", token.text)
    if content.lower() in _ITALIC_PHRASES:
        return False
    if token.place == "^":
        content = content[1:]
    return content != content.lower()


_ITALIC_PHRASES = frozenset(
    ("in vitro", "in vivo", "ex vivo", "in situ", "in silico", "de novo", "in utero", "post hoc")
)


def is_common(record: Record, word: str) -> bool:
    """Whether a word is a common one by its ending, or as MeSH, the keywords or the abstract know it."""
    if _COMMON_ENDING.search(word):
        return True
    small = word.lower()
    if any(has_word(section.text, small, begins=True) for section in record.abstract):
        return True
    if any(has_word(keyword.term, small, begins=True) for keyword in record.keyword):
        return True
    return any(word in heading.descriptor for heading in record.mesh if heading.type != "Geographic")


_COMMON_ENDING = re.compile(r"(?:tions?|(?<![jq])ing|ment|ness|ity|ities|ances?|ences?|ology|ical|tries)$")
"""The endings of words that names hardly have."""


def _has_digit(text: str) -> bool:
    return not text.isalpha() and any(map(str.isdecimal, text))

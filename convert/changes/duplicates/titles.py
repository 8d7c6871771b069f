"""A title as databases print it → what of it is compared; two titles → how they agree.

Databases add notes (``[Review] [45 refs]``, ``[Erratum appears in …]``, ``(Structured abstract)``, ``[Spanish]``), print a
translated title beside the original one, spell as in Britain or America, and cut subtitles. None of that makes another work;
but one word in the place of another does (*adults* for *children*), and so does another number (*part 2*).
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from convert.model.text.languages import LANGUAGE_NAMES
from convert.model.text.markup import to_plain

SAME, SPELLING, PART, ADDED, REPLACED, OTHER = "same", "spelling", "part", "added", "replaced", "other"
"""How two titles agree: but for signs and spelling; but for a letter in some words; one is the beginning or end of the other;
one has more words; some words, or a number, stand in the place of others; not."""


class Title(NamedTuple):
    """What of a title is compared."""

    text: str = ""
    """As made by ``fold``, without the notes of databases and what ``kind`` says."""
    others: tuple[str, ...] = ()
    """The title in other languages, likewise."""
    main: str = ""
    """What stands before the subtitle, if it is short."""
    kind: str = ""
    """``correction``, ``retraction``, ``reply``, ``comment``, ``supplement``: what the work is to another with this title."""


# --- one title ------------------------------------------------------------------------------------------------

_NESTED: Final = r"(?:[^\[\]]|\[[^\[\]]*\])*+"
_LANGUAGE: Final = (
    rf"(?:(?:article )?in )?(?:{'|'.join(sorted(LANGUAGE_NAMES))})(?:[,;&]? (?:and )?[A-Z]\w++)*+"
)
_NOTE: Final = re.compile(
    rf"(?<!\s)\s*(?:\[(?:(?:review|systematic review|meta-analysis|letter|editorial|comment|abstract|case reports?|historical article"
    rf"|multicenter study|clinical trial|{_LANGUAGE}|\d+ refs?\.?|\d+)|(?:errat|corrected|correction|comment|retract|republish"
    rf"|reprint|update|summary for patients|original report)\w*[ :]{_NESTED})\]|\[(?:errat|comment)[^\[\]]*"
    rf"|\((?:(?:provisional|structured|conference|meeting) abstract|brief record|abstract|review|letter|editorial|multiple letters"
    rf"|with discussion|{_LANGUAGE})\))[.\s]*$",
    re.IGNORECASE,
)
"""What a database adds behind a title; a long title may have been cut within it."""
_MARK: Final = re.compile(
    r"(?<!\W)\W*+(?:retracted(?: article| chapter| paper)?|withdrawn)\s*[:\]]\W*", re.IGNORECASE
)
"""What stands before the title of a work that was retracted."""
_TRANSLATION: Final = re.compile(
    r"(.{12,}?)(?<![.\s])[.\s]*+\[((?=(?:[^\[\]]|\[[^\[\]]*\])*? )(?:[^\[\]]|\[[^\[\]]*\])*+)\]\W*+",
    re.DOTALL,
)

_BROKEN_QUOTE: Final = re.compile("â€.?")
"""A quotation mark or dash of UTF-8 that was read as Windows-1252, its last byte perhaps lost."""

_PREFIXES: Final = {
    "correction": r"(?:(?:publisher|author)['’]?s? )?(?:erratum|errata|corrigend(?:um|a)|corrections?|addend(?:um|a)|errat(?:um|a) (?:and|&) addendum)",
    "retraction": r"(?:notice of )?retraction(?: note| notice)?|expression of concern|editorial expression of concern",
    "reply": r"(?:the )?(?:authors?['’]?s?['’]? )?(?:reply|response|rejoinder)(?: from (?:the )?authors?)?",
    "comment": r"(?:invited |editorial )?comment(?:ary|s)?|letters?(?: to the editor)?|re|editorial",
    "supplement": r"(?:supplement(?:al|ary)?(?: (?:material|data|information|file|table|figure)s?)?|data|additional file \w+)",
}
_BINDING: Final = r"\s*(?:[:.–—]|-(?=\s)|\b(?:to|for|on|of|from|regarding)\b:?)\s*[\"“'‘]?"
_BEGINNING: Final = re.compile(
    rf"\W*+(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _PREFIXES.items())}){_BINDING}",
    re.IGNORECASE,
)
_END: Final = re.compile(
    r"(?<![\s.,:–—-])[\s.,:–—-]*+(?P<correction>[(\[]?\b(?:erratum|corrigendum|correction)[)\]]?"
    r"|\(vol\.? (?=[^()\d]*\d)[^()]*+\)"
    r"|\((?=(?>(?:[^()]|\((?![^()]*(?:19|20)\d\d\))[^()]*\))*)\([^()]*(?:19|20)\d\d\))(?:[^()]|\([^()]*\))*+\))$"
    r"|(?<![\s.,:–—-])[\s.,:–—-]++[(\[]?(?:(?P<reply>(?:(?:the )?authors?['’]?s?['’]? )?(?:reply|response|rejoinder))"
    r"|(?P<comment>(?:editorial )?comment(?:ary)?))[)\]]?$",
    re.IGNORECASE,
)
"""What the titles of a kind begin or end with; Web of Science and Embase cite the corrected article at the end."""
_FIRST_LETTERS: Final = re.compile(
    r"\W*(?:a(?:dd|uth)|co[mr]|data|e(?:dit|rr|xpr)|invi|lett|noti|publ|re\b|re[jps]|retr|supp|the (?:auth|re))",
    re.IGNORECASE,
)
_LAST_LETTERS: Final = (")", "]", "tum", "dum", "tion", "reply", "ponse", "inder", "ment", "tary")
"""What a beginning and an end begin and end with: quick looks before the slow ones."""


def parse(title: str, original: str = "") -> Title:
    """A title, with its markup and the notes of databases → what of it is compared.

    >>> parse("Coins &amp; wards: a tumour trial. [Review] [45 refs]").text
    'coins amp wards a tumor trial'
    >>> parse("Of coins. [Erratum appears in J Inv. 2003 Jun;1(2):3 Note: Doe [added]]"), parse("[On dice]. [Spanish]").text
    (Title(text='of coins', others=(), main='', kind=''), 'on dice')
    >>> parse("Erratum: On coins (J Inv (2009) 3 (542-544))") == parse("On coins (vol 3, pg 542, 2009)")
    True
    >>> parse("On coins - Reply").kind, parse("RETRACTED: On coins").kind, parse("Retraction: On coins").kind
    ('reply', '', 'retraction')
    >>> parse("Coins in the crowd: a theory [Münzen in der Menge: eine Theorie]").others
    ('munzen in der menge eine theorie',)
    >>> parse("On â€œcoinsâ€\ufffd in wards") == parse("On “coins” in wards")
    True
    >>> parse("Reply").text, parse("Reply").kind
    ('reply', '')
    """
    text = to_plain(title).strip(" .")
    text = _BROKEN_QUOTE.sub(" ", text) if "â€" in text else text
    while ("[" in text or "(" in text) and (found := _NOTE.search(text)):
        text = text[: found.start()].rstrip(" .")
    text = _MARK.sub("", text, count=1) if _MARK.match(text) else text
    others = [to_plain(original)] if original else []
    if text.endswith(("]", "].")) and (both := _TRANSLATION.fullmatch(text)):
        text = both[1]
        others.append(both[2])
    kind, text = _take_kind(text)
    folded = fold(text)
    subtitle = _SUBTITLE.search(text, 0, _SHORT)
    main = fold(text[: subtitle.start()]) if subtitle else ""
    return Title(
        folded, tuple([other for each in others if (other := fold(each)) and other != folded]), main, kind
    )


_SUBTITLE: Final = re.compile(r"[:.?!–—]\s| -+ |--")
_SHORT: Final = 40
"""A main title of fewer letters is not told by the beginning of the whole."""


def _take_kind(text: str) -> tuple[str, str]:
    """A title → its kind, and the title without the words that say so; ``""`` if it has no other words."""
    found = _BEGINNING.match(text) if _FIRST_LETTERS.match(text) else None
    if found and found.lastgroup and len(text) - found.end() > 2:
        return found.lastgroup, _take_kind(text[found.end() :])[1]
    if text[-5:].lower().endswith(_LAST_LETTERS) and (found := _END.search(text)) and found.start() > 2:
        return found.lastgroup or "", text[: found.start()]
    return "", text


_NOT_WORDS: Final = re.compile(r"[\W_]+")
_ASCII: Final = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""Each sign of ASCII → its small letter, or a blank."""
_SPELLINGS: Final = (("ae", "e"), ("oe", "e"), ("iz", "is"), ("yz", "ys"), ("sulph", "sulf"))
"""British → American, or the reverse where that is shorter to say."""
_OUR: Final = re.compile(r"(?<=[a-z]{2})our\b|(?<=[a-z]{2})our(?=ed|ing|s\b|al)")


@lru_cache(maxsize=1000)
def _letter_name(letter: str) -> str:
    """``beta`` for ``β``; any other letter as it is."""
    name = unicodedata.name(letter, "")
    return name.rpartition(" ")[2].lower() if name.startswith("GREEK SMALL LETTER") else letter


def fold(text: str) -> str:
    """Lower-case words without accents, in one spelling, with single spaces between them.

    >>> fold("β-Amyloid: Étude n° 2 "), fold("Haemolytic tumours, randomized"), fold("∆6")
    ('beta amyloid etude n 2', 'hemolytic tumors randomised', 'delta6')
    """
    text = plain(text)
    for british, american in _SPELLINGS:
        text = text.replace(british, american)
    return _OUR.sub("or", text) if "our" in text else text


def plain(text: str) -> str:
    """Lower-case words without accents, as they are spelt.

    >>> plain("Doe, Á.-J.")
    'doe a j'
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", text.casefold()).replace("∆", "δ")  # the sign of an increment
    text = "".join(_letter_name(sign) for sign in decomposed if not unicodedata.combining(sign))
    return _NOT_WORDS.sub(" ", text).strip()


# --- two titles -----------------------------------------------------------------------------------------------

_SMALL: Final = """
    a an and are as at be by can do does for from has have how in into is its of on or s t that the their
    this to versus vs was what when which who why will with das dem den der des die ein eine für fur im
    und von zu zur de del el en la las los y au aux d des du et l le les un une di il e o os da do e
"""
_SMALL_WORDS: Final = frozenset(_SMALL.split())
_GENERIC_WORDS: Final = """
    abstract abstracts acknowledgment acknowledgments announcement answer book chapter column comment
    commentary comments conclusion conclusions contents correction corrections discussion editor
    editorial editorials editors erratum foreword guest index interview introduction invited issue letter
    letters minutes news note notes obituary opinion overview part perspective preface president
    presidents program proceedings question questions reply report response review reviewer reviewers
    summary supplement table untitled update viewpoint welcome
"""
_GENERIC: Final = frozenset(_GENERIC_WORDS.split())
"""Words of titles that many works share."""
_NOT_TELLING: Final = _SMALL_WORDS | _GENERIC | frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_NUMERAL: Final = re.compile(
    r"\d+|x{0,3}(?:ix|iv|v?i{0,3})(?<!^)|[ivx]|first|second|third|one|two|three|four|five|six"
)


class Agreement(NamedTuple):
    """How two titles agree."""

    level: str
    words: int
    """How many telling words they share, at least one of the same titles: the fewer, the less it means."""


def telling_words(title: str) -> int:
    """How many words of a folded title tell it from others.

    >>> telling_words("home bias in online employment"), telling_words("editor s comments")
    (4, 0)
    """
    return len(set(title.split()) - _NOT_TELLING)


def compare(one: Title, other: Title) -> Agreement:
    """How two titles agree, in the language in which they do so best.

    >>> def agree(a, b): return compare(parse(a), parse(b)).level
    >>> agree("HPV 16 and tumours", "HPV16 and Tumors"), agree("A trial of coins in wards", "Trials of coins in wards")
    ('same', 'spelling')
    >>> agree("Coins in non-immune men: a blinded trial", "Coins in Nonimmune Men: A Blind Trial")
    'spelling'
    >>> agree("Coins in the wild", "Coins in the wild: what mapping reveals"), agree("Coins in men", "Coins in women")
    ('part', 'replaced')
    >>> agree("Coins in health: part 1", "Coins in health: part 2"), agree("Coins in health", "Coins in health 2")
    ('replaced', 'replaced')
    """
    best = _compare(one.text, other.text)
    if one.others or other.others:
        for mine in (one.text, *one.others):
            for theirs in (other.text, *other.others):
                best = min(best, _compare(mine, theirs), key=lambda found: _ORDER[found.level])
    return best


_ORDER: Final = {SAME: 0, SPELLING: 1, PART: 2, ADDED: 3, REPLACED: 4, OTHER: 5}


def _compare(one: str, other: str) -> Agreement:
    if one == other != "":
        return Agreement(SAME, max(telling_words(one), 1))
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return Agreement(OTHER, 0)
    if shorter.replace(" ", "") == longer.replace(" ", ""):
        return Agreement(SAME, max(telling_words(shorter), 1))
    mine, theirs = shorter.split(), longer.split()
    if len(set(mine) & set(theirs)) * 3 < len(mine):
        return Agreement(OTHER, 0)
    left, right = _without(mine, theirs), _without(theirs, mine)
    if len(left) * 2 > len(mine) and len(right) * 2 > len(theirs):
        return Agreement(OTHER, 0)
    words = telling_words(shorter)
    is_part = _is_part(shorter, longer)
    left, right = _without_pairs(left, right)
    if any(map(_NUMERAL.fullmatch, left)) or (not is_part and any(map(_NUMERAL.fullmatch, right))):
        return Agreement(REPLACED, words)
    left, right = ([word for word in part if word not in _SMALL_WORDS] for part in (left, right))
    if not left and not right:
        return Agreement(SPELLING, words)
    if is_part:
        is_numbered = len(right) <= 2 and any(map(_NUMERAL.fullmatch, right))
        return Agreement(REPLACED if is_numbered else PART, words)
    return Agreement(REPLACED if left and right else ADDED, words)


def _without(words: list[str], others: list[str]) -> list[str]:
    """The words without those of ``others``, of which each stands for one."""
    return list((Counter(words) - Counter(others)).elements())


def _is_part(shorter: str, longer: str) -> bool:
    """Whether one title is the beginning or the end of another, but for blanks."""
    shorter, longer = shorter.replace(" ", ""), longer.replace(" ", "")
    return longer.startswith(shorter) or longer.endswith(shorter)


def _without_pairs(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """The words of two titles without those that are spelt in two ways, or as one word and as two."""
    if left and right and "".join(left) == "".join(right):
        return [], []
    left, right = _without_joined(left, right)
    right, left = _without_joined(right, left)
    rest = list(right)
    unpaired = []
    for word in left:
        twin = next((other for other in rest if _is_spelling(word, other)), None)
        if twin is None:
            unpaired.append(word)
        else:
            rest.remove(twin)
    return unpaired, rest


def _without_joined(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """The words without those of ``left`` that are two of ``right``, written as one: *nonimmune*."""
    for first, second in pairwise(right):
        if (joined := first + second) in left and not joined.isdigit():
            left, right = _without(left, [joined]), _without(right, [first, second])
    return left, right


def _is_spelling(one: str, other: str) -> bool:
    """Whether two words are one word, mistyped or in another form: one letter differs behind the first, and no digit; or *blind* and *blinded*."""
    return (
        min(len(one), len(other)) > 3
        and one[0] == other[0]
        and one.isalpha()
        and other.isalpha()
        and (
            Levenshtein.distance(one, other, score_cutoff=1) <= 1
            or other == f"{one}ed"
            or one == f"{other}ed"
        )
    )

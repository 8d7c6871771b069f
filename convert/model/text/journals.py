"""NLM's catalogue entry of a journal → the name that the journal prints; NLM's abbreviation → ISO's, with full stops.

An entry (MEDLINE ``JT``, XML ``Journal/Title``) is in sentence case. `` : `` stands before other title information, `` = `` before a
parallel title, `` / `` before a body that publishes it, ``. `` before a section or a second title, and brackets enclose what tells
it from its namesakes (ISBD; https://www.nlm.nih.gov/tsd/cataloging/constructitle.html). NLM's abbreviation has the words of the
title proper alone, so that it tells which parts of an entry are the name.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import Final

from convert.model.text.journal_names import (
    ABBREVIATED,
    ACRONYMS,
    GERMAN_WORDS,
    JOINED,
    LOWERCASE,
    SMALL_WORDS,
    SPELLED,
    SPELLED_WORDS,
)


@lru_cache(maxsize=20_000)
def printed_name(entry: str, abbreviation: str) -> str:
    """The name that a journal prints, from NLM's entry and its abbreviation; without one, as it is unless it is plainly NLM's.

    >>> printed_name("Current biology : CB", "Curr Biol"), printed_name("eLife", "Elife")
    ('Current Biology', 'eLife')
    >>> printed_name("Journal of immunology (Baltimore, Md. : 1950)", "J Immunol")
    'The Journal of Immunology'
    >>> printed_name("Trends in coins: TIC", "Trends Coins"), printed_name("JACC. Heart failure", "JACC Heart Fail")
    ('Trends in Coins', 'JACC: Heart Failure')
    >>> printed_name("Hu bi The journal of coins", "Hu Bi")
    'Hu Bi'
    >>> printed_name("LANCET NEUROLOGY", ""), printed_name("JAMA", ""), printed_name("Annals of botany", "")
    ('Lancet Neurology', 'JAMA', 'Annals of Botany')
    >>> printed_name("BIOCHEMISTRY", "Biochemistry"), printed_name("JAVMA-JOURNAL OF COINS", "JAVMA-J. Coins")
    ('Biochemistry', 'JAVMA-Journal of Coins')
    """
    if entry.isupper():
        acronyms = () if abbreviation.isupper() else _CAPITALS.findall(abbreviation)
        return _from_capitals(entry, acronyms)
    if not abbreviation.strip() or not entry.strip():
        return _without_abbreviation(entry)
    if name := SPELLED.get(abbreviation.casefold()):
        return name
    entry = re.sub("-- ?", "–", entry)
    tokens = _tokens(without_qualifier(abbreviation))
    entry, edition = _take_edition(entry, abbreviation)
    parts = _split(_without_brackets(entry))
    parts = _without_acronym(parts[: _covering(parts, tokens)])
    parts[-1] = _without_initials(parts[-1], tokens)
    return _join([_capitalise(part, tokens) for part in parts]) + edition


_ISBD: Final = re.compile(r" [:=] (?=\S)")
_QUALIFIER: Final = re.compile(r"(?<=\S) \([A-Z][^():]{1,40}, [A-Z][^():]{1,40}(?: : \d{4})?\)$")
"""A place with its country or state, and the year, by which NLM tells a journal from its namesakes."""
_ENGLISH: Final = re.compile(
    r"\b(?:and|for|from|of|the|with|archives|imaging|journal|letters|molecular|research|reports|reviews|sciences?|surgery)\b"
    r"|(?:ology|icine|iatry|etics|ysics|acy)\b"
)
"""Words by which a name is known to be English, in which all but small words have capitals."""


def _without_abbreviation(name: str) -> str:
    """A name that another database took from NLM's catalogue: with what is added to the title proper, or in sentence case.

    >>> _without_abbreviation("Coins : the journal of the Mint"), _without_abbreviation("Social science & medicine (1982)")
    ('Coins', 'Social Science & Medicine')
    >>> _without_abbreviation("PloS one"), _without_abbreviation("Cahiers d'études"), _without_abbreviation("Gut: an open journal")
    ('PLOS ONE', "Cahiers d'études", 'Gut: an open journal')
    >>> _without_abbreviation("Bioinformatics (Oxford, England)"), _without_abbreviation("Journal of coins (Baltimore, Md. : 1950)")
    ('Bioinformatics', 'Journal of Coins')
    """
    name = _QUALIFIER.sub("", name)
    if spelled := SPELLED.get(name.casefold()):
        return spelled
    proper, *added = _ISBD.split(name)
    words = proper.split()[1:]
    if ":" in proper or any(word[:1].isupper() for word in words) or not (added or _ENGLISH.search(proper)):
        return proper
    return _capitalise(_without_brackets(proper), ())


# --- parts ----------------------------------------------------------------------------------------------------

_BORDERS: Final = re.compile(
    r"(?:^| )[:=/] ?(?=\S)|= |; (?=\S)|: (?=(?:an? |the )?(?:official |journal of )|[A-Z]{2,}$)|(?<=[a-z]) (?=The journal )|(?<= za zhi) (?=[A-Z])|(?<=xue bao) (?=[A-Z])|(?<![\s.][A-Z])(?<!^[A-Z])\. (?=[^\W\d_a-z])"
)
"""Between the parts; no full stop after an initial."""
_BRACKETS: Final = re.compile(r"(?<!\s)\s*(?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])")
_SUPPLIED: Final = re.compile(r"^\[([^\]]+)\](?: :)? ?")
_EDITION: Final = re.compile(r" \(([^()]*?) ?\b[Ee]d(?:\.|ition)( in English)?\)")


def _split(entry: str) -> list[str]:
    """The parts of an entry: the title proper, its sections, other title information, parallel titles.

    >>> _split("Yi chuan = Hereditas"), _split("Zhurnal imeni S.S. Korsakova. Part A, Words / The Society")
    (['Yi chuan', 'Hereditas'], ['Zhurnal imeni S.S. Korsakova', 'Part A, Words', 'The Society'])
    """
    return [part for each in _BORDERS.split(entry) if (part := each.strip(" .;:=/"))] or [entry]


def _without_brackets(entry: str) -> str:
    """An entry without places, years and translations. What it begins with in brackets is a part.

    >>> _without_brackets("Lancet (London, England)"), _without_brackets("[Kango] Japanese journal of nursing")
    ('Lancet', 'Kango : Japanese journal of nursing')
    """
    entry = _SUPPLIED.sub(r"\1 : ", entry)
    return _BRACKETS.sub("", entry).replace("... ", "").strip()


def _take_edition(entry: str, abbreviation: str) -> tuple[str, str]:
    """An entry → the entry without its edition, and the edition as it is printed.

    >>> _take_edition("Angewandte Chemie (International ed. in English)", "Angew Chem Int Ed Engl")
    ('Angewandte Chemie', ' International Edition')
    >>> _take_edition("BMJ (Clinical research ed.)", "BMJ"), _take_edition("Rev (English ed.)", "Rev (Engl Ed)")
    (('BMJ', ''), ('Rev', ' (English Edition)'))
    """
    found = _EDITION.search(entry)
    if found is None:
        return entry, ""
    rest = entry[: found.start()] + entry[found.end() :]
    name = _capitalise(found[1], ())
    if found[2]:
        return rest, f" {name} Edition"
    is_said = name == "English" or re.search(r"\bEd\b", abbreviation)
    return rest, f" ({name} Edition)" if is_said else ""


def _tokens(abbreviation: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", _folded(abbreviation)))


def _folded(text: str) -> str:
    """Text in lower case, without accents, elided articles and apostrophes."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    text = text.casefold()
    if "'" in text or "’" in text:
        text = _ELIDED.sub("", text).replace("'", "").replace("’", "")
    return text


def _covering(parts: Sequence[str], tokens: Sequence[str]) -> int:
    """How many of the parts it takes until the abbreviation has found as many of its tokens, in order, as it ever finds."""
    words: list[str] = []
    counts = []
    for part in parts:
        words += re.findall(r"\w+", _folded(part))
        counts.append(_matches(words, tokens))
    return counts.index(max(counts)) + 1 if max(counts) else len(parts)


def _matches(words: Sequence[str], tokens: Sequence[str]) -> int:
    """The number of tokens that shorten words in the same order: the longest common subsequence."""
    best = [0] * (len(tokens) + 1)
    for word in words:
        before = 0
        for place, token in enumerate(tokens, 1):
            here = best[place]
            if shortens(token, word):
                best[place] = max(here, before + 1)
            best[place] = max(best[place], best[place - 1])
            before = here
    return best[-1]


def shortens(token: str, word: str) -> bool:
    """Whether ``token`` is the word, or the word without some of its letters after the first.

    >>> shortens("natl", "national"), shortens("e", "e"), shortens("cbp", "comparative")
    (True, True, False)
    """
    if token[0] != word[0]:
        return False
    if word.startswith(token):
        return True
    letters = iter(word)
    return all(letter in letters for letter in token)


def _without_acronym(parts: list[str]) -> list[str]:
    """The parts without an acronym that the next one spells out: ``AJNR``, ``American journal of neuroradiology``."""
    if len(parts) > 1 and parts[0].isupper() and parts[0].isalpha():
        initials = "".join(re.findall(r"\b\w", _folded(parts[1])))
        letters = iter(initials)
        if all(letter in letters for letter in parts[0].casefold()[:3]):
            return parts[1:]
    return parts


def _without_initials(part: str, tokens: Collection[str]) -> str:
    """A part without its own initials at its end, unless the abbreviation has them.

    >>> _without_initials("Clinical coin specialist CCS", ("clin", "coin", "spec"))
    'Clinical coin specialist'
    """
    name, _, last = part.rpartition(" ")
    if not last.isupper() or last.casefold() in tokens:
        return part
    return name if "".join(word[0] for word in name.split()).casefold() == last.casefold() else part


# --- joined again ---------------------------------------------------------------------------------------------

_LETTERED: Final = re.compile(
    r"(?:\b(?:Part|Section|Series|Ausgabe) )?\b(?:[A-Z]|\d+)(?=[,.] )[,.]", re.ASCII
)


def _join(parts: Sequence[str]) -> str:
    """A title and its sections as the family of journals prints them: with a blank, unless the table has more.

    >>> _join(["Colloids and Surfaces", "B, Biointerfaces"]), _join(["The Lancet", "Oncology"])
    ('Colloids and Surfaces B: Biointerfaces', 'The Lancet Oncology')
    """
    name, *sections = parts
    between = JOINED.get(_folded(name).removeprefix("the "), " ")
    for section in sections:
        if lettered := _LETTERED.match(section):
            name += f" {lettered[0][:-1]}:{section[lettered.end() :]}"
        elif re.fullmatch(r"(?:(?:Part|Section|Series) )?[A-Z]", section):
            name += f" {section}"
        else:
            name += between + section
    return name


# --- capitals -------------------------------------------------------------------------------------------------

_WORD: Final = re.compile(r"[^\s/‐–-]+")
_ELIDED: Final = re.compile(r"\b(?:[dl]|dell|nell|sull)['’](?=\w)")


def _capitalise(part: str, tokens: Iterable[str]) -> str:
    """A part with a capital at each word but small ones; a word that has a capital keeps its own.

    A small word of a language in which it is none is in the abbreviation.

    >>> _capitalise("Gan to kagaku ryoho", ("gan", "to", "kagaku", "ryoho")), _capitalise("mBio in vitro", ())
    ('Gan To Kagaku Ryoho', 'mBio in Vitro')
    >>> _capitalise("Archiv fur klinische und experimentelle Medizin", ()), _capitalise("Deutsche medizinische Wochenschrift", ())
    ('Archiv fur klinische und experimentelle Medizin', 'Deutsche Medizinische Wochenschrift')
    >>> _capitalise("Journal of maternal-fetal medicine", ("j",)), _capitalise("Annales d'endocrinologie", ())
    ('Journal of Maternal-Fetal Medicine', "Annales d'Endocrinologie")
    """
    kept = frozenset(tokens) - LOWERCASE
    words = part.split()
    german = (
        frozenset(after for before, after in pairwise(words) if before.islower()) if _is_german(words) else ()
    )

    def spell(found: re.Match[str]) -> str:
        word = found[0]
        if spelled := SPELLED_WORDS.get(word):
            return spelled
        if any(map(str.isupper, word)):
            return word
        if word in german:  # an adjective after ``für`` or ``und``
            return word
        if word == "e" and part.startswith("-", found.end()):
            return word
        if found.start() and word in SMALL_WORDS and _folded(word) not in kept:
            return word
        if found.start() and (elided := _ELIDED.match(word)):
            return elided[0] + _with_capital(word[elided.end() :])
        return _with_capital(word)

    return _WORD.sub(spell, part)


def _is_german(words: Iterable[str]) -> bool:
    """Whether words are German, in which nouns have their capitals already."""
    return not GERMAN_WORDS.isdisjoint(words)


def _with_capital(word: str) -> str:
    """A word with its first letter as a capital; ``1st`` as it is."""
    start = len(word) - len(word.lstrip("\"'‘“(["))
    return word[:start] + word[start : start + 1].upper() + word[start + 1 :]


_CAPITALS: Final = re.compile(r"\b[A-Z]{2,}\b")
"""The words of an abbreviation that are acronyms in the name, too."""


def _from_capitals(name: str, acronyms: Collection[str] = ()) -> str:
    """A name that is all in capitals, with capitals as in a title; acronyms, and a name of up to four letters, keep theirs.

    >>> _from_capitals("BMC CANCER"), _from_capitals("JOURNAL OF THE AMERICAN ACADEMY"), _from_capitals("PLOS ONE")
    ('BMC Cancer', 'Journal of the American Academy', 'PLOS ONE')
    """
    if sum(map(str.isalpha, name)) <= 4 or name in ACRONYMS or name in acronyms:
        return name
    known = ACRONYMS.union(acronyms)
    lowered = _WORD.sub(lambda word: word[0] if _is_acronym(word[0], known) else word[0].lower(), name)
    return _capitalise(lowered, ())


def _is_acronym(word: str, known: Collection[str]) -> bool:
    letters = word.strip(".,:;&()")
    return letters in known or "." in letters or not letters.isalpha()


# --- abbreviations --------------------------------------------------------------------------------------------


def without_qualifier(abbreviation: str) -> str:
    """An abbreviation without what NLM adds to tell it from others, which no one else prints.

    >>> without_qualifier("Medicine (Baltimore)"), without_qualifier("Cell")
    ('Medicine', 'Cell')
    """
    return (_BRACKETS.sub("", abbreviation) or abbreviation) if "(" in abbreviation else abbreviation


def _is_beginning(token: str, word: str) -> bool:
    return len(token) > 1 and word.startswith(token) and word != token


_ABBREVIATED: Final = re.compile(r"(?<!\S)[^\W\d_]+(?!\S)")


_SECTIONS = frozenset("bcdefgh")
"""Letters behind other words that name a section, which NLM's title may lack: ``Comp Biochem Physiol C``."""


@lru_cache(maxsize=20_000)
def add_full_stops(abbreviation: str, title: str) -> str:
    """Add a full stop after each word of an abbreviation that is shortened from the title.

    A letter is shortened from a word, or one of initials; a section's letter is whole.

    >>> add_full_stops("Natl Med J (Lond)", "The National medical journal (London)"), add_full_stops("Cell", "Cell")
    ('Natl. Med. J. (Lond)', 'Cell')
    >>> add_full_stops("JAMA Neurol", "JAMA neurology"), add_full_stops("J Nil", "")
    ('JAMA Neurol.', 'J Nil')
    >>> add_full_stops("Drugs R D", "Drugs in R&D"), add_full_stops("J Chromatogr A", "Journal of chromatography. A")
    ('Drugs R. D.', 'J. Chromatogr. A')
    >>> add_full_stops("Angew Chem Int Ed Engl", "Angewandte Chemie (International ed. in English)")
    'Angew. Chem. Int. Ed. Engl.'
    >>> add_full_stops("Jpn J Genet", "Kasei zasshi"), add_full_stops("Ann Fr Anesth", "Annales francaises d'anesthesie")
    ('Jpn. J. Genet.', 'Ann. Fr. Anesth.')
    >>> add_full_stops("Coin Physiol C Toxicol", "Coin physiology. Toxicology")
    'Coin Physiol. C Toxicol.'
    """
    if "." in abbreviation:
        return abbreviation
    whole_title = _folded(title)
    parts = _split(_without_brackets(title))
    title = _folded(" ".join(parts[: _covering(parts, _tokens(without_qualifier(abbreviation)))]))
    initials = {letter for pair in re.findall(r"\b(\w)&(\w)\b", title) for letter in pair}
    words = set(re.findall(r"[^\W_]+", f"{title} {title.replace('-', '')}")) - initials

    def close(found: re.Match[str]) -> str:
        token = _folded(found[0])
        is_section = token in _SECTIONS and found.start() > 0 and token not in initials
        is_whole = (
            is_section
            or token in words
            or not (token in initials or any(shortens(token, word) for word in words))
        )
        if is_whole and token not in words:  # the edition that stands in brackets, or what the entry lacks
            others = re.findall(r"[^\W_]+", whole_title)
            is_known = bool(others) and token in ABBREVIATED
            is_whole = not is_known and not any(map(partial(_is_beginning, token), others))
        return found[0] if is_whole else f"{found[0]}."

    return _ABBREVIATED.sub(close, abbreviation)

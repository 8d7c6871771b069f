"""The words of a title whose capitals are their own, not the sentence's: what BibTeX must not put in lower case.

BibTeX's styles turn titles into sentence case, but for what is in braces and for the first letter of the title and
of what follows a colon (``change.case$`` with ``t``, https://tug.org/texmf-docs/bibtex/btxhak.pdf, section 2.2).
Bracing a whole title would forbid the styles that want capitals, so single words are protected.
"""

import re

_WORD = re.compile(
    r"<(su[bp])>.*?</\1>"  # is mathematics in LaTeX, and so protected
    r"|</?[ib]>|</?span[^<>]*>"
    r"|((?:^|[:?!]\s)[^\w\s<]*)?\b([a-z0-9]*[A-Z\x80-\U0010ffff]\w*(?:[.'’]\w+)*)"
)
"""What is skipped, or a word that may have a capital and, where it begins a sentence, what is before it."""
_LONG_WORD = re.compile(r"(?<=[\s\-(/“\"])[^\W\d_]{4,}")
"""A word that is not the first, and too long for an article or preposition."""


def protect(title: str, before: str, after: str, *, nouns: bool = False) -> str:
    """A title with ``before`` and ``after`` put around each word whose capitals must stay.

    These are words with a capital after their first letter, single letters, and, in a title that is in sentence
    case, all capitalised words inside a sentence. With ``nouns``, the language capitalises its nouns, so that no
    title in it is thought to be in title case.

    >>> protect("Riluzole in ALS: mRNA, pH and T cells in Parkinson's disease", "{", "}")
    "Riluzole in {ALS}: {mRNA}, {pH} and {T} cells in {Parkinson's} disease"
    >>> protect("Effects of Exercise on IL-6 Levels in Older Adults", "{", "}")
    'Effects of Exercise on {IL}-6 Levels in Older Adults'
    >>> protect("Die Behandlung der Lunge bei Kindern", "{", "}", nouns=True)
    'Die {Behandlung} der {Lunge} bei {Kindern}'
    """
    inside = title[1:]
    if inside == inside.lower() or (title.isupper() and title.count(" ") > 2):
        return title
    headline = not nouns and _is_headline(title)

    def protected(match: re.Match[str]) -> str:
        _, start, word = match.groups()
        if word is None or not _needs(word, start, headline):
            return match[0]
        return f"{start or ''}{before}{word}{after}"

    return _WORD.sub(protected, title)


def _needs(word: str, start: str | None, headline: bool) -> bool:
    """``start`` is what precedes the first word of a sentence, ``": "``; None for any other word."""
    rest = word[1:]
    if rest != rest.lower():
        return True
    if word == word.lower() or (start is not None and not start.startswith((":", "?", "!"))):
        return False
    if not rest:
        return word != "A" or not (start or headline)
    return not start and not headline


def _is_headline(title: str) -> bool:
    """Whether a title is in English title case: most of its longer words begin with a capital."""
    words = _LONG_WORD.findall(title)
    capitalised = sum(map(str.istitle, words))
    return capitalised >= 3 and capitalised > 2 * sum(map(str.islower, words))

"""Names of several words in titles: people, journals, places before their country, organisations, what has an acronym."""

import re

from convert.model.notices import says_what_it_is
from convert.model.record import Record
from convert.model.text.proper_names import COUNTRIES, IN_NAMES, ORGANISATIONS, PEOPLES, TAXON
from convert.model.title_names.bodies import BODIES, bodies
from convert.model.title_names.common_words import frequent_words
from convert.model.title_names.phrases import PHRASES


def names_of_words(record: Record, words: set[str]) -> list[tuple[int, int]]:
    """The names of several words in a title with such capitalised words, as beginnings and ends."""
    title = record.title
    found = _people(title) + _journals_and_universities(record)
    if "(" in title or "[" in title:
        found += _enclosed_names(title) + _abbreviated(title)
    if '"' in title or "“" in title or " '" in title or " ‘" in title:
        found += [match.span(match.lastindex or 0) for match in _QUOTED.finditer(title)]
    if not PHRASES.keys().isdisjoint(words):
        found += _phrases(title, words)
    if not COUNTRIES.isdisjoint(words):
        found += _places(title)
    if not BODIES.isdisjoint(words):
        found += bodies(title)
    if IN_NAMES.isdisjoint(words) and _KINDS.isdisjoint(words):
        return found
    text = _running_text(record)
    return found + _organisations(title, text) + _with_article(title, text)


def _people(title: str) -> list[tuple[int, int]]:
    """The family names of those who described a species, that follow initials, or that ``et al.`` follows.

    >>> title = "Effects of Malus alta (L.) Doe ex P.Q. Roe Ex Vivo, by R.S. Poe, and Malus alba Xoe, Zoe & Noe, 1992"
    >>> [title[start:end] for start, end in _people(title)]
    ['Xoe, Zoe & Noe', 'Doe', 'Roe', 'Poe']
    >>> title = "Coins of Malus alta (Doe) R. Roe: Reply to Poe AB et al."
    >>> [title[start:end] for start, end in _people(title)]
    ['(Doe) R. Roe', 'Poe']
    >>> title = "Re: Ada B. Doe, Bo Roe, et al. Old Coins, Dr. Zoe, and M. N. Poe's Reply"
    >>> [title[start:end] for start, end in _people(title)]
    ['Doe', "Poe's", 'Ada B. Doe, Bo Roe', 'Roe', 'Dr. Zoe']
    >>> title = "Response to Doe and Roe Re: Old Coins"
    >>> [title[start:end] for start, end in _people(title)]
    ['Doe and Roe']
    """
    may_have_year = ", 1" in title or ", 2" in title
    found = [person.span(1) for person in _DESCRIBED.finditer(title)] if may_have_year else []
    if ". " in title or ".) " in title:
        people = [person.span(1) for person in _PERSON.finditer(title)]
        found += [(start, end) for start, end in people if title[start:end].lower() not in frequent_words()]
    if title.count(". ") >= _MANY:
        people = [person.span(1) for person in re.finditer(_INITIALLED, title)]
        found += people if len(people) >= _MANY else []
    if ") " in title:
        found += [person.span(1) for person in _RENAMED.finditer(title)]
    if title.startswith(("Retract", "WITHDRAWN", "Withdrawn")):
        found += [person.span(1) for person in _LISTED.finditer(title)]
    if " et al" in title:
        found += [
            person.span(1) for person in (*re.finditer(_FULL_NAMES, title), *_AND_OTHERS.finditer(title))
        ]
    if "Dr" in title or "Prof" in title:
        found += [person.span() for person in re.finditer(_TITLED, title)]
    if title.startswith(("Author", "Comment", "Reply", "Response")):
        answered = re.match(_ANSWERED, title)
        found += [answered.span(1)] if answered and not re.search(_NO_PEOPLE, answered[1]) else []
    return found


_QUOTED = re.compile(
    r"""["“]([^"“”]+)["”] (?:[A-Z][\w-]+ ){0,2}(?:Campaign|Initiative|Intervention|Program|Programme|Project|Study|Trial)\b"""
    r"""|(?<!\w)["“'‘]((?:[A-Z][\w-]+ )+(?:Index|Inventory|Questionnaire|Scale))["”'’]"""
)
"""What a study, or the like, or a test is called."""
_EPITHET = "[a-z]{2}(?:a|ae|ans|ens|i|is|um|us)"
_DESCRIBED = re.compile(
    rf"{_EPITHET} ((?:[A-Z][\w-]+, )*[A-Z][\w-]+(?: (?:&|and|et) [A-Z][\w-]+)?), (?:1[789]|20)\d\d\b"
)
_RENAMED = re.compile(
    rf"{_EPITHET} (\((?:[A-Z][a-z]+\.\) (?:[A-Z]\. ?)*|[A-Z][a-z]+\) (?:[A-Z]\. ?)+)[A-Z][a-z]+\b)"
)
_LISTED = re.compile(r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) [A-Z]{1,3}(?:-[A-Z])?[,.](?= [A-Z])")
_PART = r"[A-Z][\w'’-]*\.?"
_AND_OTHERS = re.compile(r"(?<![\w'’-])([A-Z][\w'’-]++)(?: [A-Z]{1,3})?,? et al\b")
_FULL_NAMES = rf"(?<![\w'’-])((?:{_PART}(?: {_PART}){{1,3}}, )+{_PART}(?: {_PART}){{1,3}}),? et al\b"
_INITIALLED = r"(?<![\w.])(?:[A-Z]\. )+((?:De |Del |Van )?[A-Z][\w'’-]+)(?=,|$)"
_MANY = 4
"""So many people are a list of authors."""
_NO_SURNAME = r"(?!About|From|In\b|On\b|Re\b|Regarding|With)"
_TITLED = rf"\b(?:Drs?|Prof)\.? {_PART}(?: {_NO_SURNAME}{_PART}){{0,2}}"
_SURNAME = r"[A-Z][\w'’-]+"
_ANSWERED = rf"(?:Authors?['’]?s? )?(?:Comment|Reply|Response)s? (?:on|to) ({_SURNAME}(?:, {_SURNAME})*(?:,? and {_SURNAME})?)(?=:| [Rr]e\b|$)"
_NO_PEOPLE = r"Author|Comment|Correspond|Criti|Discuss|Editor|Letter|Question|Reader|Review|Viewpoint"
"""Such patterns are compiled, and kept by ``re``, when a title may have what they look for."""
_PERSON = re.compile(
    r"(?:\([A-Z]\.\)|(?<![\w.])(?!U\. ?[KS])[A-Z]\. ?[A-Z]\.|\bex|[a-z](?:a|ae|ens|is|um|us) (?![LIVX]\.)[A-Z]\.) ([A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)*)"
)


def _journals_and_universities(record: Record) -> list[tuple[int, int]]:
    """The record's journal, which its editors mention in a title; and what begins with ``Journal of`` or ``University of``."""
    title, name = record.title, record.container_title
    found = []
    if (" of " in name and " of " in title) or (" " in name and says_what_it_is(record)):
        start = title.casefold().find(name.casefold())
        if start >= 0:
            found.append((start, start + len(name)))
    if "Journal of " in title:
        found += [journal.span() for journal in _JOURNAL.finditer(title)]
    if "University of " in title:
        found += [university.span() for university in _UNIVERSITY.finditer(title)]
    if "Department of " in title:
        found += [department.span() for department in re.finditer(_DEPARTMENT, title)]
    return found


_UNIVERSITY = re.compile(r"\bUniversity of (?:the )?[A-Z][\w-]+")
_DEPARTMENT = r"\bDepartment of (?:[A-Z][\w-]+ (?:and )?)+(?:of|at) (?:the )?(?:[A-Z][\w-]+ )+(?:College|Hospital|University)\b"
_JOURNAL = re.compile(r"\bJournal of (?:the )?[A-Z][\w-]*(?: (?:(?:and|of|the|&) )*[A-Z][\w-]*)*")


def _phrases(title: str, words: set[str]) -> list[tuple[int, int]]:
    """The names of several words that need no proof.

    >>> title = "Sleep at the World Health Organization in World War II"
    >>> [title[start:end] for start, end in _phrases(title, {"Sleep", "World"})]
    ['World Health Organization', 'World War II']
    """
    found = []
    for word in words & PHRASES.keys():
        for phrase in PHRASES[word]:
            start = title.find(phrase)
            end = start + len(phrase)
            if start >= 0 and not title[end : end + 1].isalnum():
                found.append((start, end))
    return found


_ARABIC = re.compile(r"(?<![\w-])(?:A[dhlnrstz]|El)-(?!\w+(?:ed|ing|e)\b)[A-Z][\w'’]+")
_BEFORE_COUNTRY = re.compile(
    r"\b(?:[Ii]n|[Ff]rom|at|[Nn]ear|[Aa]round) (?P<place>[A-Z][\w'-]+(?: (?:(?:d[aeo]|del|el|es) )?[A-Z][\w'-]+){0,2}),"
    r"(?P<region> [A-Z][\w'-]+(?: [A-Z][\w'-]+)?,)? (?:the )?(?:(?:Burkina|Costa|El|New|North|Papua New|Saudi|Sierra|South|Sri|Tamil|United) )?(?P<country>[A-Z]\w+)"
)


def _places(title: str) -> list[tuple[int, int]]:
    """The names of places before that of their country, and those with an Arabic article.

    >>> title = "Sleep From San Elmo de Mar, Peru, in Pandemics, in Old Harbour, Outer Isles, Scotland, and in Al-Amal"
    >>> [title[start:end] for start, end in _places(title)]
    ['Al-Amal', 'San Elmo de Mar', 'Old Harbour, Outer Isles']
    """
    found = _BEFORE_COUNTRY.finditer(title)
    return [arabic.span() for arabic in _ARABIC.finditer(title)] + [
        (place.start("place"), place.end("region" if place["region"] else "place") - bool(place["region"]))
        for place in found
        if place["country"] in COUNTRIES
    ]


_ENCLOSED = re.compile(
    r"\([^()]*, (?:1[78]|19|20)\d\d\)"
    r"|\[[A-Z][a-z]*\.? [^\[\]]*\((?:19|20)\d\d\)\]"
    r"|[(\[][^()\[\]]*\b(?:19|20)\d\d[;)][^\[\]]{0,200}[)\]]"
    r"|\([A-Z][a-z]{3,} (?!analysis|based|design|edition|group|model|only|protocol|report|review|series|study|trial|version)[a-z]{4,}\)"
    rf"|\((?:[A-Z][a-z]+: )+[A-Z][a-z]+\)|\((?:[A-Z][a-z]+[,:] )+[A-Z]{TAXON.pattern[:-1]}\)"
)
"""The author of a species with the year, a place in a journal, a row of taxa."""


def _enclosed_names(title: str) -> list[tuple[int, int]]:
    """What keeps its capitals as it is in brackets.

    >>> title = "Shrimps (Crustacea: Decapoda) and Crabs (Clark, 1836) [J. Ex. 2001;3:4]"
    >>> [title[start:end] for start, end in _enclosed_names(title)]
    ['(Crustacea: Decapoda)', '(Clark, 1836)', '[J. Ex. 2001;3:4]']
    """
    return [match.span() for match in _ENCLOSED.finditer(title)]


_ACRONYM = re.compile(r"(?<!\w)(?P<words>[A-Z][^():.?]{0,300}) [(\[](?P<acronym>[A-Z]{3,})\b")
_TESTS = "Battery Checklist Interview Inventory Questionnaire Scale Schedule Survey Test Tool"
_NAMED = ORGANISATIONS | frozenset(_TESTS.split())


def _abbreviated(title: str) -> list[tuple[int, int]]:
    """The names of tests, organisations and the like, before an acronym of their initials.

    >>> title = "Validation of the Test of Old Coins Scale (TOCS) by the Harbour Society for Coins (HSC), a New Review (ANR)"
    >>> [title[start:end] for start, end in _abbreviated(title)]
    ['Test of Old Coins Scale', 'Harbour Society for Coins']
    """
    found = []
    for match in _ACRONYM.finditer(title):
        words = list(re.finditer(r"[A-Z][\w-]*", match["words"]))
        named = words[-len(match["acronym"]) :]
        initials = "".join(word[0][0] for word in named)
        if initials == match["acronym"] and any(word[0] in _NAMED for word in named):
            found.append((match.start() + named[0].start(), match.end("words")))
    return found


def _running_text(record: Record) -> str:
    """The abstract and the groups of authors, without the title that an abstract may cite."""
    texts = [*(section.text for section in record.abstract), *(name.literal for name in record.author)]
    return " ".join(texts).replace(record.title, "")


_STUDIES = "Alliance Biobank Cohort Collaboration Consortium Database Federation Force Foundation Group Initiative Project Registry Society Study Survey"
_BODIES = "Academy Association College Council Institute Society Union"
_KINDS = frozenset(f"{_STUDIES} {_BODIES}".split())
_WIDE = PEOPLES | {"International", "National", "World"}
_NO_NAMES = "Case Clinical Current Electronic Entire First Large Original Pilot Present Prospective Quality Randomi[sz]ed Research Same Whole"
_WITH_ARTICLE = re.compile(
    rf"(?:\bthe|\d/\d+) (?:(?:{'|'.join(_NO_NAMES.split())}) )*"
    r"((?P<first>[A-Z][\w'’-]*)(?P<others>(?: (?:(?:and|for|of|&) )*[A-Z][\w'’-]*){0,6}?)"
    rf" (?:(?P<body>{'|'.join(_BODIES.split())})|(?:Research|Study|Task|Working) (?:Force|Group)"
    rf"|(?:{'|'.join(_STUDIES.split())})(?<!Force)(?<!Group)))(?![-\w])"
)


def _with_article(title: str, text: str) -> list[tuple[int, int]]:
    """The names of studies, bodies and the like with ``the`` before them, unless the running text has them in small letters.

    >>> title = "Sleep in the Old Harbour Cohort, the Prospective Large Coin Study and a New Cohort: A 10/66 Coin Research Group Survey"
    >>> [title[start:end] for start, end in _with_article(title, "in a large coin study")]
    ['Old Harbour Cohort', 'Coin Research Group']
    """
    return [
        match.span(1)
        for match in _WITH_ARTICLE.finditer(title)
        if match[1].lower() not in text
        and (
            match["first"] in _WIDE
            or (match["others"] and not match["body"])
            or match[1].endswith(("Group", "Force"))
        )
    ]


def _organisations(title: str, text: str) -> list[tuple[int, int]]:
    """The names of organisations, studies and tests in a title, as the running text has them, with capitals alone.

    >>> title = "Sleep in the Old Harbour Study"
    >>> [title[start:end] for start, end in _organisations(title, "In the Old Harbour Study, we")]
    ['Old Harbour Study']
    """
    words = list(_WORD.finditer(title))
    places = [place for place, word in enumerate(words) if word[0] in IN_NAMES]
    found = []
    for place in places:
        begin, finish = start, end = words[place].span()
        for word in reversed(words[:place]):
            if title[word.start() : finish] not in text:
                break
            start = word.start() if word[0][0].isupper() else start
        for word in words[place + 1 :]:
            if title[begin : word.end()] not in text:
                break
            end = word.end() if word[0][0].isupper() else end
        rows = [row for row in (title[start:finish], title[begin:end]) if " " in row]
        if rows and all(row.lower() not in text for row in rows):
            found.append((start, end))
    return found


_WORD = re.compile(r"[^\s:;,.?!()\[\]]+")

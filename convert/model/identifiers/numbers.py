"""ISSN, ISBN, ORCID iD, trial number: text → the bare number, if its check digit holds."""

import re
from collections.abc import Iterable
from operator import mul
from typing import Final

_ANY_ISSN = re.compile(r"""[\["'=(]*(\d{4})(-?)(\d{3}[\dXx])[\]"')]*(?:\s*\([^()]*\))?""")


def parse_issn(text: str) -> str:
    """An ISSN with its hyphen, whose medium may stand behind it; of eight digits without one the check digit must hold; ``""`` if it is none.

    >>> parse_issn("2045-2322"), parse_issn('="20452322"'), parse_issn("20452323"), parse_issn("2045-2322 (Print)")
    ('2045-2322', '2045-2322', '', '2045-2322')
    """
    match = _ANY_ISSN.fullmatch(text.strip())
    if match is None or not (match[2] or _weighted(match[1] + match[3]) % 11 == 0):
        return ""
    return f"{match[1]}-{match[3].upper()}"


_ANY_ISBN = re.compile(r"(?<![\d-])(?:97[89][ -]?)?\d(?:[ -]?\d){8}[ -]?[\dXx](?![\d-])")


def parse_isbns(text: str) -> list[str]:
    """All valid ISBNs of a text, with their hyphens, each once.

    >>> parse_isbns("978-3-16-148410-0 (print); ISBN 0306406152, 0306406153")
    ['978-3-16-148410-0', '0306406152']
    """
    found = (match[0].replace(" ", "-").upper() for match in _ANY_ISBN.finditer(text))
    return list(dict.fromkeys(isbn for isbn in found if _is_isbn(isbn.replace("-", ""))))


def _is_isbn(digits: str) -> bool:
    """Whether the check digit of an ISBN holds (ISO 2108): as an ISSN's, or with weights 1 and 3, modulo 10."""
    if len(digits) == 13:
        return digits.isdecimal() and sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(digits)) % 10 == 0
    return len(digits) == 10 and _weighted(digits) % 11 == 0


def _weighted(digits: str) -> int:
    """The sum that the check digit of an ISSN (ISO 3297) or short ISBN makes a multiple of 11; X is 10."""
    return sum(
        weight * value for weight, value in zip(range(len(digits), 0, -1), _values(digits), strict=True)
    )


def _values(digits: str) -> Iterable[int]:
    return (10 if digit in "Xx" else int(digit) for digit in digits)


_ORCID: Final = re.compile(r"(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\w)")


def parse_orcid(text: str) -> str:
    """A bare ORCID iD, from any form; ``""`` if there is none.

    >>> parse_orcid("http://orcid.org/0000000218250097"), parse_orcid("0000-0002-1825-0097"), parse_orcid("1234-5678-2021-0519")
    ('0000-0002-1825-0097', '0000-0002-1825-0097', '')
    """
    match = _ORCID.search(text)
    if match is None:
        return ""
    parts = match.groups()
    return "-".join(parts).upper() if _is_orcid("".join(parts)) else ""


_ORCID_WEIGHTS: Final = [2**place for place in range(15, 0, -1)]


def _is_orcid(digits: str) -> bool:
    """Whether the check digit of an ORCID iD holds (ISO 7064, MOD 11-2)."""
    check = 10 if digits[15] in "Xx" else int(digits[15])
    total: int = sum(map(mul, map(int, digits[:15]), _ORCID_WEIGHTS))
    return (total + check) % 11 == 1


_TRIAL = re.compile(r"\b(NCT\d{8})\b", re.IGNORECASE)


def parse_trials(text: str) -> list[str]:
    """The numbers of ClinicalTrials.gov in a text, each once.

    >>> parse_trials("ClinicalTrials.gov/NCT01234567, nct01234567; ISRCTN12345678")
    ['NCT01234567']
    """
    return list(dict.fromkeys(match.upper() for match in _TRIAL.findall(text)))

"""Records → citation keys that are unique, stable, and easy to type.

A key depends on the record alone: author, year, first significant word of the title. If several records get the same key,
the one with the lowest PMID (the oldest in PubMed) keeps it, and each other one appends its PMID:
``wang2020effect-32345678``. So the order of the records doesn't matter, and adding a record doesn't change the keys of
older ones. A record's key is final only once all records are known; ``Clashes`` needs sixteen bytes for each.

A record without PMID uses a digest of its content instead. Only records of equal content are numbered: ``-2``, ``-3``.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import islice, pairwise

from convert.model.record import Name, Record
from convert.model.text.markup import to_plain
from convert.model.text.titles import container_title

NO_PMID = 1 << 63
"""The lowest ``identity`` of a record without PMID; any PMID is lower."""

_LEGAL = re.compile(r"[!*+./0-9:;?A-Z\[\]_`a-z-]+")
"""The characters that BibTeX, biber and LaTeX all allow in a key."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNTYPEABLE = re.compile(r"[^A-Za-z0-9]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "α": "alpha", "β": "beta"}
    | {"γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "µ": "mu", "μ": "mu", "ω": "omega"}
)
"""Letters that Unicode's decomposition leaves as they are."""
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about across after against among an and are as at before between but by can do does during for from has
        have how in into is it its of on or over per some than that the their there this through to toward towards
        under upon via was were what when where which while who why with within without
        bei das dem den der des die ein eine einer im mit und von zum zur
        au aux con d da de del di do du e el en et i il l la las le les lo los o por pour sur un une y
        """,
    )
)


def make_key(record: Record, preset: str = "scholar") -> str:
    """The key of a record: its own ``id`` if that is legal, otherwise one made by ``preset``.

    >>> record = Record(title="The amyotrophic lateral sclerosis", author=[Name(family="Óskarsson")], PMID="1")
    >>> [make_key(record, preset) for preset in PRESETS]
    ['oskarssonamyotrophic', 'oskarssonAmyotrophicLateralSclerosis', 'oskarsson_amyotrophic', 'Oskarsson', 'pmid1']
    """
    if record.id and is_legal(record.id):
        return record.id
    return PRESETS[preset](record) or fallback(record)


def is_legal(key: str) -> bool:
    """Whether BibTeX, biber and LaTeX all allow a key."""
    return _LEGAL.fullmatch(key) is not None


def fallback(record: Record) -> str:
    """The key of a record whose names and title contain no letter that folds to ASCII."""
    return f"pmid{fold(record.PMID)}" if record.PMID else f"ref-{suffix(identity(record))}"


def _scholar(record: Record) -> str:
    return f"{_author(record).lower()}{_year(record)}{''.join(_title_words(record, 1)).lower()}"


def _bbt(record: Record) -> str:
    words = "".join(word[0].upper() + word[1:] for word in _title_words(record, 3))
    return f"{_author(record).lower()}{words}{_year(record)}"


def _zotero(record: Record) -> str:
    parts = (_author(record).lower(), "".join(_title_words(record, 1)).lower(), _year(record))
    return "_".join(part for part in parts if part)


PRESETS: dict[str, Callable[[Record], str]] = {
    "scholar": _scholar,
    "bbt": _bbt,
    "zotero": _zotero,
    "jabref": lambda record: _author(record) + _year(record),
    "pmid": lambda record: f"pmid{fold(record.PMID)}" if record.PMID else _scholar(record),
}
"""The styles of Google Scholar, Better BibTeX, Zotero, JabRef, and TeXMed."""


def template_parts() -> dict[str, Callable[[Record, int], str]]:
    """Field of a template → its text for a record and a number of words; case is kept."""
    return {
        "auth": lambda record, _: _author(record),
        "year": lambda record, _: _year(record),
        "yy": lambda record, _: _year(record)[-2:],
        "title": lambda record, count: "".join(_title_words(record, count)),
        "journal": lambda record, _: "".join(word[0] for word in _significant_words(container_title(record))),
        "pmid": lambda record, _: record.PMID,
    }


def fold(text: str) -> str:
    """Text in ASCII letters and digits; other scripts are dropped, except Greek letters that occur in terms.

    >>> fold("Çelik-Øster ß"), fold("β-Amyloid"), fold("王")
    ('CelikOsterss', 'betaAmyloid', '')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return text if text.isascii() and text.isalnum() else _UNTYPEABLE.sub("", text)


def _author(record: Record) -> str:
    names = record.author or record.editor
    return _name(names[0]) if names else ""


def _name(name: Name) -> str:
    """A family name, or the first three significant words of a group's name."""
    if name.family:
        return fold(name.non_dropping_particle + name.family)
    return "".join(islice(_significant_words(name.literal), 3))


def _year(record: Record) -> str:
    for date in (record.issued, record.available_date):
        if date is not None and date.year is not None:
            return str(date.year)
    return ""


def _title_words(record: Record, count: int) -> list[str]:
    title = to_plain(record.title or record.original_title)
    return list(islice(_significant_words(title), count)) or list(islice(_words(title), count))


def _significant_words(text: str) -> Iterator[str]:
    """The words of a text in ASCII, without articles, prepositions and the like."""
    return (word for word in _words(text) if word.lower() not in _SMALL_WORDS)


def _words(text: str) -> Iterator[str]:
    return filter(None, (fold(match[0]) for match in _WORD.finditer(text)))


def identity(record: Record) -> int:
    """A 64-bit number for a record: its PMID, or else a digest of its content."""
    if record.PMID.isdecimal() and len(record.PMID) < 19:
        return int(record.PMID)
    names = (name.family + name.literal for name in record.author)
    parts = (record.DOI, record.title, record.container_title, record.volume, record.issue, record.page)
    return _digest("\n".join((*parts, record.number, record.URL, *names))) | NO_PMID


def suffix(number: int) -> str:
    """The suffix of a key that another record keeps: the PMID, or six hexadecimal digits of the digest."""
    return str(number) if number < NO_PMID else f"{number & 0xFFFFFF:06x}"


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


_BUCKETS = 256
"""Number of buckets of digests; sorting all at once would need a list five times as large as the array."""


class Clashes:
    """Finds the keys that several records get, and decides who keeps each; 16 bytes a record, 24 after ``settle``."""

    def __init__(self) -> None:
        self._keys = array("Q")
        self._identities = array("Q")
        self._buckets = [array("Q") for _ in range(_BUCKETS)]
        self._owners: dict[int, int] = {}
        self._given: set[int] = set()
        self._copies: dict[str, int] = {}
        self._next: Iterator[tuple[int, int]] = iter(())

    def add(self, key: str, number: int) -> None:
        """Add a record: its key, and its ``identity``."""
        self._keys.append(_digest(key.lower()))
        self._identities.append(number)

    def extend(self, others: tuple["array[int]", "array[int]"]) -> None:
        """Add the ``members`` of another process."""
        self._keys.extend(others[0])
        self._identities.extend(others[1])

    def members(self) -> tuple["array[int]", "array[int]"]:
        """All that was added, as ``extend`` takes it."""
        return self._keys, self._identities

    def settle(self) -> bool:
        """Decide who keeps each key, once all records are added; return whether any key is shared."""
        self._next = zip(self._keys, self._identities, strict=True)
        for key in self._keys:
            self._buckets[key % _BUCKETS].append(key)
        for number, bucket in enumerate(self._buckets):
            self._buckets[number] = array("Q", sorted(bucket))
        twice = {key for bucket in self._buckets for key, after in pairwise(bucket) if key == after}
        for key, number in zip(self._keys, self._identities, strict=True):
            if key in twice:
                self._owners[key] = min(number, self._owners.get(key, number))
        return bool(twice)

    def unique(self, key: str) -> str:
        """The final key of the next record; call it after ``settle``, for each record in the order of ``add``."""
        digest, number = next(self._next)
        owner = self._owners.get(digest)
        if owner is None:
            return key
        if owner == number and digest not in self._given:
            self._given.add(digest)
            return key
        return self._free(key if owner == number else f"{key}-{suffix(number)}")

    def _free(self, stem: str) -> str:
        """``stem``, or ``stem`` with the first number from 2 that no other record's key has."""
        for count in range(self._copies.get(stem, 1), len(self._keys) + 2):
            key = stem if count == 1 else f"{stem}-{count}"
            digest = _digest(key.lower())
            if digest not in self._given and not self._is_added(digest):
                break
        self._given.add(digest)
        if count > 1:
            self._copies[stem] = count + 1
        return key

    def _is_added(self, digest: int) -> bool:
        bucket = self._buckets[digest % _BUCKETS]
        place = bisect_left(bucket, digest)
        return place < len(bucket) and bucket[place] == digest


def make_keys(records: Iterable[Record], preset: str = "scholar") -> list[str]:
    """The unique keys of records, the same as the BibTeX writer's."""
    clashes = Clashes()
    keys = []
    for record in records:
        keys.append(make_key(record, preset))
        clashes.add(keys[-1], identity(record))
    clashes.settle()
    return [clashes.unique(key) for key in keys]

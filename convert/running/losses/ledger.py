"""Records → a ledger of what a writer keeps, moves, degrades or drops of each, by the writer's ``capabilities``."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import islice
from typing import Any, Literal, TextIO, get_args

import msgspec

from convert.formats.capabilities import Capability, Degraded, Dropped, Kept, Moved
from convert.formats.pieces import Items, Written
from convert.model.fields import filled_paths
from convert.model.record import Record

Fate = Literal["kept", "moved", "degraded", "dropped"]
Counts = Counter[tuple[str, Fate]]
"""(path, fate) → number of records."""

FATES: tuple[Fate, ...] = get_args(Fate)


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """The fate of one field of one record."""

    field: str
    """A path, such as ``title`` or ``author.ORCID``."""
    fate: Fate
    why: str = ""


class Fates:
    """The fate of each field, looked up in a writer's ``capabilities``."""

    def __init__(self, capabilities: Mapping[str, Capability]) -> None:
        self._find = cache(partial(_find_fate, capabilities))

    def of(self, record: Record, path: str) -> Entry:
        """The fate of a field of this record.

        >>> fates = Fates({"title": Degraded("without its markup", when=lambda record: "<" in record.title)})
        >>> [fates.of(Record(title=title), "title").fate for title in ("<i>Felis</i>", "Cats")]
        ['degraded', 'kept']
        """
        worst, usual, is_worst = self._find(path)
        return usual if is_worst and not is_worst(record) else worst

    def at_worst(self, path: str) -> Entry:
        """The worst fate that the field may meet in any record.

        >>> from convert.formats.capabilities import KEPT
        >>> rows = ({}, {"mesh": KEPT}, {"mesh": Moved("as a keyword")}, {"mesh": Degraded("cut")})
        >>> [Fates(capabilities).at_worst("mesh.UI").fate for capabilities in rows]
        ['dropped', 'kept', 'moved', 'degraded']
        """
        return self._find(path)[0]


def _find_fate(
    capabilities: Mapping[str, Capability], path: str
) -> tuple[Entry, Entry, Callable[[Record], bool] | None]:
    """The worst fate, the usual one, and the condition under which a record meets the worst (None: always)."""
    kept = Entry(path, "kept")
    above = path
    while above and above not in capabilities:
        above, _, _ = above.rpartition(".")
    match capabilities.get(above):
        case None:
            return Entry(path, "dropped", "the format has no place for it"), kept, None
        case Kept():
            return kept, kept, None
        case Moved(how, when):
            worst = Entry(path, "moved", how)
        case Degraded(how, when):
            worst = Entry(path, "degraded", how)
        case Dropped(how, when):
            worst = Entry(path, "dropped", how)
        case unknown:
            raise TypeError(f"{above} is carried as {unknown!r}, which is no Capability")
    return worst, kept, (lambda record: any(map(when, _owners(record, above)))) if when else None


def _owners(record: Record, path: str) -> list[Any]:
    """The structs that have the field at the end of ``path``."""
    owners: list[Any] = [record]
    for name in path.split(".")[:-1]:
        below = (getattr(owner, name) for owner in owners)
        owners = [item for value in below for item in (value if isinstance(value, list) else [value]) if item]
    return owners


class Ledger:
    """Writes the ledger of a conversion as JSON while the records pass.

    ``{"format": …, "records": [{"record": PMID or ordinal, "completed": {path: where from},
    "merged": [path:line of each duplicate], "kept": [paths],
    "moved": {path: where}, "degraded": {path: how}, "dropped": {path: why}}, …],
    "summary": {path: {fate: number of records}}}``
    """

    def __init__(self, out: TextIO, format_name: str, capabilities: Mapping[str, Capability]) -> None:
        self._out = out
        self.format = format_name
        self._fates = Fates(capabilities)
        self.counts: Counts = Counter()
        self.records = 0
        self.nameless = False
        """Whether a record of this piece has no identifier and needs its ordinal."""
        self._items = Items(out, r'\{"record":"(?=")', str)

    def watch(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass the records on, and write an account of each."""
        self.begin()
        separator = "\n"
        for ordinal, record in enumerate(records, 1):
            self._out.write(separator + _json(self._account(record, str(ordinal))))
            separator = ",\n"
            yield record
        self.end()

    def begin(self) -> None:
        """Write the head of the JSON."""
        self._out.write(f'{{"format": {_json(self.format)}, "records": [')

    def end(self) -> None:
        """Write its end, with the summary."""
        self._out.write(f'\n], "summary": {_json(summarise(self.counts))}}}\n')

    def watch_piece(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass the records of a piece on, and write an account of each for ``add_piece``."""
        for record in records:
            account = self._account(record, "")
            self.nameless = self.nameless or not account["record"]
            self._out.write(",\n" + _json(account))
            yield record

    def add_piece(self, piece: Written) -> None:
        """Add a piece, whose note is the ``counts``, ``records`` and ``nameless`` of its ledger."""
        counts, records, nameless = piece.note
        self.counts.update(counts)
        self.records += records
        self._items.add(msgspec.structs.replace(piece, note=nameless))

    def _account(self, record: Record, ordinal: str) -> dict[str, Any]:
        self.records += 1
        account: dict[str, Any] = {"record": record.PMID or record.id or record.DOI or ordinal}
        if record.provenance:
            account["completed"] = record.provenance
        if record.merged_from:
            account["merged"] = [f"{source.path}:{source.line}" for source in record.merged_from]
        for path in filled_paths(record):
            entry = self._fates.of(record, path)
            self.counts[path, entry.fate] += 1
            if entry.fate == "kept":
                account.setdefault("kept", []).append(entry.field)
            else:
                account.setdefault(entry.fate, {})[entry.field] = entry.why
        return account


def summarise(counts: Counts) -> dict[str, dict[str, int]]:
    """Counts → path → fate → number of records."""
    summary: dict[str, dict[str, int]] = {}
    for (path, fate), count in counts.items():
        summary.setdefault(path, {})[fate] = count
    return summary


def dropped(counts: Counts) -> dict[str, int]:
    """Dropped fields → number of records, the most frequent first. A field whose parts are all dropped stands for them.

    >>> dropped(Counter({("mesh.UI", "dropped"): 2, ("mesh.name", "kept"): 2, ("grant.id", "dropped"): 9}))
    {'grant': 9, 'mesh UI': 2}
    """
    alive = {path.partition(".")[0] for path, fate in counts if fate != "dropped"}
    lost: dict[str, int] = {}
    for (path, fate), count in counts.items():
        if fate == "dropped":
            top, _, _ = path.partition(".")
            name = (path if top in alive else top).replace("_", " ").replace(".", " ")
            lost[name] = max(count, lost.get(name, 0))
    return dict(sorted(lost.items(), key=lambda item: -item[1]))


def sentence(counts: Counts, records: int, format_name: str, *, most: int = 8) -> str:
    """The summary in one sentence.

    >>> sentence(Counter({("grant.id", "dropped"): 9, ("mesh", "moved"): 3, ("title", "kept"): 12}), 12, "bibtex")
    "1 field of 12 records can't be carried by bibtex: grant (9); 1 is moved, 0 are degraded"
    """
    lost = dropped(counts)
    changed = ", ".join(
        f"{number} {'is' if number == 1 else 'are'} {fate}"
        for fate in ("moved", "degraded")
        for number in [len({path for path, found in counts if found == fate})]
    )
    if not lost:
        return f"{format_name} carries all fields of {records} records; {changed}"
    named = ", ".join(f"{name} ({count})" for name, count in islice(lost.items(), most))
    rest = f" and {len(lost) - most} more" if len(lost) > most else ""
    fields = "1 field" if len(lost) == 1 else f"{len(lost)} fields"
    return f"{fields} of {records} records can't be carried by {format_name}: {named}{rest}; {changed}"


def lost_below(counts: Counts, fields: Iterable[str]) -> dict[str, int]:
    """Dropped fields among ``fields`` and their parts → number of records."""
    return {
        path: count
        for (path, fate), count in counts.items()
        if fate == "dropped" and any(f"{path}.".startswith(f"{field}.") for field in fields)
    }


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()

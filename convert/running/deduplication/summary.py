"""Works → what a deduplication came to in numbers, and what of a record and a match a person is shown."""

from msgspec import Struct

from convert.changes.duplicates import Match, Works
from convert.changes.reports import origin
from convert.model.record import Record
from convert.model.text.markup import to_plain
from convert.running.deduplication.sources import Source, count


class Summary(Struct):
    """What a deduplication came to."""

    sources: list[Source]
    works: int

    @property
    def identified(self) -> int:
        """The records of all files."""
        return sum(source.identified for source in self.sources)

    @property
    def within(self) -> int:
        """Records removed because their own file has the work twice."""
        return sum(source.within for source in self.sources)

    @property
    def between(self) -> int:
        """Records removed because two files have the work."""
        return sum(source.between for source in self.sources)

    def __str__(self) -> str:
        """The summary in a sentence."""
        removed = f"{self.within + self.between} duplicates removed ({self.within} within files, {self.between} between files)"
        return f"{self.identified} records identified, {removed}, {self.works} left"


def summarise(works: Works) -> Summary:
    """Sum up what was found."""
    return Summary(count(works), len(works))


def reasons(works: Works) -> dict[int, Match]:
    """The number of a merged record → the match that joined it; one record of each work has none."""
    found: dict[int, Match] = {}
    for match in works.findings.matches:
        number = match.second if match.second not in found else match.first
        found[number] = match
    return found


def doubtful_first(works: Works) -> list[list[int]]:
    """The numbers of the records of each merged work, those first that were joined on the least evidence."""
    why = reasons(works)
    points = {
        first: min(why[number].points for number in numbers if number in why)
        for first, numbers in works.groups.items()
    }
    return [works.groups[first] for first in sorted(points, key=lambda first: (points[first], first))]


def brief(record: Record) -> dict[str, str]:
    """What a person tells a record by."""
    name = record.author[0] if record.author else None
    volume = f"{record.volume}({record.issue})" if record.issue else record.volume
    return {
        "place": origin(record),
        "title": to_plain(record.title),
        "author": (name.family or name.literal) + (" et al." if len(record.author) > 1 else "")
        if name
        else "",
        "year": str(record.issued.year or "") if record.issued else "",
        "journal": record.container_title or record.container_title_short,
        "pages": ":".join(filter(None, (volume, record.page or record.number))),
        "DOI": record.DOI,
        "PMID": record.PMID,
    }

"""What stands in an article's front and in its references alike: texts, people, dates."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from convert.formats.jats.tables import MARKUP
from convert.formats.xml.elements import plain_text, rich_text
from convert.model.dates import parse_date
from convert.model.identifiers import parse_orcid
from convert.model.record import AbstractSection, Date, Name

if TYPE_CHECKING:
    from convert.formats.xml.elements import Element

_NOT_TEXT: Final = frozenset(
    {"xref", "fn", "label", "object-id", "alternatives", "tex-math", "related-object", "institution-id"}
)


class Parts(NamedTuple):
    """An element whose children are parts of a record."""

    element: "Element"

    def text(self, *paths: str) -> str:
        """The plain text of the first path that has one."""
        return next(filter(None, (plain_text(self.element.find(path)) for path in paths)), "")

    def rich(self, *paths: str) -> str:
        """The text of the first path that has one, with markup."""
        return next(
            filter(None, (rich_text(self.element.find(path), MARKUP, _NOT_TEXT) for path in paths)), ""
        )

    def by(self, name: str, *attributes: str) -> dict[str, str]:
        """The texts of the children of a name, by the value of one of the attributes; the first of each counts."""
        found: dict[str, str] = {}
        for child in self.element.iterfind(name):
            kind = next(filter(None, map(child.get, attributes)), "")
            found.setdefault(kind, plain_text(child))
        return found

    def affiliation(self) -> str:
        """An affiliation without its label."""
        return self.rich(".").strip(" ,;")

    def sections(self) -> list[AbstractSection]:
        """An abstract's sections; without titles it is one."""
        found = []
        for section in self.element.iterfind("sec"):
            text = " ".join(Parts(paragraph).rich(".") for paragraph in section.iterfind(".//p"))
            found.append(AbstractSection(text, Parts(section).text("title").rstrip(": ")))
        loose = " ".join(
            filter(None, (Parts(paragraph).rich(".") for paragraph in self.element.iterfind("p")))
        )
        loose = loose or ("" if found else self.rich("."))
        return [AbstractSection(loose), *found] if loose else found

    def date(self) -> Date | None:
        """Year, month, day or season; or a date as text."""
        year, month, day = self.text("year"), self.text("month"), self.text("day")
        if not year:
            text = self.element.get("iso-8601-date", "") or self.text("string-date")
            return parse_date(text) if text else None
        if month.isdecimal():
            return parse_date("-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])]))
        return parse_date(" ".join(filter(None, [year, month or self.text("season"), day])))


def parse_people(element: "Element", role: str) -> Iterator[tuple["Element", Name]]:
    """The contributions in a role (an author's, where none is named), each with its name."""
    for person in element.iterfind(".//contrib-group//contrib"):
        if person.get("contrib-type", "author") == role and (name := parse_name(person)) is not None:
            name.equal_contribution = person.get("equal-contrib") == "yes"
            numbers = Parts(person).by("contrib-id", "contrib-id-type")
            name.ORCID = parse_orcid(numbers.get("orcid", ""))
            yield person, name


def parse_name(person: "Element") -> Name | None:
    """The name within a contribution or a group of people, or of the element itself; None if it has none."""
    if (group := person if person.tag == "collab" else person.find("collab")) is not None:
        return Name(literal=rich_text(group, MARKUP, _NOT_TEXT | {"contrib-group"}))
    found = (
        person if person.tag in ("name", "string-name") else next(person.iter("name", "string-name"), None)
    )
    if found is None:
        return None
    parts = Parts(found)
    family, given = parts.text("surname"), parts.text("given-names")
    if not family and not given:
        return Name(literal=plain_text(found)) if plain_text(found) else None
    initials = "".join(part.get("initials", "") for part in found.iterfind("given-names"))
    return Name(
        family=family or given, given=given if family else "", suffix=parts.text("suffix"), initials=initials
    )


def parse_dates(meta: "Element") -> dict[str, Date]:
    """Dates of publication by their kind; the first of each counts."""
    found: dict[str, Date] = {}
    for element in meta.iterfind("pub-date"):
        kind = element.get("publication-format") or element.get("pub-type") or element.get("date-type") or ""
        if (date := Parts(element).date()) is not None:
            found.setdefault("collection" if element.get("date-type") == "collection" else kind, date)
    return found

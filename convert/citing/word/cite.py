"""A Word document with placeholders and fields → the same with citations, and the list of the works that it cites.

All citations of the document are rendered together, in the order in which one reads them: what stands in a note is read where the
body refers to it. A citation in a header, footer or text box is text without a field: Zotero's plug-in doesn't see these places.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from convert.citing.citations import Cite, Cited, References, render
from convert.citing.csl_engine import load_style
from convert.citing.drafts.locators import Locators
from convert.citing.drafts.render import capitalised
from convert.citing.lists import label_length
from convert.citing.styles import find_style
from convert.citing.word import Fields, zotero
from convert.citing.word.notes import PART as FOOTNOTES
from convert.citing.word.notes import Footnotes
from convert.citing.word.package import Package
from convert.citing.word.patches import Patches, as_field, paragraph, style_properties
from convert.citing.word.placeholders import LIST, find_placeholders
from convert.citing.word.story import Field, Paragraph, Story, parse_story
from convert.csl.output.openxml import code_run, field_run, run
from convert.model.record import Record
from convert.streams.problems import ConvertError, Problem, Warn

BODY: Final = "word/document.xml"
_LAST: Final = 1 << 30
_END: Final = re.compile(r"\.(?=”?</w:t></w:r>\Z)")
"""The full stop that ends a citation in a note style; left out within a sentence of the document's own note."""
_RAISED: Final = '<w:vertAlign w:val="superscript"/>'


class Spot(Struct):
    """A place in the document where works are cited."""

    part: str
    cites: Sequence[Cite]
    order: tuple[int, ...]
    paragraph: Paragraph
    place: tuple[int, int] | Field
    """A placeholder: where in the text of its paragraph it stands; or a field."""
    note: int = 0
    """The number of the note in which it stands."""
    is_apart: bool = False
    """Whether Zotero doesn't look there."""
    needs_note: bool = False
    """Whether a footnote must be made for it."""
    copies: list["Spot"] = field(default_factory=list)
    """What says the same again, for old programs."""


class WordDraft:
    """A document that is being cited in."""

    def __init__(
        self, package: Package, records: Iterable[Record], keys: str, *, path: str, warn: Warn
    ) -> None:
        """Read a document and the records that it may cite; those that its fields hold are added."""
        self.package, self._path, self._warn = package, path, warn
        self._stories: dict[str, Story] = {}
        for name in package.stories():
            try:
                self._stories[name] = parse_story(package.parts[name])
            except ValueError as error:
                self._report("unreadable", f"the part {name} can't be read, and stays as it is: {error}")
        if BODY not in self._stories:
            raise ConvertError(f"{path}: the body of the document can't be read")
        self._places = self._note_places()
        self._cited = [
            (name, found, zotero.parse_citation(found.code))
            for name, story in self._stories.items()
            for found in story.fields
            if zotero.is_citation(found.code)
        ]
        self.references, self._by_uri = self._gather(list(records), keys)

    def _report(self, code: str, message: str) -> None:
        self._warn(Problem(code, message, path=self._path, severity="error"))

    def _gather(self, records: list[Record], keys: str) -> tuple[References, dict[str, str]]:
        """The records, with those that only the fields have; and the address of a work → its key."""
        known = References(records, keys)
        places: dict[str, int] = {}
        for number, record in enumerate(records):
            places.setdefault(zotero.work_uri(record, known.keys[number]), number)
        for _, _, items in self._cited:
            for item in items:
                work = item.record()
                if work is None or any(uri in places for uri in item.uris):
                    continue
                ids = (("pmid", work.PMID), ("doi", work.DOI))
                same = [known.find(f"{kind}:{value}") for kind, value in ids if value]
                place = next((found for found in same if found is not None), len(records))
                if place == len(records):
                    records.append(work)
                places |= dict.fromkeys(item.uris or [f"urn:{place}"], place)
        references = References(records, keys)
        return references, {uri: references.keys[place] for uri, place in places.items()}

    def _note_places(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        """Kind and number of a note → where the body refers to it, and its ordinal."""
        found: dict[tuple[str, str], tuple[int, int, int]] = {}
        for number, one in enumerate(self._stories[BODY].paragraphs):
            for at, kind, note in one.notes:
                found.setdefault((kind, note), (number, at, len(found) + 1))
        return found

    # --- what is cited where ---------------------------------------------------------------------------------------

    def spots(self, locators: Locators) -> list[Spot]:
        """The citations of the document, in the order of reading."""
        found: list[Spot] = []
        for name, story in self._stories.items():
            boxed: dict[str, list[Spot]] = {}
            for number, one in enumerate(story.paragraphs):
                here = [*self._placeholders(name, number, one, locators)]
                if one.is_fallback and len(here) == len(boxed.get(one.text, ())):
                    for spot, original in zip(here, boxed[one.text] if here else (), strict=True):
                        original.copies.append(spot)
                    continue
                boxed[one.text] = here
                found += here
            for cited in self._cited:
                if cited[0] == name:
                    found += self._of_field(name, story, cited[1], cited[2])
        return sorted(found, key=lambda spot: spot.order)

    def _order(self, part: str, number: int, one: Paragraph, at: int) -> tuple[tuple[int, ...], int]:
        """The place in the order of reading, and the number of the note."""
        if part == BODY:
            return (number, at), 0
        kind = PurePath(part).stem.rstrip("0123456789").removesuffix("s")
        line, before, note = self._places.get((kind, one.note), (_LAST, 0, 0))
        return (line, before, 1, number, at), note

    def _placeholders(self, part: str, number: int, one: Paragraph, locators: Locators) -> Iterable[Spot]:
        for found in find_placeholders(one.text, self.references, locators) if one.pieces else ():
            unknown = [cite.key for cite in found.cites if self.references.find(cite.key) is None]
            shown = one.text[found.start : found.end]
            if found.doubt:
                self._report("ambiguous-citation", f"{shown} stays as it is: {found.doubt}")
            for key in unknown:
                self._report(
                    "unknown-key",
                    f"no record has the key {key!r}{self.references.near(key)}; {shown} stays as it is",
                )
            if not found.doubt and not unknown:
                order, note = self._order(part, number, one, found.start)
                is_apart = one.is_boxed or part.startswith(("word/header", "word/footer"))
                yield Spot(part, found.cites, order, one, (found.start, found.end), note, is_apart)

    def _of_field(self, part: str, story: Story, cited: Field, items: list[zotero.CitedItem]) -> list[Spot]:
        number = cited.paragraphs[0]
        one = story.paragraphs[number]
        keys = [next((self._by_uri[uri] for uri in item.uris if uri in self._by_uri), "") for item in items]
        if not items or not all(keys) or cited.paragraphs[1] != number or cited.depth:
            self._report(
                "unknown-id",
                f"a field can't be read, or cites works of which it says nothing, and stays as it is: {cited.code.strip()[:60]!r}",
            )
            return []
        order, note = self._order(part, number, one, cited.at)
        cites = [_with_key(item.cite, key) for item, key in zip(items, keys, strict=True)]
        return [Spot(part, cites, order, one, cited, note, one.is_boxed)]

    # --- the new document ----------------------------------------------------------------------------------------------

    def cite(self, *, style: str, locale: str | None, fields: Fields, links: bool, notices: bool) -> int:
        """Put the citations and the list into the package; return how many citations there are.

        Raises:
            ConvertError: there is no such style, or it prints its citations in notes, and there are some where no note can be.
        """
        compiled = load_style(style, locale=locale)
        spots = self.spots(Locators(compiled.locale.terms))
        own = [number for kind, number in self._places if kind == "footnote"]
        footnotes = Footnotes(self.package, self._stories.get(FOOTNOTES), own)
        if compiled.is_note:
            self._number_notes(spots, style)
        cited = render(
            self.references, [spot.cites for spot in spots], [spot.note for spot in spots], style=style, locale=locale,
            format="openxml", links=links, notices=notices, warn=self._warn,
        )  # fmt: skip
        patches = {
            name: Patches(self.package.parts[name], story.prefix) for name, story in self._stories.items()
        }
        for number, (spot, names, printed) in enumerate(zip(spots, cited.names, cited.texts, strict=True)):
            is_within = compiled.is_note and not spot.needs_note and _has_more(spot)
            text = _END.sub("", printed) if is_within else printed
            runs = names + (run(" ") if names and text else "") + text
            is_field = fields == "zotero" and not spot.is_apart
            works = self._works(spot.cites)
            code = zotero.citation_code(spot.cites, works, number, spot.note) if is_field else ""
            if spot.needs_note:
                following = self._following_note(spot)
                runs = names + footnotes.add(as_field(code, text) if is_field else text, following)
            elif is_field:
                runs = as_field(code, runs)
            for one in [spot, *spot.copies]:
                _put(patches[one.part], one, runs, is_field=is_field)
        footnotes.put(patches, BODY)
        if spots:
            self._put_list(patches[BODY], cited, is_field=fields == "zotero")
        for name, changed in patches.items():
            self.package.parts[name] = changed.apply()
        if spots and fields == "zotero":
            value = zotero.preferences(
                find_style(style).id,
                compiled.locale.lang,
                is_note=compiled.is_note,
                document=self.package.parts[BODY],
            )
            self.package.set_properties(zotero.PREFERENCES, value)
        return len(spots)

    def _number_notes(self, spots: Sequence[Spot], style: str) -> None:
        """Number the notes in the order of reading, those that citations in the text are going to have among them."""
        places = {place[:2] for place in self._places.values()}
        for spot in spots:
            spot.needs_note = spot.part == BODY and not spot.is_apart
            if spot.needs_note:
                places.add((spot.order[0], spot.order[1]))
                spot.cites = [_capitalised(spot.cites[0]), *spot.cites[1:]]
        numbers = {place: number for number, place in enumerate(sorted(places), 1)}
        for spot in spots:
            spot.note = numbers.get((spot.order[0], spot.order[1]), 0)
            if not spot.note:
                raise ConvertError(
                    f"the style {style} prints citations in notes, and one stands where no note can be: in a header, a footer, a text box, or a note that nothing refers to"
                )

    def _following_note(self, spot: Spot) -> str:
        """The id of the document's own footnote that is next in the order of reading; ``""`` if there is none."""
        later = [
            (place, number)
            for (kind, number), place in self._places.items()
            if kind == "footnote" and place[:2] > spot.order[:2]
        ]
        return min(later)[1] if later else ""

    def _works(self, cites: Sequence[Cite]) -> list[tuple[Record, str]]:
        found = []
        for cite in cites:
            place = self.references.find(cite.key) or 0
            key = self.references.keys[place]
            record = self.references.records[place]
            uris = [uri for uri, known in self._by_uri.items() if known == key]
            found.append((record, uris[0] if uris else zotero.work_uri(record, key)))
        return found

    def _put_list(self, patches: Patches, cited: Cited, *, is_field: bool) -> None:
        """The list goes into the place of an earlier one, of a placeholder, or to the end of the body."""
        listed = cited.bibliography
        label = label_length(listed)
        indent = label * 120 + 120 if label else 720 * listed.hanging_indent
        known = re.search(rb'w:styleId="Bibliography"', self.package.parts.get("word/styles.xml", b""))
        properties = style_properties("Bibliography" if known else "", indent)
        texts = [entry.text.strip() for entry in listed.entries]
        if is_field and texts:
            texts[0] = (
                field_run("begin") + code_run(zotero.BIBLIOGRAPHY_CODE) + field_run("separate") + texts[0]
            )
            texts[-1] += field_run("end")
        xml = "".join(paragraph(text, properties) for text in texts)
        story = self._stories[BODY]
        earlier = next((one for one in story.fields if zotero.is_list(one.code)), None)
        typed = next((one for one in story.paragraphs if LIST.fullmatch(one.text)), None)
        if earlier is not None:
            first, last = (story.paragraphs[number] for number in earlier.paragraphs)
            patches.replace(first.start, last.end, xml)
        elif typed is not None:
            patches.replace(typed.start, typed.end, xml)
        else:
            patches.replace(story.body_end, story.body_end, xml)


def _has_more(spot: Spot) -> bool:
    """Whether more text follows a citation in its paragraph."""
    end = spot.place.at if isinstance(spot.place, Field) else spot.place[1]
    return bool(spot.paragraph.text[end:].strip())


def _capitalised(cite: Cite) -> Cite:
    return replace(cite, prefix=capitalised(cite.prefix))


def _with_key(cite: Cite, key: str) -> Cite:
    return Cite(key, cite.locator, cite.label, cite.prefix, cite.suffix, cite.author)


def _put(patches: Patches, spot: Spot, runs: str, *, is_field: bool) -> None:
    """Put a citation into its place; a raised number, or the mark of a note, touches the word before it."""
    one, place = spot.paragraph, spot.place
    start, end = (place.at, place.at) if isinstance(place, Field) else place
    before, stop = one.text[start - 1 : start], one.text[end : end + 1]
    is_raised = spot.needs_note or _RAISED in runs
    if is_raised and before.isspace():
        start -= 1
    elif isinstance(place, Field) and not is_raised and before.isalnum() and patches.is_raised(place):
        runs = run(" ") + runs
    if spot.needs_note and stop and stop in ".,;:!?":  # the mark of a note stands behind it
        patches.replace_text(one, start, end, "", is_field=False)
        start, end, runs = end, end + 1, run(stop) + runs
    elif isinstance(place, Field):
        patches.replace_text(one, start, end, "", is_field=False)
        patches.replace_field(place, runs)
        return
    if isinstance(place, Field):
        patches.replace_field(place, "")
    patches.replace_text(one, start, end, runs, is_field=is_field)

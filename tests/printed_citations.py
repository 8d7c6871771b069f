"""PubMed's citations against ours in the styles of its Cite box, AMA, APA, MLA and NLM: ``python tests/printed_citations.py [FILE]``.

Every record of the corpus that PubMed prints in a Summary or an Abstract is cited in each style; each field of PubMed's own line must
stand in its place. ``FILE`` has citations that PubMed's Cite box made, one a line, as ``style<TAB>citation``: each is read and printed
in the same style, and compared to the letter. What differs is undone, class by class (``CLASSES``), until both are the same.
"""

import io
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from printed import LINES, pairs, parts
from test_corpus import is_ahead, is_other_state

from convert.citing.bibliography import bibliography
from convert.formats import get_reader
from convert.model.pages import complete_pages
from convert.model.record import Record

STYLES = {
    "AMA": "american-medical-association",
    "APA": "apa",
    "MLA": "modern-language-association",
    "NLM": "nlm-citation-sequence",
}
FORMS: dict[str, dict[str, str]] = {
    "AMA": {"journal": " {}. ", "year": " {}", "volume": ";{}", "issue": "({})", "location": ":{}."},
    "APA": {"year": "({}", "volume": ", {}", "issue": "({})", "location": " {}."},
    "MLA": {"year": "{}, ", "volume": "vol. {},", "issue": "no. {},", "location": ". {}"},
    "NLM": {"journal": " {}. ", "year": " {}", "volume": ";{}", "issue": "({})", "location": ":{}"},
}
"""Style → field of PubMed's line → how the style prints it. A title is compared by its letters and digits, an author by his family name."""
FIELDS = ("first author", "title", "journal", "year", "volume", "issue", "location", "DOI")


def folded(text: str) -> str:
    return "".join(filter(str.isalnum, re.sub(r"</?\w+>", "", text).casefold().replace("ı", "i")))


def cited(record: Record, style: str) -> str:
    """The citation, with hyphens for dashes, pages in full, and the marks of a supplement and of several issues as PubMed mostly has them."""
    text = (
        " ".join(bibliography([record], style=STYLES[style]))
        .replace("Suppl.", "Suppl")
        .replace("nos. ", "no. ")
    )
    before, *doi = re.split(
        r"(?=\b10\.\d{4})", re.sub("[–—]", "-", text.replace("\N{NO-BREAK SPACE}", " ")), maxsplit=1
    )
    return complete_pages(before) + "".join(doi)


def stands(field: str, printed: Record, citation: str, style: str) -> bool | None:
    """Whether a field of PubMed's line stands in our citation; None if the line has none, or the style has no place for it."""
    said = parts(printed)
    match field:
        case "first author":
            author = printed.author[0] if printed.author else None
            return folded(author.family or author.literal) in folded(citation) if author else None
        case "title":
            return folded(printed.title) in folded(citation) if printed.title else None
        case "DOI":
            return said["DOI"] in citation.lower() if said["DOI"] else None
        case "year":
            value = str(printed.issued.year) if printed.issued and printed.issued.year else ""
        case "volume":
            value = said["volume"].partition(" Suppl")[0]
        case "location" if style != "NLM" and is_ahead(printed):
            return None  # “Published online”, “Advance online publication”
        case "location" if style == "MLA":
            value = said["location"].partition(",")[0]
        case _:
            value = said[field].replace("Supplement", "Suppl")
    form = FORMS[style].get(field)
    return form.format(value) in citation if value and form else None


def field_table() -> Iterator[str]:
    """Of the records whose line was printed in the same state: the share that has each field of it, by style."""
    counts: dict[tuple[str, str], Counter[bool]] = {}
    for form, printed, record in pairs():
        if form not in LINES or is_other_state(printed, record):
            continue
        for style in STYLES:
            citation = cited(record, style)
            for field in FIELDS:
                is_there = stands(field, printed, citation, style)
                if is_there is not None:
                    counts.setdefault((field, style), Counter())[is_there] += 1
                    if not is_there:
                        print(
                            style,
                            field,
                            printed.PMID,
                            parts(printed).get(field),
                            citation,
                            sep="\t",
                            file=sys.stderr,
                        )
    yield f"| Field | {' | '.join(STYLES)} |"
    yield f"| --- |{' --- |' * len(STYLES)}"
    for field in FIELDS:
        cells = [counts.get((field, style), Counter()) for style in STYLES]
        yield f"| {field} | {' | '.join(f'{each[True]} of {each.total()}' if each else '–' for each in cells)} |"


# --- the strings of PubMed's Cite box ------------------------------------------------------------------------------


Change = Callable[[str], str]


def replaced(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(new, text)


CLASSES: dict[str, tuple[str, Change]] = {
    "the day of an electronic article is said behind its place": (
        "AMA",
        replaced(r" Published \d{4} \w{3} \d{1,2}\.", ""),
    ),
    "more than six authors": ("AMA", replaced(r"^((?:[^,.]+, ){2}[^,.]+)(?:, [^,.]+){4,}\.", r"\1, et al.")),
    "titles and journals have the journal's and NLM's capitals, not the style's": (
        "AMA APA MLA",
        str.casefold,
    ),
    "a journal's name is NLM's entry, with the place or edition": (
        "APA MLA",
        replaced(
            r"(?i) \((?:[A-Z][^():]+, [A-Z][^():]+(?: : \d{4})?|Clinical research ed\.)\)|\bthe (?=Lancet\b)",
            "",
        ),
    ),
    "a mail address stands among the authors, and the group twice": (
        "APA",
        replaced(r"^(.+)\. electronic address: \S+@\S+, & \1 (?=\()", r"\1. "),
    ),
    "typewriter's apostrophes and dashes": (
        "AMA APA MLA",
        replaced("[’‘]|—", lambda sign: "--" if sign[0] == "—" else "'"),
    ),
    "a single author has no comma": ("APA", replaced(r"^([\w' -]+?),? ((?:\w\. ?)+)(?=\(\d)", r"\1 \2")),
    "a number is no “Article”": ("APA", replaced(r", article (?=\w+\.)", ", ")),
    "“Suppl” and “Jr” have no full stop": ("APA", replaced(r"\b(suppl|jr)\.", r"\1")),
    "PubMed says “Advance online publication” also where there is a volume, and an identifier beside it": (
        "APA",
        replaced(r"(?:, (?:10\.\d+/\S+|[a-z]+\d+))?(?:\. advance online publication)?(?=\. https|$)", ""),
    ),
    "a full stop behind a title that ends in a question mark": ("APA", replaced(r"\?\.", "?")),
    "of more than 20 authors some are left out, which is said by “et al.”": (
        "APA",
        replaced(r",(?: …)?(?: [^,(]+, (?:[a-z]\. ?)+|et al\. | et al\. )(?=\(\d)", " "),
    ),
    "“et al.” has no comma": ("MLA", replaced(r",? et al\.", " et al.")),
    "initials have no full stop": (
        "MLA",
        replaced(r"(?<= [a-z])\.?(?=,? (?:and|et al)|\. “| \w+\. “| [\w-]+(?: et al)?\. “)", ""),
    ),
    "“vol. 3,4 (2021): 5-6” for “vol. 3, no. 4, 2021, pp. 5–6”": (
        "MLA",
        replaced(
            r",? vol\. (\w+)(?:,(?: no\. )?(\w+))?(?: \((\d{4})\):|, (\d{4}),) ?(?:pp?\. )?", r" \1 \2 \3\4 "
        ),
    ),
    "the day, and the pages before the date": (
        "MLA",
        replaced(
            r",?(?: vol\. (\w+)(?:,(?: no\. )?(\w+))?,?)?(?: (\S+?)\. \d{1,2} (\w{3})\w*\.? (\d{4})[,.]| (\w{3})\w*\.? (\d{4}), pp?\. (\S+?),)",
            r" \1 \2 \4\6 \5\7 \3\8",
        ),
    ),
    "elided pages": ("MLA", lambda text: complete_pages(re.sub("[–—]", "-", text))),
    "the DOI is an address, and closed": (
        "MLA",
        replaced(r"[.,]? (?:doi:|https://doi\.org/)(\S+?)\.?$", r" \1"),
    ),
}
"""What PubMed has otherwise than the style: in which styles, and what makes both the same."""


class Compared(NamedTuple):
    """A citation of PubMed's, and ours."""

    style: str
    theirs: str
    ours: str

    def classes(self) -> list[str] | None:
        """The classes that are needed to make them the same; None if all together don't."""
        named = [name for name, (styles, _) in CLASSES.items() if self.style in styles]
        if not self._is_same(named):
            return None
        for name in list(named):
            if self._is_same(rest := [other for other in named if other != name]):
                named = rest
        return named

    def _is_same(self, names: list[str]) -> bool:
        one, other = self.theirs, self.ours
        for name in names:
            one, other = CLASSES[name][1](one), CLASSES[name][1](other)
        return " ".join(one.split()) == " ".join(other.split())


def compare(path: Path) -> Iterator[Compared]:
    for line in path.read_text(encoding="utf-8").splitlines():
        style, _, theirs = line.partition("\t")
        style = style.upper()
        records = list(get_reader("reference-list").read(io.BytesIO(theirs.encode())))
        records = [replace(record, container_title_as_is=False) for record in records]
        ours = " ".join(bibliography(records, style=STYLES[style]))
        yield Compared(style, theirs, re.sub(r"^1\. ", "", ours))


def string_table(path: Path) -> Iterator[str]:
    """By style: how many are the same to the letter, but for which classes, and which none explains."""
    kinds: dict[str, Counter[str]] = {}
    totals: dict[str, Counter[str]] = {}
    for each in compare(path):
        found = each.classes()
        kind = "unexplained" if found is None else "explained" if found else "same"
        totals.setdefault(each.style, Counter())[kind] += 1
        kinds.setdefault(each.style, Counter()).update(found or ())
        if found is None:
            print(*each, sep="\n    ", file=sys.stderr)
    yield "| Style | Citations | To the letter | Explained | Unexplained | Classes |"
    yield f"|{' --- |' * 6}"
    for style, total in totals.items():
        classes = "; ".join(f"{name} {number}" for name, number in kinds[style].most_common())
        counts = (total.total(), *(total[kind] for kind in ("same", "explained", "unexplained")))
        yield f"| {style} | {' | '.join(map(str, counts))} | {classes} |"


def main() -> None:
    print(*field_table(), sep="\n")
    for name in sys.argv[1:]:
        print("", *string_table(Path(name)), sep="\n")


if __name__ == "__main__":
    main()

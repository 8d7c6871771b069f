"""Record → the text of a field of BibTeX or BibLaTeX, where it isn't just a field of the record; ``""`` for none.

The text is rich text, with ``OPEN`` and ``CLOSE`` of ``convert.formats.latex.write`` for braces. ``names`` and ``dates`` have more
such functions. At the end: the text → the line of the field.
"""

import re
from collections.abc import Callable
from operator import attrgetter

from msgspec.structs import replace

from convert.formats.bibtex.capitals import protect
from convert.formats.bibtex.tables import LANGUAGE_NAMES
from convert.formats.latex.typography import typeset
from convert.formats.latex.write import CLOSE, OPEN, EscapeBuffer
from convert.model import identifiers, notices
from convert.model.pages import PAGE_RANGE, article_number, assigned_pages, has_number_as_page, printed_pages
from convert.model.record import Record
from convert.model.stages import is_ahead_of_print
from convert.model.text import titles
from convert.model.text.abstracts import format_abstract
from convert.model.text.case import is_title_case
from convert.model.text.lowering import lower_species, lower_subtitle
from convert.model.text.markup import from_brackets, with_trade_marks, without_blanks, without_marks
from convert.model.text.titles import is_all_capitals
from convert.model.types import ARTICLES

Value = Callable[[Record], str]

_SPLITS_TERMS = re.compile(r"[,;]")


def whole_title(record: Record) -> str:
    """The title, all in braces."""
    return f"{OPEN}{record.title}{CLOSE}" if record.title else ""


def _printed(title: Value) -> Value:
    """The same, of a title with the signs that are printed."""

    def printed(record: Record) -> str:
        text = without_marks(record.title)
        if not is_all_capitals(text):
            text = _with_subtitle(record, lower_species(text))
        if "(" in text or "{" in text:
            text = with_trade_marks(from_brackets(text))
        if "</su" in text or " :" in text:
            text = without_blanks(text)
        if text != record.title:
            record = replace(record, title=text)
        text = typeset(title(record))
        return _STOP_IN_QUOTATION.sub("", text) if text[-1:] in ("”", "’", "'") else text

    return printed


def _with_subtitle(record: Record, title: str) -> str:
    """A title whose subtitle isn't all in capitals, but as the title is.

    >>> _with_subtitle(Record(), "Defining the Coin Trigger: THE ACTION OF HENS"), _with_subtitle(Record(), "On a coin: THE ACTION OF HENS")
    ('Defining the Coin Trigger: The Action of Hens', 'On a coin: the action of hens')
    """
    lowered = lower_subtitle(record, title)
    head, colon, subtitle = lowered.partition(": ")
    if lowered == title or not is_title_case(replace(record, title=head)):
        return lowered
    return f"{head}{colon}{subtitle[:1].upper()}{_LONG_WORD.sub(lambda word: word[0].title(), subtitle[1:])}"


_LONG_WORD = re.compile(r"\b[a-z]{4,}\b")


_STOP_IN_QUOTATION = re.compile(r"(?<!\.)\.(?=[”’']+$)")
"""The full stop of a quoted title at the end of a title, after which styles print their own."""


TITLES: dict[str, Value] = {
    "protect": _printed(protect),
    "title": _printed(whole_title),
    "none": _printed(attrgetter("title")),
}
"""Choice of the option ``capitals`` → the title."""


def container(record: Record) -> str:
    """The journal without the place that NLM adds to its title, which is ``address``; or the book."""
    return titles.container_title(record) or record.container_title_short


def volume(record: Record) -> str:
    """The volume, without the blank that PubMed has in ``69 ( Pt 5)``, and the part that is the issue as well.

    >>> volume(Record(volume="69 ( Pt 5)")), volume(Record(volume="34 Suppl 1", issue="Suppl 1"))
    ('69(Pt 5)', '34')
    """
    text = record.volume.replace(" ( ", "(")
    return text.removesuffix(f" {record.issue}") if record.issue and " " in text else text


def number(record: Record) -> str:
    """The issue of a serial, unless it is 0, which is none yet (Oxford's is ``Supplement_2``); of any other work its own number, or that in its series."""
    if record.type in ARTICLES:
        return "" if record.issue == "0" else record.issue.replace("_", " ")
    return record.number or record.collection_number or record.issue


def pages(record: Record) -> str:
    """Pages, with the two hyphens in ranges that TeX makes a dash of.

    >>> pages(Record(page="445-453, e1-e3")), pages(Record(page="S0890-8567(20)31414-3"))
    ('445--453, e1--e3', 'S0890-8567(20)31414-3')
    """
    first, dash, last = record.page.partition("-")
    if first.isdecimal() and (last.isdecimal() or not dash):
        return f"{first}--{last}" if dash else first
    return re.sub(PAGE_RANGE, r"\1--\2", assigned_pages(record))


def pages_or_number(record: Record) -> str:
    """The pages, or else the article number: BibTeX's styles don't print ``eid``, and Zotero doesn't read it."""
    number = pages(record) or article_number(record)
    return "" if number.startswith("arXiv:") else number


def note(record: Record) -> str:
    """The note, what became of the work, and that it has no issue yet, for which BibTeX has no field."""
    return "; ".join(filter(None, [_said_of(record), AHEAD_OF_PRINT if is_ahead_of_print(record) else ""]))


AHEAD_OF_PRINT = "Advance online publication"


def _said_of(record: Record) -> str:
    """The record's own note, and its retraction, errata and the like."""
    if not (brief := notices.brief(record)):
        return record.note
    return f"{record.note.removesuffix('.')}. {brief}" if record.note else brief


def publication_state(record: Record) -> str:
    """BibLaTeX's word for the state of publication, or the record's own."""
    return record.status or ("prepublished" if is_ahead_of_print(record) else "")


def number_beside_pages(record: Record) -> str:
    """The article number of a work that has pages as well."""
    return article_number(record) if record.page and not has_number_as_page(record) else ""


def pages_beside_number(record: Record) -> str:
    """The pages, unless they are the article number: BibLaTeX's styles would print it twice."""
    return pages(record) if printed_pages(record) else ""


def publisher(record: Record) -> str:
    """The publisher, without the place that it ends with, which follows it.

    >>> publisher(Record(publisher="University of Examples, Old Harbour", publisher_place="Old Harbour (EX)"))
    'University of Examples'
    """
    if "," not in record.publisher or not record.publisher_place:
        return record.publisher
    name, _, end = record.publisher.rpartition(", ")
    is_said = record.publisher_place == end or record.publisher_place.startswith((f"{end} (", f"{end},"))
    return name if name and is_said else record.publisher


def archive(record: Record) -> str:
    """The archive of a preprint, as arXiv itself writes it."""
    return "arXiv" if identifiers.arxiv_number(record) else ""


def eprint(record: Record) -> str:
    """The number of a preprint in arXiv, or the PMID."""
    return identifiers.arxiv_number(record) or record.PMID


def eprint_type(record: Record) -> str:
    """What ``eprint`` is a number of."""
    return "arxiv" if identifiers.arxiv_number(record) else record.PMID and "pubmed"


def isbn(record: Record) -> str:
    """The first ISBN: the field holds one, and biber finds several invalid."""
    return record.ISBN[0] if record.ISBN else ""


def language_codes(record: Record) -> str:
    """The languages, as the source spells them."""
    return ", ".join(record.language)


def language_names(record: Record) -> str:
    """BibLaTeX's names of the languages; of one without a name, the code."""
    return " and ".join(LANGUAGE_NAMES.get(code.partition("-")[0], code) for code in record.language)


def babel_language(record: Record) -> str:
    """The language by which babel hyphenates."""
    name = LANGUAGE_NAMES.get(record.language[0].partition("-")[0], "") if record.language else ""
    return "ngerman" if name == "german" else name


def abstract(record: Record) -> str:
    """The abstract in one paragraph, each section after its label."""
    return format_abstract(record.abstract, separator=" ", unlabelled=False)


def keywords_with(mesh_terms: Callable[[Record], list[str]]) -> Value:
    """A function from a record to its keywords and ``mesh_terms``, each once.

    Terms with a comma or semicolon are in braces, the only escape there is.
    """

    def keywords(record: Record) -> str:
        terms = {keyword.term: None for keyword in record.keyword}
        if record.mesh:
            terms.update(dict.fromkeys(mesh_terms(record)))
        text = ", ".join(terms)
        if ";" in text or text.count(",") >= max(len(terms), 1):
            text = ", ".join(f"{OPEN}{term}{CLOSE}" if _SPLITS_TERMS.search(term) else term for term in terms)
        return text

    return keywords


# --- text → line ------------------------------------------------------------------------------------------------

Layout = Callable[[str, EscapeBuffer], str]
"""A text → the rest of its line, ``{text},``."""

NOT_IN_ADDRESS = re.compile("[{}^\\\\\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


def as_latex(text: str, buffer: EscapeBuffer) -> str:
    """Rich text in LaTeX, on one line."""
    return f"{OPEN}{buffer.rich(_on_one_line(text))}{CLOSE},\n"


def as_range(text: str, buffer: EscapeBuffer) -> str:
    """The same, but ``--`` stays a dash."""
    if not (text.isascii() and text.replace("-", "").isalnum()):
        own = EscapeBuffer(buffer.style)
        text = own.escape(own.rich(_on_one_line(text))).replace("-{}-", "--")
    return buffer.latex(f"{{{text}}},\n")


def verbatim(text: str, buffer: EscapeBuffer) -> str:
    """An address or identifier: not escaped, but for what would break the entry, and is there by mistake."""
    return buffer.latex(f"{{{NOT_IN_ADDRESS.sub(lambda match: f'%{ord(match[0]):02X}', text)}}},\n")


def bare(text: str, buffer: EscapeBuffer) -> str:
    """BibTeX's own code, without braces."""
    return buffer.latex(f"{text},\n")


def _on_one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text

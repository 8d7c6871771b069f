"""Titles that aren't in the work's own language: PubMed's English titles of foreign works.

NLM prints such a title in brackets and names the language after the pages, as Citing Medicine has it
(https://www.ncbi.nlm.nih.gov/books/NBK7282/, “Journal articles in languages other than English”); APA 7 (section 9.38) prints the
original title, and the translation in brackets after it. Neither calls the original title that of an earlier work.
"""

from msgspec.structs import replace

from convert.model.record import Record
from convert.model.text.languages import language_name, language_tag
from convert.model.text.titles import parse_title

_MIXED = frozenset({"en", "mul", "und", ""})
"""The languages of works whose English title may be their own; one that isn't known says nothing of it."""


def is_translated(record: Record) -> bool:
    """Whether the title is a translation of the work's own title; the work itself is none, and the original title stands in for none.

    >>> is_translated(Record(title="A title", language=["ger"], PMID="1")), is_translated(Record(title="Ein Titel", language=["ger"]))
    (True, False)
    >>> is_translated(Record(title="A title", language=["English"], PMID="1"))
    False
    >>> is_translated(Record(title="Ein Titel", original_title="Ein Titel", language=["ger"], PMID="1"))
    False
    >>> from convert.model.record import Date
    >>> is_translated(Record(title="On coins", original_title="De nummis", original_date=Date(1514)))
    False
    >>> is_translated(Record(title="On coins", original_title="Paralar", language=["eng"]))
    False
    """
    if record.original_title:
        is_no_translation = has_original_title(record) or any(map(_is_in_english, record.language))
        return not (is_no_translation or record.original_date or record.original_author or record.translator)
    if not record.PMID or not record.title or not record.language:
        return False
    return not _may_be_english(record)


def _is_in_english(language: str) -> bool:
    return language_tag(language.lower()).startswith("en")


def _may_be_english(record: Record) -> bool:
    return any(language_tag(code.lower()).partition("-")[0] in _MIXED for code in record.language)


def bracketed(record: Record) -> str:
    """The title in brackets, where it is translated.

    >>> bracketed(Record(title="Two", original_title="Zwei")), bracketed(Record(title="Two"))
    ('[Two]', 'Two')
    """
    if not is_translated(record):
        return record.title
    return f"[{record.title}]" if record.title else record.original_title


def title_for_managers(record: Record) -> str:
    """The title as a reference manager has it from PubMed: in brackets, which every style prints, if no part of the work is in English.

    >>> title_for_managers(Record(title="Two", language=["ger"], PMID="1")), title_for_managers(Record(title="Two", original_title="Zwei"))
    ('[Two]', 'Two')
    """
    if record.language in ([], ["eng"]) or not record.PMID:  # nearly all
        return record.title
    if not is_translated(record) or _may_be_english(record):
        return record.title
    printed = f"[{record.title}]"
    return printed if parse_title(printed) == (record.title, True) else record.title


def without_brackets(record: Record) -> str:
    """The title that ``title_for_managers`` printed.

    >>> without_brackets(Record(title="[Two]", language=["ger"], PMID="1")), without_brackets(Record(title="[Two]", PMID="1"))
    ('Two', '[Two]')
    """
    title, is_in_brackets = parse_title(record.title)
    is_printed = is_in_brackets and title_for_managers(replace(record, title=title)) == record.title
    return title if is_printed else record.title


def beside_original(record: Record) -> str:
    """The original title with the translation in brackets after it; one of them where the record has no more.

    >>> beside_original(Record(title="Two", original_title="Zwei")), beside_original(Record(original_title="Zwei"))
    ('Zwei [Two]', 'Zwei')
    """
    parts = record.original_title, bracketed(record) if record.title else ""
    return " ".join(filter(None, parts)) if is_translated(record) else record.title


def languages(record: Record) -> str:
    """The names of the languages of a work whose title NLM translates, or has no translation of; ``""`` of any other.

    >>> languages(Record(title="A title", language=["chi"], PMID="1")), languages(Record(title="A title", language=["eng"]))
    ('Chinese', '')
    >>> languages(Record(title="Ein Titel", original_title="Ein Titel", language=["ger"]))
    'German'
    >>> languages(Record(title="A title", original_title="A title", language=["eng"]))
    ''
    """
    is_said = is_translated(record) or (has_original_title(record) and not _is_english(record))
    return ", ".join(filter(None, map(language_name, record.language))) if is_said else ""


def _is_english(record: Record) -> bool:
    return all(map(_is_in_english, record.language))


def has_other_title(record: Record) -> bool:
    """Whether the original title is one of the work itself, and not of an earlier work that it translates or reprints."""
    of_earlier = record.original_date or record.original_author or record.translator
    return bool(record.original_title) and (has_original_title(record) or not of_earlier)


def has_original_title(record: Record) -> bool:
    """Whether PubMed has no English title, so that the original one stands in for it."""
    return bool(record.title) and record.title == record.original_title

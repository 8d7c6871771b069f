"""Functions that take the values of RIS tags into a record's fields: ``TaggedRecord`` → its ``record``.

A step is here if it needs several tags to understand one; a tag that is simply a field is a row of ``tables``. Refer and
EndNote XML share both: their fields are those of RIS by other names (https://github.com/aurimasv/translators/wiki/RIS-Tag-Map).
"""

import re
from collections.abc import Sequence
from typing import Final

from convert.formats.ris.extra_lines import take_extra_lines
from convert.formats.ris.identifiers import take_addresses, take_identifiers, take_standard_numbers
from convert.formats.tagged.record import TaggedRecord, Take
from convert.model.dates import is_parsed, parse_date, parse_slashed_date
from convert.model.identifiers import parse_doi
from convert.model.pages import is_item_identifier, join_pages
from convert.model.record import AbstractSection, Date, HistoryDate, Keyword, OtherAbstract, Record
from convert.model.text.abstracts import parse_abstract
from convert.model.types import ARTICLES, IN_SERIES

# --- one tag and its alternatives ---


def take_text(field: str, tags: Sequence[str]) -> Take:
    """Make the step that takes the text of the first tag that is present."""

    def take(tagged: TaggedRecord) -> None:
        if not tagged.values.keys().isdisjoint(tags) and (text := tagged.take(*tags)):
            setattr(tagged.record, field, text)

    return take


# --- what the record is, and its titles ---


def take_type(tagged: TaggedRecord) -> None:
    """TY: the reference type."""
    name = tagged.take("TY")
    if not name:
        tagged.report("missing-ty", "the record has no reference type")
        if not tagged.values.keys().isdisjoint(("VL", "IS")) and tagged.peek("JO", "JF", "T2", "JA"):
            tagged.record.type = "article-journal"
            tagged.record.inferred["type"] = "it has a journal with volume or issue"
    elif (csl_type := tagged.types.get(name.upper())) is not None:
        tagged.record.type = csl_type
        if (
            name.upper() in ("EDBOOK", "EDITED BOOK")
            and "ED" not in tagged.values
            and "A2" not in tagged.values
        ):
            for tag in ("AU", "A1"):  # the authors of an edited book are its editors
                if tag in tagged.values:
                    tagged.values["ED"] = tagged.values.get("ED", []) + tagged.values.pop(tag)
    else:
        tagged.report("unknown-type", f"unknown reference type {name!r}; kept in extra")
        tagged.record.type = "document"
        tagged.values["TY"] = [name]


def take_titles(tagged: TaggedRecord) -> None:
    """T2, JF, JO, JA, J1, J2, BT: the journal and its abbreviation, the book or the series."""
    record, values = tagged.record, tagged.values
    record.title = without_full_stop(tagged.take("TI", "T1", "CT"))
    if record.type == "book" and _is_chapter(tagged):
        record.type, record.inferred["type"] = (
            "chapter",
            "a book with first and last page, and the title of another",
        )
    if record.type in IN_SERIES and not ("T2" in values and "T3" in values):
        record.collection_title = tagged.take("T2") or tagged.take("T3")
        record.title = record.title or tagged.take("BT")
    abbreviation = tagged.take("J2", "JA", "J1", "J9", "NL")
    if "JF" in values and "T2" in values and values["T2"][0] in (abbreviation, ""):
        del values["T2"]
    if "JF" in values and values["JF"] == values.get("JO"):  # EBSCO: T2 is a subtitle
        full = tagged.take("JF", "JO", "T2")
    else:
        if (
            "JF" in values
            and "JO" in values
            and "." in values["JF"][0]
            and len(values["JO"][0]) > len(values["JF"][0])
        ):
            values["JF"], values["JO"] = values["JO"], values["JF"]
        full = tagged.take("T2", "JF", "BT") or tagged.take("JO", "SO")
    record.container_title = full
    if not abbreviation and (other := tagged.take("JO")) != full:
        abbreviation = other
    record.container_title_short = abbreviation
    if len(abbreviation) > len(full) > 0 and abbreviates(full, abbreviation):
        record.container_title, record.container_title_short = abbreviation, full
    for tag, text in tagged.peek("T2", "JF", "JO", "JA"):
        if text in (full, abbreviation):
            tagged.drop(tag, text)


def abbreviates(short: str, title: str) -> bool:
    """Whether each word of a short title begins the next such word of the other, as where EndNote has PubMed's journals.

    >>> abbreviates("J Inv", "Journal of invented trials"), abbreviates("Trials", "Journal of Coins")
    (True, False)
    """
    words = iter(title.lower().split())
    parts = [part.strip(".") for part in short.lower().split()]
    found = [next((word for word in words if word.startswith(part)), "") for part in parts]
    return all(found) and found != parts


def take_short_title(tagged: TaggedRecord) -> None:
    """ST: the short title, where it isn't the title again, as in most records of EndNote."""
    if "ST" in tagged.values and (text := without_full_stop(tagged.take("ST"))) != tagged.record.title:
        tagged.record.title_short = text


def _is_chapter(tagged: TaggedRecord) -> bool:
    """Whether a ``BOOK`` or ``SER`` is a part of one, as in Web of Science and Scopus."""
    values = tagged.values
    title = values.get("T2", [""])[0]
    return bool(title and "SP" in values and "EP" in values and "T3" not in values) and (
        title.lower() != tagged.record.title.lower() and values["SP"][0] not in ("1", values["EP"][0])
    )


_ABBREVIATED: Final = re.compile(
    r".*\b(?:al|etc|Inc|Ltd|Corp|Co|Jr|Sr|spp?|var|nov|cf|vol|no|eds?|[A-Z]|Dr|St)\.", re.DOTALL
)


def without_full_stop(title: str) -> str:
    """A title without the full stop that databases put behind it; the one of an abbreviation stays.

    >>> [without_full_stop(title) for title in ("Coins.", "Coins of the U.S.", "Coins of Doe et al.", "Coins...")]
    ['Coins', 'Coins of the U.S.', 'Coins of Doe et al.', 'Coins...']
    """
    if not title.endswith(".") or title.endswith("..") or _ABBREVIATED.fullmatch(title):
        return title
    return title[:-1]


# --- dates ---


_NO_DATE: Final = re.compile(r"\b(?:nan|NaN|NA|None|null|undefined)\b")
"""What scripts write for a part that is missing: ``2020///nan``."""
_STAGES: Final = re.compile(r"/(received|revised|accepted|pubmed|medline|entrez)$", re.IGNORECASE)


def take_dates(tagged: TaggedRecord) -> None:
    """PY, Y1, DA: the most exact of those that agree on the year, on a tie the first. Y2: the day of access."""
    best: Date | None = None
    for tag in ("PY", "Y1", "DA"):
        for text in [*tagged.values[tag]] if tag in tagged.values else ():
            if "/" in text and text[-1].isalpha() and _take_stage(tagged, tag, text):
                continue
            date = _parse_date_beside(best, text)
            if best is not None and date.year not in (None, best.year):
                continue
            tagged.drop(tag, text)
            if date.year is None and not date.literal:  # 0000, //
                continue
            if best is None or _exactness(date) > _exactness(best):
                best = date
    tagged.record.issued = _reported(tagged, best)
    if accessed := tagged.take("Y2"):
        tagged.record.accessed = _reported(tagged, parse_slashed_date(accessed))


def _take_stage(tagged: TaggedRecord, tag: str, text: str) -> bool:
    """Take NCBI's date of a stage, ``2013/02/15/received``; return whether it is one."""
    stage = _STAGES.search(text)
    if stage is not None:
        date = parse_slashed_date(text[: stage.start()])
        tagged.record.history.append(HistoryDate(stage[1].lower(), date))
        tagged.drop(tag, text)
    return stage is not None


def _parse_date_beside(best: Date | None, text: str) -> Date:
    """Parse a date that may lack the year which another tag gives: ``Mar 4``, ``Dec-1999 Jan``."""
    if best is not None and text[:3].isalpha():
        date = parse_date(f"{best.year} {text.capitalize()}")
        if date.month is not None and not date.literal:
            return date
    date = parse_slashed_date(text)
    if date.literal and _NO_DATE.search(text):
        date = parse_slashed_date(_NO_DATE.sub("", text))
    if best is None or (date.year == best.year and is_parsed(date)):
        return date
    completed = parse_slashed_date(f"{best.year} {text}")
    return completed if is_parsed(completed) or date.year is None else date


def _exactness(date: Date) -> int:
    parts = (date.year, date.month or date.season or date.end or date.literal, date.day)
    return sum(part not in (None, "") for part in parts)


def _reported(tagged: TaggedRecord, date: Date | None) -> Date | None:
    """Report a date that was not parsed; return any date."""
    if date is not None and not is_parsed(date):
        tagged.report("bad-date", f"cannot parse the date {date.literal!r}; kept as text")
    return date


# --- pages and numbers ---


_ARTICLE_NUMBER: Final = re.compile(
    r"(?:art(?:icle)?[. ]*+(?:(?:no|number)?[.:]?\s++|(?<= ))|(?:pii|artn|unsp)[.:]?\s++)(\S.*)",
    re.IGNORECASE,
)
_PII: Final = re.compile(r"[SB]\d{4}-?\d{3}[\dXx]\(\d\d\)\d{5}-[\dXx]")
"""A publisher item identifier, which is no page: https://en.wikipedia.org/wiki/Publisher_Item_Identifier."""
_PAGES: Final = re.compile(r"^p(?:p|ages?)?[. ]\s*(?=\w)|(?<=\d)\s*(?:pp?|pages)\.?$", re.IGNORECASE)
_DASHES: Final = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")


def take_pages(tagged: TaggedRecord) -> None:
    """SP, EP, C7: pages, an article number, or the number of a book's pages."""
    record, values = tagged.record, tagged.values
    first = _parse_pages(tagged.take("SP")) if "SP" in values else ""
    last = _parse_pages(tagged.take("EP")) if "EP" in values else ""
    record.number = tagged.take("C7") if "C7" in values else ""
    if first == "No" and last.endswith("Specified"):  # PsycINFO's “No Pagination Specified”
        first = last = ""
    if last == "+":  # Web of Science's sign that pages follow elsewhere
        last = ""
    if not first or first.isdecimal():
        pass
    elif match := _ARTICLE_NUMBER.fullmatch(first):
        first, record.number = "", record.number or match[1]
        if is_item_identifier(record.number):
            record.number, record.pii = "", record.number
    elif _PII.fullmatch(first):
        first, record.pii = "", first
    if first == record.number and not last:  # the article number stands in for pages
        first = ""
    pages = join_pages(first, last)
    if record.type in _HAVE_PAGES and pages.isdecimal():
        record.number_of_pages = pages
    else:
        record.page = pages


_HAVE_PAGES: Final = IN_SERIES | {"thesis"}
"""Works of which a single page is the number of all pages."""


def _parse_pages(text: str) -> str:
    """Pages with plain hyphens, and without their label."""
    if text.isdecimal():
        return text
    return _PAGES.sub("", text if text.isascii() else text.translate(_DASHES))


_ISSUE = re.compile(
    r"(?!\d{5})(?=.{1,25}$)(?=.*(?:\d|suppl|spec|part))[\w./()+&–—-]+(?:(?<=\d),)?(?: [\w./()+&–—-]+){0,3}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?!Ph\.? ?D|Ed\.?D|M\.?[AS]\b)[^@(:;][^@:;]{0,59}")
"""What an issue and the number of a report look like: into M1, Embase writes addresses, RefWorks kinds of works, others degrees."""


def _take_if(form: re.Pattern[str], tag: str, tagged: TaggedRecord) -> str:
    """Take the first value of a tag if it has this form."""
    return tagged.take(tag) if tag in tagged.values and form.fullmatch(tagged.values[tag][0]) else ""


def take_numbers(tagged: TaggedRecord) -> None:
    """M1, CP, SE, ET, M3: the record's type tells what they mean."""
    record = tagged.record
    is_article = record.type in ARTICLES
    if is_article and "IS" not in tagged.values:
        issue = _take_if(_ISSUE, "M1", tagged) or _take_if(_ISSUE, "CP", tagged)
        is_bracketed = issue[:1] == "(" and issue.find(")") == len(issue) - 1
        record.issue = (issue[1:-1] if is_bracketed else issue) or record.issue
    elif not is_article and not record.number:
        record.number = _take_if(_NUMBER, "M1", tagged)
    _take_section(record, tagged.take("SE"))
    _take_edition(record, tagged.take("ET"))
    if not is_article and not record.genre and not parse_doi(tagged.values.get("M3", [""])[0]):
        record.genre = tagged.take("M3")


_PAGE: Final = re.compile(r"[A-Za-z]{0,2}\d[\w.-]*")


def _take_section(record: Record, section: str) -> None:
    """SE: the section, the number of a chapter, or in EndNote's articles the first page."""
    if record.type not in ARTICLES or not _PAGE.fullmatch(section):
        setattr(record, "chapter_number" if record.type == "chapter" else "section", section)
    elif not record.page and not record.number:
        record.page, record.inferred["page"] = (
            section,
            "the section of EndNote, which has the first page there",
        )


def _take_edition(record: Record, edition: str) -> None:
    """ET: the edition, or the electronic date of an article, which is the only one ahead of print."""
    if not edition:
        return
    date = parse_slashed_date(edition) if record.type not in IN_SERIES else Date()
    if date.year is None or not is_parsed(date):
        record.edition = edition
        return
    record.available_date = record.available_date or date
    if record.issued is None or record.issued.year is None:
        record.issued, record.inferred["issued"] = date, "the date of electronic publication"


# --- texts ---


_COPYRIGHT: Final = re.compile(r"(?:Copyright (?:of|©|\(C\))|©|\(c\) )", re.IGNORECASE)


def take_abstract(tagged: TaggedRecord) -> None:
    """AB, or else N2: the abstract, or one in each language; EBSCO's notice of copyright. N1, RN, and N2 beside AB: notes."""
    record = tagged.record
    values = tagged.take_all("AB") or tagged.take_all("N2")
    texts = [" ".join(filter(None, text.split("\n"))) for text in values]
    if len(texts) > 1:
        record.copyright = next(filter(_COPYRIGHT.match, texts[1:]), "")
        texts = [text for text in texts if text != record.copyright]
    if texts and texts[0] in tagged.values.get("N2", ()):
        tagged.drop("N2", texts[0])
    sections: list[AbstractSection] = []
    if len(texts) > 1 and _MANY_LANGUAGES.search("".join(tagged.values.get("DP", ()))):
        record.other_abstract = [OtherAbstract(parse_abstract(text)) for text in texts[1:]]
        texts = texts[:1]
    for text in texts:
        sections += parse_abstract(text)
    record.abstract = sections
    if any(section.label for section in sections):
        record.inferred["abstract"] = "its sections are told by labels in capitals"
    record.note = "\n\n".join(tagged.take_all("N1", "N2", "RN"))


_MANY_LANGUAGES: Final = re.compile(r"bvsalud|scielo")
"""Catalogues that give the abstract in each language."""


def take_keywords(tagged: TaggedRecord) -> None:
    """KW: a keyword; or several on lines of their own (EndNote), between semicolons, or between more than two commas."""
    texts = tagged.take_all("KW", "MH", "DESCRIPTORS")
    words: list[str] = []
    for text in texts:
        words += _SEPARATED_WORDS.split(text) if ";" in text or "\n" in text else (text,)
    if len(words) == 1 and words[0].count(", ") > 2:
        words = words[0].split(", ")
        tagged.record.inferred["keyword"] = "parted at commas"
    tagged.record.keyword = [Keyword(word.lstrip("*"), word.startswith("*")) for word in words if word]


_SEPARATED_WORDS, _LANGUAGES = re.compile(r"(?<!\s)[^\S\n]*+[;\n]\s*"), re.compile(r"[,;]\s*")
_IN_NOTES: Final = re.compile(r"(?:^|[;.] )Language: ([A-Z][a-z]+(?:, [A-Z][a-z]+)*)(?=[;.]|$)")


def take_languages(tagged: TaggedRecord) -> None:
    """LA: languages; or else those that EBSCO names in its notes."""
    record = tagged.record
    record.language = [code for text in tagged.take_all("LA") for code in _LANGUAGES.split(text)]
    if not record.language and (match := _IN_NOTES.search(record.note)):
        record.language = _LANGUAGES.split(match[1])


STEPS: Final[tuple[Take, ...]] = (
    take_type,
    take_extra_lines,  # may change the type
    take_titles,
    take_dates,
    take_pages,
    take_identifiers,  # those in M3 and UR, before these are taken as texts
    take_numbers,
    take_standard_numbers,
    take_abstract,
    take_keywords,
    take_addresses,
    take_languages,
)
"""What needs an order; all rows of one tag follow."""

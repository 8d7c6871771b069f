"""PubMed's “Abstract (text)” → records, one after another: of today and of the 2010s.

A blank line between blocks, two between records: ``N. Journal. Date;Vol(Iss):Pages. doi: X.``, title, authors with
affiliation numbers, ``Author information:``, links, abstract, copyright, identifiers, conflict of interest.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from convert.formats.pubmed_text.bookshelf import parse_book_source
from convert.formats.pubmed_text.citation import add_links, finish, parse_source, place_title
from convert.formats.pubmed_text.names import add_affiliations, parse_numbered_authors
from convert.formats.pubmed_text.tail import add_publication_type, leave, parse_tail
from convert.formats.pubmed_text.words import KNOWN_LABEL, LANGUAGES, LINKS
from convert.model.record import AbstractSection, Name, OtherAbstract, Record
from convert.streams.problems import Problem, Warn

START = re.compile(r"(\d{1,7})\. +(?=\S)")
_HEAD = re.compile(r"\d{1,7}\. [^.]+\. (?:1[5-9]|20)\d\d(?!\d)")
_GLUED = re.compile(r"(?P<rest>[^.]+\. (?:1[5-9]|20)\d\d(?!\d))")
_IDENTIFIER_LINE = re.compile(r"(?:DOI: \S|PMCID: PMC\d|PMID: \d).*")
_LABEL = re.compile(r"([^\W\da-z][^.:;?!()]{0,70}?(?:\([^()]{0,30}\)[^.:;?!()]{0,30})?[.—]{0,2}): +(?=\S)")
_CAPITAL_LABEL = re.compile(r"([^\W\da-z][^a-z.:;?!]{2,60}(?:\(s\))?[^a-z.:;?!]{0,20}): +(?=\S)")
_IDENTIFIER = re.compile(r"(DOI|PMCID|PMID): *")
_AFFILIATION = re.compile(r"\((\d+)\)\s*")
_LANGUAGE = re.compile(
    r"\[Article in ([^;\]]+)(?:; Abstract available in ([^\]]*?) from the publisher)?\]\.?"
)
_UNDIVIDED = re.compile(r"[^\W\d_a-z][\w'’.-]+(?: [^\W\d_a-z][\w'’.-]*){1,3}")
_COPYRIGHT = re.compile(
    r"(?:Copyright|©|\(c\)|\(C\)|Published by|Crown )|.*(?:©|All rights reserved|Copyright)"
)
_PUBLISHER_LINE = re.compile(
    r"(?:19|20)\d\d [^a-z].{0,120}\.|[^a-z.].{0,120}\b(?:Verlag|Publish\w+|Elsevier|Springer|Wiley|Karger|Press|Ltd|Inc"
    r"|GmbH|KG|Society|LLC|B\.V\.)\b.{0,120}"
)
"""A copyright line without the word or the character: ``Georg Thieme Verlag KG Stuttgart · New York.``"""
_WIDTH = 79
"""The length of a line. A new line that begins with a word that would have fitted is a new paragraph."""
_REMARK = re.compile(r"\d{1,7}\. ([A-Z][A-Z ]+)")
_REMARKS = {"RETRACTED ARTICLE": "Retracted Publication", "PREPRINT": "Preprint"}
"""What PubMed prints above the source → the publication type that means the same."""
_OTHER_ABSTRACT = {"Publisher: ": "Publisher", "Plain Language Summary: ": "plain-language-summary"}

Block = list[str]


class _AbstractBuilder:
    """A record while its blocks are read, and what later blocks need to know of earlier ones."""

    __slots__ = ("abstract_language", "affiliations", "by_number", "record", "step")

    def __init__(self) -> None:
        self.record = Record()
        self.by_number: dict[int, list[Name]] = {}
        self.affiliations: dict[int, str] = {}
        self.abstract_language = ""
        self.step = 0
        """0 before the title, 1 before the authors, 2 before the abstract, 3 after it, 4 after the identifiers."""


def read_abstract(lines: Iterable[tuple[int, str]], warn: Warn) -> Iterator[Record]:
    """Lines → records; an unreadable one is reported and skipped."""
    for line, blocks in _split(lines, warn):
        builder = _AbstractBuilder()
        blocks = _without_remark(blocks, builder.record)  # noqa: PLW2901
        if not _read_head(blocks[0], builder):
            message = f"cannot find journal and year in {_joined(blocks[0])[:60]!r}; skipped"
            name = blocks[0][0].partition(".")[0]
            warn(Problem("no-citation", message, line=line, record=name, severity="error"))
            continue
        for index, block in enumerate(blocks[1:], 1):
            is_last_text = index + 1 < len(blocks) and _IDENTIFIER.match(blocks[index + 1][0]) is not None
            _read_block(block, builder, is_last_text=is_last_text)
        for number, text in add_affiliations(builder.by_number, builder.affiliations).items():
            builder.record.extra.setdefault("affiliation", []).append(f"({number}){text}")
        yield finish(builder.record, line, warn)


def _split(lines: Iterable[tuple[int, str]], warn: Warn) -> Iterator[tuple[int, list[Block]]]:
    """The first line's number and the blocks of each record."""
    first, blocks, blanks = 0, list[Block](), 2
    for number, line in _unglued(lines):
        if not line or line.isspace():
            blanks += 1
            continue
        if blanks and START.match(line) and (blanks > 1 or _follows(line, blocks)):
            if blocks:
                yield first, blocks
            first, blocks = number, [[line]]
        elif not blocks:
            warn(Problem("unplaced", f"{line[:60]!r} stands before the first record", line=number))
        elif blanks:
            blocks.append([line])
        else:
            blocks[-1].append(line)
        blanks = 0
    if blocks:
        yield first, blocks


def _unglued(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines, with blank lines added before identifiers and between joined downloads that lack them."""
    previous = ""
    closed = False
    following = "1. "
    for number, text in lines:
        line = text
        if closed and (place := line.find(following)) > 0 and _GLUED.match(line, place + len(following)):
            yield from ((number, line[:place]), (number, ""), (number, ""))
            line = line[place:]
            previous = ""
        if not previous and line[:1].isdigit() and (start := START.match(line)):
            following, closed = f"{int(start[1]) + 1}. ", False
        elif line.startswith(("DOI: ", "PMCID: ", "PMID: ")) and _IDENTIFIER_LINE.fullmatch(line):
            if previous and not _IDENTIFIER.match(previous):
                yield number, ""
            closed = True
        yield number, line
        previous = line.strip()


def _follows(line: str, blocks: list[Block]) -> bool:
    """Whether a numbered line after one blank line only begins the next record."""
    return (not blocks or any(_IDENTIFIER.match(text) for text in blocks[-1])) and _HEAD.match(
        line
    ) is not None


def _joined(block: Block) -> str:
    return " ".join(" ".join(block).split())


def _without_remark(blocks: list[Block], record: Record) -> list[Block]:
    """``34. RETRACTED ARTICLE`` before the source: a remark, not a title → its type; the blocks from the source on."""
    remark = _REMARK.fullmatch(_joined(blocks[0]))
    if remark is None or len(blocks) < 2 or not parse_source(_joined(blocks[1]), Record()):
        return blocks
    if remark[1] in _REMARKS:
        add_publication_type(_REMARKS[remark[1]], record)
    else:
        leave(remark[1], record)
    return blocks[1:]


def _read_head(block: Block, builder: _AbstractBuilder) -> bool:
    """``12. Journal. Location. doi: X.``; for the Bookshelf ``12. In: Book. …`` or ``12. Title.``, with the source in a later block."""
    text = _joined(block)
    if start := START.match(text):
        text = text[start.end() :]
    if text.startswith("In: ") and parse_book_source(text, builder.record):
        return True
    if not parse_source(text, builder.record):
        place_title(text, builder.record)
        builder.step = 1
        return len(text) > 1
    return True


def _read_block(block: Block, builder: _AbstractBuilder, *, is_last_text: bool) -> None:
    first = block[0]
    opening, handler = _OPENINGS.get(first.partition(" ")[0], ("", None))
    if handler is not None and first.startswith(opening) and handler(block, builder):
        return
    if len(block) > 1 and first.strip() in LINKS and block[1].startswith("    "):
        _read_links(block, builder)
    elif builder.step == 0:
        _read_title(block, builder)
    elif builder.step == 1 and _read_authors(block, builder):
        builder.step = 2
    elif builder.step == 4:
        leave(_joined(block), builder.record)
    elif _is_copyright(block, builder, is_last_text=is_last_text):
        builder.record.copyright = _added(builder.record.copyright, _joined(block))
    else:
        builder.record.abstract += _sections(block)
        builder.step = 3


def _read_title(block: Block, builder: _AbstractBuilder) -> bool:
    place_title(_joined(block), builder.record)
    builder.step = 1
    return True


def _read_authors(block: Block, builder: _AbstractBuilder) -> bool:
    text = _joined(block)
    if not text.endswith(".") or _LABEL.match(text):
        return False
    names, by_number, complete = parse_numbered_authors(text)
    if not names:
        names = _undivided_names(text)
    if not names:
        return False
    builder.record.author, builder.record.authors_complete = names, complete
    _add_numbers(by_number, builder)
    return True


def _undivided_names(text: str) -> list[Name]:
    """``Sungchul Bae, Do-Youn Lee.``: the few authors whose names PubMed got in one piece."""
    pieces = text.removesuffix(".").split(", ")
    is_list = all(_UNDIVIDED.fullmatch(piece) for piece in pieces) and len(text) < 400
    return [Name(family=piece) for piece in pieces] if is_list else []


def _read_no_authors(_block: Block, builder: _AbstractBuilder) -> bool:
    builder.step = 2
    return True


def _read_collaborators(block: Block, builder: _AbstractBuilder) -> bool:
    text = _joined(block).removeprefix("Collaborators:").strip()
    builder.record.investigator, by_number, _ = parse_numbered_authors(text)
    _add_numbers(by_number, builder)
    return bool(builder.record.investigator)


def _add_numbers(by_number: dict[int, list[Name]], builder: _AbstractBuilder) -> None:
    for number, names in by_number.items():
        builder.by_number.setdefault(number, []).extend(names)


def _read_affiliations(block: Block, builder: _AbstractBuilder) -> bool:
    """``Author information:``, then ``(1)Department …`` with its wrapped lines."""
    current = 0
    for line in [block[0].removeprefix("Author information:"), *block[1:]]:
        number = _AFFILIATION.match(line)
        if number is not None and int(number[1]) == current + 1:
            current += 1
            builder.affiliations[current] = line[number.end() :].strip()
        elif line.strip():
            builder.affiliations[current] = _added(builder.affiliations.get(current, ""), line.strip())
    builder.step = max(builder.step, 2)
    return True


def _read_language(block: Block, builder: _AbstractBuilder) -> bool:
    match = _LANGUAGE.fullmatch(_joined(block))
    if match is None:
        return False
    builder.record.language = [LANGUAGES.get(word, word) for word in match[1].split(", ")]
    builder.abstract_language = LANGUAGES.get(match[2], match[2]) if match[2] else ""
    place_title(f"{builder.record.title}.", builder.record)
    return True


def _read_links(block: Block, builder: _AbstractBuilder) -> None:
    """A head, then sources indented by four spaces; their wrapped lines are not indented."""
    sources: list[str] = []
    for line in block[1:]:
        if line.startswith("    "):
            sources.append(line.strip())
        else:
            sources[-1] = f"{sources[-1]} {line.strip()}"
    add_links([(block[0].strip(), source) for source in sources], builder.record)
    builder.step = max(builder.step, 2)


def _read_identifiers(block: Block, builder: _AbstractBuilder) -> bool:
    for line in block:
        kind = _IDENTIFIER.match(line)
        parse_tail(
            f"doi: {line[kind.end() :]}" if kind and kind[1] == "DOI" else line.strip(), builder.record
        )
    builder.step = 4
    return True


def _read_conflict(block: Block, builder: _AbstractBuilder) -> bool:
    text = _joined(block).removeprefix("Conflict of interest statement:").strip()
    builder.record.conflict_of_interest = _added(builder.record.conflict_of_interest, text)
    return True


def _read_other_abstract(block: Block, builder: _AbstractBuilder) -> bool:
    opening = next(opening for opening in _OTHER_ABSTRACT if block[0].startswith(opening))
    sections = _sections([block[0].removeprefix(opening), *block[1:]])
    language = builder.abstract_language if opening == "Publisher: " else ""
    builder.record.other_abstract.append(
        OtherAbstract(section=sections, type=_OTHER_ABSTRACT[opening], language=language)
    )
    builder.step = 3
    return True


def _read_book(block: Block, builder: _AbstractBuilder) -> bool:
    return not builder.record.container_title_short and parse_book_source(_joined(block), builder.record)


def _is_copyright(block: Block, builder: _AbstractBuilder, *, is_last_text: bool) -> bool:
    text = block[0]
    if builder.step < 3 and not is_last_text:
        return False
    return _COPYRIGHT.match(text) is not None or (
        is_last_text and builder.step == 3 and _PUBLISHER_LINE.fullmatch(_joined(block)) is not None
    )


def _added(text: str, more: str) -> str:
    return f"{text} {more}" if text else more


def _sections(block: Block) -> list[AbstractSection]:
    """A block of the abstract, split at lines that begin a paragraph with a label."""
    parts: list[tuple[str, list[str]]] = []
    previous = ""
    for line in block:
        label = _section_label(line, previous)
        if label is not None:
            parts.append((label[1], [line[label.end() :]]))
        elif parts:
            parts[-1][1].append(line)
        else:
            parts.append(("", [line]))
        previous = line
    return [AbstractSection(_joined(lines), label) for label, lines in parts]


def _section_label(line: str, previous: str) -> re.Match[str] | None:
    if ": " not in line and not line.endswith(":"):
        return None
    if not previous:
        return _CAPITAL_LABEL.match(line) or _LABEL.match(line)
    room = len(previous.rstrip()) + 1 + line.find(" ")
    if room <= _WIDTH:
        return _LABEL.match(line)
    if previous.rstrip()[-1:] not in ".?!)":
        return None
    return _CAPITAL_LABEL.match(line) or (_LABEL.match(line) if KNOWN_LABEL.match(line) else None)


_OPENINGS: dict[str, tuple[str, Callable[[Block, _AbstractBuilder], bool]]] = {
    opening.partition(" ")[0]: (opening, handler)
    for opening, handler in (
        ("Author information:", _read_affiliations),
        ("Collaborators:", _read_collaborators),
        ("DOI: ", _read_identifiers),
        ("PMCID: ", _read_identifiers),
        ("PMID: ", _read_identifiers),
        ("Conflict of interest statement:", _read_conflict),
        ("[Article in ", _read_language),
        ("[No authors listed]", _read_no_authors),
        ("Publisher: ", _read_other_abstract),
        ("Plain Language Summary: ", _read_other_abstract),
        ("In: ", _read_book),
    )
}
"""The first word of a block → how such a block begins, and its handler."""

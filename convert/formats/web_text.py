"""Text with HTML's or JATS's tags and entities, as databases and services give titles and abstracts → rich text, abstracts.

Crossref gives JATS (``<jats:italic>``, https://jats.nlm.nih.gov/), Europe PMC HTML (``<h4>`` before a section), exports of any database either.
"""

import re
from typing import Final

from convert.model.record import AbstractSection
from convert.model.text.abstracts import parse_abstract
from convert.model.text.markup import SMALL_CAPS, decode_entities

EMPHASIS: Final = {
    "b": "b",
    "bold": "b",
    "em": "i",
    "i": "i",
    "italic": "i",
    "strong": "b",
    "sub": "sub",
    "sup": "sup",
}
"""Name of a tag, of HTML or JATS → the rich text's."""
_TAGS: Final = {**EMPHASIS, "sc": "sc", "scp": "sc"}
_BREAK_TAGS: Final = """
    article br caption disp-formula div h1 h2 h3 h4 h5 h6 label li list list-item ol p sec section td title tr ul
"""
_BREAKS: Final = frozenset(_BREAK_TAGS.split())
_DROPPED_TAGS: Final = """
    a abstract annotation body email ext-link fig fn font inline-formula inline-graphic monospace named-content overline related-article
    roman sans-serif script semantics small span strike styled-content tex-math trans-abstract tt u underline uri xref
"""
_DROPPED: Final = frozenset(_DROPPED_TAGS.split())
_TAG: Final = re.compile(r"<(/?)(?:jats:|(mml:))?([A-Za-z][\w-]*)(?:\s[^<>]*)?/?>")
_ODD: Final = (*"<&\n\r\t\v\f\x85\xa0\u2028\u2029", "  ")
"""What text in one line has none of; a search for each takes a tenth of the time of one for a class."""
_HEADING: Final = re.compile(
    r"<(?:jats:)?(title|h[1-6])\b[^<>]*>((?:[^<]++|<(?!(?:jats:)?\1\b))*?)</(?:jats:)?\1>"
)
_WHOLE: Final = frozenset(("", "abstract", "summary", "abstract:"))


def parse_web_text(text: str) -> str:
    """Text with tags and entities → rich text in one line; what only looks like a tag stays.

    >>> parse_web_text("Coins &amp; <jats:italic>E. coli</jats:italic>,<br/>CO<SUB>2</SUB> at p &lt; 0.05"), parse_web_text("a<b and c>d")
    ('Coins & <i>E. coli</i>, CO<sub>2</sub> at p < 0.05', 'a<b and c>d')
    """
    text = text.strip()
    if text.isalnum() or not any(map(text.__contains__, _ODD)):
        return text
    if "<" in text:
        text = _TAG.sub(_tag, text)
    return " ".join(decode_entities(text).split())


def _tag(match: re.Match[str]) -> str:
    slash, is_math, name = match[1], match[2], match[3].lower()
    if is_math or name in _DROPPED:
        return ""
    if name in _BREAKS:
        return " "
    tag = _TAGS.get(name)
    if tag is None or (name == match[3] and not _is_tag(match)):
        return match[0]
    if tag == "sc":
        return "</span>" if slash else SMALL_CAPS
    return f"<{slash}{tag}>"


def _is_tag(match: re.Match[str]) -> bool:
    """Whether a tag has its partner somewhere in the text: ``a <b> c`` alone is none."""
    name, text = match[3], match.string
    return (f"</{name}>" if not match[1] else f"<{name}") in text or f":{name}>" in text


def parse_web_abstract(text: str) -> list[AbstractSection]:
    """An abstract with tags → its sections: by headings, or by labels in capitals.

    >>> [(part.label, part.text) for part in parse_web_abstract(
    ...     "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aims</jats:title><jats:p>We ask.</jats:p></jats:sec>")]
    [('Aims', 'We ask.')]
    >>> [(part.label, part.text) for part in parse_web_abstract("<h4>Background</h4>A.<h4>Results</h4>B &gt; A.")]
    [('Background', 'A.'), ('Results', 'B > A.')]
    """
    if "<" not in text:
        return parse_abstract(parse_web_text(text))
    first, *rest = _HEADING.split(text)
    sections = [("", parse_web_text(first))]
    for label, part in zip(rest[1::3], rest[2::3], strict=True):
        label_text = parse_web_text(label).removesuffix(":")
        sections.append(("" if label_text.lower() in _WHOLE else label_text, parse_web_text(part)))
    found = [AbstractSection(part, label) for label, part in sections if part]
    if len(found) == 1 and not found[0].label:
        return parse_abstract(found[0].text)
    return found

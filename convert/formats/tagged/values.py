"""What web pages and editors leave in tagged files, out of them: HTML's entities and elements, runs of blanks.

A part of a file is cleaned here, and stays in its lines; ``web_text`` reads one value of a database that gives HTML.
"""

import re
from typing import Final

from convert.formats.web_text import EMPHASIS
from convert.model.text.markup import SMALL_CAPS

_ENTITY: Final = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});")
_BLOCK: Final = re.compile(
    r"</?(?:jats:)?(?:p|div|br|hr|h\d|ul|ol|li|sec|title|section|abstract|font|a|span)(?:\s++[\w:-]+=[^<>]*+)?\s*+/?>",
    re.IGNORECASE,
)
_EMPHASIS: Final = re.compile(
    rf"<(/?)(?:jats:)?({'|'.join(EMPHASIS)}|scp?)(?:\s+[\w:-]+=[^<>]*)?>", re.IGNORECASE
)
_BLANKS: Final = re.compile(r" {2,}")
_SMALL_CAPITALS: Final = '<span style="font-variant:'


def without_html(text: str) -> str:
    r"""Text of any length with characters for HTML's entities, CSL's rich text for emphasis, and no other elements of HTML.

    ``P < 0.05`` stays, and an entity that HTML doesn't know.

    >>> without_html("Coins &amp;amp; <em>E. coli</em>&nbsp;&lt; six &notone;"), without_html("<p>One.</p><p>Two.</p>")
    ('Coins & <i>E. coli</i> < six &notone;', ' One.  Two. ')
    """
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "<" in text:
        text = _EMPHASIS.sub(_tag, text)
        if _SMALL_CAPITALS not in text:
            text = _BLOCK.sub(" ", text)
    return text


def single_blanks(text: str) -> str:
    """A value with one blank for several."""
    return (_BLANKS.sub(" ", text) if "  " in text else text).strip()


def _character(match: re.Match[str]) -> str:
    from html import entities, unescape  # noqa: PLC0415  (2,200 names, which few texts need)

    name = match[1]
    if name[0] != "#" and f"{name};" not in entities.html5:
        return match[0]
    character = unescape(f"&{name};")
    return " " if character < " " or character == "\xa0" else character


def _tag(match: re.Match[str]) -> str:
    if match[2].lower() in ("sc", "scp"):
        return "</span>" if match[1] else SMALL_CAPS
    return f"<{match[1]}{EMPHASIS[match[2].lower()]}>"

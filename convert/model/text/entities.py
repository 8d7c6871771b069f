"""Characters that HTML and XML write as entities, and that sites leave in what they export → the characters."""

import re
from html import unescape

_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);")


def decode_entities(text: str) -> str:
    """A text with its entities decoded, also those of entities: ``&amp;lt;``. One without semicolon, or that HTML lacks, stays.

    >>> decode_entities("M&uuml;ller &amp; O&#39;Neal &amp;lt;i&amp;gt;; AT&T; &unknown;")
    "Müller & O'Neal <i>; AT&T; &unknown;"
    """
    while "&" in text and (decoded := _ENTITY.sub(lambda match: unescape(match[0]), text)) != text:
        text = decoded
    return text

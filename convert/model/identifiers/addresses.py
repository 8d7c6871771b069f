"""Which addresses may become links: those that a browser opens as a page, and nothing that it would run or read from the disk."""

import re
from typing import Final

_LINKABLE: Final = re.compile(r"(?:https?|ftp)://[^/\s]|mailto:[^\s@]+@|doi:\s?10\.", re.IGNORECASE)


def is_linkable(address: str) -> bool:
    """Whether an address begins with http, https, ftp, mailto or doi.

    >>> [is_linkable(text) for text in ("https://a.org/x", "HTTP://a.org", "javascript:alert(1)", "file:///etc/passwd", "//a.org", "a.org")]
    [True, True, False, False, False, False]
    """
    return _LINKABLE.match(address) is not None

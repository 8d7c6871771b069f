"""A title in a typewriter's signs, as PubMed has it → the signs that are printed: ``"A title"--part one`` → ``“A title”—part one``."""

import re

from convert.formats.latex.write import CLOSE, OPEN

_BEFORE = rf"(?<![^\s(\[/{OPEN}“–—-])"
_DOUBLE = re.compile(rf'{_BEFORE}"(?=\S)([^"]*?\S)"(?!\w)')
_SINGLE = re.compile(rf"{_BEFORE}'(?!\d\ds\b)(?=[^\W_]|{OPEN})(?=[^']*(?:\w'\w[^']*)*'(?!\w))")
"""An opening mark, if there is a closing one; an apostrophe is printed as it should be."""
_DASH = re.compile(rf"(?<=[\w)\]”{CLOSE}]{{2}})--(?=[a-z(“{OPEN}]|\w\w)")


def typeset(title: str) -> str:
    r"""A title with quotation marks in pairs, and PubMed's two hyphens as a dash.

    TeX would take the first two of three closing marks for a pair.

    >>> typeset('"Coins": a trial--with 5" coins'), typeset("'Coins' in the '90s, doctors' words")
    ('“Coins”: a trial—with 5" coins', "‘Coins' in the '90s, doctors' words")
    >>> typeset("\"Re: 'Coins'\" by Doe").replace(OPEN, "{").replace(CLOSE, "}")
    "“Re: ‘Coins{'}” by Doe"
    """
    if '"' in title:
        title = _DOUBLE.sub(r"“\1”", title)
    if "'" in title:
        title = _SINGLE.sub("‘", title).replace("'”", f"{OPEN}'{CLOSE}”")
    return _DASH.sub("—", title) if "--" in title else title

"""Rich text → RTF 1.9.1, as Microsoft specified it."""

from collections.abc import Iterator
from typing import Final

from convert.markup import Style, render


def to_rtf(text: str) -> str:
    r"""Rich text in RTF, in ASCII.

    >>> print(to_rtf("<i>Müller</i> CO<sub>2</sub>"))
    {\i M\u252?ller} CO{\sub 2}
    """
    return render(text, _RTF)


def _escape(text: str) -> str:
    r"""Text in RTF 1.9: its own characters escaped, all beyond ASCII as UTF-16 units with ``?`` for old readers.

    >>> _escape("{α}"), _escape("😀")
    ('\\{\\u945?\\}', '\\u-10179?\\u-8704?')
    """
    return "".join(
        f"\\{c}" if c in "\\{}" else c if c.isascii() else "".join(f"\\u{unit}?" for unit in _utf16(c))
        for c in text
    )


def _utf16(character: str) -> Iterator[int]:
    """The UTF-16 units of a character as signed 16-bit numbers."""
    data = character.encode("utf-16-le", "replace")
    for start in range(0, len(data), 2):
        yield int.from_bytes(data[start : start + 2], "little", signed=True)


_RTF: Final = Style(
    _escape,
    {
        "i": r"{{\i {}}}".format,
        "b": r"{{\b {}}}".format,
        "sub": r"{{\sub {}}}".format,
        "sup": r"{{\super {}}}".format,
        "sc": r"{{\scaps {}}}".format,
    },
)

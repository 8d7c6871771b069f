"""The encoding that an XML file names → how its bytes are decoded, if that is an encoding, and can be the file's."""

import codecs
from typing import Final


def decoder_of(encoding: str) -> codecs.IncrementalDecoder | None:
    """None for UTF-8, for unknown encodings, and for UTF-16: that can't be, as the declaration was readable as ASCII.

    Nor can it be one of Python's codecs that is no encoding of XML: of bytes as bytes, of domain names, with escapes.
    """
    try:
        name = codecs.lookup(encoding).name
        decoder = codecs.getincrementaldecoder(name)("replace")
        is_like_ascii = decoder.decode(_ASCII) == _ASCII.decode()
    except (LookupError, ValueError, AssertionError, TypeError):
        return None
    is_utf = name.startswith("utf") or name == "ascii"
    return codecs.getincrementaldecoder(name)("replace") if is_like_ascii and not is_utf else None


_ASCII: Final = rb"<a b='\u0041'>\n xn--e1afmkfd +AGE- =3D</a>"
"""What means the same in all encodings that XML files have."""

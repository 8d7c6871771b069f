"""Abstracts: labelled sections ↔ one text in which the labels stand in capitals."""

import re
from collections.abc import Iterable

from convert.model.record import AbstractSection


def format_abstract(
    sections: Iterable[AbstractSection], *, separator: str = "\n", unlabelled: bool = True
) -> str:
    r"""The sections of an abstract in one text, each after its label.

    ``unlabelled``: whether to keep ``UNLABELLED``, NLM's placeholder for a missing label, which readers don't want to see.

    >>> format_abstract([AbstractSection("We ask.", "AIM"), AbstractSection("We did.", "METHODS")])
    'AIM: We ask.\nMETHODS: We did.'
    >>> format_abstract([AbstractSection("We did.", "UNLABELLED")], unlabelled=False)
    'We did.'
    """
    text = separator.join(f"{part.label}: {part.text}" if part.label else part.text for part in sections)
    return text if unlabelled else text.replace("UNLABELLED: ", "")


_LABEL_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,/&()'’-"
_LABEL = re.compile(rf"[A-Z][{_LABEL_CHARACTERS}]{{2,}}")
_SENTENCE_ENDS = (". ", "? ", "! ", ") ", "” ")


def parse_abstract(text: str) -> list[AbstractSection]:
    """An abstract in one text → its sections; labels are in capitals, and there are none if the text doesn't begin with one.

    >>> [(part.label, part.text) for part in parse_abstract("AIM: To see: yes. METHODS: By eye (DNA: none).")]
    [('AIM', 'To see: yes.'), ('METHODS', 'By eye (DNA: none).')]
    >>> [(part.label, part.text) for part in parse_abstract("We looked. RESULTS: None.")]
    [('', 'We looked. RESULTS: None.')]
    """
    end = text.find(": ")
    if end < 0 or not _LABEL.fullmatch(text, 0, end):
        return [AbstractSection(text)]
    sections: list[AbstractSection] = []
    begun: list[str] = []
    label, *pieces, last = text.split(": ")
    for piece in pieces:
        start = _label_start(piece)
        if start > 1 and _LABEL.fullmatch(piece, start):
            text = piece[: start - 1]
            sections.append(AbstractSection(": ".join([*begun, text]) if begun else text, label))
            label, begun = piece[start:], []
        else:
            begun.append(piece)
    sections.append(AbstractSection(": ".join([*begun, last]) if begun else last, label))
    return sections


def _label_start(piece: str) -> int:
    """The position at which a label after the last sentence would begin; at most 1 if there is none.

    For speed, only the characters at the end that may belong to a label are searched for the end of a sentence.
    """
    before = max(len(piece.rstrip(_LABEL_CHARACTERS)) - 1, 0)
    if len(piece) - before < 3:
        return 0
    return max(piece.rfind(end, before) for end in _SENTENCE_ENDS) + 2

r"""The words of a title whose capitals are their own, not the sentence's: what BibTeX must not put in lower case.

BibTeX's styles turn titles into sentence case, but for what is in braces and for the first letter of the title and
of what follows a colon (``change.case$`` with ``t``, https://tug.org/texmf-docs/bibtex/btxhak.pdf, section 2.2).
Bracing a whole title would forbid the styles that want capitals, so single words are protected. Marked-up text stands in two
pairs, ``{{\textit{Listeria}}}``: BibTeX lowers ``{\textit{Listeria}}``, and pandoc and Zotero lose braces inside the macro.
"""

from convert.formats.latex.write import CLOSE, OPEN
from convert.model.record import Record
from convert.model.text.case import protected


def protect(record: Record) -> str:
    """A record's title with braces around all that must keep its capitals.

    >>> def show(title):
    ...     return protect(Record(title=title)).replace(OPEN, "{").replace(CLOSE, "}")
    >>> show("Riluzole in ALS: mRNA, pH and T cells in Parkinson's disease")
    "Riluzole in {ALS}: {mRNA}, {pH} and {T} cells in {Parkinson's} disease"
    >>> show("Growth of <i>Listeria</i> and E. coli <i>in vitro</i>")
    'Growth of {{<i>Listeria</i>}} and {E. coli} <i>in vitro</i>'
    """
    title = record.title
    parts = protected(record)
    if not parts:
        return title
    pieces: list[str] = []
    end_before = 0
    for start, end in parts:
        marked_up = title[start] == "<"
        before, after = (OPEN * 2, CLOSE * 2) if marked_up else (OPEN, CLOSE)
        pieces += title[end_before:start], before, title[start:end], after
        end_before = end
    return "".join([*pieces, title[end_before:]])

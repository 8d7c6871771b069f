r"""A manuscript → the references in it: the works that it cites of the files that it names, or its own printed list.

A draft in Markdown names its ``bibliography`` in its head, one in LaTeX by ``\bibliography`` or ``\addbibresource``; the list of a
Word document without a reference manager's fields, and that of a PDF, is what stands below its last heading for one.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from convert.citing.drafts.latex import read_latex
from convert.citing.drafts.metadata import KEY, read_metadata
from convert.citing.word.package import Package
from convert.citing.word.story import parse_story
from convert.formats.latex.read import from_latex
from convert.model.text.markup import to_plain
from convert.streams.problems import ConvertError, Problem, Warn, silent

_HEADING: Final = re.compile(
    r"""\W*(?:\d+[.)]?\s+)?(?:references?(?:\ (?:list|cited))?|list\ of\ references|bibliography|literature(?:\ cited)?|works\ cited
    |literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|références(?:\ bibliographiques)?|bibliographie|referencias(?:\ bibliográficas)?
    |bibliografía|referências(?:\ bibliográficas)?|bibliografia|литература|список\ литературы|参考文献|參考文獻|참고문헌)\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_END: Final = re.compile(
    r"\W*(?:\d+[.)]?\s+)?(?:appendix|appendices|supplement\w*|acknowledge?ments?|figure legends?|figures?|tables?|anhang|annexes?)\b.{0,60}",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"\\(bibliography|addbibresource)\s*+(?:\[[^\[\]]*+\]\s*+)?\{([^{}]+)\}")
_ITEM: Final = re.compile(r"\\bibitem\s*+(?:\[(?:[^\[\]{}]|\{[^{}]*+\})*+\]\s*+)?\{[^{}]*+\}")
_BEGIN, _STOP = r"\begin{thebibliography}", r"\end{thebibliography}"


class Manuscript(NamedTuple):
    """Where the references of a manuscript are."""

    files: Sequence[str] = ()
    """Those that it names."""
    cited: Collection[str] = ()
    """The keys of the works in them that it cites; none: all of them."""
    printed: str = ""
    """Its own list, an entry or a line of one in each line."""


def open_manuscript(path: str, *, warn: Warn = silent) -> Manuscript | None:
    """The references of a manuscript, by its suffix; None if it is none, or has the fields of a reference manager.

    Raises:
        ConvertError: it can't be read, or there is no list in it.
    """
    opened = _OPENERS.get(Path(path).suffix.lower())
    return opened(path, warn) if opened and Path(path).is_file() else None


def _markdown(path: str, warn: Warn) -> Manuscript | None:
    text = Path(path).read_text(encoding="utf-8", errors="replace")
    head = read_metadata(text, path=path, warn=warn)
    if not head.bibliography:
        return None
    cited = {key.strip("{}") for key in KEY.findall(text)} | {*head.nocite}
    return Manuscript([_beside(path, name) for name in head.bibliography], () if "*" in cited else cited)


def _latex(path: str, warn: Warn) -> Manuscript | None:
    text = Path(path).read_text(encoding="utf-8", errors="replace")
    names = [
        _beside(
            path,
            name.strip()
            + (".bib" if command == "bibliography" and not name.strip().endswith(".bib") else ""),
        )
        for command, value in _NAMED.findall(text)
        for name in value.split(",")
    ]
    printed = "\n\n".join(_items(text))
    if not names and not printed:
        raise ConvertError(f"{path}: it names no .bib, and has no thebibliography")
    cited = read_latex(path, warn=warn).keys
    return Manuscript(names, () if "*" in cited else cited.keys(), printed)


def _items(text: str) -> Iterable[str]:
    for body in text.split(_BEGIN)[1:]:
        for entry in _ITEM.split(body.partition(_STOP)[0])[1:]:
            yield to_plain(" ".join(from_latex(entry.replace("\\newblock", " ")).split()))


def _word(path: str, _warn: Warn) -> Manuscript | None:
    with Path(path).open("rb") as stream:
        package = Package(stream, path)
    try:
        stories = [parse_story(package.parts[name]) for name in package.stories()]
    except ValueError:
        return None  # the reader of Word documents says what is wrong
    if any(
        "CITATION" in field.code or "EN.CITE" in field.code for story in stories for field in story.fields
    ):
        return None
    lines = [paragraph.text for story in stories for paragraph in story.paragraphs]
    return Manuscript(printed=_list_in(lines, path, between="\n\n"))


def _pdf(path: str, warn: Warn) -> Manuscript | None:
    try:
        import pypdf  # noqa: PLC0415  (an extra)
    except ImportError as error:
        message = (
            f"{path}: a PDF needs the extra pdf: pip install 'refconvert[pdf]'; or paste its list into a .txt"
        )
        raise ConvertError(message) from error
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    except (pypdf.errors.PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise ConvertError(f"{path}: the PDF can't be read: {error}") from error
    warn(
        Problem(
            "inferred",
            "the text of a PDF is rough: lines and columns are guessed; look at what isn't found",
            path=path,
        )
    )
    return Manuscript(printed=_list_in("\n".join(pages).splitlines(), path, between="\n"))


def _list_in(lines: Sequence[str], path: str, between: str) -> str:
    """What stands below the last heading of a list, up to an appendix or the like."""
    starts = [number for number, line in enumerate(lines) if len(line) < 60 and _HEADING.fullmatch(line)]
    if not starts:
        raise ConvertError(f"{path}: no heading such as References; paste the list into a .txt")
    below = lines[starts[-1] + 1 :]
    end = next((number for number, line in enumerate(below) if _END.fullmatch(line)), len(below))
    return between.join(line.strip() for line in below[:end])


def _beside(path: str, name: str) -> str:
    return str(Path(path).parent / name)


_OPENERS: Final[dict[str, Callable[[str, Warn], Manuscript | None]]] = {
    ".md": _markdown,
    ".qmd": _markdown,
    ".markdown": _markdown,
    ".tex": _latex,
    ".docx": _word,
    ".pdf": _pdf,
}

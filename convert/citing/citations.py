"""Records, and a document's citations of them → the citations as a style prints them, and the reference list.

A citation is a list of ``Cite``; ``drafts/`` parses them from Markdown.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from convert.citing.bibliography import with_names, with_sentences
from convert.citing.csl_engine import load_style, skip_failing_items
from convert.citing.items import number_items
from convert.csl import FORMATS, NO_PRINTED_NAMES, Bibliography, Processor
from convert.model.citation_keys import make_keys
from convert.model.record import Record
from convert.streams.problems import ConvertError, Warn, silent
from convert.streams.vetting import vetted

AuthorMode = Literal["", "in-text", "suppress"]


class Cite(msgspec.Struct, frozen=True):
    """One reference within a citation."""

    key: str
    """A citation key, ``pmid:…``, ``pmcid:…`` or ``doi:…`` (see ``References``)."""
    locator: str = ""
    label: str = "page"
    """The locator type, as in CSL: ``page``, ``chapter``, ``section``, …"""
    prefix: str = ""
    suffix: str = ""
    author: AuthorMode = ""
    """``in-text``: the names are part of the sentence, ``Doe (2021)``; ``suppress``: they are left out."""


class References:
    """Records by all keys that can cite them; where two records share a key, it means the first."""

    def __init__(self, records: Iterable[Record], preset: str = "scholar") -> None:
        """Index the records; ``preset`` says how citation keys are made, as the BibTeX writer's option ``keys``."""
        self.records = list(vetted(records, silent))
        self.keys = make_keys(self.records, preset)
        self._positions: dict[str, int] = {}
        for place, record in enumerate(self.records):
            for kind, value in (("pmid", record.PMID), ("pmcid", record.PMCID), ("doi", record.DOI)):
                if value:
                    self._positions.setdefault(f"{kind}:{value.lower()}", place)
            if record.id:
                self._positions.setdefault(record.id, place)
        self._positions |= {key: place for place, key in enumerate(self.keys)}

    def find(self, key: str) -> int | None:
        """The index of the record that a key cites; None if there is none.

        >>> References([Record(PMID="7", DOI="10.1000/A")]).find("DOI:10.1000/a")
        0
        """
        kind, colon, value = key.partition(":")
        if colon and kind.lower() in ("pmid", "pmcid", "doi"):
            value = value.strip().lower()
            if kind.lower() == "pmcid" and value.isdecimal():
                value = f"pmc{value}"
            return self._positions.get(f"{kind.lower()}:{value}")
        return self._positions.get(key)

    def near(self, key: str) -> str:
        """Similar keys, as the end of a message: ``; did you mean …?``."""
        near = difflib.get_close_matches(key, self._positions, n=3, cutoff=0.7)
        return f"; did you mean {', '.join(near)}?" if near else ""


class Cited(msgspec.Struct, frozen=True):
    """A document's rendered citations, and its reference list."""

    names: Sequence[str]
    """For each citation, the names that are part of the sentence; ``""`` if none are."""
    texts: Sequence[str]
    """Each citation without those names."""
    bibliography: Bibliography


def cite(  # noqa: PLR0913  (options by name)
    records: Iterable[Record],
    citations: Iterable[Sequence[Cite] | Sequence[str]],
    style: str = "apa",
    *,
    locale: str | None = None,
    format: Literal["text", "html", "markdown", "pandoc", "latex", "rtf"] = "text",
    keys: str = "scholar",
    warn: Warn = silent,
) -> list[str]:
    """Render the citations of a document, in order.

    Args:
        records: the records that can be cited.
        citations: each a list of keys, or of ``Cite`` for locators, affixes and the like.
        style: the name of a CSL style, or the path of a ``.csl`` file.
        locale: such as ``de-DE``; by default the style's own.
        format: the markup of the citations.
        keys: how citation keys are made; as the BibTeX writer's option.
        warn: called with each ``Problem``.

    Raises:
        ConvertError: there is no such style, or no record with that key.

    >>> from convert import Name, Record
    >>> records = [Record(type="book", title="On tests", author=[Name("Doe", "J")], PMID="1")]
    >>> cite(records, [["pmid:1"], [Cite("pmid:1", locator="3-5", prefix="see")], [Cite("pmid:1", author="in-text")]])
    ['(Doe, n.d.)', '(see Doe, n.d., pp. 3–5)', 'Doe (n.d.)']
    """
    references = References(records, keys)
    placed = [[Cite(cite) if isinstance(cite, str) else cite for cite in citation] for citation in citations]
    for key in (cite.key for citation in placed for cite in citation):
        if references.find(key) is None:
            raise ConvertError(f"no record has the key {key!r}{references.near(key)}")
    notes = range(1, len(placed) + 1)
    cited = render(references, placed, notes, style=style, locale=locale, format=format, warn=warn)
    return [" ".join(filter(None, parts)) for parts in zip(cited.names, cited.texts, strict=True)]


def render_each(
    records: Iterable[Record], *, style: str, locale: str | None, links: bool = False, warn: Warn
) -> Cited:
    """Render records each cited once, in their order, as text; the arguments and errors are those of ``render``."""
    references = References(records)
    citations = [[Cite(key)] for key in references.keys]
    notes = range(1, len(citations) + 1)
    return render(
        references, citations, notes, style=style, locale=locale, format="text", links=links, warn=warn
    )


def render(  # noqa: PLR0913  (options by name)
    references: References,
    citations: Sequence[Sequence[Cite]],
    notes: Iterable[int],
    *,
    style: str,
    locale: str | None,
    format: str,
    links: bool = False,
    notices: bool = True,
    listed: Iterable[str] = (),
    warn: Warn,
) -> Cited:
    """Render citations whose keys are all known, and the list of the records that they cite.

    ``notes`` are the footnote numbers of the citations; ``links`` links identifiers in the list; ``notices`` makes the
    list say that a work was retracted or corrected; ``listed`` are known keys of works that are listed without being cited.
    The other arguments are those of ``cite``.

    Raises:
        ConvertError: there is no such style.
    """
    compiled = load_style(style, locale=locale, warn=warn)
    items, names = number_items(references.records, style)
    clusters = [
        _cluster(citation, references, note if compiled.is_note else 0)
        for citation, note in zip(citations, notes, strict=True)
    ]
    cited = {cite["id"] for cluster in clusters for cite in cluster["cites"]}
    cited |= {_cite(Cite(key), references)["id"] for key in listed}

    def run(items: Sequence[Mapping[str, Any]], warn: Warn) -> Cited:
        processor = Processor(compiled, items, _keep_known(items, clusters), links=links, warn=warn)
        listed = processor.bibliography(format)
        return Cited(
            _names(processor, citations, clusters, format),
            processor.citations(format),
            with_sentences(listed, references.records, format, style=style, notices=notices),
        )

    return skip_failing_items([item for item in items if item["id"] in cited], run, with_names(names, warn))


def _cluster(citation: Sequence[Cite], references: References, note: int) -> dict[str, Any]:
    """A citation as a cluster for the processor; a cite named in the sentence stays first."""
    named = bool(citation) and citation[0].author == "in-text"
    return {"cites": [_cite(cite, references) for cite in citation], "note": note, "sorts": not named}


def _cite(cite: Cite, references: References) -> dict[str, Any]:
    """A cite for the processor."""
    return {
        "id": str((references.find(cite.key) or 0) + 1),
        "locator": cite.locator,
        "label": cite.label,
        "prefix": cite.prefix,
        "suffix": cite.suffix,
        "suppress-author": bool(cite.author),
    }


def _keep_known(
    items: Iterable[Mapping[str, Any]], clusters: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The clusters without cites of other items."""
    known = {item["id"] for item in items}
    return [
        {**cluster, "cites": [cite for cite in cluster["cites"] if cite["id"] in known]}
        for cluster in clusters
    ]


def _names(
    processor: Processor,
    citations: Sequence[Sequence[Cite]],
    clusters: Sequence[Mapping[str, Any]],
    format: str,
) -> list[str]:
    """For each citation, the names that are part of the sentence, in the form of a subsequent cite; ``""`` for none."""
    in_text = [
        cluster["cites"][0]["id"] if citation and citation[0].author == "in-text" else ""
        for citation, cluster in zip(citations, clusters, strict=True)
    ]
    wanted = [key for key in dict.fromkeys(in_text) if key]
    trees = processor.trees([{"cites": [{"id": key, "author-only": True, "position": 1}]} for key in wanted])
    names = {
        key: "" if tree == [NO_PRINTED_NAMES] else FORMATS[format].write(tree)
        for key, tree in zip(wanted, trees, strict=True)
    }
    return [names.get(key, "") for key in in_text]

"""A citation: its cites' positions, order, grouping and collapsing (CSL 1.0.2, "Citation-specific Options", "position")."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from convert.csl.item import Item
from convert.csl.markup import SEAM, parse_rich_text, plain, seamed
from convert.csl.scene import FIRST, IBID, IBID_WITH_LOCATOR, NEAR_NOTE, SUBSEQUENT, Cite, Scene
from convert.csl.style import Area
from convert.csl.textcase import capitalize_term

SceneOf = Callable[[Cite], Scene]
_GIVEN_POSITIONS = (FIRST, SUBSEQUENT, SUBSEQUENT | IBID, SUBSEQUENT | IBID | IBID_WITH_LOCATOR)


@dataclass(slots=True)
class Cluster:
    """One citation: cites that stand together."""

    cites: list[Cite]
    note: int = 0


def parse_cluster(source: Mapping[str, Any], items: Mapping[str, Item]) -> Cluster:
    """A citation as plain data (``{"cites": [{"id", "locator", "label", "prefix", …}], "note": 3}``) → Cluster."""
    note = int(source.get("note") or 0)
    return Cluster(
        [
            _parse_cite(cite, items[str(cite["id"])], note)
            for cite in source["cites"]
            if str(cite["id"]) in items
        ],
        note,
    )


_LABELS = {
    "bk": "book", "chap": "chapter", "col": "column", "fig": "figure", "fol": "folio", "no": "issue", "l": "line",
    "n": "note", "op": "opus", "p": "page", "pp": "page", "para": "paragraph", "pt": "part", "sec": "section",
    "s.v": "sub-verbo", "v": "verse", "vol": "volume",
}  # fmt: skip
_LABELLED = re.compile(rf"({'|'.join(map(re.escape, _LABELS))})\.\s+(?=\S)")


def _locator_label(locator: str, label: str) -> tuple[str, str]:
    """A locator that starts with a label of its own.

    >>> _locator_label("vol. 1, fol. 186", "page"), _locator_label("12", "page")
    (('1, fol. 186', 'volume'), ('12', 'page'))
    """
    found = _LABELLED.match(locator)
    return (locator[found.end() :], _LABELS[found[1]]) if found else (locator, label)


def _parse_cite(source: Mapping[str, Any], item: Item, note: int) -> Cite:
    position = source.get("position")
    locator, label = _locator_label(
        str(source.get("locator") or "").strip(), str(source.get("label") or "page")
    )
    cite = Cite(
        item,
        locator=parse_rich_text(locator),
        label=label,
        prefix=parse_rich_text(str(source.get("prefix") or "")),
        suffix=parse_rich_text(str(source.get("suffix") or "")),
        mode=next((mode for mode in ("author-only", "suppress-author") if source.get(mode)), ""),
        note=note,
    )
    if position is not None:
        cite.position = _GIVEN_POSITIONS[int(position)]
    if source.get("near-note"):
        cite.position |= NEAR_NOTE
    cite.first_note = int(source.get("first-reference-note-number") or 0)
    return cite


def set_positions(clusters: Sequence[Cluster], near: int) -> None:
    """Find out for each cite whether its item was cited before, just before, or near ("Choose", position)."""
    first_note: dict[str, int] = {}
    last_note: dict[str, int] = {}
    befores: dict[bool, Cluster] = {}  # the citation before, in notes and in the text
    in_note = Counter(cluster.note for cluster in clusters)
    for cluster in clusters:
        previous: Cite | None = None
        before = befores.get(cluster.note > 0)
        if before is not None and before.note not in (0, cluster.note) and in_note[before.note] > 1:
            before = None
        for n, cite in enumerate(cluster.cites):
            if n == 0 and before is not None and len({c.item.id for c in before.cites}) == 1:
                previous = before.cites[-1]
            key = cite.item.id
            if key in first_note:
                cite.position = SUBSEQUENT
                if previous is not None and previous.item.id == key:
                    cite.position |= _ibid(previous, cite)
                if cluster.note - last_note[key] <= near:
                    cite.position |= NEAR_NOTE
                cite.first_note = first_note[key]
            else:
                cite.position = FIRST
                first_note[key] = cluster.note
            last_note[key] = cluster.note
            previous = cite
        befores[cluster.note > 0] = cluster


def _ibid(previous: Cite, cite: Cite) -> int:
    if cite.locator:
        same = previous.locator == cite.locator and previous.label == cite.label
        return IBID if same else IBID | IBID_WITH_LOCATOR
    return 0 if previous.locator else IBID


NO_FORM = "[CSL STYLE ERROR: reference with no printed form.]"
"""What citeproc-js prints, and users search the web for."""


def _no_form(cites: Sequence[Cite]) -> str:
    """What stands for a citation that prints nothing."""
    return "[NO_PRINTED_FORM]" if any(cite.mode for cite in cites) else NO_FORM


@dataclass(slots=True)
class _Piece:
    """A rendered cite on its way into the citation."""

    cite: Cite
    scene: Scene
    text: str
    joint: str = ""
    """What stands between the piece before and this one."""
    alone: bool = field(init=False)

    def __post_init__(self) -> None:
        self.alone = not (self.cite.prefix or self.cite.suffix or self.cite.locator)


def _starts_sentence(cite: Cite, *, first: bool) -> bool:
    """Whether a cite starts a note, or follows a prefix that is a sentence."""
    prefix = plain(cite.prefix).rstrip()
    return (first and not prefix) or (prefix.rstrip("”’\"'").endswith((".", "!", "?")) and " " in prefix)


class ClusterRenderer:
    """Renders citations in one style."""

    def __init__(self, area: Area, scene_of: SceneOf, *, is_note: bool) -> None:
        options = area.options
        self._layout = area.layout
        self._is_note = is_note
        self._scene_of = scene_of
        self._sorted = bool(area.keys)
        self._collapse = options.get("collapse", "")
        delimiter = self._layout.delimiter
        self._group_delimiter = self._default(
            options, "cite-group-delimiter", self._group_default(area, is_note=is_note)
        )
        self._groups = self._collapse.startswith("year") or "cite-group-delimiter" in options
        self._suffix_delimiter = self._default(options, "year-suffix-delimiter", delimiter)
        after = options.get("after-collapse-delimiter")
        self._after_collapse = seamed(after) if after is not None else delimiter
        self._after_collapse_given = self._after_collapse if after is not None else self._group_delimiter

    @staticmethod
    def _group_default(area: Area, *, is_note: bool) -> str:
        """What citeproc-js prints between cites of one group where the style doesn't say."""
        comma = area.uses_macro and not is_note and "after-collapse-delimiter" not in area.options
        return seamed(", ") if comma else area.layout.delimiter

    @staticmethod
    def _default(options: Mapping[str, str], name: str, delimiter: str) -> str:
        """A delimiter that falls back on cite-group-delimiter, or else on the layout's."""
        found = options.get(name, options.get("cite-group-delimiter"))
        return delimiter if found is None else seamed(found)

    def render(self, cites: Sequence[Cite]) -> str:
        """A citation as marked text; its cites come sorted."""
        pieces = [self._piece(cite, first=n == 0) for n, cite in enumerate(cites)]
        pieces = [piece for piece in pieces if piece.text or piece.cite.prefix or piece.cite.suffix]
        if self._groups and self._sorted:
            pieces = self._grouped(pieces)
        if self._collapse == "citation-number":
            text = self._numbers(pieces)
        elif self._collapse.startswith("year"):
            text = self._years(pieces)
        else:
            text = self._plain(pieces)
        layout = self._layout
        return (
            f"{layout.opening}{layout.prefix}{text}{layout.suffix}{layout.closing}"
            if text
            else _no_form(cites)
        )

    def _piece(self, cite: Cite, *, first: bool) -> _Piece:
        scene = self._scene_of(cite)
        text = self._layout.cite(scene)
        return _Piece(
            cite,
            scene,
            capitalize_term(text) if self._is_note and _starts_sentence(cite, first=first) else text,
        )

    def _again(self, piece: _Piece, *, dates: bool) -> str:
        """The cite once more without its first names, and without dates but for the year suffix."""
        scene = self._scene_of(piece.cite)
        scene.suppress_names, scene.suppress_dates = True, dates
        return self._layout.cite(scene)

    @staticmethod
    def _affixed(cite: Cite, text: str) -> str:
        before, after = cite.prefix, cite.suffix
        if before and before[-1] not in " ’“‘(\u00a0-–—/":
            before += " "
        if after and after[0] not in " ,.;:)]’”?!\u00a0":
            after = " " + after
        return f"{before}{text}{SEAM}{after}" if before or after else text

    def _joined(self, pieces: Sequence[_Piece]) -> str:
        pieces = [piece for piece in pieces if piece.text or piece.cite.prefix]
        return "".join(
            [
                (self._joint(pieces[n - 1], piece) if n else "") + self._affixed(piece.cite, piece.text)
                for n, piece in enumerate(pieces)
            ]
        )

    @staticmethod
    def _joint(before: _Piece, piece: _Piece) -> str:
        """What stands between two cites: nothing new where an affix brings punctuation of its own."""
        if plain(piece.cite.prefix)[:1] in tuple(",.;") or plain(before.cite.suffix)[-1:] in tuple(",.;"):
            return "" if piece.cite.prefix or not piece.joint else " "
        return piece.joint

    def _plain(self, pieces: list[_Piece]) -> str:
        last_names = None
        for piece in pieces:
            names = piece.scene.first_names
            same = self._groups and names and names == last_names
            piece.joint = self._group_delimiter if same else self._layout.delimiter
            last_names = names
        return self._joined(pieces)

    def _grouped(self, pieces: list[_Piece]) -> list[_Piece]:
        """Bring cites with the same names together, where the first of them stands ("Cite Grouping")."""
        groups: dict[str, list[_Piece]] = {}
        for n, piece in enumerate(pieces):
            groups.setdefault(piece.scene.first_names or f"\0{n}", []).append(piece)
        return [piece for group in groups.values() for piece in group]

    def _numbers(self, pieces: list[_Piece]) -> str:
        """Collapse runs of citation numbers to ranges (collapse="citation-number")."""
        out: list[_Piece] = []
        run: list[_Piece] = []
        ranged = False
        for piece in pieces:
            follows = run and piece.alone and run[-1].alone and piece.scene.number == run[-1].scene.number + 1
            if follows:
                run.append(piece)
                continue
            ranged = self._close_run(run, out, after=ranged)
            run = [piece]
        self._close_run(run, out, after=ranged)
        return self._joined(out)

    def _close_run(self, run: list[_Piece], out: list[_Piece], *, after: bool) -> bool:
        """Put a run of numbers out; True if it became a range."""
        if not run:
            return False
        run[0].joint = self._after_collapse if after else self._layout.delimiter
        for piece in run[1:]:
            piece.joint = self._layout.delimiter
        if len(run) > 2:
            run[-1].joint = "–"
            out.extend((run[0], run[-1]))
            return True
        out.extend(run)
        return False

    def _years(self, pieces: list[_Piece]) -> str:
        """Print the names of cites that share them once (collapse="year" and its kin)."""
        out: list[_Piece] = []
        collapsed = False
        before: _Piece | None = None
        by_suffix = self._collapse != "year"
        for names, members in groupby(
            pieces, key=lambda piece: piece.scene.first_names or (0 if by_suffix else id(piece))
        ):
            group = list(members)
            if not isinstance(names, str):
                for piece in group:
                    piece.joint = self._layout.delimiter
                out += [group[0], *self._suffixes(group)] if by_suffix else group
                continue
            after = not by_suffix or collapsed or (before is not None and bool(before.cite.locator))
            group[0].joint = self._after_collapse if after else self._layout.delimiter
            collapsed, before = len(group) > 1, group[-1]
            out.append(group[0])
            for previous, piece in pairwise(group):
                piece.text = self._again(piece, dates=False)
                piece.joint = self._after_collapse_given if previous.cite.locator else self._group_delimiter
            out.extend(self._suffixes(group) if self._collapse != "year" else group[1:])
        return self._joined(out)

    def _suffixes(self, group: list[_Piece]) -> list[_Piece]:
        """Print the year of cites that share it once (collapse="year-suffix" and "year-suffix-ranged")."""
        out: list[_Piece] = []
        for _, members in groupby(group, key=lambda piece: piece.scene.year_text):
            same = list(members)
            for piece in same[1:]:
                if piece.scene.detail and piece.scene.detail.suffix and not piece.cite.prefix:
                    piece.text = self._again(piece, dates=True)
                    piece.joint = self._suffix_delimiter
            out.extend(self._suffix_ranges(same) if self._collapse == "year-suffix-ranged" else same)
        return out[1:]

    @staticmethod
    def _suffix_ranges(same: list[_Piece]) -> list[_Piece]:
        out, run = list[_Piece](), list[_Piece]()

        def close() -> None:
            if len(run) > 2:
                run[-1].joint = "–"
                out.extend((run[0], run[-1]))
            else:
                out.extend(run)

        for piece in same:
            if run and piece.alone and run[-1].alone and _follows(run[-1], piece):
                run.append(piece)
                continue
            close()
            run = [piece]
        close()
        return out


def _follows(before: _Piece, piece: _Piece) -> bool:
    first, second = (p.scene.detail.suffix if p.scene.detail else "" for p in (before, piece))
    return bool(first and second) and len(first) == len(second) and ord(second[-1]) == ord(first[-1]) + 1

"""``cs:layout``: a cite, or a whole bibliography entry with its blocks (CSL 1.0.2, "Layout", "Display")."""

from dataclasses import dataclass, replace

from convert.csl.elements import Compiler
from convert.csl.markup import CLOSE, MARKS, marks_of, prefixed, seamed, suffixed
from convert.csl.scene import Render, Scene
from convert.csl.xml import Element

_BLOCKS = tuple(MARKS["display", value] for value in ("block", "left-margin", "right-inline", "indent"))


@dataclass(slots=True)
class Layout:
    """A compiled ``cs:layout``: the parts of an entry or cite, and what goes around and between them."""

    parts: list[Render]
    prefix: str
    suffix: str
    delimiter: str
    opening: str
    closing: str

    def cite(self, scene: Scene) -> str:
        """One cite, without the layout's affixes."""
        return "".join([part(scene) for part in self.parts])

    def entry(self, scene: Scene, align: str) -> str:
        """One bibliography entry, whole.

        Args:
            scene: what to render.
            align: ``second-field-align``: if set, the first field goes into the left margin.
        """
        texts = [part(scene) for part in self.parts]
        full = [text for text in texts if text]
        if not full:
            return ""
        if align and len(self.parts) > 1 and texts[0]:
            left = MARKS["display", "left-margin"] + self.prefix + full[0] + CLOSE
            right = MARKS["display", "right-inline"] + "".join(full[1:]) + self.suffix + CLOSE
            return self.opening + left + right + self.closing
        if self.suffix and full[-1].startswith(_BLOCKS):
            full[-1] = full[-1].removesuffix(CLOSE) + self.suffix + CLOSE
            return self.opening + self.prefix + "".join(full) + self.closing
        return self.opening + self.prefix + "".join(full) + self.suffix + self.closing


def compile_layout(compiler: Compiler, element: Element) -> Layout:
    """Compile a ``cs:layout``; its affixes are inside its formatting ("Affixes")."""
    children = list(element.children)
    if (
        children
        and "display" not in children[-1].attributes
        and any("display" in c.attributes for c in children)
    ):
        # citeproc-js leaves away the suffix of what follows the last block, and styles are written to what it prints
        last = children[-1]
        children[-1] = replace(last, attributes={k: v for k, v in last.attributes.items() if k != "suffix"})
    parts = [compiler.compile(child) for child in children]
    opening, closing = marks_of(element.attributes)
    return Layout(
        parts,
        prefixed(element.get("prefix")),
        suffixed(element.get("suffix")),
        seamed(element.get("delimiter")),
        opening,
        closing,
    )

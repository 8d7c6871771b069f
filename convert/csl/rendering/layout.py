"""``cs:layout`` → Layout: renders a cite, or a bibliography entry with its blocks (CSL 1.0.2, "Layout", "Display")."""

from msgspec import Struct
from msgspec.structs import replace

from convert.csl.rendering.compiler import Compiler
from convert.csl.rendering.context import Render, RenderContext
from convert.csl.text.marks import CLOSE, MARKS, formatting_marks, mark_delimiter, mark_prefix, mark_suffix
from convert.csl.xml import Element

_BLOCKS = tuple(MARKS["display", value] for value in ("block", "left-margin", "right-inline", "indent"))


class Layout(Struct):
    """A compiled ``cs:layout``: its parts, affixes, delimiter and formatting marks."""

    parts: list[Render]
    prefix: str
    suffix: str
    delimiter: str
    opening: str
    closing: str

    def cite(self, context: RenderContext) -> str:
        """Render one cite, without the layout's affixes."""
        return "".join([part(context) for part in self.parts])

    def entry(self, context: RenderContext, align: str) -> str:
        """Render one bibliography entry.

        Args:
            context: the render context.
            align: ``second-field-align``; unless empty, the first field goes into the left margin.
        """
        texts = [part(context) for part in self.parts]
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
    """Compile a ``cs:layout``, whose affixes are inside its formatting ("Affixes")."""
    children = list(element.children)
    is_block = ["display" in child.attributes for child in children]
    if any(is_block) and not is_block[-1]:
        # citeproc-js omits the suffix of a part after the last block, and styles rely on it
        last = children[-1]
        children[-1] = replace(last, attributes={k: v for k, v in last.attributes.items() if k != "suffix"})
    parts = [compiler.compile(child) for child in children]
    opening, closing = formatting_marks(element.attributes)
    return Layout(
        parts,
        mark_prefix(element.get("prefix")),
        mark_suffix(element.get("suffix")),
        mark_delimiter(element.get("delimiter")),
        opening,
        closing,
    )

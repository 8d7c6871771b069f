"""``cs:group`` → closure (CSL 1.0.2, "Group")."""

from convert.csl.rendering.compiler import Compiler, Enclosing, suppress_without_variables
from convert.csl.rendering.context import Render
from convert.csl.text.marks import GROUP_SUFFIX, PUNCTUATION, compile_wrapper, mark_delimiter
from convert.csl.xml import Element


def compile_group(compiler: Compiler, element: Element, _enclosing: Enclosing) -> Render:
    """Compile a ``cs:group``."""
    suffix = element.get("suffix")
    attributes = dict(element.attributes)
    if suffix[-1:] in PUNCTUATION:
        attributes["suffix"] = suffix + GROUP_SUFFIX
    content = compiler.compile_children(element, Enclosing(mark_delimiter(element.get("delimiter"))))
    return suppress_without_variables(content, compile_wrapper(attributes))

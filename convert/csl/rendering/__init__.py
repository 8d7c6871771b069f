"""The rendering elements of CSL 1.0.2, each compiled to a closure from plain data."""

from convert.csl.rendering.choose import compile_choose, compile_group
from convert.csl.rendering.compiler import CompileElement
from convert.csl.rendering.date import compile_date
from convert.csl.rendering.names.names import compile_names
from convert.csl.rendering.number import compile_label, compile_number
from convert.csl.rendering.text import compile_text

ELEMENTS: dict[str, CompileElement] = {
    "text": compile_text,
    "number": compile_number,
    "label": compile_label,
    "group": compile_group,
    "choose": compile_choose,
    "date": compile_date,
    "names": compile_names,
}
"""The name of each rendering element → the function that compiles it."""

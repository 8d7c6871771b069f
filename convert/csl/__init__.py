"""A complete CSL 1.0.2 processor: CSL-JSON items in, citations and bibliographies out.

>>> items = [{"id": "a", "type": "book", "title": "On growth", "author": [{"family": "Doe", "given": "Jane"}]}]
>>> Processor(load_style("nature"), items).bibliography("text").entries[0].text
'1. Doe, J. On Growth.'
"""

from convert.csl.output import FORMATS, Node, Span
from convert.csl.processor import Bibliography, Entry, Processor
from convert.csl.style import Style, compile_style, find_style, load_style

__all__ = [
    "FORMATS",
    "Bibliography",
    "Entry",
    "Node",
    "Processor",
    "Span",
    "Style",
    "compile_style",
    "find_style",
    "load_style",
]

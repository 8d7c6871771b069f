"""A CSL 1.0.2 processor: CSL-JSON items and a style in, formatted citations and bibliography out.

https://docs.citationstyles.org/en/1.0.2/specification.html

>>> style = compile_style(b'''<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
...   <citation><layout prefix="(" suffix=")"><names variable="author"><name form="short"/></names></layout></citation>
... </style>''')
>>> items = [{"id": "a", "type": "book", "title": "On growth", "author": [{"family": "Doe", "given": "Jane"}]}]
>>> Processor(style, items).cite([{"cites": [{"id": "a"}]}], "text")
['(Doe)']
"""

from convert.csl.bibliography import Bibliography, Entry
from convert.csl.citations.locators import LOCATOR_WORDS
from convert.csl.citations.renderer import NO_PRINTED_NAMES
from convert.csl.locale import Locale, is_known_locale
from convert.csl.output.formats import FORMATS
from convert.csl.output.tree import Node, Span, build_tree
from convert.csl.processor import Processor
from convert.csl.style import Style, compile_style
from convert.csl.text.rich_text import AMERICAN, parse_rich_text

__all__ = [
    "AMERICAN",
    "FORMATS",
    "LOCATOR_WORDS",
    "NO_PRINTED_NAMES",
    "Bibliography",
    "Entry",
    "Locale",
    "Node",
    "Processor",
    "Span",
    "Style",
    "build_tree",
    "compile_style",
    "is_known_locale",
    "parse_rich_text",
]

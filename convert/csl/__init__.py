"""A CSL 1.0.2 processor: CSL-JSON items and a style in, formatted citations and bibliography out.

https://docs.citationstyles.org/en/1.0.2/specification.html

>>> style = compile_style(b'''<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
...   <citation><layout prefix="(" suffix=")"><names variable="author"><name form="short"/></names></layout></citation>
... </style>''')
>>> items = [{"id": "a", "type": "book", "title": "On growth", "author": [{"family": "Doe", "given": "Jane"}]}]
>>> Processor(style, items).cite([{"cites": [{"id": "a"}]}], "text")
['(Doe)']
"""

from convert.csl.bibliography import Bibliography as Bibliography
from convert.csl.bibliography import Entry as Entry
from convert.csl.citations.locators import LOCATOR_WORDS as LOCATOR_WORDS
from convert.csl.citations.renderer import NO_PRINTED_NAMES as NO_PRINTED_NAMES
from convert.csl.locale import is_known_locale as is_known_locale
from convert.csl.locale import known_locales as known_locales
from convert.csl.output.formats import FORMATS as FORMATS
from convert.csl.output.tree import Node as Node
from convert.csl.output.tree import Span as Span
from convert.csl.output.tree import build_tree as build_tree
from convert.csl.processor import Processor as Processor
from convert.csl.style import Style as Style
from convert.csl.style import compile_style as compile_style
from convert.csl.text.rich_text import AMERICAN as AMERICAN
from convert.csl.text.rich_text import parse_rich_text as parse_rich_text

"""Word documents: placeholders and fields in them become citations; works are read out of their fields."""

from typing import Literal

Fields = Literal["zotero", "none"]
"""What a citation in a document is: one of Zotero's fields, or plain text."""

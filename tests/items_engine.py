"""A citation processor that prints whole items: what a style leaves out is not lost by the writer."""

import json
from collections.abc import Sequence
from typing import Any

from convert.csl import Bibliography, Entry


def render(items: Sequence[dict[str, Any]], *_options: object, **_more: object) -> Bibliography:
    texts = [json.dumps(item) for item in items]
    entries = [Entry(item["id"], text, [text]) for item, text in zip(items, texts, strict=True)]
    return Bibliography(entries)

"""A citation processor that prints whole items: what a style leaves out is not lost by the writer."""

import json
from collections.abc import Iterator, Sequence
from typing import Any


def render(items: Sequence[dict[str, Any]], *_options: object) -> Iterator[tuple[str, str]]:
    return ((item["id"], json.dumps(item)) for item in items)

"""Our processor, behind the interface that comparisons with other processors use: a request in, an answer out."""

import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from convert.citing.csl_engine import load_style
from convert.csl import Processor, Style, compile_style


class Engine:
    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config

    def render(self, request: dict[str, Any]) -> dict[str, Any]:
        started = time.perf_counter()
        style = self._style(request)
        loaded = time.perf_counter()
        by_id = {str(item["id"]): item for item in request["items"]}
        items = [by_id[key] for key in request["registered"] if key in by_id]
        clusters = request["clusters"] or []
        document = clusters if request["positions"] else []
        processor = Processor(style, items, document, sort=not request["nosort"])
        answer: dict[str, Any] = {"citations": [], "bibliography": [], "entry_ids": []}
        if request["mode"] != "bibliography":
            if request["default_cluster"]:
                clusters = [{"cites": [{"id": key} for key in processor.ids]}]
            answer["citations"] = processor.citations() if request["positions"] else processor.cite(clusters)
        if request["mode"] != "citation":
            entries = processor.bibliography().entries
            answer["bibliography"] = [entry.text for entry in entries]
            answer["entry_ids"] = [entry.id for entry in entries]
        answer["load_s"], answer["render_s"] = loaded - started, time.perf_counter() - loaded
        return answer

    @staticmethod
    def _style(request: dict[str, Any]) -> Style:
        if request.get("style_xml"):
            return compile_style(request["style_xml"].encode(), locale=request["locale"])
        return load_style(request["style"], locale=request["locale"])


def create(config: dict[str, Any]) -> Engine:
    return Engine(config)

"""Hayagriva's YAML, Typst's bibliographies."""

from typing import Final

from convert.formats import Format, Writer
from convert.formats.hayagriva import write

FORMAT: Final = Format(
    writer=Writer(
        "hayagriva",
        (".yaml", ".yml"),
        "application/yaml",
        write.KEYED.write,
        write.CAPABILITIES,
        pieces=write.KEYED.pieces,
    )
)

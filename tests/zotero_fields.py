"""What Zotero reads in our Word documents: ``python tests/zotero_fields.py ZOTERO MODULES`` opens and refreshes some with its own code.

``ZOTERO`` is a checkout of zotero/zotero, of which ``chrome/content/zotero/xpcom/integration.js`` is run; ``MODULES`` a folder where
``npm install citeproc @xmldom/xmldom xpath`` was run. The library is empty, as a co-author's is. In each style Zotero must ask and mind
nothing, read the works as ``refconvert convert`` reads them, and print again what stands there.
"""

import html
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from word_documents import CITED, W, _text, by_hand, cite, plain, run, saved, stories, tables

import convert
from convert.citing.styles import find_style
from convert.csl.locale import locale_folder as locales
from convert.formats.csl_json.items import to_valid_item

STYLES = (
    "apa",
    "american-medical-association",
    "nature",
    "ieee",
    "chicago-author-date",
    "modern-language-association",
    "chicago-notes-bibliography",
    "oscola",
)
MANY = "".join(
    f"<w:p>{run(text)}</w:p>"
    for text in (
        CITED,
        "[see @doe2021, p. 4; @poe2019]",
        "[@doe2021]",
        "[-@roe2020, chap. 2]",
        "[bibliography]",
    )
)
DOCUMENTS = {"plain": saved(plain), "tables": saved(tables), "many": by_hand(MANY)}
_PREFIX = " ADDIN ZOTERO_"
"""By which the plug-in for Word knows its fields (zotero-word-for-windows-integration, ``field.cpp``)."""


def fields(document: bytes) -> Iterator[dict[str, Any]]:
    """The fields as the plug-in shows them to Zotero: the code behind the prefix, the text, the number of the note."""
    parts = stories(document)
    notes = etree.fromstring(parts.get("word/footnotes.xml", b"<none/>"))
    by_id = {note.get(f"{{{W}}}id"): note for note in notes}
    number = 0
    for found in _fields(etree.fromstring(parts["word/document.xml"])):
        if isinstance(found, str):
            number += 1
            yield from (one | {"note": number} for one in _fields(by_id[found]) if isinstance(one, dict))
        else:
            yield found


def _fields(story: etree._Element) -> Iterator[dict[str, Any] | str]:
    """The fields of a story, and the ids of the notes to which it refers."""
    open_fields: list[dict[str, Any]] = []
    for one in story.iter(f"{{{W}}}r"):
        mark, reference = one.find(f"{{{W}}}fldChar"), one.find(f"{{{W}}}footnoteReference")
        kind = "" if mark is None else mark.get(f"{{{W}}}fldCharType")
        if reference is not None:
            yield str(reference.get(f"{{{W}}}id"))
        if kind == "begin":
            open_fields.append({"code": "", "text": "", "note": 0})
        if open_fields:
            open_fields[-1]["code"] += _text(one, "instrText")
            open_fields[-1]["text"] += _text(one, "t")
        if kind == "end" and open_fields[-1]["code"].startswith(_PREFIX):
            found = open_fields.pop()
            yield found | {"code": found["code"].removeprefix(_PREFIX)}


def preferences(document: bytes) -> str:
    """The custom properties that hold the preferences, put together as the plug-in does."""
    pieces = re.findall(
        rb'name="ZOTERO_PREF_\d+"><vt:lpwstr>(.*?)</vt:lpwstr>', stories(document)["docProps/custom.xml"]
    )
    return html.unescape(b"".join(pieces).decode())


def refresh(zotero: Path, modules: Path, document: bytes, style: str) -> Any:
    """What Zotero read, wrote and minded."""
    code = zotero / "chrome/content/zotero/xpcom/integration.js"
    command = [
        "node",
        str(Path(__file__).with_suffix(".cjs")),
        str(code),
        str(modules.resolve()),
        str(locales()),
    ]
    given = {
        "fields": [*fields(document)],
        "preferences": preferences(document),
        "style": find_style(style).path.read_text(),
    }
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{style}: {done.stderr}")
    return json.loads(done.stdout)


def plain_text(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", "", text))).strip()


def judge(folder: Path, name: str, style: str, zotero: Path, modules: Path) -> list[str]:
    """What isn't as it must be."""
    document = cite(folder, name, DOCUMENTS[name], "-s", style)
    answer = refresh(zotero, modules, document, style)
    wrong = [f"minds: {said}" for said in answer["minded"]]
    theirs = {_work(item["itemData"]) for one in answer["citations"] for item in one["items"]}
    ours = {_work(to_valid_item(record)) for record in convert.read(folder / f"{name}-cited.docx")}
    wrong += [f"reads {work}" for work in theirs ^ ours]
    for one in answer["fields"]:
        stands = re.sub(r"\s+", " ", one["text"]).strip()
        printed = plain_text(one["newText"]) if "newText" in one else stands
        if printed != stands and one["code"].startswith("ITEM"):
            wrong.append(f"prints {printed!r} for {stands!r}")
    return wrong


def _work(item: dict[str, Any]) -> str:
    return json.dumps({key: value for key, value in item.items() if key != "id"}, sort_keys=True)


def main(zotero: Path, modules: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in DOCUMENTS:
            for style in STYLES:
                wrong = judge(Path(folder), name, style, zotero, modules)
                print(f"{name} in {style}:", *(wrong or ["as it must be"]), sep="\n  " if wrong else " ")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))

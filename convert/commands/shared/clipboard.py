"""The text of the clipboard, by the tool that each desktop has for it."""

import io
import os
import shutil
import subprocess
import sys
from typing import Final

from convert.streams.problems import ConvertError

_POWERSHELL: Final = (
    "-NoProfile",
    "-Command",
    "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw",
)
_TOOLS: Final = (
    ("", "pbpaste"),  # macOS
    ("WAYLAND_DISPLAY", "wl-paste", "--no-newline", "--type", "text"),
    ("DISPLAY", "xclip", "-selection", "clipboard", "-out"),
    ("DISPLAY", "xsel", "--clipboard", "--output"),
    ("", "powershell.exe", *_POWERSHELL),  # Windows, and Linux in it (WSL)
)
"""The variable of the environment without which a tool has no clipboard, and its command; the first that is there is run."""
_MISSING: Final = (
    "no tool here reads the clipboard; install wl-clipboard (Wayland), xclip or xsel (X11), or paste into the command: "
    "refconvert convert -t FORMAT, the text, and Ctrl-D"
)
_SECONDS: Final = 10


class Pasted(io.BytesIO):
    """The text of the clipboard as an input, which messages name."""

    name = "clipboard"


def read_clipboard() -> Pasted:
    """The clipboard's text in UTF-8.

    Raises:
        ConvertError: there is no tool for it, it fails, or the clipboard holds no text.
    """
    command = next((tool[1:] for tool in _TOOLS if _is_there(*tool)), None)
    if command is None:
        raise ConvertError(_MISSING)
    utf8 = {"LC_CTYPE": "UTF-8"} if sys.platform == "darwin" else {}  # pbpaste writes what the locale says
    try:
        done = subprocess.run(  # noqa: S603  (a command of the table)
            command, capture_output=True, check=False, timeout=_SECONDS, env=os.environ | utf8
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConvertError(f"the clipboard can't be read: {command[0]}: {error}") from error
    if done.returncode or not done.stdout.strip():
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise ConvertError(
            f"the clipboard holds no text{f' ({command[0]}: {said})' if said else ''}; copy some first"
        )
    return Pasted(done.stdout)


def _is_there(variable: str, program: str, *_arguments: str) -> bool:
    return (not variable or bool(os.environ.get(variable))) and shutil.which(program) is not None

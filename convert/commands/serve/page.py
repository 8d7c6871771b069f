"""``refconvert page``: the page as static files, with nothing behind it."""

from pathlib import Path

import click

from convert.commands.shared.messages import messages, say
from convert.commands.shared.options import Grouped


@click.command("page", cls=Grouped)
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--pyodide",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Take Python for the browser out of this folder, and fetch nothing.",
)
def command(out: Path, pyodide: Path | None) -> None:
    """Write the page of refconvert serve as static files, which convert in the browser.

    Any web server serves the folder; nothing that is pasted leaves the browser, and once loaded it works offline. Python for the
    browser (Pyodide from the npm registry and msgspec from PyPI, 7 MB) is fetched the first time.

    \b
    refconvert page OUT
    python -m http.server --directory OUT
    """  # noqa: D301  (click keeps the lines apart at this \\b)
    from convert.web.static.write import write_page  # noqa: PLC0415  (needs what few commands need)

    with messages():
        size = write_page(out, pyodide, lambda text: say(f"refconvert: {text}"))
        say(
            f"refconvert: {out} has the page, {size / 1e6:.1f} MB; serve it: python -m http.server --directory {out}"
        )

"""Finished marked text → a tree of spans → HTML, plain text, Markdown, LaTeX, RTF."""

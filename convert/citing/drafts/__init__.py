"""Markdown drafts that cite records in pandoc's syntax."""

from convert.citing.drafts.render import render_draft as render_draft

"""Commands for documents that cite: lists, drafts, pandoc, LaTeX."""

"""Sorting of cites and bibliography entries: compiled sort keys, and the collation of their values."""

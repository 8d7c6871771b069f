"""The text of a PubMed page."""

"""A BibTeX file → its entries, each with what it inherits."""

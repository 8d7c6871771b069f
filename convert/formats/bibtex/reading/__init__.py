"""What only the reader of BibTeX needs: a file → its entries, a list → its names, and fields of databases."""

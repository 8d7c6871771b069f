"""Text in a record: rich text, titles, abstracts, languages."""

"""Records → records, between reader and writer: choices, duplicates, gaps filled, related works, lasting keys; checks."""

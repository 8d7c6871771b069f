"""Marked text, the string type of all rendering: its marks, rich-text input, text case, punctuation."""

"""LaTeX, both ways: text to LaTeX and back."""

"""What formats spell alike: tagged lines, JSON arrays, marked-up text, LaTeX, MathML."""

"""What a writer keeps, moves, degrades and drops."""

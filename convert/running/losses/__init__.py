"""What the output's format keeps, moves, degrades and drops."""

"""References, verified against an index."""

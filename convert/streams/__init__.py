"""Files and streams, encodings, and what goes wrong, as values."""

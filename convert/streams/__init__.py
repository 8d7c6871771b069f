"""Bytes in and out: opening, decompressing, decoding and writing files; problems and the registry of their codes."""

STDIO = "-"
"""The path that stands for standard input or standard output."""
BUFFER_BYTES = 1 << 16
"""How much is read or written at once."""
LONGEST_LINE = 1 << 24
"""In bytes: a longer line is refused, since it has to be kept in memory."""

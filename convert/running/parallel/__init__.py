"""Conversion by several processes: the output is byte for byte that of one process."""

"""Conversions: the pipeline, losses, processes, bulk, index."""

"""Folders of shards."""

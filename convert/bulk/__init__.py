"""Folders of shards (PubMed's baseline and update files) → a shard of output for each, with a manifest and a report."""

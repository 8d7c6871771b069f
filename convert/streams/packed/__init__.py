"""What is packed: gzip streams, zip files from anywhere, and our own bundle of many small texts."""

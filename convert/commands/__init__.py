"""The commands, one file each, and what they share; `convert/cli.py` lists them."""

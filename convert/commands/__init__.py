"""The commands, one file each; `convert/cli.py` lists them."""

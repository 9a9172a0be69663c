"""Reads `kb/`: the only part that knows files and YAML."""

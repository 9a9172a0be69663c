"""Adapters to site engines; the only part that knows MkDocs."""

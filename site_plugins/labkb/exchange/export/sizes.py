"""Sizes of files in words."""

from __future__ import annotations


def size_words(size: int) -> str:
    """A size as people say it: 153 KB, 2.4 MB."""
    return f"{size / 1048576:.1f} MB" if size >= 1048576 else f"{max(1, round(size / 1024))} KB"

"""A reader's own original texts: shown on the reader's machine, never published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OverlayText:
    """The original of one clause."""

    text: str
    """Paragraphs separated by line breaks."""
    file: str = ""
    """Name of the file that it was imported from."""
    imported_on: str = ""

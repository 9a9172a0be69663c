"""Bounds for what an import reads; beyond them a file is refused in words."""

from __future__ import annotations

from labkb.diagnostics import CannotGoOn

MAX_TEXT_BYTES = 32 * 1024 * 1024
MAX_FILE_BYTES = 200 * 1024 * 1024
MAX_XML_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_ZIP_ENTRIES = 20_000
MAX_RATIO = 200
MAX_PAGES = 5_000
MAX_PAGE_CHARS = 200_000
MAX_DOCUMENT_CHARS = 20_000_000
MAX_TABLE_CELLS = 200_000
MAX_XML_DEPTH = 400


class Refused(CannotGoOn):
    """Raised for a file that cannot or must not be read; the text says why, in Chinese."""


def megabytes(size: int) -> str:
    """A size for people."""
    return f"{size / 1024 / 1024:.0f} MB"

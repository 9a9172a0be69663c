"""The command line: one file per command, joined here."""

from __future__ import annotations

from labkb.cli.app import main

__all__ = ["main"]

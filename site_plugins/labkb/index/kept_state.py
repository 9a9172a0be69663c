"""The folder of a kept index: its state, and what the files of the index must look like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from labkb.index.entries import append, checksum, read
from labkb.index.shards import FORMAT

STATE, UNITS, TEXTS, RUNS = "state.json", "units", "texts", "runs.json"
STORE = 5
"""The version of what lies beside the files of the index."""

FileStamp = tuple[str, int, int]
"""Checksum, size and time of the last change."""


def read_state(folder: Path) -> dict[str, Any]:
    """What the folder holds; nothing where anything in it is damaged."""
    state = read_checked(folder / STATE)
    if not isinstance(state, dict) or state.get("format") != [FORMAT, STORE]:
        return {}
    try:
        sound = all(_is_sound(folder / "files" / path, *held) for path, held in state["files"].items())
    except OSError:
        return {}
    return state if sound else {}


def _is_sound(path: Path, content: str, size: int, written: int) -> bool:
    """Whether a file is as it was left; only one that somebody wrote later is read."""
    found = path.stat()
    return found.st_size == size and (
        found.st_mtime_ns == written or checksum(path.read_bytes()) == content
    )


def read_checked(path: Path) -> Any:
    """A value that was kept in a file; None where there is no sound one."""
    body = read(path, (0, path.stat().st_size)) if path.is_file() else None
    return None if body is None else json.loads(body)


def keep_checked(path: Path, value: object) -> None:
    """Keeps a value in a file of its own."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        append(file, body)


def write_file(path: Path, text: str) -> FileStamp:
    """Writes a file of the index anew, as a site may hold the old one."""
    data = text.encode("utf-8")
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return checksum(data), len(data), path.stat().st_mtime_ns

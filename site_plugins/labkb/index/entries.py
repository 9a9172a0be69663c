"""Entries in one file, each with a checksum; whoever knows their places reads them again."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

_CHECKSUM = 24

Place = tuple[int, int]
"""Offset and length."""


def append(file: BinaryIO, body: bytes) -> Place:
    """Writes an entry at the end; where it lies."""
    place = file.tell(), _CHECKSUM + len(body)
    file.write(checksum(body).encode() + body)
    return place


def read(path: Path, place: Place) -> bytes | None:
    """An entry; None where it is missing or damaged."""
    offset, length = place
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read(length)
    except OSError:
        return None
    body = data[_CHECKSUM:]
    is_sound = len(data) == length and checksum(body).encode() == data[:_CHECKSUM]
    return body if is_sound else None


def checksum(data: bytes) -> str:
    """Twenty-four digits that change with the bytes."""
    return blake2b(data, digest_size=_CHECKSUM // 2).hexdigest()

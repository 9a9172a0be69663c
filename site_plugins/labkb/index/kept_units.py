"""What the next update must know of a unit to take it out of the index again, kept in one file.

Every entry is JSON with a checksum before it; the state beside the file says where each lies.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from labkb.index.unit import Unit

_CHECKSUM = 24

Place = tuple[int, int]
"""Offset and length."""


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """The keys, names and words that a unit brought into the index."""

    keys: list[str]
    names: dict[str, int]
    words: dict[str, int]


def keep(file: BinaryIO, unit: Unit) -> Place:
    """Appends a unit; where it lies."""
    keys = unit.postings.keys()
    entry = {
        # Without separators, as nearly all keys are pairs of characters.
        "pairs": "".join(key for key in keys if len(key) == 2),
        "others": [key for key in keys if len(key) != 2],
        "names": unit.names,
        "words": unit.words,
    }
    body = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    place = file.tell(), _CHECKSUM + len(body)
    file.write(_hash(body) + body)
    return place


def read_kept(path: Path, place: Place) -> KeptUnit | None:
    """A unit; None where it is missing or damaged."""
    offset, length = place
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read(length)
        if len(data) != length or _hash(data[_CHECKSUM:]) != data[:_CHECKSUM]:
            return None
        held: Mapping[str, object] = json.loads(data[_CHECKSUM:].decode("utf-8", "surrogatepass"))
        pairs, others, names, words = (held[name] for name in ("pairs", "others", "names", "words"))
    except (OSError, ValueError, KeyError):
        return None
    assert isinstance(pairs, str) and isinstance(others, list)
    assert isinstance(names, dict) and isinstance(words, dict)
    keys = [first + second for first, second in zip(pairs[::2], pairs[1::2], strict=True)]
    return KeptUnit([*keys, *others], names, words)


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECKSUM // 2).hexdigest().encode()

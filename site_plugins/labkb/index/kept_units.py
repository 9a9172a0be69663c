"""What the next update must know of a unit to take it out of the index again, kept in one file.

An entry is the length of its JSON, the JSON (names, words, keys) and the arrays of the postings of
the pairs; the state beside the file says where each entry lies.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from labkb.index.entries import Place, append, read
from labkb.index.pairs import pair_numbers, pair_texts
from labkb.index.postings import Postings
from labkb.index.unit import Unit

_LENGTH = 4
_LEVELS = 8
"""More than there are levels of a posting."""


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """What a unit brought into the index."""

    postings: Postings
    names: dict[str, int]
    words: dict[str, int]


def keep(file: BinaryIO, unit: Unit) -> Place:
    """Appends a unit; where it lies."""
    held = unit.postings
    begins = held.begins()
    rows = held.records.astype(np.uint32) * np.uint32(_LEVELS) + held.levels
    narrowest = np.dtype(np.uint32 if int(rows.max(initial=0)) >> 16 else np.uint16)
    head = {
        # One text, as pairs are the greatest part of an entry.
        "pairs": "".join(pair_texts(held.pairs[begins])),
        "rows": narrowest.str,
        "others": held.others,
        "names": unit.names,
        "words": unit.words,
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    said = text.encode("utf-8", "surrogatepass")
    counts = np.diff(begins, append=len(rows)).astype(np.uint32)
    body = b"".join((
        len(said).to_bytes(_LENGTH, "little"), said, counts.tobytes(),
        rows.astype(narrowest).tobytes(),
    ))
    return append(file, body)


def read_kept(path: Path, place: Place) -> KeptUnit | None:
    """A unit; None where it is missing or damaged."""
    body = read(path, place)
    if body is None:
        return None
    end = _LENGTH + int.from_bytes(body[:_LENGTH], "little")
    head = json.loads(body[_LENGTH:end].decode("utf-8", "surrogatepass"))
    return KeptUnit(_postings(head, memoryview(body)[end:]), head["names"], head["words"])


def _postings(head: Mapping[str, str], arrays: memoryview) -> Postings:
    pairs = pair_numbers([head["pairs"]])
    counts = np.frombuffer(arrays, np.uint32, len(pairs))
    rows = np.frombuffer(arrays, head["rows"], offset=counts.nbytes).astype(np.uint32)
    others: Mapping[str, list[list[int]]] = head["others"]  # type: ignore[assignment]
    return Postings(
        np.repeat(pairs, counts),
        rows // np.uint32(_LEVELS),
        (rows % np.uint32(_LEVELS)).astype(np.uint8),
        {key: [(local, level) for local, level in held] for key, held in others.items()},
    )

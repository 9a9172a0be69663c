"""Which files a check of some files has to read: those that links connect with them.

A full load leaves behind what every file held and which files its links lead to. As long as nothing
else has changed since, a finding in a file follows from the files connected with it, directly or
through others; a law that cites nothing is checked without the nine hundred beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labkb.load.files import FileEntry

_FILE = Path(".labkb") / "links.json"
_DOCUMENTS = frozenset({"policies", "standards", "reports", "minutes"})


@dataclass(frozen=True, slots=True)
class Links:
    """What a full load found."""

    hashes: Mapping[str, str]
    """File -> hash of its content."""
    ids: Mapping[str, str]
    """Id of a record, or name of a work -> the file that holds it."""
    near: Mapping[str, list[str]]
    """File -> files that its links lead to."""


def remember(root: Path, entries: Iterable[FileEntry], ids: Mapping[str, str],
             pairs: Iterable[tuple[str, str]]) -> None:
    """Keeps what a full load found; a folder that cannot be written is no matter."""
    near: dict[str, set[str]] = {}
    for source, target in pairs:
        if source != target:
            near.setdefault(source, set()).add(target)
            near.setdefault(target, set()).add(source)
    body = json.dumps(
        {
            "hashes": _hashes(entries), "ids": dict(ids),
            "near": {file: sorted(others) for file, others in sorted(near.items())},
        },
        ensure_ascii=False,
    ).encode("utf-8")
    path = root / _FILE
    data = _hash(body).encode() + body
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError:
        return


def connected(
    root: Path, entries: list[FileEntry], wanted: set[str], strings: Iterable[str]
) -> set[str] | None:
    """The files to read for findings in the wanted ones; None where all have to be read.

    Args:
        root: the project's folder.
        entries: all files of the collection.
        wanted: the files whose findings are asked for.
        strings: every text in them, as any of it may name a record.
    """
    links = _recalled(root)
    if links is None:
        return None
    now = _hashes(entries)
    changed = {file for file in {*now, *links.hashes} if now.get(file) != links.hashes.get(file)}
    if not changed <= wanted or not wanted <= set(now):
        return None
    found = set(wanted)
    found.update(entry.file for entry in entries if entry.folder not in _DOCUMENTS)
    for text in strings:
        holder = links.ids.get(text.split(":", 1)[0]) or links.ids.get(text)
        if holder:
            found.add(holder)
    waiting = list(found)
    while waiting:
        for other in links.near.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def strings_in(value: Any) -> Iterator[str]:
    """Every text of a parsed file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from strings_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from strings_in(child)


def _recalled(root: Path) -> Links | None:
    try:
        data = (root / _FILE).read_bytes()
        if _hash(data[32:]).encode() != data[:32]:
            return None
        held = json.loads(data[32:])
        return Links(held["hashes"], held["ids"], held["near"])
    except (OSError, ValueError, KeyError):
        return None


def _hashes(entries: Iterable[FileEntry]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in entries:
        try:
            found[entry.file] = _hash(entry.location.read_bytes())
        except OSError:
            found[entry.file] = ""
    return found


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()

"""The index made by a second process while the first one renders pages.

The records pass through a file, unit by unit: neither process then holds what the other needs.
"""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

from labkb.index.records import SearchRecord
from labkb.index.store import Source, StoredIndex, source_of, update_from
from labkb.model.vocabulary import Vocabulary

_WORTH_A_PROCESS = 4000
_values = attrgetter(*(field.name for field in fields(SearchRecord)))


@dataclass(slots=True)
class Running:
    """An index on its way."""

    folder: Path
    records: int
    process: subprocess.Popen[bytes] | None = None
    done: StoredIndex | None = None

    def result(self) -> StoredIndex:
        """The index, as soon as it is there."""
        if self.process is not None and self.process.wait() != 0:
            raise RuntimeError("the process that makes the search index failed")
        return self.done or StoredIndex(self.folder, self.records, 0)

    def stop(self) -> None:
        """Ends the second process."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def start(
    folder: Path, records: Iterable[SearchRecord], vocabulary: Vocabulary, *, kb: str
) -> Running:
    """An index that is made meanwhile where that pays, and at once where it does not."""
    source = source_of(records)
    is_small = source.records < _WORTH_A_PROCESS or source.is_nearly_held(folder)
    if is_small or os.environ.get("LABKB_PROCESSES") == "1":
        return Running(folder, source.records, done=update_from(folder, source, vocabulary, kb=kb))
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob("*.records"):
        left.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder.parent, suffix=".records", delete=False) as file:
        _write(file, source, vocabulary, kb)
    command = [sys.executable, "-m", "labkb.index.background", file.name, str(folder)]
    return Running(folder, source.records, subprocess.Popen(command))


def _write(file: BinaryIO | tempfile._TemporaryFileWrapper[bytes], source: Source,
           vocabulary: Vocabulary, kb: str) -> None:
    offsets: dict[str, int] = {}
    file.write(b"\0" * 8)
    for name in source.digests:
        offsets[name] = file.tell()
        file.write(marshal.dumps([_values(record) for record in source.group(name)]))
    end = file.tell()
    head = (
        kb, vocabulary.model_dump_json(), dict(source.digests), list(source.own),
        list(source.names), list(source.terms), source.records, offsets,
    )
    file.write(marshal.dumps(head))
    file.seek(0)
    file.write(end.to_bytes(8, "little"))


def run(path: Path, folder: Path) -> None:
    """Makes the index from the file of records, and removes the file."""
    with path.open("rb") as file:
        file.seek(int.from_bytes(file.read(8), "little"))
        kb, vocabulary, digests, own, names, terms, records, offsets = marshal.load(file)

        def group(name: str) -> list[SearchRecord]:
            file.seek(offsets[name])
            return [SearchRecord(*values) for values in marshal.load(file)]

        source = Source(digests, own, names, terms, records, group)
        update_from(folder, source, Vocabulary.model_validate_json(vocabulary), kb=kb)
    path.unlink()


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))

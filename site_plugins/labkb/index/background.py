"""The index made by a second process while the first one renders pages.

The records pass through a file, unit by unit: neither process then holds what the other needs.
"""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import BinaryIO

from labkb.index.runs import KnownRun, Run
from labkb.index.source import Source, Spool, spool
from labkb.index.store import StoredIndex, is_nearly_held, known_runs, update_from
from labkb.model.vocabulary import Vocabulary

_WORTH_A_PROCESS = 4000


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


def start(folder: Path, runs: Iterable[Run], vocabulary: Vocabulary, *, kb: str) -> Running:
    """An index that is made meanwhile where that pays, and at once where it does not."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.with_name(f"{folder.name}.records")
    with path.open("w+b") as file:
        file.write(b"\0" * 8)
        source, held = spool(runs, file, known_runs(folder))
        is_small = source.records < _WORTH_A_PROCESS or os.environ.get("LABKB_PROCESSES") == "1"
        done = None
        if is_small or is_nearly_held(folder, source.digests):
            done = update_from(folder, source, vocabulary, kb=kb)
        else:
            _close(file, source, held, vocabulary, kb)
    if done is not None:
        path.unlink()
        return Running(folder, source.records, done=done)
    command = [sys.executable, "-m", "labkb.index.background", str(path), str(folder)]
    return Running(folder, source.records, subprocess.Popen(command))


def _close(
    file: BinaryIO, source: Source, held: Spool, vocabulary: Vocabulary, kb: str
) -> None:
    """Puts what is known of all records behind them, and where that begins before them."""
    places = held.complete(file)
    end = file.seek(0, os.SEEK_END)
    runs = {unit: astuple(known) for unit, known in source.runs.items()}
    known = (
        kb, vocabulary.model_dump_json(), dict(source.digests), list(source.own),
        list(source.names), list(source.terms), source.records, runs, places,
    )
    file.write(marshal.dumps(known))
    file.seek(0)
    file.write(end.to_bytes(8, "little"))


def run(path: Path, folder: Path) -> None:
    """Makes the index from the file of records, and removes the file."""
    with path.open("rb") as file:
        file.seek(int.from_bytes(file.read(8), "little"))
        kb, vocabulary, digests, own, names, terms, records, runs, places = marshal.load(file)
        held = Spool(places)
        source = Source(
            digests, own, names, terms, records,
            {unit: KnownRun(*values) for unit, values in runs.items()},
            lambda unit: held.group(file, unit),
        )
        update_from(folder, source, Vocabulary.model_validate_json(vocabulary), kb=kb)
    path.unlink()


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))

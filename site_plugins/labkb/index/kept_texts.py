"""The texts of the shards by first character, kept in one file so that a few can be exchanged.

The state beside the file says of every first character the size of its lines, the number of its
shards and where they lie.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from labkb.index.entries import Place, append, read
from labkb.index.shards import Texts

Kept = tuple[int, int, Place]
"""Size, number of shards, place."""
_GROWTH = 2
"""How much of the file may be out of use before it is written anew: as much as is in use."""
_BETWEEN = "\n"  # no character of a shard


class Damaged(Exception):
    """An entry cannot be read."""


class KeptTexts:
    """The texts of a file."""

    def __init__(self, path: Path, kept: Mapping[str, Kept]) -> None:
        self._path = path
        self.kept = dict(kept)

    def text(self, first: str) -> list[str]:
        """The shards of a first character; nothing where there is none.

        Raises:
            Damaged: where the file is not as it was left.
        """
        if first not in self.kept:
            return []
        body = read(self._path, self.kept[first][2])
        if body is None:
            raise Damaged(first)
        return body.decode("utf-8").split(_BETWEEN)

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Size and number of shards of every first character."""
        return {first: (size, shards) for first, (size, shards, _) in self.kept.items()}

    def exchange(self, texts: Texts) -> None:
        """Puts texts in the place of others; those without shards are taken out."""
        with self._path.open("ab") as file:
            for first, (size, parts) in texts.items():
                if parts:
                    place = append(file, _BETWEEN.join(parts).encode("utf-8"))
                    self.kept[first] = size, len(parts), place
                else:
                    self.kept.pop(first, None)
            end = file.tell()
        if end > _GROWTH * sum(length for _, _, (_, length) in self.kept.values()):
            self._write_anew()

    def _write_anew(self) -> None:
        texts = {first: (size, self.text(first)) for first, (size, _, _) in self.kept.items()}
        self._path.unlink()
        self.kept.clear()
        self.exchange(texts)


def keep_texts(path: Path, texts: Texts) -> dict[str, Kept]:
    """Writes a file of texts; what the state must hold of them."""
    held = KeptTexts(path, {})
    held.exchange(texts)
    return held.kept

"""What the last build made from what: lets the next one leave alone what is still right.

The ledger is plain JSON with a checksum under `.labkb/`. A damaged one, one of another version, or
one whose site was touched by anybody else counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from labkb.code_version import code_version


def digest_of_files(root: Path, folders: Iterable[Path]) -> str:
    """Hash of names and contents of all files below some files and folders."""
    found = hashlib.blake2b(digest_size=16)
    for folder in folders:
        paths = sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else [folder]
        for path in paths:
            if path.is_file():
                found.update(f"{os.path.relpath(path, root)}\0".encode())
                found.update(hashlib.blake2b(path.read_bytes(), digest_size=16).digest())
    return found.hexdigest()


def inputs_key(root: Path, options: Mapping[str, str]) -> str:
    """Hash of everything a build follows from."""
    extra = [Path(options["overlay"])] if options.get("overlay") else []
    own = [root / name for name in ("kb", "content", "materials", "overlay", "kb.lock", "mkdocs.yml")]
    found = hashlib.blake2b(code_version().encode(), digest_size=16)
    found.update(json.dumps(dict(options), sort_keys=True).encode())
    found.update(digest_of_files(root, [*own, *extra]).encode())
    return found.hexdigest()


@dataclass(slots=True)
class Ledger:
    """The record of one site folder."""

    root: Path
    site: Path
    inputs: str = ""
    frame: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    """Path of a generated page -> key it was rendered with."""
    files: dict[str, str] = field(default_factory=dict)
    """Path of every file of the site -> hash of its content."""

    @property
    def _path(self) -> Path:
        name = hashlib.blake2b(str(self.site).encode(), digest_size=8).hexdigest()
        return self.root / ".labkb" / f"ledger-{name}.json"

    @classmethod
    def read(cls, root: Path, site: Path) -> Ledger:
        """The ledger of a site; an empty one where there is no sound one."""
        ledger = cls(root, site)
        try:
            data = ledger._path.read_bytes()
            checksum, body = data[:32], data[32:]
            if _hash(body).encode() != checksum:
                return ledger
            held = json.loads(body)
            ledger.inputs, ledger.frame = held["inputs"], held["frame"]
            ledger.pages, ledger.files = held["pages"], held["files"]
        except (OSError, ValueError, KeyError, TypeError):
            return cls(root, site)
        return ledger

    def write(self) -> None:
        """Keeps the ledger; a folder that cannot be written is no matter."""
        body = json.dumps(
            {"inputs": self.inputs, "frame": self.frame, "pages": self.pages, "files": self.files},
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode("utf-8")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(_hash(body).encode() + body)
        except OSError:
            return

    def is_whole(self) -> bool:
        """Whether the site holds exactly the files it was left with."""
        if not self.files or not self.site.is_dir():
            return False
        return hash_tree(self.site) == self.files

    def has(self, path: str, key: str, frame: str) -> bool:
        """Whether a page of the old site can stay as it is."""
        if self.frame != frame or self.pages.get(path) != key:
            return False
        try:
            return _hash((self.site / path).read_bytes()) == self.files.get(path)
        except OSError:
            return False


def hash_tree(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Relative path -> content hash of every file below a folder.

    `known` has the hashes of files that were read before and cannot have changed since.
    """
    held = known or {}
    found: dict[str, str] = {}
    base = os.fspath(folder)
    for directory, folders, files in os.walk(base):
        folders.sort()
        inside = os.path.relpath(directory, base).replace(os.sep, "/")
        for name in sorted(files):
            relative = name if inside == "." else f"{inside}/{name}"
            found[relative] = held.get(relative) or _hash((Path(directory) / name).read_bytes())
    return found


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()

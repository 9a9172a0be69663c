"""Parsed YAML by content, so that an unchanged file is never parsed twice.

Entries are plain JSON with a checksum, named by the hash of text and code version: a damaged or
foreign entry is parsed again, and nothing in a cache is ever run.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from labkb.load import yaml_tree

FOLDER = Path(".labkb") / "parsed"


@cache
def _version() -> bytes:
    return hashlib.blake2b(Path(yaml_tree.__file__).read_bytes(), digest_size=8).digest()


@dataclass(slots=True)
class ParseCache:
    """Values of YAML texts below a project's `.labkb/`."""

    root: Path
    used: set[str] = field(default_factory=set)

    def name(self, text: str) -> str:
        """The entry's name for a text."""
        made = hashlib.blake2b(text.encode("utf-8"), key=_version(), digest_size=16)
        return made.hexdigest()

    def get(self, text: str) -> Any:
        """The value, or None where there is no sound entry (a YAML null is never kept)."""
        name = self.name(text)
        self.used.add(name)
        try:
            data = (self.root / FOLDER / name).read_bytes()
        except OSError:
            return None
        checksum, body = data[:32], data[32:]
        if hashlib.blake2b(body, digest_size=16).hexdigest().encode() != checksum:
            return None
        try:
            return json.loads(body)
        except ValueError:
            return None

    def put(self, text: str, value: Any) -> None:
        """Keeps a value; a folder that cannot be written is no matter."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        checksum = hashlib.blake2b(body, digest_size=16).hexdigest().encode()
        path = self.root / FOLDER / self.name(text)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(checksum + body)
        except OSError:
            return

    def sweep(self) -> None:
        """Removes entries that no file asked for."""
        folder = self.root / FOLDER
        if folder.is_dir():
            for path in folder.iterdir():
                if path.name not in self.used:
                    path.unlink(missing_ok=True)

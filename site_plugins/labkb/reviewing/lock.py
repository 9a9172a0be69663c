"""The lock file: which words each dependent was reviewed against.

One line per binding and one per text, sorted, so that versions of the file merge line by line
(`.gitattributes`: `kb/review.lock merge=union`). After such a merge two lines may speak of one
binding; any of them that fits the clause of today counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILE = "kb/review.lock"
_HEADER = "# labkb review: 核对记录。由 labkb review --accept 写入，随 kb/ 一起提交，不要手改。"
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Lock:
    """What was reviewed."""

    reviewed: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """(dependent, target) -> fingerprints it was reviewed against."""
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Fingerprint -> what the clause said then."""
    broken: tuple[int, ...] = ()
    """Numbers of lines that could not be read."""
    exists: bool = True


def read_lock(root: Path) -> Lock:
    """The lock of a project; an empty one where there is none."""
    path = root / FILE
    if not path.is_file():
        return Lock(exists=False)
    return parse_lock(path.read_text("utf-8", errors="replace"))


def parse_lock(text: str) -> Lock:
    """The lock in a text; markers of a merge conflict and blank lines are passed over."""
    reviewed: dict[tuple[str, str], tuple[str, ...]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    broken: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line or line.startswith(("#", "<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            continue
        cells = line.split("\t")
        if line.startswith("=") and len(cells) == 2:
            texts[cells[0][1:]] = tuple(_unescape(cells[1]).split("\n"))
        elif len(cells) == 3 and all(cells):
            key = (cells[0], cells[1])
            reviewed[key] = (*reviewed.get(key, ()), cells[2])
        else:
            broken.append(number)
    return Lock(reviewed, texts, tuple(broken))


def format_lock(lock: Lock) -> str:
    """The text of a lock: sorted, texts that nobody refers to left out."""
    lines = [
        f"{dependent}\t{target}\t{fingerprint}"
        for (dependent, target), held in lock.reviewed.items()
        for fingerprint in dict.fromkeys(held)
    ]
    used = {fingerprint for held in lock.reviewed.values() for fingerprint in held}
    lines += [
        f"={fingerprint}\t{_escape(chr(10).join(said))}"
        for fingerprint, said in lock.texts.items()
        if fingerprint in used
    ]
    return "\n".join([_HEADER, *sorted(set(lines)), ""])


def write_lock(root: Path, lock: Lock) -> None:
    """Writes beside the old file and switches, so that no half file is ever left."""
    path = root / FILE
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(format_lock(lock), "utf-8", newline="\n")
    beside.replace(path)


def _escape(text: str) -> str:
    return text[:_LONGEST].replace("\\", "\\\\").replace("\n", "\\n").replace("\t", " ")


def _unescape(text: str) -> str:
    parts = text.split("\\\\")
    return "\\".join(part.replace("\\n", "\n") for part in parts)

"""Trainers' own files: where they lie, whether they are what the record says, and their copies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.graph import KnowledgeGraph
from labkb.ids import file_name
from labkb.model.material import Material

FOLDERS = ("kb/materials", "materials")
"""Where files are looked for, in this order: beside their records, or beside kb/."""
SITE_FOLDER = "materials"


def material_file(root: Path, material: Material) -> Path | None:
    """The file of a record, or None where it is missing or outside the folders."""
    for name in FOLDERS:
        folder = (root / name).resolve()
        try:
            path = (folder / material.file).resolve()
            if path.is_relative_to(folder) and path.is_file():
                return path
        except OSError:  # a name that the system cannot even look up
            continue
    return None


def material_url(material: Material) -> str:
    """Where the copy lies on the site: an ASCII name that Windows and zip accept."""
    name = Path(material.file)
    suffix = name.suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,10}", name.suffix) else ""
    return f"{SITE_FOLDER}/{file_name(material.id.split('/')[-1])}{suffix}"


def checksum(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


def check_materials(root: Path, graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Files that are missing, or are no longer those that the record was written for."""
    for entry in graph.family("material"):
        material = entry.value
        assert isinstance(material, Material)
        path = material_file(root, material)
        if path is None:
            yield finding(
                "KB816",
                f"资料“{material.title}”的文件“{material.file}”不在 {FOLDERS[0]}/ 里",
                entry.place("file"),
                remedy=f"把文件放进 {FOLDERS[0]}/（或根目录的 {FOLDERS[1]}/），或改正 file",
                record=entry.id,
            )
        elif (found := checksum(path)) != material.sha256:
            yield finding(
                "KB817",
                f"资料“{material.title}”的文件变了：校验值是 {found[:12]}…，记录写的是"
                f" {material.sha256[:12]}…",
                entry.place("sha256"),
                remedy=f"核对文件；确认是新版就把 sha256 改成 {found}",
                record=entry.id,
            )


def material_copies(root: Path, graph: KnowledgeGraph) -> Iterator[tuple[str, bytes]]:
    """Path on the site and content of every file that is there."""
    for entry in graph.family("material"):
        if isinstance(entry.value, Material):
            path = material_file(root, entry.value)
            if path is not None:
                yield material_url(entry.value), path.read_bytes()

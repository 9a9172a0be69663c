"""Files that an import writes: whole or not at all, never over another without leave."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place
from labkb.exchange.importing.as_yaml import document_record, merge, to_yaml
from labkb.exchange.importing.importer import ImportedFile
from labkb.exchange.importing.model import ImportedDocument
from labkb.exchange.importing.overlay import find_document, match_originals, overlay_text
from labkb.ids import file_name
from labkb.model.document import Document

_SOURCE = re.compile(r"^source:\s*\n(?:[ ]+.*\n)*?[ ]+file: *[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_TITLE = re.compile(r"^title: *[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


class YamlFolder:
    """A folder of documents to edit."""

    def __init__(self, folder: Path, *, force: bool, licence: str | None = None) -> None:
        self.folder = folder
        self._force = force
        self._licence = licence
        self._known = _known_files(folder)
        self._written: set[Path] = set()

    def write(self, file: ImportedFile) -> tuple[list[Path], list[Diagnostic]]:
        """The files written for the documents of an imported file, and what was refused."""
        written: list[Path] = []
        findings: list[Diagnostic] = []
        for document in file.documents:
            path = self._place(document, file.name)
            record = document_record(document, file.name, licence=self._licence)
            if path in self._written:
                path = self._free(path)
                record["id"] = path.stem
            if path.exists():
                if not self._force:
                    findings.append(
                        finding(
                            "KB918", f"“{path.name}”已经存在，没有覆盖", Place(file.name),
                            remedy="加 --force 重新导入，人写的要点会保留",
                        )
                    )
                    continue
                record, problems = _merged(record, path, file.name)
                findings.extend(problems)
                if any(p.code == "KB916" for p in problems):
                    continue
            write_whole(path, to_yaml(record, _schema(self.folder)))
            self._written.add(path)
            written.append(path)
        return written, findings

    def _place(self, document: ImportedDocument, name: str) -> Path:
        known = self._known.get((name, document.metadata.title or ""))
        return known or self.folder / f"{file_name(document.id)}.yaml"

    def _free(self, path: Path) -> Path:
        number = 2
        while (other := path.with_name(f"{path.stem}-{number}.yaml")) in self._written:
            number += 1
        return other


def write_overlay(
    file: ImportedFile, folder: Path, collection: Sequence[Document], *, force: bool
) -> tuple[list[Path], list[Diagnostic]]:
    """The overlay files written for an imported file, and what did not fit."""
    written: list[Path] = []
    findings: list[Diagnostic] = []
    for document in file.documents:
        target = find_document(document, file.name, collection)
        if target is None:
            findings.append(
                finding(
                    "KB917",
                    f"知识库里没有“{document.metadata.title or document.id}”这份文件",
                    Place(file.name),
                    remedy="先用 labkb import --out 建立文件，或核对文号和标题",
                )
            )
            continue
        texts, problems = match_originals(document, target, file.name)
        findings.extend(problems)
        path = folder / f"{file_name(target.id)}.yaml"
        text = overlay_text(target.id, file.name, texts)
        if path.exists() and not force:
            if path.read_text("utf-8") != text:
                findings.append(
                    finding("KB918", f"“{path.name}”已经存在，没有覆盖", Place(file.name),
                            remedy="加 --force 用新的原文替换")
                )
            continue
        write_whole(path, text)
        written.append(path)
    return written, findings


def write_whole(path: Path, text: str) -> None:
    """Writes beside the file and switches, so that a stop leaves the old one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, "utf-8", newline="\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _merged(
    record: dict[str, Any], path: Path, name: str
) -> tuple[dict[str, Any], list[Diagnostic]]:
    try:
        old = yaml.load(path.read_text("utf-8-sig"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        old = None
    if not isinstance(old, dict):
        return record, [
            finding("KB916", f"“{path.name}”读不出来，人写的内容无法保留，没有覆盖", Place(name),
                    remedy="先改正这个文件的 YAML，或移走它")
        ]
    merged, gone = merge(record, old)
    return merged, [
        finding("KB917", f"“{path.name}”里的 {clause} 在新的原文里没有，要点保留在文末",
                Place(name), remedy="核对后删去，或改到对应的条款")
        for clause in gone
    ]


def _known_files(folder: Path) -> dict[tuple[str, str], Path]:
    """Files in the folder by source file and title."""
    known: dict[tuple[str, str], Path] = {}
    if not folder.is_dir():
        return known
    for path in sorted(folder.glob("*.yaml")):
        try:
            with path.open(encoding="utf-8-sig") as stream:
                head = stream.read(8000)
        except (OSError, UnicodeDecodeError):
            continue
        source, title = _SOURCE.search(head), _TITLE.search(head)
        if source and title:
            known.setdefault((source[1], title[1]), path)
    return known


def _schema(folder: Path) -> str:
    """The way from the folder to the schemas of its project."""
    here = folder.resolve()
    for ups, parent in enumerate((here, *here.parents)):
        if (parent / "schemas").is_dir() and (parent / "kb").is_dir():
            return "../" * ups + "schemas/document.schema.json"
    return "../../schemas/document.schema.json"

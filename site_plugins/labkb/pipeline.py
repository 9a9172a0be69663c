"""The pipeline: load, validate, link, rules. Rendering begins from its result."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from labkb.content import check_content
from labkb.diagnostics import CannotGoOn, Diagnostic
from labkb.generate import generate
from labkb.graph import KnowledgeGraph
from labkb.link import link
from labkb.load.files import FileEntry, list_files, load_file
from labkb.load.locator import Locator
from labkb.rules import run_rules
from labkb.validate import Located, validate_record

Progress = Callable[[Iterable[FileEntry]], Iterable[FileEntry]]


@dataclass(frozen=True, slots=True)
class Collection:
    """The linked records of a project, and everything found on the way."""

    graph: KnowledgeGraph
    diagnostics: tuple[Diagnostic, ...]
    """With line and column, in the order of files and lines."""
    files: tuple[str, ...]


def load_collection(
    root: Path,
    *,
    progress: Progress = lambda files: files,
    locate_info: bool = True,
) -> Collection:
    """The collection below `root/kb`: broken records are dropped and reported.

    Args:
        root: the project's folder.
        progress: wraps the files, for a bar.
        locate_info: whether hints get line and column, too.

    Raises:
        CannotGoOn: where there is no `kb/`.
    """
    if not (root / "kb").is_dir():
        raise CannotGoOn(f"“{root.name}”里没有 kb/ 文件夹。用 labkb new 新建一个知识库。")
    entries, findings = list_files(root)
    records: list[Located] = []
    for entry in progress(entries):
        loaded = load_file(entry)
        findings.extend(loaded.diagnostics)
        for raw in loaded.records:
            record, problems = validate_record(raw)
            findings.extend(problems)
            if record is not None:
                records.append(record)
    graph, dangling = link(generate(records))
    findings.extend(dangling)
    findings.extend(run_rules(graph))
    findings.extend(check_content(root, graph))
    resolved = Locator(root).resolve(findings, with_info=locate_info)
    return Collection(graph, tuple(resolved), tuple(entry.file for entry in entries))

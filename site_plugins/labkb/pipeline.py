"""The pipeline: load, validate, link, rules. Rendering begins from its result."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Collection as Container
from dataclasses import dataclass
from pathlib import Path

from labkb.content import check_content
from labkb.diagnostics import CannotGoOn, Diagnostic
from labkb.editions import bind
from labkb.generate import generate
from labkb.graph import KnowledgeGraph
from labkb.learning.materials import check_materials
from labkb.link import link
from labkb.load.cache import ParseCache
from labkb.load.files import FileEntry, list_files, load_file
from labkb.load.locator import Locator
from labkb.load.neighbours import connected, remember, strings_in
from labkb.memory import collecting_paused
from labkb.model.document import Document
from labkb.resolved import resolved_graph
from labkb.reviewing.lock import read_lock
from labkb.reviewing.state import NO_REVIEWS, ReviewState, check_reviews, review_state
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
    reviews: ReviewState = NO_REVIEWS
    """What is to be looked at again, because its clause changed; pages say 待复核."""


def load_collection(
    root: Path,
    *,
    progress: Progress = lambda files: files,
    locate_info: bool = True,
    as_of: str = "",
    wanted: Container[str] = (),
) -> Collection:
    """The collection below `root/kb`: broken records are dropped and reported.

    Args:
        root: the project's folder.
        progress: wraps the files, for a bar.
        locate_info: whether hints get line and column, too.
        as_of: the day for which the status of every document is worked out; empty for as stated.
        wanted: files whose findings are asked for; others are left out where nothing connects
            them. Empty for all.

    Raises:
        CannotGoOn: where there is no `kb/`.
    """
    if not (root / "kb").is_dir():
        raise CannotGoOn(f"“{root.name}”里没有 kb/ 文件夹。用 labkb new 新建一个知识库。")
    with collecting_paused():
        entries, findings = list_files(root)
        records: list[Located] = []
        lost: set[str] = set()
        cache = ParseCache(root)
        read = _connected(root, entries, wanted, cache) if wanted else None
        for entry in progress([e for e in entries if read is None or e.file in read]):
            loaded = load_file(entry, cache)
            findings.extend(loaded.diagnostics)
            lost.update(loaded.lost)
            for raw in loaded.records:
                record, problems = validate_record(raw)
                findings.extend(problems)
                if record is not None:
                    records.append(record)
                elif isinstance(raw.data, dict):
                    lost.add(str(raw.data.get("id")))
        whole = list(generate(bind(records, as_of)))
        graph, dangling = link(whole, lost)
        if read is None:
            cache.sweep()
            remember(root, entries, *_links_of_files(records, graph))
        findings.extend(dangling)
        findings.extend(run_rules(graph))
        findings.extend(check_content(root, graph, lost))
        findings.extend(check_materials(root, graph))
        reviews = review_state(graph, read_lock(root))
        findings.extend(check_reviews(reviews))
        if dangling or lost:
            graph = resolved_graph(whole, graph)
            reviews = review_state(graph, read_lock(root))
    resolved = Locator(root).resolve(findings, with_info=locate_info)
    return Collection(graph, tuple(resolved), tuple(entry.file for entry in entries), reviews)


def _connected(
    root: Path, entries: list[FileEntry], wanted: Container[str], cache: ParseCache
) -> set[str] | None:
    held = [entry for entry in entries if entry.file in wanted]
    strings = [
        text
        for entry in held
        for raw in load_file(entry, cache).records
        for text in strings_in(raw.data)
    ]
    return connected(root, entries, set(wanted), strings)


def _links_of_files(
    records: Iterable[Located], graph: KnowledgeGraph
) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """The file of every record and work, and every two files that depend on each other."""
    files: dict[str, str] = {}
    pairs: set[tuple[str, str]] = set()
    for located in records:
        names = [located.record.id]
        if isinstance(located.record, Document) and located.record.work:
            names.append(located.record.work)
        for name in names:
            pairs.add((located.file, files.setdefault(name, located.file)))
    pairs |= {(link.file, graph[link.target].file) for link in graph.links}
    return files, pairs

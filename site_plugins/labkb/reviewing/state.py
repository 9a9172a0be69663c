"""What is suspect: things whose clause no longer says what they were reviewed against."""

from __future__ import annotations

from collections.abc import Collection as Container
from collections.abc import Iterator
from dataclasses import dataclass

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place
from labkb.fingerprints import fingerprint
from labkb.graph import KnowledgeGraph
from labkb.reviewing.bindings import Binding, bindings, reading
from labkb.reviewing.lock import FILE, Lock


@dataclass(frozen=True, slots=True)
class Suspect:
    """A binding whose clause has changed since it was reviewed."""

    binding: Binding
    old: tuple[str, ...]
    """What the clause said when it was reviewed; empty where the lock does not hold it."""
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewState:
    """All bindings of a collection against its lock."""

    suspects: tuple[Suspect, ...]
    unrecorded: tuple[Binding, ...]
    """Bindings that were never reviewed: new things, or things bound to another clause now."""
    total: int
    broken: tuple[int, ...] = ()
    """Lines of the lock that could not be read."""
    has_lock: bool = True

    @property
    def ids(self) -> frozenset[str]:
        """Ids of suspect things; rows of crosswalks have ids of their own."""
        return frozenset(s.binding.dependent for s in self.suspects)


NO_REVIEWS = ReviewState((), (), 0, has_lock=False)


def review_state(graph: KnowledgeGraph, lock: Lock) -> ReviewState:
    """What is suspect and what is not recorded yet."""
    suspects: list[Suspect] = []
    unrecorded: list[Binding] = []
    total = 0
    now = _Fingerprints(graph)
    for binding in bindings(graph):
        total += 1
        held = lock.reviewed.get((binding.dependent, binding.target))
        if held is None:
            unrecorded.append(binding)
        elif now(binding.target) not in held:
            old = next((lock.texts[f] for f in reversed(held) if f in lock.texts), ())
            suspects.append(Suspect(binding, old, reading(graph[binding.target].value)))
    return ReviewState(tuple(suspects), tuple(unrecorded), total, lock.broken, lock.exists)


def suspects(graph: KnowledgeGraph, lock: Lock) -> frozenset[str]:
    """Ids of suspect things, for pages that mark them 待复核."""
    return review_state(graph, lock).ids


def accept(graph: KnowledgeGraph, lock: Lock, chosen: Container[tuple[str, str]]) -> Lock:
    """The lock with some (dependent, target) pairs reviewed against the clauses of today.

    Lines of things that are gone are dropped.
    """
    now = _Fingerprints(graph)
    reviewed: dict[tuple[str, str], tuple[str, ...]] = {}
    texts = dict(lock.texts)
    for binding in bindings(graph):
        key = (binding.dependent, binding.target)
        held = lock.reviewed.get(key, ())
        current = now(binding.target)
        if key in chosen or current in held:
            reviewed[key] = (current,)
            texts[current] = reading(graph[binding.target].value)
        elif held:
            reviewed[key] = held
    return Lock(reviewed, texts)


def check_reviews(state: ReviewState) -> Iterator[Diagnostic]:
    """Findings about the lock: nothing where a project keeps none."""
    if not state.has_lock:
        return
    for number in state.broken:
        yield finding(
            "KB953", "这一行读不懂", Place(FILE, line=number, column=1),
            remedy="运行 labkb review --accept --all 重写这个文件，或从版本库恢复",
        )
    for suspect in state.suspects:
        binding = suspect.binding
        yield finding(
            "KB951",
            f"{binding.word}“{_short(binding.label)}”待复核：所依据的“{binding.target}”改过了",
            binding.place,
            remedy=f"看一遍：labkb review {binding.dependent}；无误后加 --accept",
            record=binding.dependent,
        )
    if state.unrecorded:
        yield finding(
            "KB952",
            f"{len(state.unrecorded)}项还没有核对记录，例如“{state.unrecorded[0].dependent}”",
            Place(FILE, line=1, column=1),
            remedy="看过后运行 labkb review --accept --all",
        )


class _Fingerprints:
    """Fingerprints of clauses, each computed once."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._held: dict[str, str] = {}

    def __call__(self, entry_id: str) -> str:
        if entry_id not in self._held:
            self._held[entry_id] = fingerprint(self._graph, entry_id)
        return self._held[entry_id]


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"

"""From a workbook to the files of `kb/questions/`: what is new, what changes, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from labkb.diagnostics import CannotGoOn, Diagnostic, Severity, ordered
from labkb.exchange.export.reproducible import save
from labkb.exchange.questions.from_rows import Draft, Reader
from labkb.exchange.questions.from_xlsx import SheetText, read_sheet
from labkb.exchange.questions.yaml_text import as_data, item_text, replaced
from labkb.graph import KnowledgeGraph
from labkb.ids import file_name
from labkb.link import link
from labkb.load.files import RawRecord
from labkb.model.base import Record
from labkb.model.question import Question
from labkb.rules import run_rules
from labkb.validate import Located, validate_record

FOLDER = "kb/questions"
_KEY = re.compile(r"^[a-z_]+ 的(?=值|日期)")
_REFERENCES = ("clauses", "terms", "calculators", "check_items")
_STAND_IN = {
    "kind": "true_false", "stem": "?", "is_true": True, "explanation": "?", "clauses": [],
    "difficulty": "basic",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A question that differs from the one of the same id."""

    old: Question
    new: Question

    def fields(self) -> list[str]:
        """The names of what differs."""
        before, after = self.old.model_dump(), self.new.model_dump()
        return [name for name in after if before[name] != after[name]]


@dataclass(frozen=True, slots=True)
class Import:
    """What a workbook would do to a collection."""

    added: tuple[Question, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[Question, ...]
    untouched: int
    """Questions of the collection that the workbook does not name; they stay."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it may be written."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)


def plan_import(graph: KnowledgeGraph, data: bytes, file: str) -> Import:
    """What the workbook holds, compared with the collection.

    Raises:
        CannotGoOn: where the file is no workbook of questions.
    """
    sheet = read_sheet(data, file)
    reader = Reader(sheet)
    findings = [*sheet.diagnostics, *reader.findings]
    drafts = [draft for draft in reader.drafts if not draft.is_broken]
    questions: list[Question] = []
    for index, draft in enumerate(drafts):
        located, problems = validate_record(RawRecord("questions", draft.data, file, (index,)))
        findings.extend(_in_sheet(problems, sheet, drafts))
        if located is not None and isinstance(located.record, Question):
            questions.append(located.record)
    findings.extend(_check(graph, questions, sheet, drafts))
    findings.extend(_references_of_broken(graph, sheet, reader.drafts))
    held = {e.id: e.value for e in graph.family("question") if isinstance(e.value, Question)}
    named = {str(draft.data["id"]) for draft in reader.drafts}
    pairs = [(held.get(q.id), q) for q in questions]
    return Import(
        tuple(new for old, new in pairs if old is None),
        tuple(Change(old, new) for old, new in pairs if old is not None and old != new),
        tuple(new for old, new in pairs if old == new),
        len(set(held) - named),
        tuple(ordered(findings)),
    )


def _check(
    graph: KnowledgeGraph, questions: Sequence[Question], sheet: SheetText, drafts: list[Draft]
) -> list[Diagnostic]:
    """What links and rules say of the questions once they are in the collection."""
    order = {str(draft.data["id"]): index for index, draft in enumerate(drafts)}
    new = [Located(q, sheet.file, (order[q.id],)) for q in questions]
    taken = {q.id for q in questions}
    rest = [
        Located(e.record, e.file, e.path)
        for e in graph.entries.values()
        if not e.parent and e.id not in taken and isinstance(e.value, Record)
    ]
    joined, dangling = link([*rest, *new])
    found = [d for d in (*dangling, *run_rules(joined)) if d.place.file == sheet.file]
    return _in_sheet(found, sheet, drafts)


def _references_of_broken(
    graph: KnowledgeGraph, sheet: SheetText, drafts: list[Draft]
) -> list[Diagnostic]:
    """Ids that lead nowhere in rows with other mistakes: everything is told at once."""
    broken = [draft for draft in drafts if draft.is_broken]
    stand_ins = []
    for index, draft in enumerate(broken):
        held = {name: draft.data[name] for name in _REFERENCES if draft.data.get(name)}
        stand_in = {**_STAND_IN, "id": f"question/row-{draft.row}", **held}
        stand_ins.append(Located(Question.model_validate(stand_in), sheet.file, (index,)))
    rest = [
        Located(e.record, e.file, e.path)
        for e in graph.entries.values()
        if not e.parent and isinstance(e.value, Record)
    ]
    _, dangling = link([*rest, *stand_ins])
    found = [d for d in dangling if d.place.file == sheet.file]
    return _in_sheet(found, sheet, broken)


def _in_sheet(
    found: Sequence[Diagnostic], sheet: SheetText, drafts: list[Draft]
) -> list[Diagnostic]:
    """Findings about values, moved to the cells that hold them."""
    moved = []
    for one in found:
        path = one.place.path
        draft = drafts[path[0]] if path and isinstance(path[0], int) else None
        if draft is None:
            moved.append(one)
            continue
        row, title = draft.cell(path[1:])
        # The name of the key says nothing to people who see columns.
        said = _KEY.sub("", one.message)
        message = f"{sheet.name(row, title)}：{said}"
        moved.append(replace(one, message=message, place=sheet.place(row, title)))
    return moved


def write_import(root: Path, graph: KnowledgeGraph, plan: Import, target: str) -> list[str]:
    """Writes new questions to `target` and changed ones where they stand; gives the files.

    Raises:
        CannotGoOn: where the plan has mistakes.
    """
    if not plan.is_sound:
        raise CannotGoOn("表格里还有错误，没有写入。")
    files: dict[str, tuple[dict[int, str], list[str]]] = {}
    for change in plan.changed:
        entry = graph[change.old.id]
        changed, _ = files.setdefault(entry.file, ({}, []))
        changed[int(entry.path[0]) if entry.path else 0] = item_text(as_data(change.new))
    if plan.added:
        _, added = files.setdefault(target, ({}, []))
        added.extend(item_text(as_data(question)) for question in plan.added)
    for name, (changed, added) in files.items():
        path = root / name
        text = path.read_text("utf-8") if path.is_file() else ""
        save(path, replaced(text, changed, added).encode())
    return sorted(files)


def default_target(stem: str) -> str:
    """The file for new questions of a workbook: kb/questions/<name>.yaml."""
    name = file_name(stem).lower()
    return f"{FOLDER}/{name if name != 'x' else 'imported'}.yaml"

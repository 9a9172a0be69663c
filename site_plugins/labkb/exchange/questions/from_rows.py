"""Rows of the sheet as questions in the shape of YAML, every mistake with its cell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Path
from labkb.exchange.export.teaching import KINDS
from labkb.exchange.questions.from_xlsx import SheetRow, SheetText
from labkb.exchange.questions.sheet import (
    ANSWER,
    CLAUSES,
    DIFFICULTIES,
    DIFFICULTY,
    EXPLANATION,
    KIND,
    LIST_COLUMNS,
    MAX_OPTIONS,
    NUMBER,
    PART,
    STEM,
    TEXT_COLUMNS,
    TOLERANCE,
    TRUTHS,
    UNIT,
    kind_of,
    option_name,
    option_names,
    option_titles,
    split_lines,
)
from labkb.validate import did_you_mean

Cell = tuple[int, str]
"""Row and title."""


@dataclass
class Draft:
    """A question as it is read: its values and the cell of each."""

    row: int
    data: dict[str, Any] = field(default_factory=dict)
    cells: dict[Path, Cell] = field(default_factory=dict)
    is_broken: bool = False

    def put(self, path: Path, value: Any, row: int, title: str) -> None:
        """Keeps a value under a path, with its cell."""
        self.cells[path] = (row, title)
        held: Any = self.data
        for step in path[:-1]:
            held = held[step]
        held[path[-1]] = value

    def cell(self, path: Path) -> Cell:
        """The cell of a path, or of the nearest thing above it."""
        while path and path not in self.cells:
            path = path[:-1]
        return self.cells.get(path, (self.row, STEM))


class Reader:
    """Reads all rows of a sheet; `drafts` and `findings` hold the outcome."""

    def __init__(self, sheet: SheetText) -> None:
        self._sheet = sheet
        self.drafts: list[Draft] = []
        self.findings: list[Diagnostic] = []
        self._seen: dict[str, int] = {}
        for row in sheet.rows:
            if row.cells.get(PART):
                self._part(row)
            else:
                self._question(row)
        for draft in self.drafts:
            if draft.data.get("kind") == "case" and not draft.data.get("case_parts"):
                self._wrong(
                    draft, "KB974", draft.row, KIND, "案例题下面没有小题",
                    "在下面加几行，编号照抄，小题写1、2、3",
                )

    def _wrong(
        self, draft: Draft, code: str, row: int, title: str, message: str, remedy: str
    ) -> None:
        draft.is_broken = True
        self.findings.append(finding(
            code, f"{self._sheet.name(row, title)}：{message}", self._sheet.place(row, title),
            remedy=remedy, record=str(draft.data.get("id", "")),
        ))

    def _question(self, row: SheetRow) -> None:
        draft = Draft(row.number)
        self.drafts.append(draft)
        question_id = row.cells.get(NUMBER) or new_id(row.cells.get(STEM, ""))
        draft.put(("id",), question_id, row.number, NUMBER)
        if first := self._seen.get(question_id):
            what = f"编号“{question_id}”和第{first}行重复"
            if NUMBER not in row.cells:
                what = f"题干和第{first}行相同"
            self._wrong(draft, "KB974", row.number, NUMBER, what, "改成别的编号，或删去一行")
        self._seen.setdefault(question_id, row.number)
        self._body(draft, (), row, ("case",))
        word = row.cells.get(DIFFICULTY, "")
        found = [key for key, name in DIFFICULTIES.items() if word in (key, name)]
        if found:
            draft.put(("difficulty",), found[0], row.number, DIFFICULTY)
        else:
            self._no_option(draft, row, DIFFICULTY, word, list(DIFFICULTIES.values()))
        self._need(draft, row, CLAUSES)
        for title, name in LIST_COLUMNS.items():
            if title in row.cells:
                values = split_lines(row.cells[title])
                draft.put((name,), values, row.number, title)
                for index in range(len(values)):
                    draft.cells[(name, index)] = (row.number, title)
        if author := row.cells.get("出题人"):
            draft.put(("author",), author, row.number, "出题人")

    def _part(self, row: SheetRow) -> None:
        owner = self.drafts[-1] if self.drafts else None
        number = row.cells.get(NUMBER, "")
        stray = Draft(row.number)
        if owner is None or owner.data.get("kind") != "case":
            self._wrong(stray, "KB974", row.number, PART, "小题上面没有案例题",
                        "先写一行题型是“案例题”的案情")
            return
        if number and number != owner.data["id"]:
            self._wrong(owner, "KB974", row.number, NUMBER,
                        f"小题的编号“{number}”和上面案例题的“{owner.data['id']}”不同", "照抄上面的编号")
        parts = owner.data["case_parts"]
        if row.cells[PART] != str(len(parts) + 1):
            self._wrong(owner, "KB974", row.number, PART,
                        f"小题的次序“{row.cells[PART]}”不对", f"应当是{len(parts) + 1}")
        path: Path = ("case_parts", len(parts))
        parts.append({})
        owner.cells[path] = (row.number, STEM)
        self._body(owner, path, row, ())
        for title in (DIFFICULTY, *LIST_COLUMNS, "出题人"):
            if title in row.cells:
                self._wrong(owner, "KB974", row.number, title, f"小题不填“{title}”", "写在案例题那一行")

    def _need(self, draft: Draft, row: SheetRow, title: str) -> bool:
        if title in row.cells:
            return True
        if title in row.unreadable:
            draft.is_broken = True
        else:
            self._wrong(draft, "KB973", row.number, title, "还没有填", f"填上{title}")
        return False

    def _no_option(
        self, draft: Draft, row: SheetRow, title: str, word: str, options: list[str]
    ) -> None:
        if title in row.unreadable:
            draft.is_broken = True
            return
        said = f"“{word}”不是{title}" if word else "还没有填"
        remedy = did_you_mean(word, options) or f"可选：{'、'.join(options)}"
        self._wrong(draft, "KB975" if word else "KB973", row.number, title, said, remedy)

    def _body(self, draft: Draft, at: Path, row: SheetRow, more: tuple[str, ...]) -> None:
        """What questions and parts share."""
        for title in (STEM, EXPLANATION):
            if self._need(draft, row, title):
                draft.put((*at, TEXT_COLUMNS[title]), row.cells[title], row.number, title)
        word = row.cells.get(KIND, "")
        kind = kind_of(word)
        if not kind or (kind == "case" and "case" not in more):
            words = [name for key, name in KINDS.items() if key != "case" or more]
            self._no_option(draft, row, KIND, word, words)
            return
        draft.put((*at, "kind"), kind, row.number, KIND)
        options = list(self._options(draft, row))
        _BODIES[kind](self, draft, at, row, options)
        self._no_more(draft, row, kind)

    def _no_more(self, draft: Draft, row: SheetRow, kind: str) -> None:
        """Cells that a kind has no use for: what stands there would be lost."""
        used = {ANSWER: {"single", "multiple", "true_false", "number"}, UNIT: {"number"},
                TOLERANCE: {"number"}}
        for index in range(MAX_OPTIONS):
            title, about = option_titles(index)
            used[title] = {"single", "multiple", "fill", "order", "match"}
            used[about] = {"single", "multiple", "match"}
        for title, kinds in used.items():
            if title in row.cells and kind not in kinds:
                self._wrong(draft, "KB974", row.number, title, f"{KINDS[kind]}不填“{title}”",
                            "移到该填的栏目，或清空这一格")

    def _options(self, draft: Draft, row: SheetRow) -> Iterator[tuple[str, str]]:
        """Text and remark of the options, up to the last that is filled in."""
        filled = [
            (row.cells.get(text, ""), row.cells.get(said, ""))
            for text, said in map(option_titles, range(MAX_OPTIONS))
        ]
        while filled and not any(filled[-1]):
            filled.pop()
        for index, (text, said) in enumerate(filled):
            if not text:
                title = option_titles(index)[0]
                why = "有说明，没有内容" if said else "空着，后面的选项有内容"
                self._wrong(draft, "KB973", row.number, title, f"{title}{why}", "填上，或把后面的往前移")
            yield text, said

    def _choice(
        self, draft: Draft, at: Path, row: SheetRow, options: list[tuple[str, str]]
    ) -> None:
        draft.put((*at, "options"), [], row.number, option_titles(0)[0])
        letters = option_names(row.cells.get(ANSWER, ""))
        known = [option_name(index) for index in range(len(options))]
        if self._need(draft, row, ANSWER):
            strange = [c for c in letters if c not in known]
            if strange:
                self._wrong(draft, "KB975", row.number, ANSWER,
                            f"答案“{row.cells[ANSWER]}”里的“{strange[0]}”没有这个选项",
                            f"可选：{'、'.join(known) or '先填选项'}")
        for index, (text, said) in enumerate(options):
            title, about = option_titles(index)
            value: dict[str, Any] = {"text": text}
            if option_name(index) in letters:
                value["is_right"] = True
            place: Path = (*at, "options", index)
            if not said and text:
                self._wrong(draft, "KB973", row.number, about, f"{title}还没有说明",
                            "写选了它之后看到的话：为什么对、为什么错")
            value["feedback"] = said
            _at(draft.data, (*at, "options")).append(value)
            draft.cells[place] = draft.cells[(*place, "text")] = (row.number, title)
            draft.cells[(*place, "feedback")] = (row.number, about)
            draft.cells[(*place, "is_right")] = (row.number, ANSWER)

    def _truth(
        self, draft: Draft, at: Path, row: SheetRow, options: list[tuple[str, str]]
    ) -> None:
        words = {"对": True, "错": False, "√": True, "×": False, "正确": True, "错误": False}
        if not self._need(draft, row, ANSWER):
            return
        word = row.cells[ANSWER]
        if word in words:
            draft.put((*at, "is_true"), words[word], row.number, ANSWER)
        else:
            self._no_option(draft, row, ANSWER, word, list(TRUTHS.values()))

    def _number(
        self, draft: Draft, at: Path, row: SheetRow, options: list[tuple[str, str]]
    ) -> None:
        draft.put((*at, "number"), {}, row.number, ANSWER)
        for title, name in ((ANSWER, "value"), (UNIT, "unit")):
            if self._need(draft, row, title):
                draft.put((*at, "number", name), row.cells[title], row.number, title)
        if TOLERANCE in row.cells:
            draft.put((*at, "number", "tolerance"), row.cells[TOLERANCE], row.number, TOLERANCE)

    def _listed(
        self, draft: Draft, at: Path, row: SheetRow, options: list[tuple[str, str]]
    ) -> None:
        kind = _at(draft.data, at)["kind"]
        name = {"fill": "blanks", "order": "sequence", "match": "pairs"}[kind]
        draft.put((*at, name), [], row.number, option_titles(0)[0])
        if not options:
            self._wrong(draft, "KB973", row.number, option_titles(0)[0], "缺内容", "从“选项A”填起")
        held = _at(draft.data, (*at, name))
        for index, (text, said) in enumerate(options):
            title, about = option_titles(index)
            draft.cells[(*at, name, index)] = (row.number, title)
            if kind == "fill":
                held.append({"accepts": split_lines(text)})
            elif kind == "order":
                held.append(text)
            else:
                if not said:
                    self._wrong(draft, "KB973", row.number, about, f"“{text}”没有相配的一项", "填上右边")
                held.append({"left": text, "right": said})
                draft.cells[(*at, name, index, "right")] = (row.number, about)

    def _case(
        self, draft: Draft, at: Path, row: SheetRow, options: list[tuple[str, str]]
    ) -> None:
        draft.put(("case_parts",), [], row.number, KIND)


_BODIES = {
    "single": Reader._choice,
    "multiple": Reader._choice,
    "true_false": Reader._truth,
    "number": Reader._number,
    "fill": Reader._listed,
    "order": Reader._listed,
    "match": Reader._listed,
    "case": Reader._case,
}


def new_id(stem: str) -> str:
    """The id of a question without one: the same for the same stem."""
    return f"question/q-{hashlib.sha256(stem.encode()).hexdigest()[:10]}"


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value

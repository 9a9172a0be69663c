"""The folders of `kb/`, and the model of each record in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from labkb.model.base import Record
from labkb.model.calculator import Calculator, CalculatorPage
from labkb.model.change import Change
from labkb.model.checklist import Checklist
from labkb.model.course import Course
from labkb.model.crosswalk import Crosswalk
from labkb.model.document import Document, DocumentKind
from labkb.model.fact import Fact, NumeralExclusions
from labkb.model.material import Material
from labkb.model.organization import Organization, Person
from labkb.model.question import Question
from labkb.model.reference import Reference
from labkb.model.responsibility import Responsibility
from labkb.model.term import Term


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of `kb/`: the schema of its files and the models of its records by `kind`."""

    name: str
    schema: str
    title: str
    models: dict[str, type[Record]]
    default: str
    """The kind of a record that names none; empty where `kind` must be written."""


def _single(name: str, title: str, model: type[Record]) -> Folder:
    return Folder(name, name, title, {model.family: model}, model.family)


QUESTION_KINDS = ("single", "multiple", "true_false", "number", "fill", "order", "match", "case")
_DOCUMENTS: dict[str, type[Record]] = {kind: Document for kind in get_args(DocumentKind)}

FOLDERS: dict[str, Folder] = {
    folder.name: folder
    for folder in (
        Folder("policies", "document", "文件", _DOCUMENTS, ""),
        Folder("standards", "document", "文件", _DOCUMENTS, ""),
        Folder("reports", "document", "文件", _DOCUMENTS, ""),
        Folder("minutes", "document", "文件", _DOCUMENTS, ""),
        Folder(
            "organizations",
            "organizations",
            "机构与人员",
            {"organization": Organization, "person": Person},
            "organization",
        ),
        _single("responsibilities", "职责与任务", Responsibility),
        _single("terms", "术语", Term),
        _single("references", "引用文件", Reference),
        _single("crosswalks", "对照表", Crosswalk),
        Folder(
            "facts", "facts", "数字", {"fact": Fact, "exclusions": NumeralExclusions}, "fact"
        ),
        Folder(
            "calculators",
            "calculators",
            "计算器",
            {"calculator": Calculator, "calculator_page": CalculatorPage},
            "calculator",
        ),
        _single("changes", "变更", Change),
        _single("courses", "课程", Course),
        Folder(
            "questions",
            "questions",
            "题目",
            dict.fromkeys(QUESTION_KINDS, Question),
            "",
        ),
        _single("materials", "资料", Material),
        _single("checklists", "核查表", Checklist),
    )
}
"""In the order in which the folders are read."""

FAMILY_WORDS = {
    "document": "文件",
    "clause": "条款",
    "requirement": "要求",
    "organization": "机构",
    "person": "人员",
    "responsibility": "职责与任务",
    "term": "术语",
    "reference": "引用文件",
    "crosswalk": "对照表",
    "fact": "数字",
    "exclusions": "不计入的数字",
    "change": "变更",
    "checklist": "核查表",
    "check_item": "核查项",
    "calculator": "计算器",
    "calculator_page": "计算器页",
    "course": "课程",
    "lesson": "课",
    "question": "题目",
    "material": "资料",
    "section": "说明",
}

"""Each rule of courses and questions is provoked by a small knowledge base."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import pytest

from labkb.codes import CODES
from labkb.diagnostics import Diagnostic
from labkb.pipeline import load_collection
from tests.conftest import ProjectMaker
from tests.unit.learning.samples import COURSE, FILES, QUESTIONS

Q = "kb/questions/records.yaml"
C = "kb/courses/records.yaml"


def changed(path: str, *swaps: tuple[str, str]) -> dict[str, str | bytes]:
    """The small project with some words of a file exchanged."""
    text = {Q: QUESTIONS, C: COURSE}[path]
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    return {**FILES, path: text}


def many(count: int, template: str) -> dict[str, str | bytes]:
    return {**FILES, "kb/questions/bank.yaml": "".join(template.format(n=n) for n in range(count))}


LONG = """\
- id: question/long-{n}
  kind: single
  stem: 第{n}题？
  clauses: ["std-a:4.1"]
  difficulty: basic
  options:
    - {{text: 这一项写得又长又细所以一看就是, is_right: true, feedback: 有理由。}}
    - {{text: 短的一, feedback: 有理由。}}
    - {{text: 短的二, feedback: 有理由。}}
  explanation: 有理由。
"""
TRUE = """\
- {{id: question/true-{n}, kind: true_false, stem: 说法{n}。, clauses: ["std-a:4.1"],
   difficulty: basic, is_true: true, explanation: 有理由。}}
"""
MATERIAL = """\
id: material/slides
title: 课件
file: 课件.pptx
sha256: "{sha256}"
media: slides
licence: 自有
clauses: ["std-a:4.1"]
"""


def material(content: bytes | None, sha256: str) -> dict[str, str | bytes]:
    files = {**FILES, "kb/materials/slides.yaml": MATERIAL.format(sha256=sha256)}
    return files if content is None else {**files, "materials/课件.pptx": content}


CASES: dict[str, tuple[Mapping[str, str | bytes], str]] = {
    "KB801": (changed(Q, ('clauses: ["std-a:4.1/r1"]', "clauses: []")), "数据什么时候记"),
    "KB802": (
        changed(Q, ("feedback: 这是补记。", "feedback: 这是补记。, is_right: true")), "2个正确选项",
    ),
    "KB803": (
        changed(Q, ("feedback: 涂掉就看不到了。", "feedback: 涂掉就看不到了。, is_right: true")), "全都正确",
    ),
    "KB804": (changed(Q, ("text: 整理时抄一份", "text: 下班以前补记好。")), "下班以前补记好。"),
    "KB805": (changed(Q, ("kind: true_false\n  stem: 记录", "kind: number\n  stem: 记录")), "number"),
    "KB806": (changed(Q, ("写错了在___改，并___。", "写错了在___改。")), "1个空"),
    "KB807": (many(8, LONG), "8道单选题里有8道"),
    "KB808": (changed(Q, ("feedback: 这是补记。", "feedback: 错误。")), "下班以前补记好"),
    "KB809": (changed(C, ("questions: [question/two, question/five, question/six, question/eight]",
                          "questions: []"), ("{count: 1, kinds: [multiple], points: 2}",
                                             "{count: 1}")), "改错"),
    "KB810": (changed(C, ('reading: ["std-a:4.1"]', "reading: []"),
                      ('reading: ["std-a:4.2"]', 'reading: ["std-b:1"]')), "没有一条"),
    "KB811": (changed(C, ("{count: 2, modules: [1]}", "{count: 5, modules: [1]}")), "还缺1题"),
    "KB812": (changed(C, ("question/one, ", "")), "数据什么时候记"),
    "KB813": (changed(Q, ("text: 整理时抄一份", "text: 以上都对")), "以上都对"),
    "KB814": (many(6, TRUE), "全是“对”"),
    "KB815": (changed(C, ("id: course/records", "id: course/exam")), "course/exam"),
    "KB816": (material(None, "0" * 64), "课件.pptx"),
    "KB817": (material(b"new", "0" * 64), hashlib.sha256(b"new").hexdigest()[:12]),
    "KB819": (changed(C, ('reading: ["std-a:4.2"]', 'reading: ["std-a:4.2", "std-b:1"]')), "std-b:1"),
}
STANDARD_B = (
    "id: std-b\nkind: standard\ntitle: 另一标准\nstatus: current\n"
    'clauses:\n  - {number: "1", heading: 别的, summary: 别的事。}\n'
)


def found(files: Mapping[str, str | bytes], make_project: ProjectMaker) -> list[Diagnostic]:
    root = make_project({**files, "kb/standards/std-b.yaml": STANDARD_B})
    return list(load_collection(root).diagnostics)


@pytest.mark.parametrize("code", CASES)
def test_each_code_is_found_with_place_value_and_remedy(
    code: str, make_project: ProjectMaker
) -> None:
    files, quoted = CASES[code]
    diagnostics = found(files, make_project)
    hits = [d for d in diagnostics if d.code == code]
    assert hits, [(d.code, d.message) for d in diagnostics]
    assert quoted in hits[0].message + hits[0].remedy
    assert hits[0].remedy
    assert hits[0].place.line is not None
    assert hits[0].severity is CODES[code].severity


def test_every_code_of_learning_has_a_case() -> None:
    assert {code for code in CODES if code.startswith("KB8")} == set(CASES)


def test_the_small_project_is_clean(make_project: ProjectMaker) -> None:
    assert [d for d in found(FILES, make_project) if d.code.startswith("KB8")] == []


def test_an_exam_may_not_ask_for_unknown_kinds_or_modules(make_project: ProjectMaker) -> None:
    files = changed(C, ("{count: 2, modules: [1]}", "{count: 2, modules: [3], kinds: [essay]}"))
    messages = [d.message for d in found(files, make_project) if d.code == "KB811"]
    assert any("“essay”" in message for message in messages)
    assert any("“3”" in message for message in messages)


def test_content_of_another_kind_is_named(make_project: ProjectMaker) -> None:
    files = changed(Q, ("is_true: false\n  explanation: 这是建议。",
                        "is_true: false\n  sequence: [甲, 乙, 丙]\n  explanation: 这是建议。"))
    hits = [d for d in found(files, make_project) if d.code == "KB805"]
    assert [d.message for d in hits] == ["判断题不用 sequence"]


def test_a_material_outside_its_folder_is_not_read(make_project: ProjectMaker) -> None:
    files = {**FILES, "kb/materials/a.yaml": MATERIAL.format(sha256="0" * 64).replace(
        "课件.pptx", "../mkdocs.yml")}
    assert [d.code for d in found(files, make_project) if d.record == "material/slides"] == ["KB816"]

"""`labkb check` on calculators: place and cause of every mistake."""

from __future__ import annotations

import pytest

from labkb.codes import CODES
from labkb.pipeline import load_collection
from tests.conftest import ProjectMaker

PAGE = "id: calculator-page/p\nkind: calculator_page\ntitle: 页\ngroup: 组\nlede: 话。\n"
GOOD = """\
id: calculator/half
title: 一半
page: calculator-page/p
purpose: 求一半。
inputs:
  - name: x
    title: 数
steps:
  - name: half
    title: 一半
    expression: x / 2
    formula: \\frac{x}{2}
outputs:
  - name: half
    title: 一半
verdicts:
  - text: "得{half}"
examples:
  - title: 三的一半
    inputs: {x: "3"}
    expected: {half: "1.5"}
"""


def check(make_project: ProjectMaker, record: str) -> list[tuple[str, int | None, str]]:
    root = make_project({"kb/calculators/half.yaml": record, "kb/calculators/pages.yaml": PAGE})
    found = load_collection(root).diagnostics
    return [(d.code, d.place.line, d.message) for d in found if d.place.file.endswith("half.yaml")]


def test_a_good_calculator_has_no_findings(make_project: ProjectMaker) -> None:
    assert check(make_project, GOOD) == []


@pytest.mark.parametrize(
    ("right", "wrong", "code", "line", "says"),
    [
        ("x / 2", "x / / 2", "KB601", 11, "第 1 行第 5 列"),
        ("x / 2", "halve(x)", "KB601", 11, "没有函数 halve()"),
        ("x / 2", "sqrt(x, 2)", "KB601", 11, "需要 1 个参数，写了 2 个"),
        ("x / 2", "y / 2", "KB602", 11, "“y”既不是输入也不是步骤"),
        ("得{half}", "得{halv}", "KB602", 17, "“{halv}”"),
        ("x / 2", "half / 2", "KB603", 11, "用到了它自己"),
        ('half: "1.5"', 'half: "1.6"', "KB604", 21, "算得 1.5"),
        ('{x: "3"}', '{x: "三"}', "KB604", 21, "被拒绝"),
        ("\\frac{x}{2}", "\\frac{x}{2", "KB606", 12, "花括号"),
        (
            "  - name: half\n    title: 一半\nverdicts",
            "  - name: halves\n    title: 一半\nverdicts",
            "KB602",
            14,
            "halves",
        ),
    ],
)
def test_each_mistake_is_named_with_its_line(
    right: str, wrong: str, code: str, line: int, says: str, make_project: ProjectMaker
) -> None:
    assert right in GOOD
    found = check(make_project, GOOD.replace(right, wrong, 1))
    hits = [(at, message) for found_code, at, message in found if found_code == code]
    assert hits, found
    assert hits[0][0] == line
    assert any(says in message for _, message in hits)


def test_a_calculator_without_examples_is_warned_about(make_project: ProjectMaker) -> None:
    found = check(make_project, GOOD.split("examples:")[0])
    assert [code for code, _, _ in found] == ["KB605"]


def test_a_calculator_on_no_page_of_calculators_is_an_error(make_project: ProjectMaker) -> None:
    found = check(make_project, GOOD.replace("page: calculator-page/p", "page: calculator/half"))
    assert "KB607" in [code for code, _, _ in found]


def test_every_code_explains_itself() -> None:
    for number in range(601, 608):
        code = CODES[f"KB{number}"]
        assert code.title and code.explanation and code.wrong and code.right

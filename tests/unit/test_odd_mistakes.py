"""The same mistake in other shapes: nested, in a list, in another kind of record, half hidden."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from labkb.diagnostics import Diagnostic
from labkb.pipeline import load_collection
from tests.conftest import ProjectMaker
from tests.unit.code_cases import TERM, clauses, doc

T, S, B, M = "kb/terms/a.yaml", "kb/standards/a.yaml", "kb/standards/b.yaml", "content/index.md"
R, F, Q = "kb/responsibilities/a.yaml", "kb/facts/a.yaml", "kb/references/a.yaml"
TASK = "id: responsibility/x\ntype: task\ntitle: 宣传\nsummary: 做宣传。\n"
SUBTASKS = "subtasks: [{{number: '{}', title: 甲}}, {{number: '{}', title: 乙}}]\n"
CLAUSE = doc(clauses("1"))
Files = Mapping[str, str | bytes]

ODD: list[tuple[str, str, Files]] = [
    ("KB102", "UTF-16", {T: "id: term/x\nname: abc\n".encode("utf-16-le")}),
    ("KB102", "UTF-16", {T: "id: term/x\nname: abc\n".encode("utf-16-be")}),
    ("KB102", "UTF-16", {T: "标题: 校准\n名称: 定义\n".encode("utf-16-le")}),
    ("KB102", "UTF-32", {T: TERM.encode("utf-32")}),
    ("KB102", "GBK/GB18030", {T: "id: term/x\nname: 校准\ndefinition: x\n".encode("gbk")}),
    ("KB102", "GBK/GB18030", {T: "id: term/x\nname: “a”\n".encode("gbk")}),
    ("KB102", "损坏的字节", {T: TERM.encode()[:-2]}),
    ("KB102", "UTF-16", {M: "hello world\n".encode("utf-16-le")}),
    ("KB103", "b]", {T: TERM + "variants: [a,\n\tb]\n"}),
    ("KB103", "续。", {T: TERM.replace("定义。", '"定义\n\t续。"')}),
    ("KB104", "空的", {T: "[]\n"}),
    ("KB105", "嵌套", {T: "[" * 200_000}),
    ("KB105", "嵌套", {T: "- " * 50_000 + "x"}),
    ("KB105", "别名", {T: f"a: &a {'x' * 9000}\nb: [{','.join(['*a'] * 9000)}]\n"}),
    ("KB203", "true", {T: TERM.replace("校准", "true")}),
    ("KB203", "variants 第2项", {T: TERM + "variants: [a, [b]]\n"}),
    ("KB203", "{a: b}", {T: TERM + "variants: {a: b}\n"}),
    ("KB204", "[a]", {S: doc().replace("kind: standard", "kind: [a]")}),
    ("KB205", "２０２５", {S: doc("issued_on: ２０２５-01-01\n")}),
    ("KB206", "１３", {F: "id: fact/a\nname: 数\nvalue: '１３'\nunit: 家\n"}),
    ("KB207", "2025-06-30", {
        S: doc("issued_on: 2025-06-30\neffective_on: 2025\nwithdrawn_on: 2025-01\n")
    }),
    ("KB207", "2021", {
        S: doc("issued_on: 2020\nreplaces: [std-b]\n"), B: doc("issued_on: 2021\n", "std-b")
    }),
    ("KB302", "“”", {S: doc('part_of: ""\n')}),
    ("KB302", "9.9", {S: doc("tables: [{columns: [a], rows: [], under: '9.9'}]\n")}),
    ("KB302", "7", {R: TASK + "deadlines: [{words: 年底, subtask: '7'}]\n"}),
    ("KB304", "std-c", {
        S: doc("replaces: [std-b, std-c]\n"),
        B: doc("replaces: [std-a]\n", "std-b"),
        "kb/standards/c.yaml": doc("replaces: [std-a]\n", "std-c"),
    }),
    ("KB401", "“注”", {S: doc(clauses("注", "注"))}),
    ("KB401", "“(一)”", {S: doc(clauses("（一）", "(一)"))}),
    ("KB401", "“1”", {R: TASK + SUBTASKS.format(1, 1)}),
    ("KB401", "“5.3”", {Q: "id: ref-a\ntitle: 甲\nclauses: [{number: '5.3'}, {number: '5.3'}]\n"}),
    ("KB402", "“A.1”", {S: doc(clauses("B.1", "A.1"))}),
    ("KB402", "不属于它的上级“4”", {
        S: doc('clauses:\n  - {number: "4", heading: 甲, clauses: [{number: "5.1", summary: 要}]}\n')
    }),
    ("KB402", "“表1”", {S: doc(clauses("表2", "表1"))}),
    ("KB402", "“1”", {R: TASK + SUBTASKS.format(2, 1)}),
    ("KB405", "“原句”", {
        S: doc('clauses:\n  - {number: "1", summary: 要, clauses: [{number: "1.1", text: 原句}]}\n')
    }),
    ("KB501", "不存在", {M: "[[不存在]]\n"}),
    ("KB501", "term/x|文字", {T: TERM, M: "[[term/x|文字]]\n"}),
    ("KB501", "[[]]", {M: "[[]]\n"}),
    ("KB502", "nonsense", {M: "/// nonsense | x\n///\n"}),
    ("KB502", "kb_clause", {S: CLAUSE, M: "/// kb_clause | std-a:1\n///\n"}),
    ("KB502", "没有的序列", {M: "/// kb-chart | 没有的序列\n///\n"}),
    ("KB502", "没有的主题", {T: TERM, M: "/// kb-terms | 没有的主题\n///\n"}),
    ("KB502", "没有结束", {S: CLAUSE, M: "/// kb-clause | std-a:1\n\n后面的话\n"}),
]


def hits(files: Files, code: str, make_project: ProjectMaker) -> list[Diagnostic]:
    diagnostics = load_collection(make_project(files)).diagnostics
    return [found for found in diagnostics if found.code == code]


@pytest.mark.parametrize(("code", "quoted", "files"), ODD)
def test_a_mistake_is_found_in_other_shapes_quoted_and_with_a_remedy(
    code: str, quoted: str, files: Files, make_project: ProjectMaker
) -> None:
    found = hits(files, code, make_project)
    assert any(quoted in one.message for one in found), [one.message for one in found]
    assert all(one.remedy for one in found)


def test_a_circle_is_reported_once(make_project: ProjectMaker) -> None:
    files = {S: doc("replaces: [std-b]\n"), B: doc("replaces: [std-a]\n", "std-b")}
    assert len(hits(files, "KB304", make_project)) == 1


def test_a_name_in_the_place_of_an_id_leads_to_the_id(make_project: ProjectMaker) -> None:
    files = {T: TERM, S: doc('clauses:\n  - {number: "1", summary: 要, terms: [校准]}\n'), M: "[[校准]]\n"}
    for code in ("KB406", "KB501"):
        assert "term/x" in hits(files, code, make_project)[0].remedy


@pytest.mark.parametrize(
    "markdown",
    ["`[[无]]`\n", "```\n[[无]]\n/// 无\n```\n", "/// details | 题\n文字\n///\n", "a /// b\n", "[甲](乙)\n"],
)
def test_code_and_enabled_blocks_are_no_mistakes(markdown: str, make_project: ProjectMaker) -> None:
    config = "site_name: x\nmarkdown_extensions: [pymdownx.blocks.details]\n"
    root = make_project({T: TERM, M: markdown})
    (root / "mkdocs.yml").write_text(config, "utf-8")
    assert not [d for d in load_collection(root).diagnostics if d.code in {"KB501", "KB502"}]


@pytest.mark.parametrize("text", ["|\n  一\n  \t二", ">-\n  一\n\n    \t二"])
def test_a_tab_inside_a_block_of_text_is_the_authors(text: str, make_project: ProjectMaker) -> None:
    assert not hits({T: TERM.replace("定义。", text)}, "KB103", make_project)


def test_a_file_name_that_no_system_takes_is_a_file_that_is_missing(make_project: ProjectMaker) -> None:
    record = (
        f"id: material/x\ntitle: 甲\nfile: {'长' * 300}.pdf\nsha256: {'0' * 64}\n"
        "media: document\nlicence: 自编\n"
    )
    assert hits({"kb/materials/a.yaml": record}, "KB816", make_project)


@pytest.mark.parametrize("wrong", ["status: curent\n", "title: [x\n"])
def test_what_cites_a_broken_record_is_not_reported_as_well(
    wrong: str, make_project: ProjectMaker
) -> None:
    broken = doc(clauses("1"), "std-b").replace("status: current\n", wrong)
    files = {
        S: doc('cites: [std-b, "std-b:1", std-c]\n'), B: broken,
        M: "[[std-b]] [[std-c]]\n\n/// kb-clause | std-b:1\n///\n",
    }
    found = load_collection(make_project(files)).diagnostics
    assert sorted(d.message for d in found if d.code > "KB3") == [
        "[[std-c]] 找不到这个编号", "引用的编号“std-c”不存在"
    ]


@pytest.mark.parametrize("name", ["café", "±2 µm", "α, β", "ГОСТ", "Россия", "校准 ГОСТ"])
def test_other_letters_in_utf_8_are_no_other_encoding(name: str, make_project: ProjectMaker) -> None:
    assert not hits({T: f"id: term/x\nname: {name}\ndefinition: x\n"}, "KB102", make_project)

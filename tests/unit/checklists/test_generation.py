"""Items made from requirements: complete, stable, better worded where somebody wrote words."""

from __future__ import annotations

from labkb.fingerprints import fingerprint
from tests.conftest import ProjectMaker
from tests.unit.checklists.samples import (
    CHECKLIST,
    FILES,
    STANDARD,
    graph_of,
    view_of,
    with_checklist,
)

TASKS = """\
- id: responsibility/a
  type: task
  number: "1)"
  title: 建通讯录
  summary: 建立通讯录。
  aspect: 联络
  actors: [organization/x]
  deadlines: [{words: "2023.12"}]
  subtasks: [{number: "1", title: 收集}]
"""


def test_every_requirement_below_the_clause_becomes_an_item(make_project: ProjectMaker) -> None:
    keys = [item.key for item in view_of(make_project(FILES)).items]
    assert keys == ["two", "4.1-r1", "4.1-r2", "4.2-r1"]


def test_items_say_what_the_requirement_says_or_better_words(make_project: ProjectMaker) -> None:
    items = {item.key: item for item in view_of(make_project(FILES)).items}
    assert (items["4.1-r1"].question, items["4.1-r1"].weight) == ("是当场记的吗？", 3)
    assert (items["4.1-r2"].question, items["4.1-r2"].weight) == ("保存6年。", 1)
    assert items["4.1-r2"].condition == "有档案室时"
    assert items["4.2-r1"].look_at == ("证书", "逐项看：甲、乙")


def test_items_hang_the_number_of_their_clause(make_project: ProjectMaker) -> None:
    items = {item.key: item for item in view_of(make_project(FILES)).items}
    assert [items[k].short for k in ("4.1-r1", "4.1-r2", "4.2-r1", "two")] == [
        "4.1（1）", "4.1（2）", "4.2", "1.1",
    ]
    assert items["4.1-r1"].group == "4.1 记录"


def test_clause_and_item_are_linked_both_ways(make_project: ProjectMaker) -> None:
    graph = graph_of(make_project(FILES))
    users = [link.source for link in graph.incoming("std-a:4.1/r1", "checks")]
    assert "checklist/demo:4.1-r1" in users


def test_tasks_bring_their_owner_and_deadline(make_project: ProjectMaker) -> None:
    text = (
        "id: checklist/demo\ntitle: 落实\npurpose: 看。\nbasis: [std-a]\n"
        "generate: {tasks: [responsibility/a]}\n"
    )
    files = with_checklist(text) | {
        "kb/responsibilities/a.yaml": TASKS,
        "kb/organizations/a.yaml": "id: organization/x\nname: 技术部\ntype: department\n",
    }
    item = view_of(make_project(files)).items[0]
    assert (item.key, item.number, item.owner, item.due) == ("a", "1", "技术部", "2023.12")
    assert item.look_at == ("（1）收集",)


def test_the_fingerprint_follows_what_binds(make_project: ProjectMaker) -> None:
    def of(standard: str, entry: str = "std-a:4.1/r1") -> str:
        graph = graph_of(make_project(FILES | {"kb/standards/a.yaml": standard}))
        return fingerprint(graph, entry)

    before = of(STANDARD)
    assert len(before) == 12
    assert of(STANDARD.replace("当场记录。", "  当场记录。 ")) == before
    assert of(STANDARD.replace("[原始记录]", "[原始记录, 日志]")) == before
    assert of(STANDARD.replace("记录要点。", "别的要点。")) == before
    assert of(STANDARD.replace("当场记录。", "及时记录。")) != before
    assert of(STANDARD.replace("{obligation: shall, statement: 当", "{obligation: should, statement: 当")) != before
    clause = of(STANDARD, "std-a:4.2")
    assert of(STANDARD.replace("heading: 甲", "heading: 丙"), "std-a:4.2") != clause
    assert of(STANDARD.replace("当场记录。", "及时记录。"), "std-a:4.2") == clause


def test_a_checklist_without_known_clauses_loads(make_project: ProjectMaker) -> None:
    text = CHECKLIST.replace('generate: {clauses: ["std-a:4"]}', 'generate: {clauses: ["std-a:9"]}')
    assert [i.key for i in view_of(make_project(with_checklist(text))).items] == ["two"]


def test_clauses_of_a_second_document_do_not_collide(make_project: ProjectMaker) -> None:
    text = CHECKLIST.replace('["std-a:4"]}', '["std-a:4.1", "std-b:4.1"]}').replace(
        'covers: ["std-a:4"]', "covers: []"
    )
    files = with_checklist(text) | {"kb/standards/b.yaml": STANDARD.replace("std-a", "std-b")}
    view = view_of(make_project(files))
    keys = [item.key for item in view.items]
    assert keys == ["two", "4.1-r1", "4.1-r2", "std-b-4.1-r1", "std-b-4.1-r2"]
    assert [c.key for c in view.chapters] == ["people", "4.1", "std-b-4.1"]


def test_what_is_only_allowed_is_recorded_but_not_scored(make_project: ProjectMaker) -> None:
    standard = STANDARD.replace("{obligation: should, statement: 保存6年。", "{obligation: may, statement: 保存6年。")
    items = {i.key: i for i in view_of(make_project(FILES | {"kb/standards/a.yaml": standard})).items}
    assert items["4.1-r2"].weight == 0
    assert "不是必须做" in items["4.1-r2"].note

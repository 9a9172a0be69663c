"""When a clause changes, what was made from it is suspect until somebody has looked."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from labkb.cli.app import main
from labkb.pipeline import Collection, load_collection
from labkb.render.site import plan_site
from labkb.reviewing.lock import FILE, Lock, format_lock, parse_lock
from labkb.settings import Settings
from tests.conftest import ProjectMaker

GUIDE = """\
id: guide
kind: standard
title: 指南
status: current
clauses:
  - number: "5.1"
    heading: 记录
    summary: 记录要保存三年。
    keywords: [记录]
    requirements:
      - {obligation: shall, statement: 保存原始记录, evidence: [记录]}
  - number: "5.2"
    summary: 设备要有标识。
"""
CHECKLIST = """\
id: checklist/audit
title: 自查
purpose: 测试。
basis: [guide]
chapters:
  - key: a
    title: 记录
    items:
      - {key: keep, checks: ["guide:5.1"], question: 保存了吗？, look_at: [记录]}
      - {key: label, checks: ["guide:5.2"], question: 有标识吗？, look_at: [设备]}
"""
CROSSWALK = """\
id: crosswalk/self
title: 对照
document: guide
target_document: guide
rows:
  - {clause: "guide:5.1", target: "guide:5.2", relation: intersects, reason: 都管记录}
  - {clause: "guide:5.2", relation: none, reason: 没有}
"""
FILES = {
    "kb/standards/guide.yaml": GUIDE,
    "kb/checklists/audit.yaml": CHECKLIST,
    "kb/crosswalks/self.yaml": CROSSWALK,
}
ROW = "crosswalk/self#guide:5.1--guide:5.2"


@pytest.fixture
def root(make_project: ProjectMaker) -> Path:
    """A project in which everything was reviewed."""
    folder = make_project(FILES)
    run(folder, "--accept", "--all")
    return folder


def run(folder: Path, *arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as stop:
        patch.chdir(folder)
        main(["review", *arguments])
    assert isinstance(stop.value.code, int)
    return stop.value.code


def rewrite(root: Path, old: str, new: str) -> Collection:
    path = root / "kb/standards/guide.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return load_collection(root)


def test_nothing_is_suspect_after_everything_was_accepted(root: Path) -> None:
    found = load_collection(root)
    assert found.reviews.ids == frozenset()
    assert run(root) == 0


def test_a_changed_clause_makes_its_dependents_suspect_and_no_others(root: Path) -> None:
    found = rewrite(root, "三年", "六年")
    assert found.reviews.ids == {"checklist/audit:keep", ROW}


def test_words_that_only_guide_the_reader_make_nothing_suspect(root: Path) -> None:
    assert rewrite(root, "keywords: [记录]", "keywords: [原始记录]").reviews.ids == frozenset()


def test_a_suspect_is_a_warning_at_its_place_with_a_remedy(root: Path) -> None:
    found = [d for d in rewrite(root, "三年", "六年").diagnostics if d.code == "KB951"]
    first = next(d for d in found if d.record == "checklist/audit:keep")
    assert (first.place.file, first.place.line) == ("kb/checklists/audit.yaml", 9)
    assert "guide:5.1" in first.message
    assert "labkb review checklist/audit:keep" in first.remedy


def test_a_project_without_a_lock_has_no_findings_about_reviews(make_project: ProjectMaker) -> None:
    codes = {d.code for d in load_collection(make_project(FILES)).diagnostics}
    assert codes & {"KB951", "KB952", "KB953"} == set()


def test_a_new_dependent_is_told_but_not_suspect(root: Path) -> None:
    path = root / "kb/checklists/audit.yaml"
    item = '      - {key: more, checks: ["guide:5.1"], question: 还有吗？, look_at: [记录]}\n'
    path.write_text(path.read_text("utf-8") + item, "utf-8")
    found = load_collection(root)
    assert found.reviews.ids == frozenset()
    assert [d.message for d in found.diagnostics if d.code == "KB952"] == [
        "1项还没有核对记录，例如“checklist/audit:more”"
    ]


def test_old_and_new_stand_side_by_side_although_only_the_lock_came_along(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(root, "三年", "六年")
    capsys.readouterr()
    assert run(root, "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)["suspects"]
    assert [s["id"] for s in found] == ["checklist/audit:keep", ROW]
    assert "三年" in found[0]["old"] and "六年" in found[0]["new"]
    assert run(root) == 1
    assert "[-三年-]{+六年+}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("ids", "left"),
    [
        (["checklist/audit:keep"], {ROW}),
        (["checklist/audit"], {ROW}),
        (["crosswalk/self"], {"checklist/audit:keep"}),
        ([ROW], {"checklist/audit:keep"}),
        (["guide:5.1"], set()),
        (["guide"], set()),
        (["--all"], set()),
    ],
)
def test_one_many_or_all_are_accepted(root: Path, ids: list[str], left: set[str]) -> None:
    rewrite(root, "三年", "六年")
    assert run(root, "--accept", *ids) == (1 if left else 0)
    assert load_collection(root).reviews.ids == left


def test_accepting_nothing_in_particular_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "--accept") == 2
    assert "--accept --all" in capsys.readouterr().err


def test_an_unknown_id_is_answered_with_the_nearest_one(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "checklist/audit:kep") == 2
    assert "checklist/audit:keep" in capsys.readouterr().err


def test_a_new_project_is_told_that_there_is_nothing_to_review(
    make_project: ProjectMaker, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_project({"kb/standards/guide.yaml": FILES["kb/standards/guide.yaml"]})
    for arguments in ((), ("--accept", "--all")):
        assert run(folder, *arguments) == 0
        assert "没有要核对的" in capsys.readouterr().out
    assert not (folder / FILE).exists()


def test_accepting_twice_says_that_nothing_was_left(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(root, "--accept", "--all") == 0
    assert "没有新的要登记" in capsys.readouterr().out


def test_accepting_drops_what_is_gone(root: Path) -> None:
    (root / "kb/crosswalks/self.yaml").unlink()
    run(root, "--accept", "--all")
    assert "crosswalk/self" not in (root / FILE).read_text("utf-8")


def test_the_lock_is_the_same_whatever_the_order_of_acceptance(root: Path) -> None:
    first = (root / FILE).read_bytes()
    (root / FILE).unlink()
    for one in (ROW, "checklist/audit:label", "crosswalk/self", "checklist/audit"):
        run(root, "--accept", one)
    assert (root / FILE).read_bytes() == first


def test_a_clause_that_changes_back_is_not_suspect_any_more(root: Path) -> None:
    rewrite(root, "三年", "六年")
    assert rewrite(root, "六年", "三年").reviews.ids == frozenset()


def test_text_with_line_breaks_backslashes_and_tabs_survives_the_lock() -> None:
    said = ("甲\\n乙", "丙\\\\", "丁")
    lock = Lock({("question/a", "guide:5.1"): ("abc",)}, {"abc": said})
    assert parse_lock(format_lock(lock)) == lock


def test_a_line_that_cannot_be_read_is_reported_and_the_others_count(root: Path) -> None:
    path = root / FILE
    path.write_text(path.read_text("utf-8") + "question/x\n", "utf-8")
    found = load_collection(root)
    assert [d.place.line for d in found.diagnostics if d.code == "KB953"] == [
        len(path.read_text("utf-8").splitlines())
    ]
    assert found.reviews.ids == frozenset()


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
        cwd=folder, check=True, capture_output=True,
    )


def test_two_branches_that_reviewed_different_things_merge_without_conflict(root: Path) -> None:
    (root / ".gitattributes").write_text("kb/review.lock merge=union\n", "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a")
    rewrite(root, "三年", "六年")
    git(root, "commit", "-q", "-am", "clause")
    for branch, one in (("left", "checklist/audit:keep"), ("right", ROW)):
        git(root, "checkout", "-q", "-b", branch, "main")
        run(root, "--accept", one)
        git(root, "commit", "-q", "-am", branch)
    git(root, "merge", "-q", "left")
    found = load_collection(root)
    assert found.reviews.ids == frozenset()
    assert not [d for d in found.diagnostics if d.code == "KB953"]


def test_markers_of_a_merge_conflict_do_not_lose_the_lines_between_them() -> None:
    text = "<<<<<<< a\nq/a\tg:1\tx\n=======\nq/a\tg:1\ty\n>>>>>>> b\n"
    assert parse_lock(text).reviewed == {("q/a", "g:1"): ("x", "y")}


def test_the_repository_keeps_its_lock_out_of_merge_conflicts(repository: Path) -> None:
    assert "kb/review.lock merge=union" in (repository / ".gitattributes").read_text("utf-8")




def test_pages_mark_what_is_suspect_and_list_it_with_the_change(root: Path) -> None:
    rewrite(root, "三年", "六年")
    plan = plan_site(load_collection(root), Settings(root=root))
    pages = {p.path: p for p in plan.pages()}
    listed = pages["review.html"].render().html
    assert "保存了吗？" in listed and "有标识吗？" not in listed
    assert "<del>三年</del><ins>六年</ins>" in listed
    checklist = pages["check/audit.html"].render().html
    assert checklist.count("待复核") == 1
    assert "1项待复核" in pages["d/guide/index.html"].render().html


def test_without_suspects_no_page_speaks_of_them(root: Path) -> None:
    plan = plan_site(load_collection(root), Settings(root=root))
    assert "review.html" not in {p.path for p in plan.pages()}

"""`labkb import-questions`: a question bank from a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from labkb.cli.console import say, say_json
from labkb.diagnostics import CannotGoOn, Diagnostic, Severity
from labkb.diffing.as_text import styled
from labkb.diffing.marks import marks
from labkb.exchange.questions.importing import (
    FOLDER,
    Import,
    default_target,
    plan_import,
    write_import,
)
from labkb.exchange.questions.preview import changed_cells
from labkb.pipeline import load_collection
from labkb.project import find_root

_SHOWN = 20


@click.command("import-questions", help="把 Excel 题库读进来：先列出要改什么，加 --yes 才写入。")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
                metavar="题库.xlsx")
@click.option("--yes", is_flag=True, help="没有错误就写入。")
@click.option("--to", "target", metavar="文件名", help="新题写进 kb/questions/ 下的哪个文件。")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text",
              help="输出格式。")
def import_questions(file: Path, yes: bool, target: str | None, style: str) -> int:
    """Exit code: 0 fine, 1 mistakes in the sheet, 2 cannot go on."""
    root = find_root(Path())
    where = _target(target, file)
    graph = load_collection(root).graph
    plan = plan_import(graph, file.read_bytes(), file.name)
    written = write_import(root, graph, plan, where) if yes and plan.is_sound else []
    if style == "json":
        say_json(as_dict(plan, written))
    else:
        _show(plan, where, written, yes=yes)
    return 0 if plan.is_sound else 1


def _target(name: str | None, file: Path) -> str:
    if not name:
        return default_target(file.stem)
    if not name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name or name.startswith("."):
        raise CannotGoOn(f"--to 的“{name}”不是文件名。写成 my-bank.yaml 这样，放在 {FOLDER}/ 下。")
    return f"{FOLDER}/{name}"


def _show(plan: Import, where: str, written: list[str], *, yes: bool) -> None:
    for found in plan.diagnostics:
        if found.severity is not Severity.INFO:
            say(_block(found))
    if not plan.is_sound:
        wrong = sum(d.severity is Severity.ERROR for d in plan.diagnostics)
        say(f"表格里有{wrong}处错误，什么都没有写。改好后再试。")
        return
    for question in plan.added[:_SHOWN]:
        say(f"{click.style('新增', bold=True)}　{question.id}　{question.label}")
    for change in plan.changed[:_SHOWN]:
        say(f"{click.style('修改', bold=True)}　{change.new.id}　{change.new.label}")
        for cell in changed_cells(change):
            spans = marks(cell.old.split("\n"), cell.new.split("\n"))
            say(f"    {cell.column}：" + styled(spans).replace("\n", "\n      "))
    if len(plan.added) > _SHOWN or len(plan.changed) > _SHOWN:
        say(f"……新增和修改各只列出前{_SHOWN}题。")
    rest = f"；库里另有{plan.untouched}题不在表里，保持不动" if plan.untouched else ""
    say(
        f"新增{len(plan.added)}题，修改{len(plan.changed)}题，不变{len(plan.unchanged)}题{rest}。"
    )
    if written:
        say(f"写好了：{'、'.join(written)}。再运行 labkb check 看一遍。")
    elif plan.added or plan.changed:
        tail = f"新题写进 {where}。" if plan.added else ""
        say(f"还没有写入。{tail}确认无误后加 --yes。")


def _block(found: Diagnostic) -> str:
    """A finding for people who see rows and columns, not lines of a file."""
    colour = "red" if found.severity is Severity.ERROR else "yellow"
    row = f"第{found.place.line}行　" if found.place.line else ""
    head = click.style(f"{found.severity.word} {found.code}", fg=colour, bold=True)
    tail = f"\n  怎么办：{found.remedy}" if found.remedy else ""
    return f"{head}　{row}{found.message}{tail}"


def as_dict(plan: Import, written: list[str]) -> dict[str, Any]:
    """The plan for programs."""
    return {
        "added": [question.id for question in plan.added],
        "changed": [{"id": c.new.id, "fields": c.fields()} for c in plan.changed],
        "unchanged": [question.id for question in plan.unchanged],
        "untouched": plan.untouched,
        "written": written,
        "diagnostics": [found.as_dict() for found in plan.diagnostics],
    }

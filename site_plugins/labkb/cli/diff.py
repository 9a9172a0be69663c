"""`labkb diff`: two editions, clause by clause, and what depends on what changed."""

from __future__ import annotations

import json
from pathlib import Path

import click

from labkb.cli.console import say, say_json
from labkb.diagnostics import CannotGoOn
from labkb.diffing.as_text import as_markdown, as_text
from labkb.diffing.report import Report, as_json, make_report
from labkb.diffing.sources import read_edition
from labkb.graph import KnowledgeGraph
from labkb.pipeline import load_collection
from labkb.project import find_root
from labkb.settings import Settings, read_settings

_SUFFIXES = {".json": "json", ".md": "markdown", ".xlsx": "xlsx", ".txt": "text"}


@click.command(help="比较同一文件的两版：新增、删去、移动、改号和修改的条款，以及要跟着再看的内容。")
@click.argument("old", metavar="旧版")
@click.argument("new", metavar="新版")
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "markdown", "xlsx"]),
    help="输出格式；写了 --out 时按文件名的后缀定。",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件。")
@click.option("--overlay", type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="本机原文的文件夹；两版都有原文时按原文比。")
@click.option("--all", "with_unchanged", is_flag=True, help="没有变化的条款也列出来（text）。")
def diff(
    old: str, new: str, style: str | None, out: Path | None, overlay: Path | None,
    with_unchanged: bool,
) -> int:
    """Exit code: 0 the same, 1 differences found, 2 cannot go on."""
    chosen = style or (_SUFFIXES.get(out.suffix.lower(), "text") if out else "text")
    if chosen == "xlsx" and out is None:
        raise CannotGoOn("xlsx 要写进文件，加上 --out 文件名.xlsx。")
    root = _project()
    graph = load_collection(root).graph if root else None
    originals = _originals(overlay, graph)
    report = make_report(
        read_edition(old, graph), read_edition(new, graph), graph, originals
    )
    if out is not None:
        if out.exists() and out.suffix.lower() not in _SUFFIXES:
            raise CannotGoOn(f"“{out.name}”已经有了，不像是比较的结果，没有动它。换一个文件名。")
        out.write_bytes(_content(report, chosen, root, with_unchanged))
        say(f"写好了：{out}。{report.summary()}。", err=True)
    elif chosen == "json":
        say_json(as_json(report))
    elif chosen == "markdown":
        say(as_markdown(report))
    else:
        say(as_text(report, with_unchanged=with_unchanged))
    return 1 if report.changed else 0


def _project() -> Path | None:
    try:
        return find_root(Path())
    except CannotGoOn:
        return None


def _originals(overlay: Path | None, graph: KnowledgeGraph | None) -> dict[str, str]:
    if overlay is None or graph is None:
        return {}
    from labkb.overlay import load_overlay

    held, _ = load_overlay(overlay, graph)
    return {clause: text.text for clause, text in held.items()}


def _content(report: Report, style: str, root: Path | None, with_unchanged: bool) -> bytes:
    if style == "xlsx":
        from labkb.diffing.as_xlsx import as_xlsx
        from labkb.exchange.export.origin import Origin

        settings = read_settings(root) if root else Settings(root=Path())
        return as_xlsx(report, Origin.of(settings))
    if style == "json":
        text = json.dumps(as_json(report), ensure_ascii=False, indent=2)
    elif style == "markdown":
        text = as_markdown(report)
    else:
        text = click.unstyle(as_text(report, with_unchanged=with_unchanged))
    return (text + "\n").encode("utf-8")

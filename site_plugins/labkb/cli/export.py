"""`labkb export`: files that are handed out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from labkb.cli.console import say
from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.reproducible import save
from labkb.graph import KnowledgeGraph
from labkb.pipeline import load_collection
from labkb.project import find_root
from labkb.settings import read_settings

# Writers are imported when they are used: a zip should not wait for the slide library.


@dataclass(frozen=True, slots=True)
class Desk:
    """What every export needs: the project, its records and where it comes from."""

    root: Path
    graph: KnowledgeGraph
    origin: Origin

    def write(self, out: Path | None, stem: str, suffix: str, data: bytes) -> int:
        """Saves an export where the user said, or under dist/, and says where."""
        path = out or self.root / "dist" / f"{self.origin.file_stem(stem)}.{suffix}"
        save(path, data)
        say(f"写好了：{_shown(path)}（{size_words(len(data))}）")
        return 0


def _desk(as_of: str | None) -> Desk:
    root = find_root(Path())
    settings = read_settings(root, as_of=as_of or "")
    return Desk(root, load_collection(root).graph, Origin.of(settings))


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path().resolve()).as_posix()
    except ValueError:
        return str(path)


def size_words(size: int) -> str:
    """A size as people say it: 153 KB, 2.4 MB."""
    return f"{size / 1048576:.1f} MB" if size >= 1048576 else f"{max(1, round(size / 1024))} KB"


def slug(record_id: str) -> str:
    """The part of an id that names a file: course/first-steps -> first-steps."""
    return record_id.rpartition("/")[2]


Command = Callable[..., Any]


def _common(command: Command) -> Command:
    """The options of every kind."""
    command = click.option("--as-of", metavar="日期", help="资料截至哪一天，默认用设置里的。")(command)
    return click.option(
        "--out", type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件，默认放在 dist/。"
    )(command)


@click.group(help="导出：表格、文档、幻灯片、试卷、课件包、记忆卡、整站压缩包。")
def export() -> None:
    """Chooses a kind."""


@export.command("zip", help="整个网站打成一个压缩包，解压后双击就能看。")
@click.option("--with-overlay", is_flag=True, help="连本机导入的原文一起打包（只供本单位内部使用）。")
@_common
def zip_(with_overlay: bool, out: Path | None, as_of: str | None) -> int:
    """Builds the site anew, so that nothing of a reader's own slips in."""
    from labkb.engines.run import BuildFailed, Overrides, build_site
    from labkb.exchange.export.site_zip import site_zip

    root = find_root(Path())
    settings = read_settings(root, as_of=as_of or "")
    if with_overlay and not settings.overlay:
        raise CannotGoOn("设置里没有 overlay，没有原文可打包。去掉 --with-overlay 再试。")
    overrides = Overrides(as_of=as_of or "", without_overlay=not with_overlay)
    with tempfile.TemporaryDirectory(prefix="labkb-") as folder:
        try:
            site = build_site(
                root, Path(folder) / "site", overrides, strict=False,
                echo=lambda text: say(text, err=True),
            )
        except BuildFailed as error:
            raise CannotGoOn(str(error)) from None
        origin = Origin.of(settings)
        data = site_zip(site, origin, has_overlay=with_overlay)
    if with_overlay:
        say("注意：压缩包里有本机的原文，不要发给单位以外的人。", err=True)
    return Desk(root, KnowledgeGraph({}, ()), origin).write(out, "", "zip", data)


@export.command("xlsx", help="条款、要求、对照、术语、数字、引用、职责导成 Excel；--questions 导出题库。")
@click.argument("ids", nargs=-1, metavar="[编号]...")
@click.option("--questions", is_flag=True, help="只导出题库，可在 Excel 里改，再用 import-questions 读回。")
@click.option("--template", is_flag=True, help="导出空白的题库模板，带下拉选项。")
@_common
def xlsx(
    ids: tuple[str, ...], questions: bool, template: bool, out: Path | None, as_of: str | None
) -> int:
    """Writes a workbook."""
    from labkb.exchange.export.collection_xlsx import collection_xlsx

    desk = _desk(as_of)
    _known(desk.graph, ids)
    if questions or template:
        from labkb.exchange.questions.bank_xlsx import bank_xlsx

        data = bank_xlsx(desk.graph, desk.origin, ids, is_template=template)
        return desk.write(out, "questions-template" if template else "questions", "xlsx", data)
    stem = slug(ids[0]) if len(ids) == 1 else "tables"
    return desk.write(out, stem, "xlsx", collection_xlsx(desk.graph, desk.origin, ids))


@export.command("docx", help="一份文件的条款，一门课的讲义，或一份自查记录的报告，导成 Word。")
@click.argument("what", metavar="文件编号|课程编号|自查记录.json")
@_common
def docx(what: str, out: Path | None, as_of: str | None) -> int:
    """Writes a Word document."""
    from labkb.exchange.export.document_docx import document_docx
    from labkb.exchange.export.handout_docx import handout_docx

    desk = _desk(as_of)
    if what.endswith(".json"):
        from labkb.exchange.export.audit_docx import audit_docx

        return desk.write(out, Path(what).stem, "docx", audit_docx(desk, Path(what)))
    _known(desk.graph, [what])
    family = desk.graph[what].family
    if family == "course":
        return desk.write(out, slug(what), "docx", handout_docx(desk.graph, what, desk.origin))
    return desk.write(out, what, "docx", document_docx(desk.graph, what, desk.origin))


def _known(graph: KnowledgeGraph, ids: tuple[str, ...] | list[str]) -> None:
    from labkb.validate import did_you_mean

    for record_id in ids:
        if record_id not in graph:
            guess = did_you_mean(record_id, list(graph.entries))
            raise CannotGoOn(f"没有编号“{record_id}”。{guess or '用 labkb search 找一找。'}")

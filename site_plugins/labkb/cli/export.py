"""`labkb export`: files that are handed out."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from labkb.cli.console import say
from labkb.cli.export_course import anki, pptx, quiz, scorm
from labkb.cli.export_desk import common, desk, project, slug
from labkb.diagnostics import CannotGoOn

# Writers are imported when they are used: a zip should not wait for the slide library.


@click.group(help="导出：表格、文档、幻灯片、试卷、课件包、记忆卡、整站压缩包。")
def export() -> None:
    """Chooses a kind."""


@export.command("zip", help="整个网站打成一个压缩包，解压后双击就能看。")
@click.option("--with-overlay", is_flag=True,
              help="连本机导入的原文一起打包（只供本单位内部使用）。")
@common
def zip_(with_overlay: bool, out: Path | None, as_of: str | None) -> int:
    """Builds the site anew, so that nothing of a reader's own slips in."""
    from labkb.engines.run import BuildFailed, Overrides, build_site
    from labkb.exchange.export.site_zip import site_zip

    held = project(as_of)
    if with_overlay and not held.settings.overlay:
        raise CannotGoOn("设置里没有 overlay，没有原文可打包。去掉 --with-overlay 再试。")
    overrides = Overrides(as_of=as_of or "", without_overlay=not with_overlay)
    with tempfile.TemporaryDirectory(prefix="labkb-") as folder:
        try:
            site = build_site(
                held.root, Path(folder) / "site", overrides, strict=False,
                echo=lambda text: say(text, err=True),
            )
        except BuildFailed as error:
            raise CannotGoOn(str(error)) from None
        data = site_zip(site, held.origin, has_overlay=with_overlay)
    if with_overlay:
        say("注意：压缩包里有本机的原文，不要发给单位以外的人。", err=True)
    return held.write(out, "with-overlay" if with_overlay else "", "zip", data)


@export.command("xlsx", help="条款、要求、对照、术语、数字、引用、职责、题目导成 Excel；"
                "给编号就只导这些。")
@click.argument("ids", nargs=-1, metavar="[编号]...")
@click.option("--questions", is_flag=True,
              help="只导出题库，可在 Excel 里改，再用 import-questions 读回。")
@click.option("--template", is_flag=True, help="导出空白的题库模板，带下拉选项。")
@click.option("--audit", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="保存的自查记录，填进核查表。")
@common
def xlsx(
    ids: tuple[str, ...], questions: bool, template: bool, audit: Path | None,
    out: Path | None, as_of: str | None,
) -> int:
    """Writes a workbook."""
    held = desk(as_of)
    held.known(ids)
    if audit or (ids and held.graph[ids[0]].family == "checklist"):
        from labkb.exchange.export.audits import open_audit
        from labkb.exchange.export.checklist_xlsx import checklist_xlsx

        view, state = open_audit(held.graph, held.settings, ids[0] if ids else "", audit)
        stem = slug(view.checklist.id) + ("-filled" if state else "")
        return held.write(out, stem, "xlsx", checklist_xlsx(view, state))
    if questions or template:
        from labkb.exchange.questions.bank_xlsx import bank_xlsx

        data = bank_xlsx(held.graph, held.origin, ids, is_template=template)
        return held.write(out, "questions-template" if template else "questions", "xlsx", data)
    from labkb.exchange.export.collection_xlsx import collection_xlsx

    stem = slug(ids[0]) if len(ids) == 1 else "tables"
    return held.write(out, stem, "xlsx", collection_xlsx(held.graph, held.origin, ids))


@export.command("docx", help="导成 Word：一份文件的条款、一门课的讲义、一张核查表，"
                "或一份自查记录的报告。")
@click.argument("record_id", metavar="[文件|课程|核查表的编号]", default="")
@click.option("--audit", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="保存的自查记录，出报告。")
@common
def docx(record_id: str, audit: Path | None, out: Path | None, as_of: str | None) -> int:
    """Writes a Word document."""
    held = desk(as_of)
    if not record_id and not audit:
        raise CannotGoOn("写上要导出的编号，例如 labkb export docx 文件编号；自查报告用 --audit。")
    held.known([record_id] if record_id else [])
    family = held.graph[record_id].family if record_id else "checklist"
    if audit or family == "checklist":
        from labkb.exchange.export.audits import open_audit
        from labkb.exchange.export.checklist_docx import checklist_docx

        view, state = open_audit(held.graph, held.settings, record_id, audit)
        stem = slug(view.checklist.id) + ("-report" if state else "")
        return held.write(out, stem, "docx", checklist_docx(view, state))
    if family == "course":
        from labkb.exchange.export.from_records import course_view
        from labkb.exchange.export.handout_docx import handout_docx

        course = course_view(held.graph, record_id)
        return held.write(out, f"{slug(record_id)}-handout", "docx",
                          handout_docx(course, held.origin))
    from labkb.exchange.export.document_docx import document_docx

    return held.write(out, slug(record_id), "docx",
                      document_docx(held.graph, record_id, held.origin))


for _command in (pptx, quiz, scorm, anki):
    export.add_command(_command)

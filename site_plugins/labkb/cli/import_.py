"""`labkb import`: docx, pdf, txt and md files become documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from labkb.cli.console import prepare_streams, say, track
from labkb.cli.report import text_block
from labkb.codes import finding
from labkb.diagnostics import CannotGoOn, Diagnostic, Place, Severity, has_errors
from labkb.exchange.importing.as_json import file_json
from labkb.exchange.importing.as_yaml import is_withheld
from labkb.exchange.importing.importer import ImportedFile, import_file
from labkb.exchange.importing.limits import Refused
from labkb.exchange.importing.model import Dropped
from labkb.exchange.importing.report import report_lines
from labkb.exchange.importing.writing import YamlFolder, write_overlay
from labkb.model.document import Document


@click.command(
    "import",
    help="把 docx、pdf、txt、md 文件导入成有元数据、条款和表格的文件。"
    "不加 --out、--overlay 时只报告认出了什么，不写文件。",
)
@click.argument("files", nargs=-1, required=True, metavar="文件…",
                type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="文件夹",
              help="写成可以编辑的 YAML，每份文件一个。")
@click.option("--overlay", type=click.Path(path_type=Path, file_okay=False), metavar="文件夹",
              help="把原文挂到知识库的条款编号下，只留在本机。")
@click.option("--force", is_flag=True, help="覆盖已有的文件；人写的要点会保留。")
@click.option("--licence", type=click.Choice(["public-law", "summary-only", "own", "permitted"]),
              help="原文的许可；不写时法律法规可公开，其余只写要点。")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text",
              help="text 给人看，json 给程序。")
def import_(
    files: tuple[Path, ...], out: Path | None, overlay: Path | None, force: bool,
    licence: str | None, style: str,
) -> int:
    """Exit code: 0 fine, 1 a file was refused or not written, 2 nothing could be imported."""
    prepare_streams()
    if out and overlay:
        say("--out 和 --overlay 只能用一个：前者写可公开的 YAML，后者写只留本机的原文。", err=True)
        return 2
    collection = _collection() if overlay else ()
    folder = YamlFolder(out, force=force, licence=licence) if out else None
    printer = _Json() if style == "json" else _Text()
    done = failed = 0
    for path in track(_expand(files), "导入", total=None):
        findings: list[Diagnostic] = []
        try:
            file = import_file(path)
        except Refused as error:
            failed += 1
            printer.refused(finding("KB916", str(error), Place(path.name)))
            continue
        except Exception as error:
            failed += 1
            printer.refused(
                finding("KB916", f"{path.name}：导入时程序出错（{type(error).__name__}：{error}）",
                        Place(path.name), remedy="请把文件和这条信息报告给维护者")
            )
            continue
        done += 1
        findings.extend(file.findings)
        written: list[Path] = []
        if folder:
            written, problems = folder.write(file)
            findings.extend(problems)
        elif overlay:
            written, problems = write_overlay(file, overlay, collection, force=force)
            findings.extend(problems)
        failed += has_errors(findings)
        printer.imported(file, written, findings)
        if written and folder and licence is None and any(map(is_withheld, file.documents)):
            printer.withheld()
    printer.close(done, failed)
    if not done:
        return 2
    return 1 if failed else 0


def _expand(files: Sequence[Path]) -> list[Path]:
    """The named files, of named folders the files that can be imported."""
    from labkb.exchange.importing.importer import SUFFIXES

    found: list[Path] = []
    for path in files:
        if path.is_dir():
            found += sorted(
                p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and not p.is_symlink()
            )
        else:
            found.append(path)
    return found


def _collection() -> Sequence[Document]:
    from labkb.pipeline import load_collection
    from labkb.project import find_root

    documents = list(load_collection(find_root(Path())).graph.documents())
    if not documents:
        raise CannotGoOn("知识库里还没有文件，原文没有地方挂。先用 labkb import --out 建立文件。")
    return documents


class _Text:
    """Reports to people, file by file."""

    def imported(
        self, file: ImportedFile, written: Sequence[Path], findings: Sequence[Diagnostic]
    ) -> None:
        for line in report_lines(file):
            say(line)
        for found in findings:
            say(text_block(found))
        for path in written:
            say(f"  写好了 {path.as_posix()}")

    def withheld(self) -> None:
        say("  只写了条款的编号和标题，正文没有写进去：不能确定它可以公开。可以公开的，加 --licence public-law --force "
            "再导入一次；只给自己看的，用 --overlay。")

    def refused(self, found: Diagnostic) -> None:
        say(text_block(found), err=True)

    def close(self, done: int, failed: int) -> None:
        tail = f"，{failed} 个有问题" if failed else ""
        say(f"导入了 {done} 个文件{tail}。")


class _Json:
    """One JSON value, written while the files are read: memory does not grow with their number."""

    def __init__(self) -> None:
        self._first = True
        self._refused: list[dict[str, object]] = []
        click.echo('{"documents": [', nl=False)

    def imported(
        self, file: ImportedFile, written: Sequence[Path], findings: Sequence[Diagnostic]
    ) -> None:
        for number, document in enumerate(file_json(file)):
            document["file"] = file.name
            if number == 0:
                document["dropped"] = [_dropped(piece) for piece in file.dropped]
                document["diagnostics"] = [found.as_dict() for found in findings]
                document["written"] = [path.as_posix() for path in written]
            click.echo(("" if self._first else ",") + "\n" + _dump(document), nl=False)
            self._first = False

    def withheld(self) -> None:
        """The written records say it themselves."""

    def refused(self, found: Diagnostic) -> None:
        self._refused.append(found.as_dict())
        if found.severity is Severity.ERROR:
            say(text_block(found), err=True)

    def close(self, done: int, failed: int) -> None:
        click.echo(f'\n], "refused": {_dump(self._refused)}}}')


def _dropped(piece: Dropped) -> dict[str, object]:
    return {"text": piece.text, "reason": piece.reason, "line": piece.number or None,
            "page": piece.page}


def _dump(value: object) -> str:
    import sys

    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True)
    return text

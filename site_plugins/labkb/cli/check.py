"""`labkb check`: every finding of the collection or of some of its files."""

from __future__ import annotations

from pathlib import Path

import click

from labkb.cli.console import say, track
from labkb.cli.report import report
from labkb.diagnostics import Diagnostic, has_errors, ordered
from labkb.index.checking import check_search, check_vocabulary
from labkb.load.locator import Locator
from labkb.pipeline import Collection, load_collection
from labkb.project import find_root
from labkb.settings import Settings, read_settings


@click.command(help="检查知识库，报告每个问题的位置、内容和改法。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[文件或文件夹]…")
@click.option("--strict", is_flag=True, help="警告也算失败。")
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "github"]), default="text",
    help="输出格式：text 给人看，json 给程序，github 给持续集成。",
)
@click.option("--info", is_flag=True, help="连提示一起显示。")
@click.option("--search", "with_search", is_flag=True, help="再跑一遍查询用例，看目标有没有掉位。")
def check(
    paths: tuple[Path, ...], strict: bool, style: str, info: bool, with_search: bool
) -> int:
    """Exit code: 0 nothing found, 1 findings, 2 cannot go on."""
    missing = [p for p in paths if not p.exists()]
    if missing:
        say(f"找不到“{missing[0]}”。", err=True)
        return 2
    root = find_root(paths[0] if paths else Path())
    settings = read_settings(root)
    wanted = set() if with_search else records_files(root, paths)
    collection = load(root, settings, info or style != "text", wanted)
    if wanted and _names_nothing(select(list(collection.diagnostics), root, paths)):
        # What was probably meant may stand in any file.
        collection = load(root, settings, info or style != "text", set())
    about_search = (check_search if with_search else check_vocabulary)(collection, settings)
    located = Locator(root).resolve(about_search)
    findings = select(ordered([*collection.diagnostics, *located]), root, paths)
    checked = len(files_in(collection.files, root, paths) if paths else collection.files)
    report(findings, style, checked=checked, show_info=info)
    return 1 if has_errors(findings, strict=strict) else 0


def load(root: Path, settings: Settings, locate_info: bool, wanted: set[str]) -> Collection:
    """The collection, or the part of it on which findings in the wanted files depend."""
    return load_collection(
        root,
        progress=lambda files: track(files, "检查"),
        locate_info=locate_info,
        as_of=settings.as_of,
        wanted=wanted,
    )


def files_in(files: tuple[str, ...], root: Path, paths: tuple[Path, ...]) -> list[str]:
    """The files, those of content/ included, in some files or folders."""
    wanted = [path.resolve() for path in paths]
    written = [p.relative_to(root).as_posix() for p in (root / "content").rglob("*.md")]
    return [
        file
        for file in (*files, *written)
        if any((root / file).resolve().is_relative_to(path) for path in wanted)
    ]


def _names_nothing(findings: list[Diagnostic]) -> bool:
    return any(found.code in {"KB302", "KB303", "KB406"} for found in findings)


def records_files(root: Path, paths: tuple[Path, ...]) -> set[str]:
    """The files asked for, where all are files of records; none where something else is asked."""
    base = root.resolve()
    wanted = [path.resolve() for path in paths]
    if not all(path.is_file() and path.is_relative_to(base / "kb") for path in wanted):
        return set()
    return {path.relative_to(base).as_posix() for path in wanted}


def select(
    findings: list[Diagnostic], root: Path, paths: tuple[Path, ...]
) -> list[Diagnostic]:
    """The findings in some files or folders; all where none is named or the project itself is."""
    wanted = [p.resolve() for p in paths]
    if not wanted or root.resolve() in wanted:
        return findings
    return [
        d
        for d in findings
        if any((root / d.place.file).resolve().is_relative_to(path) for path in wanted)
    ]

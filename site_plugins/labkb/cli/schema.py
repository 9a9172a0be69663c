"""`labkb schema`: writes the schemas for editors and other programs."""

from __future__ import annotations

from pathlib import Path

import click

from labkb.cli.console import say
from labkb.project import find_root
from labkb.schema import schema_files


@click.command(help="写出各种记录的 JSON Schema，编辑器据此补全和检查。")
@click.option("--check", is_flag=True, help="只检查 schemas/ 是否最新，不写文件。")
@click.option("--out", type=click.Path(path_type=Path), help="写到哪里，默认 schemas/。")
def schema(check: bool, out: Path | None) -> int:
    """Exit code: 0 written or up to date, 1 out of date with --check."""
    folder = out or find_root(Path()) / "schemas"
    stale = []
    for name, text in schema_files():
        path = folder / name
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if not check:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
    if check and stale:
        say(f"schemas/ 不是最新：{'、'.join(stale)}。运行 labkb schema 更新。")
        return 1
    say("schemas/ 已是最新。" if not stale else f"写好了：{'、'.join(stale)}。")
    return 0

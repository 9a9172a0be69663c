"""`labkb new`: a starter knowledge base that builds and passes its check."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from labkb.cli.console import say
from labkb.diagnostics import CannotGoOn
from labkb.os_words import reason
from labkb.schema import schema_files

STARTER = Path(__file__).parent.parent / "starter"


@click.command(help="新建一个能直接检查和生成的知识库。")
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
def new(folder: Path) -> int:
    """Exit code: 0 made, 2 where the folder holds something."""
    make_starter(folder)
    say(f"建好了：{folder}\n接着：\n  cd {folder}\n  labkb check\n  labkb build")
    return 0


def make_starter(folder: Path) -> None:
    """Writes the starter into a folder that is empty or not there.

    Raises:
        CannotGoOn: where something would be overwritten.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotGoOn(f"“{folder}”已有内容，没有动它。换一个空文件夹。")
    try:
        shutil.copytree(STARTER, folder, dirs_exist_ok=True)
        schemas = folder / "schemas"
        schemas.mkdir()
        for name, text in schema_files():
            (schemas / name).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise CannotGoOn(f"“{folder}”建不起来：{reason(error)}。换一个文件夹。") from None

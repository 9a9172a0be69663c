"""`labkb build`: the site, by MkDocs, for people who never heard of it."""

from __future__ import annotations

from pathlib import Path

import click

from labkb.cli.console import say
from labkb.diagnostics import CannotGoOn
from labkb.engines.ledger import Ledger, inputs_key
from labkb.project import find_root
from labkb.settings import read_settings, site_folder


@click.command(help="生成网站。先写在旁边，成功后再换掉旧的。")
@click.option("--site-dir", type=click.Path(path_type=Path), help="网站放在哪个文件夹。")
@click.option("--overlay", type=click.Path(path_type=Path, exists=True), help="本机原文的文件夹。")
@click.option("--as-of", metavar="日期", help="按哪一天有效的版本生成，例如 2026-11-21。")
@click.option("--strict", is_flag=True, help="有警告就不生成。")
def build(site_dir: Path | None, overlay: Path | None, as_of: str | None, strict: bool) -> int:
    """Exit code: 0 built, 1 findings with --strict, 2 cannot go on."""
    root = find_root(Path())
    read_settings(root, as_of=as_of or "")
    target = (site_dir or root / site_folder(root)).resolve()
    options = {
        "overlay": str(overlay.resolve()) if overlay else "",
        "as_of": as_of or "",
        "strict": str(strict),
    }
    inputs = inputs_key(root, options)
    ledger = Ledger.read(root, target)
    if ledger.inputs == inputs and ledger.is_whole():
        say(f"什么都没有变，网站仍在 {_shown(target, Path().resolve())}。")
        return 0
    # MkDocs is imported only now: an unchanged site is answered without it.
    from labkb.engines.run import BuildFailed, Overrides, build_site

    overrides = Overrides(overlay=overlay.resolve() if overlay else None, as_of=as_of or "")
    try:
        site = build_site(root, target, overrides, strict=strict, echo=lambda t: say(t, err=True))
    except BuildFailed as error:
        if error.by_findings:
            say("有警告，没有生成网站；旧网站没有动。先改好 labkb check 报的问题。", err=True)
            return 1
        raise CannotGoOn(str(error)) from None
    ledger = Ledger.read(root, target)
    ledger.inputs = inputs
    ledger.write()
    say(f"网站在 {_shown(site, Path().resolve())}，双击其中的 index.html 打开。")
    return 0


def _shown(path: Path, here: Path) -> str:
    try:
        return path.relative_to(here).as_posix() + "/"
    except ValueError:
        return str(path)

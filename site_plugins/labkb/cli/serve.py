"""`labkb serve`: a preview that follows the files."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from labkb.cli.console import say
from labkb.diagnostics import CannotGoOn
from labkb.engines.run import BuildFailed, Overrides, serve_site
from labkb.project import find_root
from labkb.settings import read_settings


@click.command(help="边改边看：保存文件后，浏览器里的页面自动更新。")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口，默认 8000。")
@click.option("--overlay", type=click.Path(path_type=Path, exists=True), help="本机原文的文件夹。")
@click.option("--as-of", metavar="日期", help="按哪一天有效的版本预览。")
def serve(port: int, overlay: Path | None, as_of: str | None) -> int:
    """Serves on this computer only, until Ctrl+C."""
    root = find_root(Path())
    read_settings(root, as_of=as_of or "")
    if not _is_free(port):
        raise CannotGoOn(f"端口{port}已被占用。用 --port 换一个，例如 --port {port + 1}。")
    overrides = Overrides(overlay=overlay.resolve() if overlay else None, as_of=as_of or "")
    say(f"预览：http://127.0.0.1:{port}/  按 Ctrl+C 结束。")
    try:
        serve_site(
            root, overrides, host="127.0.0.1", port=port, echo=lambda text: say(text, err=True)
        )
    except BuildFailed as error:
        raise CannotGoOn(str(error)) from None
    except KeyboardInterrupt:
        say("预览已结束。")
    return 0


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True

"""The whole site as one archive that unpacks on Windows and opens by double click."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from html import escape
from pathlib import Path

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.reproducible import write_zip
from labkb.exchange.export.windows_names import unpackable

READ_FIRST = "先看这里.html"
CHECKSUMS = "SHA256SUMS.txt"


def site_zip(site: Path, origin: Origin, *, has_overlay: bool = False) -> bytes:
    """The archive of a built site, with a page to begin with and a list of checksums.

    Raises:
        CannotGoOn: where there is no site, or Windows could not unpack it.
    """
    if not (site / "index.html").is_file():
        raise CannotGoOn(f"“{site.name}”里没有 index.html，不是生成好的网站。先运行 labkb build。")
    members = dict(_files(site))
    members[READ_FIRST] = read_first(origin, len(members), has_overlay=has_overlay).encode()
    members[CHECKSUMS] = checksums(members).encode()
    if problems := list(unpackable(members)):
        raise CannotGoOn("有的文件名 Windows 解不开：\n" + "\n".join(problems[:20]))
    order = [READ_FIRST, "index.html"]
    rest = sorted(name for name in members if name not in order)
    out = io.BytesIO()
    write_zip(out, ((name, members[name]) for name in (*order, *rest)), origin.moment)
    return out.getvalue()


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path.read_bytes()


def checksums(members: dict[str, bytes]) -> str:
    """The list that `sha256sum -c SHA256SUMS.txt` checks."""
    return "".join(
        f"{hashlib.sha256(members[name]).hexdigest()}  {name}\n" for name in sorted(members)
    )


def read_first(origin: Origin, count: int, *, has_overlay: bool) -> str:
    """The page that tells a new reader what to do."""
    rows = "".join(
        f"<tr><th>{escape(key)}</th><td>{escape(value)}</td></tr>" for key, value in origin.rows()
    )
    warning = (
        "<p class=warn><strong>这一份含有本机导入的原文</strong>，只供本单位使用，不要转发或放到网上。</p>"
        if has_overlay
        else ""
    )
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>先看这里：{escape(origin.name)}</title>
<style>
body {{ font: 17px/1.8 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  color: #1a2023; max-width: 38em; margin: 2.5em auto; padding: 0 1em; }}
h1 {{ font-size: 1.6em; line-height: 1.4; border-bottom: 3px solid #1a2023; padding-bottom: .3em; }}
h2 {{ font-size: 1.1em; margin-top: 1.8em; }}
li {{ margin: .3em 0; }}
a.go {{ display: inline-block; background: #0e5868; color: #fff; padding: .5em 1.2em;
  border-radius: 4px; text-decoration: none; }}
a.go:focus-visible {{ outline: 3px solid #0e5868; outline-offset: 2px; }}
th {{ text-align: left; font-weight: 400; color: #5c676c; padding-right: 1.5em; vertical-align: top;
  white-space: nowrap; }}
.warn {{ border-left: 3px solid #815000; background: #faf0dc; padding: .6em 1em; }}
code {{ background: #f3f6f5; padding: 0 .3em; }}
</style>
</head>
<body>
<h1>{escape(origin.name)}</h1>
{warning}<p>这是一个不用网络、不用安装的资料库，用浏览器就能看。</p>
<ol>
<li><strong>先解压。</strong>关掉这一页，在压缩包上点右键，选“全部解压缩”（或“解压到……”）。不要在压缩包的窗口里直接打开，那样按钮点了会报错，页面也没有样式。</li>
<li>在解压出来的文件夹里双击 <code>index.html</code>，或再打开这一页，点下面的按钮。</li>
</ol>
<p><a class="go" href="index.html">打开首页</a></p>
<h2>要知道的几件事</h2>
<ul>
<li>整个文件夹可以放在桌面、U 盘或共享盘里，里面的文件不要单独挪动。</li>
<li>浏览器用 Edge 或 Chrome 109 以上、Firefox 115 以上、Safari 16 以上。</li>
<li>自查和学习的进度记在浏览器里；换电脑、换版本之前，先在页面上点“保存”，存成文件。</li>
<li>想知道文件是否完整：<code>{CHECKSUMS}</code> 列出了{count + 1}个文件的 SHA-256 校验值。</li>
<li>在 Windows 上核对一个文件：<code>certutil -hashfile 文件名 SHA256</code>，和表里的比对。</li>
<li>在 Linux、macOS 上核对全部文件：<code>sha256sum -c {CHECKSUMS}</code>。</li>
</ul>
<h2>这一份的来历</h2>
<table>{rows}</table>
</body>
</html>
"""

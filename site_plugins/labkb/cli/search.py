"""`labkb search`: the same hits as on the page, in the console."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from labkb.cli.console import say, say_json
from labkb.index.from_graph import SEARCHED
from labkb.index.project import cache_folder, project_records
from labkb.index.search import Searcher
from labkb.index.vocabulary import read_vocabulary
from labkb.index.whoosh_index import refresh
from labkb.model.kinds import FAMILY_WORDS
from labkb.project import find_root
from labkb.settings import read_settings

_LONGEST_ECHO = 40
_SHOWN = ("id", "url", "title", "kind", "score", "excerpt")


@click.command(help="查条款、文件、术语、人和部门；条款号、文件号、拼音、错字、繁体都可以。")
@click.argument("query", metavar="查询")
@click.option("--limit", type=click.IntRange(0, 1000), default=10, show_default=True,
              help="最多给几条。")
@click.option("--kind", "kinds", multiple=True, metavar="种类",
              help="只要这种记录：clause 条款、term 术语、person 人员……可以写几次。")
@click.option("--phrase", is_flag=True, help="只要这些词连在一起的记录。")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text",
              help="输出格式：text 给人看，json 给程序。")
def search(query: str, limit: int, kinds: tuple[str, ...], phrase: bool, style: str) -> int:
    """Exit code: 0 something found, 1 nothing found, 2 cannot go on."""
    query = _typed(query)
    wanted = [kind for name in kinds for kind in _kinds(name)]
    root = find_root(Path())
    settings = read_settings(root)
    vocabulary, _ = read_vocabulary(root)
    held = refresh(cache_folder(root), project_records(settings), vocabulary)
    try:
        result = Searcher(held).search(query, limit=limit, kinds=wanted, phrase=phrase)
    finally:
        held.close()
    if style == "json":
        hits = [{name: hit[name] for name in _SHOWN} for hit in result["hits"]]
        say_json({"query": query, "total": result["total"], "hits": hits})
    else:
        say(_as_text(query, result, narrowed=bool(wanted) or phrase))
    return 0 if result["total"] else 1


def _kinds(name: str) -> list[str]:
    """The kinds of a name; Chinese words are taken as well, and one word may be two kinds."""
    word = FAMILY_WORDS.get(name, name)
    if word == FAMILY_WORDS["requirement"]:
        raise click.UsageError(f"“{name}”不单独列出：要求和它的条款一起查，请写 --kind clause。")
    words = {kind: known for kind, known in FAMILY_WORDS.items() if kind in SEARCHED}
    kinds = [kind for kind, known in words.items() if known == word]
    if not kinds:
        known = "、".join(f"{kind} {word}" for kind, word in words.items())
        raise click.UsageError(f"没有“{name}”这个种类。有：{known}。")
    return kinds


def _typed(query: str) -> str:
    """The query as it was meant: bytes that Python's locale cannot read arrive as halves of pairs.

    They are UTF-8 under a locale without Chinese, and those of a GBK console under one with UTF-8.
    """
    try:
        query.encode()
    except UnicodeEncodeError:
        pass
    else:
        return query
    try:
        typed = query.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return query.encode("utf-8", "replace").decode()
    try:
        return typed.decode()
    except UnicodeDecodeError:
        return typed.decode("gb18030", "replace")


def _as_text(query: str, result: dict[str, Any], *, narrowed: bool = False) -> str:
    """The hits for people; `narrowed` where options leave some out."""
    if not result["total"]:
        query = "".join(char for char in query if char.isprintable())
        query = query if len(query) <= _LONGEST_ECHO else query[:_LONGEST_ECHO] + "…"
        if narrowed:
            return f"在选定的范围里没有找到“{query}”。去掉 --kind、--phrase 再查。"
        nearest = "、".join(result["nearest"])
        return f"没有找到“{query}”。" + (f"相近的词：{nearest}。" if nearest else "")
    lines = []
    for hit in result["hits"]:
        kind = FAMILY_WORDS.get(hit["kind"], hit["kind"])
        head = " ".join(part for part in (hit["number"], hit["title"]) if part)
        where = hit["document_title"] if hit["document_title"] != hit["title"] else ""
        lines.append(f"{head}（{kind}{'，' + where if where else ''}）")
        lines.append(f"    {hit['id']}")
        if hit["excerpt"]:
            said = "原文：" if hit["original"] else ""
            lines.append(f"    {said}{' '.join(hit['excerpt'].split())}")
    lines.append(f"共{result['total']}条。")
    return "\n".join(lines)

"""What an import found, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from labkb.exchange.importing.importer import ImportedFile
from labkb.exchange.importing.model import Dropped, ImportedUnit


def report_lines(file: ImportedFile) -> Iterator[str]:
    """The report of a file: its documents, then everything that was dropped."""
    for document in file.documents:
        metadata = document.metadata
        yield f"{file.name}：{metadata.title or '（没有找到标题）'}"
        facts = [
            f"文号 {metadata.number}" if metadata.number else "文号 未写",
            f"发布机构 {metadata.issuer}" if metadata.issuer else "发布机构 未写",
            f"日期 {metadata.date}" if metadata.date else "日期 未写",
        ]
        yield f"  {'，'.join(facts)}"
        numbered, loose = _count(document.units)
        rows = "、".join(f"{len(t.columns)} 列 {len(t.rows)} 行" for t in document.tables)
        tables = f"，表格 {len(document.tables)} 张（{rows}）" if document.tables else ""
        yield f"  条款 {numbered} 条，无编号的段落和列项 {loose} 段{tables}"
    yield from dropped_lines(file.dropped)


def _count(units: Sequence[ImportedUnit]) -> tuple[int, int]:
    numbered = loose = 0
    for unit in units:
        below = _count(unit.units)
        numbered += below[0] + (unit.number is not None)
        loose += below[1] + (unit.number is None)
    return numbered, loose


def dropped_lines(dropped: Sequence[Dropped]) -> Iterator[str]:
    """Every dropped piece, by reason."""
    if not dropped:
        yield "  没有丢弃任何文字"
        return
    yield f"  不算正文、已丢弃 {len(dropped)} 处："
    by_reason = sorted(dropped, key=lambda d: d.reason)
    for reason, pieces in groupby(by_reason, key=lambda d: d.reason):
        found = list(pieces)
        if reason in {"页码", "页眉页脚"}:
            places: dict[str, list[str]] = {}
            for piece in found:
                places.setdefault(piece.text, []).append(_place(piece))
            for text, where in places.items():
                yield f"    {reason}：{text}（{'、'.join(where)}）"
            continue
        for piece in found:
            yield f"    {reason}：{piece.text}（{_place(piece)}）"


def _place(piece: Dropped) -> str:
    if piece.page and not piece.number:
        return f"第 {piece.page} 页"
    return f"第 {piece.number} 行"

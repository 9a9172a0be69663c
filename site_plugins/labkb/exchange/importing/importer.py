"""One file in, its documents out: the stages of an import in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place
from labkb.exchange.importing.chars import squeeze, tidy
from labkb.exchange.importing.coverage import lost_characters
from labkb.exchange.importing.furniture import remove_furniture
from labkb.exchange.importing.limits import MAX_FILE_BYTES, Refused, megabytes
from labkb.exchange.importing.metadata import is_closing, is_foot, read_head
from labkb.exchange.importing.model import (
    Dropped,
    Extract,
    ImportedDocument,
    ImportedUnit,
    Line,
    Metadata,
)
from labkb.exchange.importing.naming import document_id
from labkb.exchange.importing.outline import Choice, choose_units
from labkb.exchange.importing.paths import with_paths
from labkb.exchange.importing.tables import resolve_tables
from labkb.exchange.importing.units import Draft, build_outline, freeze, split_headings
from labkb.exchange.importing.wrapping import join_lines
from labkb.os_words import reason

SUFFIXES = (".txt", ".md", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What came out of a file."""

    name: str
    documents: tuple[ImportedDocument, ...]
    dropped: tuple[Dropped, ...]
    findings: tuple[Diagnostic, ...]


def import_file(path: Path) -> ImportedFile:
    """The documents of a file; raises `Refused` when it cannot be read."""
    extract = read_file(path)
    return import_extract(extract, path.name)


def read_file(path: Path) -> Extract:
    """Lines and tables of a file by its type."""
    name = path.name
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = "、".join(SUFFIXES)
        raise Refused(f"{name}：不认识的文件类型“{path.suffix}”，能导入的有 {known}")
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Refused(f"{name}：不是普通文件，没有读取")
        if size > MAX_FILE_BYTES:
            raise Refused(f"{name}：文件有 {megabytes(size)}，超过 {megabytes(MAX_FILE_BYTES)}，没有读取")
        data = path.read_bytes()
    except OSError as error:
        raise Refused(f"{name}：读不了这个文件（{reason(error)}）") from error
    if not data.strip():
        raise Refused(f"{name}：文件是空的")
    if suffix == ".docx":
        from labkb.exchange.importing.reading_docx import read_docx

        return read_docx(data, name)
    if suffix == ".pdf":
        from labkb.exchange.importing.reading_pdf import read_pdf

        return read_pdf(data, name)
    from labkb.exchange.importing.reading_text import read_text

    return read_text(data, name, is_markdown=suffix == ".md")


def import_extract(extract: Extract, name: str) -> ImportedFile:
    """The documents in what was read from a file."""
    blocks, dropped = remove_furniture(
        extract.blocks, has_page_lines=extract.has_page_lines
    )
    lines = [block for block in blocks if isinstance(block, Line)]
    joins = join_lines(lines)
    choices = choose_units(lines, joins)
    body, foot = _split_foot(lines, choices)
    outline = build_outline(lines[:body], joins[:body], choices)
    split_headings(outline.drafts)
    head = read_head(outline.head, outline.head_joins, [line.text for line in foot])
    repeated = _drop_repeated_title(outline.drafts, head.metadata.title)
    roots, embedded = _take_embedded(outline.roots)
    closing = _take_closing(outline.drafts)
    units = [
        ImportedUnit(None, "", "paragraph", None, (text,), line.number, line.page)
        for text, line in head.paragraphs
    ]
    units += [freeze(draft) for draft in roots]
    units += closing
    tables, table_drops = resolve_tables(blocks)
    ident = document_id(head.metadata, Path(name).stem)
    findings = list(extract.findings)
    findings += _doubts(outline.drafts, name)
    findings += [
        finding(
            "KB920", f"这一行可能是“{number}”的后半段，也可能是列项后面另起的一段",
            Place(name, line=line), remedy="对照原件看这里是不是另起一段",
        )
        for line, number in outline.unsure
    ]
    documents = [
        ImportedDocument(ident, head.metadata, with_paths(tuple(units)), tuple(tables))
    ]
    if embedded:
        host_title = head.metadata.title or ""
        inner = re.search(r"《([^》]{4,80})》", host_title)
        metadata = Metadata(title=inner[1] if inner else None)
        inner_units = with_paths(tuple(freeze(draft) for draft in embedded))
        documents = [replace(documents[0], id=f"{ident}-note")]
        documents.append(
            ImportedDocument(ident, metadata, inner_units, embedded_in=f"{ident}-note")
        )
    if head.metadata.title is None:
        findings.append(
            finding(
                "KB910", f"{name} 没有找到标题", Place(name, line=1),
                remedy="在导出的文件里补写 title",
            )
        )
    all_dropped = (*extract.dropped, *dropped, *repeated, *table_drops)
    lost = lost_characters(extract, documents, all_dropped)
    if lost:
        shown = "".join(sorted(lost))[:40]
        findings.append(
            finding(
                "KB919", f"{name} 有 {lost.total()} 个字没有着落：{shown}", Place(name),
                remedy="请把原件和这条信息报告给维护者",
            )
        )
    return ImportedFile(name, tuple(documents), all_dropped, tuple(findings))


def _split_foot(lines: Sequence[Line], choices: Sequence[Choice]) -> tuple[int, list[Line]]:
    """How many lines are body, and the lines of the foot after it."""
    first = choices[-1].line + 1 if choices else min(len(lines), 3)
    end = len(lines)
    while end > first and is_foot(lines[end - 1].text) and lines[end - 1].label is None:
        end -= 1
    return end, list(lines[end:])


def _drop_repeated_title(drafts: Sequence[Draft], title: str | None) -> list[Dropped]:
    """The title that a standard prints once more above its first clause."""
    key = squeeze(title or "")
    found: list[Dropped] = []
    for draft in drafts:
        if key and draft.kind == "heading" and draft.paragraphs and squeeze(draft.paragraphs[-1]) == key:
            found.append(Dropped(draft.paragraphs.pop(), "重复的标题", draft.line, draft.page))
    return found


def _take_embedded(roots: list[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The roots without a standard that stands inside one of the units, and that standard."""
    embedded: list[Draft] = []

    def walk(draft: Draft) -> None:
        inner = [child for child in draft.children if child.kind == "decimal"]
        if draft.kind != "decimal" and inner and inner[0].ordinal == (1,) and len(inner) >= 3:
            draft.children[:] = [child for child in draft.children if child.kind != "decimal"]
            embedded.extend(inner)
            return
        for child in draft.children:
            walk(child)

    for root in roots:
        walk(root)
        if embedded:
            break
    return roots, embedded


def _take_closing(drafts: Sequence[Draft]) -> list[ImportedUnit]:
    """The last paragraphs of an opinion that belong to the whole and to no item."""
    if not drafts:
        return []
    last = drafts[-1]
    if last.kind not in {"han", "han-paren", "digit"} or any(d.kind == "article" for d in drafts):
        return []
    if len(last.paragraphs) < 2 or last.children or not is_closing(last.paragraphs[-1]):
        return []
    text = tidy(last.paragraphs.pop())
    return [ImportedUnit(None, "", "paragraph", None, (text,), last.line, last.page)]


def _doubts(drafts: Sequence[Draft], name: str) -> list[Diagnostic]:
    """Places where a number was hard to tell from the middle of a sentence."""
    findings = [
        finding(
            "KB911", f"“{squeeze(draft.marker) or draft.number}”开头的这一行当作条款编号，但前后文不能确定",
            Place(name, line=draft.line), remedy="对照原件看这里是不是一条的开头",
        )
        for draft in drafts
        if draft.is_doubtful and draft.kind not in {"dash", "nth"}
    ]
    last: dict[tuple[int | None, str], Draft] = {}
    for draft in drafts:
        key = (draft.parent.index if draft.parent and draft.kind != "article" else None, draft.kind)
        before = last.get(key)
        last[key] = draft
        if before is None or len(draft.ordinal) != len(before.ordinal) or draft.kind == "dash":
            continue
        if draft.kind == "decimal" and draft.ordinal[:-1] != before.ordinal[:-1]:
            continue
        pick = 0 if draft.kind == "article" else -1
        step = draft.ordinal[pick] - before.ordinal[pick]
        if step > 1:
            findings.append(
                finding(
                    "KB912", f"编号从“{before.number}”跳到“{draft.number}”，中间可能漏认",
                    Place(name, line=draft.line), remedy="对照原件补上漏掉的条款，或确认原文就是这样",
                )
            )
    return findings

"""Lines of txt and md files."""

from __future__ import annotations

import codecs
import re

from labkb.diagnostics import Diagnostic, Place, Severity
from labkb.exchange.importing.chars import fold
from labkb.exchange.importing.limits import MAX_TEXT_BYTES, Refused, megabytes
from labkb.exchange.importing.model import Block, Dropped, Extract, Line, RawTable

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s*([-*_=])(\s*\1){2,}\s*$")
_BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_PIPE_ROW = re.compile(r"\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)


def decode(data: bytes, name: str) -> str:
    """The text of the bytes: UTF-8, UTF-16 (with or without mark) or GB18030."""
    if len(data) > MAX_TEXT_BYTES:
        raise Refused(f"{name}：文本有 {megabytes(len(data))}，超过 {megabytes(MAX_TEXT_BYTES)}，没有读取")
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        if b"\0" not in data:
            return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if len(data) % 2 == 0:
        little = data[1::2].count(0) + data.count(b"\n\0")
        big = data[::2].count(0) + data.count(b"\0\n")
        if max(little, big) > 1 + len(data) // 400:
            try:
                return data.decode("utf-16-le" if little >= big else "utf-16-be")
            except UnicodeDecodeError:
                pass
    if b"\0" in data[:4096]:
        raise Refused(f"{name}：不是文本文件（含有二进制内容）。请确认文件类型")
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        bad = data[error.start : error.start + 1].hex().upper()
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(
            f"{name}：第 {line} 行有认不出的字节 {bad}，不是 UTF-8、UTF-16 或 GB18030。"
            "请用记事本另存为 UTF-8 再导入"
        ) from error


def read_text(data: bytes, name: str, *, is_markdown: bool = False) -> Extract:
    """Lines and tables of a text file; Markdown marks are taken as hints and removed."""
    text = decode(data, name)
    has_page_lines = not is_markdown
    if not is_markdown:
        is_markdown = len(_MARKDOWN_HEADING.findall(text)) >= 2
    findings = []
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        findings.append(
            Diagnostic(
                "KB913",
                f"第 {line} 行有无法解码的字符“\ufffd”",
                Place(name, line=line),
                "对照原件改正该处文字",
                Severity.WARNING,
            )
        )
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    rows: list[tuple[str, ...]] = []
    first_row = 0
    page = 1
    in_comment = False

    def close_table() -> None:
        if rows:
            blocks.append(RawTable(tuple(rows), first_row))
            rows.clear()

    for number, raw in enumerate(re.split(r"\r\n|\r|\n|\u2028|\u2029", text), 1):
        if "\f" in raw:
            page += raw.count("\f")
            raw = raw.replace("\f", "")
        line = fold(raw)
        if not line.strip(" \t\u3000"):
            if rows and is_markdown:
                close_table()
            continue
        if line.count("\t") >= 2 and len([c for c in line.split("\t") if c.strip()]) >= 1:
            if not rows:
                first_row = number
            rows.append(tuple(cell.strip() for cell in line.split("\t")))
            continue
        if is_markdown:
            if in_comment or line.lstrip().startswith("<!--"):
                in_comment = "-->" not in line
                dropped.append(Dropped(line.strip(), "Markdown 注释", number))
                continue
            if _RULE.match(line):
                dropped.append(Dropped(line.strip(), "分隔线", number))
                continue
            if _PIPE_ROW.match(line) or (rows and _PIPE_RULE.match(line)):
                if _PIPE_RULE.match(line):
                    dropped.append(Dropped(line.strip(), "表格线", number))
                    continue
                if not rows:
                    first_row = number
                cells = line.strip().strip("|").split("|")
                rows.append(tuple(_inline(cell.strip()) for cell in cells))
                continue
        close_table()
        if is_markdown and (match := _HEADING.match(line)):
            blocks.append(
                Line(_inline(match[2]), number, page, "new", heading=len(match[1]), is_bold=True)
            )
        elif is_markdown:
            blocks.append(Line(_inline(line), number, page))
        elif _RULE.match(line):
            dropped.append(Dropped(line.strip(), "分隔线", number, page))
        else:
            blocks.append(Line(line, number, page))
    close_table()
    return Extract(tuple(blocks), tuple(dropped), tuple(findings), has_page_lines)


def _inline(text: str) -> str:
    """The text of a Markdown line without its marks."""
    text = _BOLD.sub(lambda m: m[1] or m[2], text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    return text.replace("<br>", " ").replace("<br/>", " ")

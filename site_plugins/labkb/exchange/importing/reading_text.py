"""Lines of txt and md files."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from labkb.codes import finding
from labkb.diagnostics import Place
from labkb.exchange.importing.chars import fold
from labkb.exchange.importing.limits import MAX_TEXT_BYTES, Refused, megabytes
from labkb.exchange.importing.markers import find_marker
from labkb.exchange.importing.model import Block, Dropped, Extract, Line, RawTable

_BLANK = " \t\u3000"
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s*([-*_=])(\s*\1){2,}\s*$")
_BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_PIPE_ROW = re.compile(r"\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_MARKDOWN_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)


def decode(data: bytes, name: str) -> str:
    """The text of the bytes: UTF-8, UTF-16 (with or without mark) or GB18030."""
    if len(data) > MAX_TEXT_BYTES:
        raise Refused(f"{name}：文本有 {megabytes(len(data))}，超过 {megabytes(MAX_TEXT_BYTES)}，没有读取")
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" not in data and (text := _decoded(data, "utf-8")) is not None:
        return text
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
    if (text := _decoded(data, "gb18030")) is not None:
        return text
    line, bad = _first_bad(data)
    raise Refused(
        f"{name}：第 {line} 行有认不出的字节 {bad}，不是 UTF-8、UTF-16 或 GB18030。"
        "请用记事本另存为 UTF-8 再导入"
    )


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text in an encoding; a few bad bytes are replaced, many mean that it is another one."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= max(1, len(text) // 1000) else None


def _first_bad(data: bytes) -> tuple[int, str]:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as error:
        bad = data[error.start : error.start + 1].hex().upper()
        return data.count(b"\n", 0, error.start) + 1, bad
    return 1, ""


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
            finding(
                "KB913", f"第 {line} 行有无法解码的字符“\ufffd”",
                Place(name, line=line), remedy="对照原件改正该处文字",
            )
        )
    reader = _Reader(is_markdown)
    for number, raw in enumerate(_LINE_END.split(text), 1):
        reader.take(raw, number)
    reader.close_table()
    return Extract(
        tuple(_without_margin(reader.blocks)), tuple(reader.dropped), tuple(findings), has_page_lines
    )


def _without_margin(blocks: list[Block]) -> list[Block]:
    """The blocks without white space that stands before nearly every line."""
    depths = sorted(len(b.text) - len(b.text.lstrip(_BLANK)) for b in blocks if isinstance(b, Line))
    margin = depths[len(depths) // 20] if depths else 0
    if margin == 0:
        return blocks
    return [
        replace(b, text=b.text[min(margin, len(b.text) - len(b.text.lstrip(_BLANK))) :])
        if isinstance(b, Line)
        else b
        for b in blocks
    ]


class _Reader:
    """Sorts the lines of a text into lines of content, table rows and marks."""

    def __init__(self, is_markdown: bool) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self._is_markdown = is_markdown
        self._rows: list[tuple[int, str, tuple[str, ...]]] = []
        self._page = 1
        self._in_comment = False

    def take(self, raw: str, number: int) -> None:
        """Takes the next line."""
        if "\f" in raw:
            self._page += raw.count("\f")
            raw = raw.replace("\f", "")
        line = fold(raw)
        if not line.strip(" \t\u3000"):
            if self._is_markdown:
                self.close_table()
        elif _is_row(line, in_table=bool(self._rows)):
            self._rows.append((number, line, tuple(cell.strip() for cell in line.split("\t"))))
        elif self._is_markdown:
            self._take_markdown(line, number)
        else:
            self.close_table()
            if _RULE.match(line):
                self.dropped.append(Dropped(line.strip(), "分隔线", number, self._page))
            else:
                self.blocks.append(Line(line, number, self._page))

    def _take_markdown(self, line: str, number: int) -> None:
        if self._in_comment or line.lstrip().startswith("<!--"):
            self._in_comment = "-->" not in line
            self.dropped.append(Dropped(line.strip(), "Markdown 注释", number))
        elif _RULE.match(line):
            self.dropped.append(Dropped(line.strip(), "分隔线", number))
        elif self._rows and _PIPE_RULE.match(line):
            self.dropped.append(Dropped(line.strip(), "表格线", number))
        elif _PIPE_ROW.match(line):
            cells = line.strip().removeprefix("|").removesuffix("|").split("|")
            self._rows.append((number, line, tuple(_inline(cell.strip()) for cell in cells)))
        else:
            self.close_table()
            if match := _HEADING.match(line):
                level = len(match[1])
                self.blocks.append(
                    Line(_inline(match[2]), number, self._page, "new", heading=level)
                )
            else:
                self.blocks.append(Line(_inline(line), number, self._page))

    def close_table(self) -> None:
        """Ends a table; a row that stands alone was none."""
        if len(self._rows) == 1:
            number, line, _ = self._rows[0]
            self.blocks.append(Line(line.replace("\t", " ").rstrip(), number, self._page))
        elif self._rows:
            rows = tuple(cells for _, _, cells in self._rows)
            self.blocks.append(RawTable(rows, self._rows[0][0]))
        self._rows.clear()


def _is_row(line: str, *, in_table: bool) -> bool:
    """Whether tabs part the line into cells."""
    tabs = line.count("\t")
    if tabs < 2:
        return False
    if in_table:
        return True
    cells = [cell.strip() for cell in line.strip(" \t").split("\t")]
    filled = [cell for cell in cells if cell]
    is_contents = filled[-1].isdigit() and (marker := find_marker(filled[0])) is not None and (
        marker.kind in {"part", "chapter", "section", "annex"}
    )
    return len(filled) >= 3 and not is_contents


def _inline(text: str) -> str:
    """The text of a Markdown line without its marks."""
    text = _BOLD.sub(lambda m: m[1] or m[2], text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    return text.replace("<br>", " ").replace("<br/>", " ")

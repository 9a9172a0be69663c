"""Lines and tables of pdf files with a text layer."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place
from labkb.exchange.importing.chars import ends_sentence, first_token, squeeze, width
from labkb.exchange.importing.limits import (
    MAX_DOCUMENT_CHARS,
    MAX_PAGE_CHARS,
    MAX_PAGES,
    Refused,
)
from labkb.exchange.importing.markers import find_marker
from labkb.exchange.importing.model import Block, Dropped, Extract, Join, Line
from labkb.exchange.importing.page_numbers import page_number
from labkb.exchange.importing.pdf_limits import check_streams
from labkb.exchange.importing.pdf_page import Glyph, PrintLine, inside, make_lines, read_glyphs
from labkb.exchange.importing.pdf_tables import PageTable, find_tables, has_rules


@dataclass(slots=True)
class _Page:
    number: int
    height: float
    width: float
    lines: list[PrintLine]
    tables: list[PageTable]


def read_pdf(data: bytes, name: str) -> Extract:
    """Lines and tables of a pdf in the order of reading."""
    if not data[:1024].lstrip().startswith(b"%PDF"):
        raise Refused(f"{name}：不是 PDF 文件，可能扩展名不对")
    check_streams(data, name)
    pages, findings = _read_pages(data, name)
    dropped: list[Dropped] = []
    _drop_margins(pages, dropped)
    return Extract(tuple(_blocks(pages)), tuple(dropped), tuple(findings))


def _read_pages(data: bytes, name: str) -> tuple[list[_Page], list[Diagnostic]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused(f"{name}：文件加了密码，请去掉密码后再导入") from error
        raise Refused(f"{name}：PDF 打不开，文件可能已损坏或没有下载完") from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise Refused(f"{name}：有 {count} 页，超过 {MAX_PAGES} 页，没有读取")
        pages: list[_Page] = []
        blank: list[int] = []
        failed: list[int] = []
        total = lines = 0
        for index in range(count):
            page, glyphs = _read_page(document, data, index, name, lines, failed)
            total += len(glyphs)
            lines += len(page.lines) + len(page.tables)
            if total > MAX_DOCUMENT_CHARS:
                raise Refused(f"{name}：文字超过 {MAX_DOCUMENT_CHARS // 10000} 万字，没有读取")
            if len(glyphs) < 5:
                blank.append(index + 1)
            pages.append(page)
    except pypdfium2.PdfiumError as error:
        raise Refused(f"{name}：PDF 的内容读不出来，文件可能已损坏") from error
    finally:
        document.close()
    if count == 0 or total < 20 or (len(blank) == count):
        raise Refused(f"{name}：没有文字层，是扫描件或图片；请先做文字识别（OCR）再导入")
    findings = [
        finding(
            "KB921", f"第 {number} 页的表格没有认出来，文字按正文导入", Place(name),
            remedy="对照原件把表格补上",
        )
        for number in failed
    ]
    if blank:
        shown = "、".join(map(str, blank[:12])) + (" 等" if len(blank) > 12 else "")
        findings.append(
            finding(
                "KB914", f"第 {shown} 页没有文字，可能是扫描图片或空白页",
                Place(name), remedy="对照原件，缺的内容先做文字识别（OCR）",
            )
        )
    return pages, findings


def _read_page(
    document: pypdfium2.PdfDocument, data: bytes, index: int, name: str, line: int,
    failed: list[int],
) -> tuple[_Page, list[Glyph]]:
    page = document[index]
    try:
        glyphs = read_glyphs(page, MAX_PAGE_CHARS)
        if glyphs is None:
            raise Refused(f"{name}：第 {index + 1} 页的字符多得不正常，没有读取")
        tables: list[PageTable] = []
        if glyphs and has_rules(page):
            try:
                tables = find_tables(data, index, glyphs, line + 1)
            except Exception:
                # Another library reads the rules; where it fails the text is still there.
                failed.append(index + 1)
        free = [g for g in glyphs if not any(inside(g, t.box) for t in tables)]
        lines = make_lines(free)
        return _Page(index + 1, page.get_height(), page.get_width(), lines, tables), glyphs
    finally:
        page.close()


def _drop_margins(pages: Sequence[_Page], dropped: list[Dropped]) -> None:
    """Takes running heads, feet and page numbers off the edges of the pages."""
    for is_top in (True, False):
        for _ in range(3):
            edge: dict[int, PrintLine] = {}
            for page in pages:
                if page.lines:
                    line = page.lines[0] if is_top else page.lines[-1]
                    limit = 0.14 * page.height
                    near = line.top < limit if is_top else line.bottom > page.height - limit
                    blocked = any(
                        (t.box[1] < line.top) if is_top else (t.box[3] > line.bottom) for t in page.tables
                    )
                    if near and not blocked:
                        edge[page.number] = line
            taken = _furniture_of(edge, len(pages))
            for page in pages:
                if page.number in taken:
                    line = edge[page.number]
                    page.lines.remove(line)
                    reason = "页码" if page_number(line.text) else "页眉页脚"
                    dropped.append(Dropped(line.text, reason, 0, page.number))
            if not taken:
                break
    dropped.sort(key=lambda d: d.page or 0)


def _furniture_of(edge: dict[int, PrintLine], count: int) -> set[int]:
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, line in edge.items():
        key = re.sub(r"\d+|[零〇一二三四五六七八九十百]+", "#", squeeze(line.text))
        groups[key, round(line.top / 4)].append(number)
    taken: set[int] = set()
    merged: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (key, place), numbers in groups.items():
        merged[key].extend((place, number) for number in numbers)
    for key, hits in merged.items():
        counts = Counter(place for place, _ in hits)
        for place in counts:
            same = sorted(n for p, n in hits if abs(p - place) <= 1)
            line = edge[same[0]]
            result = page_number(line.text)
            if result is not None:
                # A lone number at the edge of a page is its number.
                taken.update(same)
            elif not ends_sentence(line.text) and not _is_article(line.text):
                # Even and odd pages, or chapters, may have heads of their own.
                if len(same) < max(2, 0.15 * count):
                    continue
                if "#" not in key or _numbers_follow([edge[n].text for n in same], same):
                    taken.update(same)
    return taken


def _is_article(text: str) -> bool:
    marker = find_marker(text)
    return marker is not None and marker.kind in {"article", "han-paren", "chapter", "section", "dash"}


def _numbers_follow(texts: Sequence[str], pages: Sequence[int]) -> bool:
    """Numbers in a running head are those of the pages, or the same everywhere."""
    values = [[int(n) for n in re.findall(r"\d+", text)] for text in texts]
    if len({len(v) for v in values}) != 1:
        return False
    for column in zip(*values, strict=True):
        steps = {v - p for v, p in zip(column, pages, strict=True)}
        if len(steps) > 1 and len(set(column)) > 1:
            return False
    return True


def _blocks(pages: Sequence[_Page]) -> list[Block]:
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return [t.table for page in pages for t in page.tables]
    layout = _Layout(lines)
    blocks: list[Block] = []
    number = 0
    before: PrintLine | None = None
    before_page = 0
    for page in pages:
        items: list[tuple[float, PrintLine | PageTable]] = [(line.top, line) for line in page.lines]
        items += [(table.box[1], table) for table in page.tables]
        for _, item in sorted(items, key=lambda pair: pair[0]):
            number += 1
            if isinstance(item, PageTable):
                blocks.append(replace(item.table, number=number))
                continue
            how = layout.join(before, item, is_same_page=before_page == page.number)
            blocks.append(
                Line(item.text, number, page.number, how, is_centred=layout.is_centred(item))
            )
            before, before_page = item, page.number
    return blocks


class _Layout:
    """Margins, indent and leading of a document, and what they say about a line."""

    def __init__(self, lines: Sequence[PrintLine]) -> None:
        self.size = _mode([line.size for line in lines])
        body = [line for line in lines if abs(line.size - self.size) < 0.15 * self.size] or list(lines)
        self.left = _low_mode([line.left for line in body], self.size)
        rights = sorted(line.right for line in body)
        self.right = rights[int(len(rights) * 0.9)] if len(rights) > 4 else rights[-1]
        long = [line for line in body if len(line.text) > 12 and line.left - self.left < 0.8 * self.size]
        if len(long) > 10:
            full = sorted(line.right for line in long)
            self.right = full[int(len(full) * 0.75)]
        gaps = [
            b.top - a.top
            for a, b in itertools.pairwise(body)
            if 0 < b.top - a.top < 4 * self.size
        ]
        self.leading = _mode(gaps) if gaps else 1.5 * self.size
        self.is_indented = self._uses_indent(body)

    def _uses_indent(self, body: Sequence[PrintLine]) -> bool:
        marked = plain = 0
        for a, b in itertools.pairwise(body):
            if self._slack(a, b) > 2 * self.size and ends_sentence(a.text) and not self.is_centred(b):
                if self._indent(b) > 1.2:
                    marked += 1
                elif self._indent(b) < 0.6:
                    plain += 1
        return marked > 3 * plain and marked >= 2

    def _indent(self, line: PrintLine) -> float:
        return (line.left - self.left) / self.size

    def _slack(self, line: PrintLine, following: PrintLine) -> float:
        """Room that was left at the end of a line for the first token of the next."""
        token = width(first_token(following.text)) / 2 * min(self.size, following.size)
        return self.right - line.right - token

    def is_centred(self, line: PrintLine) -> bool:
        """Whether a line stands in the middle between the margins."""
        ahead = line.left - self.left
        behind = self.right - line.right
        return ahead > 3.5 * self.size and abs(ahead - behind) < 2.2 * self.size

    def join(self, before: PrintLine | None, line: PrintLine, *, is_same_page: bool) -> Join:
        """How a line stands to the one before."""
        if before is None:
            return "new"
        if abs(before.size - line.size) > 0.12 * self.size:
            return "new"
        centred = self.is_centred(line)
        if centred or self.is_centred(before):
            close = is_same_page and line.top - before.top < 2.2 * line.size
            return "open" if centred and self.is_centred(before) and close and not find_marker(line.text) else "new"
        if is_same_page and line.top - before.top > self.leading * 1.35 + 0.3 * self.size:
            return "new"
        if self.is_indented:
            indent = self._indent(line)
            if 1.2 < indent < 4.5:
                return "new"
            if indent < 0.6 and self._slack(before, line) < 2.5 * self.size:
                may_begin = ends_sentence(before.text) and find_marker(line.text)
                return "open" if may_begin else "flows"
        slack = self._slack(before, line)
        if ends_sentence(before.text):
            return "new" if slack > 0.6 * self.size else "open"
        return "new" if slack > 1.2 * self.size else "flows"


def _mode(values: Sequence[float]) -> float:
    counts = Counter(round(v * 2) / 2 for v in values)
    best = max(counts, key=lambda v: (counts[v], v))
    return best or 1.0


def _low_mode(values: Sequence[float], size: float) -> float:
    """The leftmost place at which many lines begin."""
    counts = Counter(round(v) for v in values)
    total = sum(counts.values())
    for value in sorted(counts):
        near = counts[value] + counts[value + 1] + counts[value - 1]
        if near >= max(2, 0.08 * total):
            return float(value)
    return min(values)



"""Lines and tables of docx files: accepted text, automatic numbers printed, cells resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

from labkb.codes import finding
from labkb.diagnostics import Place
from labkb.exchange.importing.chars import ends_sentence, fold, squeeze
from labkb.exchange.importing.docx_numbering import Numbering
from labkb.exchange.importing.docx_package import Package, W, open_package
from labkb.exchange.importing.docx_styles import Style, looks_of, read_styles, style_chain, value_of
from labkb.exchange.importing.docx_tables import read_grid
from labkb.exchange.importing.limits import MAX_DOCUMENT_CHARS, Refused
from labkb.exchange.importing.markers import find_marker
from labkb.exchange.importing.model import Block, Dropped, Extract, Join, Line, RawTable
from labkb.exchange.importing.wrapping import find_shape

Element = ElementTree.Element
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TRANSPARENT = {f"{W}{n}" for n in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple",
                                    "sdtContent", "dir", "bdo", "rubyBase")}
_TRANSPARENT |= {f"{_M}oMath", f"{_M}oMathPara"}


@dataclass(slots=True)
class _Reader:
    package: Package
    numbering: Numbering
    styles: dict[str, Style]
    default_style: str | None
    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    count: int = 0
    chars: int = 0
    field_depth: int = 0
    toc_depth: int = 0
    """Depth of the field of a table of contents; 0 outside."""
    fields: list[str] = field(default_factory=list)
    in_result: list[bool] = field(default_factory=list)


def read_docx(data: bytes, name: str) -> Extract:
    """Lines and tables of a docx in the order of reading."""
    package = open_package(data, name)
    try:
        return _read(package)
    except RecursionError as error:
        raise Refused(f"{name}：内部结构嵌套过深，没有读取") from error


def _read(package: Package) -> Extract:
    document = package.part("word/document.xml")
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise Refused(f"{package.name}：没有正文")
    styles, default = read_styles(package.part("word/styles.xml"))
    style_lists = {ident: s.list_id for ident, s in styles.items() if s.list_id is not None}
    numbering = Numbering(package.part("word/numbering.xml"), style_lists)
    reader = _Reader(package, numbering, styles, default)
    _walk_blocks(reader, body, is_toc=False)
    reader.blocks = _rejoin(reader.blocks)
    _note_side_texts(reader)
    findings = []
    notes = sum(d.reason == "脚注" for d in reader.dropped)
    if notes:
        findings.append(
            finding(
                "KB915", f"有 {notes} 条脚注没有并入正文",
                Place(package.name), remedy="脚注全文见丢弃清单，需要的写进相应条款",
            )
        )
    if not reader.blocks:
        raise Refused(f"{package.name}：文档里没有文字，可能只有图片；请先做文字识别（OCR）")
    is_print = any(isinstance(b, Line) and b.join == "open" for b in reader.blocks)
    return Extract(tuple(reader.blocks), tuple(reader.dropped), tuple(findings), is_print)


def _walk_blocks(reader: _Reader, parent: Element, *, is_toc: bool) -> None:
    for child in parent:
        tag = child.tag
        if tag == f"{W}p":
            _read_paragraph(reader, child, is_toc=is_toc)
        elif tag == f"{W}tbl":
            _read_table(reader, child)
        elif tag == f"{W}sdt":
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            toc = gallery is not None and "Contents" in gallery.get(f"{W}val", "")
            content = child.find(f"{W}sdtContent")
            if content is not None:
                _walk_blocks(reader, content, is_toc=is_toc or toc)
        elif tag in _TRANSPARENT:
            _walk_blocks(reader, child, is_toc=is_toc)
        elif tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            fallback = child.find(f"{_MC}Fallback")
            chosen = choice if choice is not None else fallback
            if chosen is not None:
                _walk_blocks(reader, chosen, is_toc=is_toc)
        elif tag in {f"{W}del", f"{W}moveFrom"}:
            _drop(reader, "".join(_deleted(child)), "已删除的修订")


def _drop(reader: _Reader, text: str, reason: str) -> None:
    text = fold(text).strip()
    if text:
        reader.dropped.append(Dropped(text, reason, max(1, reader.count)))


def _read_paragraph(reader: _Reader, paragraph: Element, *, is_toc: bool) -> None:
    reader.count += 1
    properties = paragraph.find(f"{W}pPr")
    style_id = value_of(properties, "pStyle") or reader.default_style
    heading, centred, toc_style = looks_of(reader.styles, properties, style_id)
    was_in_toc = reader.toc_depth > 0
    boxes: list[Element] = []
    text = fold("".join(_runs(reader, paragraph, boxes)))
    reader.chars += len(text)
    if reader.chars > MAX_DOCUMENT_CHARS:
        raise Refused(f"{reader.package.name}：文字超过 {MAX_DOCUMENT_CHARS // 10000} 万字，没有读取")
    label = None
    mark = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
    if text.strip() and not mark:
        label = _label(reader, properties, style_id)
    first = True
    if text.strip() or label:
        for part in text.split("\n") if text.strip() else [""]:
            if not part.strip() and not (first and label):
                continue
            reader.blocks.append(
                Line(
                    part.strip(" \t\u3000") if first and label else part.rstrip(),
                    reader.count,
                    None,
                    "new" if first else _join_after_break(reader.blocks[-1], part),
                    heading=heading if first or heading is not None else None,
                    label=label if first else None,
                    is_centred=centred,
                    is_toc=is_toc or toc_style or was_in_toc or reader.toc_depth > 0,
                )
            )
            first = False
    for box in boxes:
        _walk_blocks(reader, box, is_toc=is_toc)


def _join_after_break(before: Block, text: str) -> Join:
    if not isinstance(before, Line) or ends_sentence(before.text) or find_marker(text):
        return "new"
    return "flows"


def _label(reader: _Reader, properties: Element | None, style_id: str | None) -> str | None:
    listed = None if properties is None else properties.find(f"{W}numPr")
    list_id = value_of(listed, "numId")
    depth_text = value_of(listed, "ilvl")
    depth = int(depth_text) if depth_text and depth_text.isdigit() else None
    for ident, style in style_chain(reader.styles, style_id):
        if list_id is None and style.list_id is not None:
            list_id = style.list_id
            if depth is None:
                depth = reader.numbering.level_of_style(list_id, ident)
        if depth is None and style.depth is not None:
            depth = style.depth
    if list_id is None or list_id == "0":
        return None
    return reader.numbering.next_label(list_id, depth or 0)


def _runs(reader: _Reader, parent: Element, boxes: list[Element]) -> Iterator[str]:
    """The accepted text of a paragraph; text boxes are put aside."""
    for child in parent:
        tag = child.tag
        if tag == f"{W}r":
            yield from _run(reader, child, boxes)
        elif tag in _TRANSPARENT:
            yield from _runs(reader, child, boxes)
        elif tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _runs(reader, content, boxes)
        elif tag in {f"{W}del", f"{W}moveFrom"}:
            _drop(reader, "".join(_deleted(child)), "已删除的修订")
        elif tag == f"{_MC}AlternateContent":
            yield from _alternate(reader, child, boxes)
        elif tag.startswith(_M):
            yield from (t.text or "" for t in child.iter(f"{_M}t"))


def _run(reader: _Reader, run: Element, boxes: list[Element]) -> Iterator[str]:
    properties = run.find(f"{W}rPr")
    hidden = properties is not None and (v := properties.find(f"{W}vanish")) is not None and v.get(
        f"{W}val", "1"
    ) not in {"0", "false"}
    for child in run:
        tag = child.tag
        if tag == f"{W}t":
            if hidden:
                _drop(reader, child.text or "", "隐藏文字")
            elif not reader.fields or all(reader.in_result):
                yield child.text or ""
        elif tag == f"{W}tab" or tag == f"{W}ptab":
            yield "\t"
        elif tag in {f"{W}br", f"{W}cr"}:
            yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sym":
            code = child.get(f"{W}char", "")
            yield "●" if code.upper().startswith("F0") else _symbol(code)
        elif tag == f"{W}fldChar":
            _field(reader, child)
        elif tag == f"{W}instrText":
            if reader.fields:
                reader.fields[-1] += child.text or ""
        elif tag == f"{W}ruby":
            base = child.find(f"{W}rubyBase")
            if base is not None:
                yield from _runs(reader, base, boxes)
        elif tag == f"{_MC}AlternateContent":
            yield from _alternate(reader, child, boxes)
        elif tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
            boxes.extend(_boxes(child))


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except ValueError:
        return ""


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes in a drawing, outermost only, of each alternative the first."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            if choice is not None:
                yield from _boxes(choice)
        else:
            yield from _boxes(child)


def _alternate(reader: _Reader, element: Element, boxes: list[Element]) -> Iterator[str]:
    chosen = element.find(f"{_MC}Choice")
    if chosen is None:
        chosen = element.find(f"{_MC}Fallback")
    if chosen is None:
        return
    wrapper = ElementTree.Element(f"{W}r")
    wrapper.extend(list(chosen))
    yield from _run(reader, wrapper, boxes)
    yield from _runs(reader, chosen, boxes)


def _field(reader: _Reader, mark: Element) -> None:
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        reader.fields.append("")
        reader.in_result.append(False)
    elif kind == "separate" and reader.fields:
        reader.in_result[-1] = True
        if reader.fields[-1].strip().upper().startswith("TOC") and not reader.toc_depth:
            reader.toc_depth = len(reader.fields)
    elif kind == "end" and reader.fields:
        if reader.toc_depth == len(reader.fields):
            reader.toc_depth = 0
        reader.fields.pop()
        reader.in_result.pop()


def _deleted(element: Element) -> Iterator[str]:
    for child in element.iter():
        if child.tag in {f"{W}delText", f"{W}t"}:
            yield child.text or ""


def _read_table(reader: _Reader, table: Element) -> None:
    reader.count += 1
    grid = read_grid(table, lambda cell: _cell_text(reader, cell), reader.package.name)
    if grid is None:
        return
    if grid.columns == 1:
        # One column is a frame around text.
        for cell in grid.cells:
            _walk_blocks(reader, cell, is_toc=False)
        return
    reader.blocks.append(
        RawTable(grid.rows, reader.count, None, frozenset(grid.above), frozenset(grid.beside))
    )


def _cell_text(reader: _Reader, cell: Element) -> str:
    inner = _Reader(reader.package, reader.numbering, reader.styles, reader.default_style)
    inner.count = reader.count
    _walk_blocks(inner, cell, is_toc=False)
    reader.dropped.extend(inner.dropped)
    parts: list[str] = []
    for block in inner.blocks:
        if isinstance(block, Line):
            parts.append((f"{block.label} " if block.label else "") + block.text.strip())
        else:
            parts.extend(" ".join(c for c in row if c) for row in block.rows)
    return "\n".join(parts)


def _rejoin(blocks: list[Block]) -> list[Block]:
    """Paragraphs that are single print lines (made from a pdf) may go on in the next."""
    lines = [b for b in blocks if isinstance(b, Line) and b.heading is None and not b.is_toc]
    if len(lines) < 12 or any(line.label for line in lines):
        return blocks
    unfinished = sum(not ends_sentence(line.text) for line in lines)
    shape = find_shape([line.text for line in lines])
    if not shape.is_wrapped or not shape.is_exact or unfinished < 0.4 * len(lines):
        return blocks
    return [replace(b, join="open") if isinstance(b, Line) and b.heading is None else b for b in blocks]


def _note_side_texts(reader: _Reader) -> None:
    """Lists what stands beside the body: heads, feet, notes, comments."""
    seen: set[str] = set()
    for prefix, reason in (("header", "页眉页脚"), ("footer", "页眉页脚"), ("footnotes", "脚注"),
                           ("endnotes", "脚注"), ("comments", "批注")):
        for root in reader.package.parts("word", prefix):
            if prefix == "comments" and root.tag != f"{W}comments":
                continue
            for paragraph in root.iter(f"{W}p"):
                text = fold("".join(t.text or "" for t in paragraph.iter(f"{W}t"))).strip()
                key = reason + squeeze(text)
                if text and (reason == "脚注" or key not in seen):
                    seen.add(key)
                    reader.dropped.append(Dropped(text, reason, reader.count))

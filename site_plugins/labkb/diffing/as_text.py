"""A report for the terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from labkb.diffing.marks import Span
from labkb.diffing.report import LAYER_WORDS, Report, ReportRow
from labkb.diffing.units import DiffUnit
from labkb.model.document import Document

_CONTEXT = 24
"""Characters of unchanged text that stay around a change on the terminal."""


def as_text(report: Report, *, with_unchanged: bool = False) -> str:
    """The report for people at a terminal."""
    c = report.comparison
    lines = [
        f"旧：{_named(c.old)}",
        f"新：{_named(c.new)}",
        f"比的是{LAYER_WORDS[c.layer]}。{report.summary()}。",
        "",
    ]
    for found in report.rows if with_unchanged else report.changed:
        lines += _text_row(found)
    if report.dependents:
        lines += ["", f"要再看一遍的有{len(report.dependents)}项："]
        lines += [f"  {b.word} {b.dependent}：{b.label}（依据 {b.target}）" for b in report.dependents]
    if report.repoints:
        lines += ["", f"字句没变、只要改成新条号的有{len(report.repoints)}项："]
        lines += [f"  {b.word} {b.dependent}（依据 {b.target}）" for b in report.repoints]
    return "\n".join(lines)


def _text_row(found: ReportRow) -> Iterator[str]:
    row = found.row
    head = f"{_number(row.old)} → {_number(row.new)}"
    yield f"{click.style(found.words, bold=True)}　{head}{note(found)}"
    if "changed" in row.tags:
        yield "    " + styled(shortened(found.marks)).replace("\n", "\n    ")
    elif row.tags in {("added",), ("removed",)}:
        unit = row.new or row.old
        said = " ".join(unit.lines) if unit else ""
        colour = "green" if row.new else "red"
        yield "    " + click.style(said if len(said) <= 200 else said[:199] + "…", fg=colour)


def styled(spans: Iterable[Span]) -> str:
    """Marks for a terminal: brackets carry the meaning, colour repeats it."""
    parts = []
    for span in spans:
        if span.op == "removed":
            parts.append(click.style(f"[-{span.text}-]", fg="red"))
        elif span.op == "added":
            parts.append(click.style(f"{{+{span.text}+}}", fg="green"))
        else:
            parts.append(span.text)
    return "".join(parts)


def shortened(spans: Iterable[Span]) -> Iterator[Span]:
    """The marks with long unchanged runs cut to what stands beside a change."""
    held = list(spans)
    for index, span in enumerate(held):
        text = span.text
        if span.op != "same" or len(text) <= 2 * _CONTEXT + 2:
            yield span
            continue
        head = text[:_CONTEXT] if index else ""
        tail = text[-_CONTEXT:] if index < len(held) - 1 else ""
        yield Span("same", f"{head}…{tail}")


def as_markdown(report: Report) -> str:
    """The report as Markdown: a table old to new, then each change with its marks."""
    c = report.comparison
    lines = [
        f"# {_escape(c.new.title)}：新旧版对照",
        "",
        f"- 旧版：{_escape(_named(c.old))}",
        f"- 新版：{_escape(_named(c.new))}",
        f"- 比的是{LAYER_WORDS[c.layer]}；只比字句，空白不算变化",
        f"- {report.summary()}",
        "",
        "## 条号对照",
        "",
        "| 旧版 | 新版 | 变化 |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| {_escape(_named_unit(f.row.old))} | {_escape(_named_unit(f.row.new))} "
        f"| {f.words}{_escape(note(f))} |"
        for f in report.rows
    ]
    lines += ["", "## 逐条变化", "", "删去的字加删除线，新增的字加粗。", ""]
    for found in report.changed:
        lines += _markdown_row(found)
    for title, bound in (("要再看一遍的内容", report.dependents),
                         ("字句没变、只要改条号的内容", report.repoints)):
        if bound:
            lines += [f"## {title}", "", "| 种类 | 编号 | 内容 | 依据 |", "| --- | --- | --- | --- |"]
            lines += [
                f"| {b.word} | `{b.dependent}` | {_escape(b.label)} | `{b.target}` |" for b in bound
            ]
            lines.append("")
    return "\n".join(lines)


def _markdown_row(found: ReportRow) -> Iterator[str]:
    row = found.row
    yield f"### {_escape(_named_unit(row.new or row.old))}（{found.words}）"
    yield ""
    if row.old and row.new and row.old.number != row.new.number:
        yield f"旧版：{_escape(_named_unit(row.old))}{_escape(note(found))}"
        yield ""
    if "changed" in row.tags:
        yield _paragraphs("".join(_markdown_span(span) for span in found.marks))
        yield ""
    elif row.tags in {("added",), ("removed",)}:
        unit = row.new or row.old
        text = "\n".join(unit.body) if unit else ""
        if text:
            op = "added" if row.new else "removed"
            yield _paragraphs(_markdown_span(Span("added" if op == "added" else "removed", text)))
            yield ""


def _paragraphs(text: str) -> str:
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def _markdown_span(span: Span) -> str:
    """HTML elements instead of asterisks: marks beside Chinese punctuation would not close."""
    if span.op == "same":
        return _escape(span.text)
    tag = "del" if span.op == "removed" else "strong"
    return "\n".join(f"<{tag}>{_escape(p)}</{tag}>" if p else "" for p in span.text.split("\n"))


def _escape(text: str) -> str:
    for char in "\\`*_[]#|":
        text = text.replace(char, "\\" + char)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _number(unit: DiffUnit | None) -> str:
    return unit.name if unit else "（无）"


def _named_unit(unit: DiffUnit | None) -> str:
    if unit is None:
        return "—"
    return f"{unit.number} {unit.heading}".strip() or unit.name


def _named(document: Document) -> str:
    facts = [document.number, document.edition, document.issued_on and f"{document.issued_on}发布",
             document.effective_on and f"{document.effective_on}施行"]
    told = "，".join(fact for fact in facts if fact)
    return f"{document.title}（{told}）" if told else f"{document.title}（{document.id}）"


def note(found: ReportRow) -> str:
    """What a reader should know of a row besides its tags, in brackets; empty for nothing."""
    row = found.row
    parts = []
    if row.from_section and row.to_section:
        parts.append(f"从“{row.from_section}”移到“{row.to_section}”")
    if row.has_only_new_punctuation:
        parts.append("只改了标点")
    if row.has_new_obligation:
        parts.append("约束程度变了")
    if row.related:
        place = row.related.split(":", 1)[-1]
        parts.append(f"内容多半来自旧版 {place}" if row.new else f"内容多半并入新版 {place}")
    return f"（{'；'.join(parts)}）" if parts else ""



"""One list of findings, printed for people, programs and CI."""

from __future__ import annotations

from collections.abc import Sequence

import click

from labkb.cli.console import say, say_json
from labkb.diagnostics import Diagnostic, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(findings: Sequence[Diagnostic], style: str, *, checked: int, show_info: bool) -> None:
    """Prints findings as `text`, `json` or `github`."""
    if style == "json":
        say_json({"files": checked, "counts": counts(findings),
                  "diagnostics": [d.as_dict() for d in findings]})
    elif style == "github":
        for found in findings:
            say(github_line(found))
    else:
        for found in findings:
            if found.severity is not Severity.INFO or show_info:
                say(text_block(found))
        say(summary(findings, checked))


def counts(findings: Sequence[Diagnostic]) -> dict[str, int]:
    """How many findings of each severity."""
    return {s.value: sum(d.severity is s for d in findings) for s in Severity}


def text_block(found: Diagnostic) -> str:
    """A finding for people: place, sentence, source line with a caret, remedy."""
    colour = _COLOURS[found.severity]
    head = click.style(f"{found.severity.word} {found.code}", fg=colour, bold=True)
    lines = [f"{found.place}: {head}: {found.message}"]
    if found.excerpt:
        number = str(found.place.line)
        column = max((found.place.column or 1) - 1, 0)
        shown, caret = _window(found.excerpt, column)
        lines.append(f"  {number} | {shown}")
        lines.append(f"  {' ' * len(number)} | {' ' * caret}{click.style('^', fg=colour)}")
    if found.remedy:
        lines.append(f"  怎么办：{found.remedy}")
    return "\n".join(lines)


def _window(line: str, column: int, width: int = 76) -> tuple[str, int]:
    """The part of a long line around a column, and the screen width before the column."""
    start = max(0, column - width // 2) if len(line) > width else 0
    shown = line[start : start + width].replace("\t", " ")
    before = shown[: column - start]
    wide = sum(2 if ord(c) > 0x2E7F else 1 for c in before)
    return shown, wide


def github_line(found: Diagnostic) -> str:
    """A finding as an annotation of GitHub Actions."""
    place = found.place
    parts = [f"file={_property(place.file)}"]
    if place.line:
        parts.append(f"line={place.line}")
        parts.append(f"col={place.column or 1}")
    parts.append(f"title={found.code}")
    text = found.message + (f" 怎么办：{found.remedy}" if found.remedy else "")
    return f"::{_GITHUB[found.severity]} {','.join(parts)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(findings: Sequence[Diagnostic], checked: int) -> str:
    """The closing line."""
    number = counts(findings)
    if not number["error"] and not number["warning"]:
        tail = f"，另有{number['info']}条提示（--info 显示）" if number["info"] else ""
        return click.style(f"检查了{checked}个文件，没有发现问题{tail}。", fg="green")
    return f"检查了{checked}个文件：{number['error']}个错误，{number['warning']}个警告，{number['info']}条提示。"

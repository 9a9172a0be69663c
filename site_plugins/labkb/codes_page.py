"""`content/codes.md`, written from the table of codes: `python -m labkb.codes_page FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from labkb.codes import CODES, Code

_GROUPS = {
    "KB1": "读文件",
    "KB2": "记录的写法",
    "KB3": "记录之间的引用",
    "KB4": "专业规则",
    "KB5": "手写正文",
    "KB6": "计算器",
    "KB7": "核查表",
    "KB8": "课程与题目",
    "KB9": "检索、导入与版本",
}

_HEAD = """\
---
title: 检查代码一览
---

# 检查代码一览

`labkb check` 报告的每个问题都有代码。这里说明每个代码的意思，并给出写错和写对的例子。
错误必须改；警告在 `--strict` 时算失败；提示用 `--info` 显示。
"""


def codes_page() -> str:
    """The Markdown page that explains every code with an example."""
    parts = [_HEAD]
    for prefix, title in _GROUPS.items():
        codes = sorted((c for c in CODES.values() if c.code.startswith(prefix)), key=_by_code)
        if codes:
            parts.append(f"## {title}\n")
            parts.extend(_entry(code) for code in codes)
    return "\n".join(parts)


def _by_code(code: Code) -> str:
    return code.code


def _entry(code: Code) -> str:
    wrong, right = (_block(text) for text in (code.wrong, code.right))
    return (
        f"### {code.code} {code.title} {{: #{code.code.lower()} }}\n\n"
        f"{code.severity.word}。{code.explanation}\n\n"
        f"写错：\n\n{wrong}\n\n写对：\n\n{right}\n"
    )


def _block(text: str) -> str:
    return "```text\n" + text.strip("\n") + "\n```"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(codes_page(), "utf-8", newline="\n")

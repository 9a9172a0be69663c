"""The sheet of a question bank: its columns, and how values stand in cells."""

from __future__ import annotations

import re

from labkb.exchange.export.teaching import KINDS, LETTERS

SHEET = "题目"
PART, NUMBER, KIND, DIFFICULTY, STEM, ANSWER = "小题", "编号", "题型", "难度", "题干", "答案"
UNIT, TOLERANCE, EXPLANATION, CLAUSES = "单位", "允差", "解析", "依据条款"
LIST_COLUMNS = {
    CLAUSES: "clauses",
    "术语": "terms",
    "计算器": "calculators",
    "核查项": "check_items",
    "主题词": "topics",
    "关键词": "keywords",
    "编者说明": "remarks",
    "待核对": "to_verify",
}
"""Columns whose cells hold one value per line -> the field."""
TEXT_COLUMNS = {NUMBER: "id", STEM: "stem", EXPLANATION: "explanation", "出题人": "author"}
FIRST = (NUMBER, PART, KIND, DIFFICULTY, STEM, ANSWER, UNIT, TOLERANCE)
LAST = (EXPLANATION, *LIST_COLUMNS, "出题人")
MIN_OPTIONS, MAX_OPTIONS = 6, 60

DIFFICULTIES = {"basic": "基础", "applied": "应用", "advanced": "提高"}
TRUTHS = {True: "对", False: "错"}
WIDTHS = {
    NUMBER: 28, PART: 6, KIND: 9, DIFFICULTY: 7, STEM: 44, ANSWER: 10, UNIT: 8, TOLERANCE: 8,
    EXPLANATION: 40, CLAUSES: 32,
}
PROMPTS = {
    NUMBER: "新题空着，读入时自动取号；已有的不要改",
    PART: "只有案例题的小题填：1、2、3",
    STEM: "填空题用 ___（三个下划线）标出空",
    ANSWER: "单选、多选写字母（B、ABD）；判断写对或错；数值写数；填空、排序、配对空着",
    UNIT: "只有数值题填",
    TOLERANCE: "只有数值题填；必须相等就空着",
    EXPLANATION: "答完以后看到的话：为什么",
}
"""Column -> what is said when one of its cells is chosen."""
HELP = (
    "一行一道题。案例题先写一行案情（题型选“案例题”），下面每个小题各占一行：编号照抄案例题的，小题写1、2、3。",
    "编号可以空着，读入时自动取号；已有的编号不要改，学员的进度按它保存。",
    "单选、多选：选项写在“选项A”起的各栏，“说明A”写选了它之后看到的话；答案写字母，例如 B 或 ABD。",
    "判断：答案写“对”或“错”。数值：答案写数，另填单位和允差。",
    "填空：题干用 ___ 标出空，“选项A”写第一空的答案，几种写法各占一行（Alt+Enter 换行）。",
    "排序：各项按正确的先后写在“选项A”起的各栏。配对：左边写在“选项”，相配的右边写在“说明”。",
    "依据条款写编号，一行一个，从下拉列表里选，或到“条款编号”表里查；术语、计算器、核查项在“其他编号”表里查。",
    "模板里的“样例”表每种题型各有一道，可以照着写，也可以整行复制到“题目”表里改。",
    "改好后：labkb import-questions 文件名.xlsx 先看有没有问题，加 --yes 写入。",
)


def option_titles(index: int) -> tuple[str, str]:
    """The titles of the columns of an option and of what is said about it."""
    return f"选项{option_name(index)}", f"说明{option_name(index)}"


def option_name(index: int) -> str:
    """The letter of an option: A to Z, and numbers from 27 on."""
    return LETTERS[index] if index < len(LETTERS) else str(index + 1)


def option_names(answer: str) -> list[str]:
    """The options that an answer names: ABD, A、B, a 27."""
    return re.findall(r"[A-Z]|\d+|[^\s,，、;；]", answer.upper())


def titles(options: int) -> tuple[str, ...]:
    """The titles of all columns for so many options."""
    pairs = (title for index in range(options) for title in option_titles(index))
    return (*FIRST, *pairs, *LAST)


def kind_of(word: str) -> str:
    """The kind that a word names: 单选题, 单选 or single; empty for none."""
    for kind, name in KINDS.items():
        if word in (kind, name, name.removesuffix("题")):
            return kind
    return ""


def join_lines(values: tuple[str, ...]) -> str:
    """Values as lines of one cell; line breaks inside a value are written out."""
    return "\n".join(v.replace("\\", "\\\\").replace("\n", "\\n") for v in values)


def split_lines(cell: str) -> list[str]:
    """The values of a cell with one per line."""
    return [_plain(line) for line in cell.split("\n") if line.strip()]


def _plain(line: str) -> str:
    made, rest = "", line.strip()
    while "\\" in rest:
        before, _, rest = rest.partition("\\")
        made += before + {"n": "\n", "\\": "\\"}.get(rest[:1], "\\" + rest[:1])
        rest = rest[1:]
    return made + rest

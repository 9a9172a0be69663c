"""A quiz on paper: papers A and B, an answer sheet for each, and a separate key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.shared import Cm

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.fitting import width_of
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.papers import Asked, Chosen, Paper, make_paper
from labkb.exchange.export.teaching import LETTERS
from labkb.exchange.export.word import Paper as Sheet

KEY = "答案.docx"
_BLANK = "＿＿＿＿＿＿"
_LINE_WIDTH = 42.0
"""Ems of 10.5 pt between the margins."""


def quiz_files(
    title: str, chosen: Sequence[Chosen], origin: Origin, *, seed: str = "1",
    names: Sequence[str] = ("A", "B"), minutes: int = 0,
) -> Iterator[tuple[str, bytes]]:
    """File name and bytes: 试卷A, 答题卡A, … and one 答案 for the trainer.

    Raises:
        CannotGoOn: where there is no question to ask.
    """
    if not chosen:
        raise CannotGoOn(f"“{title}”没有题目，出不了试卷。先给课程配上题目。")
    papers = [make_paper(chosen, name, seed) for name in names]
    for paper in papers:
        yield f"试卷{paper.name}.docx", _questions(title, paper, origin, minutes)
        yield f"答题卡{paper.name}.docx", _answer_sheet(title, paper, origin)
    yield KEY, _key(title, papers, origin, seed)


def _questions(title: str, paper: Paper, origin: Origin, minutes: int) -> bytes:
    sheet = Sheet(origin, f"{title}　试卷{paper.name}")
    sheet.title(title)
    time = f"，限时{minutes}分钟" if minutes else ""
    sheet.text(f"试卷{paper.name}　共{len(paper.asked())}题，满分{paper.points}分{time}。答案写在答题卡上。")
    sheet.text(f"姓名{_BLANK}　单位{_BLANK}{_BLANK}　日期{_BLANK}")
    for number, section in enumerate(paper.sections):
        points = sum(asked.points for asked in section.asked)
        roman = "一二三四五六七八"[number]
        sheet.heading(f"{roman}、{section.title}（共{points}分）{_rule(section.kind)}", 2)
        told = ""
        for asked in section.asked:
            if section.kind == "case" and told != asked.item.id:
                told = asked.item.id
                case_number = asked.number.split(".")[0]
                sheet.text(asked.item.stem, label=f"{case_number}.", keep=True)
            _question(sheet, asked)
    sheet.text(origin.sentence(), small=True)
    return sheet.finish()


def _rule(kind: str) -> str:
    return {
        "single": "：只有一个正确答案",
        "multiple": "：可能不止一个正确答案，选全才得分",
        "true_false": "：对的写“对”，错的写“错”",
        "fill": "：按对的空给分",
        "order": "：按先后写字母，全对才得分",
        "match": "：在每个序号后写相配的字母，按对的个数给分",
    }.get(kind, "")


def _question(sheet: Sheet, asked: Asked) -> None:
    stem = asked.ask.stem.replace("___", _BLANK)
    sheet.text(f"{asked.number}. {stem}（{asked.points}分）", keep=bool(list(_printed(asked))))
    if asked.ask.kind == "match":
        left = [f"（{n}）{text}" for n, (text, _) in enumerate(asked.ask.pairs, 1)]
        _lay_out(sheet, left, keep=True)
    _lay_out(sheet, list(_printed(asked)))


def _printed(asked: Asked) -> Iterator[str]:
    texts = asked.shown or tuple(choice.text for choice in asked.ask.choices)
    for letter, text in zip(LETTERS, texts, strict=False):
        yield f"{letter}. {text}"
    if asked.ask.kind == "number":
        yield f"答：{_BLANK} {asked.ask.unit}"


def _lay_out(sheet: Sheet, options: Sequence[str], *, keep: bool = False) -> None:
    """Options side by side where they are short."""
    widest = max((width_of(option) for option in options), default=0)
    columns = 4 if widest < _LINE_WIDTH / 4 - 2 else 2 if widest < _LINE_WIDTH / 2 - 2 else 1
    rows = [options[i : i + columns] for i in range(0, len(options), columns)]
    for number, row in enumerate(rows):
        paragraph = sheet.text("\t".join(row), keep=keep or number < len(rows) - 1)
        layout = paragraph.paragraph_format
        layout.left_indent = Cm(1.3 if columns == 1 else 0.75)
        if columns == 1:
            layout.first_line_indent = Cm(-0.55)
        for stop in range(1, columns):
            layout.tab_stops.add_tab_stop(Cm(0.75 + 15.2 * stop / columns))


def _answer_sheet(title: str, paper: Paper, origin: Origin) -> bytes:
    sheet = Sheet(origin, f"{title}　答题卡{paper.name}")
    sheet.title(f"{title}　答题卡{paper.name}")
    sheet.text(f"姓名{_BLANK}　单位{_BLANK}{_BLANK}　日期{_BLANK}　得分＿＿＿ / {paper.points}")
    for section in paper.sections:
        sheet.heading(section.title, 2)
        rows = [(asked.number, _boxes(asked), "") for asked in section.asked]
        sheet.table(("题号", "作答", "得分"), rows, (1, 7, 1))
    sheet.text(origin.sentence(), small=True)
    return sheet.finish()


def _boxes(asked: Asked) -> str:
    ask = asked.ask
    match ask.kind:
        case "single" | "multiple":
            return "　　".join(f"□ {letter}" for letter in LETTERS[: len(ask.choices)])
        case "true_false":
            return "□ 对　　□ 错"
        case "number":
            return f"{_BLANK} {ask.unit}"
        case "fill":
            return "\n".join(f"（{n}）{_BLANK}{_BLANK}" for n in range(1, len(ask.blanks) + 1))
        case "order":
            return " → ".join("＿＿" for _ in asked.shown)
        case _:
            return "　".join(f"（{n}）＿＿" for n in range(1, len(ask.pairs) + 1))


def _key(title: str, papers: Sequence[Paper], origin: Origin, seed: str) -> bytes:
    sheet = Sheet(origin, f"{title}　答案")
    sheet.title(f"{title}　答案和解析")
    sheet.text("发给学员的试卷里没有这些内容。填空、配对按对的个数给分，其余全对才得分。", small=True)
    for index, paper in enumerate(papers):
        sheet.heading(f"试卷{paper.name}（满分{paper.points}分）", 1, new_page=index > 0)
        rows = [
            (
                asked.number, asked.answer(), str(asked.points),
                asked.ask.explanation or asked.item.explanation,
                "\n".join(c.name for c in asked.item.citations), asked.item.id,
            )
            for asked in paper.asked()
        ]
        sheet.table(
            ("题号", "答案", "分值", "解析", "依据", "题目编号"), rows, (0.8, 2, 0.8, 4, 2.4, 2.4)
        )
    asked_ids = [asked.item.id for asked in papers[0].asked()]
    sheet.provenance([f"抽题和排列的种子：{seed}", *dict.fromkeys(asked_ids)])
    return sheet.finish()

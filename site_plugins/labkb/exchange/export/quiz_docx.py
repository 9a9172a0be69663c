"""A quiz on paper: papers A and B, an answer sheet for each, and a separate key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.papers import Asked, Chosen, Paper, Section, make_paper
from labkb.exchange.export.teaching import LETTERS, numeral
from labkb.exchange.export.word import Paper as Sheet
from labkb.exchange.export.word_questions import BLANK, print_question

KEY = "答案.docx"
_WHO = f"姓名{BLANK}　单位{BLANK}{BLANK}　日期{BLANK}"


def quiz_files(
    title: str, chosen: Sequence[Chosen], origin: Origin, *, seed: str = "1",
    names: Sequence[str] = ("A", "B"), minutes: int = 0, subject: str = "",
) -> Iterator[tuple[str, bytes]]:
    """File name and bytes: 试卷A, 答题卡A, … and one 答案 for the trainer.

    Raises:
        CannotGoOn: where there is no question to ask.
    """
    if not chosen:
        raise CannotGoOn(f"“{title}”没有题目，出不了试卷。先给课程配上题目。")
    papers = [make_paper(chosen, name, seed) for name in names]
    for paper in papers:
        yield f"试卷{paper.name}.docx", _questions(title, paper, origin, minutes, subject)
        yield f"答题卡{paper.name}.docx", _answer_sheet(title, paper, origin, subject)
    yield KEY, _key(title, papers, origin, seed, subject)


def _questions(title: str, paper: Paper, origin: Origin, minutes: int, subject: str) -> bytes:
    sheet = Sheet(origin, f"{title}　试卷{paper.name}", subject=subject)
    sheet.title(f"{title}　试卷{paper.name}")
    time = f"，限时{minutes}分钟" if minutes else ""
    sheet.text(f"共{len(paper.asked())}题，满分{paper.points}分{time}。答案写在答题卡{paper.name}上。")
    sheet.text(_WHO)
    for number, section in enumerate(paper.sections, 1):
        points = sum(asked.points for asked in section.asked)
        sheet.heading(f"{numeral(number)}、{section.title}（共{points}分）{_rule(section.kind)}", 2)
        told = ""
        for asked in section.asked:
            if section.kind == "case" and told != asked.item.id:
                told = asked.item.id
                case_number = asked.number.split(".")[0]
                sheet.text(asked.item.stem, label=f"{case_number}.", keep=True)
            print_question(sheet, asked.number, asked.ask, f"{asked.points}分", asked.shown)
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


def _answer_sheet(title: str, paper: Paper, origin: Origin, subject: str) -> bytes:
    sheet = Sheet(origin, f"{title}　答题卡{paper.name}", subject=subject)
    sheet.title(f"{title}　答题卡{paper.name}")
    sheet.text(_WHO)
    names = [numeral(n) for n in range(1, len(paper.sections) + 1)]
    full = [str(sum(asked.points for asked in section.asked)) for section in paper.sections]
    sheet.table(
        ("大题", *names, "总分"),
        [("满分", *full, str(paper.points)), ("得分", *("" for _ in names), "")],
        [1.2, *(1 for _ in names), 1.2],
    )
    for number, section in enumerate(paper.sections, 1):
        sheet.heading(f"{numeral(number)}、{section.title}", 2)
        _answers(sheet, section)
    return sheet.finish()


def _answers(sheet: Sheet, section: Section) -> None:
    """Boxes side by side, places to write one below the other."""
    options = max((len(asked.ask.choices) for asked in section.asked), default=0)
    few = 3 if options <= 5 else 2 if options <= 8 else 1
    columns = {"single": few, "multiple": few, "true_false": 4}.get(section.kind, 1)
    cells = [f"{asked.number}　{_boxes(asked)}" for asked in section.asked]
    cells += [""] * (-len(cells) % columns)
    rows = [cells[i : i + columns] for i in range(0, len(cells), columns)]
    sheet.table((), rows, [1] * columns)


def _boxes(asked: Asked) -> str:
    ask = asked.ask
    match ask.kind:
        case "single" | "multiple":
            return "　".join(f"□{letter}" for letter in LETTERS[: len(ask.choices)])
        case "true_false":
            return "□对　□错"
        case "number":
            return f"{BLANK} {ask.unit}".rstrip()
        case "fill":
            return "　".join(f"（{n}）{BLANK}{BLANK}" for n in range(1, len(ask.blanks) + 1))
        case "order":
            return " → ".join("＿＿" for _ in asked.shown)
        case _:
            return "　".join(f"（{n}）＿＿" for n in range(1, len(ask.pairs) + 1))


def _key(
    title: str, papers: Sequence[Paper], origin: Origin, seed: str, subject: str
) -> bytes:
    sheet = Sheet(origin, f"{title}　答案", subject=subject)
    sheet.title(f"{title}　答案和解析")
    sheet.text("发给学员的试卷里没有这些内容。填空、配对按对的个数给分，其余全对才得分。", small=True)
    for index, paper in enumerate(papers):
        sheet.heading(f"试卷{paper.name}（满分{paper.points}分）", 1, new_page=index > 0)
        sheet.heading("对答案", 3)
        _at_a_glance(sheet, paper)
        sheet.heading("解析", 3)
        rows = [
            (
                asked.number, asked.answer(), str(asked.points),
                asked.ask.explanation or asked.item.explanation,
                "\n".join(c.name for c in asked.item.citations), asked.item.id,
            )
            for asked in paper.asked()
        ]
        sheet.table(
            ("题号", "答案", "分值", "解析", "依据", "题目编号"), rows, (1.1, 2, 1, 4, 2.4, 2.6)
        )
    asked_ids = [asked.item.id for asked in papers[0].asked()]
    sheet.provenance(
        list(dict.fromkeys([*([subject] if subject else []), *asked_ids])),
        [("抽题", f"种子“{seed}”，同一个种子随时能再印出同一套")],
    )
    return sheet.finish()


def _at_a_glance(sheet: Sheet, paper: Paper) -> None:
    """What is said in a few letters, five to a row, for marking by eye."""
    short = [f"{a.number}　{a.answer()}" for a in paper.asked() if len(a.answer()) <= 6]
    short += [""] * (-len(short) % 5)
    if short:
        sheet.table((), [short[i : i + 5] for i in range(0, len(short), 5)], [1] * 5)

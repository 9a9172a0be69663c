"""A checklist as a workbook to fill in, empty or with the answers of a saved audit."""

from __future__ import annotations

from typing import Any

from labkb.checklist_view import ChecklistView, ItemView
from labkb.exchange.export.checklist_audit import AuditView, State
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.tables import Column, Table
from labkb.exchange.export.workbook import Workbook
from labkb.render.words import SEALS

SHEET = "核查表"
_COLUMNS = (
    Column("序号", 6), Column("章", 14), Column("条款", 12), Column("约束", 6),
    Column("要求", 40), Column("核查内容", 46), Column("看什么", 38), Column("适用", 22), Column("权重", 6),
    Column("结论", 11), Column("证据", 32), Column("备注", 22), Column("不适用的理由", 22),
    Column("差在哪里", 28), Column("打算怎么改", 28), Column("责任人", 12), Column("完成日期", 12),
    Column("提示", 20),
)  # fmt: skip
_ANSWER = 9
_WEIGHT, _CHAPTER = 8, 1
_FIELDS = ("evidence", "note", "reason", "problem", "action", "owner", "due")


def checklist_xlsx(view: ChecklistView, audit: State | None = None) -> bytes:
    """The bytes of the workbook."""
    origin = Origin(view.kb, view.kb_name, view.edition, view.as_of)
    held = AuditView(view, audit)
    book = Workbook(origin, view.checklist.title, [view.checklist.id])
    book.add_cover_lines([view.checklist.purpose, *view.rule_in_words()])
    book.add_cover_lines([f"{label}：{text}" for label, text in held.about()])
    items = [(c.title, i) for c in view.chapters for i in c.items if i.id in held.asked]
    rows = tuple(_row(held, chapter, item) for chapter, item in items)
    sheet = book.add(Table(SHEET, _COLUMNS, rows, frozen=3))
    _choices(book, sheet, view, len(rows))
    _totals(book, held, len(rows))
    if audit is not None:
        _lists(book, held)
    return book.finish()


def _row(held: AuditView, chapter: str, item: ItemView) -> tuple[Any, ...]:
    value = held.value(item.id)
    words = held.view.answer_words
    hint = "；".join(
        text for text in ("一票否决" if item.critical else "", held.again.get(item.id, "")) if text
    )
    return (
        item.order,
        chapter,
        item.short,
        "、".join(SEALS[name].char for name in item.obligations),
        "".join(item.demands),
        item.question,
        "；".join(item.look_at),
        "；".join(text for text in (item.condition, item.note) if text),
        item.weight,
        words.get(value.get("answer", ""), ""),
        *(value.get(name, "") or _printed(item, name) for name in _FIELDS),
        hint,
    )


def _printed(item: ItemView, name: str) -> str:
    """Owner and date that a source states, where nobody wrote others."""
    return {"owner": item.owner, "due": item.due}.get(name, "")


def _choices(book: Workbook, sheet: Any, view: ChecklistView, count: int) -> None:
    words = view.answer_words
    sheet.data_validation(
        1, _ANSWER, max(count, 1), _ANSWER,
        {
            "validate": "list", "source": list(words.values()), "ignore_blank": True,
            "error_title": "结论", "error_message": f"请从下拉表里选：{'、'.join(words.values())}",
            "input_title": "结论", "input_message": "不适用的要写理由",
        },
    )  # fmt: skip
    tones = {"partial": "#FAF0DC", "nonconforming": "#FBEBE9", "conforming": "#E6F2E9"}
    for name, colour in tones.items():
        sheet.conditional_format(
            1, _ANSWER, max(count, 1), _ANSWER,
            {"type": "cell", "criteria": "==", "value": f'"{words[name]}"',
             "format": book.format(f"tone-{name}", bg_color=colour)},
        )  # fmt: skip


def _totals(book: Workbook, held: AuditView, count: int) -> None:
    """Scores by chapter as formulas over the form, so that a form filled in by hand adds up."""
    rule, words = held.view.checklist.scoring, held.view.answer_words
    sheet = book.book.add_worksheet("汇总")
    for column, (title, width) in enumerate((("章", 30), ("项数", 8), ("已答", 8), ("得分", 10))):
        sheet.set_column(column, column, width)
        book.write(sheet, 0, column, title, book.head)
    sheet.freeze_panes(1, 0)

    def span(column: int) -> str:
        letter = chr(ord("A") + column)
        return f"{SHEET}!${letter}$2:${letter}${count + 1}"

    answers, weights, reasons = span(_ANSWER), span(_WEIGHT), span(_ANSWER + 3)
    scored = {name: getattr(rule, name) for name in ("conforming", "partial", "nonconforming")}
    got = "+".join(f'({answers}="{words[name]}")*{credit}' for name, credit in scored.items())
    given = "+".join(f'({answers}="{words[name]}")' for name in scored)
    excused = f'({answers}="{words["not_applicable"]}")*({reasons}<>"")'
    counted = given if rule.unanswered == "excluded" else f"(1-{excused})"
    whole = book.format("score", num_format="0")
    chapters = [*held.score["chapters"], {"title": "", **held.score}]
    for row, chapter in enumerate(chapters, 1):
        title = str(chapter["title"])
        mine = f"({span(_CHAPTER)}=$A${row + 1})" if title else f"({span(_CHAPTER)}<>\"\")"
        book.write(sheet, row, 0, title or "总分")
        sheet.write_formula(row, 1, f"=SUMPRODUCT({mine}*1)", whole, chapter["total"])
        done = f"=SUMPRODUCT({mine}*(({given})+{excused}))"
        sheet.write_formula(row, 2, done, whole, chapter["answered"])
        total = (
            f"=IF(SUMPRODUCT({mine}*({counted})*{weights})=0,\"\","
            f"100*SUMPRODUCT({mine}*({got})*{weights})/SUMPRODUCT({mine}*({counted})*{weights}))"
        )
        percent = chapter["percent"]
        sheet.write_formula(row, 3, total, whole, "" if percent is None else percent)
    if held.state is not None and held.score["verdict"]["words"]:
        book.write(sheet, len(chapters) + 2, 0, f"结论：{held.score['verdict']['words']}")


def _lists(book: Workbook, held: AuditView) -> None:
    words, lists = held.view.answer_words, held.lists
    book.add(Table(
        "问题清单",
        (Column("序号", 6), Column("条款", 12), Column("问题", 50), Column("结论", 11),
         Column("权重", 6), Column("证据", 36)),
        tuple(
            (n, gap["number"], gap["problem"], words[gap["answer"]], gap["weight"], gap["evidence"])
            for n, gap in enumerate(lists["problems"], 1)
        ),
    ))  # fmt: skip
    book.add(Table(
        "责任清单",
        (Column("序号", 6), Column("责任人", 20), Column("项数", 8), Column("条款", 50),
         Column("最早期限", 14)),
        tuple(
            (n, owner["owner"], owner["count"], "、".join(owner["numbers"]), owner["earliest"])
            for n, owner in enumerate(lists["owners"], 1)
        ),
    ))  # fmt: skip
    book.add(Table(
        "任务清单",
        (Column("序号", 6), Column("条款", 12), Column("任务", 46), Column("对应问题", 40),
         Column("责任人", 20), Column("期限", 14), Column("完成情况", 16)),
        tuple(
            (n, task["number"], task["task"], task["problem"], task["owner"], task["due"], "")
            for n, task in enumerate(lists["tasks"], 1)
        ),
    ))  # fmt: skip

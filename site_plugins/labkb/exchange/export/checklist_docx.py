"""A checklist as a Word document: a paper form with boxes, empty or filled in."""

from __future__ import annotations

from labkb.checklist_view import ChecklistView, ItemView
from labkb.exchange.export.checklist_audit import AuditView, State
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.word import Paper

_NAMES = {
    "evidence": "证据",
    "note": "备注",
    "reason": "理由",
    "problem": "差在哪里",
    "action": "措施",
    "owner": "责任人",
    "due": "期限",
}


def checklist_docx(view: ChecklistView, audit: State | None = None) -> bytes:
    """The bytes of the Word document."""
    origin = Origin(view.kb, view.kb_name, view.edition, view.as_of)
    held = AuditView(view, audit)
    paper = Paper(origin, view.checklist.title, subject=view.checklist.id, landscape=True)
    paper.title(view.checklist.title)
    paper.text(origin.sentence(), small=True)
    paper.text(view.checklist.purpose)
    paper.text("、".join(label for _, label in view.basis), label="依据")
    blank = "＿" * 10
    paper.text("　　".join(f"{label}：{text or blank}" for label, text in held.about()))
    # Who gets a report wants the outcome first, and the items to look up afterwards.
    _results(paper, held)
    if held.state is not None:
        paper.heading("逐项记录", new_page=True)
    for chapter in view.chapters:
        items = [item for item in chapter.items if item.id in held.asked]
        if not items:
            continue
        level = 1 if held.state is None else 2
        paper.heading(f"{chapter.number} {chapter.title}".strip(), level)
        paper.table(
            ("序号", "条款", "核查内容", "结论", "证据与说明"),
            [_row(held, item) for item in items],
            (4, 11, 37, 13, 35),
        )
    if held.state is None:
        _rules_and_signatures(paper, view)
    paper.provenance([view.checklist.id])
    return paper.finish()


def _rules_and_signatures(paper: Paper, view: ChecklistView) -> None:
    paper.heading("计分规则", 2)
    paper.items(view.rule_in_words())
    paper.heading("签字", 2)
    paper.table((), [(f"{who}：", "日期：") for who in ("填表人", "审核人", "批准人")], (3, 2))


def _row(held: AuditView, item: ItemView) -> tuple[str, ...]:
    value = held.value(item.id)
    asks = [item.question]
    if item.demands:
        asks.append(f"要求：{''.join(item.demands)}")
    if item.condition:
        asks.append(f"适用：{item.condition}")
    if item.look_at:
        asks.append(f"看：{'；'.join(item.look_at)}")
    if item.owner or item.due:
        asks.append("　".join(t for t in (f"责任：{item.owner}", f"时限：{item.due}") if t[3:]))
    if item.critical:
        asks.append("（一票否决）")
    answer = value.get("answer", "")
    boxes = [
        f"{'☑' if name == answer else '□'}{word}"
        for name, word in held.view.answer_words.items()
    ]
    said = [f"{label}：{value[name]}" for name, label in _NAMES.items() if value.get(name)]
    if item.id in held.again:
        said.append(f"重新确认：{held.again[item.id]}")
    number = item.short
    return str(item.order), number, "\n".join(asks), "\n".join(boxes), "\n".join(said)


def _results(paper: Paper, held: AuditView) -> None:
    if held.state is None:
        return
    score, words = held.score, held.view.answer_words
    paper.heading("结果")
    counts = score["counts"]
    said = "，".join(f"{word}{counts[name]}" for name, word in words.items())
    paper.text(f"共{score['total']}项，已答{score['answered']}项：{said}，未答{counts['unanswered']}。")
    total = "没有可以计分的回答" if score["shown"] is None else f"{score['shown']}分"
    paper.text(f"{total}。{score['verdict']['words']}", label="总分")
    paper.table(
        ("章", "项数", "已答", "得分"),
        [
            (f"{c['number']} {c['title']}".strip(), str(c["total"]), str(c["answered"]),
             c["shown"] or "—")
            for c in score["chapters"]
        ],
        (5, 1, 1, 1),
    )  # fmt: skip
    if held.lists["problems"]:
        _lists(paper, held)
    _rules_and_signatures(paper, held.view)


def _lists(paper: Paper, held: AuditView) -> None:
    lists, words = held.lists, held.view.answer_words
    paper.heading("问题清单", 2)
    paper.table(
        ("序号", "条款", "问题", "结论", "证据"),
        [
            (str(n), g["number"], g["problem"], words[g["answer"]], g["evidence"])
            for n, g in enumerate(lists["problems"], 1)
        ],
        (1, 2, 7, 2, 5),
    )
    paper.heading("责任清单", 2)
    paper.table(
        ("序号", "责任人", "项数", "条款", "最早期限"),
        [
            (str(n), o["owner"], str(o["count"]), "、".join(o["numbers"]), o["earliest"])
            for n, o in enumerate(lists["owners"], 1)
        ],
        (1, 3, 1, 7, 2),
    )
    paper.heading("任务清单", 2)
    paper.table(
        ("序号", "条款", "任务", "责任人", "期限"),
        [
            (str(n), t["number"], _task(t), t["owner"], t["due"])
            for n, t in enumerate(lists["tasks"], 1)
        ],
        (1, 2, 8, 3, 2),
    )


def _task(task: dict[str, str]) -> str:
    return f"{task['problem']}（措施待定）" if task["task"] == "待定" else task["task"]

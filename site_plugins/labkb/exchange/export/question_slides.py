"""A question as slides: what is asked on one, the answer on the next."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.exchange.export.slides import Line, Slide
from labkb.exchange.export.teaching import KINDS, LETTERS, Ask, Item


def item_slides(item: Item, order: int) -> Iterator[Slide]:
    """The slides of a question; a case begins with its story."""
    is_case = item.kind == "case"
    if is_case:
        yield Slide("content", "案例", f"练习{order}", (Line(item.stem),),
                    (f"题目编号：{item.id}", "给学员一两分钟看案情，再翻到下一页。"))
    for part, ask in enumerate(item.asks, 1):
        kicker = f"练习{order}.{part}" if is_case else f"练习{order}"
        title = KINDS[ask.kind]
        number = f"题目编号：{item.id}"
        yield Slide(
            "content", title, kicker,
            (Line(ask.stem.replace("___", "＿＿＿"), is_strong=True), *_options(ask)),
            (number, f"答案：{ask.right_words()}", *_feedback(ask)),
        )
        yield Slide("content", f"{title}：答案", kicker, tuple(_answer(ask, item)),
                    (number, *_feedback(ask)))


def _options(ask: Ask) -> Iterator[Line]:
    if ask.kind in {"single", "multiple"}:
        for letter, choice in zip(LETTERS, ask.choices, strict=False):
            yield Line(choice.text, letter)
    elif ask.kind == "order":
        for letter, text in zip(LETTERS, sorted(ask.sequence), strict=False):
            yield Line(text, letter)
    elif ask.kind == "true_false":
        yield Line("对，还是错？")
    elif ask.kind == "match":
        for number, (left, _) in enumerate(ask.pairs, 1):
            yield Line(left, str(number))
        right = sorted(right for _, right in ask.pairs)
        for letter, text in zip(LETTERS, right, strict=False):
            yield Line(text, letter, 1)
    elif ask.kind == "number" and ask.unit:
        yield Line(f"单位：{ask.unit}", level=1)


def _feedback(ask: Ask) -> Iterator[str]:
    for letter, choice in zip(LETTERS, ask.choices, strict=False):
        if choice.feedback:
            yield f"{letter}：{choice.feedback}"


def _answer(ask: Ask, item: Item) -> Iterator[Line]:
    letters = ask.right_letters if ask.kind in {"single", "multiple"} else ""
    first, *rest = [f"{left} — {right}" for left, right in ask.pairs] or [ask.right_words()]
    yield Line(f"{letters}　{first}".strip(), "答", is_strong=True)
    yield from (Line(text, is_strong=True, hangs=True) for text in rest)
    if ask.explanation or item.explanation:
        yield Line(ask.explanation or item.explanation, "解")
    for citation in item.citations:
        words = f"{citation.name}　{citation.summary}" if citation.summary else citation.name
        yield Line(words, "据", 1)

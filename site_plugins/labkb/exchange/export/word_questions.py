"""A question as it is printed: its text, its options side by side where they are short."""

from __future__ import annotations

from collections.abc import Sequence

from docx.shared import Cm, Pt

from labkb.exchange.export.fitting import width_of
from labkb.exchange.export.teaching import LETTERS, Ask
from labkb.exchange.export.word import Paper

BLANK = "＿＿＿＿＿＿"
_LINE_WIDTH = 40.0
"""Ems of 10.5 pt between the margins."""
_LINE_CM = 15.0


def print_question(
    paper: Paper, number: str, ask: Ask, tail: str, shown: Sequence[str] = (), *,
    blank: str = "",
) -> None:
    """Prints a question.

    Args:
        paper: where.
        number: 3, or 8.2 for a part of a case.
        ask: what is asked.
        tail: what follows the text in brackets: its points or its kind.
        shown: what stands under letters instead of the options: things to order, to match.
        blank: a line to answer on, none for an answer sheet.
    """
    stem = ask.stem.replace("___", BLANK)
    options = [
        f"{letter}. {text}"
        for letter, text in zip(
            LETTERS, shown or [choice.text for choice in ask.choices], strict=False
        )
    ]
    if not blank and ask.kind == "number":
        blank = f"答：{BLANK} {ask.unit}".rstrip()
    paragraph = paper.text(f"{number}. {stem}（{tail}）", keep=bool(options or blank))
    paragraph.paragraph_format.space_before = Pt(5)
    if ask.kind == "match":
        left = [f"（{n}）{text}" for n, (text, _) in enumerate(ask.pairs, 1)]
        _side_by_side(paper, left, keep=True)
    _side_by_side(paper, options, keep=bool(blank))
    if blank:
        paper.text(blank).paragraph_format.left_indent = Cm(0.75)


def _side_by_side(paper: Paper, options: Sequence[str], *, keep: bool = False) -> None:
    widest = max((width_of(option) for option in options), default=0)
    columns = 4 if widest < _LINE_WIDTH / 4 - 2 else 2 if widest < _LINE_WIDTH / 2 - 2 else 1
    rows = [options[i : i + columns] for i in range(0, len(options), columns)]
    for number, row in enumerate(rows):
        paragraph = paper.text("\t".join(row), keep=keep or number < len(rows) - 1)
        layout = paragraph.paragraph_format
        layout.space_after, layout.line_spacing = Pt(1), 1.25
        layout.left_indent = Cm(1.3 if columns == 1 else 0.75)
        if columns == 1:
            layout.first_line_indent = Cm(-0.55)
        for stop in range(1, columns):
            layout.tab_stops.add_tab_stop(Cm(0.75 + _LINE_CM * stop / columns))

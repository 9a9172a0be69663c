"""Lines of a source find the clauses without a number that stand for them."""

from __future__ import annotations

from labkb.exchange.importing.alignment import align
from labkb.model.document import Clause


def clause(heading: str | None, *keywords: str, summary: str = "要点") -> Clause:
    return Clause.model_validate(
        {"form": "paragraph", "heading": heading, "summary": summary, "keywords": list(keywords)}
    )


def test_a_line_goes_to_the_clause_whose_heading_it_begins_with() -> None:
    lines = ["引言一句。", "加强科技工作。立项十一项。", "续写一行。", "加强信息化建设。新平台上线。"]
    found = align(lines, None, [clause("加强科技工作"), clause("加强信息化建设")])
    assert found == [lines[0], "\n".join(lines[1:3]), lines[3]]


def test_headings_inside_a_line_cut_it() -> None:
    line = "加强队伍建设。在干部队伍方面，加强管理。在评审员队伍方面，加强培训。"
    found = align([line], None, [clause("加强队伍建设"), clause("干部队伍方面"), clause("评审员队伍方面")])
    assert found == ["", "加强队伍建设。", "在干部队伍方面，加强管理。", "在评审员队伍方面，加强培训。"]


def test_where_no_heading_stands_in_the_text_keywords_and_summaries_decide() -> None:
    lines = ["会议通报了换版宣贯。", "各位代表介绍了体会。", "会议完成了各项议程，圆满结束。"]
    clauses = [
        clause("通报", "换版宣贯"), clause("讨论", "代表"), clause("结果", summary="议程完成，会议圆满。"),
    ]
    assert align(lines, None, clauses) == ["", *lines]


def test_the_order_of_the_lines_is_kept() -> None:
    lines = ["乙事一。", "甲事。", "乙事二。"]
    texts = align(lines, None, [clause(None, "甲事"), clause(None, "乙事")])
    assert "\n".join(text for text in texts if text) == "\n".join(lines)


def test_what_belongs_to_no_clause_stays_with_the_one_above() -> None:
    above = clause("总则", "适用范围")
    assert align(["本章适用范围如下。"], above, [clause("细节", "样品")]) == ["本章适用范围如下。", ""]
    assert align([], above, [clause("细节")]) == ["", ""]

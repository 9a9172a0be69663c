"""The small parts that pages are made of."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from markupsafe import Markup

from labkb.model.fact import Derivation
from labkb.model.responsibility import Target
from labkb.model.term import Term
from labkb.render.charts import charts_of
from labkb.render.duty_view import last_day, month_words, target_words
from labkb.render.fact_view import FactView, formula
from labkb.render.glossary import Gloss, Glossary
from labkb.render.map_layout import Edge, Node, narrow_drawing, shorten, text_width, wide_drawing
from labkb.render.sanitize import clean_html


def term(slug: str, name: str, *variants: str) -> Term:
    return Term(id=f"term/{slug}", name=name, variants=variants, definition="说明。")


def fact(name: str, value: str, unit: str = "家", period: str = "2021") -> FactView:
    return FactView(
        id=f"fact/{name}", anchor=f"fact-{name}", name=name, value=Decimal(value),
        shown=f"{value}{unit}", unit=unit, printed="", scope="", population="", period=period,
        source=None, document="", derivation="", operands=(), series="s", remarks=(), to_verify=(),
        words="",
    )


def test_the_longest_term_is_marked_and_each_only_once() -> None:
    glossary = Glossary([term("u", "不确定度"), term("mu", "测量不确定度")], {})
    used: dict[str, Gloss] = {}
    html = str(glossary.mark("测量不确定度就是不确定度，不确定度。", "../", used))
    assert html.count("<a ") == 2
    assert 'data-term="mu">测量不确定度</a>就是<a' in html
    assert set(used) == {"mu", "u"}


def test_text_around_a_term_is_escaped() -> None:
    glossary = Glossary([term("r", "原始记录")], {})
    assert "&lt;b&gt;" in glossary.mark("<b>原始记录</b>", "", {})


def test_text_without_terms_stays_plain_text_for_the_template_to_escape() -> None:
    assert not isinstance(Glossary([term("r", "原始记录")], {}).mark("<b>", "", {}), Markup)


def test_a_short_common_name_is_marked_once_on_a_page_unless_the_clause_lists_it() -> None:
    glossary = Glossary([term("c", "能力")], {})
    used: dict[str, Gloss] = {}
    assert "<a " in glossary.mark("有能力", "", used)
    assert "<a " not in glossary.mark("有能力", "", used)
    assert "<a " in glossary.mark("有能力", "", used, ("term/c",))


def test_numbers_of_different_units_never_share_a_chart() -> None:
    charts = charts_of("s", [fact("a", "3"), fact("b", "2"), fact("c", "10", "%")])
    assert [[f.name for f in chart.facts] for chart in charts] == [["a", "b"]]


def test_shares_of_one_whole_become_a_pareto_with_running_totals() -> None:
    held = [fact("a", "7.3", "%"), fact("b", "28.4", "%"), fact("c", "14", "%")]
    (chart,) = charts_of("不符合项占比前三位", held)
    assert chart.kind == "pareto"
    assert [column.total for column in chart.columns] == ["28.4", "42.4", "49.7"]


def test_one_number_for_each_year_becomes_columns_in_the_order_of_time() -> None:
    (chart,) = charts_of("s", [fact("b", "5", period="2021"), fact("a", "9", period="2020")])
    assert (chart.kind, [c.name for c in chart.columns]) == ("columns", ["2020", "2021"])


@pytest.mark.parametrize(
    ("operation", "said"),
    [("sum", "A + B + C，取整"), ("growth", "(A ÷ B − 1) × 100%，取整")],
)
def test_a_derived_figure_shows_its_formula(operation: str, said: str) -> None:
    of = ("fact/a", "fact/b", "fact/c") if operation == "sum" else ("fact/a", "fact/b")
    derived = Derivation.model_validate({"operation": operation, "of": of})
    assert formula(derived) == said


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({"name": "发稿", "value": "40", "unit": "篇", "is_approximate": True}, "发稿 约40篇"),
        ({"name": "培训", "minimum": "8", "maximum": "10", "unit": "次", "due_on": "2024-12"},
         "培训 8至10次，到2024-12"),
        ({"name": "覆盖", "minimum": "90", "unit": "%"}, "覆盖 不少于90%"),
    ],
)
def test_a_target_reads_as_words(target: dict[str, object], said: str) -> None:
    assert target_words(Target.model_validate(target)) == said


def test_partial_dates_end_with_their_last_day() -> None:
    assert [month_words("2023-12"), month_words("2023"), month_words("2023-11-08")] == [
        "2023年12月", "2023年", "2023年11月8日",
    ]
    assert last_day("2023-12") < "2024-01-01"
    assert last_day("2023-12") >= "2023-12-31"
    assert last_day("2023") == "2023-12-31"


def test_map_labels_stand_on_lines_of_their_own() -> None:
    nodes = [Node(f"d{i}", f"文件{i}" * 9, "", True) for i in range(6)]
    nodes += [Node(f"r{i}", f"引用文件{i}" * 9, "", False) for i in range(31)]
    edges = [Edge(f"d{i % 6}", f"r{i}", i) for i in range(31)]
    wide, narrow = wide_drawing(nodes, edges), narrow_drawing(nodes, edges)
    for drawing, least in ((wide, 26), (narrow, 26)):
        by_side: dict[str, list[float]] = {}
        for spot in drawing.spots:
            by_side.setdefault(spot.side, []).append(spot.y)
        for ys in by_side.values():
            ordered = sorted(ys)
            gaps = [b - a for a, b in pairwise(ordered)]
            assert min(gaps, default=least) >= least
    assert len(narrow.spots) == len(nodes)
    assert len(wide.curves) == len(edges)


def test_a_label_is_cut_to_the_width_it_has() -> None:
    assert shorten("GB/T 8170", 10) == "GB/T 8170"
    cut = shorten("计量、标准、认可携手支撑碳达峰碳中和", 10)
    assert cut.endswith("…")
    assert text_width(cut) <= 10


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<p onclick="x()">甲</p>', "<p>甲</p>"),
        ('<a href="javascript:x()">甲</a>', "<a>甲</a>"),
        ('<img src="https://example.org/a.png" alt="甲">', '<img alt="甲">'),
        ('<img src="a.png" alt="甲">', '<img src="a.png" alt="甲">'),
        ("<script>x()</script>甲", "甲"),
        ('<td style="text-align: right;">1</td>', "1"),
        ('<p style="position:fixed">甲</p>', "<p>甲</p>"),
        ('<input type="image" src="x" onfocus="x()">', '<input type="checkbox">'),
    ],
)
def test_an_authors_html_keeps_what_cannot_run(html: str, kept: str) -> None:
    assert clean_html(html) == kept

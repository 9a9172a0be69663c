"""The pages of 学, read without scripts."""

from __future__ import annotations

import hashlib
import re

import pytest

from labkb.render.context import Site
from labkb.render.learning import learning_assets, learning_pages
from labkb.render.learning_materials import render_materials
from labkb.render.page import Page
from tests.conftest import ProjectMaker
from tests.unit.learning.conftest import load
from tests.unit.learning.samples import FILES
from tests.unit.learning.test_rules import MATERIAL


@pytest.fixture(scope="module")
def pages(sample: Site) -> dict[str, Page]:
    return {planned.path: planned.render() for planned in learning_pages(sample)}


def test_each_way_to_learn_has_its_page(pages: dict[str, Page]) -> None:
    assert set(pages) == {
        f"learn/{name}.html"
        for name in ("index", "records", "practice", "exam", "wrong", "cards", "stats", "coverage",
                     "rollup")
    }


def test_a_course_reads_from_top_to_bottom(pages: dict[str, Page]) -> None:
    html = pages["learn/records.html"].html
    for text in ("会做记录", "第一段。", "第二段。", "数据出来时就记下。", "出来就记。", "小王记下读数。",
                 "当场写下的数据。", "数据什么时候记？", "25分钟", "3题，10分钟，60分及格"):
        assert text in html
    assert "../check/records.html" in html


def test_every_lesson_has_its_anchor_in_page_and_contents(
    sample: Site, pages: dict[str, Page]
) -> None:
    page = pages["learn/records.html"]
    for lesson in ("at-once", "mend"):
        assert sample.urls[f"course/records:{lesson}"] == f"learn/records.html#c-{lesson}"
        assert f'id="c-{lesson}"' in page.html
    anchors = [child.anchor for item in page.toc for child in item.children]
    assert anchors == ["c-at-once", "c-mend"]


def test_every_question_has_its_anchor(sample: Site, pages: dict[str, Page]) -> None:
    html = pages["learn/practice.html"].html
    for entry in sample.graph.family("question"):
        page, anchor = sample.urls[entry.id].split("#")
        assert page == "learn/practice.html"
        assert f'id="{anchor}"' in html


def test_the_heat_map_counts_questions_by_clause(pages: dict[str, Page]) -> None:
    html = pages["learn/coverage.html"].html
    assert 'title="4.1 当场记：4题"' in html
    assert 'title="4.2 改错：4题"' in html
    assert "2条，考到2条；8题" in html


def test_text_from_yaml_is_escaped(make_project: ProjectMaker) -> None:
    files = {name: str(text).replace("怎样做记录", "<script>alert(1)</script>")
             for name, text in FILES.items()}
    site = load(make_project(files))
    html = "".join(planned.render().html for planned in learning_pages(site))
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html
    data = dict(learning_assets(site))["assets/labkb/learn-data.js"].decode("utf-8")
    assert "</script>" not in data


def test_a_collection_without_questions_has_no_pages(make_project: ProjectMaker) -> None:
    site = load(make_project({"kb/standards/a.yaml": str(FILES["kb/standards/std-a.yaml"])}))
    assert list(learning_pages(site)) == []
    assert list(learning_assets(site)) == []


def test_materials_are_listed_filtered_and_copied(make_project: ProjectMaker) -> None:
    sha256 = hashlib.sha256(b"slides").hexdigest()
    files = {
        **FILES,
        "kb/materials/slides.yaml": MATERIAL.format(sha256=sha256) + "audiences: [讲师, 学员]\n",
        "materials/课件.pptx": b"slides",
    }
    site = load(make_project(files))
    html = render_materials(site).html
    assert 'href="materials/slides.pptx"' in html
    assert 'data-audience="讲师、学员"' in html
    assert 'data-clause="某标准 4.1"' in html
    assert re.search(r"<option>讲师</option>", html)
    assert dict(learning_assets(site))["materials/slides.pptx"] == b"slides"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("terms: [term/record]", "terms: [std-a, term/nothing]"),
        ("questions: [question/one, ", "questions: [std-a, question/nothing, "),
        ('reading: ["std-a:4.1"]', 'reading: ["std-a", "term/record", "std-a:9"]'),
        ("checklist: checklist/records", "checklist: std-a"),
        ('number: {value: "6.0", unit: 年, tolerance: "0.5"}', "remarks: [没有答案]"),
        ("is_true: false\n  explanation: 这是建议。", "explanation: 这是建议。"),
        ("sequence: [看清原来的, 在旁边写, 签名]", "sequence: []"),
        ("写错了在___改，并___。", "写错了在旁边改。"),
        ('clauses: ["std-a:4.1/r1"]', 'clauses: ["std-a", "std-a:4.1/r9"]'),
        ("modules: [1]}", "modules: [7], kinds: [essay]}"),
    ],
)
def test_mistakes_of_an_author_do_not_stop_the_pages(
    make_project: ProjectMaker, old: str, new: str
) -> None:
    texts = {name: str(text) for name, text in FILES.items()}
    assert any(old in text for text in texts.values())
    site = load(make_project({name: text.replace(old, new) for name, text in texts.items()}))
    pages = [planned.render() for planned in learning_pages(site)]
    assert len(pages) == 9
    assert dict(learning_assets(site))["assets/labkb/learn-data.js"]


def test_materials_alone_do_not_link_to_pages_that_are_not_there(
    make_project: ProjectMaker,
) -> None:
    files = {
        "kb/standards/a.yaml": str(FILES["kb/standards/std-a.yaml"]),
        "kb/materials/slides.yaml": MATERIAL.format(sha256="0" * 64),
    }
    page = render_materials(load(make_project(files)))
    assert "文件缺失" in page.html
    links = [item.url for item in (*page.sidebar, *page.crumbs) if item.url]
    assert links == ["materials.html", "index.html"]


def test_a_course_without_questions_links_to_no_practice(make_project: ProjectMaker) -> None:
    files = {name: text for name, text in FILES.items() if "questions" not in name}
    site = load(make_project(files))
    pages = {planned.path: planned.render() for planned in learning_pages(site)}
    assert set(pages) == {"learn/index.html", "learn/records.html"}
    html = "".join(page.html for page in pages.values())
    assert "practice.html" not in html
    assert "exam.html" not in html

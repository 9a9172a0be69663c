"""What the pages say, on small collections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from textwrap import dedent

import pytest

from labkb.pipeline import Collection, load_collection
from labkb.render.overlay import OverlayText
from labkb.render.site import plan_site
from labkb.settings import Settings
from tests.conftest import ProjectMaker

GUIDE = """
id: guide-2025
kind: standard
title: 校准服务指南
short_title: 指南
status: draft
clauses:
  - number: "6"
    heading: 服务过程
    clauses:
      - number: "6.3"
        heading: 原始记录
        clauses:
          - number: 6.3.6
            heading: 保管六年
            summary: 原始记录按期保管，量值可以溯源。
            terms: [term/record]
            cites: [jjf-1]
            requirements:
              - {obligation: shall, statement: 按规定的期限保管。, evidence: [档案制度]}
              - {obligation: should, statement: 保管六年。, actors: [organization/lab]}
          - number: 6.3.7
            summary: 见前一条。
            cites: ["guide-2025:6.3.6"]
"""
OTHERS = {
    "kb/terms/t.yaml": """
        - {id: term/record, name: 原始记录, english: original record, definition: 当时记下的东西。}
        """,
    "kb/references/r.yaml": "- {id: jjf-1, number: JJF 1, title: 规范}",
    "kb/organizations/o.yaml": "- {id: organization/lab, name: 某实验室, type: laboratory}",
}


def made(make_project: ProjectMaker, files: Mapping[str, str]) -> Collection:
    return load_collection(make_project({name: dedent(text) for name, text in files.items()}))


def html_of(
    collection: Collection,
    path: str,
    settings: Settings | None = None,
    overlay: Mapping[str, OverlayText] | None = None,
) -> str:
    plan = plan_site(collection, settings or Settings(Path(), as_of="2026-01-31"), overlay=overlay)
    return next(page.render().html for page in plan.pages() if page.path == path)


def keys_of(collection: Collection) -> dict[str, str]:
    plan = plan_site(collection, Settings(Path(), as_of="2026-01-31"))
    return {page.path: page.key for page in plan.pages()}


@pytest.fixture
def guide(make_project: ProjectMaker) -> str:
    collection = made(make_project, {"kb/standards/g.yaml": GUIDE, **OTHERS})
    return html_of(collection, "d/guide-2025/index.html")


def text_of(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", " ", html))


def test_a_clause_shows_each_requirement_with_its_obligation_actor_and_evidence(
    guide: str,
) -> None:
    clause = guide.split('id="c-6.3.6"')[1].split("</article>")[0]
    assert 'id="c-6.3.6-r1"' in clause
    assert 'id="c-6.3.6-r2"' in clause
    assert "要求：应" in clause
    assert "推荐：宜、建议" in clause
    said = text_of(clause)
    assert "证据档案制度" in said
    assert "谁某实验室" in said


def test_a_term_in_the_summary_is_a_link_that_works_without_scripts(guide: str) -> None:
    assert '<a class="kb-term" href="../../terms.html#term-record" data-term="record">' in guide


def test_a_relative_number_is_cited_with_the_numbers_above_it(make_project: ProjectMaker) -> None:
    text = """
        id: p-1
        kind: policy
        title: 某意见
        number: 某〔2020〕1号
        clauses:
          - number: 二
            heading: 机制
            clauses: [{number: （一）, heading: 分工, summary: 分工。}]
        """
    html = html_of(made(make_project, {"kb/policies/p.yaml": text}), "d/p-1/index.html")
    assert 'data-cite="二（一）"' in html
    assert "出处：某意见二（一）" in html


def test_a_link_to_a_number_that_is_printed_twice_says_which_one(make_project: ProjectMaker) -> None:
    text = """
        id: p-1
        kind: policy
        title: 某意见
        number: 某〔2020〕1号
        clauses:
          - {number: 二, heading: 机制, clauses: [{number: "1.", heading: 分工, summary: 分工。}]}
          - {number: 三, heading: 保障, clauses: [{number: "1.", heading: 经费, summary: 经费。}]}
          - {number: 四, heading: 其他, summary: 看别处。, cites: ["p-1:3.1", "p-1:4"]}
        """
    html = html_of(made(make_project, {"kb/policies/p.yaml": text}), "d/p-1/index.html")
    assert ">某意见 三1.</a>" in html


def test_the_time_line_runs_backwards_within_a_year_too(make_project: ProjectMaker) -> None:
    files = {
        f"kb/policies/p{n}.yaml": f"{{id: p-{n}, kind: policy, title: 意见{n}, issued_on: {day}, clauses: []}}"
        for n, day in enumerate(["2021-06-09", "2021-12", "2020-01-02"])
    }
    html = html_of(made(make_project, files), "timeline.html")
    assert re.findall(r"<time [^>]*>([^<]*)</time>", html) == ["12月", "06-09", "01-02"]


def test_a_clause_names_who_cites_it(guide: str) -> None:
    clause = guide.split('id="c-6.3.6"')[1].split("</article>")[0]
    cited = clause.split("<dt>被引用</dt>")[1]
    assert "指南 6.3.7" in cited


def test_an_unknown_status_and_date_are_marked_to_be_verified(make_project: ProjectMaker) -> None:
    collection = made(
        make_project,
        {"kb/policies/p.yaml": "{id: p-1, kind: policy, title: 某意见, clauses: []}"},
    )
    assert "状态待核对" in html_of(collection, "documents.html")
    assert '<td data-l="发布">待核对</td>' in html_of(collection, "documents.html")
    assert "发布日期：资料没有写明" in html_of(collection, "to-verify.html")


def test_a_reader_sees_the_original_beside_the_summary_only_with_an_overlay(
    make_project: ProjectMaker,
) -> None:
    collection = made(make_project, {"kb/standards/g.yaml": GUIDE, **OTHERS})
    path = "d/guide-2025/index.html"
    originals = {"guide-2025:6.3.6": OverlayText("某条原文\n第二段", "g.pdf", "2026-01-02")}
    with_it = html_of(collection, path, overlay=originals)
    assert "<p>某条原文</p><p>第二段</p>" in with_it
    assert "来自 g.pdf，2026-01-02导入" in with_it
    assert "只在这台电脑上显示" not in html_of(collection, path)


def test_a_replaced_document_points_to_its_successor(make_project: ProjectMaker) -> None:
    collection = made(
        make_project,
        {
            "kb/standards/old.yaml": "{id: s-2017, kind: standard, title: 旧版, issued_on: 2017-01-01}",
            "kb/standards/new.yaml": """
                {id: s-2025, kind: standard, title: 新版, issued_on: 2025-01-01, status: current,
                 replaces: [s-2017]}
                """,
        },
    )
    old = html_of(collection, "d/s-2017/index.html")
    assert "已有新版" in old
    assert 'href="../../d/s-2025/index.html"' in old


def test_a_long_document_gets_a_page_for_each_chapter(make_project: ProjectMaker) -> None:
    chapters = "".join(
        f"  - number: \"{c}\"\n    heading: 第{c}部分\n    clauses:\n"
        + "".join(f"      - {{number: {c}.{n}, summary: 说明{c}{n}}}\n" for n in range(1, 8))
        for c in (1, 2, 3)
    )
    text = f"id: long-1\nkind: standard\ntitle: 长\nclauses:\n{chapters}"
    collection = load_collection(make_project({"kb/standards/l.yaml": text}))
    settings = Settings(Path(), chapter_page_above=10)
    first = html_of(collection, "d/long-1/index.html", settings)
    assert 'href="../../d/long-1/2.html#c-2"' in first
    second = html_of(collection, "d/long-1/2.html", settings)
    assert "说明25" in second
    assert "说明35" not in second
    assert "第3部分" in second  # the way on


def test_a_page_changes_its_key_only_when_something_on_it_changes(
    make_project: ProjectMaker,
) -> None:
    other = "{id: p-2, kind: policy, title: 另一份, status: current, clauses: [{number: 一、, summary: 甲}]}"
    files = {"kb/standards/g.yaml": GUIDE, **OTHERS, "kb/policies/p.yaml": other}
    before = keys_of(made(make_project, files))
    changed = keys_of(made(make_project, {**files, "kb/policies/p.yaml": other.replace("甲", "乙")}))
    assert before["d/guide-2025/index.html"] == changed["d/guide-2025/index.html"]
    assert before["d/p-2/index.html"] != changed["d/p-2/index.html"]
    assert before["index.html"] != changed["index.html"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("kb/terms/t.yaml", "当时记下的东西", "当场记下的东西"),
        ("kb/references/r.yaml", "JJF 1,", "JJF 2,"),
        ("kb/organizations/o.yaml", "某实验室", "另一实验室"),
        ("kb/policies/p.yaml", "短名甲", "短名乙"),
        ("kb/standards/g.yaml", "按规定的期限保管", "照规定的期限保管"),
    ],
)
def test_a_page_changes_its_key_with_what_it_shows_of_others(
    make_project: ProjectMaker, file: str, old: str, new: str
) -> None:
    citing = """
        {id: p-1, kind: policy, title: 某意见, short_title: 短名甲,
         clauses: [{number: 一, summary: 甲, cites: ["guide-2025:6.3.7"]}]}
        """
    files = {"kb/standards/g.yaml": GUIDE, **OTHERS, "kb/policies/p.yaml": citing}
    before = keys_of(made(make_project, files))
    after = keys_of(made(make_project, {**files, file: files[file].replace(old, new)}))
    assert before["d/guide-2025/index.html"] != after["d/guide-2025/index.html"]


def test_every_page_says_the_same_when_it_is_rendered_twice(make_project: ProjectMaker) -> None:
    collection = made(make_project, {"kb/standards/g.yaml": GUIDE, **OTHERS})
    settings = Settings(Path(), as_of="2026-01-31")
    first = [page.render() for page in plan_site(collection, settings).pages()]
    second = [page.render() for page in plan_site(collection, settings).pages()]
    assert first == second


def test_a_collection_with_broken_references_still_has_all_its_pages(
    make_project: ProjectMaker,
) -> None:
    collection = made(
        make_project,
        {
            "kb/standards/g.yaml": GUIDE,  # terms, references and organizations are missing
            "kb/crosswalks/c.yaml": """
                - id: crosswalk/x
                  title: 对照
                  document: guide-2025
                  target_document: iso-x
                  rows:
                    - {clause: "guide-2025:6.3.6", target: "iso-x:1", relation: equal, reason: 同}
                    - {clause: "guide-2025:6.3.7", relation: none, reason: 无}
                """,
            "kb/responsibilities/r.yaml": """
                - {id: responsibility/a, type: task, title: 做, summary: 做, clause: "no-such:1",
                   actors: [organization/none], leaders: [person/none]}
                """,
        },
    )
    assert collection.diagnostics
    paths = [page.render().path for page in plan_site(collection, Settings(Path())).pages()]
    assert {"crosswalk/x.html", "duties.html", "tasks.html", "map.html"} <= set(paths)


@pytest.mark.parametrize("others", [{}, OTHERS], ids=["one document", "with its neighbours"])
def test_pages_of_a_small_collection_link_only_to_pages_it_has(
    make_project: ProjectMaker, others: dict[str, str]
) -> None:
    collection = made(make_project, {"kb/standards/g.yaml": GUIDE, **others})
    pages = [page.render() for page in plan_site(collection, Settings(Path())).pages()]
    paths = {page.path for page in pages}
    broken = set()
    for page in pages:
        own = [item.url for item in (*page.sidebar, *page.crumbs) if item.url]
        found = re.findall(r'<a\b[^>]*?href="([^"#]+)', page.html)
        found = [normpath(join(dirname(page.path), url)) for url in found]
        broken |= {(page.path, url) for url in (*own, *found) if url.split("#")[0] not in paths}
    assert broken == set()

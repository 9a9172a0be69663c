"""What LibreOffice makes of decks, documents and workbooks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest

from labkb.exchange.export.collection_xlsx import collection_xlsx
from labkb.exchange.export.course_pptx import course_pptx
from labkb.exchange.export.deck_theme import BODY_TOP, COLUMN, HEIGHT, WIDTH
from labkb.exchange.export.document_docx import document_docx
from labkb.exchange.export.from_records import course_view
from labkb.exchange.export.handout_docx import handout_docx
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.papers import choose
from labkb.exchange.export.quiz_docx import KEY, quiz_files
from labkb.exchange.export.slides import BODY_HEIGHT, BODY_WIDTH
from labkb.exchange.export.word import Paper
from labkb.exchange.questions.importing import plan_import
from labkb.graph import KnowledgeGraph
from labkb.pipeline import load_collection
from tests.browser.export.office import convert
from tests.conftest import write_project
from tests.unit.export.project import FILES
from tests.unit.export.samples import COURSE, EMPTY

pytestmark = pytest.mark.browser
ORIGIN = Origin("test", "测试库", "1", "2026-01-31")
# Punctuation may hang over the right edge of a line, as in print.
HANGING = set("，。、；：！？）》”")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The sample collection."""
    return load_collection(write_project(tmp_path_factory.mktemp("sample"), FILES)).graph


@pytest.fixture(scope="module")
def printed(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Decks, documents and a workbook as LibreOffice prints them, all in one run of it."""
    out = tmp_path_factory.mktemp("printed")
    course = course_view(graph, "course/records")
    quiz = dict(quiz_files(course.title, choose(course.items(), 0, "1"), ORIGIN))
    long = Paper(ORIGIN, "长表")
    long.table(("序号", "内容"), [(str(n), f"=1+{n} 第{n}行") for n in range(300)], (1, 5))
    files = {
        "deck.pptx": course_pptx(COURSE, ORIGIN), "empty.pptx": course_pptx(EMPTY, ORIGIN),
        "paper.docx": document_docx(graph, "std-a", ORIGIN),
        "handout.docx": handout_docx(course, ORIGIN), "long.docx": long.finish(),
        "exam.docx": quiz["试卷A.docx"], "sheet.docx": quiz["答题卡A.docx"], "key.docx": quiz[KEY],
        "tables.xlsx": collection_xlsx(graph, ORIGIN),
    }
    for name, data in files.items():
        (out / name).write_bytes(data)
    made = convert([out / name for name in files], "pdf", out)
    return {path.stem: path for path in made}


def scaled(page: Any) -> list[tuple[str, float, float, float]]:
    """Characters of a slide with size, right edge and lower edge in the deck's points."""
    scale = WIDTH / float(page.width)
    return [
        (c["text"], c["size"] * scale, c["x1"] * scale, c["bottom"] * scale)
        for c in page.chars if c["text"].strip()
    ]


def test_no_text_of_a_deck_runs_out_of_its_box(printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed["deck"]) as deck:
        for number, page in enumerate(deck.pages, 1):
            body = [c for c in scaled(page) if c[1] > 11]
            assert max(c[3] for c in body) <= BODY_TOP + BODY_HEIGHT, f"slide {number}"
            right = max(c[2] for c in body if c[0] not in HANGING)
            assert right <= COLUMN + BODY_WIDTH + 1, f"slide {number}"


def test_every_slide_carries_the_line_at_the_foot_and_its_number(
    printed: dict[str, Path],
) -> None:
    with pdfplumber.open(printed["deck"]) as deck:
        for number, page in enumerate(deck.pages, 1):
            foot = "".join(c[0] for c in scaled(page) if c[3] > HEIGHT - 40)
            assert "测试库" in foot
            assert foot.endswith(str(number))


def test_a_printed_document_has_its_text_and_its_running_head(printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed["paper"]) as paper:
        said = "".join(page.extract_text() for page in paper.pages).replace(" ", "")
    for words in ("规程甲　以官方文本为准", "4.1", "读数的当时写下来", "第1页"):
        assert words.replace("　", "") in said.replace("　", "")


def said(path: Path) -> str:
    """The text of a printed file without white space."""
    with pdfplumber.open(path) as paper:
        return re.sub(r"\s+", "", "".join(page.extract_text() for page in paper.pages))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("handout", ["原始记录怎么记", "学完以后", "读数的当时写下来", "笔记", "练习的答案", "第1页，共"]),
        ("exam", ["原始记录怎么记试卷A", "一、单选题", "A.", "测试库1版"]),
        ("sheet", ["答题卡A", "大题", "满分", "□对"]),
        ("key", ["答案和解析", "对答案", "question/correct", "种子“1”"]),
        ("empty", ["空课", "学完以后", "第一课", "出处"]),
        ("tables", ["数据表", "=1+1这样开头的也是文字", "-甲更细。", "13.80"]),
    ],
)
def test_what_is_handed_out_can_be_read_on_paper(
    name: str, words: list[str], printed: dict[str, Path]
) -> None:
    text = said(printed[name])
    assert [word for word in words if word not in text] == []


def test_a_long_table_shows_its_titles_on_every_page_and_loses_no_row(
    printed: dict[str, Path],
) -> None:
    with pdfplumber.open(printed["long"]) as paper:
        pages = [page.extract_text() for page in paper.pages]
    assert len(pages) > 5
    assert all("序号" in page for page in pages)
    text = re.sub(r"\s+", "", "".join(pages))
    assert [n for n in range(300) if f"=1+{n}第{n}行" not in text] == []


def test_a_bank_saved_by_another_program_is_read_back_without_a_change(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    (tmp_path / "bank.xlsx").write_bytes(collection_xlsx(graph, ORIGIN))
    (tmp_path / "saved").mkdir()
    [saved] = convert([tmp_path / "bank.xlsx"], "xlsx", tmp_path / "saved")

    plan = plan_import(graph, saved.read_bytes(), saved.name)
    assert plan.is_sound
    assert (plan.added, plan.changed, len(plan.unchanged)) == ((), (), 8)
    formula = openpyxl.load_workbook(saved)["条款"]["D3"]
    assert (formula.data_type, str(formula.value)[:4]) == ("s", "=1+1")

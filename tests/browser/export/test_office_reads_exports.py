"""What LibreOffice makes of decks, documents and workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest

from labkb.exchange.export.collection_xlsx import collection_xlsx
from labkb.exchange.export.course_pptx import course_pptx
from labkb.exchange.export.deck_theme import BODY_TOP, COLUMN, HEIGHT, WIDTH
from labkb.exchange.export.document_docx import document_docx
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.slides import BODY_HEIGHT, BODY_WIDTH
from labkb.exchange.questions.importing import plan_import
from labkb.graph import KnowledgeGraph
from labkb.pipeline import load_collection
from tests.browser.export.office import convert
from tests.conftest import write_project
from tests.unit.export.project import FILES
from tests.unit.export.samples import COURSE

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
    """A deck and a document as LibreOffice prints them."""
    out = tmp_path_factory.mktemp("printed")
    files = {"deck.pptx": course_pptx(COURSE, ORIGIN),
             "paper.docx": document_docx(graph, "std-a", ORIGIN)}
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

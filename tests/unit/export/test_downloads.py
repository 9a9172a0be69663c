"""Files that are published with the site."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from labkb.build import prepare
from labkb.diagnostics import CannotGoOn
from labkb.exchange.export import downloads
from labkb.exchange.export.downloads import Shelf
from labkb.graph import KnowledgeGraph
from labkb.settings import Settings, make_settings

LINES = (
    "xlsx", "questions", "docx std-a", "docx course/records", "pptx course/records",
    "quiz course/records", "scorm course/records", "anki",
)


def shelf(graph: KnowledgeGraph, *lines: str) -> Shelf:
    """The shelf for some lines of the settings."""
    settings = Settings(Path(), kb="test", edition="1", as_of="2026-01-31", downloads=lines)
    return Shelf(graph, settings)


def test_every_kind_of_export_can_be_published(sample: KnowledgeGraph) -> None:
    made = shelf(sample, *LINES).downloads
    assert [d.path for d in made] == [
        "downloads/xlsx.xlsx", "downloads/questions.xlsx", "downloads/docx-std-a.docx",
        "downloads/docx-records.docx", "downloads/pptx-records.pptx", "downloads/quiz-records.zip",
        "downloads/scorm-records.zip", "downloads/anki.apkg",
    ]
    assert all(d.data.startswith(b"PK") for d in made)
    assert made[4].saved_as == "test-1-pptx-records.pptx"


def test_a_published_quiz_leaves_the_key_with_the_trainer(sample: KnowledgeGraph) -> None:
    [quiz] = shelf(sample, "quiz course/records").downloads
    with zipfile.ZipFile(io.BytesIO(quiz.data)) as archive:
        assert archive.namelist() == ["试卷A.docx", "答题卡A.docx", "试卷B.docx", "答题卡B.docx"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ppt course/records", "是否想写“pptx”"),
        ("pptx course/record", "是否想写“course/records”"),
        ("pptx", "要写编号"),
        ("zip", "labkb export zip"),
    ],
)
def test_a_line_that_cannot_be_made_is_refused_with_a_remedy(
    line: str, words: str, sample: KnowledgeGraph
) -> None:
    with pytest.raises(CannotGoOn, match=words):
        _ = shelf(sample, line).downloads


def test_the_page_offers_each_file_with_kind_and_size(project: Path) -> None:
    settings = make_settings(project, {"kb": "test", "downloads": ["xlsx", "docx std-a"]})
    build = prepare(settings)
    page = next(p for p in build.plan.pages() if p.path == "downloads.html").render()
    assets = dict(build.plan.assets())
    for path in ("downloads/xlsx.xlsx", "downloads/docx-std-a.docx"):
        assert f'href="{path}"' in page.html
        assert path in assets
    assert f"{len(assets['downloads/xlsx.xlsx']) / 1024:.0f} KB" in page.html


def test_a_course_offers_what_is_published_of_it_and_nothing_else(project: Path) -> None:
    settings = make_settings(project, {"kb": "test", "downloads": ["xlsx", "docx course/records"]})
    pages = {p.path: p for p in prepare(settings).plan.pages()}
    html = pages["learn/records.html"].render().html
    assert '<a class="kb-btn" href="../downloads/docx-records.docx"' in html
    assert "讲义（Word）　" in html and "xlsx.xlsx" not in html


def test_a_site_without_downloads_has_no_such_page(project: Path) -> None:
    build = prepare(make_settings(project, {"kb": "test"}))
    assert "downloads.html" not in {p.path for p in build.plan.pages()}


def test_the_publishing_page_prints_the_configuration_that_is_tested(repository: Path) -> None:
    tested = Path(downloads.__file__).with_name("nginx.conf.txt").read_text("utf-8")
    page = (repository / "content/publishing.md").read_text("utf-8")
    assert f"```nginx\n{tested}```" in page


def test_the_publishing_page_names_only_kinds_that_can_be_published(repository: Path) -> None:
    page = (repository / "content/publishing.md").read_text("utf-8")
    listed = page.split("downloads:\n")[1].split("```")[0].split("\n")
    kinds = {line.strip().removeprefix("- ").split()[0] for line in listed if line.strip()}
    assert kinds and kinds <= {line.split()[0] for line in LINES}

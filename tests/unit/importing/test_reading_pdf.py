"""pdf files: lines from characters, margins, paragraphs, scans."""

from __future__ import annotations

from pathlib import Path

import pytest

from labkb.exchange.importing.limits import Refused
from tests.unit.importing.helpers import dropped, imported, outline, pdf, text_of

LONG = "样品由专人保管，保管人应当每月核查样品的状态，并记录温度和湿度"


def pages() -> list[list[tuple[float, float, str]]]:
    """Three pages with a head, a page number and lines of 32 characters."""
    made = []
    for n, han in enumerate("一二三", 1):
        made.append(
            [
                (80, 40, "样品管理办法实施细则"),
                (104, 100, f"第{han}条 {LONG[:26]}"),
                (80, 120, LONG[:31] + "，"),
                (80, 140, "并且签名。"),
                (104, 160, "记录保存六年。"),
                (290, 810, f"- {n} -"),
            ]
        )
    return made


def test_heads_and_page_numbers_are_dropped_and_lines_joined(tmp_path: Path) -> None:
    file = imported(tmp_path, "a.pdf", pdf(pages()))
    assert outline(file) == [("第一条", None), ("第二条", None), ("第三条", None)]
    assert text_of(file, "第二条") == f"{LONG[:26]}{LONG[:31]}，并且签名。\n记录保存六年。"
    assert dropped(file, "页码") == ["- 1 -", "- 2 -", "- 3 -"]
    assert dropped(file, "页眉页脚") == ["样品管理办法实施细则"] * 3


def test_a_scan_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有文字层，是扫描件或图片"):
        imported(tmp_path, "a.pdf", pdf([[]]))


def test_a_page_without_text_among_others_is_reported(tmp_path: Path) -> None:
    file = imported(tmp_path, "a.pdf", pdf([*pages(), []]))
    assert [d.message for d in file.findings if d.code == "KB914"] == ["第 4 页没有文字，可能是扫描图片或空白页"]


@pytest.mark.parametrize("content", [b"hello", b"%PDF-1.7\nbroken"])
def test_what_is_no_whole_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused, match="PDF"):
        imported(tmp_path, "a.pdf", content)

"""The trainer's page reads many files and writes Excel, all in the browser."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from tests.browser.learn.conftest import Trainee
from tests.unit.learning.test_rollup import MENDED, WRONG, envelope


def test_files_become_tables_and_excel(school: Path, trainee: Trainee, tmp_path: Path) -> None:
    page = trainee.page
    texts = {
        "a.json": envelope("=张三", MENDED),
        "b.json": envelope("<img src=x onerror=alert(1)>", WRONG),
        "c.json": envelope("王五", WRONG, kb="other"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    trainee.open(school, "learn/rollup.html")
    page.locator("input[type=file]").set_input_files([tmp_path / name for name in texts])
    expect(page.locator("[data-kb-learn-main]")).to_contain_text("读了3个文件，2人。")
    expect(page.locator("[data-kb-notes]")).to_contain_text("另一个知识库“other”")
    expect(page.get_by_role("cell", name="<img src=x onerror=alert(1)>")).to_be_visible()
    expect(page.locator("table").nth(1)).to_contain_text("数据什么时候记？")
    with page.expect_download() as download:
        page.locator("[data-kb-xlsx]").click()
    download.value.save_as(tmp_path / "rollup.xlsx")
    book = openpyxl.load_workbook(tmp_path / "rollup.xlsx")
    names = {row[0].value: row[0].data_type for row in book["学员"].iter_rows(min_row=2)}
    assert names == {"=张三": "s", "<img src=x onerror=alert(1)>": "s"}

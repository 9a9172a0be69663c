"""A small collection in two editions, and hands to fill in its checklist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Locator, Page

from tests.browser.built import small_site
from tests.browser.desk import Desk, Noise
from tests.unit.checklists.samples import FILES, STANDARD


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the first edition."""
    return small_site(tmp_path_factory, "checklist-one", FILES | {"kb/standards/a.yaml": STANDARD})


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the second edition: one requirement changed, one is gone."""
    advice = "          - {obligation: should, statement: 保存6年。, evidence: [档案], conditions: 有档案室时}\n"
    changed = STANDARD.replace("当场记录。", "当场记录，不补记。").replace(advice, "")
    files = FILES | {"kb/standards/a.yaml": changed}
    return small_site(tmp_path_factory, "checklist-two", files, "2")


@dataclass
class Form:
    """A checklist's page, as a person fills it in."""

    page: Page

    def open(self, site: Path, name: str = "demo") -> Form:
        self.page.goto((site / "check" / f"{name}.html").as_uri())
        return self

    def item(self, key: str) -> Locator:
        return self.page.locator(f'[data-kb-item$=":{key}"]')

    def answer(self, key: str, answer: str, **fields: str) -> None:
        self.item(key).locator(f"input[value={answer}]").check(force=True)
        for name, text in fields.items():
            field = self.item(key).locator(f"[data-kb-field={name}]")
            field.fill(text)
            field.dispatch_event("change")

    def answered(self, key: str) -> str:
        checked = self.item(key).locator("input:checked")
        return checked.input_value() if checked.count() else ""

    def text(self, key: str, name: str) -> str:
        return self.item(key).locator(f"[data-kb-field={name}]").input_value()

    @property
    def bar(self) -> str:
        return self.page.locator("[data-kb-check] [data-kb-bar]").inner_text()

    @property
    def message(self) -> str:
        return self.page.locator("[data-kb-check] .kb-state-message").inner_text()

    def save(self, to: Path) -> Path:
        with self.page.expect_download() as waiting:
            self.page.locator("[data-kb-check] [data-kb-save]").click()
        download: Download = waiting.value
        assert download.suggested_filename.endswith(".json")
        download.save_as(to)
        return to

    def load(self, file: Path) -> None:
        self.page.locator("[data-kb-check] [data-kb-open]").set_input_files(str(file))
        self.page.wait_for_function(
            "name => document.querySelector('.kb-state-message').textContent.includes(name)",
            arg=file.name,
        )


@pytest.fixture
def form(page: Page) -> Form:
    """The form on a fresh browser."""
    return Form(page)


@pytest.fixture(scope="session")
def other_desk(browser: Browser, parking: Path) -> Iterator[Desk]:
    """The window on somebody else's computer."""
    opened = Desk(browser, parking)
    yield opened
    opened.close()


@pytest.fixture
def colleague(other_desk: Desk) -> Iterator[Form]:
    """The form on somebody else's computer."""
    noise = other_desk.noise = Noise()
    yield Form(other_desk.page)
    other_desk.clear()
    assert noise.outside == [] and noise.errors == []

"""The small course as a site, and hands to answer its questions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from labkb.model.question import Question
from tests.browser.built import small_site
from tests.browser.conftest import url_of
from tests.conftest import write_project
from tests.unit.learning.conftest import load
from tests.unit.learning.samples import FILES, STANDARD

MENDED = STANDARD.replace("写错了在旁边改，并签名。", "写错了在旁边改，签名并写日期。")


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small course."""
    return small_site(tmp_path_factory, "learn-one", FILES | {"kb/standards/std-a.yaml": STANDARD})


@pytest.fixture(scope="session")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with another wording of 4.2."""
    files = FILES | {"kb/standards/std-a.yaml": MENDED}
    return small_site(tmp_path_factory, "learn-two", files, "2")


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Question id -> what the author wrote."""
    site = load(write_project(tmp_path_factory.mktemp("keys"), FILES))
    held = [e.value for e in site.graph.family("question")]
    return {q.id: q for q in held if isinstance(q, Question)}


@dataclass
class Trainee:
    """Somebody in front of the page who knows all answers."""

    page: Page
    keys: dict[str, Any]

    def open(self, site: Path, path: str) -> None:
        self.page.goto(url_of(site, path))

    @property
    def asked(self) -> Locator:
        return self.page.locator("[data-kb-question*='question/']").first

    def answer(self, *, right: bool = True) -> str:
        """Answers the question on the page; its id."""
        form = self.asked
        question = str(form.get_attribute("data-kb-question"))
        self.fill(form, self.keys[question], right=right)
        return question

    def fill(self, form: Locator, question: Any, *, right: bool) -> None:
        if question.kind in ("single", "multiple"):
            for option in question.options:
                if option.is_right == right:
                    form.locator(".kb-opt", has_text=option.text).locator("input").check()
                    if question.kind == "single":
                        break
        elif question.kind == "true_false":
            word = "对" if question.is_true == right else "错"
            form.locator(".kb-opt", has_text=word).first.locator("input").check()
        elif question.kind == "number":
            form.locator("input").fill(question.number.value if right else "999")
        elif question.kind == "fill":
            for index, blank in enumerate(question.blanks):
                form.locator("input").nth(index).fill(blank.accepts[0] if right else "别的")
        elif question.kind == "order":
            wanted = list(question.sequence) if right else list(question.sequence)[::-1]
            self.sort(form, wanted)
        elif question.kind == "match":
            for index, pair in enumerate(question.pairs):
                other = question.pairs[(index + 1) % len(question.pairs)]
                label = pair.right if right else other.right
                form.locator("select").nth(index).select_option(label=label)
        else:
            parts = form.locator(".kb-case > [data-kb-question]")
            for index, part in enumerate(question.case_parts):
                self.fill(parts.nth(index), part, right=right)

    def sort(self, form: Locator, wanted: list[str]) -> None:
        rows = form.locator(".kb-order__item > span:not(.kb-order__move)")
        for place, text in enumerate(wanted):
            for at in range(rows.all_text_contents().index(text), place, -1):
                form.locator(".kb-order__item").nth(at).locator("[data-kb-move='-1']").click()

    def check(self) -> None:
        self.page.locator("[data-kb-check]").click()

    def next(self) -> None:
        self.page.locator("[data-kb-next]").click()

    def items(self) -> dict[str, Any]:
        """What the browser keeps."""
        key = "labkb:test:progress:learning"
        text = self.page.evaluate("key => localStorage.getItem(key)", key)
        return dict(json.loads(text)["items"]) if text else {}


@pytest.fixture
def trainee(page: Page, keys: dict[str, Any]) -> Trainee:
    """A trainee with an empty browser."""
    page.set_default_timeout(8000)
    return Trainee(page, keys)

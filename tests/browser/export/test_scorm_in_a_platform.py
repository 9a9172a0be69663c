"""The SCORM package inside a platform: Chromium, with scorm-again as the run-time."""

from __future__ import annotations

import functools
import http.server
import io
import re
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page

from labkb.exchange.export.from_records import course_view
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.scorm_package import scorm_package
from labkb.pipeline import load_collection
from labkb.settings import read_settings
from tests.conftest import write_project
from tests.unit.export.project import FILES

RUNTIME = Path(__file__).parent.parent / "vendor/scorm-again/scorm12.min.js"
PLATFORM = """\
<!doctype html><meta charset="utf-8"><title>学习平台</title>
<script src="runtime.js"></script>
<script>
  window.API = new Scorm12API({logLevel: 4});
  const held = sessionStorage.getItem("cmi");
  if (held) window.API.loadFromJSON(JSON.parse(held).cmi, "cmi");
  window.kept = () => window.API.renderCMIToJSONObject();
  window.leave = () => { document.getElementById("sco").src = "about:blank"; };
  window.keep = () => sessionStorage.setItem("cmi", JSON.stringify(window.kept()));
</script>
<iframe id="sco" src="sco/index.html" style="width:100%;height:900px;border:0"></iframe>
"""

pytestmark = pytest.mark.browser


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a platform that launches the course; file:// hides parents from frames."""
    folder = tmp_path_factory.mktemp("platform")
    root = write_project(tmp_path_factory.mktemp("project"), FILES)
    graph = load_collection(root).graph
    origin = Origin.of(read_settings(root))
    package = scorm_package(graph, course_view(graph, "course/records"), origin)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(folder / "sco")
    (folder / "runtime.js").write_bytes(RUNTIME.read_bytes())
    (folder / "index.html").write_text(PLATFORM, "utf-8")
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of a learner."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def sco(page: Page) -> Frame:
    """The frame of the course, ready."""
    page.wait_for_function("() => frames[0] && frames[0].document.querySelector('[data-kb-question]')")
    return page.frames[1]


def kept(page: Page) -> dict[str, Any]:
    """What the platform holds."""
    held: dict[str, Any] = page.evaluate("window.kept()")["cmi"]
    return held


def block(frame: Frame, name: str) -> Locator:
    """The place of a question."""
    return frame.locator(f"[data-sco-question='question/{name}']")


def pick(place: Locator, text: str) -> None:
    """Chooses an option by its words."""
    place.locator(f"label:has(span:text-is('{text}')) input").check()


def hand_in(frame: Frame, *names: str) -> None:
    """Hands in the answers."""
    for name in names:
        block(frame, name).get_by_role("button", name="交答案").click()


def answer_first_lesson(frame: Frame) -> None:
    """Answers its four questions: three right, the single choice wrong."""
    pick(block(frame, "correct"), "用修正液盖住再写上新的数")
    for text in ("=1+1 也当作文字", "@下班前补记", "-凭印象填数"):
        pick(block(frame, "honest"), text)
    pick(block(frame, "years"), "对")
    block(frame, "round").locator("input").fill("12.35")
    hand_in(frame, "correct", "honest", "years", "round")


def test_the_platform_is_told_progress_score_and_answers(page: Page, platform: str) -> None:
    page.goto(platform)
    frame = sco(page)
    assert kept(page)["core"]["lesson_status"] == "incomplete"

    answer_first_lesson(frame)

    held = kept(page)
    # Three of eight questions are right: 37.5 percent.
    assert str(held["core"]["score"]["raw"]) == "38"
    assert held["core"]["lesson_status"] == "incomplete"
    told = held["interactions"]
    first = told["0"] if isinstance(told, dict) else told[0]
    assert (first["id"], first["type"], first["student_response"], first["result"]) == (
        "question-correct", "choice", "a", "wrong",
    )
    assert "划一道线" in block(frame, "correct").inner_text()
    assert "已答4/8题" in frame.locator("[data-sco-standing]").inner_text()


def test_all_answers_right_pass_the_course(page: Page, platform: str) -> None:
    page.goto(platform)
    frame = sco(page)
    answer_first_lesson(frame)
    frame.get_by_role("button", name="下一课").click()
    fill = block(frame, "fill").locator("input")
    fill.nth(0).fill("校准人员")
    fill.nth(1).fill("６")
    order = block(frame, "order").locator("li")
    for place, text in enumerate(("留住原数", "写上正确的数", "签名")):
        while text not in order.nth(place).inner_text():
            order.filter(has_text=text).get_by_role("button", name="上移一位").click()
    match = block(frame, "match")
    match.get_by_label("原始记录").select_option(label="第一手数据")
    match.get_by_label("抄件").select_option(label="另写的一份")
    pick(block(frame, "case"), "错")
    pick(block(frame, "case"), "打开修改留痕")
    hand_in(frame, "fill", "order", "match", "case")

    held = kept(page)
    # One of eight was answered wrong: 87.5 percent, 80 are asked for.
    assert str(held["core"]["score"]["raw"]) == "88"
    assert held["core"]["lesson_status"] == "passed"


def test_a_course_left_halfway_is_taken_up_where_it_was(page: Page, platform: str) -> None:
    page.goto(platform)
    frame = sco(page)
    answer_first_lesson(frame)
    frame.get_by_role("button", name="下一课").click()
    page.evaluate("window.leave()")
    page.wait_for_function("() => frames[0].location.href === 'about:blank'")
    held = kept(page)
    # CMITimespan, CMIVocabulary and CMIString4096 of the run-time environment of SCORM 1.2.
    assert re.fullmatch(r"\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?", held["core"]["session_time"])
    assert held["core"]["exit"] == "suspend"
    assert held["core"]["lesson_status"] == "incomplete"
    assert 0 < len(held["suspend_data"]) <= 4096
    page.evaluate("window.keep()")
    page.reload()
    frame = sco(page)

    assert "已答4/8题" in frame.locator("[data-sco-standing]").inner_text()
    assert frame.get_by_role("heading", name="保存（约10分钟）").is_visible()
    assert block(frame, "correct").inner_text().count("上次答过") == 1


def test_without_a_platform_the_course_still_opens_and_says_so(page: Page, platform: str) -> None:
    page.goto(platform.replace("index.html", "sco/index.html"))

    assert "成绩不会上报" in page.locator("[data-sco-standing]").inner_text()
    assert page.locator("[data-kb-question]").count() == 8 + 2  # the case holds two of its own

"""A course as a SCORM 1.2 package: one object that reports progress and score."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.reproducible import write_zip
from labkb.exchange.export.scorm_manifest import manifest
from labkb.exchange.export.scorm_page import scorm_page
from labkb.exchange.export.teaching import Course
from labkb.graph import KnowledgeGraph
from labkb.jsruntime import WEB
from labkb.learning.items import shown
from labkb.model.question import Question
from labkb.web_assets import style_files

HERE = Path(__file__).parent / "scorm"
# The site's own forms and grading: a question behaves here as it does there.
SHARED = (
    "ui/page/dom.js", "ui/state/dom.js", "core/learn/random.js",
    "core/learn/veil.js", "core/learn/text.js", "core/learn/grade.js", "ui/learn/parts.js",
    "ui/learn/question.js",
)
OWN = ("lms.js", "standing.js", "interactions.js", "course.js")
# The platform keeps 4096 characters of state; a question takes up to five.
MAX_QUESTIONS = 700


def scorm_package(graph: KnowledgeGraph, course: Course, origin: Origin) -> bytes:
    """The bytes of the zip that a learning platform takes.

    Raises:
        CannotGoOn: where the course has more questions than a platform remembers.
    """
    if (count := len(course.items())) > MAX_QUESTIONS:
        raise CannotGoOn(
            f"“{course.title}”有{count}题，学习平台最多记得住{MAX_QUESTIONS}题的进度。拆成几门课再导出。"
        )
    files = {
        "index.html": scorm_page(course, origin).encode(),
        "course.css": _styles(),
        "registry.js": (WEB / "core/registry.js").read_bytes(),
        "data.js": _data(graph, course).encode(),
        "course.js": _scripts(),
    }
    held = manifest(course, origin, list(files))
    out = io.BytesIO()
    write_zip(out, (("imsmanifest.xml", held), *files.items()), origin.moment)
    return out.getvalue()


def _data(graph: KnowledgeGraph, course: Course) -> str:
    questions: dict[str, Any] = {}
    for item in course.items():
        question = graph[item.id].value
        assert isinstance(question, Question)
        proofs = [[citation.name, citation.summary] for citation in item.citations]
        questions[item.id] = {**shown(question), "proofs": proofs}
    held = {
        "id": course.id,
        "pass": course.pass_percent,
        "lessons": sum(1 for _ in course.lessons()),
        "questions": questions,
    }
    # "</" would end the script where a platform puts it into a page.
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'labkb.provide("sco",1,{text});\n'


def _scripts() -> bytes:
    texts = [(WEB / name).read_text("utf-8") for name in SHARED]
    texts += [(HERE / name).read_text("utf-8") for name in OWN]
    return "\n".join(texts).encode()


def _styles() -> bytes:
    wanted = {"assets/labkb/labkb.css", "assets/labkb/learn.css"}
    sheets = [content for name, content in style_files() if name in wanted]
    return b"\n".join((*sheets, (HERE / "sco.css").read_bytes()))

"""What the trainer chose to publish with the site: files beside the pages.

The setting `downloads` in mkdocs.yml lists them in the words of `labkb export`:
`xlsx`, `questions`, `docx std-a`, `docx course/x`, `pptx course/x`, `scorm course/x`,
`quiz course/x`, `anki`, `anki course/x`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.sizes import size_words
from labkb.graph import KnowledgeGraph
from labkb.ids import file_name
from labkb.settings import Settings
from labkb.validate import did_you_mean

FOLDER = "downloads"


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the pages."""

    path: str
    """Relative to the site's root."""
    title: str
    kind: str
    """What it is, for people: 幻灯片（PPTX）."""
    saved_as: str
    """The name under which a browser saves it: with collection and edition."""
    data: bytes
    record: str = ""
    """The id of what it was made of, empty for the whole collection."""

    @property
    def size(self) -> str:
        """The size in words."""
        return size_words(len(self.data))


@dataclass(frozen=True)
class Shelf:
    """The downloads of a site, each made once."""

    graph: KnowledgeGraph
    settings: Settings

    @cached_property
    def downloads(self) -> tuple[Download, ...]:
        """All of them, in the order of the settings.

        Raises:
            CannotGoOn: where the settings ask for something that there is not.
        """
        return tuple(self._make(line) for line in self.settings.downloads)

    def made_of(self, record_id: str) -> tuple[Download, ...]:
        """Those made of one record, for its own page."""
        return tuple(one for one in self.downloads if one.record == record_id)

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Path and content of every file."""
        for download in self.downloads:
            yield download.path, download.data

    def _make(self, line: str) -> Download:
        kind, _, record_id = line.strip().partition(" ")
        record_id = record_id.strip()
        maker = _MAKERS.get(kind)
        if maker is None:
            known = "、".join(_MAKERS)
            if kind == "zip":
                raise CannotGoOn("downloads 里不能写 zip：网站装不下自己的压缩包。另用 labkb export zip。")
            guess = did_you_mean(kind, list(_MAKERS)) or f"可用：{known}"
            raise CannotGoOn(f"mkdocs.yml 的 downloads 里，“{line}”不认识。{guess}")
        if record_id and record_id not in self.graph:
            guess = did_you_mean(record_id, list(self.graph.entries)) or "核对编号。"
            raise CannotGoOn(
                f"mkdocs.yml 的 downloads 里，“{line}”的编号不存在。{guess}"
                "若有这条记录，它就是有错，没有读入：先改好 labkb check 报的问题。"
            )
        if kind in _NEED_ID and not record_id:
            raise CannotGoOn(f"mkdocs.yml 的 downloads 里，“{line}”要写编号，例如 {kind} course/…。")
        label, suffix, whole, make = maker
        origin = Origin.of(self.settings)
        stem = file_name("-".join(p for p in (kind, record_id.rpartition("/")[2]) if p))
        title = self.graph[record_id].label if record_id else whole
        if kind == "docx" and self.graph[record_id].family == "course":
            label = _HANDOUT
        saved_as = f"{origin.file_stem(stem)}.{suffix}"
        data = make(self.graph, record_id, origin)
        return Download(f"{FOLDER}/{stem}.{suffix}", title, label, saved_as, data, record_id)


Maker = Callable[[KnowledgeGraph, str, Origin], bytes]


def _xlsx(graph: KnowledgeGraph, record_id: str, origin: Origin) -> bytes:
    from labkb.exchange.export.collection_xlsx import collection_xlsx

    return collection_xlsx(graph, origin, [record_id] if record_id else [])


def _questions(graph: KnowledgeGraph, record_id: str, origin: Origin) -> bytes:
    from labkb.exchange.questions.bank_xlsx import bank_xlsx

    return bank_xlsx(graph, origin, [record_id] if record_id else [])


def _docx(graph: KnowledgeGraph, record_id: str, origin: Origin) -> bytes:
    from labkb.exchange.export.document_docx import document_docx
    from labkb.exchange.export.from_records import course_view
    from labkb.exchange.export.handout_docx import handout_docx

    if graph[record_id].family == "course":
        return handout_docx(course_view(graph, record_id), origin)
    return document_docx(graph, record_id, origin)


def _pptx(graph: KnowledgeGraph, record_id: str, origin: Origin) -> bytes:
    from labkb.exchange.export.course_pptx import USUAL_QUESTIONS, course_pptx
    from labkb.exchange.export.from_records import course_view

    return course_pptx(course_view(graph, record_id), origin, questions=USUAL_QUESTIONS)


def _scorm(graph: KnowledgeGraph, record_id: str, origin: Origin) -> bytes:
    from labkb.exchange.export.from_records import course_view
    from labkb.exchange.export.scorm_package import scorm_package

    return scorm_package(graph, course_view(graph, record_id), origin)


def _quiz(graph: KnowledgeGraph, record_id: str, origin: Origin) -> bytes:
    """Papers and answer sheets; the key stays with the trainer."""
    from labkb.exchange.export.from_records import course_view
    from labkb.exchange.export.papers import draw_exam
    from labkb.exchange.export.quiz_docx import KEY, quiz_files
    from labkb.exchange.export.reproducible import write_zip

    course = course_view(graph, record_id)
    files = quiz_files(course.title, draw_exam(course, "1"), origin, minutes=course.exam_minutes,
                       subject=course.id)
    out = io.BytesIO()
    write_zip(out, (one for one in files if one[0] != KEY), origin.moment)
    return out.getvalue()


def _anki(graph: KnowledgeGraph, record_id: str, origin: Origin) -> bytes:
    from labkb.exchange.export.anki_deck import collection_deck, course_deck

    return course_deck(graph, record_id, origin) if record_id else collection_deck(graph, origin)


# Kind -> what it is, suffix, what stands in it when no record is named, maker.
_MAKERS: dict[str, tuple[str, str, str, Maker]] = {
    "xlsx": ("数据表（Excel）", "xlsx", "全部条款、术语和数字", _xlsx),
    "questions": ("题库（Excel）", "xlsx", "全部题目和答案", _questions),
    "docx": ("条款（Word）", "docx", "", _docx),
    "pptx": ("幻灯片（PPTX）", "pptx", "", _pptx),
    "quiz": ("试卷和答题卡（Word，打成 zip）", "zip", "", _quiz),
    "scorm": ("课件包（SCORM 1.2）", "zip", "", _scorm),
    "anki": ("记忆卡（Anki）", "apkg", "全部题目和术语", _anki),
}
_HANDOUT = "讲义（Word）"
_NEED_ID = {"docx", "pptx", "quiz", "scorm"}

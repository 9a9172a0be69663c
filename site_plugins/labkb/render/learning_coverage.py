"""The heat map of questions by clause."""

from __future__ import annotations

from typing import Any

from labkb.graph import Entry
from labkb.learning.coverage import numbered_clauses, question_counts
from labkb.learning.data import questions_of
from labkb.render.context import Site, base_of
from labkb.render.env import fill
from labkb.render.learning_nav import COVERAGE, HOME, PRACTICE, learn_sidebar
from labkb.render.nav import crumbs
from labkb.render.page import Page

STEPS = ((0, "没有题"), (1, "1题"), (2, "2题"), (3, "3题以上"))


def coverage_page(site: Site) -> Page:
    """Every numbered clause as a cell, darker with more questions; then the gaps in words."""
    counts = question_counts(site.graph)
    base = base_of(COVERAGE)
    documents = []
    for document in site.documents:
        entries = list(numbered_clauses(site.graph, document.id))
        if not entries:
            continue
        groups: dict[str, dict[str, Any]] = {}
        gaps = []
        for entry in entries:
            chapter = _chapter(site, entry)
            group = groups.setdefault(chapter.id, {"name": _name(site, chapter), "cells": []})
            number = len(counts.get(entry.id, ()))
            cell = _cell(site, entry, number, base)
            group["cells"].append(cell)
            if not number:
                gaps.append(cell)
        asked = {q for entry in entries for q in counts.get(entry.id, ())}
        documents.append(
            {
                "title": document.label,
                "url": base + site.urls[document.id],
                "practice": f"{base}{PRACTICE}#document={document.id}",
                "groups": list(groups.values()),
                "gaps": gaps,
                "count": len(entries),
                "covered": len(entries) - len(gaps),
                "questions": len(asked),
            }
        )
    html = fill(
        "learning_coverage.html",
        documents=documents,
        steps=STEPS,
        questions=len(questions_of(site)),
    )
    return Page(
        COVERAGE,
        "题目覆盖",
        html,
        sidebar=learn_sidebar(site, COVERAGE),
        section="learn",
        styles=("learn",),
        crumbs=crumbs(("课程与练习", HOME), ("题目覆盖", "")),
        description="哪些条款有题目，哪些还没有。",
        is_wide=True,
    )


def _chapter(site: Site, entry: Entry) -> Entry:
    above = [e for e in site.graph.ancestors(entry.id) if e.family == "clause"]
    return above[0] if above else entry


def _name(site: Site, entry: Entry) -> str:
    return f"{getattr(entry.value, 'number', None) or ''} {entry.label}".strip()


def _cell(site: Site, entry: Entry, number: int, base: str) -> dict[str, Any]:
    step = min(number, len(STEPS) - 1)
    name = f"{site.number_of(entry)} {entry.label}".strip()
    return {
        "url": base + site.urls[entry.id],
        "number": number,
        "step": step,
        "name": name,
        "title": f"{name}：{f'{number}题' if number else '没有题'}",
    }

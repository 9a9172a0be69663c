"""The page of the files that trainers already have."""

from __future__ import annotations

from collections.abc import Iterable

from labkb.learning.materials import material_file, material_url
from labkb.model.material import Material
from labkb.render.context import LinkView, Site
from labkb.render.entries import (
    Choice,
    EntryRow,
    EntryView,
    anchor_of,
    entries_html,
    group_by,
    rows_of,
)
from labkb.render.learning_nav import HOME, MATERIALS, has_learning, learn_sidebar
from labkb.render.nav import crumbs
from labkb.render.page import Page
from labkb.render.words import MEDIA


def render_materials(site: Site) -> Page:
    """The materials by medium, filtered by audience and by the clause they teach."""
    held = [e.value for e in site.graph.family("material") if isinstance(e.value, Material)]
    groups = group_by(((MEDIA[m.media], _entry(site, m)) for m in held), list(MEDIA.values()))
    html = entries_html(
        "现成资料",
        f"{len(held)}份讲师已有的文件，和网站放在一起，不联网也能打开。每份都写明讲到哪些条款、谁可以怎样用。",
        groups,
        unit="份",
        search_label="名称、内容",
        search_hint="例如 原始记录",
        choices=[
            Choice("audience", "给谁", _unique(a for m in held for a in m.audiences)),
            Choice("clause", "讲到", _unique(c for m in held for c in _clauses(site, m))),
        ],
    )
    return Page(
        MATERIALS,
        "现成资料",
        html,
        sidebar=learn_sidebar(site, MATERIALS),
        section="learn",
        crumbs=crumbs(*([("课程与练习", HOME)] * has_learning(site)), ("现成资料", "")),
        is_wide=True,
    )


def _entry(site: Site, material: Material) -> EntryView:
    path = material_file(site.settings.root, material)
    if path is None:
        file = EntryRow("文件", f"{material.file}（文件缺失）")
    else:
        size = _size(path.stat().st_size)
        label = f"打开或下载（{path.suffix.lstrip('.').upper()}，{size}）"
        file = EntryRow("文件", links=[LinkView(label, material_url(material), material.file)])
    return EntryView(
        anchor_of(material.id),
        material.title,
        note=material.author or "",
        text=material.summary or "",
        rows=rows_of(
            file,
            EntryRow("给谁", "、".join(material.audiences)),
            EntryRow("许可", material.licence),
            EntryRow("讲到", links=site.links(material.clauses)),
            EntryRow("用在", links=_lessons(site, material)),
            EntryRow("校验值", f"SHA-256 {material.sha256[:16]}…"),
        ),
        remarks=material.remarks,
        to_verify=material.to_verify,
        data=(
            ("audience", "、".join(material.audiences)),
            ("clause", "、".join(_clauses(site, material))),
        ),
    )


def _lessons(site: Site, material: Material) -> list[LinkView]:
    return site.links(link.source for link in site.graph.incoming(material.id, "materials"))


def _clauses(site: Site, material: Material) -> list[str]:
    """The clauses as the filter lists them; commas of enumeration would part them."""
    cited = (site.graph.citation(c) for c in material.clauses if c in site.graph)
    return [name.replace("、", "，") for name in cited]


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _size(count: int) -> str:
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, count // 1024)} KB"

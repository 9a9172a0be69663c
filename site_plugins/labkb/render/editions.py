"""The pages of editions: works with all their editions, and a comparison for each pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from labkb.diffing.as_text import note
from labkb.diffing.compare import TAG_WORDS, TAGS
from labkb.diffing.marks import Span
from labkb.diffing.report import LAYER_WORDS, Report, ReportRow, make_report
from labkb.diffing.units import DiffUnit
from labkb.editions import Editions, starts_on
from labkb.ids import file_name
from labkb.model.document import Document
from labkb.render.addresses import document_page
from labkb.render.context import LinkView, Site, base_of
from labkb.render.env import digest, fill
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import NavItem, Page, PlannedPage, TocItem
from labkb.render.words import STATUS_TONES, STATUSES
from labkb.reviewing.bindings import Binding

LIST = "editions.html"
_TONES = {"added": "ok", "removed": "bad", "changed": "warn", "moved": "accent",
          "renumbered": "accent"}


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition in the list of a work."""

    link: LinkView
    facts: str
    status: str
    tone: str
    diffs: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """A clause of one edition: its number and a link, where the page of the document has it."""

    number: str
    heading: str
    url: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a comparison."""

    anchor: str
    old: SideView | None
    new: SideView | None
    tags: tuple[tuple[str, str], ...]
    change: str
    """Values of the filter, joined by 、."""
    note: str
    body: Markup
    has_marks: bool
    dependents: tuple[tuple[str, LinkView], ...]
    is_heading: bool
    needs_look: str


def diff_path(old: str, new: str) -> str:
    """The page that compares two editions."""
    return f"diff/{file_name(old)}--{file_name(new)}.html"


def plan_editions(site: Site) -> Iterator[PlannedPage]:
    """The list of works and the page of each pair; nothing where no work has two editions."""
    editions = site.editions
    if not editions.works:
        return
    yield PlannedPage(
        LIST, "各版与对照", digest(site.collection_key, LIST), partial(_list, site, editions)
    )
    for old, new in editions.pairs:
        path = diff_path(old.id, new.id)
        yield PlannedPage(
            path,
            f"{new.label}：新旧版对照",
            digest(site.collection_key, path, *(t.text for t in site.overlay.values())),
            partial(_diff, site, old, new, path),
        )


def _list(site: Site, editions: Editions) -> Page:
    works = [
        (work.title, [_edition(site, editions, d) for d in reversed(work.editions)])
        for work in editions.works
    ]
    html = fill("editions.html", works=works, as_of=site.settings.as_of)
    return Page(
        LIST, "各版与对照", html, sidebar=look_sidebar(site, LIST), section="look",
        crumbs=crumbs(("各版与对照", "")), is_wide=True,
        description="同一文件的各版，哪一版现行，新旧版逐条对照。",
    )


def _edition(site: Site, editions: Editions, document: Document) -> EditionView:
    status = site.status_of(document)
    dates = (
        (document.issued_on, "发布"), (document.effective_on, "施行"),
        (document.transition_ends_on, "过渡期截止"), (document.withdrawn_on, "废止"),
    )
    facts = [document.number, document.edition, *(f"{day}{word}" for day, word in dates if day)]
    diffs = tuple(
        LinkView(f"和{old.number or old.edition or old.issued_on or old.label}对照",
                 diff_path(old.id, new.id))
        for old, new in editions.pairs
        if new.id == document.id
    )
    return EditionView(
        LinkView(document.label, document_page(document)),
        "，".join(fact for fact in facts if fact),
        STATUSES.get(status, "状态待核对"),
        STATUS_TONES.get(status, "warn"),
        diffs,
    )


def _diff(site: Site, old: Document, new: Document, path: str) -> Page:
    base = base_of(path)
    texts = {clause: text.text for clause, text in site.overlay.items()}
    report = make_report(old, new, site.graph, texts)
    rows = [_row(site, found, base) for found in report.rows]
    counts = report.comparison.counts()
    html = fill(
        "diff.html",
        base=base,
        old=_head(site, old, base),
        new=_head(site, new, base),
        title=new.title,
        report=report,
        layer=LAYER_WORDS[report.comparison.layer],
        has_originals=report.comparison.layer == "original",
        counts=[(TAG_WORDS[tag], counts[tag], _TONES[tag]) for tag in TAGS if counts[tag]],
        rows=rows,
        filter_label="条号或字句",
        filter_hint="例如 第八条",
        filter_choices=_choices(report, rows),
        dependents=_grouped(site, report.dependents, base),
        repoints=_grouped(site, report.repoints, base),
    )
    toc: tuple[TocItem, ...] = (TocItem("逐条对照", "rows"), TocItem("条号对照表", "numbers"))
    if report.dependents or report.repoints:
        toc = (*toc, TocItem("要再看的内容", "dependents"))
    return Page(
        path, f"{new.label}：新旧版对照", html, toc=toc,
        sidebar=(NavItem("本次对照"),
                 NavItem(f"旧版：{old.label}", document_page(old)),
                 NavItem(f"新版：{new.label}", document_page(new)),
                 NavItem("各版与对照", LIST), *look_sidebar(site, path)),
        section="look", scripts=("diff",), styles=("diff",),
        crumbs=crumbs(("各版与对照", LIST), (new.label, "")),
        description=f"{new.title}新旧版逐条对照：{report.summary()}。"[:150],
        is_wide=True,
    )


def _head(site: Site, document: Document, base: str) -> dict[str, str]:
    status = site.status_of(document)
    start = starts_on(document)
    word = "起施行" if document.effective_on else "发布"
    return {
        "title": document.title,
        "facts": "，".join(f for f in (document.number, document.edition) if f),
        "date": f"{start}{word}" if start else "日期待核对",
        "url": base + document_page(document),
        "status": STATUSES.get(status, "状态待核对"),
        "tone": STATUS_TONES.get(status, "warn"),
    }


def _choices(report: Report, rows: list[RowView]) -> list[tuple[str, str, list[str]]]:
    counts = report.comparison.counts()
    words = [TAG_WORDS[tag] for tag in TAGS if counts[tag]]
    extra = ["有变化"] if any(r.row.tags for r in report.rows) else []
    for word in ("约束程度变了", "只改了标点", "未变"):
        if any(word in row.change.split("、") for row in rows):
            extra.append(word)
    look = [w for w in ("要再看", "只要改条号") if any(row.needs_look == w for row in rows)]
    look = [*look, "没有跟着的"] if look else []
    return [("change", "变化", [*extra[:1], *words, *extra[1:]]), ("look", "跟着要再看的", look)]


def _row(site: Site, found: ReportRow, base: str) -> RowView:
    row = found.row
    change = [TAG_WORDS[tag] for tag in row.tags] or ["未变"]
    if row.tags:
        change.append("有变化")
    if row.has_only_new_punctuation:
        change.append("只改了标点")
    if row.has_new_obligation:
        change.append("约束程度变了")
    return RowView(
        anchor=found.anchor,
        old=_side(site, row.old, base),
        new=_side(site, row.new, base),
        tags=tuple((TAG_WORDS[tag], _TONES[tag]) for tag in row.tags),
        change="、".join(change),
        note=note(found).strip("（）"),
        body=_body(found),
        has_marks=bool(found.marks),
        dependents=_links(site, found.dependents, base),
        is_heading=row.is_heading,
        needs_look=_look(found),
    )


def _look(found: ReportRow) -> str:
    if not found.dependents:
        return "没有跟着的"
    return "要再看" if found.needs_look else "只要改条号"


def _side(site: Site, unit: DiffUnit | None, base: str) -> SideView | None:
    if unit is None:
        return None
    url = site.urls.get(unit.id, "")
    return SideView(unit.number or unit.name, unit.heading, base + url if url else "")


def _body(found: ReportRow) -> Markup:
    """The words of the row, changes marked; paragraphs stay paragraphs."""
    row = found.row
    if found.marks:
        return marked_paragraphs(found.marks)
    unit = row.new or row.old
    said = "\n".join(unit.body) if unit else ""
    if not row.tags or not said:
        return marked_paragraphs((Span("same", said),)) if said else Markup("")
    op = "added" if row.old is None else "removed" if row.new is None else "same"
    return marked_paragraphs((Span(op, said),))  # type: ignore[arg-type]


def marked_paragraphs(spans: tuple[Span, ...]) -> Markup:
    """Paragraphs with what went struck out and what came underlined."""
    lines: list[list[Markup]] = [[]]
    for span in spans:
        for index, text in enumerate(span.text.split("\n")):
            if index:
                lines.append([])
            if text:
                lines[-1].append(_marked(Span(span.op, text)))
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("").join(line)) for line in lines if line
    )


def _marked(span: Span) -> Markup:
    if span.op == "same":
        return Markup("{}").format(span.text)
    tag = "del" if span.op == "removed" else "ins"
    return Markup(f"<{tag}>{{}}</{tag}>").format(span.text)


def _links(
    site: Site, bound: tuple[Binding, ...], base: str
) -> tuple[tuple[str, LinkView], ...]:
    once = {b.dependent: b for b in bound}
    return tuple(
        (b.word, LinkView(b.label, base + site.urls.get(b.record, "index.html")))
        for b in once.values()
    )


def _grouped(
    site: Site, bound: tuple[Binding, ...], base: str
) -> list[tuple[str, list[LinkView]]]:
    grouped: dict[str, list[LinkView]] = {}
    for word, link in _links(site, bound, base):
        grouped.setdefault(word, []).append(link)
    return list(grouped.items())

"""From lines and chosen numbers to the tree of units with their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from labkb.exchange.importing.chars import ends_sentence, join, tidy
from labkb.exchange.importing.model import ImportedUnit, Join, Line
from labkb.exchange.importing.outline import Choice

_LEVELS = {"part", "subpart", "chapter", "section"}
_LIST_KINDS = {"han", "han-paren", "digit", "digit-paren", "digit-right", "circled", "letter",
               "dash", "nth"}
_MAX_HEADING = 60


@dataclass(slots=True)
class Draft:
    """A unit while its lines are gathered."""

    kind: str
    number: str | None
    marker: str
    line: int
    index: int
    page: int | None = None
    parent: Draft | None = None
    is_doubtful: bool = False
    ordinal: tuple[int, ...] = ()
    position: int = 0
    """Paragraphs of the parent before this unit."""
    paragraphs: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)
    heading: str | None = None

    def add(self, text: str, *, is_new: bool) -> None:
        """Takes a line as a new paragraph or as the rest of the last one."""
        text = text.strip(" \t\u3000")
        if not text:
            return
        if is_new or not self.paragraphs:
            self.paragraphs.append(text)
        else:
            self.paragraphs[-1] = join(self.paragraphs[-1], text)


@dataclass(slots=True)
class Outline:
    """The drafts of a text: what stands before the first unit, and the units."""

    head: list[Line]
    head_joins: list[Join]
    roots: list[Draft]
    drafts: list[Draft]
    unsure: list[tuple[int, str]] = field(default_factory=list)
    """Lines that may belong to the last item of a list or to what stands above it."""


def build_outline(
    lines: Sequence[Line], joins: Sequence[Join], choices: Sequence[Choice]
) -> Outline:
    """The units with the lines that belong to each."""
    by_line = {choice.line: choice for choice in choices}
    first = choices[0].line if choices else len(lines)
    lines = [
        replace(line, text=f"{line.label} {line.text}") if line.label and i < first else line
        for i, line in enumerate(lines)
    ]
    outline = Outline(list(lines[:first]), list(joins[:first]), [], [])
    drafts: dict[int, Draft] = {}
    current: Draft | None = None
    is_list_of = _list_ends(choices)
    for i in range(first, len(lines)):
        line = lines[i]
        choice = by_line.get(i)
        if choice is not None:
            parent = drafts[choice.parent] if choice.parent is not None else None
            marker = choice.marker
            draft = Draft(
                marker.kind, marker.number or None, marker.printed, line.number, i, line.page,
                parent, choice.is_doubtful, marker.ordinal,
                len(parent.paragraphs) if parent else 0,
            )
            (parent.children if parent else outline.roots).append(draft)
            drafts[i] = draft
            outline.drafts.append(draft)
            draft.add(marker.rest, is_new=True)
            current = draft
            continue
        assert current is not None
        how = joins[i]
        if line.label:
            line = replace(line, text=f"{line.label} {line.text}")
        if how != "flows" and current.paragraphs:
            owner = _owner(current, how, i, is_list_of)
            if how == "open" and _may_leave(current, is_list_of):
                outline.unsure.append((line.number, current.number or current.marker))
            is_new = how == "new" or owner is not current or _starts_anew(current, line)
            if (owner is not current and how == "new") or owner is not current:
                current = owner
            current.add(line.text, is_new=is_new)
        else:
            current.add(line.text, is_new=not current.paragraphs)
    return outline


def _starts_anew(current: Draft, line: Line) -> bool:
    return line.heading is not None


def _list_ends(choices: Sequence[Choice]) -> dict[int, int]:
    """For each unit by line: the line of the next sibling, or -1."""
    following: dict[int, int] = {}
    last: dict[tuple[int | None, str], int] = {}
    for choice in choices:
        key = (choice.parent, choice.marker.kind)
        if key in last:
            following[last[key]] = choice.line
        last[key] = choice.line
        following.setdefault(choice.line, -1)
    return following


def _owner(current: Draft, how: Join, line: int, following: dict[int, int]) -> Draft:
    """Whose text a new paragraph is: the open unit's, or that of a unit above a finished list."""
    owner = current
    while owner.parent is not None and owner.kind in _LIST_KINDS:
        parent = owner.parent
        if following.get(owner.index, -1) > line and _is_next_in_list(owner, following):
            return owner
        if owner.kind == "dash" or owner.kind == "nth":
            if how == "open" and not _list_closed(owner):
                return owner
            owner = parent
            continue
        if _article_above(parent) is None and not _introduces(parent, owner):
            return owner
        if how == "open" and not _list_closed(owner):
            return owner
        if how == "new" and not _ends_like_siblings(owner):
            return owner
        if _has_headed_items(owner):
            return owner
        owner = parent
    return owner


def _may_leave(current: Draft, following: dict[int, int]) -> bool:
    """The last item of an article's list, complete as it stands."""
    return (
        current.kind in _LIST_KINDS
        and _article_above(current.parent) is not None
        and following.get(current.index, -1) < 0
    )


def _is_next_in_list(owner: Draft, following: dict[int, int]) -> bool:
    return following[owner.index] >= 0


def _article_above(draft: Draft | None) -> Draft | None:
    while draft is not None and draft.kind != "article":
        draft = draft.parent
    return draft


def _introduces(parent: Draft, child: Draft) -> bool:
    """Whether the parent's text announces a list."""
    before = parent.paragraphs[: child.position]
    return bool(before) and before[-1].rstrip().endswith(("：", ":"))


def _has_headed_items(owner: Draft) -> bool:
    """Whether units like this one begin with a heading of their own (sections, no list)."""
    siblings = owner.parent.children if owner.parent else []
    mine = [s for s in siblings if s.kind == owner.kind]
    return bool(mine) and all(
        s.paragraphs and not ends_sentence(s.paragraphs[0]) and len(s.paragraphs) + len(s.children) > 1
        for s in mine
    )


def _ends_like_siblings(owner: Draft) -> bool:
    """The item is complete: it ends a sentence, or none in its list does."""
    if owner.paragraphs and ends_sentence(owner.paragraphs[-1]):
        return True
    siblings = [s for s in (owner.parent.children if owner.parent else []) if s.kind == owner.kind]
    earlier = siblings[: siblings.index(owner)]
    return bool(earlier) and not any(
        s.paragraphs and ends_sentence(s.paragraphs[-1]) for s in earlier
    )


def _list_closed(owner: Draft) -> bool:
    """The last item ends with a full stop where the items before it end with semicolons."""
    siblings = [s for s in (owner.parent.children if owner.parent else []) if s.kind == owner.kind]
    if not owner.paragraphs or not owner.paragraphs[-1].rstrip().endswith("。"):
        return False
    earlier = siblings[: siblings.index(owner)]
    if not earlier:
        return False
    if all(s.paragraphs and s.paragraphs[-1].rstrip()[-1:] in "；;" for s in earlier[-3:]):
        return True
    # Where every item is one sentence, a second one stands outside the list.
    texts = ["".join(s.paragraphs) for s in [*earlier, owner]]
    return len(earlier) >= 3 and all(t.count("。") == 1 and t.endswith("。") for t in texts)


def split_headings(drafts: Sequence[Draft]) -> None:
    """Moves what is a heading from the paragraphs of the units."""
    for draft in drafts:
        if not draft.paragraphs:
            continue
        first = draft.paragraphs[0]
        if draft.kind in _LEVELS:
            count = 0
            for paragraph in draft.paragraphs:
                if ends_sentence(paragraph) or len(paragraph) > _MAX_HEADING or "。" in paragraph:
                    break
                count += 1
                if draft.kind == "part" and count >= 1:
                    break
            if count:
                heading = draft.paragraphs[0]
                for paragraph in draft.paragraphs[1:count]:
                    heading = join(heading, paragraph)
                draft.heading = tidy(heading)
                _cut(draft, count)
            continue
        if draft.kind == "annex" and len(draft.paragraphs) > 1 and _is_status(first):
            draft.heading = tidy(first + draft.paragraphs[1])
            _cut(draft, 2)
            continue
        if draft.kind == "heading":
            draft.heading = tidy(first)
            _cut(draft, 1)
            continue
        if draft.kind == "dash" or len(first) > _MAX_HEADING:
            continue
        if draft.kind in _LIST_KINDS and _article_above(draft.parent) is not None:
            continue
        if ends_sentence(first) or first.rstrip()[-1] in "，、," or "。" in first:
            continue
        if len(draft.paragraphs) > 1 or draft.children or draft.kind == "annex":
            draft.heading = tidy(first)
            _cut(draft, 1)


def _is_status(text: str) -> bool:
    """（规范性） or （资料性附录）, above the heading of an annex."""
    text = tidy(text)
    return text[:1] in "（(" and text[-1:] in "）)" and len(text) < 14


def _cut(draft: Draft, count: int) -> None:
    del draft.paragraphs[:count]
    for child in draft.children:
        child.position = max(0, child.position - count)


def freeze(draft: Draft) -> ImportedUnit:
    """The finished unit."""
    is_item = draft.kind == "dash"
    paragraphs = [tidy(p) for p in draft.paragraphs]
    return ImportedUnit(
        number=None if is_item else draft.number,
        marker=draft.marker,
        form="item" if is_item else "clause" if draft.kind != "paragraph" else "paragraph",
        heading=draft.heading,
        paragraphs=tuple(paragraphs),
        line=draft.line,
        page=draft.page,
        position=draft.position,
        units=tuple(freeze(child) for child in draft.children),
    )

"""Tables with merged cells, repeated heads and cells broken over pages resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from labkb.exchange.importing.chars import ends_sentence, join, squeeze, tidy
from labkb.exchange.importing.model import Block, Dropped, ImportedTable, RawTable

_NUMBERED = re.compile(r"[（(]?(\d{1,3}|[一二三四五六七八九十]+)[)）.、．]")


def resolve_tables(blocks: Sequence[Block]) -> tuple[list[ImportedTable], list[Dropped]]:
    """Whole tables, and the repeated heads that were dropped from them."""
    result: list[ImportedTable] = []
    dropped: list[Dropped] = []
    group: list[RawTable] = []
    between = 0
    for block in blocks:
        if not isinstance(block, RawTable):
            # A caption such as 续表 may stand between the parts of a table.
            between += 1 if len(block.text) < 30 else 2
            continue
        if group and (between > 1 or not _goes_on(group, block)):
            result.append(_resolve(group, dropped))
            group = []
        group.append(block)
        between = 0
    if group:
        result.append(_resolve(group, dropped))
    return result, dropped


def _key(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(squeeze(cell) for cell in row)


def _goes_on(group: Sequence[RawTable], table: RawTable) -> bool:
    """A table with the same head is the next page of the one before."""
    first = group[0]
    if len(first.rows[0]) != len(table.rows[0]):
        return False
    if _key(first.rows[0]) == _key(table.rows[0]):
        return True
    pages = group[-1].page, table.page
    return pages[0] is not None and pages[1] is not None and pages[1] == pages[0] + 1


def _resolve(group: Sequence[RawTable], dropped: list[Dropped]) -> ImportedTable:
    head_cells = [tidy(cell) for cell in group[0].rows[0]]
    for c in sorted(c for r, c in group[0].beside if r == 0):
        head_cells[c] = head_cells[c] or head_cells[c - 1]
    columns = tuple(head_cells)
    count = max(len(row) for table in group for row in table.rows)
    columns = (*columns, *[""] * (count - len(columns)))
    head = _key(group[0].rows[0])
    rows: list[list[str]] = []
    spans: list[set[int]] = []
    raw: list[str] = list(group[0].rows[0])
    at_page_break = False
    for number, table in enumerate(group):
        at_page_break = number > 0
        for r, cells in enumerate(table.rows):
            if number + r == 0:
                continue
            if _key(cells) == head:
                dropped.append(
                    Dropped(" ".join(c for c in cells if c), "重复的表头", table.number + r, table.page)
                )
                at_page_break = True
                continue
            raw.extend(cells)
            row = [" ".join(cell.split()) for cell in cells]
            row += [""] * (count - len(row))
            covered = {c for rr, c in table.covered if rr == r}
            for c in sorted(c for rr, c in table.beside if rr == r):
                if c and c not in covered and not row[c]:
                    row[c] = row[c - 1]
            if rows and _continues(rows, row, at_page_break) and not covered:
                _append(rows[-1], row, has_words=table.page is None)
            else:
                rows.append(row)
                spans.append(covered)
            at_page_break = False
    _fill(rows, spans)
    return ImportedTable(
        columns, tuple(tuple(row) for row in rows), group[0].number, group[0].page, "".join(raw)
    )


def _continues(rows: Sequence[Sequence[str]], row: Sequence[str], at_page_break: bool) -> bool:
    """Whether a row is the rest of the row before, cut by the end of a page."""
    before = rows[-1]
    filled = [c for c, cell in enumerate(row) if cell]
    if not filled or (row[0] and not at_page_break) or row[0]:
        return False
    usual = [
        c for c in range(len(row))
        if sum(bool(r[c]) for r in rows) >= 0.9 * len(rows)
    ]
    missing = [c for c in usual if not row[c]]
    if not missing:
        return False
    texts = [c for c in filled if len(before[c]) > 0]
    if not texts:
        return False
    if any(_NUMBERED.match(row[c]) and _NUMBERED.match(before[c]) for c in texts):
        return False
    least = 2 if at_page_break else 6
    cut = [c for c in texts if len(before[c]) >= least and not ends_sentence(before[c])]
    return bool(cut) and (at_page_break or len(missing) >= 2)


def _append(before: list[str], row: Sequence[str], *, has_words: bool) -> None:
    """Adds the rest of a row; in text files the cells break between words, in pdf anywhere."""
    for c, cell in enumerate(row):
        if not cell:
            continue
        if has_words and before[c] and len(before[c]) < 20 and len(cell) < 20 and not before[c][-1:].isascii():
            # Names and titles in narrow cells stand on lines of their own.
            before[c] = f"{before[c]} {cell}"
        else:
            before[c] = join(before[c], cell)


def _fill(rows: list[list[str]], spans: Sequence[set[int]]) -> None:
    """Puts the text of a merged cell into every row it covers."""
    if not rows:
        return
    for r in range(1, len(rows)):
        for c in spans[r]:
            if not rows[r][c] and c < len(rows[r]):
                rows[r][c] = rows[r - 1][c]
    if any(spans):
        return
    # Plain text shows a merged cell as empty ones below it, from the left.
    width = len(rows[0])
    for r in range(1, len(rows)):
        for c in range(width - 1):
            if rows[r][c]:
                break
            if not rows[r - 1][c]:
                break
            rows[r][c] = rows[r - 1][c]

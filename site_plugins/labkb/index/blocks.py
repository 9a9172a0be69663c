"""Blocks: what is shown of some neighbouring records, as the argument of one data script."""

from __future__ import annotations

import json
from collections.abc import Iterator

from labkb.index.records import SearchRecord
from labkb.model.document import beginning_of

_BLOCK_RECORDS, _BLOCK_CHARACTERS = 60, 3200


def blocks_of(records: list[SearchRecord], bodies: list[str]) -> Iterator[tuple[int, str]]:
    """Number of records and script argument of every block of a unit."""
    start = characters = 0
    for index, record in enumerate(records):
        size = len(record.body) + len(record.original)
        full = index - start >= _BLOCK_RECORDS or characters + size > _BLOCK_CHARACTERS
        if index > start and full:
            yield index - start, _block(records[start:index], bodies[start:index])
            start, characters = index, 0
        characters += size
    if start < len(records):
        yield len(records) - start, _block(records[start:], bodies[start:])


def _block(records: list[SearchRecord], bodies: list[str]) -> str:
    """One script's argument; each row is cut after its last value.

    A row is [id, url, number, title, context, body, original]; an id of 0 is the document with the
    path that the url ends in, a url of 0 is the page without an anchor, a title of 0 repeats the
    number, one of 1 is the beginning of the body, a context of 0 is that of the row above.
    """
    base = _base([record.url for record in records])
    document = records[0].document
    rows = []
    above = ""
    for record, body in zip(records, bodies, strict=True):
        context = " › ".join(record.context)
        url = record.url.removeprefix(base) if record.url.startswith(base) else 0
        row: list[str | int] = [
            0 if record.id == f"{document}:{url}" else record.id,
            url,
            record.number,
            _title(record),
            0 if context == above else context,
            body,
            record.original,
        ]
        above = context
        while row[-1] == "":
            row.pop()
        rows.append(row)
    data = {"document": document, "title": records[0].document_title, "url": base, "rows": rows}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _title(record: SearchRecord) -> str | int:
    if record.title == record.number:
        return 0
    return 1 if record.title == beginning_of(record.body) else record.title


def _base(urls: list[str]) -> str:
    """What the urls begin with; of a page and its anchors, what the anchors begin with."""
    anchors = [url for url in urls if "#" in url]
    base = _common_prefix(anchors) if anchors else ""
    page = base.partition("#")[0]
    if "#" in base and all(url == page or url.startswith(base) for url in urls):
        return base
    return _common_prefix(urls)


def _common_prefix(texts: list[str]) -> str:
    """What all begin with, up to the last character that is not a letter or digit."""
    low, high = min(texts), max(texts)
    same = 0
    while same < len(low) and low[same] == high[same]:
        same += 1
    if len(texts) > 1 and same and low[same - 1].isdigit():
        while same and low[same - 1].isdigit():
            same -= 1
    return low[:same]

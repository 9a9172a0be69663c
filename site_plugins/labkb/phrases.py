"""Wrong values in the words of a finding: what stands there, where, and what to write."""

from __future__ import annotations

from typing import Any

from labkb.diagnostics import Path


def shape(value: Any) -> str:
    """What kind of value it is, quoted where there is something to quote."""
    if isinstance(value, dict):
        return f"键值“{short(value)}”" if value else "空的键值"
    if isinstance(value, list):
        return f"列表“{short(value)}”" if value else "空列表"
    if value is None:
        return "空值"
    return short(value) if isinstance(value, bool) else f"文本“{short(value)}”"


def quoted(value: Any) -> str:
    """The value in quotes, or that it is empty."""
    return "是空的，" if value is None else f"“{short(value)}”"


def short(value: Any) -> str:
    """The beginning of a value as YAML writes it."""
    text = _flat(value)
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"


_SHORT = 40


def _flat(value: Any, room: int = _SHORT + 1) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, str):
        return value[:room].replace("\n", " ")
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    found = ""
    for key, item in pairs:
        if len(found) > room:
            break
        name = "" if key is None else f"{key}: "
        found += (", " if found else "") + name + _flat(item, room - len(found))
    return f"{{{found}}}" if isinstance(value, dict) else f"[{found}]"


def named_place(loc: Path) -> str:
    """The key at a place; an item of a list is named after the list."""
    names = [i for i, step in enumerate(loc) if isinstance(step, str)]
    if not names:
        return f"第{loc[-1] + 1}项" if loc and isinstance(loc[-1], int) else ""
    items = [f"第{step + 1}项" for step in loc[names[-1] + 1 :] if isinstance(step, int)]
    return f"{loc[names[-1]]} {'的'.join(items)}" if items else str(loc[names[-1]])


def how_to_write(want: str, field: str, value: Any) -> str:
    """What to write where a value has another shape."""
    if want == "列表":
        if value is None:
            return f"写成 {field}: [] 或删去这个键"
        return f"写成 [{short(value)}]" if isinstance(value, str) else "写成“- ”开头的列表"
    if want == "文本":
        if value is None:
            return "写上内容，或删去这个键"
        return f'加上引号："{short(value)}"' if isinstance(value, bool) else "只写一段文本"
    return "写成“键: 值”" if want == "键值" else f"改成{want}"

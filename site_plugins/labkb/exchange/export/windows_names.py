"""Names inside an archive that Windows cannot unpack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# Explorer unpacks below a path of up to 260 characters; a desktop folder takes about half of it.
MAX_LENGTH = 120
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def unpackable(names: Iterable[str]) -> Iterator[str]:
    """A Chinese sentence per name that Windows refuses."""
    seen: dict[str, str] = {}
    for name in names:
        problem = _problem(name)
        if problem:
            yield f"“{name}”{problem}"
        other = seen.setdefault(name.lower(), name)
        if other != name:
            yield f"“{name}”和“{other}”只差大小写，Windows 会互相覆盖"


def _problem(name: str) -> str:
    if len(name) > MAX_LENGTH:
        return f"太长（{len(name)}个字符，上限{MAX_LENGTH}）"
    if match := _FORBIDDEN.search(name):
        return f"含有 Windows 不允许的字符“{match[0]}”"
    for part in name.split("/"):
        if part in {"", ".", ".."}:
            return "不是正常的路径"
        if part.endswith((".", " ")):
            return "有一段以点或空格结尾，Windows 会改掉它"
        if _RESERVED.fullmatch(part):
            return f"用了 Windows 的保留名“{part}”"
    return ""

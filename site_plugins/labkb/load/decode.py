"""Bytes of a file to text, or the reason why not."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # begins like UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
DAMAGED = "有损坏的 UTF-8"
UNKNOWN = "未知编码"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_CHINESE = re.compile(r"[\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")

_THREE_BYTES = re.compile(r"[\u0800-\U0010ffff]")
_FOREIGN = re.compile(r"[\u0250-\u036f\u0400-\u07ff]")  # neither Latin nor Greek
_ONLY_HANZI = re.compile(rb"(?:[\x00-\x7f]|[\xb0-\xf7][\xa1-\xfe])*")


def guess_encoding(data: bytes) -> str:
    """The name of the encoding of bytes that are not UTF-8."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if marked or _is_utf16(data):
        return marked or "UTF-16"
    rest = data.decode("utf-8", "replace")
    if len(_CHINESE.findall(rest)) > rest.count("\ufffd"):
        return DAMAGED
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return UNKNOWN
    common = len(_CHINESE.findall(text))
    return "GBK/GB18030" if common * 3 >= sum(not c.isascii() for c in text) else UNKNOWN


def _is_utf16(data: bytes) -> bool:
    """Whether every nought is one half of a pair, always the same: UTF-16 without a mark."""
    if len(data) % 2 or b"\0" not in data:
        return False
    halves = data[::2].count(0), data[1::2].count(0)
    if min(halves):
        return False
    try:
        text = data.decode("utf-16-le" if halves[1] else "utf-16-be")
    except UnicodeDecodeError:
        return False
    return max(halves) * 2 >= len(text) or len(_CHINESE.findall(text)) + max(halves) > len(text) / 2


def _is_disguised(data: bytes, text: str) -> bool:
    """Whether GBK happens to be valid UTF-8: 校准 would be read as a Cyrillic and a Hebrew letter."""
    if text.isascii() or _THREE_BYTES.search(text):
        return False
    return bool(_FOREIGN.search(text)) and _ONLY_HANZI.fullmatch(data) is not None


def first_bad_line(data: bytes) -> int:
    """The line, from one, of the first byte that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def decode(data: bytes) -> tuple[str, str]:
    """The text of UTF-8 bytes and "", or "" and the name of the other encoding."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or (b"\0" in data and _is_utf16(data)):
        return "", guess_encoding(data)
    try:
        text = data.decode("utf-8-sig")
        return ("", "GBK/GB18030") if _is_disguised(data, text) else (text, "")
    except UnicodeDecodeError:
        return "", guess_encoding(data)

"""Bytes of a file to text, or the reason why not."""

from __future__ import annotations

import codecs
import re

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


def guess_encoding(data: bytes) -> str:
    """The name of the encoding of bytes that are not UTF-8."""
    if data.startswith(_UTF16) or data[1:2] == b"\0" or data[:1] == b"\0":
        return "UTF-16"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return "未知编码"
    common = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return "GBK/GB18030" if common * 3 >= sum(not c.isascii() for c in text) else "未知编码"


def decode(data: bytes) -> tuple[str, str]:
    """The text of UTF-8 bytes and "", or "" and the name of the other encoding."""
    if data.startswith(_UTF16):
        return "", "UTF-16"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return "", guess_encoding(data)

"""Characters: folding of widths and look-alikes, joining of wrapped lines, print width."""

from __future__ import annotations

import re
import unicodedata

_WIDE_ASCII = {0xFF10 + i: 0x30 + i for i in range(10)}
_WIDE_ASCII |= {0xFF21 + i: 0x41 + i for i in range(26)}
_WIDE_ASCII |= {0xFF41 + i: 0x61 + i for i in range(26)}
_LOOK_ALIKES = (
    "⺠民 ⺟母 ⺎兀 ⺬示 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 "
    "⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻨麦 ⻩黄 ⻬齐 ⻮齿 ⻰龙 ⻳龟 ⺳网 ⻏邑 ⻖阜"
)
# Fonts in pdf files map ideographs to the Kangxi radicals that look the same.
_RADICALS = {
    code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)
}
_RADICALS |= {
    ord(pair[0]): ord(pair[1])
    for pair in _LOOK_ALIKES.split()
}
_INVISIBLE = dict.fromkeys(
    [*range(0x00, 0x09), 0x0B, 0x0E, *range(0x0F, 0x20), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D,
     0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF]
)
_FOLD = {**_WIDE_ASCII, **_RADICALS, **_INVISIBLE, 0xA0: 0x20, 0x2002: 0x20, 0x2003: 0x3000,
         0x2009: 0x20, 0x202F: 0x20}
_WIDE_POINT = re.compile(r"(?<=\d)．(?=\d)")
_HAN = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK = rf"{_HAN}\u3000-\u303f\uff01-\uff65“”‘’—…·"
_SPACE_IN_CJK = re.compile(rf"(?<=[{_CJK}])[ \t\u3000]+(?=[{_CJK}])")
_SPACES = re.compile(r"[ \t\u3000]+")
_WORD_END = re.compile(r"[A-Za-z][A-Za-z0-9]*[,;:]?$|[A-Za-z0-9)][,;]$|[A-Za-z]/[A-Za-z]+$")
_WORD_START = re.compile(r"[A-Za-z0-9(]")
CLOSERS = "。，、；：？！）》〉」』】〕”’…％%)]},.;:?!·—～"
TERMINAL = "。；;：:？！?!…"
_AFTER_TERMINAL = "”’」』）)》】"


def fold(text: str) -> str:
    """The text with half-width digits and letters and without characters that do not print."""
    if text.isascii():
        return text.translate(_INVISIBLE) if not text.isprintable() else text
    text = text.translate(_FOLD)
    return _WIDE_POINT.sub(".", text) if "．" in text else text


def tidy(text: str) -> str:
    """The text without spaces between Chinese characters, other runs of spaces made one."""
    text = text.strip(" \t\u3000\n\r\f\v")
    if " " in text or "\u3000" in text or "\t" in text:
        text = _SPACE_IN_CJK.sub("", text)
        text = _SPACES.sub(" ", text)
    return text


def squeeze(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split()).replace("\u3000", "")


def join(left: str, right: str) -> str:
    """Two parts of a wrapped line as one: a space only between Western words."""
    if not left or not right:
        return left + right
    between_words = (
        left[-1].isascii()
        and right[0].isascii()
        and _WORD_START.match(right)
        and _WORD_END.search(left[-24:])
    )
    return f"{left} {right}" if between_words else left + right


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence or a part of a list can end."""
    text = text.rstrip(" \t\u3000")
    while text and text[-1] in _AFTER_TERMINAL:
        if text[-1] in "）)":
            # （此件公开发布） ends nothing by itself, 。） does.
            return len(text) > 1 and text[-2] in TERMINAL
        text = text[:-1]
    return bool(text) and text[-1] in TERMINAL


def width(text: str) -> int:
    """Columns that the text takes in print: two for a wide character."""
    wide = 0
    for char in text:
        if char > "\u2e7f" or char in "“”‘’—…·×÷±°":
            wide += 1
    return len(text) + wide


def first_token(text: str) -> str:
    """What a line breaker could not have left at the end of the line before."""
    match = re.match(r"[A-Za-z0-9./%+_\-~]+|.", text)
    token = match[0] if match else ""
    rest = text[len(token) :]
    if token and token in "（《“‘〔【「(":
        token += rest[:1]
        rest = rest[1:]
    for char in rest:
        if char not in CLOSERS:
            break
        token += char
    return token

"""Pinyin without tones, and what typing errors need: same sounds and similar shapes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from json import JSONDecoder, loads
from pathlib import Path

_ENTRY = re.compile(r"[\s,]*(?=\")")


def _data(name: str) -> str:
    """A data file of pypinyin; its modules hold the same in ten times the memory."""
    spec = find_spec("pypinyin")
    folder = Path(next(iter(spec.submodule_search_locations or ()))) if spec else Path()
    return (folder / name).read_text("utf-8")


@cache
def _phrases() -> dict[str, str]:
    """Fifty thousand phrases with their syllables, a space between them."""
    found: dict[str, str] = {}
    text = _data("phrases_dict.json")
    decode = JSONDecoder().raw_decode
    place = text.index("{") + 1
    # Entry by entry, so that the lists of syllables are never there all at once.
    while match := _ENTRY.match(text, place):
        phrase, place = decode(text, match.end())
        syllables, place = decode(text, text.index(":", place) + 2)
        if len(syllables) == len(phrase):
            found[phrase] = " ".join(_plain_cached(readings[0]) for readings in syllables)
    return found


@cache
def _characters() -> dict[str, str]:
    return {chr(int(point)): readings for point, readings in loads(_data("pinyin_dict.json")).items()}


def _plain(syllable: str) -> str:
    text = unicodedata.normalize("NFD", syllable.replace("ü", "v").replace("ǜ", "v"))
    text = text.replace("u\u0308", "v")
    return "".join(c for c in text if not unicodedata.combining(c))


@cache
def _plain_cached(syllable: str) -> str:
    return _plain(unicodedata.normalize("NFC", syllable))


@cache
def character_reading(char: str) -> str:
    """The usual reading of a character, empty when it has none: 校 -> xiao."""
    readings = _characters().get(char)
    return _plain_cached(readings.split(",")[0]) if readings else ""


def reading(word: str) -> tuple[str, ...]:
    """One syllable a character; empty strings where there is no reading: 校准 -> (jiao, zhun)."""
    phrase = _phrases().get(word)
    if phrase is not None:
        return tuple(phrase.split(" "))
    if len(word) <= 2:
        return tuple(character_reading(char) for char in word)
    return _by_parts(word)


def _by_parts(word: str) -> tuple[str, ...]:
    """Readings taken from the longest phrases inside the word."""
    syllables: list[str] = []
    position = 0
    while position < len(word):
        for length in (4, 3, 2):
            part = word[position : position + length]
            phrase = _phrases().get(part) if len(part) == length else None
            if phrase is not None:
                syllables += phrase.split(" ")
                position += length
                break
        else:
            syllables.append(character_reading(word[position]))
            position += 1
    return tuple(syllables)


_READ_IN_TWO_WAYS = frozenset(
    "校重长率行调差量度应少好中为处得传种便更朝数降乐参曾藏单弹当倒都恶发分干给供冠观号和会几间将角教结解"
    "禁尽劲卷卡看空累论落没难宁强切曲塞散色舍省识说宿提系相削血压要叶与载炸占涨着折正挣只属称薄藉核"
)
"""Of other characters the second reading is rare (抄 as suo) and makes words out of nothing."""


@cache
def syllable_table() -> str:
    """Every syllable with the common characters that are read so: `a阿啊;ai哀…`.

    Common is the first level of GB 2312: rarer ones are hardly ever typed by mistake.
    """
    by_syllable: dict[str, list[str]] = {}
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                char = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            readings = _characters().get(char, "").split(",")
            usual = readings[: 2 if char in _READ_IN_TWO_WAYS else 1]
            for syllable in dict.fromkeys(_plain_cached(r) for r in usual if r):
                by_syllable.setdefault(syllable, []).append(char)
    return ";".join(f"{key}{''.join(chars)}" for key, chars in sorted(by_syllable.items()))


_SHAPES = """
准淮 校较 检捡俭险验 未末 己已巳 拨拔 栓拴 晴睛 辨辩辫 析折拆 人入八 土士 天夫 干千于 日曰 目且 由田甲申
白自 牛午 今令 仓仑 历厉 厂广 大太犬 万方 风凤 毛手 乌鸟 兔免 刀力 九丸 戊戌戍 候侯 沽估 待侍 坏环 板版扳 抵低
抄钞 技枝 场扬 标际 查杳 核刻该 席度 溯朔塑 源原愿 签鉴 授受 权仅 录绿 记纪 证征 间问闻 误娱 差羞着 允充 许计 对时
比此 室窒 设没投 备各 境镜 温湿 湿显 压庄 频颁 率卒 偏编遍篇 条务 约药纳 限眼恨很 值直植 真具 情清请精晴 密蜜
复夏 现规视观 范犯 程呈 序予 评坪 认人 司可 同向 客容 户尸 服报 投没 诉拆 正止 措惜借错 施拖 内肉 外处 部郜陪 质盾
监盐 督瞀 祭察 责贵 任仕 织职 培倍陪赔 抽油 样详 操澡 暂渐 幅副 俯附 拟似 析柝 汇江 渡度 贷货 栽裁载 竟竞 徒徙 赢羸
"""
SIMILAR_SHAPES = tuple(_SHAPES.split())
"""Characters that hands and scanners mistake for each other."""

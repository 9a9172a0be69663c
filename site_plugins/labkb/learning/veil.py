"""Veils answers: out of sight and out of searches, but no secret.

A site that runs without a server hands its answers to the browser, so anybody who reads the scripts
can lift the veil (web/core/learn/veil.js does). It keeps answers out of the HTML, out of the search
index and out of a glance at the source; an exam that counts needs an invigilator.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

_WORD = 0xFFFFFFFF


def text_hash(text: str) -> int:
    """FNV-1a over the UTF-16 code units of a text, as in web/core/learn/random.js."""
    found = 0x811C9DC5
    units = text.encode("utf-16-le")
    for low, high in zip(units[::2], units[1::2], strict=True):
        found = ((found ^ (low | high << 8)) * 0x01000193) & _WORD
    return found


def _bytes(seed: str) -> Iterator[int]:
    """The key stream: mulberry32, one byte a step."""
    state = text_hash(seed)
    while True:
        state = (state + 0x6D2B79F5) & _WORD
        t = ((state ^ state >> 15) * (1 | state)) & _WORD
        t = ((t + (((t ^ t >> 7) * (61 | t)) & _WORD)) & _WORD) ^ t
        yield (t ^ t >> 14) >> 24


def veil(value: Any, record_id: str) -> str:
    """The veiled form of a JSON value, the same for the same value and id."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    mixed = bytes(byte ^ key for byte, key in zip(plain, _bytes(record_id), strict=False))
    return base64.b64encode(mixed).decode("ascii")

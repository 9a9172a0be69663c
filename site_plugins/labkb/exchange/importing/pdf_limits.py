"""Bounds for the compressed streams of a pdf, looked at before a library inflates them."""

from __future__ import annotations

import re
import zlib

from labkb.exchange.importing.limits import Refused, megabytes

_STREAM = re.compile(rb"stream\r?\n")
_MAX_STREAM = 256 * 1024 * 1024
_MAX_TOTAL = 1024 * 1024 * 1024
_STEP = 4 * 1024 * 1024


def check_streams(data: bytes, name: str) -> None:
    """Raises `Refused` when a stream inflates beyond all measure."""
    total = 0
    for match in _STREAM.finditer(data):
        start = match.end()
        if data[start : start + 1] not in (b"\x78", b"\x48", b"\x58", b"\x68", b"\x08", b"\x18", b"\x38"):
            continue
        end = data.find(b"endstream", start)
        if end < 0:
            end = len(data)
        if (end - start) * 1030 < _STEP:
            continue
        size = _inflated(data[start:end])
        total += size
        if size > _MAX_STREAM or total > _MAX_TOTAL:
            raise Refused(
                f"{name}：内部数据展开超过 {megabytes(min(size, total))}，像是压缩炸弹，没有读取"
            )


def _inflated(data: bytes) -> int:
    machine = zlib.decompressobj()
    size = 0
    try:
        while data and size <= _MAX_STREAM:
            size += len(machine.decompress(data, _STEP))
            data = machine.unconsumed_tail
            if machine.eof:
                break
    except zlib.error:
        pass
    return size

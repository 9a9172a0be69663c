"""Archives whose bytes follow from their content alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import IO

_FILE_MODE = 0o100644 << 16
_UNIX = 3


def write_zip(
    target: IO[bytes] | Path, members: Iterable[tuple[str, bytes]], moment: datetime
) -> None:
    """Writes members in the given order, each with the same time and rights.

    Names outside ASCII carry the UTF-8 flag, which zipfile sets by itself.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members:
            archive.writestr(_info(name, moment), content)


def _info(name: str, moment: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, moment.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = _FILE_MODE
    return info


def rezip(data: bytes, moment: datetime) -> bytes:
    """The same archive with fixed times; the order of its members stays."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(item.filename, archive.read(item)) for item in archive.infolist()]
    write_zip(out, members, moment)
    return out.getvalue()


def save(path: Path, data: bytes) -> None:
    """Writes a whole file or none: the old one stays until the new one is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

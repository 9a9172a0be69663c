"""The version of everything that shapes what a build writes, for the keys of what is kept."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).parent
_ENGINES = ("mkdocs", "properdocs", "mkdocs-material", "markdown", "jinja2", "pymdown-extensions",
            "pydantic", "jieba", "rjieba", "latex2mathml")


@cache
def code_version() -> str:
    """Hash of the package's own files and of the versions that shape a page."""
    found = hashlib.blake2b(platform.python_version().encode(), digest_size=16)
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(path.relative_to(PACKAGE).as_posix().encode())
            found.update(path.read_bytes())
    for name in _ENGINES:
        try:
            found.update(f"{name}{metadata.version(name)}".encode())
        except metadata.PackageNotFoundError:
            found.update(f"{name}-".encode())
    return found.hexdigest()

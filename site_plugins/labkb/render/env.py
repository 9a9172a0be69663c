"""The one template environment, and the version of everything that shapes HTML."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from labkb.render import words

HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """The environment: autoescape on, unknown names are mistakes."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=200,
    )
    made.globals["words"] = words
    return made


def fill(template: str, **values: Any) -> str:
    """The HTML of a template."""
    return environment().get_template(template).render(**values)


@cache
def code_version() -> str:
    """Hash of the templates and of the code beside them."""
    found = hashlib.blake2b(digest_size=12)
    for path in sorted([*HERE.glob("**/*.py"), *HERE.glob("templates/*")]):
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def digest(*parts: object) -> str:
    """A key over the texts of some values."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(part if isinstance(part, bytes) else str(part).encode("utf-8", "replace"))
        found.update(b"\0")
    return found.hexdigest()

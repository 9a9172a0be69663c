"""Templates compiled once and kept: compiling them is a tenth of a small build."""

from __future__ import annotations

import shutil
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache

from labkb.code_version import code_version
from labkb.render.env import environment

FOLDER = ".labkb/templates"


def keep_compiled(root: Path, *more: Environment) -> None:
    """Lets our environment, and others, take compiled templates from the project and leave them there.

    Jinja checks that what is kept was made from the same source; the folder is that of one version of
    the code. Where it cannot be written, templates are compiled every time.
    """
    base = root / FOLDER
    folder = base / code_version()
    try:
        if not folder.is_dir():
            shutil.rmtree(base, ignore_errors=True)
            folder.mkdir(parents=True)
    except OSError:
        return
    for one in (environment(), *more):
        one.bytecode_cache = FileSystemBytecodeCache(str(folder))

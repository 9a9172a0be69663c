"""The command line in a process of its own that starts with everything imported.

Importing takes four fifths of a small build. Nothing else is shared with the process it is forked
from: that one imports and then only waits.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import tempfile
from multiprocessing.context import ForkServerProcess
from pathlib import Path

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    ["tests.build.forked", "labkb.cli", "labkb.engines.run", "labkb.engines.mkdocs_adapter",
     "mkdocs.commands.build", "pygments.formatters", "pygments.lexers", "pypinyin", "rjieba"]
)  # fmt: skip


def _run(arguments: tuple[str, ...], cwd: Path, out: str, err: str) -> None:
    for name, place in ((out, 1), (err, 2)):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT), place)
    os.chdir(cwd)
    from labkb.cli import main

    main(list(arguments))


def start(*arguments: str, cwd: Path, out: str = os.devnull, err: str = os.devnull) -> ForkServerProcess:
    """A run of the command line that has just begun."""
    process = CONTEXT.Process(target=_run, args=(arguments, cwd, out, err))
    process.start()
    return process


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """A finished run of the command line."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = start(*arguments, cwd=cwd, out=str(out), err=str(err))
        process.join(300)
        assert process.exitcode is not None
        return subprocess.CompletedProcess(
            arguments, process.exitcode, out.read_bytes(), err.read_bytes()
        )

"""The same input gives the same bytes: in any folder, on any day, in any zone and locale."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.build.conftest import labkb, tree
from tests.conftest import ROOT

# Builds with the clock moved by 400 days, before anything else is imported.
SHIFTED = """
import time
real = time.time
time.time = lambda: real() + 400 * 86400
g, l = time.gmtime, time.localtime
time.gmtime = lambda s=None: g(time.time() if s is None else s)
time.localtime = lambda s=None: l(time.time() if s is None else s)
import datetime as d
class Later(d.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def today(cls): return cls.fromtimestamp(time.time())
    @classmethod
    def utcnow(cls): return cls.fromtimestamp(time.time(), d.timezone.utc).replace(tzinfo=None)
d.datetime = Later
from labkb.cli import main
main(["build"])
"""


def copy_project(target: Path) -> Path:
    """The real collection in another folder."""
    for name in ("kb", "content", "materials"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    return target


def test_two_builds_of_the_real_collection_are_identical(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "另一个 文件夹" / "b"
    for folder in (first, second):
        folder.mkdir(parents=True)
        copy_project(folder)
    done = labkb("build", cwd=first, TZ="Asia/Shanghai", PYTHONHASHSEED="1", LC_ALL="C.UTF-8",
                 LABKB_PROCESSES="1")
    assert done.returncode == 0, done.stderr.decode()
    environment = {"TZ": "America/Lima", "PYTHONHASHSEED": "99", "LC_ALL": "POSIX",
                   "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin", "LABKB_PROCESSES": "3"}
    later = subprocess.run(
        [sys.executable, "-c", SHIFTED], cwd=second, env=environment, capture_output=True,
        check=False, timeout=300,
    )
    assert later.returncode == 0, later.stderr.decode()
    ours, theirs = tree(first / "site"), tree(second / "site")
    assert sorted(ours) == sorted(theirs)
    assert {name for name in ours if ours[name] != theirs[name]} == set()

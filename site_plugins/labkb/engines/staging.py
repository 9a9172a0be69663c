"""A build writes beside the old site and switches at the end."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from pathlib import Path
from typing import IO

from labkb.diagnostics import CannotGoOn
from labkb.os_words import reason

_MARKS = ("kb.json", "index.html")
"""A site holds one of them; the folders of a project do not."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Staging:
    """The folder a build writes to, locked against a second build, until it takes the site's place.

    A killed build leaves the old site whole: the lock dies with the process, and the next build
    clears what was left.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site.with_name(f".{site.name}-building")
        self._old = site.with_name(f".{site.name}-old")
        self._lock: IO[str] | None = None

    def __enter__(self) -> Staging:
        self.begin()
        return self

    def __exit__(self, *exception: object) -> None:
        self.abandon()

    def begin(self) -> None:
        """Takes the lock and an empty folder.

        Raises:
            CannotGoOn: while another build of the same site runs, where a folder cannot be made, and
                where something else than a site stands in its place.
        """
        _refuse_foreign(self.site)
        try:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            lock = self.site.with_name(f".{self.site.name}-lock").open("a", encoding="utf-8")
        except OSError as error:
            raise CannotGoOn(f"网站写不进“{self.site}”：{reason(error)}。") from None
        if not _try_lock(lock):
            lock.close()
            raise CannotGoOn(f"另一个构建正在写“{self.site.name}”。等它结束再试。")
        self._lock = lock
        self._recover()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()

    def _recover(self) -> None:
        if self._old.exists():
            if self.site.exists():
                shutil.rmtree(self._old, ignore_errors=True)
            else:
                self._old.rename(self.site)

    def switch(self) -> None:
        """Puts the new folder in the site's place; at every moment one whole site is there."""
        if not self.site.exists():
            self.folder.rename(self.site)
        elif _exchange(self.folder, self.site):
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            self.site.rename(self._old)
            self.folder.rename(self.site)
            shutil.rmtree(self._old, ignore_errors=True)
        self._release()

    def abandon(self) -> None:
        """Drops an unfinished build; does nothing after `switch`."""
        if self._lock is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _refuse_foreign(site: Path) -> None:
    """A switch of folders would take away whatever stands there: kb/, for one."""
    if not os.path.lexists(site):
        return
    is_site = any((site / mark).is_file() for mark in _MARKS)
    if site.is_dir() and (is_site or not any(site.iterdir())):
        return
    raise CannotGoOn(f"“{site}”里有别的东西，不是网站，没有动它。换一个文件夹，或先把它移走。")


def _try_lock(handle: IO[str]) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _exchange(first: Path, second: Path) -> bool:
    """Whether the system could swap two folders in one step (Linux)."""
    if not sys.platform.startswith("linux"):
        return False
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        done = libc.renameat2(
            _AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE
        )
        return bool(done == 0)
    return False

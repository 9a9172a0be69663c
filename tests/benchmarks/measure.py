"""Runs a command and says what its whole tree of processes took."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor and of the clock, greatest memory of the tree in MB."""

    cpu: float
    wall: float
    peak: float
    code: int = 0

    def over(self, other: Cost) -> str:
        """This cost as parts of another."""
        return f"cpu {self.cpu / other.cpu:.3f}  wall {self.wall / other.wall:.3f}"

    def __str__(self) -> str:
        return f"cpu {self.cpu:7.2f} s  wall {self.wall:7.2f} s  peak {self.peak:4.0f} MB"


def measure(
    command: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None
) -> Cost:
    """What one run of a command took; memory is proportional (shared pages count once)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            time.sleep(_PAUSE)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, peak, process.returncode)


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians of several runs."""
    return Cost(
        median(c.cpu for c in costs), median(c.wall for c in costs), median(c.peak for c in costs),
        max(c.code for c in costs),
    )


def tree_memory(root: int) -> float:
    """Memory of a process and of all below it, in MB."""
    total = 0
    waiting = [root]
    while waiting:
        base = Path("/proc") / str(waiting.pop())
        try:
            for line in (base / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
            for task in (base / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return total / 1024


def size_of(folder: Path) -> float:
    """The bytes of all files of a folder, in MB."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6

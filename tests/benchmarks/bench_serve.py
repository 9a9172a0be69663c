"""From saving one YAML file to the reloaded page, on the real collection.

`python tests/benchmarks/bench_serve.py [--runs N]` prints seconds of each run and the median.
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def wait_for(address: str, text: str) -> None:
    """Returns when a page shows a text."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if text in answer.read().decode("utf-8"):
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise SystemExit("the page never changed")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        project = Path(folder)
        for name in ("kb", "content", "materials"):
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, project / name)
        shutil.copy(ROOT / "mkdocs.yml", project)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "labkb", "serve", "--port", str(port)]
        server = subprocess.Popen(
            command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        page = f"http://127.0.0.1:{port}/d/samr-metrology-2020-127/index.html"
        file = project / "kb/policies/samr-metrology-2020-127.yaml"
        try:
            wait_for(page, "计量比对")
            seconds = []
            for number in range(runs):
                mark = f"第{number}次保存。"
                text = file.read_text("utf-8")
                started = time.monotonic()
                file.write_text(re.sub(r"(summary: )", rf"\g<1>{mark}", text, count=1), "utf-8")
                wait_for(page, mark)
                seconds.append(time.monotonic() - started)
        finally:
            server.terminate()
            server.wait(20)
    print("saved to shown, s:", *(f"{s:.2f}" for s in seconds))  # noqa: T201
    print(f"median {statistics.median(seconds):.2f} s")  # noqa: T201


if __name__ == "__main__":
    main()

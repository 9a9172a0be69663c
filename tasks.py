#!/usr/bin/env python3
"""One line each: `python3 tasks.py site` builds and opens the site, `python3 tasks.py test` tests.

Needs only Python 3.11+ with venv; everything else goes into `.venv/`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
# What the tests need from the system: program looked for -> Debian package.
SYSTEM = {"chromium": "chromium", "soffice": "libreoffice-core-nogui libreoffice-writer-nogui "
          "libreoffice-impress-nogui libreoffice-calc-nogui", "nginx": "nginx-light",
          "pdftotext": "poppler-utils", "unzip": "unzip"}
FONTS = "fonts-noto-cjk"


def main(arguments: list[str]) -> int:
    """The exit code of the task."""
    task = arguments[0] if arguments else ""
    if sys.version_info < (3, 11):
        print("需要 Python 3.11 或更新的版本。")
        return 2
    if task == "site":
        install()
        code = run("labkb", "build")
        if code == 0:
            webbrowser.open((ROOT / "site" / "index.html").as_uri())
        return code
    if task == "test":
        install("test")
        return system_ready() or test(arguments[1:])
    print(__doc__)
    return 2


def install(extra: str = "") -> None:
    """Makes `.venv/` and installs the package when pyproject.toml changed."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    stamp = VENV / f".installed-{extra or 'base'}"
    wanted = (ROOT / "pyproject.toml").read_bytes()
    if stamp.exists() and stamp.read_bytes() == wanted:
        return
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "--editable", target], check=True)
    stamp.write_bytes(wanted)


def system_ready() -> int:
    """0 when the system's programs are there; installs them where it may, else asks."""
    missing = [package for program, package in SYSTEM.items() if not shutil.which(program)]
    if not missing:
        return 0
    packages = " ".join([*missing, FONTS]).split()
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
        install_line = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(install_line, check=True, env=environment, stdout=subprocess.DEVNULL)
        return 0
    line = f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
    print(f"测试还缺系统程序。请先运行：\n  {line}")
    return 2


def test(options: list[str]) -> int:
    """Style, types, then behaviour; the first failure ends it."""
    return (
        run("ruff", "check", ".")
        or run("mypy")
        or run("pytest", "-n", "2", "--dist", "loadgroup", *options)
    )


def run(program: str, *arguments: str) -> int:
    """The exit code of a program of the environment."""
    return subprocess.run([str(BIN / program), *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

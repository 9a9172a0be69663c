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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
# What the tests need from the system: program looked for -> Debian packages.
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
        return prepare() or test(arguments[1:])
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
    # Compiling what is never imported takes as long as all the rest.
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
               "--no-compile"]
    subprocess.run([*command, "--editable", target], check=True)
    stamp.write_bytes(wanted)


def prepare() -> int:
    """0 when everything for the tests is there; the two installers work side by side."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))
    packages = missing_packages(may_install)
    if packages and not may_install:
        line = f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
        print(f"测试还缺系统程序。请先运行：\n  {line}")
        return 2
    with ThreadPoolExecutor() as pool:
        system = pool.submit(install_system, packages) if packages else None
        install("test")
        if system:
            system.result()
    return 0


def missing_packages(has_debian_fonts: bool) -> list[str]:
    """The Debian packages of what the system lacks; elsewhere fonts have other names."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
    names = [name for program, name in SYSTEM.items() if not shutil.which(program, path=path)]
    if (names or has_debian_fonts) and not any(Path("/usr/share/fonts").rglob("*CJK*")):
        names.append(FONTS)
    return " ".join(names).split()


def install_system(packages: list[str]) -> None:
    """Installs Debian packages."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for what in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        command = ["apt-get", "-qq", *what]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def test(options: list[str]) -> int:
    """Style, then types and behaviour side by side; the first failure ends it."""
    if code := run("ruff", "check", "."):
        return code
    types = subprocess.Popen([str(BIN / "mypy")], cwd=ROOT)
    tests = subprocess.Popen(
        [str(BIN / "pytest"), "-n", "2", "--dist", "loadgroup", *options], cwd=ROOT
    )
    code = types.wait()
    if code:
        tests.terminate()
    return code or tests.wait()


def run(program: str, *arguments: str) -> int:
    """The exit code of a program of the environment."""
    return subprocess.run([str(BIN / program), *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

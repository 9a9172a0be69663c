"""LibreOffice as a second reader of what was written."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

PACKAGES = "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui"


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """A profile of the tests' own: making one costs more than a conversion."""
    return tempfile.TemporaryDirectory(prefix="labkb-office-")


def convert(files: list[Path], suffix: str, out: Path) -> list[Path]:
    """The files converted to another format."""
    office = shutil.which("soffice")
    assert office, f"needs LibreOffice: apt-get install --no-install-recommends {PACKAGES}"
    subprocess.run(
        [
            office, "--headless", f"-env:UserInstallation={Path(_profile().name).as_uri()}",
            "--convert-to", suffix, "--outdir", str(out), *map(str, files),
        ],
        check=True, capture_output=True, timeout=120,
    )
    return [out / f"{file.stem}.{suffix}" for file in files]

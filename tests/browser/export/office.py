"""LibreOffice as a second reader of what was written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PACKAGES = "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui"


def convert(files: list[Path], suffix: str, out: Path) -> list[Path]:
    """The files converted to another format, with a profile of the test's own."""
    office = shutil.which("soffice")
    assert office, f"needs LibreOffice: apt-get install --no-install-recommends {PACKAGES}"
    subprocess.run(
        [
            office, "--headless", f"-env:UserInstallation={(out / 'profile').as_uri()}",
            "--convert-to", suffix, "--outdir", str(out), *map(str, files),
        ],
        check=True, capture_output=True, timeout=120,
    )
    return [out / f"{file.stem}.{suffix}" for file in files]

"""Prints what building a large collection costs, beside MkDocs with Material on the same text.

    python tests/benchmarks/bench_build.py --corpus DIR [--runs 3] [--growth] [--keep DIR]

DIR holds laws in Markdown (`名称(日期).md`, in folders). All figures come from one run of this
program, so that ratios hold on a busy machine, too; nothing fails on time. Hugo and Zensical are
measured where they are installed (`hugo` on the path, `zensical` beside this Python or on the path).
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.measure import Cost, measure, middle, size_of

LABKB = [sys.executable, "-m", "labkb"]
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
PEER = """site_name: peer
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
  features: [navigation.prune]
plugins:
  - search:
      lang: [zh]
"""
OURS = """site_name: laws
docs_dir: content
site_dir: site
use_directory_urls: false
theme: {name: material, language: zh, font: false}
nav: [index.md]
plugins:
  - labkb: {kb: laws, edition: "1", as_of: "2026-11-21"}
"""


def say(text: str) -> None:
    """Writes a line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """The exit code: 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--growth", action="store_true", help="also 100, 300 and all laws")
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    work = args.keep or Path(tempfile.mkdtemp())
    laws = sorted(args.corpus.resolve().rglob("*.md"))
    say(f"{len(laws)} laws, {sum(p.stat().st_size for p in laws) / 1e6:.1f} MB of text")
    compare(laws, work, args.runs)
    if args.growth:
        growth(laws, work)
    return 0


def compare(laws: list[Path], work: Path, runs: int) -> None:
    """Peer, cold, nothing changed, one clause changed, checks; alternating, so that noise is shared."""
    peer, ours = make_peer(laws, work / "peer"), make_ours(laws, work / "ours")
    found: dict[str, list[Cost]] = {}
    for _ in range(runs):
        shutil.rmtree(peer / "site", ignore_errors=True)
        found.setdefault("peer", []).append(measure(mkdocs("build", "-q"), peer, QUIET))
        forget(ours)
        found.setdefault("check, cold", []).append(measure([*LABKB, "check"], ours))
        forget(ours)
        found.setdefault("cold", []).append(measure([*LABKB, "build"], ours))
        found.setdefault("nothing changed", []).append(measure([*LABKB, "build"], ours))
        law = edit(ours)
        found.setdefault("one file checked", []).append(
            measure([*LABKB, "check", str(law)], ours)
        )
        found.setdefault("one clause edited", []).append(measure([*LABKB, "build"], ours))
    base = middle(found["peer"])
    for name, costs in found.items():
        say(f"{name:18} {middle(costs)}   of the peer: {middle(costs).over(base)}")
    check, cold = middle(found["check, cold"]), middle(found["cold"])
    say(f"check, cold, of the cold build: {check.over(cold)}")
    say(f"site: peer {size_of(peer / 'site'):.0f} MB, ours {size_of(ours / 'site'):.0f} MB: " + ", ".join(
        f"{name} {size_of(ours / 'site' / name):.1f}" for name in ("d", "assets/search")
    ) + f", kb.json {(ours / 'site/kb.json').stat().st_size / 1e6:.1f}")
    others(peer, base)


def others(peer: Path, base: Cost) -> None:
    """Engines that do less: Zensical does not segment Chinese, Hugo has neither theme nor search."""
    zensical = shutil.which("zensical") or shutil.which("zensical", path=str(Path(sys.executable).parent))
    if zensical:
        cost = measure([zensical, "build", "-f", "mkdocs.yml"], peer)
        say(f"{'zensical':18} {cost}   of the peer: {cost.over(base)}" + ("" if not cost.code else " (failed)"))
    else:
        say("zensical is not installed")
    hugo = shutil.which("hugo")
    if not hugo:
        say("hugo is not installed")
        return
    folder = peer.with_name("hugo")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "layouts/_default").mkdir(parents=True)
    for name in ("single", "list"):
        (folder / f"layouts/_default/{name}.html").write_text(
            "<!doctype html><html><body>{{ .Content }}</body></html>", "utf-8"
        )
    shutil.copytree(peer / "docs", folder / "content")
    (folder / "config.toml").write_text('baseURL = "/"\ntitle = "laws"\n', "utf-8")
    cost = measure([hugo, "--quiet"], folder)
    say(f"{'hugo':18} {cost}   of the peer: {cost.over(base)}")


def growth(laws: list[Path], work: Path) -> None:
    """Processor time and memory against the size of the text, as exponents of growth."""
    first: tuple[int, Cost] | None = None
    for count in (100, 300, len(laws)):
        part = laws[:: max(1, len(laws) // count)][:count]
        folder = make_ours(part, work / f"ours-{count}")
        text = sum(p.stat().st_size for p in part)
        cost = measure([*LABKB, "build"], folder)
        line = f"{count:4} laws, {text / 1e6:5.1f} MB  {cost}"
        if first is None:
            first = (text, cost)
        else:
            times = math.log(text / first[0])
            line += (
                f"   exponents: cpu {math.log(cost.cpu / first[1].cpu) / times:.2f}"
                f" memory {math.log(cost.peak / first[1].peak) / times:.2f}"
            )
        say(line)


def make_peer(laws: list[Path], folder: Path) -> Path:
    """The laws as pages of a plain MkDocs site."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# 法规\n", "utf-8")
    for number, law in enumerate(laws, 1):
        shutil.copyfile(law, folder / "docs" / f"law-{number:04}.md")
    (folder / "mkdocs.yml").write_text(PEER, "utf-8")
    return folder


def make_ours(laws: list[Path], folder: Path) -> Path:
    """The laws imported into a project."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "kb/policies").mkdir(parents=True)
    (folder / "content").mkdir()
    (folder / "content/index.md").write_text("# 法规\n", "utf-8")
    (folder / "mkdocs.yml").write_text(OURS, "utf-8")
    cost = measure([*LABKB, "import", *map(str, laws), "--out", "kb/policies"], folder)
    say(f"{f'import of {len(laws)}':18} {cost}")
    if cost.code == 2:
        raise ValueError("the laws could not be imported")
    return folder


def forget(project: Path) -> None:
    """Removes what earlier builds left."""
    shutil.rmtree(project / ".labkb", ignore_errors=True)
    shutil.rmtree(project / "site", ignore_errors=True)


def edit(project: Path) -> Path:
    """Changes one clause of one law; its file."""
    for law in sorted((project / "kb/policies").glob("*.yaml")):
        text = law.read_text("utf-8")
        if "text: 为了" in text:
            law.write_text(text.replace("text: 为了", "text: 今为了", 1), "utf-8")
            return law
        if "text: 今为了" in text:
            law.write_text(text.replace("text: 今为了", "text: 为了", 1), "utf-8")
            return law
    raise ValueError("no law begins with 为了")


def mkdocs(*arguments: str) -> list[str]:
    """A command of MkDocs."""
    return [sys.executable, "-m", "mkdocs", *arguments]


if __name__ == "__main__":
    raise SystemExit(main())

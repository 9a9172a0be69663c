"""Measures search on a folder of laws in real Chromium, beside MiniSearch and Pagefind.

    python tests/benchmarks/bench_search.py                      the small sample of this folder
    python tests/benchmarks/bench_search.py --corpus DIR         a folder of laws in Markdown
    python tests/benchmarks/bench_search.py --corpus DIR --most 400 --peers
    python tests/benchmarks/bench_search.py --corpus DIR --cases FILE…

A law is a file `名称(日期).md` whose articles begin with 第X条. Times are of this machine and of one
run; ratios are what is worth comparing. Peers come from npm and are left out where it is not at
hand.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright
from search_site import ROOT, launch, write_index, write_page

from labkb.index.numbers import number_key
from labkb.index.records import SearchRecord
from labkb.index.store import update
from labkb.index.vocabulary import read_vocabulary

HERE = Path(__file__).parent
ARTICLE = re.compile(r"(第[一二三四五六七八九十百千零〇]+条)[\s　]*(.*)")


def read_corpus(folder: Path, most: int | None) -> list[SearchRecord]:
    """One record an article, in the order of the files."""
    files = sorted(folder.rglob("*.md"))[:most]
    return [record for number, file in enumerate(files, 1) for record in articles(file, number)]


def articles(file: Path, number: int) -> Iterator[SearchRecord]:
    """The articles of a law."""
    text = file.read_text("utf-8")
    head = re.search(r"^# (.+)", text, re.M)
    title = head[1].strip() if head else file.stem.split("(")[0]
    dated = re.search(r"\(([\d-]+)\)", file.stem)
    document = f"law-{number}"
    context: list[str] = []
    found: list[tuple[str, tuple[str, ...], list[str]]] = []
    open_article = False
    for line in text.split("<!-- INFO END -->")[-1].split("\n"):
        article = ARTICLE.match(line)
        if article:
            found.append((article[1], tuple(context), [article[2]]))
            open_article = True
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            context = [*context[: max(0, level - 2)], " ".join(line.lstrip("# ").split())]
            open_article = False
        elif open_article and line.strip():
            found[-1][2].append(line.strip())
    for printed, above, lines in found:
        path = number_key(printed)
        yield SearchRecord(
            id=f"{document}:{path}", kind="clause", title=printed, number=printed, path=path,
            url=f"d/{document}/index.html#c-{path}", document=document, document_title=title,
            issued=dated[1] if dated else "", context=above, body="\n".join(lines),
        )


def read_cases(file: Path, records: list[SearchRecord]) -> list[tuple[str, set[str]]]:
    """Queries with the ids of their targets; those whose law is not in the corpus are left out."""
    by_name: dict[str, set[str]] = {}
    for record in records:
        name = record.document_title.removeprefix("中华人民共和国")
        by_name.setdefault(f"{name} {record.path}", set()).add(record.id)
    cases = []
    for case in yaml.safe_load(file.read_text("utf-8")):
        targets = {i for target in case["targets"] for i in by_name.get(target, ())}
        if targets:
            cases.append((case["query"], targets))
    return cases


def scores(ranks: list[int]) -> str:
    """R@5 and MRR@10 of the places of the first target (0 for none)."""
    recall = sum(1 for rank in ranks if 0 < rank <= 5) / len(ranks)
    mean = sum(1 / rank for rank in ranks if 0 < rank <= 10) / len(ranks)
    return f"R@5 {recall:.3f}  MRR@10 {mean:.3f}"


def percentile(values: list[float], share: float) -> float:
    """A value of the sorted list."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def place_of(ids: list[str], targets: set[str]) -> int:
    """The place of the first target, 0 for none."""
    return next((place for place, found in enumerate(ids, 1) if found in targets), 0)


def measure_build(records: list[SearchRecord], site: Path, store: Path) -> None:
    """Times of jieba alone, of the whole index and of one after one changed file."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    sample = records[:: max(1, len(records) // 4000)]
    started = time.process_time()
    for record in sample:
        for _ in jieba.cut(record.body):
            pass
    alone = (time.process_time() - started) * len(records) / len(sample)
    vocabulary, _ = read_vocabulary(ROOT)
    started = time.process_time()
    held = update(store, records, vocabulary, kb="bench")
    whole = time.process_time() - started
    sizes = {path: len(content) for path, content in held}
    say(f"jieba alone {alone:.1f} s, index {whole:.1f} s: ratio {whole / max(alone, 1e-9):.2f}")
    say(f"files {len(sizes)}, raw {sum(sizes.values()) / 1e6:.1f} MB")
    write_index(records, site, store)
    lengths = Counter(record.document for record in records)
    middle = sorted(lengths, key=lambda document: (lengths[document], document))[len(lengths) // 2]
    changed = [
        dataclasses.replace(r, body=r.body + "另加一句。") if r.document == middle else r
        for r in records
    ]
    started = time.process_time()
    update(store, changed, vocabulary, kb="bench")
    again = time.process_time() - started
    say(f"after one changed file of middling length {again:.2f} s: ratio {again / whole:.3f}")


def measure_page(browser: Browser, site: Path, cases: list[tuple[str, set[str]]]) -> None:
    """Hits, bytes before the first hits, times and heap of the page."""
    write_page(site)
    packed: dict[str, int] = {}
    ranks, costs, times = [], [], []
    for query, targets in cases:
        page = browser.new_page()
        asked: list[Path] = []
        page.on("request", lambda request, held=asked: held.append(Path(request.url[7:])))
        page.goto(f"file://{site}/index.html")
        asked.clear()
        ids = page.evaluate("q => labkb.search(q).then(r => r.hits.map(h => h.id))", query)
        for path in asked:
            if str(path) not in packed:
                packed[str(path)] = len(gzip.compress(path.read_bytes()))
        ranks.append(place_of(ids, targets))
        costs.append(sum(packed[str(path)] for path in asked) / 1000)
        times += [repeat(page, query, limit) for limit in (9, 8, 7)]
        page.close()
    base = len(gzip.compress((site / "assets/labkb/base.js").read_bytes())) / 1000
    say(f"labkb      {scores(ranks)}  ({len(ranks)} queries)")
    say(f"  before the first hits, gzip: median {statistics.median(costs):.0f} KB, "
        f"p95 {percentile(costs, 0.95):.0f} KB (every page carries {base:.0f} KB of code)")
    say(f"  repeat query, index at hand: median {statistics.median(times):.1f} ms, "
        f"p95 {percentile(times, 0.95):.1f} ms")
    say(f"  heap after all queries and a collection: {heap(browser, site, cases):.0f} MB")


def repeat(page: Page, query: str, limit: int) -> float:
    """Milliseconds of a query whose files are there; another limit passes by the kept answers."""
    return float(page.evaluate(
        "async ([q, limit]) => { const t = performance.now(); await labkb.search(q, { limit });"
        " return performance.now() - t; }", [query, limit],
    ))


def heap(browser: Browser, site: Path, cases: list[tuple[str, set[str]]]) -> float:
    """Megabytes of JavaScript heap in a page that has answered all queries."""
    page = browser.new_page()
    page.goto(f"file://{site}/index.html")
    for query, _ in cases:
        page.evaluate("q => labkb.search(q).then(r => r.total)", query)
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used: dict[str, Any] = session.send("Runtime.getHeapUsage")
    page.close()
    return float(used["usedSize"]) / 1e6


def say(text: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def npm(folder: Path, package: str) -> bool:
    """Whether a package could be installed into a folder."""
    try:
        done = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), package],
            capture_output=True, timeout=180, check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description="Measures search.")
    parser.add_argument("--corpus", type=Path, default=HERE / "sample")
    parser.add_argument("--cases", type=Path, nargs="+")
    parser.add_argument("--most", type=int, help="take only the first files")
    parser.add_argument("--peers", action="store_true", help="MiniSearch and Pagefind as well")
    options = parser.parse_args()
    own_sample = options.corpus == HERE / "sample"
    usual = [HERE / ("sample-cases.yaml" if own_sample else "law-cases.yaml")]
    records = read_corpus(options.corpus, options.most)
    cases = [case for file in options.cases or usual for case in read_cases(file, records)]
    say(f"{len(records)} articles, {len(cases)} queries")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        measure_build(records, work / "site", work / "store")
        browser = launch(playwright)
        measure_page(browser, work / "site", cases)
        if options.peers:
            from search_peers import measure_minisearch, measure_pagefind

            for name, package, measure in (
                ("MiniSearch", "minisearch", measure_minisearch),
                ("Pagefind", "pagefind", measure_pagefind),
            ):
                if npm(work / name, package):
                    measure(browser, work / name, records, cases)
                else:
                    say(f"{name}: left out, npm does not have {package} at hand")
        browser.close()


if __name__ == "__main__":
    main()

"""Measures search on this repository's own collection, in real Chromium and on the command line.

    python tests/benchmarks/bench_sources.py                      summaries alone
    python tests/benchmarks/bench_sources.py --sources DIR        DIR/*.txt imported as overlay
    python tests/benchmarks/bench_sources.py --sources DIR --cases FILE…

Prints R@5 and MRR@10 by kind of query, and how far page and command line agree.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path

from bench_search import place_of, say, scores
from playwright.sync_api import Page, sync_playwright
from search_site import (
    ROOT,
    cases_of,
    import_overlay,
    launch,
    open_page,
    own_records,
    write_index,
    write_page,
)

from labkb.index.records import SearchRecord
from labkb.index.search import Searcher
from labkb.index.vocabulary import read_vocabulary
from labkb.index.whoosh_index import refresh

OWN_CASES = ROOT / "kb/vocabulary/search-cases.yaml"
SOURCE_CASES = Path(__file__).parent / "cases/sources-open.yaml"


def ask(page: Page, query: str) -> list[str]:
    """Ids of the first ten hits in the page."""
    ids: list[str] = page.evaluate(
        "q => labkb.search(q, { limit: 10 }).then(r => r.hits.map(h => h.id))", query
    )
    return ids


def judge(found: dict[str, list[str]], file: Path) -> None:
    """Says the scores of a file's cases, whole and by kind."""
    ranks: dict[str, list[int]] = defaultdict(list)
    for query, kind, targets in cases_of(file):
        ranks[kind].append(place_of(found[query], targets))
    every = [rank for places in ranks.values() for rank in places]
    say(f"{file.name}: {scores(every)}  ({len(every)} queries)")
    for kind, places in ranks.items():
        say(f"  {kind:12} {len(places):3}  {scores(places)}")


def agreement(found: dict[str, list[str]], records: list[SearchRecord], folder: Path) -> None:
    """Says how many first hits are the same and how much of the first five."""
    vocabulary, _ = read_vocabulary(ROOT)
    searcher = Searcher(refresh(folder, records, vocabulary))
    same = 0
    overlap = 0.0
    for query, ids in found.items():
        other = [hit["id"] for hit in searcher.search(query, limit=10)["hits"]]
        same += ids[:1] == other[:1]
        first = set(ids[:5])
        overlap += len(first & set(other[:5])) / len(first) if first else float(not other)
    say(f"page and command line: first hit the same in {same / len(found):.3f} of "
        f"{len(found)} queries, first five overlap by {overlap / len(found):.3f}")


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description="Measures search on the own collection.")
    parser.add_argument("--sources", type=Path, help="folder of the sources' text")
    parser.add_argument("--cases", type=Path, nargs="+", default=[OWN_CASES, SOURCE_CASES])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        if options.sources:
            import_overlay(options.sources.resolve(), work / "overlay")
        records = own_records(work / "overlay" if options.sources else None)
        say(f"{len(records)} records, {sum(bool(r.original) for r in records)} with an original")
        write_page(work / "site")
        write_index(records, work / "site", work / "store")
        browser = launch(playwright)
        page = open_page(browser, work / "site")
        queries = dict.fromkeys(q for file in options.cases for q, _, _ in cases_of(file))
        found = {query: ask(page, query) for query in queries}
        browser.close()
        for file in options.cases:
            judge(found, file)
        agreement(found, records, work / "whoosh")


if __name__ == "__main__":
    main()

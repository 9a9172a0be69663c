"""Proves in real Chromium that everything Ctrl+F would find is among the hits.

    python tests/benchmarks/bench_literal.py                     this repository's own collection
    python tests/benchmarks/bench_literal.py --corpus DIR        a folder of laws in Markdown
    python tests/benchmarks/bench_literal.py --runs 10000 --seed 1

Takes random runs of one to eight characters out of random records and looks for the record in the
full set of hits. Exit code 1 when one is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import unicodedata
from pathlib import Path

from bench_search import read_corpus, say
from playwright.sync_api import sync_playwright
from search_site import launch, open_page, own_records, write_index, write_page

from labkb.index.records import SearchRecord
from labkb.index.unit import units_of

_LONGEST = 8
_AT_ONCE = 250
# An offset of its own passes by the answers that the page keeps.
_MISSED = """async (runs) => {
  await labkb.search("x");
  const missed = [];
  let turn = 0;
  for (const [ordinal, run] of runs) {
    const result = await labkb.ui.searchService.query(run, { limit: 0, offset: turn++ });
    if (!result.everyOrdinal().includes(ordinal) || result.problems.length) missed.push([ordinal, run]);
  }
  return missed;
}"""


def random_runs(records: list[SearchRecord], count: int, seed: int) -> list[tuple[int, str]]:
    """Ordinals of records with a run of characters of each that holds more than punctuation."""
    ordered = [record for group in units_of(records).values() for record in group]
    rng = random.Random(seed)
    runs: list[tuple[int, str]] = []
    while len(runs) < count:
        ordinal = rng.randrange(len(ordered))
        record = ordered[ordinal]
        texts = (record.title, record.number, record.body, record.original, *record.aliases)
        text = rng.choice([text for text in texts if text])
        start = rng.randrange(len(text))
        run = text[start : start + rng.randint(1, _LONGEST)]
        if any(unicodedata.category(char)[0] not in "PZC" for char in run):
            runs.append((ordinal, run))
    return runs


def main() -> None:
    """Runs the proof."""
    parser = argparse.ArgumentParser(description="Proves the literal guarantee.")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--most", type=int, help="take only the first files")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    records = read_corpus(options.corpus, options.most) if options.corpus else own_records()
    runs = random_runs(records, options.runs, options.seed)
    missed: list[tuple[int, str]] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        write_page(site)
        write_index(records, site, Path(folder) / "store")
        browser = launch(playwright)
        page = open_page(browser, site)
        for start in range(0, len(runs), _AT_ONCE):
            missed += page.evaluate(_MISSED, runs[start : start + _AT_ONCE])
        browser.close()
    say(f"{len(records)} records, {len(runs)} runs, {len(missed)} missed {missed[:20]}")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()

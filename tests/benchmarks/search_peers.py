"""MiniSearch and Pagefind on the records and queries of `bench_search.py`."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import statistics
import subprocess
import threading
from pathlib import Path

from bench_search import percentile, place_of, say, scores
from playwright.sync_api import Browser

from labkb.index.records import SearchRecord

Cases = list[tuple[str, set[str]]]

_MINISEARCH = """
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const cut = (text) => Array.from(segmenter.segment(text)).filter((s) => s.isWordLike).map((s) => s.segment);
const made = new MiniSearch({ fields: ["law", "context", "text"], storeFields: [], tokenize: cut,
  searchOptions: { tokenize: cut, boost: { law: 2 } } });
const t0 = performance.now();
made.addAll(DOCS);
const built = performance.now() - t0;
const ask = (q) => { const t = performance.now(); const ids = made.search(q).slice(0, 10).map((r) => r.id);
  return [ids, performance.now() - t]; };
"""


def _documents(records: list[SearchRecord]) -> list[dict[str, str]]:
    return [
        {"id": r.id, "law": f"{r.document_title} {r.number}", "context": " ".join(r.context),
         "text": r.body}
        for r in records
    ]


def measure_minisearch(
    browser: Browser, folder: Path, records: list[SearchRecord], cases: Cases
) -> None:
    """MiniSearch with Intl.Segmenter, as VitePress uses it, index built in the page."""
    library = folder / "node_modules/minisearch/dist/umd/index.js"
    docs = json.dumps(_documents(records), ensure_ascii=False)
    page = browser.new_page()
    page.goto("about:blank")
    page.add_script_tag(content=library.read_text("utf-8"))
    page.add_script_tag(content=f"const DOCS = {docs};")
    page.add_script_tag(content=_MINISEARCH)
    ranks, times = [], []
    for query, targets in cases:
        page.evaluate("q => ask(q)", query)
        ids, took = page.evaluate("q => ask(q)", query)
        ranks.append(place_of(ids, targets))
        times.append(took)
    stored = page.evaluate("() => JSON.stringify(made)")
    size = len(gzip.compress(stored.encode())) / 1000
    page.close()
    say(f"MiniSearch {scores(ranks)}  index {size:.0f} KB gzip, repeat median "
        f"{statistics.median(times):.1f} ms, p95 {percentile(times, 0.95):.1f} ms")


_PAGEFIND = """
import * as pagefind from "pagefind";
import fs from "node:fs";
const { index } = await pagefind.createIndex({ forceLanguage: "zh" });
for (const d of JSON.parse(fs.readFileSync("docs.json", "utf8"))) {
  await index.addCustomRecord({ url: "/" + d.id, content: d.law + "。" + d.context + "。" + d.text,
    language: "zh", meta: { title: d.law } });
}
await index.writeFiles({ outputPath: "out/pagefind" });
await pagefind.close();
"""


def measure_pagefind(
    browser: Browser, folder: Path, records: list[SearchRecord], cases: Cases
) -> None:
    """Pagefind over custom records, behind a local server as it cannot read file://."""
    (folder / "docs.json").write_text(
        json.dumps(_documents(records), ensure_ascii=False), "utf-8"
    )
    (folder / "build.mjs").write_text(_PAGEFIND, "utf-8")
    done = subprocess.run(
        ["node", "build.mjs"], cwd=folder, capture_output=True, text=True, timeout=900, check=False
    )
    if done.returncode:
        say(f"Pagefind: left out, it could not build: {done.stderr.strip().splitlines()[-1:]}")
        return
    (folder / "out/index.html").write_text("<!doctype html><html lang=zh>", "utf-8")
    handler = functools.partial(_Quiet, directory=str(folder / "out"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ranks, times, costs = [], [], []
    for query, targets in cases:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
        ids, took, size = page.evaluate(
            """async (q) => { const p = await import("/pagefind/pagefind.js");
            const go = async () => { const r = await p.search(q);
              const d = await Promise.all(r.results.slice(0, 10).map((x) => x.data()));
              return d.map((x) => x.url.replace(/^\\//, "")); };
            const ids = await go(); const t = performance.now(); await go();
            const bytes = performance.getEntriesByType("resource").map((e) => e.encodedBodySize);
            return [ids, performance.now() - t, bytes.reduce((a, b) => a + b, 0)]; }""",
            query,
        )
        ranks.append(place_of(ids, targets))
        times.append(took)
        costs.append(size / 1000)
        page.close()
    server.shutdown()
    say(f"Pagefind   {scores(ranks)}  before the first hits median {statistics.median(costs):.0f} KB, "
        f"repeat median {statistics.median(times):.1f} ms, p95 {percentile(times, 0.95):.1f} ms")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""

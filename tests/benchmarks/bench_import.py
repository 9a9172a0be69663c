"""Prints how many degraded documents are imported fully right, per format, and how fast.

    python tests/benchmarks/bench_import.py --corpus DIR [--sample 60] [--seed N] [--formats txt,docx,pdf]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.cases.importing.samples import (
    POOL,
    Sample,
    as_wrapped_text,
    compare,
    make_opinion,
    make_report,
    make_standard,
    read_law,
)

from labkb.exchange.importing.as_json import file_json
from labkb.exchange.importing.importer import import_file


def say(text: str) -> None:
    """Writes a line."""
    sys.stdout.write(text + "\n")


def main() -> int:
    """The exit code: 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--formats", default="md,txt,docx,pdf")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--shapes", default="laws", help="laws, other or all")
    args = parser.parse_args()
    say(f"seed {args.seed}")
    rng = random.Random(args.seed)
    samples = pick(args.corpus, args.sample, rng, args.shapes)
    work = args.keep or Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    for form in args.formats.split(","):
        run(form, samples, random.Random(args.seed + 1), work)
    return 0


def pick(corpus: Path, count: int, rng: random.Random, shapes: str) -> list[Sample]:
    """Samples by chance."""
    for path in rng.sample(sorted(corpus.rglob("*.md")), 60):
        for para in read_law(path).paragraphs:
            if para.kind == "条":
                found = [s for s in para.body.replace("。", "。\n").split() if 12 < len(s) < 90]
                POOL.extend(s for s in found if s.endswith("。") and s[0] not in "《“")
    makers = [make_opinion, make_standard, make_report]
    others = [makers[i % 3](rng) for i in range(count if shapes == "other" else count // 4)]
    if shapes == "other":
        return others
    files = sorted(corpus.rglob("*.md"))
    laws = [read_law(path) for path in rng.sample(files, min(count, len(files)))]
    return laws if shapes == "laws" else laws[: count - len(others)] + others


def run(form: str, samples: list[Sample], rng: random.Random, work: Path) -> None:
    """Degrades, imports and compares all samples in one format."""
    paths: list[Path] = []
    options: list[dict[str, object]] = []
    for k, sample in enumerate(samples):
        path = work / f"{k:03}.{form}"
        if form == "txt":
            data, opts = as_wrapped_text(sample, rng)
            path.write_bytes(data)
        elif form == "md":
            opts = {}
            body = "\n\n".join(p.text for p in sample.paragraphs)
            info = "\n\n".join(sample.info)
            path.write_text(f"# {sample.title}\n\n{info}\n\n{body}\n", encoding="utf-8")
        else:
            from tests.cases.importing.samples_office import as_docx

            path = work / f"{k:03}.docx"
            opts = as_docx(sample, rng, path, for_pdf=form == "pdf")
        paths.append(path)
        options.append(opts)
    if form == "pdf":
        from tests.cases.importing.samples_office import to_pdf

        paths = to_pdf(paths, work)
    right = lost = 0
    begun = time.process_time()
    for sample, path, opts in zip(samples, paths, options, strict=True):
        imported = import_file(path)
        documents = file_json(imported)
        lost += any(found.code == "KB919" for found in imported.findings)
        problems = compare(sample, documents)
        right += not problems
        if problems:
            say(f"  {path.name} {sample.name}: {len(problems)} {problems[:2]} {opts}")
    spent = time.process_time() - begun
    say(
        f"{form}: {right} of {len(samples)} fully right; {len(samples) / spent * 60:.0f} a minute; "
        f"{lost} files with lost characters"
    )


if __name__ == "__main__":
    raise SystemExit(main())

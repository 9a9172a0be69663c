"""Random damage to the real files gives findings or a valid result, never a traceback.

The real files are cut into records (and documents into chapters), so that ten thousand mutations
take seconds; each goes through decoding, YAML, validation, linking and the rules.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from labkb.link import link
from labkb.load.decode import decode
from labkb.load.files import FileEntry, LoadedFile, list_files, parse_file
from labkb.rules import run_rules
from labkb.validate import validate_record
from tests.conftest import ROOT

MUTATIONS = 10_000
SHARDS = 4


def pieces() -> list[tuple[FileEntry, str]]:
    """Small whole files cut from the real ones: (entry, text)."""
    entries, _ = list_files(ROOT)
    found: list[tuple[FileEntry, str]] = []
    for entry in entries:
        data = yaml.load(entry.location.read_text("utf-8"), Loader=yaml.CBaseLoader)
        if isinstance(data, list):
            found.extend((entry, _dump([item])) for item in data)
        else:
            chapters = data.pop("clauses", [])
            found.append((entry, _dump(data)))
            found.extend((entry, _dump({**data, "clauses": [c]})) for c in chapters)
    return [(entry, text) for entry, text in found if len(text) < 12_000]


def _dump(value: object) -> str:
    return yaml.dump(value, Dumper=yaml.CDumper, allow_unicode=True, sort_keys=False)


JUNK = ["\t", "\x00", "{", "]", "- ", ": ", "&a ", "*a ", "!!python/object:x ", "'", '"', "|\n",
        "\ufeff", "\u202e", "%", "null", "true", "-1", "2025-02-30", "../..", "<script>", "9" * 400]


def mutate(text: str, rng: random.Random) -> bytes:
    """The text with one to three random wounds."""
    for _ in range(rng.randint(1, 3)):
        match rng.randrange(7):
            case 0:
                data = bytearray(text.encode("utf-8", "surrogatepass"))
                for _ in range(rng.randint(1, 8)):
                    data[rng.randrange(len(data))] = rng.randrange(256)
                return bytes(data)
            case 1:
                at = rng.randrange(len(text))
                text = text[:at] + rng.choice(JUNK) + text[at:]
            case 2:
                lines = text.splitlines(keepends=True)
                rng.shuffle(lines) if rng.random() < 0.2 else lines.pop(rng.randrange(len(lines)))
                text = "".join(lines) or " "
            case 3:
                lines = text.splitlines(keepends=True)
                at = rng.randrange(len(lines))
                lines[at] = " " * rng.randint(0, 9) + lines[at].lstrip()
                text = "".join(lines)
            case 4:
                text = text[: rng.randrange(1, len(text) + 1)]
            case _:
                text = _restructure(text, rng)
    return text.encode("utf-8", "surrogatepass")


def _restructure(text: str, rng: random.Random) -> str:
    """Keys renamed, values replaced by other shapes, branches moved."""
    try:
        data = yaml.load(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return text
    holders: list[dict[str, object] | list[object]] = []

    def walk(node: object) -> None:
        if isinstance(node, dict | list) and node:
            holders.append(node)
            for child in node.values() if isinstance(node, dict) else node:
                walk(child)

    walk(data)
    if not holders:
        return text
    holder = rng.choice(holders)
    other: object = rng.choice(
        [None, "", "x", [], {}, ["x", ["y"]], {"id": {"id": 1}}, 7, -1.5, True, "2025-99", "甲" * 500]
    )
    if isinstance(holder, dict):
        key = rng.choice(list(holder))
        if rng.random() < 0.4:
            holder[key + rng.choice(["x", " ", "s", "é"])] = holder.pop(key)
        else:
            holder[key] = other
    else:
        holder[rng.randrange(len(holder))] = other
    return _dump(data)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_damaged_files_give_findings_or_a_valid_result(shard: int) -> None:
    rng = random.Random(20261121 + shard)
    pool = pieces()
    assert len(pool) > 100
    outcomes = {"findings": 0, "valid": 0}
    for _ in range(MUTATIONS // SHARDS):
        entry, text = rng.choice(pool)
        outcomes["findings" if read(entry, mutate(text, rng)) else "valid"] += 1
    assert outcomes["findings"] > outcomes["valid"] > 0


def read(entry: FileEntry, data: bytes) -> int:
    """The number of findings that a damaged file gives on its way through the pipeline."""
    text, encoding = decode(data)
    if encoding:
        return 1
    loaded: LoadedFile = parse_file(entry, text)
    count = len(loaded.diagnostics)
    records = []
    for raw in loaded.records:
        record, problems = validate_record(raw)
        count += len(problems)
        if record is not None:
            records.append(record)
    graph, dangling = link(records)
    own = [d for d in dangling if d.code not in {"KB302", "KB406"}]
    return count + len(own) + sum(d.code != "KB410" for d in run_rules(graph))


def test_the_place_of_a_finding_in_a_damaged_file_is_inside_the_file(tmp_path: Path) -> None:
    rng = random.Random(7)
    pool = pieces()
    for _ in range(300):
        entry, text = rng.choice(pool)
        damaged = mutate(text, rng)
        held, encoding = decode(damaged)
        if encoding:
            continue
        count = len(held.splitlines()) + 1
        for found in parse_file(entry, held).diagnostics:
            assert found.place.line is None or 1 <= found.place.line <= count

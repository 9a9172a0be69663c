"""The files of the page's index."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from labkb.index.codec import RECORD_CODES, UNIT_CODES, UNIT_PIECE, unit_code, unit_gap
from labkb.index.patching import replaced
from labkb.index.shards import build_shards, place_of
from labkb.jsruntime import JsRuntime
from tests.unit.search.collection import VOCABULARY, records

_HASH = """
import hashlib
from labkb.index.shards import build_shards
from tests.unit.search.collection import VOCABULARY, records
held = hashlib.sha256()
for path, content in build_shards(records(), VOCABULARY, kb="t"):
    held.update(path.encode() + content)
print(held.hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    root = Path(__file__).parents[3]
    hashes = {
        subprocess.run(
            [sys.executable, "-c", _HASH], cwd=root, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_codes_fall_into_their_classes() -> None:
    section = "".join(UNIT_CODES[gap] + RECORD_CODES[gap] for gap in (0, 19, 20, 500, 4000))
    assert [unit_gap(piece[1]) for piece in UNIT_PIECE.finditer(section)] == [0, 19, 20, 500, 4000]


def test_the_page_reads_postings_as_they_were_written() -> None:
    section = unit_code(1) + RECORD_CODES[2 * 6 + 3] + RECORD_CODES[5] + unit_code(0) + RECORD_CODES[0]
    read = JsRuntime(groups=("search",)).call(
        "labkb.core.search.codec.postings", section, [0, 10, 20, 30]
    )
    assert list(read["ordinals"].values()) == [12, 13, 20]
    assert list(read["levels"].values()) == [3, 5, 0]


def test_names_lie_with_the_pair_that_they_begin_with() -> None:
    assert place_of("&劳动合同法") == place_of("劳动")
    assert place_of("@jjf") == ("j", "j")


def test_the_page_finds_the_line_of_every_key(tmp_path: Path) -> None:
    js = JsRuntime(groups=("search",))
    files = dict(build_shards(records(), VOCABULARY))
    for path, content in files.items():
        if "/g/" in path or path.endswith("directory.js"):
            js._context.eval(content.decode())
    js._context.eval(_LOOKUPS)
    assert js.call("lostKeys") == []


# Every key of every shard, asked for the way a query asks.
_LOOKUPS = """
globalThis.lostKeys = function () {
  const search = labkb.core.search;
  const directory = new search.Directory(labkb.consume("search/directory", search.FORMAT));
  const lost = [];
  for (let shard = 0; labkb.consume("search/g" + shard) !== undefined; shard++) {
    for (const key of search.linesOf(labkb.consume("search/g" + shard)).keys()) {
      if (!directory.shardsOf(key).includes(shard)) lost.push(key);
    }
  }
  return lost;
};
"""


def test_a_unit_is_exchanged_in_a_section() -> None:
    section = unit_code(2) + "R" + unit_code(0) + "S" + unit_code(4) + "T"
    assert replaced(section, 3, "Q") == unit_code(2) + "R" + unit_code(0) + "Q" + unit_code(4) + "T"
    assert replaced(section, 3, "") == unit_code(2) + "R" + unit_code(5) + "T"
    assert replaced(section, 5, "Q") == (
        unit_code(2) + "R" + unit_code(0) + "S" + unit_code(1) + "Q" + unit_code(2) + "T"
    )
    assert replaced(section, 9, "Q") == section + unit_code(0) + "Q"
    assert replaced("", 3, "Q") == unit_code(3) + "Q"


def test_the_page_counts_the_same_checksums() -> None:
    js = JsRuntime(groups=("search",))
    js._context.eval(_SOUNDNESS)
    for path, content in build_shards(records(), VOCABULARY):
        name = path.removeprefix("assets/search/").removesuffix(".js").replace("/", "")
        js._context.eval(content.decode())
        assert js.call("isSound", f"search/{name}") is True, path


_SOUNDNESS = """
globalThis.isSound = (name) => labkb.core.search.isSound(labkb.consume(name), labkb.core.checksumOf(name));
"""


def test_every_file_is_a_script_that_registers_itself() -> None:
    for path, content in build_shards(records(), VOCABULARY):
        assert path.startswith("assets/search/") and path.endswith(".js")
        assert content.startswith(b'labkb.provide("search/')

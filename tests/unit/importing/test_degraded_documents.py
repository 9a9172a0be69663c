"""Documents whose units are known come back whole from bad print; no character is lost."""

from __future__ import annotations

import html
import random
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from labkb.exchange.importing.as_json import file_json
from labkb.exchange.importing.chars import fold, squeeze
from labkb.exchange.importing.coverage import texts_of
from labkb.exchange.importing.importer import ImportedFile, import_file
from labkb.exchange.importing.reading_text import decode
from tests.cases.importing.samples import (
    Sample,
    as_wrapped_text,
    compare,
    make_law,
    make_opinion,
    make_report,
    make_standard,
    read_law,
)
from tests.cases.importing.samples_office import as_docx
from tests.conftest import ROOT

MAKERS = [make_law, make_opinion, make_standard, make_report]
LAWS = ROOT.parent / "shared" / "corpus" / "laws"


def samples(seed: int, count: int) -> list[Sample]:
    """Made documents, and laws of the corpus where it is at hand."""
    rng = random.Random(seed)
    made = [MAKERS[n % 4](rng) for n in range(count)]
    files = sorted(LAWS.rglob("*.md")) if LAWS.is_dir() else []
    return made + [read_law(path) for path in rng.sample(files, min(count, len(files)))]


def found_in(file: ImportedFile) -> Counter[str]:
    """Every character that the import gives back."""
    found: Counter[str] = Counter()
    for document in file.documents:
        for text in texts_of(document):
            found.update(squeeze(text))
    for piece in file.dropped:
        found.update(squeeze(piece.text))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_badly_wrapped_text_is_nearly_always_fully_right(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    wrong = []
    all_samples = samples(seed, 12)
    for sample in all_samples:
        data, options = as_wrapped_text(sample, rng)
        path = tmp_path / "a.txt"
        path.write_bytes(data)
        if problems := compare(sample, file_json(import_file(path))):
            wrong.append((sample.name, problems[:1], options))
    assert len(wrong) <= len(all_samples) // 12, wrong


def test_docx_is_nearly_always_fully_right(tmp_path: Path) -> None:
    rng = random.Random(5)
    wrong = []
    all_samples = samples(5, 12)
    for sample in all_samples:
        path = tmp_path / "a.docx"
        as_docx(sample, rng, path, for_pdf=False)
        if problems := compare(sample, file_json(import_file(path))):
            wrong.append((sample.name, problems[:1]))
    assert len(wrong) <= len(all_samples) // 20, wrong


def test_every_character_of_a_text_is_in_a_clause_metadata_or_the_dropped(tmp_path: Path) -> None:
    rng = random.Random(7)
    for sample in samples(7, 12):
        data, _ = as_wrapped_text(sample, rng)
        path = tmp_path / "a.txt"
        path.write_bytes(data)
        file = import_file(path)
        wanted = Counter(squeeze(fold(decode(data, "a.txt"))))
        assert wanted == found_in(file), sample.name


def test_every_character_of_a_docx_is_in_the_result_or_the_dropped(tmp_path: Path) -> None:
    rng = random.Random(8)
    for sample in samples(8, 4):
        path = tmp_path / "a.docx"
        as_docx(sample, rng, path, for_pdf=False)
        wanted: Counter[str] = Counter()
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if re.match(r"word/(document|header\d|footer\d)\.xml", name):
                    xml = archive.read(name).decode("utf-8")
                    for text in re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", xml):
                        wanted.update(squeeze(fold(html.unescape(text))))
        assert not wanted - found_in(import_file(path)), sample.name


def test_the_same_input_gives_the_same_output(tmp_path: Path) -> None:
    data, _ = as_wrapped_text(make_law(random.Random(3)), random.Random(4))
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert file_json(import_file(path)) == file_json(import_file(path))

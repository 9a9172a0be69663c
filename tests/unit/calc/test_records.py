"""The records of this repository: examples hold, pages are whole, code keeps its rules."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from labkb.calc import Engine
from labkb.calc.definitions import CalculatorSet, definition_data
from labkb.calc.examples import example_failures
from labkb.calc.page_data import code_script, definitions_script
from labkb.calc.vectors import load_cases
from labkb.jsruntime import WEB

CORE = sorted((WEB / "core" / "calc").glob("*.js"))
CASES = Path(__file__).parents[2] / "cases" / "calc" / "vectors.json"


def test_every_calculator_of_the_specification_has_a_record_and_no_other(
    calculators: CalculatorSet,
) -> None:
    specified = {case.calc for case in load_cases(CASES)}
    assert {one.name for one in calculators.calculators} >= specified


def test_every_example_holds_and_shows_its_steps(
    calculators: CalculatorSet, engine: Engine
) -> None:
    for one in calculators.calculators:
        assert list(example_failures(engine, one)) == [], one.name
        for example in one.examples:
            answer = engine.explain(one.name, example.inputs)
            assert "error" not in answer, (one.name, answer)
            assert answer["steps"], one.name
            texts = [s["value"] for s in answer["steps"]] + [r["value"] for r in answer["results"]]
            texts += [m["text"] for m in answer["messages"] + answer["verdicts"]]
            assert not any(re.search(r"NaN|undefined|\[object|null", t) for t in texts), one.name


def test_every_calculator_has_sources_a_page_and_an_example(calculators: CalculatorSet) -> None:
    pages = {page.id for page in calculators.pages}
    for one in calculators.calculators:
        assert one.page in pages and one.sources and one.examples and one.serves, one.name
    assert {one.page for one in calculators.calculators} == pages


def test_the_page_on_retention_never_says_that_records_may_be_destroyed(
    calculators: CalculatorSet,
) -> None:
    record = next(one for one in calculators.calculators if one.name == "retention")
    text = json.dumps(definition_data(record), ensure_ascii=False)
    assert "建议期满" in text
    assert not re.search("销毁|可以处理", text)


@pytest.mark.parametrize("path", CORE, ids=lambda p: p.name)
def test_no_binary_rounding_and_no_evaluation_of_text_in_the_engine(path: Path) -> None:
    code = path.read_text("utf-8")
    assert not re.search(r"toFixed\(|Math\.round\(|parseFloat\(|toPrecision\(", code)
    assert not re.search(r"\beval\(|new Function|\bFunction\(", code)


@pytest.mark.parametrize("path", CORE, ids=lambda p: p.name)
def test_the_engine_knows_no_page(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text("utf-8"), flags=re.S)
    assert not re.search(r"\b(document|window|fetch|Intl|XMLHttpRequest|localStorage)\b", code)


def test_vendored_files_are_the_ones_described() -> None:
    folder = WEB / "vendor" / "stdlib"
    described = json.loads((folder / "VENDOR.json").read_text("utf-8"))
    assert described["licence"] == "Apache-2.0" and described["version"]
    assert (folder / described["licence_file"]).is_file()
    for name, facts in described["files"].items():
        data = (folder / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == facts["sha256"]
        assert b"Function(" not in data


def test_the_data_script_and_the_code_ask_for_nothing_outside(calculators: CalculatorSet) -> None:
    script = definitions_script(calculators.calculators)
    assert script.startswith('labkb.provide("calculators", 1, [')
    assert not re.search(r"https?://", script)
    assert not re.search(r"\bimport\(|importScripts|fetch\(", code_script(("calc",)))

"""`labkb calc` as programs use it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from labkb.cli.calc import calc
from labkb.diagnostics import CannotGoOn

Run = Callable[..., Result]


@pytest.fixture
def run(repository: Path) -> Run:
    """Runs the command on this repository; `standalone_mode` off gives the exit code as value."""

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        options = [*arguments, "--project", str(repository)]
        return CliRunner().invoke(calc, options, input=stdin, standalone_mode=False)

    return invoke


def test_inputs_come_from_standard_input_and_outputs_are_json(run: Run) -> None:
    result = run("en_score", "--input", "-", stdin='{"x":"1","x_ref":"2","U":"3","U_ref":"4"}')
    assert json.loads(result.output) == {"En": -0.2, "verdict": "pass"}
    assert result.return_value == 0


def test_inputs_come_from_a_file_and_keep_every_digit(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "input.json"
    path.write_text('{"x": 0.12345678901234567890125, "interval": "1e-22"}', "utf-8")
    result = run("round8170", "--input", str(path))
    assert json.loads(result.output)["rounded"] == "0.1234567890123456789012"


def test_a_refusal_is_json_and_exit_code_one(run: Run) -> None:
    result = run("round8170", "--input", "-", stdin='{"x":"","interval":"1"}')
    assert json.loads(result.output)["error"]["field"] == "x"
    assert result.return_value == 1


def test_steps_are_shown_when_asked_for(run: Run) -> None:
    result = run("retention", "--input", "-", "--steps", stdin='{"event_date":"2025-06-30"}')
    assert [s["name"] for s in json.loads(result.output)["steps"]] == [
        "last_day",
        "may_dispose_from",
    ]


def test_the_inputs_of_a_calculator_are_described(run: Run) -> None:
    described = json.loads(run("en_score", "--describe").output)
    assert {"x", "x_ref", "U", "U_ref"} <= {one["name"] for one in described["inputs"]}
    assert described["example"]["inputs"]["unit"] == "g"
    assert isinstance(run("en_scor", "--describe").exception, CannotGoOn)


def test_without_a_name_all_calculators_are_listed(run: Run) -> None:
    assert "en_score  En值" in run().output


@pytest.mark.parametrize("text", ["", "{", "<x/>"])
def test_what_is_no_json_cannot_go_on(text: str, run: Run) -> None:
    assert isinstance(run("round8170", "--input", "-", stdin=text).exception, CannotGoOn)


def test_a_file_of_vectors_ends_with_the_counts(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "vectors.json"
    vectors = {
        "vectors": [
            {
                "id": "a",
                "calc": "growth",
                "inputs": {"current": 10, "previous": 5},
                "expected": {"growth_percent": 100.0},
                "tolerance": {"rtol": 1e-9},
            },
            {
                "id": "b",
                "calc": "growth",
                "inputs": {"current": 10, "previous": 5},
                "expected": {"growth_percent": 101.0},
                "tolerance": {"rtol": 1e-9},
            },
        ],
        "bad_inputs": [{"id": "c", "calc": "growth", "inputs": {}, "expected_error": "anything"}],
        "rounding": {"cases": [{"x": "2.5", "interval": "1", "rounded": "2"}]},
    }
    path.write_text(json.dumps(vectors), "utf-8")
    result = run("--vectors", str(path))
    lines = result.output.splitlines()
    assert lines[-1] == "3 passed, 1 failed"
    assert lines[0].startswith("b: ") and len(lines) == 2
    assert result.return_value == 1


def test_a_project_is_found_upwards_or_its_absence_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(calc, ["--project", str(tmp_path)], standalone_mode=False)
    assert isinstance(result.exception, CannotGoOn)

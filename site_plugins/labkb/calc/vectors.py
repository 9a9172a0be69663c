"""Runs a file of test vectors: inputs, expected outputs, bad inputs and rounding cases."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labkb.diagnostics import CannotGoOn
from labkb.os_words import reason

DEFAULT_RTOL = 1e-9
# Expected values are printed with 15 digits; an absolute tolerance below that cannot be met.
PRINTED = 1e-14


class Numeral(str):
    """The text of a JSON number: every digit kept, and known not to have been in quotes."""

    __slots__ = ()


Runner = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to compute: `expected` is None where the input must be refused."""

    id: str
    calc: str
    inputs: Mapping[str, Any]
    expected: Mapping[str, Any] | None
    tolerance: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a case did not hold."""

    id: str
    reason: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.id}: {self.reason}"


def read_json(text: str) -> Any:
    """JSON with every fraction as the text that was written, so that no digit is lost.

    Raises:
        CannotGoOn: when the text is no JSON.
    """
    try:
        return json.loads(text, parse_float=Numeral, parse_constant=str)
    except json.JSONDecodeError as error:
        where = f"第{error.lineno}行第{error.colno}列"
        raise CannotGoOn(f"不是 JSON：{where}的写法有误。") from None
    except (ValueError, RecursionError):
        raise CannotGoOn("这份 JSON 读不了：有的数字太长，或嵌套太深。") from None


def load_cases(path: Path) -> list[Case]:
    """All cases of a file: vectors, bad inputs, rounding.

    Raises:
        CannotGoOn: when the file cannot be read or has none of the three lists.
    """
    try:
        data = read_json(path.read_text("utf-8-sig"))
    except OSError as error:
        raise CannotGoOn(f"文件“{path}”读不出来：{reason(error)}") from None
    if not isinstance(data, dict) or not {"vectors", "bad_inputs", "rounding"} & set(data):
        raise CannotGoOn(f"“{path}”里没有 vectors、bad_inputs 或 rounding。")
    return [*_vectors(data), *_bad_inputs(data), *_rounding(data)]


def _vectors(data: Mapping[str, Any]) -> Iterator[Case]:
    for index, one in enumerate(data.get("vectors") or (), 1):
        yield Case(
            str(one.get("id", f"vector-{index}")),
            str(one["calc"]),
            with_trials(one["inputs"], one.get("tolerance") or {}),
            one["expected"],
            one.get("tolerance") or {},
        )


def with_trials(inputs: Mapping[str, Any], tolerance: Mapping[str, Any]) -> Mapping[str, Any]:
    """Inputs of a Monte Carlo vector with the number of trials its tolerance assumes."""
    if "mc_M" in tolerance and "trials" not in inputs:
        return {**inputs, "trials": tolerance["mc_M"]}
    return inputs


def _bad_inputs(data: Mapping[str, Any]) -> Iterator[Case]:
    for index, one in enumerate(data.get("bad_inputs") or (), 1):
        yield Case(str(one.get("id", f"bad-{index}")), str(one["calc"]), one["inputs"], None, {})


def _rounding(data: Mapping[str, Any]) -> Iterator[Case]:
    rounding = data.get("rounding") or ()
    cases = rounding.get("cases") or () if isinstance(rounding, dict) else rounding
    for index, one in enumerate(cases, 1):
        inputs = {"x": one["x"], "interval": one["interval"]}
        expected = {"rounded": one["rounded"]}
        yield Case(f"rounding-{index}", "round8170", inputs, expected, {"exact": True})


def check_case(case: Case, run: Runner) -> Failure | None:
    """What is wrong with the answer to a case, if anything."""
    answer = run(case.calc, case.inputs)
    refused = answer.get("error")
    if case.expected is None:
        if refused and refused.get("message"):
            return None
        return Failure(case.id, f"应当拒绝的输入得到了结果 {_short(answer)}")
    if refused:
        return Failure(case.id, f"被拒绝：{refused.get('message')}")
    for field, wanted in case.expected.items():
        if field not in answer:
            return Failure(case.id, f"缺少输出“{field}”")
        reason = _difference(field, wanted, answer[field], case.tolerance)
        if reason:
            return Failure(case.id, reason)
    return None


def _difference(field: str, wanted: Any, got: Any, tolerance: Mapping[str, Any]) -> str:
    if _matches(wanted, got, _Closeness.of(field, tolerance)):
        return ""
    return f"“{field}”应为 {_short(wanted)}，得到 {_short(got)}"


@dataclass(frozen=True, slots=True)
class _Closeness:
    exact: bool
    rtol: float
    atol: float | None

    @classmethod
    def of(cls, field: str, tolerance: Mapping[str, Any]) -> _Closeness:
        atol = (tolerance.get("atol") or {}).get(field)
        return cls(
            bool(tolerance.get("exact")),
            float(tolerance.get("rtol", DEFAULT_RTOL)),
            None if atol is None else float(atol),
        )

    def holds(self, wanted: float, got: float) -> bool:
        if wanted == got:
            return True
        if self.exact or not (math.isfinite(wanted) and math.isfinite(got)):
            return False
        if self.atol is not None:
            return abs(wanted - got) <= max(self.atol, PRINTED * abs(wanted))
        return abs(wanted - got) <= self.rtol * abs(wanted)


def _matches(wanted: Any, got: Any, closeness: _Closeness) -> bool:
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(
            key in got and _matches(value, got[key], closeness) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(got, list)
            and len(wanted) == len(got)
            and all(_matches(a, b, closeness) for a, b in zip(wanted, got, strict=True))
        )
    if isinstance(wanted, bool) or isinstance(got, bool) or wanted is None:
        return wanted is got
    if isinstance(wanted, str) and not isinstance(wanted, Numeral):
        return isinstance(got, str) and got == wanted
    try:
        return closeness.holds(float(wanted), float(got))
    except (TypeError, ValueError):
        return False


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 160 else text[:157] + "…"

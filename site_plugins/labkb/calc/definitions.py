"""The calculator records of a project, and the plain data that the engine reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from labkb.diagnostics import CannotGoOn
from labkb.load.decode import decode
from labkb.load.yaml_tree import YamlTrouble, build, compose
from labkb.model.calculator import Calculator, CalculatorPage

FOLDER = "calculators"


@dataclass(frozen=True, slots=True)
class CalculatorSet:
    """The calculators of a project, in the order of pages and of the calculators on them."""

    calculators: tuple[Calculator, ...]
    pages: tuple[CalculatorPage, ...]


def find_project(start: Path) -> Path:
    """The nearest folder, upwards from `start`, that holds kb/calculators.

    Raises:
        CannotGoOn: when there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "kb" / FOLDER).is_dir():
            return folder
    raise CannotGoOn(
        f"在“{start}”和它的上级文件夹里都没有 kb/{FOLDER}。请在知识库的文件夹里运行，或用 --project 指出它。"
    )


def load_calculators(project: Path) -> CalculatorSet:
    """The calculators below `project/kb/calculators`.

    Raises:
        CannotGoOn: naming the file that is broken; `labkb check` says more.
    """
    records: list[Calculator | CalculatorPage] = []
    for path in sorted((project / "kb" / FOLDER).rglob("*.y*ml")):
        for data in _records(path):
            is_page = isinstance(data, dict) and data.get("kind") == "calculator_page"
            model = CalculatorPage if is_page else Calculator
            try:
                records.append(model.model_validate(data))
            except ValidationError as error:
                first = error.errors()[0]
                place = ".".join(str(part) for part in first["loc"])
                raise CannotGoOn(
                    f"{path.relative_to(project).as_posix()}：“{place}”不对（{first['msg']}）。"
                    "请运行 labkb check 查看全部问题。"
                ) from None
    return arrange(records)


def arrange(records: Iterable[Calculator | CalculatorPage]) -> CalculatorSet:
    """The records sorted: pages by their order, calculators by page and order."""
    everything = list(records)
    pages = sorted(
        (r for r in everything if isinstance(r, CalculatorPage)), key=lambda p: (p.order, p.id)
    )
    place = {page.id: index for index, page in enumerate(pages)}
    calculators = sorted(
        (r for r in everything if isinstance(r, Calculator)),
        key=lambda c: (place.get(c.page, len(place)), c.order, c.id),
    )
    return CalculatorSet(tuple(calculators), tuple(pages))


def _records(path: Path) -> list[Any]:
    text, encoding = decode(path.read_bytes())
    if encoding:
        raise CannotGoOn(f"{path.name}：文件编码是{encoding}，请存成 UTF-8。")
    try:
        root = compose(text)
        if root is None:
            return []
        data, _ = build(root)
    except YamlTrouble as error:
        trouble = error.trouble
        raise CannotGoOn(f"{path.name}:{trouble.line}:{trouble.column}：{trouble.detail}") from None
    return data if isinstance(data, list) else [data]


def definition_data(calculator: Calculator) -> dict[str, Any]:
    """The record as the engine and the page read it."""
    return calculator.model_dump(mode="json", exclude_none=True, exclude_defaults=True) | {
        "id": calculator.id,
        "inputs": [
            part.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
            | {"type": part.type}
            | ({"columns": [_column(c) for c in part.columns]} if part.columns else {})
            for part in calculator.inputs
        ],
    }


def _column(part: Any) -> dict[str, Any]:
    data: dict[str, Any] = part.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return data | {"type": part.type}

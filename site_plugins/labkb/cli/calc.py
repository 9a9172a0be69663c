"""`labkb calc`: one calculation, or a whole file of test vectors."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from labkb.calc import Engine, definition_data, find_project, load_calculators
from labkb.calc.vectors import Runner, check_case, load_cases, read_json
from labkb.cli.console import say, say_json, track
from labkb.diagnostics import CannotGoOn
from labkb.os_words import reason
from labkb.validate import did_you_mean


@click.command(help="按名称计算：labkb calc en_score --input 输入.json；不写名称时列出全部计算器。")
@click.argument("name", required=False, metavar="[名称]")
@click.option("--input", "source", metavar="文件", help="输入：JSON 文件，写 - 从标准输入读。")
@click.option("--describe", is_flag=True, help="输出这个计算器的输入、输出和一个算例（JSON）。")
@click.option("--steps", is_flag=True, help="连步骤、说明和结论一起输出。")
@click.option(
    "--vectors",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="运行一个算例文件：一行一个不符，最后一行是通过数和不符数。",
)
@click.option("--browser", is_flag=True, help="在真实的 Chromium 里运行算例文件（file://）。")
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="知识库的文件夹，默认从当前文件夹往上找。",
)
def calc(
    name: str | None,
    source: str | None,
    describe: bool,
    steps: bool,
    vectors: Path | None,
    browser: bool,
    project: Path | None,
) -> int:
    """Exit code: 0 computed or all passed, 1 refused or failures, 2 cannot go on."""
    root = find_project(project or Path.cwd())
    if vectors is not None:
        return _run_vectors(root, vectors, browser=browser)
    if browser:
        raise CannotGoOn("--browser 只与 --vectors 一起用。")
    if name is None:
        return _list(root)
    if describe:
        return _describe(root, name)
    engine = Engine(load_calculators(root).calculators)
    inputs = read_json(_text(source))
    answer = engine.explain(name, inputs) if steps else engine.answer(name, inputs)
    say_json(answer, for_people=True)
    return 1 if "error" in answer else 0


def _text(source: str | None) -> str:
    if source is None:
        raise CannotGoOn("没有输入。用 --input 文件，或 --input - 从标准输入读。")
    if source == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig")
    try:
        return Path(source).read_text("utf-8-sig")
    except OSError as error:
        raise CannotGoOn(f"文件“{source}”读不出来：{reason(error)}") from None
    except UnicodeDecodeError:
        raise CannotGoOn(f"文件“{source}”不是 UTF-8 编码，请另存为 UTF-8。") from None


def _list(root: Path) -> int:
    for one in load_calculators(root).calculators:
        say(f"{one.name}  {one.title}")
    return 0


def _describe(root: Path, name: str) -> int:
    found = {one.name: one for one in load_calculators(root).calculators}
    if name not in found:
        raise CannotGoOn(f"没有名为“{name}”的计算器。{did_you_mean(name, list(found))}")
    data = definition_data(found[name])
    say_json(
        {
            "name": name,
            "title": data["title"],
            "inputs": data["inputs"],
            "outputs": data["outputs"],
            "example": next(iter(data.get("examples", [])), None),
        }
    )
    return 0


def _run_vectors(root: Path, path: Path, *, browser: bool) -> int:
    cases = load_cases(path)
    failed = 0
    with _runner(root, browser=browser) as run:
        for case in track(cases, "算例", total=len(cases)):
            failure = check_case(case, run)
            if failure:
                failed += 1
                say(str(failure))
    say(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed else 0


@contextmanager
def _runner(root: Path, *, browser: bool) -> Iterator[Runner]:
    calculators = load_calculators(root).calculators
    if not browser:
        yield Engine(calculators).answer
        return
    # Playwright is wanted only here.
    from labkb.calc.browser import chromium_runner

    with chromium_runner(calculators) as run:
        yield run

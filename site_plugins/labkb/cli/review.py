"""`labkb review`: what went stale when a clause changed, old and new side by side; accept it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from labkb.cli.console import say, say_json
from labkb.diagnostics import CannotGoOn
from labkb.diffing.as_text import styled
from labkb.diffing.marks import marks
from labkb.graph import KnowledgeGraph
from labkb.load.locator import Locator
from labkb.pipeline import load_collection
from labkb.project import find_root
from labkb.reviewing.bindings import Binding
from labkb.reviewing.lock import FILE, read_lock, write_lock
from labkb.reviewing.state import ReviewState, Suspect, accept, review_state
from labkb.validate import did_you_mean


@click.command(help="看哪些题目、核查项、课和对照行因条款改动而待复核；看过后用 --accept 登记。")
@click.argument("ids", nargs=-1, metavar="[编号]…")
@click.option("--accept", "is_accepting", is_flag=True, help="登记为已复核。")
@click.option("--all", "is_all", is_flag=True, help="和 --accept 一起用：全部登记，包括新写的。")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text",
              help="text 给人看，json 给程序。")
def review(ids: tuple[str, ...], is_accepting: bool, is_all: bool, style: str) -> int:
    """Exit code: 0 nothing suspect (any more), 1 suspects, 2 cannot go on."""
    root = find_root(Path())
    graph = load_collection(root).graph
    lock = read_lock(root)
    state = review_state(graph, lock)
    if is_accepting and not ids and not is_all:
        raise CannotGoOn("写明要登记的编号；全部登记用 --accept --all。")
    wanted = _known(ids, graph, state)
    held = [s for s in state.suspects if _is_wanted(s.binding, wanted)]
    new = [b for b in state.unrecorded if _is_wanted(b, wanted)]
    if not state.total and not lock.exists and style == "text":
        say("库里还没有依据条款的题目、核查项、课和对照行，没有要核对的。")
        return 0
    if is_accepting:
        chosen = [s.binding for s in held] + new
        write_lock(root, accept(graph, lock, {(b.dependent, b.target) for b in chosen}))
        left = review_state(graph, read_lock(root))
        _tell_accepted(chosen, left, style)
        return 1 if left.suspects else 0
    if style == "json":
        say_json(_json(held, new, state, root))
    else:
        _tell(held, new, state, root, has_lock=lock.exists)
    return 1 if held else 0


def _known(ids: Sequence[str], graph: KnowledgeGraph, state: ReviewState) -> frozenset[str]:
    """The ids asked for; each must be something that exists."""
    rows = {s.binding.dependent for s in state.suspects} | {b.dependent for b in state.unrecorded}
    for one in ids:
        if one not in graph and one not in rows and one.split("#", 1)[0] not in graph:
            hint = did_you_mean(one, [*rows, *graph.entries]) or "用 labkb review 看有哪些。"
            raise CannotGoOn(f"没有编号“{one}”。{hint}")
    return frozenset(ids)


def _is_wanted(binding: Binding, wanted: frozenset[str]) -> bool:
    """By its own id, its record, its clause, or the document of its clause."""
    if not wanted:
        return True
    target = binding.target
    names = {
        binding.dependent, binding.record, binding.record.split(":", 1)[0],
        target, target.split("/", 1)[0] if ":" in target else target, target.split(":", 1)[0],
    }
    return bool(names & wanted)


def _tell(
    held: Sequence[Suspect], new: Sequence[Binding], state: ReviewState, root: Path,
    *, has_lock: bool,
) -> None:
    locator = Locator(root)
    for suspect in held:
        binding = suspect.binding
        line, column = locator.position(binding.place.file, binding.place.path)
        say(click.style(f"待复核　{binding.word} {binding.dependent}", fg="yellow", bold=True))
        say(f"  {binding.label}")
        say(f"  写在 {binding.place.file}:{line}:{column}，依据 {binding.target}")
        if suspect.old:
            say("  " + styled(marks(suspect.old, suspect.new)).replace("\n", "\n  "))
        else:
            say("  （没有留下当时的字句）现在是：")
            say("  " + "\n  ".join(suspect.new))
        say()
    if not has_lock:
        say(f"还没有核对记录。看过一遍后运行 labkb review --accept --all，写出 {FILE}。")
    elif new:
        say(f"另有{len(new)}项还没有登记，例如 {new[0].dependent}。")
    if held:
        say(f"{state.total}项里有{len(held)}项待复核。改好或确认无误后：labkb review 编号 --accept")
    elif has_lock:
        say(click.style(f"{state.total}项都没有待复核的。", fg="green"))


def _tell_accepted(chosen: Sequence[Binding], left: ReviewState, style: str) -> None:
    if style == "json":
        say_json({
            "accepted": [{"id": b.dependent, "target": b.target} for b in chosen],
            "suspects": len(left.suspects),
            "unrecorded": len(left.unrecorded),
        })
        return
    tail = f"还有{len(left.suspects)}项待复核。" if left.suspects else "没有待复核的了。"
    if chosen:
        say(f"登记了{len(chosen)}项，写进 {FILE}。{tail}")
    else:
        more = f"另有{len(left.unrecorded)}项还没有登记。" if left.unrecorded else ""
        say(f"没有新的要登记。{tail}{more}")


def _json(
    held: Sequence[Suspect], new: Sequence[Binding], state: ReviewState, root: Path
) -> dict[str, object]:
    locator = Locator(root)

    def row(binding: Binding) -> dict[str, object]:
        line, _ = locator.position(binding.place.file, binding.place.path)
        return {
            "id": binding.dependent, "kind": binding.family, "label": binding.label,
            "target": binding.target, "file": binding.place.file, "line": line,
        }

    return {
        "total": state.total,
        "suspects": [
            {
                **row(s.binding),
                "old": "\n".join(s.old) or None,
                "new": "\n".join(s.new),
                "marks": [{"op": m.op, "text": m.text} for m in marks(s.old, s.new)]
                if s.old else [],
            }
            for s in held
        ],
        "unrecorded": [row(b) for b in new],
    }

"""Questions as YAML in the house's style, and their place in a file that people have written."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.nodes import SequenceNode

from labkb.load.yaml_tree import compose
from labkb.model.question import Question

HEADER = "# yaml-language-server: $schema=../../schemas/questions.schema.json\n"


class _Dumper(yaml.SafeDumper):
    """Indents lists below their keys, so that editors fold them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> Any:
    if "\n" in value:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|")
    return dumper.represent_scalar("tag:yaml.org,2002:str", value)


_Dumper.add_representer(str, _text)


def as_data(question: Question) -> dict[str, Any]:
    """The values of a question as an author writes them: what is usual is left out."""
    held = question.model_dump(mode="json", exclude_defaults=True)
    if question.kind == "true_false":
        held["is_true"] = question.is_true
    for number, part in enumerate(question.case_parts):
        if part.kind == "true_false":
            held["case_parts"][number]["is_true"] = part.is_true
    order = ("id", "kind", "stem")
    return {k: held[k] for k in order} | {k: v for k, v in held.items() if k not in order}


def item_text(data: dict[str, Any]) -> str:
    """A question as an item of a list."""
    return yaml.dump(
        [data], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000,
        default_flow_style=False,
    )


def replaced(text: str, changed: dict[int, str], added: list[str]) -> str:
    """The text of a list file with some items replaced and others added; the rest is untouched.

    Args:
        text: the file; empty for a new one.
        changed: ordinal of an item -> its new text.
        added: texts of new items.
    """
    if not text.strip():
        return HEADER + "\n".join(added)
    root = compose(text)
    if root is not None and not isinstance(root, SequenceNode):
        text = _as_list(text)
        root = compose(text)
    lines = text.splitlines(keepends=True)
    if changed:
        assert isinstance(root, SequenceNode)
        # From the last to the first, so that the lines before stay where they are.
        for ordinal in sorted(changed, reverse=True):
            node = root.value[ordinal]
            first = node.start_mark.line
            last = _last_line(root, ordinal, lines)
            lines[first:last] = changed[ordinal].splitlines(keepends=True)
    made = "".join(lines)
    if added and not made.endswith("\n"):
        made += "\n"
    return made + "".join(f"\n{item}" for item in added)


def _as_list(text: str) -> str:
    """The text of a file with one record as a list of one."""
    made: list[str] = []
    begun = False
    for line in text.splitlines(keepends=True):
        if line.startswith("---"):
            continue
        if not begun and line.strip() and not line.startswith("#"):
            begun = True
            made.append(f"- {line}")
        else:
            made.append(f"  {line}" if begun and line.strip() else line)
    return "".join(made)


def _last_line(root: SequenceNode, ordinal: int, lines: list[str]) -> int:
    """The line after an item; blank lines and comments that follow belong to what comes next."""
    rest = root.value[ordinal + 1 :]
    last = rest[0].start_mark.line if rest else len(lines)
    while last > root.value[ordinal].start_mark.line + 1:
        line = lines[last - 1].strip()
        if line and not line.startswith("#"):
            break
        last -= 1
    return int(last)

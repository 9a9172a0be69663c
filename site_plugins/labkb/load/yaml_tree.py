"""YAML text to plain values with bounds, and the place of every value.

Every plain scalar stays text except true, false and null: numbers keep their digits (5.10 stays
5.10) and the models convert where they want numbers. Tags, and anchors that blow up, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from labkb.diagnostics import Path

MAX_DEPTH = 60
MAX_NODES = 2_000_000
MAX_ALIAS_NODES = 20_000
_TEXT_OF_A_NODE = 200
"""So many characters of a repeated text weigh as much as a node."""
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)

_BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE"}
_FALSE = {"false", "False", "FALSE"}
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
}


_DEFAULT_TAGS = {
    ScalarNode: "tag:yaml.org,2002:str",
    SequenceNode: "tag:yaml.org,2002:seq",
    MappingNode: "tag:yaml.org,2002:map",
}


class _Loader(_BASE):  # type: ignore[misc, valid-type]
    """A composing loader; construction is ours, so nothing is resolved from the text of a scalar.

    PyYAML's own resolving costs as much as the parser itself.
    """

    def resolve(self, kind: type[Node], value: object, implicit: object) -> str:
        """The tag of a node that carries none."""
        return _DEFAULT_TAGS[kind]

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        """Nothing to prepare."""

    def ascend_resolver(self) -> None:
        """Nothing to leave."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A mistake in the YAML itself; line and column count from one."""

    code: str
    detail: str
    line: int
    column: int


class YamlTrouble(Exception):
    """Raised where the text gives no value."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.detail)
        self.trouble = trouble


def compose(text: str) -> Node | None:
    """The node tree of the text, None for an empty document.

    Raises:
        YamlTrouble: with place and code.
    """
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in str(error.problem):
            raise YamlTrouble(Trouble("KB105", f"嵌套超过{MAX_DEPTH}层", 1, 1)) from None
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlTrouble(_explain(text, str(error.problem or error), line, column)) from None
    except yaml.YAMLError as error:
        raise YamlTrouble(Trouble("KB101", str(error).split("\n")[0], 1, 1)) from None
    except RecursionError:
        raise YamlTrouble(Trouble("KB105", f"嵌套超过{MAX_DEPTH}层", 1, 1)) from None


def _explain(text: str, problem: str, line: int, column: int) -> Trouble:
    lines = text.splitlines()
    for number in (line, line - 1):
        if 1 <= number <= len(lines):
            source = lines[number - 1]
            indent = source[: len(source) - len(source.lstrip())]
            if "\t" in indent:
                return Trouble("KB103", problem, number, indent.index("\t") + 1)
    return Trouble("KB101", problem, line, column)


def tabs_in_indentation(text: str, root: Node) -> list[Trouble]:
    """Tabs that the parser let pass: inside brackets and quoted texts, not in blocks of text."""
    if not _TAB_INDENT.search(text):
        return []
    inside = {line for first, last in _blocks(root) for line in range(first, last)}
    return [
        Trouble("KB103", "", number, line.index("\t") + 1)
        for number, line in enumerate(text.splitlines(), 1)
        if _TAB_INDENT.match(line) and line.strip() and number not in inside
    ]


def _blocks(root: Node) -> Iterator[tuple[int, int]]:
    """First and last line, from one, of the texts written after `|` or `>`."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            waiting += node.value
        elif isinstance(node, ScalarNode) and node.style in ("|", ">"):
            yield node.start_mark.line + 1, node.end_mark.line + 1


def build(root: Node, *, has_aliases: bool = True) -> tuple[Any, list[Trouble]]:
    """The plain value of a node tree, with duplicate keys and foreign tags as troubles.

    Args:
        root: the tree.
        has_aliases: False where the text can hold none, which saves looking for them.

    Raises:
        YamlTrouble: where a bound is passed.
    """
    builder = _Builder(has_aliases)
    return builder.value(root, 0, aliased=False), builder.troubles


class _Builder:
    """Builds values and keeps count; no closures, which would be cycles and outlive the file."""

    def __init__(self, has_aliases: bool) -> None:
        self.troubles: list[Trouble] = []
        self._has_aliases = has_aliases
        self._nodes = 0
        self._alias_nodes = 0
        self._built: set[int] = set()
        self._active: set[int] = set()

    def value(self, node: Node, depth: int, *, aliased: bool) -> Any:
        """The value of a node."""
        self._nodes += 1
        if depth > MAX_DEPTH:
            raise YamlTrouble(_at(node, "KB105", f"嵌套超过{MAX_DEPTH}层"))
        if node.tag not in _PLAIN_TAGS:
            self.troubles.append(_at(node, "KB108", node.tag.replace("tag:yaml.org,2002:", "!!")))
            return None
        if isinstance(node, ScalarNode):
            if self._has_aliases:
                self._weigh(node, aliased)
            return _scalar(node)
        again = id(node) in self._built
        if id(node) in self._active:
            raise YamlTrouble(_at(node, "KB105", "别名引用了自己"))
        aliased = aliased or again
        if aliased:
            self._alias_nodes += 1
        if self._nodes > MAX_NODES or self._alias_nodes > MAX_ALIAS_NODES:
            raise YamlTrouble(_at(node, "KB105", "别名展开后的内容过多"))
        self._active.add(id(node))
        try:
            if isinstance(node, SequenceNode):
                return [self.value(child, depth + 1, aliased=aliased) for child in node.value]
            return self._mapping(node, depth, aliased=aliased)
        finally:
            self._active.discard(id(node))
            self._built.add(id(node))

    def _weigh(self, node: ScalarNode, aliased: bool) -> None:
        if aliased or id(node) in self._built:
            self._alias_nodes += 1 + len(node.value) // _TEXT_OF_A_NODE
            if self._alias_nodes > MAX_ALIAS_NODES:
                raise YamlTrouble(_at(node, "KB105", "别名展开后的内容过多"))
        self._built.add(id(node))

    def _mapping(self, node: Node, depth: int, *, aliased: bool) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, child in node.value:
            if not isinstance(key_node, ScalarNode):
                self.troubles.append(_at(key_node, "KB101", "键必须是文本"))
                continue
            key = key_node.value
            if key in result:
                self.troubles.append(_at(key_node, "KB109", key))
                continue
            result[key] = self.value(child, depth + 1, aliased=aliased)
        return result


def _at(node: Node, code: str, detail: str) -> Trouble:
    return Trouble(code, detail, node.start_mark.line + 1, node.start_mark.column + 1)


def _scalar(node: ScalarNode) -> str | bool | None:
    text: str = node.value
    if not node.style:
        if text in _NULLS:
            return None
        if text in _TRUE:
            return True
        if text in _FALSE:
            return False
    return text


def locate(root: Node, path: Path, *, on_key: bool = False) -> tuple[int, int]:
    """Line and column (from one) of the value at a path, or of the nearest thing above it."""
    node, place = root, root
    for depth, step in enumerate(path):
        last = depth == len(path) - 1
        if isinstance(node, MappingNode):
            for key_node, child in node.value:
                if isinstance(key_node, ScalarNode) and key_node.value == step:
                    place = key_node if (on_key and last) else child
                    node = child
                    break
            else:
                break
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = place = node.value[step]
        else:
            break
    return place.start_mark.line + 1, place.start_mark.column + 1

"""No syntax, API or CSS of the browser code is newer than Chromium 109, Firefox 115, Safari 16.

The scripts are parsed; names are looked up in a list of what came later, with the version that
keeps it out (MDN browser compatibility data, looked up by hand).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import tree_sitter_css
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from labkb.jsruntime import WEB

JS = Parser(Language(tree_sitter_javascript.language()))
CSS = Parser(Language(tree_sitter_css.language()))

TOO_NEW_SYNTAX = {
    "class_static_block": "Safari 16.4",
    "decorator": "none of them",
    "import_statement": "modules fail on file://",
    "export_statement": "modules fail on file://",
    "import_attribute": "Chromium 123",
}
TOO_NEW_NAMES = {
    "toSorted": "Chromium 110", "toReversed": "Chromium 110", "toSpliced": "Chromium 110",
    "groupBy": "Chromium 117", "fromAsync": "Chromium 121", "withResolvers": "Chromium 119",
    "isSubsetOf": "Chromium 122", "isSupersetOf": "Chromium 122", "symmetricDifference":
    "Chromium 122", "isWellFormed": "Chromium 111", "toWellFormed": "Chromium 111",
    "canParse": "Chromium 120", "showPopover": "Chromium 114", "hidePopover": "Chromium 114",
    "togglePopover": "Chromium 114", "startViewTransition": "Chromium 111", "Iterator":
    "Chromium 122", "OffscreenCanvas": "Safari 16.4", "requestIdleCallback": "no Safari",
    "scheduler": "no Safari", "CompressionStream": "Safari 16.4", "DecompressionStream":
    "Safari 16.4", "showSaveFilePicker": "no Firefox", "showOpenFilePicker": "no Firefox",
    "setHTML": "none of them", "moveBefore": "Chromium 133", "checkVisibility": "Safari 17.4",
    "RegExp.escape": "Chromium 136", "getSetCookie": "Chromium 113", "throwIfAborted": "-",
    "fetch": "fails on file://", "XMLHttpRequest": "fails on file://", "importScripts":
    "fails on file://", "serviceWorker": "fails on file://", "EventSource": "network",
    "WebSocket": "network", "sendBeacon": "network", "eval": "never",
}
ALLOWED = {"throwIfAborted"}
TOO_NEW_CSS = {
    ":has(": "Firefox 121", "@starting-style": "Chromium 117", "@scope": "Chromium 118",
    "@property": "Firefox 128", "@layer": "", "color-mix(": "Chromium 111", "oklch(":
    "Chromium 111", "light-dark(": "Chromium 123", "@import": "network", "http://": "network",
    "https://": "network", "subgrid": "Chromium 117",
}
LAYER_IS_FINE = {"@layer"}  # Chromium 99, Firefox 97, Safari 15.4


def own_files(suffix: str) -> list[Path]:
    return [p for p in sorted(WEB.rglob(f"*{suffix}")) if "vendor" not in p.parts]


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from walk(child)


def text_of(node: Node) -> str:
    return (node.text or b"").decode("utf-8")


def too_new(source: str) -> list[str]:
    """What a script uses that the floor lacks."""
    found = []
    root = JS.parse(source.encode("utf-8")).root_node
    if root.has_error:
        found.append("does not parse")
    for node in walk(root):
        line = node.start_point[0] + 1
        if node.type in TOO_NEW_SYNTAX:
            found.append(f"{line}: {node.type} ({TOO_NEW_SYNTAX[node.type]})")
        elif node.type in {"identifier", "property_identifier"}:
            name = text_of(node)
            if name in TOO_NEW_NAMES and name not in ALLOWED and not is_own(node):
                found.append(f"{line}: {name} ({TOO_NEW_NAMES[name]})")
        elif node.type == "regex":
            pattern = text_of(node)
            if "(?<=" in pattern or "(?<!" in pattern:
                found.append(f"{line}: lookbehind (Safari 16.4)")
            if "v" in pattern.rsplit("/", 1)[1]:
                found.append(f"{line}: regular expression flag v (Chromium 112)")
    return found


GLOBALS = {"fetch", "XMLHttpRequest", "importScripts", "EventSource", "WebSocket", "eval",
           "OffscreenCanvas", "Iterator", "scheduler", "requestIdleCallback",
           "CompressionStream", "DecompressionStream"}
HOSTS = {"window", "self", "globalThis", "navigator"}


def is_own(node: Node) -> bool:
    """Whether a name is a key, a method or a variable of ours."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type == "member_expression" and text_of(node) in GLOBALS:
        owner = parent.child_by_field_name("object")
        return owner is not None and owner != node and text_of(owner) not in HOSTS
    return parent.type in {"pair", "method_definition", "variable_declarator"}


@pytest.mark.parametrize("path", own_files(".js"), ids=lambda p: p.relative_to(WEB).as_posix())
def test_a_script_stays_below_the_floor(path: Path) -> None:
    assert too_new(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", own_files(".css"), ids=lambda p: p.name)
def test_a_style_sheet_stays_below_the_floor_and_loads_nothing(path: Path) -> None:
    source = path.read_text("utf-8")
    root = CSS.parse(source.encode("utf-8")).root_node
    code = "".join(
        text_of(n) + "\n" for n in root.children if n.type not in {"comment", "js_comment"}
    )
    nested = [n for n in walk(root) if n.type == "rule_set" and n.parent and n.parent.type == "block"
              and n.parent.parent and n.parent.parent.type == "rule_set"]
    assert nested == []
    hits = [f"{word} ({why})" for word, why in TOO_NEW_CSS.items()
            if word in code and word not in LAYER_IS_FINE]
    assert hits == []


@pytest.mark.parametrize(
    "script",
    ["[3, 1].toSorted()", "/(?<=a)b/.test('ab')", "class A { static { 1; } }", "fetch('x.json')",
     "window.fetch('x')", "/[\\p{L}--q]/v", "const x = ;"],
)
def test_the_check_finds_what_is_too_new(script: str) -> None:
    assert too_new(script) != []


@pytest.mark.parametrize("script", ["a?.b ?? c", "[1].at(-1)", "structuredClone({})", "1_000n",
                                    "reader.fetch('x')"])
def test_the_check_lets_pass_what_the_floor_has(script: str) -> None:
    assert too_new(script) == []

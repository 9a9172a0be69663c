"""Resolves places of findings to line and column, reading a file only when one is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from yaml.nodes import Node

from labkb.diagnostics import Diagnostic, Severity, ordered
from labkb.load.files import read_source
from labkb.load.yaml_tree import YamlTrouble, compose, locate


class Locator:
    """Line, column and source line of values in the files of a project."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held: tuple[str, list[str], Node | None] | None = None

    def resolve(
        self, findings: list[Diagnostic], *, with_info: bool = True
    ) -> list[Diagnostic]:
        """The findings with line, column and excerpt, in the order of files and lines.

        Hints keep the bare file where nobody is going to see them: a large collection can have one
        for every document, and each place costs reading its file again.
        """
        by_file = sorted(findings, key=lambda d: d.place.file)
        return ordered(
            self._resolve_one(d) if with_info or d.severity is not Severity.INFO else d
            for d in by_file
        )

    def position(self, file: str, path: tuple[str | int, ...]) -> tuple[int, int]:
        """Line and column of one value."""
        _, node = self._open(file)
        return locate(node, path) if node is not None else (1, 1)

    def _resolve_one(self, found: Diagnostic) -> Diagnostic:
        place = found.place
        # A link that leads out was refused; not even its first line is shown.
        if found.code == "KB106" or not place.file.endswith((".yaml", ".yml", ".md")):
            return found
        lines, node = self._open(place.file)
        if place.line is None and node is not None:
            line, column = locate(node, place.path, on_key=place.on_key)
            place = replace(place, line=line, column=column)
        number = place.line or 0
        excerpt = lines[number - 1] if 0 < number <= len(lines) else ""
        return found.at(place, excerpt)

    def _open(self, file: str) -> tuple[list[str], Node | None]:
        if self._held is None or self._held[0] != file:
            text, problem = read_source(self._root / file, file)
            node = None
            if not problem and file.endswith((".yaml", ".yml")):
                try:
                    node = compose(text)
                except YamlTrouble:
                    node = None
            self._held = (file, text.splitlines(), node)
        return self._held[1], self._held[2]

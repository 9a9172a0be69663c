"""The guides for readers: their commands exist, their pictures are there and small."""

from __future__ import annotations

import re
import shlex
import struct
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from labkb.cli.app import COMMANDS, app

GUIDES = ["guide-trainee", "guide-laboratory", "guide-trainer", "guide-maintainer"]
PAGES = [*GUIDES, "publishing", "learning"]
_PICTURE = re.compile(r"!\[([^\]]+)\]\((images/[^)]+)\)")
_COMMAND = re.compile(r"(?:^|`)\s*(?:\$ )?(labkb [^`\n]+)", re.MULTILINE)


def page(repository: Path, name: str) -> str:
    """The text of a page."""
    return (repository / f"content/{name}.md").read_text("utf-8")


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_has_pictures_that_are_there_and_small(name: str, repository: Path) -> None:
    pictures = _PICTURE.findall(page(repository, name))
    assert len(pictures) >= 2
    for words, path in pictures:
        data = (repository / "content" / path).read_bytes()
        assert len(words) > 5, path
        assert data[:8] == b"\x89PNG\r\n\x1a\n", path
        assert len(data) < 200 * 1024, path
        assert struct.unpack(">I", data[16:20])[0] <= 1280, path


def test_every_picture_is_shown_somewhere(repository: Path) -> None:
    shown = {path for name in PAGES for _, path in _PICTURE.findall(page(repository, name))}
    shown |= {path.removeprefix("content/")
              for path in re.findall(r"content/images/[\w.-]+", (repository / "README.md").read_text("utf-8"))}
    there = {f"images/{path.name}" for path in (repository / "content/images").iterdir()}
    assert there == shown


def commands(repository: Path) -> Iterator[tuple[str, list[str]]]:
    """Page and words of every command that a page tells readers to run."""
    for name in PAGES:
        for line in _COMMAND.findall(page(repository, name)):
            yield name, shlex.split(line.replace("\\", "/").replace("…", "").split("，")[0])[1:]


def test_every_command_in_the_guides_exists_with_its_options(repository: Path) -> None:
    seen = set()
    for name, (command, *words) in commands(repository):
        assert command in COMMANDS, (name, command)
        held = app.get_command(click.Context(app), command)
        if isinstance(held, click.Group) and words:
            held = held.get_command(click.Context(held), words[0])
        assert held is not None, (name, command, words)
        known = {option for parameter in held.params for option in parameter.opts}
        for word in words:
            if word.startswith("--"):
                assert word in known, (name, command, word)
        seen.add(command)
    assert seen >= {"new", "check", "build", "serve", "import", "import-questions", "diff",
                    "review", "export", "rollup", "show"}


def test_every_course_that_a_command_names_is_in_the_collection(repository: Path) -> None:
    held = {path.stem for path in (repository / "kb/courses").glob("*.yaml")}
    named = {
        word.removeprefix("course/")
        for _, words in commands(repository) for word in words if word.startswith("course/")
    }
    assert named and named <= held

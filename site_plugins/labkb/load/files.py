"""Files of `kb/` to raw records with their places."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place
from labkb.load.cache import ParseCache
from labkb.load.decode import CONTROL, DAMAGED, decode, first_bad_line
from labkb.load.yaml_tree import Trouble, YamlTrouble, build, compose, tabs_in_indentation
from labkb.model.kinds import FOLDERS
from labkb.os_words import reason

MAX_BYTES = 8 * 1024 * 1024
SUFFIXES = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as written: plain values, and where they stand."""

    folder: str
    data: Any
    file: str
    path: tuple[str | int, ...] = ()
    """The record's place inside the file: () or (index,)."""
    is_clean: bool = False
    """The file holds no control character, and no escape that could make one."""


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """What one file holds."""

    file: str
    records: tuple[RawRecord, ...]
    diagnostics: tuple[Diagnostic, ...]
    lost: tuple[str, ...] = ()
    """Ids of the records in a file that could not be read, as far as its lines show them."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file to be read."""

    folder: str
    file: str
    """Relative to the project, with forward slashes."""
    location: Path = field(compare=False)


def list_files(root: Path) -> tuple[list[FileEntry], list[Diagnostic]]:
    """The YAML files below `root/kb` in the order they are read, and what is in the way."""
    base = root / "kb"
    entries: list[FileEntry] = []
    findings: list[Diagnostic] = []
    inside = base.resolve()
    for path in _walk(base):
        relative = path.relative_to(root).as_posix()
        if path.is_symlink() or path.resolve() != inside / path.relative_to(base):
            try:
                path.resolve(strict=True).relative_to(inside)
            except (ValueError, OSError, RuntimeError):
                findings.append(
                    finding(
                        "KB106",
                        f"符号链接“{relative}”指向知识库之外，或指向不存在的文件",
                        Place(relative),
                        remedy="把文件复制到 kb/ 里再用",
                    )
                )
                continue
        if not path.is_file() or path.suffix.lower() not in SUFFIXES:
            continue
        folder = path.relative_to(base).parts[0]
        if folder not in FOLDERS:
            if folder != "vocabulary":
                findings.append(_misplaced(folder, relative))
            continue
        entries.append(FileEntry(folder, relative, path))
    order = list(FOLDERS)
    entries.sort(key=lambda e: (order.index(e.folder), e.file))
    return entries, findings


def _misplaced(folder: str, file: str) -> Diagnostic:
    guess = get_close_matches(folder.lower(), FOLDERS, n=1)
    what = f"kb/ 下没有“{folder}”这种文件夹"
    if file == f"kb/{folder}":
        what = f"“{folder}”直接放在 kb/ 里，看不出是哪种记录"
    return finding(
        "KB107",
        what,
        Place(file),
        remedy=f"是否想写“{guess[0]}”？" if guess else f"可用的文件夹：{'、'.join(FOLDERS)}",
    )


def _walk(base: Path) -> Iterator[Path]:
    for directory, folders, files in os.walk(base):
        folders.sort()
        here = Path(directory)
        links = [here / name for name in folders if (here / name).is_symlink()]
        yield from links
        yield from (here / name for name in sorted(files) if not name.startswith("."))


def load_file(entry: FileEntry, cache: ParseCache | None = None) -> LoadedFile:
    """The raw records of one file; sound files are taken from the cache when it knows them."""
    text, problem = read_source(entry.location, entry.file)
    if problem:
        return LoadedFile(entry.file, (), (problem,))
    if cache is None:
        return parse_file(entry, text)
    value = cache.get(text)
    if value is not None:
        return LoadedFile(entry.file, _records(entry, value, text), ())
    loaded = parse_file(entry, text)
    if loaded.records and not loaded.diagnostics:
        is_single = not loaded.records[0].path
        values = [raw.data for raw in loaded.records]
        cache.put(text, values[0] if is_single else values)
    return loaded


def read_source(location: Path, file: str) -> tuple[str, Diagnostic | None]:
    """The text of a file, or what keeps it from being read."""
    try:
        size = location.stat().st_size
        if size > MAX_BYTES:
            return "", finding(
                "KB105",
                f"文件有{size / 1048576:.1f} MB，上限是{MAX_BYTES // 1048576} MB",
                Place(file),
                remedy="把它拆成几个文件",
            )
        data = location.read_bytes()
    except OSError as error:
        return "", finding(
            "KB101", f"文件读不出来：{reason(error)}", Place(file), remedy="检查文件是否完好、可读"
        )
    text, encoding = decode(data)
    if encoding == DAMAGED:
        return "", finding(
            "KB102",
            "文件里有损坏的字节，不是完整的 UTF-8",
            Place(file, line=first_bad_line(data), column=1),
            remedy="改正这一行的乱码，再存为 UTF-8",
        )
    if encoding:
        return "", finding(
            "KB102",
            f"文件编码是{encoding}，不是 UTF-8",
            Place(file, line=1, column=1),
            remedy="用编辑器“另存为”，编码选 UTF-8",
        )
    return text, None


def parse_file(entry: FileEntry, text: str) -> LoadedFile:
    """The raw records of a file's text."""
    value, findings = parse_value(entry.file, text)
    if not findings and (value is None or value == []):
        findings = [
            finding(
                "KB104", "文件是空的，已跳过", Place(entry.file), remedy="写入记录，或删除文件"
            )
        ]
    if value is None:
        return LoadedFile(entry.file, (), tuple(findings), tuple(_ID_LINE.findall(text)))
    return LoadedFile(entry.file, _records(entry, value, text), tuple(findings))


_ID_LINE = re.compile(r"^(?:- )?id:[ ]+[\"']?([a-z0-9/-]+)", re.MULTILINE)


def parse_value(file: str, text: str) -> tuple[Any, list[Diagnostic]]:
    """The plain value of a file's text, None where it gives none, and what is wrong with the YAML."""
    try:
        root = compose(text)
        if root is None:
            return None, []
        value, troubles = build(root, has_aliases="*" in text and "&" in text)
        troubles += tabs_in_indentation(text, root)
    except YamlTrouble as error:
        return None, [_diagnostic(file, error.trouble, text)]
    return value, [_diagnostic(file, trouble, text) for trouble in troubles]


def _records(entry: FileEntry, value: Any, text: str) -> tuple[RawRecord, ...]:
    is_clean = "\\" not in text and CONTROL.search(text) is None
    if isinstance(value, list):
        return tuple(
            RawRecord(entry.folder, item, entry.file, (index,), is_clean)
            for index, item in enumerate(value)
        )
    return (RawRecord(entry.folder, value, entry.file, (), is_clean),)


_MESSAGES = {
    "KB101": ("YAML 写法有误：{}", "检查冒号后的空格、引号是否成对、缩进是否一致"),
    "KB103": ("缩进里有制表符{}", "把制表符换成空格"),
    "KB105": ("文件超出上限：{}", "减少嵌套和别名，或拆成几个文件"),
    "KB108": ("不允许的标签“{}”", "去掉标签，写普通文本"),
    "KB109": ("键“{}”写了两次", "只留一个"),
}

_YAML_WORDS = (
    ("could not find expected ':'", "少了冒号"),
    ("mapping values are not allowed", "这里不能再出现冒号（文本里有冒号时要加引号）"),
    ("did not find expected key", "缩进或括号不对，这里应当是一个键"),
    ("did not find expected ',' or ']'", "方括号没有闭合"),
    ("did not find expected ',' or '}'", "花括号没有闭合"),
    ("did not find expected '-' indicator", "列表项的缩进不一致"),
    ("found unexpected end of stream", "引号没有闭合"),
    ("found character that cannot start", "这个字符不能用在这里，给文本加上引号"),
    ("control characters are not allowed", "含有不允许的控制字符"),
    ("found undefined alias", "引用了没有定义的别名"),
    ("found unknown escape character", "双引号里的反斜杠写法不对，改用单引号"),
    ("expected a single document", "一个文件里只能有一份文档，去掉多余的 ---"),
    ("but found another document", "一个文件里只能有一份文档，去掉多余的 ---"),
    ("second occurrence", "同一个锚点（&）写了两次"),
    ("directive", "行首的 % 有特殊含义，给文本加上引号"),
    ("block sequence entries are not allowed", "这里不能写列表项，换一行再写"),
    ("did not find expected <document start>", "上面一段还没有写完，检查缩进"),
    ("found a tab character", "有制表符，换成空格"),
    ("while scanning a block scalar", "| 或 > 后面的写法不对"),
    ("did not find the expected comment or line break", "| 或 > 后面要换行"),
)
_UNREAD = "这里读不懂"
_QUOTED = 24


def _diagnostic(file: str, trouble: Trouble, text: str) -> Diagnostic:
    pattern, remedy = _MESSAGES[trouble.code]
    detail = trouble.detail
    if trouble.code == "KB101" and detail.isascii():
        detail = next((zh for english, zh in _YAML_WORDS if english in detail), _UNREAD)
    if trouble.code in {"KB101", "KB103"}:
        detail = ("" if trouble.code == "KB103" else detail) + _quoted(text, trouble)
    place = Place(file, line=trouble.line, column=trouble.column)
    return finding(trouble.code, pattern.format(detail), place, remedy=remedy)


def _quoted(text: str, trouble: Trouble) -> str:
    """What stands at the place of a mistake; nothing where the line ends there."""
    lines = text.splitlines()
    line = lines[trouble.line - 1] if 0 < trouble.line <= len(lines) else ""
    rest = "".join(c for c in line[trouble.column - 1 :] if c.isprintable()).strip()
    if not rest:
        rest = "".join(c for c in line if c.isprintable()).strip()
    short = rest if len(rest) <= _QUOTED else rest[:_QUOTED] + "…"
    return f"：“{short}”" if short else ""

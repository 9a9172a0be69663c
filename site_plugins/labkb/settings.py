"""The settings of a project, read from its `mkdocs.yml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from labkb.diagnostics import CannotGoOn
from labkb.model.base import PARTIAL_DATE

CONFIG = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build follows from, besides the records."""

    root: Path = field(compare=False)
    """The project's folder: holds kb/, content/ and mkdocs.yml."""
    kb: str = "kb"
    """Id of the collection; browser storage and saved files carry it."""
    name: str = "知识库"
    edition: str = "0"
    as_of: str = ""
    """The day for which the collection binds (YYYY-MM-DD); the build never reads the clock."""
    overlay: str = ""
    """Folder of the reader's own texts; empty for none."""
    chapter_page_above: int = 300
    """Documents that weigh more get a page per chapter: an article of plain text weighs 1."""
    stale_after_months: int = 12
    """The page warns when its copy is older than this."""
    downloads: tuple[str, ...] = ()
    """Files to publish with the site, in the words of `labkb export`: `pptx course/x`."""


def read_settings(root: Path, **overrides: str) -> Settings:
    """The settings in `root/mkdocs.yml`, with overrides from the command line.

    Raises:
        CannotGoOn: where there is no project, or a setting is wrong.
    """
    path = root / CONFIG
    if not path.is_file():
        raise CannotGoOn(
            f"“{root.name or root}”里没有 {CONFIG}，不是 labkb 知识库。"
            "换到知识库的文件夹，或用 labkb new 新建一个。"
        )
    try:
        config = yaml.load(path.read_text("utf-8-sig"), Loader=_TolerantLoader)
    # A date that does not exist is a ValueError of PyYAML's.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise CannotGoOn(f"{CONFIG} 读不出来：{_why(error)}。") from None
    config = config if isinstance(config, dict) else {}
    options = _plugin_options(config)
    options.setdefault("name", config.get("site_name") or "知识库")
    options.update({key: value for key, value in overrides.items() if value})
    return make_settings(root, options)


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码，另存为 UTF-8"
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return f"第{mark.line + 1}行的写法有误"
    return "写法有误" if isinstance(error, yaml.YAMLError) else "里面的日期不存在，或嵌套过深"


def site_folder(root: Path) -> str:
    """The folder that mkdocs.yml names for the site, relative to the project."""
    try:
        config = yaml.load((root / CONFIG).read_text("utf-8-sig"), Loader=_TolerantLoader)
    except (OSError, yaml.YAMLError, ValueError, RecursionError):
        return "site"
    return str(config.get("site_dir") or "site") if isinstance(config, dict) else "site"


def make_settings(root: Path, options: dict[str, Any]) -> Settings:
    """Settings from plain values, checked.

    Raises:
        CannotGoOn: where a value is wrong.
    """
    known = {name for name in Settings.__slots__ if name != "root"}
    clean = {key: value for key, value in options.items() if key in known and value is not None}
    for key in ("kb", "name", "edition", "as_of", "overlay"):
        if key in clean:
            clean[key] = _text(key, clean[key])
    if "downloads" in clean:
        if not isinstance(clean["downloads"], list | tuple):
            raise CannotGoOn(f"downloads 的值“{clean['downloads']}”不是列表。每行写一项，以“- ”开头。")
        clean["downloads"] = tuple(str(line) for line in clean["downloads"])
    for key in ("chapter_page_above", "stale_after_months"):
        if key in clean and not (isinstance(clean[key], int) and clean[key] >= 0):
            raise CannotGoOn(f"{key} 的值“{clean[key]}”不是整数。")
    as_of = clean.get("as_of", "")
    if as_of and not _is_day(as_of):
        raise CannotGoOn(f"as_of 的值“{as_of}”不是日期，或没有这一天。写成 2026-11-21 这样。")
    return Settings(root=root, **clean)


def _text(key: str, value: Any) -> str:
    """A value that YAML may have read as something else; a number loses its noughts."""
    if isinstance(value, float):
        raise CannotGoOn(f'{key} 的值“{value}”要加引号，写成 {key}: "2026.10" 这样。')
    if isinstance(value, list | dict):
        raise CannotGoOn(f"{key} 要一段文本，这里是“{value}”。")
    return str(value)


def _is_day(text: str) -> bool:
    match = PARTIAL_DATE.fullmatch(text)
    try:
        return bool(match and match[3] and date.fromisoformat(text))
    except ValueError:
        return False


def _plugin_options(config: dict[str, Any]) -> dict[str, Any]:
    plugins = config.get("plugins") or []
    items = plugins.items() if isinstance(plugins, dict) else [
        next(iter(p.items())) if isinstance(p, dict) and p else (p, {}) for p in plugins
    ]
    for name, options in items:
        if name == "labkb":
            if not isinstance(options or {}, dict):
                raise CannotGoOn(f"{CONFIG} 里 labkb 的设置要写成“键: 值”，这里是“{options}”。")
            return dict(options or {})
    return {}


class _TolerantLoader(yaml.SafeLoader):
    """Reads mkdocs.yml; tags such as !ENV and !!python/name mean nothing here."""


_TolerantLoader.add_multi_constructor("", lambda loader, suffix, node: None)

"""What click says by itself, in Chinese.

Click looks its sentences up with gettext, which follows the locale and has no catalogue of its own.
The words of this program do not change with the locale: its own catalogue stands here.
"""

from __future__ import annotations

from types import ModuleType

import click
from click import core, decorators, exceptions, formatting, parser, types

_SENTENCES = {
    "Usage:": "用法:",
    "Options": "选项",
    "Positional arguments": "参数",
    "Commands": "命令",
    "Show this message and exit.": "显示这些说明。",
    "Show the version and exit.": "显示版本。",
    "Try '{command} {option}' for help.": "说明见：{command} {option}",
    "Error: {message}": "不能执行：{message}",
    "Aborted!": "已中断。",
    "Missing command.": "没有写命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少{param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "No such option {name!r}.": "没有选项“{name}”。",
    "No such option: {name}": "没有选项“{name}”。",
    "No such command {name!r}.": "没有命令“{name}”。",
    "Did you mean {possibility}?": "是否想写 {possibility}？",
    "Did you mean one of {possibilities}?": "是否想写 {possibilities}？",
    "Did you mean one of: {possibilities}?": "是否想写 {possibilities}？",
    "(Did you mean one of: {possibilities}?)": "是否想写 {possibilities}？",
    "(Possible options: {possibilities})": "是否想写 {possibilities}？",
    "Choose from:\n\t{choices}": "可取：\n\t{choices}",
    "{value!r} is not {choice}.": "“{value}”不可用，要写 {choice}。",
    "{value!r} is not one of {choices}.": "“{value}”不在可选值之内：{choices}。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是数字。",
    "{value} is not in the range {range}.": "“{value}”超出范围：{range}。",
    "Invalid value: {message}": "值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Option {name!r} requires an argument.": "选项“{name}”后面要写值。",
    "Option {name!r} requires {nargs} arguments.": "选项“{name}”后面要写{nargs}个值。",
    "Option {name!r} does not take a value.": "选项“{name}”后面不写值。",
    "Argument {name!r} takes {nargs} values.": "参数“{name}”要写{nargs}个值。",
    "Got unexpected extra argument ({args})": "多写了参数：{args}",
    "Got unexpected extra arguments ({args})": "多写了参数：{args}",
    "Could not open file {filename!r}: {message}": "文件“{filename}”打不开：{message}",
    "{name} {filename!r} does not exist.": "{name}“{filename}”不存在。",
    "{name} {filename!r} is a file.": "“{filename}”是文件，这里要文件夹。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹，这里要文件。",
    "{name} {filename!r} is not readable.": "{name}“{filename}”读不出来。",
    "{name} {filename!r} is not writable.": "{name}“{filename}”不能写入。",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
}


def _one(sentence: str) -> str:
    return _SENTENCES.get(sentence, sentence)


def _one_or_many(one: str, many: str, amount: int) -> str:
    return _one(one if amount == 1 else many)


def speak_chinese() -> None:
    """Lets click use the sentences above."""
    modules: tuple[ModuleType, ...] = (core, decorators, exceptions, formatting, parser, types)
    for module in modules:
        for name, function in (("_", _one), ("ngettext", _one_or_many)):
            if hasattr(module, name):
                setattr(module, name, function)


def with_chinese_usage(command: click.Command) -> click.Command:
    """The command with Chinese in the line of its usage."""
    command.options_metavar = "[选项]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "命令 [参数]…"
    return command

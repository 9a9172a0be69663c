"""The `labkb` command."""

from __future__ import annotations

import importlib
import sys
from difflib import get_close_matches
from typing import Any

import click

from labkb import __version__
from labkb.cli.chinese import speak_chinese, with_chinese_usage
from labkb.cli.console import prepare_streams, say
from labkb.diagnostics import CannotGoOn

# Commands are imported when they are used: `labkb check` should not wait for Whoosh or MkDocs.
COMMANDS = {
    "new": "labkb.cli.new:new",
    "check": "labkb.cli.check:check",
    "build": "labkb.cli.build:build",
    "serve": "labkb.cli.serve:serve",
    "search": "labkb.cli.search:search",
    "show": "labkb.cli.show:show",
    "import": "labkb.cli.import_:import_",
    "import-questions": "labkb.cli.import_questions:import_questions",
    "diff": "labkb.cli.diff:diff",
    "review": "labkb.cli.review:review",
    "calc": "labkb.cli.calc:calc",
    "rollup": "labkb.cli.rollup:rollup",
    "export": "labkb.cli.export:export",
    "schema": "labkb.cli.schema:schema",
}


class LazyGroup(click.Group):
    """A group whose commands live in files of their own."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The commands in the order of the work."""
        return [name for name in COMMANDS if self.get_command(context, name)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; a mistyped one offers the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            guess = get_close_matches(args[0], COMMANDS, n=1)
            tail = f"是否想写 {guess[0]}？" if guess else ""
            ctx.fail(f"没有命令“{args[0]}”。{tail}")
        return super().resolve_command(ctx, args)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of a name, None where there is none."""
        target = COMMANDS.get(name)
        if target is None:
            return None
        module, attribute = target.split(":")
        try:
            found = getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as error:
            if error.name == module:
                return None
            raise
        assert isinstance(found, click.Command)
        return with_chinese_usage(found)


@click.command(
    cls=LazyGroup,
    help="把实验室认可资料做成离线知识库。",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="labkb %(version)s", help="显示版本。")
def app() -> None:
    """Runs a command."""


def main(arguments: list[str] | None = None) -> Any:
    """Runs the command line; exit 0 fine, 1 findings, 2 usage or cannot go on."""
    prepare_streams()
    speak_chinese()
    with_chinese_usage(app)
    try:
        code = app.main(args=arguments, prog_name="labkb", standalone_mode=False)
    except CannotGoOn as error:
        say(str(error), err=True)
        sys.exit(2)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        say("已中断。", err=True)
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)

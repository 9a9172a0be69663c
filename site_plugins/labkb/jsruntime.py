"""Runs the browser's own logic (`web/core/`) in QuickJS, so that it exists once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import quickjs

WEB = Path(__file__).parent / "web"


class JsError(Exception):
    """An exception thrown inside the JavaScript; `message` and `code` are the thrown object's."""

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


@cache
def script_groups() -> dict[str, tuple[str, ...]]:
    """The one load order of page and QuickJS: group -> paths relative to `web/`."""
    listed = json.loads((WEB / "scripts.json").read_text("utf-8"))["groups"]
    return {name: tuple(paths) for name, paths in listed.items()}


def core_scripts(groups: tuple[str, ...]) -> list[Path]:
    """The files without DOM of the groups, `base` first, in load order."""
    ordered = dict.fromkeys(
        path for group in ("base", *groups) for path in script_groups()[group]
    )
    return [WEB / path for path in ordered if not path.startswith("ui/")]


class JsRuntime:
    """A QuickJS context with the core files of some groups loaded."""

    def __init__(
        self, groups: tuple[str, ...] = (), *, memory_mb: int = 512, seconds: float | None = None
    ) -> None:
        self._context = quickjs.Context()
        self._context.set_memory_limit(memory_mb * 1024 * 1024)
        self._context.set_max_stack_size(4 * 1024 * 1024)
        if seconds is not None:
            self._context.set_time_limit(seconds)
        for script in core_scripts(groups):
            self._context.eval(script.read_text("utf-8"))
        self._context.eval(_BRIDGE)

    def call(self, path: str, *arguments: Any) -> Any:
        """The JSON value that the function at a dotted path returns.

        Raises:
            JsError: when the function throws.
        """
        said = json.dumps(arguments, ensure_ascii=False)
        try:
            said.encode()
        except UnicodeEncodeError:
            # Half of a pair of surrogates crosses the border only as an escape.
            said = json.dumps(arguments)
        answer = json.loads(self._context.get("__labkb_call")(path, said))
        if "error" in answer:
            raise JsError(answer["error"], answer.get("code"))
        return answer.get("value")


# Values cross the border as JSON; Infinity and NaN travel as strings, as JSON has no words for them.
_BRIDGE = """
globalThis.__labkb_call = function (path, args) {
  try {
    const names = path.split(".");
    let owner = globalThis, target = globalThis;
    for (const name of names) { owner = target; target = target[name]; }
    const value = target.apply(owner, JSON.parse(args));
    return JSON.stringify({ value: value === undefined ? null : value }, function (key, item) {
      return typeof item === "number" && !Number.isFinite(item) ? String(item) : item;
    });
  } catch (error) {
    return JSON.stringify({
      error: String((error && error.message) || error), code: error && error.code
    });
  }
};
"""

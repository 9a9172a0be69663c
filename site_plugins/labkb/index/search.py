"""Queries answered in Python: Whoosh retrieves, the page's own code understands and ranks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from labkb.index.shards import sound_letters, traditional_letters
from labkb.index.whoosh_index import WhooshIndex
from labkb.jsruntime import JsRuntime

_PROGRAM = "labkb.core.search.program"


class Searcher:
    """Answers queries over a Whoosh index with the code of `web/core/search/`."""

    def __init__(self, held: WhooshIndex) -> None:
        self._held = held
        self._js = JsRuntime(groups=("search",))
        self._js.call(f"{_PROGRAM}.open", held.directory)
        self._known: set[str] = set()
        self._letters: dict[str, Callable[[], Any]] = {
            "sounds": sound_letters, "traditional": traditional_letters,
            "documents": held.documents,
        }

    def search(
        self,
        text: str,
        *,
        limit: int = 10,
        offset: int = 0,
        kinds: Sequence[str] = (),
        phrase: bool = False,
    ) -> dict[str, Any]:
        """The result as `labkb.search` of the page gives it.

        `phrase` keeps only records that hold the words of the query one after another.
        """
        options: dict[str, Any] = {"limit": limit, "offset": offset}
        if kinds:
            options["kinds"] = list(kinds)
        if phrase:
            options["only"] = sorted(self._held.phrase(text))
        step = self._js.call(f"{_PROGRAM}.start", text, options)
        while "asks" in step:
            step = self._js.call(f"{_PROGRAM}.next", self._answer(step["asks"]))
        result: dict[str, Any] = step["result"]
        return result

    def _answer(self, asks: dict[str, Any]) -> dict[str, Any]:
        lines: dict[str, str] = {}
        for asked in asks.get("keys", ()):
            for key in self._held.keys_of(asked) if len(asked) == 1 else (asked,):
                if key not in self._known:
                    self._known.add(key)
                    lines[key] = self._held.line(key)
        letters = {name: self._letters[name]() for name in asks.get("letters", ())}
        rows = [self._held.row(ordinal) for ordinal in asks.get("rows", ())]
        return {"lines": {k: v for k, v in lines.items() if v}, "letters": letters, "rows": rows}

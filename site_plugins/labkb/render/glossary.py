"""Marks the terms of the collection in our own sentences."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from labkb.model.term import Term

_SHORTEST = 2
_COMMON = 2


@dataclass(frozen=True, slots=True)
class Gloss:
    """What the tooltip of a term says."""

    id: str
    key: str
    """Short name on the page, safe in attributes."""
    name: str
    english: str
    definition: str
    url: str


class Glossary:
    """Finds terms in text: the longest name first, each term once in a text."""

    def __init__(self, terms: Iterable[Term], urls: Mapping[str, str]) -> None:
        self._by_name: dict[str, Gloss] = {}
        for term in terms:
            gloss = Gloss(
                term.id,
                term.id.split("/", 1)[-1],
                term.name,
                term.english or "",
                term.definition,
                urls.get(term.id, "terms.html"),
            )
            for name in (term.name, *term.variants):
                if len(name) >= _SHORTEST:
                    self._by_name.setdefault(name, gloss)
        names = sorted(self._by_name, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None

    def mark(
        self, text: str, base: str, used: dict[str, Gloss], wanted: Container[str] = ()
    ) -> str | Markup:
        """The text with links at the first mention of each term; collects the terms in `used`.

        Short names are common words too (要求, 能力): they are marked once on a page, or where the
        clause itself lists the term among `wanted`.
        """
        if self._pattern is None:
            return text
        parts: list[Markup] = []
        seen: set[str] = set()
        end = 0
        for match in self._pattern.finditer(text):
            gloss = self._by_name[match[0]]
            is_common = len(match[0]) <= _COMMON and gloss.id not in wanted
            if gloss.id in seen or (is_common and gloss.key in used):
                continue
            seen.add(gloss.id)
            used[gloss.key] = gloss
            parts.append(escape(text[end : match.start()]))
            parts.append(
                Markup('<a class="kb-term" href="{}" data-term="{}">{}</a>').format(
                    base + gloss.url, gloss.key, match[0]
                )
            )
            end = match.end()
        if not parts:
            return text
        parts.append(escape(text[end:]))
        return Markup("").join(parts)

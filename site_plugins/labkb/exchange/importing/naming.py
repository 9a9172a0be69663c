"""Ids for imported documents: ASCII, from the file's name, its number or its title."""

from __future__ import annotations

import re
import unicodedata

from labkb.exchange.importing.model import Metadata

_STATE = "中华人民共和国"
_IN_FULL, _FIRST_WORDS = 6, 4


def document_id(metadata: Metadata, stem: str) -> str:
    """An id to start with; a person may rename the file and the id."""
    slug = _slug(stem)
    if slug and not re.search(r"[^\x00-\x7f]", stem):
        return slug
    number = _slug(metadata.number or "")
    if metadata.number and len(number) >= 5 and metadata.number.isascii():
        return number
    return _slug(_romanized(metadata.title or stem)) or "document"


def _slug(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:70].strip("-")


def _romanized(text: str) -> str:
    """Pinyin: short titles in full, of longer ones the first words in full and the initials."""
    from pypinyin import lazy_pinyin

    # The state's name before the name of a law says nothing here, and ids stand in every address.
    own = text.removeprefix(_STATE) or text
    syllables = [s for s in (_slug(s) for s in lazy_pinyin(own[:40])) if s]
    if len(syllables) <= _IN_FULL:
        return "-".join(syllables)
    rest = "".join(s if s.isdigit() else s[0] for s in syllables[_FIRST_WORDS:])
    return "-".join([*syllables[:_FIRST_WORDS], rest])

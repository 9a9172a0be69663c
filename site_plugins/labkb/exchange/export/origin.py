"""Where an export comes from; every file that is handed out says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from labkb import __version__
from labkb.settings import Settings

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
"""What Windows takes in no file name; Chinese stays."""
# Zip knows no earlier year; it stands for "no date in the settings".
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Origin:
    """Collection, edition and day of a file that is handed out."""

    kb: str
    name: str
    edition: str
    as_of: str

    @classmethod
    def of(cls, settings: Settings) -> Origin:
        """The origin that the settings give."""
        return cls(settings.kb, settings.name, settings.edition, settings.as_of)

    @property
    def moment(self) -> datetime:
        """The one time that is written into files; exports never read the clock."""
        return datetime.fromisoformat(self.as_of).replace(tzinfo=UTC) if self.as_of else EPOCH

    @property
    def writer(self) -> str:
        """The program that wrote the file."""
        return f"labkb {__version__}"

    def sentence(self) -> str:
        """The line under a page or on a cover."""
        day = f"，资料截至{self.as_of}" if self.as_of else ""
        return f"出自《{self.name}》{self.edition}版（{self.kb}）{day}。内容以官方文本为准。"

    def foot(self, subject: str = "") -> str:
        """The short line at the foot of every page; `subject` is the id of what it is about."""
        day = f"截至{self.as_of}" if self.as_of else ""
        return "　".join(part for part in (f"{self.name} {self.edition}版", day, subject) if part)

    def rows(self, ids: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
        """Label and value of everything that is known, for a table."""
        found = [
            ("知识库", self.name),
            ("代号", self.kb),
            ("版次", self.edition),
            ("资料截至", self.as_of or "未注明"),
            ("记录编号", ids_in_words(ids) or "全部"),
            ("生成程序", self.writer),
            ("说明", "内容是编者自写的要点，以官方文本为准。"),
        ]
        return tuple(found)

    def file_stem(self, what: str = "") -> str:
        """A file name without suffix that every system takes: kb-edition, or kb-edition-what."""
        parts = (_REFUSED.sub("-", part).strip("-. ") for part in (self.kb, self.edition, what))
        return "-".join(part for part in parts if part)


def ids_in_groups(ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Ids without their common beginnings: what they begin with, and the rest of each.

    `std-a:4.1`, `std-a:4.2` and `question/x` become `std-a:` 4.1、4.2 and `question/` x.
    """
    found: dict[str, list[str]] = {}
    for one in dict.fromkeys(ids):
        mark = ":" if ":" in one else "/"
        head, _, tail = one.partition(mark)
        if not tail:
            head, tail, mark = "", one, ""
        found.setdefault(head + mark, []).append(tail)
    return tuple((head, "、".join(tails)) for head, tails in found.items())


def ids_in_words(ids: Sequence[str]) -> str:
    """Ids as a reader can look them up, a line per document or kind of record."""
    return "\n".join(
        f"{head} {tails}".strip() if "、" in tails else head + tails
        for head, tails in ids_in_groups(ids)
    )

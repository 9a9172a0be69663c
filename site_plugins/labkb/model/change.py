"""What was added or revised in the collection, and when."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from labkb.model.base import AnyRef, PartialDate, Record, Text


class Change(Record):
    """An entry of the collection's own history."""

    family: ClassVar[str] = "change"

    title: Text = Field(description="改了什么，一句话")
    type: Literal["added", "revised", "removed"] = Field(
        description="种类：added 新增、revised 修订、removed 移除"
    )
    changed_on: PartialDate = Field(description="日期")
    edition: Text | None = Field(None, description="从知识库的哪一版起有这项变更，例如 2026.11")
    records: tuple[AnyRef, ...] = Field((), description="涉及的记录")

    @property
    def label(self) -> str:
        """The title."""
        return self.title
